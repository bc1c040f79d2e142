"""Two statements come in; whether they tell of two phases of one matter goes out.

What laboratories have yet to find and what they found, an arrest and the hearing after it, a number and what it was
revised to share names and nouns, and are two things: the later one is news because the earlier one is known.
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache

from twosource.claims.amounts import amount_of, is_near
from twosource.claims.numbers import numbers_in
from twosource.claims.so_far import counted_so_far
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.lexicon import load

_WORD = re.compile(r"[\w’'-]+")
# What somebody hopes or offers is told from the verb on: "to have the line open by dusk". "To have closed it" is past,
# and nobody means to do what only is so ("was said *to belong to the mill*").
_TO_DO = re.compile(
    r"to (?!have (?:\w+ed|\w+en|been|had|done|made|sent|sold|shot)\b)"
    r"(?!(?:belong|contain|consist|exist|resemble|originate|stem|weigh|own)\b)([a-z]+)\b"
)
# What is still expected, with its verb or without: "is due to sail", "is expected in Tarn", "will sail".
_EXPECTED = re.compile(
    r"\b(?:is|are) (?:still |now |also |first )?(?:(?:expected|due|scheduled|set|planned) to (?!be |have )([a-z]+)"
    r"|(?:expected|due) (?:in|at|on|back|there|here|by|from|this|next|early|before|later|soon|tomorrow|tonight)\b)"
    r"|\bwill (?!be |have |not )([a-z]+)\b",
    re.IGNORECASE,
)
_PRESENT = {"is", "are", "be", "being"}
# Where suspicion goes: "suspicion has shifted to the dye works".
_SUSPICION = re.compile(
    r"\bsuspicions? (?:(?:has|have|had) )?(?:now |since )?"
    r"(?:moved|fell|fallen|turned|shifted|cent(?:er|re)d|focus+ed|rests?|rested|falls?) (?:to|on|upon|towards?)\b",
    re.IGNORECASE,
)
# Ends what was done after another thing: "the letter was written *afterwards*".
_AFTER = re.compile(r"\b(?:afterwards?|beforehand|only later)[.,;”\"’]?$", re.IGNORECASE)
_IN_ORDER = re.compile(
    r"\b(?:(?:after|before)(?:wards?|hand)?(?! (?:about |around )?(?:\d|noon|midnight|dawn|dusk))"
    r"|later|earlier|then|once|since|following)\b",
    re.IGNORECASE,
)
# A deed that is told as done: "was back", "have landed", "accepted".
_DONE = re.compile(r"\b(?:was|were|has|have|had|\w{3,}ed)\b")
# Before the numbers of a change, and between them: "to 6.5 from 6.4", "from an initial 40 crowns to about 52".
_TO, _FROM = (re.compile(rf"\b{word} (?:[a-z-]+ ){{0,2}}[^\w\s]?$") for word in ("to", "from"))
# "Put at 2,600, up from 2,300": which way it went stands right behind the number, whatever stands before it.
_WENT_FROM = re.compile(r"(?: [a-z-]+){0,4},? (?:up|down) from (?:[a-z-]+ ){0,2}[^\w\s]?")
_BETWEEN = 40


def of_two_phases(a: Statement, b: Statement) -> bool:
    """Say whether one is still to come where the other has come, or two tell two steps of a case or of a count."""
    if any(_is_outcome_of(x, y) or _is_deed_for(x, y) or _is_changed(x, y) for x, y in ((a, b), (b, a))):
        return True
    if any(_has_come(x, y) or _came_after(x, y) for x, y in ((a, b), (b, a))):
        return True
    if any(_is_found_beside(x, y) for x, y in ((a, b), (b, a))):
        return True
    return _are_two_steps(a, b) or _are_two_counts(a, b)


def _is_outcome_of(told: Statement, awaited: Statement) -> bool:
    """Say whether one statement says that something is still to come, and the other says what came."""
    if not is_awaited(awaited.text) or is_awaited(told.text):
        return False
    return not told.negated and told.stance == "states" and not _phrases("no_outcome").search(told.text)


@lru_cache(maxsize=8192)
def is_awaited(text: str) -> bool:
    """Say whether a text says that something has not come yet; who has yet to answer only keeps silent.

    >>> is_awaited("The results were still outstanding"), is_awaited("The mill has yet to reply")
    (True, False)
    """
    found = _phrases("awaited").search(text)
    if found is None:
        return False
    after = _WORD.findall(text[found.end() :].lower())[:1]
    return not (found[0].lower().endswith((" to", " be")) and set(after) & set(load("phases")["no_wait"]))


def _is_found_beside(told: Statement, suspicion: Statement) -> bool:
    """Say whether one statement tells where suspicion has fallen, and the other what was done or found, and no more."""
    if _SUSPICION.search(suspicion.text) is None:
        return False
    return _DONE.search(told.text) is not None and not _is_suspected(told.text)


@lru_cache(maxsize=8192)
def _is_suspected(text: str) -> bool:
    """Say whether a text tells in any words of what is suspected.

    What was found somewhere is no telling of where suspicion has fallen: much is found where nobody suspects it.

    >>> _is_suspected("Suspicion has shifted to the dye works"), _is_suspected("Dye was found in the race")
    (True, False)
    """
    return _phrases("suspecting").search(text) is not None


def _is_deed_for(told: Statement, meant: Statement) -> bool:
    """Say whether one statement tells as done what the other says that somebody hopes or offers to do.

    "Accepted the offer of two teams" tells of the offer, and who says no more than a noun tells neither.
    """
    verb = _meant_deed(meant.text)
    if not verb or meant.wished or told.negated or told.stance != "states" or not told.predicate:
        return False
    if f"to {verb} " in f"{told.text} " or _meant_deed(told.text) or _phrases("no_outcome").search(told.text):
        return False
    return _DONE.search(told.text) is not None and not _phrases("meaning").search(told.text)


@lru_cache(maxsize=8192)
def _meant_deed(text: str) -> str:
    """Return the verb of what somebody means to do, "" where a text tells of nothing that is only meant.

    >>> _meant_deed("to have 70% back by Monday"), _meant_deed("Losk is ready to fly in a team")
    ('have', 'fly')
    >>> [_meant_deed(told) for told in ("to have closed the road", "Losk flew in a team to help", "to belong to Losk")]
    ['', '', '']
    """
    opened = _TO_DO.match(text)
    if opened is None:
        found = _phrases("meant").search(text)
        opened = _TO_DO.match(text, found.end() - len("to")) if found else None
    return opened[1] if opened else ""


def _has_come(told: Statement, expected: Statement) -> bool:
    """Say whether one statement tells as done what the other says is expected: "is due in Tarn", "got to Tarn"."""
    deeds = _expected_deeds(expected.text)
    if not deeds or concept(told.predicate) not in deeds or _EXPECTED.search(told.text):
        return False
    if told.part or told.negated or told.stance != "states" or _phrases("no_outcome").search(told.text):
        return False
    return _is_past(told.predicate, told.text)


@lru_cache(maxsize=8192)
def _expected_deeds(text: str) -> frozenset[str]:
    """Return the concepts of what a text says is expected; of whoever is expected somewhere, that he comes.

    >>> sorted(_expected_deeds("The ferry is due to sail at noon")), _expected_deeds("The ferry sailed at noon")
    (['sail'], frozenset())
    """
    found = _EXPECTED.search(text)
    if found is None:
        return frozenset()
    verb = (found[1] or found[2] or "").lower()
    return frozenset(concept(word) for word in ([verb] if verb else load("phases")["coming"])) - {""}


@lru_cache(maxsize=8192)
def _is_past(verb: str, text: str) -> bool:
    """Say whether a verb stands in a text in none of its present forms: "arrives on Monday" is a plan, too.

    What "is" in any way ("is being accompanied") is left alone.

    >>> _is_past("arrive", "The ferry arrived at noon"), _is_past("arrive", "The ferry arrives on Monday")
    (True, False)
    """
    verb = verb.partition(" ")[0]
    present = {verb, f"{verb}s", f"{verb}es", f"{verb}ing", f"{verb.removesuffix('e')}ing"}
    return not (present | _PRESENT) & set(_WORD.findall(text.lower()))


def _came_after(later: Statement, other: Statement) -> bool:
    """Say whether one tells by what was done afterwards, and the other, of another by another verb, by no such order.

    "He was dismissed at nine and *the note was written afterwards*" is no telling of "she handed in her note at noon".
    """
    if not _AFTER.search(later.text) or _IN_ORDER.search(other.text) or not later.subject:
        return False
    one, two = concept(later.predicate), concept(other.predicate)
    if not one or not other.predicate or later.subject == other.subject:
        return False
    return one != two and one not in other.words and two not in later.words


def _is_changed(told: Statement, before: Statement) -> bool:
    """Say whether one statement tells that a number was changed, and the other gives the number that it was before."""
    given = {word for _, _, word in numbers_in(before.text)}
    changes = [(old, printed) for old, new, printed in _changes(told.text) if old in given and new not in given]
    return any(
        not re.search(rf"\bfrom (?:[a-z-]+ )?{re.escape(printed)}", before.text, re.IGNORECASE)
        for _, printed in changes
    )


@lru_cache(maxsize=8192)
def _changes(text: str) -> tuple[tuple[str, str, str], ...]:
    """Return the numbers of a text that were changed: the old one, the new one, and the old one as printed.

    >>> _changes("The fare was raised to 14 crowns from 9"), _changes("The ferry runs from 9 to 14 o'clock")
    ((('9', '14', '9'),), ())
    >>> _changes("The number of stranded geese was put at 2,600, up from 2,300")
    (('2300', '2600', '2,300'),)
    """
    if not _phrases("changing").search(text):
        return ()
    found = []
    for (start, end, one), (after, last, other) in itertools.pairwise(numbers_in(text)):
        between = text[end:after]
        if len(between) > _BETWEEN or any(mark in between for mark in ".;:"):
            continue
        if _WENT_FROM.fullmatch(between) or (_TO.search(text[:start]) and _FROM.search(between)):
            found.append((other, one, text[after:last]))
        elif _FROM.search(text[:start]) and _TO.search(between):
            found.append((one, other, text[start:end]))
    return tuple(found)


def _are_two_steps(a: Statement, b: Statement) -> bool:
    """Say whether two tell two steps of a case, and neither names the other's."""
    one, other = (_step_of(s.predicate, s.text) for s in (a, b))
    if not one or not other or one == other or a.negated or b.negated:
        return False
    return not _names_step(a.text, other) and not _names_step(b.text, one)


