"""Hedges: a parsed paragraph and its attributions come in, the words of doubt or distance in it go out.

Five kinds, after Hyland (1998) and the practice of news desks: no evidence was offered, the reporter's distance,
hearsay, modality, and common belief. The holder is the reporter, or the speaker in whose content the words stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from twosource.language.evidence import thin_evidence
from twosource.language.nominal_cues import verb_group
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load
from twosource.model import Attribution, Hedge, Span

_CONTRAST = frozenset(("but", "though", "although", "however", "yet", "while", "and"))
_REMARKS = ("without ", "but ", "though ", "although ")
_SAID = frozenset(("said", "says", "say", "claimed", "claims"))
_IS = frozenset(("is", "are", "was", "were"))
# Reach in tokens between "without" or the verb and the thing ("without so far giving us any hard evidence").
_REACH = 7


def find_hedges(parsed: Parsed, attributions: Sequence[Attribution]) -> list[Hedge]:
    """Return the hedges of one paragraph in text order, with what each is about and whose doubt it is."""
    found: list[tuple[int, int, str]] = []
    found.extend(_no_evidence(parsed))
    found.extend(_remarks(parsed))
    found.extend(thin_evidence(parsed))
    found.extend(_listed(parsed))
    found.extend(_said_to_be(parsed))
    taken: set[int] = set()
    hedges = []
    for first, last, kind in sorted(found, key=lambda f: (f[0] - f[1], f)):
        if not taken.isdisjoint(range(first, last + 1)):
            continue
        taken.update(range(first, last + 1))
        span = parsed.span(first, last)
        hedges.append(
            Hedge(
                span, kind, _scope(parsed, attributions, first, last, kind), _holder(parsed, span, kind, attributions)
            )
        )
    hedges.extend(_distant_cues(parsed, attributions, hedges))
    return sorted(hedges, key=lambda h: h.span)


def _no_evidence(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Find "without offering evidence", "but gave no proof of it", "did not provide any evidence"."""
    lists = load("hedges")["no-evidence"]
    tokens = parsed.tokens
    for thing in tokens:
        if thing.lemma.lower() not in lists["things"]:
            yield from _without_showing(parsed, thing)
            continue
        window = [
            t for t in tokens[max(0, thing.i - _REACH) : thing.i] if t.sent == thing.sent and t.text not in (";", ":")
        ]
        last = _complement_end(parsed, thing)
        without = next((t for t in reversed(window) if t.lower == "without"), None)
        verb = next(
            (t for t in reversed(window) if t.lemma.lower() in lists["verbs"] and t.pos in ("VERB", "AUX")), None
        )
        absent = any(t.lower in ("no", "little", "scant", "zero", "hardly") for t in window[-3:])
        if without is not None:
            yield without.i, last, "no-evidence"
        elif verb is not None:
            first = verb_group(parsed, verb.i)[0]
            negated = any(t.dep == "neg" or t.lower in ("not", "never", "n't", "n’t") for t in tokens[first : verb.i])
            if absent or negated:
                yield _with_contrast(parsed, first), last, "no-evidence"
        elif absent and tokens[max(0, thing.i - 3)].lower in ("there", "is", "was", "with", "been"):
            first = next(
                t.i
                for t in window[-3:]
                if t.lower in ("no", "little", "scant", "zero", "hardly", "there", "is", "was", "with")
            )
            yield first, last, "no-evidence"


def _without_showing(parsed: Parsed, thing: Token) -> Iterator[tuple[int, int, str]]:
    """Find "without producing any document", "without naming a source": less than evidence is missing."""
    lists = load("hedges")["no-evidence"]
    if thing.lemma.lower() not in lists["shown"]:
        return
    window = [t for t in parsed.tokens[max(0, thing.i - _REACH) : thing.i] if t.sent == thing.sent]
    without = next((t for t in reversed(window) if t.lower == "without"), None)
    giving = (*lists["verbs"], "name", "identify", "specify", "quote")
    if without is not None and parsed.tokens[without.i + 1].lemma.lower() in giving:
        yield without.i, thing.i, "no-evidence"


