"""A report of a newsroom on its own work comes in; what it printed and disowns goes out, and what tells no news.

"On Monday the Lantern reported that the lock had burst. We no longer stand by that report and withdraw it." The first
sentence repeats what was printed, so that by itself it reads as one more report that says so. The second says what
happens to it, with no noun but "that report"; and neither it nor an apology tells anything of the event.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from twosource.claims.statements import Statement
from twosource.claims.wording import once
from twosource.language.figure_numerals import read_numeral
from twosource.lexicon import load
from twosource.model import Report, Span

_CALLED: dict[str, list[str]] = load("disowned")
_PRINTED = rf"(?:{'|'.join(_CALLED['printed'])})"
_FALSE = rf"(?:\w+ly )?(?:{'|'.join(_CALLED['false'])})"
_WAS = r"(?:was|were|is|are|proved|has proved|proved to be|turned out to be|had been|has been)"
_IT = rf"(?:it|this|that|(?:the|this|that|our) (?:[\w’'-]+ ){{0,2}}?{_PRINTED})"
DAY = r"(?:(?:yester|mon|tues|wednes|thurs|fri|satur|sun)day|last (?:week|month|night))"
_SAID = rf"(?:{'|'.join(_CALLED['said'])})"
_said_before = once(re.compile(rf"\b{_SAID}\b", re.IGNORECASE))
_TAKES_BACK = re.compile(
    rf"\b(?:stands? by|apologi[sz]es?|regrets?|sorry|{'|'.join(_CALLED['withdraws'])}|retracted|{_WAS} {_FALSE})\b",
    re.IGNORECASE,
)
# "VBC News", "the Meridian News Agency" are "VBC" and "Meridian" to themselves.
_KIND = re.compile(r"(?:\s+(?:news|agency|online|tv|television|radio|press|service|wire|network))+$", re.IGNORECASE)
_THIS_PAPER = r"this (?:newspaper|paper|news site|website|site|agency|station|channel|broadcaster|magazine|programme)"
# Who takes back what his report said, where the report does not say whose it is.
NEWSROOM = "newsroom"
_ASIDE = re.compile(r"\b(?:who|which|whose|where|when)\b|[(—–]")
# "Reported in its Monday edition, on the word of a diver, that": when and from whom, and nobody's other saying.
_WHEN = (
    r"(?:,? (?:on|in|last|at|late|early|citing|quoting|under)"
    r" (?:(?!\b(?:that|sa(?:id|ys)|told|who|which)\b)[^.;:“”]){2,140}?,?)?"
)
# "The same article said that": what else stood in what was taken back.
_SAME_REPORT = re.compile(
    rf"\W*(?:the|that|our) same {_PRINTED}(?: (?:had|also|wrongly|mistakenly|incorrectly)){{0,2}} {_SAID}(?: that)?\s*",
    re.IGNORECASE,
)
_RIGHT_FIGURE = re.compile(
    r"\W*(?:(?:the|that) (?:\w+ )?(?:figure|number|total|count|toll|sum|amount)"
    r"(?: (?!(?:was|is|had|should|were|rose|fell)\b)[\w’'-]+){0,4}|it) (?:was|is|had been|should (?:be|have been))"
    r"(?: (?:in fact|actually|rather))? (?:about |around |some )?(?=\w)",
    re.IGNORECASE,
)
_NOBODY_HURT = re.compile(
    r"(?:no ?one|no-one|nobody) (?:else )?(?:was|were|is|had been|has been)(?: \w+)?"
    r" (?:hurt|harmed|injured|wounded|(?P<killed>killed))\b"
    r"|there (?:was|were|had been) no (?:injur\w+|casualties|wounded)\b",
    re.IGNORECASE,
)
_WAS_KILLED = re.compile(r"\b(?:(?:was|were|had been|has been) killed|(?:had |has )?died)\b", re.IGNORECASE)
_WAS_HURT = re.compile(
    r"\b(?:(?:was|were|is|are|had been|has been|have been|being) (?:\w+ )?(?:treated for|hurt|injured|wounded|burned"
    r"|burnt|scalded|hospitali[sz]ed|killed)|suffered (?:\w+ )?(?:burns|injuries|wounds)|died)\b",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|not|none|nobody|never|if|would|could|may|might)\b|n[’']t\b", re.IGNORECASE)
_NOTICE = re.compile(r"^\W*(?:corrections?|clarifications?)\b", re.IGNORECASE)
# So far behind what is withdrawn the words of a note may stand, in characters: three sentences of it.
_NOTE = 400


def is_disowned(statement: Statement, report: Report) -> bool:
    """Say whether a newsroom tells by a statement what it printed itself, and takes it back in the next sentence."""
    before = report.text[statement.sentence.start : statement.span.start]
    if _is_of_same_report(statement, report, before) or _was_hurt_after_all(statement, report, before):
        return True
    # Of most statements nothing of this is so, and the patterns of an outlet cost time to make.
    if not _said_before(before) or not _TAKES_BACK.search(_rest(report.text, statement.sentence)):
        return False
    said, taken = _patterns(report.outlet or "")
    told = said.search(before)
    if told is None or not _is_all(statement, before[told.end() :]):
        return False
    return taken.match(_rest(report.text, statement.sentence)) is not None


def _is_of_same_report(statement: Statement, report: Report, before: str) -> bool:
    """Say whether a newsroom that has just taken a report back tells a count of it that the next sentence sets right.

    "The same article said that 30 barges would be sold. The figure was 13."
    """
    if statement.figure is None or not _SAME_REPORT.fullmatch(before):
        return False
    right = _RIGHT_FIGURE.match(_rest(report.text, statement.sentence))
    numeral = read_numeral(right.string, right.end()) if right else None
    if numeral is None or numeral.value == statement.figure.value:
        return False
    near = report.text[max(0, statement.sentence.start - 2 * _NOTE) : statement.sentence.start]
    takes = rf"\b{ourselves(report.outlet or '')} (?:\w+ ){{0,2}}?(?:{'|'.join(_CALLED['withdraws'])})\b"
    noted = _NOTICE.search(report.text[report.text.rfind("\n", 0, statement.sentence.start) + 1 :][:40])
    return noted is not None or re.search(takes, near, re.IGNORECASE) is not None


def _was_hurt_after_all(statement: Statement, report: Report, before: str) -> bool:
    """Say whether an earlier report of the newsroom had said that nobody was hurt, and the next sentence tells who was.

    "An earlier Courier report said no one was hurt. The cook was treated for burns."
    """
    none = _NOBODY_HURT.match(statement.text) if " earlier " in before.lower() else None
    if none is None:
        return False
    us = us_or_initials(report.outlet or "")
    ours = rf"\W*an? earlier (?:{us} {_PRINTED}|{_PRINTED} (?:by|from|in|of) {us})"
    ours += r" (?:had )?(?:said|reported|stated)(?: that)? "
    if not re.fullmatch(ours, before, re.IGNORECASE):
        return False
    after = re.split(r"[.!?][\s”\"]", _rest(report.text, statement.sentence), maxsplit=1)[0]
    was = _WAS_KILLED if none["killed"] else _WAS_HURT
    return was.search(after) is not None and _NONE.search(after) is None


def _is_all(statement: Statement, between: str) -> bool:
    """Say whether a statement is what was printed, or the count in it; an aside is nobody's mistake."""
    if statement.part:
        return statement.figure is not None and not _ASIDE.search(between)
    return not between.strip()


