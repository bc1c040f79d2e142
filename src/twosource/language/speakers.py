"""Speakers: who is meant by each source of an attribution, over the whole story.

A source is resolved by its main mention: a name through the cast, an office through the roles that the story
teaches, a pronoun through who was spoken of before. What stays open stays None: a guess would count as an origin.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from twosource.language.anaphora import Referent, Resolved
from twosource.language.cast import Cast, ReportMentions
from twosource.language.gazetteer import word_class
from twosource.language.mentions import Mention
from twosource.language.referents import Discourse
from twosource.model import Attribution, Span

__all__ = ["read_discourse", "resolve_speakers", "subjects_meant"]

# What a resolution of each kind is worth beside a plain name. Estimates from reading some on PolNeAR dev, not counts:
# the corpus marks no speakers, so nothing here is calibrated, and bench/reliability.py judges source and content alone.
_TRUST = {
    "name": 1.0,
    "role": 0.9,
    "office": 1.0,
    "pronoun": 0.85,
    "group": 0.8,
    "last speaker": 0.75,
    "quoted": 0.8,
    "record": 1.0,
    "words": 1.0,
}
_FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))
_NO_VOICE = frozenset(("NORP", "GPE", "LOC"))
_OWNS = ("'s ", "’s ", "' ", "’ ")
_TITLE = 16  # characters of an office between a place and a name
_OWNED = 40  # characters of " and his long-standing rival "
# Somebody without a name whom the words behind tell from anybody else.
_SOMEBODY = re.compile(
    r"(?:(?:an?|one|two|three|several|some) )?(?:other )?(?:persons?|people|sources?|someone|somebody|anyone)"
    r" (?:close to|familiar with|briefed on|with (?:\w+ )?knowledge of) (?:[\w'’-]+ ?){1,6}",
    re.IGNORECASE,
)
_LONGEST = 300  # characters of a mention
_CONTINUES_WITHIN = 1200  # characters between a source and a quotation without one that goes on with its words


def read_discourse(attributions: Sequence[Attribution], report: ReportMentions, cast: Cast) -> dict[Span, Resolved]:
    """Return who is meant by each mention of a report, by its span; `attributions` say which of them speak."""
    speaking: dict[Span, list[Span]] = {}
    for attribution in attributions:
        for mention in _source_mentions(attribution, report):
            speaking.setdefault(mention.span, []).extend(attribution.content)
    return Discourse(cast, report).read(speaking)


def subjects_meant(referents: Mapping[Span, Resolved], report: ReportMentions) -> Iterator[tuple[Span, str]]:
    """Yield the subjects of a report that are no name ("he", "the captain") and mean one person whom the story has."""
    for mention in report.mentions:
        if not mention.subject or mention.kind not in {"pronoun", "role"} or mention.furniture:
            continue
        found = referents.get(mention.span)
        if found is not None and len(found.who) == 1 and found.who[0].kind == "PERSON" and found.who[0].member >= 0:
            yield mention.span, found.who[0].name


def resolve_speakers(
    attributions: Sequence[Attribution],
    report: ReportMentions,
    cast: Cast,
    discourse: dict[Span, Resolved] | None = None,
) -> list[Attribution]:
    """Return the attributions of one report, in the same order, with `speaker` and `speakers` filled.

    `rule` gets ">how" added, and `confidence` is lowered where a pronoun or an office had to be resolved. `discourse`
    is what `read_discourse` returns, where that is known.
    """
    heads = {at: _source_mentions(a, report) for at, a in enumerate(attributions)}
    referents = read_discourse(attributions, report, cast) if discourse is None else discourse
    found = {at: _resolve(a, heads[at], referents, report, cast) for at, a in enumerate(attributions)}
    for at, attribution in enumerate(attributions):
        if found[at][0]:
            continue
        if heads[at] and heads[at][0].head in _FIRST_PERSON:
            found[at] = _enclosing(at, attributions, found), "quoted"
        elif not attribution.source and attribution.kind == "direct":
            found[at] = _going_on(at, attributions, found), "last speaker"
    return [_filled(a, *found[at]) for at, a in enumerate(attributions)]


def _resolve(
    attribution: Attribution,
    heads: Sequence[Mention],
    referents: dict[Span, Resolved],
    report: ReportMentions,
    cast: Cast,
) -> tuple[tuple[Referent, ...], str]:
    if attribution.source and (somebody := _SOMEBODY.match(attribution.source[0].of(report.text))):
        words = _words(re.split(r" who\b", somebody[0])[0])
        words = words[:1].lower() + words[1:]
        return (Referent(words, "people" if heads and heads[0].plural else "role"),), "office"
    who: list[Referent] = []
    how = ""
    for mention in heads:
        resolved = referents.get(mention.span)
        if resolved is not None:
            who.extend(r for r in resolved.who if r not in who)
            how = how or resolved.how
    if (
        len(heads) == 1
        and (heads[0].kind == "other" or (heads[0].kind == "role" and (heads[0].plural or how != "name")))
        and (named := [*_named_behind(attribution, heads[0], report, cast)])
    ):
        return tuple(named), "name"
    if heads and _is_only_owner(attribution, heads, report.text):
        return (Referent(_words(attribution.source[0].of(report.text))),), "words"
    furniture = [m for m in report.mentions if m.furniture] if not heads else []
    if any(m.span.overlaps(s) for m in furniture for s in attribution.source):
        return (), ""
    if not heads and attribution.source and report.text:
        words = _words(attribution.source[0].of(report.text))
        if words and (known := cast.candidates(words)):
            member = cast.members[known[0]]
            return (Referent(member.name, member.kind, member.gender, known[0]),), "name"
        if words:
            return (Referent(words),), "words"
    return tuple(who), how


_PLACES = frozenset(("GPE", "LOC", "NORP", "FAC"))


def _named_behind(attribution: Attribution, head: Mention, report: ReportMentions, cast: Cast) -> Iterator[Referent]:
    """Yield whom a source names at its end, behind a comma: "the supplier of the software, Halvern Systems".

    Several ("the organisers, the Salt and Bread coalition") are named so by a body alone: a person is one of them, and
    so of "one of its divers, Ada Moll". Behind one person's office two words with capitals are who holds it, whatever
    kind of name they were taken for, but no place.
    """
    (span, *_) = attribution.source
    several = head.plural and report.text[span.start : span.start + len("one of ")].lower() != "one of "
    for mention in report.mentions:
        at = mention.span
        if mention.kind != "name" or not (head.span.end < at.start and at.end <= span.end):
            continue
        kind = report.text[at.end : span.end].strip(" ,")
        if (kind and word_class(kind) != "body") or (several and mention.entity != "ORG"):
            continue
        if head.kind == "role" and not head.plural and (mention.entity in _PLACES or " " not in mention.text):
            continue
        before = report.text[span.start : at.start].rstrip().removesuffix(" the")
        if before.endswith(",") and (known := cast.candidates(mention.name or mention.text)):
            member = cast.members[known[0]]
            yield Referent(member.name, member.kind, member.gender, known[0])


def _source_mentions(attribution: Attribution, report: ReportMentions) -> list[Mention]:
    """Return the main mentions of a source: its first outermost one, and those joined to it by "and"."""
    mentions = report.mentions
    inside: list[Mention] = []
    around: list[Mention] = []
    for span in attribution.source:
        nearby = bisect_left(mentions, span.start - _LONGEST, key=lambda m: m.span.start)
        for mention in mentions[nearby:]:
            if mention.span.start >= span.end:
                break
            if mention.furniture or mention.span.end <= span.start:
                continue
            if span.start <= mention.span.start and mention.span.end <= span.end:
                if not inside or mention.span.end > inside[-1].span.end:
                    inside.append(mention)
            elif mention.span.end == span.end or (mention.span.start <= span.start and span.end <= mention.span.end):
                around.append(mention)
    outer = inside or around[-1:]  # "Falk" of "Falk's bet" is the source where the cue is the bet
    while len(outer) > 1 and outer[0].head in ("his", "her", "its", "their", "my", "our"):
        outer = outer[1:]  # whose it is, not who speaks
    if len(outer) > 1 and outer[0].head == "one" and outer[1].head != "those":  # "one of the owners, Otto Falk"
        outer = [m for m in outer if m.entity == "PERSON" and m.possessor is None][:1] or outer[1:]
    if not outer:
        return []
    while len(outer) > 1 and _is_no_speaker(outer[0], outer[1], report.text):
        outer = outer[1:]
    if _is_title_of(outer):
        outer = outer[2:]
    main = [outer[0]]
    for mention in outer[1:]:
        second = mention.conjunct == main[-1].span and _has_own_article(mention)
        if second or _is_joined_by_owner(main[-1], mention, mentions):
            main.append(mention)
        elif mention.apposition == main[-1].span and mention.kind in ("name", "body") and main[-1].kind != "name":
            main[-1] = mention
    return main


def _is_no_speaker(first: Mention, second: Mention, text: str) -> bool:
    """Say whether of two mentions side by side the second speaks.

    "In parliament Otto Falk declared" runs two phrases together; in "Harbour master Otto Falk" the parser takes the
    first word of the sentence for a name. "The exam board's Otto Falk" is Falk.
    """
    named = second.kind == "name" and second.entity == "PERSON"
    if named and text[first.span.end : second.span.start] in _OWNS:
        return True
    if first.kind == "body":
        return _is_beside(first, second)
    person = named and second.subject and second.conjunct is None
    near = second.span.start - first.span.end < _TITLE
    return first.kind == "name" and first.entity in _NO_VOICE and person and near


def _is_joined_by_owner(first: Mention, second: Mention, mentions: Sequence[Mention]) -> bool:
    """Say whether two people speak of whom the second is the first's somebody: "Otto Falk *and his rival* Ada Moll"."""
    if not first.kind == second.kind == "name" or second.entity != "PERSON":
        return False
    if second.span.start - first.span.end > _OWNED:
        return False
    start = first.span.end + len(" and ")
    return any(m.span.start == start and m.head in ("his", "her") for m in mentions)


