"""What nobody knows, or would not say, is told in a section of its own, each thing once."""

from __future__ import annotations

import pytest

from twosource.briefing.labels import Citer
from twosource.briefing.unknown import about_unknown, find_unknown
from twosource.model import Claim, Lineage, Reading, Report, Section, Span


def report(name: str, *paragraphs: str, day: str = "2031-03-03") -> Report:
    text = "\n\n".join(paragraphs)
    body = tuple(Span(text.index(p), text.index(p) + len(p)) for p in paragraphs)
    return Report(name, text, "", published=day, body=body)


def told(*reports: Report, claims: tuple[Claim, ...] = (), limit: int = 9, full: bool = True) -> Section:
    lineages = [Lineage(f"l{n}", (r.id,)) for n, r in enumerate(reports)]
    section, _ = about_unknown(reports, lineages, claims, Citer(reports), limit, full)
    return section


@pytest.mark.parametrize(
    ("sentence", "silent"),
    [
        ("It was not immediately clear whether the crane had been inspected.", False),
        ("The cause of the fire in Danne is not yet known.", False),
        ("The names of the two divers have not been released.", False),
        ("Investigators have yet to establish where the leak began.", False),
        ("Mayor Ines Karpel said it was too early to say who would pay.", False),
        ("No group has claimed responsibility for the blast.", False),
        ("The Courier could not independently verify the video.", False),
        ("Investigators did not know who had opened the gate.", False),
        ("We don’t know why the crane fell, she said.", False),
        ("How the gate came to be open remains unclear.", False),
        ("The port office declined to comment on the letter.", True),
        ("Moll & Sons has yet to respond to a request for comment.", True),
        ("Nobody at the mill could say where the grain had gone.", False),
        ("Lodev has not yet said whether it will take the boats.", True),
        ("The pilot, a man whose name was not released, had sailed at noon, the port said.", None),
        ("The board, which did not name the pilot, said he had been held.", None),
        ("Guards held a pilot but did not name him.", None),
        ("The board ordered an audit and declined to say when it would end.", None),
        ("Nine pilots were held in Danne, the board said, declining to give details.", None),
        ("The board said it had held a pilot and refused to name him.", True),
        ("A pilot was held; the board would not say why.", True),
        ("Nobody in the town could have known.", None),
        ("The harbour board would not say how many berths were closed.", True),
        ("The owner could not be reached on Sunday.", True),
        ("The clinic did not give the cause of death.", True),
        ("The council failed to say who would pay for the bridge.", True),
        ("One of the recorders was raised; the second has yet to be found, the harbour board said.", False),
        ("The fire brigade did not rule out a burst pipe.", False),
        ("The board had not ruled out any cause.", False),
        ("The yard gave no reason for the dismissal.", True),
        ("The council would not be drawn on the cost.", True),
        ("The mission did not know which boat had turned first.", False),
        ("Neither side's account could be independently verified.", False),
        ("The office would not name them.", True),
        ("Moll rejected the report. “I do not know who wrote it.", None),
        ("The bridge would not name itself.", None),
        ("The weather gave no reason to hope.", None),
        ("The pilots would not be drawn into the quarrel.", None),
        ("The minister could not rule out a strike.", None),
        ("The bridge was closed on Monday.", None),
        ("Two of the nine divers have yet to be found.", None),
        ("It was not clear until Monday that the gate had been open.", None),
        ("Both insisted that Moll did not know what his clerk was doing.", None),
        ("He was not known for his patience.", None),
        ("Investigators said they did not yet know the cause.", False),
        ("The prisoner was not released on Friday.", None),
        ("The brakes failed to respond, the driver said.", None),
        ("They refused to give up the hall.", None),
        ("The door would not open.", None),
        ("It was still not known who had opened the sluice.", False),
        ("The board's reasons are still not clear.", False),
        ("What became of the third barge remains a mystery.", False),
        ("Nobody at the yard could say who had signed for the fuel.", False),
        ("Nobody could say a word against her.", None),
        ("The sea remained a mystery to him.", None),
        ("Orrin Bank said a buyer, whom it did not identify, had asked for the books.", None),
        ("A letter, whose author the board would not name, was read out.", None),
        ("The board, which met on Monday, would not name the buyer.", True),
        ("The harbour master, whom the board did not name, declined to comment.", True),
        ("The Tide Courier has withdrawn a report on the lock, saying that its source could not confirm it.", None),
        ("Correction: we wrote that the cause was not known.", None),
        ("The ministry withdrew its list and would not say who had drawn it up.", True),
        ("Where the oars went is anyone's guess.", False),
        ("Why the crane fell is still anybody’s guess, the foreman said.", False),
        ("It was a guess that anyone could have made.", None),
        ("Whether the keeper read the warning remains an open question.", False),
        ("The keeper put an open question to the board.", None),
        ("Why the lamp was out remains unexplained.", False),
        ("The cause of the leak, three weeks on, is still unexplained.", False),
        ("The keeper left the room with an unexplained smile.", None),
        ("Nobody has been able to say who rang the bell.", False),
        ("Nobody had yet been able to say if the pump was on.", False),
        ("Nobody has been able to say a word against her.", None),
        ("Divers found a cut chain but could not yet say whether the anchor or a saw had cut it.", False),
        ("The surveyor said the marks were fresh but that she could not yet say whose.", False),
        ("The child could not yet say her own name.", None),
        ("Doctors had not yet confirmed that.", False),
        ("The guests have not yet confirmed the menu.", None),
        ("The surveyor said it could be weeks before it was clear what had sunk the barge.", False),
        ("It will be weeks before it is dry.", None),
        ("The Courier was unable to establish when the picture was taken.", False),
        ("The visitors were unable to establish a lead.", None),
        ("The stamp does not prove that the letter was posted.", False),
        ("The scratches do not prove they were there.", False),
        ("The clerk did not prove a good witness.", None),
        ("Who held the key that night, the board would not say.", True),
        ("Who held the key that night, the keeper could not say.", False),
        ("If she was tired, she did not say.", None),
        ("The brother would not say, and the firm has filed no books.", True),
        ("It gave no other account of who had shut the lock, or when.", True),
        ("The old diary gave no account of the voyage.", None),
        ("The recorder was raised at noon; its contents have not been read yet.", False),
        ("The new library's books have not been read yet.", None),
        ("A clerk told us, on condition that we did not give her name, that the oars were sold.", None),
        ("A clerk, on condition that we did not give her name, would not say who bought them.", True),
        ("Guards held two men in Danne on Sunday; they have not been charged and their names were not released.", None),
        ("Two divers died and their names have not been released.", None),
        ("Where the oars went, nobody has been able to say.", False),
        ("Who rang the bell, nobody knows.", False),
        ("If it rained, nobody minded.", None),
        ("Why the gate stood open until noon remains unexplained.", False),
        ("What had opened the gate was not known until Monday.", None),
        ("The clinic would not discuss dates.", True),
        ("The two mayors did not discuss the bridge.", None),
    ],
)
def test_what_says_that_a_thing_is_open(sentence: str, silent: bool | None) -> None:
    found = [answer for *_, answer in find_unknown([report("a.txt", f"It rained. {sentence}")])]
    assert found == ([] if silent is None else [silent])


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Nine men were held, but nobody knows who paid for the barge.", "Nobody knows who paid for the barge."),
        ("Divers searched all night, and the number of missing is not known.", "The number of missing is not known."),
        ("The recorder was raised at noon; what it holds is not known.", "What it holds is not known."),
        (
            "The nurse would not say what had hurt him, but added that he was awake.",
            "The nurse would not say what had hurt him.",
        ),
        (
            "The yard declined to comment on the fine; its manager has left.",
            "The yard declined to comment on the fine.",
        ),
        # what leans on the other half, or on who says it, stands with it
        ("The recorder was raised at noon; its contents have not been read yet.", None),
        ("Two died in the shaft, and the other bodies have not been identified.", None),
        ("Divers searched the barge but could not yet say who had sunk it.", None),
        ("Footage shows a kite on the pier, though it is unclear when it was shot.", None),
        ("The cause of the fire was not known, and two men were held, police said.", None),
        ("Ada Moll said the barn was old, but the cause was not known.", None),
        ("The board would not say who had paid for the boat, the crew, and the fuel.", None),
        ("It is not known who signed it, when, and for whom it was drawn up.", None),
        ("Its contents have not been read yet, and nobody has been able to say if the brake was on.", None),
        ('The mate said: "We lost it, and the cause is not known to us," but would not say who steered.', None),
    ],
)
def test_only_the_half_that_is_open_is_told_where_the_other_is_a_fact(sentence: str, part: str | None) -> None:
    (one,) = told(report("a.txt", f"It rained at Danne. {sentence}")).sentences
    assert one.text.removeprefix("It rained at Danne. ") == (part or sentence)


