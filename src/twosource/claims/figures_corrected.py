"""The statements of a story come in; figures that a newsroom corrects in its own reports go out as taken back.

"This story corrects the price to 46 crowns, not 48 crowns, and the premium to 26 percent, not 31 percent": each of the
old figures is withdrawn where the newsroom or who ran its copy prints it, and each new one is told. A bid with a wrong
price is a bid all the same: its sentence stands, and says that the figure in it was corrected since. A sentence that
tells no more than the figure ("the offer represents a premium of 31 percent") goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.claims.corrected_next import Pair, misstated, pairs_in_two_sentences
from twosource.claims.corrections import CORRECTS
from twosource.claims.disowned import NEWSROOM, ourselves
from twosource.claims.houses import Houses
from twosource.claims.numbers import number_concept
from twosource.claims.put_right import happened, numbered
from twosource.claims.reach import are_of_one_house
from twosource.claims.slugs import slugs_in
from twosource.claims.statements import MEASURES, Statement
from twosource.claims.telling import SINCE_CORRECTED
from twosource.claims.telling import sentence as as_sentence
from twosource.claims.wording import concept, concepts
from twosource.language.figure_nouns import is_person_noun
from twosource.language.figure_numerals import find_numerals
from twosource.language.gazetteer import singular
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

_CORRECTS = r"(?:correct|fix|amend)(?:s|es|ed)?"
_BETWEEN = re.compile(
    r"(?P<unit>(?: ?[\w’'%/-]+){0,4}?),? \(?(?:and )?(?:not|from|instead of|rather than)(?: the| an?)? [^\w\s]{0,2}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?P<label>(?:the|its|their|his|her|an?) (?:[\w’'-]+ ){0,6}?[\w’'-]+) (?:to|is|was|were|at|as|should be)"
    r" [^\w\s]{0,2}$",
    re.IGNORECASE,
)
# An agency's line leaves out "the": "(Corrects sentence to six years from nine)". In which paragraph is no part of it.
_SLUG_LABEL = re.compile(
    rf"(?:\b{_CORRECTS}|[,;]|\band) (?:the )?(?P<label>[a-z][\w’'-]*(?: (?!in\b|and\b|to\b)[\w’'-]+){{0,6}})"
    r"(?: in (?!\W)[^():;]{0,50}?\b(?:par|para|paragraph|headline|lead|bullet|sentence)s?(?: \d+)?)? (?:to|as|is|was)"
    r" [^\w\s]{0,2}$",
    re.IGNORECASE,
)
# "Number of ballots": two numbers with no noun behind them are of what the line says is counted.
_NUMBER_OF = re.compile(r"(?:number|count|total) of (?P<noun>[a-z][\w’'-]*s)$", re.IGNORECASE)
_OLD = re.compile(
    r"\S+(?: (?:thousand|million|billion|trillion)\b)?(?: (?!it\b|as\b|that\b|in\b|and\b)[\w’'%/-]+){0,3}"
)
# "Not 31 percent as reported earlier": by whom, the sentence before says.
_AS_REPORTED = re.compile(
    r"\bas (?:(?:had|been|first|earlier|previously|originally|wrongly) )*(?:reported|stated|given|printed)\b(?! by\b)",
    re.IGNORECASE,
)
# What is said of a thing beside what it did; a sum is mostly all that is told of it.
_SIZE = r"(?:length|height|width|depth|size|weight|distance|area|speed|altitude|capacity)"
# "The report also misstated the length of the bridge. It was 90 metres, not 60."
_MISSTATED = re.compile(
    r"\b(?:(?:mis|over|under)(?:stated|reported)|(?P<gave>gave|got|had|put)) "
    rf"(?P<label>(?:the|its|their|his|her) {_SIZE}\b[^.,;:“”]*?)(?(gave) (?:wrong(?:ly)?|incorrectly))\W*$",
    re.IGNORECASE,
)
_OF_A_THING = re.compile(r"\b\d[\d.,]*-[a-z]{3,}(?:-[a-z]+)? [a-z]")
_IT_WAS = re.compile(
    r"\W*(?:it|that|the (?:correct|right|true|actual) (?:figure|number)) (?:is|was|should (?:have been|be)) ", re.I
)
# Who says with one of these of a thing how large it is says nothing else.
_MEASURES = {"be", "represent", "amount", "total", "stand", "cost", "reach", "come", "equal", "mean", "value", "price"}


def with_corrected_figures(
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    notes: Sequence[ReportNotes],
    home: Mapping[str, str],
    houses: Houses,
) -> list[Statement]:
    """Return the statements with the figures that newsrooms correct in their own reports, as they were and are."""
    made = list(statements)
    for ours in notes:
        report = reports[ours.report]
        pairs = [*_pairs(report, ours), *pairs_in_two_sentences(report, ours)]
        if not pairs:
            continue
        made = [s for s in made if s.report != report.id or not any(s.sentence.overlaps(p.sentence) for p in pairs)]
        for pair in pairs:
            made += _told_by(pair, report)
            for theirs in notes:
                other = reports[theirs.report]
                before = other.id != report.id and not (
                    other.published and report.published and other.published[:10] > report.published[:10]
                )
                if before and are_of_one_house(report.id, other.id, reports, home, houses):
                    made = _printed(made, pair, other, theirs)
    return made


def _is_made(statement: Statement) -> bool:
    return statement.kind == "own" and statement.said is not None and ": " in statement.said and statement.part


def _pairs(report: Report, notes: ReportNotes) -> Iterator[Pair]:
    """Yield the figures that a report sets in place of those that its newsroom printed."""
    if not re.search(
        rf"\b{_CORRECTS}\b|\bcorrection|\b(?:mis|over|under)(?:stat|report)ed\b", report.text, re.IGNORECASE
    ):
        return
    own = re.compile(
        rf"\W*{ourselves(report.outlet or '')}(?: (?:has|have|had|also|now|later|on \w+day)){{0,3}} {_CORRECTS}\b",
        re.IGNORECASE,
    )
    slugs = [s for s in slugs_in(report.text) if re.search(rf"\b{_CORRECTS}\b", s.of(report.text), re.IGNORECASE)]
    for slug in slugs:
        yield from _set_in_place(report.text, slug, notes, labels=(_LABEL, _SLUG_LABEL))
    for sentence in notes.sentences:
        if any(sentence.overlaps(slug) for slug in slugs):
            continue
        opening = report.text[report.text.rfind("\n", 0, sentence.start) + 1 : sentence.end]
        noted, ours = CORRECTS.match(opening), own.match(sentence.of(report.text))
        again = own.match(opening) and _AS_REPORTED.search(sentence.of(report.text))
        found = list(_set_in_place(report.text, sentence, notes)) if noted or ours or again else []
        # One figure of a note is read with its words elsewhere (`corrections`).
        yield from found if not noted or len(found) > 1 else []
        yield from _it_was(report, sentence, notes)


def _is_noted(text: str, sentence: Span) -> bool:
    """Say whether a sentence stands in a paragraph that opens as a correction."""
    return CORRECTS.match(text, text.rfind("\n", 0, sentence.start) + 1) is not None


def _it_was(report: Report, sentence: Span, notes: ReportNotes) -> Iterator[Pair]:
    """Yield the figure of "it was 90 metres, not 60" where the sentence before says what was misstated."""
    text = report.text
    opens = _IT_WAS.match(text, sentence.start, sentence.end)
    before = max((s for s in notes.sentences if s.end <= sentence.start), key=lambda s: s.start, default=None)
    if opens is None or before is None or "\n" in text[before.end : sentence.start]:
        return
    noted = _is_noted(text, sentence)
    named = (_MISSTATED if noted else misstated(report)).search(before.of(text))
    for pair in _set_in_place(text, sentence, notes, named["label"]) if named else ():
        if not noted:  # "It was on Monday, five days after the vote, and not four": the figure may stand further on
            yield replace(pair, sentence=Span(before.start, sentence.end))
        elif pair.new.span.start == opens.end():
            yield pair


def _set_in_place(
    text: str, place: Span, notes: ReportNotes, known: str = "", labels: Sequence[re.Pattern[str]] = (_LABEL,)
) -> Iterator[Pair]:
    """Yield each figure of a sentence that stands before one that it takes the place of, with what both are of.

    That stands right before it, or is `known`.
    """
    start = place.start
    numerals = [n for n in find_numerals(place.of(text)) if not isinstance(n.value, tuple)]
    numerals = [n._replace(start=n.start + place.start, end=n.end + place.start) for n in numerals]
    for new, old in pairwise(numerals):
        joint = _BETWEEN.fullmatch(text[new.end : old.start])
        found = next((m for pattern in labels if (m := pattern.search(text[start : new.start]))), None)
        label = known or (found["label"] if found else "")
        if joint is None or not label:
            continue
        near = (f for f in notes.figures if any(f.span.overlaps(Span(n.start, n.end)) for n in (new, old)))
        like = next((f for f in near if f.unit and f.unit != "people" and not f.what), None)
        like = like or _counted(label, place, notes)
        gone = _OLD.match(text, old.start, place.end)
        if like is None or gone is None or new.value == old.value:
            continue
        told = text[new.start : new.end + joint.end("unit")].strip(" ,")
        words = gone[0].rstrip(".,;)")
        unit = joint["unit"].strip()
        words = words if " " in words or "%" in words or not unit else f"{words} {unit}"
        now, was = (replace(numbered(like, n), report=notes.report) for n in (new, old))
        yield Pair(place, label, now, was, told, words)
        start = gone.end()


def _counted(label: str, place: Span, notes: ReportNotes) -> Figure | None:
    """Return a count of the things that a line says it corrects the number of; people are counted by what happened."""
    found = _NUMBER_OF.search(label)
    unit = singular(found["noun"].lower()) if found and happened(label) is None else ""
    if found is None or not unit or is_person_noun(unit):
        return None
    return Figure(notes.report, place, low=0, high=0, comparator="=", value=0, unit=unit, noun=found["noun"].lower())


def _told_by(pair: Pair, report: Report) -> list[Statement]:
    """Return what a correction tells: the figure as it is, and the one that it takes back."""
    now = _figure_told(pair, report, pair.new.span, pair.sentence, pair.told, pair.new)
    was = _figure_told(pair, report, pair.old.span, pair.sentence, pair.gone, pair.old)
    was = replace(was, stance="withdraws", kind="utterance", speakers=(report.outlet or NEWSROOM,))
    return [now, was]


def _figure_told(pair: Pair, report: Report, span: Span, sentence: Span, printed: str, figure: Figure) -> Statement:
    """Return the statement that a thing was so much, at the place where that is printed."""
    value = figure.value
    assert not isinstance(value, tuple)
    whole = Span(span.start, span.start + len(printed))
    span = whole if whole.of(report.text) == printed else span
    return Statement(
        report=report.id,
        span=span,
        text=span.of(report.text),
        kind="own",
        words=(number_concept(value), *concepts([figure.unit, *re.findall(r"[\w’'-]+", pair.label)[1:]])),
        speakers=(),
        stance="states",
        negated=False,
        direct=False,
        sentence=sentence,
        depth=round(span.start / max(1, len(report.text)), 4),
        said=f"{pair.label}: {printed}",
        part=True,
        sound=True,
    )


def _printed(made: list[Statement], pair: Pair, report: Report, notes: ReportNotes) -> list[Statement]:
    """Return the statements with what a report printed of a figure that was corrected since."""
    same = [f for f in notes.figures if f.value == pair.old.value and _is_of_unit(f, pair, report.text)]
    places = [(f, s) for f in same for s in notes.sentences if s.overlaps(f.span) and not _is_heading(s, report)]
    named = set(concepts(re.findall(r"[\w’'-]{4,}", pair.label)))
    # It may be of two things, and a word of the correction must tell which is meant; so of a time, which any may take.
    if len(places) > 1 or pair.old.unit in MEASURES:
        places = [(f, s) for f, s in places if named & _words_at(s, made, report)]
    for figure, sentence in places:
        around = [s for s in made if s.report == report.id and _tells(s, figure, sentence, report.text)]
        # A sentence is told once, with all that was corrected in it.
        noted = [
            s for s in made if s.report == report.id and s.sentence == sentence and SINCE_CORRECTED in (s.said or "")
        ]
        made = [s for s in made if s not in around and s not in noted]
        made.append(_figure_told(pair, report, figure.span, sentence, pair.gone, pair.old))
        telling = noted or [s for s in around if not _tells_no_more(s, named)]
        made += [_with_note(s, pair, report) for s in sorted(telling, key=lambda s: s.span)[:1]]
    return made


def _words_at(sentence: Span, made: Sequence[Statement], report: Report) -> set[str]:
    """Return the concepts of a sentence, as printed and as read: "jailed" is told of a "sentence" only as a lemma."""
    here = [s for s in made if s.report == report.id and s.sentence == sentence]
    read = {w for s in here for w in (*s.words, concept(s.predicate))}
    return read | set(concepts(re.findall(r"[\w’'-]{4,}", sentence.of(report.text))))


def _tells(statement: Statement, figure: Figure, sentence: Span, text: str) -> bool:
    """Say whether a statement has a figure in it, or would be told with it."""
    if statement.sentence != sentence or _is_made(statement):
        return False
    within = statement.span.start <= figure.span.start < statement.span.end
    return within or (not statement.part and figure.span.of(text) in (statement.said or ""))


def _is_heading(sentence: Span, report: Report) -> bool:
    headings = [*report.headings, *([report.title_span] if report.title_span else [])]
    return any(sentence.overlaps(h) for h in headings)


def _is_of_unit(figure: Figure, pair: Pair, text: str) -> bool:
    """Say whether a figure has the unit of the old one; of "48 crowns a share" none is read, and the words tell."""
    if figure.unit:
        # "48 crowns a share" may be told as "48 crowns for each share".
        return figure.unit.partition("/")[0] == pair.old.unit.partition("/")[0]
    return bool(pair.old.noun) and text[figure.span.end :].lstrip().startswith(pair.old.noun or "")


def _tells_no_more(statement: Statement, named: set[str]) -> bool:
    """Say whether a statement tells how large a thing was and nothing else, or cannot be told with a note.

    What is quoted is told in the speaker's words, which end with them. Of what somebody else said, it is only clear of
    "a 60-metre stretch slid into the lake", or where the hour is said, that more was told than how large it was.
    """
    if statement.part or statement.direct or statement.stance not in {"states", "hedges"}:
        return True
    more = bool(statement.hours) or _OF_A_THING.search(statement.text) is not None
    if statement.kind != "own" and not (statement.speakers and statement.sound and more):
        return True
    return statement.predicate in _MEASURES and bool(named & set(statement.words))


def _with_note(statement: Statement, pair: Pair, report: Report) -> Statement:
    """Return what stands although a figure in it was corrected, with a note that says so."""
    noted = statement.said if SINCE_CORRECTED in (statement.said or "") else None
    printed = statement.sentence if statement.kind == "own" else statement.span
    whole = noted or printed.of(report.text)
    figure = None if statement.figure and statement.figure.value == pair.old.value else statement.figure
    said = f"{as_sentence(whole).rstrip('.')} ({SINCE_CORRECTED} {pair.told}, not {pair.gone})"
    return replace(statement, said=said, figure=figure, numbers=frozenset())
