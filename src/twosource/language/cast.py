"""The cast of a story: which names in its reports mean the same person or body, and what offices they hold.

One report calls her "Ilse Brandt", the next "Chancellor Brandt", a third "the Ruritanian leader". The cast joins
such forms over all reports of a story: what one of them spells out, the others need not. Names are compared within
blocks of one surname, so the work grows with the number of different names, not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from twosource.language.gazetteer import adjectives_of, gender_of_first_name, gender_of_word, state_of
from twosource.language.mentions import Mention
from twosource.language.name_forms import (
    Form,
    ReportMentions,
    collect_forms,
    fullest,
    gender_of,
    is_full,
    is_person,
    name_parts,
)
from twosource.language.roles import Role, learn_roles
from twosource.language.spelling import body_key, fold, same_first_name, same_surname, sound_key
from twosource.lexicon import load

__all__ = ["Cast", "Member", "ReportMentions", "build_cast", "place_mentions"]

_INSIDE = frozenset(("of", "for", "in", "at", "on"))
_SUFFIXES = frozenset(load("names")["words"]["suffixes"])
_SHORT_TAILS = frozenset((*load("names")["words"]["body_tails"], *load("names")["words"]["company_tails"]))
_MASTHEADS = frozenset(load("furniture")["mastheads"]["words"])  # the Republic has no Republicans

_FAR_MORE = 3  # times
_STATE_SHARE = 4  # a state's name said up to so many times for each full name of somebody called so


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the story: canonical `name`, `kind` (PERSON, ORG, GPE, LOC, NORP, OTHER) and what is known."""

    name: str
    kind: str
    gender: str = ""
    roles: tuple[Role, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody of a story. `index` leads from a folded form of a name to the members that it may mean."""

    members: tuple[Member, ...] = ()
    index: dict[str, tuple[int, ...]] = field(default_factory=dict)
    places: dict[str, tuple[str, ...]] = field(default_factory=dict)  # office -> the states whose it is in the story
    holders: dict[str, tuple[tuple[Role, int], ...]] = field(default_factory=dict)  # head of an office -> who holds it

    def candidates(self, name: str) -> tuple[int, ...]:
        """Return the members that a name may mean, the likeliest first; none for a name not seen."""
        return self.index.get(fold(name)) or self.index.get(body_key(name), ())


def place_mentions(mentions: Iterable[Mention], by: int) -> list[Mention]:
    """Return the mentions of a passage that starts at character `by` of a report."""
    return [mention.moved(by) for mention in mentions]


def build_cast(story: Sequence[ReportMentions]) -> Cast:
    """Return the cast of a story from the mentions of all its reports; the order of the reports does not matter."""
    forms = collect_forms(story)
    people = _join_people({key: form for key, form in forms.items() if is_full(key) and is_person(key, form)})
    surnames, given = _blocks(people)
    groups: list[tuple[str, list[str]]] = [("PERSON", keys) for keys in people]
    index: dict[str, list[int]] = defaultdict(list)
    for at, keys in enumerate(people):
        for key in keys:
            index[key].append(at)
    rest: dict[str, Form] = {}
    namesakes: dict[int, str] = {}  # group -> gender of somebody known by surname alone
    for key, form in sorted(forms.items()):
        if key in index:
            continue
        owners = _owners(key, form, people, forms, surnames, given)
        if owners:
            index[key].extend(owners)
            known = {gender_of(people[at], forms) for at in owners}
            for gender in sorted(form.genders):
                if known == {"f" if gender == "m" else "m"}:  # "Mr. Ames" is not Ruth Ames
                    namesakes[len(groups)] = gender
                    index[key].append(len(groups))
                    groups.append(("PERSON", [key]))
        elif is_person(key, form):
            index[key].append(len(groups))
            groups.append(("PERSON", [key]))
        else:
            rest[key] = form
    peoples = {key for key, form in rest.items() if form.kind == "NORP"}
    for keys in _join_bodies(rest):
        for key in keys:
            index[key].append(len(groups))
        groups.append((_kind_of(keys, rest, peoples), keys))
    _add_short_forms(rest, groups, index)
    for at, keys in enumerate(people):
        for surname in {name_parts(key)[1] for key in keys}:
            if surname not in forms and at not in index[surname]:
                index[surname].append(at)
    return _finish(story, forms, groups, index, namesakes)


def _join_people(forms: dict[str, Form]) -> list[list[str]]:
    """Return groups of full names that mean one person, each group and the list in alphabetical order."""
    leader = {key: key for key in forms}

    def top(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(forms):
        first, last, suffix = name_parts(key)
        blocks["surname " + suffix, sound_key(last)].append(key)
        if len(first) > 1:
            blocks["first " + suffix, sound_key(first) + " " + last[:1]].append(key)
    for _, keys in sorted(blocks.items()):
        for at, one in enumerate(keys):
            for other in keys[at + 1 :]:
                if top(one) != top(other) and _same_person(one, other):
                    low, high = sorted((top(one), top(other)))
                    leader[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(forms):
        groups[top(key)].append(key)
    return [groups[key] for key in sorted(groups)]


def _same_person(one: str, other: str) -> bool:
    (first, last, _), (first2, last2, _) = name_parts(one), name_parts(other)
    genders = {gender_of_first_name(first), gender_of_first_name(first2)} - {""}
    return len(genders) < 2 and same_first_name(first, first2) and same_surname(last, last2)


def _blocks(people: list[list[str]]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return which people have a surname, and which a first name, by its sound."""
    surnames: dict[str, list[int]] = defaultdict(list)
    given: dict[str, list[int]] = defaultdict(list)
    for at, keys in enumerate(people):
        for key in keys:
            first, last, suffix = name_parts(key)
            for table, word in ((surnames, (last + " " + suffix).strip()), (given, first)):
                if len(word) > 1 and at not in table[sound_key(word)]:
                    table[sound_key(word)].append(at)
    return surnames, given


def _owners(
    key: str,
    form: Form,
    people: list[list[str]],
    forms: dict[str, Form],
    surnames: dict[str, list[int]],
    given: dict[str, list[int]],
) -> list[int]:
    """Return the people whose surname, or whose first name, a short form is."""
    words = key.split()
    if is_full(key):
        return []
    if state_of(max(form.surfaces)) and form.kind != "PERSON":
        # "Jordan" is Ruth Jordan only where she is named in full often enough.
        found = surnames.get(sound_key(key), [])
        return [at for at in found if _STATE_SHARE * sum(forms[name].count for name in people[at]) >= form.count]
    last = " ".join(words[-2:]) if words[-1] in _SUFFIXES else words[-1]
    found = surnames.get(sound_key(last), [])
    if len(words[0]) == 1 and len(words) > 1:  # "R. Ames" is no "Otto Ames"
        return [at for at in found if any(name[0] == words[0] for name in people[at])]
    if found or len(words) > 1:
        return found
    return given.get(sound_key(last), []) if form.kind == "PERSON" else []


def _join_bodies(forms: dict[str, Form]) -> list[list[str]]:
    """Return groups of names that mean one body: spellings, and acronyms with their long form."""
    by_key: dict[str, list[str]] = defaultdict(list)
    initials: dict[str, set[str]] = defaultdict(set)
    for key in sorted(forms):
        by_key[body_key(key)].append(key)
        words = [
            w for w in body_key(key).replace("-", " ").split() if w not in ("of", "the", "for", "and", "&", "in", "on")
        ]
        if len(words) > 2:
            initials["".join(w[0] for w in words)].add(body_key(key))
    target: dict[str, str] = {}
    for key, form in sorted(forms.items()):
        if " " in key or not max(form.surfaces).isupper():
            continue
        stated = sorted(body_key(long) for long in form.long_forms if body_key(long) in by_key)
        spelt = sorted(initials.get(key, ()))
        if stated or len(spelt) == 1:
            target[body_key(key)] = (stated or spelt)[0]
    groups: dict[str, list[str]] = defaultdict(list)
    for key, names in sorted(by_key.items()):
        groups[target.get(key, key)].extend(names)
    return [sorted(groups[key]) for key in sorted(groups)]


def _kind_of(keys: list[str], forms: dict[str, Form], peoples: Set[str]) -> str:
    """Return the kind that most mentions of a name have; what has a people in the story ("Ruthenians") is a land."""
    votes: Counter[str] = Counter()
    for key in keys:
        votes.update(forms[key].kinds)
    kind = min(votes, key=lambda kind: (-votes[kind], kind))
    named_so = {a for key in keys for a in adjectives_of(key)} if kind in ("ORG", "OTHER") else frozenset()
    return "GPE" if named_so & peoples and _MASTHEADS.isdisjoint(keys) else kind


def _add_short_forms(forms: dict[str, Form], groups: list[tuple[str, list[str]]], index: dict[str, list[int]]) -> None:
    """Let "Post" mean "New York Post" too: the end of one longer body's name, or all but its company tail."""
    ends: dict[str, set[int]] = defaultdict(set)
    for at, (kind, keys) in enumerate(groups):
        if kind not in ("ORG", "OTHER"):
            continue
        owned = any(forms[key].owned for key in keys if key in forms)  # "Arn" is not its subsidiary Arn Lines
        for key in keys:
            words = key.split()
            for cut in range(1, len(words)):
                if words[cut - 1] in _INSIDE:
                    continue  # "Ruritania" is not the Bank of Ruritania
                ends[" ".join(words[cut:])].add(at)
                if not owned and all(w in _SHORT_TAILS for w in words[cut:]):
                    ends[" ".join(words[:cut])].add(at)
    for key, form in sorted(forms.items()):
        longer = sorted(ends.get(key, ()))
        if form.kind == "ORG" and longer and " " not in key and len(longer) <= 3:
            index[key] = [at for at in longer if at not in index[key]] or index[key]


def _gender(keys: list[str], roles: Iterable[Role], forms: dict[str, Form]) -> str:
    """Return the gender that the forms of a name tell, else the one that its roles do ("her father, …")."""
    told = {gender_of_word(role.head) for role in roles} - {""}
    return gender_of(keys, forms) or (told.pop() if len(told) == 1 else "")


def _finish(
    story: Sequence[ReportMentions],
    forms: dict[str, Form],
    groups: list[tuple[str, list[str]]],
    index: dict[str, list[int]],
    namesakes: dict[int, str],
) -> Cast:
    counts = [
        forms[keys[0]].genders[namesakes[at]] if at in namesakes else sum(forms[key].count for key in keys)
        for at, (_, keys) in enumerate(groups)
    ]
    tidy = {key: tuple(sorted(set(ats), key=lambda at: (-counts[at], groups[at][1]))) for key, ats in index.items()}

    def meant(name: str) -> tuple[int, ...]:
        """Return whom a name means, one only where one is named far more often than the rest."""
        ats = tidy.get(fold(name), ())
        return ats[:1] if len(ats) > 1 and counts[ats[0]] >= _FAR_MORE * counts[ats[1]] else ats

    roles, places = learn_roles([report.mentions for report in story], meant)
    addressed: dict[int, list[str]] = defaultdict(list)
    for key, ats in sorted(tidy.items()):
        if len(ats) == 1 and key in forms:
            addressed[ats[0]].append(key)  # "Mr. Falk" tells the gender of Otto Falk
    members = tuple(
        Member(
            fullest(keys, forms),
            kind,
            namesakes.get(at)
            or (_gender(addressed.get(at) or keys, roles.get(at, ()), forms) if kind == "PERSON" else ""),
            tuple(sorted(roles.get(at, ()))),
            counts[at],
        )
        for at, (kind, keys) in enumerate(groups)
    )
    holders: dict[str, list[tuple[Role, int]]] = defaultdict(list)
    for at, member in enumerate(members):
        for role in member.roles:
            holders[role.head].append((role, at))
    return Cast(members, tidy, places, {head: tuple(found) for head, found in sorted(holders.items())})
