"""Numbers that are no figures: dates, times of day, names, addresses, scores, list numbers, turns of phrase.

A text with its tokens and a numeral come in; whether the numeral only labels something goes out. The rules look
at the printed shape first, since tags are least reliable on names.
"""

from __future__ import annotations

import re

from twosource.language.figure_numerals import Numeral
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_LABELS = load("figure_labels")
_DESIGNATORS = frozenset(_LABELS["designators"]["words"])
_INDICES = frozenset(_LABELS["indices"]["words"])
_STREETS = frozenset(_LABELS["streets"]["words"])
_YEAR_LEADS = frozenset(_LABELS["year_leads"]["words"])
_AFTER_ONE = frozenset(_LABELS["idioms"]["after_one"])
_BEFORE_ONE = frozenset(_LABELS["idioms"]["before_one"])
_MONTHS = "|".join(sorted(_LABELS["months"]["words"], key=lambda w: (-len(w), w)))

_SHAPES = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?!\d)"  # ISO date
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\d)"  # 11/01/2022, 11.01.2022
    r"|\d{1,2}:\d{2}(?::\d{2})?(?!\d)"  # 17:22
    r"|\d{1,2}(?:[.:]\d{2})?[ \u00a0]?(?:[ap]\.[ ]?m\b\.?|[ap]m\b|o['’]clock)"  # 10.45pm, 2 p.m.
    r"|\d{3,4}[ \u00a0]?(?:GMT|UTC|BST|EST|EDT|CET|hrs|hours GMT)\b"
    r"|\+\d{1,3}(?:[ \u00a0-]\(?\d{2,5}\)?){2,5}"  # telephone
    r"|\d{1,4}[ \u00a0-]\(?\d{3,5}\)?[ \u00a0-]\d{3,5}(?:[ \u00a0-]\d{2,5})+(?![\d,.]*\d)"
    r"|\d{3}-\d{4}(?!\d)|0\d{2,5}[ \u00a0]\d{3,8}(?:[ \u00a0]\d{3,5})?(?!\d)"
    r"|(?:19|20)\d\d[-–/](?:\d\d|(?:19|20)\d\d)(?!\d)"  # 2018-19
    r"|\d{1,4}(?:st|nd|rd|th|s|['’]s)\b"  # ordinals, the 1990s
    r"|\d{1,2}\.\d{1,3}\.\d{1,3}"  # version or net address
    r"|24/7|9/11|50/50",
    re.IGNORECASE,
)
_DATE_BEFORE = re.compile(
    r"\b(?:"
    + _MONTHS
    + r")\.?,?[ \u00a0](?:the )?(?:\d{1,2}(?:st|nd|rd|th)?(?:,|\s?[-–]|[ \u00a0](?:and|to|or)|)[ \u00a0]?)?$",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(
    r"(?:st|nd|rd|th)?[ \u00a0-](?:of[ ])?(?:" + _MONTHS + r")\b(?![ ](?:be|have|not|well))", re.IGNORECASE
)
_DATE_RANGE_AFTER = re.compile(
    r"[ \u00a0]?(?:[-–]|and|to)[ \u00a0]?\d{1,2}[ \u00a0](?:" + _MONTHS + r")\b", re.IGNORECASE
)
_LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
_LIST_NUMBER = re.compile(r"[.)]\s+[A-Z\"“'‘]")
_SCORE = re.compile(
    r"\d{1,3}\s?[-–]\s?\d{1,3}(?![\d,.]*\d)"
    r"(?![ \u00a0-]?(?:%|per|year|month|day|hour|week|minute|people|point|mile|metre|meter|[A-Za-z]{0,3}[ ]?\$))"
)
_AFTER_SCORE = re.compile(
    r"[ ](?:win|victory|defeat|loss|lead|draw|thrashing|triumph|vote|majority|to|in|on|at|against|down|up|thanks)\b"
)
_STREET = re.compile(r"[ \u00a0](?:[A-Z][\w'’-]*[ ]){1,3}(" + "|".join(sorted(_STREETS)) + r")\b", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    + "|".join(re.escape(p) for p in sorted(_LABELS["idioms"]["phrases"], key=lambda p: (-len(p), p)))
    + r")(?![A-Za-z])",
    re.IGNORECASE,
)

_HOUR = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight|1[0-2]|[1-9])(?![\w-])"
_CLOCK = re.compile(
    r"[ \u00a0-]o['’]clock\b|[ \u00a0](?:past|minutes (?:to|past|before|after))[ \u00a0]" + _HOUR, re.IGNORECASE
)
_TO_HOUR = re.compile(
    r"[ \u00a0]to[ \u00a0]"
    + _HOUR
    + r"(?![ \u00a0](?!on\b|in\b|at\b|when\b|as\b|and\b|that\b|before\b|after\b|because\b|but\b)\w)",
    re.IGNORECASE,
)
_BEFORE_HOUR = re.compile(r"\b(?:at|by|until|till|before|after|since|around)[ \u00a0]$", re.IGNORECASE)
_MINUTES = (5.0, 10.0, 20.0, 25.0)