def _remarks(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Find ", a figure that is hard to square with the count of survivors": the report's own doubt, in apposition."""
    lists = load("hedges")["remark"]
    tokens = parsed.tokens
    for noun in tokens[2:]:
        article = tokens[noun.i - 1]
        opened = tokens[noun.i - 2].text in (",", "–", "—", "-")
        if noun.lower not in lists["nouns"] or article.lower not in ("a", "an") or not opened:
            continue
        clause = next((c for c in parsed.children[noun.i] if c > noun.i and tokens[c].dep in ("relcl", "acl")), None)
        if clause is None or tokens[clause].sent != noun.sent:
            continue
        last = parsed.subtree(clause)[-1]
        if any(t.lower in lists["doubts"] for t in tokens[noun.i + 1 : last + 1]):
            yield article.i, last, "no-evidence"


def _said_to_be(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Find "posted *what it said was* a list of members": the thing is what somebody says it is.

    "What he said was wrong" judges his words, and "what he said was that …" passes them on.
    """
    tokens = parsed.tokens
    for what in tokens[1:]:
        governor = tokens[what.i - 1]
        if what.lower != "what" or governor.sent != what.sent or governor.pos not in {"VERB", "ADP", "ADV", "NOUN"}:
            continue
        said = next((t for t in tokens[what.i + 2 : what.i + _REACH] if t.lower in _SAID), None)
        if said is None or said.i + 2 >= len(tokens) or tokens[what.i + 1].pos not in {"PRON", "DET", "NOUN", "PROPN"}:
            continue
        between = tokens[what.i + 1 : said.i]
        behind = tokens[said.i + 2]
        thing = behind.pos in {"DET", "NUM", "NOUN", "PROPN"} and behind.lower not in {"that", "this", "nothing", "all"}
        plain = all(t.pos in {"PRON", "DET", "NOUN", "PROPN", "ADJ", "ADP"} for t in between)
        if tokens[said.i + 1].lower in _IS and thing and plain and behind.sent == what.sent:
            yield what.i, said.i + 1, "distance"


def _complement_end(parsed: Parsed, thing: Token) -> int:
    """Return the last token of what the evidence is for: "evidence for this claim", "proof that …"."""
    tokens = parsed.tokens
    last = thing.i
    pool = [c for c in parsed.children[thing.i] if c > thing.i]
    pool += [c for c in parsed.children[thing.head] if c > thing.i]
    for c in sorted(pool):
        if (
            c == last + 1
            and tokens[c].dep in ("prep", "acl", "advcl", "ccomp", "xcomp", "dative")
            and tokens[c].sent == thing.sent
        ):
            end = parsed.subtree(c)[-1]
            if end - thing.i <= 2 * _REACH:
                last = end
    while last > thing.i and tokens[last].pos == "PUNCT":
        last -= 1
    return last


def _with_contrast(parsed: Parsed, first: int) -> int:
    if first > 0 and parsed.tokens[first - 1].lower in _CONTRAST:
        return first - 1
    return first


def _listed(parsed: Parsed) -> Iterator[tuple[int, int, str]]:
    """Find the words and phrases of the lexicon."""
    by_word = _by_first_word()
    tokens = parsed.tokens
    for token in tokens:
        for kind, words in by_word.get(token.lower, ()):
            end = token.i + len(words)
            if end <= len(tokens) and all(tokens[token.i + k].lower == w for k, w in enumerate(words)):
                if kind == "modal" and len(words) == 1 and not _is_modal(parsed, token):
                    continue
                yield token.i, end - 1, kind


@cache
def _by_first_word() -> dict[str, list[tuple[str, list[str]]]]:
    index: dict[str, list[tuple[str, list[str]]]] = {}
    for kind, lists in load("hedges").items():
        if kind in {"remark", "evidence"}:
            continue  # made of words of several lists, and no kind of its own
        for phrase in (*lists.get("words", ()), *lists.get("adjectives", ()), *lists.get("phrases", ())):
            # The tokenizer cuts at hyphens.
            words = phrase.replace("-", " - ").split()
            index.setdefault(words[0], []).append((kind, words))
    return index


def _is_modal(parsed: Parsed, token: Token) -> bool:
    """Tell the modal from the month and from "could" as the past of can under a negation."""
    if token.lower in ("may", "might", "could"):
        return token.tag == "MD" and not any(
            t.lower in ("not", "n't", "n’t") for t in parsed.tokens[token.i + 1 : token.i + 2] if token.lower == "could"
        )
    return token.pos in ("ADV", "ADJ")


def _scope(parsed: Parsed, attributions: Sequence[Attribution], first: int, last: int, kind: str) -> Span | None:
    """Return what the doubt is about: for evidence the attributed content at hand, else the clause of the words."""
    tokens = parsed.tokens
    at = parsed.span(first, last)
    if kind == "no-evidence":
        before = [a for a in attributions if a.content and min(a.content).start < at.start]
        if before:
            nearest = max(before, key=lambda a: (_start(a) <= at.start, -_gap(a, at), a.id))
            content = nearest.content
            end = max(c.end for c in content)
            start = min(c.start for c in content)
            return Span(start, min(end, at.start) if start < at.start else end)
    head = tokens[first]
    for _ in range(8):
        if head.pos in ("VERB", "AUX") and head.dep not in ("aux", "auxpass"):
            break
        if head.head == head.i:
            break
        head = tokens[head.head]
    subtree = parsed.subtree(head.i)
    return parsed.span(subtree[0], subtree[-1]) if subtree else None


def _start(a: Attribution) -> int:
    return min((*a.source, *a.cue, *a.content)).start


def _gap(a: Attribution, at: Span) -> int:
    return min(abs(at.start - c.end) for c in a.content)


def _holder(parsed: Parsed, span: Span, kind: str, attributions: Sequence[Attribution]) -> str:
    """Say whose doubt it is: the speaker's within a content, else the reporter's.

    ", without offering evidence" at the end of indirect speech is the reporter's remark on it.
    """
    remark = kind == "no-evidence" and span.of(parsed.text).lower().startswith(_REMARKS)
    for a in attributions:
        for c in a.content:
            if c.start <= span.start and span.end <= c.end:
                tail = parsed.text[span.end : c.end]
                if not (remark and a.kind != "direct" and not any(ch.isalnum() for ch in tail)):
                    return "speaker"
    return "reporter"


def _distant_cues(parsed: Parsed, attributions: Sequence[Attribution], hedges: list[Hedge]) -> Iterator[Hedge]:
    """Make the reporter's distance of a cue ("claimed", "alleges") a hedge on its content."""
    for a in attributions:
        if a.stance != "claims" or not a.cue or not a.content:
            continue
        cue = a.cue[0]
        if any(h.span.overlaps(cue) for h in hedges):
            continue
        yield Hedge(
            cue,
            "distance",
            Span(min(a.content).start, max(c.end for c in a.content)),
            _holder(parsed, cue, "distance", attributions),
        )
