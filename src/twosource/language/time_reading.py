"""What a phrase of the grammar says: its words come in, a `TimeMention` goes out, or None where it is no time.

One function a rule of `time_grammar.RULES`, by the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from twosource.language.time_grammar import Phrase
from twosource.language.time_mention import TimeMention
from twosource.language.time_values import (
    clock_value,
    duration_value,
    number_of,
    quantity,
    two_digit_year,
)
from twosource.language.time_words import TimeWord, vocabulary

Fields = dict[str, Any]


class View:
    """A phrase with its words at hand."""

    def __init__(self, text: str, words: list[TimeWord], phrase: Phrase) -> None:
        self.text, self.words, self.phrase = text, words, phrase

    def part(self, name: str) -> list[TimeWord]:
        """Return the words of a named part, none if it is not there."""
        first, after = self.phrase.parts.get(name, (0, 0))
        return self.words[first:after]

    def key(self, name: str) -> str:
        """Return the key of the last word of a named part ("" if absent)."""
        part = self.part(name)
        return part[-1].key if part else ""

    def kinds(self, name: str = "") -> set[str]:
        """Return the classes of the words in a part, or in the whole phrase."""
        return {w.kind for w in (self.part(name) if name else self.all())}

    def all(self) -> list[TimeWord]:
        """Return the words of the phrase."""
        return self.words[self.phrase.first : self.phrase.after]

    def before(self, steps: int = 1) -> str:
        """Return the word so many steps before the phrase, in small letters."""
        at = self.phrase.first - steps
        return self.text[self.words[at].start : self.words[at].end].lower() if at >= 0 else ""

    def after(self) -> TimeWord | None:
        """Return the word behind the phrase."""
        return self.words[self.phrase.after] if self.phrase.after < len(self.words) else None


def read_phrase(text: str, words: list[TimeWord], phrase: Phrase) -> TimeMention | None:
    """Return what the phrase says, independent of any report's date."""
    view = View(text, words, phrase)
    fields = READERS[phrase.rule](view)
    if fields is None:
        return None
    fields.setdefault("edge", _edge(view.part("e")))
    first, last = words[phrase.first], words[phrase.after - 1]
    return TimeMention(
        fields.pop("start", first.start),
        fields.pop("end", last.end),
        **{"rule": phrase.rule, "type": "DATE", "kind": "calendar", **fields},
    )


def _edge(words: list[TimeWord]) -> str | None:
    kinds = {w.kind for w in words}
    if kinds & {"early", "beginning"}:
        return "start"
    if kinds & {"late", "end"}:
        return "end"
    return "mid" if kinds & {"mid", "middle"} else None


def pointer(words: list[TimeWord]) -> tuple[int, str]:
    """Return how many units a pointer moves and from where: "last" (-1, report), "the following" (1, text)."""
    kinds = {w.kind for w in words}
    if kinds & {"previous"}:
        return -1, "text"
    if kinds & {"following"}:
        return 1, "text"
    if kinds & {"same", "that"}:
        return 0, "text"
    if kinds & {"last", "past", "latest"}:
        return -1, "report"
    if kinds & {"next", "coming"}:
        return 1, "report"
    return 0, "report"


def _fixed(value: str, kind: str = "DATE") -> Fields:
    return {"type": kind, "kind": "fixed", "value": value}


def _iso(v: View) -> Fields:
    value = v.key("v")
    return _fixed(value, "TIME" if "T" in value else "DATE")


def _slash(v: View) -> Fields | None:
    a, b, c = re.split(r"[/.-]", v.key("v"))
    first, second, year = int(a), int(b), two_digit_year(c)
    # Which comes first is the outlet's habit: kept open as "order" until the text or the report shows it.
    month, day = (second, first) if first > 12 or "." in v.key("v") else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return {"year": year, "month": month, "day": day}


def _year_of(words: list[TimeWord]) -> int | None:
    if not words:
        return None
    if words[0].kind == "year":
        return int(words[0].key)
    return number_of(words, spoken_year=True)


def _month_day(v: View) -> Fields | None:
    day = number_of(v.part("d"))
    if day is None or not 1 <= day <= 31:
        return None
    year = _year_of(v.part("y"))
    return {"month": int(v.key("m")), "day": day, "year": year}


