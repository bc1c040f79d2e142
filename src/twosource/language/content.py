"""Contents: a cue and its source come in, the words that are attributed go out, as token ranges."""

from __future__ import annotations

from typing import NamedTuple

from twosource.language.layout import Layout
from twosource.language.nominal_cues import Cue
from twosource.language.parser import Parsed
from twosource.lexicon import load

Range = tuple[int, int]
_LINKS = frozenset((",", ":", "—", "–", "-", "―", ";", "that"))
# A verb that takes a hearer and a clause in so many per cent of cases: "told leaders the plan was off".
_TOLD = 65
_STOPS = frozenset((".", "!", "?", ";"))


class Content(NamedTuple):
    """What a cue carries: the frame as finally judged, and (first, last) token ranges in order."""

    frame: str
    ranges: tuple[Range, ...]


def find_content(parsed: Parsed, layout: Layout, cue: Cue, source: Range | None) -> Content | None:
    """Return what a cue attributes, or None if nothing that can be attributed stands in its frame."""
    if cue.frame in ("around", "clause before"):
        return _spoken(parsed, layout, cue, source)
    if cue.frame in ("according", "in survey", "as reported"):
        return _beside(parsed, layout, cue, source)
    if cue.frame == "loose clause":
        return _loose_clause(parsed, layout, cue)
    if cue.frame == "hearsay":
        return _clause_around(parsed, layout, cue)
    if cue.frame == "colon":
        return _after_colon(parsed, layout, cue, source)
    assert cue.inner is not None
    ranges = [_extent(parsed, k) for k in sorted((cue.inner, *cue.more))]
    ranges = _snapped(layout, ranges, cue, source)
    ranges = _tidied(parsed, _without(ranges, cue, source))
    return Content(cue.frame, tuple(ranges)) if ranges else None


def _extent(parsed: Parsed, head: int) -> Range:
    subtree = parsed.subtree(head)
    return subtree[0], subtree[-1]


def _spoken(parsed: Parsed, layout: Layout, cue: Cue, source: Range | None) -> Content | None:
    """Judge a reporting clause by what stands on its two sides: “A,” he said, “B.” / A, he said. / A, he said, B."""
    if source is None:
        return None
    tokens = parsed.tokens
    a, b = layout.sentences[layout.sentence_of[cue.token]]
    left, right = min(cue.first, source[0]), max(cue.last, source[1])
    if left < a or right >= b:
        return None
    before = _back_over(parsed, layout, left - 1, a)
    after = _right_quote(parsed, layout, right + 1, b)
    ranges: list[Range] = []
    quoted_left = before >= a and layout.inside[before] >= 0 and layout.inside[left] != layout.inside[before]
    if quoted_left:
        ranges.append((a, before))
    if after is not None:
        ranges.append(after)
    if ranges:
        # With no comma, colon or "that" the verb may rule quoted words that are no speech: they will leave “soon”.
        led = quoted_left or tokens[ranges[-1][0] - 1].text in _LINKS
        return Content("quotation" if led else "quoted object", tuple(_tidied(parsed, ranges)))
    if before < a or before == left - 1:
        return None
    # No quotation: the comma before the clause is the only sign.
    rest = right + 1
    ranges.append((a, before))
    frame = "after"
    if rest < b and tokens[rest].text in (",", "—", "–") and _belongs_to_main(parsed, cue, rest + 1, b):
        ranges.append((rest + 1, b - 1))
        frame = "between"
    return Content(frame, tuple(_tidied(parsed, ranges)))


def _back_over(parsed: Parsed, layout: Layout, at: int, start: int) -> int:
    """Step back over the comma or dash between a quotation or clause and its reporting clause."""
    while at >= start and layout.inside[at] < 0 and parsed.tokens[at].text in (",", "—", "–", "-", "―"):
        at -= 1
    return at


def _right_quote(parsed: Parsed, layout: Layout, at: int, after: int) -> Range | None:
    """Return the quotation that a reporting clause leads into, over time words and recipients up to six tokens."""
    tokens = parsed.tokens
    for k in range(at, min(after, at + 12)):
        if layout.inside[k] >= 0:
            q = layout.quoted[layout.inside[k]]
            if q.first != k:
                return None
            linked = tokens[k - 1].text in _LINKS or k == at
            return (k, q.last) if linked else None
        # "…," he said, adding, "…": the second quotation is the other verb's.
        if tokens[k].text in _STOPS or tokens[k].tag[:2] == "VB":
            return None
    return None


def _belongs_to_main(parsed: Parsed, cue: Cue, first: int, after: int) -> bool:
    """Say whether what follows a parenthetical clause goes on with the sentence, not with the clause."""
    own = set(parsed.subtree(cue.token))
    rest = [i for i in range(first, after) if parsed.tokens[i].pos != "PUNCT"]
    if not rest:
        return False
    outside = sum(i not in own for i in rest)
    if 2 * outside >= len(rest):
        return True
    clauses = [c for c in parsed.children[cue.token] if parsed.tokens[c].dep == "ccomp"]
    return any(parsed.subtree(c)[-1] >= first for c in clauses)


