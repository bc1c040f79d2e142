"""A desk comes in; a folder goes out that any program can read: reports, versions, ledgers, briefings, the log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from twosource.briefing.compose import compose
from twosource.briefing.markdown import to_markdown
from twosource.decisions import decision_to_dict
from twosource.export.files import write_lines, write_text
from twosource.export.ledger import ledger_to_json

if TYPE_CHECKING:
    from twosource.desk.desk import Desk

_AT_A_TIME = 200


def export_desk(desk: Desk, folder: Path) -> list[Path]:
    """Write a desk into `folder` (made if need be) and return the files.

    `reports.jsonl.gz` holds every version of every report and can be added to another desk; `stories/ID.json` is the
    ledger of a story and `stories/ID.md` its briefing; `decisions.json` what people decided, `runs.jsonl` the log.
    """
    (folder / "stories").mkdir(parents=True, exist_ok=True)
    files = [folder / "reports.jsonl.gz", folder / "decisions.json", folder / "runs.jsonl", folder / "sources.jsonl"]
    write_lines(str(files[0]), _reports(desk))
    decisions = {"decisions": [decision_to_dict(d) for d in desk.decisions()], "undone": _rows(desk.undone())}
    write_text(files[1], json.dumps(decisions, ensure_ascii=False, indent=1) + "\n")
    write_lines(str(files[2]), iter(_rows(desk.runs(limit=1_000_000))))
    write_lines(str(files[3]), iter(_rows(desk.sources())))
    for story in _stories(desk):
        ledger = desk.ledger(story)
        name = folder / "stories" / quote(story, safe="")
        for path, text in (
            (name.with_suffix(".json"), ledger_to_json(ledger)),
            (name.with_suffix(".md"), to_markdown(compose(ledger, story))),
        ):
            write_text(path, text)
            files.append(path)
    return files


def _reports(desk: Desk) -> Iterator[dict[str, Any]]:
    """Yield a row a version, in order of the reports' names, the oldest version first."""
    offset = 0
    while names := desk.reports(_AT_A_TIME, offset):
        offset += len(names)
        for name in names:
            story, note = desk.story_of(name), desk.rights(name)
            for number, report in enumerate(desk.versions(name), 1):
                row = {"id": name, "version": number, "title": report.title, "outlet": report.outlet}
                row |= {"published": report.published, "url": report.url, "sha256": report.sha256, "story": story}
                row |= {"rights": note or report.rights, "owner": report.owner, "wires": list(report.wires)}
                yield {**row, "text": report.text}


def _stories(desk: Desk) -> Iterator[str]:
    offset = 0
    while found := desk.stories(_AT_A_TIME, offset):
        offset += len(found)
        yield from (row.id for row in found)


def _rows(records: list[Any]) -> list[dict[str, Any]]:
    return [asdict(record) for record in records]
