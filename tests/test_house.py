"""The house rules that a reader relies on: one-way imports, complete public names, docs that name every command."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import twosource
from twosource import cli

SOURCE = Path(twosource.__file__).parent
ROOT = SOURCE.parent.parent

# A layer may import itself and what stands before it; two names on one line are siblings and import neither.
ORDER = [
    {"model"},
    {"lexicon", "spans", "rows", "stages", "decisions"},
    {"intake", "lineage", "stories", "language", "engine"},
    {"claims"},
    {"annotation", "pipeline", "steps"},
    {"briefing", "export"},
    {"desk"},
    {"archive"},
    {
        "progress",
        "printing",
        "calling",
        "cli",
        "step_commands",
        "desk_commands",
        "archive_commands",
        "web",
        "serve",
        "__main__",
    },
]
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}
# These stand beside each other and build on each other, inside one rank.
NEIGHBOURS = {
    ("pipeline", "annotation"),
    ("steps", "annotation"),
    ("cli", "progress"),
    ("cli", "calling"),
    ("cli", "step_commands"),
    ("cli", "desk_commands"),
    ("cli", "archive_commands"),
    ("step_commands", "progress"),
    ("step_commands", "calling"),
    ("step_commands", "archive_commands"),
    ("archive_commands", "progress"),
    ("desk_commands", "progress"),
    ("desk_commands", "printing"),
    ("__main__", "cli"),
    ("cli", "serve"),
    ("serve", "web"),
    ("serve", "progress"),
}
ENGINE_MAY_BE_IMPORTED_BY = {
    "engine",
    "pipeline",
    "steps",
    "archive",
    "desk",
    "cli",
    "step_commands",
    "desk_commands",
    "archive_commands",
}


def layer_of(module: str) -> str:
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def imports() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        relative = path.relative_to(SOURCE)
        layer = relative.parts[0].removesuffix(".py")
        if layer == "__init__":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("twosource."):
                found.append((str(relative), layer, layer_of(node.module or "")))
            elif isinstance(node, ast.Import):
                found += [
                    (str(relative), layer, layer_of(a.name)) for a in node.names if a.name.startswith("twosource.")
                ]
    return found


def test_there_are_imports_to_judge():
    assert len(imports()) > 100


@pytest.mark.parametrize(("path", "importer", "imported"), sorted(set(imports())))
def test_imports_go_one_way(path, importer, imported):
    assert importer in RANK, f"{path} is in no layer of DESIGN: add {importer} to the order"
    assert imported in RANK
    if imported == "engine":
        assert importer in ENGINE_MAY_BE_IMPORTED_BY, f"{path} may not know which engine runs it"
    if importer != imported and (importer, imported) not in NEIGHBOURS:
        assert RANK[imported] < RANK[importer], f"{path} imports {imported}"


def test_only_the_parser_knows_spacy():
    knowing = [
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(a.name.split(".")[0] == "spacy" for a in node.names))
        or (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "spacy")
    ]
    assert set(knowing) == {"language/parser.py"}


def test_public_names_are_sorted_and_all_there():
    assert list(twosource.__all__) == sorted(twosource.__all__)
    assert set(twosource.__all__) == set(twosource._HOME)
    for name in twosource.__all__:
        assert getattr(twosource, name).__doc__, f"{name} has no docstring"


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = twosource.nothing


def test_importing_brings_neither_parser_nor_database():
    code = "import sys, twosource; print(sorted({'spacy', 'duckdb', 'pyarrow', 'onnxruntime'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"


COMMANDS = sorted(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_docs_and_has_help(command):
    assert f"## twosource {command}" in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert typer.main.get_command(cli.app).commands[command].help  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_docs_name_every_option(command):
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    part = text.split(f"## twosource {command}\n")[1].split("\n## ")[0]
    options = [o for p in typer.main.get_command(cli.app).commands[command].params for o in p.opts if o[:2] == "--"]  # type: ignore[attr-defined]
    assert [o for o in options if o not in part] == []


def test_modules_say_what_they_are():
    bare = [
        str(p.relative_to(SOURCE))
        for p in SOURCE.rglob("*.py")
        if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ]
    assert bare == []


def test_no_address_stands_in_the_requirements():
    for path in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name
        pinned = [line for line in path.read_text(encoding="utf-8").splitlines() if "==" in line and line[0] != " "]
        assert pinned
        assert path.read_text(encoding="utf-8").count("--hash=sha256:") >= len(pinned)
