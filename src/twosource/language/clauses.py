"""A parsed passage comes in; its clauses go out: the smallest stretches that say something of their own.

A claim is compared clause by clause, because a sentence of news often says three things ("26 were killed and 16
officers had died", "the unrest, triggered by a rise in prices, turned into …"). A clause is a predicate with what
hangs on it, less the clauses inside it; "said" and the like stay with the attribution layer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from twosource.language.clause_subjects import counted_before, person_above
from twosource.language.negation import NEGATIVES, is_negated
from twosource.language.parser import Parsed, Token
from twosource.lexicon import load
from twosource.model import Span

# Dependency labels under which a verb opens a clause of its own (ClearNLP labels of the English spaCy models).
OPENS = {"ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "parataxis"}
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "X"}
DASHES = {"–", "—", "--", "––", ")"}
# Verbs whose passive keeps an object: "the boy was given a medal".
GIVING = {"give", "award", "offer", "show", "pay", "hand", "grant", "deny", "send", "lend", "promise", "teach", "tell"}
# Words that carry no matter of their own, whatever their part of speech.
LIGHT = frozenset(
    ("be", "have", "do", "make", "take", "get", "more", "also", "so", "then", "as", "when", "how", "why", "where")
)


class Word(NamedTuple):
    """A word that carries matter, with its lemma in lower case (names as printed, in lower case)."""

    start: int
    end: int
    lemma: str
    pos: str


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate and its company; spans count from the passage's start.

    `said` is the clause as a sentence of its own where that is safe to build from the passage's words (relative
    pronouns replaced by what they stand for), else None. `tense` is past, present or future; `kind` main, relative,
    participle, adverbial, nominal, complement ("feared *that …*") or coordinate ("… *and the port was closed*").
    """

    span: Span
    head: Span
    sentence: int
    kind: str
    predicate: str
    subject: str | None
    pronoun: bool
    negated: bool
    tense: str
    said: str | None


def find_clauses(parsed: Parsed) -> list[Clause]:
    """Return the clauses of a passage in text order.

    >>> from twosource.language.parser import parse
    >>> found = find_clauses(next(parse(["Two ferries sank on Monday and the port was closed."])))
    >>> [clause.predicate for clause in found]
    ['sink', 'close']
    """
    found = []
    for number, (first, after) in enumerate(parsed.sents):
        heads = [i for i in range(first, after) if _opens(parsed, i)]
        if not heads:
            heads = [parsed.tokens[i].i for i in range(first, after) if parsed.tokens[i].head == i][:1]
        inner = set(heads)
        for head in heads:
            clause = _clause(parsed, head, inner, number)
            if clause is not None:
                found.append(clause)
    return sorted(found, key=lambda c: (c.span.start, c.span.end))


def find_words(parsed: Parsed) -> list[Word]:
    """Return the content words of a passage: what two tellings of one thing have in common."""
    found, particles = [], set()
    for token in parsed.tokens:
        phrase, particle = phrasal(parsed, token)
        particles.add(particle)
        if token.i not in particles and (_has_matter(token) or particle is not None):
            found.append(Word(token.start, token.end, phrase if particle is not None else _word(token), token.pos))
    return found


def phrasal(parsed: Parsed, token: Token) -> tuple[str, int | None]:
    """Return a verb's lemma, with its particle where the two are a verb that the lexicon knows, and the particle.

    >>> from twosource.language.parser import parse
    >>> passage = next(parse(["The minister stepped down."]))
    >>> phrasal(passage, passage.tokens[2])
    ('step down', 3)
    """
    lemma = token.lemma.lower()
    if token.pos == "VERB":
        for c in parsed.children[token.i]:
            particle = parsed.tokens[c]
            near = particle.dep == "prt" or (particle.dep == "advmod" and c == token.i + 1)
            if near and f"{lemma} {particle.lower}" in _phrasal_verbs():
                return f"{lemma} {particle.lower}", c
    return lemma, None


@cache
def _phrasal_verbs() -> frozenset[str]:
    groups = [word for group in load("concepts")["groups"] for word in group]
    return frozenset(w for w in (*groups, *load("withdrawals")["verbs"]) if " " in w)


def _opens(parsed: Parsed, i: int) -> bool:
    token = parsed.tokens[i]
    if token.dep not in OPENS or token.pos not in {"VERB", "AUX"}:
        return False
    if token.dep == "conj":
        # "came and went" under one subject is one clause; a second subject or object makes it two.
        return _opens(parsed, token.head) and bool(_children(parsed, i, "nsubj", "nsubjpass", "dobj", "prep"))
    if token.dep == "acl" and (parsed.tokens[token.head].pos in {"PRON", "NUM"} or len(parsed.subtree(i)) < 3):
        return False  # "those killed", "dozens arrested": the participle is all that says who
    # A purpose ("to seize power") belongs to what it is the purpose of.
    return token.dep not in {"acl", "advcl"} or all(parsed.tokens[c].tag != "TO" for c in parsed.children[i])


