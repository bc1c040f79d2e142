"""What a briefing has said so far comes in with a claim; whether that was said goes out, so that it is said once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from twosource.briefing.fit import LEAST_WORDS
from twosource.briefing.lead import sentences_of
from twosource.claims.standing import OWN_ACCOUNT
from twosource.lexicon import load
from twosource.model import Claim, Conflict, Report, Section, Span

# Characters of a report that one place stands for; what was told further away is not the same sentence.
REACH = 400
# So many words of a sentence are enough to know it by.
FEWEST = 3
# So many words of one speaker's report are a part of what he says, where they are told already.
SOME_WORDS = 3
# A claim told by so many times its own words is told by the sentence around them.
MUCH = 2
# A sentence that opens with one of these speaks of the page it is printed on.
OF_THE_PAGE = frozenset(("this", "we", "our", "here"))
# "That was wrong" says nothing without the sentence before.
POINTING = ("that ", "it ")
# "The ministry denies this", "the company has rejected that account".
_ANSWERS = re.compile(
    r"[^,;:“”\"]{2,80}? (?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:e|es|ed)|refut(?:e|es|ed))"
    r" (?:it|this|that|(?:the|this|that|these|those) (?:account|accusation|allegation|assertion|charge|claim|suggestion"
    r"|version|stor(?:y|ie))s?)\.",
    re.IGNORECASE,
)
_MARKS = re.compile('[“”"]')
_WORD = re.compile(r"[\w’'-]+(?:[.,]\d+)*%?")
# "He [Ada Moll]": the name is ours, and no words of the report's.
_NAMED = re.compile(r"(?<=\b[Hh]e) \[[^\]]*\]")


class Said:
    """Remembers claims by their words and by the places of their readings."""

    def __init__(self) -> None:
        self.texts: set[str] = set()
        self._spans: dict[tuple[str, int], list[Span]] = {}
        self._words: dict[tuple[str, int], list[str]] = {}
        self._told: list[_Told] = []

    def remember(self, claim: Claim) -> None:
        """Take a claim for said."""
        self.texts.add(claim.text)
        self._told.append(_Told.of(claim))
        for key, span in _places(claim):
            self._spans.setdefault(key, []).append(span)
            self._words.setdefault(key, []).append(_bare(claim.text))

    def remember_all(self, claims: Iterable[Claim], section: Section) -> None:
        """Take the claims of a section for said, and its sentences, which may be longer."""
        for claim in claims:
            self.remember(claim)
        self.texts.update(s.text for s in section.sentences)

    def has(self, claim: Claim) -> bool:
        """Say whether the claim was said: in its words, inside longer ones, or by most of what it stands on.

        Longer ones say it if at least its reports say them: "the oil was pressed in May" needs no line of its own below
        "the recall covers oil pressed in May".
        """
        mine = _Told.of(claim)
        if claim.text in self.texts or any(told.says(mine) for told in self._told):
            return True
        bare, covered = _bare(claim.text), set()
        for key, span in _places(claim):
            if any(bare in words for words in self._words.get(key, ())):
                return True
            if any(span.overlaps(told) for told in self._spans.get(key, ())):
                covered.add((key[0], span))
        return len(covered) * 2 > len(claim.readings)

    def has_part_of(self, claim: Claim, sentences: Mapping[str, Collection[str]] = MappingProxyType({})) -> bool:
        """Say whether a part of the claim was said for one of its reports, or it speaks of the page ("this was wrong").

        What weighs nothing by itself is told by the whole sentence that it stands in, and other parts of that may have
        been told as claims of their own. `sentences` are those of each report, bare: a whole one is left out only if
        what it says for this claim was said, however short it is ("she will miss the regatta").
        """
        mine = _Told.of(claim)
        if _bare(claim.text).split()[0] in OF_THE_PAGE:
            return True
        shared = [told for told in self._told if told.reports & mine.reports]
        if any(_bare(claim.text) in sentences.get(report, ()) for report in mine.reports):
            own = set(_telling(max((r.text for r in claim.readings), key=len)))
            own = own if len(own) >= LEAST_WORDS else set(mine.words)
            loose = len(own) < 2 and _bare(claim.text).startswith(POINTING)
            return loose or any(own <= set(told.words) for told in shared)
        if len(mine.words) < LEAST_WORDS:
            return True
        return any(_in_order(told.words, mine.words, SOME_WORDS) for told in shared)


def mere_answers(claims: Iterable[Claim], conflicts: Iterable[Conflict]) -> frozenset[str]:
    """Return the ids of the claims that only answer what stood before: "the ministry denies this".

    Beside what they deny they are told with it, among what is disputed, and say nothing alone.
    """
    told = {(r.report, r.span) for c in conflicts if c.kind == "denial" for r in c.readings}
    return frozenset(
        c.id for c in claims if _ANSWERS.fullmatch(c.text) and any((r.report, r.span) in told for r in c.readings)
    )


def without_repeats(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims less those whose words all stand in a longer one of at least the same reports."""
    told = [_Told.of(claim) for claim in claims]
    sets = [frozenset(t.words) for t in told]
    holding: dict[tuple[str, str], list[int]] = {}  # by report and word, the weighty claims
    for n, (claim, words) in enumerate(zip(claims, sets, strict=True)):
        for report in told[n].reports if claim.weight > 0 else ():
            for word in words:
                holding.setdefault((report, word), []).append(n)

    def is_said(n: int) -> bool:
        mine = told[n]
        if len(mine.words) < LEAST_WORDS or not mine.reports:
            return False
        longest = max(mine.words, key=len)  # mostly the rarest
        some = holding.get((next(iter(mine.reports)), longest), ())
        return any(
            len(told[k].words) > len(mine.words) and sets[n] <= sets[k] and told[k].says(mine) for k in some if k != n
        )

    return [claim for n, claim in enumerate(claims) if not is_said(n)]


