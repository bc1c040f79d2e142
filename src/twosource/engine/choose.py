"""The engine that a person names: this machine, or a Spark master."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from twosource.engine.session import is_master

if TYPE_CHECKING:
    from twosource.engine.folders import FolderEngine
    from twosource.engine.local import LocalEngine
    from twosource.engine.spark import SparkEngine


def open_engine(
    name: str = "local", processes: int | None = None, progress: Callable[[int, int], None] | None = None
) -> LocalEngine | SparkEngine:
    """Return the engine called `name`: "local", or a Spark master ("local[2]", "spark://HOST:PORT").

    `processes` is for this machine alone: a master knows its own. Raises ValueError for a name that is neither.
    """
    if name == "local":
        from twosource.engine.local import LocalEngine

        return LocalEngine(processes, progress=progress)
    if not is_master(name):
        raise ValueError(f"there is no engine {name!r}: say local, local[N], local[*] or spark://HOST:PORT")
    from twosource.engine.spark import SparkEngine

    return SparkEngine(name, progress=progress)


def folders_of(engine: LocalEngine | SparkEngine) -> FolderEngine:
    """Return what runs steps between folders with the processes of `engine`."""
    from twosource.engine.local import LocalEngine

    if isinstance(engine, LocalEngine):
        from twosource.engine.local_folders import LocalFolders

        return LocalFolders(engine)
    from twosource.engine.spark_folders import SparkFolders

    return SparkFolders(engine)
