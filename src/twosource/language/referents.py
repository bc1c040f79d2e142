"""Referents: every mention of a report is given to somebody, in reading order, by what was read before."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from twosource.language.anaphora import (
    REACH,
    Memory,
    Referent,
    Resolved,
    Seen,
    find_by_gender,
    find_group,
    find_named_together,
    find_one_of,
    find_owner,
    find_person,
    find_same,
    find_source,
    find_thing,
    find_two,
)
from twosource.language.cast import Cast
from twosource.language.gazetteer import state_of, word_class
from twosource.language.holders import find_holder
from twosource.language.mention import Mention
from twosource.language.name_forms import ReportMentions
from twosource.language.namesakes import choose_namesake, people_within
from twosource.language.nounphrase import SPOKEN
from twosource.language.office_names import (
    STATE_BODIES,
    bare_words,
    government,
    is_state_office,
    name_office,
    possessive,
    spoken_for,
)
from twosource.language.picked_out import (
    is_anyone,
    is_nobody,
    is_picked_out,
    is_told_apart,
    named_behind,
    of_what,
    one_of_them,
)
from twosource.language.possessions import PAPERS, find_firm, find_force, find_fuller, find_paper, ministry_of
from twosource.language.roles import Role, fits
from twosource.lexicon import load
from twosource.model import Span

__all__ = ["Discourse"]

_OPEN = frozenset(load("names")["words"]["open"])
_THEY = frozenset(["they", "them", "their", "both", "neither", "two", "duo", "pair"])
_COUNTED = frozenset(["some", "many", "others", "most", "several", "few"])
_TOWNS = frozenset(["city", "town", "state", "village", "county"])
_ANYBODY = frozenset(["people", "person", "source", "witness", "resident", "friend", "colleague"])
_NOBODY = frozenset(("thing", "GPE", "LOC"))  # "who" never stands for them
_CLAUSE, _BREAKS = 60, frozenset('.,;:!?()"“”«»—–\n')  # characters from a subject to who is told; where a clause ends
_SIDES = frozenset(("camp", "entourage"))
_MEMBERS = frozenset(("member", "members"))
_SPEAK_FOR = SPOKEN | frozenset(load("offices")["serving"])
_RECORDS = frozenset(load("offices")["records"])
_SPOKEN_THROUGH = frozenset((*load("offices")["utterance"], *load("offices")["compiled"]))


class Discourse:
    """The state of reading one report: who has been mentioned, and when."""

    def __init__(self, cast: Cast, report: ReportMentions) -> None:
        self._cast = cast
        self._mentions = report.mentions
        self._found: dict[Span, Resolved] = {}
        self._memory = Memory()
        self._speaking: Mapping[Span, Sequence[Span]] = {}
        self._opening: set[Span] = set()
        self._order = 0
        self._last: dict[int, int] = {}  # member -> where it was meant last
        self._times: dict[int, int] = defaultdict(int)
        self._by_span = {m.span: m for m in report.mentions}
        self._text = report.text
        self._ending = {m.span.end: m for m in report.mentions if m.kind == "name"}
        self._names = {m.span.start for m in report.mentions if m.kind == "name"}
        self._starting = {m.span.start: m for m in report.mentions if m.kind == "name"}
        self._named = sorted((m for m in report.mentions if m.kind == "name" and not m.quoted), key=lambda m: m.span)
        self._named_at = [m.span.start for m in self._named]
        self._owned = {m.possessor: m.span for m in report.mentions if m.possessor}

    def read(self, speaking: Mapping[Span, Sequence[Span]]) -> dict[Span, Resolved]:
        """Return the referents of every mention by its span; `speaking` holds what those say that are sources."""
        self._speaking = speaking
        order, sentence = 0, -1
        quoted: int | None = None
        # An inner mention ("Falk" in "Falk's spokesman") is read before the one around it.
        for mention in sorted(self._mentions, key=lambda m: (m.span.end, -m.span.start)):
            if mention.sentence != sentence:
                # What is quoted in one paragraph, over however many sentences, is one step away.
                at = mention.paragraph if mention.quoted else None
                order, sentence, quoted = order + (at is None or at != quoted), mention.sentence, at
            self._order = order
            resolved = self._resolve(mention, order)
            if resolved is None:
                continue
            self._found[mention.span] = resolved
            new = not any(r.member in self._last for r in resolved.who)
            self._remember(Seen(mention, resolved.who, order, mention.span in speaking, new))
            named = self._by_span.get(mention.apposition) if mention.apposition else None
            if named is not None and named.kind == "body" and mention.kind in ("name", "body"):
                self._memory.bodies[:] = [s for s in self._memory.bodies if s.mention.span != named.span]
                self._found[named.span] = resolved  # "the guild" is the Open Reef Union from here on
                self._remember(Seen(named, resolved.who, order, named.span in speaking, new))
        return self._found

    def _remember(self, seen: Seen) -> None:
        mention = seen.mention
        if mention.furniture or not seen.who or is_anyone(mention, self._text):
            return
        for referent in seen.who:
            if referent.member >= 0:
                if not (mention.quoted and mention.kind == "pronoun"):
                    self._last[referent.member] = mention.span.start
                self._times[referent.member] += 1
        self._memory.keep(seen, self._found.get(mention.conjunct) if mention.conjunct else None)

    def _resolve(self, mention: Mention, order: int) -> Resolved | None:
        if mention.furniture or (mention.kind != "name" and is_nobody(mention, self._text)):
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
            people_within(mention, self._cast) if mention.headline else ()
        )
        if members:
            at = choose_namesake(members, mention, self._cast, self._last, self._times)
            member = self._cast.members[at]
            if member.kind == "PERSON":
                return Resolved((Referent(member.name, "PERSON", member.gender or mention.gender, at),), "name")
            if is_state_office(mention):
                return self._body(mention)
            return Resolved((Referent(government(member.name), member.kind, "n", at),), "name")
        if is_state_office(mention):
            return self._body(mention)
        return Resolved((Referent(government(mention.name), mention.entity, mention.gender),), "name")

    def _role(self, mention: Mention, order: int) -> Resolved:
        named = self._found.get(mention.apposition) if mention.apposition and not mention.plural else None
        if named is not None and named.who and named.who[0].kind == "PERSON":
            return named
        if mention.text[:1].isupper() and " " not in mention.text and not (mention.definite or mention.indefinite):
            named_so = [at for at in self._cast.candidates(mention.text) if self._cast.members[at].kind == "PERSON"]
            if named_so:  # "Dean" where a Howard Dean is in the story
                return self._name(mention)
        if mention.plural:
            return self._plural_role(mention, order)
        if not mention.indefinite:
            beside = named_behind(mention, self._text, self._starting)
            if beside is not None and beside.entity == "PERSON":
                return self._name(beside)
            picked_out = beside is not None or is_picked_out(mention, self._text)
            if not picked_out and (source := find_source(mention, self._memory.people)) is not None:
                return Resolved(source.who, "role")
            holder = None if picked_out else self._holder(mention, order)
            if holder is not None and self._is_told_of(holder, mention):
                holder = None  # "the candidate had told Falk": Falk is the other one
            same = None if of_what(mention, self._text) else find_same(mention, order, self._memory.people)
            unnamed = same is not None and (same.mention.indefinite or {r.kind for r in same.who} == {"role"})
            nameless = same if same and unnamed and (same.speaks or same.mention.subject) else None
            nameless = nameless or (None if same else find_one_of(mention, order, self._memory.groups))
            since = -1 if holder is None or not self._is_called(holder, mention) else self._last.get(holder.member, -1)
            if nameless and nameless.mention.span.start > since:
                return Resolved(nameless.who, "role")  # "the diplomat" after "a diplomat said" is no minister
            if holder is not None or (same is not None and not picked_out):
                return Resolved((holder,) if holder is not None else same.who[:1] if same else (), "role")
        name = spoken_for(mention, self._by_span, self._cast) or self._office_name(mention)
        return Resolved((Referent(name, "role", mention.gender),), "office")

    def _is_called(self, holder: Referent, mention: Mention) -> bool:
        """Say whether the story calls somebody by the very word: a minister is an official, and is not called one."""
        return any(role.head == mention.head for role in self._cast.members[holder.member].roles)

    def _is_told_of(self, holder: Referent, mention: Mention) -> bool:
        """Say whether the clause of a subject goes on to name somebody, whom the subject then cannot mean."""
        if not mention.subject:
            return False
        for start in range(mention.span.end + 1, min(mention.span.end + _CLAUSE, len(self._text))):
            if self._text[start - 1] in _BREAKS:
                return False
            named = self._starting.get(start)
            if named is not None and holder.member in self._cast.candidates(named.name or named.text):
                return len(self._text[mention.span.end : start].split()) > 0
        return False

    def _owner(self, mention: Mention) -> Resolved | None:
        """Return whose it is, also where the owner stands after it ("a spokesman for Falk") and is not read yet."""
        if mention.possessor is None:
            return None
        owner = self._by_span.get(mention.possessor)
        known = self._found.get(mention.possessor)
        unread = known is None and owner is not None and owner.kind in ("name", "body", "pronoun")
        if owner is not None and unread and owner.span not in self._opening:
            self._opening.add(owner.span)  # an owner's owner may lead back here
            known = self._resolve(owner, self._order)
            self._opening.discard(owner.span)
        return known

    def _holder(self, mention: Mention, order: int) -> Referent | None:
        """Return who holds the office that a description names, or the last man or woman."""
        owner = self._owner(mention)
        if mention.head in _ANYBODY or (owner is not None and owner.who and owner.who[0].kind == "PERSON"):
            return None  # "Falk's spokesman" is whoever speaks for Falk, and no office of the state
        if mention.head in ("man", "woman"):
            known = mention.definite and not is_told_apart(mention, self._text)
            return find_by_gender(mention, order, self._memory) if known else None
        whose = self._by_span.get(mention.possessor) if mention.possessor else None
        unnamed = (whose.head,) if whose is not None and whose.kind == "body" else of_what(mention, self._text)
        return find_holder(mention, self._cast, self._last, unnamed)

    def _plural_role(self, mention: Mention, order: int) -> Resolved:
        """Resolve "the ministers" to the two who were named together and hold such an office, else to themselves."""
        words = mention.text.lower()
        # "Two officials" without an article are two whom nobody has named.
        both = words.startswith("both ") or (mention.definite and words.startswith("two "))
        if both and (two := find_two(mention, order, self._memory, self._may_be)):
            return Resolved(two, "group")
        if named := find_named_together(mention, order, self._memory, self._may_be):
            return Resolved(named, "group")
        same = find_same(mention, order, self._memory.groups)
        name = same.who[0].name if same is not None else self._office_name(mention)
        return Resolved((Referent(name, "people"),), "role" if same else "office")

    def _body(self, mention: Mention) -> Resolved:
        """Resolve a body without a proper name: an office of a state, or what "the committee" was before."""
        if (renamed := self._renamed(mention)) is not None:
            return renamed
        if mention.head == "government" and mention.place and state_of(mention.place):
            return Resolved((Referent(possessive(mention.place) + " government", "ORG", "n"),), "office")
        if mention.head in _TOWNS and mention.place:
            return Resolved((Referent(mention.place, "GPE", "n"),), "office")  # "the city of Strelsau" is Strelsau
        if mention.head == "ministry" and (named := ministry_of(mention, self._owner(mention), self._cast)) is not None:
            return Resolved((Referent(self._office_name(named), "ORG", "n"),), "office")
        plain = mention.definite and mention.kind == "body" and mention.possessor is None and not mention.place
        if plain and (mention.head not in STATE_BODIES or mention.office == "ministry"):
            fuller = find_fuller(mention, self._memory.bodies[-REACH:]) or find_firm(mention, self._memory.bodies)
            if fuller is not None:
                return Resolved(fuller.who, "role")
        elif plain and (force := find_force(mention, self._memory.bodies)) is not None:
            return Resolved(force.who, "role")
        return Resolved((Referent(self._office_name(mention), "ORG", "n"),), "office")

    def _renamed(self, mention: Mention) -> Resolved | None:
        """Return the body that a description behind its name renames: "Salt and Lanterns, *the alliance* that …"."""
        named = self._ending.get(mention.span.start - 2) if mention.definite and not mention.plural else None
        if named is None or named.entity == "PERSON" or self._text[named.span.end : mention.span.start] != ", ":
            return None
        return self._found.get(named.span) if self._text.startswith((" that ", " which "), mention.span.end) else None

    def _thing(self, mention: Mention) -> Resolved | None:
        owner = self._owner(mention)
        paper = find_paper(mention, owner, self._memory.papers) if mention.head in PAPERS else None
        if owner is not None and owner.who and mention.head in _SPOKEN_THROUGH:
            return Resolved(owner.who, "role")  # who issued a statement, or worked out figures, speaks through them
        if paper is not None:
            return paper
        words = mention.text.split()
        known = self._cast.candidates(mention.text) or (self._cast.candidates(words[-1]) if words[-1:] > ["A"] else ())
        known = known if words and words[-1][:1].isupper() else ()
        if known:
            member = self._cast.members[known[0]]
            return Resolved((Referent(member.name, member.kind, member.gender, known[0]),), "name")
        if mention.definite and mention.possessor is None:
            fuller = find_fuller(mention, self._memory.bodies[-REACH:] + self._memory.people[-REACH:])
            if fuller is not None:
                return Resolved(fuller.who, "role")
        if mention.head in load("offices")["mute"]:
            return None
        informs = mention.head in _RECORDS or (mention.place and mention.head in load("offices")["compiled"])
        how = "record" if informs else "office" if self._is_several(mention) else "words"
        # "Arn Union figures" are what the union counted
        return Resolved((Referent(self._office_name(mention), "people" if mention.plural else "thing", "n"),), how)

    def _is_several(self, mention: Mention) -> bool:
        """Say whether people speak who are called by their side or their house: "the Falk camp", "two of its crew"."""
        words = mention.text.split()
        if mention.head in _SIDES:
            return mention.possessor is not None or (len(words) > 1 and words[-2][:1].isupper())
        return mention.head in _MEMBERS and word_class(words[-1].lower()) in ("body", "person")

    def _pronoun(self, mention: Mention, order: int) -> Resolved | None:
        if mention.apposition is not None:
            antecedent = self._found.get(mention.apposition)
            if mention.head in ("who", "whom") and antecedent and {r.kind for r in antecedent.who} & _NOBODY:
                return None
            return antecedent
        if mention.subject and (some := self._part_of(mention)) is not None:
            return Resolved((some,), "office")
        if mention.head in _OPEN:
            return None
        who: tuple[Referent, ...] = ()
        how = "pronoun"
        said = self._speaking.get(mention.span, ())
        if mention.gender in ("m", "f"):
            if self._owned.get(mention.span) in self._speaking:
                person = find_owner(mention, order, self._memory)
            else:
                person = find_person(mention, order, self._others(mention, said), mention.span in self._speaking, said)
            who = (person,) if person is not None else ()
        elif mention.head in _THEY:
            who, how = find_group(mention, order, self._memory, self._may_be, said), "group"
        elif mention.head == "its" and (owner := self._joined_owner(mention)):
            who = owner
        elif mention.head == "it" and said and (main := self._main_subject(mention)):
            who = main
        elif mention.head in ("it", "its"):
            who = find_thing(mention, order, self._memory, mention.span in self._speaking)
        elif mention.subject and mention.head in _COUNTED:
            who, how = (Referent(mention.head),), "words"
        return Resolved(who, how) if who else None

    def _others(self, mention: Mention, said: Sequence[Span]) -> Memory:
        """Return who was mentioned less those whom a "he" names behind it: he who "said Falk had been offered nine".

        Nobody is called by his name in what he himself is told to have said; in quotation marks he may name himself.
        """
        behind = [Span(max(s.start, mention.span.end), s.end) for s in said]
        within = ((bisect_left(self._named_at, s.start), bisect_left(self._named_at, s.end), s) for s in behind)
        names = (m for first, last, s in within for m in self._named[first:last] if m.span.end <= s.end)
        found = [self._cast.candidates(m.name or m.text) for m in names]
        told_of = {members[0] for members in found if len(members) == 1}
        others = [seen for seen in self._memory.people if seen.who[0].member not in told_of]
        return replace(self._memory, people=others) if others and told_of else self._memory

    def _part_of(self, mention: Mention) -> Referent | None:
        """Return who is some of several: "*two* of its workers" are two workers, "*one* of those who fled," is one."""
        if mention.head == "one":
            words = one_of_them(mention, self._text)
            return Referent(words, "role") if words else None
        if mention.head not in _COUNTED | {"two"} or not self._text.startswith(" of ", mention.span.end):
            return None
        start = mention.span.end + len(" of ")
        whole = next((m for m in self._mentions if m.span.start == start and m.kind == "role" and m.plural), None)
        resolved = self._resolve(whole, self._order) if whole is not None and whole.possessor is not None else None
        if resolved is None or [r.kind for r in resolved.who] != ["people"]:
            return None
        return Referent(f"{mention.head} {resolved.who[0].name}", "people")

    def _main_subject(self, mention: Mention) -> tuple[Referent, ...]:
        """Return the subject of a sentence that goes on about a thing: "Arn issued a list, which *it* said was old"."""
        if not self._text.endswith(", which ", 0, mention.span.start):
            return ()
        last: Mention | None = None
        for other in self._mentions:
            named = other.sentence == mention.sentence and other.subject and other.kind in ("name", "body")
            if named and other.span.end < mention.span.start and not other.quoted:
                last = other
        if last is None or last.plural or last.gender in ("m", "f"):
            return ()
        found = self._found.get(last.span)
        return found.who if found is not None else ()

    def _joined_owner(self, mention: Mention) -> tuple[Referent, ...]:
        """Return the body right before "and its": "the ministry, Arn Rail *and its* union" has a union of Arn Rail."""
        named = self._ending.get(mention.span.start - len(" and "))
        if named is None or self._text[named.span.end : mention.span.start] != " and ":
            return ()
        known = self._found.get(named.span)
        return known.who if known and all(r.kind != "PERSON" for r in known.who) else ()

    def _office_name(self, mention: Mention) -> str:
        spelt = self._by_span.get(mention.possessor) if mention.possessor else None
        if (
            mention.kind == "body" and spelt is not None and spelt.kind == "role"
        ):  # whoever is mayor: the mayor's office
            whose: tuple[str, str] | None = (bare_words(spelt, None, self._names), "role")
        else:
            owner = self._owner(mention)
            whose = (owner.who[0].name, owner.who[0].kind) if owner is not None and owner.who else None
            if whose is None and mention.head in _SPEAK_FOR and spelt is not None and spelt.kind == "role":
                whose = bare_words(spelt, None, self._names), "role"  # "a spokesman for the harbour master"
        return name_office(mention, bare_words(mention, spelt, self._names), whose, self._cast)

    def _may_be(self, referent: Referent, mention: Mention) -> bool:
        if referent.kind != "PERSON":
            return False
        if mention.kind == "pronoun" or mention.head in ("man", "woman", "rival", "opponent"):
            return not mention.gender or referent.gender in ("", mention.gender)
        roles = self._cast.members[referent.member].roles if referent.member >= 0 else ()
        return any(fits(mention.office, mention.place, False, Role(r.office, r.place)) for r in roles)
