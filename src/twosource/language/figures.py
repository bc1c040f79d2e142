"""Figures of a passage: a parsed text comes in, quantities with range, unit, noun and happening go out.

A number is read (figure_numerals), given its unit (figure_units), kept apart from dates, names and scores
(figure_labels), joined to a range with its neighbour, compared (figure_comparators), and only then asked what it
counts and what happened to it (figure_nouns). The figure's span is the number with its comparator; the unit word
belongs to it for durations, shares and money.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from twosource.language.figure_comparators import Comparator, bounds, comparator_after, changing_words, comparator_before, read_change
from twosource.language.figure_labels import follows_name, is_idle_one, is_name, is_score, is_year, label_end
from twosource.language.figure_nouns import Counted, counts_persons, read_happening, read_noun, settle_happening
from twosource.language.figure_numerals import Numeral, find_numerals
from twosource.language.figure_units import Unit, per_unit, unit_after, unit_before
from twosource.language.parser import Parsed
from twosource.lexicon import load
from twosource.model import Figure, Span

__all__ = ["find_figures"]

_HYPHENATED = frozenset(load("figure_labels")["hyphenated"]["words"])
_IN_SPAN = ("duration", "money", "age")
_LINK = re.compile(r"[ \u00a0]?(?:[-–—]|-?[ ]?(?:to|and|or)|from)[ \u00a0]?-?", re.IGNORECASE)
_OF = re.compile(r"[ \u00a0]of[ \u00a0]")
_FROM = re.compile(r"(?:from|between)[ \u00a0]+$", re.IGNORECASE)
_WHOLE_LEAD = re.compile(r"(?:including|among them|of whom|of which|of them|include|includes|included)\b[^.;]{0,25}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A quantity on its way to a figure: `start`..`end` is its span, `until` where reading goes on."""

    numeral: Numeral
    start: int
    end: int
    until: int
    first: int
    last: int
    value: float | tuple[float, float]
    low: float | None
    high: float | None
    unit: str = ""
    family: str = ""
    comparator: Comparator | None = None
    sign: str = "="
    noun: Counted | None = None
    what: str | None = None
    moved: bool = False
    tentative: bool = False


def find_figures(parsed: Parsed) -> list[Figure]:
    """Return the figures of a passage in the order of the text, with spans into `parsed.text`.

    Durations ("three decades") and ages in apposition are figures; dates, times of day, years, names, scores and
    ordinals are not. `report` is "" and `attribution` None: both are known only where the passage is placed.
    """
    drafts = _join_ranges(parsed, list(_drafts(parsed)))
    drafts = [_compared(parsed, draft) for draft in drafts if not draft.tentative]
    drafts = _inherit(parsed, drafts)
    drafts = [_told(parsed, draft) for draft in drafts]
    return _with_wholes(parsed, drafts)


# -- from numerals to drafts ---------------------------------------------------------------------------------------


def _drafts(parsed: Parsed) -> Iterator[_Draft]:
    starts = [token.start for token in parsed.tokens]
    skip = 0
    for numeral in find_numerals(parsed.text):
        if numeral.start < skip:
            continue
        label = label_end(parsed.text, numeral) or is_score(parsed.text, numeral)
        if label is not None:
            skip = label
            continue
        draft = _measured(parsed, starts, numeral)
        if draft is not None:
            skip = draft.until
            yield draft


def _token_at(starts: list[int], at: int) -> int:
    return max(0, bisect_right(starts, at) - 1)


def _measured(parsed: Parsed, starts: list[int], numeral: Numeral) -> _Draft | None:
    """Give the numeral its unit, or its counted noun, or return None where it is no figure."""
    text = parsed.text
    if not parsed.tokens:
        return None
    money = unit_before(text, numeral.start)
    if numeral.kind == "fraction" and money is None:
        return _fraction(parsed, starts, numeral)
    if numeral.glued == "T" and money is None:
        return None
    numeral = _settle_scale(text, numeral, money)
    unit = money or unit_after(text, numeral.end)
    if money is None and not _whole_word(text, numeral, unit):
        hanging = _LINK.match(text, numeral.end) and numeral.kind != "vague"
        first = _token_at(starts, numeral.start)
        return replace(_draft(numeral, first, first), tentative=True) if hanging else None
    first, last = _token_at(starts, numeral.start), _token_at(starts, numeral.end - 1)
    if unit is None and (of := _OF.match(text, numeral.end)) and not numeral.lone:
        unit = unit_after(text, of.end() - 1)
    if unit is None:
        return _counted(parsed, numeral, first, last)
    if _idle_unit(parsed, numeral, unit, first):
        return None
    return _with_unit(parsed, starts, numeral, unit, first, last)


