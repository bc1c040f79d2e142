"""What happened to those counted: a parsed text and a counted phrase come in, a normalised happening goes out.

It is read from the tree first ("26 … had been killed", "12 people who died") and from the neighbouring words second
("killing at least 12"). The names and their words are lexicon/figure_happenings.toml.
"""

from __future__ import annotations

from twosource.language.figure_happening_words import ACTIVE, KIN, NOUNS, ONLY_PERSONS, PASSIVE, STATE
from twosource.language.figure_nouns import Counted, counts_persons, is_person_noun, singular_of
from twosource.language.figure_phrases import among, bodies, is_room, lives, of_those, phrase_of, told_of
from twosource.language.figure_raised import raised_happening
from twosource.language.figure_verbs import has_own_fate, is_limit
from twosource.language.parser import Parsed

_SUBJECT = ("nsubj", "csubj")
_COPULAS = ("xcomp", "acomp", "oprd", "attr", "ccomp", "advcl")


def read_happening(parsed: Parsed, first: int, anchor: int, last: int) -> str | None:
    """Return what happened to the things counted at token `anchor`, of a phrase from token `first` to `last`."""
    tokens = parsed.tokens
    singular = singular_of(tokens[anchor])
    name = NOUNS.get(singular)
    if name and not is_person_noun(singular):
        return name
    if name and has_own_fate(parsed, anchor):
        name = None
    # "14 survivors" says itself what happened, and takes nothing from what it is listed with ("five missing and").
    found = (
        raised_happening(parsed, first)
        or bodies(parsed, first, anchor)
        or lives(parsed, anchor)
        or of_those(parsed, last)
        or _next_state(parsed, last)
        or _below(parsed, anchor, first)
        or (None if name and tokens[anchor].dep in ("pobj", "conj") else _climb(parsed, anchor))
        or _beside(parsed, first, last)
        or name
        or _toll(parsed, first, last)
    )
    # What may be carried, or was carried away, is nobody aboard; the bodies that were taken away are dead all the same.
    return None if found == "aboard" and is_limit(parsed, anchor) else found


def settle_happening(counted: Counted | None, what: str | None) -> str | None:
    """Drop a happening that befalls persons alone where things are counted: "released 20,000 e-mails"."""
    if counted is None or what not in ONLY_PERSONS or counts_persons(counted, what):
        return what
    return None


def kin_of(what: str | None) -> str | None:
    """Return the happening that stands for `what` when figures are compared ("arrested" with "detained")."""
    return KIN.get(what, what)


def _below(parsed: Parsed, anchor: int, first: int = 0) -> str | None:
    """Read what hangs on the noun: "people killed", "12 dead", "people who died", "workers missing".

    What stands before the number, at token `first`, is another count's ("five missing and 14 survivors").
    """
    tokens = parsed.tokens
    for child in parsed.children[anchor]:
        token = tokens[child]
        if child < first:
            continue
        if (child > anchor and token.dep in ("acl", "amod", "relcl", "appos")) or token.dep == "amod":
            if token.lower in STATE:
                return STATE[token.lower]
            if token.dep != "relcl" or _of_a_place(parsed, child):
                continue
            if name := _of_verb(parsed, child, subject=not _has_subject_noun(parsed, child)):
                return name
    return None


def _next_state(parsed: Parsed, last: int) -> str | None:
    """Read the word right after the phrase: "ten were killed and 50 injured"."""
    tokens = parsed.tokens
    if last + 1 >= len(tokens) or tokens[last + 1].sent != tokens[last].sent:
        return None
    token = tokens[last + 1]
    if "\n" in parsed.text[tokens[last].end : token.start] or _has_object(parsed, last + 1):
        return None
    return STATE.get(token.lower) if token.tag != "NN" else None


def _has_object(parsed: Parsed, verb: int) -> bool:
    """Say whether a word of happening acts on something after it: "four gunmen killed 11"."""
    tokens = parsed.tokens
    if tokens[verb].pos != "VERB":
        return False
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    counts = following is not None and following.pos in ("DET", "NUM", "PRON")
    return counts or any(tokens[c].dep == "dobj" for c in parsed.children[verb])


def _of_a_place(parsed: Parsed, verb: int) -> bool:
    """Say whether a relative clause is about where or when, or has a passive of its own: "… where 17 were killed"."""
    below = [parsed.tokens[c] for c in parsed.children[verb]]
    own = any(t.dep == "nsubjpass" and t.tag not in ("WP", "WDT") for t in below)
    return own or any(t.tag == "WRB" for t in below)


def _has_subject_noun(parsed: Parsed, verb: int) -> bool:
    return any(
        parsed.tokens[c].dep in ("nsubj", "nsubjpass") and parsed.tokens[c].tag not in ("WP", "WDT")
        for c in parsed.children[verb]
    )


