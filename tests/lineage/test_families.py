"""Which reports are one lineage: shared copy joins, a shared quotation or stock paragraph does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from twosource.engine.local import LocalEngine
from twosource.lineage import find_lineages
from twosource.model import Report, Settings

WIRE = """PORT VELLA (Northern Wire) — A ferry carrying 140 passengers ran aground on a sandbank outside the harbour \
of Port Vella early on Tuesday, the coast guard said.

Divers searched the engine room after crew members reported flooding, and two tugs were sent from the mainland to \
hold the vessel steady until the tide turned.

"Everybody was calm and the crew handed out blankets," said passenger Ines Okafor, who was travelling to a wedding.

The operator, Vella Lines, said the captain had thirty years of experience and was being questioned by inspectors.

A similar accident closed the harbour for three days in the spring of last year."""

RESPELT_CUT = """A ferry with 140 passengers aboard ran aground on a sandbank outside the harbor of Port Vella early \
Tuesday, according to the coast guard.

Divers searched the engine room after crew reported flooding, and two tugs were sent from the mainland to hold the \
ship steady until the tide turned.

Shares of the operator fell four percent in morning trade, analysts at a local brokerage noted."""

OWN = """Inspectors are examining why the Vella Lines ship Marguerite left its marked channel before dawn and hit the \
bottom with dozens of families on their way to the islands.

"Everybody was calm and the crew handed out blankets," said passenger Ines Okafor.

Harbour master Tomas Reyl told this newspaper he had warned of shifting sand after last month's storms, and that the \
buoys were due to be moved on Friday."""


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    with LocalEngine(processes=1) as local:
        yield local


def _lineages(engine: LocalEngine, *texts: str) -> list[tuple[str, ...]]:
    reports = [Report(f"r{i}", text, "") for i, text in enumerate(texts)]
    return [lineage.reports for lineage in find_lineages(reports, engine, Settings())[0]]


def test_a_cut_and_respelt_copy_is_one_lineage_with_its_wire(engine: LocalEngine) -> None:
    assert _lineages(engine, WIRE, RESPELT_CUT) == [("r0", "r1")]


def test_a_shared_quotation_joins_nothing(engine: LocalEngine) -> None:
    assert _lineages(engine, WIRE, OWN) == [("r0",), ("r1",)]


def test_every_report_has_one_lineage_in_order_of_its_first_report(engine: LocalEngine) -> None:
    assert _lineages(engine, OWN, WIRE, "", RESPELT_CUT) == [("r0",), ("r1", "r3"), ("r2",)]