def _settle_scale(text: str, numeral: Numeral, money: Unit | None) -> Numeral:
    """Decide whether "m" after digits is a million or metres: "1.2m people", "the 100m sprint"."""
    if numeral.glued != "m" or money is not None or not isinstance(numeral.value, float):
        return numeral
    following = re.match(r"[ \u00a0]([a-z]+)", text[numeral.end : numeral.end + 24])
    word = following[1] if following else ""
    plural = len(word) > 3 and word.endswith("s") or word in ("people", "men", "women", "children", "of")
    if unit_after(text, numeral.end) or plural and word != "hurdles":
        return numeral
    value = numeral.value / 1e6
    if word in _LENGTH_WORDS or (value == int(value) and 2 <= value <= 10000 and text[numeral.end : numeral.end + 1] != "-" and word not in ("new", "more", "in", "for")):
        return numeral._replace(end=numeral.end - 1, value=value, low=value, high=value, scale=1.0, glued="")
    return numeral


_LENGTH_WORDS = {"deep", "tall", "high", "wide", "long", "away", "below", "above", "race", "sprint", "hurdles", "freestyle", "butterfly", "backstroke", "breaststroke",
                 "relay", "dash", "from", "thick", "down", "up", "off", "apart", "across", "record", "final", "wave", "waves"}


def _whole_word(text: str, numeral: Numeral, unit: Unit | None) -> bool:
    """Say whether the number ends where a word ends: not in "5G", "3D", "7-Eleven" or "two-way"."""
    following = text[numeral.end : numeral.end + 1]
    if unit is not None:
        return True
    if following.isalpha() or following == "_":
        return False
    if following == "-" and (word := re.match(r"-([A-Za-z]+)", text[numeral.end : numeral.end + 24])):
        return word[1] in _HYPHENATED or word[1] in ("plus", "odd", "to")
    return True


def _idle_unit(parsed: Parsed, numeral: Numeral, unit: Unit, first: int) -> bool:
    """Say whether "one day", "one point", "No. 10 pounds" name no quantity."""
    if unit.family == "money":
        return False
    if parsed.text[unit.start].isupper() and parsed.text[numeral.start - 1 : numeral.start] in tuple("\"“‘'") and parsed.text[unit.start : unit.end].istitle():
        return unit.family == "duration"  # "60 Minutes"
    if numeral.lone and numeral.end < unit.start and unit.name in ("time", "day", "point"):
        return not (first and parsed.tokens[first - 1].lower in ("than", "only", "just", "least", "for", "in", "within", "by"))
    token = parsed.tokens[first]
    return is_name(parsed, numeral, token, True) and not numeral.lone and token.text[:1].isdigit() is False


def _with_unit(parsed: Parsed, starts: list[int], numeral: Numeral, unit: Unit, first: int, last: int) -> _Draft:
    text, name, family, end = parsed.text, unit.name, unit.family, max(unit.end, numeral.end)
    if unit.family == "money":
        tail = re.compile(r"[ \u00a0](?:U\.S\.|US|CDN)(?![A-Za-z])").match(text, end)
        until = tail.end() if tail else end
        if unit.start < numeral.start and (dollars := unit_after(text, numeral.end)) and dollars.family == "money":
            until = end = dollars.end
    else:
        until = end
    if per := per_unit(text, until):
        name, until = f"{name}/{per[0]}", per[1]
    if family == "duration" and re.search(r"\bage of (?:about |around )?$", text[max(0, numeral.start - 16) : numeral.start]):
        name = f"{name} of age"
    if name in ("year of age", "month of age", "day of age"):
        family = "age"
    factor = unit.factor
    value = numeral.value if isinstance(numeral.value, tuple) else numeral.value * factor
    if isinstance(value, tuple):
        value = (value[0] * factor, value[1] * factor)
    low = None if numeral.low is None else numeral.low * factor
    high = None if numeral.high is None else numeral.high * factor
    stands_out = family in _IN_SPAN or name == "%"
    span_end = end if stands_out else numeral.end
    span_start = min(numeral.start, unit.start)
    noun = None
    if name == "%":
        after = _token_at(starts, until - 1) + 1
        noun = read_noun(parsed, after, of=True) if after < len(parsed.tokens) and parsed.tokens[after].lower == "of" else None
    return _Draft(numeral, span_start, span_end, until, first, _token_at(starts, until - 1), value, low, high, name, family, noun=noun)


