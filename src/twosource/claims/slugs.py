"""A wire report's line in brackets that says what it corrects comes in; what it takes back goes out, and no statement.

"(Corrects number of injured in second paragraph to 27, not 31)" is an agency's note to the newsrooms that run its copy.
It tells nothing of the event; the 31 is withdrawn in the agency's copy. "(Corrects to say that two pilots were lightly,
not badly, hurt)" takes back what the copy says in the very same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from twosource.claims.disowned import NEWSROOM
from twosource.claims.houses import Houses
from twosource.claims.numbers import number_concept
from twosource.claims.put_right import happened, numbered
from twosource.claims.reach import are_of_one_house
from twosource.claims.statements import Statement
from twosource.claims.wording import concepts
from twosource.language.figure_numerals import Numeral, find_numerals
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

_SLUG = re.compile(
    r"^[ \t]*(?:[A-Z][^()\n]{0,60}(?:\([^()\n]{2,30}\)[^()\n]{0,12})?[-–—] ?)?"
    r"(?P<slug>[(\[](?:this (?:story|version|report|article|item|piece|dispatch|copy)\b[^()\n]{0,40}? )?"
    r"(?P<how>corrects|corrected|refiles?|fixes|clarifies|removes|deletes|drops|adds|updates|recasts|repeats)\b"
    r"[^()\n]*(?:\([^()\n]*\)[^()\n]*)*[)\]])[ \t]*$"
    # A paper has the same in a sentence, without brackets.
    r"|^[ \t]*(?P<line>This (?:story|version|report|article|item|piece|dispatch) (?:has been|was) (?:corrected|amended)"
    r"(?: on [^\n,]{1,30}?)? to (?:show|say|state|read|reflect|make (?:it )?clear)\b[^\n]*)$",
    re.IGNORECASE | re.MULTILINE,
)
_CORRECTS = re.compile(r"\b(?:correct|fix|amend)(?:s|es|ed|ing)?\b", re.IGNORECASE)
# Between the right number and the wrong one, and the other way round.
_TO = re.compile(r"(?: [\w’'-]+){0,2}?,? \(?(?:not|from|instead of|rather than)(?: the)? $", re.IGNORECASE)
_FROM = re.compile(r"\bfrom $", re.IGNORECASE)
_THEN_TO = re.compile(r"(?: [\w’'-]+){0,2}?,? to $", re.IGNORECASE)
_OF_COUNT = re.compile(r"\b(?:number|figure|toll|count|tally|total)s?\b", re.IGNORECASE)
# "To say that two pilots were *lightly, not badly,* hurt", "died *in Orlow, not in Danne*"
_SAYS = re.compile(
    r"\b(?:to (?:say|show|read|state|reflect|make (?:it )?clear)|saying|showing)(?: that)? (?P<clause>[^()]+?)[)\].]*$",
    re.I,
)
_NOT = re.compile(
    r"(?P<lead>(?:in|on|at|by|from|the|an?) )?(?P<right>[\w’'-]+),? (?:and )?not (?:(?:in|on|at|by|from|the|an?) )?"
    r"(?P<wrong>[A-Za-z][\w’'-]*)(?:,| |$)",
    re.IGNORECASE,
)
# "To reach *a trapped hiker, not a colleague's vehicle,* when the wind turned"
_DET = r"(?:an?|the|his|her|its|their|two|three|four|five)"
_WORD = rf"(?!{_DET}\b|not\b)[\w’'-]+"
_NOT_THE_THING = re.compile(
    rf"\b{_DET} (?:{_WORD} ){{0,3}}(?P<right>{_WORD}),? (?:and )?not"
    rf" (?P<wrong>{_DET} (?:{_WORD} ){{1,3}}?{_WORD})(?:,|$)",
    re.IGNORECASE,
)
# "In the *second* quarter, not the *first*"
_NTH = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next)"
_NOT_THE_NTH = re.compile(
    rf"\b(?P<right>{_NTH}) (?P<of>[\w’'-]+),? (?:and )?not (?:(?:in|on|at|by) )?(?:the )?(?P<wrong>{_NTH})(?:,|$)",
    re.IGNORECASE,
)
# "*Two* managers were sentenced, not *three*": the number stands too far off to be read beside the other.
_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|one|no)"
_NOT_SO_MANY = re.compile(
    rf"\b(?P<right>{_NUMBER}) (?P<rest>[\w’'-]+(?: [\w’'-]+){{2,14}}),? (?:and )?not (?P<wrong>{_NUMBER})(?:,|$)",
    re.IGNORECASE,
)
_EMPTY = re.compile(
    r"(?:an?|the|was|were|is|are|had|has|have|been|be|in|on|at|by|of|to|for|that|and|his|her|its|their)"
)
# So many letters tell one word from another, and so many words must be the same.
STEM, LEAST_SHARED = 6, 2
# Two statements that have this share of the longer in common stand in one place.
MOST = 0.6


@lru_cache(maxsize=500)
def slugs_in(text: str) -> tuple[Span, ...]:
    r"""Return the lines of a report that tell newsrooms what it corrects or adds; several steps ask for the same.

    >>> [s.of(text) for text in ["(Corrects date)\n\nRain fell. (It corrects itself.)"] for s in slugs_in(text)]
    ['(Corrects date)']
    """
    return tuple(Span(*found.span("slug" if found["slug"] else "line")) for found in _SLUG.finditer(text))


def without_slugs(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements but for those in such lines, with the counts that these lines take back."""
    slugs = slugs_in(report.text)
    kept = [s for s in statements if not any(s.sentence.overlaps(slug) for slug in slugs)]
    return [*kept, *(_withdrawn(report, slug, figure) for slug in slugs for figure in _wrong(report.text, slug, notes))]


