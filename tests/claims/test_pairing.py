"""What two newsrooms tell in other words is one claim; what differs in a count, a "not" or an opposite is not."""

from __future__ import annotations

import hashlib
import math
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest

from twosource.claims import apart, claims, confirmation, likest, pairing, story
from twosource.claims.alignment import word_weights
from twosource.claims.apart import Apart
from twosource.claims.confirmation import Confirmation
from twosource.claims.evidence import PIECES, Evidence
from twosource.claims.likeness import Likeness
from twosource.claims.meaning import FILE, vectors_of
from twosource.claims.standing import CONFIRMED
from twosource.claims.statements import number_of
from twosource.lexicon import load
from twosource.model import Settings, Span

# Two newsrooms on one fire; no sentence of the one shares more than a name or two with a sentence of the other.
FIRST = """The cannery on Skarvey quay burnt to the ground in the early hours of Sunday.

Fire crews from three parishes needed seven hours to put out the flames.

A night watchman was taken to the infirmary with scorched hands.

The mayor, Ada Fennick, promised that every worker would be paid until Christmas.

Herring prices on the island doubled by noon.

The ferry to Tarn did not sail that morning because of the smoke.

Children collected tins that had burst and rolled into the harbour."""
SECOND = """Flames destroyed the fish factory at Skarvey harbour before dawn on Sunday.

Wages will go on being paid to all staff till the end of the year, Ada Fennick said.

Boats to the mainland were cancelled since nobody could see the pier.

A guard at the works was taken to hospital with burnt hands.

The island has had no cinema since the flood.

A choir of forty will give a concert for the families on Friday.

Insurers have sent two men who photograph the ruins."""
TOLD_ANEW = [
    ["0: burnt to the ground in the early hours", "1: destroyed the fish factory"],
    ["0: every worker would be paid until Christmas", "1: Wages will go on being paid to all staff"],
]


@pytest.mark.parametrize("places", TOLD_ANEW)
def test_what_is_told_in_other_words_is_one_claim(read, places):
    (claim,) = read((FIRST, SECOND)).claims_holding(places)
    assert claim.lineages == 2
    assert claim.standing != CONFIRMED  # what confirms is asked more strictly


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("every worker would be paid", "Wages will not go on being paid to all staff"),
        ("all 60 workers would be paid", "Wages will go on being paid to 400 staff"),
    ],
)
def test_what_cannot_be_one_claim_is_not(read, first, second):
    one = FIRST.replace("every worker would be paid", first)
    other = SECOND.replace("Wages will go on being paid to all staff", second)
    assert (one, other) != (FIRST, SECOND)
    assert not read((one, other)).claims_holding([f"0: {first}", f"1: {second}"])


def test_a_report_of_two_statements_has_no_likest(read):
    few = "\n\n".join(SECOND.split("\n\n")[:2])
    assert not read((FIRST, few)).claims_holding(TOLD_ANEW[0])


@pytest.mark.parametrize(
    ("paragraphs", "paid", "joined"), [(3, "staff", True), (4, "staff", True), (4, "hands", False), (7, "staff", True)]
)
def test_more_is_asked_of_a_report_that_says_little(read, paragraphs, paid, joined):
    """Of few statements one is all but surely the mayor's; with a word less in common it is no more than likely."""
    brief = "\n\n".join(SECOND.split("\n\n")[:paragraphs]).replace("all staff", f"all {paid}")
    places = [TOLD_ANEW[1][0], TOLD_ANEW[1][1].replace("all staff", f"all {paid}")]
    assert bool(read((FIRST, brief)).claims_holding(places)) is joined


def test_copies_of_one_lineage_are_not_paired(read, monkeypatch):
    asked = []
    real = likest._likest
    monkeypatch.setattr(likest, "_likest", lambda alike: asked.append(alike.shape) or real(alike))
    read((FIRST, FIRST.upper(), SECOND), lineages=((0, 1), (2,)))
    assert len(asked) == 2


def test_each_report_is_compared_with_so_many_that_come_after_it():
    reports = [f"r{n}" for n in range(100)]
    pairs = list(likest._pairs_of(reports, {r: r for r in reports}))
    assert len(pairs) == sum(min(likest.REACH, 99 - n) for n in range(100))
    assert not list(likest._pairs_of(reports, dict.fromkeys(reports, "l1")))


