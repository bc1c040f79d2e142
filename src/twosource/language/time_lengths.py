"""Readers of lengths of time, of what comes back and of fixed vague phrases."""

from __future__ import annotations

from twosource.language.time_values import duration_value, quantity
from twosource.language.time_view import Fields, View, fixed
from twosource.lexicon import load

_RATED = frozenset({"NOUN", "NUM", "SYM", "PROPN"})


def duration(v: View) -> Fields | None:
    """Read "three years", "10-hour", "a week or two"; not ages, fractions or rates ("$5 a year" is a set)."""
    unit, count = v.part("u")[-1], v.part("c")
    if _is_age(v) or v.in_a_title() or v.named() or _is_fraction(v):
        return None
    if [w.kind for w in v.all()] == ["a", "unit"] and unit.key == "day" and v.next_kinds()[0] == "of":
        return None  # "a day of mourning" is an occasion
    if unit.kind == "second" and count[-1].kind not in ("small", "number"):
        return None
    if unit.kind == "second" and v.next_kinds()[0] != "other" and v.kinds() == {"a", "second"}:
        return None
    if unit.kind == "quarter" and count[0].kind == "a" and v.next_kinds()[0] != "dot":
        return None
    if "fiscal" in v.kinds() and unit.key not in ("day", "week", "year"):
        return None
    if [w.kind for w in v.all()[:2]] == ["a", "units"]:  # "a decades-long feud": the article is the feud's
        return {**fixed(duration_value("X", unit.key), "DURATION"), "start": v.all()[1].start}
    if [w.kind for w in v.all()] == ["a", "unit"] and _is_rate(v):
        return fixed(duration_value("1", unit.key), "SET")
    value = quantity(count)
    if v.part("b") and value.isdigit():
        value += ".5"
    fields = fixed(duration_value(value, unit.key), "DURATION")
    first = v.all()[0]
    if first.kind == "over" and not v.kinds() & {"a", "small", "number", "cardinal", "year"}:
        fields["start"] = v.all()[1].start  # "over several years": the preposition, not "more than"
    return fields


def age(v: View) -> Fields | None:
    """Read "the 8-month-old truce": how long a state of affairs has lasted; the ages of people are figures."""
    behind = v.words[v.phrase.after : v.phrase.after + 3]
    if not any(v.written(w) in load("times")["lasting"]["words"] for w in behind):
        return None
    fields = fixed(duration_value(quantity(v.part("c")), v.key("u")), "DURATION")
    return fields | ({"start": v.all()[1].start} if v.all()[0].kind == "a" else {})


def _is_age(v: View) -> bool:
    """An age says how old somebody is, not when or how long something was."""
    first, second = v.next_kinds()
    return first == "old" or (first == "hyphen" and second == "old")


def _is_fraction(v: View) -> bool:
    kinds = [w.kind for w in v.all()]
    few = "few" in kinds
    return v.part("u")[-1].key == "quarter" and not few and ("hyphen" in kinds or v.next_kinds()[0] == "of")


def _is_rate(v: View) -> bool:
    token = v.token(v.phrase_start())
    if token is None or not token.i:
        return False
    before = v.parsed.tokens[token.i - 1]
    return before.pos in _RATED or before.text in ("%", "once", "twice")


def rel_units(v: View) -> Fields | None:
    """Read "the past three months", "the first nine months", "the coming weeks"."""
    unit, count, kinds = v.part("u")[-1], v.part("c"), v.kinds("r")
    if not count and (unit.kind != "units" or kinds & {"ordinal", "latest"}):
        return None
    if count and count[0].kind == "a":
        return None
    if v.in_a_title() or _is_age(v):
        return None
    amount = quantity(count) if count and count[0].kind != "full" else "X"
    if amount == "24" and unit.key == "hour" and kinds & {"last", "past", "next", "previous", "coming", "following"}:
        return fixed("P1D", "DURATION")  # "the last 24 hours" is the day up to now
    if amount == "X" and not count and kinds & {"early", "final"} and unit.key not in ("year", "month", "week", "day"):
        return None
    return fixed(duration_value(amount, unit.key), "DURATION")


def the_units(v: View) -> Fields | None:
    """Read "the nine months"."""
    if _is_age(v) or v.named():
        return None
    return fixed(duration_value(quantity(v.part("c")), v.key("u")), "DURATION")


def recent_units(v: View) -> Fields:
    """Read "recent weeks"."""
    return fixed(duration_value("X", v.part("u")[0].key), "DURATION")


