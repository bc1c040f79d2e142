"""Reports and claims come in; what the reports say that nobody knows, or would not say, goes out.

"What we do not know" is half of a running story's first page. Such sentences claim nothing, so no claim holds them
well; they are found in the reports themselves, and what several say is told once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.briefing.labels import Citer, counted, written_date
from twosource.briefing.lead import content_words, is_clear, sentences_of
from twosource.briefing.leaning import in_words, leans, opened, who_gave_no_comment
from twosource.briefing.open_words import end_of_fact, is_silence, open_part
from twosource.briefing.since_then import heard_since, taken_up
from twosource.claims.telling import capital
from twosource.lexicon import load
from twosource.model import Citation, Claim, Lineage, Place, Report, Section, Sentence, Span

TITLE = "Not known or not said"
# Two sentences with so many of their telling words in common say that one thing is not known.
ALIKE = 0.6
# The end of what somebody said before a sentence of its own: no part of that.
_END_OF_SPEECH = re.compile(r"[^“”\"]{0,600}[.!?][”\"]\s+(?=[A-Z])")
# A word in any of its forms begins so: "verify", "verified".
LETTERS = 5
# By these words a sentence that asks how, why or what asks for a cause; one that asks when or where does not.
_CAUSING = frozenset(("start", "began", "begin", "begun", "broke", "spark", "trigg", "origi"))
_HOW = re.compile(r"\b(?:how|what|why)\b", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:when|where|who|whose|whom|how (?:many|much|long|far|often))\b", re.IGNORECASE)
# So much of the shorter of two sentences stands in the longer, where they tell of one thing.
HELD, FEWEST = 0.85, 4


@dataclass(slots=True)
class _Open:
    """One thing that is not known: its words, where it stands, and whether somebody was silent on it.

    `asks` are the words of what is open alone, none where somebody was silent. `leans` says that its sentence alone
    does not say what it is about, `carrier` is the sentence told before it then.
    """

    text: str
    words: frozenset[str]
    asks: frozenset[str]
    silent: bool
    leans: bool
    carrier: Place | None = None
    places: list[tuple[Report, Span]] = field(default_factory=list)


def find_unknown(reports: Sequence[Report]) -> Iterator[tuple[Report, Span, bool]]:
    """Yield what says that a thing is not known, or (True) that somebody would not say it: a sentence or its half."""
    for report in reports:
        for span in sentences_of(report):
            if spoken := _END_OF_SPEECH.match(report.text, span.start, span.end):
                span = Span(spoken.end(), span.end)
            silent = is_silence(span.of(report.text))
            if silent is not None:
                part = open_part(span.of(report.text))
                yield report, Span(span.start + part.start, span.start + part.end), silent


def about_unknown(
    reports: Sequence[Report],
    lineages: Iterable[Lineage],
    claims: Iterable[Claim],
    citer: Citer,
    limit: int,
    full: bool,
) -> tuple[Section, list[Claim]]:
    """Return the section of what is not known, and the claims that it tells, which need not be told elsewhere.

    What several lineages claim, or what is disputed or withdrawn, is told under its standing and not here. Where not
    all is told, only what is clear by itself is.
    """
    homes = {report: lineage.id for lineage in lineages for report in lineage.reports}
    claims = list(claims)
    origins = _origins(claims)
    gathered = sorted(
        _gathered(reports, _named(origins), homes),
        key=lambda one: (one.silent, -len({homes.get(r.id) for r, _ in one.places})),
    )
    at: dict[str, list[tuple[Span, Claim]]] = {}
    for claim in claims if gathered else ():
        for reading in claim.readings:
            at.setdefault(reading.report, []).append((reading.span, claim))
    told: list[Claim] = []
    sentences: list[Sentence] = []
    for one in gathered:
        made = [c for r, span in one.places for c in _covering(span, r.text, at.get(r.id, ()))]
        if any(c.lineages > 1 or c.standing in {"withdrawn", "disputed"} for c in made):
            continue
        if one.carrier and _is_withdrawn(one.carrier, at.get(one.carrier.report, ())):
            continue  # what was taken back stands nowhere else, nor does what points to it
        if not full and not is_clear(opened(one.text)):
            continue
        if len(sentences) < limit:
            sentences.append(_told(one, reports, origins, homes, citer))
            told += made
    return Section("unknown", TITLE, tuple(sentences)), told


def _told(
    one: _Open,
    reports: Sequence[Report],
    origins: Mapping[str, list[tuple[Span, str]]],
    homes: Mapping[str, str],
    citer: Citer,
) -> Sentence:
    """Tell what is open, in how many reports and since when, and where a report of a later day takes it up."""
    cited, day = _cited(one, citer), _last_day(one, homes)
    standing = counted(len({r.id for r, _ in one.places}), "report")
    standing += f", {written_date(day)}" if day else ""
    own = {homes.get(report.id) for report, _ in one.places}  # a copy that comes a day later tells nothing new
    others = [r for r in reports if homes.get(r.id) not in own]
    later = taken_up(one.text, day, others) if day else None
    heard = heard_since(one.text, day, others, origins) if day and one.silent and later is None else None
    if place := later or heard:
        since = citer.cite(*place)
        standing += f"; {'more on it' if later else 'heard'} since [{since.label}]"
        cited = (*cited, since)
    return Sentence(_stopped(one.text), cited, standing)


def _stopped(part: str) -> str:
    """Return a sentence, or a half of one, with a capital and a stop."""
    return capital(part if part.rstrip("”\"’'")[-1:] in {".", "!", "?", "…"} else f"{part}.")


def _is_withdrawn(place: Place, claims: Iterable[tuple[Span, Claim]]) -> bool:
    return any(claim.standing == "withdrawn" and span.overlaps(place.span) for span, claim in claims)


def _origins(claims: Iterable[Claim]) -> dict[str, list[tuple[Span, str]]]:
    """Return where each report has something from somebody, and who that is."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for reading in (r for claim in claims for r in claim.readings):
        if reading.origin:
            found.setdefault(reading.report, []).append((reading.span, reading.origin))
    return found


