"""The statements of a claim come in; the one by which a briefing tells it goes out.

What is printed is cited for every report of the claim, so it should hold what most of them say: a copy that dropped
the doubt or the source tells less than its original knew, and a detail that one report alone has is not what the others
are cited for.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import attrgetter

from twosource.claims.amounts import Amount, amount_of, near_any
from twosource.claims.confirmation import TELLING_COUNT
from twosource.claims.counts import same_number
from twosource.claims.numbers import numbers_in
from twosource.claims.statements import Statement
from twosource.claims.telling import sentence, tell, together
from twosource.claims.terms import UNCLEAR
from twosource.claims.wording import concept
from twosource.language.gazetteer import singular
from twosource.lexicon import load

# So many words that only one report has tell as much that the others are not cited for as one name or number does.
SOME_WORDS = 3
# A sentence so many times as long as the statement for which it is printed tells other things as well.
STRAYS = 3
# So does one with so many words more, where what somebody said is told by the sentence around it.
BESIDE = 10
# So many words more than a clause with a count in it are those of another clause.
ASIDE = 6
# Two forms of one word have so many letters in common at the start.
STEM = 5
_TOKEN = re.compile(r"[A-Za-z][\w’'-]*")
# "Twelve were missing, *down from 31*": the sentence tells another count, and 31 as what was.
_DOWN_FROM = re.compile(
    r"\b(?:up|down|risen|fallen|revised|raised|lowered|increased) from "
    r"(?:(?:about|around|some|at least|more than|nearly|the|an?|earlier|initial|first) )*$",
    re.IGNORECASE,
)
# "The figures help to explain *why the bank raised its rate*" takes for known what other reports tell.
_ASKED = re.compile(r"(?:why|how|whether)\b", re.IGNORECASE)
_ADVERB = re.compile(r"\b(?:now|still|also) ")


def teller_of(
    group: Sequence[Statement], lineages: Mapping[str, str], texts: Mapping[str, str], told_anew: bool = False
) -> Statement:
    """Return the statement to print: of fit ones, that which adds least to what the other reports say.

    Of copies of one lineage only those are asked that keep the doubt and the source of what they tell. `told_anew` says
    that the reports tell one thing in other words: then what is printed has as few words of its own report as can be.
    """
    if len(group) == 1:
        return group[0]
    careful = _without_careless(group, lineages, texts)
    held = _held(group, texts)
    kin = _kin(group, lineages)
    of_kin = _merged(held, kin)
    printed = Counter(of_kin.values())
    added: dict[tuple[str, _Said, str], int] = {}  # copies of one wording ask the same, of which there are hundreds

    def facts_of(told: str, own: _Said, speakers: str) -> int:
        if (told, own, speakers) not in added:
            others = [(said, n - (said == own)) for said, n in printed.items() if n > (said == own)]
            added[told, own, speakers] = _added(told, others, speakers) if others else 0
        return added[told, own, speakers]

    in_kin = Counter(word for _, word in {(kin[s.report], word) for s in group for word in s.words})
    negated = 2 * sum(s.negated for s in group) > len(group)
    figures = [s.figure for s in group if s.figure is not None]
    # Where the counts differ, no report says what another does, and the fittest is as good as any.
    agreed = all(same_number(figures[0], figure) for figure in figures)

    def adds(statement: Statement) -> tuple[bool, bool, int, bool, bool, int]:
        told = _told(statement, texts[statement.report])
        counts, length = statement.figure is not None, len(statement.text.split())
        # "Declared a day of mourning and said he would travel" tells more than who only declared it.
        beside = statement.kind == "utterance" and len(told.split()) - length >= BESIDE
        own = of_kin[kin[statement.report]]
        facts = facts_of(told, own, " ".join(statement.speakers)) if agreed else 0
        vague = statement.figure is not None and statement.figure.comparator != "="  # "more than 20", after 23
        strays = counts and len(told.split()) > STRAYS * length
        return (
            _is_what_was(statement, texts[statement.report]),
            statement.part and counts and len(told.split()) >= length + ASIDE,
            facts + vague,
            statement.kind == "utterance" and not statement.speakers,
            beside or strays,
            sum(in_kin[word] == 1 for word in set(statement.words)) if told_anew else 0,
        )

    def turns(statement: Statement) -> bool:
        return statement.figure is None and statement.negated != negated  # "31 had not been found" are 31 missing

    distinct: dict[tuple[_Said, Hashable], Statement] = {}  # of copies only the place differs, which is asked last
    for s in sorted(careful, key=_unfit):
        distinct.setdefault((held[s.report], _wording(s, texts[s.report])), s)
    return min(distinct.values(), key=lambda s: (turns(s), *_unfit(s)[:2], _leans(s), *adds(s), _unfit(s)))


def tell_shared(
    teller: Statement, group: Sequence[Statement], lineages: Mapping[str, str], texts: Mapping[str, str]
) -> str:
    """Return the sentence that tells a claim by one of its statements, without a number at its end that is another's.

    "The mill was built in 1931 *and grinds about 40 tonnes a day*" is cited for those, too, who say no more than when
    it was built: where most other lineages lack the number, the first of the two is told, a whole sentence by itself.
    """
    told = tell(teller, texts[teller.report])
    alone = sentence(teller.text)
    if teller.kind != "own" or not teller.sound or teller.part or not told.startswith(f"{teller.text} and "):
        return told
    rest = told[len(teller.text) :]
    if is_doubted(rest) or "according to" in rest:
        return told  # the doubt may be about all of it
    more = [x for x in _amounts(rest) if x.value >= TELLING_COUNT]
    held = {lineages[s.report]: "" for s in group if lineages[s.report] != lineages[teller.report]}
    for s in group:
        if lineages[s.report] in held:
            held[lineages[s.report]] += f" {s.sentence.of(texts[s.report])}"
    lacking = [words for words in held.values() if not any(near_any(x, _amounts(words), words) for x in more)]
    return alone if more and 2 * len(lacking) > len(held) else told


# What tells two statements with the same sentence apart, their places aside.
_SAYS = attrgetter(
    "text", "kind", "stance", "negated", "direct", "predicate", "said", "part", "sound", "supposed", "wished",
    "background", "nameless", "named", "speakers", "words",
)  # fmt: skip


def _wording(statement: Statement, text: str) -> Hashable:
    """Return all that a statement is told by; copies of one sentence have it in common."""
    start, end = statement.sentence
    near = text[max(0, start - 1) : end + 2]  # quotation marks may stand outside
    return near, statement.span.start - start, statement.figure is None, _SAYS(statement)


def _leans(statement: Statement) -> bool:
    """Say whether a newsroom's statement points back to another: "*It* is 2.4 million crowns", "*he* walked out"."""
    return statement.kind == "own" and statement.text.split()[0].lower() in {*UNCLEAR, "he", "she"}


