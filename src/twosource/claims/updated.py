"""Counts that a source sets in place of its own earlier ones come in; the earlier ones no longer go out as being so.

"Withdrawals had reached 2.3 billion crowns, up from the 2.1 billion it gave on Wednesday" asserts 2.3 and tells that
2.1 was given before; read as two counts, it would bear out both. What has changed since ("5 crowns, up from 4 on
Monday") was so on its own day, and nobody "gave" it. Tolls have their own reading (`before`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from twosource.claims.counts import middle
from twosource.claims.final_counts import earlier_replaced, published_on
from twosource.claims.numbers import number_concept
from twosource.claims.put_right import cut_to, numbered, place_of
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import one_after_another, sentence
from twosource.claims.toll import readings_of
from twosource.claims.withdrawing import TOLLS
from twosource.claims.wording import once
from twosource.language.figure_numerals import Numeral, read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Claim, Conflict, Figure, Report, Span

_SIZED = r"(?:(?:the|an?|about|around|some|at least|more than|nearly|almost|just|earlier|initial|previous) )*"
_REPLACES = r"superseding|replacing|in place of|which (?:supersedes|replaces|superseded|replaced)"
_AGAINST = re.compile(
    r"(?:,|,? and)? (?:up from|down from|against|compared (?:with|to)|instead of|rather than"
    rf"|(?P<outright>{_REPLACES})) {_SIZED}",
    re.IGNORECASE,
)
_against = once(_AGAINST)
_REPLACING = re.compile(_REPLACES, re.IGNORECASE)
# "…, *the auditor told reporters*, replacing the 41,300 given on Monday".
_TELLS = re.compile(r", [^,;:]{2,60}? (?:said|says|announced|reported|added|told [^,;:]{2,30})", re.IGNORECASE)
_GAVE = r"(?:gave|given|reported|announced|published|put out|issued|released|stated|cited|named|counted|spoke of)"
_THEN = (
    r"(?:(?:late |early )?on (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|earlier|before|previously|initially"
    r"|originally|at first|the (?:day|night|evening) before|overnight|last night|in the (?:morning|night))\b"
)
# "It gave on Wednesday", "they had announced earlier", "first reported", "reported on Monday".
_BEFORE = re.compile(
    rf"(?: [\w’'-]+){{0,3}}?,? (?:(?:that |which )?(?:it|they|he|she|(?:the|its|their) [\w’'-]+(?: [\w’'-]+)?)"
    rf" (?:had |has )?(?:(?P<early>first|initially|originally|earlier|at first) )?{_GAVE}(?: {_THEN})?(?! in \d)"
    rf"|(?:first|initially|originally|previously|earlier) {_GAVE}\b"
    rf"|{_GAVE}(?: by(?: [\w’'-]+){{1,4}}?)? {_THEN})(?! (?:that|this) (?:year|month|quarter))",
    re.IGNORECASE,
)
# "A year earlier", "in 2025", "in last year's accounts": another time's number, right in its own.
_OTHER_TIME = re.compile(
    r"\b(?:years?|months?|quarters?|weeks?|decades?|seasons?|in (?:19|20)\d\d|for (?:19|20)\d\d"
    r"|(?:in|for) (?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
# What goes up and down by itself had the value of its day.
_moves = once(
    re.compile(
        r"\b(?:shares?|stocks?|prices?|ind(?:ex|exes|ices)|rates?|yields?|bonds?|temperatures?|level|winds?|polls?"
        r"|popularity|ratings?|patients|in hospital|waiting|queue\w*|remain\w*|still)\b",
        re.IGNORECASE,
    )
)


# "Longer than first announced", "less than originally estimated".
_than_first = once(
    re.compile(
        r"\b(?P<way>longer|more|higher|larger|greater|later|shorter|less|lower|fewer|smaller) than (?:it |they |had )*"
        r"(?:first|initially|originally|previously|earlier) (?:announced|said|reported|given|estimated|stated"
        r"|thought|feared)\b",
        re.IGNORECASE,
    )
)
# A number with so many digits before its zeros is no other's by chance.
PRECISE = 3
# So many first letters tell "closed" and "close" for one.
LETTERS = 5
_MORE = frozenset(["longer", "more", "higher", "larger", "greater", "later"])


def mark_updated(
    report: Report, notes: ReportNotes, statements: Sequence[Statement], sentences: Sequence[tuple[Span, ReportNotes]]
) -> list[Statement]:
    """Return the statements, each that gives a count in place of an earlier one told as far as its count.

    `sentences` are those of `near.by_sentence`.
    """
    made = list(statements)
    for place, near in sentences:
        if not _against(place.of(report.text)):
            continue
        update = next(_updates(report.text, place, near), None)
        if update is None:
            continue
        new, old, told = update
        within = [s for s in made if s.sentence == place]
        holding = [s for s in within if not s.part and s.span.start <= new.span.start and s.span.end >= new.span.end]
        whole = min(holding, key=lambda s: s.span.end - s.span.start, default=None)
        if whole is None or whole.stance not in {"states", "hedges"} or whole.supposed or whole.wished:
            continue
        now = cut_to(whole, report.text, notes, min(told.start, whole.span.end), new, old)
        numbers = (new.span, Span(told.start, told.end))
        others = [s for s in within if s is not whole and not any(s.span.overlaps(n) and s.part for n in numbers)]
        others = [s for s in others if not _REPLACING.match(s.text)]  # "superseding the 41,300 given on Monday"
        made = [s for s in made if s.sentence != place] + [*others, now]
    return sorted(made, key=place_of)


def find_updated(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Return a supersession for each count that a later one of the same thing is said to have taken the place of."""
    found: dict[tuple[int, int], Conflict] = {}
    for m, group in enumerate(groups):
        for s in group:
            old = _old_of(s, reports[s.report].text)
            if old is None or s.figure is None or claims[m].standing == WITHDRAWN:
                continue
            outright = _REPLACING.search(s.sentence.of(reports[s.report].text)) is not None
            was = [n for n, others in enumerate(groups) if n != m and any(_is_old(o, s, old, outright) for o in others)]
            was = [n for n in was if claims[n].standing != WITHDRAWN]
            for n in sorted(was, key=lambda n: -len(claims[n].readings))[:1]:  # that which most reports give
                words = one_after_another(sentence(claims[k].text) for k in (n, m))
                readings = claims[n].readings + readings_of(claims[m], s.figure)
                found.setdefault((n, m), Conflict("supersession", claims[m].id, readings, words))
    # "Longer than first announced": the number of a day before.
    revised = earlier_replaced(claims, groups, _is_revision, lambda s, now: _was_announced(s, now, reports))
    for pair, conflict in revised.items():
        found.setdefault(pair, conflict)
    return list(found.values())