def test_the_fact_beside_what_is_open_is_told_among_the_claims() -> None:
    paper = report("a.txt", "The yard declined to comment on the fine, but its manager left on Monday.")
    known, asked = Span(46, 74), Span(0, 41)
    claims = [
        Claim(f"c{n}", span.of(paper.text), None, (Reading("a.txt", span, "l0", None, "states", None),), 1, 1, (), "")
        for n, span in enumerate((known, asked))
    ]
    _, made = about_unknown([paper], [Lineage("l0", ("a.txt",))], claims, Citer([paper]), 9, True)
    assert [c.id for c in made] == ["c1"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Captain Ines Karpel said two boats had left.", "She did not name the second."),
        ("Where the oars went is anybody's guess.", "The owner would not say."),
    ],
)
def test_what_was_not_said_is_told_with_what_it_is_about(before: str, after: str) -> None:
    (one,) = told(report("a.txt", f"{before} {after}")).sentences
    assert one.text == f"{before} {after}"


def test_what_is_open_is_told_without_the_end_of_what_another_said_before_it() -> None:
    said = 'Ada Moll replied: "We did not. We had no boat out." But the pilots have yet to say who towed the barge.'
    (sentence,) = told(report("a.txt", said)).sentences
    assert sentence.text == "But the pilots have yet to say who towed the barge."


