"""Figures on NewsQuant: run find_figures over a set, map our unit names to the set's own, write what score.py reads.

    python bench/figures.py --data newsquant-even.jsonl.gz --out out.jsonl [--through-annotate]

With --through-annotate the figures are those of `twosource annotate` on the set: the whole command, with what it
takes for the body of each report; where they differ from those of the sentence alone, the report is named.

Prints how long parsing and finding took, apart. The set's unit names are mapped here and nowhere else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from twosource.language.figure_units import is_measure
from twosource.language.figures import find_figures
from twosource.language.parser import Parsed, Token, parse
from twosource.model import Figure, Span

# Our name -> the set's name, where they differ.
NAMES = {
    "%": "percentage",
    "USD": "dollar",
    "GBP": "pound sterling",
    "EUR": "euro",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "CAD": "canadian dollar",
    "AUD": "australian dollar",
    "HKD": "hong kong dollar",
    "SGD": "singaporean dollar",
    "NZD": "new zealand dollar",
    "MYR": "malaysian ringgit",
    "ILS": "shekel",
    "DKK": "danish krone",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "HRK": "croatian kuna",
    "INR": "indian rupee",
    "RUB": "russian ruble",
    "CHF": "swiss franc",
    "KRW": "south korean won",
    "PHP": "philippine peso",
    "IDR": "indonesian rupiah",
    "THB": "thai baht",
    "ZAR": "south african rand",
    "TRY": "turkish lira",
    "BRL": "brazilian real",
    "MXN": "mexican peso",
    "PLN": "polish zloty",
    "CZK": "czech koruna",
    "HUF": "hungarian forint",
    "NGN": "nigerian naira",
    "KES": "kenyan shilling",
    "PKR": "pakistani rupee",
    "VND": "vietnamese dong",
    "SAR": "saudi riyal",
    "AED": "uae dirham",
    "EGP": "egyptian pound",
    "UAH": "ukrainian hryvnia",
    "BTC": "bitcoin",
    "ISK": "icelandic krona",
    "RON": "romanian leu",
    "BGN": "bulgarian lev",
    "TWD": "new taiwan dollar",
    "XXP": "peso",
    "rpm": "revolution per minute",
    "fps": "frame per second",
    "TW": "terawatt",
    "TWh": "terawatt hour",
    "kJ": "kilojoule",
    "kcal": "kilocalorie",
    "THz": "terahertz",
    "mW": "milliwatt",
    "PB": "petabyte",
    "cl": "centilitre",
    "mbar": "millibar",
    "hPa": "hectopascal",
    "bar": "bar",
    "K": "kelvin",
    "light year": "light-year",
    "Mbit/second": "megabit per second",
    "Gbit/second": "gigabit per second",
    "nm": "nanometre",
    "µm": "micrometre",
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "m2": "square metre",
    "km2": "square kilometre",
    "m3": "cubic metre",
    "square foot": "square feet",
    "l": "litre",
    "ml": "millilitre",
    "mg": "milligram",
    "µg": "microgram",
    "g": "gram",
    "kg": "kilogram",
    "t": "metric ton",
    "kt": "kiloton",
    "Mt": "megaton",
    "Gt": "gigaton",
    "°C": "celsius",
    "°F": "fahrenheit",
    "Hz": "hertz",
    "kHz": "kilohertz",
    "MHz": "megahertz",
    "GHz": "gigahertz",
    "W": "watt",
    "kW": "kilowatt",
    "MW": "megawatt",
    "GW": "gigawatt",
    "Wh": "watt hour",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "A": "ampere",
    "V": "volt",
    "kV": "kilovolt",
    "F": "farad",
    "N": "newton",
    "J": "joule",
    "cal": "calorie",
    "Pa": "pascal",
    "kPa": "kilopascal",
    "MPa": "megapascal",
    "psi": "pound per square inch",
    "ksi": "kilopound per square inch",
    "hp": "horsepower",
    "bhp": "brake horsepower",
    "Nm": "newton metre",
    "lb-ft": "foot pound-force",
    "dB": "decibel",
    "KB": "kilobyte",
    "MB": "megabyte",
    "GB": "gigabyte",
    "TB": "terabyte",
    "ppm": "part per million",
    "ppb": "parts-per-billion",
    "mAh": "milliampere hour",
    "time": "count",
    "penny": "point",
    "fluid ounce": "fluid ounce",
    "fraction": "%",
}
WORDS = {
    "mile/gallon": "mile per gallon",
    "mile/hour": "mile per hour",
    "km/hour": "kilometre per hour",
    "m/second": "metre per second",
}
STOP = {
    "of",
    "the",
    "in",
    "for",
    "and",
    "to",
    "a",
    "an",
    "on",
    "at",
    "by",
    "with",
    "from",
    "his",
    "her",
    "my",
    "their",
    "our",
    "its",
    "most",
    "'s",
    "’s",
}
ADJECTIVES = {
    "proudest": "proud",
    "best": "good",
    "richest": "rich",
    "earliest": "early",
    "smaller": "small",
    "larger": "large",
    "bigger": "big",
}


def set_unit(figure: Figure, parsed: Parsed) -> str:
    """Return the set's own name for our unit; for counted things it is the noun phrase with its adjectives."""
    unit = figure.unit
    if unit == "fraction":
        return f"% {_phrase(figure, parsed)}"
    if unit and (is_measure(unit) or unit in WORDS):
        upper, _, lower = unit.partition("/")
        if unit in WORDS:
            return WORDS[unit]
        name = NAMES.get(upper, upper)
        return f"{name} per {NAMES.get(lower, lower)}" if lower else name
    if figure.noun is None:
        return unit or "-"
    rate = unit.partition("/")[2]
    return _phrase(figure, parsed) + (f" per {rate}" if rate else "")


