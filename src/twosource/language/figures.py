"""Figures of a passage: a parsed text comes in, quantities with range, unit, noun and happening go out.

A number is read (figure_numerals), given its unit (figure_units), kept apart from dates, names and scores
(figure_labels), joined to a range with its neighbour, compared (figure_comparators), and only then asked what it
counts and what happened to it (figure_nouns). The figure's span is the number with its comparator; the unit word
belongs to it for durations, shares and money.
"""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.figure_certainty import as_sure
from twosource.language.figure_drafts import Draft
from twosource.language.figure_edges import hand_on, read_comparator
from twosource.language.figure_happenings import read_happening, settle_happening
from twosource.language.figure_joins import join_ranges
from twosource.language.figure_measures import read_drafts
from twosource.language.figure_nouns import counts_persons
from twosource.language.figure_phrases import those_after
from twosource.language.figure_units import per_unit
from twosource.language.figure_verbs import is_left_out, is_less_some, part_stays
from twosource.language.parser import Parsed
from twosource.model import Figure, Span

__all__ = ["find_figures"]

_AMONG = re.compile(r"[ ](?:is|was|are|were|be|been|being|,)[ ]among(?:st)?[ ](?:the|those|its|their)[ ]$")
_OF_NEXT = re.compile(r"[ ]of[ ](?:the|its|their|those|these)[ ](?:other[ ])?")
_OF_THE = re.compile(r"[ ]of[ ](?:the|its|their|his|her|our|those|these)[ ]")
_OF_THEM = re.compile(r"\s+of (?:them|whom|which|these|those)\b", re.IGNORECASE)
_WHOLE_LEAD = re.compile(
    r"(?:including|among them|of whom|of which|of them|include|includes|included)\b[^.;]{0,25}$", re.IGNORECASE
)


def find_figures(parsed: Parsed) -> list[Figure]:
    """Return the figures of a passage in the order of the text, with spans into `parsed.text`.

    Durations ("three decades") and ages in apposition are figures; dates, times of day, years, names, scores and
    ordinals are not. `report` is "" and `attribution` None: both are known only where the passage is placed.
    """
    drafts = join_ranges(parsed, list(read_drafts(parsed)))
    drafts = [read_comparator(parsed, draft) for draft in drafts if not draft.tentative]
    drafts = hand_on(parsed, drafts)
    drafts = [_told(parsed, draft) for draft in drafts]
    return _with_wholes(parsed, drafts)


def _told(parsed: Parsed, draft: Draft) -> Draft:
    if draft.family and draft.family != "share":
        return draft
    own = draft.noun if draft.noun and draft.noun.first > draft.first else None  # not one taken over from before
    anchor, last = (own.head, own.last) if own else (draft.last, draft.last)
    what = settle_happening(draft.noun, read_happening(parsed, draft.first, anchor, last))
    if is_left_out(parsed.text, draft.start, draft.end) or is_less_some(parsed, draft.start, last):
        what = None
    if draft.family == "share":
        return replace(draft, what=what)
    unit = draft.unit
    if not unit:
        unit = "people" if counts_persons(draft.noun, what) else draft.noun.singular if draft.noun else ""
        if draft.noun and (per := per_unit(parsed.text, parsed.tokens[draft.noun.last].end)):
            unit = f"{unit}/{per[0]}"
    return replace(draft, what=what, unit=unit)


def _with_wholes(parsed: Parsed, drafts: list[Draft]) -> list[Figure]:
    """Make the figures; a part is tied to its whole where the text says so ("dozens, including 16 officers")."""
    figures: list[Figure] = []
    sentences: dict[Span, int] = {}
    for k, draft in enumerate(drafts):
        what, whole = draft.what, None
        if draft.unit == "people" or not draft.family:
            previous = next(
                (
                    f
                    for f in reversed(figures)
                    if f.unit in ("people", draft.unit) and sentences[f.span] == parsed.tokens[draft.first].sent
                ),
                None,
            )
            led = previous is not None and _WHOLE_LEAD.search(parsed.text[previous.span.end : draft.start])
            # "Four dead, including the gunman, and 29 in hospital": no part is larger than its whole.
            led = led or (previous is not None and _OF_THEM.match(parsed.text, draft.end))
            if previous is not None and led and not _is_larger(draft.value, previous.value):
                told = what is not None or part_stays(parsed, draft.first, _end(draft))
                whole, what = previous.span, what if told else previous.what
            elif k + 1 < len(drafts) and _part_of_next(parsed, draft, drafts[k + 1]):
                whole = Span(drafts[k + 1].start, drafts[k + 1].end)
            elif draft.noun is None and (those := those_after(parsed, draft.last)) is not None:
                whole = parsed.span(draft.last + 2, those)
            elif draft.noun and draft.numeral.kind != "vague" and _OF_THE.match(parsed.text, draft.end):
                # "two of the victims": the whole has no number of its own
                whole = parsed.span(draft.noun.first, draft.noun.last)
        noun = (
            parsed.text[parsed.tokens[draft.noun.first].start : parsed.tokens[draft.noun.last].end]
            if draft.noun
            else None
        )
        what = as_sure(parsed.text, Span(draft.start, draft.end), noun, what)
        unit = "people" if not draft.unit and what is not None and whole is not None else draft.unit
        sentences[Span(draft.start, draft.end)] = parsed.tokens[draft.first].sent
        figures.append(
            Figure(
                "",
                Span(draft.start, draft.end),
                draft.low,
                draft.high,
                draft.sign,
                draft.value,
                unit,
                noun,
                what,
                whole,
            )
        )
    return figures


def _end(draft: Draft) -> int:
    return draft.noun.last if draft.noun and draft.noun.first > draft.first else draft.last


def _is_larger(part: float | tuple[float, float], whole: float | tuple[float, float]) -> bool:
    return not isinstance(part, tuple) and not isinstance(whole, tuple) and part > whole


def _part_of_next(parsed: Parsed, part: Draft, whole: Draft) -> bool:
    """Say whether a count is told to be of the next: "two of the 14", "two nurses were among the 14 injured"."""
    between = parsed.text[part.end : whole.start]
    if _OF_NEXT.fullmatch(between):
        return True
    return len(between) < 60 and ". " not in between and _AMONG.search(between) is not None