def _weekday_day(v: View) -> Fields | None:
    day = number_of(v.part("d"))
    return {"weekday": int(v.key("w")), "day": day} if day and day <= 31 else None


def _month_year(v: View) -> Fields | None:
    year = _year_of(v.part("y"))
    return {"month": int(v.key("m")), "year": year} if year else None


def _month_rel_year(v: View) -> Fields | None:
    if v.key("r") != "year":
        return None
    amount, anchor = pointer(v.part("r"))
    return {"month": int(v.key("m")), "unit": "year", "amount": amount, "anchor": anchor}


def _month(v: View) -> Fields | None:
    word = v.part("m")[0]
    written = v.text[word.start : word.end].lower()
    if written in vocabulary().abbreviated or written in ("may", "march"):
        before = v.before(2 if v.before() in "-'" else 1)
        if len(v.all()) == 1 and before not in (
            "in",
            "since",
            "until",
            "by",
            "last",
            "next",
            "of",
            "from",
            "to",
            "for",
            "through",
            "and",
            "between",
        ):
            return None
    return {"month": int(v.key("m")), **_pointed(v)}


def _pointed(v: View) -> Fields:
    """The direction that "last", "next" and "this" give to a name on the calendar."""
    if not v.part("r"):
        return {}
    amount, anchor = pointer(v.part("r"))
    if amount == 0 and anchor == "report":
        return {"direction": None}
    return {"direction": ("past", None, "future")[amount + 1], "anchor": anchor}


def _each_month(v: View) -> Fields:
    if v.part("w"):
        return _fixed(f"XXXX-WXX-{v.key('w')}", "SET")
    return _fixed(f"XXXX-{int(v.key('m')):02d}", "SET")


def _year(v: View) -> Fields | None:
    year = int(v.key("y"))
    first = v.part("y")[0].start
    if "unit" in v.kinds() and "year" not in {w.key for w in v.all()}:
        return None
    plain = len(v.all()) == 1
    if plain and first and v.text[first - 1] in "$£€¥#.,/:-–":
        return None
    if (
        plain
        and not 1900 <= year <= 2060
        and v.before()
        not in ("in", "since", "of", "by", "until", "from", "(", "circa", "after", "before", "between", "late", "early")
    ):
        return None
    return _fixed(f"{year}")


def _spoken_year(v: View) -> Fields | None:
    if v.part("y")[0].kind == "year":
        return None
    year = number_of(v.part("y"), spoken_year=True)
    return _fixed(f"{year}") if year and 1500 <= year <= 2100 else None


def _decade(v: View) -> Fields | None:
    key = v.key("v")
    if v.part("v")[0].end - v.part("v")[0].start > 4 and not key[0].isdigit() and key[0] not in "'’‘`":
        return None
    digits = re.sub(r"\D", "", key)
    if len(digits) == 1:
        return _fixed(f"19{digits}") if "the" in v.kinds() else None
    if len(digits) == 2:
        if key[0].isdigit() and not v.kinds() & {"the", "early", "late", "mid"}:
            return None
        return _fixed(("19" if digits[0] >= "2" else "20") + digits[0])
    return _fixed(digits[:3])


def _century(v: View) -> Fields | None:
    if v.key("u") != "century":
        return None
    number = number_of(v.part("n"))
    return _fixed(f"{number - 1:02d}") if number and number > 1 else None


def _quarter(v: View) -> Fields | None:
    number = number_of(v.part("n"))
    head = v.part("h")[-1].kind
    if number == -1:
        number = 4 if head == "quarter" else 2
    if number is None or number > (4 if head == "quarter" else 2):
        return None
    fields: Fields = {head: number}
    year = v.key("y") or v.key("y2")
    if year:
        fields["year"] = int(year)
    elif v.part("g") or v.part("g2"):
        fields |= {"unit": "year", "amount": -1, "anchor": "text", "direction": "past"}
    elif v.part("r"):
        if v.key("r") not in ("year", "quarter"):
            return None
        amount, anchor = pointer(v.part("r"))
        fields |= {"unit": "year", "amount": amount, "anchor": anchor}
    elif head == "half" and not v.kinds() & {"fiscal", "the"}:
        return None
    elif head == "half":
        after = v.after()
        if after is not None and after.kind == "of":
            return None
    return fields


