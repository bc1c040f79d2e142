"""What a new model changes in its model.toml: the digests of its files, its confidence, its threshold."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path


def note_digest(path: Path) -> str:
    """Return a file's SHA-256, and write it into the model.toml beside it, if one stands there.

    The tagger refuses a file whose digest is not the one written there. Raises ValueError if the file is not named.
    """
    digest, card = hashlib.sha256(path.read_bytes()).hexdigest(), path.with_name("model.toml")
    if card.exists():
        _replace(card, rf'"{re.escape(path.name)}" = ', f'"{digest}"')
    return digest


def note_confidence(card: Path, weights: Sequence[float], threshold: float) -> None:
    """Write the logistic weights of the confidence, and the threshold."""
    _replace(card, "threshold = ", str(threshold))
    _replace(card, "confidence = ", str([round(weight, 4) for weight in weights]))


def _replace(card: Path, name: str, value: str) -> None:
    text, found = re.subn(f"(?m)^({name}).*$", rf"\g<1>{value}", card.read_text(encoding="utf-8"))
    if found != 1:
        raise ValueError(f"{card}: {found} lines begin with {name.strip()}, one was expected")
    card.write_text(text, encoding="utf-8")
