"""Readers of times seen from the report or from the text: yesterday, last week, two years ago, the quarter."""

from __future__ import annotations

from twosource.language.time_dates import cued
from twosource.language.time_values import duration_value, number_of, quantity
from twosource.language.time_view import Fields, View, fixed, pointed, pointer, words_before
from twosource.language.time_words import vocabulary
from twosource.lexicon import load

_DAY_SHIFT = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_PERIODS = ("year", "quarter", "month", "week", "day")


def day_word(v: View) -> Fields | None:
    """Read "yesterday", "late today", "tomorrow morning"."""
    if v.in_a_name(v.part("v")[0]):
        return None
    word = v.key("v")
    if word == "today" and _is_nowadays(v):
        return None
    part = v.key("p") or v.key("q") or ("NI" if word == "tonight" else None)
    return {
        "kind": "shift",
        "unit": "day",
        "amount": _DAY_SHIFT[word],
        "part": part,
        "type": "TIME" if part else "DATE",
    }


def _is_nowadays(v: View) -> bool:
    """Say whether "today's" means these times and not the day: "today's youth", "today's world"."""
    if v.next_kinds()[0] != "possessive":
        return False
    noun = v.words[v.phrase.after + 1 : v.phrase.after + 2]
    return bool(noun) and v.written(noun[0]) in load("times")["nowadays"]["words"]


def day_around(v: View) -> Fields | None:
    """Read "the day before last Tuesday", "the day after Christmas"."""
    if v.key("u") not in ("day", "week"):
        return None
    step = (1 if "after" in v.kinds("x") else -1) * (7 if v.key("u") == "week" else 1)
    return (
        {"weekday": int(v.key("w")), "unit": "day", "amount": step}
        if v.part("w")
        else {"holiday": v.key("h"), "unit": "day", "amount": step}
    )


def day_before(v: View) -> Fields | None:
    """Read "the day after tomorrow"."""
    if v.key("u") != "day":
        return None
    step = 1 if "after" in v.kinds("x") else -1
    return {"kind": "shift", "unit": "day", "amount": _DAY_SHIFT[v.key("d")] + step}


def unit_before(v: View) -> Fields | None:
    """Read "the year before" at the end of a clause, "The day before he had left"; not "the day before the vote"."""
    if not (_ends_clause(v) or _opens_pluperfect(v)) or v.key("u") not in _PERIODS:
        return None
    step = 1 if "after" in v.kinds("x") else -1
    return {"kind": "shift", "unit": v.key("u"), "amount": step, "anchor": "text", "rule": "ago"}


def _ends_clause(v: View) -> bool:
    token, after = v.token_after(), v.next_kinds()[0]
    return after in ("gap", "dot", "comma", "and", "or") or (token is not None and token.tag in _CLAUSE_ENDS)


def _opens_pluperfect(v: View) -> bool:
    """Say whether a sentence opens so and goes on with what had been: "The day before there had been talk"."""
    token = v.token_after()
    if token is None or not v.text[v.phrase_start()].isupper() or token.tag not in ("PRP", "EX"):
        return False
    return "".join(t.lower for t in v.parsed.tokens[token.i + 1 : token.i + 2]) == "had"


_CLAUSE_ENDS = frozenset({".", ",", ":", "-RRB-", "''", "CC"})


def nth_day(v: View) -> Fields | None:
    """Read "the second day of the strike": the day that the text is at, as the count is of something else."""
    if v.key("u") != "day" or v.in_a_title():
        return None
    return {"kind": "shift", "unit": "day", "amount": 0, "anchor": "text", "end": v.part("u")[0].end}


def weekday(v: View) -> Fields | None:
    """Read "Tuesday", "early Tuesday morning", "last Tuesday's"."""
    word = v.part("w")[0]
    if v.written(word) in vocabulary().abbreviated or (len(v.all()) == 1 and v.in_a_name(word)):
        return None
    part = v.key("p") or None
    fields: Fields = {"weekday": int(v.key("w")), "part": part, "type": "TIME" if part else "DATE", **pointed(v)}
    if [w.kind for w in v.part("r")] == ["past"]:
        fields = {k: x for k, x in fields.items() if k not in ("direction", "anchor", "strict")} | {"start": word.start}
    if v.all()[-1].kind == "possessive":
        fields["end"] = word.end
    return _planned(v) | cued(v) | fields


