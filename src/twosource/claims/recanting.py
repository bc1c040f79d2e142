"""The statements of a report come in; those by which somebody takes back his own words are marked as that.

No verb of withdrawing is needed for it: a minister "apologised for saying that the pilot had been drunk", or "said that
was wrong" of what he had said himself; "an earlier version of this article said that it had". Said of another's words
the same is a denial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.corrections import CORRECTS, GIVEN_AS, is_wrong
from twosource.claims.disowned import NEWSROOM, is_disowned
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.said_at_first import admits_otherwise, may_be_same
from twosource.claims.statements import Statement
from twosource.claims.telling import ASKS
from twosource.claims.terms import terms_in
from twosource.claims.wording import once
from twosource.language.clauses import Clause
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span

_SAYING = (
    r"(?:having )?(?:sa(?:y|id|ying)|claim\w*|suggest\w*|stat(?:ed|ing)|assert\w*|alleg\w*|announc\w*|t(?:ell|old)\w*)"
)
# "Apologised for saying that": what follows is taken back. "Apologised and said that" goes on.
_APOLOGISED = re.compile(
    rf"\b(?:apologi[sz](?:es|ed|ing)|(?:is|was) sorry)(?: \w+){{0,4}}? for {_SAYING}"
    r"(?: (?:the )?\w+){0,3}?(?: that)?\s*$",
    re.IGNORECASE,
)
# "He said that was wrong": no more than that it was not so. Quotations that go on so mostly mean others.
_WAS_WRONG = re.compile(
    r"(?:that |this |it )?(?:was|had been) (?:wrong|mistaken|incorrect|inaccurate|untrue|false"
    r"|(?:an? |his |her |its )?(?:error|mistake)|not (?:true|so|right|correct))",
    re.IGNORECASE,
)
# "An earlier version of this article said that": a newsroom takes back its own words.
_EARLIER_VERSION = re.compile(
    r"\b(?:an?|the|our) (?:earlier|previous|original|first) (?:version|edition)"
    r"(?: of (?:this|the) (?:article|story|report|page|post|dispatch|item|piece|text)\b(?: (?!to\b)[\w’'-]+){0,5}?"
    r"|[\w’' -]{0,30} (?:incorrectly|wrongly|mistakenly|erroneously))"
    r" (?:said|(?:mis)?stated|gave|(?:mis)?reported|put|described|claimed|suggested|had)(?: that)?\s*$",
    re.IGNORECASE,
)
# "Correction: An article on our website on Thursday said that": the same of what is no longer there.
_OUR_ARTICLE = re.compile(
    r"\b(?:an?|our|the) (?:[\w’'-]+ )?(?:article|story|report|post|item|page|dispatch|piece|column|alert|headline)"
    r"(?: (?:published|posted|printed|carried|that (?:appeared|ran)))?"
    r" (?:on|in) (?:our|this|these|the) (?:[\w’'-]+ )?"
    r"(?:web ?site|site|app|pages?|columns?|paper|newspaper|live blog)\b"
    r"(?: [\w’'-]+){0,4}? (?:incorrectly |wrongly |mistakenly |erroneously )?"
    r"(?:said|stated|reported|claimed|suggested|gave)(?: that)?\s*$",
    re.IGNORECASE,
)
# "They had not.", "That was wrong.": the next sentence takes it back.
_HAD_NOT = re.compile(
    r"[\s”\"’']*(?:(?:they|he|she|it|there|that|this|nobody|none)(?: \w+)? (?:had|has|have|was|were|is|are|did|does|do)"
    r"(?: not|n[’']t)\b|(?:that|this|it) (?:was|is) (?:wrong|incorrect|untrue|false|not so|mistaken|an error))",
    re.IGNORECASE,
)
# "We told you that the lock was sound. It was not, and we apologise": so somebody owns up to what he had said.
_WE_SAID = re.compile(
    r"\W*(?:we|I) (?:had |have )?(?:told|informed|said|announced|stated|assured)(?: (?:you|reporters|journalists"
    r"|everyone|them|him|her|the (?:public|press|family|families)))?(?: (?:yesterday|earlier|on \w+day))?(?: that)? "
    r"(?P<pronoun>(?:he|she|it|they|this|that)\b)?",
    re.IGNORECASE,
)
_NOT_SO_AFTER_ALL = re.compile(
    rf"(?:{_HAD_NOT.pattern})(?: (?:correct|right|true|accurate|so|the case))?(?=[,.;”\"’]|$| (?:and|but)\b)",
    re.IGNORECASE,
)
# "Misstated the amount that he is accused of taking": that says what was wrong, and not what was said.
_NAMES_A_THING = re.compile(
    r"(?:the|his|her|its|their) (?:[\w’'-]+ )?(?:amount|sum|number|figure|name|surname|age|title|rank|date|day|year"
    r"|time|spelling|place|location|size|length|price|cost|score|result|gender|role|position|nationality|reason)s?\b"
    r"(?! (?:was|were|is|are|had|has|rose|fell|stood|reached)\b)"
)
# "The board, which had maintained that 14 had died, said its earlier count had been incomplete"; "the mayor, Ada Moll,
# who on Monday spoke of 14 dead, said she had been wrong".
_WRONG = (
    r"(?:incomplete|wrong|mistaken|incorrect|inaccurate|false|too (?:high|low)|an? (?:\w+ )?(?:error|mistake)|in error)"
)
_HAD_MAINTAINED = re.compile(
    r"^(?:the )?(?P<who>[^,;:“”]{3,60})(?:, (?P<name>[^,;:“”]{3,60}))?, (?:which|who)"
    r" (?:had (?:\w+ )?|(?:(?:earlier|first|initially|originally|previously|at first|on \w+day) ){1,2})"
    r"(?:maintained|insisted|said|stated|announced|claimed|reported|spoken? of|put|gave|given|counted)\b"
    r"(?P<told>[^;:“”]{3,140}),"
    r" (?:said|admitted|acknowledged|conceded|confirmed)(?: on \w+day)?(?: that)? "
    r"(?:(?:its|their|his|her) (?:(?:earlier|first|previous|initial|own) )?"
    r"(?:count|figure|toll|number|estimate|tally|statement|information|data)s? (?:had been|was|were) (?:\w+ly )?"
    rf"{_WRONG}"
    r"|(?:he|she|it|they) (?:had been|was|were) (?:wrong|mistaken|in error|misinformed))\b",
    re.IGNORECASE,
)
# "Withdrew her statement that 23 had been held: five were witnesses"
_AND_FURTHER = re.compile(r"[:;] ")
_SAID = re.compile(
    r"\b(?:said|admitted|acknowledged|conceded|granted|added|explained)(?: [\w’'-]+){0,2}?(?: that)?"
    r"(?: (?:that|this|it))?\s*$"
)

_earlier_version, _apologised, _our_article = once(_EARLIER_VERSION), once(_APOLOGISED), once(_OUR_ARTICLE)


def mark_recanted(report: Report, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, with the stance "withdraws" where somebody takes back what he said himself."""
    marked = []
    own_counts: set[Span] = set()
    for s in statements:
        before = report.text[s.sentence.start : s.span.start]
        who = _who_gave_it(s, report.text)
        if who:
            marked.append(replace(s, stance="withdraws", kind="utterance", speakers=who))
            own_counts.add(s.sentence)
            continue
        ours = _earlier_version(before) or _is_our_article(before, report.text[s.sentence.end :])
        ours = ours or is_wrong(s, report) or is_disowned(s, report)
        if ours and s.stance in {"states", "hedges"} and not _is_asked(s):
            # The day beside it is that of the print ("on Monday we reported"), and dates no event.
            dated = tuple(day for day in s.dated if day in s.days)
            s = replace(s, stance="withdraws", kind="utterance", speakers=(report.outlet or NEWSROOM,), dated=dated)
        elif s.kind == "utterance" and s.speakers and s.stance in {"states", "hedges"}:
            owns_up = _owns_up(s, report.text)
            if owns_up is not None and owns_up["pronoun"]:
                continue  # "we told you he had died": who he is another sentence tells
            if _apologised(before):
                s = replace(s, stance="withdraws")
            elif owns_up is not None:
                span = Span(s.span.start + owns_up.end(), s.span.end)
                s = replace(s, stance="withdraws", span=span, text=span.of(report.text), predicate="", direct=False)
            elif _says_it_was_wrong(s, before):
                said = _said_by_himself(s, statements)
                s = taken_back(said, report, s.sentence, s.span, s.speakers) if said is not None else s
            elif admits_otherwise(s, statements, report.text):
                s = replace(s, stance="withdraws")
        marked.append(s)
    # "Who had put it at 14 said that he was wrong" tells nothing but the count that he takes back.
    return [s for s in marked if s.sentence not in own_counts or s.stance == "withdraws" or not _is_said_so(s, report)]


