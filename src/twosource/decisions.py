"""What a person says against the program: each overruling checked, named by its content, read from a file.

Decisions never change what was read; they are applied by `lineage.overruling`, `stories.overruling` and
`claims.overruling` each time a ledger is made, so that taking one back needs no undoing.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from twosource.model import Decision, Derivation, Lineage, Place, Span

KINDS = ("credibility", "direction", "lineage", "reading", "same-claim", "same-story")
ABOUT_CLAIMS = frozenset({"credibility", "reading", "same-claim"})
GRADES = ("1", "2", "3", "4", "5", "6")
# Kinds of which only the last word counts; readings and unions of claims add up.
_ONE_WORD = frozenset({"credibility", "direction", "lineage", "same-story"})
_INSTEAD = {"direction": "unknown", "lineage": "own", "same-story": "own"}
_PLACE = re.compile(r"(?P<report>[^\n]{1,1000}):(?P<start>\d{1,9})-(?P<end>\d{1,9})")
LONGEST_NAME, LONGEST_REASON, LARGEST_FILE = 200, 2_000, 50_000_000


def overrule(
    kind: str, subject: str, value: str, name: str, reason: str, *, at: str = "", anchor: Place | None = None
) -> Decision:
    """Return the decision, checked; its id is made from what it says, so the same decision has the same id.

    What `subject` and `value` mean for each kind stands at `Decision`. Raises ValueError, in words that can be shown
    to whoever made it, for an unknown kind, no name, no reason, or a value that the kind does not allow.

    >>> overrule("credibility", "s1c4", "2", "I. Sorn", "The log of the lock agrees.").value
    '2'
    """
    fields = {"kind": kind, "subject": subject, "value": value, "name": name, "reason": reason, "at": at}
    for field, words in fields.items():
        if not isinstance(words, str):
            raise ValueError(f"the {field} of a decision is text, not {words!r}")
    kind, subject, value, name, reason, at = (" ".join(words.split()) for words in fields.values())
    if kind not in KINDS:
        raise ValueError(f"there is no decision of the kind {kind!r}; there are {', '.join(KINDS)}")
    _check_person(name, reason)
    _check_value(kind, subject, value)
    _check_time(at)
    said = json.dumps([kind, subject, value, name, reason, at], ensure_ascii=False)
    name_of_it = hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    return Decision(name_of_it, kind, subject, value, name, reason, at, anchor)


def _check_person(name: str, reason: str) -> None:
    if not name:
        raise ValueError("a decision needs the name of whoever makes it")
    if not reason:
        raise ValueError("a decision needs a reason, so that others can judge it")
    if len(name) > LONGEST_NAME or len(reason) > LONGEST_REASON:
        raise ValueError(f"a name has at most {LONGEST_NAME} characters, a reason at most {LONGEST_REASON:,}")


def _check_value(kind: str, subject: str, value: str) -> None:
    if not subject or not value:
        raise ValueError(f"a decision of the kind {kind} needs a subject and a value")
    if kind == "credibility" and value not in GRADES:
        raise ValueError(f"a credibility is a number from 1 to 6 (6: cannot be judged), not {value!r}")
    if kind == "reading" and place_of(value) is None:
        raise ValueError(f"a reading is named by its place, REPORT:START-END, not {value!r}")
    if value == subject:
        own = f", or {_INSTEAD[kind]!r}" if kind in _INSTEAD else ""
        raise ValueError(f"a decision of the kind {kind} is about two; name another than {subject!r}{own}")


def _check_time(at: str) -> None:
    try:
        datetime.fromisoformat(at or "2000-01-01")
    except ValueError:
        raise ValueError(f"the time of a decision is written as 2024-05-31T09:30:00Z, not {at!r}") from None


def place_of(words: str) -> Place | None:
    """Return the place that "REPORT:START-END" names, or None where it names none.

    >>> place_of("003.txt:120-161")
    Place(report='003.txt', span=Span(start=120, end=161))
    """
    found = _PLACE.fullmatch(words)
    if found is None or int(found["start"]) >= int(found["end"]):
        return None
    return Place(found["report"], Span(int(found["start"]), int(found["end"])))


def said_by(decision: Decision) -> str:
    """Return whose word a decision is and why, as every reason that it leaves behind ends.

    >>> said_by(overrule("lineage", "a", "own", "I. Sorn", "Filed from the quay."))
    'by I. Sorn: Filed from the quay.'
    """
    return f"by {decision.name}: {decision.reason}"


def last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions without those that a later one about the same thing takes the place of."""
    kept: dict[tuple[str | Place, ...], Decision] = {}
    for decision in decisions:
        more = () if decision.kind in _ONE_WORD else (decision.value,)
        key = (decision.kind, decision.anchor or decision.subject, *more)
        kept.pop(key, None)
        kept[key] = decision
    return tuple(kept.values())