_NUMBER_SIGN = re.compile(r"(?<![A-Za-z])(?:Nos?\.|No|nr\.|#|№)[ \u00a0]?$")
_NUMBER_WORD = re.compile(r"(?<![A-Za-z])(?:number|square|day|ground)[ ]$", re.IGNORECASE)


def label_end(text: str, numeral: Numeral) -> int | None:
    """Return where a label that begins at the numeral ends (a date, a time, a telephone number), or None.

    >>> from twosource.language.figure_numerals import read_numeral
    >>> label_end("10.45pm", read_numeral("10.45pm", 0))
    7
    """
    start = numeral.start
    if text[start].isdigit() and (shape := _SHAPES.match(text, start)) and shape.end() >= numeral.end:
        return shape.end()
    if text[start - 1 : start] == "+" and (shape := _SHAPES.match(text, start - 1)):
        return shape.end()
    if phrase := _PHRASE.match(text, start):
        return phrase.end()
    before = text[max(0, start - 26) : start]
    if clock := _clock_end(text, numeral, before):
        return clock
    if _NUMBER_SIGN.search(before):
        return numeral.end
    if _NUMBER_WORD.search(before) and (numeral.kind == "word" or before[-7:].lower() == "number "):
        return numeral.end
    if numeral.kind == "digits" and numeral.scale == 1:
        return _date_end(text, numeral, before)
    return None


def _clock_end(text: str, numeral: Numeral, before: str) -> int | None:
    """Return where a time of day in words ends: "six o'clock", "half past nine", "at twenty to ten"."""
    if clock := _CLOCK.match(text, numeral.end):
        return clock.end()
    if numeral.value in _MINUTES and _BEFORE_HOUR.search(before) and (hour := _TO_HOUR.match(text, numeral.end)):
        return hour.end()
    return None


def _date_end(text: str, numeral: Numeral, before: str) -> int | None:
    value, printed = _whole(numeral), text[numeral.start : numeral.end]
    if value is None or "," in printed:
        return None
    if value <= 31 and len(printed) <= 2:
        if after := _DATE_AFTER.match(text, numeral.end):
            return after.end()
        if span := _DATE_RANGE_AFTER.match(text, numeral.end):
            return span.end()
    if ((value <= 31 and len(printed) <= 2) or 1000 <= value < 2100) and _DATE_BEFORE.search(before):
        following = re.match(r"[ \u00a0]([a-z]+)", text[numeral.end : numeral.end + 20])
        if not (
            following
            and following[1].endswith(("s", "people", "men"))
            and following[1] not in ("was", "is", "as", "has", "this")
        ):
            return numeral.end
    if (
        _LINE_START.search(text[max(0, numeral.start - 9) : numeral.start])
        and value < 100
        and _LIST_NUMBER.match(text, numeral.end)
    ):
        return numeral.end
    if street := _STREET.match(text, numeral.end):
        return street.end()
    return None


def _whole(numeral: Numeral) -> int | None:
    if isinstance(numeral.value, tuple) or numeral.value != int(numeral.value):
        return None
    return int(numeral.value)


def is_score(text: str, numeral: Numeral) -> int | None:
    """Return where a score such as "2-1" ends: two small numbers with a hyphen, and nothing counted after them."""
    found = _SCORE.match(text, numeral.start)
    if found is None or numeral.kind != "digits" or numeral.scale != 1:
        return None
    first, second = re.split(r"\s?[-–]\s?", found[0])
    return found.end() if int(first) >= int(second) or _AFTER_SCORE.match(text, found.end()) else None