def _quarter_code(v: View) -> Fields:
    code = v.key("v").upper()
    name = "quarter" if code[0] == "Q" else "half"
    return {name: int(code[1]), "year": int(v.key("y")) if v.part("y") else None}


def _rel_quarter(v: View) -> Fields | None:
    words = v.part("r")
    if words[-1].key != "year":
        return None
    amount, anchor = pointer(words)
    number = number_of(v.part("n"))
    if number is None:
        return {"kind": "span", "unit": "quarter", "amount": amount, "anchor": "text"}
    return {v.part("h")[-1].kind: number, "unit": "year", "amount": amount, "anchor": anchor}


def _year_quarter(v: View) -> Fields:
    return {"kind": "span", "unit": "quarter", "year": int(v.key("y")), "anchor": "text"}


def _year_ago(v: View) -> Fields | None:
    unit = v.part("g")[0].key
    if unit not in ("year", "quarter", "month", "week", "day"):
        return None
    number = number_of(v.part("n")) if v.part("n") and v.part("n")[0].kind in ("ordinal", "second") else None
    if number:
        return {"quarter": number, "unit": "year", "amount": -1, "anchor": "text", "direction": "past"}
    return {"kind": "span", "unit": unit, "amount": -1, "anchor": "text"}


def _period(v: View) -> Fields:
    amount = 0
    if v.part("r"):
        amount = pointer(v.part("r"))[0]
    return {"kind": "span", "unit": "year", "amount": amount, "anchor": "text"}


def _season(v: View) -> Fields | None:
    fields: Fields = {"season": v.key("n")}
    if v.part("y"):
        fields["year"] = _year_of(v.part("y"))
    elif v.part("r2"):
        if v.key("r2") != "year":
            return None
        amount, anchor = pointer(v.part("r2"))
        fields |= {"unit": "year", "amount": amount, "anchor": anchor}
    elif v.part("r"):
        fields |= _pointed(v)
    elif (
        not v.part("s")
        and not v.part("e")
        and v.before() not in ("in", "by", "since", "until", "during", "of", "every", "next", "this")
    ):
        return None
    return fields


def _holiday(v: View) -> Fields:
    fields: Fields = {"holiday": v.key("v"), "year": int(v.key("y")) if v.part("y") else None}
    return fields | (_pointed(v) if v.part("r") else {})


_DAY_SHIFT = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


def _day_word(v: View) -> Fields:
    word = v.key("v")
    part = v.key("p") or ("NI" if word == "tonight" else "")
    mid = [w.key for w in v.all() if w.kind == "part"]
    part = part or (mid[0] if mid else "")
    return {
        "kind": "shift",
        "unit": "day",
        "amount": _DAY_SHIFT[word],
        "part": part or None,
        "type": "TIME" if part else "DATE",
    }


def _day_before(v: View) -> Fields | None:
    if v.key("v") != "day":
        return None
    ahead = "after" in v.kinds("x")
    base = _DAY_SHIFT[v.key("d")]
    return {"kind": "shift", "unit": "day", "amount": base + (1 if ahead else -1)}


def _rel_unit(v: View) -> Fields | None:
    unit = v.key("u")
    amount, anchor = pointer(v.part("r"))
    kinds = v.kinds("r")
    if unit in ("second", "minute", "hour"):
        return None
    if "latest" in kinds and unit == "quarter":
        return {"kind": "span", "unit": "quarter", "amount": 0, "anchor": "text"}
    if unit == "day" and amount == 1 and anchor == "report":
        anchor = "text"
    if unit == "day" and anchor == "report":
        return None
    if kinds == {"the", "past"} or kinds == {"past"}:
        return {"type": "DURATION", "kind": "fixed", "value": duration_value("1", unit)}
    fields: Fields = {"kind": "shift", "unit": unit, "amount": amount, "anchor": anchor}
    return fields


