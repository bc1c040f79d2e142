"""Two numbers that are one range: drafts come in, in order; those joined by a dash or word go out as one."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.figure_comparators import bounds, changing_words, comparator_before, read_change
from twosource.language.figure_drafts import Draft, reach
from twosource.language.parser import Parsed

_LINK = re.compile(r"[ \u00a0]?(?:[-–—]|-?[ ]?(?:to|and|or)|from)[ \u00a0]?-?", re.IGNORECASE)
_FROM = re.compile(r"(?:from|between)[ \u00a0]+$", re.IGNORECASE)
_VOTERS = frozenset(("vote", "ballot", "member", "deputy", "senator", "lawmaker", "mp"))
_VOTING = re.compile(
    r"\b(?:vot(?:ed|es?|ing)|majority|margin|pass(?:ed|es|ing)|reject(?:ed|s|ing)|approv(?:ed|es|ing)|carried"
    r"|defeat(?:ed|s|ing)|adopt(?:ed|s|ing)|back(?:ed|s|ing)|ratif(?:ied|ies|ying)|ruled|turned down"
    r"|threw out|thrown out)\b[^.;:!?]{0,50}$",
    re.IGNORECASE,
)
_CHANGING = re.compile(
    r"(?:" + "|".join(sorted(changing_words(), key=lambda w: (-len(w), w))) + r")[ ](?:\w+[ ]){0,3}from[ ]+$",
    re.IGNORECASE,
)


def join_ranges(parsed: Parsed, drafts: list[Draft]) -> list[Draft]:
    """Join "10 to 15", "between $3bn and $5bn", "from 20 in 2008 to 29 in 2020"."""
    joined: list[Draft] = []
    for draft in drafts:
        if (
            joined
            and joined[-1].tentative
            and re.match(r"-[ ](?:or|and|to)[ ]", parsed.text[joined[-1].end : draft.start])
        ):
            joined[-1] = replace(joined[-1], tentative=False, unit=draft.unit, family=draft.family, noun=draft.noun)
            joined.append(draft)
        elif joined and _are_votes(parsed, joined[-1], draft):
            joined[-1] = replace(joined[-1], tentative=False, unit="vote")
            joined.append(replace(draft, tentative=False, unit="vote"))
        elif joined and (both := _range(parsed, joined[-1], draft)):
            joined[-1] = both
        else:
            joined.append(draft)
    return joined


def _range(parsed: Parsed, a: Draft, b: Draft) -> Draft | None:
    if isinstance(a.value, tuple) or isinstance(b.value, tuple) or "share" in (a.family, b.family):
        return None
    text = parsed.text
    between = text[reach(parsed, a) : (comparator_before(text, b.start) or b).start]
    if len(between) > 48 or (a.unit and b.unit and a.unit != b.unit and not _same_money(a, b)):
        return None
    lead_at = (comparator_before(text, a.start) or a).start
    lead = _FROM.search(text[max(0, lead_at - 9) : lead_at])
    between_lead = lead is not None and lead[0].lower().startswith("between")
    link = _LINK.fullmatch(between)
    kind = link[0].strip(" -\u00a0").lower() if link else None
    if link is None:
        far = lead is not None and re.search(
            r"(?:^|\s)"
            + ("and" if between_lead else "to")
            + r"[ \u00a0]+(?:(?:about|around|as much as|more than)[ ])?$",
            between,
        )
        if not far or re.search(r"[.;:!?]\s|,", between) or not (a.unit or b.unit or a.noun == b.noun is None):
            return None
    elif not _linked(parsed, a, b, kind or "-", lead is not None, between_lead):
        return None
    if a.unit and not b.unit and b.noun is not None:
        return None
    return _merge(
        parsed,
        a,
        b,
        changed=kind == "from" or (lead is not None and not between_lead and _changes(parsed, lead_at)),
        backwards=kind == "from",
    )


def _same_money(a: Draft, b: Draft) -> bool:
    return a.family == b.family == "money" and a.unit.split("/")[0] == b.unit.split("/")[0]


def _linked(parsed: Parsed, a: Draft, b: Draft, kind: str, lead: bool, between: bool) -> bool:
    """Say whether two numbers joined by one word or dash are one range."""
    assert not isinstance(a.value, tuple)
    assert not isinstance(b.value, tuple)
    if kind == "and":
        return between and a.value < b.value
    if kind == "or":
        small = a.numeral.scale == b.numeral.scale == 1
        return (
            not a.unit
            and b.family != "money"
            and small
            and a.noun is None
            and 0 < a.value < b.value <= a.value * 2
            and a.value < 100
        )
    if kind == "from":
        return (
            lead
            or re.search(r"\bto[ ](?:about |around |nearly |just )?$", parsed.text[max(0, a.start - 14) : a.start])
            is not None
        )
    if kind in ("to", "-", "–", "—", ""):
        if not lead and not a.unit and b.value > 5 * a.value and _is_change(parsed, a):
            return False  # "rose by 200 to 5,000"
        if lead or not a.unit:
            return True
        return a.family == "age" or (not _is_change(parsed, a) and b.unit != "")
    return False


def _are_votes(parsed: Parsed, a: Draft, b: Draft) -> bool:
    """Say whether two counts are those for and against: "voted 61 to 57", "by 61 votes to 57"; not "10 to 15 laws"."""
    between = parsed.text[reach(parsed, a) : b.start]
    if between != " to " or isinstance(a.value, tuple) or isinstance(b.value, tuple) or _FROM.search(_lead(parsed, a)):
        return False
    if a.unit or b.unit or (b.noun is not None and b.noun.singular not in _VOTERS):
        return False
    if a.noun is not None:
        return a.noun.singular in _VOTERS
    return _VOTING.search(parsed.text[max(0, a.start - 70) : a.start]) is not None


def _lead(parsed: Parsed, draft: Draft) -> str:
    return parsed.text[max(0, draft.start - 9) : draft.start]


def _changes(parsed: Parsed, at: int) -> bool:
    """Say whether "from … to" tells a change ("rose from 12 to 16") and not a stretch ("ranging from 12 to 16")."""
    return _CHANGING.search(parsed.text[max(0, at - 60) : at]) is not None


def _is_change(parsed: Parsed, draft: Draft) -> bool:
    first = (
        draft.first - 1
        if draft.family == "money"
        and parsed.tokens[draft.first].start >= draft.numeral.start
        and draft.start < draft.numeral.start
        else draft.first
    )
    if first and parsed.tokens[first - 1].lower == "by":
        return True
    return read_change(parsed, first, True) is not None


def _merge(parsed: Parsed, a: Draft, b: Draft, changed: bool, backwards: bool = False) -> Draft:
    assert not isinstance(a.value, tuple)
    assert not isinstance(b.value, tuple)
    first = a.value
    if (
        a.numeral.scale == 1
        and b.numeral.scale > 1
        and a.value < b.value / b.numeral.scale
        and "," not in parsed.text[a.numeral.start : a.numeral.end]
    ):
        first = a.value * b.numeral.scale
    if b.family == "duration" and not a.unit and b.value != b.numeral.value and not isinstance(b.numeral.value, tuple):
        first = a.value * (b.value / b.numeral.value)
    pair = (first, b.value)
    if changed and backwards:  # "to 16 from 12"
        pair = (b.value, first)
    low: float | None
    high: float | None
    low, high = (pair[1], pair[1]) if changed else (min(pair), max(pair))
    if changed and not backwards and (near := comparator_before(parsed.text, b.start)):
        low, high = bounds(b.value, near.edge, False)  # "from 7 to just under 4"
    unit = b.unit if len(b.unit) >= len(a.unit) else a.unit
    return replace(
        b,
        start=a.start,
        first=a.first,
        value=pair,
        low=low,
        high=high,
        unit=unit,
        family=b.family or a.family,
        noun=None if unit else b.noun or a.noun,
        moved=changed,
        tentative=False,
    )
