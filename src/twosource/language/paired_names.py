"""Names of two capitalised words joined by "and" that one body has: "the Bread and Roses coalition".

The parser takes them for two names. One report shows that they are one (a verb in the singular, "the … coalition");
where they stand without such a sign, what another place of the story shows holds as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from twosource.language.gazetteer import gender_of_first_name, state_of
from twosource.language.mention import Mention
from twosource.language.name_forms import ReportMentions
from twosource.language.name_runs import Run
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["join_pairs", "with_pairs"]

_AND = ("and", "&")
_KINDS = ("OTHER", "ORG", "PERSON")
_KINDS_OF_BODY = frozenset(load("names")["words"]["kinds_of_body"])
_JOINT = frozenset(load("names")["words"]["joint"])
_SINGULAR = ("has", "is", "was", "does")


def with_pairs(parsed: Parsed, runs: list[Run]) -> list[Run]:
    """Return the runs with each two of one word that a sign beside them shows to be one name as one body's."""
    tokens = parsed.tokens
    found: list[Run] = []
    for run in runs:
        before = found[-1] if found else None
        joined = before is not None and before.last + 2 == run.first and tokens[run.first - 1].lower in _AND
        pair = before is not None and joined and _may_pair(tokens, before, run) and _is_one(parsed, before, run)
        if before is not None and (pair or (joined and _shares_head(tokens, before, run))):
            found[-1] = Run(before.first, run.last, "ORG")
        else:
            found.append(run)
    return found


def _may_pair(tokens: list[Token], one: Run, other: Run) -> bool:
    for run in (one, other):
        word = tokens[run.first]
        if run.first != run.last or run.kind not in _KINDS or gender_of_first_name(word.text) or state_of(word.text):
            return False
    return True


def _shares_head(tokens: list[Token], one: Run, other: Run) -> bool:
    """Say whether two words tell what one body is of: "the *Harbour and Rail* Union"; states have each their own."""
    first, second, head = tokens[one.first], tokens[other.first], tokens[other.last]
    if one.first != one.last or one.first == 0 or tokens[one.first - 1].lower != "the" or one.kind in ("GPE", "LOC"):
        return False
    if other.first == other.last or head.tag != "NNP" or head.lower not in _JOINT:
        return False
    modifies = first.head == other.last and first.dep in ("amod", "compound", "nmod")
    return modifies and state_of(first.text) is None and state_of(second.text) is None


def _is_one(parsed: Parsed, one: Run, other: Run) -> bool:
    """Say whether what stands around two names treats them as one body.

    "Between Hale and Orrin is a river" has a verb in the singular, too, but neither name is its subject; and behind the
    second "…, the alliance that" may rename that one alone.
    """
    tokens = parsed.tokens
    after = tokens[other.last + 1] if other.last + 1 < len(tokens) else None
    article = one.first > 0 and tokens[one.first - 1].lower == "the"
    if article and after is not None and after.tag == "NN" and after.text in _KINDS_OF_BODY:
        return True
    name = tokens[one.first]
    alone = one.first == 0 or tokens[one.first - 1].text != ","  # the last two of a list are two
    if not alone or name.dep not in ("nsubj", "nsubjpass") or tokens[other.first].head != name.i:
        return False
    verb = tokens[name.head]
    helpers = [tokens[c].lower for c in parsed.children[verb.i] if tokens[c].dep in ("aux", "auxpass")]
    finite = helpers[:1] or [verb.lower]
    return finite[0] in _SINGULAR or (not helpers and verb.tag == "VBZ" and verb.i > other.last)


def join_pairs(story: Sequence[ReportMentions]) -> list[ReportMentions]:
    """Return the mentions of a story's reports with the pairs joined that any of them shows to be one body."""
    pairs = {m.name for report in story for m in report.mentions if m.entity == "ORG" and " and " in m.name}
    return [_joined(report, pairs) if pairs else report for report in story]


def _joined(report: ReportMentions, pairs: set[str]) -> ReportMentions:
    names = [m for m in report.mentions if m.kind == "name"]
    moved: dict[Span, Mention] = {}
    for one, other in pairwise(names):
        between = report.text[one.span.end : other.span.start]
        if between == " and " and f"{one.name} and {other.name}" in pairs:
            whole = Span(one.span.start, other.span.end)
            moved[one.span] = moved[other.span] = replace(
                one, span=whole, text=whole.of(report.text), name=f"{one.name} and {other.name}", entity="ORG",
                gender="", subject=one.subject or other.subject,
            )  # fmt: skip
    if not moved:
        return report
    kept = dict.fromkeys(moved.get(m.span, m) if m.kind == "name" else m for m in report.mentions)
    return report._replace(mentions=tuple(_pointing(m, moved) for m in kept))


def _pointing(mention: Mention, moved: dict[Span, Mention]) -> Mention:
    """Return a mention that points at joined names as wholes, and at none that it is itself."""

    def whole(span: Span | None) -> Span | None:
        joined = moved.get(span) if span is not None else None
        return span if joined is None else joined.span if joined.span != mention.span else None

    return replace(
        mention,
        possessor=whole(mention.possessor),
        conjunct=whole(mention.conjunct),
        apposition=whole(mention.apposition),
    )
