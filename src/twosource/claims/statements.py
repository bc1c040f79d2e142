"""The notes of a report come in; its statements go out: what it says, bit by bit, and on whose word.

A statement is the unit that claims are made of: a sentence's worth of what a source said, or a clause in the
reporter's own voice, or a count inside either ("dozens died, including *16 officers*").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from twosource.claims.circumstances import (
    asks,
    goes_on,
    is_background,
    is_gainsaid,
    is_in_post,
    is_inside_quotation,
    is_not_repeated,
    is_supposed,
    is_to_come,
    is_unsaid,
    is_wished,
    opens_elsewhen,
    signs_post,
)
from twosource.claims.counts import is_mere_whole, middle
from twosource.claims.dating import days_in, days_of, event_times, hour_of, hours_in
from twosource.claims.denying import denied_beside, denied_by, denies_by_cue, takes_up
from twosource.claims.near import by_sentence
from twosource.claims.no_news import gives_no_name, is_credit_note, is_link, serves_readers
from twosource.claims.own_voice import in_own_voice
from twosource.claims.pronouns import named_before
from twosource.claims.terms import UNCLEAR, subject_of, term_of, terms_in, with_referents, without_concession
from twosource.claims.units import ASIDES, Unit, find_units, is_bare
from twosource.claims.withdrawing import TOLLS
from twosource.claims.wording import concept, concepts
from twosource.claims.zero_counts import is_of_none, zero_counts
from twosource.language.clauses import Word
from twosource.language.figure_units import is_measure
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Hedge, Report, Span

# Units of time and share: "30 years of independence" counts nothing that reports would differ about.
MEASURES = {"year", "month", "week", "day", "hour", "minute", "second", "year of age", "%", "percentage point", ""}
# A statement that opens with one of these leans on what stands before it in the report.
LEANING = frozenset(
    ("he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "we", "i", "our", "my")
)
# A clause that one of these opens is no sentence by itself.
OPENERS = {"as", "when", "while", "after", "before", "since", "until", "because", "although", "though", "once", "just"}
# Who does one of these to an indictment of twelve does not say that there were twelve.
REACTIONS = ("react", "respond", "comment", "welcom", "blam", "prais", "hail", "applaud", "lament", "mourn")
# Behind a clause: an aside between dashes, and what it goes on with ("had used the march – called in May – to storm").
_GOES_ON = re.compile(r"\s*(?:[–—]|--){1,2} [^–—]{5,300}?(?:[–—]|--){1,2} (?:to|from|in|into|on|at|by|for|with|of)\b")
# "It is impossible that a missile hit it" says that none did.
_NOT_SO = re.compile(r"\b(?:impossible|untrue|not true|false|not the case) that\b", re.IGNORECASE)
# "The moment a ferry sank" names a moment, and tells nothing of it.
NAMES_A_CLAUSE = re.compile(
    r"(?:the|a|an) (?:(?:first|second|third|last|only|next|very) )?"
    r"(?:moment|minute|day|night|time|way|reason|place|year)s? (?!of|for|in|on|at|was|is|when)",
    re.I,
)
# What is known, by its article, or by its name: "a barge *that was old*" tells of no barge by itself.
_MEANT = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) |[A-Z][a-z]+ (?=[A-Z])")
# A noun with its article before the clause that hangs on it: "a question about | whether he would go".
_NOUN_FIRST = re.compile(r"(?:an?|the|his|her|its|their|any|no|some) (?:[^\s,;]+ ){0,14}[^\s,;]+ $", re.IGNORECASE)
# What a toll does: "the death toll *rose* to 19".
TOLL_VERBS = {"rise", "fall", "stand", "reach", "put", "bring", "number", "total", "pass", "exceed", "top"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one report says in one place.

    `kind` is utterance (somebody's words, quoted or reported) or own (the newsroom's voice). `words` are its
    concepts in text order (`wording.concepts`), a name being one. `speakers` are canonical names. `stance` is states,
    hedges, denies or withdraws. `figure` is the count that it turns on. `days` are ISO dates or weeks named inside it,
    `said_on` those named beside it in its sentence; `dated` are those of both that it may have on a timeline, `hour`
    the first hour of one of them ("2026-05-02T16:30"). `depth` is where it starts, as a share of the report. `sound`
    says that its own words make a whole sentence; `said` is a clause of the newsroom's made one; `part` marks what
    stands inside another statement; `background` what is dated outside the weeks of the story. `subject` is the concept
    of its verb's subject, "" for a pronoun; `clear` says that it has one, other than "which" or "it".
    `supposed` marks what is said under "if" or "would", asked, or quoted from nobody named: the newsroom does not say
    that it is so; `wished` what is demanded. `takes_up` marks a denial of what stands right before it ("denied it",
    "dismissed this account").
    `about` are the names in its sentence, `places` those of them that are places. `numbers` are those of its figures
    with their unit, "" for things counted; days, hours and "one" are left out. `hours` are the clock's, as "T05:40".
    `nameless` is how its one source stays unnamed ("who asked not to be named"); `named` whom the "he" or "she"
    that opens its sentence means.
    """

    report: str
    span: Span
    text: str
    kind: str
    words: tuple[str, ...]
    speakers: tuple[str, ...]
    stance: str
    negated: bool
    direct: bool
    sentence: Span
    depth: float
    figure: Figure | None = None
    attribution: str | None = None
    days: tuple[str, ...] = ()
    said_on: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    hour: str = ""
    predicate: str = ""
    subject: str = ""
    clear: bool = False
    supposed: bool = False
    wished: bool = False
    sound: bool = False
    said: str | None = None
    part: bool = False
    background: bool = False
    takes_up: bool = False
    about: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    numbers: frozenset[tuple[float, str]] = frozenset()
    hours: frozenset[str] = frozenset()
    nameless: str = ""
    named: str = ""


