"""Sources: a cue comes in, the noun phrase or pronoun that is said to speak goes out."""

from __future__ import annotations

from twosource.language.cues import Cue, is_subject
from twosource.language.parser import Parsed

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))


def find_source(parsed: Parsed, cue: Cue) -> tuple[int, int] | None:
    """Return the first and last token of the source of a cue, or None where the text names none."""
    tokens = parsed.tokens
    if cue.frame == "according":
        return _according_source(parsed, cue.last)
    if cue.frame.startswith("passive"):
        return _agent(parsed, cue.token)
    if cue.frame.startswith(("poss noun", "bare noun")):
        return _owner(parsed, cue.token)
    verb = cue.token
    if cue.frame.startswith("light") or tokens[verb].dep == "acomp":
        verb = tokens[verb].head
    elif cue.frame.startswith("adjective"):
        return phrase(parsed, tokens[verb].head) if tokens[verb].dep == "amod" else _subject(parsed, verb)
    return _subject(parsed, verb)


def phrase(parsed: Parsed, head: int) -> tuple[int, int]:
    """Return the whole noun phrase of `head`: apposition and relative clause included, as the corpus has it."""
    tokens = parsed.tokens
    subtree = parsed.subtree(head)
    keep = [i for i in subtree]
    first, last = min(keep), max(keep)
    while last > first and tokens[last].pos == "PUNCT" and tokens[last].text not in (")", "]", "”", '"'):
        last -= 1
    while first < last and tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return first, last


def _subject(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """Climb from a verb to the one whose subject it shares (conjunct, participle, infinitive)."""
    tokens = parsed.tokens
    at = verb
    for _ in range(6):
        own = [c for c in parsed.children[at] if is_subject(tokens[c]) and tokens[c].dep != "expl"]
        if own:
            subject = min(own, key=lambda c: abs(c - at)) if len(own) > 1 else own[0]
            return phrase(parsed, subject)
        dep, head = tokens[at].dep, tokens[at].head
        if dep in ("acl", "relcl") and tokens[head].pos in _NOMINAL:
            first = min(parsed.subtree(head))
            return (first, min(at - 1, _last_before(parsed, head, at)))
        if dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis") and head != at:
            if dep == "xcomp":
                objects = [c for c in parsed.children[head] if tokens[c].dep == "dobj" and c < at]
                if objects and tokens[head].lemma not in ("use", "take", "have"):
                    return phrase(parsed, objects[-1])
            at = head
            continue
        return None
    return None


def _last_before(parsed: Parsed, head: int, at: int) -> int:
    """Return the last token of a noun phrase before the clause at `at` that hangs on it."""
    tokens = parsed.tokens
    last = head
    for c in parsed.children[head]:
        if c > head and c != at and max(parsed.subtree(c)) < at and tokens[c].pos != "PUNCT":
            last = max(last, max(parsed.subtree(c)))
    return last


def _agent(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    tokens = parsed.tokens
    for c in parsed.children[verb]:
        if tokens[c].dep == "agent" or (tokens[c].dep == "prep" and tokens[c].lower == "by"):
            for k in parsed.children[c]:
                if tokens[k].dep == "pobj":
                    return phrase(parsed, k)
    return None


def _owner(parsed: Parsed, noun: int) -> tuple[int, int] | None:
    tokens = parsed.tokens
    for c in parsed.children[noun]:
        if tokens[c].dep == "poss":
            return phrase(parsed, c)
    for c in parsed.children[noun]:
        if tokens[c].dep == "prep" and tokens[c].lower in ("by", "from") and c > noun:
            for k in parsed.children[c]:
                if tokens[k].dep == "pobj":
                    return phrase(parsed, k)
    return None


def _according_source(parsed: Parsed, to: int) -> tuple[int, int] | None:
    tokens = parsed.tokens
    for c in parsed.children[to]:
        if tokens[c].dep == "pobj":
            return phrase(parsed, c)
    return None
