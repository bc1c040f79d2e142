"""The statements of a report come in; of two counts in a sentence, "52, not 47", the second goes out as not so.

"There were 52 on board, not 47 as the police had said": the second number is printed, and whoever says this says that
it is wrong. Who gave it himself takes it back; of another's it is a denial; what the newsroom alone sets aside is left
out. "Four rather than nine" may be what somebody chose, and says no more unless nine is said to have been given before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from twosource.claims.disowned import NEWSROOM, earlier_words
from twosource.claims.near import by_sentence
from twosource.claims.put_right import cut_to, numbered, place_of, says_no
from twosource.claims.statements import Statement, as_part
from twosource.claims.voices import Roles, may_be_one
from twosource.language.clauses import Word
from twosource.language.figure_numerals import read_numeral
from twosource.language.notes import ReportNotes
from twosource.model import Figure, Report, Span

# So many words may stand between the two counts where nobody is said to have given the second.
NEAR = 7
# So many letters tell one word from another: "minister" and "ministry" go together.
STEM = 6
# "52 people were on board, *not* 47", "52 dead *rather than the* 47 given earlier"
_NOT = re.compile(
    r"(?P<kept>(?: [\w’'-]+){0,14}?)(?:,|,? and|,? but)? (?P<how>not|rather than|instead of) "
    r"(?:(?:about|around|some|at least|more than|the|his|her|its|their|earlier) )*",
    re.IGNORECASE,
)
_SAID = (
    r"(?:said|stated|announced|claimed|declared|gave|given|put|published|issued|reported|quoted|printed|counted"
    r"|told|thought|believed|feared|assumed|suggested|predicted|forecast|expected|hoped|planned)"
)
_ADVERB = r"(?:previously|earlier|first|initially|originally|wrongly|mistakenly|had|has|have|been|was|were|it|so)"
# "… not the 47 *the police* had announced"
_WHO = (
    r"(?:it|he|she|they|we|the [\w’'-]+(?: [\w’'-]+){0,2}?"
    r"|(?-i:[A-Z][\w’'-]*)(?: (?-i:[A-Z][\w’'-]*)){0,2})"
)
_ALONE = re.compile(rf"(?=[,.;:”\")]|$| as | (?:that |which )?{_WHO} (?:{_ADVERB} )*{_SAID}\b)", re.IGNORECASE)
_MONEY = ("$", "€", "£", "¥")
_ON_BOARD = re.compile(r"^ (?:[\w’'-]+ )?(?:on board|aboard)\b", re.IGNORECASE)
# "As the police had said on Monday", "as previously stated", "(the 47) given earlier".
_BEFORE = re.compile(
    rf"(?: [\w’'-]+){{0,4}}?,? as (?P<who>(?!{_ADVERB}\b)[^,.;:]{{1,50}}?) (?:{_ADVERB} )*(?P<said>{_SAID})\b"
    rf"|(?: [\w’'-]+){{0,4}}?,? as (?:{_ADVERB} )+(?P<how>{_SAID})\b"
    rf"|(?: [\w’'-]+){{0,2}}? (?:that |which )?(?P<them>{_WHO}) (?:{_ADVERB} )*(?P<told>{_SAID})\b"
    rf"|(?: [\w’'-]+){{0,3}}? (?:{_ADVERB} )*(?P<given>{_SAID})\b(?= (?:{_ADVERB}|by|on|in|at|yesterday)\b|[,.])",
    re.IGNORECASE,
)
# "… as the police had stated *on Monday*"
_WHEN = re.compile(
    r" (?:on|in|at|by|last|this|earlier|before|yesterday|initially)\b(?: [\w’'-]+){0,3}(?=[,.;”\"]|$)", re.IGNORECASE
)
_AS_HE_SAID = re.compile(
    r",? (?:and )?(?:not|rather than|instead of) (?:[^,.;:]|[,.](?=\d)){1,60}?,? as (?:the )?"
    rf"(?P<who>(?!{_ADVERB}\b)[^,.;:]{{1,50}}?) (?:{_ADVERB} )*{_SAID}\b",
    re.IGNORECASE,
)
_HIMSELF = {"it", "he", "she", "they", "we", "i"}
# What was only foreseen nobody has said to be so.
_FORESEEN = {"suggested", "predicted", "forecast", "expected", "hoped", "planned"}
# What was feared, or stood in a paper, nobody has given for sure.
_NOBODYS = {"reported", "quoted", "printed", "thought", "believed", "feared", "assumed"}


def mark_rejected(report: Report, notes: ReportNotes, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements with the counts that a sentence sets against those that it gives: "52, not 47"."""
    made, text = list(statements), report.text
    counted = {s.sentence for s in made if s.figure and _NOT.match(text, s.figure.span.end, s.sentence.end)}
    for sentence, near in by_sentence(notes) if counted else ():
        if sentence not in counted:
            continue
        within = [s for s in made if s.sentence == sentence]
        within = _by_who_says_it(text, sentence, within)
        for new, old, joint in _rejected(report.text, within, near.words):
            within = _without_old(report, near, within, new, old, joint)
            made = [s for s in made if s.sentence != sentence] + within
    return sorted(made, key=place_of)