def _fraction(parsed: Parsed, starts: list[int], numeral: Numeral) -> _Draft | None:
    """Read "a third of those", "a quarter-century", "half an hour", "one in five children"."""
    text = parsed.text
    first, last = _token_at(starts, numeral.start), _token_at(starts, numeral.end - 1)
    glued = re.compile(r"[ \u00a0-](?:of[ ])?(?:(?:an?|the)[ ])?(?:(?:US|UK|British|imperial)[ ])?", re.IGNORECASE).match(text, numeral.end)
    unit = unit_after(text, glued.end()) if glued else unit_after(text, numeral.end)
    assert not isinstance(numeral.value, tuple)
    if unit is not None and unit.name != "%" and (glued is None or unit.start == glued.end()):
        value = numeral.value * unit.factor
        span_end = unit.end if unit.family in _IN_SPAN else numeral.end
        return _Draft(numeral, numeral.start, span_end, unit.end, first, _token_at(starts, unit.end - 1), value, value, value, unit.name, unit.family)
    following = parsed.tokens[last + 1] if last + 1 < len(parsed.tokens) else None
    printed = text[numeral.start : numeral.end].lower()
    if following is None:
        return None
    share = re.search(r"\b(?:in|out of|of every|in every)\b", printed) is not None
    if following.lower == "of" or following.pos == "DET" and printed.endswith("half") or share or not printed[-1].isalpha():
        noun = read_noun(parsed, last + 1, of=True)
        return _Draft(numeral, numeral.start, numeral.end, numeral.end, first, last, numeral.value, numeral.value, numeral.value, "fraction", "share", noun=noun)
    return None


def _counted(parsed: Parsed, numeral: Numeral, first: int, last: int) -> _Draft | None:
    """Read what a number without a unit counts; drop years, names and idle numbers."""
    tokens, text = parsed.tokens, parsed.text
    token = tokens[first]
    hyphen = text[numeral.end : numeral.end + 1] == "-"
    after = last + 1
    if hyphen and after < len(tokens) and tokens[after].text == "-":
        after += 1
    noun = read_noun(parsed, after, of=numeral.kind == "vague" or _of_follows(parsed, after))
    if hyphen and noun is not None and noun.first == after:
        noun = Counted(after, after, after, tokens[after].lemma.lower())
    plain = noun is not None and tokens[noun.head].pos == "NOUN"
    compared = comparator_before(text, numeral.start) or comparator_after(text, numeral.end)
    plural = noun is not None and (tokens[noun.head].tag == "NNS" or counts_persons(noun, None))
    ranged = re.match(r"[ \u00a0]?(?:-|–|to|or)[ \u00a0]?(\d{4})(?!\d)", text[numeral.end : numeral.end + 10])
    goes_on = ranged is not None and unit_after(text, numeral.end + ranged.end()) is not None
    if is_year(parsed, numeral, token, _year_counts(plain, plural, noun, goes_on or _surely(text, numeral, compared))):
        return None
    tentative = replace(_draft(numeral, first, last), tentative=True)
    if is_name(parsed, numeral, token, plain and plural):
        return None
    if is_idle_one(parsed, numeral, token):
        return tentative
    age = _is_age(parsed, numeral, first, last)
    if age:
        return _draft(numeral, first, last, unit="year of age", family="age")
    if not _stands(parsed, numeral, first, last, noun, compared is not None):
        return tentative
    return _draft(numeral, first, last, noun=noun)


