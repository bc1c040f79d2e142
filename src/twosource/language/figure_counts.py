"""Numbers without a unit: what a bare number counts, and whether it counts anything at all."""

from __future__ import annotations

import re
from dataclasses import replace

from twosource.language.figure_comparators import Comparator, comparator_after, comparator_before
from twosource.language.figure_drafts import Draft, plain_draft
from twosource.language.figure_happening_words import STATE
from twosource.language.figure_labels import follows_name, is_idle_one, is_name, is_year
from twosource.language.figure_nouns import Counted, counts_persons, read_noun, singular_of
from twosource.language.figure_numerals import Numeral
from twosource.language.figure_raised import raised_group, raised_happening
from twosource.language.figure_units import unit_after
from twosource.language.parser import Parsed
from twosource.lexicon import load

_GROUPS = frozenset(load("figure_labels")["groups"]["words"])
_DATED = re.compile(r"(?<![A-Za-z])(?:in|since|until|till|by|from|before|after|to|as)[ \u00a0]$", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:children|babies|infants|toddlers|kids|pupils|youngsters|boys|girls|adults|women|men|people|anyone|those) "
    r"(?:under|over|above|below) (?:the age of )?$"
)
_MODELS = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d+[A-Z]?s")  # "412 B-70s": machines by their model
_AGE_AFTER = re.compile(r"[ ]?[,;)]")
# "The death toll has risen to seven", "that brings the number of dead to five": a toll counts in words as in figures.
_COME_TO = re.compile(
    r"\b(?:death toll|toll|number of (?:the |those )?(?:people |(?:confirmed )?(?:dead|deaths|victims|fatalities)\b"
    r"|killed\b|injured\b|wounded\b|missing\b|arrests\b|cases\b))[^.;:]{0,90}?"
    r"\b(?:risen|rose|rises|rising|climbed|climbs|grown|grew|increased|jumped|fallen|fell|stands|stood|put)"
    r"(?: [a-z]+)? (?:to|at) $"
    r"|\b(?:br(?:ings?|inging|ought)|tak(?:es?|ing)|took|rais(?:es?|ed|ing)|push(?:es|ed|ing)) the (?:death )?"
    r"(?:toll|number of (?:the )?(?:people killed|dead|deaths|victims|fatalities|injured|wounded|missing)(?: [a-z]+)?)"
    r"(?: from [^.;:]{1,40}?)? to $",
    re.IGNORECASE,
)


def read_count(parsed: Parsed, numeral: Numeral, first: int, last: int) -> Draft | None:
    """Read what a number without a unit counts; drop years, names and idle numbers."""
    tokens, text = parsed.tokens, parsed.text
    token = tokens[first]
    hyphen = text[numeral.end : numeral.end + 1] == "-"
    after = last + 1
    if hyphen and after < len(tokens) and tokens[after].text == "-":
        after += 1
    if hyphen and after < len(tokens) and tokens[after].lower in ("odd", "plus"):
        after, hyphen = after + 1, False  # "thirty-odd people"
    noun = read_noun(parsed, after, of=numeral.kind == "vague" or _of_follows(parsed, after))
    if hyphen and noun is not None and noun.first == after:
        noun = Counted(after, after, after, tokens[after].lemma.lower())
    plain = noun is not None and tokens[noun.head].pos == "NOUN"
    compared = comparator_before(text, numeral.start) or comparator_after(text, numeral.end)
    plural = noun is not None and (tokens[noun.head].tag == "NNS" or counts_persons(noun, None))
    ranged = re.match(r"[ \u00a0]?(?:-|–|to|or)[ \u00a0]?(\d{4})(?!\d)", text[numeral.end : numeral.end + 10])
    goes_on = ranged is not None and unit_after(text, numeral.end + ranged.end()) is not None
    if is_year(parsed, numeral, token, _year_counts(parsed, noun, goes_on or _surely(text, numeral, compared))):
        return None
    tentative = replace(plain_draft(numeral, first, last), tentative=True)
    if is_name(parsed, numeral, token, plain and plural):
        return None
    if is_idle_one(parsed, numeral, token):
        return tentative
    age = _is_age(parsed, numeral, first, last)
    if age or (compared and not plural and _is_age_limit(text, compared, numeral)):
        return plain_draft(numeral, first, last, unit="year of age", family="age")
    if noun is None and (group := _group_of(parsed, first)):
        return plain_draft(numeral, first, last, unit="people", noun=group)
    if noun is None and raised_happening(parsed, first):
        return plain_draft(numeral, first, last, noun=raised_group(parsed, first))
    if not _stands(parsed, numeral, first, last, noun, compared is not None):
        return tentative
    return plain_draft(numeral, first, last, noun=noun)


def _is_age_limit(text: str, compared: Comparator, numeral: Numeral) -> bool:
    """Say whether a number behind a comparator limits an age: "children under five travel free"."""
    small = not isinstance(numeral.value, tuple) and 0 < numeral.value <= 110
    return small and _AGED.search(text[max(0, compared.start - 14) : numeral.start]) is not None


def _surely(text: str, numeral: Numeral, compared: Comparator | None) -> bool:
    """Say whether a comparator makes four digits a count: "over 2000", but not "since at least 2003"."""
    if compared is None or compared.edge == "about":
        return False
    return _DATED.search(text[max(0, compared.start - 9) : compared.start]) is None or compared.start >= numeral.end


