"""What a number counts and what happened to it, read from the tokens around it.

A parsed text and the place of a number come in; the counted noun phrase as printed, its head in the singular, and
a normalised happening ("killed", "detained") go out. The phrase is read rightwards by part of speech, because on
headlines and stripped text that holds where the dependency tree breaks; the happening is read from the tree first
and from the neighbouring words second.
"""

from __future__ import annotations

from typing import NamedTuple

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_HAPPENINGS = load("figure_happenings")
_PERSONS = frozenset(load("figure_persons")["persons"]["words"])
_PARTITIVES = frozenset(load("figure_persons")["partitives"]["words"])
_NAMES = tuple(name for name in _HAPPENINGS if name not in ("kin", "of_persons", "for_persons"))
_PASSIVE = {verb: name for name in _NAMES for verb in _HAPPENINGS[name]["passive"]}
_ACTIVE = {verb: name for name in _NAMES for verb in _HAPPENINGS[name]["active"]}
_STATE = {word: name for name in _NAMES for word in _HAPPENINGS[name]["state"]}
_NOUNS = {noun: name for name in _NAMES for noun in _HAPPENINGS[name]["nouns"]}
_OF_PERSONS = frozenset(_HAPPENINGS["of_persons"]["words"])
_FOR_PERSONS = frozenset(_HAPPENINGS["for_persons"]["words"])
_ALWAYS_PERSONS = frozenset(_HAPPENINGS["of_persons"]["always"])
_ONLY_PERSONS = frozenset(_HAPPENINGS["of_persons"]["only"])
_PERSON_ENDINGS = tuple(load("figure_persons")["persons"]["endings"])
_QUOTES = "\"“”‘’'"
_SUBJECT = ("nsubj", "csubj")
_COPULAS = ("xcomp", "acomp", "oprd", "attr", "ccomp", "advcl")


class Counted(NamedTuple):
    """The counted noun phrase: first and last token, its head's token, and the head in the singular."""

    first: int
    last: int
    head: int
    singular: str


def read_noun(parsed: Parsed, after: int, of: bool) -> Counted | None:
    """Read the noun phrase that begins at token `after`; with `of`, it may begin by "of (the)"."""
    tokens = parsed.tokens
    if after >= len(tokens):
        return None
    sent, at = tokens[after].sent, after
    if of and tokens[at].lower == "of":
        at += 1
        while at < len(tokens) and (tokens[at].pos in ("DET", "PRON") and tokens[at].tag in ("DT", "PRP$", "PDT") or tokens[at].text in _QUOTES):
            at += 1
    head = _walk(parsed, at, sent)
    if head is None:
        return None
    first, last = at, head
    while tokens[first].text in _QUOTES or tokens[first].text == "-":
        first += 1
    if last + 1 < len(tokens) and tokens[last].lemma.lower() in _PARTITIVES and tokens[last + 1].lower == "of":
        inner = read_noun(parsed, last + 1, of=True)
        if inner is not None:
            kind = _singular(tokens[head]) if _singular(tokens[head]) in _PERSONS else inner.singular
            return Counted(first, inner.last, head, kind)
    return Counted(first, last, head, _singular(tokens[head]))


def _walk(parsed: Parsed, at: int, sent: int) -> int | None:
    """Step right over modifiers to the noun that ends the phrase."""
    tokens, head = parsed.tokens, None
    for i in range(at, min(at + 9, len(tokens))):
        token = tokens[i]
        if token.sent != sent or i > at and "\n" in parsed.text[tokens[i - 1].end : token.start]:
            break
        if token.pos in ("NOUN", "PROPN"):
            if head is not None and (token.entity in ("DATE", "TIME") or token.lower in ("people",) and tokens[head].tag == "NNS"):
                break
            head = i
            inside = token.dep in ("compound", "amod", "nmod", "poss", "nummod", "npadvmod") and token.head > i
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            if token.pos == "PROPN" and _pair_of_names(parsed, i):
                continue
            if not inside and not (token.tag in ("NN", "NNP") and following is not None and following.pos == "NOUN" and following.sent == sent and following.entity not in ("DATE", "TIME")):
                break
        elif token.pos == "ADJ" and head is None or token.pos == "ADJ" and token.dep == "amod" and token.head > i:
            continue
        elif token.tag in ("VBN", "VBG", "JJ") and token.dep in ("amod", "compound", "nmod") and token.head > i:
            continue
        elif token.text in _QUOTES or token.text == "-" or token.dep == "case" or token.tag == "POS":
            continue
        elif token.pos in ("ADV", "NUM", "CCONJ", "PUNCT", "SYM") and not (token.text == "," and i == at) and token.head > i and token.dep in ("advmod", "nummod", "cc", "punct", "quantmod", "nmod") and token.text not in ".;:()":
            if token.pos in ("CCONJ", "PUNCT") and head is not None:
                break
            continue
        elif token.pos == "CCONJ" and (head is None or tokens[head].pos == "PROPN") and i > at:
            continue
        else:
            break
    return None if head is not None and _is_date(parsed, at, head) else head