def _planned(v: View) -> Fields:
    """Return the direction of "called a vote for Friday", and of "declared a curfew starting on Friday"."""
    at = v.phrase.first - 1
    if at >= 0 and v.written(v.words[at]) == "for":
        return {} if v.all()[-1].kind == "possessive" else {"direction": "ahead"}
    at -= at >= 0 and v.written(v.words[at]) == "on"
    return {"direction": "decreed"} if at >= 0 and v.written(v.words[at]) in words_before("decreed") else {}


def weekday_week(v: View) -> Fields | None:
    """Read "Monday last week"."""
    if v.key("r") != "week":
        return None
    return {"weekday": int(v.key("w")), "unit": "week", "amount": pointer(v.part("r"))[0]}


def before_last(v: View) -> Fields | None:
    """Read "the week before last", "the weekend after next"."""
    if v.key("u") not in (*_PERIODS, "weekend") or v.key("u") == "day":
        return None
    return {"kind": "shift", "unit": v.key("u"), "amount": -2 if "before" in v.kinds("x") else 2}


def week_from(v: View) -> Fields | None:
    """Read "a week from Tuesday"."""
    amount, unit = quantity(v.part("c")), v.key("u")
    if unit != "week" or not amount.isdigit():
        return None
    ahead = v.kinds("x") == {"from"}
    return {
        "weekday": int(v.key("w")),
        "unit": "week",
        "amount": int(amount) * (1 if ahead else -1),
        "direction": "future" if ahead else "past",
    }


def rel_part(v: View) -> Fields:
    """Read "this morning", "last night", "the next morning"."""
    amount, anchor = pointer(v.part("r"))
    if v.kinds("r") & {"next", "the"} and amount == 1:
        anchor = "text"
    return {"kind": "shift", "unit": "day", "amount": amount, "part": v.key("p"), "type": "TIME", "anchor": anchor}


def part(v: View) -> Fields | None:
    """Read "the morning", "mid-afternoon" of the day that the text is at."""
    if v.next_kinds()[0] in ("of", "other", "before", "after") and "the" in v.kinds():
        token = v.token_after()
        if token is None or v.next_kinds()[0] in ("before", "after") or token.tag in ("IN", "NN", "NNP", "DT", "NNS"):
            return None
    return {"kind": "shift", "unit": "day", "amount": 0, "part": v.key("p"), "type": "TIME", "anchor": "text"}


def part_before(v: View) -> Fields | None:
    """Read "the night before", "the morning after" at the end of a clause; not "the night before the vote"."""
    if not _ends_clause(v):
        return None
    step = 1 if "after" in v.kinds("x") else -1
    at = {"part": v.key("p"), "type": "TIME", "rule": "ago"}
    return {"kind": "shift", "unit": "day", "amount": step, "anchor": "text", **at}


def overnight(v: View) -> Fields | None:
    """Read "overnight" (the night before the report) where it is an adverb, "by dawn" of the text's day."""
    written = v.written(v.all()[0])
    if written in words_before("edge_of_day_words") and v.before() in words_before("edge_of_day"):
        return {"kind": "shift", "unit": "day", "amount": 0, "part": v.key("p"), "type": "TIME", "anchor": "text"}
    if written != "overnight":
        return None
    return {"kind": "shift", "unit": "day", "amount": 0, "part": "NI", "type": "TIME"}


def rel_unit(v: View) -> Fields | None:
    """Read "last week", "earlier this month", "the following year", "the past decade"."""
    unit, kinds = v.key("u"), v.kinds("r")
    amount, anchor = pointer(v.part("r"))
    if unit in ("second", "minute", "hour") or v.in_a_title():
        return None
    if "latest" in kinds and unit == "quarter":
        return {"kind": "span", "unit": "quarter", "amount": 0, "anchor": "text"}
    if unit == "day":
        anchor = "text" if anchor == "text" or amount == 1 else "none"
        if anchor == "none":
            return None
    if "past" in kinds and "this" not in kinds:
        return fixed(duration_value("1", unit), "DURATION")
    if unit in ("decade", "century", "millennium") and amount == 1:
        return fixed(duration_value("1", unit), "DURATION")
    return {"kind": "shift", "unit": unit, "amount": amount, "anchor": anchor}


