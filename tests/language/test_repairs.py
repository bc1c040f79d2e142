"""Edges that a tagger sets against the grammar, mended by the parse; and edges that stay as they are."""

from __future__ import annotations

import pytest

from twosource.language.parser import parse
from twosource.language.repairs import mend_edges
from twosource.language.speech import Triple
from twosource.model import Span


def mended(text: str, source: str, cue: str, content: str) -> tuple[str, str, str]:
    """Return source, cue and content of one attribution after mending, as words."""
    parsed = next(iter(parse([text])))
    at = [Span(text.rindex(words), text.rindex(words) + len(words)) for words in (source, cue, content)]
    [triple] = mend_edges(parsed, [Triple((at[0],), (at[1],), (at[2],), "tagger")])
    parts = [" … ".join(s.of(text) for s in part) for part in (triple.source, triple.cue, triple.content)]
    return parts[0], parts[1], parts[2]


def test_the_first_half_of_what_was_said_belongs_to_it() -> None:
    text = "The guild said 900 glaziers came on Monday and that a longer strike would follow."
    found = mended(text, "The guild", "said", "that a longer strike would follow")
    assert found[2] == "900 glaziers came on Monday and that a longer strike would follow"


@pytest.mark.parametrize(
    "text",
    [
        "The guild told reporters on Monday and that a longer strike would follow.",
        "The guild said on Monday, and that a longer strike would follow.",
    ],
)
def test_no_clause_no_first_half(text: str) -> None:
    content = "that a longer strike would follow"
    assert mended(text, "The guild", "told" if "told" in text else "said", content)[2] == content


def test_who_is_counted_last_belongs_to_what_was_said() -> None:
    text = "Piet Vos said he had pulled nine people out, the oldest of them a woman of 80."
    found = mended(text, "Piet Vos", "said", "he had pulled nine people out")
    assert found[2] == "he had pulled nine people out, the oldest of them a woman of 80"
    text = "Piet Vos said he had pulled nine people out, a feat of which the town is proud, and slept."
    assert mended(text, "Piet Vos", "said", "he had pulled nine people out")[2] == "he had pulled nine people out"


def test_a_day_behind_its_preposition_belongs_to_what_was_said() -> None:
    text = "Piet Vos said four pilots would vote against the plan on Thursday evening."
    found = mended(text, "Piet Vos", "said", "four pilots would vote against the plan on")
    assert found[2] == "four pilots would vote against the plan on Thursday evening"
    text = "Four pilots had voted against the plan, Piet Vos said on Thursday."
    found = mended(text, "Piet Vos", "said", "Four pilots had voted against the plan")
    assert found[2] == "Four pilots had voted against the plan"


def test_the_report_of_said_in_its_report_does_not_speak() -> None:
    text = "Nearly 200 boats had been mended by May, the state builder said in its yearly report."
    found = mended(text, "yearly report", "said in its", "Nearly 200 boats had been mended by May, the state builder")
    assert found == ("the state builder", "said in its yearly report", "Nearly 200 boats had been mended by May")


def test_who_says_it_is_not_the_subject_of_what_was_said() -> None:
    text = "Divers from the Lake Guard found the oar of a boat in the mud, said Ada Poe, its head."
    found = mended(text, "Divers from the Lake Guard found", "said", "the oar of a boat in the mud")
    assert found == ("Ada Poe, its head", "said", "Divers from the Lake Guard found the oar of a boat in the mud")
    said = "Divers from the lake guard raised the bell of the ferry on Monday"
    text = f"{said}, Ilse Brandt, who leads the search, told reporters."
    found = mended(text, "who leads the search,", "told", f"{said}, Ilse Brandt,")
    assert found[0] == "Ilse Brandt, who leads the search"
    assert found[2] == said
    said = "We see a guild that was built to fool auditors, glaziers and, in the end, shopkeepers,"
    found = mended(f"“{said}” chief warden Ines Karsten told the town.", "chief warden Ines Karsten", "told", said)
    assert found[0] == "chief warden Ines Karsten"


@pytest.mark.parametrize("content", ["found the oar of a boat in the mud", "the oar of a boat in the mud"])
def test_what_was_said_has_its_subject(content: str) -> None:
    text = "Divers from the Lake Guard found the oar of a boat in the mud, Ada Poe, its head, told reporters."
    found = mended(text, "Ada Poe, its head,", "told", content)
    assert found[2] == "Divers from the Lake Guard found the oar of a boat in the mud"

    assert mended("Ada Poe described the oar.", "Ada Poe", "described", "the oar")[2] == "the oar"


