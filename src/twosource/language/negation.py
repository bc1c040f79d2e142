"""The tokens of a clause come in; whether the clause tells that something is *not* so goes out.

A "not" speaks of its whole clause (Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, 10.54–70), and
so do "nobody" and "neither". What only looks like one does not: the number of a thing ("Tank No. 4"), a bound ("no
fewer than 40 died"), a degree ("not far from the bridge"), what comes true in the end ("did not reopen until Friday").
"Failed to" and "refused to" say that what follows did not happen (Karttunen 1971, *Implicative Verbs*).
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_WORDS = load("negation")
NEGATIVES = frozenset(_WORDS["negatives"])
_ASIDES, _DEGREES = frozenset(_WORDS["asides"]), frozenset(_WORDS["degrees"])
_LASTING, _IMPLICATIVE = frozenset(_WORDS["lasting"]), frozenset(_WORDS["implicative"])
_NUMBERING = frozenset({"no", "nos"})


def is_negated(parsed: Parsed, head: int, own: Sequence[int]) -> bool:
    """Say whether a clause is negated: `own` are the numbers of its tokens in order, `head` that of its predicate.

    >>> from twosource.language.parser import parse
    >>> def told(text):
    ...     parsed = next(parse([text]))
    ...     return is_negated(parsed, next(t.i for t in parsed.tokens if t.dep == "ROOT"), range(len(parsed.tokens)))
    >>> told("Nobody was hurt."), told("No fewer than 40 people died."), told("They failed to sign.")
    (True, False, True)
    """
    tokens = [parsed.tokens[i] for i in own]
    # "Did not open until Friday" says that it opened then; "will not last until Friday" says no such thing.
    in_the_end = _happens_once(parsed, head) and any(t.lower in {"until", "till"} for t in tokens)
    plain = not in_the_end and any(_negates(tokens, at) for at in range(len(tokens)))
    return plain != _is_implicative(parsed, head)


def _negates(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.dep != "neg" and token.lower not in NEGATIVES:
        return False
    before = tokens[at - 1].lower if at else ""
    follows = [t.lower for t in tokens[at + 1 : at + 3]]
    aside = before in _ASIDES or (bool(follows) and follows[0] in _DEGREES)
    return not (aside or _is_bound(tokens, at) or _is_numbering(tokens, at))


def _happens_once(parsed: Parsed, head: int) -> bool:
    """Say whether a predicate tells of a moment, and not of what goes on."""
    goes_on = parsed.tokens[min(head + 1, len(parsed.tokens) - 1)].lower == "on"
    return not goes_on and parsed.tokens[head].lemma.lower() not in _LASTING


def _is_bound(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a "no" or "not" belongs to a bound: "no fewer than", "not later than"; "none other than"."""
    more = tokens[at + 1 : at + 3]
    return (
        len(more) == 2 and more[1].lower == "than" and (more[0].tag in {"JJR", "RBR"} or more[0].lower.endswith("er"))
    )


def _is_numbering(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a "No" is the sign of a number: "Tank No. 4", "Decree No 118"."""
    more = [t.text for t in tokens[at + 1 : at + 3] if t.text != "."]
    return tokens[at].lower in _NUMBERING and bool(more) and more[0][0].isdigit()


def _is_implicative(parsed: Parsed, head: int) -> bool:
    """Say whether the predicate tells of what did not happen: "failed *to agree*", "was unable *to agree*"."""
    for at in (head, *(c for c in parsed.children[head] if parsed.tokens[c].dep == "acomp")):
        token = parsed.tokens[at]
        if token.lemma.lower() in _IMPLICATIVE:
            return any(
                parsed.tokens[c].dep == "xcomp" and any(parsed.tokens[k].tag == "TO" for k in parsed.children[c])
                for c in parsed.children[at]
            )
    return False
