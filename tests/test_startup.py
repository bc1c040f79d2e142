"""What needs no reading of texts answers at once: it must not bring a parser, a database or an archive's formats."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {
    "spacy",
    "duckdb",
    "pyarrow",
    "onnxruntime",
    "trafilatura",
    "pyspark",
    "pandas",
    "fastwarc",
    "sqlglot",
    "numpy",
}


@pytest.mark.parametrize("call", [["schema"], ["--help"], ["read", "--help"]])
def test_a_command_that_reads_nothing_brings_nothing_heavy(call):
    code = (
        "import sys\nfrom twosource.cli import app\n"
        f"try:\n    app({call!r})\nexcept SystemExit:\n    pass\n"
        f"print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "HEAVY []"