def without_formulas(report: Report, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements but for what a newsroom says of its report and not of the event: "we withdraw it"."""
    withdrawn = {s.sentence for s in statements if s.stance == "withdraws"}
    if not withdrawn:
        return list(statements)
    formula, opens = _formulas(report.outlet or "")
    kept = []
    for s in statements:
        near = any(_is_next(report.text, w, s.sentence) or w == s.sentence for w in withdrawn)
        if near and s.stance != "withdraws" and _explains(report, s.sentence):
            continue
        if near and s.stance != "withdraws" and s.figure is None:
            # "That figure was wrong; *it was the total of the cash reserves*" tells of a number that nobody names.
            goes_on = s.span.start > s.sentence.start and not s.clear and opens.match(s.sentence.of(report.text))
            if formula.fullmatch(s.text.strip(" .;,")) or goes_on:
                continue
            # "Printed late on Monday, *that the lock had burst*" is no second telling of what is withdrawn.
            if s.part and any(w.stance == "withdraws" and _is_around(s, w) for w in statements):
                continue
        kept.append(s)
    return kept


def is_said_again(report: Report, statements: Sequence[Statement], sentence: Span) -> bool:
    """Say whether a sentence takes back no more than what the newsroom has taken back before it in the paragraph."""
    ours = [s for s in statements if s.stance == "withdraws" and s.speakers == (report.outlet or NEWSROOM,)]
    if not any(_is_next(report.text, s.sentence, sentence) for s in ours):
        return False
    takes = rf"\b{ourselves(report.outlet or '')} (?:\w+ ){{0,2}}?(?:{'|'.join(_CALLED['withdraws'])}) {_IT}\b(?! that)"
    return re.search(takes, sentence.of(report.text), re.IGNORECASE) is not None


def _explains(report: Report, sentence: Span) -> bool:
    """Say whether a sentence tells how a newsroom came to be wrong: "we relied on one man, who had misheard"."""
    return re.match(_because(report.outlet or ""), sentence.of(report.text), re.IGNORECASE) is not None


def _is_around(statement: Statement, withdrawn: Statement) -> bool:
    outer, inner = statement.span, withdrawn.span
    return statement.sentence == withdrawn.sentence and outer.start < inner.start and inner.end <= outer.end


def _because(outlet: str) -> str:
    """Return a pattern of how a newsroom begins to tell why it was wrong."""
    ours = r"our (?:reporters?|correspondents?|editors?|(?:only )?source|information)"
    return rf"\W*(?:{ourselves(outlet)}|{ours}) (?:had )?(?:wrongly )?(?:{'|'.join(_CALLED['explains'])})\b"


def _is_next(text: str, withdrawn: Span, sentence: Span) -> bool:
    """Say whether a sentence stands behind another in its paragraph, and near it."""
    between = text[withdrawn.end : sentence.start]
    return 0 <= sentence.start - withdrawn.end <= _NOTE and "\n" not in between


def _rest(text: str, sentence: Span) -> str:
    """Return what stands behind a sentence in its paragraph."""
    end = text.find("\n", sentence.end)
    return text[sentence.end : end if end >= 0 else len(text)]


def ourselves(outlet: str) -> str:
    """Return a pattern of what a newsroom calls itself: "we", "this newspaper", "the Courier" of the Orlow Courier.

    So is "the Evening Courier" of the Orlow Evening Courier.
    """
    whole = re.sub(r"^the\s+", "", outlet.strip(), flags=re.IGNORECASE)
    short = _KIND.sub("", whole)
    words = short.split()
    ends = [" ".join(words[n:]) for n in range(1, len(words)) if words[n].isalpha() and words[n][:1].isupper()]
    last = words[-1] if words else ""
    names = [whole, short, *ends, *([last] if last.isalpha() and last[:1].isupper() else [])]
    called = "|".join(re.escape(name) for name in dict.fromkeys(names) if name)
    return rf"(?:we|{_THIS_PAPER}" + (rf"|(?:the )?(?-i:{called})" if called else "") + ")"


def is_called(name: str, outlet: str) -> bool:
    """Say whether a name is one by which a newsroom calls itself.

    >>> is_called("the Courier", "Orlow Courier"), is_called("Courier service", "Orlow Courier"), is_called("we", "VBC")
    (True, False, False)
    """
    called = ourselves(outlet).replace("(?-i:", "(?:")  # amid a sentence it may stand in small letters
    return name.lower() != "we" and re.fullmatch(called, name, re.IGNORECASE) is not None


def us_or_initials(outlet: str) -> str:
    """Return a pattern of what a newsroom calls itself, or of the letters that its name is known by."""
    initials = "".join(re.findall(r"\b[A-ZÀ-Þ]", outlet))
    return rf"(?:{ourselves(outlet)}|(?-i:{initials}))" if len(initials) > 1 else ourselves(outlet)


def earlier_words(outlet: str) -> str:
    """Return a pattern of what told before what is put right: a newsroom, "an earlier version of this report"."""
    kind = r"(?:version|edition|report|article|story|post)"
    version = rf"(?:an?|the|our) (?:earlier|previous|original|first)(?: {kind}\b){{1,2}}(?: of this [a-z]+)?"
    return rf"(?:{ourselves(outlet)}|{version}|{DAY}[’']s (?:article|report|story|edition))"


@lru_cache(maxsize=256)
def _patterns(outlet: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a newsroom tells what it printed, and how the next sentence takes that back."""
    us = ourselves(outlet)
    ours = rf"(?:{us}|(?:an?|the|our|{DAY}[’']s) (?:[\w’'-]+ ){{0,3}}?{_PRINTED}(?: (?:in|on|of) {us})?(?: on {DAY})?)"
    said = (
        rf"(?:^|[\s:(])\b{ours}(?: {DAY}| (?:had|first|also|wrongly|mistakenly|incorrectly)){{0,2}} {_SAID}"
        rf"(?:{_WHEN} that\s*$"
        rf"|(?:,? (?:on|in|last|at) [^.;:“”]{{2,30}}| {DAY}|,? citing [^.;:“”]{{2,60}},)?(?: that\b)?)"
    )
    we = rf"(?:{us}|(?:the|our) (?:editors?|newsroom))"
    takes = "|".join(_CALLED["withdraws"])
    taken = (
        rf"(?:{_because(outlet)}[^.;“”]{{3,160}}?(?=\.|,? and {we}\b))?\W*(?:and )?"
        rf"(?:{we} (?:(?:can|could|do|now|therefore) )*(?:no longer|not) stands? by {_IT}\b"
        rf"|{we} (?:(?:now|therefore|hereby|fully|unreservedly|have|has|since) )*(?:{takes}) {_IT}\b"
        rf"|{we} (?:now )?(?:accepts?|acknowledges?|concedes?|admits?) that {_IT} {_WAS} {_FALSE}\b"
        rf"|(?:that|this|(?:the|this|that|our) (?:[\w’'-]+ ){{0,2}}?{_PRINTED}) {_WAS} {_FALSE}"
        rf"(?=\W*$|[.;]|,? and {we} )"
        rf"|(?:the|this|that|our) (?:[\w’'-]+ ){{0,2}}?{_PRINTED} (?:has been|is|was) (?:withdrawn|retracted)\b"
        # "He was hurt and is in hospital. We apologise to his family": what is so stands between.
        rf"|(?:he|she|it|they|there|in fact|nobody|no one|the) [^.;“”\n]{{3,120}}\. {we} "
        r"(?:apologi[sz]es?|regrets?|(?:is|are) sorry)\b(?! that (?:he|she|it|they)\b))"
    )
    return re.compile(said, re.IGNORECASE), re.compile(taken, re.IGNORECASE)


@lru_cache(maxsize=256)
def _formulas(outlet: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the clauses that tell nothing of the event, and a sentence that opens with the one on a mistake."""
    we = ourselves(outlet)
    wrong = rf"{_IT} {_WAS} {_FALSE}"
    formula = (
        rf"(?:and )?(?:{we} )?(?:(?:can|do|now|therefore|hereby|unreservedly) )*"
        rf"(?:(?:no longer|not) stands? by {_IT}|(?:{'|'.join(_CALLED['withdraws'])}) {_IT}"
        rf"(?: and (?:apologi[sz]e|regret)s?\b[^.;]*)?|(?:apologi[sz]es?|regrets?|are sorry|is sorry)\b[^.;]*)"
        rf"|(?:and )?(?:{we} (?:now )?(?:accepts?|acknowledges?|concedes?|admits?) (?:that )?)?{wrong}"
    )
    return re.compile(formula, re.IGNORECASE), re.compile(rf"\W*{wrong}; ", re.IGNORECASE)