def _children(parsed: Parsed, i: int, *labels: str) -> list[int]:
    return [c for c in parsed.children[i] if parsed.tokens[c].dep in labels]


def _own(parsed: Parsed, head: int, heads: set[int]) -> list[int]:
    """Return the tokens of the clause: everything under `head` that is not under another clause's head."""
    own, todo = [], [head]
    while todo:
        at = todo.pop()
        own.append(at)
        todo.extend(c for c in parsed.children[at] if c not in heads)
    return sorted(own)


def _clause(parsed: Parsed, head: int, heads: set[int], number: int) -> Clause | None:
    tokens = parsed.tokens
    own = _before_dash(parsed, head, [i for i in _own(parsed, head, heads) if tokens[i].pos != "SPACE"])
    counted = counted_before(parsed, head)
    own = _trimmed(parsed, head, own if counted is None else list(range(counted[0], own[-1] + 1)))
    if not any(_has_matter(tokens[i]) for i in own):
        return None
    subject = next(iter(_children(parsed, head, "nsubj", "nsubjpass", "csubj", "expl")), None)
    subject = counted[1] if counted is not None else subject
    return Clause(
        span=Span(tokens[own[0]].start, tokens[own[-1]].end),
        head=Span(tokens[head].start, tokens[head].end),
        sentence=number,
        kind=_kind(parsed, tokens[head]),
        predicate=phrasal(parsed, tokens[head])[0],
        subject=_word(tokens[subject]) if subject is not None else None,
        pronoun=subject is not None and tokens[subject].pos == "PRON",
        negated=is_negated(parsed, head, own),
        tense=_tense(parsed, head),
        said=_said(parsed, head, own, subject),
    )


def _trimmed(parsed: Parsed, head: int, own: list[int]) -> list[int]:
    """Drop the conjunctions and punctuation at a clause's ends, but no quotation mark or bracket that it needs.

    "Nor" and "neither" stay: without them a clause would say the contrary. So does what opens a clause inside
    this one: "*How* many came is unknown".
    """
    tokens = parsed.tokens
    while own and tokens[own[0]].pos in {"PUNCT", "CCONJ", "SCONJ"} and tokens[own[0]].text not in '“‘("':
        if tokens[own[0]].lower in NEGATIVES or _opens_another(parsed, own[0], head):
            break
        own = own[1:]
    while own and tokens[own[-1]].pos in {"PUNCT", "CCONJ"} and tokens[own[-1]].text not in '”’)"':
        own = own[:-1]
    return own


def _opens_another(parsed: Parsed, at: int, head: int) -> bool:
    """Say whether a word opens a clause or a phrase inside this one: "*Whether* it sank is unclear", "*since* May"."""
    token = parsed.tokens[at]
    return token.pos == "SCONJ" and (token.head not in (head, at) or token.dep == "prep")


def _before_dash(parsed: Parsed, head: int, own: list[int]) -> list[int]:
    """End an aside at the dash or bracket that closes it; the parser often hangs what follows on it too."""
    if parsed.tokens[head].dep not in {"relcl", "acl", "advcl"}:
        return own
    closing = next((i for i in range(head, own[-1] + 1) if parsed.tokens[i].text in DASHES), None)
    return own if closing is None else [i for i in own if i < closing]


def _word(token: Token) -> str:
    return token.lower if token.pos == "PROPN" else token.lemma.lower()


def _has_matter(token: Token) -> bool:
    return token.pos in CONTENT and token.lemma.lower() not in LIGHT and any(c.isalnum() for c in token.text)


def _kind(parsed: Parsed, token: Token) -> str:
    if (token.dep == "ccomp" and _stands_before(parsed, token)) or counted_before(parsed, token.i) is not None:
        return "main"
    if token.pos not in {"VERB", "AUX"}:
        return "nominal"
    if token.dep == "relcl":
        return "relative"
    if token.dep == "acl" or (token.dep == "advcl" and token.tag in {"VBG", "VBN"}):
        return "participle"
    return {"advcl": "adverbial", "ccomp": "complement", "conj": "coordinate"}.get(token.dep, "main")


def _stands_before(parsed: Parsed, token: Token) -> bool:
    """Say whether a "complement" is a sentence with another behind it: "61 voted against; two abstained".

    The parser has no other label for the first of two that only a comma or a semicolon joins. Before a verb of saying
    it is what was said, but not where a semicolon parts the two ("two were held; they were charged on Monday").
    """
    head = parsed.tokens[token.head]
    says = head.lemma.lower() in load("cues")["clause"] and head.lemma.lower() != "be"
    if head.i < token.i or (says and not _is_parted(parsed, token, head)):
        return False
    return not any(parsed.tokens[c].dep == "mark" for c in parsed.children[token.i])


