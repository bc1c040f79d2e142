"""Two origins of a claim come in; whether they may be one and the same source goes out.

"The harbour office", its director and "an official of the harbour office" are three names of one source; "officials"
may be anybody. Counted as two, they would confirm a claim that one person told twice. The Admiralty scale asks for
certainty that the second source is another than the first, so what may be one is one here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from twosource.claims.wording import root_of
from twosource.language.gazetteer import singular, state_of, word_class
from twosource.lexicon import load
from twosource.lineage.spelling import one_spelling

# A person's offices as (office, whose): {"Ada Brandt": {("foreign minister", "Ruritania")}}.
Roles = Mapping[str, Collection[tuple[str, str]]]

_WORD = re.compile(r"\w+(?:-\w+)*")
_KIND = load("voices")
_SMALL, _HEADS, _FIRST, _VAGUE, _CROWD, _SIDES = (
    frozenset(map(one_spelling, _KIND[kind]))
    for kind in ("small", "heads", "first_of_state", "vague", "crowd", "sides")
)
_WHOLE, _OFFICIAL = frozenset(_KIND["whole"]), frozenset(map(one_spelling, _KIND["official"]))
# A general staff speaks for its army; of the two words neither tells it from another body.
_GENERAL_STAFF = re.compile(r"\bgeneral staff\b", re.IGNORECASE)
# What ends the name of a country or of its people: "Ruthia", "Ruthian".
_PEOPLES = re.compile(r"(?:ian|ia|an|i|ish|ese)$")
# Somebody without a name whom the words behind only bring near: whoever else speaks may be he.
_SOMEBODY = re.compile(
    r"(?:\w+ )?(?:persons?|people|sources?|someone|somebody|anyone|members?)"
    r" (?:close to|familiar with|briefed on|with (?:\w+ )?knowledge of|of) ",
    re.IGNORECASE,
)
_RECORDS = frozenset(load("offices")["records"])
# "Leader" and "Republic" end the names of parties and states, too.
_MASTHEADS = frozenset(load("furniture")["mastheads"]["words"]) - {"leader", "republic", "register", "reporter"}
# Initials of fewer words than this are those of many.
LEAST_INITIALS = 3
_LONGEST_STATE = 3  # words: "United Arab Emirates"


@dataclass(frozen=True, slots=True)
class Body:
    """What tells one body from another: the `states` that its name holds, and its other `words`, heads left out.

    `official` says that it is a state's body, of whichever state.
    """

    states: frozenset[str]
    words: frozenset[str]
    official: bool = False

    def may_be(self, other: Body) -> bool:
        """Say whether two bodies may be one: a state speaks through any of its offices."""
        if self.states and other.states and not self.states & other.states:
            return False
        if not self.words or not other.words:
            unsaid = self.official and other.official and not (self.states and other.states)
            return bool(self.states & other.states) or unsaid
        return self.words <= other.words or other.words <= self.words


def may_be_one(first: str, second: str, roles: Roles) -> bool:
    """Say whether two origins may be one source: one name, one body, an office and who holds it, or nobody known.

    >>> roles = {"Ada Brandt": [("harbour director", "Strelsau")]}
    >>> may_be_one("Ada Brandt", "Strelsau harbour office", roles)
    True
    >>> may_be_one("Ada Brandt", "officials", roles), may_be_one("Ada Brandt", "dockers' union", roles)
    (True, False)
    """
    if first == second or _is_vague(first) or _is_vague(second):
        return True
    if _is_crowd(first) or _is_crowd(second):
        return _is_crowd(first) and _is_crowd(second)
    bodies = ((a, b) for a in _bodies(first, roles) for b in _bodies(second, roles))
    return any(a.may_be(b) for a, b in bodies) or _is_short_for(first, second, roles)


def are_opposed(first: str, second: str, roles: Roles) -> bool:
    """Say whether two who give two numbers are two for certain: two sources, or organisers and anybody but organisers.

    >>> are_opposed("police", "organisers", {}), are_opposed("officials", "the interior ministry", {})
    (True, False)
    """
    sides = [any(_noun(w) in _SIDES for w in _WORD.findall(name)) for name in (first, second)]
    return sides[0] != sides[1] or not may_be_one(first, second, roles)


def tell_apart(origins: Collection[str], roles: Roles) -> dict[str, str]:
    """Return for each origin the one that it counts as: itself, or a more telling one that it may be.

    >>> found = tell_apart(["an official", "Ada Brandt", "dockers' union"], {})
    >>> sorted(found.items())
    [('Ada Brandt', 'Ada Brandt'), ('an official', 'Ada Brandt'), ("dockers' union", "dockers' union")]
    """
    told = sorted(set(origins), key=lambda o: (_is_vague(o), _is_crowd(o), o not in roles, o.islower(), -len(o), o))
    counted: dict[str, str] = {}
    for origin in told:
        same = (other for other in dict.fromkeys(counted.values()) if may_be_one(origin, other, roles))
        counted[origin] = next(same, origin)
    return counted


def _bodies(origin: str, roles: Roles) -> list[Body]:
    """Return the bodies that an origin may speak for: the one that its words name, and those whose office it holds."""
    held = [read_body(f"{place} {office}") for office, place in sorted(roles.get(origin, ()))]
    return [b for b in (read_body(origin), *held) if b.states or b.words or b.official]


def _is_short_for(first: str, second: str, roles: Roles) -> bool:
    """Say whether one of two, or the body that he holds office in, is called by the first letters of the other."""
    one, other = ([name, *sorted(place for _, place in roles.get(name, ()))] for name in (first, second))
    return any(
        _initials(long) in _WORD.findall(short) for a, b in ((one, other), (other, one)) for long in a for short in b
    )


def _initials(name: str) -> str:
    """Return the capitals by which a body of three words or more is called for short, "" where they are fewer.

    >>> _initials("Port Safety Office"), _initials("Ada Brandt")
    ('PSO', '')
    """
    capitals = "".join(word[0] for word in _WORD.findall(name) if word[:1].isupper())
    return capitals if len(capitals) >= LEAST_INITIALS else ""


@lru_cache(maxsize=4096)
def read_body(name: str) -> Body:
    """Return the body that a name tells of.

    >>> read_body("Norwegian interior ministry spokesman") == read_body("the interior minister of Norway")
    True
    """
    plain = name.lower().removeprefix("the ")
    named = _GENERAL_STAFF.sub("army", _KIND["seats"].get(plain, name))
    states, rest = _without_states(_WORD.findall(named))
    heads = frozenset(map(_noun, rest))
    if len(rest) == 1 or heads & _OFFICIAL:
        heads = frozenset(map(_people_or_place, heads))
    nouns = heads - _SMALL - _HEADS
    if len(nouns) == 1:  # a general "of Ruthia" speaks for Ruthia
        nouns = frozenset(map(_people_or_place, nouns))
    if rest and _noun(rest[-1]) in _WHOLE and (states or len(nouns) == 1):
        # "The Brandt administration" is whoever governs, by the name of the one at the top.
        return Body(frozenset(states), frozenset(), official=True)
    return Body(frozenset(states), nouns - _FIRST or nouns, bool(heads & _OFFICIAL))


def _people_or_place(noun: str) -> str:
    """Return a word of a state's body, that of a people as that of its country: no gazetteer knows every state."""
    return root_of(noun) if _PEOPLES.search(noun) and noun not in _SMALL | _HEADS | _OFFICIAL else noun


