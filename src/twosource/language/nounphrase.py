"""Noun phrases around a name or a noun for somebody: title, modifiers, owner and place.

Read from right to left over the words, not from the parse: news writes "Ruritanian Deputy Foreign Minister Otto
Falk" in one fixed order, and the small model's dependency trees of such stacks are often wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.language.gazetteer import address_gender, gender_of_word, singular, state_of, word_class
from twosource.language.name_runs import Run, follows_group
from twosource.language.parser import Parsed, Token
from twosource.language.patron_names import bears_saint
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["TITLE_TAILS", "Phrase", "name_phrase", "noun_phrase"]

# Whether an article or the like makes its phrase definite.
_ARTICLES = dict.fromkeys(("the", "this", "that", "these", "those", "both"), True) | dict.fromkeys(
    ("a", "an", "another", "some", "any", "no", "every", "each", "one"), False
)
_PAST = frozenset(load("names")["words"]["past"])
_QUOTED = 12  # tokens of a quotation in single marks
_DEPTH = 3  # of owners within owners: "the aide of the head of the office of …"
_MODIFIERS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
SPOKEN = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_OF_STATE = frozenset(("state", "staff"))
TITLE_TAILS = frozenset(load("names")["words"]["title_tails"])
_OWN = frozenset(("his", "her", "its", "their", "my", "our"))
_NOT_OFFICE = frozenset(load("names")["words"]["not_office"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: `text` without the article; `office`, `place` and `past` of a title; the owner's span."""

    span: Span
    text: str
    office: str = ""
    place: str = ""
    past: bool = False
    definite: bool = False
    indefinite: bool = False
    possessor: Span | None = None
    gender: str = ""
    head: str = ""


def name_phrase(parsed: Parsed, run: Run, named: Mapping[int, Run], depth: int = 0) -> Phrase:
    """Return a name with the title, owner and place that stand before it ("Ruritania's President Otto Falk")."""
    tokens = parsed.tokens
    first, gender = run.first, ""
    while first > 0 and address_gender(tokens[first - 1].lower) is not None:
        first -= 1
        gender = gender or (address_gender(tokens[first].lower) or "")
    office_at = _office_before(tokens, first) if run.kind != "NORP" and first > 0 and first - 1 not in named else None
    if first == run.first and follows_group(tokens, run):
        whole = noun_phrase(parsed, first - 1, named, run.last, depth).span
        return Phrase(whole, whole.of(parsed.text))
    if office_at is None or tokens[office_at].pos == "VERB":
        if run.kind == "ORG" and not gender:  # whoever is called Mr is no body
            return _body_name(parsed, run, first, named, depth)
        return Phrase(parsed.span(first, run.last), parsed.span(first, run.last).of(parsed.text), gender=gender)
    phrase = noun_phrase(parsed, office_at, named, run.last, depth)
    return Phrase(
        phrase.span, phrase.text, phrase.office, phrase.place, phrase.past, True, False, phrase.possessor,
        gender or gender_of_word(singular(tokens[office_at].lower)),
    )  # fmt: skip


def _office_before(tokens: list[Token], first: int) -> int | None:
    """Return the last token of the office right before a name; "secretary of state" ends in its tail."""
    at = first - 1
    short = load("names")["short"]
    if tokens[at].text == "." and at and tokens[at - 1].lower + "." in short:  # the parser cuts "Maj." in two
        return at
    if word_class(tokens[at].lower) == "person" or tokens[at].lower in short:
        return at
    tail = tokens[at].lower in TITLE_TAILS and at > 1 and tokens[at - 1].lower == "of"
    return at if tail and word_class(tokens[at - 2].lower) == "person" else None


def noun_phrase(parsed: Parsed, head: int, named: Mapping[int, Run], last: int | None = None, depth: int = 0) -> Phrase:
    """Return the phrase that ends in the noun `head`, or in the name that follows it up to token `last`."""
    tokens = parsed.tokens
    first = _start(tokens, head)
    definite, indefinite, start, possessor = _determiner(parsed, first, named, depth)
    words, place, past = _office(tokens, first, head, named)
    end = head if last is None else last
    if last is None and end + 2 < len(tokens) and tokens[end + 1].lower == "of" and tokens[end + 2].lower in _OF_STATE:
        words, end = f"{words} of {tokens[end + 2].lower}", end + 2
    after = _place_after(parsed, head, end, named, depth) if depth < _DEPTH else None
    if not place and possessor is not None and (owner := named.get(_token_before(tokens, first))):
        place = _place_of(parsed, owner) if owner.kind in ("GPE", "ORG", "LOC", "NORP") else ""
    if after and not place and not isinstance(after, Span):
        place = after
    text_start = tokens[start].start if possessor is not None or tokens[start].lower == "both" else tokens[first].start
    if isinstance(after, Span) and possessor is None:
        possessor = after
    span = Span(tokens[start].start, tokens[end].end)
    return Phrase(span, Span(text_start, span.end).of(parsed.text), words, place, past, definite, indefinite, possessor)


