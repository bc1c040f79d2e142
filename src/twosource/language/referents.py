"""Referents: every mention of a report is given to somebody, in reading order, by what was read before."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from twosource.language.cast import Cast, ReportMentions
from twosource.language.gazetteer import covers, seat, state_of
from twosource.language.mentions import Mention
from twosource.language.roles import Role, fits
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["Discourse", "Referent", "Resolved"]

_STATE_BODIES = frozenset(
    ("ministry", "parliament", "cabinet", "police", "army", "military", "navy", "embassy", "presidency", "government")
)
_NOT_STATES = frozenset(("European Union", "United Nations"))
_UNRESOLVED = frozenset(
    ("i", "we", "me", "us", "my", "our", "you", "what", "there", "this", "these", "that", "one", "all", "none")
)
_PEOPLE = frozenset(
    (
        "minister",
        "leader",
        "president",
        "senator",
        "candidate",
        "nominee",
        "man",
        "woman",
        "rival",
        "opponent",
        "politician",
        "official",
        "diplomat",
        "lawmaker",
        "contender",
        "both",
    )
)
_NOBODY = frozenset(("thing", "GPE", "LOC"))  # "who" never stands for them
_REACH = 14  # mentions of people back to which a pronoun looks
_SENTENCES = 8


class Referent(NamedTuple):
    """Who is meant: the canonical `name`, what kind, and the member of the cast, -1 for an office without a name."""

    name: str
    kind: str = ""
    gender: str = ""
    member: int = -1


class Resolved(NamedTuple):
    """The referents of a mention, and how they were found: name, role, office, pronoun, group or words."""

    who: tuple[Referent, ...]
    how: str


@dataclass(slots=True)
class _Seen:
    """A mention read before, with whom it meant; `order` counts sentences."""

    mention: Mention
    who: tuple[Referent, ...]
    order: int
    speaks: bool
    paragraph: int


class Discourse:
    """The state of reading one report: who has been mentioned, and when."""

    def __init__(self, cast: Cast, report: ReportMentions) -> None:
        self._cast = cast
        self._mentions = report.mentions
        self._found: dict[Span, Resolved] = {}
        self._people: list[_Seen] = []
        self._bodies: list[_Seen] = []
        self._groups: list[_Seen] = []
        self._last: dict[int, int] = {}
        self._times: dict[int, int] = defaultdict(int)
        self._by_span = {m.span: m for m in report.mentions}
        self._names = {m.span.start for m in report.mentions if m.kind == "name"}

    def read(self, speaking: set[Span]) -> dict[Span, Resolved]:
        """Return the referents of every mention by its span; `speaking` holds the mentions that are sources."""
        order, sentence = 0, -1
        # An inner mention ("Falk" in "Falk's spokesman") is read before the one around it.
        for mention in sorted(self._mentions, key=lambda m: (m.span.end, -m.span.start)):
            if mention.sentence != sentence:
                order, sentence = order + 1, mention.sentence
            resolved = self._resolve(mention, order)
            if resolved is None:
                continue
            self._found[mention.span] = resolved
            self._remember(_Seen(mention, resolved.who, order, mention.span in speaking, mention.paragraph))
        return self._found

    def _remember(self, seen: _Seen) -> None:
        mention = seen.mention
        if mention.furniture or not seen.who:
            return
        for referent in seen.who:
            if referent.member >= 0:
                self._last[referent.member] = mention.span.start
                self._times[referent.member] += 1
        if mention.conjunct and (before := self._found.get(mention.conjunct)) and mention.kind != "pronoun":
            both = tuple(dict.fromkeys(before.who + seen.who))
            self._groups.append(_Seen(mention, both, seen.order, seen.speaks, seen.paragraph))
        elif mention.plural or len(seen.who) > 1:
            self._groups.append(seen)
        if len(seen.who) == 1 and not mention.plural:
            kind = seen.who[0].kind
            (self._people if kind in ("PERSON", "role") else self._bodies).append(seen)
        elif mention.kind == "body":
            self._bodies.append(seen)

    def _resolve(self, mention: Mention, order: int) -> Resolved | None:
        if mention.furniture:
            return None
        if mention.kind == "name":
            return self._name(mention)
        if mention.kind == "pronoun":
            return self._pronoun(mention, order)
        if mention.kind == "role":
            return self._role(mention, order)
        if mention.kind == "body":
            return self._body(mention)
        return self._thing(mention)

    def _name(self, mention: Mention) -> Resolved:
        members = self._cast.candidates(mention.name or mention.text) or (
            self._within(mention) if mention.headline else ()
        )
        if members:
            at = self._choose(members, mention)
            member = self._cast.members[at]
            if member.kind == "PERSON":
                return Resolved((Referent(member.name, "PERSON", member.gender or mention.gender, at),), "name")
            if _is_state_office(mention):
                return self._body(mention)
            return Resolved((Referent(_government(member.name), member.kind, "n", at),), "name")
        if _is_state_office(mention):
            return self._body(mention)
        return Resolved((Referent(_government(mention.name), mention.entity, mention.gender),), "name")

    def _within(self, mention: Mention) -> tuple[int, ...]:
        """Return the people named by the first or last words of a headline's "name" ("Falk Says")."""
        words = mention.name.split()
        for cut in range(len(words) - 1, 0, -1):
            for part in (" ".join(words[:cut]), " ".join(words[-cut:])):
                if found := tuple(at for at in self._cast.candidates(part) if self._cast.members[at].kind == "PERSON"):
                    return found
        return ()

    def _choose(self, members: tuple[int, ...], mention: Mention) -> int:
        """Return the member that a name means here: of the right gender and office, last named in this report."""
        if len(members) == 1:
            return members[0]
        cast = self._cast.members

        def rank(at: int) -> tuple[bool, bool, int, int, int]:
            clash = bool(mention.gender and cast[at].gender and mention.gender != cast[at].gender)
            holds = not mention.office or any(
                fits(mention.office, mention.place, mention.past, r) for r in cast[at].roles
            )
            return clash, not holds, -self._last.get(at, -1), -self._times[at], members.index(at)

        return min(members, key=rank)

    def _role(self, mention: Mention, order: int) -> Resolved:
        if mention.apposition and (named := self._found.get(mention.apposition)) and not mention.plural:
            if named.who and named.who[0].kind == "PERSON":
                return named
        if mention.text[:1].isupper() and " " not in mention.text and not (mention.definite or mention.indefinite):
            named_so = [at for at in self._cast.candidates(mention.text) if self._cast.members[at].kind == "PERSON"]
            if named_so:  # "Dean" where a Howard Dean is in the story
                return self._name(mention)
        if mention.plural:
            return self._plural_role(mention, order)
        if not mention.indefinite:
            holder = self._holder(mention, order)
            if holder is not None:
                return Resolved((holder,), "role")
            same = self._same_description(mention, self._people, order)
            if same is not None:
                return Resolved((same,), "role")
        return Resolved((Referent(self._office_name(mention), "role", mention.gender),), "office")

    def _owner(self, mention: Mention) -> Resolved | None:
        """Return whose it is, also where the owner stands after it ("a spokesman for Falk") and is not read yet."""
        if mention.possessor is None:
            return None
        owner = self._by_span.get(mention.possessor)
        known = self._found.get(mention.possessor)
        if known is None and owner is not None and owner.kind in ("name", "body") and owner.possessor != mention.span:
            return self._resolve(owner, 0)
        return known

    def _holder(self, mention: Mention, order: int) -> Referent | None:
        """Return who holds the office: of those who fit, the last named here, else the most named in the story."""
        place = mention.place
        owner = self._owner(mention)
        if owner is not None and mention.place and owner.who and owner.who[0].kind == "PERSON":
            return None  # "Falk's spokesman" is whoever speaks for Falk, and no office of the state
        if owner is not None and owner.who and owner.who[0].kind == "PERSON":
            return None
        if mention.head in ("man", "woman", "people", "person", "source", "witness", "resident", "friend", "colleague"):
            return self._by_gender(mention, order) if mention.definite and mention.head in ("man", "woman") else None
        found: list[tuple[bool, int, int, int]] = []
        for head, held in self._cast.holders.items():
            if not covers(mention.head, head):
                continue
            for role, at in held:
                if (role.past and not mention.past) or not fits(mention.office, place, mention.past, role):
                    continue
                if place and not role.place and any(r.head == head and r.place for r in self._cast.members[at].roles):
                    continue  # holds it elsewhere
                known_place = not place or bool(role.place)
                if known_place or at in self._last:
                    found.append((known_place, self._last.get(at, -1), self._cast.members[at].count, -at))
        if not found:
            return None
        _, last, _, negative = max(found)
        if last < 0 and not place and not (mention.definite or mention.subject):
            return None
        if last < 0 and not place and len({f[3] for f in found}) > 1:
            return None
        member = self._cast.members[-negative]
        return Referent(member.name, "PERSON", member.gender, -negative)

    def _by_gender(self, mention: Mention, order: int) -> Referent | None:
        for seen in reversed(self._people[-4:]):
            if seen.who[0].gender == mention.gender and order - seen.order <= 3:
                return seen.who[0]
        return None

    def _same_description(self, mention: Mention, seen_before: list[_Seen], order: int) -> Referent | None:
        """Return whom an earlier, fuller description meant: "a hospital official" for "the official"."""
        if not mention.definite or mention.possessor is not None:
            return None
        words = set(mention.office.split())
        for seen in reversed(seen_before[-2 * _REACH :]):
            other = seen.mention
            if other.head == mention.head and other.kind == mention.kind and other.plural == mention.plural:
                if not mention.place or mention.place == other.place:
                    if words <= set(other.office.split()) and order - seen.order <= 4 * _SENTENCES:
                        return seen.who[0]
        return None

    def _plural_role(self, mention: Mention, order: int) -> Resolved:
        """Resolve "the ministers" to the two who were named together and hold such an office, else to themselves."""
        if mention.text.lower().startswith(("both ", "two ")) and (two := self._last_two(mention, order)):
            return Resolved(two, "group")
        if (
            mention.definite
            and mention.possessor is None
            and mention.head in _PEOPLE
            and len(mention.office.split()) < 3
        ):
            for group in reversed(self._groups[-6:]):
                if (
                    len(group.who) > 1
                    and order - group.order <= _SENTENCES
                    and all(self._may_be(r, mention) for r in group.who)
                ):
                    return Resolved(group.who, "group")
        same = self._same_description(mention, self._groups, order)
        name = same.name if same is not None else self._office_name(mention)
        return Resolved((Referent(name, "people"),), "role" if same else "office")

    def _last_two(self, mention: Mention, order: int) -> tuple[Referent, ...]:
        """Return the two people of the last sentences, if they are just two that the description fits."""
        found: list[Referent] = []
        for seen in reversed(self._people[-_REACH:]):
            who = seen.who[0]
            if order - seen.order <= 2 and who not in found and self._may_be(who, mention):
                found.append(who)
        return tuple(sorted(found, key=lambda r: r.member)) if len(found) == 2 else ()

    def _may_be(self, referent: Referent, mention: Mention) -> bool:
        if referent.kind != "PERSON":
            return False
        if mention.kind == "pronoun" or mention.head in ("man", "woman", "rival", "opponent"):
            return not mention.gender or referent.gender in ("", mention.gender)
        roles = self._cast.members[referent.member].roles if referent.member >= 0 else ()
        return any(fits(mention.office, mention.place, False, Role(r.office, r.place)) for r in roles)

    def _body(self, mention: Mention) -> Resolved:
        """Resolve a body without a proper name: an office of a state, or what "the committee" was before."""
        if mention.head == "government" and mention.place and state_of(mention.place):
            return Resolved((Referent(_possessive(mention.place) + " government", "ORG", "n"),), "office")
        if mention.head in ("city", "town", "state", "village", "county") and mention.place:
            return Resolved((Referent(mention.place, "GPE", "n"),), "office")  # "the city of Strelsau" is Strelsau
        plain = mention.definite and mention.kind == "body" and mention.possessor is None and not mention.place
        if plain and mention.head not in _STATE_BODIES:
            for seen in reversed(self._bodies[-_REACH:]):
                if (
                    seen.mention.head == mention.head
                    and seen.mention.plural == mention.plural
                    and seen.mention.span != mention.span
                    and _is_part(mention, seen.mention)
                ):
                    return Resolved(seen.who, "role")
        return Resolved((Referent(self._office_name(mention), "ORG", "n"),), "office")

    def _thing(self, mention: Mention) -> Resolved:
        owner = self._owner(mention)
        if owner is not None and owner.who and mention.head in load("offices")["utterance"]:
            return Resolved(owner.who, "role")  # who issued a statement speaks through it
        words = mention.text.split()
        known = self._cast.candidates(mention.text) or (self._cast.candidates(words[-1]) if words[-1:] > ["A"] else ())
        known = known if words and words[-1][:1].isupper() else ()
        if known:
            member = self._cast.members[known[0]]
            return Resolved((Referent(member.name, member.kind, member.gender, known[0]),), "name")
        if mention.definite and mention.possessor is None:
            recent = self._bodies[-_REACH:] + self._people[-_REACH:]
            for seen in sorted(recent, key=lambda s: -s.mention.span.start):
                other = seen.mention
                if other.head == mention.head and other.plural == mention.plural and _is_part(mention, other):
                    return Resolved(seen.who, "role")
        return Resolved((Referent(self._office_name(mention), "people" if mention.plural else "thing", "n"),), "words")

    def _office_name(self, mention: Mention) -> str:
        """Return what an office without a name is called: "Falk's spokesman", "interior ministry", "officials"."""
        owner = self._owner(mention)
        bare = _bare(mention, self._by_span, self._names)
        if mention.possessor is not None and owner is not None and owner.who:
            who = owner.who[0]
            if who.kind == "PERSON" and mention.head in load("offices")["personal"]:
                return f"{_surname(who.name)} {mention.head}"
            if who.kind == "PERSON":
                return f"{_possessive(_surname(who.name))} {bare}"
            if bare.lower() in who.name.lower():
                return bare
            if who.kind == "role":
                return f"{_possessive(who.name)} {bare}"
            if who.kind in ("ORG", "thing") and not state_of(who.name):
                return f"{who.name} {bare}" if bare.lower() not in who.name.lower() else bare
        if mention.kind in ("body", "name") and mention.head in _STATE_BODIES and mention.office:
            places = (mention.place,) if mention.place else self._cast.places.get(mention.office, ())
            if len(places) == 1 and state_of(places[0]):
                return f"{_possessive(places[0])} {mention.office}"
            return bare if mention.place else mention.office
        if mention.possessor is None and mention.place and mention.kind == "role" and mention.place not in bare:
            whose = [self._cast.members[at] for at in self._cast.candidates(mention.place)[:1]]
            if whose and whose[0].kind == "PERSON":  # the parser took the name for a body
                return f"{_possessive(_surname(whose[0].name))} {bare}"
            if whose and whose[0].kind == "ORG" and state_of(mention.place) is None:
                return f"{mention.place} {bare}"
        if mention.possessor is not None and mention.place:
            return f"{_possessive(mention.place)} {bare}"
        return bare

    def _pronoun(self, mention: Mention, order: int) -> Resolved | None:
        if mention.apposition is not None:
            antecedent = self._found.get(mention.apposition)
            if mention.head in ("who", "whom") and antecedent and {r.kind for r in antecedent.who} & _NOBODY:
                return None
            return antecedent
        if mention.head in _UNRESOLVED or mention.head in ("who", "which", "whom"):
            return None
        if mention.gender in ("m", "f"):
            person = self._antecedent(mention, order)
            return Resolved((person,), "pronoun") if person is not None else None
        if mention.head in ("they", "them", "their", "both", "neither", "two", "duo", "pair"):
            return self._they(mention, order)
        if mention.head in ("it", "its"):
            return self._it(mention, order)
        return (
            Resolved((Referent(mention.head),), "words")
            if mention.subject and mention.head in ("some", "many", "others", "most", "several", "few")
            else None
        )

    def _antecedent(self, mention: Mention, order: int) -> Referent | None:
        """Return whom "he" or "she" means: recent, a subject, the last to speak, of that gender; never a body."""
        best: tuple[float, int] | None = None
        speaker_found = False
        for back, seen in enumerate(reversed(self._people[-_REACH:])):
            who = seen.who[0]
            speaks = seen.speaks and not speaker_found and not seen.mention.quoted
            speaker_found = speaker_found or speaks
            if order - seen.order > _SENTENCES or seen.mention.span.overlaps(mention.span):
                continue
            if who.gender and who.gender != mention.gender:
                continue
            score = -0.9 * (order - seen.order) - 0.05 * back
            score += 1.2 * seen.mention.subject + 1.6 * speaks + 0.5 * bool(who.gender)
            score -= 2.0 * (seen.mention.quoted and not mention.quoted)
            score -= (2.0 - 0.8 * seen.speaks) * (who.kind == "role") + 0.6 * self._is_owner(seen.mention)
            if best is None or score > best[0]:
                best = (score, len(self._people[-_REACH:]) - 1 - back)
        return self._people[-_REACH:][best[1]].who[0] if best else None

    def _is_owner(self, mention: Mention) -> bool:
        return any(seen.mention.possessor == mention.span for seen in self._people[-3:] + self._bodies[-2:])

    def _they(self, mention: Mention, order: int) -> Resolved | None:
        """Return whom "they" or "both" means: the last group of people, or the last body that spoke."""
        both = mention.head in ("both", "two", "duo", "pair", "neither")
        found: list[tuple[float, tuple[Referent, ...]]] = []
        for seen in self._groups[-_REACH:] + ([] if both else self._bodies[-4:]):
            if order - seen.order > 4 or (both and len(seen.who) != 2) or seen.mention.span.overlaps(mention.span):
                continue
            if (seen.mention.kind == "other" and not seen.speaks) or (seen.mention.quoted and not mention.quoted):
                continue
            score = -1.0 * (order - seen.order) + 1.5 * seen.speaks + 1.0 * seen.mention.subject
            score -= 1.0 * (not seen.mention.plural and len(seen.who) == 1)
            found.append((score, seen.who))
        if not found:
            two = self._last_two(mention, order) if both else ()
            return Resolved(two, "group") if two else None
        return Resolved(max(found, key=lambda f: f[0])[1], "group")

    def _it(self, mention: Mention, order: int) -> Resolved | None:
        found: list[tuple[float, tuple[Referent, ...]]] = []
        for seen in self._bodies[-_REACH:]:
            if order - seen.order > 2 or seen.mention.plural or (seen.mention.quoted and not mention.quoted):
                continue
            score = -1.0 * (order - seen.order) + 1.5 * seen.speaks + 1.0 * seen.mention.subject
            found.append((score - 0.5 * (seen.mention.kind == "other"), seen.who))
        return Resolved(max(found, key=lambda f: f[0])[1], "pronoun") if found else None


