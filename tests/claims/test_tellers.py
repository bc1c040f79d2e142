"""A claim is told by what keeps its doubt and its source, and by what adds least to what the other reports say."""

from __future__ import annotations

import pytest

from twosource.claims.tellers import tell_shared, teller_of

TOLD = [
    (
        "a copy that lost the doubt and the source does not tell the claim",
        (
            "Two stokers at the mill said that nine looms had reportedly been sold to a yard at Tarn.",
            "Nine looms had been sold to a yard at Tarn.",
        ),
        ((0, 1),),
        "0: looms had reportedly been sold",
        "Two stokers at the mill said that nine looms had reportedly been sold to a yard at Tarn.",
    ),
    (
        "nor does one that lost the source of a clause of it",
        (
            "The weir was built in 2009 by Varel & Sons, which according to a masons' union used cheap steel.",
            "The weir was built in 2009 by Varel & Sons, which used cheap steel.",
        ),
        ((0, 1),),
        "0: The weir was built",
        "The weir was built in 2009 by Varel & Sons, which according to a masons' union used cheap steel.",
    ),
    (
        "nor does one that lost the doubt alone, however early it stands in it",
        (
            "The mill at Tarn stands on a hill above the bay. The boiler reportedly burst in the old wing of the mill.",
            "The boiler burst in the old wing of the mill.",
        ),
        ((0, 1),),
        "0: The boiler reportedly burst",
        "The boiler reportedly burst in the old wing of the mill.",
    ),
    (
        "nor does one that lost a doubt about who says it, outside of what is said",
        (
            "The mill at Tarn stands on a hill above the bay. A note reportedly written by its foreman says that the"
            " mill plans to hire pickers after the harvest.",
            "A note written by its foreman says that the mill plans to hire pickers after the harvest.",
        ),
        ((0, 1),),
        "0: the mill plans to hire",
        "A note reportedly written by its foreman says that the mill plans to hire pickers after the harvest.",
    ),
    (
        "nor does one that made a fact of what may have been",
        (
            "The foreman said the frost may have split the pipe behind the boiler of the mill.",
            "The frost split the pipe behind the boiler of the mill, the foreman said.",
        ),
        ((0, 1),),
        "0: frost may have split",
        "Foreman: The frost may have split the pipe behind the boiler of the mill.",
    ),
    (
        "and so it is where a report of another lineage has it from the same speaker",
        (
            "Foreman Jon Reve said the frost may have split the pipe behind the boiler of the mill.",
            "The frost split the pipe behind the boiler of the mill, said foreman Jon Reve.",
        ),
        (),
        "0: frost may have split",
        "Jon Reve: The frost may have split the pipe behind the boiler of the mill.",
    ),
    (
        "another speaker of another lineage is as sure as he likes",
        (
            "The stoker said the frost may have split the pipe behind the boiler of the mill on Friday night.",
            "The frost split the pipe behind the boiler of the mill, said foreman Jon Reve.",
        ),
        (),
        "0: frost may have split",
        "Jon Reve: The frost split the pipe behind the boiler of the mill.",
    ),
    (
        "nor are those that two copies of one lineage have, and the other lineage has not",
        (
            "The gate of the lock was opened by hand by Orlow millers on Monday, Mayor Ines Karpel said.",
            "The gate of the lock was opened by hand by Orlow millers on Monday, said Mayor Ines Karpel.",
            "The gate of the lock was opened by hand on Monday, according to Mayor Ines Karpel.",
        ),
        ((0, 1), (2,)),
        "0: The gate of the lock was opened by hand",
        "Ines Karpel: The gate of the lock was opened by hand on Monday.",
    ),
    (
        "a place and a number that one report alone has are not what the others are cited for",
        (
            "At least nine people were killed in the mill, the fire service said.",
            "The fire service said at least nine people had been killed in the mill.",
            "By dusk nine people killed in the mill lay under 14 sheets in the chapel at Orlow.",
        ),
        (),
        "0: nine people",
        "Fire service: At least nine people were killed in the mill.",
    ),
    (
        "a sentence that tells another thing beside does not tell the claim of one that has only what they share",
        (
            "Premier Ines Karpel declared nine days of mourning for the dead and said she would travel to the mill.",
            "Premier Ines Karpel declared nine days of mourning for the dead and said she would travel to the mill.",
            "Ines Karpel, the premier, announced nine days of mourning for the dead.",
        ),
        ((0, 1), (2,)),
        "2: nine days of mourning",
        "Ines Karpel, the premier, announced nine days of mourning for the dead.",
    ),
    (
        "an exact number goes before one that leaves it open, if both add nothing",
        ("The crash at Tarn injured more than 200 people.", "The crash at Tarn injured 212 people."),
        (),
        "1: injured 212",
        "The crash at Tarn injured 212 people.",
    ),
]


@pytest.mark.parametrize(("reports", "lineages", "at", "text"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_a_claim_is_told_by_what_its_reports_say(read, reports, lineages, at, text):
    claims = read(reports, lineages=lineages).claims_holding([at])
    assert text in [c.text for c in claims]
    assert all(len({r.report for r in c.readings}) == len(reports) for c in claims if c.text == text)


@pytest.mark.parametrize(
    ("other", "text"),
    [
        ("The old mill was built in 1931.", "The old mill was built in 1931."),
        (
            "The old mill was built in 1931, and 40 tonnes are ground there a day.",
            "The old mill was built in 1931 and grinds about 40 tonnes a day.",
        ),
    ],
)
def test_a_number_at_the_end_that_other_lineages_lack_is_left_out(read, other, text):
    whole = "The old mill was built in 1931 and grinds about 40 tonnes a day."
    statements = [s for s in read((whole, other)).statements if s.text.startswith("The old mill was built in 1931")]
    held = {"r0": whole, "r1": other}
    assert tell_shared(statements[0], statements, {"r0": "l1", "r1": "l2"}, held) == text
    assert tell_shared(statements[0], statements[:1], {"r0": "l1"}, held) == whole


def test_counts_that_differ_are_told_by_the_fittest_and_not_by_the_barest(read):
    texts = ("Nine miners died.", "The clinic said that 12 miners had died in the shaft at Orlow by noon.")
    story = read(texts)
    group = [next(s for s in story.statements if s.report == r.id and s.figure) for r in story.reports]
    held = {r.id: r.text for r in story.reports}
    assert teller_of(group, {"r0": "l1", "r1": "l2"}, held) == group[1]


def test_what_is_told_is_not_what_another_report_only_explains(read) -> None:
    told = "The harbour bank raised its rate by half a point on Monday to 5.25 percent, the most in eleven years."
    why = "The figures help to explain why the harbour bank raised its rate by half a point on Monday."
    texts = [c.text for c in read((told, why)).weighed.claims if c.reports == 2]
    assert texts
    assert not [text for text in texts if "explain" in text]
