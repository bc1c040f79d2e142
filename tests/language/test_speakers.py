"""Who is meant by a source: the named traps of tests/cases/speakers.toml, and what a cast must keep."""

from __future__ import annotations

import dataclasses
import json
import re
import tomllib
from pathlib import Path

import pytest

from twosource.language.cast import ReportMentions, build_cast, place_mentions
from twosource.language.mention import Mention
from twosource.language.mentions import find_mentions, mention_from
from twosource.language.paired_names import join_pairs
from twosource.language.parser import parse
from twosource.language.speakers import resolve_speakers
from twosource.model import Attribution, Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "speakers.toml").read_text(encoding="utf-8"))["case"]


def unmarked(marked: str) -> tuple[str, list[Span]]:
    """Return a text without its marks, and the spans that they were around."""
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", marked):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append(Span(start, len(text)))
        else:
            text += piece
    return text, spans


def mentions_of(report: str, text: str) -> ReportMentions:
    """Return the mentions of a report whose paragraphs are its lines."""
    found, at = [], 0
    for line in text.split("\n"):
        found += place_mentions(find_mentions(next(iter(parse([line])))), at)
        at += len(line) + 1
    return ReportMentions(report, tuple(found), text)


def attributed(report: str, spans: list[Span]) -> list[Attribution]:
    """Return attributions with the given sources; each content is what stands right after its source."""
    return [
        Attribution(f"a{n}", report, "indirect", (s,), (), (Span(s.end, s.end + 5),), rule="test", confidence=0.9)
        for n, s in enumerate(spans)
    ]


def resolved(reports: list[str], number: int = -1) -> list[Attribution]:
    """Return the resolved attributions of one report, the last unless told otherwise."""
    plain = [unmarked(report) for report in reports]
    story = join_pairs([mentions_of(f"r{n}", text) for n, (text, _) in enumerate(plain)])
    report = story[number]
    return resolve_speakers(attributed(report.report, plain[number][1]), report, build_cast(story))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_trap(case: dict) -> None:
    found = resolved(case["reports"], case.get("last", -1))[-1]
    assert list(found.speakers) == case["speakers"]
    assert "how" not in case or found.rule.endswith(f">{case['how']}")


def test_there_are_enough_traps_with_names_of_their_own() -> None:
    assert len({case["name"] for case in CASES}) == len(CASES) >= 40


def test_first_person_in_a_quotation_is_its_speaker() -> None:
    text = "“I believe I am right,” Ilse Brandt said."
    story = [mentions_of("r", text)]
    source = Span(text.index("Ilse"), text.index(" said"))
    quotation = Attribution("a0", "r", "direct", (source,), (), (Span(0, 24),), rule="quotation")
    belief = Attribution("a1", "r", "indirect", (Span(1, 2),), (), (Span(11, 21),), rule="belief")
    for given in ([quotation, belief], [belief, quotation]):
        found = resolve_speakers(given, story[0], build_cast(story))
        assert [a.speakers for a in found] == [("Ilse Brandt",), ("Ilse Brandt",)]


def test_a_quotation_without_source_goes_on_with_the_last_speaker() -> None:
    text = "“It is over,” Ilse Brandt said.\n“Nobody was hurt.”"
    story = [mentions_of("r", text)]
    first = Attribution("a0", "r", "direct", (Span(14, 25),), (), (Span(0, 13),), rule="quotation")
    second = Attribution("a1", "r", "direct", (), (), (Span(32, 50),), rule="quotation")
    found = resolve_speakers([first, second], story[0], build_cast(story))
    assert found[1].speakers == ("Ilse Brandt",)
    assert found[1].rule == "quotation>last speaker"


def test_confidence_falls_with_a_pronoun_and_not_with_a_name() -> None:
    by_name, by_pronoun = resolved(["⟦Otto Falk⟧ said it was late. ⟦He⟧ added that he was tired."])
    assert by_name.confidence == 0.9
    assert by_pronoun.speakers == ("Otto Falk",)
    assert by_pronoun.confidence is not None
    assert by_pronoun.confidence < 0.9


def test_an_unresolved_source_says_so_in_its_rule() -> None:
    assert resolved(["It rained. ⟦He⟧ said nothing."])[0].rule == "test>unknown"