def _by_who_says_it(text: str, sentence: Span, within: list[Statement]) -> list[Statement]:
    """Return the statements, what is said to be so on the word of who says it, and not of who gave the rejected number.

    "The mill said 52 were on board, not 47 as the police had said": the police did not say 52.
    """
    found = _AS_HE_SAID.search(text, sentence.start, sentence.end)
    if found is None:
        return within
    his = [s for s in within if s.speakers and speaks_for(s.speakers, found["who"], {}) and s.span.start < found.end()]
    other = next((s for s in within if s.speakers and not any(s is h for h in his) and not s.part), None)
    if not his or other is None or not any(h.span.overlaps(other.span) for h in his):
        return within
    told = [replace(h, speakers=other.speakers, attribution=other.attribution) for h in his]
    counted = any(h.figure is not None and not h.part and h.span.start == other.span.start for h in his)
    kept = [s for s in within if not any(s is h for h in his) and not (counted and s is other)]
    return [*kept, *told]


def _rejected(
    text: str, within: Sequence[Statement], words: Sequence[Word]
) -> list[tuple[Statement, Statement, re.Match[str]]]:
    """Return the counts of a sentence that stand behind another as what it was not, each with the one that it was."""
    found = []
    for new in {s.figure.span: s for s in sorted(within, key=lambda s: s.part, reverse=True) if s.figure}.values():
        assert new.figure is not None
        joint = _NOT.match(text, new.figure.span.end, new.sentence.end)
        begins = joint.end() + (text[joint.end() : joint.end() + 1] in _MONEY) if joint else 0
        at = read_numeral(text, begins) if joint and begins < new.sentence.end else None
        if joint is None or at is None or isinstance(at.value, tuple):
            continue
        old = next((s for s in within if s.figure and s.figure.span.overlaps(Span(at.start, at.end))), None)
        if _ALONE.match(text, at.end):
            # Without a noun it is of what was counted before, whatever else it may be read as.
            figure = replace(numbered(new.figure, at), span=Span(joint.end(), at.end))
            old = replace(as_part(text, words, old or new, figure), stance=old.stance if old else "states")
        if old is not None and old.figure and old.stance != "denies" and _of_one_kind(new.figure, old.figure):
            found.append((new, old, joint))
    return found


def _of_one_kind(new: Figure, old: Figure) -> bool:
    """Say whether a number may stand in place of another: no four of the men for ten of the dogs."""
    nouns = [set((f.noun or "").lower().split()) for f in (new, old)]
    if nouns[0] & nouns[1]:
        return True
    return not nouns[1] and (new.unit == old.unit or not old.unit)


