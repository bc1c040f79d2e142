"""A sentence comes in; the clause of it that takes something published back goes out, and who takes it back.

A verb alone does not tell: armies withdraw, candidates withdraw, and what somebody is asked to take back stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.language.clauses import Clause, Word
from twosource.language.mention import Mention
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Figure, Span

# What is taken back stands this close behind the verb, in characters: "retracted a statement", "withdrew its figure".
OBJECT = 40

TOLLS = {"killed", "injured", "missing", "casualties"}
_CHARGES = re.compile(r"\b(?:counts? of|counts? from|charges?|lawsuit|motion|complaint|subpoena)\b")
# "Rescinded the order after 6,000 had died": what a second clause counts is not taken back.
BESIDE = re.compile(r"\b(?:after|before|when|as|because|since|once|amid|following|while|until|despite)\b")
# "Asked the platform to delete the tweets", "requested that they take it down": asked for, and not done.
_ASKED = re.compile(
    r"\b(?:ask|request|urg|call|order|want|tell|told|petition|appeal)\w*(?: (?!said\b|that\b)[\w@’'-]+){0,8}"
    r" to (?:\w+ )?$"
    r"|\b(?:request|demand|insist)\w* that [^.;]{0,80}$|\bdemand\w* (?:[\w’'-]+ ){1,5}$"
    r"|\bplease $|\b(?:should|must|ought to|would|could|might|may|can|will|shall)(?: \w+)? $",
    re.IGNORECASE,
)
# "It took that back": what was said right before.
_IT = re.compile(r"\s+(?:it|that|this|them)\b", re.IGNORECASE)
# "The same number of mails", "a number of posts" is a quantity of things, and no figure that was published.
_QUANTITY = re.compile(r"\b(?:an? (?:\w+ )?|the same )(?:number|amount|sum|total) of\b", re.IGNORECASE)
# "Revoked its special status, known as Article 370": an article of a law, and none of a paper.
_ARTICLE_OF_LAW = re.compile(r"\b[Aa]rticles? (?:\d|[IVX]+\b)")
_QUANTITIES = {"number", "amount", "sum", "total"}
# "Had to retract it": the verb that counts is the second.
# "Removed the number": the count itself, and not what it counts.
_THE_COUNT = re.compile(
    r" (?:the|its|their|that|this)(?: [\w’'-]+){0,2}? (?:figure|number|total|tally|count|toll|estimate)s?(?! of)\b"
)
_FORCED = re.compile(r" to (?:\w+ly )?(retract|withdraw|rescind|recant|disavow|delete|remove|correct|amend|revise)\b")
# "Withdrew *his earlier statement that* a bus had been hit".
_THAT = re.compile(
    rf" (?:back )?(?:[\w’'-]+ ){{1,4}}?(?:{'|'.join(load('withdrawals')['sayings'])}|story|account|remark|comment"
    r"|suggestion|accusation)s?(?: (?:on|about|in|from|to|of|made|issued|published) (?!that\b)[^,;.:]{1,30})?"
    # "Withdrew its report, saying that nobody was held": behind a comma stands what it says now.
    r"(?:,? (?:that|which said(?: that)?)| (?:saying|claiming)(?: that)?) ",
    re.IGNORECASE,
)
# "Corrected its story, which said that he fell, to instead say that he jumped".
_TO_SAY_INSTEAD = re.compile(r",? to (?:instead )?(?:say|read|state|report)\b")
_SAYING = re.compile(r" (?:saying|claiming)(?: that)? $", re.IGNORECASE)
_FORCES = {"have", "force", "oblige", "compel", "need"}
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]* [A-ZÀ-Þ]")
# "Took it back to the barracks" takes a thing back.
_BACK = re.compile(r" back\b(?! (?:to|into|from|home|with|in)\b)")


def withdrawing_clause(text: str, sentence: Span, notes: ReportNotes) -> Clause | None:
    """Return the clause of a sentence that takes something published back."""
    lexicon = load("withdrawals")
    verbs = {*lexicon["verbs"], *lexicon["removes"], *lexicon["amends"], *lexicon["lowers"], "take"}
    published = set(lexicon["published"])
    for found in notes.clauses:
        if not sentence.overlaps(found.head) or found.negated:
            continue
        clause = _done_of_need(text, found)
        if clause.predicate not in verbs:
            continue
        after = Span(clause.head.end, min(sentence.end, clause.head.end + OBJECT))
        before = Span(clause.span.start, clause.head.start)
        lemmas = {
            w.lemma
            for w in notes.words
            if (after.overlaps(Span(w.start, w.end)) or before.overlaps(Span(w.start, w.end))) and not _is_deed(text, w)
        }
        if _CHARGES.search(after.of(text)) and clause.predicate not in lexicon["lowers"]:
            continue  # "withdrew two counts of fraud": what is withdrawn was charged, not published
        if _ASKED.search(text[sentence.start : clause.head.start]):
            continue
        if _ARTICLE_OF_LAW.search(text, clause.span.start, after.end):
            lemmas -= {"article"}
        if _QUANTITY.search(text, clause.span.start, after.end):
            lemmas -= _QUANTITIES
        if not _THAT.match(text, clause.head.end):
            lemmas -= {"assurance"}  # "withdrew its assurances of support": nothing that was so
        if clause.predicate in lexicon["removes"] and not _THE_COUNT.match(text, clause.head.end):
            continue
        if clause.predicate != "take" and (
            lemmas & published or _counts(notes.figures, _before_next_clause(text, after))
        ):
            return clause
        if unsays(text, clause):
            return clause
    return None


def _is_deed(text: str, word: Word) -> bool:
    """Say whether a word tells what was done: a channel "on which the attack was *claimed*" publishes no claim."""
    return word.pos == "VERB" and text[word.start : word.end].lower().endswith("ed")


def content_taken_back(text: str, sentence: Span, notes: ReportNotes, clause: Clause) -> Clause | None:
    """Return the clause that tells what is taken back where the sentence says it: "withdrew his statement *that* …"."""
    found = _THAT.match(text, clause.head.end, sentence.end)
    if found is None:
        return None
    near = (c for c in notes.clauses if 0 <= c.span.start - found.end() <= 2 and c.span.end <= sentence.end)
    told = next(near, None)
    instead = _TO_SAY_INSTEAD.search(text, told.head.end, told.span.end) if told is not None else None
    if instead is None and clause.predicate in load("withdrawals")["amends"] and _SAYING.search(found[0]):
        return None  # "corrected the report saying that he jumped": so it says by now
    return replace(told, span=Span(told.span.start, instead.start())) if told is not None and instead else told


def _done_of_need(text: str, clause: Clause) -> Clause:
    """Return the clause by what somebody had to do: "was forced to retract" is told by "retract"."""
    found = _FORCED.match(text, clause.head.end) if clause.predicate in _FORCES else None
    return replace(clause, predicate=found[1], head=Span(*found.span(1))) if found else clause


def unsays(text: str, clause: Clause) -> bool:
    """Say whether a clause takes back what was said by no other word than "it" or "that"."""
    found = _IT.match(text, clause.head.end)
    split = found is not None and clause.predicate == "take" and _BACK.match(text, found.end()) is not None
    return split or (found is not None and clause.predicate in load("withdrawals")["unsays"])


def _before_next_clause(text: str, span: Span) -> Span:
    """Return a stretch as far as another clause begins in it."""
    beside = BESIDE.search(text, span.start, span.end)
    return Span(span.start, beside.start() if beside else span.end)


def _counts(figures: Sequence[Figure], span: Span) -> list[Figure]:
    """Return the tolls in a stretch; "withdrew 2,000 troops" takes no number back."""
    return [f for f in figures if span.overlaps(f.span) and f.what in TOLLS]


def is_of_count(clause: Clause, sentence: Span, notes: ReportNotes) -> bool:
    """Say whether a sentence calls what it takes back a count: "the figure was withdrawn", not "the story was"."""
    counts = set(load("withdrawals")["counts"])
    after = min(sentence.end, clause.head.end + OBJECT)
    return any(w.lemma in counts for w in notes.words if clause.span.start <= w.start < after)


def is_it(sentence: Span, clause: Clause, notes: ReportNotes) -> bool:
    """Say whether a pronoun is said to take it back: then it is whoever gave it."""
    subject = _subject(sentence, clause, notes)
    return subject is not None and subject.kind == "pronoun"


def _subject(sentence: Span, clause: Clause, notes: ReportNotes) -> Mention | None:
    """Return the last subject that a clause has before its verb."""
    before = Span(max(sentence.start, clause.span.start), clause.head.start)
    return next((m for m in reversed(notes.mentions) if m.subject and before.overlaps(m.span)), None)


def _also_said(sentence: Span, clause: Clause, notes: ReportNotes) -> tuple[str, ...]:
    """Name who speaks in the sentence, where its verb of withdrawing goes on without a subject.

    "Ana Brisk conceded that the mill had been unsafe and *withdrew* the town's statement".
    """
    if clause.kind != "coordinate":
        return ()
    within = [a for a in notes.attributions if a.speakers and any(sentence.overlaps(c) for c in a.cue)]
    taking = [a for a in within if any(c.overlaps(clause.head) for c in a.cue)]
    before = [a for a in within if all(c.end <= clause.head.start for c in (*a.cue, *a.source))]
    named = {a.speakers for a in taking or before}
    return named.pop() if len(named) == 1 else ()


def withdrawer(sentence: Span, clause: Clause, notes: ReportNotes) -> tuple[str, ...]:
    """Name who takes it back: the speaker whose source is the clause's subject, else the subject as printed."""
    subject = _subject(sentence, clause, notes)
    if subject is None:
        return _also_said(sentence, clause, notes)
    if any(
        subject.span.overlaps(Span(w.start, w.end)) and w.lemma in load("withdrawals")["published"] for w in notes.words
    ):
        return ()  # "the figure was withdrawn": by whom is not said
    for attribution in notes.attributions:
        if attribution.speakers and any(subject.span.overlaps(s) for s in attribution.source):
            return attribution.speakers
    if subject.kind == "pronoun":
        return ()
    first = subject.span.start == sentence.start and subject.kind != "name"
    return (amid_sentence(subject.text) if first else subject.text,)


def amid_sentence(name: str) -> str:
    """Return how somebody who is named first in a sentence is called amid one.

    >>> amid_sentence("Police"), amid_sentence("Harbour Post")
    ('police', 'Harbour Post')
    """
    return name if _TWO_CAPITALS.match(name) else name[:1].lower() + name[1:]
