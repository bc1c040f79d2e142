"""Each sentence finds its twin, the most alike first, and words are used once."""

from __future__ import annotations

from twosource.lineage.kinship import both_ways
from twosource.lineage.matching import choose_matches, covered, keeps_its_course, turned
from twosource.lineage.phrasings import Phrasings
from twosource.lineage.wording import read_wordings
from twosource.model import Report

TOWER = "The tower of Orrin leans by four more inches, and masons have put beams beneath its western arch."
FIRST, SECOND = "The tower of Orrin leans by four more inches.", "Masons have put beams beneath its western arch."
MARKET = "Stalls on the square below were moved to the tram depot before dawn."
BRIEF = "He declined."


def _phrasings(*texts: tuple[str, ...]) -> Phrasings:
    return Phrasings(read_wordings([Report(f"r{n}", "\n\n".join(text), "") for n, text in enumerate(texts)]))


def test_a_sentence_split_in_two_matches_both_halves() -> None:
    found = choose_matches(_phrasings((FIRST, SECOND, MARKET), (TOWER, MARKET)), 0, 1)
    assert [(m.this, m.other, m.equal) for m in found] == [(0, 0, False), (1, 0, False), (2, 1, True)]


def test_a_sentence_that_stands_twice_is_used_once() -> None:
    found = choose_matches(_phrasings((MARKET,), (MARKET, TOWER, MARKET)), 0, 1)
    assert [(m.this, m.other) for m in found] == [(0, 0)]


def test_a_brief_sentence_matches_itself_alone() -> None:
    assert len(choose_matches(_phrasings((BRIEF,), (MARKET, BRIEF)), 0, 1)) == 1
    assert not choose_matches(_phrasings((BRIEF,), ("He declined to say more about it on the day.",)), 0, 1)


def test_matches_turn_round() -> None:
    phrasings = _phrasings((FIRST, SECOND, MARKET), (MARKET, TOWER))
    here, there = choose_matches(phrasings, 0, 1), choose_matches(phrasings, 1, 0)
    assert turned(here) == there
    assert turned(turned(here)) == here


def test_what_is_kept_is_counted_once_where_halves_share_a_sentence() -> None:
    phrasings = _phrasings((FIRST, SECOND, MARKET), (TOWER, MARKET))
    one, other = both_ways(*phrasings.reports, choose_matches(phrasings, 0, 1), set(), set())
    assert (one.kept, one.written, one.alone) == (one.words, 0, 0)
    assert (other.words - other.kept, other.written) == (1, 1)  # "and"
    assert (one.trims, other.trims) == (1, 0)


def test_coverage_is_that_of_words_outside_quotations() -> None:
    phrasings = _phrasings((MARKET, '"Nobody told the stallholders why," Ida Brandt said.'), (MARKET,))
    here, there = covered(phrasings, 0, 1), covered(phrasings, 1, 0)
    assert there == 1.0
    assert 0.6 < here < 1.0


THINGS = ("tower", "market", "quarry", "harbour", "library", "windmill", "abbey", "foundry", "theatre", "granary")


def _tale(order: tuple[str, ...], words: str) -> tuple[str, ...]:
    return tuple(
        f"The old {thing} of Orrin {words} beside the {thing} gate before the flood of March." for thing in order
    )


def test_a_story_rewritten_sentence_by_sentence_keeps_its_course() -> None:
    told, anew = _tale(THINGS, "was closed"), _tale(THINGS, "had been closed by masons")
    assert keeps_its_course(_phrasings(told, (*anew, "Nobody lives there.")))


def test_the_same_facts_in_another_order_are_another_account() -> None:
    told, anew = _tale(THINGS, "was closed"), _tale(tuple(reversed(THINGS)), "had been closed by masons")
    assert not keeps_its_course(_phrasings(told, anew))


def test_a_few_sentences_in_common_are_no_course() -> None:
    told, anew = _tale(THINGS, "was closed"), _tale(THINGS[:5], "had been closed by masons")
    assert not keeps_its_course(_phrasings(told, anew))


def test_a_sentence_that_was_cut_in_two_counts_once() -> None:
    thing, *others = THINGS[:7]
    told = (
        f"The old {thing} of Orrin was closed before the flood, and masons from Varn had carried off its slates.",
        *_tale(tuple(others), "was closed"),
    )
    anew = (
        f"The old {thing} of Orrin was closed before the flood.",
        "Masons from Varn had carried off its slates.",
        *_tale(tuple(others), "had been closed by masons"),
    )
    phrasings = _phrasings(told, anew)
    assert len(choose_matches(phrasings, 0, 1)) == 8
    assert not keeps_its_course(phrasings)
