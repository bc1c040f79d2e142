"""Proper names of a passage: the parser's, with its known gaps mended by rule.

The small English model splits or mislabels hyphenated names, takes demonyms for people, runs names over quotation
marks and misses acronyms. Each gap has one rule here; what a rule cannot know (is "Ostrava" a town or a man?) is
voted on over all reports of the story, in `cast`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twosource.language.acronyms import find_acronyms, is_acronym
from twosource.language.gazetteer import address_gender, gender_of_first_name, seat, state_of, word_class
from twosource.language.name_runs import Run, is_of_house, is_title_word, trim, with_owners, without_office, words_of
from twosource.language.paired_names import with_pairs
from twosource.language.parser import Parsed, Token
from twosource.language.patron_names import with_patrons
from twosource.lexicon import load
from twosource.model import Name

__all__ = ["dateline", "find_names", "find_runs", "is_headline"]

_KINDS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP"} | dict.fromkeys(
    ("EVENT", "WORK_OF_ART", "LAW", "PRODUCT"), "OTHER"
)
_PLACES = frozenset(load("names")["words"]["places"])
_NO_NAME = frozenset(load("names")["words"]["no_name"])
# A place in capitals, or any place before an agency in brackets, then a dash; a colon only after place and country.
_DATELINE = re.compile(
    r"\s*(?:[A-Z][A-Z'’.\- ]{1,30}(?:, ?\(?[A-Z][\w .]{1,30}\)?)?(?: ?\([^()\n]{2,40}\))?\s?(?:—|–|--|-(?=\s))"
    r"|[A-Z][A-Z'’.\- ]{1,30}, ?\(?[A-Z][\w .]{1,30}\)?(?: ?\([^()\n]{2,40}\))?:"
    r"|[A-Z][\w'’.\-]{1,20}(?: [A-Z][\w'’.\-]{1,20})?(?:, ?\(?[A-Z][\w .]{1,30}\)?)?"
    r" ?\([A-Z][^()\n]{1,40}\)\s?(?:—|–|--|-|:))\s"
)


def find_names(parsed: Parsed) -> list[Name]:
    """Return the proper names of a passage in order, without titles, articles and possessive endings."""
    return [_name(parsed, run) for run in find_runs(parsed)]


def dateline(text: str) -> int:
    """Return where a leading dateline ends ("LIMA, Peru (XPA) — "), 0 if there is none.

    >>> dateline("LIMA, Peru (XPA) — The mayor said")
    19
    """
    found = _DATELINE.match(text)
    return found.end() if found else 0


def find_runs(parsed: Parsed) -> list[Run]:
    """Return the names of a passage as runs of tokens: the parser's, cut and joined, and those that it missed."""
    tokens = parsed.tokens
    headline = is_headline(tokens)
    found: list[Run] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.entity in _KINDS:
            last = _end_of_entity(tokens, at)
            found.extend(trim(tokens, at, last, _KINDS[token.entity]))
            at = last + 1
        elif not token.entity and _may_be_name(token):
            last = at
            while last + 1 < len(tokens) and _continues(tokens, last + 1):
                last += 1
            found.extend(_missed(tokens, at, last, headline))
            at = last + 1
        else:
            at += 1
    found = [part for run in found for part in without_office(tokens, run)]
    found = [_in_its_place(tokens, run) for run in _with_first_names(tokens, found)]
    return _with_acronyms(tokens, with_patrons(tokens, with_owners(tokens, with_pairs(parsed, found))))


def _name(parsed: Parsed, run: Run) -> Name:
    span = parsed.span(run.first, run.last)
    return Name(span, span.of(parsed.text), run.kind)


def _end_of_entity(tokens: list[Token], first: int) -> int:
    """Return the last token of the entity, going on over hyphens and over a name that was cut in two."""
    last = first
    while last + 1 < len(tokens):
        here = tokens[last + 1]
        if here.entity and not here.entity_starts:
            last += 1
        elif (
            here.text == "-"
            and last + 2 < len(tokens)
            and _glued(tokens, last + 1)
            and tokens[last + 2].text[:1].isupper()
        ):
            last += 2
        elif _is_second_half(tokens, last):
            last += 1
        else:
            break
    return last


def _glued(tokens: list[Token], hyphen: int) -> bool:
    return tokens[hyphen - 1].end == tokens[hyphen].start and tokens[hyphen].end == tokens[hyphen + 1].start


def _is_second_half(tokens: list[Token], last: int) -> bool:
    """Say whether the next token is the rest of a person's name: "Jean-Luc" | "Moreau", "Ana" | "Duarte"."""
    here, next_ = tokens[last], tokens[last + 1]
    if next_.pos != "PROPN" or not next_.text[:1].isupper() or here.end + 1 != next_.start or here.entity == "NORP":
        return False
    if next_.lower in _NO_NAME or state_of(next_.text) or state_of(here.text) or word_class(next_.lower):
        return False
    return here.dep == "compound" and here.head == next_.i and (here.entity == "PERSON" or next_.entity == "PERSON")


def _may_be_name(token: Token) -> bool:
    return token.text[:1].isupper() and (
        token.pos == "PROPN"
        or state_of(token.text) is not None
        or is_acronym(token)
        or (bool(gender_of_first_name(token.text)) and token.dep == "compound")
    )


