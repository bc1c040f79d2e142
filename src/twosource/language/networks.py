"""A file of a network that is shipped comes in (docs/model-card.md); a session that runs it goes out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def read_model(folder: Path | Traversable, name: str, digests: Mapping[str, str] | None = None) -> bytes:
    """Return a model file; raises OSError if it is missing, or not the one whose SHA-256 `digests` has."""
    content = (folder / name).read_bytes()
    if digests is not None and hashlib.sha256(content).hexdigest() != digests[name]:
        raise OSError(f"the model file {name} is not the published one: install twosource again")
    return content


def open_session(model: bytes) -> InferenceSession:
    """Make an ONNX model ready to run, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are the unit of parallel work
    options.log_severity_level = 3
    # The graph is as it should be: what the higher levels would fuse (sum and norm) runs six times slower here.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
