"""Reports, lineages and derivations come in; a picture of who runs whose copy, as SVG, goes out.

One lane a lineage, one column a day, one box a report. A dashed line joins copies whose direction is unknown, an
arrow leads from parent to child where it is shown; every box says the same in words, so that the picture needs no
colour, and the page repeats it as a list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from twosource.briefing.labels import call_report, counted, written_date
from twosource.briefing.marked_text import show_unseen
from twosource.model import Derivation, Lineage, Report

# Beyond this a picture is a wall; the list says it better.
MOST_REPORTS = 40

_BOX_WIDTH, _BOX_HEIGHT, _GAP = 208, 46, 14
_COLUMN, _LEFT, _LANE_HEAD, _TOP = _BOX_WIDTH + 30, 30, 30, 30
_NAME_LENGTH, _COPY_LENGTH = 24, 30


@dataclass(frozen=True, slots=True)
class _Box:
    report: Report
    x: int
    y: int

    @property
    def middle(self) -> int:
        return self.y + _BOX_HEIGHT // 2


def draw_lineages(
    reports: Sequence[Report],
    lineages: Sequence[Lineage],
    derivations: Sequence[Derivation],
    labels: Mapping[str, str],
) -> Markup | None:
    """Return the picture, or None where there are fewer than two reports or too many to see.

    `labels` gives the short name of each report, as it stands in citations.
    """
    if not 2 <= len(reports) <= MOST_REPORTS:
        return None
    days = sorted({r.published or "" for r in reports}, key=lambda day: (day == "", day))
    boxes, lanes, bottom = _lay_out(reports, lineages, days)
    parts = [_day_head(day, i) for i, day in enumerate(days)]
    width = _LEFT + len(days) * _COLUMN
    parts += [_lane_head(lineage, y, height, width) for lineage, y, height in lanes]
    copies = _copies(boxes, derivations, labels)
    parts += [_edge(d, boxes) for d in derivations if d.child in boxes and d.parent in boxes]
    parts += [_box(box, copies.get(name, "copy of its own"), labels) for name, box in sorted(boxes.items())]
    return Markup(
        '<svg class="lineages" role="img" aria-labelledby="lineages-title"'
        ' viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        '<title id="lineages-title">{title}</title>'
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path class="arrow" d="M0 0L8 4L0 8z"/></marker></defs>{parts}</svg>'
    ).format(w=width, h=bottom, title=_summary(reports, lineages), parts=Markup("").join(parts))


def _summary(reports: Sequence[Report], lineages: Sequence[Lineage]) -> str:
    said = f"{counted(len(reports), 'report')} in {counted(len(lineages), 'lineage')}"
    return f"{said[:1].upper()}{said[1:]}, by day of publication; the list below says the same in words."


def _lay_out(
    reports: Sequence[Report], lineages: Sequence[Lineage], days: Sequence[str]
) -> tuple[dict[str, _Box], list[tuple[Lineage, int, int]], int]:
    """Place every report: its lineage gives the lane, its day the column, its order the row."""
    by_id = {r.id: r for r in reports}
    boxes: dict[str, _Box] = {}
    lanes = []
    y = _TOP
    for lineage in lineages:
        rows: dict[str, int] = defaultdict(int)
        for name in lineage.reports:
            if name not in by_id:
                continue
            day = by_id[name].published or ""
            top = y + _LANE_HEAD + rows[day] * (_BOX_HEIGHT + _GAP)
            boxes[name] = _Box(by_id[name], _LEFT + days.index(day) * _COLUMN, top)
            rows[day] += 1
        height = _LANE_HEAD + max(rows.values(), default=1) * (_BOX_HEIGHT + _GAP)
        lanes.append((lineage, y, height))
        y += height + 8
    return boxes, lanes, y


def _day_head(day: str, column: int) -> Markup:
    return Markup('<text class="day" x="{}" y="18">{}</text>').format(
        _LEFT + column * _COLUMN, written_date(day) if day else "no date"
    )


def _lane_head(lineage: Lineage, y: int, height: int, width: int) -> Markup:
    return Markup(
        '<rect class="lane" x="0" y="{}" width="{}" height="{}"/><text class="lane-name" x="10" y="{}">{}</text>'
    ).format(y, width, height, y + 20, show_unseen(name_lineage(lineage)))


def name_lineage(lineage: Lineage) -> str:
    """Return what a reader calls a lineage: its credit and how many reports it has.

    >>> name_lineage(Lineage("l2", ("a", "b"))), name_lineage(Lineage("l3", ("c",)))
    ('Shared copy without credit: two reports', 'Copy of its own: one report')
    """
    shared = "Shared copy without credit" if len(lineage.reports) > 1 else "Copy of its own"
    return f"{f'{lineage.credit} copy' if lineage.credit else shared}: {counted(len(lineage.reports), 'report')}"


def _edge(derivation: Derivation, boxes: Mapping[str, _Box]) -> Markup:
    parent, child = boxes[str(derivation.parent)], boxes[derivation.child]
    shown = derivation.direction == "shown"
    kind, arrow = ("shown", Markup(' marker-end="url(#arrow)"')) if shown else ("unknown", Markup(""))
    if parent.x == child.x:  # one column: round the left side of the boxes
        a, b = parent, child
        path = f"M{a.x} {a.middle}C{a.x - 26} {a.middle} {b.x - 26} {b.middle} {b.x} {b.middle}"
    else:
        a, b = sorted((parent, child), key=lambda box: box.x)
        x0, half = a.x + _BOX_WIDTH, (b.x - a.x - _BOX_WIDTH) // 2
        path = f"M{x0} {a.middle}C{x0 + half} {a.middle} {b.x - half} {b.middle} {b.x} {b.middle}"
        if shown and a is child:
            path = f"M{b.x} {b.middle}C{b.x - half} {b.middle} {x0 + half} {a.middle} {x0} {a.middle}"
    return Markup('<path class="edge {}" d="{}"{}/>').format(kind, path, arrow)


def _box(box: _Box, copy: str, labels: Mapping[str, str]) -> Markup:
    name = call_report(box.report, labels.get(box.report.id, ""))
    return Markup(
        '<rect class="box" x="{x}" y="{y}" width="{w}" height="{h}"/>'
        '<text class="name" x="{tx}" y="{y1}">{name}</text><text class="share" x="{tx}" y="{y2}">{copy}</text>'
    ).format(
        x=box.x, y=box.y, w=_BOX_WIDTH, h=_BOX_HEIGHT, tx=box.x + 9, y1=box.y + 19, y2=box.y + 36,
        name=_short(show_unseen(name)), copy=_short(show_unseen(copy), _COPY_LENGTH),
    )  # fmt: skip


def _copies(boxes: Mapping[str, _Box], derivations: Sequence[Derivation], labels: Mapping[str, str]) -> dict[str, str]:
    """Say of each report what it has from its closest relative, else who has copy of it."""
    closest: dict[str, Derivation] = {}
    shared: dict[str, list[str]] = defaultdict(list)
    for derivation in derivations:
        if derivation.parent not in boxes or derivation.child not in boxes:
            continue
        shared[str(derivation.parent)].append(labels[derivation.child])
        if derivation.kept > getattr(closest.get(derivation.child), "kept", 0.0):
            closest[derivation.child] = derivation
    said = {name: f"shares copy with {', '.join(sorted(set(others)))}" for name, others in shared.items()}
    return said | {c: f"{d.kept:.0%} of it stands in {labels[str(d.parent)]}" for c, d in closest.items()}


def _short(words: str, most: int = _NAME_LENGTH) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
