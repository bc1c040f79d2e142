"""Score the short briefing against an editor's summary: ROUGE-1 and ROUGE-L F, beside three baselines of equal rights.

    python bench/briefing.py --data ../shared/data [--stories 150] [--from 0] [--cache FOLDER]

What is measured is the text of the section "In short" of `--length short`: whole sentences, without the headline, the
line that counts reports and lineages, and without what is disputed or withdrawn. The same with the headline before it,
and the whole of the short briefing's text, are printed too. The stories are the first 150 of the file (or 150 from
`--from` on). `--cache` keeps what was read of each story, so that a second run takes seconds.

ROUGE is that of Lin (2004) on lower-case words and numbers without stemming or stop words, F with equal weight.
Baselines: lead-3, the first three sentences of the first report; centroid (Radev et al. 2004), the three sentences
nearest to the story's tf-idf centroid; TextRank (Mihalcea and Tarau 2004), the three sentences with the highest rank.
A sentence's citation holds where its span stands in the report and its words are the sentence's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean

import twosource
from twosource.engine.local import LocalEngine
from twosource.intake import read_reports
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.lineage.sentences import sentences
from twosource.model import Briefing, Ledger, Report, Settings
from twosource.rows import pack, unpack

_WORD = re.compile(r"[a-z0-9]+")
SENTENCES = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with briefing/ and stories/")
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--cache", type=Path, help="a folder for what was read of each story")
    parser.add_argument("--show", type=int, default=0, help="print so many of the briefings beside the summaries")
    arguments = parser.parse_args()
    scores: dict[str, list[tuple[float, float, int]]] = {}
    cited = held = 0
    for gold, ledger, briefing in _told(arguments):
        for name, text in _texts(ledger, briefing).items():
            words = words_of(text)
            scores.setdefault(name, []).append((rouge_n(words, gold), rouge_l(words, gold), len(words)))
        good, all_of_them = citations_that_hold(ledger, briefing)
        held, cited = held + good, cited + all_of_them
    print(f"{len(next(iter(scores.values())))} stories from number {arguments.first}")
    print(f"{'':32} ROUGE-1  ROUGE-L  words")
    for name, rows in scores.items():
        r1, rl, words = (mean(column) for column in zip(*rows, strict=True))
        print(f"{name:32} {100 * r1:7.1f}  {100 * rl:7.1f}  {words:5.0f}")
    print(f"citations that hold: {held} of {cited}")


def _told(arguments: argparse.Namespace) -> Iterator[tuple[list[str], Ledger, Briefing]]:
    reports = {r.id: r for r in read_reports([arguments.data / "stories" / "allsides.jsonl.gz"]).reports}
    with gzip.open(arguments.data / "briefing" / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][arguments.first : arguments.first + arguments.stories]
    with LocalEngine(1) as engine:
        for number, row in enumerate(rows):
            found = [reports[i] for i in row["reports"] if i in reports]
            ledger = _read(row["story"], found, engine, arguments.cache)
            briefing = twosource.brief(ledger, length="short")
            if number < arguments.show:
                print(f"\n# {row['story']}\nEDITOR: {row['gold']}\nBRIEFING: {_lead(briefing)}")
            yield words_of(row["gold"]), ledger, briefing


def _read(story: str, reports: Sequence[Report], engine: LocalEngine, cache: Path | None) -> Ledger:
    """Read a story, or weigh anew what was read of it before."""
    from twosource.annotation import annotate_reports
    from twosource.lineage import find_lineages
    from twosource.pipeline import date_stories, weigh

    settings, stories = Settings(), {r.id: "s1" for r in reports}
    dated = date_stories(reports, stories)
    kept = cache / f"{story}.json" if cache else None
    if kept and kept.exists():
        packed = json.loads(kept.read_text(encoding="utf-8"))
        notes = {r.id: unpack(ReportNotes, packed[r.id]) for r in dated}
    else:
        notes = annotate_reports(dated, engine, settings)
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(json.dumps({i: pack(n) for i, n in notes.items()}), encoding="utf-8")
    lineages, derivations = find_lineages(dated, engine, settings)
    return weigh(dated, stories, lineages, derivations, notes, settings=settings)


def _texts(ledger: Ledger, briefing: Briefing) -> dict[str, str]:
    bodies = [_body(r) for r in ledger.reports]
    lead = _lead(briefing)
    every = [s.text for section in briefing.sections for s in section.sentences]
    return {
        "lead-3": " ".join(bodies[0][:SENTENCES]),
        "centroid": " ".join(centroid(bodies)),
        "TextRank": " ".join(text_rank(bodies)),
        "short briefing": lead,
        "short briefing with headline": f"{briefing.headline.text} {lead}",
        "short briefing, all sections": " ".join(every),
    }


def _lead(briefing: Briefing) -> str:
    return " ".join(s.text for section in briefing.sections if section.key == "lead" for s in section.sentences)


def _body(report: Report) -> list[str]:
    found = (s.of(report.text) for s in sentences(report.text, report.body or None))
    return [s for s in found if len(words_of(s)) > 3]


def citations_that_hold(ledger: Ledger, briefing: Briefing) -> tuple[int, int]:
    """Count the sentences of "In short" whose first citation has their very words, and all of them."""
    texts = {r.id: r.text for r in ledger.reports}
    told = [s for section in briefing.sections if section.key == "lead" for s in section.sentences]
    held = 0
    for sentence in told:
        places = [c.span.of(texts[c.report]) for c in sentence.citations]
        carried = {w for place in places for w in words_of(place)}
        held += bool(places) and all(places) and set(words_of(sentence.text)) <= carried
    return held, len(told)


def words_of(text: str) -> list[str]:
    """Return the words and numbers of a text as ROUGE counts them."""
    return _WORD.findall(text.lower())


def rouge_n(words: Sequence[str], gold: Sequence[str]) -> float:
    """Return ROUGE-1 F."""
    shared = sum((Counter(words) & Counter(gold)).values())
    return _f(shared, len(words), len(gold))


def rouge_l(words: Sequence[str], gold: Sequence[str]) -> float:
    """Return ROUGE-L F: the longest common subsequence of the whole texts."""
    row = [0] * (len(gold) + 1)
    for word in words:
        before = 0
        for j, other in enumerate(gold, 1):
            before, row[j] = row[j], before + 1 if word == other else max(row[j], row[j - 1])
    return _f(row[-1], len(words), len(gold))


def _f(shared: int, said: int, wanted: int) -> float:
    return 2 * shared / (said + wanted) if said + wanted else 0.0


def _vectors(bodies: Sequence[Sequence[str]]) -> tuple[list[str], list[dict[str, float]]]:
    """Return the sentences of all reports, and each as a tf-idf vector of length 1 over the story's sentences."""
    stop = set(load("function_words")["words"])
    every = [s for body in bodies for s in body]
    counts = [Counter(w for w in words_of(s) if w not in stop) for s in every]
    seen = Counter(w for c in counts for w in c)
    vectors = []
    for c in counts:
        vector = {w: n * math.log(1 + len(every) / seen[w]) for w, n in c.items()}
        length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({w: v / length for w, v in vector.items()})
    return every, vectors