def _named(origins: Mapping[str, list[tuple[Span, str]]]) -> dict[str, list[tuple[Span, str]]]:
    """Return those who have a name."""
    return {report: [(at, who) for at, who in found if who[:1].isupper()] for report, found in origins.items()}


def _gathered(
    reports: Sequence[Report], origins: Mapping[str, list[tuple[Span, str]]], homes: Mapping[str, str]
) -> list[_Open]:
    """Return what is not known, each thing once, in the words of the first report that has it with its subject.

    Of one lineage, who would not comment is one whether he "did not respond" or "could not be reached".
    """
    found: list[_Open] = []
    known: dict[tuple[str, bool], _Open] = {}  # a story of hundreds of copies has few wordings
    in_vain: dict[tuple[str, frozenset[str]], _Open] = {}
    for report, span, silent in find_unknown(reports):
        alone = " ".join(span.of(report.text).split())
        asked = (homes.get(report.id, report.id), who_gave_no_comment(alone)) if silent else ("", frozenset())
        if asked[1] and (alone, silent) not in known and asked in in_vain:
            known[alone, silent] = in_vain[asked]
        if (alone, silent) not in known:
            words = frozenset(w[:LETTERS] for w in content_words(alone))
            asks = frozenset() if silent else _asked(alone)
            leaning = leans(alone)
            one = next((o for o in found if o.silent == silent and _alike(o.words, words, silent)), None)
            one = one or next((o for o in found if "cause" in o.asks & asks and _alike(o.asks, asks, silent)), None)
            if one is None:
                text, carrier = in_words(report, span, origins.get(report.id, ()))
                found.append(one := _Open(text, words, asks, silent, leaning, carrier))
            elif one.leans and not leaning:
                one.text, one.leans, one.carrier = alone, False, None
            known[alone, silent] = one
            if asked[1]:
                in_vain.setdefault(asked, one)
        known[alone, silent].places.append((report, span))
    return _each_once(_without_shorter(found))


def _asked(sentence: str) -> frozenset[str]:
    """Return the words of what is open, without "known"; "how it started" and "what sparked it" ask for its cause."""
    frame = load("unknown")["frame"]["words"]
    words = frozenset(w[:LETTERS] for w in content_words(sentence) if w not in frame)
    causes = _CAUSING if _HOW.search(sentence) and not _WHEN.search(sentence) else frozenset[str]()
    return frozenset("cause" if w in causes else w for w in words)


def _without_shorter(found: Sequence[_Open]) -> list[_Open]:
    """Return the things less those that one word names, as "the cause is unknown", where one other tells of what."""
    kept = []
    for one in found:
        fuller = [o for o in found if o is not one and not o.silent and len(o.asks) > 1 and one.asks <= o.asks]
        if len(one.asks) != 1 or len(fuller) != 1:
            kept.append(one)
        else:
            fuller[0].places.extend(one.places)
    return kept


def _each_once(found: Sequence[_Open]) -> list[_Open]:
    """Return the things less those that are told as the sentence before another one, which cites their places too."""
    kept = []
    for one in found:
        holder = next((o for o in found if o.carrier and _carries(o.carrier, one)), None)
        if holder is None:
            kept.append(one)
        else:
            holder.places[:0] = one.places
            holder.silent = holder.silent and one.silent
    return kept


def _carries(carrier: Place, one: _Open) -> bool:
    """Say whether the sentence told before another one tells a thing, and is all that tells it."""
    return one.carrier is None and all(r.id == carrier.report and carrier.span == span for r, span in one.places)


def _alike(a: frozenset[str], b: frozenset[str], silent: bool) -> bool:
    """Say whether two sentences tell of one thing; of those who were silent, each has his own."""
    shorter = min(len(a), len(b))
    held = not silent and shorter >= FEWEST and len(a & b) >= HELD * shorter
    return held or len(a & b) >= ALIKE * len(a | b)


def _covering(told: Span, text: str, claims: Iterable[tuple[Span, Claim]]) -> Iterator[Claim]:
    """Yield the claims whose reading is most of a sentence, or of the part of it that is open, and is not twice it.

    A fact before what is open is told among what happened, too: "a man was held; the board would not say why".
    """
    fact = told.start + end_of_fact(told.of(text))
    for span, claim in claims:
        if told.start <= span.start and span.end <= fact:
            continue
        both = min(span.end, told.end) - max(span.start, told.start)
        if both * 2 > max(told.end - told.start, span.end - span.start):
            yield claim


def _cited(one: _Open, citer: Citer) -> tuple[Citation, ...]:
    cited = [citer.cite(report.id, span) for report, span in one.places]
    return tuple({c.label: c for c in cited}.values())


def _last_day(one: _Open, homes: Mapping[str, str]) -> str:
    """Return the day of the last report in which it stands, "" if none is known: what was open then may be known since.

    A copy that comes a day later says what was open when its lineage wrote it.
    """
    first: dict[str, str] = {}
    for report, _ in one.places:
        if report.published:
            home, day = homes.get(report.id, report.id), report.published[:10]
            first[home] = min(day, first.get(home, day))
    return max(first.values(), default="")
