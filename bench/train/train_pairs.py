"""Train the network that reads two statements side by side, and take a checkpoint after each epoch.

    python bench/train/train_pairs.py --pairs pairs.jsonl.gz --encoder DIR --out run [--epochs 3]

`--pairs` is what write_pairs.py writes, `--encoder` the folder of all-MiniLM-L6-v2's float weights; `--begin` goes on
from a checkpoint instead. Word and place embeddings stay as they are. Printed after each epoch is how well the network
orders the pairs of stories that it has not learnt from (average precision), beside what their evidence alone gives and
what the two give together, and how many pairs of one claim are found before more than one in five is wrong.
export_onnx.py makes the model of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from pair_network import PairNetwork
from torch import Tensor, nn

AT_ONCE, SORTED_AT_ONCE = 32, 640
# Verdicts are a reader's: one in thirty may be wrong.
DOUBT = 0.03
# What no evidence speaks for is left out: the network is never asked of it.
LEAST_LIKELY = 0.05

Pair = dict[str, Any]


def load(path: Path) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs to learn from, and those of stories that are kept apart; those unjudged are among the first."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    pairs = [p for p in pairs if p["is_one"] or p["likely"] >= LEAST_LIKELY]
    return [p for p in pairs if not p["apart"]], [p for p in pairs if p["apart"] and p["is_one"] is not None]


def batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    """Yield the pairs in batches of like length, in random order."""
    order = chance.sample(range(len(pairs)), len(pairs))
    cut: list[list[Pair]] = []
    for start in range(0, len(order), SORTED_AT_ONCE):
        near = sorted((pairs[n] for n in order[start : start + SORTED_AT_ONCE]), key=lambda p: len(p["pieces"]))
        cut += [near[n : n + AT_ONCE] for n in range(0, len(near), AT_ONCE)]
    chance.shuffle(cut)
    yield from cut


def fed(pairs: Sequence[Pair], turned: Sequence[bool] | None = None) -> tuple[Tensor, ...]:
    """Return pieces, marks and sides, padded, and the lengths; `turned` pairs have their second statement first."""
    rows = [_turned(p) if turned and turned[n] else (p["pieces"], p["marked"], p["sides"]) for n, p in enumerate(pairs)]
    longest = max(len(row[0]) for row in rows)
    tables = (torch.tensor([row[k] + [0] * (longest - len(row[k])) for row in rows]) for k in range(3))
    return *tables, torch.tensor([len(row[0]) for row in rows])


def _turned(pair: Pair) -> tuple[list[int], list[int], list[int]]:
    half = pair["sides"].index(1)  # where the second statement begins, behind the mark that closes the first
    pieces, marked = (pair[k][:1] + pair[k][half:] + pair[k][1:half] for k in ("pieces", "marked"))
    return pieces, marked, [0] * (1 + len(pieces) - half) + [1] * (half - 1)


def odds_of(network: PairNetwork, pairs: Sequence[Pair]) -> np.ndarray:
    network.eval()
    order = sorted(range(len(pairs)), key=lambda n: len(pairs[n]["pieces"]))
    odds = np.zeros(len(pairs))
    with torch.no_grad():
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            odds[some] = network(*fed([pairs[n] for n in some])).numpy()
    network.train()
    return odds


def average_precision(odds: np.ndarray, is_one: np.ndarray) -> float:
    right = is_one[np.argsort(-odds, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1) * right).sum() / right.sum())


def found_at(odds: np.ndarray, is_one: np.ndarray, precision: float) -> int:
    """Return how many are found, from the surest down, while so large a share is right."""
    right = np.cumsum(is_one[np.argsort(-odds, kind="stable")])
    return int(max((n for n, k in zip(right, range(1, len(right) + 1), strict=True) if n / k >= precision), default=0))


def tell(network: PairNetwork, kept: Sequence[Pair]) -> None:
    """Print how well pairs are ordered, by kind."""
    for kind in sorted({p["kind"] for p in kept}):
        some = [p for p in kept if p["kind"] == kind]
        is_one = np.array([p["is_one"] for p in some])
        likely = np.clip([p["likely"] for p in some], 1e-4, 1 - 1e-4)
        evidence, read = np.log(likely / (1 - likely)), odds_of(network, some)
        ways = {"evidence": evidence, "network": read, "both": evidence + read}
        told = (f"{w} {average_precision(o, is_one):.3f} ({found_at(o, is_one, 0.8)})" for w, o in ways.items())
        print(f"  {kind}: of {len(some)} pairs {is_one.sum()} are one claim; {', '.join(told)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--begin", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if (asked.encoder is None) == (asked.begin is None):
        parser.error("give either --encoder or --begin")
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    torch.use_deterministic_algorithms(True)
    chance = random.Random(asked.seed)
    learn, kept = load(asked.pairs)
    learn = [p for p in learn if p["is_one"] is not None]
    print(f"{len(learn)} pairs to learn from, {len(kept)} kept apart", flush=True)
    network = PairNetwork()
    if asked.begin is None:
        network.read_weights(asked.encoder / "model.safetensors")
    else:
        network.load_state_dict(torch.load(asked.begin))
    for frozen in (network.words, network.positions):
        frozen.weight.requires_grad_(False)
    weights = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=asked.rate, weight_decay=0.01)
    steps, step, began = asked.epochs * -(-len(learn) // AT_ONCE), 0, time.perf_counter()
    for epoch in range(1, asked.epochs + 1):
        for batch in batches(learn, chance):
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = asked.rate * min(1.0, step / (0.1 * steps)) * max(0.02, 1 - step / steps)
            odds = network(*fed(batch, [chance.random() < 0.5 for _ in batch]))
            wanted = torch.tensor([1 - DOUBT if p["is_one"] else DOUBT for p in batch])
            loss = nn.functional.binary_cross_entropy_with_logits(odds, wanted)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            if step % 50 == 0:
                print(
                    f"  step {step} of {steps}: loss {loss.item():.2f}, {time.perf_counter() - began:.0f} s", flush=True
                )
        print(f"epoch {epoch}", flush=True)
        tell(network, kept)
        torch.save(network.state_dict(), asked.out / f"epoch{epoch}.pt")


if __name__ == "__main__":
    main()