def bare_units(v: View) -> Fields | None:
    """Read "for years", "weeks or months"; not ages and not the short units."""
    unit = v.part("u")[0]
    if unit.key in ("second", "minute", "hour", "quarter") or _is_age(v) or v.next_kinds()[0] == "possessive":
        return None
    token = v.token(unit.start)
    if token is not None and token.i and v.parsed.tokens[token.i - 1].tag == "NNP":
        return None  # "the Harlan years"
    if v.phrase.first and v.words[v.phrase.first - 1].kind == "ordinal":
        return None
    if v.phrase.first > 1 and v.written(v.words[v.phrase.first - 2]) == "matter" and v.before() == "of":
        return None  # "a matter of days" says how little it is, not how long
    return fixed(duration_value("X", unit.key), "DURATION")


def long_unit(v: View) -> Fields:
    """Read "day-long"."""
    unit = v.part("u")[-1]
    return fixed(duration_value("X" if unit.kind == "units" else "1", unit.key), "DURATION")


def repeated(v: View) -> Fields | None:
    """Read "daily" and "annually" as adverbs; before a noun they only name a kind ("quarterly dividend")."""
    word, token = v.part("v")[0], v.token(v.phrase_start())
    if v.names_on() or v.before_a_name():
        return None  # "the daily Beacon" is a paper
    if token is None or v.written(word) in load("times")["before_noun"]["words"]:
        return fixed(word.key, "SET")
    if token.dep in ("amod", "compound", "nmod") or token.pos in ("PROPN", "NOUN"):
        return None
    return fixed(word.key, "SET")


def each(v: View) -> Fields:
    """Read "every day", "every other week", "each weekend"."""
    if v.key("u") == "weekend":
        return fixed("XXXX-WXX-WE", "SET")
    count = v.part("c")
    amount = "1" if not count else "2" if count[0].kind == "alternate" else quantity(count)
    return fixed(duration_value(amount, v.key("u")), "SET")


def each_name(v: View) -> Fields:
    """Read "each July", "every Thursday night"."""
    if v.part("n"):
        return fixed(f"XXXX-{v.key('n')}", "SET")
    if v.part("m"):
        return fixed(f"XXXX-{int(v.key('m')):02d}", "SET")
    return fixed(f"XXXX-WXX-{v.key('w')}" + (f"T{v.key('p')}" if v.part("p") else ""), "SET")


def weekdays(v: View) -> Fields | None:
    """Read "Mondays", "Tuesday nights"."""
    if v.part("w"):
        return fixed(f"XXXX-WXX-{v.key('w')}", "SET")
    if not v.written(v.part("q")[0]).endswith("s"):
        return None
    return fixed(f"XXXX-WXX-{v.key('x')}T{v.key('q')}", "SET")


def rate(v: View) -> Fields:
    """Read "twice a week", "per year"."""
    return fixed(duration_value("1", v.key("u")), "SET")


def unit_rate(v: View) -> Fields | None:
    """Read "24 hours a day", "five days a week": one set, not a length and a set."""
    if _LENGTHS.index(v.key("r")) <= _LENGTHS.index("second" if v.key("u") == "2" else v.key("u")):
        return None
    return fixed(duration_value("1", v.key("r")), "SET")


_LENGTHS = ["second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year"]
_LENGTHS += ["decade", "century", "millennium"]


def vague(v: View) -> Fields | None:
    """Read "now", "recently", "soon"; not "as soon as" or "shortly after"."""
    word = v.part("v")[0]
    if v.next_kinds()[0] == "of" and v.written(word).endswith("time"):
        return None
    if v.written(word) in ("soon", "shortly"):
        token = v.token(word.start)
        verb = v.parsed.tokens[token.head] if token is not None else None
        told = verb is not None and verb.tag in ("VBD", "VBN")
        if v.next_kinds()[0] in ("after", "before") or v.before() == "as" or v.before() == "since" or told:
            return None
    return fixed(word.key)


def current(v: View) -> Fields | None:
    """Read "current" before what it describes ("the current chairman"): the day of the report; not the noun."""
    token = v.token(v.phrase_start())
    if token is None or token.dep != "amod" or v.names_on():
        return None
    return fixed("PRESENT_REF")


def one_day(v: View) -> Fields | None:
    """Read "one day" under "will" and the like: some day, not a length of time."""
    token = v.token(v.part("u")[0].start)
    if v.key("n") != "1" or v.key("u") != "day" or token is None or v.next_kinds()[0] not in _ONE_DAY_ENDS:
        return None
    verb = v.parsed.tokens[token.head]
    helpers = {v.parsed.tokens[c].lower for c in v.parsed.children[verb.i]}
    ahead = v.before() in _AHEAD or (token.dep == "npadvmod" and helpers & _AHEAD)
    return fixed("FUTURE_REF") if ahead else None


_ONE_DAY_ENDS = frozenset({"other", "dot", "comma", "gap", "a", "the"})
_AHEAD = frozenset(load("time_auxiliaries")["ahead"])


def vague_length(v: View) -> Fields:
    """Read "a while"."""
    return fixed(v.key("v"), "DURATION")