ALIKE = np.array([[0.9, 0.2, 0.8], [0.3, 0.1, 0.95], [0.2, 0.0, 0.1]], np.float32)


def test_a_pair_is_looked_at_if_it_is_the_likest_of_its_row_or_of_its_column():
    rows, columns = likest._likest(ALIKE)
    # The last row has its likest in the first column, which has another; so has the second column in the first row.
    assert set(zip(rows.tolist(), columns.tolist(), strict=True)) == {(0, 0), (0, 1), (1, 2), (2, 0)}


def test_a_pair_is_placed_by_its_rank_its_lead_its_lag_and_whether_it_is_mutual():
    rows, columns = np.array([0, 1, 2]), np.array([0, 2, 0])
    apart = np.arange(3)
    own, lead, behind, mutual = likest._places(ALIKE, rows, columns, apart, apart)
    assert own == pytest.approx([0.9, 0.95, 0.2])
    assert lead == pytest.approx([0.9 - 0.8 + 0.9 - 0.3, 0.95 - 0.3 + 0.95 - 0.8, 0.2 - 0.1 + 0.2 - 0.9])
    assert behind == pytest.approx([0, 0, 0.2 - 0.9])
    assert mutual.tolist() == [1, 1, 0]
    # What stands in the same sentence is no rival: the third column is a part of the first.
    lead = likest._places(ALIKE, rows, columns, apart, np.array([0, 1, 0]))[1]
    assert lead[0] == pytest.approx(0.9 - 0.2 + 0.9 - 0.3)


def test_chances_follow_from_the_weights():
    join = likest.fitted("join")
    evidence = np.array([[0.1 * n for n in range(len(join.each))]])
    total = join.constant + sum(w * x for w, x in zip(join.each, evidence[0], strict=True))
    assert join.chances(evidence) == pytest.approx([1 / (1 + math.exp(-total))])
    with pytest.raises(ValueError, match="size"):
        join.chances(evidence[:, 1:])


def test_every_piece_has_a_weight_and_the_likest_some_more():
    assert len(likest.fitted("rank").each) == len(PIECES)
    assert len(likest.fitted("join").each) == len(PIECES) + likest.PLACES


def told_of(statements, **settings):
    """What may be told together of some statements; none of them is like another by the pieces."""
    texts = {s.report: " " * 10_000 for s in statements}
    return pairing._Told(Evidence(statements, texts, Likeness({})), Settings(**settings))


def test_words_of_one_meaning_are_near_each_other():
    told = vectors_of(["Dockers downed tools", "Port workers went on strike", "The orchestra played a waltz", "zzqx"])
    near = told @ told.T
    assert near[0, 1] > near[0, 2] + 0.1
    assert np.linalg.norm(told[:3], axis=1) == pytest.approx([1, 1, 1], abs=1e-4)
    assert not told[3].any()
    assert vectors_of([]).shape == (0, told.shape[1])
    twice = vectors_of(["The pier burnt", "A waltz", "The pier burnt"])
    assert (twice[0] == twice[2]).all()
    assert (twice == np.concatenate([vectors_of([s]) for s in ("The pier burnt", "A waltz", "The pier burnt")])).all()


def test_the_vectors_are_those_of_the_card():
    digest = hashlib.sha256((files("twosource.models") / FILE).read_bytes()).hexdigest()
    assert digest == load("pairing")["vectors"]


def test_of_two_that_tell_one_thing_in_other_words_the_plainer_is_printed(read):
    told = "The cannery on Skarvey quay burnt to the ground in the early hours of Sunday"
    longer = told.replace(" burnt", " and its smokehouse of brick burnt")
    assert told in FIRST
    (claim,) = read((FIRST.replace(told, longer), SECOND)).claims_holding(
        ["0: burnt to the ground", "1: destroyed the fish factory"]
    )
    assert claim.text == "Flames destroyed the fish factory at Skarvey harbour before dawn on Sunday."


