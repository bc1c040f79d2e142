"""Readers of calendar dates: days, months, quarters, seasons, years. A view of a phrase comes in, fields go out."""

from __future__ import annotations

import re

from twosource.language.gazetteer import gender_of_first_name
from twosource.language.time_values import number_of, two_digit_year
from twosource.language.time_view import Fields, View, fixed, pointed, pointer, words_before
from twosource.language.time_words import TimeWord, vocabulary
from twosource.lexicon import load

# A verb that leads a clause in so many per cent of cases says something.
_SAYING = 65


def iso(v: View) -> Fields | None:
    """Read 2022-01-11 and 2022-01-11T10:00."""
    value = v.key("v")
    if not (1 <= int(value[5:7]) <= 12 and 1 <= int(value[8:10]) <= 31):
        return None
    return fixed(value, "TIME" if "T" in value else "DATE")


def slash(v: View) -> Fields | None:
    """Read 10/26/89 and 26.10.1989. With points the day comes first; else `order` says what the numbers show."""
    a, b, c = re.split(r"[/.-]", v.key("v"))
    first, second, year = int(a), int(b), two_digit_year(c)
    pointed_date = "." in v.key("v")
    day_first = first > 12 or pointed_date
    month, day = (second, first) if day_first else (first, second)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    order = "day" if first > 12 else "month" if second > 12 else None if pointed_date else "open"
    return {"year": year, "month": month, "day": day, "order": order}


def month_day(v: View) -> Fields | None:
    """Read "Oct. 23, 1998", "23 October", "the 23rd of October"."""
    day = number_of(v.part("d"))
    if day is None or not 1 <= day <= 31:
        return None
    fields: Fields = {"month": int(v.key("m")), "day": day, "year": v.year("y")}
    return fields | cued(v)


def cued(v: View) -> Fields:
    """Return the direction that a preposition gives: "until Friday" lies ahead, "through May" on the nearer side."""
    at = v.phrase.first - 1
    while at >= 0 and v.words[at].kind in _CLOCK_KINDS:
        at -= 1
    before = v.written(v.words[at]) if at >= 0 else ""
    if before == "through":
        return {"direction": "near"}
    if before == "since":
        return {"direction": "past"}  # "there is no power since Tuesday", whatever the tense
    if before in words_before("ahead"):
        return {"direction": "ahead"}
    return {"direction": "by"} if before in words_before("ahead_unless_past") else {}


_CLOCK_KINDS = frozenset({"small", "clock", "ampm", "zone", "dot", "clock_word", "on", "around", "early", "late"})


def second_day(v: View) -> Fields | None:
    """Read the second day of "April 24 and 25"."""
    day, token = number_of(v.part("d")), v.token_after()
    if (
        day is None
        or v.next_kinds()[0] in ("unit", "units")
        or (not v.part("y") and token is not None and token.tag in ("NNS", "NN", "CD", "JJ"))
    ):
        return None
    return {"month": int(v.key("m")), "day": day, "year": v.year("y"), "start": v.part("d")[0].start}


def weekday_day(v: View) -> Fields | None:
    """Read "Sunday, the 8th": the day of a month near the report."""
    if v.written(v.part("d")[0]).isalpha():
        return None
    day = number_of(v.part("d"))
    return {"weekday": int(v.key("w")), "day": day} if day and day <= 31 else None


def month_year(v: View) -> Fields | None:
    """Read "July 1997"."""
    year = year_of(v.part("y"))
    return {"month": int(v.key("m")), "year": year} if year else None


def month_rel_year(v: View) -> Fields | None:
    """Read "July last year"."""
    if v.key("r") != "year":
        return None
    amount, anchor = pointer(v.part("r"))
    return {"month": int(v.key("m")), "unit": "year", "amount": amount, "anchor": anchor}


