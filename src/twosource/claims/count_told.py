"""A count and its sentence come in; whether the sentence says that it happened to those counted goes out.

A count that is told by itself ("23 injured") puts a word beside a number. Both must be the report's, and the one be
said of the other: who "offered to send two teams" has sent none, of six who "did not come out alive" nobody was
rescued, and the injured who "were taken to three hospitals" are no hospitals. Where that is not sure, the report's
sentence tells it.
"""

from __future__ import annotations

import re
from functools import cache

from twosource.language.figure_happening_words import ACTIVE, DOUBTS, NAMES_THEM, NOUNS, PASSIVE, STATE
from twosource.model import Figure, Span

# So far from a number, in letters, a word of doubt is about it: "suspected cases rose to 58".
NEAR = 40
# So many words may stand between a number and the word that tells what happened, and so many before both may turn it.
BETWEEN, BEFORE = 12, 5
# What turns a word round, or leaves open whether it came to pass.
_TURNS = re.compile(
    r"\b(?:not|never|nor|neither|without|unless|if|whether|would|could|can|might|may|should|must"
    r"|offer(?:s|ed|ing)?|want(?:s|ed|ing)?|hop(?:e|es|ed|ing)|plan(?:s|ned|ning)?|threaten(?:s|ed|ing)?"
    r"|demand(?:s|ed|ing)?|propos(?:e|es|ed|al|ing)|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|prepar(?:e|es|ed|ing)"
    r"|ready|willing|vow(?:s|ed|ing)?|refus(?:e|es|ed|ing)|fail(?:s|ed|ing)?|tr(?:y|ies|ied|ying)"
    r"|ask(?:s|ed|ing)? for|call(?:s|ed|ing)? for)\b|n[’']t\b",
    re.IGNORECASE,
)
# "To send two boats", "30 guards to be dismissed": before a verb, and not before a number ("rose to 38").
_TO = re.compile(r"\bto(?: have| be)?\s*$", re.IGNORECASE)
# What comes before one of these is said of something else.
_STARTS = re.compile(r"[,:;]|\b(?:after|when|because|since|that|which|and|but|as|while|where|said)\b", re.IGNORECASE)
_BREAK = re.compile(r"[.;!?]\s|[“”\"]")
# A quotation that ends with the number breaks nothing: "no fewer than 40" dead.
MARKS = ' “”"'
_WORD = re.compile(r"[\w’'-]+")
# "The injured were taken to three hospitals": they are who was taken, and the number tells of where to.
_SUBJECT = re.compile(
    r"^\s*(?:were|was|are|is|had been|have been)(?: being)? (?!put\b|given\b|estimated\b)\w+ (?:to|at|in|by|from)\b",
    re.IGNORECASE,
)
# Behind a count of those who were sent: where the hurt and the held are taken.
_TO_CARE = re.compile(
    r"(?: [\w’'-]+){0,3} to (?:[\w’'-]+ ){0,3}?"
    r"(?:hospitals?|clinics?|infirmary|jail|prison|court|safety|morgue|mortuary)\b"
)
# A part of those counted before, with no noun of its own.
_OF_THEM = re.compile(r" of (?:them|whom|those|these)\b", re.IGNORECASE)
# "Two *of the dead* were clerks": they are some of those killed, and nobody says that so many were.
_OF_THE_DEAD = re.compile(
    r" of (?:the|its|their|those|these|his|her) (?:(?!(?:was|were|is|are|ha[ds]|have|who)\b)[\w’'-]+ ){0,2}?"
    r"(?P<whom>dead|killed|victims|casualties|injured|wounded|hurt|missing|arrested|detained|held|infected|trapped|stranded|evacuated)\b",
    re.IGNORECASE,
)
_ALL_KINDS = {"victims", "casualties"}
# What happened, where it stands as an adjective before those counted.
_STATES = frozenset(("injured", "wounded", "missing", "arrested", "detained", "infected", "dead"))
_ABOARD = re.compile(r"\b(?:aboard|on board)\b", re.IGNORECASE)
_INCLUDING = re.compile(r"\b(?:including|among them|of whom|of them)(?: at least| about| some)? $", re.IGNORECASE)
# Counted with the missing and the displaced, and told by words of their own.
_TOLD_BY = {"missing": ("trapped",), "displaced": ("stranded", "homeless", "evacuated", "deported")}