def _is_state_office(mention: Mention) -> bool:
    return mention.entity == "ORG" and mention.head in _STATE_BODIES and bool(mention.office)


def _is_part(short: Mention, full: Mention) -> bool:
    """Say whether a description only repeats words of another: "the committee" of "the audit committee"."""
    return set(short.office.split()) <= set(full.office.split() + full.text.lower().split())


def _government(name: str) -> str:
    """Return the government for a state or a capital that speaks, the body for its seat, else the name itself."""
    known = state_of(name)
    if known and known[0] in _NOT_STATES and known[1] != "capital":
        return known[0]
    if known and (known[1] != "demonym" or name.isupper() or "." in name):
        return f"{_possessive(known[0])} government"
    return seat(name) or name


def _possessive(name: str) -> str:
    return name + ("'" if name.endswith("s") else "'s")


def _surname(name: str) -> str:
    words = name.split()
    return (
        words[-1]
        if words[-1].lower().strip(".") not in ("jr", "sr", "ii", "iii") or len(words) < 2
        else " ".join(words[-2:])
    )


def _bare(mention: Mention, by_span: dict[Span, Mention], names: set[int]) -> str:
    """Return the words of a phrase without its owner: "spokesman" of "Falk's spokesman"."""
    owner = by_span.get(mention.possessor) if mention.possessor else None
    text = mention.text.replace("\u00a0", " ")
    if owner is not None and mention.span.start <= owner.span.start < mention.span.end:
        at = text.find(owner.text)
        text = text[at + len(owner.text) :].strip() if at >= 0 else text
        text = text.removeprefix("'s ").removeprefix("’s ").lstrip("'’ ")
    words = text.split()
    begins = mention.span.end - len(text)
    if words and begins <= mention.sentence + len("The ") and begins not in names and not words[0].isupper():
        words[0] = words[0][:1].lower() + words[0][1:]
    return " ".join(words)
