"""Relations between mentions: who is renamed by an apposition, and who is joined to whom by "and"."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.mention import Mention

__all__ = ["with_relations"]

_BETWEEN_APPOSED = re.compile(r",? \(?\d{1,3}\)?,\s?|,\s|\s?[—–]\s?|\s-{1,2}\s|\s\(")
_BETWEEN_PLACED = re.compile(r" (?:of|for|in|at|to|from|with) [^,.;:()\"“”]{1,50}, ")  # the mayor of Strelsau, …
_BETWEEN_JOINED = re.compile(r",?\s(?:and|&|or)\s|,\s(?:and\s)?")


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
