"""The name inside what the parser labelled: without article, hour, title, ending and what a quotation mark cuts off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from twosource.language.gazetteer import address_gender, gender_of_first_name, singular, state_of, word_class
from twosource.language.parser import Token
from twosource.lexicon import load

_QUOTES = frozenset('"“”„«»‘`')
_INSIDE = frozenset(load("names")["words"]["inside"])
_COMPANY_TAILS = frozenset(load("names")["words"]["company_tails"])
_OWNED = frozenset(load("names")["words"]["owned"])
_OFFICES = frozenset(load("names")["words"]["offices"])
_GROUPS = frozenset(load("names")["words"]["groups"])
_MODIFIES = ("compound", "nmod", "amod")
# "Neighbouring Losk" opens a sentence; the country is Losk.
_OPENS_NO_NAME = frozenset(("the", "a", "an", "-", "neighbouring", "neighboring", "nearby"))
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_PART_OF_TITLE = frozenset(("former", "ex", "deputy", "vice", "prime", "foreign", "'s", "’s"))


class Run(NamedTuple):
    """A name as tokens `first` to `last` (both included). `long` is the run that a bracketed acronym shortens."""

    first: int
    last: int
    kind: str
    long: int | None = None


def trim(tokens: list[Token], first: int, last: int, kind: str) -> Iterator[Run]:
    """Yield the names in an entity from token `first` to `last`: cut where it runs on, stripped, its kind mended."""
    for at in range(first, last + 1):
        if tokens[at].text[:1] in _QUOTES or tokens[at].text == "/":
            if at > first:
                yield from trim(tokens, first, at - 1, kind)
            if tokens[at].text != "/":  # what stands after the stroke of a photo credit is the agency
                yield from trim(tokens, at + 1, last, kind)
            return
        if tokens[at].text == "," and first < at < last and _is_holder(tokens, first, at + 1, last, kind):
            yield from trim(tokens, first, at - 1, "GPE")
            yield Run(at + 1, last, "PERSON")  # "the mayor of Danne, Ada Moll": a town and who is its mayor
            return
        if tokens[at].lower == "of" and first + 1 < at < last and _is_full_name(tokens, first, at - 1):
            yield Run(first, at - 1, "PERSON")  # "Ada Moll of Moll & Sons": somebody, and what she is of
            yield from trim(tokens, at + 1, last, "ORG")
            return
        if kind == "PERSON" and tokens[at].tag == "POS" and first < at < last:  # "Ames's van" is not a person
            yield from trim(tokens, first, at - 1, kind)
            return
    first, last = _strip(tokens, first, last, kind)
    if first > last:
        return
    last = _with_number(tokens, last)
    if _ends_an_office(tokens, first):  # "secretary of state" is an office
        if first == last:
            return
        first, kind = first + 1, "PERSON"
    name = _name_of_kind(tokens, first, last, kind)
    if name is not None:
        yield name


def _with_number(tokens: list[Token], last: int) -> int:
    """Return the last token of a name that ends with a number: "Hospital No. 4" is one of several."""
    if tokens[last].lower not in {"no", "nos"}:
        return last
    at = last + 2 if last + 1 < len(tokens) and tokens[last + 1].text == "." else last + 1
    return at if at < len(tokens) and tokens[at].text[:1].isdigit() else last


def with_owners(tokens: list[Token], runs: list[Run]) -> list[Run]:
    """Return the runs with "Bakers' and Grocers' Union" as one name: a body that several trades own together.

    The parser cuts such a name at an apostrophe.
    """
    for at in range(len(tokens)):
        owner = _owner_end(tokens, at)
        if owner is None or (runs and any(run.kind == "ORG" and run.first < at <= run.last for run in runs)):
            continue
        joined = False
        while owner is not None and owner + 1 < len(tokens) and tokens[owner + 1].text in (",", "and", "&"):
            joined, owner = True, _owner_end(tokens, owner + 2)
        last = owner
        while joined and last is not None and last + 1 < len(tokens) and tokens[last + 1].text[:1].isupper():
            last += 1
        if joined and last is not None and last != owner and word_class(tokens[last].lower) == "body":
            runs = [run for run in runs if run.last < at or run.first > last] + [Run(at, last, "ORG")]
    return sorted(runs)


def _owner_end(tokens: list[Token], at: int) -> int | None:
    """Return the ending of a capitalised owner in the plural at a token ("Bakers" and "'"), None where none stands."""
    if at + 1 >= len(tokens) or not tokens[at].text[:1].isupper():
        return None
    word, ending = tokens[at], tokens[at + 1]
    plain = word.lower.endswith("s") and ending.text in ("'", "’")
    irregular = word.lower.endswith(("men", "children", "people")) and ending.text in ("'s", "’s")
    return at + 1 if word.end == ending.start and (plain or irregular) else None


def words_of(tokens: list[Token], first: int, last: int) -> str:
    """Return the tokens `first` to `last` as they are printed, line breaks as spaces."""
    return "".join(
        t.text + (" " if at < last and tokens[at + 1].start > t.end else "")
        for at, t in enumerate(tokens[first : last + 1], start=first)
    )


def is_title_word(token: Token) -> bool:
    """Say whether a word before a surname may be part of a title: "Norwegian", "deputy", "Sen."."""
    lower = token.lower
    return (
        word_class(lower) == "person"
        or lower in load("names")["short"]
        or address_gender(lower) is not None
        or (state_of(token.text) is not None and not gender_of_first_name(token.text))
        or lower in _PART_OF_TITLE
    )


def without_office(tokens: list[Token], run: Run) -> Iterator[Run]:
    """Yield a run as the field of an office and its holder: of "Minister of *Home Affairs* | *Ada Moll*" two names.

    Both stand in capitals, so that only the parse tells where one ends: "of" rules the field, the title the holder.
    """
    of = run.first - 1
    titled = of > 0 and tokens[of].lower == "of" and word_class(tokens[of - 1].lower) == "person"
    if titled and tokens[of - 1].dep in ("nmod", "compound") and tokens[of - 1].head == run.last:
        field = next(
            (at for at in range(run.first, run.last) if tokens[at].dep == "pobj" and tokens[at].head == of), None
        )
        if field is not None:
            yield Run(run.first, field, run.kind)
            yield Run(field + 1, run.last, "PERSON")
            return
    yield run


def is_of_house(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether a title and one word are an inn or a ship ("the Admiral Benbow"): no one's title has an article."""
    titled = last == first + 1 and word_class(tokens[first].lower) == "person" and not word_class(tokens[last].lower)
    return titled and first > 0 and tokens[first - 1].lower == "the"


