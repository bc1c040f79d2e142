"""Relations between mentions: who is renamed by an apposition, taken up by "who", and joined to whom by "and"."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.gazetteer import gender_of_first_name
from twosource.language.mention import Mention

__all__ = ["with_persons", "with_relations"]

_BETWEEN_APPOSED = re.compile(r",? \(?\d{1,3}\)?,\s?|,\s|\s?[—–]\s?|\s-{1,2}\s|\s\(")
_BETWEEN_PLACED = re.compile(r" (?:of|for|in|at|to|from|with) [^,.;:()\"“”]{1,50}, ")  # the mayor of Strelsau, …
# two people with knowledge of the matter, who …
_BETWEEN_DESCRIBED = re.compile(r" (?:of|for|in|at|with|close to|familiar with|near) [^,.;:()\"“”]{1,50}, ")
_BETWEEN_JOINED = re.compile(r",?\s(?:and|&|or)\s|,\s(?:and\s)?")
_OF_IT = re.compile(r"\b(?:of|at|from|for|with|in)(?: the)? $")
_AGE = re.compile(r", \d{1,2}(?=, (?:who|an?|the|from|of|which)\b|,? (?:said|told|who)\b)")


def with_persons(text: str, found: list[Mention]) -> list[Mention]:
    """Let be somebody whom the text takes up by "who" or gives an age, whatever the parser took the words for."""
    taken_up = {m.apposition for m in found if m.head in ("who", "whom")}
    people = []
    for mention in found:
        named = mention.kind == "name" and mention.entity in ("ORG", "OTHER", "LOC") and " " in mention.name
        of_it = _OF_IT.search(text[max(0, mention.span.start - 9) : mention.span.start])  # "Poe of Arn Farms, who"
        given = bool(mention.name) and bool(gender_of_first_name(mention.name.split()[0]))
        told = (mention.span in taken_up and (given or of_it is None)) or _AGE.match(text, mention.span.end)
        if named and not mention.office and told:
            mention = replace(mention, entity="PERSON")
        elif mention.kind == "other" and mention.span in taken_up and not mention.plural:
            mention = replace(mention, kind="role")
        people.append(mention)
    return people


def with_relations(text: str, mentions: list[Mention]) -> list[Mention]:
    """Fill apposition and conjunct from what stands between two neighbouring mentions."""
    found = list(mentions)
    outer: list[int] = []
    for at, mention in enumerate(mentions):
        if outer and mention.span.end <= found[outer[-1]].span.end:
            continue  # inside the last one
        if outer and (mention.kind != "pronoun" or (mention.head in ("who", "which") and mention.apposition is None)):
            found[at] = _related(text, found, outer, mention)
        outer.append(at)
    return found


def _related(text: str, found: list[Mention], outer: list[int], mention: Mention) -> Mention:
    before = found[outer[-1]]
    between = text[before.span.end : mention.span.start]
    for earlier in (found[at] for at in outer[-3:] if mention.entity == "PERSON"):
        placed = earlier.kind == "role" and _BETWEEN_PLACED.fullmatch(text, earlier.span.end, mention.span.start)
        if placed and _renames(earlier, mention, text[mention.span.end : mention.span.end + 1]):
            return replace(mention, apposition=earlier.span)
    if mention.head in ("who", "whom") and before.kind in ("role", "name") and _BETWEEN_DESCRIBED.fullmatch(between):
        return replace(mention, apposition=before.span)
    if not 0 < len(between) < 12:
        return mention
    if mention.kind == "pronoun":
        return replace(mention, apposition=before.span) if between in (", ", " ") else mention
    after = text[mention.span.end : mention.span.end + 2]
    after = "(" if after == " (" else after[:1]
    if _BETWEEN_APPOSED.fullmatch(between) and _renames(before, mention, after):
        return replace(mention, apposition=before.span)
    if _BETWEEN_JOINED.fullmatch(between) and _may_join(before, mention, between):
        renamed = before.apposition if before.apposition and before.kind != "pronoun" else before.span
        return replace(mention, conjunct=renamed)
    return mention


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
        and " " in mention.name
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
