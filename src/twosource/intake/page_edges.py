"""What stands around a story: scraps above it, lists of other stories, calls below its last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from twosource.intake.dates import WEEKDAYS
from twosource.intake.furniture import is_bullet, is_finished
from twosource.intake.page_lines import is_section_heading
from twosource.model import Span

__all__ = ["after_the_end", "is_scrap", "lists_of_links"]

# Sentences that make a text a story, with an end: what is shorter may be a list or a live page's entry.
_STORY = 4
_LONGEST_CALL = 90
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


def after_the_end(text: str, kept: Sequence[Span]) -> set[Span]:
    """Return the short lines below the last sentence of a story: it ends in one, and a page goes on with calls.

    A list that a colon introduces is the story's, and so is the end of a text that is set without full stops.
    """
    last = next((at for at in range(len(kept) - 1, -1, -1) if is_finished(kept[at].of(text))), -1)
    sentences = sum(is_finished(span.of(text)) for span in kept)
    rest = kept[last + 1 :]
    if sentences < _STORY or 2 * sentences < len(kept) or any(not _is_call(span.of(text)) for span in rest):
        return set()
    return set(rest)


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
        and words[-1] not in ":,;”\"’')"
        and words[0] not in "“\"‘'"
    )


def _bullet_runs(text: str, paragraphs: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield runs of two or more bullets that are no sentences and that no colon introduces."""
    run: list[Span] = []
    introduced = False
    for i, span in enumerate(paragraphs):
        words = span.of(text)
        if is_bullet(words) and not words[:1].isdigit() and not is_finished(words) and len(words) < 140:
            if not run:
                introduced = i > 0 and paragraphs[i - 1].of(text).rstrip().endswith((":", ","))
            run.append(span)
            continue
        if len(run) > 1 and not introduced:
            yield run
        run = []
    if len(run) > 1 and not introduced:
        yield run
