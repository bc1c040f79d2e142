"""The claims of a story come in; what somebody says that he did not do goes out beside who says that he did.

"We are not in talks with Arn", says the spokesman of a firm of which a report tells that it is in talks to buy Arn. The
one sentence does not take up the other, and has no word of denying. So much is asked: what is told is told of him who
says no, or of the body that he speaks for; and what he says he did not do, and whom or what he names, stands in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from twosource.claims.contradictions import NOT_FOR_LONG
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.standing import WITHDRAWN
from twosource.claims.statements import Statement
from twosource.claims.telling import capital, sentence, together, with_article
from twosource.claims.voices import Roles
from twosource.claims.wording import concept
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Report

# Of oneself: "we are not", "it has not", "(denied) that they", "(denied) having".
_OF_ONESELF = re.compile(r"(?:that )?(?:we|I|it|they|he|she)(?:[’'](?:re|m|ve))? ", re.IGNORECASE)
# In a speaker's very words he is "I" and "we"; "it was the clerk, and not the mate, who" is nobody's deed.
_SELF = re.compile(r"(?:that )?(?:we|I)\b", re.IGNORECASE)
_IT_WAS = re.compile(r"(?:that )?it (?:is|was|had been) (?:the |an? |(?-i:[A-Z]))", re.IGNORECASE)
# "He cannot be stopped": what nobody can do to somebody is no deed that he denies.
_NOT_TO_BE = re.compile(r"\b(?:can(?:not| not|[’']t)|could(?: not|n[’']t)) be\b", re.IGNORECASE)
# What is said beside a "not" to make it stronger, and what stands for any deed: "I did not see him do that".
_NO_MATTER = frozenset(
    ["do", "else", "ever", "single", "kind", "whatsoever", "whatever", "anyone", "anybody", "currently"]
)
# "He had never conceded", "(denies) having resigned": a step that one takes once and knows of, with what it is or not.
_STEP = r"(?P<step>conceded|resigned|confessed|surrendered|capitulated|abdicated|defected|apologi[sz]ed)"
_NEVER_TOOK = re.compile(
    r"(?:that )?(?:(?:I|he|she) (?:had |has |have )?never|having(?: ever)?|(?:he|she) (?:had |has )?ever) "
    rf"{_STEP}(?: (?:defeat|the election|the race|to [a-z]+))?\W*$",
    re.IGNORECASE,
)
_TOOK = re.compile(
    rf"(?:[A-Z][\w’'.-]{{0,30}} ){{0,4}}(?P<who>[A-Z][\w’'-]{{1,30}}) (?:had |has |then |later )?{_STEP}\b"
)


def find_disclaimed(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report], roles: Roles
) -> Iterator[Conflict]:
    """Yield each claim of which whoever it tells of says that it is not so, with all who say it, once a claim."""
    of_report: dict[str, list[Statement]] = defaultdict(list)
    for s in (s for group in groups for s in group):
        of_report[s.report].append(s)
    said_no = (
        (n, s, _called(s, roles))
        for n, group in enumerate(groups)
        for s in group
        if s.kind == "utterance" and s.speakers and _says_no(s)
    )
    denials = [
        (n, d, names, never)
        for n, d, names in said_no
        for never in (_NEVER_TOOK.match(d.text) is not None,)
        if d.stance == "denies" or never or _answers(d, names, of_report[d.report])
    ]
    heard_of = {name for _, _, names, _ in denials for name in names}
    for number, (claim, group) in enumerate(zip(claims, groups, strict=True)):
        told = [
            s
            for s in group
            if (s.subject in heard_of or _TOOK.match(s.text)) and claim.standing != WITHDRAWN and _asserts(s)
        ]
        found = [
            (n, d)
            for n, d, names, never in denials
            if n != number
            and any(
                (_disclaims(d, names, s) or (never and _never_took(d, s))) and not came_first(d, s, reports)
                for s in told
            )
        ]
        if found:
            heard = sorted({speaker for _, denial in found for speaker in denial.speakers})
            readings = tuple(dict.fromkeys(r for n, _ in found for r in claims[n].readings))
            words = f"Denied by {together(tuple(map(with_article, heard)))}: {_told(claim, told)}"
            yield Conflict("denial", claim.id, claim.readings + readings, words)


def _told(claim: Claim, told: Sequence[Statement]) -> str:
    """Tell what is denied as the claim tells it, or by what was said where its sentence could not be told by itself."""
    if any(s.sound for s in told):
        return claim.text
    said = told[0]
    return f"{capital(together(said.speakers))}: {sentence(said.text)}" if said.speakers else sentence(said.text)


def _answers(denial: Statement, names: frozenset[str], statements: Sequence[Statement]) -> bool:
    """Say whether a "not" answers what its own report has told, or goes on from a denial right before it.

    Else it may be of another day or hour: who "has not signed" in the morning's reports may have by the evening's.
    """
    before = [s for s in statements if s.span.end <= denial.span.start]
    goes_on = any(
        s.stance == "denies"
        and set(s.speakers) & set(denial.speakers)
        and denial.sentence.start - s.sentence.end <= NEXT_SENTENCE
        for s in before
    )
    return goes_on or any(_asserts(s) and _disclaims(denial, names, s) for s in before)


def came_first(denial: Statement, told: Statement, reports: Mapping[str, Report]) -> bool:
    """Say whether the denial was printed on a day before: it denies nothing of what was told since."""
    days = [(reports[s.report].published or "")[:10] for s in (denial, told)]
    return all(days) and days[0] < days[1]


def _asserts(statement: Statement) -> bool:
    if statement.stance not in {"states", "hedges"} or statement.supposed or statement.negated or statement.wished:
        return False
    # "Moll conceded" is told, as it stands, though the parser takes "Moll" for no subject.
    return (statement.sound or _TOOK.match(statement.text) is not None) and not statement.background


def _disclaims(denial: Statement, names: frozenset[str], told: Statement) -> bool:
    """Say whether somebody says that he did not do what another tells of him: all his words stand in the other's.

    A deed must be among them, and whom or what it was done to, by name. `names` are those of whoever denies it.
    """
    if told.subject not in names or any(s in denial.speakers or s.lower() in names for s in told.speakers):
        return False
    deed, whom = _said_not_done(denial.words, names, denial.about)
    if not deed or not whom or not deed.issubset(told.words):
        return False
    called = {part for word in told.words if word in told.about for part in (word, *word.split())}
    return whom <= called


@lru_cache(maxsize=8192)  # each denial of a story is laid beside all that is told of whoever denies
def _said_not_done(
    words: tuple[str, ...], names: frozenset[str], about: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the deed that somebody says he did not do, in concepts, and whom or what by name he did not do it to."""
    said = frozenset(words) - names - _NO_MATTER
    return said - about - _offices(), said & about


