"""Relations between mentions: who is renamed by an apposition, taken up by "who", and joined to whom by "and"."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.gazetteer import gender_of_first_name, state_of, word_class
from twosource.language.mention import Mention
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["with_persons", "with_relations"]

_PLACED = re.compile(r" (?:of|for|at) [^,.;:()\"“”]{2,60}(?P<mark>[,.;)])")  # director of the Arn Fund,
_BETWEEN_APPOSED = re.compile(r",? \(?\d{1,3}\)?,\s?|,\s|\s?[—–]\s?|\s-{1,2}\s|\s\(")
_BETWEEN_PLACED = re.compile(r" (?:of|for|in|at|to|from|with) [^,.;:()\"“”]{1,50}, ")  # the mayor of Strelsau, …
# two people with knowledge of the matter, who …
_BETWEEN_DESCRIBED = re.compile(r" (?:of|for|in|at|with|close to|familiar with|near) [^,.;:()\"“”]{1,50}, ")
_BETWEEN_JOINED = re.compile(r",?\s(?:and|&|or)\s|,\s(?:and\s)?")
_FIRMS = frozenset(load("names")["words"]["firms"])
_SMALL = frozenset(("and", "of", "for", "the", "&"))
_OF_PLACES = frozenset(("city", "town", "state", "village", "county", "bank"))
_SAYS_ON = re.compile(r", (?!and\b|or\b|the\b|an?\b|its?\b)[a-z]|,?[.”\"]")
# Of what party, house or land somebody named is.
FROM_WHERE = re.compile(r" (?:of|from|for) (?:the )?[A-Z][\w’'-]*(?: (?:of |the |and |& )?[A-Z][\w’'-]*){0,5}")
_OF_IT = re.compile(r"\b(?:of|at|from|for|with|in)(?: the)? $")
_OF_BODY = re.compile(r" (?:of|at|from|for|with) (?:the |an? )?")
_NAMED = re.compile(r",? (?:named|called|by the name of) ")
_AGE = re.compile(r", \d{1,2}(?=, (?:who|an?|the|from|of|which)\b|,? (?:said|told|who)\b)")


def with_persons(text: str, found: list[Mention]) -> list[Mention]:
    """Let be somebody whom the text takes up by "who" or gives an age, whatever the parser took the words for."""
    taken_up = {m.apposition for m in found if m.head in ("who", "whom")}
    people = []
    by_pronoun = _taken_up_by_pronoun(found)
    for mention in found:
        named = mention.kind == "name" and mention.entity in ("ORG", "OTHER", "LOC") and " " in mention.name
        of_it = _OF_IT.search(text[max(0, mention.span.start - 9) : mention.span.start])  # "Poe of Arn Farms, who"
        given = bool(mention.name) and bool(gender_of_first_name(mention.name.split()[0]))
        who = of_it is None or (given and "the" not in of_it[0])  # not "Poe of the Ada B., who"
        told = (mention.span in taken_up and who) or mention.span == by_pronoun or _AGE.match(text, mention.span.end)
        place = mention.kind == "name" and mention.entity == "GPE" and _may_be_person(mention)
        holds = (given and named) or place
        if not mention.office and ((named and told) or (holds and _holds_office(text, found, mention, place))):
            mention = replace(mention, entity="PERSON")
        elif mention.kind == "other" and mention.span in taken_up and not mention.plural:
            mention = replace(mention, kind="role")
        people.append(mention)
    return people


def _may_be_person(mention: Mention) -> bool:
    """Say whether two or three words that were taken for a place may name somebody: they are no land's or body's."""
    words = mention.name.split()
    plain = all(word[:1].isupper() and not word_class(word.lower()) for word in words)
    return 1 < len(words) < 4 and plain and state_of(mention.name) is None


def _holds_office(text: str, found: list[Mention], mention: Mention, subject: bool = False) -> bool:
    """Say whether a name stands between commas behind one person's office: "the regulator's head, Agnes Poe,".

    `subject`: only where the office is a subject.
    """
    if text[mention.span.end : mention.span.end + 1] not in (",", ".") or word_class(mention.head) == "body":
        return False
    ends = mention.span.start - len(", ")
    office = next((m for m in found if m.span.end == ends and m.kind == "role" and not m.plural), None)
    beside = office is not None and text[ends : mention.span.start] == ", "
    opens = office is not None and (office.subject or office.span.start == office.sentence)
    if office is None or (subject and not (opens and text.startswith(",", mention.span.end))):
        return False
    return beside and (office.definite or office.possessor is not None)


def _taken_up_by_pronoun(found: list[Mention]) -> Span | None:
    """Return the first name of a passage that the first "he" or "she" takes up, where nobody else is there to be meant.

    A subject of two or three words of which none is of a body, so that "Ada Poe" is somebody where the parser saw none.
    """
    pronoun = next((m for m in found if m.head in ("he", "she") and not m.quoted), None)
    if pronoun is None:
        return None
    subject: Mention | None = None
    for mention in found:
        if mention.span.start >= pronoun.span.start:
            break
        another = bool(mention.gender) and mention.gender != pronoun.gender
        if mention.quoted or (_is_someone(mention) and another):
            continue
        if _is_someone(mention) or (subject is not None and mention.kind == "name" and mention.subject):
            return None
        words = mention.name.split()
        plain = 1 < len(words) < 4 and all(w[:1].isupper() and not word_class(w.lower()) for w in words)
        if mention.kind == "name" and mention.subject and plain:
            subject = mention
    return subject.span if subject is not None else None


def with_relations(text: str, mentions: list[Mention]) -> list[Mention]:
    """Fill apposition and conjunct from what stands between two neighbouring mentions."""
    found = list(mentions)
    outer: list[int] = []
    for at, mention in enumerate(mentions):
        if outer and mention.span.end <= found[outer[-1]].span.end:
            continue  # inside the last one
        if outer and (mention.kind != "pronoun" or (mention.head in ("who", "which") and mention.apposition is None)):
            found[at] = _related(text, found, outer, mention)
        elif outer and mention.head in ("who", "whom"):
            found[at] = _of_person(text, found, outer, mention)
        outer.append(at)
    return found


def _of_person(text: str, found: list[Mention], outer: list[int], mention: Mention) -> Mention:
    """Return "who" of "Ada Poe of the brokers Arn, who" as taking up the person: nobody calls a body or a ship so."""
    body = next((k for k in reversed(range(len(outer))) if found[outer[k]].span == mention.apposition), 0)
    person = found[outer[body - 1]] if body else None
    if person is None or person.plural or not _is_someone(person) or _is_someone(found[outer[body]]):
        return mention
    of = _OF_BODY.fullmatch(text, person.span.end, found[outer[body]].span.start)
    return replace(mention, apposition=person.span) if of else mention


def _related(text: str, found: list[Mention], outer: list[int], mention: Mention) -> Mention:
    before = found[outer[-1]]
    between = text[before.span.end : mention.span.start]
    for earlier in (found[at] for at in outer[-3:] if mention.entity == "PERSON"):
        placed = earlier.kind == "role" and _BETWEEN_PLACED.fullmatch(text, earlier.span.end, mention.span.start)
        if placed and _renames(earlier, mention, _mark_behind(text, mention)):
            return replace(mention, apposition=earlier.span)
    if before.kind == "role" and mention.kind == "name" and _NAMED.fullmatch(between):
        return replace(mention, entity="PERSON", apposition=before.span)
    if mention.head in ("who", "whom") and before.kind in ("role", "name") and _BETWEEN_DESCRIBED.fullmatch(between):
        return replace(mention, apposition=before.span)
    if before.kind == "body" and _calls_body(text, before, mention, between):
        return replace(mention, entity="ORG" if mention.kind == "name" else "", apposition=before.span)
    if not 0 < len(between) < 12:
        return mention
    if mention.kind == "pronoun":
        return replace(mention, apposition=before.span) if between in (", ", " ") else mention
    after = text[mention.span.end : mention.span.end + 2]
    of_body = _PLACED.match(text, mention.span.end) if mention.kind == "role" and mention.place else None
    after = "(" if after == " (" else of_body["mark"] if of_body else _mark_behind(text, mention)
    if _BETWEEN_APPOSED.fullmatch(between) and _renames(before, mention, after):
        return replace(mention, apposition=before.span)
    if _BETWEEN_JOINED.fullmatch(between) and _may_join(before, mention, between):
        renamed = before.apposition if before.apposition and before.kind != "pronoun" else before.span
        return replace(mention, conjunct=renamed)
    return mention


def _mark_behind(text: str, mention: Mention) -> str:
    """Return the mark behind a name, over the party or land that somebody is of: "Ada Moll *of Ruritania*,"."""
    whole = FROM_WHERE.match(text, mention.span.end)
    return text[whole.end() : whole.end() + 1] if whole else text[mention.span.end : mention.span.end + 1]


def _calls_body(text: str, before: Mention, mention: Mention, between: str) -> bool:
    """Say whether a body is called by a name of its own that the parser took for a place, or for no name.

    "The divers' guild, the Open Reef Union, said" is one, "the port, the Dockers' League, and the union" are three.
    """
    words = mention.text.split()
    if words[:1] == ["the"]:
        words = words[1:]
    capitals = len(words) > 1 and all(word[:1].isupper() for word in words if word not in _SMALL)
    body = word_class(words[-1].lower()) == "body" and words[-1].lower() not in _OF_PLACES if capitals else False
    unnamed = mention.kind == "body" or (mention.kind == "name" and mention.entity in ("GPE", "LOC", "ORG", "OTHER"))
    someone = mention.entity == "PERSON" and not mention.gender and not mention.office
    firm = before.head in _FIRMS and someone and capitals  # "the company, Brakk Marine, said"
    if not (((unnamed and body) or firm) and between in (", ", ", the ") and (before.definite or before.possessor)):
        return False
    return _SAYS_ON.match(text, mention.span.end) is not None and not before.plural and not mention.plural


def _renames(before: Mention, mention: Mention, after: str) -> bool:
    """Say whether the second mention is the first under another description: "Ames, the mayor,", "the mayor, Ames,"."""
    if mention.plural or before.plural or before.kind == "pronoun":
        return False
    if before.entity == "PERSON" and mention.kind == "role":
        return (
            mention.definite
            or mention.indefinite
            or mention.possessor is not None
            or (bool(mention.office) and after in ",.);—–")
        )
    if before.kind in ("body", "role") and mention.kind == "name" and mention.entity in ("ORG", "OTHER"):
        # "the ferry's operator, Falk Marine, said"; the comma behind tells it from "the port, Falk Marine and others"
        return (before.definite or before.possessor is not None) and after in ("(", ",", ")", "—", "–")
    if before.entity == "PERSON" and mention.entity == "NORP":  # "Ames, Liberal of Strelsau,"
        return True
    return (
        before.kind == "role"
        and mention.entity == "PERSON"
        and " " in mention.text  # with a title, a surname will do
        and (after in ",.;:)" or not after)
        and (before.definite or before.indefinite)
    )


def _is_someone(mention: Mention) -> bool:
    return mention.entity == "PERSON" or mention.kind == "role"


def _may_join(before: Mention, mention: Mention, between: str) -> bool:
    if before.kind == "pronoun" or before.quoted != mention.quoted or _is_someone(before) != _is_someone(mention):
        return False
    if "and" in between or "&" in between:
        return True
    return before.entity == mention.entity == "PERSON"