def _without_states(words: list[str]) -> tuple[set[str], list[str]]:
    """Return the states that words name, and the words that name none."""
    states, rest, at = set(), [], 0
    while at < len(words):
        for length in range(_LONGEST_STATE, 0, -1):
            state = state_of(" ".join(words[at : at + length]))
            if state:
                states.add(state[0])
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return states, rest


@lru_cache(maxsize=4096)
def _is_vague(origin: str) -> bool:
    """Say whether the words leave open who it is: only a kind of people is named, or a paper that was told it.

    Nobody knows who wrote "a regulatory filing": it may be the company's that is the other source.
    """
    if _SOMEBODY.match(origin):
        return True
    words = _WORD.findall(origin)
    if not origin.startswith("own account of ") and _is_paper(words):
        return True
    if words and words[-1].islower() and singular(words[-1]) in _RECORDS:
        return True
    told = [_noun(w) for w in words if not w.isdigit() and _noun(w) not in _SMALL]
    if any(w[:1].isupper() or state_of(w) for w in words if _noun(w) not in _SMALL):
        return False
    return all(noun in _VAGUE or noun in _HEADS for noun in told)


def _is_paper(words: list[str]) -> bool:
    """Say whether a name is a paper's: it has what it tells from somebody, who may be the other source."""
    last = set(words[-1].split("-")) if len(words) > 1 else set()
    return any(w[:1].isupper() and w.lower() in _MASTHEADS for w in last)


@lru_cache(maxsize=4096)
def _is_crowd(origin: str) -> bool:
    """Say whether people are meant who were there and have no name: witnesses, residents."""
    words = _WORD.findall(origin)
    return not any(w[:1].isupper() for w in words) and any(_noun(w) in _CROWD for w in words)


def _noun(word: str) -> str:
    lower = word.lower()
    return one_spelling(singular(lower) if word_class(lower) else lower)