@cache
def _offices() -> frozenset[str]:
    """Return the concepts of what people are: "President" in "I did not see President Moll do that" is no deed."""
    return frozenset(concept(word) for word in load("offices")["person"])


def _never_took(denial: Statement, told: Statement) -> bool:
    """Say whether somebody says that he never took the step that another says he took: "Moll conceded at noon".

    Such a step is told by its verb alone, and whoever took it is named right before it.
    """
    never, took = _NEVER_TOOK.match(denial.text), _TOOK.match(told.text)
    if never is None or took is None or set(told.speakers) & set(denial.speakers):
        return False
    named = {speaker.split()[-1].lower() for speaker in denial.speakers}
    return never["step"].lower() == took["step"].lower() and took["who"].lower() in named


def _says_no(denial: Statement) -> bool:
    """Say whether somebody says of himself that he did not do a thing, now or ever: not that he has yet to do it."""
    if denial.supposed or denial.background or denial.wished:
        return False
    if _NEVER_TOOK.match(denial.text):
        return True
    if not _OF_ONESELF.match(denial.text):
        return False
    if (denial.direct and not _SELF.match(denial.text)) or _IT_WAS.match(denial.text):
        return False
    if _NOT_TO_BE.search(denial.text):
        return False
    if denial.stance == "denies":
        return not denial.negated
    return denial.stance == "states" and denial.negated and not NOT_FOR_LONG.search(denial.text)


def _called(denial: Statement, roles: Roles) -> frozenset[str]:
    """Return what whoever denies is called: by name, and as the body for which he speaks."""
    bodies = {whose for speaker in denial.speakers for _, whose in roles.get(speaker, ())}
    return frozenset(name.lower() for name in (*denial.speakers, *bodies) if name)
