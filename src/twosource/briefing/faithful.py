"""A built sentence and another wording of it come in; why the other may not stand in its place goes out, or nothing.

No program can tell whether two wordings mean the same. What can be told is whether one is the other with its words of
grammar changed: the words that carry meaning stand in the same order, none is new, few are gone, and none of those by
which a sentence says how much, who, when, on whose word, how surely, or that it is not so. All else is refused; a
sentence that is refused without need costs nothing, for the built one stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from twosource.language.figure_numerals import find_numerals
from twosource.language.quotes import find_quotes
from twosource.lexicon import load

# Of the words that carry meaning, and are not protected, so many may go.
LOSS_ALLOWED = 0.2
# Longer than the built sentence by this factor, and so many characters, is no rewording.
LONGER, AND_MORE = 1.5, 40
# So many words may stand between a speaker and the word of saying.
BESIDE = 3

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*|%|[$€£¥]")
_SPEAKER = re.compile(r"(?P<who>[^:“\"]{2,120}): ")
_BAD = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>\[\]{}|\\`*_#]|https?:|www\.")


def why_refused(built: str, reworded: str) -> str | None:
    """Return why a wording may not stand for the built sentence, or None where it may.

    >>> why_refused("Ada Moll: The lock was not shut.", "The lock was not shut, Ada Moll said.")
    >>> why_refused("Ada Moll: The lock was not shut.", "The lock was shut, Ada Moll said.")
    'it leaves out “not”'
    """
    new = reworded.strip()
    if not new or _BAD.search(new) or len(new) > LONGER * len(built) + AND_MORE:
        return "it is no plain sentence of like length"
    if new.rstrip("”\"’'")[-1:] not in {".", "!", "?"}:
        return "it does not end as a sentence does"
    if _quoted(built) != _quoted(new):
        return "it changes what is quoted"
    if _times(built) != _times(new):
        return "it changes when"
    speaker = _SPEAKER.match(built)
    if speaker is None:
        return _compare(_tokens(built), _tokens(new))
    rest = _without_speaker(_tokens(new), _tokens(speaker["who"]))
    if rest is None:
        return "it does not say on whose word"
    return _compare(_tokens(built[speaker.end() :]), rest)


def _compare(built: Sequence[str], new: Sequence[str]) -> str | None:
    """Say what is new, out of place or gone; words of grammar count for nothing."""
    kept, wanted = _carrying(new), _carrying(built)
    added = Counter(kept) - Counter(wanted)
    if added:
        return f"it adds “{_first(kept, added)}”"
    gone = Counter(wanted) - Counter(kept)
    names = _names(built)
    for word in wanted:
        if gone[word] and (word in names or _is_protected(word)):
            return f"it leaves out “{word}”"
    if sum(gone.values()) > LOSS_ALLOWED * len(wanted):
        return "it leaves out too much"
    left = iter(wanted)
    if not all(any(word == other for other in left) for word in kept):
        return "it changes the order of what is said"
    return None


def _names(words: Sequence[str]) -> set[str]:
    """Return the roots of words with a capital; the first may be a name, so it is taken for one."""
    return {_root(w) for n, w in enumerate(words) if w[:1].isupper() and (n or w.lower() not in _grammar())}


def stands_in(reworded: str, sources: Iterable[str]) -> bool:
    """Say whether the figures, names, times and quotations of a wording all stand in the words it is taken from.

    >>> stands_in("Moll saw 11 boats on Monday.", ["On Monday, eleven boats were seen by Ada Moll."])
    True
    """
    listed = list(sources)
    said = {_root(w) for source in listed for w in _tokens(source)}
    plain = " ".join(" ".join(listed).split()).replace("’", "'").replace("‘", "'")
    words = _tokens(reworded)
    timely = {_root(w) for w in words if w.lower() in _time_words()}
    numbers = {_root(w) for w in words if any(c.isdigit() for c in _root(w))}
    return (_names(words) | timely | numbers) <= said and all(quote in plain for quote in _quoted(reworded))


def _first(words: Iterable[str], among: Counter[str]) -> str:
    return next(word for word in words if among[word])


def _without_speaker(new: Sequence[str], who: Sequence[str]) -> list[str] | None:
    """Return the words without the speaker and the word of saying beside the name; None where they are not there."""
    wanted = [_root(w) for w in who if w.lower() not in {"the", "a", "an"}]
    if not wanted:
        return None
    roots = [_root(w) for w in new]
    sayings = set(load("rewording")["sayings"])
    for at in range(len(roots) - len(wanted) + 1):
        if roots[at : at + len(wanted)] != wanted:
            continue
        near = [*range(at + len(wanted), at + len(wanted) + BESIDE), *range(at - 1, at - 1 - BESIDE, -1)]
        said = [i for i in near if 0 <= i < len(new) and new[i].lower() in sayings]
        if said:
            inside = {*range(at, at + len(wanted)), said[0]}
            return [w for i, w in enumerate(new) if i not in inside]
    return None


def _tokens(text: str) -> list[str]:
    """Return the words of a text, "isn't" as two; quotation marks and commas are judged elsewhere."""
    found = []
    for word in _WORD.findall(text):
        plain = word.replace("’", "'")
        stem = plain.removesuffix("n't")
        found += [stem, "n't"] if stem != plain and stem else [plain]
    return found


def _carrying(words: Iterable[str]) -> list[str]:
    grammar, timely = _grammar(), _time_words()
    return [_root(w) for w in words if _is_protected(_root(w)) or w.lower() not in grammar | timely]


def _root(word: str) -> str:
    """Return a word without case, possessive and ending; a number as its value. Two forms of one word agree."""
    low = word.lower().removesuffix("'s").removesuffix("'")
    if low in _protected_words():
        return {"n't": "not", "cannot": "not"}.get(low, low)
    numerals = list(find_numerals(low))
    if len(numerals) == 1 and numerals[0].end == len(low):
        return f"{numerals[0].value}"
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            return low.removesuffix(ending) + instead
    return low.removesuffix("e") if len(low) > 4 else low


def _is_protected(root: str) -> bool:
    return root in _protected_words() or root in _protected_roots() or any(c.isdigit() for c in root)


def _quoted(text: str) -> list[str]:
    """Return what stands in quotation marks, with one kind of mark and without the comma or stop at the end."""
    inner = (" ".join(q.inner.of(text).split()).replace("’", "'").replace("‘", "'") for q in find_quotes(text))
    return [words.rstrip(",.") for words in inner]


def _times(text: str) -> Counter[str]:
    timely = _time_words()
    return Counter(w.lower().removesuffix("'s") for w in _tokens(text) if w.lower().removesuffix("'s") in timely)


@cache
def _grammar() -> frozenset[str]:
    return frozenset(load("function_words")["words"]) - _protected_words()


@cache
def _time_words() -> frozenset[str]:
    times = load("times")
    listed = [w for table in ("weekdays", "months") for words in times[table].values() for w in words]
    named = [w for words in times["parts_of_day"].values() for w in (words if isinstance(words, list) else [words])]
    seasons = [w for words in times["seasons"].values() for w in (words if isinstance(words, list) else [words])]
    every = [*listed, *(str(w) for w in (*named, *seasons)), *load("rewording")["times"]]
    return frozenset(w for w in every if " " not in w) - {"may", "march", "sun", "sat", "mar", "second"}


@cache
def _protected_words() -> frozenset[str]:
    """Return what no rewording may lose: words of doubt and distance, of more and less, of no, may and former."""
    lists = load("rewording")
    hedges = load("hedges")
    phrases = [w for kind in hedges.values() for phrase in kind.get("phrases", ()) for w in phrase.split()]
    doubt = [w for kind in hedges.values() for key in ("words", "adjectives", "things") for w in kind.get(key, ())]
    comparing = [w for phrase in load("figure_comparators")["before"] for w in phrase.split()]
    every = {*lists["negations"], *lists["modals"], *lists["qualifiers"], *doubt, *phrases, *comparing}
    return frozenset(every - _PLAIN)


# Words of grammar that phrases of doubt and comparison are made of, and that say nothing by themselves.
_PLAIN = frozenset(
    [
        *("a", "an", "the", "of", "to", "is", "are", "was", "were", "be", "been", "it", "in", "as", "has", "have"),
        *("he", "she", "they", "what", "that", "its", "his", "her", "their", "so", "on", "for", "any", "there", "and"),
        "said",
    ]
)


@cache
def _protected_roots() -> frozenset[str]:
    """Return the roots of the verbs by which a report keeps its distance, denies or withdraws."""
    stance = load("stance")
    verbs = [w for key in ("withdraws", "denies", "claims", "plans", "believes") for w in stance[key]]
    names = [w.split("_")[0] for w in verbs]
    return frozenset(_root(w) for w in [*names, *load("rewording")["sayings"]]) - _PLAIN
