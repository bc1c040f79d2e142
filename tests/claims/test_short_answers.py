"""Denials and corrections of a word or two: "called that untrue", "this is denied by the mill", "They had not"."""

import pytest
from tests.claims.conftest import read_story

from twosource.annotation import annotate_reports
from twosource.claims.denying import denied_by, is_plain
from twosource.engine.local import LocalEngine
from twosource.intake.reports import make_report
from twosource.model import Ledger, Lineage, Settings
from twosource.pipeline import weigh

SAID = "The licence was signed in an office, the seamen's union alleged."


def conflicts(*texts: str) -> list[tuple[str, str]]:
    return [(c.kind, c.text) for c in read_story(texts).weighed.conflicts]


def weighed(text: str) -> Ledger:
    """Return what is made of a report: by the grammar alone much of one is nobody's, and set against nothing."""
    report = make_report("a", text, published="2031-03-10")
    notes = annotate_reports([report], LocalEngine(), Settings())
    return weigh([report], {"a": "s1"}, (Lineage("l1", ("a",)),), (), notes, settings=Settings())


def with_tagger(text: str) -> list[tuple[str, str]]:
    """Return the conflicts of a report read with the tagger."""
    return [(c.kind, c.text) for c in weighed(text).conflicts]


@pytest.mark.parametrize(
    "answer",
    [
        "The harbour authority called this untrue: “Our officer spent two hours in the hold.”",
        "The harbour authority called that untrue.",
        "The harbour authority called it a lie.",
        "The harbour authority dismissed that as nonsense.",
        "This is denied by the harbour authority.",
        "The allegation was flatly denied by the harbour authority.",
    ],
)
def test_what_was_just_said_is_denied(answer):
    ((kind, text),) = conflicts(f"{SAID} {answer}")
    assert kind == "denial"
    assert "harbour authority" in text
    assert "signed in an office" in text


@pytest.mark.parametrize(
    "answer",
    [
        "Tom Vey, the mate, called the fog a lie.",
        "The union dismissed that as nonsense.",
        "This was rejected by the harbour authority.",
        "This is denied by both.",
    ],
)
def test_neither_another_thing_nor_a_refusal_denies_it(answer):
    assert conflicts(f"{SAID} {answer}") == []


def test_that_there_was_any_such_thing_is_of_the_one_just_told_of():
    told = "Ole Brandt, the returning officer, said the system had been attacked on purpose."
    ((kind, text),) = conflicts(f"{told} Halvern Systems, its supplier, denies that there was any attack.")
    assert kind == "denial"
    assert "attacked on purpose" in text
    assert conflicts(f"{told} Halvern Systems, its supplier, denies that there was any fog.") == []


@pytest.mark.parametrize(
    "correction",
    [
        "Correction: An article on our website on Thursday said that two clerks of the mill had been held. They"
        " had not. The article has been taken down.",
        "A report on this site on Thursday wrongly said that two clerks of the mill had been held. That was wrong.",
    ],
)
def test_a_newsroom_takes_back_what_its_article_said(correction):
    told = "Two clerks of the mill were held on Wednesday, police officials said."
    ((kind, text),) = conflicts(told, correction)
    assert kind == "retraction"
    assert "Two clerks" in text


def test_what_an_article_said_is_not_taken_back_by_what_follows():
    told = "Two clerks of the mill were held on Wednesday, police officials said."
    again = "An article on our website said that two clerks of the mill had been held. They were brought to Lodev."
    assert conflicts(told, again) == []


def test_plain_answers_and_who_gives_them():
    assert is_plain("as nonsense")
    assert not is_plain("the fog a lie")
    assert denied_by("The claim was later disputed by its owner, Ada Moll.") is None
    assert denied_by("This is denied by the mill.") == "mill"


def test_the_article_that_is_gone_is_the_one_just_corrected():
    told = "Twelve men died in the mill, police officials said. Two clerks of the mill were held on Wednesday."
    correction = (
        "Twelve men died in the mill, police officials said.\n\nCorrection: An article on our website on Thursday said"
        " that two clerks of the mill had been held. They had not. The article has been taken down."
    )
    ((kind, text),) = conflicts(told, correction)
    assert kind == "retraction"
    assert "clerks" in text


