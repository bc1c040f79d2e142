"""The clauses of a sentence come in; those that tell of the event go out: no dates, and no words on a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.language.clauses import Clause
from twosource.model import Attribution, Span

# "Two hours before voting was due to end" only dates what it stands beside; what came before may be news of its own.
_DISTANCE = re.compile(
    r"(?:(?:just|only|barely|about|some|nearly|almost|less than|more than|over|at least|around|a|an|the|few|many"
    r"|several|couple of|half|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+|dozens? of) ){0,4}"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|moments?|evening|night|morning) "
    r"(before|after|since) ",
    re.IGNORECASE,
)
# How somebody stays unnamed, and the words between that and its reason.
_NAMELESS = re.compile(
    r"\b(?:(?:ask|request|insist|want|wish|prefer)\w* (?:\w+ ){0,3}?not (?:to )?|(?:declin|refus)\w* to )"
    r"be (?:named|identified|quoted by name)\b(?! (?:as|in|by) )"
    r"|\b(?:ask|request|insist|prefer|spoke|speak|talk|agree)\w*\b[^.;“”\"]{0,40}?\banonym(?:ity|ous|ously)\b",
    re.IGNORECASE,
)
# The same beside who speaks: words that stay with what he is called.
_GIVES_NO_NAME = re.compile(
    r"\bwho (?:has |have |had )?(?:asked|requested|insisted|wished|wanted|preferred|declined|refused|spoke|agreed"
    r"|talked)\b[^.;,:“”\"]{0,40}?\b(?:be (?:named|identified|quoted by name)|anonym(?:ity|ous|ously))\b"
    r"|\bon (?:the )?condition of anonymity\b",
    re.IGNORECASE,
)
_BEHIND = 60  # characters from whoever speaks to how he stays unnamed
# What a house tells its readers of its own service: what it will bring them, and where to go on.
_SERVICE = re.compile(
    r"\bwill (?:be )?(?:bring|keep|updat|post)(?:e|ing)? (?:you|our (?:readers|listeners|viewers))\b"
    r"|^\W*(?:read more|stay tuned|check back|follow (?:our|the) live (?:blog|coverage|updates|page)"
    r"|(?:sign up|subscribe) (?:to|for) (?:our|the) (?:\w+ )?(?:newsletter|channel|bulletin|podcast)s?)\b"
    # "Listeners who saw it can ring the station's line", "Our phone-in starts at seven": what it offers its public.
    r"|^\W*(?:the )?(?:[A-Z][\w’'-]+ ){0,3}(?:readers|listeners|viewers)\b[^.;]{0,60}? (?:can|may) (?:also |now )?"
    r"(?:follow|find|watch|hear|read|listen|call|ring|phone|text|e-?mail|write|send|contact|reach|join|submit|share)\b"
    r"[^.;]{0,60}?\b(?:our (?:[\w’'-]+ )?(?:site|website|live|blog|pages?|app|podcasts?|programmes?|newsletters?|lines?"
    r"|helpline|studio|channels?|newsroom|stream|archive)"
    r"|the (?:station|paper|newspaper|programme|newsroom|broadcaster)[’']s|(?:a|the) live blog)\b"
    r"|^\W*our (?:[\w’'-]+ )?(?:phone-in|live (?:blog|coverage|page)|podcast|newsletter|special programme)\b"
    r"[^.;]{0,50}? (?:starts|begins|opens|runs|continues|follows|returns)\b",
    re.IGNORECASE,
)
# Links with at most a few words in capitals before them, and who posted it when.
_ADDRESS = r"(?:https?://|www\.|pic\.\w+\.com/)\S+"
_SIGNED = r"[—–-]{1,2} ?[^()]{1,60}\(@\w+\)(?: [A-Z]\w+ \d{1,2}, \d{4})?\.?"
# "(Quaywire, with Post staff)": who wrote it.
_HOUSE = r"[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3}"
_CREDIT_NOTE = re.compile(
    rf"\((?:{_HOUSE}|(?:{_HOUSE}[,;/]? )?(?:[Ww]ith|[Ff]rom|[Bb]y) [\w’'-]+(?: [\w’'-]+){{0,3}})\.?\)\.?"
)
_LINK = re.compile(
    rf"(?:(?:[A-Z@#][A-Z0-9@#_]*:? ?){{0,5}}{_ADDRESS}(?: {_ADDRESS})*(?: ?{_SIGNED})?|{_SIGNED})", re.ASCII
)
# "It made no further mention of a leak": who keeps silent on a thing does not say it.
NO_MENTION = re.compile(
    r"\b(?:ma[dk]\w+ no|without(?: any)?|not ma[dk]e any)(?: (?:further|more|other|public))? mention of\b"
    r"|\b(?:did|does|do)(?: not|n[’']t) (?:again |once |even )?(?:mention|refer to)\b|\bwithout (?:once )?mentioning\b",
    re.IGNORECASE,
)
# "Could not confirm", "has not said", up to the end of a cue, and what stands between that and what was not said.
_NOT_SAID = re.compile(
    r"(?:\b(?:not|never|cannot|unable to|(?:declined|refused|failed) to|yet to)|n[’']t)"
    r"(?: (?:yet|immediately|publicly|independently|ever|itself|himself|herself|themselves))?"
    r" (?:say|said|claim(?:ed)?|confirm(?:ed)?|verif(?:y|ied)|repeat(?:ed)?|alleged?|stated?|assert(?:ed)?"
    r"|insist(?:ed)?)(?: that)?$",
    re.IGNORECASE,
)
_THAT = re.compile(r"[ ,]{0,2}(?:that )?")
_ASKED = re.compile(r"(?:that )?(?:whether|if|who\w*|what|which|when|where|why|how)\b", re.IGNORECASE)
_BEFORE_CUE = 30  # characters
_REASON = re.compile(r"[,\s]*(?:because|as|since|for fear(?: that)?|saying)\s+", re.IGNORECASE)


def told_of_the_event(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses less those that tell nothing of the event.

    Why a source has no name is a feature of the source ("… two people, *who asked not to be named because the inquiry
    is confidential*"), and how long before a deadline something happened is its date.
    """
    kept: list[Clause] = []
    after: int | None = None  # where the last such clause ended
    for clause in clauses:
        if clause.kind == "adverbial" and (far := _DISTANCE.match(text, clause.span.start, clause.span.end)):
            if far[1].lower() == "before":
                continue
            clause = _without_distance(text, clause, far.end())
        aside = clause.kind in {"relative", "participle"} or clause.pronoun
        reason = after is not None and _REASON.fullmatch(text, after, max(after, clause.span.start))
        if reason or (aside and _NAMELESS.search(clause.span.of(text))):
            after = clause.span.end
        else:
            kept.append(clause)
    return kept


