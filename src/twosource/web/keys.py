"""Secrets come in; what a browser carries to prove that it may come in, and that a form is ours, goes out.

A form's seal is an HMAC of the browser's own cookie under a secret that lives as long as the server: another site can
make a browser send the cookie, but cannot know the seal.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

SESSION = "twosource_session"
NAME = "twosource_name"


class Keys:
    """The secrets of one running server. `token` is what a visitor must know, None where all who reach it may read."""

    def __init__(self, token: str | None = None) -> None:
        self.token = token or None
        self._secret = secrets.token_bytes(32)

    def new_session(self) -> str:
        """Return a fresh value for the session cookie."""
        return secrets.token_urlsafe(18)

    def seal(self, session: str) -> str:
        """Return what a form of this session must bring back."""
        return hmac.new(self._secret, session.encode(), hashlib.sha256).hexdigest()

    def is_sealed(self, session: str, given: str) -> bool:
        """Say whether a form's seal is that of its session, in constant time."""
        return bool(session) and hmac.compare_digest(self.seal(session).encode(), given.encode("utf-8", "replace"))

    def opens(self, given: str) -> bool:
        """Say whether a token is the right one, in constant time whatever its length."""
        if self.token is None:
            return True
        return hmac.compare_digest(_digest(self.token), _digest(given))

    def pass_cookie(self) -> str:
        """Return the cookie's value for a browser that has shown the token; it is not the token."""
        return hmac.new((self.token or "").encode(), b"twosource pass", hashlib.sha256).hexdigest()

    def has_pass(self, given: str) -> bool:
        """Say whether a cookie's value is that of a browser that has shown the token, in constant time."""
        return self.token is None or hmac.compare_digest(self.pass_cookie().encode(), given.encode("utf-8", "replace"))


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()


def pass_name(port: int | None) -> str:
    """Return the name of the pass cookie: browsers tell servers on one machine's ports not apart by themselves."""
    return f"twosource_pass_{port or 0}"