def _without_careless(
    group: Sequence[Statement], lineages: Mapping[str, str], texts: Mapping[str, str]
) -> list[Statement]:
    """Return the statements less those of reports that lost a doubt or a source that another of their lineage has.

    Two lineages that have it from one speaker have one word of doubt to keep, which a rewording may have dropped.
    """
    care: dict[str, int] = {}
    known: dict[Hashable, int] = {}
    for s in group:
        wording = _wording(s, texts[s.report])
        if wording not in known:
            known[wording] = 0 if any(_unfit(s)[:2]) else _care(s, texts[s.report])
        care[s.report] = max(care.get(s.report, 0), known[wording])
    most: dict[Hashable, int] = {}
    for s in group:
        for kin in (lineages[s.report], s.speakers):
            most[kin] = max(most.get(kin, 0), care[s.report])
    return [s for s in group if care[s.report] == most[lineages[s.report]] and not _is_bolder(s, care, most)]


def _is_bolder(statement: Statement, care: Mapping[str, int], most: Mapping[Hashable, int]) -> bool:
    """Say whether somebody's words have less doubt here than another report of them has."""
    return bool(statement.speakers) and care[statement.report] < most[statement.speakers]


def _care(statement: Statement, text: str) -> int:
    """Return how many of doubt and source a statement has, in the words by which it would be told.

    What nobody named says is told by its sentence: "a letter *reportedly written by Moll* says that …". So is what a
    clause of it has from somebody: "built by Varel & Sons, which *according to a union* used cheap steel".
    """
    said = statement.sentence.of(text) if statement.stance == "hedges" else _told(statement, text)
    return (bool(statement.speakers) or "according to" in said) + (
        is_doubted(said) or _may_be().search(said) is not None
    )


@lru_cache(maxsize=8192)
def is_doubted(text: str) -> bool:
    """Say whether a text says that something is only said or believed.

    >>> is_doubted("The lock is now thought to have failed."), is_doubted("The lock failed.")
    (True, False)
    """
    return bool(_doubts().search(_ADVERB.sub("", text)))


@cache
def _doubts() -> re.Pattern[str]:
    hedges = load("hedges")
    listed = [*hedges["hearsay"]["words"], *hedges["hearsay"]["phrases"], *hedges["belief"]["phrases"]]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, listed))})\b", re.IGNORECASE)


