"""A language model at an address that the user gives, spoken to in OpenAI's form; nothing else is ever called.

What it answers is taken for nothing but words: `faithful` judges them. Here it is held to time and size, followed to no
other address, and given the key only where nobody can listen.
"""

from __future__ import annotations

import ipaddress
import json
import os
import time
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urlsplit

KEY = "TWOSOURCE_LLM_KEY"
LARGEST_ANSWER = 2_000_000
_PIECE = 65_536


class LanguageModelError(Exception):
    """The model gave no usable answer; the message says what went wrong, for the user."""


class LanguageModel:
    """A model behind an OpenAI-compatible address (`…/v1/chat/completions`, which may be left out).

    `patience` is how many seconds an answer may take in all. The key is read from TWOSOURCE_LLM_KEY and sent only
    over https, or to this machine. Raises ValueError for an address that cannot be used.
    """

    def __init__(self, address: str, name: str, *, patience: float = 60.0) -> None:
        self.address = _endpoint(address)
        self.name = name
        self.patience = patience
        if not name.strip():
            raise ValueError("name the model that --reword is to use: --reword-model NAME")
        if _key() and not _is_private(self.address):
            raise ValueError(f"{KEY} is set, and {self.address} would be sent it unprotected; use https")
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())

    def ask(self, task: str, text: str) -> str:
        """Return what the model answers to a task and a text; raises LanguageModelError."""
        asked = {
            "model": self.name,
            "temperature": 0,
            "messages": [{"role": "system", "content": task}, {"role": "user", "content": text}],
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if _key():
            headers["Authorization"] = f"Bearer {_key()}"
        request = urllib.request.Request(self.address, json.dumps(asked).encode("utf-8"), headers)
        return _content(self._fetch(request))

    def _fetch(self, request: urllib.request.Request) -> bytes:
        deadline = time.monotonic() + self.patience
        data = bytearray()
        try:
            with self._opener.open(request, timeout=self.patience) as response:
                while piece := response.read1(_PIECE):
                    data += piece
                    if len(data) > LARGEST_ANSWER:
                        raise LanguageModelError(f"its answer is larger than {LARGEST_ANSWER // 1_000_000} MB")
                    if time.monotonic() > deadline:
                        raise LanguageModelError(f"it did not answer within {self.patience:g} seconds")
        except urllib.error.HTTPError as error:
            error.close()
            raise LanguageModelError(f"it answered with the error {error.code}") from None
        except TimeoutError:
            raise LanguageModelError(f"it did not answer within {self.patience:g} seconds") from None
        except urllib.error.URLError as error:
            slow = isinstance(error.reason, TimeoutError)
            what = (
                f"it did not answer within {self.patience:g} seconds"
                if slow
                else f"it cannot be reached ({error.reason})"
            )
            raise LanguageModelError(what) from None
        except (OSError, HTTPException, ValueError) as error:
            raise LanguageModelError(f"its answer broke off ({type(error).__name__})") from None
        return bytes(data)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Refuses to be sent elsewhere: the user gave one address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        raise LanguageModelError("it sends to another address, which is not followed")


def _content(data: bytes) -> str:
    """Return the words of a chat completion."""
    try:
        parsed: Any = json.loads(data.decode("utf-8"))
        content = parsed["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        raise LanguageModelError("its answer is not in the form of a chat completion") from None
    if not isinstance(content, str):
        raise LanguageModelError("its answer has no words in it")
    return content


def _endpoint(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.username or parts.password:
        raise ValueError(f"{address!r} is no address of a language model; it looks like http://localhost:8080/v1")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path}/chat/completions" if path.endswith("/v1") else f"{path}/v1/chat/completions"
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{path}{f'?{parts.query}' if parts.query else ''}"


def _is_private(address: str) -> bool:
    """Say whether nobody between here and there can read along: https, or this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _key() -> str:
    return os.environ.get(KEY, "").strip()
