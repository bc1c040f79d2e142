"""Numbers and units as TIMEX3 writes them: words come in, values go out."""

from __future__ import annotations

from twosource.language.time_words import TimeWord

_LETTERS = {
    "second": ("T", "S"),
    "minute": ("T", "M"),
    "hour": ("T", "H"),
    "day": ("", "D"),
    "weekend": ("", "WE"),
    "week": ("", "W"),
    "month": ("", "M"),
    "quarter": ("", "Q"),
    "year": ("", "Y"),
}
_MULTIPLES = {"decade": (10, "year"), "century": (100, "year"), "millennium": (1000, "year"), "fortnight": (2, "week")}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}


def duration_value(amount: str, unit: str) -> str:
    """Return the TIMEX3 value of so many units; "X" is an unknown number.

    >>> duration_value("3", "decade"), duration_value("2.5", "year"), duration_value("X", "week")
    ('P30Y', 'P2Y6M', 'PXW')
    """
    if unit == "2":
        unit = "second"
    if unit == "century" and amount == "X":
        return "PXC"
    if unit in _MULTIPLES:
        times, unit = _MULTIPLES[unit]
        amount = "X" if amount == "X" else _plain(float(amount) * times)
    t, letter = _LETTERS[unit]
    if amount.endswith(".5") and unit in ("year", "hour", "minute"):
        smaller = {"year": "6M", "hour": "30M", "minute": "30S"}[unit]
        whole = amount[:-2]
        return f"P{t}{whole + letter if whole != '0' else ''}{smaller}"
    return f"P{t}{amount}{letter}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def number_of(words: list[TimeWord], spoken_year: bool = False) -> int | None:
    """Return the whole number that words or digits say, None if they say none.

    With `spoken_year` two numbers side by side are read as a year is: "nineteen ninety-seven".
    """
    values = []
    for word in words:
        if word.kind in ("cardinal", "multiple", "ordinal", "second", "small", "year", "number"):
            digits = word.key.replace(",", "").rstrip("stndrh")
            if not digits.lstrip("-").isdecimal() or len(digits) > 15:
                return None
            values.append(int(digits))
    if not values:
        return None
    if spoken_year and len(values) > 1 and 11 <= values[0] <= 21 and values[1] < 100:
        return values[0] * 100 + sum(values[1:])
    total = part = 0
    for value in values:
        if value == 100:
            part = (part or 1) * 100
        elif value == 1000:
            total, part = total + (part or 1) * 1000, 0
        elif value == 12 and part and words[-1].key == "12" and len(values) > 1:
            part *= 12
        else:
            part += value
    return total + part


def quantity(words: list[TimeWord]) -> str:
    """Return an amount as TIMEX3 writes it: "2", "2.5", or "X" for a few.

    Of a range the first number is taken ("two to three weeks" is annotated as two).
    """
    kinds = [w.kind for w in words]
    if "few" in kinds or "dozens" in kinds or "lengthy" in kinds:
        return "X"
    if "couple" in kinds:
        return "2"
    for at, kind in enumerate(kinds):
        if kind in ("to", "or", "dash") and at:
            words, kinds = words[:at], kinds[:at]
            break
    if len(words) > 2 and kinds[1] == "hyphen" and kinds[0] != "cardinal" and kinds[2] != "and":
        words, kinds = words[:1], kinds[:1]
    extra = 0.0
    for word in words:
        if word.kind == "fraction":
            extra += _FRACTIONS.get(word.key) or int(word.key[0]) / int(word.key[2])
    if "half" in kinds:
        extra += 0.5
        words = words[: kinds.index("half")]
        if kinds[0] in ("half",):
            return "0.5"
    if len(words) == 1 and words[0].kind == "number" and "." in words[0].key:
        return words[0].key
    plain = [w for w in words if w.kind != "fraction"]
    number = number_of(plain)
    if number is None and any(w.kind == "number" for w in plain):
        return "X"
    if number is None:
        number = 0 if extra and kinds[0] != "a" else 1
    return _plain(number + extra)


def two_digit_year(digits: str) -> int:
    """Return a year from two or four digits; two digits below 50 are of this century."""
    number = int(digits)
    return number if number > 99 else number + (2000 if number < 50 else 1900)


def clock_value(words: list[TimeWord], part: str) -> str | None:
    """Return a time of day as "Thh:mm", None if it is none (25:70)."""
    first = words[0]
    if first.kind == "clock_word":
        return first.key
    if first.kind == "clock":
        hour, minute = (int(x) for x in first.key.replace(".", ":").split(":")[:2])
    elif first.kind in ("number", "year") and len(words) == 1:  # "0730 GMT"
        if len(first.key) != 4 or not first.key.isdecimal():
            return None
        hour, minute = divmod(int(first.key), 100)
    else:
        number = number_of([w for w in words if w.kind not in ("ampm", "oclock")])
        if number is None:
            return None
        hour, minute = number, 0
    last = words[-1]
    if last.kind == "ampm":
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if last.key[0] in "pP" else 0)
    elif part in ("AF", "EV", "NI") and hour < 12:
        hour += 12
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None
