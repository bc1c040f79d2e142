"""Forms of names: what the reports of a story say about each way in which somebody is called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from twosource.language.gazetteer import adjectives_of, gender_of_first_name, state_of
from twosource.language.mention import Mention
from twosource.language.spelling import fold
from twosource.lexicon import load

__all__ = ["Form", "ReportMentions", "collect_forms", "fullest", "gender_of", "is_full", "is_person", "name_parts"]

_PARTICLES = frozenset(load("names")["words"]["particles"])
_SUFFIXES = frozenset(load("names")["words"]["suffixes"])
# "In" it as in a town, and not a share in a company.
_INSIDE = re.compile(
    r"(?<!\b[Ss]hares )(?<!\b[Ss]hare )(?<!\b[Ss]takes )(?<!\b[Ss]take )(?<!\b[Ss]tock )(?<!\binterest )"
    r"(?<!\b[Cc]onfidence )\b(?:in|near|into|outside) $"
)
_OWNED = "|".join(load("names")["words"]["owned"])
_OWNED_BEFORE = re.compile(rf"\b(?:{_OWNED})(?:,| called| named)? $")
_OWNED_BEHIND = re.compile(rf",? (?:is |was )?(?:an?|its|the)(?: [\w-]+){{0,3}} (?:{_OWNED})\b")
_SAID_BETWEEN = re.compile(r"\s+\w+(?: \w+)?,\s+")  # " said, "
_NEAR = 250  # characters between a name and its pronoun


class ReportMentions(NamedTuple):
    """The mentions of one report, placed in its text and in order. `text`, if given, names sources of other kinds."""

    report: str
    mentions: tuple[Mention, ...]
    text: str = ""


@dataclass(slots=True)
class Form:
    """What the story's reports say about one form of a name."""

    surfaces: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    pronouns: Counter[str] = field(default_factory=Counter)
    later: Counter[str] = field(default_factory=Counter)  # pronouns of the paragraph after
    long_forms: set[str] = field(default_factory=set)
    inside: int = 0  # times that something is in it
    owned: int = 0  # times that it is called a subsidiary or the like

    @property
    def kind(self) -> str:
        """The type that most mentions have; a person wins a tie."""
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind != "PERSON", kind))

    @property
    def count(self) -> int:
        """How often the form stands in the story."""
        return sum(self.surfaces.values())


def collect_forms(story: Sequence[ReportMentions]) -> dict[str, Form]:
    """Return the forms of all names in a story, by folded form; headlines count only where a text bears them out."""
    forms: dict[str, Form] = defaultdict(Form)
    elsewhere = {
        fold(m.name)
        for report in story
        for m in report.mentions
        if m.kind == "name" and not (m.furniture or m.headline)
    }
    for report in story:
        by_span = {m.span: m for m in report.mentions if m.kind == "name"}
        for mention in report.mentions:
            key = fold(mention.name)
            if not key:  # what the parser takes for a name may be a lone mark, which folds to nothing
                continue
            if mention.kind != "name" or mention.furniture or (mention.headline and not _is_borne_out(key, elsewhere)):
                continue
            form = forms[key]
            form.surfaces[_surface(mention.name)] += 1
            titled = mention.entity == "PERSON" and mention.office
            form.kinds[mention.entity] += 3 if titled or (mention.gender and " " not in mention.name) else 1
            if mention.gender in ("m", "f"):
                form.genders[mention.gender] += 1
            long = by_span.get(mention.acronym_of) if mention.acronym_of else None
            if long is not None:
                form.long_forms.add(fold(long.name))
            if report.text and _INSIDE.search(report.text[max(0, mention.span.start - 24) : mention.span.start]):
                form.inside += 1
            form.owned += report.text != "" and _is_owned(report.text, mention)
        _count_pronouns(report, forms)
    _settle_places(forms)
    _settle_words(forms)
    return dict(forms)


def _is_owned(text: str, mention: Mention) -> bool:
    """Say whether a name is told to be a part of another body: "the subsidiary Arn Link", "Arn Link, its cargo arm"."""
    start = mention.span.start + max(0, mention.text.find(mention.name))
    before = text[max(0, start - 30) : start]
    return bool(_OWNED_BEFORE.search(before) or _OWNED_BEHIND.match(text, mention.span.end))


def _settle_places(forms: dict[str, Form]) -> None:
    """Let a name be a place whose adjective the story has: where "Ruritanian" stands, nobody is Mr Ruritania."""
    for key, form in sorted(forms.items()):
        if form.kinds["PERSON"] and not form.genders and any(_is_adjective(forms, a) for a in adjectives_of(key)):
            form.kinds["GPE"] += form.kinds.pop("PERSON")


