"""Write a trained tagger as two ONNX files, or a trained network of pairs as one, in int8 or in float32: see README.md.

    python bench/train/export_onnx.py --checkpoint last.pt [MORE.pt ...] --out DIR [--bits 7] [--float32]

Of several checkpoints of one run the mean of the weights is written (Wortsman et al. 2022, *Model soups*): what each
epoch learnt of other examples, without what it forgot.

The graphs are put together by hand, so that onnxruntime gets its fused operators (one for a quantised product with
its bias, one for attention) and nothing has to be found by an optimiser. A chunk is run alone:
no row is padded, so there is no mask, and what is quantised on the fly never depends on other texts.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from card import note_digest
from encoder import CUE_TAGS, HEADS, HIDDEN, LAYERS, ROLE_TAGS
from onnx import TensorProto, helper, numpy_helper

Weights = dict[str, np.ndarray]
CONTRIB = "com.microsoft"
EPSILON = 1e-12
# The place of the first piece, which row of what is not zero counts along the pieces, and what is taken away after.
PLACES = (("first", [[0]]), ("row", [1]), ("along", [0]))


class Graph:
    """Nodes and weights as they are added."""

    def __init__(self, weights: Weights, quantised: bool, bits: int = 8) -> None:
        self.weights, self.quantised, self.bits = weights, quantised, bits
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **settings: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **settings))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def product(self, given: str, weight: np.ndarray, bias: np.ndarray, output: str) -> str:
        """Multiply by a matrix (in, out) and add the bias; int8 with one scale a column where quantised."""
        plus = self.constant(output + ".bias", bias.astype(np.float32))
        if not self.quantised:
            by = self.constant(output + ".weight", weight.astype(np.float32))
            return self.add("Add", [self.add("MatMul", [given, by], output + ".product"), plus], output)
        whole, scale = quantise(weight, axis=0, bits=self.bits)
        parts = [
            self.constant(output + ".weight", whole),
            self.constant(output + ".scale", scale),
            self.constant(output + ".zero", np.zeros(len(scale), np.int8)),
        ]
        return self.add("DynamicQuantizeMatMul", [given, *parts, plus], output, CONTRIB)

    def linear(self, given: str, name: str, output: str) -> str:
        return self.product(given, self.weights[name + ".weight"].T, self.weights[name + ".bias"], output)

    def looked_up(self, indices: str, name: str, output: str) -> str:
        """Take rows of an embedding; int8 with one scale a row where quantised."""
        table = self.weights[name + ".weight"]
        if not self.quantised:
            return self.add("Gather", [self.constant(name, table), indices], output)
        whole, scale = quantise(table, axis=1, bits=8)
        rows = self.add("Gather", [self.constant(name, whole), indices], output + ".int8")
        scales = self.add("Gather", [self.constant(name + ".scale", scale[:, None]), indices], output + ".scale")
        rows = self.add("Cast", [rows], output + ".float", to=TensorProto.FLOAT)
        return self.add("Mul", [rows, scales], output)

    def placed(self, given: str, counted: str, positions: np.ndarray, norm: str) -> str:
        """Add to each piece of `counted` the embedding of its place, and bring the sum to one scale."""
        length = self.add("Shape", [counted], "length", start=1, end=2)
        whole = [self.constant(key, np.array(value, np.int64)) for key, value in (("from", [0]), ("along", [0]))]
        table = self.constant("positions", positions[:512])
        places = self.add("Slice", [table, whole[0], length, whole[1]], "places")
        self.add("Add", [given, places], "placed")
        scale = self.constant(norm + ".gamma", self.weights[norm + ".weight"])
        shift = self.constant(norm + ".beta", self.weights[norm + ".bias"])
        return self.add("LayerNormalization", ["placed", scale, shift], "layer0", epsilon=EPSILON)

    def first(self, hidden: str) -> str:
        """The row of the first piece, of shape (1, 384)."""
        place, along = self.constant("first.place", np.array([0])), self.constant("first.along", np.array([1]))
        return self.add("Squeeze", [self.add("Gather", [hidden, place], "first.row", axis=1), along], "first")

    def told(self) -> str:
        """The places of the first piece and of those marked, which `first` and `apart` look at and nothing else."""
        first, row, along = (self.constant(f"told.{key}", np.array(v)) for key, v in PLACES)
        places = self.add("NonZero", ["marked"], "told.places")
        marked = self.add("Gather", [places, row], "told.marked", axis=0)
        return self.add("Squeeze", [self.add("Concat", [first, marked], "told.all", axis=1), along], "told")

    def apart(self, hidden: str, told: str) -> str:
        """How far the means of the two statements' own pieces lie from each other, of shape (1, 384).

        `hidden` holds the pieces at the places `told` alone.
        """
        means = []
        kinds = (self.add("Gather", [kind, told], f"{kind}.told", axis=1) for kind in ("marked", "sides"))
        marked, sides = (self.add("Cast", [k], k.replace("told", "float"), to=TensorProto.FLOAT) for k in kinds)
        second = self.add("Mul", [marked, sides], "own.1")
        along, one = self.constant("along.pieces", np.array([1])), self.constant("one", np.array(1, np.float32))
        for own in (self.add("Sub", [marked, second], "own.0"), second):
            row = self.add("Unsqueeze", [own, along], own + ".row")
            total = self.add("Squeeze", [self.add("MatMul", [row, hidden], own + ".sums"), along], own + ".sum")
            held = self.add("ReduceSum", [own, along], own + ".held", keepdims=1)
            means.append(self.add("Div", [total, self.add("Max", [held, one], own + ".many")], own + ".mean"))
        return self.add("Abs", [self.add("Sub", means, "means.apart")], "apart")

    def layer(self, given: str, name: str, output: str, only: str = "") -> str:
        """One transformer layer, as `encoder.Layer` has it; of the pieces at the places `only`, if that is given.

        Those look at all others as ever. What comes out of a last layer for the rest, nobody asks.
        """
        keys = ("key", "value") if only else ("query", "key", "value")
        parts = [f"{output}.{key}" for key in ("query", "key", "value")]
        joined = self.product(given, *self._side_by_side(name, keys), output + (".held" if only else ".qkv"))
        split = helper.make_node(
            "Split", [joined], parts[-len(keys) :], name=output + ".split", axis=2, num_outputs=len(keys)
        )
        self.nodes.append(split)
        if only:
            given = self.add("Gather", [given, only], output + ".told", axis=1)
            self.product(given, *self._side_by_side(name, ("query",)), parts[0])
        seen = self.add("MultiHeadAttention", parts, output + ".seen", CONTRIB, num_heads=HEADS)
        hidden = self.normed(
            given, self.linear(seen, name + ".joined", output + ".joined"), name + ".norm_attention", output + ".mid"
        )
        inner = self.add("Gelu", [self.linear(hidden, name + ".inner", output + ".inner")], output + ".gelu", CONTRIB)
        return self.normed(
            hidden, self.linear(inner, name + ".outer", output + ".outer"), name + ".norm_output", output
        )

    def _side_by_side(self, name: str, keys: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The weights and biases of several products of one layer, as those of one."""
        weight = np.concatenate([self.weights[f"{name}.{key}.weight"].T for key in keys], axis=1)
        return weight, np.concatenate([self.weights[f"{name}.{key}.bias"] for key in keys])

    def normed(self, left: str, right: str, name: str, output: str) -> str:
        scale = self.constant(name + ".gamma", self.weights[name + ".weight"])
        shift = self.constant(name + ".beta", self.weights[name + ".bias"])
        # Two operators: onnxruntime's fused one (SkipLayerNormalization) is six times slower on a processor.
        total = self.add("Add", [left, right], output + ".sum")
        return self.add("LayerNormalization", [total, scale, shift], output, epsilon=EPSILON)

    def model(
        self, name: str, inputs: Sequence[onnx.ValueInfoProto], outputs: Sequence[onnx.ValueInfoProto]
    ) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.constants)
        versions = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9, producer_name="twosource")


