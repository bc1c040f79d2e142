"""Train the attribution tagger on PolNeAR: see README.md beside this file.

python bench/train/train_tagger.py --data DIR --encoder DIR --out DIR [--minutes 90] [--epochs 4]
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from pathlib import Path

# Threads that wait must sleep: spinning, they take the processor from each other whenever it is shared.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import torch
from encoder import CUE_TAGS, ROLE_TAGS, Tagger, mask_of
from examples import Example, make_examples, read_part
from torch import Tensor
from torch.nn import functional

from twosource.language.wordpieces import WordPieces

BATCH_PIECES = 2000  # pieces in a batch, counted once for the unmarked row and once for each cue
HEAD_RATE = 5.0  # the new parts learn this many times faster than the encoder
WARM_UP = 0.06
EVERY = 4  # steps between two updates of the running mean of the weights


def main() -> None:
    arguments = read_arguments()
    torch.manual_seed(arguments.seed)
    torch.use_deterministic_algorithms(True)  # the same seed, processor and number of threads: the same weights
    torch.set_num_threads(arguments.threads)
    vocabulary = WordPieces((arguments.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    train, dev = (read_examples(arguments.data, part, vocabulary) for part in ("train", "dev"))
    if arguments.all:
        train, dev = train + dev, dev
    model = Tagger(arguments.shared_layers, arguments.dropout)
    if arguments.init:
        model.load_state_dict(torch.load(arguments.init))
    else:
        model.read_weights(arguments.encoder / "model.safetensors")
    arguments.out.mkdir(parents=True, exist_ok=True)
    fit(model, train, dev, arguments)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="a clone of PolNeAR, or a folder of its parts as JSON Lines"
    )
    parser.add_argument("--encoder", type=Path, required=True, help="folder of model.safetensors and vocab.txt")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="a checkpoint to go on from, instead of the encoder's weights")
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop learning by then, whatever is left")
    parser.add_argument("--max-steps", type=int, default=0)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--shared-layers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all", action="store_true", help="learn from dev as well (no honest figure then)")
    parser.add_argument("--float32", action="store_true")
    return parser.parse_args()


def read_examples(data: Path, part: str, vocabulary: WordPieces) -> list[Example]:
    """Read a part and say how much it is: whoever has less than PolNeAR's 840 and 84 reports should know."""
    reports = read_part(data, part)
    if not reports:
        raise SystemExit(f"{data}: no report of the {part} part; give a clone of PolNeAR, see bench/train/README.md")
    print(f"{part}: {len(reports)} reports, {sum(len(one['gold']) for one in reports)} attributions", flush=True)
    return make_examples(reports, vocabulary)


def fit(model: Tagger, train: list[Example], dev: list[Example], arguments: argparse.Namespace) -> None:
    """Learn with warm-up and linear decay over the planned epochs or minutes, whichever is used up first."""
    rng = random.Random(arguments.seed)
    model.lower.words.weight.requires_grad_(False)  # half of all weights, and words that PolNeAR lacks stay in place
    optimiser, mean = make_optimiser(model, arguments.rate), {}
    planned = math.ceil(arguments.epochs * len(make_batches(train, rng)))
    began, step, best, run = time.monotonic(), 0, math.inf, [0.0, 0.0]
    batches: list[list[Example]] = []
    model.train()
    while True:
        used = max(step / planned, (time.monotonic() - began) / 60 / arguments.minutes)
        if used >= 1 or (arguments.max_steps and step >= arguments.max_steps):
            break
        batches = batches or make_batches(train, rng)
        for group, base in zip(optimiser.param_groups, (1.0, 1.0, HEAD_RATE), strict=True):
            group["lr"] = arguments.rate * base * min(step / (WARM_UP * planned), (1 - used) / (1 - WARM_UP))
        losses = learn(model, batches.pop(), optimiser, not arguments.float32)
        run = [0.98 * old + 0.02 * new for old, new in zip(run, losses, strict=True)] if step else losses
        step += 1
        if step % EVERY == 0:
            update_mean(mean, model, min(0.98, step / (step + 40)))
        if step % 25 == 0:
            speed = (time.monotonic() - began) / step
            print(
                f"step {step}/{planned} used {used:.3f} cue {run[0]:.4f} roles {run[1]:.4f} {speed:.2f} s/step",
                flush=True,
            )
        if step % 400 == 0 or step == planned:
            best = keep_best(model, mean, dev, arguments.out, best, step)
    keep_best(model, mean, dev, arguments.out, best, step)


def make_optimiser(model: Tagger, rate: float) -> torch.optim.Optimizer:
    decayed, plain, new = [], [], []
    for name, weight in model.named_parameters():
        if not weight.requires_grad:
            continue
        is_new = name.startswith(("upper.marker", "upper.cues", "upper.roles", "lower.quoted"))
        (new if is_new else plain if weight.ndim < 2 else decayed).append(weight)
    groups = [
        {"params": decayed, "weight_decay": 0.01},
        {"params": plain, "weight_decay": 0.0},
        {"params": new, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), eps=1e-6, fused=True)


