"""Whether a time lies behind or ahead of the report: tense and cue of the verb it hangs on come in, a word goes out.

A weekday, a month or a day without a year names two days, one past and one to come; the verb says which.
"""

from __future__ import annotations

from functools import cache

from twosource.language.parser import Parsed, Token
from twosource.lexicon import load

_WORDS = load("time_auxiliaries")
_MODALS, _ABLE, _HAVE, _BE_PAST, _BE_NOW, _NOT = (
    frozenset(_WORDS[name]) for name in ("modals", "able", "have", "be_past", "be_now", "not")
)


def direction_at(
    parsed: Parsed, at: int, cue: str | None = None, owner: bool = False, weekday: bool = False
) -> str | None:
    """Return "past", "future", "near" or None for the time whose head word is token `at`.

    Climbs from the word to the verb that governs it; infinitives and gerunds hand the question on to the verb above
    them, unless that verb says that they lie ahead (expected to, scheduled for, due). `cue` is "ahead" behind
    "until" and the like, "by" behind a preposition that tense may overrule, "decreed" behind "starting". A possessive
    (`owner`) names what is known already, so only its nearest verb can put it ahead. A `weekday` beside a verb in the
    present is a plan.
    """
    verdict = _climbed(parsed, parsed.tokens[at], 1 if owner else 12)
    if weekday and (put_off := _put_off(parsed, parsed.tokens[at])):
        return put_off
    if verdict == "near" or (
        verdict == "before" and weekday and not owner and _was_appointed(parsed, parsed.tokens[at])
    ):
        return "near"
    if cue == "by" and verdict == "past" and _is_demanded(parsed, parsed.tokens[at]):
        return "future"
    if cue == "ahead" or (cue == "decreed" and _is_decreed(parsed, parsed.tokens[at])):
        return "past" if verdict == "before" else "future"
    if verdict in ("before", "past"):
        return "past"
    if cue == "by" or verdict == "future":
        return "future"
    if owner:
        return "past"
    return "future" if _present_plan(parsed, parsed.tokens[at], weekday) else None


def _was_appointed(parsed: Parsed, token: Token) -> bool:
    """Say whether a verb told in the past perfect appoints what is for a weekday: "had set a hearing for Monday".

    It lay ahead when it was appointed, and may still do so: the nearer day is meant. Beside "on" only the sitting
    itself can have that day ("had listed it for a hearing on Monday"); the rest is when it was appointed.
    """
    prep = parsed.tokens[token.head]
    if prep.dep != "prep" or prep.lower not in ("for", "on"):
        return False
    held, above = prep.lower == "for", parsed.tokens[prep.head]
    for _ in range(4):
        if above.pos not in ("NOUN", "ADP"):
            break
        inner = parsed.tokens[above.head]
        held = held or (above.lemma.lower() in _words("sittings") and inner.lower == "for")
        above = inner
    named = any(parsed.tokens[c].dep == "dobj" for c in parsed.children[above.i])
    return held and named and above.pos == "VERB" and above.lemma.lower() in _words("appoints")


def _is_demanded(parsed: Parsed, token: Token) -> bool:
    """Say whether a time behind "by" is when something was demanded for: "wanted an answer *by Friday*"."""
    for _ in range(4):
        token = parsed.tokens[token.head]
        if token.pos == "VERB":
            return token.lemma.lower() in _words("demands")
        if token.pos not in ("NOUN", "PROPN", "ADP"):
            return False
    return False


def _put_off(parsed: Parsed, token: Token) -> str | None:
    """Return on which side the weekday of a thing lies that is put off: "the match *on Friday* was called off".

    It may lie on either side ("near"); what "has been" put off is still ahead. None for what is not put off.
    """
    for _ in range(5):
        above = parsed.tokens[token.head]
        if token.dep in ("nsubj", "nsubjpass") and token.pos in ("NOUN", "PROPN"):
            beside = [parsed.tokens[c] for c in parsed.children[above.i]]
            particles = {t.lower for t in beside if t.dep == "prt"}
            lemma = above.lemma.lower()
            if lemma not in _words("put_off") and not ("off" in particles and lemma in ("call", "put")):
                return None
            return "future" if {t.lower for t in beside if t.dep == "aux"} & {"has", "have"} else "near"
        if token.head == token.i or token.pos not in ("NOUN", "PROPN", "ADP"):
            return None
        token = above
    return None


