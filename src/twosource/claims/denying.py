"""Somebody's words and what stands before them come in; whether they are a denial, and of what, goes out.

The tagger gives a cue its stance. Here is what a single cue does not show: "pushed back on claims that", "called the
story untrue", and whether a denial takes up what stands right before it ("denied it", "dismissed this account").
"""

from __future__ import annotations

import re

from twosource.model import Span

# Who pushes back on assertions denies them.
_FIGHTS_BACK = re.compile(
    r"\b(?:(?:push|fight|fought|hit|fir)\w* back (?:on|at|against)|bristl\w+ at|t(?:ake|ook|aking) issue with)\s"
    r"(?:\w+ ){0,3}(?:assertion|claim|suggestion|accusation|allegation|report|notion|idea|charge)s?(?: that)?\s*$"
)
# "It had nothing to do with the attack", "it was not behind the raid", "we played no part in it".
_NO_PART = re.compile(
    r"\b(?:has|have|had) nothing to do with\b"
    r"|\b(?:is|are|was|were|been) not (?:behind|involved in|responsible for|to blame for)\b"
    r"|\b(?:play(?:s|ed)?|ha(?:s|ve|d)|takes?|took) no (?:role|hand|part|involvement) (?:whatsoever )?in\b",
    re.IGNORECASE,
)
# "(Denied) taking the log: “I never saw it”": behind the colon he answers.
_OWN_ANSWER = re.compile(r": ?[“\"](?:[^“”\"]{0,80}\b(?:not|never|nothing|no)\b|[^“”\"]{0,80}n[’']t\b)", re.IGNORECASE)
# "Earlier reports of cash in a safe were wrong", "claims that he had fled are baseless".
_WERE_WRONG = re.compile(
    r"(?:(?:earlier|previous|initial|first|media|press|news|some|any|all|such|the|these|those|recent|his|her|their) )*"
    r"(?:reports?|claims?|suggestions?|rumou?rs?|allegations?|accusations?|accounts?)(?: [\w’'-]+){0,3}?"
    r" (?:that|of|about)\s[^.;]{3,200}\s(?:was|were|is|are|had been|have been)"
    r" (?:all )?[“\"‘']?(?:[\w’'-]+ly |an? |pure |sheer |total |all )*"
    r"(?:wrong|false|untrue|incorrect|inaccurate|unfounded|baseless|groundless|mistaken|fabricat(?:ed|ions?)|invent(?:ed|ions?)"
    r"|fake|fiction|fantas(?:y|ies)|nonsense|rubbish|lies?|made up|exaggerated|without foundation|not true)\W*",
    re.IGNORECASE,
)
# Who calls a story untrue denies it.
_CALLED_FALSE = re.compile(
    r"\b(?:untrue|false|fals(?:ehoods?|ity)|lies?|baseless|unfounded|groundless|fabricat(?:ed|ions?)|invent(?:ed|ions?)|fiction"
    r"|fake|nonsense|rubbish|absurd|incorrect|inaccurate|wrong|without foundation|fairy tales?|propaganda)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\b(?:call|describ|brand|label|term|denounc|dismiss|reject)\w*\s*$", re.IGNORECASE)
