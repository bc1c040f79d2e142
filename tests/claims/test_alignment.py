"""Which statements are one claim, and how it stands then."""

from __future__ import annotations

from dataclasses import replace

from twosource.claims import alignment

ABOUT = {"alignment", "standing"}


def test_case(case, check):
    check(case)


def test_what_is_no_more_than_half_alike_is_left_to_be_paired(read):
    told = ("The council sold the old mill to dockers.", "Dockers hope the council has sold the mill in a good state.")
    one, other = (next(s for s in read(told).statements if s.report == f"r{n}") for n in (0, 1))
    assert len(set(one.words) & set(other.words)) > alignment.FEW_DEEDS
    assert alignment._shares_too_little(one, other, alignment.HALF_ALIKE - 0.01)
    assert not alignment._shares_too_little(one, other, alignment.HALF_ALIKE + 0.01)
    # Two translations of one speaker's sentence are compared by words all the same.
    said = [replace(s, direct=True, speakers=("Ada Fennick",)) for s in (one, other)]
    assert not alignment._shares_too_little(*said, alignment.HALF_ALIKE - 0.01)


def test_a_word_or_two_in_common_tell_nothing_even_if_there_are_no_others(read):
    (whole,) = read(("The mill owed.",)).statements
    one, other = replace(whole, words=("owe",), text="he owed"), replace(whole, words=("owe",), text="he would owe")
    assert alignment._shares_too_little(one, other, 1.0)
    assert not alignment._shares_too_little(one, one, 1.0)
