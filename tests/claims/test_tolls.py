"""Counts of one kind across reports: later tolls are one chain, what no time explains is a contradiction."""

from __future__ import annotations

from dataclasses import replace

from twosource.claims.statements import Statement
from twosource.claims.tolls import compare_tolls
from twosource.model import Claim, Conflict, Figure, Reading, Span

DAYS = {"mon": "2031-03-03", "tue": "2031-03-04", "wed": "2031-03-05"}
PUBLISHED = {f"{day}-{n}": date for day, date in DAYS.items() for n in range(3)}


def figure(number: float, what: str = "killed", sign: str = "=", noun: str | None = "people") -> Figure:
    low, high = {"=": (number, number), ">": (number, None), "<": (None, number)}[sign]
    return Figure("", Span(0, 4), low, high, sign, number, "people", noun, what)


def said(report: str, counted: Figure, said_on: tuple[str, ...] = (), background: bool = False) -> Statement:
    words = f"{counted.value:g} {counted.noun or ''} {counted.what}"
    return Statement(
        report, Span(0, len(words)), words, "own", (), (), "states", False, False, Span(0, 90), 0.0,
        figure=counted, said_on=said_on, background=background,
    )  # fmt: skip


def conflicts(*groups: list[Statement], withdrawn: tuple[int, ...] = ()) -> list[Conflict]:
    claims = [
        Claim(
            f"c{n}", group[0].text, None,
            tuple(Reading(s.report, s.span, "l1", None, text=s.text) for s in group),
            len(group), 1, (), "withdrawn" if n in withdrawn else "one report",
        )
        for n, group in enumerate(groups)
    ]  # fmt: skip
    return compare_tolls(claims, groups, PUBLISHED)


def told(found: list[Conflict]) -> list[tuple[str, list[str]]]:
    return [(c.kind, [r.text for r in c.readings]) for c in found]


def test_a_chain_of_later_tolls_is_one_conflict_in_order_of_time() -> None:
    found = conflicts(
        [said("wed-0", figure(34))],
        [said("mon-0", figure(11, sign=">")), said("mon-1", figure(11, sign=">"))],
        [said("tue-0", figure(19))],
    )
    assert told(found) == [
        ("supersession", ["11 people killed", "11 people killed", "19 people killed", "34 people killed"])
    ]
    assert found[0].claim == "c0"


def test_those_missing_may_become_fewer() -> None:
    found = conflicts([said("mon-0", figure(31, "missing"))], [said("wed-0", figure(12, "missing"))])
    assert told(found) == [("supersession", ["31 people missing", "12 people missing"])]


def test_the_dead_do_not_become_fewer() -> None:
    found = conflicts([said("mon-0", figure(31))], [said("wed-0", figure(12))])
    assert [c.kind for c in found] == ["contradiction"]


def test_two_counts_of_one_day_contradict() -> None:
    found = conflicts([said("tue-0", figure(4, noun="firefighters"))], [said("tue-1", figure(3, noun="firefighters"))])
    assert told(found) == [("contradiction", ["4 firefighters killed", "3 firefighters killed"])]


def test_a_count_outside_the_chain_contradicts_its_nearest_link_once() -> None:
    found = conflicts(
        [said("mon-0", figure(11))],
        [said("tue-0", figure(19)), said("tue-1", figure(19))],
        [said("wed-0", figure(34)), said("wed-1", figure(34))],
        [said("tue-2", figure(70))],
    )
    assert told(found) == [
        ("contradiction", ["19 people killed", "19 people killed", "70 people killed"]),
        ("supersession", ["11 people killed", *["19 people killed"] * 2, *["34 people killed"] * 2]),
    ]


def test_one_report_that_prints_two_counts_means_two_things() -> None:
    assert conflicts([said("tue-0", figure(19))], [said("tue-0", figure(70))]) == []


def test_what_was_withdrawn_takes_part_in_nothing_under_any_wording() -> None:
    found = conflicts(
        [said("wed-0", figure(70))], [said("tue-0", figure(70))], [said("wed-1", figure(34))], withdrawn=(0,)
    )
    assert found == []


def test_background_takes_part_in_nothing() -> None:
    found = conflicts([said("wed-0", figure(200, sign=">"), background=True)], [said("wed-1", figure(34))])
    assert found == []


def test_a_count_is_as_of_the_last_day_said_beside_it_and_no_appointment() -> None:
    later = said("wed-0", figure(34), said_on=(DAYS["mon"], DAYS["wed"], "2031-03-09"))
    assert [c.kind for c in conflicts([said("mon-0", figure(19))], [later])] == ["supersession"]
    same_day = said("wed-0", figure(34), said_on=(DAYS["mon"],))
    assert [c.kind for c in conflicts([said("mon-0", figure(19))], [same_day])] == ["contradiction"]


def test_more_than_a_round_number_is_not_outgrown_by_what_it_rounds() -> None:
    assert conflicts([said("mon-0", figure(200, "injured", ">"))], [said("tue-0", figure(212, "injured"))]) == []
    found = conflicts([said("mon-0", figure(200, "injured", ">"))], [said("tue-0", figure(260, "injured"))])
    assert [c.kind for c in found] == ["supersession"]


def test_the_order_of_the_claims_changes_nothing() -> None:
    groups = [[said("mon-0", figure(11))], [said("tue-0", figure(19))], [said("wed-0", figure(34))]]
    assert told(conflicts(*groups)) == told(conflicts(*reversed(groups)))


def test_a_count_of_no_known_day_is_compared_with_others_of_none() -> None:
    undated = said("some-day", figure(4))
    assert conflicts([undated], [said("tue-1", figure(3))]) == []
    found = conflicts([undated], [said("another-day", figure(3))])
    assert told(found) == [("contradiction", ["4 people killed", "3 people killed"])]


def placed(statement: Statement, *places: str) -> Statement:
    return replace(statement, places=frozenset(places))


def test_what_a_report_counts_place_by_place_are_parts() -> None:
    whole = [placed(said("tue-0", figure(12)), "danne", "orlow")]
    parts = [[placed(said("tue-1", figure(n)), place)] for n, place in ((5, "danne"), (7, "orlow"))]
    assert conflicts(whole, *parts) == []
    assert [c.kind for c in conflicts(whole, parts[0])] == ["contradiction"]
    again = [placed(said("tue-2", figure(6)), "danne")]
    assert told(conflicts(*parts, again)) == [("contradiction", ["5 people killed", "6 people killed"])]


def test_at_least_a_lower_number_is_no_link_of_a_chain() -> None:
    found = conflicts([said("mon-0", figure(9))], [said("tue-0", figure(7, sign=">"))], [said("wed-0", figure(11))])
    assert told(found) == [("supersession", ["9 people killed", "11 people killed"])]


def test_reports_that_name_nothing_in_common_at_their_heads_tell_of_two_events() -> None:
    here, there = (
        replace(said(f"tue-{n}", figure(4 + n)), about=frozenset(names))
        for n, names in enumerate((("danne", "karpel"), ("orlow", "toll")))
    )
    assert conflicts([here], [there]) == []
    both = replace(there, about=there.about | {"danne"})
    assert [c.kind for c in conflicts([here], [both])] == ["contradiction"]


def test_of_seven_workers_who_are_seven_people_a_later_count_is_of_people():
    before = [said("mon-0", figure(7, noun="workers")), said("mon-1", figure(7))]
    after = [said("tue-0", figure(11))]
    assert [kind for kind, _ in told(conflicts(before, after))] == ["supersession"]
