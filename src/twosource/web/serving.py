"""A desk and an address come in; it is served until somebody stops it.

Only this machine is served unless a token is given: a desk holds what others have published and what its editors think
of it, and neither is for a network to read.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import uvicorn

from twosource.web.app import create_app
from twosource.web.guard import LOOPBACK
from twosource.web.shelf import Shelf

LEAST_TOKEN = 16


def serve_desk(
    desk: Shelf,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    allow_hosts: Sequence[str] = (),
    may_fetch: bool = False,
    say: Callable[[str], None] = lambda words: None,
) -> None:
    """Serve a desk until it is stopped; `say` is told the address to open.

    Raises ValueError for an address of a network without a token, or a token that is easily guessed.
    """
    hosts = check_address(host, token, allow_hosts)
    app = create_app(desk, token=token, hosts=hosts, may_fetch=may_fetch)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="on",
        timeout_graceful_shutdown=5, limit_concurrency=200,
    )  # fmt: skip
    desk.search("a", 1)  # loads what DuckDB loads with the first search, so that no reader waits for it
    with open_socket(host, port) as listening:
        say(f"Open {address_of(host, listening.getsockname()[1], token)} (Ctrl+C stops)")
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            pass  # uvicorn has shut down by then, and passes on what stopped it
        finally:
            app.state.works.close()


def open_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; port 0 takes any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=200)
    except OSError as error:
        raise OSError(
            error.errno, f"nothing can be served at {host}:{port} ({error.strerror}); try another --port or --host"
        ) from error


def check_address(host: str, token: str | None, allow_hosts: Sequence[str]) -> frozenset[str]:
    """Return the names under which the desk may be asked for; raises ValueError where a token is wanted.

    >>> sorted(check_address("127.0.0.1", None, ["desk.example"]))
    ['127.0.0.1', '[::1]', 'desk.example', 'localhost']
    """
    if token is not None and len(token) < LEAST_TOKEN:
        raise ValueError(f"the token is easily guessed; give one of {LEAST_TOKEN} characters or more")
    if not _is_loopback(host) and token is None:
        raise ValueError(f"{host} can be reached from other machines; give --token, or serve 127.0.0.1")
    own = f"[{host}]" if ":" in host else host
    return LOOPBACK | {own} | {h.lower() for h in allow_hosts}


def address_of(host: str, port: int, token: str | None) -> str:
    """Return the address to open, with the token for the first visit.

    >>> address_of("127.0.0.1", 8000, None)
    'http://127.0.0.1:8000/'
    """
    name = f"[{host}]" if ":" in host else {"0.0.0.0": "127.0.0.1"}.get(host, host)
    return f"http://{name}:{port}/{'?' + urlencode({'token': token}) if token else ''}"


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
