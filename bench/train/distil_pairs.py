"""Teach a network of fewer layers what the network of pairs says, and take a checkpoint after each epoch.

    python bench/train/distil_pairs.py --pairs pairs.jsonl.gz --teacher MODEL --out run

`--pairs` is what `write_pairs.py --unjudged` writes, MODEL a shipped network (pairs.int8.onnx) or a checkpoint.
The pupil begins as some of the teacher's layers (`--layers`, counted from nought). It learns the teacher's odds, the
verdict on a pair as much as these where there is one, and what the teacher's head looks at (Sanh et al. 2019,
*DistilBERT*; Jiao et al. 2020, *TinyBERT*). What is printed after an epoch is what train_pairs.py prints.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from pair_network import PairNetwork
from torch import Tensor, nn
from train_pairs import AT_ONCE, DOUBT, Pair, batches, fed, load, tell

# How much what the head looks at weighs beside the odds.
LOOKED_AT = 2.0
# Of the pairs that were written as tellings of one event, so many are learnt from: there are more than of all others.
TELLINGS = 0.55

State = dict[str, Tensor]


def weights_of(path: Path) -> State:
    """Read the weights of a checkpoint, or of a network in eight bits as export_onnx.py writes it, as floats."""
    if path.suffix != ".onnx":
        return dict(torch.load(path))
    held = {t.name: numpy_helper.to_array(t) for t in onnx.load(path).graph.initializer}

    def product(name: str) -> tuple[np.ndarray, np.ndarray]:
        return held[name + ".weight"] * held.get(name + ".scale", np.float32(1)), held[name + ".bias"]

    found = {"words.weight": held["words"] * held["words.scale"], "positions.weight": held["positions"]}
    found |= {f"{name}.weight": held[name] for name in ("side", "mark")}
    norms, linear = ["norm"], {"seen": product("seen.sum"), "odds": product("odds.sum")}
    for number in range(sum(name.endswith(".inner.weight") for name in held)):
        layer, parts = f"layers.{number}", f"layer{number + 1}"
        norms += [f"{layer}.norm_attention", f"{layer}.norm_output"]
        linear |= {f"{layer}.{name}": product(f"{parts}.{name}") for name in ("joined", "inner", "outer")}
        # Of the last layer, the queries are a product of their own: see `Graph.layer`.
        whole = f"{parts}.qkv.weight" in held
        columns = [product(f"{parts}.{name}") for name in (("qkv",) if whole else ("query", "held"))]
        weight, bias = (np.concatenate([c[n] for c in columns], axis=-1) for n in (0, 1))
        cut = zip(("query", "key", "value"), np.split(weight, 3, axis=1), np.split(bias, 3), strict=True)
        linear |= {f"{layer}.{name}": (w, b) for name, w, b in cut}
    for name, (weight, bias) in linear.items():
        found |= {f"{name}.weight": weight.T, f"{name}.bias": bias}
    for name in norms:
        found |= {f"{name}.weight": held[f"{name}.gamma"], f"{name}.bias": held[f"{name}.beta"]}
    return {name: torch.tensor(np.ascontiguousarray(value, dtype=np.float32)) for name, value in found.items()}


def some_layers(weights: State, chosen: Sequence[int]) -> State:
    """Return the weights of a network that has the chosen layers alone, in their order."""
    kept = {name: value for name, value in weights.items() if not name.startswith("layers.")}
    for place, number in enumerate(chosen):
        before = f"layers.{number}."
        own = {name: value for name, value in weights.items() if name.startswith(before)}
        kept |= {f"layers.{place}.{name.removeprefix(before)}": value for name, value in own.items()}
    return kept


def network_of(weights: State) -> PairNetwork:
    """Return a network with these weights; places that the file left out are zero, for no row is so long."""
    network = PairNetwork(layers=len({name.split(".")[1] for name in weights if name.startswith("layers.")}))
    places = torch.zeros_like(network.positions.weight)
    places[: len(weights["positions.weight"])] = weights["positions.weight"]
    network.load_state_dict(weights | {"positions.weight": places})
    return network


def ask(teacher: PairNetwork, pairs: Sequence[Pair]) -> None:
    """Write what the teacher says of each pair, and what its head looks at, into the pairs."""
    teacher.eval()
    order = sorted(pairs, key=lambda p: len(p["pieces"]))
    with torch.no_grad():
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            looked_at = teacher.looked_at(*fed(some))
            for pair, odds, seen in zip(some, teacher.odds_of(looked_at).tolist(), looked_at.half(), strict=True):
                pair["odds"], pair["looked_at"] = odds, seen


def loss_of(pupil: PairNetwork, batch: Sequence[Pair], turned: Sequence[bool]) -> Tensor:
    looked_at = pupil.looked_at(*fed(batch, turned))
    said = torch.sigmoid(torch.tensor([p["odds"] for p in batch]))
    verdict = torch.tensor([DOUBT if p["is_one"] is False else 1 - DOUBT for p in batch])
    judged = torch.tensor([p["is_one"] is not None for p in batch])
    wanted = torch.where(judged, (said + verdict) / 2, said)
    apart = nn.functional.mse_loss(looked_at, torch.stack([p["looked_at"] for p in batch]).float())
    return nn.functional.binary_cross_entropy_with_logits(pupil.odds_of(looked_at), wanted) + LOOKED_AT * apart


def learn_from(pupil: PairNetwork, learn: Sequence[Pair], asked: argparse.Namespace) -> Iterator[int]:
    """Learn from all pairs, epoch after epoch; yield the number of each that is done."""
    for frozen in (pupil.words, pupil.positions):
        frozen.weight.requires_grad_(False)
    weights = [p for p in pupil.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=asked.rate, weight_decay=0.01)
    chance, began = random.Random(asked.seed), time.perf_counter()
    steps, step = asked.epochs * -(-len(learn) // AT_ONCE), 0
    for epoch in range(1, asked.epochs + 1):
        for batch in batches(learn, chance):
            step += 1
            for group in optimiser.param_groups:
                group["lr"] = asked.rate * min(1.0, step / (0.05 * steps)) * max(0.02, 1 - step / steps)
            loss = loss_of(pupil, batch, [chance.random() < 0.5 for _ in batch])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            if step % 100 == 0:
                print(f"  step {step} of {steps}: {loss.item():.2f}, {time.perf_counter() - began:.0f} s", flush=True)
        yield epoch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--layers", type=lambda given: [int(n) for n in given.split(",")], default=[0, 2, 4])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(asked.seed)
    torch.set_flush_denormal(True)
    chance = random.Random(asked.seed)
    learn, kept = load(asked.pairs)
    learn = [p for p in learn if p["kind"] != "tellings" or chance.random() < TELLINGS]
    print(f"{len(learn)} pairs to learn from, {len(kept)} kept apart", flush=True)
    taught = weights_of(asked.teacher)
    ask(network_of(taught), learn)
    pupil = network_of(some_layers(taught, asked.layers))
    for epoch in learn_from(pupil, learn, asked):
        print(f"epoch {epoch}", flush=True)
        tell(pupil, kept)
        torch.save(pupil.state_dict(), asked.out / f"epoch{epoch}.pt")


if __name__ == "__main__":
    main()