def _year_counts(parsed: Parsed, noun: Counted | None, surely: bool) -> str:
    """Return what four digits that look like a year count, for figure_labels.is_year: only plurals do."""
    if surely:
        return "surely"
    if noun is None or parsed.tokens[noun.head].pos != "NOUN":
        return ""
    if parsed.tokens[noun.head].tag == "NN" and noun.singular not in ("people", "police", "staff", "personnel"):
        return ""
    return "people" if counts_persons(noun, None) else "things"


def _group_of(parsed: Parsed, first: int) -> Counted | None:
    """Return the group that a number gives the size of: "a crew of five"; a Group of Seven is a name."""
    tokens = parsed.tokens
    at = first - 2
    if (
        at < 0
        or tokens[first - 1].lower != "of"
        or tokens[at].text not in _GROUPS
        or tokens[at].sent != tokens[first].sent
    ):
        return None
    return Counted(at, at, at, singular_of(tokens[at]))


def _of_follows(parsed: Parsed, after: int) -> bool:
    return after < len(parsed.tokens) and parsed.tokens[after].lower == "of"


def _stands(parsed: Parsed, numeral: Numeral, first: int, last: int, noun: Counted | None, compared: bool) -> bool:
    """Say whether a number without a unit says how many of something."""
    inner = parsed.tokens[first]
    token = parsed.tokens[last] if first <= inner.head <= last else inner  # "Twenty-three were"
    printed = parsed.text[numeral.start : numeral.end]
    if compared or numeral.scale > 1:
        return True
    if last + 1 < len(parsed.tokens) and parsed.tokens[last + 1].lower in STATE:
        return True  # "19 dead"
    if printed[:5].lower() == "minus" or _is_answer(parsed, numeral, first, last):
        return True
    digits = printed[-1].isdigit()
    named = follows_name(parsed, token) and digits and "," not in printed and "." not in printed
    if noun is not None:
        head = parsed.tokens[noun.head]
        if head.pos == "NOUN":
            following = parsed.tokens[last + 1]
            if (
                head.tag == "NN"
                and digits
                and "," not in printed
                and not isinstance(numeral.value, tuple)
                and numeral.value >= 1000
                and not counts_persons(noun, None)
            ):
                return False  # "the 1033 programme"
            return not named or (head.tag == "NNS" and not (following.pos == "PROPN" and following.entity != "NORP"))
        return not named and (
            bool(re.search(r"[,.]\d", printed))
            or head.tag == "NNPS"
            or not digits
            or head.entity == "NORP"
            or _MODELS.fullmatch(head.text) is not None
        )
    if digits:
        return not named and (
            bool(re.search(r"[,.]\d", printed))
            or token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "npadvmod", "appos")
            or (first > 0 and parsed.tokens[first - 1].lower == "by")
        )
    if _COME_TO.search(parsed.text, max(0, numeral.start - 160), numeral.start):
        return True
    return token.dep in ("nsubj", "nsubjpass", "dobj") and not numeral.lone


def _is_answer(parsed: Parsed, numeral: Numeral, first: int, last: int) -> bool:
    """Say whether a number in words is a whole sentence, as in "She counted again. Forty-six"."""
    start, after = parsed.sents[parsed.tokens[first].sent]
    others = [t for t in parsed.tokens[start:after] if not first <= t.i <= last and t.pos not in ("PUNCT", "SPACE")]
    return (
        not others
        and start > 0
        and numeral.kind == "word"
        and not isinstance(numeral.value, tuple)
        and numeral.value > 9
    )


def _is_age(parsed: Parsed, numeral: Numeral, first: int, last: int) -> bool:
    """Say whether a bare number is a person's age: "Name, 81," or ";", "aged 25", "the age of 21", "he will be 35"."""
    text, tokens = parsed.text, parsed.tokens
    if (
        isinstance(numeral.value, tuple)
        or numeral.kind not in ("digits", "word")
        or not 0 < numeral.value < 120
        or numeral.value != int(numeral.value)
    ):
        return False
    if re.search(
        r"(?:\baged?(?: of)?(?: (?:about|around|between|over|under))?|\bturn(?:s|ed|ing)?|\bdied at"
        r"|\b(?:man|woman|boy|girl|child|widow|widower|pensioner|teenager|baby|infant|youth) of) $",
        text[max(0, numeral.start - 20) : numeral.start],
        re.IGNORECASE,
    ):
        return True
    if numeral.kind == "word":
        return False
    previous = tokens[first - 1] if first else None
    before = tokens[first - 2] if first > 1 else None
    if (
        previous is not None
        and previous.text in (",", "(")
        and before is not None
        and (before.entity == "PERSON" or before.pos == "PROPN")
        and _AGE_AFTER.match(text, numeral.end)
    ):
        return text[numeral.end : numeral.end + 2].lstrip()[:1] in (",;" if previous.text == "," else ")")
    if (
        previous is not None
        and previous.entity == "PERSON"
        and previous.pos == "PROPN"
        and last + 1 < len(tokens)
        and tokens[last + 1].pos in ("AUX", "VERB")
    ):
        return True
    if re.search(
        r"\b(?:life expectancy|(?:average|median|mean|retirement) age)\b[^.,;]{0,40}$",
        text[max(0, numeral.start - 60) : numeral.start],
    ):
        return True
    head = tokens[tokens[first].head]
    if head.lemma == "be" and tokens[first].dep == "attr":
        subject = next((tokens[c] for c in parsed.children[head.i] if tokens[c].dep == "nsubj"), None)
        return subject is not None and subject.lower in ("he", "she", "i", "who", "expectancy", "age")
    return False