def _the_unit(v: View) -> Fields | None:
    unit = v.key("u")
    shaded = bool(v.kinds() & {"early", "late", "earlier", "later", "sometime"}) or bool(v.part("e"))
    if unit == "weekend":
        return {"kind": "shift", "unit": "weekend", "amount": 0}
    if unit in ("second", "minute", "hour", "century", "decade", "millennium", "fortnight"):
        return None
    if unit == "day" and not shaded:
        return None
    return {"kind": "span", "unit": unit, "amount": 0, "anchor": "text"}


def _year_end(v: View) -> Fields | None:
    unit = v.key("u")
    if unit not in ("year", "month", "week", "quarter"):
        return None
    return {"kind": "shift", "unit": unit, "amount": 0, "edge": "end"}


def _rel_part(v: View) -> Fields | None:
    amount, anchor = pointer(v.part("r"))
    part = v.key("p")
    if amount == 1 and "next" in v.kinds("r"):
        anchor = "text"
    if amount == -1 and part != "NI" and anchor == "report":
        return {"kind": "shift", "unit": "day", "amount": -1, "part": part, "type": "TIME"}
    return {"kind": "shift", "unit": "day", "amount": amount, "part": part, "type": "TIME", "anchor": anchor}


def _part(v: View) -> Fields:
    return {"kind": "shift", "unit": "day", "amount": 0, "part": v.key("p"), "type": "TIME", "anchor": "text"}


def _overnight(v: View) -> Fields | None:
    word = v.all()[0]
    if v.text[word.start : word.end].lower() != "overnight":
        return None
    return {"kind": "shift", "unit": "day", "amount": 0, "part": "NI", "type": "TIME"}


def _weekday(v: View) -> Fields | None:
    word = v.part("w")[0]
    written = v.text[word.start : word.end].lower()
    if written in vocabulary().abbreviated and len(v.all()) == 1:
        return None
    part = v.key("p") or None
    fields: Fields = {"weekday": int(v.key("w")), "part": part, "type": "TIME" if part else "DATE", **_pointed(v)}
    last = v.all()[-1]
    if last.kind == "possessive":
        fields["end"] = word.end
    return fields


def _week_of(v: View) -> Fields | None:
    day = number_of(v.part("d"))
    if v.key("u") != "week" or not day:
        return None
    return {"month": int(v.key("m")), "day": day, "unit": "week", "amount": 0}


def _week_from(v: View) -> Fields | None:
    amount = quantity(v.part("c"))
    unit = v.key("u")
    if unit not in ("week", "month") or not amount.isdigit():
        return None
    ahead = v.kinds("x") == {"from"}
    return {
        "weekday": int(v.key("w")),
        "unit": unit,
        "amount": int(amount) * (1 if ahead else -1),
        "direction": "future" if ahead else "past",
    }


def _weekdays(v: View) -> Fields | None:
    if v.part("w"):
        return _fixed(f"XXXX-WXX-{v.key('w')}", "SET")
    word = v.part("q")[0]
    if not v.text[word.start : word.end].endswith("s"):
        return None
    return _fixed(f"XXXX-WXX-{v.part('x')[0].key}T{v.key('q')}", "SET")


def _ago(v: View) -> Fields | None:
    unit, amount = v.key("u"), quantity(v.part("c"))
    kinds = v.kinds("x")
    ahead = bool(kinds & {"later", "hence", "from"})
    if unit in ("second", "minute", "hour"):
        return _fixed(duration_value(amount, unit), "DURATION")
    if not amount.isdigit():
        if kinds & {"later", "earlier", "before"}:
            return _fixed(duration_value(amount, unit), "DURATION")
        return _fixed("FUTURE_REF" if ahead else "PAST_REF")
    anchor = "text" if kinds & {"earlier", "later", "before"} else "report"
    if kinds & {"before"}:
        return None
    return {"kind": "shift", "unit": unit, "amount": int(amount) * (1 if ahead else -1), "anchor": anchor}


def _rel_units(v: View) -> Fields | None:
    unit = v.part("u")[-1]
    amount = quantity(v.part("c")) if v.part("c") else ("X" if unit.kind == "units" else "1")
    if unit.kind != "units" and not v.part("c"):
        return None
    if not v.part("c") and v.kinds("r") & {"ordinal", "final", "latest"}:
        return None
    return _fixed(duration_value(amount, unit.key), "DURATION")