def _settle_words(forms: dict[str, Form]) -> None:
    """Let a single word be a town where things are done "in" it, and a body where a longer name begins with it.

    The parser takes words that it does not know for people. Who is called so is somewhere called by a first name, by
    an address or by "he"; a word that never is, is nobody.
    """
    people = {part for key, form in forms.items() if is_full(key) and is_person(key, form) for part in key.split()}
    bodies = {key.split()[0] for key, form in forms.items() if " " in key and form.kind in ("ORG", "OTHER")}
    for key, form in sorted(forms.items()):
        if " " in key or not form.kinds["PERSON"] or form.genders or key in people:
            continue
        if form.pronouns or form.later:
            continue
        if form.inside > 1:
            form.kinds["GPE"] += form.kinds.pop("PERSON")
        elif key in bodies and form.count > 1:
            form.kinds["ORG"] += form.kinds.pop("PERSON")


def _is_adjective(forms: dict[str, Form], word: str) -> bool:
    return word in forms and forms[word].kind == "NORP"


def _is_borne_out(key: str, elsewhere: set[str]) -> bool:
    """Say whether a name in a headline, where every word is a capital, stands in a text too, by surname at least."""
    words = key.split()
    return key in elsewhere or (len(words) == 2 and bool(gender_of_first_name(words[0])) and words[1] in elsewhere)


def _count_pronouns(report: ReportMentions, forms: dict[str, Form]) -> None:
    """Count "he" and "she" after a name where no other name stands between: what tells an unknown person's gender.

    A pronoun of the name's own paragraph tells more than one of the next, which may go on from an earlier speaker. One
    that goes on with what somebody said ("In return, Moll said, he had sold the mill") is as likely somebody else's.
    """
    last: Mention | None = None
    for mention in report.mentions:
        if mention.kind == "name" and not mention.furniture and mention.entity not in ("GPE", "NORP", "LOC"):
            last = mention if mention.subject and not mention.quoted else None
        elif mention.kind == "role" and not mention.plural and (last is None or mention.apposition != last.span):
            last = None
        elif mention.head in ("he", "she") and last is not None and not mention.quoted:
            form = forms.get(fold(last.name))
            between = report.text[last.span.end : mention.span.start]
            near = mention.span.start - last.span.end < _NEAR
            if form is not None and near and not _SAID_BETWEEN.fullmatch(between):
                (form.pronouns if mention.paragraph == last.paragraph else form.later)[mention.gender] += 1


def _surface(name: str) -> str:
    """Return a name with plain marks, once and without shouting.

    >>> _surface("Ana DUARTE"), _surface("ADA MOLL"), _surface("US ARMY"), _surface("CNN")
    ('Ana Duarte', 'Ada Moll', 'US Army', 'CNN')
    >>> _surface("Moll Mayor Moll"), _surface("Duran Duran")  # the captions of a gallery run a name on
    ('Mayor Moll', 'Duran Duran')
    """
    words = name.replace("’", "'").removesuffix("'s").split()
    if words[-1:] and words[-1] in words[:-2]:
        words = words[words.index(words[-1]) + 1 :]
    if len(words) > 1 and all(w.isupper() and len(w) > 2 for w in words):
        return " ".join(w.title() for w in words)  # a transcript's "ADA MOLL:"
    return " ".join(w.title() if len(words) > 1 and w.isupper() and len(w) > 3 else w for w in words)


def is_person(key: str, form: Form) -> bool:
    """Say whether the votes of a form make it a person; a known first name weighs more."""
    if form.kinds["PERSON"] == 0 or (state_of(max(form.surfaces)) and form.kind != "PERSON"):
        return False
    others = sum(n for kind, n in form.kinds.items() if kind != "PERSON")
    known = bool(gender_of_first_name(key.split()[0])) and " " in key
    return form.kinds["PERSON"] * (3 if known else 1) >= others


def is_full(key: str) -> bool:
    """Say whether a form has a first name that is written out, and a surname."""
    first, last, _ = name_parts(key)
    return len(first) > 1 and len(last) > 1


def name_parts(key: str) -> tuple[str, str, str]:
    """Return first name, surname and suffix of a folded name; a leading particle means that there is no first name."""
    words = key.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in _SUFFIXES else ""
    if words and words[0] in _PARTICLES:
        return "", words[-1], suffix
    return (words[0] if len(words) > 1 else ""), words[-1], suffix


def fullest(keys: list[str], forms: dict[str, Form]) -> str:
    """Return the fullest form: most words that are no initials, then the most frequent, then the first by alphabet."""
    surfaces: Counter[str] = Counter()
    for key in keys:
        surfaces.update(forms[key].surfaces)
    return min(surfaces, key=lambda s: (-sum(len(w.strip(".")) > 1 for w in s.split()), -surfaces[s], s))


def gender_of(keys: list[str], forms: dict[str, Form]) -> str:
    """Return the gender that address, then pronouns, then a lone first name tell; "" on a tie."""
    votes: Counter[str] = Counter()
    for kind in ("genders", "pronouns", "later"):
        for key in keys:
            votes.update(getattr(forms[key], kind))
        if votes:
            break
    if not votes and len(keys) == 1 and " " not in keys[0]:  # known by a first name alone
        return gender_of_first_name(keys[0])
    (first, most), (_, fewer) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most > fewer else ""
