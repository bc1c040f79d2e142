"""New reports come in; the lineages that they touch are traced again, and no others.

Reports joined by a chain of pairs are a component, and no lineage reaches out of its own: so a component is traced by
itself, its reports in one fixed order, and gives the same lineages whenever and in whatever batches its reports came.
What people decided about lineages and direction joins components, and is applied last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from twosource.desk.overrulings import Overruling
from twosource.desk.pairs import pairs_of, renew_pairs
from twosource.desk.tables import Connection, delete_for, insert_rows, keyed, rows
from twosource.desk.versions import in_order, load_reports
from twosource.lineage import find_lineages
from twosource.lineage.descent import make_lineage
from twosource.lineage.overruling import overrule_lineages
from twosource.model import Derivation, Lineage, Report, Settings
from twosource.rows import pack, unpack
from twosource.stages import Engine


def trace_copies(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    touched: set[int],
    decisions: Sequence[Overruling] = (),
) -> set[int]:
    """Trace again what `touched` reports belong to; return the reports whose lineage or derivations changed."""
    seeds = touched | renew_pairs(connection, touched, settings)
    return trace_again(connection, engine, settings, seeds, decisions, touched=touched)


def trace_again(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    seeds: set[int],
    decisions: Sequence[Overruling],
    *,
    touched: set[int] | None = None,
) -> set[int]:
    """Trace the components of `seeds`, as the pairs and decisions now join them; return the reports that changed.

    A component is left as it stands if it has the reports that it had and none of them is in `touched`, those whose
    text or name is new: pairs say what is traced together, and no more. Without `touched` all are traced.
    """
    pairs, old = _around(connection, seeds, decisions)
    groups = _joined(seeds | {key for _, key in old} | {key for pair in pairs for key in pair}, pairs)
    if touched is not None:
        was = _untouched(old, touched)
        stand = {group[0] for group in groups if was.get(group[0]) == group}
        old = [row for row in old if row[0] not in stand]
        groups = [group for group in groups if group[0] not in stand]
    members = {key for group in groups for key in group}
    before = _said_of(connection, members)
    reports = load_reports(connection, members)
    components = [_trace(group, reports, pairs, engine, settings, decisions) for group in groups]
    for table in ("lineages", "derivations", "in_lineage"):
        delete_for(connection, table, {name for name, _ in old}, "component")
    _keep(connection, components)
    after = _said_of(connection, members)
    return {key for key in members if before.get(key) != after.get(key)}


def _untouched(old: Sequence[tuple[int, int]], touched: set[int]) -> dict[int, list[int]]:
    """Return the components without a touched report: their reports in order, by the first, whose key names them."""
    members: dict[int, list[int]] = {}
    for component, report in old:
        members.setdefault(component, []).append(report)
    return {component: reports for component, reports in members.items() if not touched & set(reports)}


@dataclass(frozen=True, slots=True)
class _Component:
    """A traced component: its reports by key, their lineages in order and what each made of another."""

    reports: dict[int, Report]
    lineages: tuple[Lineage, ...]
    derivations: tuple[Derivation, ...]

    @property
    def name(self) -> int:
        return min(self.reports)


def _trace(
    group: Sequence[int],
    reports: Mapping[int, Report],
    pairs: Sequence[tuple[int, int]],
    engine: Engine,
    settings: Settings,
    decisions: Sequence[Overruling],
) -> _Component:
    mine = {key: reports[key] for key in group}
    if len(group) == 1:
        (alone,) = mine.values()
        return _Component(mine, (make_lineage("l1", [alone], (), False),), ())
    lineages, derivations = find_lineages(in_order(mine.values()), engine, settings)
    asked = [d.decision for d in decisions if set(d.reports) & set(group)]
    if asked:
        lineages, derivations = overrule_lineages(in_order(mine.values()), lineages, derivations, asked)
    return _Component(mine, lineages, derivations)


# The components, as they stand, that reports of `touched` are in: all their reports.
_STANDING = """
SELECT component, report FROM in_lineage
WHERE component IN (SELECT component FROM in_lineage WHERE report IN (FROM touched))
"""


def _around(
    connection: Connection, seeds: set[int], decisions: Sequence[Overruling]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the pairs that lead on from `seeds`, those that decisions make among them, and the components that stand.

    A pair can lead out of the components of the seeds: one of borrowed sentences joins from the day that one of its
    two reports gains kin, while the other did nothing. That one's component is replaced too, so it is walked with them.
    """
    made = [tuple(sorted(d.reports)) for d in decisions if len(d.reports) == 2]
    pairs: set[tuple[int, int]] = set()
    old: set[tuple[int, int]] = set()
    reached, edge = set(seeds), set(seeds)
    while edge:
        with keyed(connection, edge):
            near = pairs_of(connection)
            old.update((component, key) for component, key in rows(connection, _STANDING))
        near += [(pair[0], pair[-1]) for pair in made if edge & set(pair)]
        pairs.update(near)
        edge = {key for pair in near for key in pair} | {key for _, key in old}
        edge -= reached
        reached |= edge
    return sorted(pairs), sorted(old)