APART = [
    ("The Tarn ferry line denied that the pier had been closed.", "The harbour office said the pier had been closed."),
    ("The old pier at Tarn is good for heavy boats.", "Heavy boats find the old pier at Tarn bad for them."),
    ("Forty people were killed in the crash at Danne.", "Forty people were injured in the crash at Danne."),
    ("The pier was closed to 60 boats.", "The harbour office closed the pier to 400 boats."),
    ("Wages will be paid to all staff.", "Wages will not be paid to all staff."),
    ("A fourth sailor was held at Tarn.", "The sailor was held at Tarn."),
    ("The pier has been closed since 4 May 2026.", "Boats used the pier until 4 May 2026."),
    ("Seven buses stood at Tarn.", "The council had seven bids."),
    ("Hundreds of farmers stood at Tarn.", "Choirs of hundreds of children sang."),
    ("“We own no such loom,” Ada Fennick said.", 'Tarn Mills said it "has never bought looms of that kind".'),
    ("The Tarn savings bank is the biggest owner of the mill.", "The purchase made Dorn the second-largest owner."),
    ("Eleven of the 12 are back in custody.", "Eleven wardens sat in the locked chapel."),
    (
        "Ada Fennick spoke on Tuesday for the first time since Monday’s fire at Tarn.",
        "The fire at Tarn began on Monday.",
    ),
    (
        "A keeper died on Tuesday, the first death from Monday’s fire.",
        "Ada Fennick said that the fire began on Monday.",
    ),
    ("Two divers died in the lock at Tarn.", "Chlorine leaked into the lock at Tarn."),
    ("About 20 divers were still trapped.", "Another 21 were missing."),
    ("The last of them had left by 2 p.m.", "A crowd of pilgrims was still waiting on pier 2 at nightfall."),
]


SCRAPS = [
    ("The harbour office announced a truce.", "a truce", True),
    ("Ada Fennick had left when the storm came.", "the storm came", True),
    ("Ada Fennick had left when the storm broke the pier.", "the storm broke the pier", False),
    ("The harbour office announced a night curfew.", "a night curfew", False),
]


@pytest.mark.parametrize(("told", "words", "nothing"), SCRAPS)
def test_a_noun_by_itself_tells_nothing(read, told, words, nothing):
    found = [s for s in read((told,)).statements if s.text == words]
    assert all(apart._tells_nothing_of_it(s) is nothing for s in found)
    assert found or not nothing


@pytest.mark.parametrize(("first", "second"), APART)
def test_slots_keep_apart_what_cannot_be_one_claim(read, first, second):
    story = read((first, second))
    likeness = Likeness(word_weights(story.statements))
    (one, *_), (other, *_) = ([s for s in story.statements if s.report == r.id] for r in story.reports)
    assert pairing.are_apart(one, other, likeness)
    assert not pairing.are_apart(one, one, likeness)


ONE_UTTERANCE = [
    ("“We own no such loom,” Ada Fennick said.", "Ada Fennick said that she “never bought looms of that kind”."),
    ("“We own no such loom,” Ada Fennick said.", 'Tarn Mills said that it "owned no such loom".'),
    ("“We own no such loom,” Ada Fennick said.", "Tarn Mills said that it had never bought looms of that kind."),
]


@pytest.mark.parametrize(("first", "second"), ONE_UTTERANCE)
def test_one_who_quotes_and_one_who_tells_may_have_heard_one_thing(read, first, second):
    story = read((first, second))
    one, other = (next(s for s in story.statements if s.report == r.id) for r in story.reports)
    assert not apart._quote_others(one, other)


NOT_APART = [
    (
        "Fire broke out at the Tarn mill on Monday.",
        "A fire began at the Tarn mill on Monday, a day before Tuesday’s fair.",
    ),
    ("Two divers died in the lock at Tarn.", "Chlorine in the lock at Tarn was the death of divers."),
    ("About 20 divers were missing.", "Twenty-one divers are missing."),
    ("Nine of the divers were flown to Tarn.", "Nine divers were flown to Tarn."),
]


@pytest.mark.parametrize(("first", "second"), NOT_APART)
def test_what_may_be_one_is_left_open(read_first, first, second):
    one, other = read_first(first, second)
    assert not pairing.are_apart(one, other, Likeness(word_weights([one, other])))


def test_them_may_be_those_of_whom_another_tells_the_same(read):
    story = read(("The last of them had left the quay by noon.", "All pilgrims had left by noon."))
    likeness = Likeness(word_weights(story.statements))
    one, other = (next(s for s in story.statements if s.report == r.id) for r in story.reports)
    assert not pairing.are_apart(one, other, likeness)


def pieces(read, first, second):
    """What the first statements of two reports have in common, by piece."""
    story = read((first, second))
    evidence = Evidence(
        story.statements, {r.id: r.text for r in story.reports}, Likeness(word_weights(story.statements))
    )
    table = evidence.between(*(r.id for r in story.reports))
    assert table.shape == (len(PIECES), *(len(evidence.held[r.id]) for r in story.reports))
    return dict(zip(PIECES, table[:, 0, 0].tolist(), strict=True))


