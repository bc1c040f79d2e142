"""find_times and resolve_times on the named hard sentences of cases/times.toml, and what the two promise."""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path

import pytest

from twosource.language.parser import Parsed, parse
from twosource.language.times import TimeMention, event_day, find_times, resolve_times
from twosource.model import Span, Time

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]


@pytest.fixture(scope="module")
def parsed() -> dict[str, Parsed]:
    """Parse every sentence once."""
    return dict(zip([case["name"] for case in CASES], parse([case["text"] for case in CASES]), strict=True))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_hard_sentence(case: dict, parsed: dict[str, Parsed]) -> None:
    published = case.get("published", "2023-03-15")
    times = resolve_times(find_times(parsed[case["name"]]), None if published == "none" else published, "r1")
    wanted = [(words, value, *(kind or ["DATE"])) for words, value, *kind in case["times"]]
    assert [(t.span.of(case["text"]), t.value, t.type) for t in times] == wanted
    assert {t.report for t in times} <= {"r1"}


def test_one_passage_two_reports() -> None:
    [passage] = parse(["The council resigned on Monday. It will meet again Friday."])
    mentions = find_times(passage)
    assert [t.value for t in resolve_times(mentions, "2022-01-11")] == ["2022-01-10", "2022-01-14"]
    assert [t.value for t in resolve_times(mentions, "2022-01-19")] == ["2022-01-17", "2022-01-21"]


def test_mentions_survive_json(parsed: dict[str, Parsed]) -> None:
    for passage in parsed.values():
        for mention in find_times(passage):
            assert TimeMention.from_row(json.loads(json.dumps(mention.to_row()))) == mention


def test_mentions_are_in_order_and_apart(parsed: dict[str, Parsed]) -> None:
    for passage in parsed.values():
        mentions = find_times(passage)
        assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    ("kind", "value", "day"),
    [
        ("DATE", "2022-01-10", ("2022-01-10", "day")),
        ("TIME", "2022-01-10TMO", ("2022-01-10", "day")),
        ("DATE", "2022-W01", ("2022-01-03", "week")),
        ("DATE", "2022-W01-WE", ("2022-01-03", "week")),
        ("DATE", "2022-01", ("2022-01-01", "month")),
        ("DATE", "2022-Q3", ("2022-01-01", "year")),
        ("DATE", "2022", ("2022-01-01", "year")),
        ("DATE", "199X", None),
        ("DATE", "PAST_REF", None),
        ("DATE", "XXXX-WXX-1", None),
        ("DATE", "2022-W60", None),
        ("DATE", "2022-02-30", None),
        ("DURATION", "P2D", None),
        ("SET", "2022", None),
    ],
)
def test_event_day(kind: str, value: str, day: tuple[str, str] | None) -> None:
    assert event_day(Time("r", Span(0, 1), kind, value)) == day


def test_a_mention_moves_with_its_passage(parsed: dict[str, Parsed]) -> None:
    [mention] = find_times(parsed["said on a weekday lies behind"])
    assert mention.moved(100).span == mention.span.moved(100)
    assert resolve_times([mention.moved(100)], "2023-03-15")[0].value == "2023-03-13"


def values_of(passages: list[str], margins: list[str], published: str) -> list[str]:
    """Return the values of the times of a report with captions `margins` above its passages."""
    parsed, mentions, at = iter(parse([*margins, *passages])), [], 0
    for k, words in enumerate([*margins, *passages]):
        own = [m.moved(at) for m in find_times(next(parsed))]
        mentions += [m.beside() for m in own] if k < len(margins) else own
        at += len(words) + 2
    return [t.value for t in resolve_times(mentions, published)]


def test_an_hour_belongs_to_no_day_far_back_in_another_paragraph() -> None:
    inspected = "It was last inspected on 3 February."
    story = ["The barge sank on Tuesday at 6 p.m.", inspected, "It called for help at 9 p.m."]
    assert values_of(story, [], "2023-03-15")[-1] == "2023-03-14T21:00"
    assert values_of(story[1:], [], "2023-03-15")[-1] == "2023-03-15T21:00"
    assert values_of(["On 3 February it left at 9 a.m."], [], "2023-03-15") == ["2023-02-03", "2023-02-03T09:00"]
    late = ["The barge sank late on Tuesday.", inspected, "By mid-morning divers had come."]
    assert values_of(late, [], "2023-03-15")[-1] == "2023-03-15TMO"
    assert values_of([*late[:2], "It called for help at 9 p.m."], [], "2023-03-15")[-1] == "2023-03-14T21:00"


def test_an_hour_returns_to_the_day_of_the_report_from_a_day_told_in_between() -> None:
    seized = "The harbour office seized the barge on Wednesday at 5 a.m."
    left = "Its captain resigned on Tuesday."
    assert values_of([seized, left, "Forty men were waiting by 8 a.m."], [], "2023-03-15")[-1] == "2023-03-15T08:00"
    # In the same paragraph, and where the hours of the earlier day run on, it is of that day.
    assert values_of([seized, left + " Forty men were waiting by 8 a.m."], [], "2023-03-15")[-1] == "2023-03-14T08:00"
    sank = "The tug sank on Tuesday at 3 p.m."
    assert values_of([seized, sank, "Help came at 4 p.m."], [], "2023-03-15")[-1] == "2023-03-14T16:00"
    assert values_of([seized, sank, "Divers counted nine boats at 9 a.m."], [], "2023-03-15")[-1] == "2023-03-15T09:00"
    # Where the day of the report is only that of a saying, nothing moves.
    said = "The tug sank, the harbour office said on Wednesday."
    assert values_of([said, left, "Forty men were waiting by 8 a.m."], [], "2023-03-15")[-1] == "2023-03-14T08:00"


def test_what_was_told_of_an_evening_that_is_still_ahead_is_of_the_evening_before() -> None:
    ahead = "She spoke at 1 a.m. The count will not be over before Wednesday evening."
    assert values_of([ahead, "The hall burned down at 6.20 p.m."], [], "2023-03-15")[-1] == "2023-03-14T18:20"
    assert values_of([ahead, "The hall burned down at 6.20 a.m."], [], "2023-03-15")[-1] == "2023-03-15T06:20"
    assert values_of(["The hall burned down at 6.20 p.m."], [], "2023-03-15")[-1] == "2023-03-15T18:20"


def test_a_caption_shows_what_has_been_and_dates_no_hour_of_the_story() -> None:
    caption = ["A diver searches the hold on Monday."]
    assert values_of(["The barge sank on Tuesday.", "It called for help at 9 p.m."], caption, "2023-03-15") == [
        "2023-03-13",
        "2023-03-14",
        "2023-03-14T21:00",
    ]
    assert values_of(["It called for help at 9 p.m."], caption, "2023-03-15")[-1] == "2023-03-15T21:00"
