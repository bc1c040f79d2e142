"""What others wrote is what they published, with its licence; a tool of the tests is not shipped."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = (ROOT / "src" / "twosource" / "web" / "static", ROOT / "tests" / "web" / "vendor")


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.name)
def test_each_vendored_file_is_what_its_makers_published(place):
    listed = tomllib.loads((place / "vendored.toml").read_text(encoding="utf-8"))
    assert listed
    for name, record in listed.items():
        data = (place / name).read_bytes()
        assert hashlib.sha256(data).hexdigest() == record["sha256"], name
        licence = record["licence"].partition("(")[2].rstrip(")")
        assert (place / licence).is_file()


def test_no_script_of_the_package_is_neither_ours_nor_listed():
    static = PLACES[0]
    listed = tomllib.loads((static / "vendored.toml").read_text(encoding="utf-8"))
    assert {p.name for p in static.glob("*.js")} == {"desk.js", "grid.js", *listed}


def test_the_tools_of_the_tests_are_not_shipped():
    assert not list((ROOT / "src").rglob("axe*"))
    built = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'packages = ["src/twosource"]' in built