def test_what_several_reports_do_not_know_is_told_once_and_before_who_was_silent() -> None:
    one = report("a.txt", "The port office declined to comment.", "The cause of the fire at Danne is not yet known.")
    two = report("b.txt", "The cause of the fire at Danne was not known.", day="2031-03-04")
    section = told(one, two)
    assert [s.text for s in section.sentences] == [
        "The cause of the fire at Danne is not yet known.",
        "The port office declined to comment.",
    ]
    assert section.sentences[0].standing == "two reports, 4 March 2031"
    assert [c.label for c in section.sentences[0].citations] == ["a:3", "b:1"]


def test_a_copy_says_what_was_open_when_its_lineage_wrote_it() -> None:
    wire = report("a.txt", "The union has yet to say whether it will attend.")
    copy = report("b.txt", "The union has yet to say whether it will attend.", day="2031-03-05")
    section, _ = about_unknown([wire, copy], [Lineage("l1", ("a.txt", "b.txt"))], (), Citer([wire, copy]), 9, True)
    assert section.sentences[0].standing == "two reports, 3 March 2031"


def test_a_sentence_that_points_back_is_told_with_the_one_before_it_in_its_paragraph() -> None:
    said = "Two dockers say that fuel was kept in the hall. The Courier could not confirm this."
    (sentence,) = told(report("a.txt", said)).sentences
    assert sentence.text == said
    (alone,) = told(report("a.txt", "Two dockers say so.", "It did not give the cause of death.")).sentences
    assert alone.text == "It did not give the cause of death."
    assert not told(report("a.txt", "It did not give the cause of death."), full=False).sentences


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("It is not yet known when the lock will open.", False),
        ("It was too early to say who would pay.", False),
        ("It remains unclear whether the pilot slept.", False),
        ("It is not known when they will be paid.", True),
        ("There was no word on the second barge.", False),
        ("It has not decided whether to sell, which was not clear before.", True),
        ("It did not say who would pay.", True),
        ("The yard has yet to reply to it, they say.", True),
        ("The Courier was unable to establish when it was painted.", True),
        ("The Courier was unable to establish when the wall was painted.", False),
    ],
)
def test_it_that_stands_for_nobody_needs_no_sentence_before_it(sentence: str, leans: bool) -> None:
    before = "The lock was shut on Monday."
    (found,) = told(report("a.txt", f"{before} {sentence}")).sentences
    assert found.text == (f"{before} {sentence}" if leans else sentence)


def test_what_opens_with_it_that_stands_for_nobody_is_told_in_a_normal_briefing() -> None:
    one = report("a.txt", "It is not yet known when the lock at Danne will open.")
    assert [s.text for s in told(one, full=False).sentences] == [one.text]


def test_what_two_lineages_claim_stands_under_its_standing_and_one_lineages_claim_is_told_here() -> None:
    open_ = report("a.txt", "The port office has yet to say who held the key.")
    reading = Reading("a.txt", open_.body[0], "l0", None)
    for lineages, here in ((1, True), (2, False)):
        claim = Claim(
            "c1", "The port office has yet to say who held the key.", None, (reading,), 2, lineages, (), "one"
        )
        section, taken = about_unknown([open_], [Lineage("l0", ("a.txt",))], [claim], Citer([open_]), 9, True)
        assert bool(section.sentences) is here
        assert taken == ([claim] if here else [])


