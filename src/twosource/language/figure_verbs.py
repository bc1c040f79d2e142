"""The verb over a counted phrase, where it overrides what the noun would tell: a parsed text and a token come in.

"Protesters" says by itself that they rallied, but a hospital that treated 67 protesters counts those whom it treated.
What a ship may carry is a limit: it counts nobody. The words are lexicon/figure_happenings.toml.
"""

from __future__ import annotations

import re

from twosource.language.figure_happening_words import (
    ADMITTED,
    CARE,
    CARRYING,
    CARRYING_OFF,
    COUNTING,
    LEFT_ALONE,
    LIMITS,
    PERMITTED,
    STAYING,
    THOSE_WHO,
)
from twosource.language.figure_nouns import PARTITIVES, singular_of
from twosource.language.parser import Parsed, Token

# "All but 900", "everyone on board except three": who is counted is left out of what is told.
_ALL_BUT = (
    r"\b(?:all|everyone|everybody)(?: (?:but|bar|save(?: for)?)|(?: [\w’'-]+){0,4},? (?P<except>except(?:ing| for)?))"
)
_LEFT_OUT = re.compile(_ALL_BUT + r" (?:for )?(?:the )?$", re.IGNORECASE)
# "All but 900 *of the* 6,300": not all of the whole either.
_LESS_SOME = re.compile(_ALL_BUT + r" [\w,’'-]+(?: [\w’'-]+){0,2} of (?:the|its|their|those|some) $", re.IGNORECASE)
# "Except two who drowned": they have a clause of their own, which says what befell them.
_WITH_CLAUSE = re.compile(r"(?: [\w’'-]+){0,3},? (?:who|which|that)\b")
_RELATIVES = ("whom", "which", "them", "these", "those")


def has_own_fate(parsed: Parsed, anchor: int) -> bool:
    """Say whether a verb does something to the counted that their noun does not tell: "fined 12 demonstrators".

    Verbs that only show or move a group leave its noun to speak: "counted 86 survivors", "dispersed 300 marchers".
    """
    tokens = parsed.tokens
    if singular_of(tokens[anchor]) not in THOSE_WHO:
        return False
    at = _top(parsed, anchor)
    verb = tokens[tokens[at].head]
    if verb.pos != "VERB" or tokens[at].dep not in ("dobj", "nsubjpass", "nsubj"):
        return False
    lemma = verb.lemma.lower()
    if tokens[at].dep == "nsubj":
        return lemma in STAYING and _in_care(parsed, verb.i)
    return lemma not in LEFT_ALONE


def _in_care(parsed: Parsed, verb: int) -> bool:
    """Say whether those who remain do so in a bed or a cell, and not where they gathered."""
    places = [p for c in parsed.children[verb] if parsed.tokens[c].dep == "prep" for p in parsed.children[c]]
    return any(singular_of(parsed.tokens[p]) in CARE for p in places)


def part_stays(parsed: Parsed, part: int, end: int) -> bool:
    """Say whether a part has a verb of its own for where it is: "19 of whom remained in hospital".

    `part` is the token of the number and `end` the last token of its words; what befell the whole is then no news of
    the part.
    """
    tokens = parsed.tokens
    after = end + 1
    if after < len(tokens) and tokens[after].lower == "of":
        after += 2
        if after > len(tokens) or tokens[after - 1].lower not in _RELATIVES:
            return False
    for token in tokens[after : after + 3]:
        if token.sent != tokens[part].sent or token.pos not in ("AUX", "ADV", "VERB"):
            return False
        if token.pos == "VERB":
            return token.lemma.lower() in STAYING | ADMITTED
    return False


def is_left_out(text: str, start: int, end: int) -> bool:
    """Say whether a number counts those whom what is told of "all" did not befall: "all but *two* were killed".

    >>> is_left_out("All but 12 survived.", 8, 10), is_left_out("All died but two got out.", 13, 16)
    (True, False)
    """
    found = _LEFT_OUT.search(text[max(0, start - 60) : start])
    if found is None:
        return False
    clause = _WITH_CLAUSE.match(text, end) if found["except"] else None
    return clause is None or " of " in clause[0]


def is_less_some(parsed: Parsed, start: int, last: int) -> bool:
    """Say whether a number counts the whole of "all but 900 of the *6,300* are home", and no participle tells of it.

    The words "of the *6,300* evacuated" say themselves what befell the whole.
    """
    if _LESS_SOME.search(parsed.text[max(0, start - 70) : start]) is None:
        return False
    following = parsed.tokens[last + 1 : last + 2]
    return not any(token.tag == "VBN" and token.dep == "acl" for token in following)


def is_limit(parsed: Parsed, anchor: int) -> bool:
    """Say whether a count is what may be carried and not what was: "licensed to carry 120", "room for 80 aboard"."""
    tokens, at = parsed.tokens, _top(parsed, anchor)
    head = tokens[tokens[at].head]
    if tokens[at].dep == "pobj":
        if head.lower not in ("for", "of"):
            return False
        outer = tokens[head.head]
        objects = [tokens[c] for c in parsed.children[outer.i] if tokens[c].dep in ("dobj", "attr")]
        return any(t.pos == "NOUN" and singular_of(t) in LIMITS for t in (outer, *objects))
    if tokens[at].dep not in ("dobj", "nsubjpass") or head.lemma.lower() not in CARRYING:
        return False
    verbs = [tokens[c] for c in parsed.children[head.i]]
    if any(t.lower in CARRYING_OFF and t.dep in ("prt", "advmod") and t.i == head.i + 1 for t in verbs):
        return True
    # "May have carried 120" and "may be carrying 120" weigh what happened; "may carry 120" allows it.
    if head.tag in ("VB", "VBP") and any(t.tag == "MD" and t.lower in ("may", "can", "could", "cannot") for t in verbs):
        return not any(t.lemma.lower() == "have" for t in verbs)
    outer = tokens[head.head]
    return head.dep in ("xcomp", "ccomp", "advcl", "acl") and outer.lemma.lower() in PERMITTED


def _is_number(token: Token) -> bool:
    """Say whether a word before "of" only counts: "*23* of the survivors", "a *total* of 90", no "names of 90"."""
    return token.pos in ("NUM", "DET") or singular_of(token) in COUNTING or singular_of(token) in PARTITIVES


def _top(parsed: Parsed, anchor: int) -> int:
    """Return the token that stands for the whole count in its clause: the number in "23 of the survivors"."""
    tokens, at = parsed.tokens, anchor
    for _ in range(6):
        token = tokens[at]
        head = tokens[token.head]
        if token.dep in ("nummod", "quantmod", "compound", "amod", "nmod", "advmod"):
            at = head.i
        elif token.dep == "pobj" and head.lower == "of" and _is_number(tokens[head.head]):
            at = head.head
        elif token.dep == "prep":
            at = head.i
        else:
            return at
        if tokens[at].head == at:
            return at
    return at
