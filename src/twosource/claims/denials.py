"""The claims of a story come in; what somebody denies goes out beside what was said before it.

A denial repeats what it denies ("denied that the dam had been mined") or answers it without a word of it ("denied any
involvement"). Much that the same verbs carry is no denial: a bill is rejected, a motion is dismissed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.claims.accusations import accused_before, tells_of_harm, with_possessor
from twosource.claims.answers import existence, said_before
from twosource.claims.answers import words_of as _words
from twosource.claims.confirmation import same_subject
from twosource.claims.coverage import same_doing
from twosource.claims.denying import calls_reports_wrong
from twosource.claims.refuted import find_refuted
from twosource.claims.statements import NAMES_A_CLAUSE, Statement
from twosource.claims.telling import ASKS, sentence, tell, together, with_article, without_answer
from twosource.claims.wording import concept, root_of
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Report

# What a bare denial answers stands at most so many characters before it.
REACH = 400
# A denial that stands elsewhere repeats what it denies in so many words at the least.
LEAST_REPEATED = 3
# A judge who rejects an effort, a parliament that rejects a bill: they turn down what was asked, and deny nothing.
_REFUSED = re.compile(
    r"(?:\S+\s+){0,6}?(?:effort|request|bid|attempt|motion|appeal|petition|plea|challenge|bill|proposal|amendment|offer"
    r"|nomination|call|plan|idea|push|demand|application|veto)s?\b(?! that\b)"
)
# "His latest effort to stop the trial"; who denies "any effort to stop it" denies that there was one.
_REFUSED_TO = re.compile(
    r"(?!(?:any|an?|that|there|having)\b)(?:\S+\s+){1,6}?(?:effort|request|bid|motion|appeal|petition|plea|application)s?"
    r" (?:to|for)\b",
    re.IGNORECASE,
)
_CLEARED = re.compile(
    r"\b(?:(?:unable to|failed to|could not) (?:find|locate|prove|show|establish|verify)|no (?:\w+ )?evidence)\b"
)
_NOBODY = re.compile(r"\b(?:nobody|no one|impossible)\b")
# "Welcomed a statement disputing the story": whoever tells of the denial does not assert what is denied. "Were denied
# water" tells of something else.
_TELLS_OF_DENIAL = re.compile(
    r"(?<!be )(?<!been )(?<!being )(?<!was )(?<!were )(?<!is )(?<!are )\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)"
    r"|refut(?:e|es|ed|ing)|debunk(?:s|ed|ing)?|rebut(?:s|ted|ting)?)\b"
)
_NON = re.compile(r"\bnon-\w")


def find_denials(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> list[Conflict]:
    """Set each denial against what it denies: the claim it repeats, or the accusation that names whoever denies it."""
    return _told_once((*_denials(claims, groups, reports), *find_refuted(claims, groups, reports)))


def _told_once(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the conflicts, those of one claim as one: a minister may deny a thing in two breaths, and two may."""
    told: dict[str, Conflict] = {}
    for conflict in conflicts:
        before = told.setdefault(conflict.claim, conflict)
        more = tuple(r for r in conflict.readings if r not in before.readings)
        told[conflict.claim] = replace(before, readings=before.readings + more)
    return list(told.values())


def _denials(
    claims: Sequence[Claim], groups: Sequence[Sequence[Statement]], reports: Mapping[str, Report]
) -> Iterator[Conflict]:
    for claim, group in zip(claims, groups, strict=True):
        denying = [s for s in group if s.stance == "denies" and s.speakers and not is_refusal(s)]
        # "Does not know why he was fired" denies nothing.
        denying = [s for s in denying if not s.text.lower().startswith(ASKS)]
        stating = [s for s in group if is_denied(s, denying)]
        if stating:
            # What is denied is told by whoever says it in a sentence, else as the denial has it.
            told = next((s for s in (*stating, *denying) if s.sound and not calls_reports_wrong(s.text)), denying[0])
            meaning = stating[0].sentence.of(reports[stating[0].report].text)
            denied = without_answer(meaning if calls_reports_wrong(told.text) else told.text)
            words = f"Denied by {who_says(claim, 'denies')}: {sentence(NAMES_A_CLAUSE.sub('', denied, count=1))}"
            yield Conflict("denial", claim.id, claim.readings, words)
            continue
        meant = next((n for s in denying if (n := accused_before(s, groups, reports)) is not None), None)
        if meant is None:
            ways = (_repeated, said_before, existence, _accusation)
            meant = next((n for way in ways for s in denying if (n := way(s, claims, groups)) is not None), None)
        if meant is None:
            # "No annex existed" denies without a word for it whatever another says of an annex.
            none = [
                s
                for s in group
                if s.kind == "utterance" and s.speakers and s.negated and s.stance in {"states", "hedges"}
            ]
            meant = next((n for s in none if (n := existence(s, claims, groups)) is not None), None)
            denying = none
        if meant is not None and claims[meant] is not claim:
            by = _with_possessors(who_says(claim, denying[0].stance), denying, reports)
            words = f"Denied by {by}: {_told(claims[meant], groups[meant], denying, reports)}"
            yield Conflict("denial", claims[meant].id, claims[meant].readings + claim.readings, words)


