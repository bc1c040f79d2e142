"""Paragraphs end at empty lines, whatever a line ends with and whatever space an empty one holds."""

from __future__ import annotations

import pytest

from twosource.lineage.passages import split_passages
from twosource.model import Report


@pytest.mark.parametrize(
    "text",
    [
        "It rained\nall day.\n\nThe bridge fell.",
        "It rained\r\nall day.\r\n\r\nThe bridge fell.\r\n",
        "\n \n It rained\nall day. \n\t \r\n\n\n\xa0\nThe bridge fell.",
    ],
)
def test_an_empty_line_ends_a_paragraph(text: str) -> None:
    found = [passage.text.replace("\r\n", "\n") for passage in split_passages(Report("r", text, ""))]
    assert found == ["It rained\nall day.", "The bridge fell."]
