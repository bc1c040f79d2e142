"""Sources: a cue comes in, the noun phrase or pronoun that is said to speak goes out."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.language.cues import is_subject
from twosource.language.nominal_cues import SURVEYS, Cue, verb_group
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_BULLETS = frozenset(("-", "–", "—", "•", "*", "·", "►", "▪"))
_CLIMBING = frozenset(("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep", "dep", "parataxis"))
_SPEAKING = frozenset(("PERSON", "ORG", "GPE", "NORP"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"))


def find_source(parsed: Parsed, cue: Cue) -> tuple[int, int] | None:
    """Return the first and last token of the source of a cue, or None where the text names none."""
    tokens = parsed.tokens
    if cue.frame == "according":
        return _according_source(parsed, cue.last)
    if cue.frame == "hearsay":
        return None
    if cue.frame == "in survey":
        return _according_source(parsed, cue.last)
    if cue.frame == "colon":
        return _before_colon(parsed, cue.token)
    if cue.frame == "as reported" and not any(is_subject(tokens[c]) for c in parsed.children[cue.token]):
        return _agent(parsed, cue.token)
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


def is_label(before: Sequence[Token]) -> bool:
    """Say whether the words before a colon are a label of the page, as "Editor's note" and "Read more", not a name."""
    labels = load("stance")
    words = [t.lower for t in before if t.pos not in ("PUNCT", "SPACE") and t.tag not in ("POS", "CD")]
    words = [w for w in words if w not in labels["small"]]
    return bool(words) and all(w in labels["labels"] or w in labels["furniture"] for w in words)


def phrase(parsed: Parsed, head: int) -> tuple[int, int]:
    """Return the whole noun phrase of `head`: apposition and relative clause included, as the corpus has it."""
    tokens = parsed.tokens
    subtree = parsed.subtree(head)
    first, last = subtree[0], subtree[-1]
    while last > first and tokens[last].pos == "PUNCT" and tokens[last].text not in (")", "]", "”", '"'):
        last -= 1
    while first < last and tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    return first, last


def _subject(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """Climb from a verb to the one whose subject it shares (conjunct, participle, infinitive)."""
    tokens = parsed.tokens
    at = _participle_top(parsed, verb)
    for _ in range(6):
        own = [
            c
            for c in parsed.children[at]
            if is_subject(tokens[c]) and tokens[c].pos in _NOMINAL and tokens[c].dep != "expl"
        ]
        if own:
            subject = min(own, key=lambda c: abs(c - at))
            if tokens[subject].lower in ("that", "which") and tokens[at].dep == "relcl":
                return _issuer(parsed, tokens[at].head, at)
            return phrase(parsed, subject)
        dep, head = tokens[at].dep, tokens[at].head
        if dep in ("acl", "relcl") and tokens[head].pos in _NOMINAL:
            return _issuer(parsed, head, at)
        if dep in _CLIMBING and head != at:
            if dep == "xcomp":
                objects = [c for c in parsed.children[head] if tokens[c].dep == "dobj" and c < at]
                if objects and tokens[head].lemma not in ("use", "take", "have"):
                    return phrase(parsed, objects[-1])
            at = head
            continue
        break
    return _just_before(parsed, verb)


def _participle_top(parsed: Parsed, verb: int) -> int:
    """Return where to look for the subject of ", blaming X" after reported speech: with the one who reports."""
    tokens = parsed.tokens
    if tokens[verb].tag != "VBG" or tokens[verb].dep != "advcl":
        return verb
    first = verb - 1
    while first > 0 and tokens[first].dep == "advmod":
        first -= 1
    if first < 0 or tokens[first].text != ",":
        return verb
    at, top, crossed = tokens[verb].head, verb, False
    for _ in range(8):
        if crossed and tokens[at].tag[:2] == "VB" and any(is_subject(tokens[c]) for c in parsed.children[at]):
            top, crossed = at, False
        crossed = crossed or (tokens[at].dep in ("ccomp", "relcl") and at < verb)
        if tokens[at].head == at:
            break
        at = tokens[at].head
    return top


def _issuer(parsed: Parsed, noun: int, clause: int) -> tuple[int, int]:
    """Return who issued "a statement that said …", or the noun phrase before the clause where nobody did."""
    tokens = parsed.tokens
    if tokens[noun].lemma.lower() in load("stance")["documents"] and tokens[noun].dep == "dobj":
        issuer = next((c for c in parsed.children[tokens[noun].head] if tokens[c].dep == "nsubj"), None)
        if issuer is not None:
            return phrase(parsed, issuer)
    return min(parsed.subtree(noun)), min(clause - 1, _last_before(parsed, noun, clause))


def _just_before(parsed: Parsed, verb: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends right before the verb group, where the grammar shows no subject."""
    tokens = parsed.tokens
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP"):
        return None
    last = verb_group(parsed, verb)[0] - 1
    if last > 0 and tokens[last].text in (",", "and", "but"):
        return _shared_subject(parsed, last)
    if last < 0 or tokens[last].sent != tokens[verb].sent or tokens[last].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    head = last
    while tokens[head].dep in ("compound", "nmod", "flat") and tokens[head].head < verb and tokens[head].head > head:
        head = tokens[head].head
    first = min(i for i in parsed.subtree(head) if i <= last)
    return first, last


def _shared_subject(parsed: Parsed, before: int) -> tuple[int, int] | None:
    """Return the subject of the finite verb before a comma or conjunction: "Mayor blames wind, says port is safe"."""
    tokens = parsed.tokens
    at = before - 1
    while at >= 0 and tokens[at].sent == tokens[before].sent and tokens[at].text not in (";", ":", ".", "?", "!"):
        if tokens[at].tag in ("VBD", "VBZ", "VBP"):
            own = [c for c in parsed.children[at] if tokens[c].dep == "nsubj" and c < at]
            return phrase(parsed, own[-1]) if own else None
        at -= 1
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


def _before_colon(parsed: Parsed, colon: int) -> tuple[int, int] | None:
    """Return a name or title that a paragraph opens with, up to the colon: "Lee:", "New poll:", "Q:"."""
    first = 0
    while first < colon and parsed.tokens[first].pos in ("PUNCT", "SPACE"):
        if parsed.tokens[first].text in _BULLETS:
            return None
        first += 1
    before = parsed.tokens[first:colon]
    if not before or len(before) > 6:
        return None
    if any(t.pos in ("VERB", "AUX", "ADV", "SCONJ", "ADP") or t.text in ",;()" or t.text[:1].isdigit() for t in before):
        return None
    named = any(t.entity in _SPEAKING or t.tag == "NNPS" for t in before)
    shouted = len(before) <= 2 and before[-1].text.isupper() and len(before[-1].text) > 2
    survey = before[-1].lemma.lower() in SURVEYS
    label = is_label(before) or any(t.lower in load("stance")["labels"] for t in before)
    titled = len(before) <= 2 and all(t.tag in ("NNP", "NNPS") for t in before)
    named = named or (titled and any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in parsed.tokens[colon:]))
    return (first, colon - 1) if before[0].text[:1].isupper() and (named or shouted or survey) and not label else None
