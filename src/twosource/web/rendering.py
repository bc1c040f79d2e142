"""A view comes in; the page of it goes out, every word of a report escaped and what cannot be seen written out."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from twosource import __version__
from twosource.briefing.labels import counted
from twosource.briefing.marked_text import show_unseen
from twosource.web.views.matrix import SORTS, WORDS
from twosource.web.views.overruled import GRADES

STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "grid.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


def render(template: str, **context: Any) -> str:
    """Return a page."""
    return _environment().get_template(template).render(**context)


def compile_templates() -> None:
    """Compile every template, so that no reader waits for it."""
    for name in _environment().list_templates(["j2"]):
        _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("twosource.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        asset=asset_url, version=__version__, sign_words=WORDS, sorts=SORTS, grades=GRADES, counted=counted
    )
    return environment


def _shown(value: Any) -> Any:
    """Write out what cannot be seen in whatever a template prints; markup of our own was made from such words."""
    return show_unseen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def asset(name: str) -> bytes:
    """Return one of our own files; raises KeyError for any other name."""
    if name not in STATIC:
        raise KeyError(name)
    return (files("twosource.web") / "static" / name).read_bytes()


@cache
def asset_url(name: str) -> str:
    """Return the address of one of our own files; it changes with the file, so that a browser may keep it."""
    return f"/static/{name}?{hashlib.sha256(asset(name)).hexdigest()[:12]}"
