"""Mentions: every place of a passage where somebody is meant, by name, by office, by pronoun or as a body.

A mention is what one passage says, without knowledge of the story; who it is, is decided in `cast` and `speakers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from twosource.language.gazetteer import gender_of_first_name, gender_of_word, singular, word_class
from twosource.language.mention import Mention, mention_from
from twosource.language.name_runs import Run, no_person
from twosource.language.names import dateline, find_runs, is_headline
from twosource.language.nounphrase import TITLE_TAILS, Phrase, name_phrase, noun_phrase
from twosource.language.parser import Parsed, Token
from twosource.language.relations import with_persons, with_relations
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["Mention", "find_mentions", "mention_from"]

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "agent"))
_PRONOUNS: dict[str, tuple[str, bool]] = {
    word: (gender.removeprefix("any"), number == "many")
    for number, genders in load("names")["pronouns"].items()
    for gender, words in genders.items()
    for word in words
}
_COUNTING = frozenset(("many", "some", "most", "several", "few", "half", "none"))  # of his supporters
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_TITLE = 6  # tokens of a title and a town before a name
_OPENING, _CLOSING = "“„«", "”»"


def find_mentions(parsed: Parsed) -> list[Mention]:
    """Return the mentions of a passage in the order of their spans; inner ones ("Kazakhstan's …") follow outer ones.

    Positions are characters of the passage.
    """
    runs = find_runs(parsed)
    named = {at: run for run in runs for at in range(run.first, run.last + 1)}
    quoted = quoted_stretches(parsed.text)
    found = _name_mentions(parsed, runs, named) + _other_mentions(parsed, named)
    found.sort(key=lambda m: (m.span.start, -m.span.end))
    found = [replace(m, quoted=True) if _is_inside(m.span, quoted) else m for m in _distinct(found)]
    return with_relations(parsed.text, with_persons(parsed.text, found))


def quoted_stretches(text: str) -> list[Span]:
    """Return the stretches in double quotation marks; an unclosed one ends with the passage.

    >>> [s.of('He said "yes" and “no') for s in quoted_stretches('He said "yes" and “no')]
    ['yes', 'no']
    """
    found: list[Span] = []
    start: int | None = None
    for at, mark in enumerate(text):
        if mark in _OPENING or (mark == '"' and start is None):
            start = at + 1
        elif start is not None and (mark in _CLOSING or mark == '"'):
            found.append(Span(start, at))
            start = None
    if start is not None:
        found.append(Span(start, len(text)))
    return found


def _name_mentions(parsed: Parsed, runs: list[Run], named: Mapping[int, Run]) -> list[Mention]:
    found: list[Mention] = []
    spans: dict[int, Span] = {}
    headline = is_headline(parsed.tokens)
    end_of_dateline = dateline(parsed.text) if runs else 0
    for run in runs:
        head = _head_of_run(parsed.tokens, run)
        phrase = name_phrase(parsed, run, named)
        text = parsed.span(run.first, run.last).of(parsed.text)
        gender = phrase.gender
        if not gender and run.kind in ("PERSON", "ORG", "OTHER") and run.last > run.first:
            gender = gender_of_first_name(parsed.tokens[run.first].text)
        spans[run.first] = phrase.span
        titled = bool(phrase.gender) or (phrase.office and run.kind != "ORG")
        kind = "PERSON" if titled else run.kind
        if kind == "PERSON" and (other := no_person(parsed.tokens, run, named)):
            kind, gender, phrase = other, "", replace(phrase, office="", place="")
        found.append(
            _mention(
                parsed, named, phrase, head, "name", entity=kind,
                name=text, headline=headline, gender=gender,
                acronym_of=spans.get(run.long) if run.long is not None else None,
                furniture=phrase.span.start < end_of_dateline or _is_credit(parsed.text, phrase.span),
            )
        )  # fmt: skip
    return found


def _other_mentions(parsed: Parsed, named: Mapping[int, Run]) -> list[Mention]:
    found: list[Mention] = []
    tokens = parsed.tokens
    for token in tokens:
        if token.i in named or not token.text[:1].isalpha():
            continue
        if token.lower in _COUNTING and token.dep in _SUBJECTS and (counted := _counted(parsed, token)) is not None:
            span = parsed.span(token.i, counted)
            found.append(_mention(parsed, named, Phrase(span, span.of(parsed.text)), token, "other", plural=True))
        elif token.lower in _PRONOUNS:
            found.extend(_pronoun(parsed, token, named))
        elif token.pos in ("NOUN", "PROPN") or (token.dep in _SUBJECTS and token.pos in ("ADJ", "NUM")):
            kind = _noun_kind(tokens, token, named)
            if kind:
                phrase = noun_phrase(parsed, token.i, named, _counted(parsed, token))
                word = singular(token.lower)
                if kind == "other" and phrase.possessor is None and word in load("offices")["utterance"]:
                    phrase = replace(phrase, possessor=_issuer(parsed, token, named))
                elif kind == "other" and phrase.possessor is None and word in load("offices")["compiled"]:
                    phrase = replace(phrase, possessor=_compiler(parsed, token, named))
                found.append(_mention(parsed, named, phrase, token, kind, gender=gender_of_word(token.lower)))
    return found


def _noun_kind(tokens: list[Token], token: Token, named: Mapping[int, Run]) -> str:
    """Return role, body, other, or "" for a noun that is no head: a title, or the first part of a compound."""
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if after is not None:
        if after.i in named and named[after.i].kind == "PERSON" and word_class(token.lower) == "person":
            return ""
        if token.dep in ("compound", "nmod", "amod") and token.head > token.i and token.head <= token.i + 4:
            return ""
        if after.text == "-" and after.start == token.end:
            return ""
    if (
        token.lower in TITLE_TAILS
        and token.i > 1
        and tokens[token.i - 1].lower == "of"
        and word_class(tokens[token.i - 2].lower) == "person"
    ):
        return ""  # "secretary of state" is one office
    kind = word_class(token.lower)
    if kind == "person":
        return "role"
    if kind == "body":
        return "body"
    return (
        "other"
        if kind == "document" or token.dep in _SUBJECTS or (token.dep == "pobj" and _after_source_word(tokens, token))
        else ""
    )


def _counted(parsed: Parsed, token: Token) -> int | None:
    """Return the noun that a collective counts: "parents" of "a group of angry parents"."""
    if token.lower not in _COUNTING and singular(token.lower) not in load("offices")["collective"]:
        return None
    for at in parsed.children[token.i]:
        if at == token.i + 1 and parsed.tokens[at].lower == "of":
            objects = [of for of in parsed.children[at] if parsed.tokens[of].dep == "pobj"]
            return objects[0] if objects else None
    return None


def _issuer(parsed: Parsed, token: Token, named: Mapping[int, Run]) -> Span | None:
    """Return who issued a text: the subject whose object it is, or the name after "by" or "from"."""
    tokens = parsed.tokens
    verb = tokens[token.head]
    if token.dep == "dobj" and verb.lemma.lower() in load("offices")["issue"]:
        subjects = [at for at in parsed.children[verb.i] if tokens[at].dep == "nsubj" and tokens[at].pos != "PRON"]
        return _phrase_at(parsed, subjects[0], named).span if subjects else None
    if token.dep == "pobj" and verb.lower == "in":  # "the union said in a statement"
        subjects = [at for at in parsed.children[verb.head] if tokens[at].dep == "nsubj" and tokens[at].pos != "PRON"]
        return _phrase_at(parsed, subjects[0], named).span if subjects else None
    if token.i + 2 < len(tokens) and tokens[token.i + 1].lower in ("by", "from"):
        at = token.i + 2 + (tokens[token.i + 2].lower == "the")
        for head in range(at, min(at + _TITLE, len(tokens))):
            if head in named and named[head].kind == "PERSON":  # "by Strelsau harbour master Ada Moll": no town's
                return _phrase_at(parsed, named[head].last, named).span
            if tokens[head].pos not in ("NOUN", "PROPN", "ADJ"):
                break
        whose = next((c for c in parsed.children[token.i + 1] if c > token.i), None)
        spoken = whose is not None and word_class(tokens[whose].lower) in ("body", "person")
        if at in named and (whose in named or not spoken):
            return _phrase_at(parsed, named[at].last, named).span
        if whose is not None and spoken:
            return noun_phrase(parsed, whose, named).span  # "a statement from her ministry"
    return None


def _compiler(parsed: Parsed, token: Token, named: Mapping[int, Run]) -> Span | None:
    """Return the body that worked something out: "data *of the ministry*", "a list compiled *by the port*"."""
    tokens = parsed.tokens
    joint = token.i + 1
    if joint + 2 < len(tokens) and tokens[joint].lower in load("offices")["compiling"]:
        joint += 1 + (tokens[joint + 1].lower == "up")
        if tokens[joint].lower != "by":
            return None
    if joint + 1 >= len(tokens) or tokens[joint].lower not in ("of", "by", "from"):
        return None
    if tokens[joint].lower == "of" and singular(token.lower) in load("offices")["about"]:
        return None  # "a study of the ministry" is not by it
    at = joint + 1 + (tokens[joint + 1].lower == "the")
    if at in named:
        return _phrase_at(parsed, named[at].last, named).span if named[at].kind == "ORG" else None
    whose = next((c for c in parsed.children[joint] if c > token.i), None)
    if whose is not None and whose not in named and word_class(tokens[whose].lower) == "body":
        return noun_phrase(parsed, whose, named).span
    return None


def _phrase_at(parsed: Parsed, head: int, named: Mapping[int, Run]) -> Phrase:
    return name_phrase(parsed, named[head], named) if head in named else noun_phrase(parsed, head, named)


def _after_source_word(tokens: list[Token], token: Token) -> bool:
    """Say whether a noun hangs on "according to", "by" or "from"."""
    return tokens[token.head].lower in ("to", "by", "from")


def _pronoun(parsed: Parsed, token: Token, named: Mapping[int, Run]) -> Iterable[Mention]:
    gender, plural = _PRONOUNS[token.lower]
    possessive = token.lower in ("his", "her", "its", "their", "my", "our") and token.dep == "poss"
    if token.lower not in ("he", "she", "it", "i", "they", "we") and not (
        possessive or token.dep in _SUBJECTS or token.dep in ("dobj", "pobj", "dative", "attr", "ROOT", "conj", "poss")
    ):
        return
    if (
        token.lower in ("two", "one", "several", "many", "some", "few", "all", "both", "former", "another")
        and token.dep not in _SUBJECTS
    ):
        return
    relative = token.lower in _RELATIVE
    antecedent = _antecedent(parsed, token, named) if relative else None
    if token.lower == "that" and antecedent is None and token.dep not in _SUBJECTS:
        return
    span = Span(token.start, token.end)
    yield _mention(
        parsed,
        named,
        Phrase(span, span.of(parsed.text)),
        token,
        "pronoun",
        gender=gender,
        plural=plural,
        apposition=antecedent,
    )


def _antecedent(parsed: Parsed, token: Token, named: Mapping[int, Run]) -> Span | None:
    """Return the noun phrase that a relative pronoun takes up: the one that its clause hangs on."""
    verb = parsed.tokens[token.head]
    for _ in range(4):
        if verb.dep == "relcl" or verb.head == verb.i:
            break
        verb = parsed.tokens[verb.head]
    if verb.dep != "relcl" or verb.head >= token.i:
        return None
    return _phrase_at(parsed, verb.head, named).span


def _mention(parsed: Parsed, named: Mapping[int, Run], phrase: Phrase, head: Token, kind: str, **more: Any) -> Mention:
    """Return the mention of a phrase whose head token says its number, its part in the sentence and its conjunct."""
    first = parsed.tokens[parsed.sents[head.sent][0]]
    plural = more.pop("plural", None)
    if plural is None:
        plural = head.tag in ("NNS", "NNPS") if kind in ("role", "body", "other") else False
    word = head.lower if kind in ("name", "pronoun") else singular(head.lower)
    if kind in ("role", "other") and head.lower == "people":
        plural = True
    joined = _phrase_at(parsed, head.head, named).span if head.dep == "conj" and kind in ("name", "role") else None
    if joined is not None and " and " not in parsed.text[joined.end : phrase.span.start]:
        alike = head.i in named and head.head in named and named[head.i].kind == named[head.head].kind
        joined = joined if alike else None
    return Mention(
        phrase.span, phrase.text, kind, head=phrase.head or word,
        office=phrase.office, place=phrase.place, past=phrase.past,
        plural=plural, definite=phrase.definite, indefinite=phrase.indefinite,
        subject=_is_subject(parsed, head, phrase), sentence=first.start,
        possessor=phrase.possessor, conjunct=joined, **more,
    )  # fmt: skip


def _is_subject(parsed: Parsed, head: Token, phrase: Phrase) -> bool:
    """Say whether a phrase is a subject by its head, or by the noun right before a name that the parser hung on it."""
    if head.dep in _SUBJECTS:
        return True
    before = parsed.tokens[head.head]
    beside = phrase.span.start <= before.start or before.end + 1 == phrase.span.start
    return beside and before.i < head.i and before.pos in ("NOUN", "PROPN") and before.dep in _SUBJECTS


def _head_of_run(tokens: list[Token], run: Run) -> Token:
    """Return the token of a name that hangs on something outside it, the last one if several do."""
    for at in range(run.last, run.first - 1, -1):
        if not run.first <= tokens[at].head <= run.last or tokens[at].head == at:
            return tokens[at]
    return tokens[run.last]


def _is_credit(text: str, span: Span) -> bool:
    """Say whether a name stands in brackets with a stroke: "(Ana Duarte/XPA)"."""
    opened = text.rfind("(", max(0, span.start - 60), span.start)
    closed = text.find(")", span.end, span.end + 40)
    return opened >= 0 and closed >= 0 and "/" in text[opened:closed] and ")" not in text[opened : span.start]


def _is_inside(span: Span, stretches: list[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in stretches)


def _distinct(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions without a second one on the same span."""
    return [m for at, m in enumerate(mentions) if not at or m.span != mentions[at - 1].span]