def _with_possessors(by: str, denying: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Return the names of those who deny, with whose they are: beside an accuser "the ministry" might be his."""
    for denial in denying:
        before = reports[denial.report].text[denial.sentence.start : denial.span.start]
        for speaker in denial.speakers:
            full = with_possessor(speaker, before)
            by = by.replace(with_article(speaker), full) if full != speaker and full not in by else by
    return by


def is_refusal(denial: Statement) -> bool:
    """Say whether what is denied was asked for: "rejected a bill", "denied his latest effort to stop the trial"."""
    if denial.takes_up:
        return False
    return bool(_REFUSED_TO.match(denial.text) or (not denial.sound and _REFUSED.match(denial.text)))


def _told(claim: Claim, group: Sequence[Statement], denying: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    """Tell what is denied: as the claim has it, or as the report of the denial does right before it.

    A claim may hold several tellings; which of them is denied, the denial's own report shows, or its words.
    """
    before = [
        (d.span.start - s.span.start, n)
        for n, s in enumerate(group)
        for d in denying
        if s.report == d.report and 0 < d.span.start - s.span.start <= REACH and s.stance != "denies"
    ]
    meant = [group[min(before)[1]]] if before else [s for s in group if is_denied(s, denying)]
    # What the newsroom says is told by its sentence: "Vey alleged that she had called it good", not "Vey alleged".
    told = [sentence(s.sentence.of(text)) if s.kind == "own" else tell(s, text) for s, text in _sound(meant, reports)]
    if not told or any(claim.text.endswith(words.split(": ", 1)[-1]) for words in told):
        return claim.text
    opens = NAMES_A_CLAUSE.match(told[0])
    return sentence(told[0][opens.end() if opens else 0 :])


def _sound(statements: Sequence[Statement], reports: Mapping[str, Report]) -> Iterator[tuple[Statement, str]]:
    """Yield the statements that make a sentence, each with its report's text."""
    yield from ((s, reports[s.report].text) for s in statements if s.sound)


def is_denied(statement: Statement, denying: Sequence[Statement]) -> bool:
    """Say whether a statement is what another speaker denies: it asserts it, and "not" is in neither or in both."""
    if statement.stance not in {"states", "hedges"} or statement.supposed:
        return False
    if statement.text.lower().startswith("to "):
        return False  # "voted to override his veto": a purpose is no assertion
    if statement.background and not any(d.background for d in denying):
        return False  # what happened years ago is not what is denied of now
    if _NOBODY.search(statement.text.lower()) or tells_of_denial(statement):
        return False  # "nobody told me" agrees with whoever denies that he was told
    if any(_NON.search(statement.text.lower()) and not _NON.search(d.text.lower()) for d in denying):
        return False  # "non-campaign money" agrees with whoever denies that it was campaign money
    return (statement.sound or statement.kind == "own") and any(
        statement.negated == d.negated and not (statement.speakers and set(statement.speakers) & set(d.speakers))
        for d in denying
        if d.sound and not _is_itself(statement, d) and (same_doing(d, statement) or same_subject(d, statement))
    )


def tells_of_denial(statement: Statement) -> bool:
    """Say whether a statement tells that something is denied, by its own words or by those after it in its sentence."""
    return bool(_TELLS_OF_DENIAL.search(statement.text.lower()))


def _is_itself(statement: Statement, denial: Statement) -> bool:
    """Say whether both are the same words of one report, which says them twice."""
    return statement.report == denial.report and statement.words == denial.words


def _repeated(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the weightiest claim that a denial repeats though it is not in it, or None.

    A report that tells of a quarrel prints both sides, and two sentences of one report are two claims. So more is
    asked than words in common: one subject, of which one thing is said, in all the words of the denial.
    """
    words = set(denial.words)
    if not denial.subject or len(words) < LEAST_REPEATED:
        return None
    found = [
        (claims[n].weight, -n)
        for n, group in enumerate(groups)
        if any(
            s.subject == denial.subject and same_doing(s, denial) and words <= set(s.words) and is_denied(s, [denial])
            for s in group
        )
    ]
    return -max(found)[1] if found else None


def is_bare(denial: Statement) -> bool:
    """Say whether a denial says nothing of what it denies: "denied any involvement", "denied it", "called it a lie"."""
    bare, beside = _words("bare"), _words("beside")
    said = set(denial.words) - denial.about - (_words("untrue") if denial.takes_up else set())
    anything = "anything" in denial.text.lower().split()  # a pronoun, so no content word
    return said <= bare | beside and bool(said & bare or anything)


def denier_names(denial: Statement) -> frozenset[str]:
    """Return the names by which whoever is accused is called, as far as the denial's sentence shows.

    Those in the speaker's name (Kestria of "Kestria's ministry") and those inside what is denied.
    """
    return _called(denial) | denial.about & set(denial.words)


def _called(denial: Statement) -> frozenset[str]:
    """Return the names in the denial's sentence by which its speaker is called."""
    called = {root_of(w.removesuffix("’s").removesuffix("'s")) for s in denial.speakers for w in s.lower().split()}
    whole = {s.lower() for s in denial.speakers}
    return frozenset(name for name in denial.about if name in called | whole or set(name.split()) & called)


def _accusation(denial: Statement, claims: Sequence[Claim], groups: Sequence[Sequence[Statement]]) -> int | None:
    """Return the number of the claim that a bare denial answers, or None.

    It is another's word, tells of harm, and names whoever denies it. What stands near the denial in its own report
    is meant before what another report says; that only where the story holds one accuser, and a part in it is denied:
    "any wrongdoing" may be any.
    """
    names, called = denier_names(denial), _called(denial)
    if not is_bare(denial) or not names:
        return None
    near, far, accusers = [], [], set()
    for i, group in enumerate(groups):
        accusing = [s for s in group if _accuses(s, denial, names)]
        if any(_is_answered(s, denial) for s in accusing):
            near.append((claims[i].weight, -i))
        # Further away only what accuses the denier itself is meant.
        accusing = [s for s in accusing if _accuses(s, denial, called)]
        if accusing:
            far.append((claims[i].weight, -i))
            accusers.add(accusing[0].speakers[0])
    spoken_of = _words("doing") & set(denial.words)
    found = near or (far if len(accusers) == 1 and spoken_of else [])
    return -max(found)[1] if found else None


def _is_answered(statement: Statement, denial: Statement) -> bool:
    """Say whether a denial answers what its report says shortly before; "a charge she denies", its own sentence."""
    if statement.report != denial.report or not 0 < denial.span.start - statement.span.start <= REACH:
        return False
    return statement.sentence == denial.sentence or not denial.text.lower().startswith(("a ", "an "))


def _accuses(statement: Statement, denial: Statement, names: frozenset[str]) -> bool:
    if statement.supposed or statement.text.lower().startswith("to "):
        return False  # a question, a condition, a purpose: "to make the ministry pay"
    if statement.negated or _CLEARED.search(statement.text.lower()):
        return False
    if _words("beyond") & set(statement.words) or statement.predicate in load("denials")["demands"]:
        return False  # who says that another denies, or demands something, accuses nobody of a deed
    if statement.stance == "denies" or statement.kind != "utterance" or not statement.sound or not statement.speakers:
        return False
    named = (denial.about & set(denial.words)) - _called(denial)
    if named and not named & set(statement.words):
        return False  # "denied any wrongdoing in the matter of Orlow" answers only who speaks of Orlow
    other = not set(statement.speakers) & set(denial.speakers)
    return other and _does(statement, names) and tells_of_harm(statement)


def _does(statement: Statement, names: frozenset[str]) -> bool:
    """Say whether one of these names does what is told: it is the subject, or in it; or it is accused by name.

    "Sanctions on Kestrians for interference" accuse nobody who denies an attack.
    """
    if statement.subject in names:
        return True
    words = list(statement.words)
    if set(words) & _words("blaming") or " by " in statement.text.lower():
        return bool(names & set(words))
    verb = words.index(concept(statement.predicate)) if concept(statement.predicate) in words else 1
    return bool(statement.subject) and any(words.index(name) < verb for name in names if name in words)


def who_says(claim: Claim, stance: str) -> str:
    """Name those who deny or withdraw a claim, as a newspaper lists them."""
    named = sorted({r.origin for r in claim.readings if r.stance == stance and r.origin})
    kept = [
        n
        for k, n in enumerate(named)
        if not any(_is_called(n, other, k > j) for j, other in enumerate(named) if j != k)
    ]
    return together(tuple(with_article(n) for n in kept)) or "a source not named"


def _is_called(name: str, other: str, after: bool) -> bool:
    """Say whether one name is the other without its first words, or spelled otherwise and listed `after` it.

    >>> _is_called("the board", "Electoral Board", True), _is_called("Electoral Board", "the electoral board", False)
    (True, False)
    """
    one, two = (n.lower().removeprefix("the ").split() for n in (name, other))
    return (len(one) < len(two) and one == two[-len(one) :]) or (one == two and after)