def _wrong(text: str, slug: Span, notes: ReportNotes) -> Iterator[Figure]:
    """Yield the number that a line says was wrong, where it says of what it is."""
    if not _CORRECTS.search(text, slug.start, slug.end):
        return
    numbers = [_at(n, slug.start) for n in find_numerals(slug.of(text)) if not isinstance(n.value, tuple)]
    for first, second in pairwise(numbers):
        between = text[first.end : second.start]
        backwards = _FROM.search(text[slug.start : first.start]) and _THEN_TO.fullmatch(between)
        if not backwards and not _TO.fullmatch(between):
            continue
        wrong = first if backwards else second
        what = happened(slug.of(text)) if _OF_COUNT.search(slug.of(text)) else None
        near = (f for f in notes.figures if any(f.span.overlaps(Span(n.start, n.end)) for n in (first, second)))
        like = next((f for f in near if f.unit and not isinstance(f.value, tuple)), None)
        if what is not None:
            like = Figure(
                report=notes.report, span=slug, low=0, high=0, comparator="=", value=0, unit="people", what=what
            )
        if like is not None:
            yield numbered(like, wrong)
        return


def _at(numeral: Numeral, start: int) -> Numeral:
    return numeral._replace(start=numeral.start + start, end=numeral.end + start)


def _withdrawn(report: Report, slug: Span, figure: Figure) -> Statement:
    """Return what takes a number back in a line."""
    words = (number_concept(float(figure.low or 0)), *concepts([figure.what or figure.unit]))
    return _made(report, figure.span, slug, words, figure=figure, stance="withdraws", who=report.outlet or NEWSROOM)


def _made(
    report: Report,
    span: Span,
    sentence: Span,
    words: tuple[str, ...],
    *,
    stance: str,
    who: str = "",
    figure: Figure | None = None,
    said: str | None = None,
    predicate: str = "",
) -> Statement:
    return Statement(
        report=report.id,
        span=span,
        text=span.of(report.text),
        kind="utterance" if who else "own",
        words=words,
        speakers=(who,) if who else (),
        stance=stance,
        negated=False,
        direct=False,
        sentence=sentence,
        depth=round(span.start / max(1, len(report.text)), 4),
        figure=figure,
        said=said,
        predicate=predicate,
        part=True,
        sound=said is not None,
    )


def same_words_taken_back(
    reports: Mapping[str, Report],
    notes: Sequence[ReportNotes],
    home: Mapping[str, str],
    houses: Houses,
) -> list[Statement]:
    """Return, for each line that says what was not so in the words of the agency's copy, what it takes back and where.

    "Four officers were lightly, not badly, hurt" is of the one sentence of each report that has "four", "officers",
    "hurt" and "badly", and not "lightly"; of two such sentences none is known to be meant.
    """
    found = []
    for report in reports.values():
        for slug in slugs_in(report.text):
            said = _said_wrongly(slug.of(report.text)) if _CORRECTS.search(slug.of(report.text)) else None
            if said is None:
                continue
            right, wrong, clause = said
            words = concepts(re.findall(r"[\w’'-]+", clause))
            meant = [
                _made(reports[n.report], span, whole, words, stance="states", said=clause)
                for n in notes
                if are_of_one_house(report.id, n.report, reports, home, houses)
                and (places := list(_saying(reports[n.report].text, n, right, wrong, clause)))
                for whole, span in places[: len(places) == 1]
            ]
            if meant:
                taking = _made(report, slug, slug, words, stance="withdraws", who=report.outlet or NEWSROOM)
                found += [taking, *meant]
    return found