def in_force(
    decisions: Sequence[Decision],
    stories: Mapping[str, str],
    lineages: Sequence[Lineage],
    derivations: Sequence[Derivation],
    heeded: Collection[str],
) -> tuple[tuple[Decision, ...], tuple[str, ...]]:
    """Return the decisions that the ledger agrees with, and for each other one a sentence that says why not.

    `stories` gives each report's story by its id; `heeded` are the ids of decisions that acted on a claim.
    """
    home = {r: x.id for x in lineages for r in x.reports}
    shown = {d.child: d.parent for d in derivations if d.direction == "shown"}
    groups = {"lineage": home, "same-story": dict(stories)}
    kept, notes = [], []
    for decision in last_words(decisions):
        if decision.kind in ABOUT_CLAIMS:
            why = "" if decision.id in heeded else _missing_claim(decision)
        else:
            why = _missing_report(decision, stories) or _overtaken(decision, groups, shown)
        if why:
            notes.append(
                f"The decision of {decision.name} on {decision.subject} ({decision.kind}) has no effect: {why}"
            )
        else:
            kept.append(decision)
    return tuple(kept), tuple(notes)


def _missing_claim(decision: Decision) -> str:
    if decision.kind == "credibility":
        return "there is no such claim in these reports, or it was graded again."
    thing = "reading" if decision.kind == "reading" else "other claim"
    return f"there is no such claim, or no {thing} {decision.value}, in these reports."


def _missing_report(decision: Decision, stories: Mapping[str, str]) -> str:
    named = [decision.subject, *([decision.value] if decision.value != _INSTEAD[decision.kind] else [])]
    missing = [r for r in named if r not in stories]
    return f"there is no report {' and no report '.join(missing)} here." if missing else ""


def _overtaken(decision: Decision, groups: Mapping[str, dict[str, str]], shown: Mapping[str, str | None]) -> str:
    """Say that a later decision undid one: what it asked for is not how things stand."""
    if decision.kind == "direction":
        wanted = None if decision.value == "unknown" else decision.value
        holds = shown.get(decision.subject) == wanted
    else:
        group = groups[decision.kind]
        mine = group[decision.subject]
        alone = sum(g == mine for g in group.values()) == 1
        holds = alone if decision.value == "own" else group[decision.value] == mine
    return "" if holds else "a later decision goes against it."


def decision_to_dict(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data, as the ledger carries it and `read_decisions` takes it."""
    at = decision.anchor
    return {
        "id": decision.id,
        "kind": decision.kind,
        "subject": decision.subject,
        "value": decision.value,
        "name": decision.name,
        "reason": decision.reason,
        "at": decision.at,
        "anchor": {"report": at.report, "start": at.span.start, "end": at.span.end} if at else None,
    }


def decision_from_dict(row: Any) -> Decision:
    """Return the decision that a row of plain data says; raises ValueError for one that is none.

    The id is made anew. `anchor` is {"report", "start", "end"}, or "REPORT:START-END".
    """
    if not isinstance(row, dict):
        raise ValueError("a decision is a table with kind, subject, value, name and reason")
    missing = [field for field in ("kind", "subject", "value", "name", "reason") if field not in row]
    if missing:
        raise ValueError(f"it has no {' and no '.join(missing)}")
    value, at = row["value"], row.get("at") or ""
    value = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    at = at if isinstance(at, str) else str(getattr(at, "isoformat", lambda: at)())
    anchor = _anchor(row.get("anchor"))
    return overrule(row["kind"], row["subject"], value, row["name"], row["reason"], at=at, anchor=anchor)


def _anchor(found: Any) -> Place | None:
    if found is None:
        return None
    if isinstance(found, dict):
        found = f"{found.get('report')}:{found.get('start')}-{found.get('end')}"
    place = place_of(found) if isinstance(found, str) else None
    if place is None:
        raise ValueError(f"an anchor is REPORT:START-END, not {found!r}")
    return place


def read_decisions(path: str | Path) -> tuple[Decision, ...]:
    """Read a file of decisions: a JSON list, a ledger (its `decisions`), or TOML with [[decision]] tables.

    Raises ValueError that names the file and the entry, OSError that names the file.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise OSError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > LARGEST_FILE:
        raise ValueError(f"{path} is larger than {LARGEST_FILE // 1_000_000} MB; that is no file of decisions")
    found = []
    for number, row in enumerate(_rows(path, data), 1):
        try:
            found.append(decision_from_dict(row))
        except ValueError as error:
            raise ValueError(f"{path}, decision {number}: {error}") from None
    return tuple(found)


def _rows(path: str | Path, data: bytes) -> list[Any]:
    kind = "TOML" if str(path).lower().endswith(".toml") else "JSON"
    try:
        text = data.decode("utf-8-sig")
        parsed = tomllib.loads(text) if kind == "TOML" else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path} is not {kind}: {error or 'nested too deeply'}") from None
    if isinstance(parsed, dict):
        parsed = parsed.get("decisions", parsed.get("decision"))
    if not isinstance(parsed, list):
        form = "[[decision]] tables" if kind == "TOML" else 'a list of decisions, or {"decisions": [...]}'
        raise ValueError(f"{path} has no decisions in it; it should hold {form}")
    return parsed
