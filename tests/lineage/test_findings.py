"""What a sentence has and its copy lacks; the words of doubt and their sources are given, as language finds them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from twosource.lineage import align, find_findings, findings, mark_meaning
from twosource.model import Attribution, Derivation, Figure, Finding, Hedge, Lineage, Report, Span


@dataclass(frozen=True)
class Notes:
    hedges: tuple[Hedge, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _find(
    a: str, b: str, notes_a: Notes, notes_b: Notes, direction: str = "unknown", lineages: int = 1
) -> tuple[Finding, ...]:
    homes = [Lineage("l1", ("a", "b"))] if lineages == 1 else [Lineage("l1", ("a",)), Lineage("l2", ("b",))]
    made = [Derivation("b", "a", direction, 0.9)]
    return find_findings([Report("a", a, ""), Report("b", b, "")], homes, made, {"a": notes_a, "b": notes_b})


def test_a_report_is_made_ready_once_for_all_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    ready = findings.read_wordings
    monkeypatch.setattr(findings, "read_wordings", lambda some: read.extend(r.id for r in some) or ready(some))
    reports = [Report(f"r{n}", f"{SHORT} The board of Orrin meets {n} times.", "") for n in range(findings.ALL_PAIRS)]
    ids = tuple(r.id for r in reports)
    told = Notes((Hedge(_span(SHORT, "blamed"), "claim"),))
    find_findings(reports, [Lineage("l1", ids)], [], dict.fromkeys(ids, told))
    assert sorted(read) == sorted(ids)


def test_reports_of_which_nothing_was_read_are_not_laid_beside_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "align_wordings", None)
    assert _find(FULL, SHORT, Notes(), Notes()) == ()


def test_no_more_reports_are_kept_ready_than_a_few_lineages_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "_AT_HAND", 2)
    read: list[str] = []
    ready = findings.read_wordings
    monkeypatch.setattr(findings, "read_wordings", lambda some: read.extend(r.id for r in some) or ready(some))
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    reports = [Report(name, FULL if name == "a" else SHORT, "") for name in "abcde"]
    notes = {r.id: Notes((hedge,)) if r.id == "a" else Notes() for r in reports}
    found = find_findings(reports, [Lineage("l1", tuple("abcde"))], [], notes)
    assert [f.absent.report for f in found] == list("bcde")
    assert len(read) > len(reports)


FULL = "The harbour board blamed the spill on a passing trawler, without naming a witness, and closed the north quay."
SHORT = "The harbour board blamed the spill on a passing trawler and closed the north quay."


def test_a_hedge_that_the_copy_lacks() -> None:
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    (found,) = _find(FULL, SHORT, Notes((hedge,)), Notes())
    assert (found.kind, found.present.report, found.absent.report) == ("hedge-absent", "a", "b")
    assert found.text == "“without naming a witness”: present in a, absent in b."


def test_it_was_left_out_only_where_direction_is_shown() -> None:
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    (found,) = _find(FULL, SHORT, Notes((hedge,)), Notes(), direction="shown")
    assert "left out of b, which was made from it" in found.text


def test_under_an_agencys_credit_nobody_is_said_to_have_cut() -> None:
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    reports = [Report("a", FULL, "", credit_printed="NNA"), Report("b", SHORT, "")]
    made = [Derivation("b", "a", "shown", 0.9)]
    (found,) = find_findings(reports, [Lineage("l1", ("a", "b"))], made, {"a": Notes((hedge,)), "b": Notes()})
    assert found.text == "“without naming a witness”: present in a, absent in b."


def test_the_same_doubt_in_other_words_is_there() -> None:
    other = FULL.replace("without naming a witness", "but offered no proof")
    hedges = (
        [Hedge(_span(FULL, "without naming a witness"), "no-evidence")],
        [Hedge(_span(other, "but offered no proof"), "no-evidence")],
    )
    assert _find(FULL, other, Notes(tuple(hedges[0])), Notes(tuple(hedges[1]))) == ()


def test_reports_of_two_lineages_are_not_compared() -> None:
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    assert _find(FULL, SHORT, Notes((hedge,)), Notes(), lineages=2) == ()


def test_a_firmer_verb_raises_certainty() -> None:
    a = "The minister claimed that the northern pipeline would be repaired before the first frost of November."
    b = a.replace("claimed", "showed")
    (found,) = _find(a, b, Notes((Hedge(_span(a, "claimed"), "distance"),)), Notes())
    assert found.kind == "certainty-raised"


def test_the_firmer_word_is_named_without_what_stands_before_it() -> None:
    a = "Brandt, the minister, claimed that the northern pipeline would be repaired before the first frost of November."
    b = a.replace("the minister, claimed", "a former minister (NLP), said")
    (found,) = _find(a, b, Notes((Hedge(_span(a, "claimed"), "distance"),)), Notes())
    assert found.absent.span.of(b) == "said"


def _said(text: str, source: str, cue: str, content: str, speaker: str, **more: str) -> Attribution:
    spans = [(_span(text, words),) for words in (source, cue, content)]
    return Attribution("x", "a", "indirect", spans[0], spans[1], spans[2], speaker, (speaker,), **more)


CLAIM = "Eleven carriages left the rails near the old signal box"


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        (", Ottoline Brandt said", "attribution-absent"),
        (", Ottoline Brandt told Reuters", "double-deletion"),
    ],
)
def test_a_statement_made_in_the_reports_own_voice(tail: str, kind: str) -> None:
    a, b = f"{CLAIM}{tail}.", f"{CLAIM}."
    said = _said(a, "Ottoline Brandt", tail.split()[-1] if "said" in tail else "told", CLAIM, "Ottoline Brandt")
    (found,) = _find(a, b, Notes(attributions=(said,)), Notes())
    assert found.kind == kind


@pytest.mark.parametrize(("verb", "missed"), [("agreed", 0), ("promised", 1)])
def test_what_somebody_agreed_to_do_is_no_source_that_a_copy_lost(verb: str, missed: int) -> None:
    deed = "to buy its rival Estel for nine crowns a share by the end of May"
    a, b = f"Norvane has {verb} {deed}.", f"The firm of Norvik is {deed}."
    said = _said(a, "Norvane", verb, deed, "Norvane")
    assert len(_find(a, b, Notes(attributions=(said,)), Notes())) == missed


SUNK = "A barge laden with bricks went down off the mole of Orrin before dawn, drowning at least nine sailors"


@pytest.mark.parametrize(
    ("other", "missed"),
    [
        ("The bricklayers' barge that sank on Friday, drowning at least nine sailors, had been overhauled in May.", 1),
        ("The bricklayers' barge that sank on Friday, drowning at least ten sailors, had been overhauled in May.", 0),
        ("“The barge sank, drowning at least nine sailors,” the mole office said.", 0),
        ("It sank, drowning at least nine sailors. That nine had been found was said by the mole office.", 0),
    ],
)
def test_a_clause_with_its_number_that_lost_its_source_is_missed(other: str, missed: int) -> None:
    a, b = f"{SUNK}, the mole office said. {AFTER}", f"{other} {AFTER}"
    here = _said(a, "the mole office", "said", SUNK, "mole office")
    there = ()
    if "mole office" in other:
        said = "The barge sank, drowning at least nine sailors," if "“" in other else "That nine had been found"
        there = (_said(b, "the mole office", "said", said, "mole office"),)
    found = _find(a, b, Notes(attributions=(here,)), Notes(attributions=there))
    assert [f.kind for f in found if f.present.report == "a"] == ["attribution-absent"] * missed


def test_another_speaker_for_the_same_words() -> None:
    a = f"{CLAIM}, Ottoline Brandt said."
    b = f"{CLAIM}, Edvard Holm said."
    mine = _said(a, "Ottoline Brandt", "said", CLAIM, "Ottoline Brandt")
    theirs = _said(b, "Edvard Holm", "said", CLAIM, "Edvard Holm")
    (found,) = _find(a, b, Notes(attributions=(mine,)), Notes(attributions=(theirs,)))
    assert found.kind == "speaker-changed"


def test_a_figure_that_changed_and_one_that_is_spelt_out() -> None:
    a = "Rescuers brought 28 passengers and 4 sailors ashore from the stranded ferry before noon on Sunday."
    b = "Rescuers brought 31 passengers and four sailors ashore from the stranded ferry before noon on Sunday."

    def figure(text: str, words: str, value: float) -> Figure:
        return Figure("r", _span(text, words), value, value, "=", value, "people")

    figures = (figure(a, "28", 28), figure(a, "4", 4)), (figure(b, "31", 31), figure(b, "four", 4))
    (found,) = _find(a, b, Notes(figures=figures[0]), Notes(figures=figures[1]))
    assert (found.kind, found.present.span.of(a), found.absent.span.of(b)) == ("figure-changed", "28", "31")


def test_edits_carry_their_meaning() -> None:
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    found = _find(FULL, SHORT, Notes((hedge,)), Notes())
    edits = align(Report("b", SHORT, ""), Report("a", FULL, "")).edits
    (marked,) = mark_meaning([Derivation("b", "a", "unknown", 0.9, (), edits)], found)
    assert [e.meaning for e in marked.edits] == [("hedge-absent",)]


def test_a_doubt_that_two_have_is_missed_in_the_third() -> None:
    texts = {"a": FULL, "b": FULL, "c": SHORT}
    hedge = Hedge(_span(FULL, "without naming a witness"), "no-evidence")
    notes = {"a": Notes((hedge,)), "b": Notes((hedge,)), "c": Notes()}
    made = [Derivation("b", "a", "unknown", 0.9), Derivation("c", "a", "unknown", 0.9)]
    found = find_findings([Report(n, t, "") for n, t in texts.items()], [Lineage("l1", tuple("abc"))], made, notes)
    assert [(f.present.report, f.absent.report) for f in found] == [("a", "c"), ("b", "c")]


def test_a_modal_that_is_gone_with_its_clause_moved() -> None:
    a = "An officer of the harbour board, who asked not to be named, said the trawler may have carried more crates."
    b = "The trawler had carried more crates, said an officer of the harbour board, who asked not to be named."
    (found,) = _find(a, b, Notes((Hedge(_span(a, "may"), "modal"),)), Notes())
    assert (found.kind, found.absent.span.of(b)[:11]) == ("hedge-absent", "The trawler")


def test_a_modal_that_gave_way_to_a_firmer_one() -> None:
    a = "The harbour board said that the trawler could be towed to the north quay before the end of the week."
    b = a.replace("could", "will")
    (found,) = _find(a, b, Notes((Hedge(_span(a, "could"), "modal"),)), Notes())
    assert found.kind == "certainty-raised"


@pytest.mark.parametrize(
    ("doubt", "plain"),
    [
        (
            "The leak may have come from the north quay of the old port",
            "The leak came from the north quay of the old port",
        ),
        (
            "The board said that the barge may have sunk at the north quay",
            "The board said that the barge sank at the quay",
        ),
        ("The board said the leak may have been found by the harbour crew", "It was found by the harbour crew"),
    ],
)
def test_no_word_is_firmer_that_is_the_verb_itself_or_begins_its_clause(doubt: str, plain: str) -> None:
    a = f"{doubt}, two officers of the harbour told reporters on the quay."
    b = f"{plain}, two officers of the harbour told reporters on the quay."
    found = _find(a, b, Notes((Hedge(_span(a, "may"), "modal"),)), Notes())
    assert [f.kind for f in found] == ["hedge-absent"]


def test_a_modal_whose_verb_is_inflected_is_gone_and_no_firmer_word_stands_for_it() -> None:
    a = "The harbour board said that the leak may have begun in the spring of 2020 in the north quay of the port."
    b = a.replace("may have begun", "began")
    (found,) = _find(a, b, Notes((Hedge(_span(a, "may"), "modal"),)), Notes())
    assert found.kind == "hedge-absent"


def test_a_modal_is_missed_where_its_sentence_was_told_anew() -> None:
    a = "Otto Falk, an engineer who built two of the quays, said the wall may have given way under the weight of snow."
    b = "Snow lay deep in Orlow. The old wall gave way under the weight of snow, in the view of Otto Falk."
    (found,) = _find(a, b, Notes((Hedge(_span(a, "may"), "modal"),)), Notes())
    assert (found.kind, found.absent.span.of(b)[:12]) == ("hedge-absent", "The old wall")


def test_nothing_is_missed_where_the_sentence_told_anew_has_a_doubt_too() -> None:
    a = "Otto Falk, an engineer who built two of the quays, said the wall may have given way under the weight of snow."
    b = "Snow lay deep in Orlow. The old wall perhaps gave way under the weight of snow, in the view of Otto Falk."
    doubts = Notes((Hedge(_span(a, "may"), "modal"),)), Notes((Hedge(_span(b, "perhaps"), "modal"),))
    assert not [f for f in _find(a, b, *doubts) if f.present.report == "a"]


@pytest.mark.parametrize(
    ("told", "missed"),
    [
        ("A loose harbour crane fell on the north quay, the guild said.", 1),
        ("The guild said a harbour crane broke loose and dropped on the north quay.", 1),
        ("A loose harbour crane perhaps fell on the north quay, the guild said.", 0),
        ("A second harbour crane stands on the south quay, beside the hall.", 0),
        ("A harbour crane dropped 40 crates on the north quay, the guild said.", 0),
    ],
)
def test_a_doubt_is_missed_where_another_sentence_tells_what_it_is_about_as_a_fact(told: str, missed: int) -> None:
    doubted = "The guild suggested that a harbour crane may have broken loose and dropped on the north quay."
    a = f"{BEFORE} {doubted} {AFTER}"
    b = f"{BEFORE} {told} {AFTER}"
    doubts = (Hedge(_span(b, "perhaps"), "modal"),) if "perhaps" in b else ()
    found = _find(a, b, Notes((Hedge(_span(a, "may"), "modal"),)), Notes(doubts))
    assert [f.kind for f in found if f.present.report == "a"] == ["hedge-absent"] * missed


def test_a_belief_is_missed_where_another_sentence_states_its_number() -> None:
    a = f"{BEFORE} Damage is believed to exceed 70 million marks, a broker said, as nobody has counted. {AFTER}"
    hedge = Notes((Hedge(_span(a, "is believed to"), "belief"),))
    for number, missed in (("70", 1), ("90", 0)):
        b = f"{BEFORE} The damage exceeds {number} million marks, according to brokers. {AFTER}"
        assert len(_find(a, b, hedge, Notes())) == missed


def test_who_insists_is_no_more_in_doubt_than_who_says() -> None:
    a = "The owner of the mill insisted that the boiler had been looked after every spring since it was put in."
    assert _find(a, a.replace("insisted", "said"), Notes((Hedge(_span(a, "insisted"), "distance"),)), Notes()) == ()


def test_it_that_stands_for_nobody_is_no_source() -> None:
    a = "It was not immediately clear whether the pumps of the north quay had been switched on before the flood."
    b = "Whether the pumps of the north quay had been switched on before the flood was not immediately clear."
    asked = "whether the pumps of the north quay had been switched on"
    said = Attribution("1", "a", "indirect", (), (_span(a, "It"),), (_span(a, asked),))
    assert _find(a, b, Notes(attributions=(said,)), Notes()) == ()


BEFORE = "The harbour board of Orrin closed the north quay on Monday after a crane fell into the basin at dawn."
AFTER = "Two of the crew were treated in the hospital of Brack, and both were sent home before the evening."


def test_a_short_sentence_that_lost_its_doubt_is_known_by_its_neighbours() -> None:
    a, b = f"{BEFORE} Falk is thought to have acted alone. {AFTER}", f"{BEFORE} Falk acted alone. {AFTER}"
    hedge = Hedge(_span(a, "is thought to"), "belief")
    (found,) = _find(a, b, Notes((hedge,)), Notes())
    assert (found.kind, found.absent.span.of(b)) == ("hedge-absent", "Falk acted alone.")


@pytest.mark.parametrize("other", ["Falk acted on orders.", "Falk perhaps acted alone.", ""])
def test_another_sentence_in_its_place_has_lost_nothing(other: str) -> None:
    a, b = f"{BEFORE} Falk is thought to have acted alone. {AFTER}", f"{BEFORE} {other} {AFTER}"
    doubts = (Hedge(_span(b, "perhaps"), "belief"),) if "perhaps" in b else ()
    found = _find(a, b, Notes((Hedge(_span(a, "is thought to"), "belief"),)), Notes(doubts))
    assert [f for f in found if f.present.report == "a"] == []


def test_a_doubt_that_both_have_does_not_hide_one_that_is_gone() -> None:
    a = "Otto Falk, who built two of the quays, said ice may have built up on the wall faster than they could clear it."
    b = "Ice built up on the wall faster than they could clear it, in the view of Otto Falk, who built the quays."
    doubts = Notes((Hedge(_span(a, "may"), "modal"), Hedge(_span(a, "could"), "modal")))
    (found,) = _find(a, b, doubts, Notes((Hedge(_span(b, "could"), "modal"),)))
    assert (found.kind, found.present.span.of(a)) == ("hedge-absent", "may")


CHECKED = "The Chronicle could not independently verify the account."


def test_a_sentence_that_says_nothing_was_verified_is_missed_after_what_it_is_about() -> None:
    a, b = f"{SHORT} {CHECKED} Fishing goes on.", f"{SHORT} Fishing goes on."
    hedge = Hedge(_span(a, "could not independently verify"), "no-evidence")
    (found,) = _find(a, b, Notes((hedge,)), Notes())
    assert (found.kind, found.absent.span.of(b)) == ("hedge-absent", SHORT)
    assert found.text == f"“{CHECKED}”: present in a, absent in b."


@pytest.mark.parametrize(
    ("behind", "missed"),
    [
        ("The Chronicle was unable to establish when the crane was bought.", 1),
        ("The pilots were unable to establish a new guild.", 0),
        ("A diver saw the crane fall. Neither account could be independently verified.", 1),
        ("\n\nThe guild blamed the wind.\n\nNeither account could be independently verified.", 0),
        ("A diver saw the crane fall. Neither pilot could be reached.", 0),
    ],
)
def test_that_nothing_could_be_verified_needs_no_not(behind: str, missed: int) -> None:
    a, b = f"{SHORT} {behind} Fishing goes on.", f"{SHORT} Fishing goes on."
    found = _find(a, b, Notes(), Notes((Hedge(_span(b, "blamed"), "distance"),)))
    assert [f.kind for f in found if f.present.report == "a"] == ["hedge-absent"] * missed


@pytest.mark.parametrize(
    ("behind", "words", "missed"),
    [
        ("The guild offered no proof.", "offered no proof", 1),
        ("The guild gave no evidence for this.", "gave no evidence", 1),
        ("The guild said on Friday that the quay had been built in a hurry, without evidence.", "without evidence", 0),
        ("The guild, which meets on Friday and has 40 members, gave no evidence to the court.", "gave no evidence", 0),
    ],
)
def test_a_sentence_that_says_nothing_was_proved_is_missed_after_what_it_is_about(
    behind: str, words: str, missed: int
) -> None:
    a, b = f"{SHORT} {behind} Fishing goes on.", f"{SHORT} Fishing goes on."
    found = _find(a, b, Notes((Hedge(_span(a, words), "no-evidence"),)), Notes())
    assert [f.text for f in found] == [f"“{behind}”: present in a, absent in b."] * missed


def test_what_is_said_behind_an_hour_at_the_end_of_a_sentence_is_no_source_of_it() -> None:
    a = "Shots were heard at the north quay from about 9 a.m., two pilots said. A clerk left the hall, the board said."
    b = "Shots were heard at the north quay from about 9 a.m. A clerk left the hall, the board said."
    said, left = _span(a, a.partition(", two")[0]), _span(b, "A clerk left the hall")
    here = Attribution("1", "a", "indirect", (_span(a, "two pilots"),), (_span(a, "said"),), (said,))
    there = Attribution("1", "b", "indirect", (_span(b, "the board"),), (_span(b, "said"),), (left,))
    found = _find(a, b, Notes(attributions=(here,)), Notes(attributions=(there,)))
    assert [f.kind for f in found] == ["attribution-absent"]


def test_a_source_that_is_lost_with_a_word_of_doubt_before_a_promise_is_missed() -> None:
    a = "Orrin Trust, which owns a tenth of the port, has reportedly agreed to sell its quays, according to two clerks."
    b = "Orrin Trust, which owns a tenth of the port, has agreed to sell its quays."
    said = _span(a, a.partition(", according")[0])
    here = Attribution("1", "a", "indirect", (_span(a, "two clerks"),), (_span(a, "according to"),), (said,))
    there = Attribution(
        "1", "b", "indirect", (_span(b, "Orrin Trust"),), (_span(b, "has agreed"),), (_span(b, "to sell its quays"),)
    )
    found = _find(a, b, Notes(attributions=(here,)), Notes(attributions=(there,)))
    assert [f.kind for f in found] == ["attribution-absent"]


def test_a_sentence_of_doubt_about_what_only_one_report_has_is_not_missed() -> None:
    a, b = f"{SHORT} A diver blamed the weather. {CHECKED} Fishing goes on.", f"{SHORT} Fishing goes on."
    hedge = Hedge(_span(a, "could not independently verify"), "no-evidence")
    assert _find(a, b, Notes((hedge,)), Notes()) == ()


@pytest.mark.parametrize(
    ("behind", "missed"),
    [
        ("The guild declined to confirm the report.", 0),
        ("Neither report could be confirmed.", 0),
        ("The guild gave no proof, and fishing goes on.", 1),
        ("Fishing goes on. The guild declined to confirm the report.", 1),
    ],
)
def test_a_doubt_that_stands_in_the_next_sentence_of_the_other_is_there(behind: str, missed: int) -> None:
    a = SHORT.replace("north quay.", "north quay; the guild would not confirm it.")
    b = f"{SHORT} {behind}"
    words = next(w for w in ("declined to confirm", "gave no proof", "Neither report") if w in behind)
    notes = Notes((Hedge(_span(b, words), "no-evidence"),))
    found = _find(a, b, Notes((Hedge(_span(a, "would not confirm it"), "no-evidence"),)), notes)
    assert len([f for f in found if f.present.report == "a"]) == missed


def test_words_that_keep_a_distance_or_deny_are_no_firmer() -> None:
    a = "The owner of the mill insisted that the boiler had been looked after every spring since it was put in."
    for other in ("denied that the boiler had not", "maintained that the boiler had"):
        b = a.replace("insisted that the boiler had", other)
        assert _find(a, b, Notes((Hedge(_span(a, "insisted"), "distance"),)), Notes()) == ()


def test_a_denial_that_stands_behind_the_sentence_is_not_missing() -> None:
    a = "Two dockers said fuel had been stored in the old grain hall, a claim the port office denied."
    remark = Hedge(_span(a, "a claim the port office denied"), "no-evidence")
    b = "Two dockers said fuel had been stored in the old grain hall. The port office denied that it had kept any."
    denial = _said(b, "The port office", "denied", "that it had kept any", "port office", stance="denies")
    (missing,) = _find(a, b, Notes((remark,)), Notes())
    assert missing.kind == "hedge-absent"
    assert _find(a, b, Notes((remark,)), Notes(attributions=(denial,))) == ()
    other = _said(b, "Two dockers", "said", "fuel had been stored", "two dockers", stance="denies")
    assert _find(a, b, Notes((remark,)), Notes(attributions=(other,))) == (missing,)


def test_that_the_speakers_say_it_themselves_is_missed_where_they_still_stand_there() -> None:
    a = "Doctors at the Lund clinic said they had treated 67 people for burns from the blast at the old mill."
    b = a.replace("said they had treated", "treated")
    said = _said(a, "Doctors at the Lund clinic", "said", "they had treated 67 people for burns", "doctors")
    (found,) = _find(a, b, Notes(attributions=(said,)), Notes())
    assert (found.kind, found.present.span.of(a)) == ("attribution-absent", "said")
    c = a.replace("said they had treated", "said on Monday they treated")
    kept = _said(c, "Doctors at the Lund clinic", "said", "they treated 67 people for burns", "doctors")
    assert _find(a, c, Notes(attributions=(said,)), Notes(attributions=(kept,))) == ()


def test_what_a_statement_tells_of_somebody_is_no_source_of_it() -> None:
    b = "Ada Moll offered to sell the old signal box at Orrin on Monday afternoon."
    a = f"According to two clerks of the railway, {b}"
    lost = _said(a, "two clerks of the railway", "According to", b.rstrip("."), "clerks")
    inside = _said(b, "Ada Moll", "offered", "to sell the old", "Ada Moll")
    (found,) = _find(a, b, Notes(attributions=(lost,)), Notes(attributions=(inside,)))
    assert (found.kind, found.present.report) == ("attribution-absent", "a")
    source = _said(b, "Ada Moll", "offered", "to sell the old signal box at Orrin on Monday afternoon", "Ada Moll")
    assert _find(a, b, Notes(attributions=(lost,)), Notes(attributions=(source,))) == ()


def test_a_quoted_word_inside_what_was_said_is_nobodys_word() -> None:
    a = "A mechanic, who would not be named, said the winch had been called “tired” three days before it gave way."
    b = "The winch had been called “tired” three days before it gave way."
    said = _said(a, "A mechanic", "said", a.partition("said ")[2].rstrip("."), "mechanic")
    word = Attribution("y", "b", "mixed", (), (_span(b, "had been called"),), (_span(b, "“tired”"),))
    (found,) = _find(a, b, Notes(attributions=(said,)), Notes(attributions=(word,)))
    assert (found.kind, found.absent.span.of(b)) == ("attribution-absent", b)
    c = b.replace("had been called", "had been called by its makers")
    named = Attribution("y", "b", "mixed", (_span(c, "its makers"),), word.cue, (_span(c, "“tired”"),))
    assert _find(a, c, Notes(attributions=(said,)), Notes(attributions=(named,))) == ()


def _tagged(text: str, *places: str) -> Notes:
    """Return notes of a text in which the port says each sentence that begins so."""
    said = []
    for n, (start, cue) in enumerate(zip(places[::2], places[1::2], strict=True)):
        at = text.index(cue)
        source, verb = Span(at, at + len("the port")), Span(at + len("the port "), at + len("the port said"))
        content = Span(text.index(start), at - 2)
        said.append(Attribution(f"q{n}", "a", "indirect", (source,), (verb,), (content,), "the port"))
    return Notes(attributions=tuple(said))


def test_a_source_that_moved_to_the_next_sentence_of_its_paragraph_is_not_lost() -> None:
    gave = "The outer gate of the lock at Tarn gave way at twenty to eight in the morning"
    gone = "Five of the crew were still missing by nightfall"
    here, there = f"{gave}, the port said. {gone}.", f"{gave}. {gone}, the port said."
    notes = _tagged(here, gave, "the port said"), _tagged(there, gone, "the port said")
    assert _find(here, there, *notes) == ()
    both = f"{gave}, the port said. {gone}, the port said of them."
    twice = _tagged(both, gave, "the port said", gone, "the port said of")
    assert "attribution-absent" in {f.kind for f in _find(both, there, twice, notes[1])}


@pytest.mark.parametrize(("there", "kinds"), [("due", []), ("scheduled", []), ("certain", ["hedge-absent"])])
def test_what_is_expected_and_what_is_due_are_as_sure_as_each_other(there: str, kinds: list[str]) -> None:
    a = "The report of the harbour board on the leak at the north quay is expected to be published on Friday at noon."
    b = a.replace("expected", there)
    found = _find(a, b, Notes((Hedge(_span(a, "is expected"), "reported"),)), Notes())
    assert [f.kind for f in found] == kinds
    cue, content = (_span(a, "is expected"),), (_span(a, "to be published on Friday at noon"),)
    told = Attribution("1", "a", "indirect", source=(), cue=cue, content=content)
    found = _find(a, b, Notes(attributions=(told,)), Notes())
    assert [f.kind for f in found] == ["attribution-absent" for _ in kinds]
