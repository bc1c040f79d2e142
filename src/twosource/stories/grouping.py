"""Which reports are about one event: alike in words and names, near in time, or copies of one text.

The whole set at once, by the same steps as a stream of reports (stream.py): the result is a function of the set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from twosource.model import ReadError, Report, Settings
from twosource.stages import Engine, Stage
from twosource.stories.features import features_of
from twosource.stories.likeness import PART
from twosource.stories.placing import PLACEMENTS, place_reports
from twosource.stories.stream import days_of, regroup


def group_reports(
    reports: Sequence[Report],
    engine: Engine,
    settings: Settings,
    copies: Mapping[str, str] | None = None,
    errors: list[ReadError] | None = None,
) -> dict[str, str]:
    """Return the story of each report's id: s1, s2 … in the order in which `reports` first names them.

    `copies` gives the lineage of each id: copies of one text are one story, whatever their dates. The order of
    `reports` changes the names of the stories and nothing else. A report whose words cannot be counted is in no story
    but that of its copies; `errors` is told which, and without such a list that is raised.
    """
    unique = {report.id: report for report in sorted(reports, key=lambda r: (r.id, r.sha256, r.text), reverse=True)}
    ordered = [unique[report] for report in sorted(unique)]
    if not ordered:
        return {}
    tables = _Tables(engine)
    features = features_of(ordered, engine, errors)
    tables.keep(
        features=features,
        copies=_rows("lineage", {report.id: (copies or {}).get(report.id) for report in ordered}),
        stories=_rows("story", {}),
        placements=PLACEMENTS.empty_table(),
    )
    tables.keep(placements=place_reports(features, tables))
    story = regroup(days_of(unique, tables), tables, settings)
    names: dict[str, str] = {}
    return {report.id: names.setdefault(story[report.id], f"s{len(names) + 1}") for report in reports}


class _Tables:
    """The tables of a set, which an engine runs stages over beside those that are given."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[str, pa.Table] = {}

    def keep(self, **tables: pa.Table) -> None:
        self._kept |= tables

    def sql(self, stage: Stage, **tables: pa.Table) -> pa.Table:
        named = {name: table for name, table in self._kept.items() if name in stage.sql}
        return self._engine.sql(stage, **named, **tables)

    def parts(self, stage: Stage, **tables: pa.Table) -> Iterator[pa.Table]:
        found = self.sql(stage, **tables)
        yield from (found.slice(start, PART) for start in range(0, found.num_rows, PART))


def _rows(name: str, values: Mapping[str, str | None]) -> pa.Table:
    known = {report: value for report, value in values.items() if value is not None}
    schema = pa.schema([("report", pa.string()), (name, pa.string())])
    return pa.table([list(known), list(known.values())], schema=schema)
