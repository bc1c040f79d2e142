"""A clause with its number that another report has in a sentence of its own, without the source that it has here.

"A train left the rails, *killing at least seven people*, police said" and "The train that jumped the rails, *killing at
least seven people*, was late": the two sentences are not one, and the count has lost who gives it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from twosource.lexicon import load
from twosource.lineage.doubted import WORD, sentence_around, within, words_of
from twosource.lineage.twins import View
from twosource.model import Attribution, Finding, Span

# So many words in a row, one of them a number and another before it, are no chance.
RUN = 5
_AFTER_COMMA = re.compile(rf", (?P<word>{WORD.pattern})")


def clauses_unsourced(view: View) -> Iterator[Finding]:
    """Find the source of a participle clause with a number that the other report tells in its own voice."""
    there: list[re.Match[str]] = []
    told: list[str] = []
    for a in view.notes.attributions:
        said = (*a.source, *a.cue)
        # Few sentences have such a clause: what all others cost is one search.
        clauses = list(_participle_clauses(view.here.text, a)) if a.source and a.cue else []
        if not clauses or any(within(a.cue[0], t.here) for t in view.twins):
            continue
        if not there:
            there = list(WORD.finditer(view.there.text))
            told = [m[0].lower() for m in there]
        for clause in clauses:
            at = _place_of(clause, told)
            if at is None:
                continue
            sentence = sentence_around(view.there.text, Span(*there[at].span()))
            if not _has_source(view, sentence, a, clause):
                named = " … ".join(view.quote(s) for s in sorted(said))
                present = Span(min(s.start for s in said), max(s.end for s in said))
                yield view.finding("attribution-absent", present, sentence, f"the attribution {named}")
                break


def _participle_clauses(text: str, attribution: Attribution) -> Iterator[list[str]]:
    """Yield the first words of each clause of what is said that opens with a participle and has a number in them."""
    for content in attribution.content:
        for word in _AFTER_COMMA.finditer(text, content.start, content.end):
            if word["word"].lower().endswith("ing"):
                run = words_of(text, Span(word.start("word"), content.end))[:RUN]
                if len(run) == RUN and any(w[0].isdigit() or w in _numbers() for w in run):
                    yield run


def _place_of(clause: list[str], told: list[str]) -> int | None:
    """Return where a clause stands in the words of a text, or None."""
    first = clause[0]
    return next((n for n, word in enumerate(told) if word == first and told[n : n + RUN] == clause), None)


def _has_source(view: View, sentence: Span, gone: Attribution, clause: list[str]) -> bool:
    """Say whether anybody says the sentence there, or the lost source is heard with the number anywhere there."""
    numbers = {w for w in clause if w[0].isdigit() or w in _numbers()}
    lost = [words_of(view.here.text, s)[-1:] for s in gone.source]
    for a in view.other.attributions:
        if any(s.overlaps(sentence) for s in (*a.cue, *a.content)):
            return True
        heard = [words_of(view.there.text, s)[-1:] for s in a.source]
        if heard == lost and any(numbers & set(words_of(view.there.text, s)) for s in a.content):
            return True
    return False


@cache
def _numbers() -> frozenset[str]:
    numbers = load("figure_numbers")
    return frozenset(word for name in ("ones", "tens") for word in numbers[name])
