"""A briefing comes in; Markdown with citations goes out, ready to paste into a desk's notes."""

from __future__ import annotations

import re

from twosource.briefing.labels import SAID_BY_TITLE
from twosource.model import Briefing, Section, Sentence

# What Markdown would take for markup. The words are the reports' own and may hold anything.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
MARKS = {"disputed": "disputed", "doubt": "absent"}


def to_markdown(briefing: Briefing) -> str:
    """Return the briefing as Markdown text; the same briefing gives the same bytes."""
    lines = [f"# {_plain(briefing.headline.text)}{_cited(briefing.headline)}", "", _plain(briefing.summary.text), ""]
    for section in briefing.sections:
        lines += _section(section)
    lines.append("Citations name the report and the line: 003:17 is line 17 of report 003.")
    return "\n".join(lines) + "\n"


def _section(section: Section) -> list[str]:
    lines = [f"## {_plain(section.title)}", ""]
    for sentence in section.sentences:
        standing = f" *{_plain(sentence.standing)}*" if sentence.standing else ""
        mark = MARKS.get(sentence.mark or "") if section.key not in SAID_BY_TITLE else None
        lines.append(f"- {f'**{mark}** ' if mark else ''}{_plain(sentence.text)}{standing}{_cited(sentence)}")
    if section.note:
        lines += ["", _plain(section.note)]
    return [*lines, ""]


def _cited(sentence: Sentence) -> str:
    labels = list(dict.fromkeys(c.label for c in sentence.citations))
    return f" \\[{', '.join(_plain(x) for x in labels)}\\]" if labels else ""


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
