"""The tagger's network: a six-layer BERT encoder, cut in two so that what is shared is computed once.

The lower layers read a chunk once. The upper layers read it again for each question: unmarked, where the cues
are; with one cue marked, which words are its source and its content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, INNER, LAYERS, POSITIONS, VOCABULARY = 384, 12, 1536, 6, 512, 30522
CUE_TAGS = ("O", "B-cue", "I-cue")
ROLE_TAGS = ("O", "B-source", "I-source", "B-content", "I-content")


class Dropout(nn.Module):
    """Dropout whose random bytes come from numpy: torch's own generator takes a tenth of a step."""

    def __init__(self, share: float, seed: int = 1) -> None:
        super().__init__()
        self.dropped = round(share * 256)
        self.random = np.random.Generator(np.random.SFC64(seed))

    def forward(self, hidden: Tensor) -> Tensor:
        if not self.training or not self.dropped:
            return hidden
        draws = np.frombuffer(self.random.bytes(hidden.numel()), dtype=np.uint8).reshape(hidden.shape)
        kept = torch.from_numpy(draws >= self.dropped)
        return hidden * kept.to(hidden.dtype).mul_(256 / (256 - self.dropped))


class Layer(nn.Module):
    """One transformer layer with the norm after the sum, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(HIDDEN, HIDDEN) for _ in range(3))
        self.joined, self.inner, self.outer = (
            nn.Linear(HIDDEN, HIDDEN),
            nn.Linear(HIDDEN, INNER),
            nn.Linear(INNER, HIDDEN),
        )
        self.norm_attention, self.norm_output = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = hidden.shape
        query, key, value = (
            project(hidden).view(rows, length, HEADS, HIDDEN // HEADS).transpose(1, 2)
            for project in (self.query, self.key, self.value)
        )
        # Written out: torch's fused attention is many times slower on short rows in bfloat16 on a processor.
        looks = torch.softmax(query @ key.transpose(2, 3) * (HIDDEN // HEADS) ** -0.5 + mask.to(query.dtype), -1)
        seen = self.joined((looks @ value).transpose(1, 2).reshape(rows, length, HIDDEN))
        hidden = self.norm_attention(hidden + self.dropout(seen))
        return self.norm_output(hidden + self.dropout(self.outer(functional.gelu(self.inner(hidden)))))


class Lower(nn.Module):
    """Embeddings and the layers that every question shares."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.quoted = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))

    def forward(self, pieces: Tensor, quoted: Tensor, mask: Tensor) -> Tensor:
        """`pieces`, `quoted`: (rows, length) integers; `mask`: (rows, 1, 1, length), 0 or a large negative."""
        hidden = self.words(pieces) + self.positions.weight[: pieces.shape[1]] + self.quoted(quoted)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden


class Upper(nn.Module):
    """The layers that know which cue is asked about, and the two heads."""

    def __init__(self, layers: int, dropout: float) -> None:
        super().__init__()
        self.marker = nn.Embedding(2, HIDDEN)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.cues, self.roles = nn.Linear(HIDDEN, len(CUE_TAGS)), nn.Linear(HIDDEN, len(ROLE_TAGS))

    def forward(self, hidden: Tensor, marked: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`marked`: (rows, length), 1 on the pieces of the cue asked about. Returns scores for both heads."""
        hidden = hidden + self.marker(marked)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return self.cues(hidden), self.roles(hidden)


class Tagger(nn.Module):
    """Both parts, and the encoder's published weights read into them."""

    def __init__(self, shared_layers: int = 2, dropout: float = 0.1) -> None:
        super().__init__()
        self.lower = Lower(shared_layers, dropout)
        self.upper = Upper(LAYERS - shared_layers, dropout)

    def read_weights(self, path: Path) -> None:
        """Read BERT weights from a safetensors file; the cue's mark and the quotation's begin as nothing."""
        weights = load_file(path)
        part = "embeddings."
        types = weights[part + "token_type_embeddings.weight"]
        with torch.no_grad():
            self.lower.words.weight.copy_(weights[part + "word_embeddings.weight"])
            self.lower.positions.weight.copy_(weights[part + "position_embeddings.weight"])
            self.lower.quoted.weight.copy_(types[:1].expand(2, -1))
            self.lower.norm.weight.copy_(weights[part + "LayerNorm.weight"])
            self.lower.norm.bias.copy_(weights[part + "LayerNorm.bias"])
            self.upper.marker.weight.zero_()
            self.upper.marker.weight[1].normal_(0, 0.3)
        read_layers([*self.lower.layers, *self.upper.layers], weights)


def read_layers(layers: Iterable[nn.Module], weights: Mapping[str, Tensor]) -> None:
    """Read the weights of BERT's layers, the first into the first, into layers of this module."""
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "joined": "attention.output.dense", "norm_attention": "attention.output.LayerNorm",
        "inner": "intermediate.dense", "outer": "output.dense", "norm_output": "output.LayerNorm",
    }  # fmt: skip
    for number, layer in enumerate(layers):
        for own, theirs in names.items():
            for kind in ("weight", "bias"):
                value = weights[f"encoder.layer.{number}.{theirs}.{kind}"]
                getattr(layer, own).get_parameter(kind).data.copy_(value)


def mask_of(lengths: Tensor, longest: int) -> Tensor:
    """Return the additive mask (rows, 1, 1, longest) that hides what stands after each row's length."""
    beyond = torch.arange(longest)[None, :] >= lengths[:, None]
    return beyond[:, None, None, :].float() * -1e4