def _owns_up(statement: Statement, text: str) -> re.Match[str] | None:
    """Return how somebody tells what he had said himself, where his next sentence says that it was not so."""
    said = _WE_SAID.match(statement.text)
    behind = text[statement.span.end : statement.sentence.end + 80].lstrip(' .,;”"')
    return said if said is not None and _NOT_SO_AFTER_ALL.match(behind) else None


def _is_said_so(statement: Statement, report: Report) -> bool:
    """Say whether a statement stands in what tells that somebody's count was wrong."""
    found = _HAD_MAINTAINED.search(statement.sentence.of(report.text))
    return found is not None and statement.span.end <= statement.sentence.start + found.end()


def _who_gave_it(statement: Statement, text: str) -> tuple[str, ...]:
    """Return who had given a count, told of him in an aside, where the same sentence has him say that it was wrong."""
    figure = statement.figure
    if figure is None or statement.stance not in {"states", "hedges"}:
        return ()
    found = _HAD_MAINTAINED.search(statement.sentence.of(text))
    if found is None:
        return ()
    start, end = (statement.sentence.start + at for at in found.span("told"))
    return statement.speakers or (found["name"] or found["who"],) if start <= figure.span.start < end else ()


def _is_our_article(before: str, after: str) -> bool:
    """Say whether a newsroom tells what an article of its own said, and corrects it there or in the next sentence."""
    return _our_article(before) is not None and bool(CORRECTS.match(before) or _HAD_NOT.match(after))