def quantise(table: np.ndarray, axis: int, bits: int) -> tuple[np.ndarray, np.ndarray]:
    """Return whole numbers and the scale of each column (axis 0 is summed away) or row (axis 1)."""
    top = 2 ** (bits - 1) - 1
    scale = np.maximum(np.abs(table).max(axis=axis, keepdims=True), 1e-8) / top
    whole = np.clip(np.rint(table / scale), -top, top).astype(np.int8)
    return whole, scale.reshape(-1).astype(np.float32)


def build_lower(weights: Weights, layers: int, quantised: bool, bits: int) -> onnx.ModelProto:
    """Inputs `pieces`, `quoted` (1, length) int64; output `hidden` (1, length, 384)."""
    graph = Graph(weights, quantised, bits)
    words = graph.looked_up("pieces", "lower.words", "words")
    quoted = graph.add("Gather", [graph.constant("lower.quoted", weights["lower.quoted.weight"]), "quoted"], "quote")
    meaning = graph.add("Add", [words, quoted], "meaning")
    hidden = graph.placed(meaning, "pieces", weights["lower.positions.weight"], "lower.norm")
    for number in range(layers):
        last = number == layers - 1
        hidden = graph.layer(hidden, f"lower.layers.{number}", "hidden" if last else f"layer{number + 1}")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in ("pieces", "quoted")]
    return graph.model(
        "lower", inputs, [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "length", HIDDEN])]
    )


