"""A sentence that says what is not known comes in; the words that it needs before it go out, and no more.

The news of such a line is what is open. A name before it tells who is silent; the sentence before it is told only where
the sentence alone would not say what it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from twosource.briefing.lead import ANSWERING, LEANING, content_words, sentences_of
from twosource.lexicon import load
from twosource.model import Place, Report, Span

# With the sentence before, which says what it is about, it may have so many words.
LONGEST_OF_TWO = 70
ASKS = r"(?:whether|who|whom|whose|what|which|when|where|why|how|if)"
BE = r"(?:is|are|was|were|be|been|has|have|had)"
# What a sentence is read to open with whose "it" or "there" stands for nobody: a word that leans on nothing.
_OPENED = "Today"
# What points to the sentence before: "could not confirm this", "whether the captain had received it", "when it was
# filmed". A report that
# nobody has published is a thing, and one that nobody could confirm is the sentence before.
_POINTS = re.compile(
    r"\b(?:this|it|them|him|her|that|so"
    r"|(?:verif\w+|confirm\w*|comment\w*|respond\w*|repl\w+|den\w+|address\w*|discuss\w*)"
    r"(?: \w+){0,2} the (?:claim|report|account|allegation|statement)s?"
    rf"|{ASKS} (?:it|they) (?:was|were|had been) \w{{3,}}"
    r"|the (?:second|third|others?|rest|latter|former)|(?:would|did|could|can) ?(?:not|n[’']t) say)"
    r"(?:, (?:he|she|it|they) (?:says?|said|adds?|added))?\W*$",
    re.IGNORECASE,
)
# Who is silent, or says that a thing is not known, by a pronoun: his name may stand before it instead of a sentence.
_SPEAKS = re.compile(
    r"(?:he|she) (?:\w+ly |also |has |had )?(?:said|told|added|declin|refus|failed|would|did|could not say|yet)\w*\b",
    re.IGNORECASE,
)
# "The firm could not be reached", "the firm, which has nine boats, did not respond to a request for comment".
_NO_COMMENT = re.compile(
    r"(?P<who>[^,;:“”\"]{2,60}?)(?:, (?:which|who|whose) (?:[^,;“”\"]|(?<=\d),(?=\d)){2,100},)?"
    r" (?:could not (?:immediately )?be reached"
    r"|(?:declined|refused) to comment|(?:did|does|has|have|had|would)(?: not|n[’']t)(?: immediately| yet)?"
    r" (?:respond|responded|reply|replied|comment|commented|answer|answered))\b(?! on\b)"
    r"[^,;]{0,60}$",
    re.IGNORECASE,
)
# Of what she speaks is what was said before: "She said doctors had not yet confirmed that", "she did not name the
# other".
_OF_THAT = re.compile(r"\b(?:this|that|the (?:second|third|others?|rest|latter|former))\W*$", re.IGNORECASE)
_FULL_NAME = re.compile(r"\b(?:[A-Z][\w’-]+ )+[A-Z][\w’-]+")
_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Miss", "Dr", "Professor", "Mayor", "Minister", "Captain", "General", "Colonel")
)
# The last sentence of a quotation that opens in an earlier one.
_END_ALONE = re.compile(r"[^“”\"]+[”\"]\s*")
# "It is not known when *they* will be paid" leans all the same.
_WHOSE = re.compile(
    rf"{_OPENED},? {ASKS} (?:\w+ )?(?:he|she|it|they|his|her|its|their|this|these|those)\b", re.IGNORECASE
)


def in_words(report: Report, span: Span, origins: Iterable[tuple[Span, str]]) -> tuple[str, Place | None]:
    """Return a sentence with what it needs before it: the name of the person that its pronoun means, or a sentence."""
    alone = " ".join(span.of(report.text).split())
    before = _carrier(report, span)
    if _SPEAKS.match(alone) and (before is None or not _OF_THAT.search(alone)):
        origins = list(origins)
        names = {name for place, name in origins if span.start <= place.start and place.end <= span.end}
        if not names and before is not None:
            names = _heard_before(before.of(report.text), alone, {n for place, n in origins if before.overlaps(place)})
        if len(names) == 1 and len((name := names.pop()).split()) > 1 and name.split()[-1] not in alone:
            return f"{name}: {alone}", None
    if before is None:
        return alone, None
    return " ".join(report.text[before.start : span.end].split()), Place(report.id, before)


def _heard_before(before: str, alone: str, names: set[str]) -> set[str]:
    """Return who is heard in the sentence before, if the pronoun can mean nobody else: "Ada Moll said …. She declined".

    Either it is the pronoun there already ("…," she said), or the speaker's name opens that sentence, and no other name
    stands in it.
    """
    pronoun = alone.split()[0].lower()
    if re.search(rf"\b{pronoun} (?:said|told|added|says)\b", before, re.IGNORECASE):
        return names
    surname = next(iter(names)).split()[-1] if len(names) == 1 else ""
    others = {w for full in _FULL_NAME.findall(before) for w in full.split()}
    opens = bool(surname) and surname in re.findall(r"[\w’-]+", before)[:3]
    return names if opens and not others - set(next(iter(names)).split()) - _TITLES else set()


def who_gave_no_comment(sentence: str) -> frozenset[str]:
    """Return the words for whoever was asked in vain for a comment; none where a sentence says no such thing.

    >>> sorted(who_gave_no_comment("The oil mill, which has 40 hands, did not respond to a request for comment."))
    ['mill', 'oil']
    >>> who_gave_no_comment("The oil mill would not say who owned it.")
    frozenset()
    """
    found = _NO_COMMENT.match(sentence)
    return frozenset(content_words(found["who"])) if found else frozenset()


def leans(sentence: str) -> bool:
    """Say whether a sentence does not say by itself what it is about."""
    words = opened(sentence)
    first = words.partition(" ")[0].lower()
    return first in LEANING | ANSWERING or _POINTS.search(words) is not None or _WHOSE.match(words) is not None


def opened(sentence: str) -> str:
    """Return a sentence without the "it" or "there" that stands for nobody before what is not known.

    >>> opened("It was not clear who left."), opened("It has not decided whether to sell.")
    ('Today who left.', 'It has not decided whether to sell.')
    """
    return _empty_subject().sub(_OPENED, sentence)


@cache
def _empty_subject() -> re.Pattern[str]:
    known = "|".join(load("unknown")["known"]["words"])
    return re.compile(
        rf"^(?:it {BE}\b[\w ’']{{0,30}}?(?:{known})(?= {ASKS}\b| that\b)"
        rf"|it {BE} (?:still |far )?too (?:early|soon)\b|it remain(?:s|ed) (?:un|not )?(?:\w+|a mystery)(?= {ASKS}\b)"
        r"|there (?:is|was|were|remain(?:s|ed)|has been|had been)\b)",
        re.IGNORECASE,
    )


def _carrier(report: Report, span: Span) -> Span | None:
    """Return the sentence before one in its paragraph, where it does not say by itself what it is about."""
    if not leans(" ".join(span.of(report.text).split())):
        return None
    before = [s for s in sentences_of(report) if s.end <= span.start]
    if not before or "\n\n" in report.text[before[-1].end : span.start]:
        return None
    if _END_ALONE.fullmatch(before[-1].of(report.text)):
        return None  # whose words those are is said further up
    return before[-1] if len(report.text[before[-1].start : span.end].split()) <= LONGEST_OF_TWO else None
