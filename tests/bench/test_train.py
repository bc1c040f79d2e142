"""The parts of bench/train that need no torch: from a clone of PolNeAR to tagged words, and the model's card.

The clone here is made up, in the layout and the brat forms of the real one: data/PART/text/ID.txt,
data/PART/attributions/ID_XXXX.ann, discontinuous spans, attributions without a source, marks that are none.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import re
import sys
import tomllib
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest

import twosource
from twosource.language.wordpieces import WordPieces

TRAIN = Path(__file__).parents[2] / "bench" / "train"
MODELS = Path(twosource.__file__).parent / "models"

TEXT = (
    "Mayor says ‘no’ to tolls.\n\n"
    "“The bridge stays free,” Ada Vellen, the mayor of Ostwick, said Friday. “It always was.”\n\n"
    "Shops were said to welcome this. Vellen said as much, hoping that “all pay less.” Read more here."
)
ID = "harbour-post_2031-05-02_mayor-says-no-to-tolls-st.-anne"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"train_{name}", TRAIN / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


examples = load("examples")
card = load("card")
contrasts = sys.modules["contrasts"] = load("contrasts")  # tellings.py imports it by this name
tellings = load("tellings")


def place(words: str, text: str = TEXT, after: int = 0) -> str:
    start = text.index(words, after)
    return f"{start} {start + len(words)}"


def bound(key: str, kind: str, *pieces: str, after: int = 0) -> str:
    """Return a T line as brat writes it: places joined by ";", words by a space."""
    return f"{key}\t{kind} {';'.join(place(piece, after=after) for piece in pieces)}\t{' '.join(pieces)}\n"


def notes() -> str:
    late = TEXT.index("Vellen said")
    return "".join(
        (
            bound("T1", "Source", "Mayor"),
            bound("T2", "Cue", "says"),
            bound("T3", "Content", "‘no’ to tolls"),
            bound("T4", "Attribution", "says"),
            "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
            bound("T9", "Content", "“The bridge stays free,”", "“It always was.”"),
            bound("T5", "Source", "Ada Vellen, the mayor of Ostwick,"),
            bound("T6", "Cue", "said Friday"),
            bound("T7", "Attribution", "said Friday"),
            "E2\tAttribution:T7 Cue:T6 Source:T5 Content:T9\n",
            bound("T10", "Cue", "were said to"),
            bound("T11", "Content", "welcome this"),
            bound("T12", "Attribution-no-source", "were said to"),
            "E3\tAttribution-no-source:T12 Content:T11 Cue:T10\n",
            bound("T13", "Source", "Vellen", after=late),
            bound("T14", "Cue", "said", after=late),
            bound("T15", "Content", "as much"),
            "E4\tAttribution:T16 Content:T15 Cue:T14 Source:T13\n",
            bound("T17", "Cue", "hoping"),
            bound("T18", "Content", "that “all pay", "less.”"),
            "E5\tAttribution:T19 Content:T18 Cue:T17 Source:T13\n",
            bound("T20", "Discard", "Read more here."),
            bound("T21", "Discuss", "all pay"),
            "#1\tAnnotatorNotes T21\tTo be talked over: said whom?\n",
        )
    )


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for part in ("text", "attributions"):
        (tmp_path / "data" / "train" / part).mkdir(parents=True)
    write(tmp_path, TEXT, {"4b22": notes(), "ef2d": ""})
    return tmp_path


def write(clone: Path, text: str, readings: dict[str, str], name: str = ID) -> None:
    folder = clone / "data" / "train"
    (folder / "text" / f"{name}.txt").write_bytes(text.encode())
    for who, reading in readings.items():
        (folder / "attributions" / f"{name}_{who}.ann").write_bytes(reading.encode())


def words(report: dict[str, object], part: str) -> list[list[str]]:
    return [[str(report["text"])[a:b] for a, b in one[part]] for one in report["gold"]]  # type: ignore[attr-defined]


def test_a_clone_gives_source_cue_and_content_of_each_attribution(clone: Path):
    (report,) = examples.read_part(clone, "train")
    assert report["id"] == ID
    assert report["text"] == TEXT
    assert words(report, "source") == [["Mayor"], ["Ada Vellen, the mayor of Ostwick,"], [], ["Vellen"], ["Vellen"]]
    assert words(report, "cue") == [["says"], ["said Friday"], ["were said to"], ["said"], ["hoping"]]
    assert words(report, "content") == [
        ["‘no’ to tolls"],
        ["“The bridge stays free,”", "“It always was.”"],
        ["welcome this"],
        ["as much"],
        ["that “all pay", "less.”"],
    ]


def test_the_first_of_several_annotators_is_read(clone: Path):
    write(clone, TEXT, {"4b22": "", "d473": notes()})
    (report,) = examples.read_part(clone, "train")
    assert report["gold"] == []


def test_a_longer_name_is_another_report(clone: Path):
    write(clone, "A short one.", {"5fec": ""}, "harbour-post_2031-05-02_mayor")
    write(clone, "Another.", {"5fec": ""}, "harbour-post_2031-05-02_mayor_two")
    assert [(one["id"][24:], len(one["gold"])) for one in examples.read_part(clone, "train")] == [
        ("mayor-says-no-to-tolls-st.-anne", 5),
        ("mayor", 0),
        ("mayor_two", 0),
    ]


@pytest.mark.parametrize("separator", ["\u2028", "\x0c", "\x85"])
def test_a_separator_within_quoted_text_does_not_end_a_line(separator: str):
    reading = f"T1\tContent 0 9\tSo{separator}T2 runs on\nE1\tAttribution:T9 Content:T1\n"
    assert examples.read_notes(reading) == [{"source": [], "cue": [], "content": [[0, 9]]}]


def test_the_second_of_a_kind_has_a_number():
    reading = "T1\tContent 5 9\tthey\nT2\tContent 0 3\tand\nE1\tAttribution:T9 Content:T1 Content2:T2\n"
    assert examples.read_notes(reading) == [{"source": [], "cue": [], "content": [[0, 3], [5, 9]]}]


def test_returns_of_the_carriage_count_as_brat_counts_them(clone: Path):
    write(clone, "One.\r\nTwo said so.", {"4b22": "T1\tCue 10 14\tsaid\nE1\tAttribution:T2 Cue:T1\n"})
    (report,) = examples.read_part(clone, "train")
    assert words(report, "cue") == [["said"]]


def test_a_text_that_was_changed_after_annotation_is_refused(clone: Path):
    write(clone, TEXT[:40], {})
    with pytest.raises(ValueError, match=f"{ID}.*clone it anew"):
        examples.read_part(clone, "train")


def test_words_of_a_clone_are_tagged(clone: Path):
    vocabulary = WordPieces((MODELS / "vocab.txt").read_text(encoding="utf-8").splitlines())
    made = examples.make_examples(examples.read_part(clone, "train"), vocabulary)
    assert [len(example.cues) for example in made] == [1, 1, 3]
    assert [len(cue) for example in made for cue in example.cues] == [1, 2, 3, 1, 1]
    roles = made[1].roles[0]
    content, source = [tag for tag in roles if tag > 2], [tag for tag in roles if 0 < tag < 3]
    assert content.count(3) == 2, "two pieces of one content, each with its beginning"
    assert source == [1] + [2] * (len(source) - 1)
    assert len(source) == 8  # Ada Vellen , the mayor of Ostwick ,


CARD = 'threshold = 0.31\nconfidence = [1.0]\n\n[sha256]\n"upper.onnx" = "00"\n"lower.onnx" = "11"\n'


def test_a_new_file_puts_its_digest_into_the_card(tmp_path: Path):
    (tmp_path / "model.toml").write_text(CARD)
    (tmp_path / "upper.onnx").write_bytes(b"weights")
    digest = card.note_digest(tmp_path / "upper.onnx")
    assert digest == hashlib.sha256(b"weights").hexdigest()
    read = tomllib.loads((tmp_path / "model.toml").read_text())
    assert read["sha256"] == {"upper.onnx": digest, "lower.onnx": "11"}


def test_a_file_that_the_card_does_not_name_is_refused(tmp_path: Path):
    (tmp_path / "model.toml").write_text(CARD)
    (tmp_path / "upperxonnx").write_bytes(b"weights")
    with pytest.raises(ValueError, match="upperxonnx"):
        card.note_digest(tmp_path / "upperxonnx")


def test_fitted_figures_go_into_the_card(tmp_path: Path):
    (tmp_path / "model.toml").write_text(CARD)
    card.note_confidence(tmp_path / "model.toml", [0.12345, -2.0], 0.4)
    read = tomllib.loads((tmp_path / "model.toml").read_text())
    assert (read["threshold"], read["confidence"]) == (0.4, [0.1235, -2.0])
    assert read["sha256"]["lower.onnx"] == "11"


def test_each_pair_was_judged_once_and_has_no_text():
    with (TRAIN / "judged.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) > 7000
    pairs = {(row["story"], row["first"], row["second"]) for row in rows}
    assert len(pairs) == len(rows)
    assert {row["one claim"] for row in rows} == {"yes", "no"}
    assert {row["drawn from"] for row in rows} == {"joined", "likest", "alike"}
    for row in rows:
        assert row["first"] < row["second"]
        assert all(re.fullmatch(r"\S+:\d+-\d+", row[place]) for place in ("first", "second"))


# Of bench/train/pair_examples.py, which needs what the bench's requirements have.
KEPT_APART = ("fourteen", "fifteen", "sixteen", "seventeen")


def test_each_contrast_has_its_sentences_each_with_one_statement():
    lines = [json.loads(line) for line in contrasts.LINES.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 1000
    for line in lines:
        assert line.keys() - {"e1"} == {"story", "who", "t", "s1", "s2", "o1", "o2"}
        assert line["story"] not in KEPT_APART
        for told in (line[k] for k in line.keys() - {"story", "who"}):
            assert re.fullmatch(r"[^\[\]]*\[\[[^\[\]]+\]\][^\[\]]*", told), told
    assert len({line["t"] for line in lines}) == len(lines)


def test_contrasts_are_paired_with_the_statement_marked(tmp_path: Path):
    told = {
        "t": "[[The pool shut]], she said.",
        "s1": "It [[closed]].",
        "s2": "[[No swimming]].",
        "o1": "[[It opened]].",
    }
    line = {"story": "", "who": ["Ada Vellen"], **told, "o2": "[[It is old]]."}
    (tmp_path / "lines.jsonl").write_text(json.dumps(line) + "\n" + json.dumps({**line, "e1": "[[It shut]]."}) + "\n")
    first, second = [
        list(group) for _, group in groupby(contrasts.contrasts(tmp_path / "lines.jsonl"), lambda c: c.apart)
    ]
    assert [c.is_one for c in first] == [True, False, False]
    assert [c.is_one for c in second] == [True, True, False, False]
    spelt = (MODELS / "vocab.txt").read_text(encoding="utf-8").splitlines()
    words = [spelt[p] for p in first[0].pieces.pieces]
    assert " ".join(words) == "[CLS] ada ve ##llen : the pool shut , she said . [SEP] : it closed . [SEP]"
    marked = [word for word, mark in zip(words, first[0].pieces.marked, strict=True) if mark]
    assert marked == ["the", "pool", "shut", "closed"]


def test_each_line_of_tellings_has_six_of_one_thing_and_five_of_others():
    lines = [json.loads(line) for line in tellings.LINES.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 1000
    for line in lines:
        assert line.keys() == {"who", "same", "other"}
        assert 5 <= len(line["same"]) <= 7
        assert 4 <= len(line["other"]) <= 7
        for told in line["same"] + line["other"]:
            assert re.fullmatch(r"[^\[\]]*\[\[[^\[\]]+\]\][^\[\]]*", told), told
    assert len({line["same"][0] for line in lines}) == len(lines)


def test_tellings_are_paired_the_same_way_each_time_and_speakers_stand_with_what_is_quoted(tmp_path: Path):
    same = [f"[[The pool number {n} shut]] late." for n in range(5)] + ["[[Shut]] it is, Vellen said."]
    other = [f"[[The bath number {n} is old]] now." for n in range(5)]
    line = json.dumps({"who": ["Ada Vellen"], "same": same, "other": other})
    (tmp_path / "lines.jsonl").write_text(f"{line}\n{line}\n")
    pairs = list(tellings.tellings(tmp_path / "lines.jsonl"))
    assert pairs == list(tellings.tellings(tmp_path / "lines.jsonl"))
    assert [c.apart for c in pairs] == [True] * 20 + [False] * 20
    spelt = (MODELS / "vocab.txt").read_text(encoding="utf-8").splitlines()
    for pair in pairs:
        words = [spelt[p] for p in pair.pieces.pieces]
        sides = " ".join(words).removeprefix("[CLS] ").split(" [SEP] ")
        marked = [word for word, mark in zip(words, pair.pieces.marked, strict=True) if mark]
        assert pair.is_one == (marked.count("shut") == 2)
        assert all(("said" in side) == side.startswith("ada ve ##llen :") for side in sides)