def build_upper(weights: Weights, layers: int, quantised: bool, bits: int) -> onnx.ModelProto:
    """Inputs `hidden` (1, length, 384), `marked` (rows, length) int64; outputs `cues`, `roles` (rows, length, tags)."""
    graph = Graph(weights, quantised, bits)
    mark = graph.add("Gather", [graph.constant("upper.marker", weights["upper.marker.weight"]), "marked"], "mark")
    hidden = graph.add("Add", ["hidden", mark], "layer0")
    for number in range(layers):
        hidden = graph.layer(hidden, f"upper.layers.{number}", f"layer{number + 1}")
    graph.quantised = False  # two thousand weights: nothing to save, and the scores stay exact
    graph.linear(hidden, "upper.cues", "cues")
    graph.linear(hidden, "upper.roles", "roles")
    inputs = [
        helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "length", HIDDEN]),
        helper.make_tensor_value_info("marked", TensorProto.INT64, ["rows", "length"]),
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", "length", len(tags)])
        for name, tags in (("cues", CUE_TAGS), ("roles", ROLE_TAGS))
    ]
    return graph.model("upper", inputs, outputs)


def build_pairs(weights: Weights, layers: int, quantised: bool, bits: int) -> onnx.ModelProto:
    """Inputs `pieces`, `marked`, `sides` (1, length) int64; output `odds` (1): see pair_network.py."""
    graph = Graph(weights, quantised, bits)
    given = graph.looked_up("pieces", "words", "given")
    for kind, of in (("mark", "marked"), ("side", "sides")):
        looked_up = graph.add("Gather", [graph.constant(kind, weights[f"{kind}.weight"]), of], f"{kind}.looked")
        given = graph.add("Add", [given, looked_up], f"with.{kind}")
    hidden = graph.placed(given, "pieces", weights["positions.weight"], "norm")
    told = graph.told()
    for number in range(layers):
        hidden = graph.layer(hidden, f"layers.{number}", f"layer{number + 1}", told if number == layers - 1 else "")
    graph.quantised = False
    joined = graph.add("Concat", [graph.first(hidden), graph.apart(hidden, told)], "both", axis=1)
    seen = graph.add("Tanh", [graph.linear(joined, "seen", "seen.sum")], "seen")
    graph.add("Squeeze", [graph.linear(seen, "odds", "odds.sum"), graph.constant("last", np.array([1]))], "odds")
    fed = ("pieces", "marked", "sides")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"]) for name in fed]
    return graph.model("pairs", inputs, [helper.make_tensor_value_info("odds", TensorProto.FLOAT, [1])])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="one, or several to take the mean of")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float32", action="store_true", help="to a folder without a model.toml: the tagger runs int8")
    parser.add_argument("--bits", type=int, default=8, help="7 keeps processors without VNNI from saturating")
    arguments = parser.parse_args()
    learned = [torch.load(path, map_location="cpu") for path in arguments.checkpoint]
    weights = {name: (sum(of[name].float() for of in learned) / len(learned)).numpy() for name in learned[0]}
    arguments.out.mkdir(parents=True, exist_ok=True)
    kind = "float32" if arguments.float32 else "int8"
    for name, model in models_of(weights, not arguments.float32, arguments.bits):
        path = arguments.out / f"{name}.{kind}.onnx"
        path.write_bytes(model.SerializeToString(deterministic=True))
        # The card is the tagger's; the digest of the network of pairs stands in lexicon/pairing.toml.
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if name == "pairs" else note_digest(path)
        print(path.name, path.stat().st_size, "bytes, sha256", digest)


def models_of(weights: Weights, quantised: bool, bits: int) -> Iterator[tuple[str, onnx.ModelProto]]:
    """Yield the models that a checkpoint makes, with their names: the tagger's two, or the one that compares pairs."""
    if "lower.words.weight" not in weights:
        yield "pairs", build_pairs(weights, _layers(weights, "layers."), quantised, bits)
        return
    shared = _layers(weights, "lower.layers.")
    yield "attribution-lower", build_lower(weights, shared, quantised, bits)
    yield "attribution-upper", build_upper(weights, LAYERS - shared, quantised, bits)


def _layers(weights: Weights, before: str) -> int:
    """Count the layers whose names begin so."""
    return len({name[len(before) :].split(".")[0] for name in weights if name.startswith(before)})


if __name__ == "__main__":
    main()
