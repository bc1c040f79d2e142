"""What a person says about who ran whose copy."""

from __future__ import annotations

from twosource.decisions import overrule
from twosource.lineage.overruling import overrule_lineages
from twosource.model import Derivation, Lineage, Report

TEXT = "The weir at Ostry gave way before dawn on Monday. Two mills stood under water by noon, the warden said."
REPORTS = tuple(Report(n, TEXT, "", credit_printed="NNA" if n == "a" else None) for n in "abcd")
LINEAGES = (
    Lineage(
        "l1", ("a", "b", "c"), "NNA", ("100% of the words of b stand in a", "100% of the words of c stand in b"), True
    ),
    Lineage("l2", ("d",)),
)
DERIVATIONS = (Derivation("b", "a", "shown", 1.0, ("shorter",)), Derivation("c", "b", "shown", 1.0))


def apply(*asked: tuple[str, str, str]):
    decisions = [overrule(*words, "I. Sorn", "Filed from the quay.") for words in asked]
    lineages, derivations = overrule_lineages(REPORTS, LINEAGES, DERIVATIONS, decisions)
    return {x.id: x for x in lineages}, {(d.child, d.parent): d for d in derivations}


def test_nothing_asked_is_nothing_changed():
    assert overrule_lineages(REPORTS, LINEAGES, DERIVATIONS, []) == (LINEAGES, DERIVATIONS)


def test_a_report_of_its_own_leaves_its_lineage_and_was_made_from_none_of_it():
    lineages, made = apply(("lineage", "b", "own"))
    assert {name: x.reports for name, x in lineages.items()} == {"l1": ("a", "c"), "l2": ("d",), "l3": ("b",)}
    assert [d.direction for d in made.values()] == ["unknown", "unknown"]
    assert made["b", "a"].evidence[-1].endswith("by I. Sorn: Filed from the quay.")
    assert lineages["l1"].evidence == ("b put in a lineage of its own by I. Sorn: Filed from the quay.",)


def test_the_credit_goes_with_the_report_that_prints_it():
    lineages, _ = apply(("lineage", "a", "d"))
    assert lineages["l1"].credit is None
    assert (lineages["l2"].reports, lineages["l2"].credit) == (("a", "d"), "NNA")


def test_a_report_put_with_another_is_set_beside_it():
    lineages, made = apply(("lineage", "d", "a"))
    assert lineages["l1"].reports == ("a", "b", "c", "d")
    assert "l2" not in lineages
    assert (made["d", "a"].direction, made["d", "a"].kept) == ("unknown", 1.0)
    assert "d put here by I. Sorn: Filed from the quay." in lineages["l1"].evidence


def test_what_is_said_to_be_made_from_another_is_of_its_lineage():
    lineages, made = apply(("direction", "d", "c"))
    assert lineages["l1"].reports == ("a", "b", "c", "d")
    assert made["d", "c"].direction == "shown"
    assert made["d", "c"].evidence[-1] == "shown by I. Sorn: Filed from the quay."


def test_a_direction_turned_round_leaves_no_ring():
    _, made = apply(("direction", "a", "c"))
    shown = {child: parent for (child, parent), d in made.items() if d.direction == "shown"}
    assert shown == {"b": "a", "a": "c"}


def test_a_new_parent_takes_the_place_of_the_old():
    _, made = apply(("direction", "c", "a"))
    assert made["c", "a"].direction == "shown"
    assert made["c", "b"].direction == "unknown"


def test_a_direction_can_be_said_not_to_be_known():
    lineages, made = apply(("direction", "b", "unknown"))
    assert made["b", "a"].direction == "unknown"
    assert made["b", "a"].evidence == ("shorter", "not shown, by I. Sorn: Filed from the quay.")
    assert lineages["l1"].reports == ("a", "b", "c")


def test_unknown_reports_and_the_report_of_one_lineage_already_change_no_group():
    lineages, _ = apply(("lineage", "z", "own"), ("direction", "a", "z"), ("lineage", "c", "a"))
    assert [x.reports for x in lineages.values()] == [x.reports for x in LINEAGES]
    assert lineages["l1"].evidence[-1] == "c belongs here, by I. Sorn: Filed from the quay."
