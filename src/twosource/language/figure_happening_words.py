"""The words of each happening, from lexicon/figure_happenings.toml, as tables from word to happening."""

from __future__ import annotations

from twosource.lexicon import load

_HAPPENINGS = load("figure_happenings")
_NAMES = tuple(name for name in _HAPPENINGS if "passive" in _HAPPENINGS[name])
PASSIVE: dict[str, str] = {verb: name for name in _NAMES for verb in _HAPPENINGS[name]["passive"]}
ACTIVE: dict[str, str] = {verb: name for name in _NAMES for verb in _HAPPENINGS[name]["active"]}
STATE: dict[str, str] = {word: name for name in _NAMES for word in _HAPPENINGS[name]["state"]}
NOUNS: dict[str, str] = {noun: name for name in _NAMES for noun in _HAPPENINGS[name]["nouns"]}
ONLY_PERSONS: frozenset[str] = frozenset(_HAPPENINGS["of_persons"]["only"])
KIN: dict[str | None, str] = _HAPPENINGS["kin"]
PHRASES: tuple[dict[str, list[str] | str], ...] = tuple(_HAPPENINGS["phrase"])
COUNTING: frozenset[str] = frozenset(_HAPPENINGS["counting"]["nouns"])
GIVING: frozenset[str] = frozenset(_HAPPENINGS["counting"]["verbs"])
RAISING: frozenset[str] = frozenset(_HAPPENINGS["counting"]["raising"])
LIVES: frozenset[str] = frozenset(_HAPPENINGS["lives"]["nouns"])
LIFE_VERBS: frozenset[str] = frozenset(_HAPPENINGS["lives"]["verbs"])
BODIES: frozenset[str] = frozenset(_HAPPENINGS["bodies"]["nouns"])
BEFORE_BODIES: frozenset[str] = frozenset(_HAPPENINGS["bodies"]["before"])
ROOMS: frozenset[str] = frozenset(_HAPPENINGS["rooms"]["words"])
NAMES_THEM: frozenset[str] = frozenset(_HAPPENINGS["told"]["names"])
DOUBTS: frozenset[str] = frozenset(_HAPPENINGS["told"]["doubts"])
_OWN = _HAPPENINGS["own"]
THOSE_WHO: frozenset[str] = frozenset(_OWN["nouns"])
LEFT_ALONE: frozenset[str] = frozenset(_OWN["shown"])
STAYING: frozenset[str] = frozenset(_OWN["staying"])
ADMITTED: frozenset[str] = frozenset(_OWN["admitted"])
CARE: frozenset[str] = frozenset(_OWN["care"])
_LIMIT = _HAPPENINGS["limit"]
CARRYING: frozenset[str] = frozenset(_LIMIT["verbs"])
CARRYING_OFF: frozenset[str] = frozenset(_LIMIT["off"])
PERMITTED: frozenset[str] = frozenset(_LIMIT["permitted"])
LIMITS: frozenset[str] = frozenset(_LIMIT["nouns"])
