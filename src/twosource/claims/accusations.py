"""A denial comes in; the accusation that its report tells of right before it goes out.

"A accused B of arming them. B's ministry rejected the accusation" denies what A said, though B's ministry repeats no
word of it. Between the two nobody else may be heard: A's own words often stand there, in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from twosource.claims.answers import NEAR, words_of
from twosource.claims.denying import is_plain
from twosource.claims.near import NEXT_SENTENCE
from twosource.claims.statements import Statement
from twosource.claims.telling import capital, sentence, together, with_article, with_marks
from twosource.claims.word_given import JUDGES
from twosource.claims.wording import concept, root_of
from twosource.model import Reading, Report

# "Accused Kestria of", "blames the mill for", "suspects it of hiding", "blamed Kestria, without offering proof"; in the
# active voice, for "was accused of theft" says not by whom.
_ACCUSES = re.compile(
    r"(?P<who>[^;:“”\"]*?)\b(?:(?:accus|blam)(?:e|es|ed|ing)|suspect(?:s|ed)?(?= (?:[^\s,;]+ ){1,6}?of \w+ing\b))"
    r" (?P<whom>(?!of\b|for\b|by\b|on\b)[^;:“”\"]{2,160}?)"
    r"(?= (?:of|for) |,? without |[.;]|$)"
)
_accusing = lru_cache(maxsize=8192)(_ACCUSES.match)
# "The accusation", "that charge", "the allegation as “baseless”": the word alone, or with what it is called.
_THE_ACCUSATION = re.compile(
    r"(?:the|this|that|these|those|all|any such|such) (?:accusation|allegation|charge|claim)s?"
    r"(?: against (?:it|him|her|them))?(?:\W*| as\b.*)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z][\w-]+")
# "Parents blamed Moll, | which won the contract in May": what is said of whoever is blamed is not what he denies.
_ASIDE = re.compile(r"(?P<blame>[^,]*\bblam(?:e|es|ed|ing) (?:[A-Z][\w’'.-]*)(?: [A-Z][\w’'.-]*)*), (?:which|who)\b.*")
# "It accused", "he has blamed".
_BY_PRONOUN = re.compile(r"^(?:It|He|She|They) (?=(?:has |have |had |also |\w+ly )?(?:accus|blam))")
# "(Who) accused | the mill of lying": the verb as printed, right before whoever is accused.
_VERB_BEFORE = re.compile(
    r"\b(?:(?:has|have|had) )?(?:(?:\w+ly|also|since) )?(?:(?:accus|blam)(?:e|es|ed)|suspect(?:s|ed)?) $"
)
_SEVERAL = re.compile(r"have |(?:\w+ly )?(?:accuse|blame|suspect) $")
_OF_WHAT = re.compile(r"\b(?:of|for) \w")
# "Clerks accused Moll", "Moll was also accused": nobody denies that he was accused.
_TELLS_OF_ACCUSING = re.compile(
    r"(?:[^:“”\"]{2,80}: )?(?:(?!who\b|which\b|that\b|said\b|says\b)[^\s;:“”\"]+ ){1,20}?(?<!the )"
    r"(?:(?<!, )(?:accus|blam)(?:e|es|ed)\b|suspect(?:s|ed)? (?=(?:[^\s,;]+ ){1,6}?of \w+ing\b))"
    r"(?! (?:man|men|woman|women|person)\b)"
)
_FOR = re.compile(r", for \w+ing\b|, for (?:the|his|her|its|their)\b")
_OPENER = r"(?:On|In|At|By|But|And|Late|Early|After|Before|Then|Later|\w+day)"
_POSSESSOR = (
    rf"(?P<of>(?:(?!{_OPENER}\b)[A-Z][\w-]{{1,40}} ){{0,4}}(?!{_OPENER}\b)[A-Z][\w-]{{1,40}}[’']s? )(?:[a-z]+ ){{0,2}}"
)
# "Had been put off", "was moved".
_PASSIVE = re.compile(r"\b(?:was|were|been|being) (?:\w+ly |ever )?\w+(?:ed|en|t|ut|un|ng|id)\b", re.IGNORECASE)


def accused_before(
    denial: Statement, held: Mapping[str, Sequence[tuple[int, Statement]]], reports: Mapping[str, Report]
) -> int | None:
    """Return the number of the claim that accuses whoever denies it, shortly before in the denial's report, or None.

    "The accusation" is the last one made. What the denial says in words of its own ("that it had armed them") must
    tell of a deed as well, in the very next sentence, and come from whoever is named as accused: a ministry that is
    blamed for one thing may deny another. `held` has the statements of each report with the numbers of their claims.
    """
    text = reports[denial.report].text
    denier = text[denial.sentence.start : denial.span.start]
    number = {id(s): n for n, s in held[denial.report] if s.stance != "denies"}
    said = [s for _, s in held[denial.report] if id(s) in number]
    accusing = [s for s in said if _is_made_before(s, denial) and whom_accuses(s, text) is not None]
    last = max(accusing, key=lambda s: (s.sentence.start, s.kind == "utterance", -s.span.start), default=None)
    if last is None or JUDGES.search(denier):
        return None
    whom = whom_accuses(last, text) or ""
    named = _is_named_in_both(denial.about, denier, whom)
    next_to = denial.sentence.start - last.sentence.end <= NEXT_SENTENCE
    if _THE_ACCUSATION.fullmatch(denial.text) or is_plain(denial.text):
        # Others may be heard in between where only one accusation stands near, and whoever denies it is named in it.
        one = len({s.sentence for s in accusing}) == 1
        answers = next_to or (named and (one or _only_accuser_between(last, denial, said)))
    else:
        answers = next_to and named and tells_of_harm(denial)
    if not answers or set(last.speakers) & set(denial.speakers):
        return None
    return number[id(last)]


def _is_made_before(statement: Statement, denial: Statement) -> bool:
    if statement.supposed or statement.negated or statement.part:
        return False
    return statement.sentence.start < denial.sentence.start <= statement.sentence.end + NEAR


def whom_accuses(statement: Statement, text: str) -> str | None:
    """Return whom a statement accuses, in the report's words, or None where it accuses nobody.

    It holds the verb ("the mayor blamed the mill for it"), or stands right behind ("accused *the mill of lying*").
    """
    sentence = statement.sentence.of(text)
    found = _accusing(sentence)
    if found is None or re.search(r"\b(?:not|never|n[’']t|to)(?: \w+ly)? $", found["who"]):
        return None
    verb = statement.sentence.start + found.start("whom") - 1
    holds = statement.span.start < verb <= statement.span.end
    return found["whom"] if holds or 0 <= statement.span.start - verb <= 1 else None


def of_accusers(
    readings: Iterable[Reading], group: Sequence[Statement], denying: Sequence[Statement], reports: Mapping[str, Report]
) -> tuple[Reading, ...]:
    """Return the readings of a claim that are of an accusation, where that is what was denied; else all of them.

    A claim may hold who blames somebody beside who merely counts, by numbers that no accuser has; nobody who denies
    "the accusation" denies a count.
    """
    accusing = [s for s in group if whom_accuses(s, reports[s.report].text) is not None]
    if not accusing or not all(_THE_ACCUSATION.fullmatch(d.text) for d in denying):
        return tuple(readings)
    numbers = frozenset(n for s in accusing for n in s.numbers)
    accusers = {s.report for s in accusing}
    counting = {s.report for s in group if s.numbers - numbers} - accusers
    return tuple(r for r in readings if r.report not in counting)


def accusation_told(statement: Statement, text: str) -> str | None:
    """Return an accusation that is no sentence by itself, told with who makes it; else None.

    "It will look into a claim by Moll, *who accused Harrow Rail of* …" tells more than the accusation: that is told by
    whoever makes it, the verb as printed, and what he says.

    >>> _BY_PRONOUN.sub("The union ", "It accused the mill of lying.")
    'The union accused the mill of lying.'
    """
    if statement.sound or whom_accuses(statement, text) is None:
        return None
    verb = _VERB_BEFORE.search(text, statement.sentence.start, statement.span.start)
    # "The firm and its owner suspect" says nothing of either alone.
    alone = verb is not None and len(statement.speakers) == 1 and _SEVERAL.match(verb[0]) is not None
    if verb and statement.speakers and not alone and _OF_WHAT.search(statement.text):
        said = with_marks(statement.span, text).of(text)
        who = together(statement.speakers)
        opens = text.startswith(capital(who), statement.sentence.start)  # "Four men accused": not "the four men"
        return sentence(f"{capital(who if opens else with_article(who))} {verb[0]}{said}")
    told = sentence(statement.sentence.of(text))
    return _BY_PRONOUN.sub(f"{capital(together(statement.speakers))} ", told) if statement.speakers else told


def denied_by_whom(by: str, told: str) -> str:
    """Return what is denied, after who denies it; of whoever was accused, that it is the accusation which he denies.

    >>> (
    ...     denied_by_whom("Moll", "Clerks accused Moll of theft."),
    ...     denied_by_whom("Moll", "He met the accused man."),
    ... )
    ('Accusation denied by Moll: Clerks accused Moll of theft.', 'Denied by Moll: He met the accused man.')
    """
    return f"{'Accusation denied' if _TELLS_OF_ACCUSING.match(told) else 'Denied'} by {by}: {told}"


def blame_alone(told: str) -> str:
    """Return an accusation without what it says of the accused in passing.

    >>> blame_alone("Dockers blamed Moll Works, which built the crane in May, according to a log.")
    'Dockers blamed Moll Works.'
    >>> blame_alone("Dockers blamed Moll, who owns the crane, for hiding it.")
    'Dockers blamed Moll, who owns the crane, for hiding it.'
    """
    found = _ASIDE.fullmatch(told)
    return f"{found['blame']}." if found and not _FOR.search(told) else told


def _is_named_in_both(names: Iterable[str], denier: str, whom: str) -> bool:
    """Say whether one of these names is in both: "Kestria" in "Kestria's envoy" and in "neighbouring Kestria"."""
    parts = {root_of(part) for name in names for part in name.split()}
    one, other = ({root_of(w.lower()) for w in _WORD.findall(words)} for words in (denier, whom))
    return bool(parts & one & other)


def _only_accuser_between(accusing: Statement, denial: Statement, said: Sequence[Statement]) -> bool:
    """Say whether between an accusation and a denial nobody is heard but the accuser."""
    between = (s for s in said if accusing.sentence.start < s.sentence.start < denial.sentence.start)
    return all(set(s.speakers) <= set(accusing.speakers) for s in between if s.speakers)


def tells_of_harm(statement: Statement) -> bool:
    """Say whether a statement tells of a deed that one would deny; "her orders came in May" tells of none.

    Words such as "order" and "plan" do so as the verb, or beside another word of the kind.
    """
    harm = words_of("harm") & set(statement.words)
    return bool(harm - words_of("harm_as_verb")) or len(harm) > 1 or concept(statement.predicate) in harm


def with_possessor(speaker: str, before: str) -> str:
    """Return a speaker with whose it is, as the words before the denial have it.

    >>> with_possessor("foreign ministry", "On Monday Kestria's foreign ministry rejected")
    "Kestria's foreign ministry"
    >>> with_possessor("Ines Karpel", "Kestria's ambassador, Ines Karpel, denied")
    'Ines Karpel'
    """
    found = re.search(_POSSESSOR + re.escape(speaker), before)
    return f"{found['of']}{speaker}" if found and speaker[:1].islower() else speaker


def was_done_by(denial: Statement, statement: Statement) -> bool:
    """Say whether a statement tells of whoever denies it as doing what the denial says was not done, and to what."""
    verb = concept(statement.predicate)
    told = statement.words[statement.words.index(verb) + 1 :] if verb in statement.words else ()
    if not verb or statement.subject == denial.subject or denial.subject not in told:
        return False
    names = {name for s in denial.speakers for name in (s.lower(), *s.lower().split()[-1:])}
    passive = _PASSIVE.search(denial.text) is not None and _PASSIVE.search(statement.text) is None
    return passive and statement.subject in names and set(denial.words) - {verb} <= {*told, statement.subject}
