"""Which lines say who wrote a story: "By Ana Roth", "Words: Ana Roth. Pictures: Piet Vos", "Staff and agencies"."""

from __future__ import annotations

import re

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,2}"
_CAPITALS = r"(?:[A-Z][A-Z.’'-]+ ){1,2}[A-Z.’'-]{2,}"
_NAMES = rf"{_NAME}(?:(?:,|,? and| &) {_NAME})*"
# "By Ana Roth in Lodev and Piet Vos, foreign correspondent": names, places and what the trade calls a writer.
_BYLINE = re.compile(
    r"^(?:(?:words|story|report|reported|text|exclusive(?: story| report)?)\s+)?by:?\s+(?-i:[A-Z])[\w.’'-]*,?"
    r"(?:\s+(?:(?-i:[A-Z])[\w.’'-]*,?|and|with|&|\||/|for|of|in|at|the|our|special|to|staff|agencies"
    r"|wires?|wire services|news services|[-–—](?=\s)"
    r"|[a-z]{3,14}(?=\s+(?:[a-z]{3,14}\s+)?(?:correspondent|reporter|editor|writer|desk|team))"
    r"|correspondents?,?|reporters?,?|editors?,?|writers?,?|desk|team)){0,16}"
    r"(?:,? (?:translated|pictures?|photos?|photographs?|video) by\b[^.!?]{2,40})?$",
    re.I,
)
# "Ana Roth, chief water correspondent", "Reporting from Lodev": a writer, where a page opens with it.
_WRITER_LINE = re.compile(
    r"^(?:(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]*, (?:[\w’'-]+ ){0,4}"
    r"(?i:correspondent|reporter|editor|writer|bureau chief|journalist|columnist)"
    r"(?:,? (?:in|at|for) (?:[A-Z][\w.’'-]*\s?){1,4})?"
    r"|From (?:[A-Z][\w.’'-]+ ){2,3}in [A-Z][\w.’'-]+"
    r"|Reporting from (?:[A-Z][\w.’'-]*,?\s?(?:and )?){1,6})$"
)
# "Words: Ana Roth. Pictures: Piet Vos", "Reporter: Ana Roth": full names only, for "Report: Dam Fails" is a headline.
_LABELLED = re.compile(
    rf"^(?:(?i:words|text|reporters?|author|authors))\s*:\s*{_NAMES}"
    rf"(?:[.,;|]?\s*(?i:pictures?|photos?|photographs?|images?|video|editing|editor)\s*:\s*{_NAMES})*"
    r"(?:\. [A-Z]\w+ edition|\. Translat(?:ed|ion) (?:by|from)\b[^.!?]{2,40})?\.?$"
    r"|^(?i:(?:written|edited|reported|compiled|translated|produced)(?: and (?:edited|produced|translated))? by)"
    rf" {_NAMES}$"
)
_HOUSE_WRITERS = re.compile(
    r"^(?:(?:our |the )?(?:staff|agencies|agency|wires?|newsroom|web desk|news ?desk|correspondents?|reporters?)"
    r"(?:,? (?:and |& )?(?:staff|agencies|wires?|wire services|reporters?|correspondents?|reports))*"
    r"(?:,? with (?-i:[A-Z])[^,.:;]{1,40}? (?:reporting|reports|inputs?))?"
    r"(?:,? in (?:[A-Z]\S*\s?){1,4})?"
    r"|(?:newsroom|news ?desk|web desk|editorial team|staff|agencies) ?[/|+] ?(?-i:[A-Z]{2,6})"
    r"|(?:from|by) (?:our|a) (?:own |special |staff |foreign )?(?:correspondents?|reporters?)\b.{0,60})$",
    re.I,
)
# "Herald foreign desk", "Dispatch staff and agency", "Money team, Lodev Herald".
_DESK = re.compile(
    r"^(?:(?:[A-Z][\w’'-]*|(?:and|of|the)) ){0,3}"
    r"(?:(?i:foreign|national|politics|political|business|sports?|city|world|news|web|digital|online|home|local|regional"
    r"|health|science|consumer|economics|culture|data|crime|courts?|international|night|day|special) )?"
    r"(?:staff|desk|team|newsroom|bureau|reporters?|correspondents?)(?:,? (?:and|with) (?:agency|agencies|wires?))?"
    r"(?:, [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,3})?$"
)
# "From Northern Wires and our own staff", "From our river desk. Translated from Karsian".
_FROM = re.compile(
    r"^From (?:our|the|[A-Z]).{2,60}?\b(?:staff|desk|correspondents?|agencies|newsroom|reporters?)"
    r"(?:\. Translated from [A-Z]\w+)?\.?$"
)
# "ANA ROTH and PIET VOS, Northern Wires"; "Ana Roth with KNA"; "Ana Roth; additional reporting by Northern Wires".
_WITH_HOUSE = re.compile(
    rf"^{_CAPITALS}(?:,? and {_CAPITALS})*, [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}}$"
    rf"|^{_NAMES}(?:,? with|[;,] (?:additional )?reporting by) [A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}}$"
)
# "Ana Roth, water officer": what an institute's or a campaign's page says of its writer.
_OFFICER = re.compile(
    rf"^{_NAME}, (?:[a-z-]+ ){{0,3}}(?:officer|analyst|advis[eo]r|director|researcher|fellow|economist|campaigner"
    r"|coordinator|historian|lecturer|professor|critic|lawyer)$"
)


def is_byline(line: str) -> bool:
    """Say whether a line near the top of a page names who wrote the story, whatever stands beside it.

    >>> is_byline("By Ana Roth, river desk"), is_byline("Words: Ana Roth. Pictures: Piet Vos")
    (True, True)
    >>> is_byline("Report: Dam Fails In Lodev"), is_byline("By noon the dam had gone")
    (False, False)
    """
    return any(form.match(line) for form in (_BYLINE, _WRITER_LINE, _LABELLED, _HOUSE_WRITERS))


def may_be_byline(line: str) -> bool:
    """Say whether a line names writers if it stands beside a date and is no headline; elsewhere it may be anything.

    >>> may_be_byline("Herald foreign desk"), may_be_byline("Mayor sacks staff")
    (True, False)
    """
    return any(form.match(line) for form in (_DESK, _FROM, _WITH_HOUSE, _OFFICER))