_DATED = re.compile(r"(?<![A-Za-z])(?:in|since|until|till|by|from|before|after)[ \u00a0]$", re.IGNORECASE)


def _surely(text: str, numeral: Numeral, compared: Comparator | None) -> bool:
    """Say whether a comparator makes four digits a count: "over 2000", but not "since at least 2003"."""
    if compared is None or compared.edge == "about":
        return False
    return _DATED.search(text[max(0, compared.start - 9) : compared.start]) is None or compared.start >= numeral.end


def _year_counts(plain: bool, plural: bool, noun: Counted | None, surely: bool) -> str:
    """Return what four digits that look like a year count, for figure_labels.is_year."""
    if surely:
        return "surely"
    if not plain or not plural:
        return ""
    return "people" if counts_persons(noun, None) else "things"


def _draft(numeral: Numeral, first: int, last: int, unit: str = "", family: str = "", noun: Counted | None = None) -> _Draft:
    return _Draft(numeral, numeral.start, numeral.end, numeral.end, first, last, numeral.value, numeral.low, numeral.high, unit, family, noun=noun)


def _of_follows(parsed: Parsed, after: int) -> bool:
    return after < len(parsed.tokens) and parsed.tokens[after].lower == "of"


def _stands(parsed: Parsed, numeral: Numeral, first: int, last: int, noun: Counted | None, compared: bool) -> bool:
    """Say whether a number without a unit says how many of something."""
    token, printed = parsed.tokens[first], parsed.text[numeral.start : numeral.end]
    if compared or numeral.scale > 1:
        return True
    digits = printed[-1].isdigit()
    named = follows_name(parsed, token) and digits and "," not in printed and "." not in printed
    if noun is not None:
        head = parsed.tokens[noun.head]
        if head.pos == "NOUN":
            following = parsed.tokens[last + 1]
            if head.tag == "NN" and digits and "," not in printed and not isinstance(numeral.value, tuple) and numeral.value >= 1000 and not counts_persons(noun, None):
                return False  # "the 1033 programme"
            return not named or head.tag == "NNS" and not (following.pos == "PROPN" and following.entity != "NORP")
        return not named and (bool(re.search(r"[,.]\d", printed)) or head.tag == "NNPS" or not digits or head.entity == "NORP")
    if digits:
        return not named and (bool(re.search(r"[,.]\d", printed)) or token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "npadvmod", "appos"))
    return token.dep in ("nsubj", "nsubjpass", "dobj") and not numeral.lone


_AGE_AFTER = re.compile(r"[ ]?[,)]")


def _is_age(parsed: Parsed, numeral: Numeral, first: int, last: int) -> bool:
    """Say whether a bare number is a person's age: "Name, 81,", "aged 25", "the age of 21", "he will be 35"."""
    text, tokens = parsed.text, parsed.tokens
    if isinstance(numeral.value, tuple) or numeral.kind != "digits" or not 0 < numeral.value < 120 or numeral.value != int(numeral.value):
        return False
    if re.search(r"(?:\baged?(?: of)?(?: (?:about|around|between|over|under))?|\bturn(?:s|ed|ing)?|\bdied at) $", text[max(0, numeral.start - 20) : numeral.start], re.IGNORECASE):
        return True
    previous = tokens[first - 1] if first else None
    before = tokens[first - 2] if first > 1 else None
    if previous is not None and previous.text in (",", "(") and before is not None and (before.entity == "PERSON" or before.pos == "PROPN") and _AGE_AFTER.match(text, numeral.end):
        return text[numeral.end : numeral.end + 1] == ("," if previous.text == "," else ")") and numeral.value >= 1
    if previous is not None and previous.entity == "PERSON" and previous.pos == "PROPN" and last + 1 < len(tokens) and tokens[last + 1].pos in ("AUX", "VERB"):
        return True
    if re.search(r"\b(?:life expectancy|(?:average|median|mean|retirement) age)\b[^.,;]{0,40}$", text[max(0, numeral.start - 60) : numeral.start]):
        return True
    head = tokens[tokens[first].head]
    if head.lemma == "be" and tokens[first].dep == "attr":
        subject = next((tokens[c] for c in parsed.children[head.i] if tokens[c].dep == "nsubj"), None)
        return subject is not None and subject.lower in ("he", "she", "i", "who", "expectancy", "age")
    return False