def _body_name(parsed: Parsed, run: Run, first: int, named: Mapping[int, Run], depth: int) -> Phrase:
    """Return a body with a proper name; "Russian Foreign Ministry" is an office of a state like any other."""
    tokens = parsed.tokens
    head = run.last
    owned = any(_is_ending(tokens, at) and tokens[at + 1].lower in ("and", "&") for at in range(run.first + 1, head))
    joined = any(tokens[at].lower in ("and", "&") for at in range(run.first + 1, head))
    if owned or joined or bears_saint(tokens, run):
        span = parsed.span(first, head)  # "Bakers' and Grocers' Union": who it is of is a part of its name
        return Phrase(span, span.of(parsed.text), singular(tokens[head].lower), head=tokens[head].lower)
    if word_class(tokens[head].lower) == "body":
        return noun_phrase(parsed, head, named, None, depth)
    if (
        word_class(tokens[run.first].lower) == "body"
        and run.last > run.first + 1
        and tokens[run.first + 1].lower in ("of", "for")
    ):
        after = tokens[run.first + 2 : run.last + 1]
        # "Ministry of Health of the Republic": the second "of" tells whose it is, and no more of what.
        of = next((at for at, t in enumerate(after) if at and t.lower == "of"), len(after))
        words = [t.lower for t in after[:of] if t.lower not in ("the", "'s", "’s")]
        place = named.get(run.first - 1)
        span = parsed.span(first, run.last)
        return Phrase(
            span,
            span.of(parsed.text),
            " ".join([*words, tokens[run.first].lower]),
            _place_of(parsed, place) if place else "",
            head=tokens[run.first].lower,
        )
    span = parsed.span(first, run.last)
    return Phrase(span, span.of(parsed.text))


def _start(tokens: list[Token], head: int) -> int:
    """Return the first modifier of a noun, going left over adjectives, nouns, names and hyphens."""
    at = head
    while at > 0:
        token = tokens[at - 1]
        if token.text == "-" and at > 1 and tokens[at - 2].end == token.start == tokens[at].start - 1:
            at -= 2
        elif token.text == "." and at > 1 and tokens[at - 2].lower == "no" and tokens[at].text.isdigit():
            at -= 2  # "the No. 2 carrier": the parser cuts the short form in two
        elif (
            (token.pos in _MODIFIERS and token.tag != "POS")
            or token.lower in _PAST
            or (token.dep == "amod" and token.head <= head)
        ):
            if (
                token.lower in _ARTICLES
                or token.tag in ("PRP$", "WP$", "WDT")
                or (token.head < at - 1 and token.dep in ("npadvmod", "pobj", "dobj", "tmod", "nsubj"))
            ):
                break
            at -= 1
        elif (
            token.lower == "and"
            and at > 1
            and tokens[at].dep == "conj"
            and tokens[at].head == at - 2
            and tokens[at].tag in ("JJ", "NN")
        ):
            at -= 2  # "state and local leaders"
        elif (
            token.lower in ("of", "for")
            and tokens[at].lower in TITLE_TAILS
            and (at == head or word_class(tokens[head].lower) != "body")  # "head of *State Rail College*" is no college
            and at > 1
            and word_class(tokens[at - 2].lower) == "person"
        ):
            at -= 2
        else:
            break
    return at


def _determiner(
    parsed: Parsed, first: int, named: Mapping[int, Run], depth: int
) -> tuple[bool, bool, int, Span | None]:
    """Return if the phrase is definite, if indefinite, its first token with article or owner, and the owner."""
    tokens = parsed.tokens
    if first == 0:
        return False, False, first, None
    before = tokens[first - 1]
    if before.lower in _ARTICLES and before.tag != "IN":
        return _ARTICLES[before.lower], not _ARTICLES[before.lower], first - 1, None
    if before.lower in _OWN and before.pos in ("PRON", "DET"):
        return True, False, first - 1, Span(before.start, before.end)
    if _is_ending(tokens, first - 1) and first > 1 and depth < _DEPTH:
        run = named.get(first - 2)
        owner = (
            name_phrase(parsed, run, named, depth + 1).span
            if run
            else noun_phrase(parsed, first - 2, named, None, depth + 1).span
        )
        start = first - 2
        while start > 0 and tokens[start].start > owner.start:
            start -= 1
        return True, False, start, owner
    return False, False, first, None


def _is_ending(tokens: list[Token], at: int) -> bool:
    """Say whether a token is a possessive ending; the tagger misses many after a typographic apostrophe."""
    token = tokens[at]
    if token.text in ("'", "’"):
        owns = at > 0 and tokens[at - 1].end == token.start and tokens[at - 1].lower[-1:] == "s"
        return owns and not _closes_quotation(tokens, at)
    return token.tag == "POS" or token.text in ("'s", "’s")