def _is_title_of(outer: Sequence[Mention]) -> bool:
    """Say whether of three mentions the first two are the title of the third: "Minister of Home Affairs Ada Moll".

    Whoever is named speaks, and not whom another report gives such an office.
    """
    if len(outer) < 3 or outer[0].kind != "role" or outer[0].plural:
        return False
    office, field, holder = outer[:3]
    named = field.kind == holder.kind == "name" and field.entity != "PERSON" and holder.entity == "PERSON"
    return named and field.span.start - office.span.end < len(" of the  ") and _is_beside(field, holder)


def _is_beside(body: Mention, mention: Mention) -> bool:
    """Say whether somebody is named right behind a body, with nothing but a space between."""
    return body.span.end + 1 == mention.span.start


def _has_own_article(mention: Mention) -> bool:
    """Say whether it is a second person: "the mayor and former judge" is one, "the mayor and the judge" are two."""
    return mention.kind != "role" or mention.plural or mention.definite or mention.indefinite


def _is_only_owner(attribution: Attribution, heads: Sequence[Mention], text: str) -> bool:
    """Say whether the parse lost the head after an owner: in "Falk's cook" nobody but the cook speaks."""
    after = text[heads[-1].span.end : attribution.source[-1].end]
    return len(heads) == 1 and after.startswith(("'s ", "’s "))


