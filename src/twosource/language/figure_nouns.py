"""What a number counts: a parsed text and the place of a number come in, the counted noun phrase goes out.

The phrase is read rightwards by part of speech, because on headlines and stripped text that holds where the
dependency tree breaks.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_PERSONS = frozenset(load("figure_persons")["persons"]["words"])
PARTITIVES = frozenset(load("figure_persons")["partitives"]["words"])
_PERSON_ENDINGS = tuple(load("figure_persons")["persons"]["endings"])
_HAPPENINGS = load("figure_happenings")
_OF_PERSONS = frozenset(_HAPPENINGS["of_persons"]["words"])
_FOR_PERSONS = frozenset(_HAPPENINGS["for_persons"]["words"])
_ALWAYS_PERSONS = frozenset(_HAPPENINGS["of_persons"]["always"])
_QUOTES = "\"“”‘’'"


class Counted(NamedTuple):
    """The counted noun phrase: first and last token, its head's token, and the head in the singular."""

    first: int
    last: int
    head: int
    singular: str


def read_noun(parsed: Parsed, after: int, of: bool) -> Counted | None:
    """Read the noun phrase that begins at token `after`; with `of`, it may begin by "of (the)"."""
    tokens = parsed.tokens
    if after >= len(tokens):
        return None
    sent, at = tokens[after].sent, after
    if of and tokens[at].lower == "of":
        at += 1
        while at < len(tokens) and (
            (tokens[at].pos in ("DET", "PRON") and tokens[at].tag in ("DT", "PRP$", "PDT"))
            or tokens[at].text in _QUOTES
        ):
            at += 1
    head = _walk(parsed, at, sent)
    if head is None:
        return None
    first, last = at, head
    while tokens[first].text in _QUOTES or tokens[first].text == "-":
        first += 1
    if last + 1 < len(tokens) and tokens[last].lemma.lower() in PARTITIVES and tokens[last + 1].lower == "of":
        inner = read_noun(parsed, last + 1, of=True)
        if inner is not None:
            kind = singular_of(tokens[head]) if singular_of(tokens[head]) in _PERSONS else inner.singular
            return Counted(first, inner.last, head, kind)
    return Counted(first, last, head, singular_of(tokens[head]))


def counts_persons(counted: Counted | None, what: str | None) -> bool:
    """Say whether persons are counted: by the noun, or by what befell them where no noun is printed."""
    if counted is None:
        return what in _OF_PERSONS
    if counted.singular in _PERSONS or counted.singular in _FOR_PERSONS or what in _ALWAYS_PERSONS:
        return True
    return counted.singular.endswith(_PERSON_ENDINGS) or (
        what in _OF_PERSONS and counted.singular.endswith(("er", "or", "ee", "ist", "ian", "ant"))
    )


def is_person_noun(singular: str) -> bool:
    """Say whether a noun in the singular names a person."""
    return singular in _PERSONS


def _walk(parsed: Parsed, at: int, sent: int) -> int | None:
    """Step right over modifiers to the noun that ends the phrase."""
    tokens, head = parsed.tokens, None
    for i in range(at, min(at + 9, len(tokens))):
        token = tokens[i]
        if token.sent != sent or (i > at and "\n" in parsed.text[tokens[i - 1].end : token.start]):
            break
        if token.pos in ("NOUN", "PROPN"):
            if head is not None and _begins_anew(token, tokens[head]):
                break
            head = i
            if not _goes_on(parsed, i):
                break
        elif not _modifies(token, i - at, None if head is None else tokens[head]):
            break
    return None if head is not None and _is_date(parsed, at, head) else head


def _begins_anew(token: Token, head: Token) -> bool:
    """Say whether a noun after the head opens another phrase: "16 officers Monday", "26 shops people say"."""
    return token.entity in ("DATE", "TIME") or (token.lower == "people" and head.tag == "NNS")


def _goes_on(parsed: Parsed, i: int) -> bool:
    """Say whether the noun is the first half of a compound: "security officers", "60 Asha and Beru vans"."""
    token = parsed.tokens[i]
    if token.pos == "PROPN" and _pair_of_names(parsed, i):
        return True
    if i + 1 < len(parsed.tokens) and parsed.tokens[i + 1].tag == "POS":
        return True  # "a third of Orlu's grain"
    if token.head > i and token.dep in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod"):
        return True
    following = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    if token.tag not in ("NN", "NNP") or following is None or following.sent != token.sent:
        return False
    return following.pos == "NOUN" and following.entity not in ("DATE", "TIME")


def _modifies(token: Token, steps: int, head: Token | None) -> bool:
    """Say whether a word that is no noun may stand inside the phrase, `steps` after its beginning."""
    ahead = token.head > token.i
    if token.text in _QUOTES or token.text == "-" or token.dep == "case" or token.tag == "POS":
        return True
    if token.pos == "ADJ" and (head is None or (token.dep == "amod" and ahead)):
        return True
    if token.tag in ("VBN", "VBG") and token.dep in ("amod", "compound", "nmod") and ahead:
        return True
    if token.pos == "CCONJ" and not ahead:
        return steps > 0 and (head is None or head.pos == "PROPN")
    if token.pos not in ("ADV", "NUM", "CCONJ", "PUNCT", "SYM") or not ahead or token.text in ".;:()":
        return False
    if token.pos in ("CCONJ", "PUNCT") and (head is not None or steps == 0):
        return False
    return token.dep in ("advmod", "nummod", "cc", "punct", "quantmod", "nmod")


def _is_date(parsed: Parsed, at: int, head: int) -> bool:
    """Say whether the words are a date and not what is counted: "2.1 last year"."""
    tokens = parsed.tokens
    return tokens[head].entity in ("DATE", "TIME") and tokens[at].lower in (
        "last",
        "this",
        "next",
        "previous",
        "earlier",
        "early",
        "late",
    )


def _pair_of_names(parsed: Parsed, i: int) -> bool:
    """Say whether "Asha and Beru" before a plural noun are two names of its kind: "60 Asha and Beru vans"."""
    tokens = parsed.tokens
    if i + 3 >= len(tokens) or tokens[i + 1].lower != "and" or tokens[i + 2].pos not in ("PROPN", "NOUN"):
        return False
    return tokens[i + 3].tag == "NNS" and tokens[i + 3].sent == tokens[i].sent


def singular_of(token: Token) -> str:
    """Return a noun in the singular, small letters; the parser leaves some plurals as they stand."""
    lemma = token.lemma.lower()
    if token.tag in ("NNS", "NNPS") and lemma == token.lower:
        for ending, single in (
            ("ies", "y"),
            ("men", "man"),
            ("sses", "ss"),
            ("ches", "ch"),
            ("shes", "sh"),
            ("xes", "x"),
            ("s", ""),
        ):
            if lemma.endswith(ending) and len(lemma) > 3 and not lemma.endswith("ss"):
                return lemma[: -len(ending)] + single
    return lemma