def _continues(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.text == "-":
        return at + 1 < len(tokens) and _glued(tokens, at) and tokens[at + 1].text[:1].isupper()
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.entity


def _missed(tokens: list[Token], first: int, last: int, headline: bool) -> Iterator[Run]:
    """Yield a capitalised run that the parser has not labelled, if anything speaks for a name."""
    end = last
    if is_of_house(tokens, first, last):
        yield Run(first, last, "OTHER")
        return
    addressed = first > 0 and address_gender(tokens[first - 1].lower) is not None
    while first <= last and not addressed and _is_no_start(tokens[first]):
        addressed = address_gender(tokens[first].lower) is not None
        first += 1
    while first <= last and _is_no_end(tokens[last], addressed):
        last -= 1
    if first > last or (headline and last == first and not state_of(tokens[first].text)):
        return
    text = words_of(tokens, first, last)
    known = state_of(text) or state_of(tokens[first].text)
    titled = first > 0 and (is_title_word(tokens[first - 1]) and state_of(tokens[first - 1].text) is None)
    if state_of(text) and not titled:
        kind = "NORP" if state_of(text)[1] == "demonym" else "GPE"  # type: ignore[index]
    elif known and last > first:  # "Norwegian Interior Ministry": the state first, then the rest
        yield Run(first, first, "NORP" if known[1] == "demonym" else "GPE")
        yield from _missed(tokens, first + 1, end, headline)
        return
    elif seat(text) or (is_acronym(tokens[first]) and first == last and not headline):
        if any(is_acronym(t) for t in tokens[max(0, first - 1) : first] + tokens[last + 1 : last + 2]):
            return  # words in capitals, not an acronym
        kind = "ORG"
    elif word_class(tokens[last].lower) == "body":
        if first == last:
            return
        kind = "ORG"
    elif addressed or titled or (last > first and gender_of_first_name(tokens[first].text)):
        kind = "PERSON"
    elif headline:
        return
    else:
        kind = "OTHER"
    yield Run(first, last, kind)


def _is_no_start(token: Token) -> bool:
    return token.lower in _NO_NAME or (is_title_word(token) and not state_of(token.text))


def _is_no_end(token: Token, addressed: bool) -> bool:
    return token.lower in _NO_NAME or (word_class(token.lower) == "person" and not addressed)


def _with_first_names(tokens: list[Token], runs: list[Run]) -> list[Run]:
    """Return the runs with a first name joined to the surname right after it, whatever the parser took them for."""
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        if before is not None and _is_first_name(tokens, before, run):
            found[-1] = Run(before.first, run.last, "PERSON")
        else:
            found.append(run)
    return found


def _in_its_place(tokens: list[Token], run: Run) -> Run:
    """Return a name as a place's where a word for a place says so: "the islands of *Orre* and *Tavel*".

    A full name with an age behind it is somebody's: "Ada Moll, 71, a clerk".
    """
    if run.kind in ("GPE", "LOC", "ORG", "OTHER", "NORP") and _has_age(tokens, run):
        return run._replace(kind="PERSON")
    if run.kind not in ("PERSON", "OTHER", "NORP") or run.first < 2 or state_of(tokens[run.first].text):
        return run
    at = run.first - 1
    if tokens[at].lower == "and" and at > 2 and tokens[at - 1].text[:1].isupper():
        at -= 2
    of_it = tokens[at].lower == "of" and tokens[at - 1].lower in _PLACES
    return run._replace(kind="GPE") if of_it and run.last - run.first < 2 else run


def _has_age(tokens: list[Token], run: Run) -> bool:
    """Say whether a name of two or three plain words has an age between commas behind it, and somebody's article."""
    behind = [t.text for t in tokens[run.last + 1 : run.last + 5]]
    if len(behind) < 4 or behind[0] != "," or not behind[1].isdigit() or not 1 <= int(behind[1]) <= 110:
        return False
    if behind[2] != "," or not 1 <= run.last - run.first <= 2:
        return False
    words = tokens[run.first : run.last + 1]
    plain = all(t.text[:1].isupper() and t.text.isalpha() and not t.text.isupper() for t in words)
    after = tokens[run.last + 4]
    apposed = after.lower in ("a", "an", "the", "who", "whose") or after.pos in ("VERB", "AUX")
    return plain and apposed and not state_of(words_of(tokens, run.first, run.last)) and not word_class(words[-1].lower)


def _is_first_name(tokens: list[Token], first: Run, rest: Run) -> bool:
    adjacent = first.last + 1 == rest.first and tokens[first.last].end + 1 == tokens[rest.first].start
    if not adjacent or first.first != first.last or rest.kind in ("NORP", "LOC") or state_of(tokens[rest.first].text):
        return False
    return bool(gender_of_first_name(tokens[first.first].text)) and not word_class(tokens[rest.last].lower)


def _with_acronyms(tokens: list[Token], runs: list[Run]) -> list[Run]:
    """Return the runs with each "Long Form of Name (LFN)" as two names, the second pointing at the first."""
    for start, at in find_acronyms(tokens):
        runs = [run for run in runs if run.last < start or run.first > at]
        runs += [Run(start, at - 2, "ORG"), Run(at, at, "ORG", start)]
    return sorted(runs, key=lambda run: run.first)


def is_headline(tokens: list[Token]) -> bool:
    """Say whether most words of a passage are capitalised, so that capitals mean nothing."""
    if any(t.dep == "ROOT" and t.pos in ("VERB", "AUX") and t.text.islower() for t in tokens):
        return False
    words = [t.text for t in tokens if t.text[:1].isalpha() and len(t.text) > 3]
    return len(words) > 2 and 5 * sum(w[:1].isupper() for w in words) >= 4 * len(words)