def _is_date(parsed: Parsed, at: int, head: int) -> bool:
    """Say whether the words are a date and not what is counted: "2.1 last year"."""
    tokens = parsed.tokens
    return tokens[head].entity in ("DATE", "TIME") and tokens[at].lower in ("last", "this", "next", "previous", "earlier", "early", "late")


def _pair_of_names(parsed: Parsed, i: int) -> bool:
    """Say whether "Asha and Beru" before a plural noun are two names of its kind: "60 Asha and Beru vans"."""
    tokens = parsed.tokens
    if i + 3 >= len(tokens) or tokens[i + 1].lower != "and" or tokens[i + 2].pos not in ("PROPN", "NOUN"):
        return False
    return tokens[i + 3].tag == "NNS" and tokens[i + 3].sent == tokens[i].sent


def _singular(token: Token) -> str:
    lemma = token.lemma.lower()
    if token.tag in ("NNS", "NNPS") and lemma == token.lower:
        for ending, single in (("ies", "y"), ("men", "man"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"), ("s", "")):
            if lemma.endswith(ending) and len(lemma) > 3 and not lemma.endswith("ss"):
                return lemma[: -len(ending)] + single
    return lemma


def counts_persons(counted: Counted | None, what: str | None) -> bool:
    """Say whether persons are counted: by the noun, or by what befell them where no noun is printed."""
    if counted is None:
        return what in _OF_PERSONS
    if counted.singular in _PERSONS or counted.singular in _FOR_PERSONS or what in _ALWAYS_PERSONS:
        return True
    return counted.singular.endswith(_PERSON_ENDINGS) or what in _OF_PERSONS and counted.singular.endswith(("er", "or", "ee", "ist", "ian", "ant"))


def settle_happening(counted: Counted | None, what: str | None) -> str | None:
    """Drop a happening that befalls persons alone where things are counted: "released 20,000 e-mails"."""
    if counted is None or what not in _ONLY_PERSONS or counts_persons(counted, what):
        return what
    return None


def kin_of(what: str | None) -> str | None:
    """Return the happening that stands for `what` when figures are compared ("arrested" with "detained")."""
    return _HAPPENINGS["kin"].get(what, what)


def read_happening(parsed: Parsed, first: int, anchor: int, last: int) -> str | None:
    """Return what happened to the things counted at token `anchor`, of a phrase from token `first` to `last`."""
    tokens = parsed.tokens
    singular = _singular(tokens[anchor])
    name = _NOUNS.get(singular)
    if name and singular not in _PERSONS:
        return name
    return _below(parsed, anchor) or _climb(parsed, anchor) or _beside(parsed, first, last) or name or _toll(parsed, first, last)


def _toll(parsed: Parsed, first: int, last: int) -> str | None:
    """Read "the toll rose from 12 to 16": bare numbers after a toll count the dead."""
    tokens = parsed.tokens
    if tokens[last].pos == "NOUN" and tokens[last].tag in ("NN", "NNS"):
        return None
    near = tokens[max(tokens[first].i - 9, parsed.sents[tokens[first].sent][0]) : first]
    return "killed" if any(t.lower == "toll" and t.dep.startswith("nsubj") for t in near) else None


def _below(parsed: Parsed, anchor: int) -> str | None:
    """Read what hangs on the noun: "people killed", "12 dead", "people who died", "workers missing"."""
    tokens = parsed.tokens
    for child in parsed.children[anchor]:
        token = tokens[child]
        if child > anchor and token.dep in ("acl", "amod", "relcl", "appos") or token.dep == "amod":
            if token.lower in _STATE:
                return _STATE[token.lower]
            if token.dep == "relcl" and not _of_a_place(parsed, child):
                if name := _of_verb(parsed, child, subject=not _has_subject_noun(parsed, child)):
                    return name
    return None


def _of_a_place(parsed: Parsed, verb: int) -> bool:
    """Say whether a relative clause is about where or when, or has a passive of its own: "… where 17 were killed"."""
    below = [parsed.tokens[c] for c in parsed.children[verb]]
    own = any(t.dep == "nsubjpass" and t.tag not in ("WP", "WDT") for t in below)
    return own or any(t.tag == "WRB" for t in below)


def _has_subject_noun(parsed: Parsed, verb: int) -> bool:
    return any(parsed.tokens[c].dep in ("nsubj", "nsubjpass") and parsed.tokens[c].tag not in ("WP", "WDT") for c in parsed.children[verb])


def _of_verb(parsed: Parsed, verb: int, subject: bool) -> str | None:
    """Return what a verb does to its subject (passive, intransitive, copular), or to its object."""
    tokens = parsed.tokens
    token = tokens[verb]
    lemma = token.lemma.lower()
    passive = any(tokens[c].dep in ("auxpass", "nsubjpass") for c in parsed.children[verb])
    if not subject:
        if lemma in ("leave", "find", "report", "feare", "fear"):
            return _complement(parsed, verb)
        return _PASSIVE.get(lemma)
    if passive and (lemma in _PASSIVE or token.lower in _STATE):
        return _PASSIVE.get(lemma) or _STATE[token.lower]
    if lemma in _ACTIVE and not passive:
        return _ACTIVE[lemma]
    return _complement(parsed, verb)


def _complement(parsed: Parsed, verb: int) -> str | None:
    """Read "are reported to have died", "are feared dead", "are missing", "left 12 dead"."""
    for child in parsed.children[verb]:
        token = parsed.tokens[child]
        if token.dep in _COPULAS and child > verb:
            if token.lower in _STATE and not any(parsed.tokens[c].dep == "dobj" for c in parsed.children[child]):
                return _STATE[token.lower]
            if token.dep in ("xcomp", "acomp", "oprd") and token.pos in ("VERB", "AUX", "ADJ"):
                if name := _of_verb(parsed, child, subject=True):
                    return name
    return None


def _climb(parsed: Parsed, anchor: int) -> str | None:
    """Go up the tree from the noun to the verb or noun that says what happened."""
    tokens, at = parsed.tokens, anchor
    for _ in range(5):
        token = tokens[at]
        head = tokens[token.head]
        if token.head == at:
            return _STATE.get(token.lower) if token.pos in ("ADJ", "VERB") and at != anchor else None
        if token.dep in ("nsubjpass", *_SUBJECT):
            return _of_verb(parsed, token.head, subject=True)
        if token.dep in ("dobj", "oprd", "attr"):
            if name := _of_verb(parsed, token.head, subject=False):
                return name
            subject = next((tokens[c] for c in parsed.children[token.head] if tokens[c].dep in ("nsubj", "nsubjpass")), None)
            return _NOUNS.get(_singular(subject)) if subject is not None and head.lemma in ("be", "reach", "hit", "total") else None
        if token.dep == "pobj":
            outer = tokens[head.head]
            if head.lower in ("of", "to", "at", "by") and (name := _NOUNS.get(_singular(outer))):
                return name
            if head.lower in ("to", "at", "by", "with") and outer.pos == "VERB":
                subject = next((tokens[c] for c in parsed.children[outer.i] if tokens[c].dep in ("nsubj", "nsubjpass")), None)
                return _NOUNS.get(_singular(subject)) if subject is not None else None
            if head.lower not in ("of", "including", "among", "like", "for"):
                return None
            at = outer.i
        elif token.dep in ("conj", "appos", "nummod", "quantmod", "compound", "npadvmod", "prep", "dep", "nmod", "amod"):
            at = head.i
            if tokens[at].pos == "VERB" and token.dep == "conj":
                return None
        else:
            return None
        if name := _NOUNS.get(_singular(tokens[at])):
            return name
        if name := _below(parsed, at):
            return name
    return None


def _beside(parsed: Parsed, first: int, last: int) -> str | None:
    """Read the words next to the phrase, where the tree says nothing: "12 killed", "killing at least 12"."""
    tokens = parsed.tokens
    for i in range(last + 1, min(last + 4, len(tokens))):
        token = tokens[i]
        if token.sent != tokens[last].sent or token.text in ".;:," or "\n" in parsed.text[tokens[i - 1].end : token.start]:
            break
        if token.lower in _STATE:
            following = tokens[i + 1] if i + 1 < len(tokens) else None
            takes_object = token.pos == "VERB" and (
                any(tokens[c].dep == "dobj" for c in parsed.children[i])
                or following is not None and (following.pos in ("DET", "NUM", "PRON") or i > last + 1 and following.pos in ("NOUN", "PROPN"))
            )
            return None if takes_object else _STATE[token.lower]
        if token.pos not in ("AUX", "ADV", "PART") and token.lower not in ("feared", "reported", "people", "others", "more"):
            break
    for i in range(first - 1, max(first - 3, -1), -1):
        token = tokens[i]
        if token.sent != tokens[first].sent:
            break
        if token.pos == "VERB" and token.lemma.lower() in _PASSIVE:
            return _PASSIVE[token.lemma.lower()]
        if token.pos not in ("ADV", "DET", "ADJ"):
            break
    return None