def test_what_is_quoted_gets_no_subject() -> None:
    text = "The divers called the oar “a small thing from a far lake”, Ada Poe, their head, told reporters."
    assert mended(text, "Ada Poe, their head,", "told", "“a small thing from a far lake”")[2].startswith("“a small")


@pytest.mark.parametrize("manner", ["it this way", "as follows", "in these words", "bluntly"])
def test_how_it_was_said_is_no_part_of_the_words(manner: str) -> None:
    text = f"The guild put {manner}: “They should have left in May.”"
    words = "“They should have left in May.”"
    assert mended(text, "The guild", "put", f"{manner}: {words}")[2] == words


def test_what_is_announced_before_a_quotation_stays() -> None:
    text = "The guild announced a new rule: “No glazier works alone.”"
    content = "a new rule: “No glazier works alone.”"
    assert mended(text, "The guild", "announced", content)[2] == content


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("She did not release the lock's log.", "did", "not release the lock's log"),
        ("The guild has never shown the log.", "has never", "shown the log"),
    ],
)
def test_a_verb_that_only_helps_another_says_nothing(text: str, cue: str, content: str) -> None:
    parsed = next(iter(parse([text])))
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    source = Span(0, text.index(cue) - 1)
    assert mend_edges(parsed, [Triple((source,), (spans[0],), (spans[1],))]) == []


def test_a_denial_of_saying_keeps_its_cue() -> None:
    text = "She did not say that the lock was open."
    assert mended(text, "She", "did not say", "that the lock was open")[1] == "did not say"


def test_where_somebody_is_awaited_nobody_speaks() -> None:
    text = "Of the nine, two are expected in court on Friday."
    parsed = next(iter(parse([text])))
    at = [Span(text.index(words), text.index(words) + len(words)) for words in ("in court", "are expected", "two")]
    assert not mend_edges(parsed, [Triple((at[0],), (at[1],), (at[2],), "tagger")])


@pytest.mark.parametrize(
    ("text", "cue", "content", "speaks"),
    [
        ("The guards fired tear gas.", "fired", "tear gas", False),
        ("The guards blocked the bridge.", "blocked", "the bridge", False),
        ("The mayor used the words “a shame”.", "used", "the words “a shame”", True),
        ("The mayor imposed a curfew.", "imposed", "a curfew", True),
        ("The mayor attacked the plan.", "attacked", "the plan", True),
    ],
)
def test_who_does_a_thing_says_nothing(text: str, cue: str, content: str, speaks: bool) -> None:
    parsed = next(iter(parse([text])))
    source = text.split(f" {cue}", maxsplit=1)[0]
    at = [Span(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    assert bool(mend_edges(parsed, [Triple((at[0],), (at[1],), (at[2],), "tagger")])) is speaks


@pytest.mark.parametrize("cue", ["it emerged", "it had emerged", "it came to light", "it later turned out"])
def test_what_came_out_by_itself_nobody_says(cue: str) -> None:
    text = f"Harbour Minister Ada Moll resigned after {cue} that she had sold a lamp."
    assert mended(text, "Harbour Minister Ada Moll", cue, "that she had sold a lamp")[0] == ""


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("It emerged from court papers that Falk had sold a lamp.", "court papers", "emerged from"),
        ("After it emerged, Ada Moll said that she had sold a lamp.", "Ada Moll", "said"),
        ("Ada Moll revealed that she had sold a lamp.", "Ada Moll", "revealed"),
    ],
)
def test_who_tells_what_came_out_stays(text: str, source: str, cue: str) -> None:
    content = text[text.index("that ") : -1]
    assert mended(text, source, cue, content)[0] == source


def second_half(text: str, source: str) -> str:
    """Return what is said in "the dyke was soft, SOURCE said, and …" after mending."""
    return mended(text, source, "said", "The dyke was soft")[2]


def test_what_follows_she_said_is_hers_too() -> None:
    text = "The dyke was soft, she said, and the guild wrote to the board in May."
    assert second_half(text, "she") == "The dyke was soft … the guild wrote to the board in May"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The dyke was soft, police said, and the bridge was shut by noon.", "police"),
        ("The dyke was soft, she said, and she left the hall.", "she"),
        ("The dyke was soft, she said, and took her coat.", "she"),
        ("The dyke was soft, she said, and “nobody wrote” to the board.", "she"),
        ("The dyke was soft, she said on Monday, and the bridge was shut.", "she"),
    ],
)
def test_what_the_reporter_goes_on_with_is_not(text: str, source: str) -> None:
    assert second_half(text, source) == "The dyke was soft"