def _of_verb(parsed: Parsed, verb: int, subject: bool) -> str | None:
    """Return what a verb does to its subject (passive, intransitive, copular), or to its object."""
    tokens = parsed.tokens
    token = tokens[verb]
    lemma = token.lemma.lower()
    passive = any(tokens[c].dep in ("auxpass", "nsubjpass") for c in parsed.children[verb])
    if not subject:
        if lemma in ("leave", "find", "report", "feare", "fear"):
            return _complement(parsed, verb)
        return None if is_room(parsed, verb) else phrase_of(parsed, verb, acts=True) or PASSIVE.get(lemma)
    if name := phrase_of(parsed, verb):
        return name
    if passive and (lemma in PASSIVE or token.lower in STATE):
        return PASSIVE.get(lemma) or STATE[token.lower]
    if lemma in ACTIVE and not passive:
        return ACTIVE[lemma]
    if passive and lemma == "account" and any(tokens[c].dep == "neg" for c in parsed.children[verb]):
        return STATE["unaccounted"]  # "had not been accounted for"
    return _complement(parsed, verb)


def _complement(parsed: Parsed, verb: int) -> str | None:
    """Read "are reported to have died", "are feared dead", "are missing", "left 12 dead", "were among the dead"."""
    if name := among(parsed, verb):
        return name
    for child in parsed.children[verb]:
        token = parsed.tokens[child]
        if token.dep in _COPULAS and child > verb:
            if token.lower in STATE and not any(parsed.tokens[c].dep == "dobj" for c in parsed.children[child]):
                return STATE[token.lower]
            if token.dep not in ("xcomp", "acomp", "oprd") or token.pos not in ("VERB", "AUX", "ADJ"):
                continue
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
            return STATE.get(token.lower) if token.pos in ("ADJ", "VERB") and at != anchor else None
        if token.dep in ("nsubjpass", *_SUBJECT):
            return _of_verb(parsed, token.head, subject=True)
        if token.dep in ("dobj", "oprd", "attr"):
            if name := _of_verb(parsed, token.head, subject=False):
                return name
            return told_of(parsed, head.i) if head.lemma in ("be", "reach", "hit", "total") else None
        if token.dep == "pobj":
            outer = tokens[head.head]
            if head.lower in ("of", "to", "at", "by") and (name := NOUNS.get(singular_of(outer))):
                return name
            if head.lower in ("to", "at", "by", "with", "as") and outer.pos == "VERB":
                return told_of(parsed, outer.i)
            if head.lower not in ("of", "including", "among", "like", "for"):
                return None
            at = outer.i
        elif token.dep in (
            "conj",
            "appos",
            "nummod",
            "quantmod",
            "compound",
            "npadvmod",
            "prep",
            "dep",
            "nmod",
            "amod",
        ):
            at = head.i
            if tokens[at].pos == "VERB" and token.dep == "conj":
                return None
        else:
            return None
        if name := NOUNS.get(singular_of(tokens[at])):
            return name
        if name := _below(parsed, at):
            return name
    return None


def _beside(parsed: Parsed, first: int, last: int) -> str | None:
    """Read the words next to the phrase, where the tree says nothing: "12 killed", "killing at least 12"."""
    tokens = parsed.tokens
    for i in range(last + 1, min(last + 4, len(tokens))):
        token = tokens[i]
        if (
            token.sent != tokens[last].sent
            or token.text in ".;:,"
            or "\n" in parsed.text[tokens[i - 1].end : token.start]
        ):
            break
        if token.lower in STATE:
            return None if _has_object(parsed, i) else STATE[token.lower]
        if token.pos not in ("AUX", "ADV", "PART") and token.lower not in (
            "feared",
            "reported",
            "people",
            "others",
            "more",
        ):
            break
    for i in range(first - 1, max(first - 3, -1), -1):
        token = tokens[i]
        if token.sent != tokens[first].sent:
            break
        if token.pos == "VERB" and token.lemma.lower() in PASSIVE and not is_room(parsed, i):
            return PASSIVE[token.lemma.lower()]
        if token.pos not in ("ADV", "DET", "ADJ"):
            break
    return None


def _toll(parsed: Parsed, first: int, last: int) -> str | None:
    """Read "the toll rose from 12 to 16": bare numbers after a toll count the dead."""
    tokens = parsed.tokens
    if tokens[last].pos == "NOUN" and tokens[last].tag in ("NN", "NNS"):
        return None
    near = tokens[max(tokens[first].i - 9, parsed.sents[tokens[first].sent][0]) : first]
    told = any(t.lower == "toll" and (t.dep.startswith("nsubj") or tokens[t.i - 1].lower == "death") for t in near)
    return "killed" if told else None
