"""The words of a claim come in; whether they are a piece torn out of a sentence goes out.

"Because two carts had been counted twice" gives the reason for something that is told elsewhere, or nowhere. Such a
piece is not told; a briefing that leaves nothing out prints its sentence instead.
"""

from __future__ import annotations

import re

# A clause that hangs on another one, which would stand behind a comma ("if it rains, we stay").
_HANGING = re.compile(
    r"(?:because(?! of\b)|unless|although|though|whereas|(?:even|just|especially|particularly) (?:though|if|as|when)"
    r"|if|when|whenever|while|as soon as|so that)\b"
    r"(?!.*\b(?:would|will|should|must|ought|he|she|they|it) )"
    r"(?:[^,;:—–-]|(?<=\d),(?=\d)|(?<=\w)[–-](?=\w))*$",
    re.IGNORECASE,
)
# A verb whose subject was cut away: "Will take a leave of absence". Questions turn round, and "Will" is a name as well.
_NO_SUBJECT = re.compile(
    r"(?:Will|Would|Was|Were|Is|Are|Has|Have|Had|Could|Should|Must|Did|Does)(?: not| also| now| soon)? (?!he\b|she\b"
    r"|it\b|they\b|we\b|you\b|I\b|the\b|a\b|an\b|this\b|that\b|there\b|his\b|her\b|its\b|their\b|not\b)[a-z][\w-]+\b[^?]*$"
)
# What ends so goes on: "20 guards were hurt and over".
_GOES_ON = re.compile(r"\s(?:and|or|but|the|a|an|than|and over|because|whether|which)[.…]?[”\"]?$")


def is_torn(told: str) -> bool:
    """Say whether what a claim tells is no sentence, its speaker aside.

    >>> is_torn("Harbour board: Because two carts had been counted twice."), is_torn("Because it rained, nobody came.")
    (True, False)
    >>> is_torn("Ada Moll: Will take a leave of absence."), is_torn("Ada Moll: Will Tarn took a leave of absence.")
    (True, False)
    """
    speaker, colon, words = told.partition(": ")
    words = words if colon and "“" not in speaker else told
    if words[:1] in {"“", '"'}:
        return words.count("[") != words.count("]")  # people do speak so
    torn = any(found.match(words) for found in (_HANGING, _NO_SUBJECT)) or _GOES_ON.search(words)
    return bool(torn) or words.count("[") != words.count("]")
