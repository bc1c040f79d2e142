"""Which paragraphs a house addresses to its readers in whole sentences, and tell nothing of the story.

It asks for money ("Your gift keeps us going"), offers its newsletter or podcast, says what its column is, how an
interview was cut, and where to click.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from twosource.intake.furniture import Furniture
from twosource.intake.page_lines import SPEECH
from twosource.model import Span

# Longer than any plea that was met.
_LONGEST, _LONGEST_NOTE = 1_500, 240
# Paragraphs at either end of a story among which a house may say what its column is.
_EDGE = 4
_START = r"(?:^|[.!?:)]\s+)"
_KIND_OF_GIFT = r"(?:contribution|donation|gift|support|membership|subscription)s?"
_MONEY = re.compile(
    r"\b[Pp]lease (?:consider|think about|help us by) (?:\w+ ){0,5}"
    r"(?:contribut\w+|donat\w+|gifts?|members?(?:hip)?|subscri\w+|support\w*)\b"
    r"|\b[Pp]lease (?:support (?:us|our)|donate (?:today|now|to (?:us|our))|subscribe (?:today|now|to (?:us|our)))\b"
    rf"|\b[Yy]our (?:\w+ ){{0,2}}{_KIND_OF_GIFT} (?:will |would )?(?:helps?|enables?|makes?|keeps?|allows?|lets?)"
    r" (?:us|our|we|it possible|(?:this|the) (?:site|paper|newsroom|work))\b"
    rf"|{_START}Become an? (?:\w+ ){{0,2}}(?:member|subscriber|supporter|patron)\b"
    r"(?: of (?:the )?(?:[A-Z]\w* ?){1,5})?(?: ?(?:today|now|to (?:support|help|get|read))\b|[.!])"
    rf"|{_START}(?:Get|Support|Enjoy) [^.!?\n]{{3,80}} by becoming an? (?:\w+ ){{0,2}}(?:member|subscriber|supporter)\b"
    r"|\b(?:[Uu]se|[Ee]nter|[Ww]ith) (?:the |our )?(?:promo(?:tional)?|discount|voucher) code [A-Z\d]{3,}\b"
    rf"|{_START}(?:Want to|Love|Like|Enjoy(?:ed|ing)?|Value)\b[^.?!\n]{{3,160}}\?\s+"
    r"(?:Join|Support|Subscribe|Become|Donate|Sign up|Give|Upgrade)\b"
    # "If you can, support the Observer from £3 a month."
    rf"|(?:{_START}|\b[Ii]f you can, )(?:[Ss]upport|Join|Subscribe|Read)\b[^.!?\n]{{0,60}} (?:for|from)"
    r" (?:just |only |as little as )?[£$€]\d[\d.]* (?:a|per) (?:month|week|year)\b"
)
_NEWSLETTER = re.compile(
    rf"(?:{_START}(?:Please )?(?:[Ss]ign up|[Ss]ubscribe|[Gg]et)|\bSubscribe)\b(?: here| now| today)? (?:(?:to|for) )?"
    r"(?:(?:receive|get|read) )?(?:[Oo]ur|[Tt]he|[Yy]our|this|[A-Z]\w*[’']s|[A-Z]{2,})\b[^.?!\n]{0,80}?"
    r"\b(?:newsletters?|inbox|e-?mails?|top stories|headlines|podcasts?|push alerts)\b"
)
_LISTEN = re.compile(
    r"(?:[-•*] ?)?(?:(?:You can )?[Ll]isten to|Catch up on|Hear|Subscribe to|Download|Check out|Watch)\b[^.!?\n]{3,140}"
    r"\b(?:[Pp]odcasts?|on (?:Apple|Spotify|iTunes))\b[^!?\n]{0,100}"
)
# "This interview has been edited for length and clarity." Both words stand in such a note, in either order.
_INTERVIEW = re.compile(
    r"(?:note: )?(?:this|the|our|a|an|what follows)\b(?=[^.!?\n]*\b(?:interview|conversation|transcript|discussion"
    r"|exchange|q&a|chat)\b)(?=[^.!?\n]*\b(?:edited|condensed|abridged)\b)[^.!?\n]*"
    r"(?:\b(?:clarity|length|brevity|style|space|follows|below|condensed|edited)\b)[^.!?\n]{0,20}[.:]?",
    re.I,
)
_CLICK = re.compile(
    r"\bCLICK(?:ING)? HERE[.!]?$|" + _START + r"(?:(?:For|To) [^.?!\n]{3,80},? )?(?:[Pp]lease )?[Cc]lick here\b"
    r"[^.?!\n]{0,40}[.!]?$"
)
# "The Brief is a weekly column by Ana Roth", at the foot or the head of a page.
_COLUMN = re.compile(
    r"[“\"]?(?:[A-Z][\w’'&-]*|\d+)(?: (?:[A-Z\d][\w’'&-]*|of|the|and|on|in)){0,5}[”\"]? is an? (?:[\w-]+ ){0,4}"
    r"(?:column|newsletter|podcast)\b(?:,| (?:(?:written|reported|produced) )?(?:by|from|about|of|that|published)\b)"
)
_UPDATED = re.compile(
    r"(?:this|the) (?:story|article|post|report|page|list) (?:has been|was|is being|is|will be) (?:\w+ly )?updated"
    r" (?:with|as|throughout|regularly|often|frequently|daily)\b[^.\d\n]{0,80}\.?",
    re.I,
)
_LETTERS = re.compile(
    r"\bto submit an? (?:letter|comment|column|op-?ed)\b|\b(?:our|the) (?:submission|letters?) guidelines\b"
    r"|\bwe(?:[’']d| would) (?:like|love) to hear (?:what you|your|from you)\b|\bpitch us at\b",
    re.I,
)
_HEADING = re.compile(
    r"Support (?:our|(?:the )?(?:[A-Z]\S+ ){0,3}[A-Z]\S*[’']s?) (?:[\w-]+ ){0,3}(?:journalism|reporting|work|newsroom)"
)
# One of these stands in whatever the patterns above find: most paragraphs have none.
_SIGNS = (
    "our ", "lick", "LICK", "ubscri", "ign up", "dited", "ondensed", "odcast", "ewsletter", "inbox", " column ",
    "updated", "ecom", " code ", "isten to", "ubmit", "pitch us", "upport ", "lease ", "push alerts",
)  # fmt: skip


def appeals(text: str, kept: Sequence[Span], _: Sequence[Furniture]) -> set[Span]:
    """Return the paragraphs in which a house speaks to its readers about itself, and not of the story."""
    signs = [sign for sign in _SIGNS if sign in text]
    if not signs:
        return set()
    edges = {*kept[:_EDGE], *kept[-_EDGE:]}
    told = ((span, span.of(text)) for span in kept if span.end - span.start <= _LONGEST)
    return {
        span for span, words in told if any(sign in words for sign in signs) and is_appeal(words, edge=span in edges)
    }


def is_appeal(paragraph: str, *, edge: bool) -> bool:
    """Say whether a house speaks to its readers about itself in a paragraph, and not of the story.

    `edge` says that it stands near the head or the foot of its text. What somebody says or is quoted with is the
    story's, whatever it asks for.

    >>> is_appeal("Please consider making a gift to the Herald today.", edge=True)
    True
    >>> is_appeal("“Please consider making a gift,” the bishop said.", edge=True)
    False
    """
    if SPEECH.search(paragraph):
        return False
    if _MONEY.search(paragraph) or _CLICK.search(paragraph) or _HEADING.fullmatch(paragraph):
        return True
    if len(paragraph) > _LONGEST_NOTE:
        return edge and _LETTERS.search(paragraph) is not None
    if _NEWSLETTER.search(paragraph) or _LISTEN.fullmatch(paragraph) or _INTERVIEW.fullmatch(paragraph):
        return True
    return edge and bool(_LETTERS.search(paragraph) or _COLUMN.match(paragraph) or _UPDATED.fullmatch(paragraph))
