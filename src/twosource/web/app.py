"""A desk comes in; the web application over it goes out."""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from twosource.web.forms import Forms
from twosource.web.guard import ENTRANCE, LOOPBACK, Guard
from twosource.web.keys import Keys
from twosource.web.pages import Pages
from twosource.web.rendering import STATIC, asset, compile_templates
from twosource.web.room import MissingError, Room
from twosource.web.shelf import Shelf
from twosource.web.works import Works

# Pages worked out at once. More would only take turns at the same cores, and all of them come late; a form that
# waits for the desk to be free holds a place, so that there are some to spare.
THREADS = 2 + 2 * (os.cpu_count() or 1)


class _Twin(Convertor[str]):
    regex = "json|csv"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("twin", _Twin())


def create_app(
    desk: Shelf, *, token: str | None = None, hosts: Collection[str] = LOOPBACK, may_fetch: bool = False
) -> Starlette:
    """Return the application over a desk.

    `hosts` are the names under which it may be asked for; with `token` nothing is shown without it; `may_fetch` lets
    the form for new reports fetch addresses.
    """
    room, keys = Room(desk), Keys(token)
    works = Works(room.changed)
    pages = Pages(room, works, keys, may_fetch=may_fetch)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREADS
        compile_templates()
        yield
        works.close()

    app = Starlette(
        routes=[*_page_routes(pages), *_form_routes(Forms(pages)), Route("/static/{name}", static)],
        middleware=[Middleware(Guard, keys=keys, hosts=hosts)],
        exception_handlers=_handlers(pages),
        lifespan=lifespan,
    )
    app.state.works = works
    return app


def _page_routes(pages: Pages) -> list[Route]:
    """Return the routes of the pages; a twin's stands before its page's, whose last part would swallow its end."""
    routes = [
        Route("/", pages.front),
        Route("/stories.{twin:twin}", pages.front),
        Route("/stories", pages.front),
        Route("/search.{twin:twin}", pages.search),
        Route("/search", pages.search),
        Route("/help", pages.help),
        Route("/marks.css", pages.marks),
        Route("/report/{report:path}", pages.report),
        Route("/story/{story}.md", pages.markdown),
    ]
    views: dict[str, Any] = {
        "/matrix": pages.matrix,
        "/lineage": pages.lineage,
        "/compare": pages.compare,
        "/figures": pages.figures,
        "/speakers": pages.speakers,
        "/overruled": pages.overruled,
        "/claim/{claim}": pages.claim,
        "": pages.briefing,
    }
    for end, endpoint in views.items():
        routes += [
            Route(f"/story/{{story}}{end}.{{twin:twin}}", endpoint),
            Route(f"/story/{{story}}{end}", endpoint),
        ]
    return routes


def _form_routes(forms: Forms) -> list[Route]:
    return [
        Route("/add", forms.add_page, methods=["GET"]),
        Route("/add", forms.add, methods=["POST"]),
        Route("/work", forms.works_page),
        Route("/work/{work}", forms.work_page),
        Route("/work/{work}/stop", forms.stop, methods=["POST"]),
        Route("/story/{story}/overrule", forms.decide, methods=["POST"]),
        Route("/story/{story}/overruled/{decision}/undo", forms.undo, methods=["POST"]),
        Route(ENTRANCE, forms.enter, methods=["POST"]),
    ]


def _handlers(pages: Pages) -> dict[Any, Any]:
    async def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return pages.not_there(request)
        return pages.say(request, error.status_code, str(error.detail), "Go back and try it another way.")

    async def not_there(request: Request, error: Exception) -> Response:
        return pages.not_there(request)

    return {HTTPException: http_error, MissingError: not_there}


def static(request: Request) -> Response:
    """Answer with one of our own files; its address changes with it, so it may be kept."""
    name = request.path_params["name"]
    kind, packed = STATIC.get(name), "gzip" in request.headers.get("accept-encoding", "")
    if kind is None:
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "Accept-Encoding"}
    if packed:
        headers["content-encoding"] = "gzip"
    return Response(_packed(name) if packed else asset(name), media_type=kind, headers=headers)


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(asset(name), mtime=0)
