"""Dated entries and their claims come in; the timeline that a reader meets goes out, each thing once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.briefing.labels import Citer, written_date
from twosource.briefing.open_words import is_silence
from twosource.briefing.whose import with_teller
from twosource.lexicon import load
from twosource.model import Claim, Section, Sentence, TimelineEntry

# A timeline may have so many entries for each sentence that another section may have.
ENTRIES = 2
# Where a second thing that happened begins.
_MORE = re.compile(r",? (?:and|but|though|while) ")
# An hour of the clock in the words of an entry.
_HOUR = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?(?:a\.?m|p\.?m)\b|\b(?:noon|midnight|dawn)\b", re.IGNORECASE)


def about_timeline(entries: Sequence[TimelineEntry], claims: Sequence[Claim], citer: Citer, limit: int) -> Section:
    """List what is dated, in order of time, each thing once; of a long timeline the weightiest things of each date.

    A thing that reports date differently stands at the date that most of them give. Of one day all stands in the order
    of the ledger: by the clock, where hours are told. The day of which most is told is that of the event, and its
    weightiest hours are told whoever gives them. What was withdrawn says so; that somebody "could not be reached" is
    no event.
    """
    known = _by_text(claims)
    shown = [e for e in entries if all(r.report in citer.names for r in e.readings)]
    shown = [e for e in shown if not (_is_open(e.what) or _is_of_another_year(e))]
    shown = [e for e in shown if not (e.what in known and _is_bare_number(known[e.what]))]
    each = max(1, limit // 3)
    of_date: dict[str, int] = {}
    chosen = []
    once = told_once(shown, claims)
    for entry in once:
        of_date[entry.date] = of_date.get(entry.date, 0) + 1
        if of_date[entry.date] <= each:
            chosen.append(entry)
    firsts = {entry.date: entry for entry in reversed(chosen)}
    day = max(of_date, key=lambda d: (of_date[d], d), default="")
    hours = [e for e in once if e.date == day and _HOUR.search(e.what) and not any(e is c for c in chosen)]
    hours = sorted(hours, key=lambda e: -known[e.what].weight)[:each]
    weighty = sorted(chosen, key=lambda e: (firsts[e.date] is not e, *_rank(known[e.what])))
    place = {id(entry): n for n, entry in enumerate(entries)}
    told = sorted([*weighty[: limit * ENTRIES - len(hours)], *hours], key=lambda e: (e.date, place[id(e)]))
    return Section("timeline", "Timeline", tuple(_dated_sentence(e, known[e.what], citer) for e in told))


def _is_open(what: str) -> bool:
    """Say whether an entry only says that a thing is not known or not said; who "left and would not say why" left."""
    return is_silence(_MORE.split(what, maxsplit=1)[0]) is not None


def _is_bare_number(claim: Claim) -> bool:
    """Say whether no more than a number was withdrawn: its whole sentence would be told as withdrawn."""
    return claim.standing == "withdrawn" and all(len((r.text or "").split()) < 2 for r in claim.readings)


def _is_of_another_year(entry: TimelineEntry) -> bool:
    """Say whether the words of an entry give its month with another year, as one report may have misprinted it."""
    if len(entry.date) < len("2031-05"):
        return False
    month, day = written_date(entry.date[:7]).split()[0], entry.date[8:].lstrip("0")
    years = re.findall(rf"\b{month}(?: {day or '-'},?)? ((?:19|20)\d\d)\b", entry.what)
    return bool(years) and entry.date[:4] not in years


def told_once(entries: Sequence[TimelineEntry], claims: Sequence[Claim]) -> list[TimelineEntry]:
    """Return each dated thing once, the weightiest first: at the date that most reports give, one entry a sentence."""
    known = _by_text(claims)
    dated: dict[str, TimelineEntry] = {}
    for entry in entries:
        if entry.what in known:
            before = dated.setdefault(entry.what, entry)
            dated[entry.what] = max(before, entry, key=lambda e: (len(e.readings), len(e.date), e is before))
    chosen: list[TimelineEntry] = []
    for entry in sorted(dated.values(), key=lambda e: _rank(known[e.what])):
        if not any(other.date == entry.date and _is_one_sentence(entry, other) for other in chosen):
            chosen.append(entry)
    return chosen


def _by_text(claims: Sequence[Claim]) -> dict[str, Claim]:
    return {c.text: c for c in sorted(claims, key=_rank, reverse=True)}


def _rank(claim: Claim) -> tuple[bool, bool, float, str]:
    said_only = claim.kind in {"utterance", "quotation"}
    return claim.standing != "withdrawn", said_only, -claim.weight, claim.text


def _is_one_sentence(entry: TimelineEntry, other: TimelineEntry) -> bool:
    """Say whether two entries tell of one sentence: two claims may be made of it."""
    return any(a.report == b.report and a.span.overlaps(b.span) for a in entry.readings for b in other.readings)


def _dated_sentence(entry: TimelineEntry, claim: Claim, citer: Citer) -> Sentence:
    when = written_date(entry.date)
    when = f"Week of {when}" if entry.granularity == "week" else when
    mark = claim.standing if claim.standing in {"withdrawn", "disputed"} else None
    said = any(verb[:6] in entry.what.lower() for verb in load("withdrawals")["verbs"])
    what = f"withdrawn: {entry.what}" if mark == "withdrawn" and not said else entry.what
    return Sentence(f"{when}: {what}", citer.cite_all(with_teller(claim, entry.readings)), None, claim.id, mark)
