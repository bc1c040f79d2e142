"""A raw text comes in; the spans of its headline, dateline, story, cross-headings and furniture go out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from twosource.intake.appeals import appeals
from twosource.intake.captions import is_credited_line
from twosource.intake.credit import contribution, credit_line, inline_credit
from twosource.intake.dateline import Dateline, find_dateline
from twosource.intake.dates import find_dates
from twosource.intake.furniture import Furniture, classify, is_bullet, is_finished, is_name
from twosource.intake.masthead import find_head, is_masthead
from twosource.intake.outlet_line import outlet_line
from twosource.intake.page_edges import after_the_end, captions_above, is_scrap, lists_of_links, notes_of_the_house
from twosource.intake.page_lines import is_rubric
from twosource.intake.paragraphs import find_paragraphs, trim
from twosource.model import Span

# A headline or cross-heading is short. Longest headline in BASIL and AllSides: 24 words.
_LONGEST_TITLE = 200
_LONGEST_HEADING = 90
# What is told from a whole text, when the paragraphs that are the page's by themselves are out.
_AROUND = (
    ("caption", captions_above),
    ("page note", appeals),
    ("page note", notes_of_the_house),
    ("page note", after_the_end),
)
# How many paragraphs at either end are searched for bylines, credits and notes about the author.
_EDGE = 4
_DEEPEST = 8
_LEADING_STAMP = re.compile(
    r"^(?:(?:date|dated|published|posted|updated|publication date|pub date)\s*:?\s*(?:on\s+)?)"
    r"(?P<date>[\w.,]+(?:[\s-]+[\w.,]+){0,3})(?=\s|$)",
    re.I,
)
_IMAGE_LABEL = re.compile(r"^image (?:source|copyright)[,:]?\s+.{1,60}?\s*(?:image caption|caption)[,:]?\s+", re.I)
_SIGNED = re.compile(r"\s\((?:additional )?(?:reporting|writing|editing) by [^()]{3,300}\)\s*$", re.I)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SMALL = frozenset(
    "a an and as at but by for from in into of on onto or over per the to up via vs with is not".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class BodyMarks:
    """What stands where in a text.

    `body` holds the paragraphs of the story in order, cross-headings among them; `headings` names those again.
    `title` is the headline where the text prints it; it is no part of the body. `date` is what a date line or a
    dateline prints (ISO), `date_span` where. `credit` is the agency credit as printed, `outlet` the outlet's name where
    a line above the story prints it. Whatever is in none of these is in `furniture` with its kind, or white space.
    """

    title: Span | None = None
    dateline: Span | None = None
    body: tuple[Span, ...] = ()
    headings: tuple[Span, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    credit: str | None = None
    date: str | None = None
    date_span: Span | None = None
    outlet: str | None = None


def mark_body(text: str, title: str | None = None) -> BodyMarks:
    r"""Return the marks of `text`; `title` is the headline where metadata gives it.

    >>> text = "Old dam holds\n\nLODEV (AP) — The dam held.\n\nMost Popular"
    >>> marks = mark_body(text)
    >>> [span.of(text) for span in marks.body]
    ['The dam held.']
    >>> marks.credit
    'AP'
    """
    paragraphs = find_paragraphs(text)
    stamp, paragraphs = _take_stamp(text, paragraphs)
    kept, furniture, credit = _part(text, paragraphs, titled=title is not None)
    headline = _find_title(text, kept, title)
    if headline is not None:
        above = [span for span in kept if span.end <= headline.start and title is None]
        furniture += [Furniture(span, "outlet") for span in above]
        kept = [span for span in kept if span != headline and span not in above]
    lines = _find_datelines(text, kept)
    body = tuple(trimmed for span in kept if (trimmed := _after(text, span, lines.get(span))).start < trimmed.end)
    first = next(iter(lines.values()), None)
    if stamp is not None:
        furniture.append(Furniture(stamp.span, "date line"))
    date, date_span = _printed_date(text, stamp, furniture, first)
    return BodyMarks(
        title=headline,
        dateline=first.span if first else None,
        body=body,
        headings=tuple(_headings(text, body)),
        furniture=tuple(sorted(furniture)),
        credit=next((line.credit for line in lines.values() if line.credit), None) or credit or _inline(text, body),
        date=date,
        date_span=date_span,
        outlet=next((part.span.of(text) for part in sorted(furniture) if part.kind == "outlet"), None),
    )


class _Stamp(NamedTuple):
    span: Span
    date: str | None


def _take_stamp(text: str, paragraphs: tuple[Span, ...]) -> tuple[_Stamp | None, tuple[Span, ...]]:
    """Cut a date line that is glued before the first words ("date 2022-01-11 The president…")."""
    if not paragraphs:
        return None, paragraphs
    first = paragraphs[0]
    match = _LEADING_STAMP.match(text[first.start : min(first.end, first.start + 80)])
    if match is None:
        return None, paragraphs
    found = next(find_dates(match.group()), None)
    if found is None:
        return None, paragraphs
    end = first.start + found.span.end
    rest = trim(text, Span(end, first.end))
    left = (rest, *paragraphs[1:]) if rest.start < rest.end else paragraphs[1:]
    return _Stamp(Span(first.start, end), found.date.isoformat()), left


def _part(text: str, paragraphs: Sequence[Span], *, titled: bool) -> tuple[list[Span], list[Furniture], str | None]:
    """Part the paragraphs into story and furniture; return the credit that a line of its own prints as well."""
    kept: list[Span] = []
    furniture: list[Furniture] = []
    credit = note = None
    head = find_head(text, paragraphs)
    if "outlet" not in head.values() and (outlet := outlet_line(text, paragraphs)):
        head[outlet] = "outlet"
    for i, span in enumerate(paragraphs):
        words = span.of(text)
        # Bars of links and an outlet's name do not use up the head of a page: it goes on to the first sentence.
        above = i < _DEEPEST and not any(is_finished(s.of(text)) or s.end - s.start > _LONGEST_TITLE for s in kept)
        opening, closing = i < _EDGE or above or span in head, i >= len(paragraphs) - _EDGE
        kind = head.get(span) or classify(words, opening=opening, closing=closing)
        if kind in (None, "byline") and (opening or closing):
            printed = credit_line(words, opening=opening)
            credit = credit or printed
            kind = "credit" if printed and kind is None else kind
        note = note or contribution(words)
        if kind is None and _is_repeated(text, paragraphs, i):
            kind = "repeated"
        if kind is None and titled and opening and not kept and is_name(words):
            kind = "byline"
        if kind is None and above and (kept or titled) and is_scrap(words):
            kind = "page note"
        if kind is None and above and (kept or titled) and is_credited_line(words):
            kind = "caption"
        if kind is None and opening and is_rubric(words) and not any(is_finished(s.of(text)) for s in kept):
            kind = "navigation"
        if kind is None:
            story, rest = _without_ends(text, span)
            kept.append(story)
            furniture += rest
        else:
            furniture.append(Furniture(span, kind))
    dropped = lists_of_links(text, paragraphs)
    furniture += [Furniture(span, "link") for span in kept if span in dropped]
    kept = [span for span in kept if span not in dropped]
    for kind, find in _AROUND:
        if found := find(text, kept, furniture):
            furniture += [Furniture(span, kind) for span in found]
            kept = [span for span in kept if span not in found]
    return kept, sorted(furniture), credit or note


def _without_ends(text: str, span: Span) -> tuple[Span, list[Furniture]]:
    """Cut a picture's label that is glued before a paragraph, and a sign-off in brackets that is glued behind it."""
    words = span.of(text)
    label, signed = _IMAGE_LABEL.match(words), _SIGNED.search(words) if words.rstrip().endswith(")") else None
    start, end = label.end() if label else 0, signed.start() if signed else len(words)
    story = trim(text, Span(span.start + start, span.start + end))
    if story.start >= story.end:
        return span, []
    ends = [Furniture(trim(text, Span(span.start, story.start)), "caption")] if label else []
    return story, ends + ([Furniture(trim(text, Span(story.end, span.end)), "sign-off")] if signed else [])


