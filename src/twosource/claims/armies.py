"""A count of the dead in its sentence comes in; whose soldiers they are goes out.

Two armies' dead are two populations, and so are an army's dead and a village's: no number of one answers the other.
"Fourteen of its soldiers" are those of whoever says so; "Orlan losses" are those of Orla, whoever gives them.
"""

from __future__ import annotations

import re

from twosource.claims.statements import Statement
from twosource.lexicon import load
from twosource.model import Figure

_ARMIES = load("figure_tolls")["armies"]
_TROOPS = "|".join(_ARMIES["troops"])
# "Nine *of its soldiers* had died", "lost 14 of its own men".
_OF_ITS = re.compile(rf" of (?:its|their) (?:own )?(?:[a-z-]+ )?(?:{_TROOPS}|men)\b")
# "Nine *Orlan servicemen*".
_NAMED_TROOPS = re.compile(rf" (?P<army>[A-Z][\w’'-]+) (?:[a-z-]+ )?(?:{_TROOPS})\b")
# "Put *Orlan losses* at", "bringing *its military death toll* to".
_NAMED_LOSSES = re.compile(
    r"\b(?P<army>[A-Z][\w-]+?)(?:['’]s?)? (?:military |army |battlefield |own )?(?:losses|casualties|dead|death toll)"
    r" (?:at|to|as) (?:[\w“”\"'‘’-]+ ){0,4}[“\"‘']?(?:[\w-]+ ){0,3}$"
)
_ITS_LOSSES = re.compile(
    r"\b(?:its|their) (?:own )?(?:military|army|battlefield) (?:losses|casualties|dead|death toll)"
    r" (?:at|to|as) (?:[\w“”\"'‘’-]+ ){0,4}$"
)
_NAME = re.compile(r"[A-Z][\w-]+")
# A country's name without its last vowel has so many letters at least, and its adjective so many more at most.
_LEAST, _MORE = 3, 4


def army_of(statement: Statement, text: str) -> str:
    """Return the name of the army, or of its country, whose soldiers a count of the killed is of; "" if unsaid."""
    figure = statement.figure
    if figure is None or figure.what != "killed" or not text:
        return ""
    led = text[statement.sentence.start : figure.span.start]
    named = _NAMED_TROOPS.match(text, figure.span.end) or _NAMED_LOSSES.search(led)
    if named is not None:
        return named["army"]
    its = _OF_ITS.match(text, figure.span.end) or _ITS_LOSSES.search(led)
    speaker = _NAME.match(statement.speakers[0]) if its and statement.speakers else None
    return speaker[0] if speaker else ""


def of_one_name(one: str, other: str) -> bool:
    """Say whether a name is another or made of it: a country and its adjective.

    >>> of_one_name("Orlania", "Orlanian"), of_one_name("Tarn", "Tarnish"), of_one_name("Austria", "Australian")
    (True, True, False)
    """
    short, long = sorted((one.lower().removesuffix("'s").removesuffix("’s"), other.lower()), key=len)
    stem = re.sub(r"(?:ia|y|a|e|o)$", "", short) if len(short) > _LEAST + 1 else short
    return len(stem) >= _LEAST and long.startswith(stem) and len(long) - len(stem) <= _MORE


def are_no_troops(figure: Figure) -> bool:
    """Say whether a count is of civilians."""
    return any(word in _ARMIES["others"] for word in (figure.noun or "").lower().split())
