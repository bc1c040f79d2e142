"""Who says what: hard sentences by name, kinds, stance, nesting, joining, and what a tagger delivers."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from twosource.language.asides import WHEN
from twosource.language.attribution import Triple, find_attributions, finish_attributions, join_paragraphs
from twosource.language.notes import annotate_parsed
from twosource.language.parser import Parsed, parse
from twosource.model import Attribution, Settings, Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "attribution.toml").read_text(encoding="utf-8"))["case"]


@cache
def parsed(text: str) -> Parsed:
    return next(iter(parse([text])))


@cache
def read(line: str, mode: str) -> tuple[Attribution, ...]:
    if mode == "plain rules":
        return tuple(find_attributions(parsed(line)))
    return annotate_parsed(parsed(line), Settings(learned=mode == "learned")).attributions


def report(text: str, mode: str = "plain rules") -> list[Attribution]:
    """Annotate a text of one paragraph a line, and join."""
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        paragraphs.append((Span(start, start + len(line)), read(line, mode)))
        start += len(line) + 1
    return join_paragraphs(text, paragraphs)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


def says(text: str, found: list[Attribution], source: str, content: str) -> bool:
    return any(words(text, a.source) == source and any(content in s.of(text) for s in a.content) for a in found)


MODES = ("rules", "learned")
BOTH = [(case, mode) for case in CASES for mode in MODES if case.get("only", mode) == mode]


def test_a_case_for_one_mode_says_why() -> None:
    single = [c for c in CASES if "only" in c]
    assert all(c["only"] in MODES and c["reason"] for c in single)
    assert len(single) <= 3


@pytest.mark.parametrize(("case", "mode"), BOTH, ids=[f"{c['name']} ({mode})" for c, mode in BOTH])
def test_hard_sentence(case: dict[str, Any], mode: str) -> None:
    text = case["text"]
    found = report(text, mode)
    by = {a.id: words(text, a.source) for a in found}
    shown = [(words(text, a.source), words(text, a.cue), words(text, a.content), a.rule) for a in found]
    for source, content in case.get("says", ()):
        assert says(text, found, source, content), shown
    for source, content in case.get("apart", ()):
        assert not says(text, found, source, content), shown
    for content in case.get("silent", ()):
        assert not any(content in s.of(text) for a in found for s in a.content), shown
    for content in case.get("silent_quote", ()):
        assert not any(s.of(text).strip("“”‘’\"' ") == content for a in found for s in a.content), shown
    for source in case.get("never", ()):
        assert not any(words(text, a.source) == source for a in found), shown
    for source, content, teller in case.get("via", ()):
        inner = [a for a in found if words(text, a.source) == source and any(content in s.of(text) for s in a.content)]
        assert [by.get(a.via or "") for a in inner] == [teller], shown
    for source in case.get("reacts", ()):
        assert all(a.stance == "reacts" for a in found if words(text, a.source) == source), shown
    if "stance" in case:
        assert any(a.stance == case["stance"] for a in found), [(a.stance, words(text, a.cue)) for a in found]


def test_names_of_cases_differ() -> None:
    names = [c["name"] for c in CASES]
    assert len(names) == len(set(names)) >= 60


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Nobody saw it,” Poe said.", "direct"),
        ("Poe said the port would open “soon”.", "mixed"),
        ("Poe said the port would open in May.", "indirect"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert [a.kind for a in report(text)] == [kind]


def test_nested_attribution_says_who_carries_it() -> None:
    text = "Wren said the crane was old, according to the Alder Echo."
    found = report(text)
    outer = next(a for a in found if "Echo" in words(text, a.source))
    inner = next(a for a in found if words(text, a.source) == "Wren")
    assert inner.via == outer.id
    assert outer.via is None


def test_ids_are_unique_and_in_the_order_of_the_text() -> None:
    found = report("Poe said it rained.\nWren said it snowed.\nPoe said it froze.")
    assert [a.id for a in found] == ["a1", "a2", "a3"]
    assert sorted(found, key=lambda a: a.source) == found


def test_an_unclosed_quotation_is_said_to_be_so() -> None:
    found = report("Poe said: “The dam held. The river fell.")
    assert [a.unclosed for a in found] == [True]


def test_a_quotation_without_any_source_stays_free() -> None:
    text = "“The dam held all night and nobody was hurt.”"
    (free,) = report(text)
    assert free.source == ()
    assert free.rule == "free quotation"
    assert words(text, free.content) == text


def test_a_free_quotation_gets_the_source_of_indirect_speech_before_it() -> None:
    text = "Poe told the council that the dam had held.\n“Nobody was hurt that night.”"
    found = report(text)
    assert says(text, found, "Poe", "Nobody was hurt that night")


def test_a_paragraph_between_ends_the_turn() -> None:
    text = (
        "“The dam held,” Poe said.\n"
        "The river fell in the night and the road opened again for lorries and buses at noon.\n"
        "“Nobody was hurt that night.”"
    )
    found = report(text)
    assert not says(text, found, "Poe", "Nobody was hurt that night")


def test_every_span_lies_in_its_text() -> None:
    for case in CASES:
        for a in report(case["text"]):
            assert all(0 <= s.start < s.end <= len(case["text"]) for s in (*a.source, *a.cue, *a.content))
            assert a.content


def test_triples_of_a_tagger_are_made_whole() -> None:
    text = "“The dam held,” Poe said."
    cut = Triple((Span(16, 19),), (Span(20, 24),), (Span(5, 13),), "tagger", 0.9)
    (found,) = finish_attributions(parsed(text), [cut])
    assert words(text, found.content) == "“The dam held,”"
    assert found.kind == "direct"
    assert found.confidence == 0.9


def test_triples_of_a_tagger_take_on_the_quotation_that_goes_on() -> None:
    text = "“The dam held,” Poe said. “Nobody was hurt.”"
    cut = Triple((Span(16, 19),), (Span(20, 24),), (Span(0, 15),))
    (found,) = finish_attributions(parsed(text), [cut])
    assert found.content == (Span(0, 15), Span(26, 44))


def test_the_same_text_gives_the_same_attributions() -> None:
    for case in CASES[:10]:
        again = next(iter(parse([case["text"].split("\n")[0]])))
        assert find_attributions(again) == find_attributions(parsed(case["text"].split("\n")[0]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\t\x00",
        "“",
        "”",
        "said",
        "“said”",
        "\u202b‘ ’\u202c",
        ":",
        "according to",
        "(((((",
        "Он сказал: «Нет».",
    ],
)
def test_odd_paragraphs_do_no_harm(text: str) -> None:
    for a in find_attributions(parsed(text)):
        assert all(0 <= s.start <= s.end <= len(text) for s in (*a.source, *a.cue, *a.content))


def test_hostile_words_for_when_it_was_said_are_read_to_their_end() -> None:
    assert WHEN.fullmatch(" earlier today" * 4_000 + "!x") is None
    assert WHEN.fullmatch(" earlier today.") is not None