def centroid(bodies: Sequence[Sequence[str]]) -> list[str]:
    """Return the sentences nearest to the centroid, none that is nearly one chosen before."""
    every, vectors = _vectors(bodies)
    centre: Counter[str] = Counter()
    for vector in vectors:
        centre.update(vector)
    return _best(every, vectors, [_dot(v, centre) for v in vectors])


def text_rank(bodies: Sequence[Sequence[str]]) -> list[str]:
    """Return the sentences with the highest PageRank (damping 0.85) over their likeness."""
    every, vectors = _vectors(bodies)
    n = len(every)
    alike = [[_dot(a, b) if i != j else 0.0 for j, b in enumerate(vectors)] for i, a in enumerate(vectors)]
    out = [sum(row) or 1.0 for row in alike]
    rank = [1.0 / max(1, n)] * n
    for _ in range(30):
        rank = [0.15 / n + 0.85 * sum(alike[j][i] / out[j] * rank[j] for j in range(n)) for i in range(n)]
    return _best(every, vectors, rank)


def _best(every: Sequence[str], vectors: Sequence[dict[str, float]], worth: Sequence[float]) -> list[str]:
    chosen: list[int] = []
    for i in sorted(range(len(every)), key=lambda i: (-worth[i], i)):
        if len(chosen) < SENTENCES and all(_dot(vectors[i], vectors[j]) < 0.6 for j in chosen):
            chosen.append(i)
    return [every[i] for i in sorted(chosen)]


def _dot(a: dict[str, float], b: dict[str, float] | Counter[str]) -> float:
    return sum(v * b[w] for w, v in a.items() if w in b)


if __name__ == "__main__":
    main()
