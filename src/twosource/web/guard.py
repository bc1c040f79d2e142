"""Every request passes here first: the right host, the same origin, not too large, with its token; then the headers.

Written at the level of ASGI, so that nothing inside the application can forget it. A page of this desk shows other
people's words: the policy allows our own style sheet and scripts by address, and nothing that stands in a page.
"""

from __future__ import annotations

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from twosource.web.keys import SESSION, Keys, pass_name

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
# The largest upload: some hundred pages saved from a browser.
MAX_UPLOAD_BYTES = 25_000_000
ENTRANCE = "/enter"
FAILED = "Something went wrong in the server; its own output says what. The desk is as it was."
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not no-referrer: with it a browser would send "null" for the origin of our own forms
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ASK = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>twosource: token</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>This desk asks for its token</h1>
<form method="post" action="/enter"><p><label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required></p>
<p><button>Open the desk</button></p></form>
<p>Whoever started the server has it: it was given with --token.</p></main></body></html>
"""


class TooLargeError(Exception):
    """A request that brings more than the desk takes at once."""


class Guard:
    """Wraps the application. `hosts` are the names, without ports, under which the desk may be asked for."""

    def __init__(self, app: ASGIApp, keys: Keys, hosts: Collection[str]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(h.lower() for h in hosts) or LOOPBACK

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        cookies = read_cookies(Headers(scope=scope).get("cookie", ""))
        session = cookies.get(SESSION, "") or self._keys.new_session()
        scope.setdefault("state", {})["session"] = session
        fresh = None if cookies.get(SESSION) else session
        sender = _Sender(send, fresh)
        answer = self._refuse(scope) or self._ask_for_token(scope, cookies)
        if answer is not None:
            await answer(scope, receive, sender)
            return
        try:
            await self._app(scope, _Counter(receive), sender)
        except TooLargeError:
            if not sender.started:
                await _too_large()(scope, receive, sender)
        except Exception:
            if not sender.started:
                await PlainTextResponse(FAILED, 500)(scope, receive, sender)
            raise

    def _refuse(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if host_name(host) not in self._hosts:
            return PlainTextResponse("This desk is not served under that name; see --allow-host.", 421)
        if method not in {"GET", "HEAD", "POST"}:
            return PlainTextResponse("Not a method of this desk.", 405)
        if method == "POST":
            origin, site = headers.get("origin"), headers.get("sec-fetch-site")
            if origin is not None and not _same_origin(origin, host):
                return PlainTextResponse("A form of another site may not be sent here.", 403)
            if site is not None and site not in {"same-origin", "none"}:
                return PlainTextResponse("A form of another site may not be sent here.", 403)
            length = headers.get("content-length", "0")
            if not length.isdigit() or int(length) > MAX_UPLOAD_BYTES:
                return _too_large()
        return None

    def _ask_for_token(self, scope: Scope, cookies: dict[str, str]) -> Response | None:
        """Return what a visitor without the token is told; one who brings it in the address is given a cookie."""
        if self._keys.token is None or scope["path"] == ENTRANCE:
            return None
        bearer = Headers(scope=scope).get("authorization", "").partition(" ")
        if bearer[0].lower() == "bearer" and self._keys.opens(bearer[2]):
            return None
        name = pass_name((scope.get("server") or ("", 0))[1])
        if self._keys.has_pass(cookies.get(name, "")):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = next((value for key, value in asked if key == "token"), None)
        if given is not None and scope["method"] == "GET" and self._keys.opens(given):
            rest = urlencode([(k, v) for k, v in asked if k != "token"])
            path = "/" + scope.get("raw_path", b"/").decode("latin-1").partition("?")[0].lstrip("/")
            answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
            give_pass(answer, self._keys, name)
            return answer
        return HTMLResponse(ASK, 401, {"cache-control": "no-store"})


class _Counter:
    """Passes a request's body on, and stops when it is too large whatever its length was said to be."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._seen = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > MAX_UPLOAD_BYTES:
            raise TooLargeError
        return message


class _Sender:
    """Passes an answer on with the headers that every answer has, and a cookie for a browser that had none."""

    def __init__(self, send: Send, session: str | None) -> None:
        self._send, self._session, self.started = send, session, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            headers.setdefault("cache-control", "no-cache, private")
            if self._session:
                headers.append("set-cookie", f"{SESSION}={self._session}; Path=/; HttpOnly; SameSite=Lax")
        await self._send(message)


def give_pass(answer: Response, keys: Keys, name: str) -> None:
    """Put the cookie into an answer that spares its browser the token from now on."""
    answer.set_cookie(name, keys.pass_cookie(), httponly=True, samesite="lax", max_age=30 * 86_400)
    answer.headers["cache-control"] = "no-store"


def host_name(host: str) -> str:
    """Return a Host header's name without its port.

    >>> host_name("LOCALHOST:8000"), host_name("[::1]:80"), host_name("127.0.0.1")
    ('localhost', '[::1]', '127.0.0.1')
    """
    name = host.strip().lower()
    if name.startswith("["):
        return name[: name.find("]") + 1]
    return name.partition(":")[0]


def read_cookies(header: str) -> dict[str, str]:
    """Return the cookies of a request; a header that is none gives none."""
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _same_origin(origin: str, host: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == host.strip().lower()


def _too_large() -> Response:
    return PlainTextResponse(f"That is more than {MAX_UPLOAD_BYTES // 1_000_000} MB; send it in parts.", 413)