# What takes up what stands right before it: "denied it", "dismissed this account", "rejected the allegation". Who
# rejects "it", "this" or a deal turns down what was asked; "that" is what was said.
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|refut(?:es?|ed)|rebut(?:s|ted))\s*$", re.IGNORECASE)
_REJECTS = re.compile(r"\b(?:dismiss(?:es|ed)?|reject(?:s|ed)?)\s*$", re.IGNORECASE)
_IT = re.compile(r"(?:it|this|that|them)(?: all)?\W*$", re.IGNORECASE)
_THAT = re.compile(r"that\W*$", re.IGNORECASE)
_SAID_BEFORE = re.compile(
    r"(?:the|this|that|these|those)\s+(?:accusations?|allegations?|claims?|suggestions?|accounts?|versions?|assertions?"
    r"|charges?|reports?|stor(?:y|ies)|rumou?rs?|figures?|findings?|estimates?)\b\W*(?:as\b.*)?$",
    re.IGNORECASE,
)
# "The company rejects this": what it was asked for, where the sentence before tells of that; else what was said of it.
_THIS_ALONE = re.compile(r"this[\s.”\"]*", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:ask|demand|propos|offer|request|urg|appeal|petition|invit|suggest|recommend|insist)(?:s|e|es|ed|ing|al|als)?\b"
    r"|\b(?:bids?|deals?|motions?|bills?|plans?|terms|truce|ceasefire|compromises?|amendments?|pleas?"
    r"|want(?:s|ed)?|should|must|ought|need(?:s|ed)? to|would|could|vot(?:e|es|ed)|ideas?|applications?|applied"
    r"|complaints?|lawsuits?|challenges?|resign|seek(?:s|ing)?|sought|pleaded|call(?:s|ed|ing)? (?:for|on)"
    r"|ultimatum|pressed)\b",
    re.IGNORECASE,
)
# "The charge", "that account": the word alone.
_WORD_FOR_IT = re.compile(
    r"(?:(?:the|this|that|these|those) )?(?P<word>accusation|allegation|charge|claim|suggestion|account|version"
    r"|assertion|story)[\s.,;”\"]*",
    re.IGNORECASE,
)
# "The story untrue", "the reports a complete fabrication": no longer than so many words.
SHORT_ANSWER = 8
# The sentence before is looked for in so many characters.
LONGEST_BEFORE = 400
# "Called that | untrue": the pronoun stands before the words that the tagger gives.
_CALLS_IT = re.compile(
    r"\b(?:call|describ|brand|label|term|denounc|dismiss)\w* (?:it|this|that)(?: as)?\s*$", re.IGNORECASE
)
_DENIED_BY = re.compile(
    r"(?:this|that|it|(?:the|this|that) (?:claim|allegation|accusation|account|charge|version|story|report))"
    r" (?:is|was|has been|had been) (?:firmly |flatly |strongly |also |later )?"
    r"(?:denied|disputed|contested|contradicted) by (?:the |its |his |her |an? )?"
    r"(?P<who>(?!them\b|both\b|all\b)[^,;:]{2,60}?)[.”\"]?",
    re.IGNORECASE,
)
# "…, a claim | the ministry denied": of what stands before it in its sentence.
_A_CLAIM = re.compile(
    r",? (?:–|—|-)? ?(?:a|an) (?:claim|charge|allegation|accusation|assertion|account|version|suggestion|figure)"
    r"(?: (?:that|which))? $",
    re.IGNORECASE,
)
_HE_DENIED = re.compile(
    r"(?P<who>(?!he\b|she\b|it\b|they\b|we\b)[^,;:.]{2,60}?) (?:has |have |had )?(?:since |also |later |\w+ly )?"
    r"(?:denied|denies|deny|disputed|disputes|dispute|rejected|rejects|reject|dismissed|dismisses)[.,;”\"]?",
    re.IGNORECASE,
)
# "At first admitted that he was in the picture, then denied | it": what he had said himself.
_OWN_WORD = re.compile(
    r"\b(?:admit|acknowledg|conced|confess|confirm)\w*\b[^;:“”]{3,200}"
    r"\b(?:then|later|afterwards?|before|since|subsequently)\b[^,;:“”]{0,30}$",
    re.IGNORECASE,
)
# Behind a colon or a dash stands why: "called this untrue: “Our officer was there”".
_WHY = re.compile(r"\s*[:–—;“\"]")
_CLAIM_CALLED = re.compile(
    r"(?:the|this|that|these|those) (?:claim|allegation|accusation|assertion)s? (?:as )?[“\"‘'’]?"
    r"(?P<name>(?:[\w’'-]+ ){0,3}[\w’'-]+)[”\"’',.;]*$",
    re.IGNORECASE,
)
_A_WORD = re.compile(r"(?:it|this|that|them)|(?:(?:it|this|that) )?(?:as )?(?:an? )?(?P<false>\w+)", re.IGNORECASE)


def denies_by_cue(text: str, sentence: Span, span: Span) -> bool:
    """Say whether what stands before somebody's words makes them a denial: "pushed back on claims that", "called"."""
    before, words = text[sentence.start : span.start], span.of(text)
    if _FIGHTS_BACK.search(before.lower()) or _NO_PART.search(words) or calls_reports_wrong(words):
        return True
    if _CALLS_IT.search(before) and _CALLED_FALSE.match(words.removeprefix("as ")):
        return True
    named = words.lower().startswith(("the ", "it ", "this ", "that ", "these ", "those ", "them ", "any ", "as "))
    return named and bool(_CALLS.search(before) and _CALLED_FALSE.search(words))