def _duration(v: View) -> Fields | None:
    unit = v.part("u")[-1]
    if "fiscal" in v.kinds() and unit.key not in ("day", "week", "year"):
        return None
    count = v.part("c")
    after = v.after()
    if after is not None and (after.kind == "old" or after.kind == "hyphen" and _next_kind(v, 1) == "old"):
        return None  # an age says how old somebody is, not when or how long something was
    if unit.kind in ("second",) and unit.key == "2":
        return None
    if unit.kind == "quarter" and not (len(count) == 1 and count[0].kind in ("a", "small", "cardinal", "few")):
        return None
    if unit.kind == "quarter" and after is not None and after.kind not in ("mark", "dot", "comma"):
        return None
    value = quantity(count)
    if v.part("b"):
        value = str(float(value) + 0.5) if value[0].isdigit() else value
    if [w.kind for w in count] == ["a"] and _is_rate(v):
        return _fixed(duration_value("1", unit.key), "SET")
    return _fixed(duration_value(value, unit.key), "DURATION")


def _next_kind(v: View, steps: int) -> str:
    at = v.phrase.after + steps
    return v.words[at].kind if at < len(v.words) else ""


def _is_rate(v: View) -> bool:
    at = v.phrase.first - 1
    if at < 0:
        return False
    before = v.words[at]
    return before.kind in ("number", "small", "year", "cardinal", "once", "times", "units") or before.key == "%"


def _days_ago(v: View) -> Fields:
    return _fixed("PAST_REF")


def _the_units(v: View) -> Fields | None:
    return _fixed(duration_value(quantity(v.part("c")), v.key("u")), "DURATION")


def _recent_units(v: View) -> Fields:
    return _fixed(duration_value("X", v.key("u")), "DURATION")


def _bare_units(v: View) -> Fields | None:
    unit = v.key("u")
    if unit in ("second", "minute", "hour", "quarter"):
        return None
    return _fixed(duration_value("X", unit), "DURATION")


def _long_unit(v: View) -> Fields:
    unit = v.part("u")[-1]
    return _fixed(duration_value("X" if unit.kind == "units" else "1", unit.key), "DURATION")


def _set(v: View) -> Fields:
    return _fixed(v.key("v"), "SET")


def _each(v: View) -> Fields | None:
    amount = quantity(v.part("c")) if v.part("c") and v.part("c")[0].kind != "other" else ("2" if v.part("c") else "1")
    if v.key("u") == "weekend":
        return _fixed("XXXX-WXX-WE", "SET")
    return _fixed(duration_value(amount, v.key("u")), "SET")


def _rate(v: View) -> Fields:
    return {**_fixed(duration_value("1", v.key("u")), "SET")}


def _clock(v: View) -> Fields | None:
    value = clock_value(v.part("c"), v.key("q"))
    if value is None:
        return None
    if (
        len(v.part("c")) == 1
        and v.part("c")[0].kind == "clock"
        and v.before()
        not in (
            "at",
            "by",
            "until",
            "around",
            "about",
            "before",
            "after",
            "from",
            "to",
            "since",
            ",",
            ".",
            "and",
            "-",
            "–",
        )
    ):
        return None
    return {"kind": "shift", "unit": "day", "amount": 0, "anchor": "text", "type": "TIME", "clock": value}


def _clock_part(v: View) -> Fields | None:
    value = clock_value(v.part("c"), v.key("q"))
    if value is None:
        return None
    return {"kind": "shift", "unit": "day", "amount": 0, "anchor": "text", "type": "TIME", "clock": value}


def _vague(v: View) -> Fields:
    word = v.part("v")[-1]
    return {**_fixed(word.key)}


READERS: dict[str, Callable[[View], Fields | None]] = {
    name[1:]: function
    for name, function in list(globals().items())
    if name.startswith("_")
    and callable(function)
    and name not in ("_edge", "_fixed", "_year_of", "_pointed", "_next_kind", "_is_rate")
}
READERS["day_month"] = _month_day