@pytest.mark.parametrize(
    "withdrawn",
    [
        "A lead of 1,967 votes for the mayor had been shown on the district's website at midnight but was withdrawn the"
        " next morning.",
        "The lead of 1,967 for the mayor, which went up last night, was false, the returning officer, Ada Moll, said.",
    ],
)
def test_a_number_that_was_shown_and_withdrawn(withdrawn):
    ((kind, text),) = conflicts("The mayor leads by 1,967 votes, the district said.", withdrawn)
    assert kind == "retraction"
    assert "1,967" in text


@pytest.mark.parametrize(
    "other",
    [
        "The post was shown beside 40 pictures that were deleted.",
        "Forty divers were sent to the quay, reported the Post, and then withdrawn.",
        "Forty adverts had been published online but were removed.",
        "The number of licences is small: 40 had been announced for 12 mills but withdrawn.",
    ],
)
def test_neither_pictures_nor_divers_are_withdrawn_numbers(other):
    assert conflicts(other) == []


@pytest.mark.parametrize(
    ("counted", "found"),
    [("All eight units were shut down automatically.", []), ("Eight people were injured.", ["contradiction"])],
)
def test_a_count_is_answered_only_by_one_of_what_it_counts(counted, found):
    text = (
        "Water broke through at 6:43 a.m., when the cover of a turbine gave way, Energy Minister Piet Lindal said. "
        f"{counted} The spillway gates had to be opened by hand.\n\nLindal put the number of injured at 23."
    )
    assert [kind for kind, _ in with_tagger(text)] == found


def test_an_accusation_that_names_a_firm_by_what_it_is_can_be_rejected():
    text = (
        "An official of the seamen's union, Pavel Rusk, accused contractor Torvald Engineering of having put back worn "
        "bolts in January. Torvald Engineering rejected the accusation."
    )
    ((kind, told),) = with_tagger(text)
    assert kind == "denial"
    assert told.startswith("Accusation denied by Torvald Engineering: ")
    assert "worn bolts" in told


HIDDEN = (
    "The Arvo mill had reportedly hidden losses of about 80 million crowns on its barges, according to two clerks, who"
    " asked not to be named because the inquiry is confidential."
)


def test_the_deed_that_another_has_just_told_of_is_denied_by_its_verb():
    (found,) = with_tagger(
        f"{HIDDEN}\n\nPiet Oster, who was its treasurer until last year, denied concealing any losses."
    )
    assert found == (
        "denial",
        "Denied by Piet Oster: The Arvo mill had reportedly hidden losses of about 80 million crowns on its barges.",
    )


@pytest.mark.parametrize(
    "answer",
    [
        "Piet Oster, who was its treasurer, denied concealing the report.",
        "The mill is shut on Sundays. Nobody was at the gate on Monday. Piet Oster denied concealing any losses.",
    ],
)
def test_another_deed_and_one_told_of_long_before_are_not(answer):
    assert with_tagger(f"{HIDDEN} {answer}") == []


def test_what_a_sentence_alleges_at_its_end_is_denied_and_not_what_was_done_for_it():
    """Danne shunned the masts because of what it alleged; who denies "this" denies that."""
    masts = (
        "Danne has been urging its allies not to use Arn Link's masts, alleging they could be used by Kestria to spy"
    )
    text = f"Arn Link became a byword in the quarrel and {masts}. Arn Link has denied this and had hoped for a truce."
    (conflict,) = weighed(text).conflicts
    told = {r.stance: r.span.of(text) for r in conflict.readings}
    assert told == {"hedges": "they could be used by Kestria to spy", "denies": "this"}


def test_a_remark_on_what_was_said_is_not_what_is_denied():
    """What was said before it is: "This is why we are a crew" tells of nothing that anybody could deny."""
    met = "Party leaders met last June, when Moll said two men were paid by the port. Vey asked them to keep it quiet."
    said = (
        "Vey said, “No talk. This is why we are a crew here.” First the party leaders denied this, but a tape came out."
    )
    assert with_tagger(f"{met} {said}") == []


def test_who_contradicts_his_own_past_claims_denies_nothing():
    assert (
        with_tagger("Contradicting past claims that he knew nothing of the loan, Moll said such deals were common.")
        == []
    )


def test_a_count_of_all_the_world_is_not_contradicted_by_a_country():
    world = (
        "Worldwide, more than 700,000 birds have been infected and over 35,000 have died, according to a count kept by"
    )
    country = "Norway recorded about 110,000 infections and about 3,800 deaths, with Oslo accounting for about half."
    text = f"{world} Orlow University, though the real figures are thought to be higher.\n\n{country}"
    assert with_tagger(text) == []