def calls_reports_wrong(words: str) -> bool:
    """Say whether words deny what reports say, and so do not tell what is denied: "reports of cash were wrong".

    >>> calls_reports_wrong("earlier reports of cash in a safe were wrong"), calls_reports_wrong("the safe was empty")
    (True, False)
    """
    return _WERE_WRONG.fullmatch(words) is not None


def says_own_no(words: str) -> bool:
    """Say whether the "not" in a denial's words is the denier's answer, and no part of what he denies.

    >>> says_own_no("she had nothing to do with it"), says_own_no("taking the log: “I never saw it”")
    (True, True)
    >>> says_own_no("the fee had not been paid")
    False
    """
    return bool(_NO_PART.search(words) or _OWN_ANSWER.search(words))


def takes_up(text: str, sentence: Span, span: Span) -> bool:
    """Say whether a denial is of what stands right before it in the report."""
    before, words = text[sentence.start : span.start], span.of(text)
    if _NO_PART.search(words):
        return True
    if _OWN_WORD.search(before):
        return False
    if before.endswith(" that ") and _WORD_FOR_IT.fullmatch(words):
        before, words = before[: -len("that ")], f"that {words}"  # "rejects that | account" opens no clause
    if _DENIES.search(before):
        return bool(_IT.match(words) or _SAID_BEFORE.match(words))
    if _REJECTS.search(before):
        return bool(_SAID_BEFORE.match(words) or _THAT.match(words)) or _rejects_words(text, sentence, span)
    if _CALLS.search(before) and calls_claim_false(words):
        return True
    words = _answer(words)
    if _CALLS_IT.search(before) and _CALLED_FALSE.match(words.removeprefix("as ")):
        return len(words.split()) <= SHORT_ANSWER
    named = words.lower().startswith(("the ", "it ", "this ", "that ", "these ", "those "))
    return named and len(words.split()) <= SHORT_ANSWER and bool(_CALLS.search(before) and _CALLED_FALSE.search(words))


def _rejects_words(text: str, sentence: Span, span: Span) -> bool:
    """Say whether "rejects this", a whole sentence, is of what was said, and not of what was asked for."""
    if not _THIS_ALONE.fullmatch(text[span.start : sentence.end]):
        return False
    before = re.split(r"(?<=[.!?”\"])\s+", text[: sentence.start].rstrip()[-LONGEST_BEFORE:])[-1]
    return _ASKED.search(before) is None


def word_for_what_was_said(words: str) -> str | None:
    """Return by what word alone a denial calls what was said: "account" of "that account"; of more words, None.

    >>> word_for_what_was_said("that account"), word_for_what_was_said("the claim for damages")
    ('account', None)
    """
    found = _WORD_FOR_IT.fullmatch(words)
    return found["word"].lower() if found else None


def calls_claim_false(words: str) -> bool:
    """Say whether words give the claim that was made a bad name, quoted or not.

    >>> calls_claim_false("the claim “a cruel invention"), calls_claim_false("the claim of theft “an invention”")
    (True, False)
    """
    found = _CLAIM_CALLED.match(words)
    return found is not None and _CALLED_FALSE.search(found["name"]) is not None


def is_plain(words: str) -> bool:
    """Say whether a denial that takes up what stands before it says no more than that: "it", "that untrue".

    >>> is_plain("it"), is_plain("this untrue: “We were there"), is_plain("the claim that he left")
    (True, True, False)
    """
    found = _A_WORD.fullmatch(_answer(words).strip(' ,.;”"’'))
    return found is not None and (found["false"] is None or bool(_CALLED_FALSE.fullmatch(found["false"])))


def denied_by(words: str) -> str | None:
    """Return who denies what stands before a sentence that says no more than that: "This is denied by the mill".

    What is "rejected" may have been asked for, and what "they" deny is not said.
    """
    found = _DENIED_BY.fullmatch(words)
    return found["who"] if found else None


def denied_beside(before: str, words: str) -> str | None:
    """Return who denies what a sentence has told, in a clause behind it: "…, a claim *the mill denied*".

    >>> (
    ...     denied_beside("The barge had sunk, a claim ", "the mill has denied"),
    ...     denied_beside("The man, a docker ", "he denied"),
    ... )
    ('mill', None)
    """
    found = _HE_DENIED.fullmatch(words) if _A_CLAIM.search(before) else None
    return re.sub(r"^(?:the|its|his|her|their) ", "", found["who"], flags=re.IGNORECASE) if found else None


def _answer(words: str) -> str:
    return _WHY.split(words, maxsplit=1)[0]