def _is_parted(parsed: Parsed, token: Token, head: Token) -> bool:
    """Say whether a semicolon, and no comma behind it, stands between a clause and the verb that it is hung on."""
    between = [t.text for t in parsed.tokens[token.i : head.i]]
    return ";" in between and not {",", "“", "”", '"'} & set(between[between.index(";") :])


def _tense(parsed: Parsed, head: int) -> str:
    tags = {parsed.tokens[head].tag} | {parsed.tokens[c].tag for c in _children(parsed, head, "aux", "auxpass")}
    lowers = {parsed.tokens[c].lower for c in _children(parsed, head, "aux")}
    if lowers & {"will", "shall", "’ll", "'ll"}:
        return "future"
    return "past" if tags & {"VBD", "VBN"} and not tags & {"VBZ", "VBP"} else "present"


def _said(parsed: Parsed, head: int, own: list[int], subject: int | None) -> str | None:
    """Write the clause as a sentence of its own in the passage's words, or None where that would be a guess."""
    tokens = parsed.tokens
    token = tokens[head]
    text = _words_of(parsed, own)
    if token.dep == "relcl" and subject is not None and tokens[subject].lower in {"which", "who", "that"}:
        whose = person_above(parsed, token.head) if tokens[subject].lower == "who" else token.head
        antecedent = _antecedent(parsed, whose) if whose is not None else None
        rest = _words_of(parsed, [i for i in own if i > subject])
        return f"{antecedent} {rest}" if antecedent and own[0] == subject else None
    if token.dep == "acl" and token.tag == "VBN":
        antecedent = None if _is_past(parsed, head) else _antecedent(parsed, token.head)
        verb = "were" if tokens[token.head].tag in {"NNS", "NNPS"} else "was"
        return f"{antecedent} {verb} {text}" if antecedent else None
    if counted_before(parsed, head) is not None:
        return text
    if token.dep in {"relcl", "acl"} or subject is None or tokens[subject].pos == "PRON":
        return None
    # A clause is told with all that hangs on it: "talks came as the nation mourned" says nothing cut after "came".
    others = {i for c in _coordinate(parsed, head) for i in parsed.subtree(c)}
    parted = [c for c in _children(parsed, head, "ccomp") if c < head and _is_parted(parsed, tokens[c], token)]
    others |= {i for c in parted for i in parsed.subtree(c)}
    whole = [i for i in parsed.subtree(head) if tokens[i].pos != "SPACE" and i not in others]
    return _words_of(parsed, _trimmed(parsed, head, whole))


def _is_past(parsed: Parsed, head: int) -> bool:
    """Say whether a "participle" behind a noun is the verb of its sentence: "7,000 people *spent* the night outside".

    Nothing above it is a verb, or it has an object that no passive has.
    """
    token = parsed.tokens[head]
    above = parsed.tokens[token.head]
    if above.dep == "ROOT" and above.pos not in {"VERB", "AUX"}:
        return True
    return token.lemma.lower() not in GIVING and bool(_children(parsed, head, "dobj"))


def _coordinate(parsed: Parsed, head: int) -> list[int]:
    """Return the heads of the clauses joined to this one by "and" or "but" that have subjects of their own."""
    joined = [c for c in _children(parsed, head, "conj") if _children(parsed, c, "nsubj", "nsubjpass")]
    return joined + [deeper for c in joined for deeper in _coordinate(parsed, c)]


def _antecedent(parsed: Parsed, noun: int) -> str | None:
    """Return the noun with the modifiers before it, which is what a relative clause is about.

    Of a list the clause may be about the last alone: "three clerks and Ada Moll, *who headed the board*".
    """
    if parsed.tokens[noun].pos not in {"NOUN", "PROPN"} or any(c > noun for c in _children(parsed, noun, "conj")):
        return None
    inside = set(parsed.subtree(noun))
    left = noun
    # What hangs on a modifier belongs to it too: "two New Orlow mosques", "32-year-old Ada Moll".
    while left - 1 in inside and (parsed.tokens[left - 1].pos != "PUNCT" or parsed.tokens[left - 1].text == "-"):
        left -= 1
    return _words_of(parsed, list(range(left, noun + 1)))


def _words_of(parsed: Parsed, own: list[int]) -> str:
    """Join tokens as they stand in the text; what is left out between them leaves no trace but its spaces."""
    pieces: list[str] = []
    for before, i in zip([None, *own], own, strict=False):
        token = parsed.tokens[i]
        if before is not None:
            gap = parsed.text[parsed.tokens[before].end : token.start]
            adjacent = before == i - 1
            pieces.append((" " if gap else "") if adjacent or token.pos != "PUNCT" else "")
        pieces.append(token.text)
    text = " ".join("".join(pieces).split())
    return text.replace(" ,", ",").rstrip(",;:–—- ")
