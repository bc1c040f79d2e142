"""Spellings of one name: when "Sergey" and "Sergei", "Ted" and "Edward", "-isation" and "-ization" are the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

from twosource.lexicon import load

__all__ = ["body_key", "fold", "same_first_name", "same_surname", "sound_key"]


_AMERICAN = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("centre", "center"),
    ("defence", "defense"),
    ("labour", "labor"),
    ("programme", "program"),
    ("our ", "or "),
)
SURNAME_RATIO = 86  # of 100; rapidfuzz. At 80 "Hansen" and "Janson" meet, at 90 "Kasimov" and "Kasymow" do not


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a name in lower case without accents, dots and possessive ending, with plain marks and single spaces.

    >>> fold("José  O’Hara’s"), fold("Ruth J. Ames")
    ("jose o'hara", 'ruth j ames')
    """
    plain = name
    if not (name.isascii() and name.isprintable()):
        plain = unicodedata.normalize(
            "NFKD", name.replace("’", "'").replace("‘", "'").replace("ı", "i").replace("ł", "l").replace("ø", "o")
        )
        plain = "".join(c for c in plain if not unicodedata.combining(c) and c.isprintable())
    plain = plain.lower()
    plain = re.sub(r"[.,]", " ", re.sub(r"(?<=[a-z])\.(?=[a-z]\b)", "", plain))
    plain = " ".join(re.sub(r"[‐-―]", "-", plain).split())
    return plain.removesuffix("'s")


@lru_cache(maxsize=20_000)
def sound_key(word: str) -> str:
    """Return the key under which transliterations of one foreign name meet.

    >>> sound_key("aleksey") == sound_key("alexei"), sound_key("tolstoy") == sound_key("tolstoi")
    (True, True)
    """
    key = word.replace("-", "").replace("'", "").removeprefix("al ").removeprefix("el ")
    for old, new in load("names")["spelling"]["rules"]:
        key = key.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", key)


def same_first_name(one: str, other: str) -> bool:
    """Say whether two folded first names may be one: equal, an initial, a nickname or a spelling of it.

    >>> same_first_name("ted", "edward"), same_first_name("r", "ruth"), same_first_name("anna", "ivan")
    (True, True, False)
    """
    if one == other or sound_key(one) == sound_key(other):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    nicknames = load("names")["nick"]
    if other in nicknames.get(one, ()) or one in nicknames.get(other, ()):
        return True
    return min(len(one), len(other)) >= 5 and one[0] == other[0] and fuzz.ratio(one, other) >= SURNAME_RATIO


def same_surname(one: str, other: str) -> bool:
    """Say whether two folded surnames are spellings of one, given that the first names agree.

    >>> same_surname("yanukovich", "yanukovych"), same_surname("ames", "adams")
    (True, False)
    """
    a, b = sound_key(one), sound_key(other)
    return a == b or (min(len(a), len(b)) >= 6 and a[0] == b[0] and fuzz.ratio(a, b) >= SURNAME_RATIO)


@lru_cache(maxsize=20_000)
def body_key(name: str) -> str:
    """Return the key of a body's name: folded, without "the", in American spelling.

    >>> body_key("The Labour Organisation") == body_key("labor organization")
    True
    """
    key = fold(name).removeprefix("the ")
    for old, new in _AMERICAN:
        key = key.replace(old, new)
    return re.sub(r"(?<=[a-z]{4})ise\b", "ize", key.replace("organisation", "organization")).replace(" and ", " & ")