def _beside(parsed: Parsed, layout: Layout, cue: Cue, source: Range | None) -> Content | None:
    """Return the sentence without a phrase that names its source: "…, according to X", "As X reported, …"."""
    if source is None:
        return None
    tokens = parsed.tokens
    a, b = layout.sentences[layout.sentence_of[cue.token]]
    left, right = min(cue.first, source[0]), max(cue.last, source[1])
    if cue.frame == "as reported":
        subtree = parsed.subtree(cue.token)
        left, right = min(left, subtree[0]), max(right, subtree[-1])
    ranges: list[Range] = []
    if any(tokens[i].pos != "PUNCT" and tokens[i].lower not in ("but", "and", "–", "—") for i in range(a, left)):
        ranges.append((a, left - 1))
        if right + 1 < b and tokens[right + 1].text == "," and tokens[left - 1].text == ",":
            ranges.append((right + 1, b - 1))
    else:
        ranges.append((right + 1, b - 1))
    ranges = _tidied(parsed, [r for r in ranges if r[0] <= r[1]])
    return Content(cue.frame, tuple(ranges)) if ranges else None


def _loose_clause(parsed: Parsed, layout: Layout, cue: Cue) -> Content | None:
    """Return what follows a verb to the end of its sentence if a finite clause starts there that the parser missed.

    It starts at "that", else at the subject of the first finite verb: "told leaders of an alliance the plan was …".
    """
    tokens = parsed.tokens
    _, after = layout.sentences[layout.sentence_of[cue.token]]
    finite = next((i for i in range(cue.last + 1, after) if tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")), None)
    if finite is None or any(tokens[i].text in (",", ";", ":", "(", "—", "–") for i in range(cue.last + 1, finite)):
        return None
    that = next((i for i in range(cue.last + 1, finite) if tokens[i].lower == "that"), None)
    if that is not None and finite == that + 1:
        return None
    subjects = [i for i in range(cue.last + 1, finite) if tokens[i].dep in ("nsubj", "nsubjpass", "csubj")]
    wh = next(
        (
            i
            for i in range(cue.last + 1, finite)
            if tokens[i].tag in ("WP", "WRB") or tokens[i].lower in ("if", "whether")
        ),
        None,
    )
    start = cue.last + 1
    if that is not None:
        start = that
    elif wh is not None:
        start = wh
    elif subjects:
        start = max(cue.last + 1, min(parsed.subtree(subjects[-1])))
    told = load("cues")["told clause"].get(cue.lemma, 0) >= _TOLD
    if start != cue.last + 1 and not told:
        return None
    ranges = _tidied(parsed, [(start, after - 1)])
    return Content(cue.frame, tuple(ranges)) if ranges else None


def _clause_around(parsed: Parsed, layout: Layout, cue: Cue) -> Content | None:
    """Return the clause that an adverb of hearsay stands in, without the adverb."""
    tokens = parsed.tokens
    head = tokens[cue.token].head
    if tokens[head].tag[:2] != "VB":
        return None
    first, last = _extent(parsed, head)
    ranges = _tidied(parsed, _without([(first, last)], cue, None))
    return Content(cue.frame, tuple(ranges)) if ranges else None


def _after_colon(parsed: Parsed, layout: Layout, cue: Cue, source: Range | None) -> Content | None:
    """Return what follows "Lee:" at the start of a paragraph, to its end."""
    last = len(parsed.tokens) - 1
    if source is None or last - cue.token < 3:
        return None
    ranges = _tidied(parsed, [(cue.token + 1, last)])
    return Content(cue.frame, tuple(ranges)) if ranges else None


def _snapped(layout: Layout, ranges: list[Range], cue: Cue, source: Range | None) -> list[Range]:
    """Widen a range that cuts a quotation to the whole of it, unless the cue stands in the quotation too."""
    widened = []
    for first, last in ranges:
        for end in (first, last):
            q = layout.inside[end]
            if q >= 0 and layout.inside[cue.token] != q:
                first, last = min(first, layout.quoted[q].first), max(last, layout.quoted[q].last)
        widened.append((first, last))
    return widened


def _without(ranges: list[Range], cue: Cue, source: Range | None) -> list[Range]:
    """Cut the cue's own tokens, and a source that stands inside, out of the ranges, and join what touches."""
    cut = [(cue.first, cue.last)] + ([source] if source else [])
    for first, last in cut:
        kept: list[Range] = []
        for a, b in ranges:
            if last < a or first > b:
                kept.append((a, b))
            else:
                kept.extend([(a, first - 1)] if first > a else [])
                kept.extend([(last + 1, b)] if last < b else [])
        ranges = kept
    joined: list[Range] = []
    for a, b in sorted(ranges):
        if joined and a <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(b, joined[-1][1]))
        else:
            joined.append((a, b))
    return joined


def _tidied(parsed: Parsed, ranges: list[Range]) -> list[Range]:
    """Trim commas, dashes and space at the edges; a range of nothing else goes."""
    tidy = []
    for a, b in ranges:
        while a <= b and (parsed.tokens[a].text in _LINKS - {"that"} or parsed.tokens[a].pos == "SPACE"):
            a += 1
        while a <= b and (parsed.tokens[b].text in _LINKS - {"that"} or parsed.tokens[b].pos == "SPACE"):
            b -= 1
        if a <= b:
            tidy.append((a, b))
    return tidy