# -- ranges, comparators, inheritance --------------------------------------------------------------------------------


def _join_ranges(parsed: Parsed, drafts: list[_Draft]) -> list[_Draft]:
    """Join "10 to 15", "between $3bn and $5bn", "from 20 in 2008 to 29 in 2020"."""
    joined: list[_Draft] = []
    for draft in drafts:
        if joined and joined[-1].tentative and re.match(r"-[ ](?:or|and|to)[ ]", parsed.text[joined[-1].end : draft.start]):
            joined[-1] = replace(joined[-1], tentative=False, unit=draft.unit, family=draft.family, noun=draft.noun)
            joined.append(draft)
        elif joined and (both := _range(parsed, joined[-1], draft)):
            joined[-1] = both
        else:
            joined.append(draft)
    return joined


def _range(parsed: Parsed, a: _Draft, b: _Draft) -> _Draft | None:
    if isinstance(a.value, tuple) or isinstance(b.value, tuple) or "share" in (a.family, b.family):
        return None
    text = parsed.text
    between = text[_reach(parsed, a) : (comparator_before(text, b.start) or b).start]
    if len(between) > 48 or a.unit and b.unit and a.unit != b.unit and not _same_money(a, b):
        return None
    lead_at = (comparator_before(text, a.start) or a).start
    lead = _FROM.search(text[max(0, lead_at - 9) : lead_at])
    between_lead = lead is not None and lead[0].lower().startswith("between")
    link = _LINK.fullmatch(between)
    kind = link[0].strip(" -\u00a0").lower() if link else None
    if link is None:
        far = lead is not None and re.search(r"(?:^|\s)" + ("and" if between_lead else "to") + r"[ \u00a0]+(?:(?:about|around|as much as|more than)[ ])?$", between)
        if not far or re.search(r"[.;:!?]\s|,", between) or not (a.unit or b.unit or a.noun == b.noun is None):
            return None
    elif not _linked(parsed, a, b, kind or "-", lead is not None, between_lead):
        return None
    if a.unit and not b.unit and b.noun is not None:
        return None
    return _merge(parsed, a, b, changed=kind == "from" or lead is not None and not between_lead and _changes(parsed, lead_at), backwards=kind == "from")


def _reach(parsed: Parsed, draft: _Draft) -> int:
    """Return where the quantity with its counted noun ends."""
    return max(draft.until, parsed.tokens[draft.noun.last].end) if draft.noun else draft.until


def _same_money(a: _Draft, b: _Draft) -> bool:
    return a.family == b.family == "money" and a.unit.split("/")[0] == b.unit.split("/")[0]


def _linked(parsed: Parsed, a: _Draft, b: _Draft, kind: str, lead: bool, between: bool) -> bool:
    """Say whether two numbers joined by one word or dash are one range."""
    assert not isinstance(a.value, tuple) and not isinstance(b.value, tuple)
    if kind == "and":
        return between and a.value < b.value
    if kind == "or":
        small = a.numeral.scale == b.numeral.scale == 1
        return not a.unit and b.family != "money" and small and a.noun is None and 0 < a.value < b.value <= a.value * 2 and a.value < 100
    if kind == "from":
        return lead or re.search(r"\bto[ ](?:about |around |nearly |just )?$", parsed.text[max(0, a.start - 14) : a.start]) is not None
    if kind in ("to", "-", "–", "—", ""):
        if lead or not a.unit:
            return True
        return a.family == "age" or not _is_change(parsed, a) and b.unit != ""
    return False


_CHANGING = re.compile(r"(?:" + "|".join(sorted(changing_words(), key=lambda w: (-len(w), w))) + r")[ ](?:\w+[ ]){0,3}from[ ]+$", re.IGNORECASE)


def _changes(parsed: Parsed, at: int) -> bool:
    """Say whether "from … to" tells a change ("rose from 12 to 16") and not a stretch ("ranging from 12 to 16")."""
    return _CHANGING.search(parsed.text[max(0, at - 60) : at]) is not None


