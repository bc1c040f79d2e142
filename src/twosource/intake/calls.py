"""Which paragraphs call on the reader ("Send us your pictures", "WIN! A week in the sun") and tell nothing."""

from __future__ import annotations

import re

# In characters: a line of a page, and a note of one or two sentences at its foot.
_LONGEST_LINE = 100
_LONGEST_NOTE = 160
# "Did you see it? Write to newsdesk@…": a request to readers, with the address where they should write.
_CALL = (
    r"(?:please\s+|you can\s+)?(?:write to|e-?mail|contact|get in touch|send|call|text|message|reach"
    r"|tell us|let us know|share your|join)\b[^!?\n]{0,120}?"
    r"(?:[\w.+-]{1,40}@[\w-]{1,40}\.\w|\bus\b(?: on| at| here| via|[.!]|$)"
    r"|\b(?:our|this) (?:reporters?|newsdesk|news desk|newsroom|team|bot|inbox|tip ?line|hotline)\b"
    r"|\band we(?:['’]ll| will) (?:print|publish|add|post|call|reply)\b)"
)
_CALL_FIRST = re.compile(rf"(?:if you (?:have|know|saw|are|were)\b[^.?!\n]{{2,80}},\s+)?{_CALL}", re.I)
_CALL_LATER = re.compile(rf"[.?!:]\s+{_CALL}", re.I)  # apart, since what begins with a mark is found far faster
# "ADVERTISEMENT: …", "Advertisement - …", "WIN! …", "ALSO ON KARSIA TODAY: …", "DOWNLOAD: our report (PDF)".
_LABELLED = re.compile(
    r"^(?:(?i:advertisements?|advert|ad feature|paid content)\s*(?:[:|]|\s[–—-]\s)\s*\S"
    r"|(?:WIN|COMPETITION|GIVEAWAY)(?:!|:|\s[–—-]\s)\s*\S|DOWNLOADS?\s*[:|–—]\s*\S"
    r"|ALSO (?:ON|IN|FROM) [A-Z][A-Z’' ]{1,40}:\s*\S)"
)
_OPENINGS = "AaPpWwCcGgDd"  # of those labels: most paragraphs are passed over by their first letter
# "Download this alert as PDF", "Share this note", "Our report on weirs (PDF)".
_OFFERED = re.compile(
    r"^(?:share|print|download|save|cite|bookmark) this (?:\w+ )?"
    r"(?:alert|note|page|report|statement|release|briefing|post|piece|brief|update)"
    r"(?: (?:as|in) (?:an? )?[A-Z]{3,4})?$"
    r"|^[^.!?]{5,80} (?:\((?:PDF|pdf)(?:, [\d.,]+ ?[kKmM][bB])?\)|as (?:an? )?PDF)$",
    re.I,
)
# "Tell your minister: sign our petition", "Want more? Get our Sunday newsletter."
_OUR_OWN = re.compile(
    r"\b(?:sign|join|support|get|order|download|try|read|subscribe to|sign up (?:for|to)|donate to|give to) our"
    r" (?:\w+ ){0,2}(?:petition|campaign|appeal|newsletter|app|podcast|mailing list|briefing|e-?mail|alerts?)[.!]?$",
    re.I,
)
# "Were you there? Ring the newsdesk.", "Your song for the road? Send us a message!"
_ASKED_THEN = re.compile(
    r"^[^.?!\n]{5,80}\? (?:ring|call|phone|e-?mail|text|message|write to|send|tell|contact|let|get in touch with)\b"
    r"[^.?!\n]{0,40}\b(?:us|newsdesk|news desk|newsroom|editor|studio|team|our|\d[\d ]{4,})\b[^.?!,\n]{0,40}[.!]?$",
    re.I,
)
# ">> Hear the statement in full (audio, 3:12)", "The dam from the air (gallery)".
_MEDIA = re.compile(
    r"^(?:>>|»|▶|►|→)\s*(?:hear|listen|watch|see|view|read|more|play|download)\b"
    r"|\((?:audio|video|podcast|gallery|slideshow|graphic|interactive)(?:, [\d:]+(?: min)?)?\)$",
    re.I,
)
# "Audio: the mayor at the dyke (3 min 12 s)", "Subscribers can listen to this article (5 min)".
_WITH_LENGTH = re.compile(r"^[^.!?\n]{3,90}\(\d{1,2}(?::\d\d| ?min(?:utes?)?(?: \d{1,2} ?s(?:ec)?)?)\)$")
_MEMBERS_CAN = re.compile(
    r"^(?:Subscribers|Members|Supporters) can (?:also )?(?:listen|read|comment|watch|download|hear)\b"
)
# "[Front-page picture: the hall after dark]", "[ Ad: Fall gutter special ]".
_IN_BRACKETS = re.compile(
    r"^\[\s*(?:(?:[\w-]+ ){0,3}(?:picture|photo|image|graphic|map|chart|video|drawing)\b|ad\b|adverts?\b|advertisement"
    r"|sponsored\b|promoted\b)[^\]\n]{0,160}\]$",
    re.I,
)
# "Like this story? Tell a friend. Hate it? Tell the editor.", "Got logs? Our reporters can be reached in secret."
_ASKED_AND_TOLD = re.compile(
    r"^(?:[^.?!\n]{3,50}\?\s+(?:Tell|Share|Send|Forward|Upgrade|Subscribe|Sign|Join|Pass|Give|Write|Ring|Call|Let)"
    r"\b[^.?!\n]{2,80}[.!]?\s*)+$"
    r"|^(?:Got|Have|Know|Saw|Heard|Lost|Found|Seen) [^?.!\n]{2,50}\?\s+"
    r"(?:Our (?:reporters?|team|newsroom|desk|journalists)|We(?:[’']d| would) (?:like|love)|We want to hear|Write to"
    r"|Call|Ring|Tell us|Drop us|Talk to us)\b"
    r"[^?!\n]{2,120}$"
)
# "Ada Roth can be reached at the desk's drop box." "Roth's last book was The Price of Ice." "His views are his own."
_OF_THE_WRITER = re.compile(
    r"^(?:[A-Z][\w.’'-]*\s+){1,4}can be (?:reached|contacted|found|followed) (?:at|on|by|via|through)\b"
    r"|^(?:[A-Z][\w.’'-]*\s+){0,3}[A-Z][\w.-]*[’']s? (?:last|latest|new|newest|next|most recent|forthcoming)"
    r" (?:book|novel|memoir|collection|film|podcast)(?: is| was|,| appeared)"
    r"|(?:^|[.!?] )(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Tt]he (?:author|writer|columnist)[’']s) (?:opinions|views)"
    r" are (?:his|her|their|my|hers|theirs|the author[’']s) own\.?$"
)
# "Herald Events: an evening with our chess editor", at the foot of a page.
_HOUSE_SHOP = re.compile(
    r"^(?:[A-Z]\w*[’']?s? ){1,3}(?:Events?|Shop|Store|Travel|Club|Offers?|Jobs|Puzzles|Holidays|Courses)\s?[:|–—] \S"
)
# "A version in easy language is available.", "This page is also available in Welsh."
_IN_OTHER_WORDS = re.compile(
    r"^(?:An? (?:[\w-]+ )?version (?:in|of|for)\b[^.!?\n]{0,60}|(?:This|The) (?:page|notice|article|text|bulletin))"
    r" is (?:also )?available\b[^.!?\n]{0,60}\.?$"
)
# "Follow Lodev World on Chatter": a network whose name no list holds.
_FOLLOW_NAME = re.compile(r"^Follow (?:[A-Z@][\w’'-]*\s){1,4}on [A-Z]\w+$")
# At the foot: "Next webinar: Weirs", "For sale: pram", "Copyright Lodev Post Co.", "Help us to pay for the van."
_AT_THE_FOOT = re.compile(
    r"^(?:(?:next|upcoming|coming) (?:webinars?|events?|episodes?|issue|edition)\s*:\s*\S"
    r"|(?:for sale|to let|for hire|situations vacant)\s*:\s*\S"
    r"|copyright (?-i:[A-Z])\w*(?: (?:(?-i:[A-Z])|\d)[\w&.]*){0,5}(?:\.|$)"
    r"|(?:[^.!?\n]{5,80}[.!?] )?help us (?:to )?(?:pay for|keep|stay|go on|fund)\b)",
    re.I,
)