HAVE = [
    ("a number in common", "Fires killed 31 people.", "The dead numbered 31.", 1),
    ("a number in common", "Fires killed 31 people.", "He served 31 years.", 0),
    ("a number in common", "One man died.", "One boat sank.", 0),
    ("a large number in common", "Fires killed 31 people.", "The dead numbered 31.", 1),
    ("a large number in common", "Fires killed 12 people.", "The dead numbered 12.", 0),
    ("one count", "Fires killed 31 people.", "At Danne 31 people drowned.", 1),
    ("one count", "Fires killed 31 people.", "At Danne 32 people drowned.", 0),
    ("one count", "One man died.", "One boat sank.", 0),
    ("one count", "40 tonnes of oil leaked.", "40 people drowned.", 0),
    ("one count", "40 tonnes of oil leaked.", "40 tonnes of oil burnt.", 1),
    ("who speaks may be one", "“It burns,” said Ada Fennick.", "Ada Fennick said that it was hot.", 1),
    ("who speaks may be one", "“It burns,” said Ada Fennick.", "“It is hot,” said Maud Ebel.", 0),
    ("who speaks is not one", "“It burns,” said Ada Fennick.", "“It is hot,” said Maud Ebel.", 1),
    ("who speaks is not one", "“It burns,” said Ada Fennick.", "Ada Fennick said that it was hot.", 0),
    ("who speaks is not one", "“It burns,” said Ada Fennick.", "The pier was hot.", 0),
    ("both quoted", "“It burns,” said Ada Fennick.", "“It is hot,” said Maud Ebel.", 1),
    ("both quoted", "“It burns,” said Ada Fennick.", "Ada Fennick said that it was hot.", 0),
    ("a day in common", "It burnt on 4 May 2026.", "On 4 May 2026 the pier was closed.", 1),
    ("other days", "It burnt on 4 May 2026.", "On 4 May 2026 the pier was closed.", 0),
    ("other days", "It burnt on 4 May 2026.", "On 5 May 2026 the pier was closed.", 1),
    ("a not in one only", "The pier burnt.", "The pier did not burn.", 1),
    ("a not in one only", "The pier burnt.", "The pier was closed.", 0),
    ("how many words in common", "Old boats burnt at Tarn.", "At Tarn old boats burnt.", 4),
    ("how many words in common are no names", "Old boats burnt at Tarn.", "At Tarn old boats burnt.", 3),
    ("how many words in common are no names", "Ada Fennick sold boats.", "Ada Fennick wore red.", 0),
    ("words in common that are no names, as a share by weight", "Ada Fennick left Tarn.", "Tarn met Ada Fennick.", 0),
    ("words in common that are no names, as a share by weight", "The pier burnt.", "A pier burnt.", 1),
    ("the same, as a share of the shorter", "The pier burnt.", "At Danne the old pier burnt.", 1),
    ("a day in common that both tell of", "It burnt on 4 May 2026.", "On 4 May 2026 the pier was closed.", 1),
    ("a day in common that both tell of", "It burnt on 4 May 2026.", "It burnt, Maud Ebel said on 4 May 2026.", 0),
]


@pytest.mark.parametrize(("piece", "first", "second", "expected"), HAVE)
def test_what_two_statements_have_in_common(read, piece, first, second, expected):
    assert pieces(read, first, second)[piece] == pytest.approx(expected)


def test_some_statements_of_two_reports_have_what_they_have_among_all(read):
    story = read((FIRST + "\n\nThe pier cost 40 crowns, Maud Ebel said.", SECOND + "\n\n“It is hot,” said Maud Ebel."))
    texts = {r.id: r.text for r in story.reports}
    evidence = Evidence(story.statements, texts, Likeness(word_weights(story.statements)))
    first, second = (r.id for r in story.reports)
    whole = evidence.between(first, second)
    rows, columns = range(1, whole.shape[1]), range(1, whole.shape[2])
    some = evidence.between(first, second, rows, columns)
    assert np.allclose(some, whole[:, list(rows)][:, :, list(columns)])
    assert whole[PIECES.index("both quoted")].any() or whole[PIECES.index("who speaks is not one")].any()