def follows_group(tokens: list[Token], run: Run) -> bool:
    """Say whether a name stands behind what kind of body it is: "the lawyers' *group* Open Bench"."""
    if run.first == 0 or run.kind not in ("PERSON", "ORG", "OTHER") or gender_of_first_name(tokens[run.first].text):
        return False
    before = tokens[run.first - 1]
    near = before.end + 1 == tokens[run.first].start and run.first <= before.head <= run.last
    return near and before.text.islower() and before.lower in _GROUPS and before.dep in _MODIFIES


def no_person(tokens: list[Token], run: Run, named: Mapping[int, Run]) -> str:
    """Return what a name is that its article or its title makes no person's: "ORG", "OTHER", or "" for a person.

    "The brokers Arn Marine" is a firm, where two people would be joined; "the Ada B." is a ship, for no one has an
    article.
    """
    if run.first == 0:
        return ""
    before = tokens[run.first - 1]
    if follows_group(tokens, run):
        return "ORG"
    if (
        before.tag in ("NNS", "NNPS")
        and singular(before.lower) != before.lower
        and word_class(before.lower) == "person"
    ):
        after = tokens[run.last + 1].lower if run.last + 1 < len(tokens) else ""
        joined = after in ("and", "&", "or", ",") and (run.last + 2 in named or run.last + 3 in named)
        return "" if joined else "ORG"
    if before.lower in _OWNED and not gender_of_first_name(tokens[run.first].text):
        last = tokens[run.last]  # not "the unit Poe commanded"
        return "" if last.dep == "nsubj" and tokens[last.head].dep == "relcl" else "ORG"
    if before.lower == "the":
        after_it = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
        alone = after_it is None or not (after_it.pos in ("NOUN", "PROPN", "ADJ", "NUM") or after_it.text == "-")
        return "OTHER" if alone else ""
    return ""


def _strip(tokens: list[Token], first: int, last: int, kind: str) -> tuple[int, int]:
    """Return the run without article, punctuation and possessive ending; a person or title ends at a small word."""
    while first <= last and _opens_no_name(tokens[first]):
        first += 1
    if kind in ("PERSON", "OTHER"):  # "Falk accused Ames of being a" is no title
        small = next(
            (at for at in range(first + 1, last + 1) if _is_small(tokens[at]) and tokens[at - 1].text != "-"), last + 1
        )
        last = small - 1
    while first <= last and (tokens[last].tag == "POS" or not any(c.isalnum() for c in tokens[last].text)):
        last -= 1
    return first, last


def _opens_no_name(token: Token) -> bool:
    """Say whether a name begins behind a token: an article, a mark, or the hour of a live page ("08:15 Ada Brandt")."""
    return token.lower in _OPENS_NO_NAME or token.pos == "PUNCT" or bool(_CLOCK.fullmatch(token.text))


