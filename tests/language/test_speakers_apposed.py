"""Who speaks where a description stands before the name of a firm: "the supplier of the software, Halvern Systems"."""

import pytest

from twosource.annotation import annotate_reports, resolve_story
from twosource.engine.local import LocalEngine
from twosource.intake import make_report
from twosource.model import Settings


def speakers(text: str) -> list[tuple[str, ...]]:
    report = make_report("r", text)
    notes = annotate_reports((report,), LocalEngine(1), Settings(learned=False))["r"]
    (resolved,) = resolve_story((report,), [notes])
    return [a.speakers for a in resolved.attributions]


@pytest.mark.parametrize(
    "source",
    [
        "The supplier, Halvern Systems,",
        "Its supplier, Halvern Systems,",
        "The supplier of the software, Halvern Systems,",
    ],
)
def test_the_name_behind_a_description_speaks(source):
    assert speakers(f"{source} said there was no attack.") == [("Halvern Systems",)]


def test_a_name_inside_a_description_does_not():
    assert ("Halvern Systems",) not in speakers("The supplier of Halvern Systems said there was no attack.")
