"""A count is told by itself only where its sentence says of it, without a doubt, what the line says."""

from __future__ import annotations

import pytest

from twosource.claims.count_told import says_what_happened, word_printed
from twosource.model import Figure, Span


@pytest.mark.parametrize(
    ("text", "number", "noun", "what", "expected"),
    [
        ("A blast at the mill killed at least 12 people.", "at least 12", "people", "killed", True),
        ("Nine clerks and two guards were killed.", "two", "guards", "killed", True),
        ("The mill lost 40 looms, and 23 weavers were slightly hurt.", "23", "weavers", "injured", True),
        ("The number of injured was put at 84 people.", "84", "people", "injured", True),
        ("Moll would not resign after 41 men were killed.", "41", "men", "killed", True),
        ("Nine men did not come out of the mine alive.", "Nine", "men", "rescued", False),
        ("Tarsk put its losses at “no fewer than 40” dead.", "no fewer than 40", None, "killed", True),
        ("Tarsk offered to send two rescue boats.", "two", "rescue boats", "deployed", False),
        ("Tarsk sends two rescue boats.", "two", "rescue boats", "deployed", True),
        ("The board raised its count of the dead from 31 to 38 men.", "38", "men", "killed", True),
        ("Tarsk would send two rescue boats.", "two", "rescue boats", "deployed", False),
        ("The injured were taken to three clinics.", "three", "clinics", "injured", False),
        ("The wounded are in two clinics. Nine clerks spoke.", "Nine", "clerks", "injured", False),
        ("The board planned to release 40 prisoners.", "40", "prisoners", "released", False),
        ("Carts carried 40 patients to the upper town.", "40", "patients", "aboard", False),
        ("The barge went down with 40 sailors aboard.", "40", "sailors", "aboard", True),
        ("The yard asked for 30 guards to be dismissed.", "30", "guards", "dismissed", False),
        ("The yard had spoken to seven of the trapped men.", "seven", "trapped men", "missing", False),
        ("Nine of the men were trapped.", "Nine", "men", "missing", True),
    ],
)
def test_a_count_is_told_alone_only_where_its_sentence_says_so(
    text: str, number: str, noun: str | None, what: str, expected: bool
) -> None:
    span = Span(text.index(number), text.index(number) + len(number))
    figure = Figure("a", span, 2.0, 2.0, "=", 2.0, "people", noun, what)
    end = text.find(". ", span.start)
    sentence = Span(text.rfind(". ", 0, span.start) + 2 if ". " in text[: span.start] else 0, end + 1 or len(text))
    assert says_what_happened(figure, sentence, text) is expected


@pytest.mark.parametrize(
    ("text", "what", "word"),
    [
        ("The number of trapped weavers is 11.", "missing", "trapped"),
        ("Still missing are 11 weavers.", "missing", "missing"),
        ("The flood left 11 families homeless.", "displaced", "homeless"),
        ("The flood forced 11 families to flee.", "displaced", "displaced"),
    ],
)
def test_what_befell_those_counted_is_told_in_the_words_of_the_report(text: str, what: str, word: str) -> None:
    at = text.index("11")
    figure = Figure("a", Span(at, at + 2), 11.0, 11.0, "=", 11.0, "people", None, what)
    assert word_printed(figure, Span(0, len(text)), text) == word
