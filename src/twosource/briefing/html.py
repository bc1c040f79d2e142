"""A briefing and its ledger come in; one self-contained page goes out, with every report in full below it.

The page runs no script and loads nothing. All words of the reports are escaped, characters that cannot be seen are
written out, and the policy in the page's head allows one style sheet, by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from twosource import __version__
from twosource.briefing.marked_text import show_unseen
from twosource.briefing.page import make_page
from twosource.model import Briefing, Ledger


def write_html(briefing: Briefing, ledger: Ledger) -> str:
    """Return the page of a briefing as HTML; the same briefing and ledger give the same bytes."""
    page = make_page(briefing, ledger)
    style = f"\n{_style_sheet()}{_rules_for(page.split)}"
    return _environment().get_template("briefing.html.j2").render(
        page=page,
        style=Markup(style),  # our own words: no part of it comes from a report
        style_hash=base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii"),
        settings=", ".join(f"{name} {value}" for name, value in ledger.settings.as_dict().items()),
        version=__version__,
    )  # fmt: skip


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("twosource.briefing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _shown(value: Any) -> Any:
    """Write out what cannot be seen in whatever the template prints; markup of our own was made from such words."""
    return show_unseen(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _style_sheet() -> str:
    return (files("twosource.briefing") / "templates" / "briefing.css").read_text(encoding="utf-8")


def _rules_for(anchors: tuple[str, ...]) -> str:
    """Return the rule that lights up all pieces of a span that one element cannot hold."""
    if not anchors:
        return ""
    chosen = ",\n".join(f":root:has(#{anchor}:target) .of-{anchor}" for anchor in anchors)
    return f"{chosen} {{\n  background: var(--target);\n  color: var(--on-target);\n}}\n"