def _is_repeated(text: str, paragraphs: Sequence[Span], i: int) -> bool:
    """Say whether a short paragraph is the same as the one before it: a caption that the page printed twice."""
    return i > 0 and len(paragraphs[i].of(text)) < 600 and paragraphs[i].of(text) == paragraphs[i - 1].of(text)


def _find_title(text: str, kept: Sequence[Span], title: str | None) -> Span | None:
    """Return the headline: the paragraph that metadata gives, else a first paragraph that is no sentence."""
    if not kept:
        return None
    if title:
        return next((span for span in kept[:3] if _same_letters(span.of(text), title)), None)
    first, *below = kept
    words = first.of(text)
    own = (words.isupper() and is_masthead(words)) or " | " in words
    if own and (lower := _find_title(text, below, None)) is not None:
        return lower  # "QUAY MESSENGER", "Since the first flood | English pages" above the headline
    if len(kept) < 2 or len(words) > _LONGEST_TITLE or len(words.split()) < 3:
        return None
    if find_dateline(text, first) is not None or words.rstrip().endswith((":", ",", ";")):
        return None
    return first if not is_finished(words) or _is_title_case(words) else None


def _is_title_case(words: str) -> bool:
    """Say whether a line is set as American headlines are: every weighty word with a capital, full stop or not."""
    weighty = [word for word in _WORD.findall(words)[1:] if word.lower() not in _SMALL and len(word) > 1]
    return len(weighty) >= 4 and sum(word[0].isupper() for word in weighty) >= 0.85 * len(weighty)