def _closes_quotation(tokens: list[Token], at: int) -> bool:
    """Say whether a mark behind a word ends what a single one before it opened: of the 'reckless' bank nothing is."""
    for mark in reversed(tokens[max(0, at - _QUOTED) : at]):
        if mark.text[:1] in ("'", "‘") and mark.text not in ("'s", "’s"):
            before = tokens[mark.i - 1] if mark.i else None
            return (before is None or before.end < mark.start) and mark.sent == tokens[at].sent
    return False


def _token_before(tokens: list[Token], first: int) -> int:
    """Return the last token of the owner in "the town's mayor", where `first` is the token after the ending."""
    return first - 2 if first > 1 and _is_ending(tokens, first - 1) else -1


def _office(tokens: list[Token], first: int, head: int, named: Mapping[int, Run]) -> tuple[str, str, bool]:
    """Return the words of the office, the place among the modifiers, and whether the office is a past one."""
    short, same = load("names")["short"], load("names")["same"]
    words: list[str] = []
    places: list[str] = []
    past = False
    seen: Run | None = None
    for at in range(first, head + 1):
        token = tokens[at]
        known = state_of(token.text)
        run = named.get(at)
        if token.lower in _PAST:
            past = True
        elif at < head and (known or run) and tokens[at + 1].text == "-" and tokens[at + 1].start == token.end:
            continue  # "Moscow-led" and "US-backed" are not whose it is
        elif token.lower in same:
            words.append(same[token.lower])
        elif at < head and known:
            places.append(known[0])
        elif at < head and run and run.last < head and run.kind in ("ORG", "GPE", "LOC"):
            if run is not seen:
                places.append(_run_text(tokens, run))
            seen = run
        elif at < head and run and run.kind in ("PERSON", "OTHER") and run.last < head:
            if run is not seen:
                words.append(_run_text(tokens, run))
            seen = run
        elif token.text not in ("-", ".") and token.pos != "NUM" and token.lower not in _NOT_OFFICE:
            words.append(short.get(token.lower) or same.get(token.lower, token.lower))
    if words:
        last = words[-1].rsplit(" ", 1)
        words[-1] = " ".join([*last[:-1], singular(last[-1])])
    return " ".join(words), places[0] if places else "", past


def _place_after(parsed: Parsed, noun: int, end: int, named: Mapping[int, Run], depth: int) -> str | Span | None:
    """Return the name in "president of Ruritania", or the owner's span in "a spokesman for Otto Falk"."""
    tokens = parsed.tokens
    if end + 2 >= len(tokens) or tokens[end + 1].lower not in ("of", "for", "with", "at", "to", "from", "in"):
        return None
    at = end + 2
    if tokens[at].lower in ("the", "his", "her", "its", "their") and at + 1 < len(tokens):
        at += 1
    run = named.get(at)
    word = tokens[end + 1].lower
    personal = word == "of" and tokens[noun].lower in load("offices")["personal"]  # the office of the mayor
    serves = word == "to" and singular(tokens[noun].lower) in load("offices")["serving"]
    owned = personal or serves or (word in ("of", "for") and word_class(tokens[noun].lower) == "person")
    for head in range(at, min(at + 5, len(tokens))) if personal or tokens[noun].lower in SPOKEN else ():
        if head in named and named[head].kind == "PERSON":  # "the office of Finance Minister Otto Falk"
            return name_phrase(parsed, named[head], named, depth + 1).span
        if tokens[head].pos not in _MODIFIERS:
            break
    while run is not None and run.kind == "NORP" and run.last + 1 in named:
        run = named[run.last + 1]
    if run is not None and run.kind in ("ORG", "LOC", "GPE") and tokens[noun].lower in SPOKEN:
        last = next((n for n in range(run.last + 1, len(tokens)) if tokens[n].pos not in _MODIFIERS), len(tokens)) - 1
        if last > run.last and word_class(tokens[last].lower) == "person":
            return noun_phrase(parsed, last, named, None, depth + 1).span  # "for the Lodev prosecutor", not for Lodev
    if run is not None and run.kind != "NORP":
        if run.kind == "PERSON" and (owned or (word == "to" and word_class(tokens[noun].lower) == "person")):
            return name_phrase(parsed, run, named, depth + 1).span
        return _place_of(parsed, run) if run.kind != "PERSON" else None
    if not owned:
        return None
    for head in range(at, min(at + 5, len(tokens))):
        if tokens[head].pos not in _MODIFIERS and tokens[head].dep != "amod":
            return None
        after = tokens[head + 1] if head + 1 < len(tokens) else None
        if word_class(tokens[head].lower) in ("body", "person") and (after is None or after.pos not in _MODIFIERS):
            return noun_phrase(parsed, head, named, None, depth + 1).span
    return None


def _place_of(parsed: Parsed, run: Run) -> str:
    text = _run_text(parsed.tokens, run)
    known = state_of(text)
    return known[0] if known and known[1] != "capital" else text


def _run_text(tokens: list[Token], run: Run) -> str:
    return "".join(
        t.text + (" " if at < run.last and tokens[at + 1].start > t.end else "")
        for at, t in enumerate(tokens[run.first : run.last + 1], start=run.first)
    )