def is_call(paragraph: str, finished: bool, closing: bool) -> bool:
    """Say whether a paragraph asks the reader for something or offers something of the page's.

    `finished` says that it ends as a sentence does, `closing` that it stands among the last of its text.

    >>> (
    ...     is_call("Tell your mayor: sign our petition", False, False),
    ...     is_call("They would not sign our petition.", True, False),
    ... )
    (True, False)
    >>> is_call("He asked them to send blankets.", True, False)
    False
    """
    if _CALL_FIRST.match(paragraph) or _CALL_LATER.search(paragraph):
        return True
    if paragraph[:1] in _OPENINGS and _LABELLED.match(paragraph):
        return True
    if (
        closing
        and len(paragraph) < _LONGEST_NOTE
        and (_AT_THE_FOOT.match(paragraph) or _OF_THE_WRITER.search(paragraph) or _HOUSE_SHOP.match(paragraph))
    ):
        return True
    if "? " in paragraph and len(paragraph) < _LONGEST_NOTE and _ASKED_AND_TOLD.match(paragraph):
        return True
    if len(paragraph) > _LONGEST_LINE:
        return False
    if " our " in paragraph and _OUR_OWN.search(paragraph) and (not finished or "?" in paragraph or ":" in paragraph):
        return True
    if "? " in paragraph and _ASKED_THEN.match(paragraph):
        return True
    if paragraph[:1] == "[" and _IN_BRACKETS.match(paragraph):
        return True
    if paragraph[:1] in "SM" and _MEMBERS_CAN.match(paragraph):
        return True
    if "available" in paragraph and _IN_OTHER_WORDS.match(paragraph):
        return True
    if paragraph.endswith(")") and _WITH_LENGTH.match(paragraph):
        return True
    if finished:
        return False
    if paragraph[:1] in ">»▶►→" or paragraph.endswith(")"):
        return _MEDIA.search(paragraph) is not None or _OFFERED.match(paragraph) is not None
    offered = "this" in paragraph or "PDF" in paragraph or "pdf" in paragraph
    return bool((offered and _OFFERED.match(paragraph)) or _FOLLOW_NAME.match(paragraph))
