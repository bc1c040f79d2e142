"""Word lists as data: the name of a list comes in, its tables go out."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load"]


@cache
def load(name: str) -> dict[str, Any]:
    """Return the lexicon `name` (the file `name`.toml of this folder) as nested dictionaries.

    Raises FileNotFoundError if there is no such list. The result is shared: do not change it.
    """
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