def _present_plan(parsed: Parsed, token: Token, weekday: bool) -> bool:
    """Say whether a time hangs straight on a verb in the present that tells a plan: "the leaders meet Monday".

    A month may be a habit as well ("it rains in May"), so beside it the verb must be one of beginning or ending.
    """
    head = parsed.tokens[token.head]
    if head.dep == "prep":
        head = parsed.tokens[head.head]
    if head.tag not in ("VBZ", "VBP") or head.pos not in ("VERB", "AUX"):
        return False
    lemma = head.lemma.lower()
    if weekday:
        return lemma not in _words("telling")
    objects = {parsed.tokens[c].lower for c in parsed.children[head.i]}
    return lemma in _words("begins") or (lemma in ("take", "come", "go", "step") and bool(objects & _words("into")))


def _is_decreed(parsed: Parsed, token: Token) -> bool:
    """Say whether what starts then was only announced: "declared three days of mourning starting on Friday"."""
    for _ in range(8):
        token = parsed.tokens[token.head]
        if token.lemma.lower() in _words("decrees"):
            return True
        if token.head == token.i or (token.tag[:2] == "VB" and token.lemma.lower() not in _words("begins")):
            return False
    return False


def _climbed(parsed: Parsed, token: Token, verbs: int) -> str | None:
    """Return the first verdict on the way up: future, past, before (past perfect), present or None."""
    at = token.i
    for _ in range(12):
        verdict = _verdict(parsed, token, at)
        if verdict:
            return "near" if verdict == "future" and _was_dropped(parsed, token) else verdict
        verbs -= token.pos == "VERB"
        if token.head == token.i or not verbs:
            return None
        token = parsed.tokens[token.head]
    return None


def _was_dropped(parsed: Parsed, token: Token) -> bool:
    """Say whether what was planned has been called off: "the rally planned for Friday was cancelled" on either side."""
    noun = parsed.tokens[token.head]
    verb = parsed.tokens[noun.head]
    return token.tag == "VBN" and noun.dep in ("nsubj", "nsubjpass") and verb.lemma.lower() in _words("dropped")


@cache
def _words(what: str) -> frozenset[str]:
    return frozenset(load("times")["ahead"][what])


def _verdict(parsed: Parsed, token: Token, at: int) -> str | None:
    helpers = [parsed.tokens[c] for c in parsed.children[token.i]]
    words = {h.lower for h in helpers if h.dep in ("aux", "auxpass")}
    if _is_state(parsed, token):
        head = parsed.tokens[token.head]
        return "before" if "had" in words or _pluperfect(parsed, head) else "future"
    if token.tag == "MD":
        return "future"
    if not token.tag.startswith("VB"):
        return None
    if words & _MODALS and not words & _HAVE:
        return "past" if words & _ABLE and (_denied(parsed, token) or _of_nothing(parsed, token)) else "future"
    if _is_condition(parsed, token):
        by = parsed.tokens[parsed.tokens[at].head]
        # the verb above says when: "would leave if it rained on Friday"; what must be done by then is not done yet
        return "future" if by.lower == "by" and by.head == token.i else None
    if any(h.dep == "acomp" and h.lower in _words("state") for h in helpers):
        return "before" if "had" in words else "future"  # "is due in town on Saturday"
    if "had" in words:
        return "before"
    if token.lemma.lower() in _words("carried") and token.i < at:
        return "future"
    if words & _HAVE or words & _BE_PAST:
        return "past"
    if any(h.tag == "TO" for h in helpers):
        return _of_infinitive(parsed, token)
    if _past_in_disguise(parsed, token):
        return "past"
    if token.tag in ("VBZ", "VBP") and token.lemma.lower() in _words("infinitive") and token.i > at:
        return "future" if any(h.dep == "xcomp" for h in helpers) else "present"
    return _by_tag(token, words)