def test_who_was_silent_on_what_was_withdrawn_leaves_nothing_open() -> None:
    one = report("a", "A crate of oars was missing, the keeper said. The lock office would not comment on that.")
    reading = Reading("a", Span(0, 44), "l0", "keeper")
    claim = Claim("c1", "A crate of oars was missing.", None, (reading,), 1, 1, ("keeper",), "withdrawn")
    assert told(one, claims=(claim,)).sentences == ()
    assert len(told(one).sentences) == 1


def test_who_was_silent_by_a_pronoun_is_named_before_it() -> None:
    said = "“The lock is safe,” said Ada Moll of the harbour board. She declined to discuss the letter."
    one = report("a.txt", said)
    start = said.index("She")
    reading = Reading("a.txt", Span(start, len(said)), "l0", "Ada Moll")
    claim = Claim("c1", "She declined to discuss the letter.", None, (reading,), 1, 1, (), "one report")
    assert [s.text for s in told(one, claims=(claim,)).sentences] == ["Ada Moll: She declined to discuss the letter."]
    assert [s.text for s in told(one).sentences] == [said]


def test_one_unknown_is_told_in_the_sentence_that_names_who_does_not_know() -> None:
    before = "The mission has nine boats. It has yet to establish who opened the gate, its master, Jon Reve, said."
    after = "The mission, which has nine boats, has yet to establish who opened the gate, its master, Jon Reve, said."
    (sentence,) = told(report("a.txt", before), report("b.txt", after)).sentences
    assert (sentence.text, [c.label for c in sentence.citations]) == (after, ["a:1", "b:1"])


def test_each_who_was_silent_is_told() -> None:
    lines = [
        "Mayor Ines Karpel of Danne declined to comment.",
        "Karpel of Danne declined to comment on the cranes there.",
    ]
    assert len(told(report("a.txt", *lines)).sentences) == 2


def test_no_more_is_told_than_asked_for() -> None:
    lines = [
        f"The {place} office declined to comment on the {thing}."
        for place, thing in (["port", "letter"], ["town", "road"])
    ]
    assert len(told(report("a.txt", *lines), limit=1).sentences) == 1


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Ada Moll, the keeper, said the lock would open. She would not say who had shut it.", True),
        ("“The lock will open,” she said. She would not say who had shut it.", True),
        ("Ada Moll said Jon Reve had left the lock. He would not say who had shut it.", False),
    ],
)
def test_who_is_silent_is_named_without_what_was_said_before(said: str, found: bool) -> None:
    text = report("a.txt", said)
    claim = Claim("c1", "", None, (Reading("a.txt", Span(0, 20), "l0", "Ada Moll"),), 1, 1, ("Ada Moll",), "one report")
    (sentence,) = told(text, claims=(claim,)).sentences
    assert sentence.text == (f"Ada Moll: {said[said.index('. ') + 2 :]}" if found else said)


def test_who_speaks_of_what_was_said_before_is_told_with_it() -> None:
    said = "The pilot had been taken ill, Ada Moll said. She said doctors had not yet confirmed that."
    claim = Claim("c1", "", None, (Reading("a.txt", Span(0, 43), "l0", "Ada Moll"),), 1, 1, ("Ada Moll",), "one report")
    (sentence,) = told(report("a.txt", said), claims=(claim,)).sentences
    assert sentence.text == said


def test_a_report_that_nobody_published_needs_no_sentence_before_it() -> None:
    said = "The span was rated poor in May. The lock board has yet to publish the report."
    (sentence,) = told(report("a.txt", said)).sentences
    assert sentence.text == "The lock board has yet to publish the report."


def test_what_is_told_before_another_sentence_is_told_there_alone() -> None:
    said = "The lock board has yet to publish the report. It did not answer questions from the Courier."
    (sentence,) = told(report("a.txt", said)).sentences
    assert sentence.text == said
    also = report("b.txt", "The lock board has yet to publish the report.")
    assert len(told(report("a.txt", said), also).sentences) == 2


