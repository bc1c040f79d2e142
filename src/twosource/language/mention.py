"""A mention: one place of a text where somebody is meant. What one passage says, without knowledge of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from twosource.model import Span

__all__ = ["Mention", "mention_from"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where somebody is meant.

    `kind` is name, role, body, pronoun or other; `entity` the type of name (PERSON, ORG, GPE, LOC, NORP, OTHER) or "".
    `span` holds article, possessor, title and modifiers; `text` is the same without the article. `name` is the bare
    name, `head` the lower-case singular head, `office` the words of the office ("foreign minister") and `place` the
    state, town or body that it belongs to. `apposition`, `possessor` and `conjunct` are spans of other mentions: of
    the one renamed here, of the owner, and of the one before it in "A and B". `relative` marks who, which and that,
    whose antecedent is then `apposition`. `sentence` is where the sentence starts, `paragraph` where the passage does.
    `furniture` marks datelines and photo credits, which never speak, `headline` passages where capitals mean nothing.
    """

    span: Span
    text: str
    kind: str
    entity: str = ""
    name: str = ""
    head: str = ""
    office: str = ""
    place: str = ""
    past: bool = False
    gender: str = ""
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    subject: bool = False
    quoted: bool = False
    sentence: int = 0
    paragraph: int = 0
    apposition: Span | None = None
    possessor: Span | None = None
    conjunct: Span | None = None
    acronym_of: Span | None = None
    furniture: bool = False
    headline: bool = False

    def moved(self, by: int) -> Mention:
        """Return the mention with every position `by` characters further on."""
        if not by:
            return self
        return replace(
            self,
            span=self.span.moved(by),
            sentence=self.sentence + by,
            paragraph=self.paragraph + by,
            apposition=self.apposition and self.apposition.moved(by),
            possessor=self.possessor and self.possessor.moved(by),
            conjunct=self.conjunct and self.conjunct.moved(by),
            acronym_of=self.acronym_of and self.acronym_of.moved(by),
        )


def mention_from(row: Mapping[str, Any]) -> Mention:
    """Return the mention that `dataclasses.asdict` and JSON have made a row of."""
    spans = ("span", "apposition", "possessor", "conjunct", "acronym_of")
    known: dict[str, Any] = {k: Span(*v) if k in spans and v is not None else v for k, v in row.items()}
    return Mention(**known)