def _of_nothing(parsed: Parsed, token: Token) -> bool:
    """Say whether a verb has no object in the end: "could find no trace of it"."""
    objects = [c for c in parsed.children[token.i] if parsed.tokens[c].dep == "dobj"]
    below = (parsed.tokens[k] for c in objects for k in (c, *parsed.children[c]))
    return any(t.lower in ("no", "nothing", "nobody", "none") for t in below)


def _is_condition(parsed: Parsed, token: Token) -> bool:
    """Say whether a verb in the past only sets a condition for what would be done: "unless it *paid* by Friday"."""
    if token.tag not in ("VBD", "VBN") or token.dep != "advcl":
        return False
    helpers = [parsed.tokens[c] for c in parsed.children[token.i]]
    above = {parsed.tokens[c].lower for c in parsed.children[token.head]}
    had = any(h.lower == "had" for h in helpers) or bool(above & _HAVE)
    return not had and any(h.dep == "mark" and h.lower in ("if", "unless") for h in helpers) and bool(above & _MODALS)


def _denied(parsed: Parsed, token: Token) -> bool:
    """Say whether a verb is denied: "neither could be reached Tuesday" tells of the past."""
    first = parsed.sents[token.sent][0]
    return any(t.lower in _NOT for t in parsed.tokens[max(first, token.i - 12) : token.i])


def _is_state(parsed: Parsed, token: Token) -> bool:
    if token.tag not in ("JJ", "VBN"):
        return False
    if token.lower in _words("state"):
        return True
    after = parsed.tokens[token.i + 1].lower if token.i + 1 < len(parsed.tokens) else ""
    return token.lower == "set" and after in ("to", "for")


def _pluperfect(parsed: Parsed, token: Token) -> bool:
    """Say whether "had" helps the verb, or the verb above an adjective ("had been due")."""
    above = [token.i] if token.tag.startswith("VB") else [token.i, token.head]
    helpers = [parsed.tokens[c] for i in above for c in parsed.children[i]]
    return any(h.lower == "had" and h.dep == "aux" for h in helpers)


def _of_infinitive(parsed: Parsed, token: Token) -> str | None:
    head = parsed.tokens[token.head]
    if _is_to_come(parsed, token):
        return "future"
    if head.i == token.i or head.lemma.lower() not in _words("infinitive") or token.dep == "csubj":
        return None
    return "before" if _pluperfect(parsed, head) else "future"


def _is_to_come(parsed: Parsed, token: Token) -> bool:
    """Say whether an aside tells what will be done with a thing: "the figures, *to be published* on Friday"."""
    start = token.i - 2
    return (
        token.tag == "VBN"
        and start > 1
        and [t.lower for t in parsed.tokens[start - 1 : token.i]] == [",", "to", "be"]
        and parsed.tokens[start - 2].pos in ("NOUN", "PROPN")
    )


def _by_tag(token: Token, words: set[str]) -> str | None:
    if token.tag == "VBD":
        return "past"
    if token.tag == "VBN":
        return "future" if words & _BE_NOW else "past"
    if token.tag == "VBG":
        return "future" if words & _BE_NOW else None
    return "present" if token.tag in ("VBZ", "VBP") else None


def _past_in_disguise(parsed: Parsed, token: Token) -> bool:
    """Say whether a verb tagged as present is past by its form: "the gang hit the bank", "the bell rang".

    Verbs whose past looks like their present are told in the past beside a day far more often than they are planned;
    a form without -s that is not its own lemma is a past form that the tagger missed.
    """
    if token.tag != "VBP" or token.lower in _BE_NOW or token.lower in _HAVE:
        return False
    lemma = token.lemma.lower()
    return (
        lemma in _words("past_like_present")
        or token.lower in _words("strong_past")
        or (token.lower != lemma and "'" not in token.lower and "’" not in token.lower)
    )