def test_of_copies_that_are_cut_short_nothing_is_asked(read):
    more = "\n\nThe pier cost 40 crowns, Maud Ebel said."
    story = read((FIRST, FIRST + more, FIRST, SECOND, FIRST + more), lineages=((0, 1, 2, 4), (3,)))
    texts = {r.id: r.text for r in story.reports}
    evidence = Evidence(story.statements, texts, Likeness(word_weights(story.statements)))
    assert evidence.fullest({"r0": "l1", "r1": "l1", "r2": "l1", "r3": "l2", "r4": "l1"}) == ["r1", "r3"]
    assert evidence.fullest({"r0": "l1", "r1": "l2", "r2": "l1", "r3": "l3", "r4": "l2"}) == ["r0", "r1", "r3"]


def test_the_voices_of_the_newsroom_and_of_others_differ(read):
    kind = "both in somebody's words, or both in the newsroom's"
    assert pieces(read, "The pier burnt.", "The pier was closed.")[kind] == 1
    assert pieces(read, "The pier burnt.", "“It is hot,” said Maud Ebel.")[kind] == 0


def test_a_count_and_its_sentence_are_one_thing_of_a_report(read):
    whole, apart = read(("The fire at Tarn killed 31 sailors. The pier was closed.",)).statements
    part = replace(whole, span=Span(whole.span.end - 10, whole.span.end))
    told = told_of([whole, part, apart])
    assert not told._are_two_things(0, 1)
    assert told._are_two_things(0, 2)
    assert told._are_two_things(1, 2)


def test_a_bare_count_is_of_the_clause_that_gives_it_and_not_of_what_stands_around(read, monkeypatch):
    told = (
        "The shares of Tarn Mills closed lower at 23.90 crowns after a bad hour.",
        "Shares in the mills, which ended Sunday at 23.90 crowns, rose 6.5 percent in early trading.",
        "Shares in the mills rose to 23.90 crowns in early trading.",
    )
    statements = read(told).statements
    (count,) = (n for n, s in enumerate(statements) if s.report == "r0" and s.figure is not None)
    around, plain = (next(n for n, s in enumerate(statements) if s.report == r and not s.part) for r in ("r1", "r2"))
    monkeypatch.setattr(pairing, "are_apart", lambda *_: False)
    found = told_of(statements)
    assert statements[count].part
    assert found._is_of_a_part(statements[count], statements[around])
    assert not found._is_of_a_part(statements[around], statements[count])
    assert not found._is_of_a_part(statements[count], statements[plain])
    assert not found.agree(count, around, 0.9, [count], [around])
    assert found.agree(count, plain, 0.9, [count], [plain])


@pytest.mark.parametrize(
    ("told", "apart"),
    [
        ("Five people died when a raft turned over at the ford on Monday", True),
        ("a raft turned over at the ford on Monday", True),
        ("Seven people were killed at the ford", False),
        ("The current at the ford killed people", False),
        ("A raft turned over at the ford on Monday, killing at least five people", True),
        ("A raft turned over at the ford on Monday, killing at least seven people", False),
    ],
)
def test_a_clause_that_names_whom_a_toll_counts_tells_no_other_toll(read, told, apart):
    toll = "The number of people killed at the ford on Monday has risen to seven, Mayor Ines Karpel said."
    around = told if told[0].isupper() else f"Five people died when {told}"
    statements = read((f"{around}, the clinic said. The pier was closed.", toll)).statements
    one = next(s for s in statements if s.report == "r0" and s.text == told)
    clause = next(s for s in statements if s.report == "r1" and s.text.startswith("killed"))
    assert told_of(statements)._is_of_another_toll(one, clause) is apart
    assert not told_of(statements)._is_of_another_toll(clause, one)


@pytest.mark.parametrize(("told", "apart"), [("60 letters", True), ("40 letters", False), ("60 keys", False)])
def test_a_clause_about_whom_a_count_names_tells_no_other_count_of_the_noun(read, told, apart):
    texts = (
        f"About {told} were copied in a raid on the archive in Danne this month, the museum said.",
        "Some 40 letters were copied by men who broke into the archive in Danne this month, the police said.",
    )
    statements = read(texts).statements
    one = next(s for s in statements if s.report == "r0" and s.figure is not None)
    clause = next(s for s in statements if s.report == "r1" and s.text.startswith("who broke"))
    assert told_of(statements)._is_of_another_toll(one, clause) is apart