def _without_old(
    report: Report,
    notes: ReportNotes,
    statements: list[Statement],
    new: Statement,
    old: Statement,
    joint: re.Match[str],
) -> list[Statement]:
    """Return the statements, one of them told as far as its count, and the count that it rejects with its stance."""
    assert new.figure is not None
    assert old.figure is not None
    told = _BEFORE.match(report.text, old.figure.span.end, new.sentence.end)
    if told is None and (joint["how"].lower() != "not" or len(joint["kept"].split()) > NEAR):
        return statements  # "four rather than nine" may be what somebody chose
    given = new.figure
    if given.what is None and given.unit == "people" and _ON_BOARD.search(joint["kept"]):
        given = replace(given, what="aboard")
    figure = replace(old.figure, unit=given.unit, what=given.what, noun=old.figure.noun or given.noun)
    part = as_part(report.text, notes.words, replace(old, negated=False), replace(figure, noun=old.figure.noun))
    part = replace(part, figure=figure)
    if told is not None and re.match(
        rf"(?: [\w’'-]+){{0,4}},? as {earlier_words(report.outlet or '')} ", told[0], re.I
    ):
        # The newsroom gave it, whoever may be read as the speaker of what is so: "as we reported on Monday".
        part = replace(part, kind="utterance", speakers=(report.outlet or NEWSROOM,), stance="withdraws")
    stance = _stance(part, told, notes)
    end = max(joint.end("kept"), new.figure.span.end)
    kept = []
    for s in statements:
        if s is old or (s.figure is not None and s.figure.span == old.figure.span):
            continue
        if told is not None and told.start() <= s.span.start < told.end() and s.figure is None:
            continue  # "as the police had said" says nothing
        if s.span.start <= new.figure.span.start and s.span.end >= old.figure.span.start:
            count = given if s.figure == new.figure else s.figure
            after = told.end() if told else old.figure.span.end
            when = _WHEN.match(report.text, after, s.span.end) if told else None
            rest = Span(min(when.end() if when else after, s.span.end), s.span.end)
            goes_on = any(map(str.isalnum, rest.of(report.text)))  # "52, not 47, were moved"
            s = cut_to(s, report.text, notes, s.span.end if goes_on else end, count, old.figure)
            if goes_on and not says_no(report.text[s.span.start : end] + rest.of(report.text)):
                s = replace(s, negated=False)
        kept.append(s)
    return [*kept, *([replace(part, stance=stance)] if stance else [])]


def _stance(old: Statement, told: re.Match[str] | None, notes: ReportNotes) -> str:
    """Return what a speaker does to the count that he rejects: takes it back, denies it, or nothing that is known."""
    if old.stance == "withdraws":
        return old.stance
    foreseen = told is not None and (told["said"] or told["told"] or told["how"] or told["given"]).lower() in _FORESEEN
    if not old.speakers or old.supposed or old.wished or foreseen:
        return ""
    who, how = (told["who"] or told["them"], told["how"] or told["given"]) if told else (None, None)
    if who is not None:
        roles: dict[str, set[tuple[str, str]]] = {}
        for name, office, place in notes.roles:
            roles.setdefault(name, set()).add((office, place))
        named = re.sub(r"^(?:the|an?|its|his|her|their|had|has|was) ", "", who.strip(), flags=re.IGNORECASE)
        return "withdraws" if named.lower() in _HIMSELF or speaks_for(old.speakers, named, roles) else "denies"
    return "withdraws" if how and how.lower() not in _NOBODYS else "denies"


def speaks_for(speakers: Sequence[str], named: str, roles: Roles) -> bool:
    """Say whether one of some speakers is, or speaks for, whoever is named: the two have a word in common.

    "The company" may be anybody, and is not the union that contradicts it.
    """
    return any(
        may_be_one(speaker, named, roles)
        and _words_of(named)
        & _words_of(f"{speaker} {' '.join(f'{office} {place}' for office, place in roles.get(speaker, ()))}")
        for speaker in speakers
    )


def _words_of(name: str) -> set[str]:
    """Return the openings of the words of a name, so that a minister goes with his ministry."""
    return {word[:STEM] for word in re.findall(r"[\w’'-]{3,}", name.lower())}
