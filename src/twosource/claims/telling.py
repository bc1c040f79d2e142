"""A statement comes in; the sentence that tells it to a reader goes out, in the report's own words.

Nothing is added but the speaker's name and a colon, and the auxiliary that a count shares with the one before it: what
a briefing says must stand in the reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from twosource.claims.count_told import NEAR, has_no_verb, says_what_happened, telling_words, word_printed
from twosource.claims.cut_off import breaks_off, of_another_time
from twosource.claims.pronouns import with_name
from twosource.claims.statements import Statement
from twosource.claims.wording import concept
from twosource.model import Figure, Span

MARKS = '“”"'
# What a sentence that stands is told with where a figure in it does not.
SINCE_CORRECTED = "since corrected:"
SINCE_WITHDRAWN = "since withdrawn:"
# A single closing mark stands after a word and before none; an apostrophe stands before a letter.
_CLOSING_SINGLE = re.compile(r"’(?!\w)")


# Before a range: "between 1,700 and 1,900".
_RANGE = re.compile(r"\b(between|from) $", re.IGNORECASE)
# Before a count whose participle stands alone: the passive whose auxiliary it shares, said of so many others.
_SHARED = re.compile(
    r"(?<!not )(?<!would )(?<!could )(?<!may )(?<!might )(?<!must )(?<!should )\b(was|were|ha(?:s|ve|d) been) "
    r"(?:\w+ly )?(?!not\b|to\b|\w+ing\b)\w+(?: (?!that\b|who\b|which\b)[\w’'-]+){0,6}(?:,| and| but|, and)"
    r" (?:(?:at least|more than|over|about|around|some|another|nearly|almost|up to|as many as) )*$",
    re.IGNORECASE,
)
# "Victory was theirs" tells whose only with those who said so, "hold more than that" of what only with its sentence.
_THEIRS = re.compile(
    r"\btheirs\b(?! truly)|\b(?:more|less|fewer|longer|higher|lower|bigger|better|worse) than (?:that|this)\W*$",
    re.IGNORECASE,
)
_LOOSE_NOUN = re.compile(r" (?:(?:others?|people|more|of them|(?:seriously|critically|badly|slightly)) )*")
_NOUN_BETWEEN = re.compile(r"(?: (?!was\b|were\b|is\b|are\b|been\b|had\b|has\b|have\b)[\w’'-]+){0,3} ")
# "What had caused it" tells nothing without who did not know it.
ASKS = ("why ", "how ", "what ", "who ", "where ", "when ", "whether ")
# "He said it was late and that he would go": without "said", the second "that" hangs on nothing. Before other words it
# may point ("and that man").
_AND_THAT = re.compile(
    r"\b(and|but|or) that (?=(?:an?|the|this|these|those|he|she|it|they|we|i|you|there|no|his|her|its|their|our|my"
    r"|(?:all|some|most|none|many|half|each|both) of)\b)",
    re.IGNORECASE,
)
# "The firm condemned him and said: “…”" loses what it said, which is a statement of its own.
_SAID_AT_END = re.compile(r"(?:,? and|,) (?:said|added|wrote|tweeted|continued|asked|replied|declared)[.:,]*$")
# "…, which the mill denies", "…, a claim the mill rejected": what the report says of him who is quoted. What somebody
# "rejects" behind a mere "which" may be a plan.
_WHO = r"(?!was |were |is |are |had been )[^,;:“”\"]{2,60}? (?:has |have |had )?(?:(?:\w+ly|also|since|both|again) )?"
_ANSWER_BEHIND = re.compile(
    rf",? ?(?:[–—-] )?(?:(?<=[,–—-] )(?:which|something(?: that| which)?) {_WHO}(?:den(?:y|ies|ied)|disput(?:e|es|ed))"
    rf"|(?<=[,–—-] )an? (?:claim|charge|allegation|accusation|assertion|suggestion)(?: that| which)? {_WHO}"
    r"(?:den(?:y|ies|ied)|disput(?:e|es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?))[.,]?$"
)
# "Moll said the hole was old, but stopped short of saying whose": what the speaker did beside, and no words of his.
_STOPPED_SHORT = re.compile(
    r",? (?:but|and|though) (?:(?:he|she|it|they) )?(?:stopped short of \w+ing|did not elaborate"
    r"|(?:declined|refused) to (?:say|name|identify|elaborate|give)|would not say|gave no (?:further )?details)"
    r"\b[^.;“”\"]*[.,]?$"
)
# The speaker went on in the same breath.
_WENT_ON = re.compile(r"[,;:–—-]? ?(?:[a-z]|I\b)")
# "The army blamed the guild, saying *the boat had come from its quay*": without the first half nobody is blamed.
_BLAMES = re.compile(
    r"\b(?:blam|accus)(?:ed|es|ing) [^,;.:“”\"]{2,60},? (?:saying|adding|claiming|and said)(?: that)? ?$", re.IGNORECASE
)
# "Even though the scheme began in May" hangs on what follows.
_HANGS = re.compile(r"(?:even|just|especially|particularly|only) (?:though|if|as|when|because|since|after)\b", re.I)
# American style puts the comma inside the quotation that the sentence went on after.
_COMMA_AT_END = re.compile(r",([”’\"]+)$")

_DEAD_FIRST = re.compile(r"^(?:dead|killed|injured|wounded|missing|arrested) ")


def tell(statement: Statement, text: str) -> str:
    """Return the statement as a sentence; `text` is its report's.

    Direct speech stands in quotation marks after its speaker; indirect speech follows the speaker without them; the
    newsroom's own words stand alone, made a sentence where the report has them in a clause. What is no sentence by
    itself (a quoted phrase, "as a coup", "what had caused it", "that he go") is told with the whole sentence that it
    stands in. Whom a "he" at its head means is said behind it in brackets.
    """
    told = _tell(statement, text)
    if statement.direct or not statement.named:
        return told
    # Of "He put it at three; a guard said he saw four" the guard's "he" is another.
    opens = statement.sentence.of(text).split()[:3] == told.split()[:3]
    return with_name(told, statement.named) if opens or statement.span.start == statement.sentence.start else told


def _tell(statement: Statement, text: str) -> str:
    figure = statement.figure
    if figure is not None and figure.high == 0 and of_another_time(text[figure.span.end : statement.sentence.end]):
        return sentence(with_marks(statement.sentence, text).of(text))
    if statement.figure is not None and statement.background:
        # "Seven killed" beside the dead of today misleads: its sentence says that it was in 2019.
        return sentence(with_marks(statement.sentence, text).of(text))
    if statement.figure is not None and (not statement.sound or (statement.part and statement.figure.what)):
        own = statement.kind == "own" and statement.sound and not statement.supposed
        # "Put the number of ballots *burnt at 450*": at so many, nothing was burnt.
        named = text[: statement.figure.span.start].endswith(" at ")
        return sentence(statement.said) if own and statement.said and not named else _count(statement, text)
    if statement.kind == "own":
        asked = statement.sentence.of(text).rstrip("”\"’' ").endswith("?")
        hangs = asked or statement.said is None or _HANGS.match(statement.said) or breaks_off(statement, text)
        return sentence(statement.sentence.of(text) if hangs else statement.said or "")
    speakers = capital(together(statement.speakers))
    asked = statement.wished or (not statement.direct and statement.text.lower().startswith(ASKS))
    asked = asked or (not statement.direct and _THEIRS.search(statement.text) is not None)
    before = text[statement.sentence.start : statement.span.start]
    if _is_aside(statement) and speakers and not asked:
        return f"{speakers}: {sentence(statement.said or '')}"
    asked = asked or breaks_off(statement, text) or _BLAMES.search(before) is not None
    if asked or not statement.sound or not speakers or statement.stance in {"denies", "withdraws"}:
        told = with_marks(statement.sentence, text).of(text)
        if statement.direct and speakers and _is_all_quoted(statement, told):
            return f"{speakers}: “{sentence(told.strip(MARKS))}”"  # "“Please stop.”" alone is nobody's
        return sentence(told)
    words = " ".join(with_marks(statement.span, text).of(text).split())
    if statement.nameless:
        speakers = f"{speakers}, {statement.nameless}"
    if statement.direct:
        went_on = _WENT_ON.match(text, statement.span.end)
        return f"{speakers}: “{_broken_off(words.strip(MARKS)) if went_on else sentence(words.strip(MARKS))}”"
    if is_noted(statement):
        return f"{speakers}: {sentence(statement.said or '')}"
    alone = _STOPPED_SHORT.sub("", without_answer(_AND_THAT.sub(r"\1 ", words)))
    return f"{speakers}: {sentence(_with_auxiliary(statement, text, alone))}"


def _is_all_quoted(statement: Statement, told: str) -> bool:
    """Say whether a sentence is nothing but what somebody is quoted with, in marks."""
    edges = MARKS + " .!?…"
    return statement.text.strip(edges) == told.strip(edges)


def _is_aside(statement: Statement) -> bool:
    """Say whether a statement is a clause inside what somebody says, made a sentence: the rest tells other things."""
    plain = statement.stance == "states" and not statement.direct and statement.figure is None
    return plain and statement.part and not statement.sound and statement.said is not None


def _broken_off(words: str) -> str:
    """Return what somebody said up to where he went on, which a full stop would hide: "the fault is ours …"."""
    return f"{sentence(words).rstrip('.')} …"


def is_noted(statement: Statement) -> bool:
    """Say whether a statement is told with a note that a figure in it does not stand."""
    return any(note in (statement.said or "") for note in (SINCE_CORRECTED, SINCE_WITHDRAWN))


def without_answer(words: str) -> str:
    """Return what somebody says without a clause behind it that says who denies it: the report adds that.

    >>> without_answer("the mill poisoned the well, which its owner denies."), without_answer("a well which dried up")
    ('the mill poisoned the well', 'a well which dried up')
    """
    return _ANSWER_BEHIND.sub("", words)


def _count(statement: Statement, text: str) -> str:
    """Tell a count that stands inside another statement: who gives it, the number, and what happened.

    That is a sentence of our making, so its words must all be the report's: where the report has no verb for what
    happened ("67 protesters" have rallied by their name alone), or has a doubt with it, its own sentence tells it.
    """
    if statement.stance == "hedges" or not says_what_happened(statement.figure, statement.sentence, text):
        return sentence(with_marks(statement.sentence, text).of(text))
    words, speakers = _as_printed(statement, text), together(statement.speakers)
    if has_no_verb(statement.figure, words):
        return sentence(with_marks(statement.sentence, text).of(text))
    helper = helper_of(statement, text)
    if helper and words.endswith(f" {statement.figure.what}" if statement.figure else ""):
        verb = words.rfind(" ")
        words = f"{words[:verb]} {helper}{words[verb:]}"
    return sentence(f"{capital(speakers)}: {words}" if speakers else words)


def tell_count(statement: Statement, text: str) -> str:
    """Tell a count alone: the number and what happened, whoever gives it ("Nineteen people killed.")."""
    figure = statement.figure
    assert figure is not None
    if figure.unit == "people" and figure.what and figure.high != 0:
        return sentence(f"{_number(figure, text)} people {word_printed(figure, statement.sentence, text)}")
    return sentence(_as_printed(statement, text))


def _with_auxiliary(statement: Statement, text: str, words: str) -> str:
    """Return words that open with a count and its participle as a sentence: "47 *were* injured on Monday"."""
    figure = statement.figure
    helper = helper_of(statement, text)
    if figure is None or not helper or not figure.what or figure.span.start - statement.span.start > NEAR:
        return words
    counted = text[statement.span.start : figure.span.end]
    told = telling_words(figure.what).search(words, len(counted)) if words.startswith(counted) else None
    between = words[len(counted) : told.start()] if told else "."
    if told is None or not _NOUN_BETWEEN.fullmatch(between):
        return words
    return f"{words[: told.start()]}{helper} {words[told.start() :]}"


def helper_of(statement: Statement, text: str) -> str:
    """Return the auxiliary that a count shares with the passive before it: "nine *were* killed and 47 injured".

    Only one that the report prints, or "" where it prints none, or where it may not be so.
    """
    figure = statement.figure
    if figure is None or not figure.what or statement.stance != "states" or statement.negated or statement.supposed:
        return ""
    if figure.high == 0 or statement.direct:
        return ""
    before = _SHARED.search(text[statement.sentence.start : figure.span.start])
    if before is None or not telling_words(figure.what).match(text, _behind(figure, text)):
        return ""
    singular = figure.value == 1
    helper = before[1].lower()
    if helper in {"was", "were"}:
        return "was" if singular else "were"
    return helper if helper == "had been" else ("has been" if singular else "have been")


def _behind(figure: Figure, text: str) -> int:
    """Return where the word behind a count and its noun begins."""
    end = figure.span.end
    if figure.noun:
        at = text.find(figure.noun, figure.span.start, end + 60)
        end = max(end, at + len(figure.noun)) if at >= 0 else end
    gap = _LOOSE_NOUN.match(text, end)
    return gap.end() if gap else end


def _as_printed(statement: Statement, text: str) -> str:
    figure = statement.figure
    assert figure is not None
    at = text.find(figure.noun, figure.span.start, figure.span.end + 60) if figure.noun else -1
    counted = _number(figure, text)
    if at >= 0:
        counted += text[figure.span.end : at + len(figure.noun or "")]
    elif figure.noun and f"number of {figure.noun} to " in text[statement.sentence.start : figure.span.start]:
        # "That brings the number of *dead prisoners* to five": who they are stands before the number.
        counted += f" {_DEAD_FIRST.sub('', figure.noun)}"
    what = figure.what if figure.what and figure.high != 0 else ""  # "no one was hurt" says all
    if not what or _is_said(what, counted):
        return counted
    return f"{counted} {word_printed(figure, statement.sentence, text)}"


def _number(figure: Figure, text: str) -> str:
    """Return a number as printed, a range with the word before it: "*between* 1,700 and 1,900"."""
    before = _RANGE.search(text[max(0, figure.span.start - 8) : figure.span.start])
    told = figure.span.of(text)
    return f"{before[1].lower()} {told}" if before and isinstance(figure.value, tuple) else told


def _is_said(what: str, counted: str) -> bool:
    """Say whether the thing counted says what happened to it: "60 deaths" killed, "over 40 arrests" arrested."""
    told = [word.strip(MARKS + ".,;:'’") for word in counted.lower().split()]
    forms = {concept(word) for word in (*told, *(word.removesuffix("s") for word in told))}
    stems = {word[: len(what) - 2] for word in told if len(what) > 6}
    if what == "infected" and "case" in counted.lower():
        return True
    return what in counted.lower() or concept(what) in forms or what[:-2] in stems


def capital(words: str) -> str:
    """Return words with a capital at the start."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """Return words with a capital at the start and a full stop at the end, on one line.

    >>> sentence("the port was closed")
    'The port was closed.'
    >>> sentence("the board condemned him and said:"), sentence("his words “hurt us all")
    ('The board condemned him.', 'His words “hurt us all”.')
    """
    words = _SAID_AT_END.sub("", " ".join(words.split()).rstrip(" ,;:–—-"))
    words = _balanced(_COMMA_AT_END.sub(r".\1", words.rstrip(" ,;:–—-")))
    if not words:
        return words
    words = capital(words)
    ends = words.rstrip("”’\"'")[-1:] in {".", "!", "?", "…"}
    return words if ends else words + "."


def _balanced(words: str) -> str:
    """Return words with both marks of a quotation that goes on in the next sentence, or came from the one before."""
    if words.count("“") != words.count("”"):
        return words + "”" if words.rfind("“") > words.rfind("”") else "“" + words
    if words.count('"') % 2:
        closes = re.search(r"[\w.,!?…]\"(?:\W|$)", words) is not None
        return '"' + words if closes else words + '"'
    return words


def with_article(name: str) -> str:
    """Return an office with its article, a name as it is.

    >>> with_article("harbour office"), with_article("Ada Moll"), with_article("police")
    ('the harbour office', 'Ada Moll', 'police')
    """
    return f"the {name}" if name[:1].islower() and not name.endswith("s") and name != "police" else name


def together(names: tuple[str, ...]) -> str:
    """Return names as a newspaper lists them.

    >>> together(("Ada Moll", "the harbour office", "Jon Reve"))
    'Ada Moll, the harbour office and Jon Reve'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def one_after_another(told: Iterable[str]) -> str:
    """Tell counts of which each took the place of the one before, so that a reader sees which is the later.

    >>> one_after_another(["Five divers are missing.", "Two divers are missing."])
    'Later counts replaced earlier ones: Five divers are missing. Then: Two divers are missing.'
    """
    return f"Later counts replaced earlier ones: {' Then: '.join(told)}"


def with_marks(span: Span, text: str) -> Span:
    """Return the span with the quotation marks at its edges that belong to what is inside it."""
    words = span.of(text)
    start, end = span
    opening, closing = words.find("“"), words.find("”")
    if words.rfind("“") > words.rfind("”"):
        end += text[end : end + 2].find("”") + 1
    if closing >= 0 and not 0 <= opening < closing and text[start - 1 : start] == "“":
        start -= 1
    opened, closed = words.count("‘"), len(_CLOSING_SINGLE.findall(words))
    if opened > closed:
        end += text[end : end + 2].find("’") + 1
    if closed > opened and text[start - 1 : start] == "‘":
        start -= 1
    if words.count('"') % 2:
        after = text[end : end + 2].find('"') + 1
        start, end = (start, end + after) if after else (start - (text[start - 1 : start] == '"'), end)
    return Span(start, end)