def test_a_cast_is_the_same_in_any_order_of_reports() -> None:
    texts = ["Sergey Morozov spoke. Ruth Ames listened.", "Sergei Morozov left.", "President Ruth J. Ames stayed."]
    story = [mentions_of(f"r{n}", text) for n, text in enumerate(texts)]
    assert build_cast(story) == build_cast(story[::-1])
    assert "Sergei Morozov" in [member.name for member in build_cast(story).members]  # a tie: by alphabet


def test_the_type_of_a_name_is_voted_on() -> None:
    story = [mentions_of("r", "Otto Falk came. Otto Falk spoke.")]
    wrong = [dataclasses.replace(m, entity="ORG") if n == 0 else m for n, m in enumerate(story[0].mentions)]
    story.append(ReportMentions("s", tuple(wrong)))
    assert [(m.name, m.kind) for m in build_cast(story).members] == [("Otto Falk", "PERSON")]


def test_mentions_survive_json() -> None:
    for mention in mentions_of("r", "The mayor of Bergen, Hugo Stern, met his aide and Falk's lawyer.").mentions:
        assert mention_from(json.loads(json.dumps(dataclasses.asdict(mention)))) == mention


def test_an_empty_story_has_an_empty_cast() -> None:
    assert build_cast([]).members == ()
    assert resolve_speakers([], ReportMentions("r", ()), build_cast([])) == []


def test_a_name_that_folds_to_nothing_is_nobody():
    mark = Mention(Span(0, 2), "’s", "name", entity="PERSON", name="’s")
    assert build_cast([ReportMentions("r", (mark,), "’s left.")]).members == build_cast([]).members


SPOKEN_OF = {
    "an unknown person in what she says": (
        "Ilva Kern told a court on Monday. |Four others, a former head of the mill among them, left,| ⟦she⟧ said.",
        ["Ilva Kern"],
    ),
    "somebody named for the first time there": (
        "Ilva Kern told a court the mill had burnt. No diver was hurt. |Ruth Ames had been held,| ⟦she⟧ said.",
        ["Ilva Kern"],
    ),
    "somebody whom nobody spoke before": ("|Ruth Ames had to sell the mill,| ⟦she⟧ said.", ["Ruth Ames"]),
    "somebody named before": (
        "Otto Falk told a court on Monday. Hugo Stern left the hall. |Stern had to sell the mill,| ⟦he⟧ said.",
        ["Hugo Stern"],
    ),
    "he who names a man behind him is another": (
        "Otto Falk's cook, Jon Brel, left. “I wrote no letter,” Falk told a court. ⟦He⟧ said |clerks had paid Falk|.",
        ["Jon Brel"],
    ),
    "he who names another is the last to speak": (
        "Jon Brel left the hall. “I wrote no letter,” Otto Falk told a court. ⟦He⟧ said |clerks had paid Brel|.",
        ["Otto Falk"],
    ),
    "he who names himself in his own words": (
        "Jon Brel left the hall. “I wrote no letter,” Otto Falk told a court. ⟦He⟧ said |“nobody pays Otto Falk”|.",
        ["Otto Falk"],
    ),
    "an unknown person and nobody else": ("|A former head of the ferry board was held,| ⟦she⟧ said.", []),
    "several in what others say": (
        "Prosecutors told a court on Monday. Nobody was hurt. |Two former ministers had been held,| ⟦they⟧ said.",
        ["prosecutors"],
    ),
}


@pytest.mark.parametrize(("marked", "speakers"), SPOKEN_OF.values(), ids=SPOKEN_OF)
def test_whoever_is_only_spoken_of_does_not_say_so(marked: str, speakers: list[str]) -> None:
    before, content, after = marked.split("|")
    text, (source,) = unmarked(before + content + after)
    report = mentions_of("r", text)
    others = [m.span for m in report.mentions if m.subject and m.span.end < len(before) and "told" in before]
    words = (Span(len(before), len(before) + len(content)),)
    said = Attribution("a", "r", "indirect", (source,), (), words, rule="test")
    told = attributed("r", others[:1])
    assert list(resolve_speakers([*told, said], report, build_cast([report]))[-1].speakers) == speakers