def _name_of_kind(tokens: list[Token], first: int, last: int, kind: str) -> Run | None:
    """Return the run with the kind that its own words speak for, None where they speak for no name."""
    text = words_of(tokens, first, last)
    known = state_of(text)
    if kind == "NORP" and text.isupper() and not known:
        kind = "ORG"
    if known and not (kind == "PERSON" and gender_of_first_name(text)):
        return Run(first, last, "NORP" if known[1] == "demonym" else "GPE")
    if kind == "PERSON":
        first = _after_titles(tokens, first, last)
        if word_class(tokens[last].lower) in ("body", "document"):
            kind = "ORG"
        elif first < last and tokens[last].lower in _COMPANY_TAILS and not gender_of_first_name(tokens[first].text):
            kind = "ORG"  # the parser takes "Arn Payments" for somebody
        return Run(first, last, kind) if first < last or _is_surname(tokens, first) else None
    if kind == "ORG" and all(word_class(t.lower) == "person" for t in tokens[first : last + 1]):
        return None  # "Major General" is an office and nobody's name
    house = kind in ("LOC", "OTHER") and is_of_house(tokens, first, last)
    if last > first and not house and _is_title_before_name(tokens, first, last):
        office = _office_end(tokens, first, last)
        return Run(_after_titles(tokens, first, last) if office is None else office + 1, last, "PERSON")
    if last > first and kind in ("ORG", "GPE") and _is_full_name(tokens, first, last):
        return Run(first, last, "PERSON")
    return Run(first, last, kind) if any(t.text[:1].isupper() for t in tokens[first : last + 1]) else None


def _after_titles(tokens: list[Token], first: int, last: int) -> int:
    while first < last and is_title_word(tokens[first]):
        first += 1
    return first


def _is_holder(tokens: list[Token], first: int, after: int, last: int, kind: str) -> bool:
    """Say whether a town behind an office ("the mayor *of Danne*, Ada Moll") runs on, over a comma, into who holds it.

    Without a first name that is known they may be two places, unless the parser took the two together for none.
    """
    if first < 2 or tokens[first - 1].lower != "of" or word_class(tokens[first - 2].lower) != "person":
        return False
    if _is_full_name(tokens, after, last):
        return True
    plain = all(t.text.isalpha() and t.text[:1].isupper() and not word_class(t.lower) for t in tokens[after : last + 1])
    return plain and last - after == 1 and kind not in ("GPE", "LOC") and not state_of(words_of(tokens, after, last))


def _ends_an_office(tokens: list[Token], at: int) -> bool:
    if at < 2 or tokens[at].lower not in ("state", "staff"):
        return False
    return tokens[at - 1].lower == "of" and word_class(tokens[at - 2].lower) == "person"


def _is_small(token: Token) -> bool:
    return token.text[:1].islower() and token.lower not in _INSIDE and token.tag != "POS" and len(token.text) > 1


def _is_surname(tokens: list[Token], at: int) -> bool:
    """Say whether one word labelled a person is a name though it may be an office: "Mr. King", "King said"."""
    token = tokens[at]
    if address_gender(token.lower) is not None:
        return False
    before = tokens[at - 1] if at else None
    if before is not None and address_gender(before.lower) is not None:
        return True
    return not word_class(token.lower) or (
        token.pos == "PROPN" and before is not None and before.pos not in ("DET", "ADJ")
    )


def _is_title_before_name(tokens: list[Token], first: int, last: int) -> bool:
    """Say if what the parser took for a body is "President Castellano", "Sen. Ruth Ames" or "Major General Poe"."""
    title = tokens[first].lower
    office = _office_end(tokens, first, last)
    if office is not None:
        return True
    if not (title in load("names")["short"] or address_gender(title) is not None or word_class(title) == "person"):
        return False
    first = _after_titles(tokens, first, last)
    return all(t.pos == "PROPN" and not word_class(t.lower) for t in tokens[first : last + 1])


def _office_end(tokens: list[Token], first: int, last: int) -> int | None:
    """Return the office that ends a title of more words before a full name: "Harbour *Minister* Ada Moll"."""
    for at in range(first + 1, last - 1):
        rest = tokens[at + 1 : last + 1]
        if tokens[at].lower in _OFFICES and len(rest) < 4:
            return at if all(t.pos == "PROPN" and not word_class(t.lower) for t in rest) else None
    return None


def _is_full_name(tokens: list[Token], first: int, last: int) -> bool:
    """Say whether a label of two or three capitalised words, the first a first name, can only be a person.

    The parts of a double name ("Ames-Poe") are one word.
    """
    words = [t for t in tokens[first : last + 1] if t.text != "-"]
    hyphens = last + 1 - first - len(words)
    if not gender_of_first_name(tokens[first].text) or len(words) - hyphens > 3:
        return False
    return all(t.text[:1].isupper() and not t.text.isupper() and not word_class(t.lower) for t in words)
