"""The network that reads two statements side by side: a BERT encoder of a few layers and one number at its end."""

from __future__ import annotations

from pathlib import Path

import torch
from encoder import HIDDEN, LAYERS, POSITIONS, VOCABULARY, Dropout, Layer, mask_of, read_layers
from safetensors.torch import load_file
from torch import Tensor, nn


class PairNetwork(nn.Module):
    """Embeddings, layers and a head: `pieces`, `marked`, `sides` (rows, length) and lengths in, log-odds (rows) out.

    The head sees the first piece, and how far the means of the two statements' own pieces lie from each other.
    """

    def __init__(self, layers: int = LAYERS, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.side = nn.Embedding(2, HIDDEN)
        self.mark = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.seen, self.odds = nn.Linear(2 * HIDDEN, HIDDEN), nn.Linear(HIDDEN, 1)

    def forward(self, pieces: Tensor, marked: Tensor, sides: Tensor, lengths: Tensor) -> Tensor:
        return self.odds_of(self.looked_at(pieces, marked, sides, lengths))

    def odds_of(self, looked_at: Tensor) -> Tensor:
        odds: Tensor = self.odds(torch.tanh(self.seen(looked_at)))[:, 0]
        return odds

    def looked_at(self, pieces: Tensor, marked: Tensor, sides: Tensor, lengths: Tensor) -> Tensor:
        """Return what the head sees of each pair: (rows, 2 * 384)."""
        length = pieces.shape[1]
        given = self.words(pieces) + self.positions.weight[:length] + self.side(sides) + self.mark(marked)
        hidden, mask = self.dropout(self.norm(given)), mask_of(lengths, length)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        first, second = (_mean(hidden, marked * (sides == side)) for side in (0, 1))
        return torch.cat([hidden[:, 0], (first - second).abs()], 1)

    def read_weights(self, path: Path) -> None:
        """Read BERT weights from a safetensors file; the mark of a statement begins as next to nothing."""
        weights = load_file(path)
        part = "embeddings."
        with torch.no_grad():
            self.words.weight.copy_(weights[part + "word_embeddings.weight"])
            self.positions.weight.copy_(weights[part + "position_embeddings.weight"])
            self.side.weight.copy_(weights[part + "token_type_embeddings.weight"])
            self.norm.weight.copy_(weights[part + "LayerNorm.weight"])
            self.norm.bias.copy_(weights[part + "LayerNorm.bias"])
            self.mark.weight.zero_()
            self.mark.weight[1].normal_(0, 0.02)
        read_layers(self.layers, weights)


def _mean(hidden: Tensor, chosen: Tensor) -> Tensor:
    weights = chosen.to(hidden.dtype)[:, :, None]
    return (hidden * weights).sum(1) / weights.sum(1).clamp(min=1)