@lru_cache(maxsize=8192)
def _step_of(predicate: str, text: str) -> str:
    """Return the step of a case that a verb tells, by itself or with what stands with it; "" for none.

    "Charged" and "tried" are steps only with what is charged or who is tried: masked men charged a barrier.
    """
    verb = predicate.partition(" ")[0]
    for step in load("phases")["step"]:
        if verb in step["verbs"]:
            return str(step["name"])
    if verb not in load("phases")["light"]:
        return ""
    found = [(len(m[0]), step["name"]) for step in load("phases")["step"] if (m := _phrases(step["name"]).search(text))]
    return max(found)[1] if found else ""


def _names_step(text: str, name: str) -> bool:
    words = set(_WORD.findall(text.lower()))
    return any(step["name"] == name and words & set(step["words"]) for step in load("phases")["step"])


def _are_two_counts(a: Statement, b: Statement) -> bool:
    """Say whether two give the state of a count at two points of it: at 78 and at 95 percent, or before its end."""
    one, other = (counted_so_far(s.text) for s in (a, b))
    if one and other:
        shares = [amount_of(word) for told in (one, other) for _, _, word in numbers_in(told)[:1] if word[-1:] == "%"]
        return len(shares) == 2 and None not in shares and not is_near(*filter(None, shares))
    last = _phrases("final")
    return bool(one and last.search(b.text)) or bool(other and last.search(a.text))


@cache
def _phrases(name: str) -> re.Pattern[str]:
    """Return what finds the phrases of a list of the lexicon, or those of a step, the longest first."""
    lexicon = load("phases")
    listed = lexicon.get(name) or next(step["phrases"] for step in lexicon["step"] if step["name"] == name)
    either = "|".join(re.escape(phrase) for phrase in sorted(listed, key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)
