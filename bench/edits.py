"""Families with known edits, made from any JSON Lines of reports, and how often `align` names the edit right.

    python bench/edits.py --data PATH.jsonl.gz [--families 1000] [--seed 1] [--write FAMILIES.jsonl]

Each child is made from one report by what a desk does: it cuts the lead, the middle and the tail, respells, swaps
words, drops clauses, puts the attribution first, moves and adds paragraphs, splits and joins sentences. Each of its
sentences carries the label of what was done to it. A label is right if `align` gives the same kinds to the same
sentence, from the same sentence of the parent.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from twosource.intake import iter_jsonl
from twosource.lexicon import load
from twosource.lineage import align
from twosource.lineage.sentences import sentences
from twosource.model import Report, Span

SWAPS = {
    "said": "told reporters", "about": "around", "also": "in addition", "after": "following", "because": "since",
    "many": "numerous", "began": "started", "big": "large", "show": "indicate", "showed": "indicated", "help": "assist",
    "need": "require", "buy": "purchase", "people": "persons", "but": "yet", "however": "still", "near": "close to",
    "more than": "over", "killed": "dead", "children": "youngsters", "police": "officers", "money": "cash",
}  # fmt: skip
RESPELL = {american: british for british, american in load("respellings")["pairs"].items() if " " not in british}
RESPELL |= {
    "organization": "organisation", "color": "colour", "center": "centre", "labor": "labour", "defense": "defence",
    "neighbors": "neighbours", "realize": "realise", "recognize": "recognise", "favor": "favour",
    "program": "programme",
}  # fmt: skip
del RESPELL["story"], RESPELL["practice"], RESPELL["check"], RESPELL["while"]


@dataclass
class Piece:
    """A sentence of the child: its words, the sentences of the parent that it is made of, and what was done."""

    text: str
    origin: tuple[int, ...] = ()
    kinds: set[str] = field(default_factory=lambda: {"kept"})


@dataclass
class Family:
    """A parent, its child, and the truth: for each sentence of the child its origins and the kinds of edit."""

    parent: Report
    child: Report
    labels: list[tuple[Span, tuple[Span, ...], frozenset[str]]]
    cut: list[Span]


def read_bodies(path: str, count: int) -> list[dict[str, str]]:
    """Return the stories of the first `count` reports, without page furniture."""
    reports = (r for r in islice(iter_jsonl(path), count) if isinstance(r, Report))
    return [{"id": r.id, "text": "\n\n".join(s.of(r.text) for s in r.body)} for r in reports]


def families(rows: list[dict[str, str]], count: int, seed: int) -> Iterator[Family]:
    """Yield `count` families; the same seed gives the same families."""
    chance = random.Random(seed)
    usable = [r for r in rows if 10 <= len(list(sentences(r["text"]))) <= 60 and len(r["text"]) < 9000]
    for number in range(count):
        row, other = usable[number % len(usable)], usable[(number * 7 + 3) % len(usable)]
        if row is not other:
            yield make_family(row, other, chance)


def make_family(row: dict[str, str], other: dict[str, str], chance: random.Random) -> Family:
    text = row["text"]
    spans = list(sentences(text))
    pieces = [Piece(text[s.start : s.end], (i,)) for i, s in enumerate(spans)]
    pieces = cut(pieces, chance)
    for piece in pieces:
        respell(piece, chance)
        if chance.random() < 0.25:
            reword(piece, chance)
        elif chance.random() < 0.08:
            drop_clause(piece)
        elif chance.random() < 0.08:
            attribution_first(piece)
    pieces = split_and_join(pieces, chance)
    pieces = move(pieces, chance)
    pieces = add(pieces, list(sentences(other["text"])), other["text"], chance)
    return assemble(row, spans, pieces)


def cut(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    kept = pieces[1:] if chance.random() < 0.3 else list(pieces)
    kept = kept[: max(5, int(len(kept) * chance.uniform(0.3, 1.0)))]
    return [p for n, p in enumerate(kept) if n < 2 or chance.random() > 0.12]


def respell(piece: Piece, chance: random.Random) -> None:
    def one(match: re.Match[str]) -> str:
        return RESPELL.get(match.group(), match.group())

    changed = re.sub(r"[a-z]+", one, piece.text)
    if changed != piece.text and chance.random() < 0.8:
        piece.text, piece.kinds = changed, {"respelled"}


def reword(piece: Piece, chance: random.Random) -> None:
    changed = piece.text
    for word, swap in SWAPS.items():
        changed = re.sub(rf"\b{word}\b", swap, changed)
    if changed == piece.text:
        words = piece.text.split()
        inner = [i for i in range(1, len(words) - 1) if words[i].islower() and words[i].isalpha() and len(words[i]) > 3]
        if len(words) < 8 or not inner:
            return
        del words[chance.choice(inner)]
        changed = " ".join(words)
    piece.text, piece.kinds = changed, {"reworded"}


def drop_clause(piece: Piece) -> None:
    match = re.search(r", (?:who|which|while|after|with|including)\b[^,.“”\"]{10,80},", piece.text)
    if match:
        piece.text = piece.text[: match.start()] + piece.text[match.end() :]
        piece.kinds = {"reworded"}


def attribution_first(piece: Piece) -> None:
    match = re.fullmatch(r"([A-Z][^“”\"]{40,}), ((?:[A-Z][\w.]+ ){1,3}said)\.", piece.text)
    if match:
        piece.text = f"{match[2]} {match[1]}."
        piece.kinds = {"reworded"}


def split_and_join(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    made: list[Piece] = []
    for piece in pieces:
        halves = re.split(r",? and (?=(?:the|he|she|they|it|we) )", piece.text, maxsplit=1)
        last = made[-1] if made else None
        if len(halves) == 2 and min(len(h.split()) for h in halves) >= 6 and not re.search('[“”"]', piece.text):
            if chance.random() < 0.3:
                made.append(Piece(halves[0].rstrip(".") + ".", piece.origin, {"split"}))
                made.append(Piece(halves[1][0].upper() + halves[1][1:], piece.origin, {"split"}))
                continue
        elif last and chance.random() < 0.04 and _joinable(last) and _joinable(piece):
            joined = f"{last.text.rstrip('.')}, and {piece.text[0].lower()}{piece.text[1:]}"
            made[-1] = Piece(joined, last.origin + piece.origin, {"joined"})
            continue
        made.append(piece)
    return made


def _joinable(piece: Piece) -> bool:
    plain = not re.search('[“”"?!\n]', piece.text) and piece.text.endswith(".")
    return plain and len(piece.origin) == 1 and not piece.kinds & {"split"} and 6 <= len(piece.text.split()) <= 25


def move(pieces: list[Piece], chance: random.Random) -> list[Piece]:
    if len(pieces) < 8 or chance.random() > 0.5:
        return pieces
    at = chance.randrange(3, len(pieces) - 2)
    moved = pieces[at]
    if moved.kinds & {"split", "joined"} or len(moved.text.split()) < 6:
        return pieces
    rest = pieces[:at] + pieces[at + 1 :]
    to = chance.choice([n for n in range(1, len(rest)) if abs(n - at) > 2] or [at])
    if to != at:
        moved.kinds = moved.kinds | {"moved"}
    return [*rest[:to], moved, *rest[to:]]


def add(pieces: list[Piece], spans: list[Span], text: str, chance: random.Random) -> list[Piece]:
    if chance.random() > 0.6:
        return pieces
    at = chance.randrange(1, max(len(pieces), 2))
    new = [Piece(text[s.start : s.end], (), {"added"}) for s in spans[3 : 3 + chance.randrange(1, 4)]]
    return pieces[:at] + new + pieces[at:]


def assemble(row: dict[str, str], spans: list[Span], pieces: list[Piece]) -> Family:
    text, labels = "", []
    for number, piece in enumerate(pieces):
        # Only a finished sentence may have another after it in its paragraph.
        text += "" if not number else " " if number % 2 and re.search(r"[a-z]{2}[.!?][”\"]?$", text) else "\n\n"
        span = Span(len(text), len(text) + len(piece.text))
        labels.append((span, tuple(spans[i] for i in piece.origin), frozenset(piece.kinds)))
        text += piece.text
    used = {i for p in pieces for i in p.origin}
    return Family(
        Report(f"{row['id']}/parent", row["text"], ""),
        Report(f"{row['id']}/child", text, ""),
        labels,
        [s for i, s in enumerate(spans) if i not in used],
    )


def score(family: Family) -> Iterator[tuple[str, bool, str, Span]]:
    """Yield, for each labelled sentence, the label, whether `align` gives it, and what it gives."""
    found = align(family.child, family.parent)
    edits = [(e.kind, e.child, e.parent) for e in found.edits]
    for span, origins, kinds in family.labels:
        mine = [(k, p) for k, c, p in edits if c is not None and c.overlaps(span)]
        given = {k for k, _ in mine}
        placed = all(any(p is not None and p.overlaps(o) for _, p in mine) for o in origins)
        yield "+".join(sorted(kinds)), given == set(kinds) and placed, "+".join(sorted(given)), span
    gone = {p for k, c, p in edits if k == "cut" and p is not None}
    for span in family.cut:
        right = any(p.overlaps(span) for p in gone)
        yield "cut", right, "cut" if right else "matched", span


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--families", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write")
    parser.add_argument("--show", action="store_true", help="print the sentences that were labelled wrong")
    given = parser.parse_args()
    rows = read_bodies(given.data, 4 * given.families)
    right, total, mixed = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    made = list(families(rows, given.families, given.seed))
    for family in made:
        for label, good, said, span in score(family):
            total[label] += 1
            right[label] += good
            if not good:
                mixed[label, said] += 1
                if given.show and label != "cut":
                    print(f"{label} -> {said}: {span.of(family.child.text)!r}")
    for label in sorted(total):
        print(f"{label:20} {right[label]:6} of {total[label]:6}  {100 * right[label] / total[label]:.1f} %")
    print(f"{'all':20} {right.total():6} of {total.total():6}  {100 * right.total() / total.total():.2f} %")
    print("taken for:", ", ".join(f"{a} -> {b} {n}" for (a, b), n in mixed.most_common(14)))
    if given.write:
        with open(given.write, "w", encoding="utf-8") as file:
            for f in made:
                for r in (f.parent, f.child):
                    print(json.dumps({"id": r.id, "text": r.text}, ensure_ascii=False), file=file)


if __name__ == "__main__":
    main()