def in_place_of(statements: Sequence[Statement], taken: Sequence[Statement]) -> list[Statement]:
    """Return the statements with what is taken back, but for those that say as much where that was printed."""
    printed = [t for t in taken if t.stance == "states"]
    return [*(s for s in statements if not any(_say_as_much(s, t) for t in printed)), *taken]


def _say_as_much(statement: Statement, printed: Statement) -> bool:
    """Say whether two statements stand in one place of one report but for a few words at their ends."""
    a, b = statement.span, printed.span
    shared = min(a.end, b.end) - max(a.start, b.start)
    longer = max(a.end - a.start, b.end - b.start)
    return statement.report == printed.report and statement.stance == "states" and shared >= MOST * longer


def _said_wrongly(slug: str) -> tuple[str, str, str] | None:
    """Return the right word, the wrong one, and the clause as it was, of a line "to say that A, not B".

    >>> _said_wrongly("(Corrects to say that two pilots were lightly, not badly, hurt)")
    ('lightly', 'badly', 'two pilots were badly hurt')
    >>> _said_wrongly("(Corrects to show two guards were dismissed on Friday, not three, and one was fined)")
    ('two', 'three', 'three guards were dismissed on Friday')
    >>> _said_wrongly("(Corrects to say the pier opens in the second week, not the first)")
    ('second', 'first', 'the pier opens in the first week')
    >>> _said_wrongly("(Corrects to show that she had left by the night ferry, not the morning train, on Monday)")
    ('ferry', 'the morning train', 'she had left by the morning train on Monday')
    """
    says = _SAYS.search(slug)
    thing = _NOT_THE_THING.search(says["clause"]) if says else None
    if says is not None and thing is not None:
        before, after = says["clause"][: thing.start()], says["clause"][thing.end() :]
        return thing["right"].lower(), thing["wrong"].lower(), f"{before}{thing['wrong']}{after}".strip()
    nth = _NOT_THE_NTH.search(says["clause"]) if says else None
    if says is not None and nth is not None:
        was = f"{says['clause'][: nth.start()]}{nth['wrong']} {nth['of']}{says['clause'][nth.end() :]}"
        return nth["right"].lower(), nth["wrong"].lower(), was.strip()
    many = _NOT_SO_MANY.search(says["clause"]) if says else None
    if says is not None and many is not None:
        return many["right"].lower(), many["wrong"].lower(), f"{many['wrong']} {many['rest']}"
    found = _NOT.search(says["clause"]) if says else None
    if says is None or found is None or found["wrong"].isdigit():
        return None
    clause, tail = says["clause"], says["clause"][found.end() :]
    was = f"{clause[: found.start()]}{found['lead'] or ''}{found['wrong']} {tail.strip()}".strip()
    return found["right"].lower(), found["wrong"].lower(), was


def _saying(text: str, notes: ReportNotes, right: str, wrong: str, clause: str) -> Iterator[tuple[Span, Span]]:
    """Yield the sentences that say a clause in its words, each with the stretch that has them."""
    telling = {stem for stem in _stems(clause) if not _EMPTY.fullmatch(stem)}
    slugs = slugs_in(text)
    for sentence in notes.sentences:
        if any(sentence.overlaps(slug) for slug in slugs):
            continue
        words = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"[\w’'-]+", sentence.of(text))]
        held = {w for w, _, _ in words}
        shared = [(w, a, b) for w, a, b in words if w[:STEM] in telling]
        said = {w[:STEM] for w, _, _ in shared}
        if " " in wrong:
            # A thing of several words is told by them; who had it may be "he" there, and the rest in other words.
            meant = wrong in sentence.of(text).lower() and len(said - set(_stems(wrong))) > LEAST_SHARED
        elif re.fullmatch(_NUMBER, wrong):
            # What was counted is told by its noun: "received suspended sentences" may stand for "were convicted".
            counted = rf"\b{wrong} (?:[\w’'-]+ ){{0,2}}?{re.escape(clause.split()[1])}\b"
            meant = re.search(counted, sentence.of(text), re.IGNORECASE) is not None
        else:
            meant = wrong in held and telling <= said and len(telling) > LEAST_SHARED
        if meant and right not in held:
            yield sentence, Span(sentence.start + shared[0][1], sentence.start + shared[-1][2])


def _stems(words: str) -> list[str]:
    """Return the openings of some words."""
    return [w[:STEM] for w in re.findall(r"[\w’'-]+", words.lower())]