def says_what_happened(figure: Figure | None, sentence: Span, text: str) -> bool:
    """Say whether a count's sentence says what happened to those counted, other than by their name, without doubt."""
    if figure is None or not figure.what:  # "14 million marks" alone tells nothing
        return False
    if not figure.noun and (figure.unit != "people" or _OF_THEM.match(text, figure.span.end)):
        return False  # nor does "nearly half": of whom?
    some = _OF_THE_DEAD.match(text, figure.span.end)
    if some and (some["whom"] in _ALL_KINDS or telling_words(figure.what).fullmatch(some["whom"])):
        return False  # "had spoken to seven of the trapped men": of them that is told, and not that they were trapped
    if figure.what == "deployed" and _TO_CARE.match(text, figure.span.end):
        return False  # "sending 64 people to hospital"
    if figure.what == "aboard" and _INCLUDING.search(text[max(0, figure.span.start - 20) : figure.span.start]):
        return False  # "112 people aboard, including six crew": a part, and no count of those aboard
    if figure.what == "aboard" and _ABOARD.search(text, sentence.start, sentence.end) is None:
        return False  # "carried 63 patients to the town": what carried them may have been no ship
    if figure.high == 0:
        return True  # "no one was hurt" says all
    near = text[max(sentence.start, figure.span.start - NEAR) : figure.span.end + NEAR].lower()
    if not DOUBTS.isdisjoint(near.split()):
        return False
    number = Span(figure.span.start, max(figure.span.end, _end_of_noun(figure, text)))
    found = telling_words(figure.what).finditer(text, sentence.start, sentence.end)
    return any(_is_said_of(Span(*word.span()), number, sentence, text) for word in found)


def word_printed(figure: Figure, sentence: Span, text: str) -> str:
    """Return the word by which a count's sentence says what happened, where that tells more than the kind of it.

    "Eleven trapped" and "62 stranded" are counted with the missing and the displaced, and are not told so.
    """
    what = figure.what or ""
    if what in _TOLD_BY:
        near = [
            (abs(word.start() - figure.span.start), word[0].lower())
            for word in telling_words(what).finditer(text, sentence.start, sentence.end)
        ]
        if near and min(near)[1] in _TOLD_BY[what]:
            return min(near)[1]
    return what


def has_no_verb(figure: Figure | None, told: str) -> bool:
    """Say whether a count as told has what happened as an adjective alone: "21 injured people" says nothing of them."""
    if figure is None or figure.high == 0 or told.endswith(f" {figure.what}"):
        return False
    noun = (figure.noun or "").lower().split()
    return len(noun) > 1 and noun[0] in _STATES


def _end_of_noun(figure: Figure, text: str) -> int:
    noun = figure.noun or ""
    at = text.find(noun, figure.span.start, figure.span.end + 60) if noun else -1
    return at + len(noun) if at >= 0 else figure.span.end


def _is_said_of(word: Span, number: Span, sentence: Span, text: str) -> bool:
    """Say whether a word is said of a number, and nothing between or before them turns it round."""
    if word.overlaps(number):
        return True
    first, last = sorted((word, number))
    between, before = text[first.end : last.start], _STARTS.split(text[sentence.start : first.start])[-1]
    if len(_WORD.findall(between)) > BETWEEN or _BREAK.search(between.strip(MARKS)) or _TURNS.search(between):
        return False
    if (first == word and _SUBJECT.match(between)) or _TO.search(before if first == word else between):
        return False
    return _TURNS.search(" ".join(before.split()[-BEFORE:])) is None


@cache
def telling_words(what: str) -> re.Pattern[str]:
    """Return the pattern of the words that say that something of this kind happened, in their usual forms."""
    told = [word for table in (PASSIVE, ACTIVE, STATE) for word, name in table.items() if name == what]
    nouns = [word for word, name in NOUNS.items() if name == what and word not in NAMES_THEM]
    stems = "|".join(sorted({re.escape(word.removesuffix("e").removesuffix("y")) for word in (*told, *nouns)}))
    return re.compile(rf"\b(?:{stems})(?:\w?(?:ed|ing)|e?[ds]?|y|ie[sd]|ying)\b", re.IGNORECASE)