def month(v: View) -> Fields | None:
    """Read "October", "last May"; a bare "May" or "Jan" only where the words around it make it a month."""
    written = v.written(v.part("m")[0])
    bare = len(v.all()) == 1 or (len(v.all()) == 2 and "dot" in v.kinds())
    if written in vocabulary().abbreviated and "dot" not in v.kinds() and bare:
        return None
    if written in ("may", "march") and bare and v.before() not in words_before("month"):
        token = v.token(v.part("m")[0].start)
        if token is None or token.pos not in ("PROPN", "NOUN") or token.entity not in ("DATE", ""):
            return None
        if written == "march" and _is_procession(v):
            return None
    if bare and _is_somebody(v):
        return None
    fields: Fields = {"month": int(v.key("m"))}
    return fields | cued(v) | pointed(v)


def _is_somebody(v: View) -> bool:
    """Say whether a month is somebody's name: who says something, or whom a first name stands before ("Ada March")."""
    token = v.token(v.part("m")[0].start)
    if token is None or not token.text[:1].isupper():
        return False
    before = v.parsed.tokens[token.i - 1] if token.i else None
    named = before is not None and before.entity == "PERSON" and gender_of_first_name(before.text) != ""
    verb = v.parsed.tokens[token.head]
    weight = max(load("cues")[frame].get(verb.lemma.lower(), 0) for frame in ("clause", "told clause"))
    says = token.dep == "nsubj" and verb.tag == "VBD" and weight >= _SAYING
    return token.entity == "PERSON" or named or says


def _is_procession(v: View) -> bool:
    """Say whether a March is one of people: "the annual March for Peace"."""
    token, after = v.token(v.part("m")[0].start), v.token_after()
    if token is None or not token.i or after is None or after.lower not in ("for", "on", "against", "of"):
        return False
    return v.parsed.tokens[token.i - 1].tag in ("DT", "JJ", "PRP$", "POS")


def year(v: View) -> Fields | None:
    """Read "1989", "fiscal 1989", "the end of 1994"; not amounts of money or numbers of things."""
    number = int(v.key("y"))
    first = v.part("y")[0]
    if "unit" in v.kinds() and "year" not in {w.key for w in v.all()}:
        return None
    if v.part("p") and v.key("p") == "" and v.written(v.part("p")[0]) not in ("post", "pre"):
        return None
    if len(v.all()) == 1:
        if first.start and v.text[first.start - 1] in "$£€¥#./-–—+":
            return None
        if v.text[first.end : first.end + 1] in ("%", "°"):
            return None
        if not 1900 <= number <= 2060 and v.before() not in words_before("year"):
            return None
        token = v.token_after()
        named = v.before() in words_before("year") or (number % 100 and v.before() in words_before("of_a_year"))
        counts = token is not None and token.tag == "NNS" and number >= 2000 and not named
        if counts and v.text[first.end : first.end + 1] == " ":
            return None
    half = half_of(v)
    return {**half, "year": number} if half else fixed(f"{number}")


def half_of(v: View) -> Fields:
    """Return the half that "the last half of" names."""
    part = v.part("e")
    if "half" not in {w.kind for w in part}:
        return {}
    return {"half": 1 if any(w.key == "1" for w in part) else 2}


def spoken_year(v: View) -> Fields | None:
    """Read "nineteen ninety-seven" and "the year two thousand"."""
    if v.part("y")[0].kind == "year":
        return None
    named = v.key("f") == "year"
    number = number_of(v.part("y"), spoken_year=True)
    second = int(v.part("y")[1].key) if len(v.part("y")) > 1 and v.part("y")[1].key.isdigit() else 0
    if number is None or not 1500 <= number <= 2100 or second < 10 or (not named and second >= 100):
        return None
    return fixed(f"{number}")


def decade(v: View) -> Fields | None:
    """Read "the 1990s", "the '80s", "the nineties": 199X, the digit left open as ISO 8601-2 writes it."""
    key = v.key("v")
    digits = re.sub(r"\D", "", key)
    adorned = bool(v.kinds() & {"the", "early", "late", "mid"})
    if len(digits) == 1:
        return fixed(f"19{digits}X") if adorned else None
    if len(digits) == 2:
        if not adorned and key[0].isdigit():
            return None
        return fixed(("19" if digits[0] >= "2" else "20") + digits[0] + "X")
    return fixed(digits[:3] + "X")


def century(v: View) -> Fields | None:
    """Read "the 20th century"."""
    number = number_of(v.part("n"))
    if v.key("u") != "century" or not number or number < 1:
        return None
    return fixed(f"{number - 1:02d}")