def is_year(parsed: Parsed, numeral: Numeral, token: Token, counted: str) -> bool:
    """Say whether four bare digits are a year: in range, no comma, led in like one or counting nothing.

    `counted` is "people", "things", "" or, where a unit or comparator leaves no doubt, "surely".
    """
    printed = parsed.text[numeral.start : numeral.end]
    if numeral.kind != "digits" or numeral.scale != 1 or len(printed) != 4 or not printed.isdigit():
        return False
    value = int(printed)
    lead = parsed.tokens[token.i - 1].lower if token.i else ""
    if lead in ("~", "≈"):
        return False
    if 1900 <= value < 2060 and counted == "things":  # "the 2016 primaries"; news prints a thousand with its comma
        return True
    if 1600 <= value < 2100:
        dated = lead in ("in", "since", "until", "till", "during") and token.dep in ("pobj", "npadvmod")
        after = _following(parsed, token, numeral.end)
        opens = lead == "in" and after is not None and after.pos == "NUM"  # "In 2019 six people died"
        return dated or opens or not counted
    return 1000 <= value < 1600 and lead in ("in", "since") and not counted


def is_name(parsed: Parsed, numeral: Numeral, token: Token, noun_follows: bool) -> bool:
    """Say whether the number names something: "Article 5", "S&P 500", "787 Dreamliner", "Group of Seven"."""
    text, tokens = parsed.text, parsed.tokens
    printed = text[numeral.start : numeral.end]
    previous = tokens[token.i - 1] if token.i else None
    if previous is not None and previous.sent == token.sent:
        same_line = "\n" not in text[previous.end : token.start]
        if same_line and _named_by(previous, token, noun_follows, printed):
            return True
    if printed[0].isupper() and numeral.kind == "word":
        opens = previous is None or previous.sent != token.sent or previous.text in "\"“‘':—–-•("
        following = _following(parsed, token, numeral.end)
        if not opens and not (
            previous is not None
            and previous.text[0].isupper()
            and tokens[token.i].pos != "PROPN"
            and noun_follows
            and following is not None
            and following.lower == following.text
        ):
            return True
        if (
            following is not None
            and following.text[0].isupper()
            and following.pos == "PROPN"
            and following.entity not in ("NORP", "")
            and not noun_follows
        ):
            return True
        return text[numeral.end : numeral.end + 1] == "-" and text[numeral.end + 1 : numeral.end + 2].isupper()
    return False


def _named_by(previous: Token, token: Token, noun_follows: bool, printed: str) -> bool:
    if "," in printed or "." in printed:
        return False
    if previous.text == "#" or previous.lower in ("no.", "nos."):
        return True
    if (
        previous.lower in _INDICES
        and (previous.text[0].isupper() or previous.lower == "sp")
        and previous.lower not in ("top",)
    ):
        return True
    return previous.lower in _DESIGNATORS and not noun_follows and token.dep not in ("dobj", "nsubj", "nsubjpass")


def follows_name(parsed: Parsed, token: Token) -> bool:
    """Say whether the word before is a proper name that the number may belong to: "Boeing 737"."""
    previous = parsed.tokens[token.i - 1] if token.i else None
    return (
        previous is not None
        and previous.sent == token.sent
        and previous.pos == "PROPN"
        and previous.text[0].isupper()
        and previous.end + 1 >= token.start
    )


def _following(parsed: Parsed, token: Token, end: int) -> Token | None:
    return next((t for t in parsed.tokens[token.i : token.i + 12] if t.start >= end), None)


def is_idle_one(parsed: Parsed, numeral: Numeral, token: Token) -> bool:
    """Say whether "one" is a pronoun or an idiom: "no one", "the one that", "one day", "each one"."""
    if not numeral.lone:
        return False
    tokens = parsed.tokens
    following = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    previous = tokens[token.i - 1] if token.i else None
    if parsed.text[numeral.end : numeral.end + 1] == "-" and following is not None and following.text == "-":
        return True
    if following is not None and following.lower == "of":
        return previous is not None and previous.lower in ("no", "any", "every", "each", "number")
    if following is None or following.lower in _AFTER_ONE or following.pos not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return True
    return (
        previous is not None and previous.lower in _BEFORE_ONE and previous.lower not in ("the", "some")
    ) or token.head <= token.i