def the_unit(v: View) -> Fields | None:
    """Read "the quarter", "the end of the year", "later in the day"."""
    unit = v.key("u")
    if unit == "weekend":
        ahead = "future" if v.before() in ("until", "till") else None
        return {"kind": "shift", "unit": "weekend", "amount": 0, "direction": ahead, "rule": "weekend"}
    if unit not in _PERIODS:
        return None
    if unit == "day" and (len(v.all()) == 2 or "end" in v.kinds()):
        return None  # "at the end of the day" is no time
    if unit == "year" and v.next_kinds()[0] == "ended":
        return fixed("P1Y", "DURATION")
    return {"kind": "span", "unit": unit, "amount": 0, "anchor": "text"}


def week_of(v: View) -> Fields | None:
    """Read "the week of March 6"."""
    day = number_of(v.part("d"))
    if v.key("u") != "week" or not day or day > 31:
        return None
    return {"month": int(v.key("m")), "day": day, "unit": "week", "amount": 0}


def year_end(v: View) -> Fields | None:
    """Read "year-end", "month's end"."""
    if v.key("u") not in _PERIODS[:4]:
        return None
    return {"kind": "shift", "unit": v.key("u"), "amount": 0, "edge": "end"}


def ago(v: View) -> Fields | None:
    """Read "two years ago", "a day earlier", "three weeks from now"."""
    unit, amount = v.key("u"), quantity(v.part("c"))
    ahead = bool(v.kinds("x") & {"later", "hence", "from"})
    in_text = bool(v.kinds("x") & {"earlier", "later"})
    if unit in ("second", "2", "minute", "hour"):
        return fixed(duration_value(amount, unit), "DURATION")
    if not amount.isdigit():
        return (
            fixed(duration_value(amount, unit), "DURATION") if in_text else fixed("FUTURE_REF" if ahead else "PAST_REF")
        )
    step = int(amount) * (1 if ahead else -1)
    return {"kind": "shift", "unit": unit, "amount": step, "anchor": "text" if in_text else "report"}


def units_ago(v: View) -> Fields:
    """Read "years ago"."""
    return fixed("PAST_REF")


def the_past(v: View) -> Fields | None:
    """Read "the past" as a noun; "in" is left out."""
    token = v.token_after()
    if token is not None and token.tag in ("NN", "NNS", "CD", "JJ", "NNP") and v.next_kinds()[0] != "gap":
        return None
    return {**fixed("PAST_REF"), "start": v.all()[-2].start}


def year_quarter(v: View) -> Fields:
    """Read "the 1988 period": the part of the year that the text is about, in that year."""
    return {"kind": "span", "unit": "quarter", "year": v.year("y"), "anchor": "text"}


def year_ago(v: View) -> Fields | None:
    """Read "year-earlier", "the year-ago quarter"."""
    unit = v.part("g")[0].key
    if unit not in _PERIODS:
        return None
    number = number_of(v.part("n")) if v.part("n") else None
    if number and unit == "year" and number <= 4:
        return {"quarter": number, "unit": "year", "amount": -1}
    fields: Fields = {"kind": "span", "unit": unit, "amount": -1, "anchor": "text"}
    if not v.part("n"):
        fields["start"] = v.part("g")[0].start  # "the year-earlier results": the article is the results'
    return fields


def quarter_ago(v: View) -> Fields | None:
    """Read "the quarter a year ago"."""
    return {"kind": "span", "unit": "year", "amount": -1, "anchor": "text"} if v.part("g")[1].key == "year" else None


def period(v: View) -> Fields:
    """Read "the latest period", "the corresponding period last year"."""
    amount = pointer(v.part("r"))[0] if v.part("r") else 0
    return {"kind": "span", "unit": "quarter" if not amount else "year", "amount": amount, "anchor": "text"}