@cache
def _may_be() -> re.Pattern[str]:
    """Return the pattern of what only may be so: "may have sunk", "appears to", "probably"."""
    modal = load("hedges")["modal"]
    words = [w for w in modal["words"] if w not in {"may", "might", "could"}]
    listed = "|".join(map(re.escape, [*words, *modal["phrases"]]))
    return re.compile(rf"\b(?:(?:may|might|could) (?:well |also )?(?:have|be)|{listed})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a report says in the sentences of a claim: the stems of its words, and its numbers."""

    text: str
    stems: frozenset[str] = field(compare=False)
    amounts: tuple[Amount, ...] = field(compare=False)

    @classmethod
    def of(cls, statements: Sequence[Statement], said: str) -> _Said:
        """Return what statements say, `said` being their sentences."""
        concepts = {stem for s in statements for word in s.words for stem in _stems(word)}
        return cls(said, _stems(said) | concepts, _amounts(said))


def _held(group: Sequence[Statement], texts: Mapping[str, str]) -> dict[str, _Said]:
    """Return what each report says in the sentences of a claim; those with the same sentences share the answer."""
    by_report: dict[str, list[Statement]] = defaultdict(list)
    for s in group:
        by_report[s.report].append(s)
    read: dict[str, _Said] = {}
    held = {}
    for report, statements in by_report.items():
        said = " ".join(dict.fromkeys(s.sentence.of(texts[report]) for s in statements))
        held[report] = read[said] if said in read else read.setdefault(said, _Said.of(statements, said))
    return held


def _is_what_was(statement: Statement, text: str) -> bool:
    """Say whether a statement's count is told as the one that another took the place of."""
    figure = statement.figure
    return figure is not None and _DOWN_FROM.search(text, statement.sentence.start, figure.span.start) is not None


def _kin(group: Sequence[Statement], lineages: Mapping[str, str]) -> Mapping[str, str]:
    """Return by report with whom it has its say: copies of one lineage once, however many; of one alone each by itself.

    What a wire story and its nine reprints say nobody else need have said.
    """
    reports = dict.fromkeys(s.report for s in group)
    several = len({lineages[report] for report in reports}) > 1
    return {report: lineages[report] if several else report for report in reports}


def _merged(held: Mapping[str, _Said], kin: Mapping[str, str]) -> Mapping[str, _Said]:
    """Return what all reports of each kin say together."""
    by_kin: dict[str, dict[_Said, None]] = defaultdict(dict)
    for report, said in held.items():
        by_kin[kin[report]][said] = None
    return {name: _together(tuple(said)) for name, said in by_kin.items()}


def _together(said: Sequence[_Said]) -> _Said:
    if len(said) == 1:
        return said[0]
    stems, amounts = frozenset[str]().union(*(s.stems for s in said)), tuple(x for s in said for x in s.amounts)
    return _Said(" ".join(s.text for s in said), stems, amounts)


def _added(words: str, others: Sequence[tuple[_Said, int]], speakers: str = "") -> int:
    """Return how many numbers and names some words have that most others lack; some other words count as one.

    Of each wording `others` says how many have it. Who speaks is no addition: "Moll said" is "she said".

    >>> _added("By dusk they lay in the chapel at Tarn", [(_Said("Nine died.", frozenset({"nine"}), ()), 1)])
    2
    """
    total = sum(n for _, n in others)

    def most_lack(lacks: Sequence[bool]) -> bool:
        return 2 * sum(n for (_, n), lacking in zip(others, lacks, strict=True) if lacking) > total

    names = {stem for name in _TOKEN.findall(words)[1:] if name[:1].isupper() for stem in _stems(name)}
    own = [
        stem
        for stem in sorted(_stems(words) - _stems(speakers))
        if most_lack([stem not in other.stems for other, _ in others])
    ]
    numbers = [x for x in _amounts(words) if most_lack([not near_any(x, o.amounts, o.text) for o, _ in others])]
    return len(numbers) + sum(s in names for s in own) + sum(s not in names for s in own) // SOME_WORDS


@lru_cache(maxsize=8192)
def _stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, less those that carry grammar: of their concepts, by which words are one."""
    found = (concept(singular(w.lower().removesuffix("’s").removesuffix("'s"))) for w in _TOKEN.findall(text))
    return frozenset(w[:STEM] for w in found if w and w not in _grammar())


@lru_cache(maxsize=8192)
def _amounts(text: str) -> tuple[Amount, ...]:
    return tuple(x for x in (amount_of(word) for _, _, word in numbers_in(text)) if x is not None)


@cache
def _grammar() -> frozenset[str]:
    return frozenset(load("function_words")["words"])


def _told(statement: Statement, text: str) -> str:
    """Return the words that a briefing would print, without the speaker before them."""
    told = tell(statement, text)
    speakers = f"{together(statement.speakers)}: "
    return told[len(speakers) :] if told.lower().startswith(speakers.lower()) else told


def _unfit(statement: Statement) -> tuple[bool, bool, bool, float, str, int]:
    return (
        not statement.sound and statement.figure is None,
        (statement.part and statement.figure is None) or _ASKED.match(statement.text) is not None,
        not 4 <= len(statement.text.split()) <= 45,
        statement.depth,
        statement.report,
        statement.span.start,
    )