@pytest.mark.parametrize(("speed", "apart"), [("96 km/h", True), ("103 km/h", False)])
def test_clauses_that_lean_on_sentences_of_other_measures_are_not_joined(read, speed, apart):
    texts = (
        f"The launch was doing {speed} as it entered the bend, the harbour office said.",
        "A recorder put the launch at 103 km/h when it entered the curve, the mayor said.",
    )
    statements = read(texts).statements
    one, other = (
        next(s for s in statements if s.report == r and s.text.startswith("it entered")) for r in ("r0", "r1")
    )
    assert told_of(statements)._are_asides_of_others(one, other) is apart


@pytest.mark.parametrize(("own", "apart"), [("3.1 million", True), ("3.4 million", False), ("41", False)])
def test_millions_are_those_of_which_their_report_gives_the_number(read, own, apart):
    told = (
        "Thieves copied the records of 3.4 million readers of the library at Tarn, it said.",
        f"Records of millions of readers were copied at Tarn. The librarian put the number of cards at {own}.",
    )
    statements = read(told).statements
    exact = next(s for s in statements if s.report == "r0" and (3.4e6, "") in s.numbers)
    vague = next(s for s in statements if s.report == "r1" and s.figure and isinstance(s.figure.value, tuple))
    assert told_of(statements)._is_vague_for_another(vague, exact) is apart
    assert not told_of(statements)._is_vague_for_another(exact, vague)


def test_a_count_and_what_takes_it_back_are_one_thing_of_a_report(read):
    told = read(("The flood killed 47 people, the ministry said on Thursday. It lowered the figure to 39.",)).statements
    given = next(s for s in told if s.stance == "states" and s.figure is not None)
    taken = next(s for s in told if s.stance == "withdraws")
    assert not told_of([given, taken])._are_two_things(0, 1)
    likeness = Likeness(word_weights(told))
    assert not pairing.are_apart(given, taken, likeness)
    assert pairing.are_apart(
        replace(given, figure=replace(given.figure, value=9.0, low=9.0, high=9.0)), taken, likeness
    )


def test_what_a_report_tells_again_is_one_thing_and_what_it_tells_beside_is_not(read):
    again = (
        "The cannery on Skarvey quay burnt to the ground on Sunday. The mayor sold her boat to a cousin. "
        "Fire destroyed the cannery on Skarvey quay on Sunday."
    )
    (first, beside, second) = read((again,)).statements
    likeness = Likeness(word_weights([first, beside, second]))
    told = pairing._Told(Evidence([first, beside, second], {first.report: again}, likeness), Settings())
    assert not told._are_two_things(0, 2)
    assert told._are_two_things(0, 1)
    # What is quoted must be more alike to the newsroom's own account than its own words must be to each other.
    wordings = told.evidence.wordings
    alike = told._within[wordings[0], wordings[2]]
    quoted = replace(second, kind="utterance")
    for needed, is_again in ((alike - 0.5, False), (alike - 1.5, True)):
        evidence = Evidence([first, quoted], {first.report: again}, likeness)
        told = pairing._Told(evidence, Settings(told_again=needed))
        told._within[evidence.wordings[0], evidence.wordings[1]] = alike
        assert told._are_two_things(0, 1) != is_again
    # Two clauses of one sentence are two things, however alike.
    of_one = replace(second, sentence=first.sentence)
    told = pairing._Told(Evidence([first, beside, of_one], {first.report: again}, likeness), Settings())
    assert told._are_two_things(0, 2)


def test_groups_are_one_unless_most_of_their_tellings_are_apart(read, monkeypatch):
    told = read(("Flames rose.", "The pier burnt.", "A fire broke out.")).statements
    apart = set()
    monkeypatch.setattr(pairing, "are_apart", lambda a, b, _: (a.text, b.text) in apart)

    def agree():
        return told_of(told).agree(0, 2, 1.0, [0, 1], [2])

    assert agree()
    apart.add((told[1].text, told[2].text))
    assert agree()
    apart.add((told[0].text, told[2].text))
    assert not agree()
    apart.remove((told[1].text, told[2].text))
    assert not agree()  # these two are what would be brought together