def _joined(keys: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the keys in groups, those joined by a chain of pairs together; all in order."""
    home = {key: key for key in keys}

    def root(key: int) -> int:
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        home[high] = low
    groups: dict[int, list[int]] = {}
    for key in sorted(home):
        groups.setdefault(root(key), []).append(key)
    return list(groups.values())


def _said_of(connection: Connection, keys: set[int]) -> dict[int, str]:
    """Return a digest of what is known of each report's copies: its lineage and its derivations."""
    with keyed(connection, keys):
        found = rows(
            connection,
            """SELECT i.report, l.record, d.records FROM in_lineage AS i
               JOIN lineages AS l ON l.component = i.component AND l.lineage = i.lineage
               LEFT JOIN (SELECT child, string_agg(record, '\n' ORDER BY place) AS records FROM derivations
                          WHERE child IN (FROM touched) GROUP BY child) AS d ON d.child = i.report
               WHERE i.report IN (FROM touched)""",
        )
    return {
        key: sha256(f"{record}\n{records}".encode("utf-8", "replace")).hexdigest() for key, record, records in found
    }


def _keep(connection: Connection, components: Sequence[_Component]) -> None:
    """Write what was traced. A lineage's name is made from its first report, so that it does not depend on others."""
    lineages: list[tuple[int, str, str]] = []
    derivations: list[tuple[int, int, int, str]] = []
    members: list[tuple[int, str, int, bool]] = []
    for component in components:
        keys = {report.id: key for key, report in component.reports.items()}
        for lineage in component.lineages:
            name = f"l{keys[lineage.reports[0]] & 0xFFFFFFFFFFFFFFFF:016x}"
            lineages.append((component.name, name, pack(replace(lineage, id=name))))
            alone = len(lineage.reports) == 1
            members += [(keys[r], name, component.name, alone) for r in lineage.reports]
        made = enumerate(component.derivations)
        derivations += [(component.name, n, keys[d.child], pack(d)) for n, d in made]
    insert_rows(connection, "lineages", _LINEAGES, lineages)
    insert_rows(connection, "derivations", _DERIVATIONS, derivations)
    insert_rows(connection, "in_lineage", _IN_LINEAGE, members)


_LINEAGES = "component:int64 lineage:string record:string"
_DERIVATIONS = "component:int64 place:int32 child:int64 record:string"
_IN_LINEAGE = "report:int64 lineage:string component:int64 alone:bool"


def load_lineages(connection: Connection, keys: Iterable[int]) -> tuple[tuple[Lineage, ...], tuple[Derivation, ...]]:
    """Return the lineages that the reports of `keys` are in, and the derivations of those reports."""
    with keyed(connection, keys):
        lineages = rows(
            connection,
            """SELECT DISTINCT l.lineage, l.record FROM lineages AS l JOIN in_lineage AS i
               ON l.component = i.component AND l.lineage = i.lineage WHERE i.report IN (FROM touched)
               ORDER BY l.lineage""",
        )
        made = rows(
            connection,
            "SELECT record FROM derivations WHERE child IN (FROM touched) ORDER BY component, place",
        )
    return tuple(unpack(Lineage, r) for _, r in lineages), tuple(unpack(Derivation, r) for (r,) in made)
