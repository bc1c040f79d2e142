"""Rules for attribution: time beside the parser's own, output to score, and the figures of the cue lexicon.

    python bench/attribution.py --data polnear-dev.jsonl.gz --out out.jsonl     run the rules; print the time ratio
    python bench/attribution.py --data polnear-train.jsonl.gz --lexicon cues.toml     count the cues anew

Data: JSON Lines with `id`, `text` and `gold` (source, cue, content as lists of [start, end]).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from twosource.language.attribution import (
    find_attributions,
    finish_attributions,
    join_paragraphs,
    propose,
    read_proposal,
)
from twosource.language.layout import lay_out
from twosource.language.parser import Parsed, parse
from twosource.model import Attribution, Span

PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# A figure is drawn towards that of the rare words of its frame as if these had been seen so many times.
WEIGHT_OF_RARE = 3
RARE = 6
LEAST = 35  # per cent: below this a word is not listed
# Frames whose form alone makes an attribution likely: a word that was never counted has the rare words' figure.
OPEN = ("between", "clause", "quotation", "told clause")
HEADER = """# Attribution cues by frame: how often, in per cent, such a word in such a frame introduces an attribution.
# "*" stands for words not listed. Counted on the training part of PolNeAR by bench/attribution.py --lexicon, with
# the sources and contents that the rules find, so a figure also tells how often the rules read the frame rightly.
"""


class Row(NamedTuple):
    """One report of the data."""

    id: str
    text: str
    gold: list[dict[str, list[list[int]]]]


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, help="JSON Lines for the scorer")
    arguments.add_argument("--lexicon", type=Path, help="count cues in the data and write the lexicon here")
    options = arguments.parse_args()
    rows = read_rows(options.data)
    if options.lexicon:
        options.lexicon.write_text(count_cues(rows), encoding="utf-8")
        return
    run(rows, options.out)


def read_rows(path: Path) -> list[Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines if line.strip()]
    return [Row(str(r["id"]), r["text"], r.get("gold", [])) for r in found]


def run(rows: Sequence[Row], out: Path | None) -> None:
    """Parse and annotate; print both times in CPU seconds and what the rules cost beside the parser."""
    parsing = rules = 0.0
    written = []
    for row in rows:
        spans = [Span(*m.span()) for m in PARAGRAPH.finditer(row.text)]
        start = time.process_time()
        parsed = list(parse([s.of(row.text) for s in spans]))
        middle = time.process_time()
        found = join_paragraphs(row.text, [(s, find_attributions(p)) for s, p in zip(spans, parsed, strict=True)])
        rules += time.process_time() - middle
        parsing += middle - start
        written.append({"id": row.id, "attributions": [as_row(a) for a in found]})
    if out:
        out.write_text("".join(json.dumps(w, ensure_ascii=False) + "\n" for w in written), encoding="utf-8")
    words = sum(len(r.text.split()) for r in rows)
    print(f"{len(rows)} reports, {words} words: parser {parsing:.2f} s, rules {rules:.2f} s")
    print(f"rules cost {100 * rules / parsing:.1f} % of the parser's own time")


def as_row(a: Attribution) -> dict[str, Any]:
    spans = {part: [list(s) for s in getattr(a, part)] for part in ("source", "cue", "content")}
    return {**spans, "kind": a.kind, "rule": a.rule, "stance": a.stance, "confidence": a.confidence}


def count_cues(rows: Sequence[Row]) -> str:
    """Return the lexicon: by frame and lemma, how often the rules' reading meets one in the gold."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        gold = [(letters(row.text, g["source"]), letters(row.text, g["content"])) for g in row.gold]
        spans = [Span(*m.span()) for m in PARAGRAPH.finditer(row.text)]
        for span, parsed in zip(spans, parse([s.of(row.text) for s in spans]), strict=True):
            for frame, lemma, found in readings(parsed):
                source = letters(row.text, [s.moved(span.start) for s in found.source])
                content = letters(row.text, [s.moved(span.start) for s in found.content])
                figure = seen[frame, lemma]
                figure[0] += 1
                figure[1] += any(meets(source, content, *g) for g in gold)
    return HEADER + tables(seen)


def readings(parsed: Parsed) -> Iterator[tuple[str, str, Attribution]]:
    layout = lay_out(parsed)
    for proposal in propose(parsed, layout):
        triple = read_proposal(parsed, proposal, 1.0)
        if triple is None or not proposal.cue.lemma.isalpha():
            continue
        found = [a for a in finish_attributions(parsed, [triple], layout) if a.cue == triple.cue]
        yield proposal.frame, proposal.cue.lemma, found[0]


def letters(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    return frozenset(i for start, end in spans for i in range(start, min(end, len(text))) if text[i].isalnum())


def meets(
    source: frozenset[int], content: frozenset[int], gold_source: frozenset[int], gold_content: frozenset[int]
) -> bool:
    """Say whether two attributions are one: half of both contents shared, and the source touched."""
    if 2 * len(content & gold_content) < len(content | gold_content) or not content:
        return False
    return bool(source & gold_source) or not (source or gold_source)


def tables(seen: dict[tuple[str, str], list[int]]) -> str:
    rare: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (frame, _), (cases, right) in seen.items():
        if cases <= RARE:
            rare[frame][0] += cases
            rare[frame][1] += right
    lines: dict[str, list[str]] = defaultdict(list)
    for frame in sorted({frame for frame, _ in seen}):
        prior = rare[frame][1] / max(1, rare[frame][0])
        if frame in OPEN:
            lines[frame].append(f'"*" = {round(100 * prior)}')
        for lemma in sorted(lemma for f, lemma in seen if f == frame):
            cases, right = seen[frame, lemma]
            figure = round(100 * (right + WEIGHT_OF_RARE * prior) / (cases + WEIGHT_OF_RARE))
            if (figure >= LEAST and right) or (frame in OPEN and cases > 1):
                lines[frame].append(f"{lemma} = {figure}")
    return "".join(f'\n["{frame}"]\n' + "\n".join(found) + "\n" for frame, found in lines.items() if found)


if __name__ == "__main__":
    main()