def serves_readers(sentence: str) -> bool:
    """Say whether a house speaks of its own service, and not in anybody's words.

    >>> serves_readers("Tide Radio will bring you the next count."), serves_readers("“I will keep you safe,” she said.")
    (True, False)
    >>> (
    ...     serves_readers("Tide viewers can follow the count on our site."),
    ...     serves_readers("Readers can borrow six books."),
    ... )
    (True, False)
    """
    return _SERVICE.search(sentence) is not None and not set(sentence) & set('“”"')


def is_credit_note(sentence: str) -> bool:
    """Say whether a sentence is a credit in brackets, and tells nothing.

    >>> is_credit_note("(Quaywire, with Post staff)"), is_credit_note("(With agencies.)"), is_credit_note("(He left.)")
    (True, True, False)
    """
    return _CREDIT_NOTE.fullmatch(sentence.strip()) is not None


def is_link(sentence: str) -> bool:
    """Say whether a sentence is no more than a link, or the signature under somebody's post.

    >>> (
    ...     is_link("FULL STORY: https://t.co/x7 pic.example.com/y"),
    ...     is_link("The list stands at https://orlow.example/list."),
    ... )
    (True, False)
    >>> is_link("— Tide Radio (@tide) March 3, 2031"), is_link("Moll wrote to @tide on Monday.")
    (True, False)
    """
    return _LINK.fullmatch(sentence.strip()) is not None


def stays_unnamed(text: str, attribution: Attribution) -> bool:
    """Say whether a "saying" is that a source asked for no name: "*he asked* not to be identified"."""
    spans = [*attribution.cue, *attribution.content]
    if attribution.kind != "indirect" or not attribution.cue or not spans:
        return False
    first = min(span.start for span in spans)
    return _NAMELESS.match(text, first, max(span.end for span in spans)) is not None


def keeps_silent(text: str, attribution: Attribution) -> bool:
    """Say whether a "saying" is that a thing was not said: "it *made no mention of* a leak", "could not confirm".

    What was not said or confirmed that night is no word of whoever kept silent, and no second telling of it. Of what
    "he did not say whether" asks nobody tells anything either way.
    """
    if attribution.kind != "indirect" or not attribution.cue or not attribution.content:
        return False
    first, last = attribution.cue[0].start, attribution.cue[-1].end
    if NO_MENTION.search(text, first, max(last, first)) is not None:
        return True
    begins = attribution.content[0].start
    if begins < last or _THAT.fullmatch(text, last, begins) is None or _ASKED.match(text, begins) is not None:
        return False
    return _NOT_SAID.search(text, max(0, first - _BEFORE_CUE), last) is not None


def gives_no_name(text: str, attribution: Attribution | None) -> str:
    """Return how the one source of an attribution stays unnamed ("who asked not to be named"), "" if he does not."""
    if attribution is None or len(attribution.speakers) != 1 or not attribution.source:
        return ""
    marks = [*attribution.source, *attribution.cue]
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    ahead = [c.start for c in attribution.content if c.start >= last]
    found = _GIVES_NO_NAME.search(text, first, min([last + _BEHIND, *ahead]))
    if found is None or any(c.start < found.end() and found.start() < c.end for c in attribution.content):
        return ""
    return "" if re.search(r"[.!?;:]\s", text[last : found.start()]) else " ".join(found[0].split())


def _without_distance(text: str, clause: Clause, start: int) -> Clause:
    """Return an adverbial clause without how far away in time it was: "three days after *the mill collapsed*"."""
    distance = start - clause.span.start
    said = (
        clause.said[distance:] if clause.said and text.startswith(clause.said[:distance], clause.span.start) else None
    )
    return replace(clause, span=Span(start, clause.span.end), said=said)
