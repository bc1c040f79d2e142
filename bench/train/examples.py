"""PolNeAR's attributions come in; chunks with tags on their words come out."""

from __future__ import annotations

import glob
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from twosource.language.chunks import Chunk, cut_chunks
from twosource.language.wordpieces import WordPieces
from twosource.model import Span

Pairs = Sequence[Sequence[int]]

# Lines end at "\n" alone: the quoted text at the end of a T line may hold any other separator.
TEXT_BOUND = re.compile(r"^(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)", re.MULTILINE)
EVENT = re.compile(r"^E\d+\t(.*)$", re.MULTILINE)


class Example(NamedTuple):
    """A chunk; for each of its cues the words of cue, and a role tag (0 to 4) for each word."""

    chunk: Chunk
    cues: list[list[int]]
    roles: list[list[int]]


def read_part(data: Path, part: str) -> list[dict[str, Any]]:
    """Read "train" or "dev" from a clone of PolNeAR, or from the folder of polnear-PART.jsonl(.gz)."""
    if (data / "data" / part).is_dir():
        return read_clone(data / "data" / part)
    packed = data / f"polnear-{part}.jsonl.gz"
    return read_reports(packed if packed.exists() else packed.with_suffix(""))


def read_reports(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines, gzipped or plain: `id`, `text`, `gold` with source, cue and content as lists of [start, end]."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_clone(folder: Path) -> list[dict[str, Any]]:
    """Read a compartment of a clone: text/ID.txt and attributions/ID_XXXX.ann, XXXX being who annotated it.

    Of a report that several people annotated, the first one's reading is taken. Texts are read byte for byte, since
    brat counts every character. Raises ValueError if an annotation points beyond the end of its text.
    """
    found: list[dict[str, Any]] = []
    for path in sorted((folder / "text").glob("*.txt")):
        notes = sorted((folder / "attributions").glob(glob.escape(path.stem) + "_" + "[0-9a-f]" * 4 + ".ann"))
        if not notes:
            continue
        text, gold = path.read_bytes().decode("utf-8"), read_notes(notes[0].read_bytes().decode("utf-8"))
        last = max((end for one in gold for spans in one.values() for _, end in spans), default=0)
        if last > len(text):
            raise ValueError(f"{notes[0]}: a span ends at {last}, {path.name} at {len(text)}; clone it anew, unchanged")
        found.append({"id": path.stem, "text": text, "gold": gold})
    return found


def read_notes(notes: str) -> list[dict[str, Pairs]]:
    """Read brat's stand-off form: T lines name spans (in pieces, joined by ";"), E lines join them.

    What is no part of an attribution (PolNeAR's "Discuss" and "Discard" marks, notes, relations) is passed over.

    >>> read_notes("T1\\tSource 0 2\\tHe\\nT2\\tCue 3 7\\tsaid\\nE1\\tAttribution:T3 Cue:T2 Source:T1")
    [{'source': [[0, 2]], 'cue': [[3, 7]], 'content': []}]
    """
    spans = {
        name: [[int(at) for at in place.split()] for place in places.split(";")]
        for name, places in TEXT_BOUND.findall(notes)
    }
    gold: list[dict[str, Pairs]] = []
    for roles in EVENT.findall(notes):
        one: dict[str, list[list[int]]] = {"source": [], "cue": [], "content": []}
        for role, _, name in (part.partition(":") for part in roles.split()):
            kind = role.lower().rstrip("0123456789")  # brat numbers the second of a kind: Content2
            if kind in one:
                one[kind].extend(spans.get(name, []))
        gold.append({part: sorted(places) for part, places in one.items()})
    return gold


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the lines of a text that hold anything."""
    for line in re.finditer(r"[^\n]+", text):
        if line.group().strip():
            yield Span(line.start(), line.end())


def make_examples(reports: Sequence[dict[str, Any]], vocabulary: WordPieces) -> list[Example]:
    """Tag every chunk of every report; what an attribution has in another chunk than its cue is left out."""
    return [
        _tagged(chunk, paragraph.start, report["gold"])
        for report in reports
        for paragraph in paragraphs(report["text"])
        for chunk in cut_chunks(paragraph.of(report["text"]), vocabulary)
    ]


def _tagged(chunk: Chunk, start: int, gold: Sequence[dict[str, Pairs]]) -> Example:
    first, last = chunk.words[0].start + start, chunk.words[-1].end + start
    found: dict[tuple[int, ...], list[int]] = {}
    for one in gold:
        if not any(first < b and a < last for a, b in one["cue"]):
            continue
        cue = tuple(_words_in(chunk, one["cue"], start))
        if not cue:
            continue
        roles = found.setdefault(cue, [0] * len(chunk.words))  # two attributions by one cue: read as one
        for begin, part in ((3, "content"), (1, "source")):
            before = -2
            for word in _words_in(chunk, one[part], start):
                roles[word] = begin + 1 if word == before + 1 else begin
                before = word
    return Example(chunk, [list(cue) for cue in found], list(found.values()))


def _words_in(chunk: Chunk, spans: Pairs, start: int) -> list[int]:
    return [
        number
        for number, word in enumerate(chunk.words)
        if any(word.start + start < b and a < word.end + start for a, b in spans)
    ]
