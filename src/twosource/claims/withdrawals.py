"""The statements of a report come in; those that take a published count or statement back are marked as that.

A toll is withdrawn in two ways: with its number ("retracted a statement that said more than 164 had died") or by a word
for it ("later withdrew the figure"); which count is meant in the second case is asked in `withdrawn_counts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.disowned import is_said_again, without_formulas
from twosource.claims.left_out import mark_left_out, mark_should_have_been
from twosource.claims.near import NEXT_SENTENCE, by_sentence
from twosource.claims.no_longer_said import by_its_clause, mark_no_longer_said
from twosource.claims.not_as_printed import mark_set_otherwise
from twosource.claims.notices import mark_notices, withdrawn_at
from twosource.claims.put_right import mark_changed
from twosource.claims.recanting import mark_recanted, taken_back, without_what_is_taken
from twosource.claims.rejected_counts import mark_rejected
from twosource.claims.said_at_first import may_be_same
from twosource.claims.said_wrongly import mark_said_wrongly
from twosource.claims.set_straight import mark_contrary, mark_set_straight
from twosource.claims.slugs import slugs_in, without_slugs
from twosource.claims.statements import Statement
from twosource.claims.still_said import without_stood_on
from twosource.claims.studies import mark_retracted
from twosource.claims.updated import mark_updated
from twosource.claims.withdrawing import (
    BESIDE,
    OBJECT,
    TOLLS,
    content_taken_back,
    is_it,
    is_of_count,
    unsays,
    withdrawer,
    withdrawing_clause,
)
from twosource.claims.withdrawn_counts import (
    given_at_first,
    given_before_lowered,
    given_by_number,
    given_last,
    shown_and_withdrawn,
)
from twosource.claims.wording import concepts
from twosource.language.clauses import Clause
from twosource.language.notes import ReportNotes
from twosource.lexicon import load
from twosource.model import Figure, Report, Span

# "Withdrew a much higher toll": that is another count than the one just given.
_ANOTHER = re.compile(
    r"\b(?:higher|lower|larger|smaller|bigger|earlier|previous|initial|original|first|old|former|different)\s+"
    r"(?:\w+\s+){0,2}?(?:figure|toll|count|number|estimate|tally|total|statement|report|bulletin|list|notice|post)s?\b"
)
# "It was 1.4 million, not 14 million": so a count is put right.
_PUT_RIGHT = re.compile(r",? (?:and )?not (?:the )?$", re.IGNORECASE)
_SET_TO = re.compile(r"\b(?:to|at|up to|down to)(?: (?:about|around|some|at least|more than|nearly))? $", re.IGNORECASE)
# "Apologised for the claim and deleted it": that names what was said, and does not tell it.
_NAMES_ONLY = re.compile(r"(?:the|his|her|its|their|that|this|an?) [\w’'-]+", re.IGNORECASE)
# "“I don’t think so,” he said, but then took that back": of what, only the question tells.
_REPLY = re.compile(
    r"\W*(?:(?:yes|no|well|not really|of course)\b\W*)?"
    r"(?:I (?:do(?:n[’']t| not) )?(?:think|believe|guess|suppose|hope) (?:so|not))?\W*",
    re.IGNORECASE,
)
# What somebody wrote for all to read: it is taken back as what he wrote, and not as what was said of it.
_POSTS = {"tweet", "post", "message"}
_WRITES = re.compile(r"\b(?:re)?(?:tweet|post|messag)\w*|\bwrote\b", re.IGNORECASE)
# "Retracted its story on the quay, with three editors forced to leave": what came of it is not taken back.
_WITH = re.compile(r"[,”’\"'] with\b")
# "Retracted a story about the quay": its matter is named, and no count given before is it.
_OF_A_MATTER = re.compile(
    r"\b(?:stor(?:y|ies)|articles?|pieces?|items?) (?:on|about) "
    r"(?![^,;.:]{0,40}\b(?:tolls?|dead|deaths?|killed|casualt\w+|injur\w+|wounded|victims?|numbers?|figures?)\b)",
    re.IGNORECASE,
)
_ANEW = re.compile(r"\b(?:saying|rephras\w+|reword\w+|replac\w+|correct\w+ it|instead|re-?post\w+|now|new)\b")


def mark_withdrawals(
    report: Report,
    notes: ReportNotes,
    statements: Sequence[Statement],
    sentences: Sequence[tuple[Span, ReportNotes]] | None = None,
) -> list[Statement]:
    """Return the statements, those withdrawn by the report's own words with the stance "withdraws".

    `sentences` are those of `by_sentence`, where at hand.
    """
    slugs = slugs_in(report.text)
    sentences = list(by_sentence(notes)) if sentences is None else sentences
    statements, changed = mark_changed(report, sentences, without_slugs(report, notes, statements))
    statements = mark_contrary(report, notes, mark_set_straight(report, notes, statements))
    statements = mark_set_otherwise(report, notes, statements)
    statements = mark_updated(report, notes, statements, sentences)
    marked = mark_recanted(report, mark_should_have_been(report, notes, statements))
    marked, notices = mark_notices(report, sentences, mark_left_out(report, notes, marked))
    marked, no_longer = mark_no_longer_said(report, sentences, marked)
    marked, wrongly = mark_said_wrongly(report, sentences, marked)
    marked, retracted = mark_retracted(report, sentences, marked)
    notices |= no_longer | wrongly | retracted
    headings = [*slugs, *report.headings, *([report.title_span] if report.title_span else [])]
    taking: set[Span] = set()
    for sentence, near in sentences:
        if any(sentence.overlaps(h) for h in headings):
            continue  # "Toll rises to 13; governor withdraws bus claim": the story says which
        if sentence in notices:
            continue
        if sentence in changed:
            continue  # "corrected the number to 52 from 47": both counts are marked
        clause = withdrawing_clause(report.text, sentence, near)
        if clause is None or clause.predicate in load("withdrawals")["verbs"]:
            shown = shown_and_withdrawn(report.text, sentence, near.figures)
            told = _teller(statements, shown[0]) if shown else None
            if shown and told is not None:
                marked.append(taken_back(told, report, sentence, shown[1], ()))
                continue
        if clause is None:
            continue
        taking.add(sentence)
        who = withdrawer(sentence, clause, near)
        if clause.predicate in load("withdrawals")["lowers"]:
            meant = given_before_lowered(report.text, notes.figures, sentence, clause, near)
            teller = _teller(statements, meant) if meant is not None else None
            if teller is not None and who and teller.speakers and not may_be_same(who, teller.speakers):
                continue  # another's count is not lowered by it
            if meant is not None:
                marked.append(_taking_back(report, notes, sentence, clause, meant, who))
            continue
        inside = [
            i
            for i, s in enumerate(marked)
            if s.sentence == sentence and _is_taken_back(s, clause, sentence, report.text)
        ]
        if inside:
            for i in inside:
                marked[i] = replace(marked[i], stance="withdraws", speakers=who or marked[i].speakers)
            marked = without_what_is_taken(report, notes, marked, [marked[i] for i in inside], clause)
            continue
        content = content_taken_back(report.text, sentence, near, clause)
        if content is not None:
            within = [s for s in marked if s.sentence == sentence]
            taken = withdrawn_at(report, sentence, near, within, content.span, who)
            marked = [s for s in marked if not (s.sentence == sentence and s.span.overlaps(content.span))]
            marked.append(by_its_clause(taken, near))
            continue
        if _has_just_said_so(marked, sentence) and not is_of_count(clause, sentence, near):
            continue  # "… had been held. They had not. The article has been taken down."
        if is_said_again(report, marked, sentence) and not is_of_count(clause, sentence, near):
            continue  # "That was wrong. We had misheard, and we withdraw the report."
        object_ = report.text[clause.head.start : clause.head.end + 2 * OBJECT]
        if _ANOTHER.search(object_) or _OF_A_MATTER.search(object_):
            continue
        said = _said_before(report.text, statements, sentence, clause, near, who)
        # What another takes back right before, or says when he does, is not what was published.
        published = [s for s in statements if s.sentence not in taking]
        said = said or _published_before(report.text, published, sentence, clause, near, who)
        if said is not None:
            marked.append(taken_back(said, report, sentence, clause.span, who))
            continue
        meant = given_at_first(report.text, sentence, clause, near)
        if meant is None and clause.predicate not in load("withdrawals")["amends"]:
            meant = given_last(notes.figures, sentence, clause, is_of_count(clause, sentence, near))
        meant = given_by_number(report.text, clause, meant) or meant
        if meant is None and clause.predicate in load("withdrawals")["amends"]:
            marked = _put_right(report.text, sentence, marked, who)
        if meant is not None:
            if not who and is_it(sentence, clause, near):
                who = next((s.speakers for s in statements if s.figure == meant), ())
            taken = _taking_back(report, notes, sentence, clause, meant, who)
            marked.append(_told_like(_teller(statements, meant), taken))
    return without_stood_on(report, mark_rejected(report, notes, without_formulas(report, marked)))


def _has_just_said_so(marked: Sequence[Statement], sentence: Span) -> bool:
    """Say whether a sentence shortly before has taken back what was said, by which the article is meant."""
    return any(s.stance == "withdraws" and 0 <= sentence.start - s.sentence.end <= OBJECT for s in marked)


def _is_taken_back(statement: Statement, clause: Clause, sentence: Span, text: str) -> bool:
    """Say whether a statement is what the clause takes back: a count after its verb, or the passive's subject.

    What is put in its place is not: "deleted the post and rephrased it, saying …".
    """
    if statement.figure is None or statement.figure.what is None:
        return False  # "one story retracted": that counts what was taken back
    at = statement.figure.span
    behind = max(clause.head.end, at.start)
    if clause.predicate in load("withdrawals")["amends"] and _SET_TO.search(text[clause.head.end : behind]):
        return False  # "revised the toll down to 28": that is the toll now
    if ":" in text[clause.head.end : behind]:
        return False  # "took down the list and apologised: nine of those on it had …"
    if any(opens.search(text, clause.head.end, behind) for opens in (_ANEW, BESIDE, _WITH)):
        return False
    return clause.head.start < at.start < sentence.end or clause.span.start <= at.start < clause.head.start


def _said_before(
    report_text: str,
    statements: Sequence[Statement],
    sentence: Span,
    clause: Clause,
    notes: ReportNotes,
    who: tuple[str, ...],
) -> Statement | None:
    """Return what a sentence that takes back a "statement" means: what the one before it says was said, if no toll.

    "The company said all its workers had been found. It withdrew the statement on Friday."
    """
    after = Span(clause.head.end, min(sentence.end, clause.head.end + OBJECT))
    words = {w.lemma for w in notes.words if after.overlaps(Span(w.start, w.end))}
    if clause.predicate in load("withdrawals")["amends"]:
        return None
    said = bool(words & set(load("withdrawals")["sayings"])) or unsays(report_text, clause)
    if not said or words & set(load("withdrawals")["counts"]):
        return None
    if _ANEW.search(report_text[clause.head.end : sentence.end]):
        return None  # what was said is said anew in other words
    before = [
        s
        for s in statements
        if s.kind == "utterance"
        and s.speakers
        and not s.part
        and not _NAMES_ONLY.fullmatch(s.text)
        and not s.text.endswith("?")
        and (s.sentence.end <= sentence.start or (s.sentence == sentence and s.span.end <= clause.head.start))
    ]
    last = max(before, key=lambda s: (s.sentence.start, -s.span.start), default=None)
    if last is None or sentence.start - last.sentence.end > NEXT_SENTENCE or _REPLY.fullmatch(last.text):
        return None
    if last.figure is not None and last.figure.what in TOLLS:
        return None
    if words & _POSTS and not _WRITES.search(report_text[last.sentence.start : clause.head.start]):
        return None
    same = last.sentence == sentence or bool(set(who) & set(last.speakers))
    same = same or (not who and is_it(sentence, clause, notes))
    return last if same else None


def _published_before(
    text: str,
    statements: Sequence[Statement],
    sentence: Span,
    clause: Clause,
    notes: ReportNotes,
    who: tuple[str, ...],
) -> Statement | None:
    """Return what the sentence before says was published, where the same word for it is taken back.

    "A bulletin gave the term as 28 years. The office withdrew the bulletin."
    """
    after = Span(clause.head.end, min(sentence.end, clause.head.end + OBJECT))
    words = {w.lemma for w in notes.words if after.overlaps(Span(w.start, w.end))} & set(
        load("withdrawals")["published"]
    )
    if clause.predicate in load("withdrawals")["amends"] or _ANOTHER.search(after.of(text)):
        return None
    before = [
        s
        for s in statements
        if not s.part and 0 <= sentence.start - s.sentence.end <= NEXT_SENTENCE and s.predicate and s.stance == "states"
    ]
    before = [s for s in before if not s.text.endswith("?")]  # "“Will you delete your tweet?” I have deleted the tweet"
    before = [s for s in before if not who or not s.speakers or may_be_same(who, s.speakers)]
    named = [s for s in before if any(re.search(rf"\b{w}", s.sentence.of(text), re.IGNORECASE) for w in words)]
    return max(named, key=lambda s: s.span.end - s.span.start, default=None)


def _put_right(text: str, sentence: Span, statements: Sequence[Statement], who: tuple[str, ...]) -> list[Statement]:
    """Mark the count that is put right in a sentence that says so or in the next: "it was 1.4 million, not 14"."""
    marked = list(statements)
    near = [s for s in marked if s.figure is not None and s.sentence.start - sentence.start >= 0]
    near = [s for s in near if s.sentence == sentence or s.sentence.start - sentence.end <= NEXT_SENTENCE]
    for i, wrong in enumerate(marked):
        figure = wrong.figure
        if figure is None or wrong not in near:
            continue
        before = text[max(wrong.sentence.start, figure.span.start - 40) : figure.span.start]
        found = _PUT_RIGHT.search(before)
        if found and any(c.isdigit() for c in before[: found.start()]):
            marked[i] = replace(wrong, stance="withdraws", negated=False, speakers=who or wrong.speakers)
    return marked


def _teller(statements: Sequence[Statement], figure: Figure) -> Statement | None:
    """Return the shortest statement that holds a count."""
    span = figure.span
    holding = [s for s in statements if s.span.start <= span.start and span.end <= s.span.end]
    return min(holding, key=lambda s: s.span.end - s.span.start, default=None)


def _told_like(told: Statement | None, taken: Statement) -> Statement:
    """Return what takes back a share in the words that it was told by, which say of what it was a share."""
    if told is None or taken.figure is None or taken.figure.unit != "%":
        return taken
    return replace(taken, words=told.words, figure=told.figure, predicate=told.predicate)


def _taking_back(
    report: Report, notes: ReportNotes, sentence: Span, clause: Clause, figure: Figure | None, who: tuple[str, ...]
) -> Statement:
    words = [w.lemma for w in notes.words if clause.span.start <= w.start and w.end <= clause.span.end]
    return Statement(
        report=report.id,
        span=clause.span,
        text=clause.span.of(report.text),
        kind="utterance" if who else "own",
        words=concepts([*words, (figure.what if figure else None) or ""]),
        speakers=who,
        stance="withdraws",
        negated=figure is None and clause.negated,
        direct=False,
        sentence=sentence,
        depth=round(sentence.start / max(1, len(report.text)), 4),
        predicate=clause.predicate if figure is None else "",
        figure=figure,
        sound=figure is None and bool(clause.subject) and not clause.pronoun,
    )