def find_statements(
    report: Report, notes: ReportNotes, sentences: Iterable[tuple[Span, ReportNotes]] | None = None
) -> list[Statement]:
    """Return the statements of a report in text order; `sentences` are those of `by_sentence`, where at hand."""
    found: list[Statement] = []
    past: Span | None = None  # the sentence before, where it tells of another year
    headings = [*report.headings, *([report.title_span] if report.title_span else [])]
    for sentence, near in by_sentence(notes) if sentences is None else sentences:
        if any(sentence.overlaps(h) for h in headings) or signs_post(sentence.of(report.text)):
            continue  # a headline says again what the text says, in words that no one spoke
        if any(is_so(sentence.of(report.text)) for is_so in (serves_readers, is_link, is_credit_note)):
            continue
        empty = asks(sentence.of(report.text)) and not near.figures
        units = [u for u in find_units(report.text, sentence, near) if u.attribution or not empty]
        units = [u for u in units if not is_not_repeated(report.text, sentence, u.span.start)]
        units = [in_own_voice(report, unit, near.attributions) for unit in units]
        said = [_statement(report, near, sentence, unit) for unit in units]
        if past is not None and goes_on(report.text, past, sentence, near.times):
            whole = Span(past.start, sentence.end)  # "Nobody was hurt" alone would be told of the event of today
            said = [replace(s, background=True, sentence=whole) for s in said]
        past = sentence if opens_elsewhen(report, near.times, sentence) else None
        found.extend(_with_figures(report, near, sentence, said))
    answered = (_with_answer(s, report.text[s.sentence.start : s.span.start]) for s in found)
    return sorted((s for s in answered if s.words), key=lambda s: (s.span.start, s.span.end))