def fuller_sentences(claims: Sequence[Claim]) -> dict[str, Claim]:
    """Return, by the id of a claim, the claim that is told by the very sentence that its words are taken from.

    "Ada Moll: The lock was shut." and "The lock was shut, she said, though nobody asked" are one line; so are
    "53 missing." and "That leaves 53 still missing.", and a sentence up to its semicolon and the whole of it.
    """
    whole: dict[frozenset[str], list[tuple[str, Claim]]] = {}
    for c in claims:
        if not _Told.of(c).speaker and (c.kind != "figure" or _is_told_whole(c)):
            whole.setdefault(_told_by(c), []).append((_bare(c.text), c))
    found: dict[str, Claim] = {}
    for claim in claims:
        words, speaker = _bare(claim.text), _Told.of(claim).speaker
        if speaker and (len(words.split()) < FEWEST or claim.kind == "figure"):
            continue
        held = [
            (len(text), c.id, c)
            for text, c in whole.get(_told_by(claim), ())
            if len(text) > len(words)
            and (_starts_in(words, text) if speaker else _is_begun(claim, c))
            and _same_word(claim, c)
        ]
        if held:
            found[claim.id] = min(held)[2]
    return found


def _is_told_whole(claim: Claim) -> bool:
    """Say whether a count is told by the sentence around it: of "… and thanked the 180 rescuers" all is told."""
    longest = max((len(r.text.split()) for r in claim.readings), default=0)
    return len(claim.text.split()) > MUCH * longest


def _is_begun(claim: Claim, whole: Claim) -> bool:
    """Say whether a sentence begins with a claim and goes on behind a semicolon, or holds the count that a claim is."""
    if claim.kind != "figure":
        return whole.text.startswith(f"{claim.text.rstrip('.')};")
    short, long = _telling(_bare(claim.text)), _telling(_bare(whole.text))
    printed = [" ".join(r.text.split()) for r in claim.readings]
    return _in_order(short, long, 2) and all(text and text in whole.text for text in printed)


def _same_word(claim: Claim, whole: Claim) -> bool:
    """Say whether a sentence counts as much as what somebody says in it, and names no other source than him."""
    mine = " ".join((_Told.of(claim).speaker, *claim.origins)).lower()
    others = [o for o in whole.origins if not o.startswith(OWN_ACCOUNT) and o.split()[-1].lower() not in mine]
    return claim.lineages == whole.lineages and not others


def with_speaker(claim: Claim, whole: Claim) -> str:
    """Return the sentence that a claim is taken from, its speaker before it where the sentence does not name him."""
    speaker = _Told.of(claim).speaker
    if not speaker:
        return whole.text
    called = speaker.split(", who ")[0].split()
    name = next((word for word in reversed(called) if word[:1].isupper()), called[-1]).removesuffix("'s")
    return whole.text if name.removesuffix("’s").lower() in whole.text.lower() else f"{speaker}: {whole.text}"


def _told_by(claim: Claim) -> frozenset[str]:
    return frozenset(r.report for r in claim.readings)


def _starts_in(words: str, text: str) -> bool:
    """Say whether words stand as they are in a longer text, a quotation's marks and the comma at its end aside."""
    plain, wanted = (_MARKS.sub("", part) for part in (text, words))
    return re.search(rf"(?<![\w-]){re.escape(wanted)}(?![\w-])", plain) is not None


def _in_order(some: Sequence[str], words: Sequence[str], least: int = LEAST_WORDS) -> bool:
    """Say whether some words, enough of them to tell anything, stand in others in their order."""
    rest = iter(words)
    return len(some) >= least and all(word in rest for word in some)


class _Told(NamedTuple):
    """A sentence as told: who speaks, its words that carry no grammar in order, and the reports cited for it."""

    speaker: str
    words: tuple[str, ...]
    reports: frozenset[str]

    @classmethod
    def of(cls, claim: Claim) -> _Told:
        """Return a claim as its sentence tells it."""
        bare = _bare(claim.text)
        speaker, colon, _ = claim.text.partition(": ")
        return cls(
            speaker if colon and "“" not in speaker else "", _telling(bare), frozenset(r.report for r in claim.readings)
        )

    def says(self, other: _Told) -> bool:
        """Say whether another sentence's words stand in this one in order, no speaker of its own, no report beside."""
        if not other.reports <= self.reports or other.speaker not in {"", self.speaker}:
            return False
        return _in_order(other.words, self.words)


@cache
def _grammar() -> frozenset[str]:
    """Return the words that carry grammar, less those that turn a sentence round."""
    return frozenset(load("function_words")["words"]) - frozenset(load("once")["unreal"])


def _places(claim: Claim) -> Iterator[tuple[tuple[str, int], Span]]:
    for reading in claim.readings:
        for part in range(reading.span.start // REACH, (reading.span.end - 1) // REACH + 1):
            yield (reading.report, part), reading.span


def bare_sentences(report: Report) -> frozenset[str]:
    """Return the sentences of a report's body as `Said` compares them."""
    return frozenset(_bare(span.of(report.text)) for span in sentences_of(report))


def _telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that carry no grammar, in order and in small letters."""
    return tuple(w for w in _WORD.findall(text.lower()) if w not in _grammar())


def _bare(text: str) -> str:
    """Return the words of a claim without its speaker, quotation marks and stop."""
    speaker, colon, words = text.partition(": ")
    said = _NAMED.sub("", words if colon and "“" not in speaker else text)
    return " ".join(said.lower().strip("“”\"'‘’ .…").split())