def make_batches(examples: list[Example], rng: random.Random) -> list[list[Example]]:
    """Group chunks of like length until a batch is full, then shuffle the batches."""
    order = sorted(examples, key=lambda example: (len(example.chunk.pieces) + rng.random() * 6, len(example.cues)))
    batches: list[list[Example]] = []
    size = BATCH_PIECES
    for example in order:
        cost = len(example.chunk.pieces) * (1 + len(example.cues))
        if size + cost > BATCH_PIECES:
            batches.append([])
            size = 0
        batches[-1].append(example)
        size += cost
    rng.shuffle(batches)
    return batches


def learn(model: Tagger, batch: list[Example], optimiser: torch.optim.Optimizer, halved: bool) -> list[float]:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
        cue, roles = losses_of(model, batch)
    (cue + roles).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return [cue.item(), roles.item()]


def losses_of(model: Tagger, batch: list[Example]) -> tuple[Tensor, Tensor]:
    """Return the mean cross-entropy a word of both heads."""
    rows = [(number, -1) for number in range(len(batch))]
    rows += [(number, cue) for number, example in enumerate(batch) for cue in range(len(example.cues))]
    lengths = torch.tensor([len(example.chunk.pieces) for example in batch])
    longest = int(lengths.max())
    pieces, quoted = (
        torch.zeros(len(batch), longest, dtype=torch.long),
        torch.zeros(len(batch), longest, dtype=torch.long),
    )
    marked = torch.zeros(len(rows), longest, dtype=torch.long)
    wanted = torch.full((len(rows), longest), -100)
    for number, example in enumerate(batch):
        pieces[number, : lengths[number]] = torch.tensor(example.chunk.pieces)
        quoted[number, : lengths[number]] = torch.tensor(example.chunk.quoted)
    for row, (number, cue) in enumerate(rows):
        mark_row(batch[number], cue, marked[row], wanted[row])
    mask, of = mask_of(lengths, longest), torch.tensor([number for number, _ in rows])
    hidden = model.lower(pieces, quoted, mask)
    cue_scores, role_scores = model.upper(hidden[of], marked, mask[of])
    plain = len(batch)
    cue = functional.cross_entropy(cue_scores[:plain].float().reshape(-1, len(CUE_TAGS)), wanted[:plain].reshape(-1))
    if plain == len(rows):
        return cue, role_scores.sum() * 0
    roles = functional.cross_entropy(
        role_scores[plain:].float().reshape(-1, len(ROLE_TAGS)), wanted[plain:].reshape(-1)
    )
    return cue, roles


def mark_row(example: Example, cue: int, marked: Tensor, wanted: Tensor) -> None:
    """Fill one row: the mark and the role tags for a cue, or, unmarked (-1), the cue tags."""
    chunk = example.chunk
    firsts = torch.tensor(chunk.firsts)
    if cue < 0:
        tags = [0] * len(chunk.words)
        for words in example.cues:
            for word in words:
                tags[word] = 2
            tags[words[0]] = 1
        wanted[firsts] = torch.tensor(tags)
        return
    ends = [*chunk.firsts[1:], len(chunk.pieces) - 1]
    for word in example.cues[cue]:
        marked[chunk.firsts[word] : ends[word]] = 1
    wanted[firsts] = torch.tensor(example.roles[cue])


@torch.no_grad()
def update_mean(mean: dict[str, Tensor], model: Tagger, kept: float) -> None:
    """Keep a running mean of the weights: steadier than the last step's."""
    for name, weight in model.named_parameters():
        if weight.requires_grad:
            mean[name] = weight.detach().clone() if name not in mean else mean[name].lerp_(weight, 1 - kept)


@torch.no_grad()
def keep_best(model: Tagger, mean: dict[str, Tensor], dev: list[Example], out: Path, best: float, step: int) -> float:
    """Save the mean weights if dev's loss is the lowest so far; save the last ones in any case."""
    own = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    model.load_state_dict({**model.state_dict(), **mean})
    model.eval()
    rng, total, count = random.Random(0), [0.0, 0.0], 0
    for batch in make_batches(dev, rng):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = losses_of(model, batch)
        total = [old + new.item() for old, new in zip(total, losses, strict=True)]
        count += 1
    loss = sum(total) / max(count, 1)
    print(
        f"== step {step} dev cue {total[0] / count:.4f} roles {total[1] / count:.4f} sum {loss:.4f} best {best:.4f}",
        flush=True,
    )
    torch.save(model.state_dict(), out / "last.pt")
    if loss < best:
        torch.save(model.state_dict(), out / "best.pt")
    model.load_state_dict({**model.state_dict(), **own})
    model.train()
    return min(loss, best)


if __name__ == "__main__":
    main()