def _find_datelines(text: str, kept: Sequence[Span]) -> dict[Span, Dateline]:
    """Return the datelines by paragraph; a name before a colon counts once, at the top, and not in a transcript."""
    lines: dict[Span, Dateline] = {}
    for i, span in enumerate(kept):
        line = find_dateline(text, span)
        if line is None:
            continue
        if ":" in line.span.of(text) and not line.credit and (i > 2 or lines or _is_transcript(text, kept)):
            continue
        lines[span] = line
    return lines


def _is_transcript(text: str, kept: Sequence[Span]) -> bool:
    return sum(bool(re.match(r"[A-Z][A-Z .’'-]{2,40}:", span.of(text))) for span in kept) > 2


def _after(text: str, span: Span, line: Dateline | None) -> Span:
    return trim(text, Span(line.span.end, span.end)) if line else span


def _headings(text: str, body: Sequence[Span]) -> Iterator[Span]:
    """Yield the cross-headings: short paragraphs between others that are no sentences, no list and no quotation."""
    for i, span in enumerate(body):
        words = span.of(text)
        if len(words) > _LONGEST_HEADING or is_bullet(words) or i == len(body) - 1:
            continue
        if words[-1] in '.!…:;,"”' or (words[-1] == "?" and len(words) > 70):
            continue
        if words[-1] in "'’" and words[-2:-1] in tuple(".!?…,"):
            continue  # a short turn, quoted in single marks
        if words[0] in '"“' or not any(ch.isalpha() for ch in words):
            continue
        yield span


def _printed_date(
    text: str, stamp: _Stamp | None, furniture: Sequence[Furniture], line: Dateline | None
) -> tuple[str | None, Span | None]:
    if stamp is not None:
        return stamp.date, stamp.span
    spans = [part.span for part in furniture if part.kind == "date line"] + ([line.span] if line else [])
    for span in spans:
        found = next(find_dates(span.of(text)), None)
        if found is not None:
            return found.date.isoformat(), span
    return None, None


def _inline(text: str, body: Sequence[Span]) -> str | None:
    return next((found for span in body if (found := inline_credit(span.of(text)))), None)


def _same_letters(words: str, title: str) -> bool:
    """Say whether two lines are the same but for marks, spaces and capitals; most differ in their first letters."""
    return all(a == b for a, b in zip_longest(_letters(words), _letters(title)))


def _letters(words: str) -> Iterator[str]:
    return (ch for ch in words.casefold() if ch.isalnum())