def _is_asked(statement: Statement) -> bool:
    """Say whether a statement tells nothing by itself: "misstated *who she would meet*", "*the amount he took*"."""
    words = statement.text.lower()
    if GIVEN_AS.fullmatch(statement.text):
        return False
    if statement.figure is None and not statement.predicate:
        return True
    return words.startswith((*ASKS, "which ", "whose ")) or _NAMES_A_THING.match(words) is not None


def _says_it_was_wrong(statement: Statement, before: str) -> bool:
    """Say whether a statement is "that was wrong": the pronoun stands in it or right before it."""
    found = _WAS_WRONG.fullmatch(statement.text.strip(' ,.;:”"'))
    said = _SAID.search(before)
    return found is not None and said is not None and _names_it(said[0], found[0])


def _names_it(said: str, found: str) -> bool:
    return said.split()[-1].lower() in {"that", "this", "it"} or found.split()[0].lower() in {"that", "this", "it"}


def _said_by_himself(statement: Statement, statements: Sequence[Statement]) -> Statement | None:
    """Return what the sentence before has of the same speaker, if no count and nothing else is said there."""
    before = [
        s
        for s in statements
        if s.kind == "utterance"
        and not s.part
        and s.stance in {"states", "hedges"}
        and 0 <= statement.sentence.start - s.sentence.end <= NEXT_SENTENCE
        and may_be_same(s.speakers, statement.speakers)
    ]
    return max(before, key=lambda s: (s.sentence.start, -s.span.start), default=None)


def taken_back(said: Statement, report: Report, sentence: Span, span: Span, who: tuple[str, ...]) -> Statement:
    """Return the statement at `span` that takes back what was said, in the words in which it was said."""
    return replace(
        said,
        span=span,
        text=span.of(report.text),
        stance="withdraws",
        speakers=who or said.speakers,
        sentence=sentence,
        depth=round(sentence.start / max(1, len(report.text)), 4),
        sound=False,
        direct=False,
    )


def without_what_is_taken(
    report: Report, notes: ReportNotes, marked: Sequence[Statement], taken: Sequence[Statement], clause: Clause
) -> list[Statement]:
    """Return the statements without those that tell again what a sentence takes back, but for what follows it.

    "Withdrew her statement that 23 had been held: five of them were witnesses" tells that five were witnesses.
    """
    kept = []
    for s in marked:
        inner = next((t.span for t in taken if t is not s and _tells_again(s, t)), None)
        rest = _AND_FURTHER.search(report.text, inner.end, s.span.end) if inner else None
        if inner is None or (rest is None and s.span.start < clause.head.end):
            kept.append(s)
        elif rest is not None:
            span = Span(rest.end(), s.span.end)
            words = [w for w in notes.words if span.start <= w.start and w.end <= span.end]
            terms = tuple(terms_in(report.text, words, notes.names))
            kept.append(replace(s, span=span, text=span.of(report.text), words=terms, said=None, numbers=frozenset()))
    return kept


def _tells_again(statement: Statement, taken: Statement) -> bool:
    """Say whether a statement has in it what its sentence withdraws, and goes on."""
    if statement.stance not in {"states", "hedges"} or statement.sentence != taken.sentence:
        return False
    outer, inner = statement.span, taken.span
    return outer.start <= inner.start and inner.end <= outer.end
