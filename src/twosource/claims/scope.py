"""A count in its report's sentence comes in; how far it reaches goes out: a remainder, a sum, a part of a region.

Most counts that differ are of two things (Li et al. 2012), and the words around the number say so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.claims.statements import Statement
from twosource.claims.wording import once
from twosource.lexicon import load
from twosource.model import Figure

# Characters of the sentence that are read before a number and after it.
BEFORE, AFTER = 40, 60

_MORE_BEFORE = re.compile(
    r"\b(?:another|additional|further|remaining|other|last|final|first|of the|one of|includ(?:e|es|ed|ing)"
    # "His first count had left out two people": by so many two counts differ.
    r"|left out|leav(?:es|ing) out|omitted|overlooked|exclud(?:es|ed|ing)|counted twice)\s*$"
)
_MORE_AFTER = re.compile(r"\s*(?:(?:\w+ )?(?:others?|additional|remaining|more(?! than)|new)\b)")
# "Nine of the ten", "70 of them", "12 victims remain in hospital": those are some of all.
# "14 of its soldiers" had died are all of an army's dead, and no part of them.
_TROOPS = "|".join(load("figure_tolls")["armies"]["troops"])
_OF_THOSE = re.compile(
    rf"\s*(?:[\w-]+ )?(?:of (?!(?:its|their) (?:own )?(?:{_TROOPS})\b)(?:the|them|those|these|whom|its|their|his|her)\b"
    r"|(?:still )?remain(?:s|ed)?\b)"
)
# "Four bodies had been entered on two lists": by so many a count was too high.
_TWICE = re.compile(
    r"(?: [a-z’'-]+){0,2}? (?:(?:had|have|has) been|were|was) (?:\w+ly )?(?:entered|counted|listed|registered|recorded)"
    r" (?:twice|double|more than once|(?:on|in|by) (?:two|both)\b)"
)
# "Every day, 130 people die": that is a rate.
_RATE = re.compile(
    r"\b(?:every|each|per) (?:single )?(?:hour|day|night|week|month|year)\b|\b(?:a|an) (?:hour|day|week|month|year)\W*$"
)
# "Eight died at the scene and another person died in hospital".
_OTHERS = re.compile(r"^\s*others?\b")
_MISSING = re.compile(r"\b(?:missing|unaccounted|disappeared)\b", re.IGNORECASE)
_AND_ANOTHER = re.compile(r"\b(?:and|while) (?:another|(?:one|two|three|four|five|\d+) (?:more|others?))\b(?! day)")
# "A second, unrelated shooting killed nine": that is another event.
_OTHER_EVENT = re.compile(
    r"\b(?:second|third|another|separate|unrelated|similar|previous|earlier)\b,? (?:[\w-]+ ){0,2}"
    r"(?:attack|assault|ambush|shooting|bomb|bombing|blast|explosion|strike|raid|fire|blaze|crash|accident|incident"
    r"|collapse|storm|flood|quake|earthquake|stampede|clash|riot|massacre)\b"
)
# "Shot ten people dead. Two policemen were also killed": the second adds to the first.
_ADDED = re.compile(r"\W*(?:[\w’'-]+ ){1,6}(?:were|was|have|has|had|are) also\b|\W*also\b")
ADDED_WITHIN = 100
_ATTACKER = re.compile(
    r"\b(?:gunm[ae]n|shooters?|attackers?|assailants?|bombers?|perpetrators?|knifem[ae]n|hijackers?)\b[^.\n]{0,60}"
    r"\b(?:kill(?:ed|s|ing)?|died|dies|dead|dying|(?:own|his|her) li(?:fe|ves)|suicide)\b"
    r"|\b(?:including|plus|as well as|in addition to|besides) the (?:alleged )?(?:gunm|shoot|attack|assail|bomb)"
)
_PASSED = re.compile(
    r"\b(?:surpass|top|exceed|pass|cross|climb\w* past|ris\w+ past|reach\w* at least)(?:ed|p?ing|p?ed|es|s)?\s*$"
)
# "346 died in the two disasters".
_SEVERAL = re.compile(
    r"\b(?:in|across|from) (?:the |all |both )?(?:two|both|three|four|five|all) (?:\w+ )?"
    r"(?:disasters|attacks|crashes|accidents|incidents|shootings|blasts|explosions|storms|quakes|fires|cities|countries)\b"
)
_SOME = re.compile(r"\bof (?:the|them|these|those|which|whom)\b", re.IGNORECASE)
_AND_MORE = re.compile(
    r"\s*[\w-]+(?: [\w-]+)?(?:,| and| or) (?!the bodies of\b)"
    r"(?:[\w-]+ )?(?:and |or )?(?:other )?(?!(?:it|hi|thi|wa|ha|i|a)s\b)[\w-]+s\b"
)
_VERB_NEXT = re.compile(
    r"\s*[\w-]+(?: [\w-]+)?(?: and| or|,) (?:(?:\w+ed|is|was|has|leaves|destroys|injures)\b"
    r"|\w+ing (?:its|the|an?|his|her|their|at|about|some|more|dozens|scores|hundreds|\d))"
)
# "Two were killed before the gunman shot a guard": those are not all.
_NOT_ALL = re.compile(
    r"\b(?:(?<!day )(?<!night )(?<!week )(?<!month )(?<!year )(?<!than )before|then|first|initially|later|also)\b"
)
# "Fifteen were held, *three of whom were later released*": what became of some is told beside them, and not of all.
_SOME_OF_WHOM = re.compile(r", (?:\w+ ){1,3}of (?:whom|them)\b[^,.;]*")
# A night's count in a row of nights: "six arrests, compared to 47 the previous night".
_IN_A_ROW = re.compile(
    r"\b(?:compared (?:to|with)|the previous (?:night|day)|(?<!more than )the (?:night|day) before)\b"
)
# "The toll has risen to 13", "taking the number of dead to 11": that is all of them, whatever came to it overnight.
_IN_ALL = re.compile(
    r"\b(?:(?:risen|rose|rises|rising|climbed|climbs|grew|grown|jumped|increased|stands|stood|now)"
    r"|(?:br(?:ings?|inging|ought)|tak(?:es?|ing)|took|rais(?:es|ed|ing)|put(?:s|ting)?|push(?:es|ed|ing)) the "
    r"(?:[\w-]+ )?(?:number|toll|total|count|tally)(?: of (?:[\w’'-]+ ){1,6}?)?"
    r"|(?:number|toll|total|count|tally) (?:of (?:[\w’'-]+ ){1,6}?)?(?:was|is|has been|had been) put)"
    r" ?(?:sharply |further |now )?(?:to|at) (?:[\w-]+ ){0,2}$"
)
# "The toll has risen to 13 after | two of the injured died": those are of the 13.
_RISEN_AFTER = re.compile(
    r"\b(?:risen|rose|rises|rising|climbed|climbs|grew|grown|jumped|increased|brought|put|stands|stood) (?:[\w-]+ )?"
    r"(?:to|at) [^.;,]{1,30} (?:after|when|as|because) (?:the deaths? of )?(?:the |a |another )?$"
)
# "The county rescue service said": whose crews were there counts for the event, and not for the county.
_ward = once(
    re.compile(
        r"\b(?:county(?! (?:fire|rescue|ambulance) (?:service|brigade|department|crew))|counties"
        r"|district(?! (?:hospital|court|attorney|prosecutor|judge|council|police|governor))"
        r"|jurisdiction|borough|precinct|parish|facilit(?:y|ies)|nursing home|prison|ward)\b"
    )
)
# "Doctors at St Ilya Hospital treated 67": one house's patients, and not a town's.
_TREATS = re.compile(r"\b(?:treat(?:s|ed|ing)?|admit(?:s|ted)?|tak(?:es?|en) in|took in|receiv(?:es?|ed))\b")
# "Seven bodies had been brought to the hospital": where they were laid out, there may be others elsewhere.
_LAID_OUT = re.compile(
    r"\bbodies\b[^.;]{0,40}\b(?:lay|lie|laid|brought|taken|arrived|received|counted|kept|held)\b[^.;]{0,30}"
    r"\b(?:hospital|clinic|morgue|mortuary|hall|church|school|gymnasium)\b"
)
# "Four villagers were brought dead to the clinic": the same, told of them and not of their bodies.
_BROUGHT_DEAD = re.compile(
    r"\b(?:brought|taken|carried|arrived) (?:in )?(?:already )?dead (?:to|at) [^.;,]{0,40}"
    r"\b(?:hospital|clinic|morgue|infirmary)\b"
)
_HOUSE = re.compile(
    r"\b(?:(?:[A-Z][\w’'.-]*[ -]){1,4}(?:[Gg]eneral |[Dd]istrict |[Mm]emorial |[Uu]niversity )*"
    r"|[Dd]istrict |[Ss]ame |[Ll]ocal )(?:[Hh]ospital|[Cc]linic|[Ii]nfirmary|[Mm]edical [Cc]ent(?:er|re))\b"
)


def is_part(statement: Statement, text: str) -> bool:
    """Say whether a count is added to others and is no total: "another 12 died", "the remaining four", "40 new cases".

    `text` is the report's; without it only the statement's own words are read.
    """
    before, after = _around(statement, text)
    behind = text[statement.figure.span.end : statement.sentence.end].lower() if text and statement.figure else after
    in_a_row = _IN_A_ROW.search(statement.sentence.of(text).lower() if text else statement.text.lower())
    added = bool(text) and _ADDED.match(text[statement.sentence.end : statement.sentence.end + ADDED_WITHIN].lower())
    others = text and statement.figure and statement.figure.what == "missing" and _no_missing_before(statement, text)
    if others:
        after = _OTHERS.sub("", after)
    some = added or _MORE_BEFORE.search(before) or _MORE_AFTER.match(after) or _OF_THOSE.match(after)
    whole = statement.sentence.of(text).lower() if text else statement.text.lower()
    nightly = bool(in_a_row) or "overnight" in before + after
    if text and statement.figure and _IN_ALL.search(_up_to(statement, statement.figure, text)):
        return bool(some)
    if text and statement.figure and _RISEN_AFTER.search(_up_to(statement, statement.figure, text)):
        return True
    beside = _AND_ANOTHER.search(behind) or _RATE.search(whole) or _TWICE.match(behind)
    return bool(some or beside or _NOT_ALL.search(_SOME_OF_WHOM.sub("", behind)) or nightly)


def _no_missing_before(statement: Statement, text: str) -> bool:
    """Say whether a report has told of no missing people yet: "four others are missing" are others than its dead."""
    return _MISSING.search(text, 0, statement.sentence.start) is None


def _up_to(statement: Statement, figure: Figure, text: str) -> str:
    """Return the words of the sentence before the number."""
    return text[statement.sentence.start : figure.span.start].lower()


def of_other_event(statement: Statement, text: str) -> bool:
    """Say whether the sentence says that its count is of another event: "a second shooting killed nine"."""
    words = text[statement.sentence.start : statement.sentence.end] if text else statement.text
    return bool(_OTHER_EVENT.search(words.lower()))


def may_count_attacker(text: str) -> bool:
    """Say whether a report tells that the attacker died as well: one toll has him in it, another has not."""
    return bool(_ATTACKER.search(text.lower()))


def is_sum(statement: Statement, text: str) -> bool:
    """Say whether one number counts things of two kinds ("2,000 homes and businesses") or two events."""
    _, after = _around(statement, text)
    if _SEVERAL.search(statement.sentence.of(text) if text else statement.text):
        return True
    return bool(_AND_MORE.match(after)) and not _VERB_NEXT.match(after)


def of_a_ward(statement: Statement, text: str) -> bool:
    """Say whether the sentence counts for a county or the like, which is a part of any region, or for one hospital."""
    whole = statement.sentence.of(text) if text else statement.text
    figure = statement.figure
    if _ward(whole.lower()):
        return True
    if figure is not None and "bodies" in (figure.noun or ""):
        return bool(_LAID_OUT.search(whole))
    if figure is not None and figure.what == "killed" and _BROUGHT_DEAD.search(whole):
        return True
    return of_one_house(statement, text)


def of_one_house(statement: Statement, text: str) -> bool:
    """Say whether the sentence counts the patients of one hospital, and not its dead, who are mostly the event's.

    Those who were brought to it dead are its own.
    """
    whole = statement.sentence.of(text) if text else statement.text
    figure = statement.figure
    if figure is not None and figure.what == "killed" and _BROUGHT_DEAD.search(whole):
        return True
    if figure is None or figure.what in {"killed", "missing", "casualties"} or "bodies" in (figure.noun or ""):
        return False
    return bool(_TREATS.search(whole)) and any(_HOUSE.search(part) for part in (whole, *statement.speakers))


def of_confirmed(statement: Statement, text: str) -> bool:
    """Say whether a count is of those cases alone that are confirmed: "19 of the cases have been confirmed"."""
    figure = statement.figure
    if figure is None or figure.what == "confirmed":
        return figure is not None
    if figure.what != "infected" or statement.predicate != "confirm":
        return False
    return _SOME.search(statement.sentence.of(text) if text else statement.text) is not None


def as_read(statement: Statement, text: str) -> Figure:
    """Return the count, "surpassed 1,000" read as "more than 1,000"."""
    figure = statement.figure
    assert figure is not None
    before, _ = _around(statement, text)
    if figure.unit == "case" and figure.what in {"infected", "suspected", "confirmed"}:
        figure = replace(figure, unit="people", noun=None)  # 19 cases are 19 who caught it
    if figure.comparator == "=" and not isinstance(figure.value, tuple) and _PASSED.search(before):
        return replace(figure, comparator=">", low=figure.value + 1, high=None)
    return figure


def _around(statement: Statement, text: str) -> tuple[str, str]:
    """Return the words before and after the number, in its sentence."""
    assert statement.figure is not None
    span, whole = statement.figure.span, statement.sentence
    if not text:
        text, whole = statement.text, statement.span
        return (
            text[: max(0, span.start - whole.start)].lower()[-BEFORE:],
            text[max(0, span.end - whole.start) :].lower()[:AFTER],
        )
    return (
        text[max(whole.start, span.start - BEFORE) : span.start].lower(),
        text[span.end : min(whole.end, span.end + AFTER)].lower(),
    )