def _is_revision(statement: Statement) -> bool:
    if statement.background or statement.part or statement.stance not in {"states", "hedges"}:
        return False  # "would be closed for nine months" is announced, and supposed by its verb alone
    return bool(statement.subject and statement.predicate) and _than_first(statement.text) is not None


def _was_announced(statement: Statement, now: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether a statement of a day before gives one number of the same thing in the same unit, on that side."""
    said = _than_first(now.text)
    units = {unit for _, unit in now.numbers if unit}
    if said is None or len(now.numbers) != 1 or len(statement.numbers) != 1 or not units:
        return False
    ((later, unit),), ((earlier, same),) = now.numbers, statement.numbers
    if unit != same or (later > earlier) != (said["way"].lower() in _MORE) or later == earlier:
        return False
    own = {now.subject, number_concept(later), number_concept(earlier), *now.about}
    one, other = ({w[:LETTERS] for w in x.words if len(w) >= LETTERS and w not in own} for x in (statement, now))
    if statement.subject != now.subject or not one & other:
        return False
    told = statement.stance in {"states", "hedges"} and not (statement.part or statement.negated)
    return told and "" < published_on(statement, reports) < published_on(now, reports)


def _updates(text: str, place: Span, notes: ReportNotes) -> Iterator[tuple[Figure, Figure, Span]]:
    """Yield each count of a sentence that stands before one that was given earlier, with that and where it stands."""
    if _moves(place.of(text)):
        return
    for figure in notes.figures:
        if not place.start <= figure.span.start < place.end or figure.what in TOLLS or isinstance(figure.value, tuple):
            continue
        told = _given_before(text, figure.span.end, place.end)
        if told is not None and told[1] != figure.value:
            yield figure, numbered(figure, told[0]), told[2]


def _given_before(text: str, start: int, end: int) -> tuple[Numeral, float, Span] | None:
    """Return the number that was given earlier in place of the one that ends at `start`, and where all of it stands."""
    against = _AGAINST.search(text, start, min(end, start + 120))
    if against is None:
        return None
    between = text[start : against.start()]
    if re.search(r"[,;:]", between) and not (against["outright"] and _TELLS.search(between)):
        return None
    numeral = read_numeral(text, against.end())
    if numeral is None or isinstance(numeral.value, tuple) or numeral.end >= end:
        return None
    given = _BEFORE.match(text, numeral.end, end)
    if given is None or _OTHER_TIME.search(text, numeral.end, min(end, given.end() + 40)):
        return None
    return numeral, float(numeral.value), Span(against.start(), given.end())


def _old_of(statement: Statement, text: str) -> float | None:
    """Return the number in whose place a statement gives its count."""
    figure = statement.figure
    if figure is None or figure.what in TOLLS or _moves(statement.sentence.of(text)):
        return None
    told = _given_before(text, figure.span.end, statement.sentence.end)
    return told[1] if told is not None else None


def _is_old(statement: Statement, now: Statement, old: float, outright: bool) -> bool:
    """Say whether a statement gave the earlier count: the same number of the same, told with a word of the later.

    Where the later one is said `outright` to replace it, a precise number of one unit is enough.
    """
    figure, later = statement.figure, now.figure
    if later is None or statement.stance not in {"states", "hedges"}:
        return False
    if figure is None and number_concept(old) not in statement.words:
        return False  # of several numbers in a sentence each is one of its words
    if figure is not None and (middle(figure), figure.unit, figure.what) != (old, later.unit, later.what):
        return False
    numbers = {number_concept(old), number_concept(middle(later)), later.unit}
    if outright and later.unit and len(f"{old:.0f}".rstrip("0")) >= PRECISE:
        units = {unit for value, unit in statement.numbers if value == old} | ({figure.unit} if figure else set())
        return later.unit in units or later.unit in statement.words
    return bool(set(statement.words) & set(now.words) - numbers - statement.about)