def quarter(v: View) -> Fields | None:
    """Read "the third quarter of 1990", "year-earlier third quarter", "the first half"."""
    number, head = number_of(v.part("n")), v.part("h")[-1].kind
    last = 4 if head == "quarter" else 2
    if number == -1:
        number = last
    if number is None or number > last:
        return None
    fields: Fields = {head: number}
    if v.part("x") and v.words[v.phrase.first].kind == "the":
        fields["start"] = v.all()[1].start  # "the third-quarter results": the article is the results'
    if v.part("y") or v.part("y2"):
        return fields | {"year": v.year("y") or v.year("y2")}
    if v.part("g") or v.part("g2"):
        return fields | {"unit": "year", "amount": -1, "anchor": "report"}
    if v.part("r"):
        if v.key("r") not in ("year", "quarter"):
            return None
        amount, anchor = pointer(v.part("r"))
        return fields | {"unit": "year", "amount": amount, "anchor": anchor}
    bare_half = head == "half" and ("the" not in v.kinds() or v.next_kinds()[0] == "of")
    return None if bare_half else fields


def quarter_code(v: View) -> Fields | None:
    """Read "Q3 2020"."""
    code = v.key("v").upper()
    if not v.part("y") and code[0] == "H":
        return None
    return {"quarter" if code[0] == "Q" else "half": int(code[1]), "year": v.year("y")}


def rel_quarter(v: View) -> Fields | None:
    """Read "last year's third quarter"."""
    words = v.part("r")
    if words[-1].key != "year":
        return None
    amount, anchor = pointer(words)
    number = number_of(v.part("n")) if v.part("n") else None
    if number is None:
        return {"kind": "span", "unit": "quarter", "amount": amount, "anchor": "text"}
    return {v.part("h")[-1].kind: number, "unit": "year", "amount": amount, "anchor": anchor}


def season(v: View) -> Fields | None:
    """Read "last fall", "the summer of 1997"; not the verb."""
    word = v.part("n")[0]
    fields: Fields = {"season": v.key("n")}
    if v.part("y"):
        number = year_of(v.part("y"))
        return fields | {"year": number} if number else None
    if v.part("r2"):
        if v.key("r2") != "year":
            return None
        amount, anchor = pointer(v.part("r2"))
        return fields | {"unit": "year", "amount": amount, "anchor": anchor}
    if v.part("r"):
        return fields | pointed(v)
    token = v.token(word.start)
    if token is None or token.pos not in ("NOUN", "PROPN") or v.next_kinds()[0] == "of":
        return None
    if v.part("s") or v.part("e") or v.before() in words_before("season"):
        return fields
    bare_fall = v.written(word) in ("fall", "falls", "spring", "springs")
    return fields if "the" in v.kinds() and not bare_fall else None


def holiday(v: View) -> Fields | None:
    """Read "Thanksgiving", "last Christmas", "Easter week"."""
    if _is_one_of_a_kind(v):
        return None
    fields: Fields = {"holiday": v.key("v"), "year": v.year("y")}
    if v.part("u"):
        if v.key("u") not in ("week", "weekend"):
            return None
        fields |= {"unit": v.key("u"), "amount": 0}
    return fields | pointed(v)


def _is_one_of_a_kind(v: View) -> bool:
    """Say whether an article makes a kind of feast of it, and no day: "a lost Christmas", "a quiet Easter"."""
    token = v.token(v.part("v")[0].start)
    if token is None or token.dep == "compound" or v.part("r") or v.part("y"):
        return False
    at = token.i - 1
    while at > 0 and v.parsed.tokens[at].pos in ("ADJ", "VERB") and v.parsed.tokens[at].head == token.i:
        at -= 1
    return at >= 0 and v.parsed.tokens[at].lower in ("a", "an") and v.parsed.tokens[at].sent == token.sent


def year_of(words: list[TimeWord]) -> int | None:
    """Return the year that digits or words say."""
    if words and words[0].kind == "year":
        return int(words[0].key)
    return number_of(words, spoken_year=True) if words else None