def _is_change(parsed: Parsed, draft: _Draft) -> bool:
    first = draft.first - 1 if draft.family == "money" and parsed.tokens[draft.first].start >= draft.numeral.start and draft.start < draft.numeral.start else draft.first
    if first and parsed.tokens[first - 1].lower == "by":
        return True
    return read_change(parsed, first, True) is not None


def _merge(parsed: Parsed, a: _Draft, b: _Draft, changed: bool, backwards: bool = False) -> _Draft:
    assert not isinstance(a.value, tuple) and not isinstance(b.value, tuple)
    first = a.value
    if a.numeral.scale == 1 and b.numeral.scale > 1 and a.value < b.value / b.numeral.scale and "," not in parsed.text[a.numeral.start : a.numeral.end]:
        first = a.value * b.numeral.scale
    if b.family == "duration" and not a.unit and b.value != b.numeral.value and not isinstance(b.numeral.value, tuple):
        first = a.value * (b.value / b.numeral.value)
    pair = (first, b.value)
    if changed and backwards:  # "to 16 from 12"
        pair = (b.value, first)
    low, high = (pair[1], pair[1]) if changed else (min(pair), max(pair))
    unit = b.unit if len(b.unit) >= len(a.unit) else a.unit
    return replace(b, start=a.start, first=a.first, value=pair, low=low, high=high, unit=unit, family=b.family or a.family, noun=None if unit else b.noun or a.noun, moved=changed, tentative=False)


def _compared(parsed: Parsed, draft: _Draft) -> _Draft:
    """Read the comparator before or after, widen the span to it, and open the range."""
    text = parsed.text
    before = comparator_before(text, draft.start, draft.numeral.kind == "vague")
    after = comparator_after(text, draft.end) or comparator_after(text, draft.until)
    found = before or after
    whole = draft.family in ("", "people")
    if found is None:
        return draft
    start, end = (found.start, draft.end) if before else (draft.start, max(draft.end, found.end))
    if before and text[start : start + 1] in " \u00a0":
        start += 1
    if isinstance(draft.value, tuple):
        low, high = draft.low, draft.high
        if draft.numeral.kind != "vague":
            low, high = (low, None) if found.edge in ("above", "from", "just") else (None, high) if found.edge in ("below", "upto", "near") else (low, high)
            if found.edge == "about":
                low = high = None
    else:
        low, high = bounds(draft.value, found.edge, whole)
    until = max(draft.until, found.end) if not before else draft.until
    return replace(draft, start=start, end=end, until=until, low=low, high=high, comparator=found, sign=found.sign)


def _inherit(parsed: Parsed, drafts: list[_Draft]) -> list[_Draft]:
    """Hand on a unit ("435 homes … and 187 by tender"), a comparator into brackets, a change over "or"."""
    done: list[_Draft] = []
    for draft in drafts:
        previous = done[-1] if done else None
        sign = draft.sign
        first = _first_token(parsed, draft)
        if (sign in ("=", "~") or draft.comparator is None) and (change := _change(parsed, draft, first)):
            sign = change
        near = previous is not None and parsed.tokens[previous.first].sent == parsed.tokens[draft.first].sent
        if near and previous is not None:
            between = parsed.text[_reach(parsed, previous) : draft.start]
            if sign == "=" and previous.sign in ("up", "down") and re.fullmatch(r",?[ ](?:or|and)[ ](?:by[ ])?", between) and "or" in between:
                sign = previous.sign
            if draft.comparator is None and previous.comparator is not None and _converted(previous, draft, between):
                draft = _same_edge(draft, previous.comparator)
                sign = draft.sign
            if not draft.unit and draft.noun is None and not draft.family and previous.unit != "%" and _similar(parsed, previous, draft):
                draft = replace(draft, unit=previous.unit, family=previous.family, noun=previous.noun)
        done.append(replace(draft, sign=sign))
    return done


def _first_token(parsed: Parsed, draft: _Draft) -> int:
    first = draft.first
    while first and parsed.tokens[first].start > draft.start:
        first -= 1
    return first


