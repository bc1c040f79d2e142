"""A newsroom's paragraph that sets its own report straight comes in; what it printed otherwise goes out as taken back.

"The substance was chlorine, not ammonia as we reported. The keeper is Emil Rabe, not Jan Tolk." What was printed has
the wrong word and another of the sentence that puts it right: "tests found ammonia, a hazardous substance". A name that
was only spelt wrong takes nothing back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache

from twosource.claims.corrections import CORRECTS
from twosource.claims.disowned import DAY, NEWSROOM, earlier_words, ourselves
from twosource.claims.houses import Houses
from twosource.claims.put_right import cut_to, place_of
from twosource.claims.reach import are_of_one_house
from twosource.claims.recanting import taken_back
from twosource.claims.statements import Statement
from twosource.language.notes import ReportNotes
from twosource.model import Report, Span, Time

_NAME = r"(?-i:[A-ZÀ-Þ])[\w’'-]*(?: (?-i:[A-ZÀ-Þ])[\w’'-]*){0,3}"
_TITLED = rf"(?:(?:Dr|Mr|Ms|Mrs) )?{_NAME}"
_WHEN = rf"{DAY}(?: (?:morning|afternoon|evening|night))?"
_IN = r"(?:(?:in|on|at|from|by|of|the|an?|late|early) ){0,2}"
# No paragraph without one of these sets anything straight.
_ERRS = re.compile(
    r"\b(?:wrong(?:ly)?|errors?|mistakes?|mistakenly|incorrectly|erroneously|mis(?:identified|named|stated|reported)"
    r"|corrections?|clarifications?|errat(?:um|a)|editor[’']s note)\b",
    re.IGNORECASE,
)
_AS_PRINTED = re.compile(r"\bas [^.;\n]{1,80}\b(?:reported|said|wrote|stated|printed)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[“”\"]")
_SAYS = re.compile(r"\b(?:said|says|told|according to)\b")
# Two names so much alike are one name, spelt in two ways.
SPELT = 0.6
# A day stands in many sentences: there so many words more must be the same.
OF_A_DAY = 2
# With fewer words than this two statements are not known to be one.
ENOUGH = 3
_STEM = 6
_EMPTY = {"correc", "named", "identi", "descri", "report", "that", "this", "were"}
_EMPTY |= {"have", "been", "with", "from", "also", "which", "wrong", "when"}


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What a sentence sets straight: where, from where on it tells the wrong thing, that, and what is so."""

    sentence: Span
    start: int
    old: Span
    right: str


