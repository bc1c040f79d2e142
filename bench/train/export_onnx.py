"""Write a trained tagger as two ONNX files, in int8 or in float32: see README.md beside this file.

    python bench/train/export_onnx.py --checkpoint last.pt --out DIR [--bits 7] [--float32]

The graphs are put together by hand, so that onnxruntime gets its fused operators (one for a quantised product with
its bias, one for attention) and nothing has to be found by an optimiser. A chunk is run alone:
no row is padded, so there is no mask, and what is quantised on the fly never depends on other texts.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
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

    def layer(self, given: str, name: str, output: str) -> str:
        """One transformer layer, as `encoder.Layer` has it."""
        own = {key: self.weights[f"{name}.{key}.{kind}"] for key in ("query", "key", "value") for kind in ("weight",)}
        weight = np.concatenate([own[key].T for key in ("query", "key", "value")], axis=1)
        bias = np.concatenate([self.weights[f"{name}.{key}.bias"] for key in ("query", "key", "value")])
        parts = [f"{output}.{key}" for key in ("query", "key", "value")]
        joined = self.product(given, weight, bias, output + ".qkv")
        self.nodes.append(helper.make_node("Split", [joined], parts, name=output + ".split", axis=2, num_outputs=3))
        seen = self.add("MultiHeadAttention", parts, output + ".seen", CONTRIB, num_heads=HEADS)
        hidden = self.normed(
            given, self.linear(seen, name + ".joined", output + ".joined"), name + ".norm_attention", output + ".mid"
        )
        inner = self.add("Gelu", [self.linear(hidden, name + ".inner", output + ".inner")], output + ".gelu", CONTRIB)
        return self.normed(
            hidden, self.linear(inner, name + ".outer", output + ".outer"), name + ".norm_output", output
        )

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
    length = graph.add("Shape", ["pieces"], "length", start=1, end=2)
    whole = [graph.constant(key, np.array(value, np.int64)) for key, value in (("from", [0]), ("along", [0]))]
    positions = graph.constant("lower.positions", weights["lower.positions.weight"][:512])
    places = graph.add("Slice", [positions, whole[0], length, whole[1]], "places")
    graph.add("Add", [words, quoted], "meaning")
    graph.add("Add", ["meaning", places], "placed")
    scale = graph.constant("lower.norm.gamma", weights["lower.norm.weight"])
    shift = graph.constant("lower.norm.beta", weights["lower.norm.bias"])
    hidden = graph.add("LayerNormalization", ["placed", scale, shift], "layer0", epsilon=EPSILON)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float32", action="store_true", help="to a folder without a model.toml: the tagger runs int8")
    parser.add_argument("--bits", type=int, default=8, help="7 keeps processors without VNNI from saturating")
    arguments = parser.parse_args()
    weights = {
        name: value.float().numpy() for name, value in torch.load(arguments.checkpoint, map_location="cpu").items()
    }
    shared = len({name.split(".")[2] for name in weights if name.startswith("lower.layers.")})
    arguments.out.mkdir(parents=True, exist_ok=True)
    kind = "float32" if arguments.float32 else "int8"
    for part, build, layers in (("lower", build_lower, shared), ("upper", build_upper, LAYERS - shared)):
        model = build(weights, layers, not arguments.float32, arguments.bits)
        path = arguments.out / f"attribution-{part}.{kind}.onnx"
        path.write_bytes(model.SerializeToString(deterministic=True))
        print(path.name, path.stat().st_size, "bytes, sha256", note_digest(path))


if __name__ == "__main__":
    main()