def test_what_was_withdrawn_carries_no_sentence_that_points_to_it() -> None:
    said = "Seals were among the goods. The lock board would not comment on that."
    reading = Reading("a.txt", Span(0, 27), "l0", None)
    gone = Claim("c1", "Seals were among the goods.", None, (reading,), 1, 1, (), "withdrawn")
    assert not told(report("a.txt", said), claims=(gone,)).sentences


def test_one_firm_of_one_lineage_that_gave_no_comment_is_told_once() -> None:
    wire = report("a.txt", "The mill, which has 40 hands, did not respond to a request for comment.")
    copy = report("b.txt", "The mill, which has a staff of 40, could not be reached for comment.")
    other = report("c.txt", "The mill could not be reached for comment on Monday.")
    lineages = [Lineage("l1", ("a.txt", "b.txt")), Lineage("l2", ("c.txt",))]
    section, _ = about_unknown([wire, copy, other], lineages, (), Citer([wire, copy, other]), 9, True)
    assert [[c.label for c in s.citations] for s in section.sentences] == [["a:1", "b:1"], ["c:1"]]


@pytest.mark.parametrize(
    ("open_", "since", "pointed"),
    [
        ("The pilots' board has not said when it will report.", "The pilots' board expects to report by June.", True),
        ("It was not known whether anyone was inside the oil mill.", "The oil mill stood empty, Ada Moll said.", False),
        ("It was not known who was inside the old oil mill.", "The old oil mill stood empty inside.", True),
        ("It was not known who was inside the old oil mill.", "Who was inside the old oil mill is unclear.", False),
        ("The cause was not known.", "The cause of the fire at the mill was a lamp.", False),
        ("It was not clear who had sunk the barge off Tarn.", "The barge Ada was raised off Orlow.", False),
    ],
)
def test_what_a_later_report_says_of_the_same_thing_is_pointed_to(open_: str, since: str, pointed: bool) -> None:
    first = told(report("a.txt", open_), report("b.txt", f"It rained. {since}", day="2031-03-05")).sentences[0]
    assert ("; more on it since [b:1]" in (first.standing or "")) is pointed
    same_day = told(report("a.txt", open_), report("b.txt", f"It rained. {since}")).sentences[0]
    assert "since" not in (same_day.standing or "")


def test_who_was_silent_and_is_heard_on_a_later_day_is_pointed_to() -> None:
    asked = report("a.txt", "The pilots' board declined to comment.")
    spoke = report("b.txt", "It was late, the pilots' board said.", day="2031-03-06")
    claims = (
        Claim(
            "c1", "It was late.", None, (Reading("b.txt", Span(0, 11), "l1", "pilots' board"),), 1, 1, (), "one report"
        ),
    )
    (sentence,) = told(asked, spoke, claims=claims).sentences
    assert sentence.standing == "one report, 3 March 2031; heard since [b:1]"
    (sentence,) = told(asked, report("b.txt", spoke.text), claims=claims).sentences
    assert sentence.standing == "one report, 3 March 2031"


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("The cause is not yet known.", "It is not clear what caused the fire at the mill.", 1),
        ("It is not known how the fire at the mill started.", "The cause of the fire at the mill is unknown.", 1),
        ("It is not clear when the fire at the mill started.", "The cause of the fire at the mill is unknown.", 2),
        ("It is not clear who lit the lamp at the mill.", "The cause is unknown.", 2),
    ],
)
def test_one_unknown_in_other_words_is_told_once(first: str, second: str, lines: int) -> None:
    assert len(told(report("a", first), report("b", second)).sentences) == lines


def test_one_word_is_told_by_itself_where_two_others_may_be_meant() -> None:
    two = "It is not clear what caused the fire. What caused the leak at the dam is not known."
    assert len(told(report("a", two), report("b", "The cause is unknown.")).sentences) == 3


def test_the_fact_before_what_is_open_is_left_to_the_claims() -> None:
    text = "A pilot was held in Danne on Friday; the board would not say why."
    held, why = "A pilot was held in Danne on Friday", "the board would not say why"
    made = []
    for n, words in enumerate((held, why)):
        at = text.index(words)
        reading = Reading("a", Span(at, at + len(words)), "l0", None, text=words)
        made.append(Claim(f"c{n}", words, None, (reading,), 1, 1, (), "one report", weight=1.0))
    a = report("a", text)
    section, told_here = about_unknown([a], [Lineage("l0", ("a",))], made, Citer([a]), 9, True)
    assert [s.text for s in section.sentences] == [text]
    assert "c0" not in {c.id for c in told_here}
