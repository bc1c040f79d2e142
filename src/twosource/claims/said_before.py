"""The statements of a story come in; what somebody takes back is told in the words in which he said it.

"She withdrew her statement that 23 had been arrested" means "she put the number of officers in custody at 23" as well:
who takes a number back takes it wherever he gave it, whatever words were around it. Without this the number would go on
standing in the reports of before, and often first. A number that several may have given is known by who gave it and by
what it counts; what has no number by its deed and by whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.counts import middle
from twosource.claims.numbers import number_concept
from twosource.claims.printed_before import TELL_NOTHING
from twosource.claims.reach import corrects_itself, is_told_before
from twosource.claims.rejected_counts import speaks_for
from twosource.claims.statements import Statement
from twosource.claims.telling import SINCE_CORRECTED, SINCE_WITHDRAWN
from twosource.claims.telling import sentence as as_sentence
from twosource.claims.voices import Roles, read_body
from twosource.claims.withdrawn_counts import HALVED
from twosource.claims.wording import concept
from twosource.language.figure_numerals import find_numerals, read_numeral
from twosource.language.figure_units import is_measure
from twosource.language.gazetteer import singular
from twosource.model import Figure, Report, Span

# A smaller number stands in many a sentence, and says not by itself which of them is meant.
LEAST = 10
# Words that any count of people has.
_ANY_COUNT = {"people", "person", "number", "figure", "total", "count", "estimate"}
# So far behind what is taken back stands what is given instead, in characters.
_FURTHER = 300
_BOUND = re.compile(r"\b(?:at least|more than|over|about|around|some|nearly|almost|up to|as many as) $", re.IGNORECASE)
# "Stormed the hall *and abducted* 87", "blew up, *killing* 14": so the count hangs on a second deed.
_ONE_MORE_DEED = re.compile(
    r"(?:\band|,) (?:\w+ly )?(?:\w+(?:ed|ing)|shot|took|left|held|hurt|drove|led|sent)(?: [\w’'-]+){0,2} $",
    re.IGNORECASE,
)
_TELLS_COUNT = {
    concept(verb) for verb in ("be", "have", "die", "kill", "injure", "wound", "hurt", "leave", "claim", "take")
}
# "A count showed that 98 had been taken", "the number was 98", "now puts it at 98".
_INSTEAD = re.compile(
    r"\b(?:(?:show(?:ed|s)|found|established) that (?=\S+ (?:had|have|were|was|people|of)\b)"
    r"|(?:the (?:[\w’'-]+ )?(?:number|figure|count|total|toll)|it) (?:is|was|stands at|should (?:be|have been)) "
    r"|(?:puts?|putting) (?:it|the (?:[\w’'-]+ )?(?:number|figure|count|total|toll)(?: of [\w’' -]{3,30}?)?) at )"
    r"(?:now |in fact |actually |about |around )?",
    re.IGNORECASE,
)
# "His remark that the firm “knew” was withdrawn": a word or two of what he had said.
_QUOTED = re.compile(r"[“\"‘]([\w’'-]+(?: [\w’'-]+){0,5})[,.]?[”\"’]")
LEAST_LETTERS = 4
# Who is ill is counted in people, and in cases.
_ILL = {None, "", "people", "person", "cases", "case"}
# So many words besides the deed tell what was done to whom.
ENOUGH = 2


def with_words_said(statements: Sequence[Statement], reports: Mapping[str, Report], roles: Roles) -> list[Statement]:
    """Return the statements; what a speaker takes back and his tellings of it have the words of the first of these."""
    found = list(statements)
    gone: set[int] = set()
    for n, taken in enumerate(statements):
        if taken.stance != "withdraws" or not taken.speakers or corrects_itself(taken, reports[taken.report]):
            continue
        meant = [k for k, s in enumerate(statements) if _is_meant(s, taken, reports, roles)]
        # "A car blew up, *killing 14*": of the car nothing is taken back.
        parts = [statements[k] for k in meant if statements[k].part and (f := statements[k].figure) and f.what]
        around = {k: p for p in parts for k, s in enumerate(statements) if not s.part and _is_inside(p, s)}
        meant = [k for k in meant if k not in around]
        for k, part in around.items():
            found[k] = _with_note(found[k], part, taken, reports)
        wholes = [k for k in meant if not statements[k].part]
        # "Crews had measured *180 parts per million*": the number alone is no second telling of it.
        inside = {k for k in meant for w in wholes if k != w and _is_inside(statements[k], statements[w])}
        told = [k for k in meant if k not in inside]
        figures = [figure for k in (*meant, n) if (figure := statements[k].figure)]
        like = max(figures, key=lambda count: bool(count.noun) + 2 * bool(count.what), default=None)
        first = statements[told[0]] if told else taken
        for k in [n, *told] if told else []:
            found[k] = replace(
                found[k],
                words=first.words,
                subject=first.subject,
                predicate=first.predicate,
                negated=first.negated,
                figure=_figure_of(statements[k], taken, like) if _tells_number(taken) else None,
                numbers=statements[k].numbers | first.numbers,
            )
        gone |= inside
    return [s for k, s in enumerate(found) if k not in gone]


def _with_note(statement: Statement, part: Statement, taken: Statement, reports: Mapping[str, Report]) -> Statement:
    """Return a statement that stands although its speaker takes a count in it back, with a note that says so."""
    if statement.direct or not statement.sound or statement.stance != "states" or part.figure is None:
        return statement
    text = reports[statement.report].text
    if concept(statement.predicate) in _TELLS_COUNT or not _ONE_MORE_DEED.search(
        text[statement.span.start : part.figure.span.start]
    ):
        return statement  # "the flood killed 60" tells no more than the count
    gone = _BOUND.search(text[: part.figure.span.start])
    old = f"{gone[0] if gone else ''}{part.figure.span.of(text)}"
    now = _given_instead(taken, reports[taken.report].text)
    note = f"{SINCE_CORRECTED} {now}, not {old}" if now else f"{SINCE_WITHDRAWN} {old}"
    printed = statement.sentence if statement.kind == "own" else statement.span
    return replace(statement, said=f"{as_sentence(printed.of(text)).rstrip('.')} ({note})")


def _given_instead(taken: Statement, text: str) -> str:
    """Return the number that whoever takes a count back gives in its place, there or right behind it."""
    end = text.find("\n", taken.sentence.end)
    paragraph = text[taken.span.end : min(end if end >= 0 else len(text), taken.sentence.end + _FURTHER)]
    for found in _INSTEAD.finditer(paragraph):
        numeral = read_numeral(paragraph, found.end())
        if numeral is None or isinstance(numeral.value, tuple) or taken.figure is None:
            continue
        old, new = middle(taken.figure), float(numeral.value)
        if new != old and new >= LEAST and max(old, new) <= HALVED * min(old, new):
            return paragraph[numeral.start : numeral.end]
    return ""


def _is_meant(statement: Statement, taken: Statement, reports: Mapping[str, Report], roles: Roles) -> bool:
    """Say whether a statement is what somebody says before he takes it back."""
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.wished:
        return False
    if not is_told_before(statement, taken, reports):
        return False
    if _number_of(taken) is not None:
        return is_by(statement, taken, roles) and is_of_number(statement, taken)
    # What a ministry says of an event newsrooms often tell in their own voice; what a witness says they do not.
    unsaid = not statement.speakers and any(read_body(who).official for who in taken.speakers)
    his = is_by(statement, taken, roles)
    return ((unsaid or his) and _is_of_deed(statement, taken)) or (
        his and (_is_told_alike(statement, taken) or _is_quoted(statement, taken))
    )


def is_by(statement: Statement, taken: Statement, roles: Roles) -> bool:
    """Say whether who said something is who takes it back, or speaks for him; "officials" may be anybody."""
    return any(
        speaks_for([one], other, roles) or speaks_for([other], one, roles)
        for one in statement.speakers
        for other in taken.speakers
    )


def is_of_number(statement: Statement, taken: Statement) -> bool:
    """Say whether a statement gives the number that is taken back, of the same thing as far as both say of what."""
    number = _number_of(taken)
    if number is None or not gives_number(statement, number):
        return False
    ours, theirs = taken.figure, statement.figure
    if ours and theirs and ours.what and theirs.what:
        return ours.what == theirs.what and (ours.unit == theirs.unit or {ours.unit, theirs.unit} <= _ILL)
    if ours and theirs and ours.unit != theirs.unit:
        return False
    if theirs is not None and number_concept(middle(theirs)) != number:
        return False
    measured = ours is not None and theirs is not None and is_measure(ours.unit)
    empty = {number, *_ANY_COUNT} | taken.about
    return measured or bool((set(statement.words) & set(taken.words)) - empty)


def gives_number(statement: Statement, number: str) -> bool:
    """Say whether a number, as a concept, is printed in a statement."""
    return number in _numbers_of(statement)


def _is_of_deed(statement: Statement, taken: Statement) -> bool:
    """Say whether a statement without a count tells of the same deed, with a name and a word more in common."""
    deed = concept(statement.predicate)
    if statement.part or statement.figure or not deed or deed in TELL_NOTHING or deed not in taken.words:
        return False
    shared = set(statement.words) & set(taken.words) - {deed}
    named = any(" " in word for word in shared)
    return statement.negated == taken.negated and named and len(shared) >= ENOUGH


def _is_told_alike(statement: Statement, taken: Statement) -> bool:
    """Say whether one speaker tells the same deed, with half of the other words that he takes back and two at least.

    "Farmers opened the gate" is "the gate was opened by men of the Farmers' Union". Where the verb tells nothing ("had
    been taken ill"), all the words must be there.
    """
    deed = concept(taken.predicate)
    # "Withdrew his claim that ballots had been added": that 3,000 had.
    counted = statement.figure is not None and bool(taken.subject) and statement.subject == taken.subject
    if statement.part or (statement.figure and not counted) or taken.part or statement.negated != taken.negated:
        return False
    if SINCE_WITHDRAWN in (statement.said or ""):
        return False  # a half of it is taken back, and told by itself
    told = set(statement.words)
    told |= {concept(singular(part)) for word in statement.words if " " in word for part in re.findall(r"\w+", word)}
    words = set(taken.words) - {deed}
    shared = words & told
    if len(shared) < ENOUGH:
        return False
    if counted or not deed or taken.predicate in TELL_NOTHING:
        return words <= told and (not counted or statement.predicate == taken.predicate)
    return deed in {concept(statement.predicate), *statement.words} and 2 * len(shared) >= len(words)


def _is_quoted(statement: Statement, taken: Statement) -> bool:
    """Say whether what is taken back has a word in quotation marks that stands in a quotation of its speaker."""
    if statement.part or not statement.direct or statement.figure or taken.figure:
        return False
    quoted = [word for word in _QUOTED.findall(taken.text) if len(word) >= LEAST_LETTERS]
    return bool(quoted) and all(re.search(rf"\b{re.escape(word)}\b", statement.text) for word in quoted)


def _tells_number(taken: Statement) -> bool:
    """Say whether what is taken back has a number; "that ballots had been added" is of any number of them."""
    return taken.figure is not None or bool(_numbers_of(taken))


def _number_of(taken: Statement) -> str | None:
    """Return the one number that a statement takes back, if it is large enough to tell which is meant."""
    if taken.figure is not None:
        value = None if isinstance(taken.figure.value, tuple) else middle(taken.figure)
        measured = is_measure(taken.figure.unit)
        return number_concept(value) if value is not None and (value >= LEAST or measured) else None
    numbers = _numbers_of(taken)
    large = [number for number in numbers if len(number) > 1]
    return large[0] if len(numbers) == len(large) == 1 else None


def _numbers_of(statement: Statement) -> list[str]:
    """Return the numbers that are printed in a statement, "up to 6,000" as well as "6,000"; years are none."""
    return [number for number, _ in _numbers_in(statement.text) if not _is_year(number)]


def _numbers_in(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the numbers of a text with where each stands, however they are bounded."""
    for numeral in find_numerals(text):
        if not isinstance(numeral.value, tuple):
            yield number_concept(numeral.value), Span(numeral.start, numeral.end)


def _is_year(number: str) -> bool:
    """Say whether a number may be a year.

    >>> [number for number in ("2018", "180", "6000") if _is_year(number)]
    ['2018']
    """
    return len(number) == 4 and number[:2] in {"19", "20"}


def _is_inside(statement: Statement, whole: Statement) -> bool:
    inner, outer = statement.span, whole.span
    return statement.part and statement.report == whole.report and outer.start <= inner.start and inner.end <= outer.end


def _figure_of(statement: Statement, taken: Statement, like: Figure | None) -> Figure | None:
    """Return the count of a statement as that of the one that says best what it counts: all of them are one."""
    if statement.figure is not None and like is not None:
        return replace(statement.figure, noun=like.noun, what=like.what, unit=like.unit)
    if like is None:
        return None
    at = next((at for number, at in _numbers_in(statement.text) if number == _number_of(taken)), None)
    if at is None:
        return None
    start = statement.span.start
    return replace(like, report=statement.report, span=Span(start + at.start, start + at.end))