def _statement(report: Report, notes: ReportNotes, sentence: Span, unit: Unit) -> Statement:
    text, span, attribution = report.text, unit.span, unit.attribution
    words = [w for w in notes.words if span.start <= w.start and w.end <= span.end]
    subject = subject_of(unit, notes)
    times = event_times(report, notes, sentence, unit)
    speakers = attribution.speakers if attribution and not attribution.rule.endswith(">words") else ()
    said = unit.clause.said if unit.clause and (not unit.attribution or _is_aside_told(unit)) else None
    aside = unit.clause is not None and unit.clause.kind in ASIDES
    of_none = aside and is_of_none(text[sentence.start : span.start])
    return Statement(
        report=report.id,
        span=span,
        text=span.of(text),
        kind="utterance" if attribution else "own",
        words=with_referents(terms_in(text, without_concession(text, words), notes.names), span, notes.referents),
        speakers=speakers,
        stance=_stance(text, unit, notes.hedges, sentence),
        negated=bool(unit.clause and unit.clause.negated) or bool(_NOT_SO.search(span.of(text))) or of_none,
        direct=bool(attribution and attribution.kind == "direct"),
        sentence=sentence,
        depth=round(span.start / max(1, len(text)), 4),
        attribution=attribution.id if attribution else None,
        days=days_in(notes.times, [span]),
        said_on=days_in(notes.times, _beside(sentence, span, notes.figures) if attribution and attribution.cue else []),
        dated=days_of(times),
        hour=hour_of(text, times),
        predicate=unit.clause.predicate if unit.clause else "",
        subject=subject,
        clear=bool(subject or (unit.clause and unit.clause.subject and unit.clause.subject not in UNCLEAR)),
        supposed=is_supposed(text[sentence.start : span.start], span.of(text))
        or (unit.clause is not None and is_to_come(text[sentence.start : span.start], unit.clause.tense))
        or (attribution is not None and is_unsaid(text[sentence.start : span.start]))
        or asks(sentence.of(text))
        or (not speakers and is_gainsaid(text[span.end : sentence.end]))
        or (attribution is None and (is_inside_quotation(text, span) or is_in_post(text, span))),
        sound=_is_sound(text, unit) and not _GOES_ON.match(text, span.end, sentence.end),
        # "Not a single boat *equipped for ice*" must not be told as "A single boat was".
        said=said if not of_none or (said and said.lower().startswith("no ")) else None,
        part=unit.part or bool(unit.clause and unit.clause.kind in ASIDES),
        wished=is_wished(text, unit.clause, attribution),
        takes_up=attribution is not None and takes_up(text, sentence, span),
        about=frozenset(term_of(n) for n in notes.names if sentence.overlaps(n.span)),
        places=frozenset(term_of(n) for n in notes.names if n.kind in {"GPE", "LOC"} and sentence.overlaps(n.span)),
        numbers=frozenset(number_of(f) for f in notes.figures if _holds(span, f.span) and middle(f) != 1),
        background=is_background(report, notes.times, sentence, span),
        hours=hours_in(notes.times, span),
        nameless=gives_no_name(text, attribution),
        named=named_before(text, sentence, notes.referents),
    )


def _with_answer(statement: Statement, before: str) -> Statement:
    """Give a denial that is a mere pronoun ("denied *it*") a word, so that it is kept; know one without content."""
    who = denied_by(statement.text) if statement.kind == "own" and "ed by " in statement.text else None
    beside = denied_beside(before, statement.text) if statement.kind == "own" else None
    if (speaker := who or beside) is not None:
        answer = replace(statement, kind="utterance", speakers=(speaker,), stance="denies", words=("deny",))
        return replace(answer, takes_up=beside is None)
    if statement.stance == "denies" and statement.takes_up and not statement.words:
        return replace(statement, words=("deny",))
    return statement


def _is_sound(text: str, unit: Unit) -> bool:
    """Say whether the statement can be told in its own words alone: a subject and a predicate, not a fragment."""
    clause = unit.clause
    if clause is None:
        return False
    if unit.attribution:
        clear = unit.attribution.kind == "direct" or clause.subject not in UNCLEAR
        whole = clause.kind not in {*ASIDES, "nominal"} and not is_bare(text, clause) and not _is_named(text, unit)
        return bool(clause.subject) and whole and clear
    first = clause.said.split()[0].lower() if clause.said else ""
    if clause.said and NAMES_A_CLAUSE.match(clause.said):
        return False
    # "Shortly before the shift ended" is opened by its second word.
    opened = OPENERS.intersection((clause.said or "").lower().split()[:2])
    return bool(first) and first not in LEANING and not (clause.kind == "adverbial" and opened)


def _is_aside_told(unit: Unit) -> bool:
    """Say whether an aside in somebody's words is made a sentence: "the barge *that ran aground*" has its subject.

    Only of what is past: "people *who cross the line* will be fined" tells of none who did.
    """
    clause = unit.clause
    if clause is None or clause.kind != "relative" or clause.tense != "past" or not clause.said:
        return False
    return _MEANT.match(clause.said) is not None and NAMES_A_CLAUSE.match(clause.said) is None


def _is_named(text: str, unit: Unit) -> bool:
    """Say whether what was said is a noun with its clause behind it: "*a question about* whether he would go"."""
    clause, direct = unit.clause, unit.attribution is not None and unit.attribution.kind == "direct"
    return clause is not None and not direct and _NOUN_FIRST.match(text, unit.span.start, clause.span.start) is not None


