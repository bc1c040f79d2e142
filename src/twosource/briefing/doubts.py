"""Findings come in; what was lost between reports of one lineage goes out, each loss told once.

Two copies that both kept a word of doubt which a third lacks tell of one loss, not of two.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from twosource.briefing.labels import Citer
from twosource.briefing.lead import content_words
from twosource.claims.telling import capital, together
from twosource.model import Finding, Place, Section, Sentence, Span

_TITLE = "Words that stand in one report and are absent from its sibling"
_NOTE = "Who changed what is not shown: each may descend from a version that nobody here holds."
# A statement is printed with the word of doubt that it lacks if it is no longer than this many characters.
SHORT_ENOUGH = 200
# Of what lost its source so many words are printed: enough to know it by.
FIRST_WORDS = 9
# So many words in a row are no chance: a report that has them as well has not lost them, in whatever sentence.
NO_CHANCE = 5
_SOURCES = frozenset(("attribution-absent", "double-deletion"))
# Two copies name the source of a sentence in so much of the same words; the verb of saying may differ.
ALIKE = 0.6
_OF_CUES = frozenset(("attribution", "according", "said", "says", "told", "added", "who"))


def about_doubts(findings: Sequence[Finding], texts: Mapping[str, str], citer: Citer, limit: int) -> Section:
    """Return the section of what one report has and its sibling lacks; `texts` gives each report's text."""
    sentences = [_told(group, findings, texts, citer) for group in _groups(findings)]
    return Section("doubts", _TITLE, tuple(sentences[:limit]), _NOTE)


def _groups(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Return the findings, those of one loss together: the same words, and a place in common.

    A word of doubt may also be what a statement hangs on ("is said to have sunk"); its loss is told as a doubt's alone.
    """
    doubts = [f for f in findings if f.kind == "hedge-absent"]
    findings = [f for f in findings if f.kind != "attribution-absent" or not any(_holds(d, f) for d in doubts)]
    groups: list[list[Finding]] = []
    for finding in findings:
        alike = [g for g in groups if any(_is_one_loss(finding, other) for other in g)]
        groups = [g for g in groups if g not in alike]
        groups.append([f for g in alike for f in g] + [finding])
    place = {id(f): n for n, f in enumerate(findings)}
    return sorted(groups, key=lambda g: min(place[id(f)] for f in g))


def _holds(doubt: Finding, other: Finding) -> bool:
    """Say whether what another finding misses is among the words of doubt that this one misses in the same report."""
    here, there = doubt.present, other.present
    within = here.span.start <= there.span.start and there.span.end <= here.span.end
    return here.report == there.report and doubt.absent.report == other.absent.report and within


def _is_one_loss(a: Finding, b: Finding) -> bool:
    """Say whether two findings tell of one loss: the same words, or a source told in nearly the same words."""
    words, others = _words(a), _words(b)
    if a.kind != b.kind or words is None or others is None:
        return False
    if words == others:
        return bool({a.present, a.absent} & {b.present, b.absent})
    if a.kind != "attribution-absent" or a.absent != b.absent or a.present.report == b.present.report:
        return False
    one, other = (frozenset(content_words(w)) - _OF_CUES for w in (words, others))
    return bool(one and other) and len(one & other) >= ALIKE * len(one | other)


def _words(finding: Finding) -> str | None:
    """Return what is present and absent as its finding names it, None where the finding says who cut it."""
    tail = f": present in {finding.present.report}, absent in {finding.absent.report}."
    return finding.text.removesuffix(tail) if finding.text.endswith(tail) else None


def _told(group: Sequence[Finding], findings: Sequence[Finding], texts: Mapping[str, str], citer: Citer) -> Sentence:
    first = group[0]
    present, absent = _places(f.present for f in group), _places(f.absent for f in group)
    there = () if _words(first) is None else _elsewhere(first, texts, {p.report for p in (*present, *absent)}, findings)
    present = sorted([*present, *there], key=lambda p: list(citer.names).index(p.report)) if there else present
    if len(group) == 1 and not there:
        words = first.text
        for report, name in citer.names.items():
            words = words.replace(report, name)
    else:
        having, lacking = (together(tuple(citer.names[p.report] for p in places)) for places in (present, absent))
        words = f"{_words(first)}: present in {having}, absent in {lacking}."
    if first.kind == "hedge-absent":
        words = _with_statement(words, texts, absent[0])
    elif first.kind in _SOURCES:
        words = f"{words[:-1]}: “{_opening(texts, absent[0])}”"
    return Sentence(capital(words), tuple(citer.cite(*p) for p in (*present, *absent)), None, None, "doubt")


def _elsewhere(
    finding: Finding, texts: Mapping[str, str], but: Collection[str], findings: Iterable[Finding]
) -> list[Place]:
    """Return where other reports have the very words that a finding says are present, in a sentence of their own.

    Those that have them in longer ones, which were missed by themselves, are not named twice.
    """
    words = finding.present.span.of(texts[finding.present.report]).split()
    if len(words) < NO_CHANCE or finding.kind not in {*_SOURCES, "hedge-absent"}:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = ((report, pattern.search(text)) for report, text in texts.items() if report not in but)
    places = [Place(report, Span(*match.span())) for report, match in found if match]
    missed = [f.present for f in findings if f.absent.report == finding.absent.report]
    return [p for p in places if not any(p.report == m.report and p.span.overlaps(m.span) for m in missed)]


def _places(places: Iterable[Place]) -> list[Place]:
    """Return the places, one a report, in order."""
    return list({p.report: p for p in places}.values())


def _with_statement(words: str, texts: Mapping[str, str], place: Place) -> str:
    """Return the sentence with the statement that lacks the words of doubt, where it is short."""
    statement = " ".join(place.span.of(texts[place.report]).split())
    return f"{words[:-1]}: “{statement}”" if len(statement) <= SHORT_ENOUGH else words


def _opening(texts: Mapping[str, str], place: Place) -> str:
    """Return the first words of what stands without its source."""
    words = place.span.of(texts[place.report]).split()
    return " ".join(words) if len(words) <= FIRST_WORDS else f"{' '.join(words[:FIRST_WORDS]).rstrip(',;:')} …"