def _change(parsed: Parsed, draft: _Draft, first: int) -> str | None:
    printed = parsed.text[max(0, draft.numeral.start - 1) : draft.numeral.start]
    if printed == "+" and draft.unit:
        return "up"
    if not isinstance(draft.value, tuple) and draft.value < 0 and draft.unit == "%":
        return "down"
    if isinstance(draft.value, tuple) and draft.numeral.kind != "vague" or draft.family == "age":
        return None
    return read_change(parsed, first, draft.unit.split("/")[0] in ("%", "point", "basis point", "percentage point") or draft.family in ("money", "coin"))


def _converted(previous: _Draft, draft: _Draft, between: str) -> bool:
    """Say whether the second quantity is the first in another unit: "100 kilometres (60 miles)"."""
    alike = previous.family == draft.family == "money" or previous.family == draft.family == "measure" and "%" not in (previous.unit, draft.unit)
    return alike and re.fullmatch(r"[ ]?(?:[(/]|,? or)[ ]?", between) is not None


def _same_edge(draft: _Draft, comparator: Comparator) -> _Draft:
    if isinstance(draft.value, tuple):
        return draft
    low, high = bounds(draft.value, comparator.edge, False)
    return replace(draft, low=low, high=high, sign=comparator.sign, comparator=comparator)


def _similar(parsed: Parsed, a: _Draft, b: _Draft) -> bool:
    """Say whether a bare number may count what the one before it counts: alike in size, or the new level in points."""
    if a.unit == "point" and re.search(r"[,.]\d", parsed.text[b.numeral.start : b.numeral.end]):
        return True
    x = max(a.value) if isinstance(a.value, tuple) else a.value
    y = max(b.value) if isinstance(b.value, tuple) else b.value
    return x > 0 and y > 0 and 0.1 <= x / y <= 10 and b.numeral.scale == a.numeral.scale


# -- what is counted, and what happened ------------------------------------------------------------------------------


def _told(parsed: Parsed, draft: _Draft) -> _Draft:
    if draft.family and draft.family != "share":
        return draft
    anchor = draft.noun.head if draft.noun else draft.last
    last = draft.noun.last if draft.noun else draft.last
    what = settle_happening(draft.noun, read_happening(parsed, draft.first, anchor, last))
    if draft.family == "share":
        return replace(draft, what=what)
    unit = draft.unit
    if not unit:
        unit = "people" if counts_persons(draft.noun, what) else draft.noun.singular if draft.noun else ""
        if draft.noun and (per := per_unit(parsed.text, parsed.tokens[draft.noun.last].end)):
            unit = f"{unit}/{per[0]}"
    return replace(draft, what=what, unit=unit)


def _with_wholes(parsed: Parsed, drafts: list[_Draft]) -> list[Figure]:
    """Make the figures; a part is tied to its whole where the text says so ("dozens, including 16 officers")."""
    figures: list[Figure] = []
    for k, draft in enumerate(drafts):
        what, whole = draft.what, None
        if draft.unit == "people" or not draft.family:
            previous = next((f for f in reversed(figures) if f.unit in ("people", draft.unit) and _same_sentence(parsed, f, draft)), None)
            if previous is not None and _WHOLE_LEAD.search(parsed.text[previous.span.end : draft.start]):
                whole, what = previous.span, previous.what if what is None else what
            elif k + 1 < len(drafts) and re.fullmatch(r"[ ]of[ ](?:the|its|their|those|these)[ ](?:other[ ])?", parsed.text[draft.end : drafts[k + 1].start]):
                whole = Span(drafts[k + 1].start, drafts[k + 1].end)
        noun = parsed.text[parsed.tokens[draft.noun.first].start : parsed.tokens[draft.noun.last].end] if draft.noun else None
        unit = "people" if not draft.unit and what is not None and whole is not None else draft.unit
        figures.append(Figure("", Span(draft.start, draft.end), draft.low, draft.high, draft.sign, draft.value, unit, noun, what, whole))
    return figures


def _same_sentence(parsed: Parsed, figure: Figure, draft: _Draft) -> bool:
    return parsed.tokens[_token_at([t.start for t in parsed.tokens], figure.span.end - 1)].sent == parsed.tokens[draft.first].sent