def _stance(text: str, unit: Unit, hedges: Iterable[Hedge], sentence: Span) -> str:
    attribution, span = unit.attribution, unit.span
    if attribution is not None and denies_by_cue(text, sentence, span):
        return "denies"
    # "Life appeared to return to normal *as the nation mourned*": the doubt is not about what came at the same time.
    beside = unit.clause is not None and unit.clause.kind == "adverbial"
    # What is withdrawn is settled by what stands behind the verb (`withdrawals`): troops and nominations are, too.
    if attribution is not None and attribution.stance == "denies":
        return "denies"
    if attribution is not None and attribution.stance == "claims":
        return "hedges"
    for hedge in hedges:
        if beside and hedge.kind in {"modal", "belief"} and hedge.span.end <= span.start:
            continue
        if hedge.holder == "reporter" and sentence.overlaps(hedge.span) and (hedge.scope or hedge.span).overlaps(span):
            return "hedges"
    return "states"


def _beside(sentence: Span, span: Span, figures: Iterable[Figure]) -> list[Span]:
    """Return the parts of the sentence outside the statement; only there a saying's own day can stand.

    Behind it they end at the next count, which has a day of its own ("…, it said, down from 31 on Wednesday").
    """
    end = min((f.span.start for f in figures if span.end <= f.span.start < sentence.end), default=sentence.end)
    return [Span(sentence.start, span.start), Span(span.end, end)]


def _with_figures(report: Report, notes: ReportNotes, sentence: Span, statements: list[Statement]) -> list[Statement]:
    """Give each statement the count that it turns on; further counts in it become statements of their own."""
    holders: dict[int, list[Figure]] = {}
    none = [replace(f, report=report.id) for f in zero_counts(report.text, sentence, notes.words)] if statements else []
    for figure in (*notes.figures, *none):
        if figure.what is None and figure.unit in MEASURES and not (figure.noun and not figure.unit):
            continue
        if is_mere_whole(figure, notes.figures, report.text):
            continue
        inside = [(s.span.end - s.span.start, i) for i, s in enumerate(statements) if _holds(s.span, figure.span)]
        if inside:
            holders.setdefault(min(inside)[1], []).append(figure)
    result = list(statements)
    reacting = {a.id for a in notes.attributions if any(_reacts(c.of(report.text)) for c in a.cue)}
    asking = {a.id for a in notes.attributions if a.stance == "asks"}
    for i in sorted(holders):
        whole, figures = statements[i], holders[i]
        # Who demands a trial "over a fire that killed nine" does not tell how many it killed.
        answers = whole.attribution in reacting or (whole.attribution in asking and figures[0].what in TOLLS)
        if answers and not whole.direct and not whole.sound:
            whole = replace(whole, kind="own", speakers=(), attribution=None)
        if _turns_on(whole, figures[0]):
            figure = figures.pop(0)
            # A count of nobody says by itself what is not so.
            result[i] = replace(whole, figure=figure, negated=whole.negated and figure.high != 0)
        result.extend(as_part(report.text, notes.words, whole, extra) for extra in figures)
    return result


def number_of(figure: Figure) -> tuple[float, str]:
    """Return a figure's number and its unit: 31 years are no 31 people, while 31 people may be 31 passengers."""
    return middle(figure), figure.unit if figure.unit in MEASURES or is_measure(figure.unit) else ""


def _reacts(cue: str) -> bool:
    """Say whether a cue answers what happened, and tells nothing of it."""
    return cue.lower().lstrip().startswith(REACTIONS)


def _turns_on(statement: Statement, figure: Figure) -> bool:
    """Say whether a count is what the statement is about: it opens with it, or says what happened to it.

    "Was put out without casualties" is of nobody, and no telling of a fire that hurt two.
    """
    if figure.span.start - statement.span.start <= 20 or (figure.high == 0 and figure.unit == "people"):
        return True
    doing, happened = concept(statement.predicate), concept(figure.what or "")
    return bool(happened) and (doing == happened or (doing in TOLL_VERBS and happened in statement.words))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def as_part(text: str, words: Sequence[Word], whole: Statement, figure: Figure) -> Statement:
    """Return the statement of a further count that stands inside another."""
    end = figure.span.end
    if figure.noun:
        at = text.find(figure.noun, figure.span.start, figure.span.end + len(figure.noun) + 40)
        end = at + len(figure.noun) if at >= 0 else end
    span = Span(figure.span.start, max(end, figure.span.end))
    own = [w for w in words if span.start <= w.start and w.end <= span.end]
    happened = [figure.what] if figure.what else []
    return replace(
        whole,
        span=span,
        text=span.of(text),
        words=(*terms_in(text, own), *concepts(happened)),
        figure=figure,
        numbers=frozenset({number_of(figure)} if middle(figure) != 1 else ()),
        said=None,
        sound=False,
        part=True,
    )