def _phrase(figure: Figure, parsed: Parsed) -> str:
    if figure.noun is None:
        return "-"
    start = parsed.text.find(figure.noun, figure.span.end)
    if start < 0:
        start = parsed.text.rfind(figure.noun, 0, figure.span.start)
    words: list[str] = []
    for token in parsed.tokens:
        inside = start <= token.start and token.end <= start + len(figure.noun)
        if not inside or token.pos not in ("ADJ", "NOUN", "PROPN") or token.lower in STOP or token.text[0].isdigit():
            continue
        word = ADJECTIVES.get(token.lower, _lemma(token))
        if words and parsed.text[token.start - 1] == "-":
            words[-1] = f"{words[-1]}-{word}"
        else:
            words.append(word)
    if words and words[-1].lower() == "person":
        words[-1] = "people"
    return re.sub(r"\s+", " ", " ".join(words)) or "-"


def _lemma(token: Token) -> str:
    if token.pos != "PROPN":
        return token.lemma
    return token.text.removesuffix("s") if token.tag == "NNPS" else token.text


def row(number: str, parsed: Parsed, found: Sequence[Figure]) -> dict[str, object]:
    """Return what the scorer reads for one report."""
    figures = [
        {"start": f.span.start, "end": f.span.end, "value": list(f.value) if isinstance(f.value, tuple) else f.value,
         "comparator": f.comparator, "unit": set_unit(f, parsed), "low": f.low, "high": f.high}
        for f in found
    ]  # fmt: skip
    return {"id": number, "figures": figures}


def annotated(data: Path) -> dict[str, list[Figure]]:
    """Run the whole command on the set and return each report's figures by its id."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "notes.jsonl"
        command = [sys.executable, "-m", "twosource", "annotate", str(data), "-o", str(out), "--fast", "--quiet"]
        subprocess.run(command, check=True)
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    return {r["id"]: [_figure(f) for f in r["figures"]] for r in rows}


def _figure(f: dict[str, Any]) -> Figure:
    value = tuple(f["value"]) if isinstance(f["value"], list) else f["value"]
    span = Span(f["start"], f["end"])
    return Figure("", span, f["low"], f["high"], f["comparator"], value, f["unit"], f["noun"], f["what"])


def _places(figures: Sequence[Figure]) -> list[object]:
    return [(f.span, f.low, f.high, f.value, f.comparator, f.unit, f.noun, f.what) for f in figures]


def main() -> None:
    """Read the set, time parsing and finding apart, write JSON Lines."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--through-annotate", action="store_true", help="score the whole command")
    given = options.parse_args()
    with gzip.open(given.data, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    next(iter(parse(["Warm up."])))
    began = time.perf_counter()
    parsed = list(parse([report["text"] for report in reports]))
    middle = time.perf_counter()
    found = [find_figures(one) for one in parsed]
    ended = time.perf_counter()
    share = 100 * (ended - middle) / (middle - began)
    print(f"parsing {middle - began:.2f} s, figures {ended - middle:.3f} s: {share:.1f} % of the parser's time")
    if given.through_annotate:
        whole = annotated(given.data)
        names = [r["id"] for r in reports]
        other = [n for n, f in zip(names, found, strict=True) if _places(f) != _places(whole.get(n, []))]
        print(f"the whole command differs on {len(other)} of {len(reports)} reports: {', '.join(other) or 'none'}")
        found = [whole.get(n, []) for n in names]
    rows = [row(r["id"], p, f) for r, p, f in zip(reports, parsed, found, strict=True)]
    given.out.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