def mark_set_otherwise(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, those that set a report straight cut before what they say was not so."""
    made = list(statements)
    for found in _set_otherwise(report.text, report.outlet or ""):
        within = [s for s in made if s.sentence.start <= found.start < s.sentence.end and s.figure is None]
        made = [s for s in made if not _tells_of_errors(s, report)]
        for s in within:
            if s.stance == "withdraws":
                continue
            if s.span.start >= found.start and s.span.end <= found.sentence.end:
                made.remove(s)
            elif s.span.start < found.start < s.span.end and s.stance == "states":
                made[made.index(s)] = _cut(s, report, notes, found)
    return sorted(made, key=place_of)


def _tells_of_errors(statement: Statement, report: Report) -> bool:
    """Say whether a statement of such a paragraph tells no more than that the newsroom was wrong, and is sorry."""
    us = ourselves(report.outlet or "")
    erred = r"(?:got [^,.;]*wrong|made [^,.;]*(?:errors?|mistakes?)|apologi[sz]es?|regrets?)"
    wrong = rf"\W*{us} (?:also |had |have )?{erred}\b"
    told = statement.stance == "states" and sets_straight(statement, report)
    return told and re.match(wrong, statement.sentence.of(report.text), re.IGNORECASE) is not None


def _cut(statement: Statement, report: Report, notes: ReportNotes, found: Otherwise) -> Statement:
    """Return a statement without what it says was not so, and without the day of that."""
    now = cut_to(statement, report.text, notes, found.start, None, None)
    left = {t.value[:10] for t in notes.times if now.span.overlaps(t.span)}
    gone = {t.value[:10] for t in notes.times if t.span.overlaps(found.old)} - left
    days, dated = (tuple(d for d in ds if d not in gone) for ds in (now.days, now.dated))
    return replace(now, days=days, dated=dated, said=now.text if now.said else None)


def sets_straight(statement: Statement, report: Report) -> bool:
    """Say whether a statement stands in a paragraph by which a newsroom sets its own report straight."""
    start = report.text.rfind("\n", 0, statement.sentence.start) + 1
    end = report.text.find("\n", statement.sentence.start)
    paragraph = Span(start, end if end >= 0 else len(report.text))
    return any(paragraph.overlaps(found.sentence) for found in _set_otherwise(report.text, report.outlet or ""))


def with_printed_otherwise(
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    notes: Sequence[ReportNotes],
    home: Mapping[str, str],
    houses: Houses,
) -> list[Statement]:
    """Return the statements, with those by which a newsroom takes back what it printed otherwise."""
    made = list(statements)
    said_in: dict[tuple[str, Span], list[Statement]] = {}
    for s in statements:
        said_in.setdefault((s.report, s.sentence), []).append(s)
    times = {n.report: n.times for n in notes}
    for report in reports.values():
        for found in _set_otherwise(report.text, report.outlet or ""):
            wrong = _Wrong(report, found, times.get(report.id, ()), said_in)
            for (other, sentence), said in said_in.items():
                if not _is_earlier(reports[other], report, sentence, found):
                    continue
                if not are_of_one_house(report.id, other, reports, home, houses):
                    continue
                place = wrong.place_in(reports[other], sentence, times.get(other, ()), said)
                for told in _telling(said, place, wrong.old) if place else ():
                    known = told if len(told.words) >= ENOUGH else replace(told, words=_all_words(said))
                    made = [known if s is told else s for s in made]
                    taken = taken_back(known, report, found.sentence, found.old, (report.outlet or NEWSROOM,))
                    made.append(
                        replace(taken, report=report.id, kind="utterance", attribution=None, said=None, part=True)
                    )
    return made


@lru_cache(maxsize=500)
def _set_otherwise(text: str, outlet: str) -> tuple[Otherwise, ...]:
    """Return what the paragraphs of a report set straight; most reports have none."""
    if not any(_may_correct(paragraph) for paragraph in text.split("\n")):
        return ()  # the patterns of an outlet cost time to make
    return tuple(_read(text, outlet))


def _may_correct(paragraph: str) -> bool:
    sets_apart = ", not " in paragraph or " and not " in paragraph
    if sets_apart and _AS_PRINTED.search(paragraph):
        return True
    return (sets_apart or " as " in paragraph) and _ERRS.search(paragraph) is not None


def _read(text: str, outlet: str) -> Iterator[Otherwise]:
    own, pairs, named = _patterns(outlet)
    for paragraph in re.finditer(r"[^\n]+", text):
        corrects = CORRECTS.match(paragraph[0]) or own.search(paragraph[0])
        if not corrects or _QUOTED.search(paragraph[0]):
            continue
        # A sentence ends before a capital letter: "Dr. Rabe" and "No. 4" are cut, which hides what they tell.
        for told in re.finditer(r"[^.;]+(?:[.;](?=\S)[^.;]+)*", paragraph[0]):
            if _SAYS.search(told[0]) and not own.search(told[0]):
                continue
            lead = len(told[0]) - len(told[0].lstrip())
            at = paragraph.start() + told.start()
            sentence = Span(at + lead, at + len(told[0]))
            for found in (*pairs.finditer(told[0]), *named.finditer(told[0])):
                old = Span(at + found.start("old"), at + found.end("old"))
                right = _right(paragraph[0], told[0][: found.start()], found["old"])
                if right and not _is_spelling(right, found["old"]) and not found["old"][:1].isdigit():
                    yield Otherwise(sentence, at + found.start(), old, right)


@lru_cache(maxsize=256)
def _patterns(outlet: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return how a newsroom says that it was wrong, sets one thing against another, and tells whom it named."""
    us = ourselves(outlet)
    how = r"(?: (?:also|had|have|first|originally|initially)){0,2}"
    own = (
        rf"\b{us}{how} (?:got (?:\w+ ){{1,4}}?wrong\b|made (?:an?|two|three|several) (?:\w+ )?(?:errors?|mistakes?)\b"
        r"|(?:wrongly|mistakenly|incorrectly|erroneously)\b|mis(?:identified|named|stated|reported)\b)"
        rf"|\bas {us}{how} (?:reported|said|wrote|stated|printed)\b"
    )
    old = rf"(?P<old>{_WHEN}|{_TITLED}|(?-i:[a-z])[\w’'-]{{3,}}(?: (?!as\b)(?-i:[a-z])[\w’'-]+)?)"
    end = rf"(?=\s*$|,? as {earlier_words(outlet)}\b)"
    named = rf"\b{us}{how} (?:named|identified|described) (?:the|an?|its|their) [^,.;:]{{3,60}}? as (?P<old>{_TITLED})$"
    pairs = rf",? (?:and )?not {_IN}{old}{end}"
    return re.compile(own, re.IGNORECASE), re.compile(pairs, re.IGNORECASE), re.compile(named, re.IGNORECASE)


def _right(paragraph: str, before: str, old: str) -> str:
    """Return what is put in the place of the old words: as many words, or the whole name, before them or near."""
    if not old[:1].isupper() or re.match(DAY, old, re.IGNORECASE):
        return " ".join(before.split()[-len(old.split()) :])
    name = re.search(rf"{_NAME}$", before)
    if name is not None:
        return name[0]
    others = re.findall(rf"\b(?:is|was|be|been) ({_NAME})", paragraph)
    return next((m for m in others if m not in old and set(m.split()) & set(old.split())), "")


def _is_spelling(right: str, wrong: str) -> bool:
    """Say whether two names are one in two spellings.

    >>> _is_spelling("Emil Rabe", "Emil Raab"), _is_spelling("Emil Rabe", "Jan Rabe")
    (True, False)
    """
    if not (right[:1].isupper() and wrong[:1].isupper()):
        return False
    ours, theirs = (set(x.lower().split()) for x in (right, wrong))
    one, other = (" ".join(sorted(x)) for x in (ours - theirs, theirs - ours))
    return SequenceMatcher(None, one, other).ratio() >= SPELT


def _is_earlier(other: Report, report: Report, sentence: Span, found: Otherwise) -> bool:
    """Say whether a sentence was printed before what sets it straight."""
    if other.id == report.id:
        return sentence.end <= found.sentence.start and "\n" in report.text[sentence.end : found.sentence.start]
    return not (other.published and report.published) or other.published[:10] <= report.published[:10]


class _Wrong:
    """What was printed wrongly, with the words by which its sentences are known: see `place_in`."""

    def __init__(
        self,
        report: Report,
        found: Otherwise,
        times: Sequence[Time],
        said_in: Mapping[tuple[str, Span], Sequence[Statement]],
    ) -> None:
        self.old, self.right = found.old.of(report.text), found.right
        self.value = next((t.value for t in times if t.span.overlaps(found.old)), "")
        told = [
            s for (r, span), said in said_in.items() if r == report.id and span.overlaps(found.sentence) for s in said
        ]
        words = _words(report.text[found.sentence.start : found.old.start], told)
        self.words = words - _words(f"{self.old} {self.right}", ()) - {self.right.lower(), self.old.lower()}

    def place_in(self, report: Report, sentence: Span, times: Sequence[Time], said: Sequence[Statement]) -> Span | None:
        """Return where a sentence has what was wrong, if it is told with a word more, and not what is right."""
        printed = sentence.of(report.text)
        if re.search(rf"\b{re.escape(self.right)}\b", printed):
            return None
        shared = self.words & _words(printed, said)
        if self.value:
            least = 1 if "T" in self.value else OF_A_DAY
            at = next((t.span for t in times if t.value == self.value and sentence.overlaps(t.span)), None)
            return at if len(shared) >= least else None
        flags = 0 if self.old[:1].isupper() else re.IGNORECASE
        found = re.search(rf"\b{re.escape(self.old)}\b", printed, flags)
        if found is None or not shared:
            return None
        return Span(sentence.start + found.start(), sentence.start + found.end())


def _words(printed: str, said: Sequence[Statement]) -> set[str]:
    """Return the openings of the longer words of a sentence, and the concepts of what it says."""
    stems = {w[:_STEM] for w in re.findall(r"[^\W\d_]{4,}", printed.lower())} - _EMPTY
    return stems | {word for s in said for word in s.words}


def _all_words(said: Sequence[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for s in said for word in s.words))


def _telling(said: Sequence[Statement], place: Span, old: str) -> list[Statement]:
    """Return the statements that tell what was wrong: those around it, and those of whom it names behind it."""
    standing = [s for s in said if s.stance in {"states", "hedges"} and s.figure is None]
    around = [s for s in standing if s.span.start <= place.start and place.end <= s.span.end]
    behind = [s for s in standing if s.part and s.span.start >= place.end and s.subject]
    return around + [s for s in behind if s.subject in old.lower()]