@pytest.mark.parametrize(
    ("count", "whole", "speaks_against"),
    [
        ("410 crates", "Wardens pulled 410 crates from the sea and burnt the nets.", False),
        ("460 crates", "Wardens pulled 410 crates from the sea and burnt the nets.", True),
        ("410 crates", "Wardens did not pull 410 crates from the sea.", True),
        ("two crates", "Wardens pulled two crates from the sea and burnt the nets.", True),
    ],
)
def test_a_bare_count_does_not_speak_against_the_sentence_that_has_it(read, monkeypatch, count, whole, speaks_against):
    told, bare = read((whole, f"Of {count} nothing was heard, and the nets of the crew were burnt.")).statements[:2]
    (figure,) = {s.figure for s in read((f"Wardens burnt {count}.",)).statements if s.figure}
    bare = replace(bare, text=count, part=True, negated=False, figure=figure, numbers=frozenset({number_of(figure)}))
    told = replace(told, figure=None)
    monkeypatch.setattr(pairing, "are_apart", lambda a, b, _: a.text != b.text)
    assert told_of([told, bare])._rule_out(0, 1) is speaks_against
    assert told_of([told, bare])._rule_out(1, 0) is speaks_against


def test_what_is_beside_must_be_surer(read):
    told = read(("Flames rose.", "A fire broke out.")).statements
    assert told_of(told).agree(0, 1, 0.6, [0], [1])
    said = [told[0], replace(told[1], part=True)]
    assert not told_of(said).agree(0, 1, 0.6, [0], [1])
    assert told_of(said).agree(0, 1, 0.7, [0], [1])


def test_only_one_day_begins_and_ends(read):
    since, until, other = read(
        ("Boats lie idle since 4 May 2026.", "Boats sailed until 4 May 2026.", "Boats sailed until 9 May 2026.")
    ).statements
    assert apart._other_end(since, until)
    assert not apart._other_end(since, other)
    assert not apart._other_end(since, since)


def test_a_bare_thing_is_not_what_is_told_of_it(read):
    told = "The explosion destroyed brick warehouses, wooden piers and the roof of a ferry hall."
    (statement, *_) = read((told,)).statements
    thing = replace(statement, words=("blast",), text="the explosion")
    assert len(statement.words) > 1 / apart.SHORTER
    assert pairing.are_apart(statement, thing, Likeness(word_weights([statement, thing])))


def test_what_is_confirmed_takes_in_no_telling_in_other_words(read, monkeypatch):
    seen = []
    real = story.pair_up
    monkeypatch.setattr(story, "pair_up", lambda groups, *rest: seen.append(groups) or real(groups, *rest))
    told = "Nineteen people died in the crash at Danne, the health ministry said."
    other = "The crash at Danne killed nineteen people, said Maud Ebel, director of the hospital."
    weighed = read((told + "\n\n" + FIRST, other + "\n\n" + SECOND)).weighed
    confirmed = [c for c in weighed.claims if c.standing == CONFIRMED]
    assert confirmed
    asked = {(s.report, s.span) for groups in seen for group in groups for s in group}
    assert not asked & {(r.report, r.span) for c in confirmed for r in c.readings}


def test_a_fall_is_confirmed_by_the_same_number_only(read):
    fell, also, same = read(
        ("Tarn shares fell 4.9 percent on Monday.", "Tarn shares also fell.", "Tarn shares fell 4.9 percent.")
    ).statements[:3]
    assert confirmation._moved_by_other(fell, also)
    assert not confirmation._moved_by_other(fell, same)
    assert not confirmation._moved_by_other(also, also)


def test_whose_sentence_names_a_source_may_have_it_from_there(read):
    first, second = read(
        ("The letters were found, the Beacon said.", "The letters were found, Mira Holm said.")
    ).statements[:2]
    known = {(first.report, first.span): ("l1", "Beacon"), (second.report, second.span): ("l2", "Mira Holm")}
    naming = replace(second, about=frozenset({"tarn beacon", "mira holm"}))
    assert claims._independent(known, Confirmation(first, second), {})
    assert not claims._independent(known, Confirmation(first, naming), {})


def test_whether_two_are_apart_is_asked_once_of_what_copies_print_alike(read):
    told = ("The weir at Orsk broke on Sunday.", "The weir at Orsk broke on Sunday.", "Two bridges were shut.")
    statements = read(told).statements
    asked = []

    def ask(one, other, likeness):
        asked.append((one.report, other.report))
        return True

    texts = {f"r{n}": text for n, text in enumerate(told)}
    apart = Apart(Evidence(statements, texts, Likeness(word_weights(statements))), ask)
    assert apart(0, 2)
    assert apart(1, 2)
    assert asked == [("r0", "r2")]
