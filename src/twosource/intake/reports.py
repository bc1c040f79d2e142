"""One text with what is known of it comes in; a report with its body marked goes out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from twosource.intake.body import BodyMarks, mark_body
from twosource.intake.cards import blank_cards
from twosource.intake.dates import read_date
from twosource.intake.labels import read_head
from twosource.intake.language import detect_language
from twosource.intake.limits import MAX_REPORT_CHARACTERS, UnreadableError
from twosource.model import Report, Span

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def make_report(
    identifier: str,
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: object = None,
    url: str | None = None,
    rights: str | None = None,
    owner: str | None = None,
    wires: Sequence[str] = (),
) -> Report:
    """Return the report of `text`; raises UnreadableError if it has no letter or digit in it, or is no single report.

    The text is kept as it is, position for position. Half of a surrogate pair, which JSON can smuggle in and no
    encoding can write, becomes U+FFFD, and what a page's script wrote amid a sentence becomes spaces (see cards.py).
    What labelled lines at its top give ("Title: …", "Date: …", see labels.py) counts where nothing else is known.
    `sha256` is that of the text as it came.
    """
    text, data = _writable(text)
    if len(text) > MAX_REPORT_CHARACTERS:
        raise UnreadableError(
            f"has {len(text):,} characters and a report at most {MAX_REPORT_CHARACTERS:,}; "
            "if it holds many, give them as .jsonl, one a line"
        )
    if not any(ch.isalnum() for ch in text):
        raise UnreadableError("is empty: it has no letter in it" if text.strip() else "is empty")
    text = blank_cards(text)
    head = read_head(text)
    marks = mark_body(head.page, title or head.title)
    day, known_from = _published(published or head.published, marks)
    return Report(
        id=identifier,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        body=marks.body,
        outlet=outlet or head.outlet or marks.outlet,
        title=title or (marks.title.of(text) if marks.title else head.title),
        title_span=marks.title,
        published=day,
        published_from=known_from,
        url=url or head.url,
        credit_printed=marks.credit,
        language=detect_language(" ".join(span.of(text) for span in marks.body) or text),
        headings=marks.headings,
        margins=_margins(marks),
        rights=rights or head.rights,
        owner=owner,
        wires=tuple(sorted(set(wires))),
    )


def _writable(text: str) -> tuple[str, bytes]:
    """Return the text without lone surrogates, and its bytes; nearly every text has none, and need not be searched."""
    try:
        return text, text.encode("utf-8")
    except UnicodeEncodeError:
        text = _LONE_SURROGATE.sub("\ufffd", text)
        return text, text.encode("utf-8")


def _published(published: object, marks: BodyMarks) -> tuple[str | None, str | None]:
    day = read_date(published)
    if day is not None:
        return day, "metadata"
    return (marks.date, "date line") if marks.date is not None else (None, None)


def _margins(marks: BodyMarks) -> tuple[Span, ...]:
    spans = [part.span for part in marks.furniture if part.kind in ("caption", "date line")]
    return tuple(sorted(spans + ([marks.dateline] if marks.dateline else [])))
