"""The learned tagger, as shipped: what it must find in plain sentences, and what it must never do."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.language.signed import find_signed
from twosource.language.tagger import Tagger, tag

MODELS = Path(str(files("twosource") / "models"))


def words(text):
    return [
        tuple(" … ".join(span.of(text) for span in part) for part in (one.source, one.cue, one.content))
        for one in tag([text])[0]
    ]


PLAIN = {
    "direct": (
        "“We will reopen the bridge in May,” said Ada Poe.",
        "Ada Poe",
        "said",
        "We will reopen the bridge in May",
    ),
    "indirect": (
        "Ada Poe said that the bridge would reopen in May.",
        "Ada Poe",
        "said",
        "the bridge would reopen in May",
    ),
    "mixed": ("Ada Poe called the delay “a disgrace” on Monday.", "Ada Poe", "called", "“a disgrace”"),
    "according to": (
        "According to the harbour police, two boats sank.",
        "the harbour police",
        "According to",
        "two boats sank",
    ),
    "after": ("The mine will close, the ministry announced.", "the ministry", "announced", "The mine will close"),
    "telling": ("The mayor told reporters that the dam was safe.", "The mayor", "told", "the dam was safe"),
}


@pytest.mark.parametrize("name", PLAIN)
def test_finds_plain_speech(name):
    text, source, cue, content = PLAIN[name]
    assert any(source == s and c.startswith(cue) and content in said for s, c, said in words(text)), words(text)


def test_content_in_two_pieces_is_one_attribution():
    text = "“The water rose,” Ada Poe said, “faster than anyone had feared.”"
    ((source, _, content),) = words(text)
    assert source == "Ada Poe"
    assert content == "“The water rose,” … “faster than anyone had feared.”"


def test_says_nothing_where_nobody_speaks():
    assert words("The bridge is 300 metres long and was built in 1931.") == []


def test_an_introduction_has_no_content_of_its_own():
    (one,) = tag(["The ministry wrote in a statement:"])[0]
    assert (one.rule, one.content) == ("introduction", ())


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u202e\u200f\x00", "“", '"""""', "said", ":" * 50, "x" * 5000, "😀 " * 300]
)
def test_odd_text_breaks_nothing(text):
    for one in tag([text])[0]:
        assert all(0 <= span.start < span.end <= len(text) for part in one[:3] for span in part)


@given(st.text(alphabet=st.sampled_from('abc “”".,:said\n—é'), max_size=120))
@settings(max_examples=25, deadline=None)
def test_spans_are_always_within_the_text(text):
    for one in tag([text])[0]:
        assert all(0 <= span.start < span.end <= len(text) for part in one[:3] for span in part)
        assert one.confidence is not None
        assert 0 <= one.confidence <= 1


def test_the_answer_does_not_depend_on_the_company():
    texts = [case[0] for case in PLAIN.values()]
    alone = [tag([text])[0] for text in texts]
    assert tag(texts) == alone
    assert tag(texts[::-1]) == alone[::-1]


def test_a_higher_threshold_gives_fewer():
    text = "Officials hope that the bridge, which critics have called too costly, will be accepted, Ada Poe suggested."
    some, all_of_them = tag([text], threshold=0.9)[0], tag([text], threshold=0.0)[0]
    assert len(some) <= len(all_of_them)
    assert all((one.confidence or 0) >= 0.9 for one in some)


def test_a_changed_model_file_is_refused(tmp_path):
    for path in MODELS.iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    with (tmp_path / "vocab.txt").open("a", encoding="utf-8") as vocabulary:
        vocabulary.write("twosource\n")
    with pytest.raises(OSError, match=r"vocab\.txt"):
        Tagger(tmp_path)


def test_the_models_are_small_enough_to_ship():
    for kind in ("attribution-*.onnx", "pairs.*.onnx"):
        assert 0 < sum(path.stat().st_size for path in MODELS.glob(kind)) < 30e6


SIGNED = {
    "“It never opens before noon.” ― Ada Poe": "Ada Poe",
    '"It never opens before noon." -- Ada Poe, 61, Alder': "Ada Poe, 61, Alder",
    "  “Too late.”—Ada Poe ": "Ada Poe",
}


@pytest.mark.parametrize("text", SIGNED)
def test_a_signed_quotation_has_its_signature_for_source(text):
    found = find_signed(text)
    assert found is not None
    assert [span.of(text) for span in found.source] == [SIGNED[text]]
    assert len(tag([text])[0]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "“It never opens,” said Ada Poe.",
        "“Well-known” - and that is all there is to say",
        "“Open at noon” — The sign on the door of the office has said so ever since the spring of last year.",
        "Ada Poe — “It never opens.”",
        "“”",
        "",
        "“Yes.” —",
    ],
)
def test_what_only_looks_signed(text):
    assert find_signed(text) is None
