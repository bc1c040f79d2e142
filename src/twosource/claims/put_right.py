"""The statements of a report come in; counts that a sentence puts right stand in it as they are now, the old ones not.

"Corrected the number of arrests to 52 from 47", "there were 52, not 47 as the police had said": the second number is
printed, and nobody says any more that it is so. Who corrects what he gave himself takes it back; who says that another
gave a wrong number denies it; a count that was raised was right when it was given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from twosource.claims.counts import middle
from twosource.claims.numbers import number_concept
from twosource.claims.statements import Statement, as_part, number_of
from twosource.claims.terms import terms_in, with_referents
from twosource.claims.withdrawing import TOLLS, withdrawer
from twosource.language.figure_happening_words import NOUNS, PASSIVE, STATE
from twosource.language.figure_numerals import Numeral, read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

# Who sets one of these lower says that it was wrong: a toll only grows.
_ONLY_GROWS = TOLLS - {"missing"}
_COUNT = r"(?:number|figure|toll|count|tally|total|estimate|amount|volume)s?"
# A deed changes a number of judges, and nobody's toll: "raised the number of judges" corrects nothing.
_VERB = (
    r"(?P<right>corrected|amended|revised)|(?P<moved>raised|lowered|updated|increased|reduced|cut|scaled (?:back|down))"
)
_ANY_VERB = re.compile(rf"\b(?:{_VERB})\b", re.IGNORECASE)
# What one of these begins with, in lower case.
_VERBS = ("corrected", "amended", "revised", "raised", "lowered", "updated", "increased", "reduced", "cut", "scaled")
_UP = r"(?: (?:up|down)(?:wards?)?)?"
_NAMED = (
    rf"(?P<named>(?:the|its|their|his|her|that|this) (?:[\w’'-]+ ){{0,3}}?(?P<count>{_COUNT})\b(?: [\w’'-]+){{0,7}}?)"
)
_TOLD = rf"(?P<before>{_COUNT})\b(?P<of>(?: [\w’'-]+){{0,7}}?)"
_ACTIVE = re.compile(rf"\b(?:{_VERB}){_UP} {_NAMED}{_UP},? (?P<way>to|from) ", re.IGNORECASE)
_PASSIVE = re.compile(
    rf"\b{_TOLD} (?:was|were|has been|have been|had been) (?:\w+ly )?(?:{_VERB}){_UP},? (?P<way>to|from) ",
    re.IGNORECASE,
)
_SIZED = r"(?:(?:about|around|some|at least|more than|nearly|almost|just|an?|the|earlier|initial) )*"
_OTHER = re.compile(rf"(?: [\w’'-]+){{0,4}}?,? (?P<way>to|from) {_SIZED}", re.IGNORECASE)
_COMPARED = re.compile(_SIZED, re.IGNORECASE)
_PUT_AT = re.compile(
    rf"(?:the )?(?:[\w’'-]+ )?{_COUNT} of (?P<of>(?:[\w’'-]+ ){{1,5}}?)(?:was|is|has been|had been|was now|is now)"
    r" (?:\w+ly )?(?:now )?(?:put|given|set|placed) (?:at|as) ",
    re.IGNORECASE,
)
# Who lowers an estimate of what has happened says that the first was too high; what is yet to come, or changes by
# itself, has an estimate that was right in its day. Of a figure the next sentence may say that it was wrong.
_LOWERS = {"lowered", "reduced", "cut", "scaled back", "scaled down"}
_TO_COME = re.compile(
    r"\b(?:growth|forecasts?|outlook|guidance|inflation|demand|output|harvest|crops?|profits?|sales|prices?|revenue"
    r"|deficit|budget|rainfall|reserves|needs|risk|future|next|expected|likely|projected|20\d\d"
    r"|(?:this|the) (?:year|season|quarter)|missing|trapped|in hospital|still|remaining|waiting)\b",
    re.IGNORECASE,
)
_WAS_WRONG = re.compile(
    r"[\s.”\"]{0,4}the (?:earlier|previous|first|initial|original|old) (?:figure|estimate|count|number|tally|toll)"
    r" (?:had|was|wrongly|mistakenly) (?:\w+ )?"
    r"(?:included|counted|wrong|mistaken|based on|too high|in error|overstated)\b",
    re.IGNORECASE,
)
# What is destroyed are things, which a bare "number" does not name.
_OF_THINGS = {"destroyed", "damaged"}
_UNDONE = re.compile(r"\b(?:not|never|nobody)(?: yet| been)* $", re.IGNORECASE)
_NO = re.compile(r"\b(?:no|not|never|nor|neither|none|nobody|nothing)\b|n[’']t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Change:
    """A number that a sentence sets in place of another: where both stand, what is counted, and how it is done."""

    new: Figure
    old: Figure
    verb: Span
    corrected: bool
    ends: int


def mark_changed(
    report: Report, sentences: Sequence[tuple[Span, ReportNotes]], statements: Sequence[Statement]
) -> tuple[list[Statement], frozenset[Span]]:
    """Return the statements with the counts that a verb puts right, and the sentences that do so.

    `sentences` are the report's, each with its notes.
    """
    made, done = [_with_number(s, report.text) for s in statements], set()
    verbs = _verbs_in(report.text)
    for sentence, near in sentences if verbs else ():
        if not any(sentence.start <= at < sentence.end for at in verbs):
            continue
        change = _changed(report.text, sentence, near)
        within = [s for s in made if s.sentence == sentence] if change else []
        after = _with_change(report, near, within, change) if change else None
        if after is not None:
            made = [s for s in made if s.sentence != sentence] + after
            done.add(sentence)
    return sorted(made, key=place_of), frozenset(done)


def _verbs_in(text: str) -> list[int]:
    """Return where a verb of change stands, in any order; most reports hold few, and plain search is faster there.

    >>> sorted(_verbs_in("Raised to 5. It was praised, Cut down and scaled back."))
    [0, 29, 42]
    """
    folded = text.casefold()
    if len(folded) != len(text):  # of some letters folding makes two: then places differ
        return [m.start() for m in _ANY_VERB.finditer(text)]
    found = []
    for verb in _VERBS:
        at = folded.find(verb)
        while at >= 0:
            if _ANY_VERB.match(text, at):
                found.append(at)
            at = folded.find(verb, at + 1)
    return found


def _with_number(statement: Statement, text: str) -> Statement:
    """Give a statement the count that it names before it gives it: "the number of those rescued was put at 91"."""
    found = _PUT_AT.match(text, statement.span.start, statement.span.end) if statement.figure is None else None
    numeral = read_numeral(text, found.end()) if found and found.end() < statement.span.end else None
    what = happened(found["of"]) if found else None
    if numeral is None or what is None or isinstance(numeral.value, tuple):
        return statement
    figure = numbered(Figure(statement.report, statement.span, 0, 0, "=", 0, "people", None, what), numeral)
    return replace(statement, figure=figure, numbers=statement.numbers | {number_of(figure)})


def place_of(statement: Statement) -> tuple[int, int]:
    """Return where a statement stands, for the order of the text."""
    return statement.span.start, statement.span.end


def _changed(text: str, sentence: Span, notes: ReportNotes) -> _Change | None:
    """Return the count that a sentence says was corrected, revised or raised, "to 52 from 47" or "from 47 to 52"."""
    found = next((m for p in (_ACTIVE, _PASSIVE) if (m := p.search(text, sentence.start, sentence.end))), None)
    if found is None or _UNDONE.search(text[sentence.start : found.start()]):
        return None
    named = found.groupdict()
    called = (named.get("count") or named.get("before") or "").lower()
    if found["moved"] and called.startswith(("number", "total")):
        return None
    at = _COMPARED.match(text, found.end())
    first = read_numeral(text, at.end()) if at and at.end() < sentence.end else None
    joint = _OTHER.match(text, first.end, sentence.end) if first else None
    second = read_numeral(text, joint.end()) if joint and joint.end() < sentence.end else None
    if first is None or joint is None or second is None or joint["way"].lower() == found["way"].lower():
        return None
    to_first = found["way"].lower() == "to"
    new, old = (first, second) if to_first else (second, first)
    if isinstance(new.value, tuple) or isinstance(old.value, tuple) or new.value == old.value:
        return None
    what = happened(f"{called} {named.get('named') or named.get('of') or ''}")
    like = next((f for f in notes.figures if f.span.overlaps(Span(new.start, new.end))), None)
    if what is None and (like is None or not (like.unit or like.noun)):
        return None
    figure = Figure("", Span(0, 0), None, None, "=", 0.0, "people", None, what) if what or like is None else like
    now, was = (replace(numbered(figure, n), report=notes.report) for n in (new, old))
    verb = Span(*found.span("right" if found["right"] else "moved"))
    lower = what in _ONLY_GROWS and middle(now) < middle(was)
    lower = lower or _is_too_high(text, sentence, found, called, middle(now) < middle(was))
    corrected = (found["right"] or "").lower() in {"corrected", "amended"} or lower
    end = max(first.end, like.span.end) if like and like.span.end < second.start else first.end
    if like is not None and like.unit not in {"", "people"}:
        end = max(end, joint.start("way") - 1)  # "to 3,650 *hectares* from 4,200"
    return _Change(now, was, verb, corrected, end if to_first else sentence.end)


def _is_too_high(text: str, sentence: Span, found: re.Match[str], called: str, lower: bool) -> bool:
    """Say whether who sets a number lower says that the first one was wrong: "its estimate of the area burnt"."""
    if not lower or _TO_COME.search(sentence.of(text)):
        return False
    if (found["right"] or "").lower() == "revised" and called.startswith(("amount", "volume")):
        return True  # what has leaked does not flow back
    if (found["moved"] or "").lower() not in _LOWERS:
        return False
    return called.startswith("estimate") or _WAS_WRONG.match(text, sentence.end) is not None


def numbered(like: Figure, numeral: Numeral) -> Figure:
    """Return the exact number of a numeral as a count of the same thing as another."""
    assert not isinstance(numeral.value, tuple)
    value = float(numeral.value)
    return replace(like, span=Span(numeral.start, numeral.end), low=value, high=value, value=value, comparator="=")


def happened(named: str) -> str | None:
    """Return what happened to those of whom a count is named: "the number of arrests", "its toll"."""
    words = re.findall(r"[\w’'-]+", named.lower())
    found = [
        table[form]
        for word in reversed(words)
        for form in (word, word.removesuffix("s"), f"{word.removesuffix('ies')}y")
        for table in (STATE, PASSIVE, NOUNS)
        if form in table
    ]
    return next((happened for happened in found if happened not in _OF_THINGS), None)


def _with_change(
    report: Report, notes: ReportNotes, within: Sequence[Statement], change: _Change
) -> list[Statement] | None:
    """Return the statements of a sentence with the count as it is now, and the old one as taken back or of before."""
    holding = [
        s for s in within if not s.part and s.span.start <= change.new.span.start < change.new.span.end <= s.span.end
    ]
    if not holding:
        short = [s for s in within if not s.part and s.span.start <= change.verb.start < s.span.end]
        within = [s for s in within if s not in short and not (s.part and s.span.overlaps(change.new.span))]
        # "Its estimate of the marsh | fouled at Danne to 410 hectares": the number stands in an aside.
        holding = [replace(s, span=Span(s.span.start, change.ends)) for s in short]
    whole = min(holding, key=lambda s: s.span.end - s.span.start, default=None)
    if whole is None or whole.supposed or whole.wished or whole.stance not in {"states", "hedges"}:
        return None
    clause = next((c for c in notes.clauses if c.head.overlaps(change.verb)), None)
    who = whole.speakers or (withdrawer(whole.sentence, clause, notes) if clause is not None else ())
    kind = "utterance" if who else whole.kind
    end = change.ends if change.ends < whole.span.end else whole.span.end
    if change.ends < whole.span.end and change.new.noun:
        at = report.text.find(change.new.noun, change.ends, change.old.span.start)
        end = at + len(change.new.noun) if at >= 0 else end
    now = cut_to(whole, report.text, notes, end, change.new, change.old)
    now = replace(now, kind=kind, speakers=who, sound=now.sound and bool(whole.speakers or not who))
    was = as_part(report.text, notes.words, whole, change.old)
    was = replace(was, kind=kind, speakers=who, stance="withdraws" if change.corrected else "states")
    numbers = (change.new.span, change.old.span)
    others = [
        s for s in within if s is not whole and not (s.figure and any(s.figure.span.overlaps(n) for n in numbers))
    ]
    return [*others, now, was]


def says_no(words: str) -> bool:
    """Say whether there is a "not" in some words."""
    return _NO.search(words) is not None


def cut_to(
    whole: Statement, text: str, notes: ReportNotes, end: int, figure: Figure | None, gone: Figure | None
) -> Statement:
    """Return a statement as far as `end`, of the count `figure` alone and without that which is `gone`."""
    span = Span(whole.span.start, end)
    words = [w for w in notes.words if span.start <= w.start and w.end <= span.end]
    terms = with_referents(terms_in(text, words, notes.names), span, notes.referents)
    lost = number_concept(middle(gone)) if gone else ""
    numbers = {*whole.numbers, *([number_of(figure)] if figure else [])} - {number_of(f) for f in [gone] if f}
    return replace(
        whole,
        span=span,
        text=span.of(text),
        negated=whole.negated and says_no(span.of(text)),
        words=tuple(t for t in terms if t != lost),
        figure=figure,
        numbers=frozenset(numbers),
    )
