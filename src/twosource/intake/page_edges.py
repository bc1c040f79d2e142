"""What stands around a story: scraps above it, lists of other stories, calls below its last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.intake.dateline import find_dateline
from twosource.intake.dates import WEEKDAYS
from twosource.intake.furniture import Furniture, is_bullet, is_finished
from twosource.intake.page_lines import is_section_heading
from twosource.model import Span

__all__ = ["after_the_end", "captions_above", "is_scrap", "lists_of_links", "notes_of_the_house"]

# Sentences that make a text a story, with an end: what is shorter may be a list or a live page's entry.
_STORY = 4
_LONGEST_CALL = 90
# Among so many paragraphs at the foot of a page it tells what it is, in so many characters.
_FOOT, _LONGEST_NOTE = 4, 160
# "58: per cent of you who voted": a line of a box of figures, which the story's writer made.
_FIGURE_LINE = re.compile(r"(?!(?:19|20)\d\d:)[$£€]?\d[\d.,]*(?:%| ?\w+)?\s*[:–—-]\s")
_HOUSE_NOTE = re.compile(
    r"(?P<house>(?:[A-Z][\w’'-]*|of|the|and|&)(?: (?:[A-Z][\w’'-]*|of|the|and|[Ww]ithout|&)){0,5})"
    r" (?:(?:is|are) (?:printed|published|produced|funded|financed|paid for|owned|run|made)"
    r" (?:at|by|in|with|every|from)\b"
    r"|is an? (?:[\w-]+ ){0,3}"
    r"(?:charity|newspaper|news (?:site|service)|organi[sz]ation|co-?operative|trust|foundation)\b"
    r"|(?:appears|comes out|is out|publishes) (?:on|every|each|twice|weekly|daily)\b"
    r"|(?:lives|survives|depends|relies) (?:on|by|off)"
    r" (?:(?:the )?(?:gifts|donations|subscriptions)|its (?:readers|members))\b"
    r"|(?:takes|accepts|receives) no (?:money|funds|funding|advertis\w+|gifts)\b|is a member of\b)"
)
_KEPT_BY_READERS = re.compile(
    r"(?:Subscribers|Readers|Members|Donors|Donations|Subscriptions) (?:make|keep|fund|support|pay for)"
    r" (?:(?:[Tt]he )?(?P<house>(?:[A-Z][\w’'-]*)(?: [A-Z][\w’'-]*){0,3}))\b"
)
_HOUR_OR_DAY = re.compile(r"\d|\b(?:" + "|".join(WEEKDAYS) + r")\b", re.I)


def lists_of_links(text: str, paragraphs: Sequence[Span]) -> set[Span]:
    """Return the lists of other stories: what follows "Most Popular", and runs of bare bullets."""
    found: set[Span] = set()
    in_section = False
    for span in paragraphs:
        words = span.of(text)
        if is_section_heading(words):
            in_section = True
        elif in_section and len(words) < 100 and words.endswith("?"):
            found.add(span)  # "Who runs the dam?" is another page, not a sentence of the story
        elif in_section and (is_finished(words) or len(words) > 160):
            in_section = False
        elif in_section:
            found.add(span)
    for run in _bullet_runs(text, paragraphs):
        found.update(run)
    return found


def captions_above(text: str, kept: Sequence[Span], _: Sequence[Furniture]) -> set[Span]:
    """Return captions between headline and dateline that end in the agency of that dateline: "Divers dive. (KNA)".

    Below the dateline an agency in brackets may end a paragraph of the story.
    """
    above = [span for span in kept[:_FOOT] if span.of(text).endswith(")") and not span.of(text).isupper()]
    if not above:
        return set()
    lines = [(span, line) for span in kept[1 : _FOOT + 1] if (line := find_dateline(text, span)) and line.credit]
    return {
        span
        for span in above
        for told, line in lines[:1]
        if span.end <= told.start and span.of(text).endswith((f". ({line.credit})", f".” ({line.credit})"))
    }


def notes_of_the_house(text: str, kept: Sequence[Span], furniture: Sequence[Furniture]) -> set[Span]:
    """Return what a page tells of itself at its foot: "The Herald is printed at Brack".

    Only where its subject is the name that the page bears at its top: what a mill is owned by may be the story.
    """
    outlet = next((part.span.of(text) for part in furniture if part.kind == "outlet"), "")
    named = set(outlet.casefold().split()) | {"the"}
    found = set()
    for span in kept[-_FOOT:] if outlet else ():
        words = span.of(text)
        note = _HOUSE_NOTE.match(words) or _KEPT_BY_READERS.match(words) if len(words) <= _LONGEST_NOTE else None
        if note and set(note["house"].casefold().split()) <= named:
            found.add(span)
    return found


def after_the_end(text: str, kept: Sequence[Span], furniture: Sequence[Furniture]) -> set[Span]:
    """Return the short lines below the last sentence of a story: it ends in one, and a page goes on with calls.

    A list that a colon introduces is the story's, and so is the end of a text that is set without full stops. Where
    something of the story's stands below its last sentence, the page begins with its first call.
    """
    last = next((at for at in range(len(kept) - 1, -1, -1) if is_finished(kept[at].of(text))), -1)
    sentences = sum(is_finished(span.of(text)) for span in kept)
    rest = kept[last + 1 :]
    if sentences < _STORY or 2 * sentences < len(kept):
        return set()
    if any(not _is_call(span.of(text)) for span in rest):
        last_call = max((part.span.end for part in furniture if part.kind in ("page note", "link")), default=len(text))
        rest = [span for span in rest if span.start > last_call]
    return set(rest) if all(_is_call(span.of(text)) for span in rest) else set()


def is_scrap(words: str) -> bool:
    """Say whether a line between headline and story is the page's: "Premium", "Ana Roth", "KNA/Lodev", "ANALYSIS:".

    The day or hour that heads the first part of a chronicle, and what introduces the next line, are the story's.
    """
    introduces = words.endswith(":") and not words.isupper()
    short = len(words.split()) < 3 and len(words) < _LONGEST_CALL
    return short and not is_finished(words) and not introduces and not _HOUR_OR_DAY.search(words)


def _is_call(words: str) -> bool:
    """Say whether a line below a story may be the page's: short, no item of a list, no quotation, no introduction."""
    if words[0] in "—–-(" and len(words.split()) < 4:
        return words[-1] not in ":,;"  # "(KNA)", "— With agencies"
    return (
        len(words) <= _LONGEST_CALL
        and not is_bullet(words)
        and not _FIGURE_LINE.match(words)
        and words[-1] not in ":,;”\"’')"
        and words[0] not in "“\"‘'"
    )


def _bullet_runs(text: str, paragraphs: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield runs of two or more bullets that are no sentences and that no colon introduces."""
    run: list[Span] = []
    introduced = False
    for i, span in enumerate(paragraphs):
        words = span.of(text)
        if (
            is_bullet(words)
            and not words[:1].isdigit()
            and not is_finished(words)
            and len(words) < 140
            and words[-1] not in ";,"
        ):
            if not run:
                introduced = i > 0 and paragraphs[i - 1].of(text).rstrip().endswith((":", ","))
            run.append(span)
            continue
        if len(run) > 1 and not introduced:
            yield run
        run = []
    if len(run) > 1 and not introduced:
        yield run