def _words(source: str) -> str:
    """Return the words of a source without its article, for one that no mention covers."""
    words = source.replace("\u00a0", " ").split()
    while words and words[0].lower() in ("the", "a", "an", "that", "it", "this", "there", "what", "which"):
        words = words[1:]
    return " ".join(words[:8]).strip(",.:;\"“”'‘’()-—")


def _enclosing(
    at: int, attributions: Sequence[Attribution], found: dict[int, tuple[tuple[Referent, ...], str]]
) -> tuple[Referent, ...]:
    """Return the speaker of the smallest other content that holds this source: whose words "I" is."""
    source = attributions[at].source[0]
    best: tuple[int, int] | None = None
    for other, attribution in enumerate(attributions):
        if other == at or not found[other][0]:
            continue
        for span in attribution.content:
            if span.start <= source.start and source.end <= span.end:
                best = min(best or (span.end - span.start, other), (span.end - span.start, other))
    return found[best[1]][0] if best else ()


def _going_on(
    at: int, attributions: Sequence[Attribution], found: dict[int, tuple[tuple[Referent, ...], str]]
) -> tuple[Referent, ...]:
    """Return the speaker of the attribution before a quotation that names none."""
    start = attributions[at].content[0].start if attributions[at].content else 0
    best: tuple[int, int] | None = None
    for other, attribution in enumerate(attributions):
        if other != at and attribution.source and found[other][0]:
            end = max(attribution.source[-1].end, attribution.content[-1].end if attribution.content else 0)
            if end <= start and start - end < _CONTINUES_WITHIN and (best is None or (end, other) > best):
                best = (end, other)
    return found[best[1]][0] if best else ()


def _filled(attribution: Attribution, who: tuple[Referent, ...], how: str) -> Attribution:
    names = tuple(dict.fromkeys(r.name for r in who))
    if not names:
        return replace(attribution, rule=f"{attribution.rule}>unknown")
    trust = _TRUST.get(how, 1.0)
    confidence = attribution.confidence if attribution.confidence is None else round(attribution.confidence * trust, 4)
    return replace(
        attribution, speaker=names[0], speakers=names, rule=f"{attribution.rule}>{how}", confidence=confidence
    )
