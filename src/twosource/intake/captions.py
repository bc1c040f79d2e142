"""Which paragraphs are captions of pictures: by the credit that they end in, or by the words that they open with."""

from __future__ import annotations

import re
from functools import cache

from twosource.intake.credit import agency_of
from twosource.intake.page_lines import SPEECH, line_key
from twosource.lexicon import load

_ENDS = (".", "!", "?")
# Captions end in a credit: "(Ana Roth/AP)", "(ANA ROTH / POOL / AFP)", "(Photo by Ana Roth/Getty Images)".
_CLOSING_MARK = re.compile(r"[(\[](?P<inside>[^()\[\]]{2,120})[)\]][.\s]*$")
_PHOTOGRAPHER = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,3}[A-Z][\w.’'-]*\s?/\s?[A-Z][\w.&’'-]*(?:[ /]+[A-Z][\w.&’'-]*){0,4}"
)
_PHOTO_WORDS = re.compile(
    r"\b(?:photo(?:graph)?s?|image|picture|file|courtesy|screen ?(?:shot|grab)|illustration|handout|via|video|pool"
    r"|supplied)\b|\bpics?:",
    re.I,
)
_AGENCY = r"(?:AP|AFP|Reuters|REUTERS|EPA|Getty Images|Getty|Pool|Bloomberg(?: News)?)"
# An aside that only speaks of pictures: "(he later deleted the video)", "(649 asked via landline)".
_ASIDE = re.compile(
    r"^\d|\b(?:he|she|they|it|we|you|who|which|was|were|is|are|has|had|have|not|see|after|before|percent|points?)\b"
)
# "Divers at the quay (Northern Wires)": what agencies bear in their names, at the end of it.
_AGENCY_NAME = re.compile(r"(?:wires?|press|news|photos?|pictures|images|media)$", re.I)
# Forms of a credit without brackets, each with a mark that it cannot lack: to look for that first costs very little.
_UNBRACKETED = tuple(
    (mark, re.compile(form + r"(?:,? (?:FILE|File))?[.)\s]*$"))
    for mark, form in (
        (
            ":",
            r"\b(?:Photo(?:graph| credit| by| courtesy of)?|PHOTO|Picture|PICTURE|Image|Pics?|Credit|CREDIT)\s*:\s*"
            r"(?:[A-Z]\.\s?){0,3}(?:[^.:]|(?<= [A-Z])\.){2,70}",
        ),
        (" by ", r"[—–]\s*(?:Pictures?|Photos?|Pics?) by [A-Z][\w.’' -]{2,40}"),
        ("/", r"\b(?:AP Photo|REUTERS|AFP PHOTO|AFP|Getty Images|EPA)\s?/\s?[\w.’' -]{2,50}"),
        ("/", rf"[\w.’' -]{{3,40}}/\s?{_AGENCY}(?: (?:via|Images|Photo)[\w ]{{0,30}})?"),
        ("|", rf"\s\|\s+(?:AP Photo|{_AGENCY})(?: (?:via|Images|Photo)[\w ]{{0,30}})?"),
        ("via ", rf"\bvia {_AGENCY}"),
    )
)
_CAPTION_OPENING = re.compile(
    r"^(?:(?:FILE|In this|File)\b.{0,40}\b(?:photo|image|picture|frame)\b|\(?(?:FILE PHOTO|File photo|FILE)\s*[:–—-])"
)
LONGEST_CAPTION = 600
# "Divers at the quay in Lodev on Monday. XPA": a finished caption, then who took the picture, in capitals.
_CREDITED = re.compile(
    r"^(?=[^\n]*[a-z]{3})[A-Z].{25,}[a-z\d)][.!?][\"”’')]*\s+(?:[A-Z]\w+ [A-Z]\w+ ?/ ?)?"
    r"(?!(?:[ECMP][SD]?T|GMT|UTC|BST|TV|UN|US|UK|EU|OK)$)[A-Z]{2,}(?:[ /][A-Z]{2,}){0,2}$"
)
# The picture desk's own mark, which no sentence ends with; such captions may tell half the story first.
_FILE_PICTURE = re.compile(r"\((?:AP Photo|AFP Photo|REUTERS|Getty Images)/[^()]{2,80}\)\s*$|\(File photo\)\s*$", re.I)


def as_caption(paragraph: str) -> str | None:
    """Return "caption" if a paragraph is one, else None.

    >>> as_caption("The mill of Brack. (Pic: Herald)"), as_caption("The mill of Brack stands. (AP)")
    ('caption', None)
    """
    if _FILE_PICTURE.search(paragraph):
        return "caption"
    if len(paragraph) > LONGEST_CAPTION:
        return None
    if _CAPTION_OPENING.match(paragraph) or _opens_as_listed(paragraph):
        return "caption"
    mark = _CLOSING_MARK.search(paragraph) if ")" in paragraph or "]" in paragraph else None
    if mark and _is_photo_credit(mark["inside"], paragraph[: mark.start()]):
        return "caption"
    # A story's sentence ends in its full stop; without brackets only a credit after it, or none at all, is a sign.
    end = paragraph.rstrip()
    if not mark and end[-1:].isupper() and _CREDITED.match(paragraph) and not SPEECH.search(paragraph):
        return "caption"
    if mark or end.endswith(_ENDS):
        return None
    return "caption" if any(sign in paragraph and form.search(paragraph) for sign, form in _UNBRACKETED) else None


def is_credited_line(line: str) -> bool:
    """Say whether a line that is no sentence ends in an agency in brackets: between headline and story, a caption.

    >>> is_credited_line("Divers at the quay below the old bridge (Northern Wires)"), is_credited_line("Ana Roth (AP)")
    (True, False)
    """
    mark = _CLOSING_MARK.search(line) if line.endswith((")", "]")) else None
    if mark is None or len(line.split()) < 7 or line[: mark.start()].rstrip().endswith(_ENDS):
        return False
    return agency_of(mark["inside"]) is not None or bool(_AGENCY_NAME.search(mark["inside"]))


def _is_photo_credit(inside: str, before: str) -> bool:
    """Say whether the words in closing brackets name a photographer or a picture agency.

    "(Ana Roth/Meridian)" is one by its form, whoever Meridian is, where it follows a finished caption or a fragment
    and does not itself stand before the full stop of a sentence.
    """
    if _PHOTO_WORDS.search(inside) and (len(inside) < 60 or "/" in inside) and not _ASIDE.search(inside):
        return inside.casefold() not in ("video", "via video")
    if _PHOTOGRAPHER.fullmatch(inside.strip()) and not SPEECH.search(before):
        return True
    parts = [part.strip(" .").casefold() for part in re.split(r"[/|,;]| via | for ", inside)]
    return len(parts) > 1 and any(part in _photo_names() for part in parts)


def _opens_as_listed(paragraph: str) -> bool:
    """Say whether a paragraph has a listed opening; most are passed over by their first two letters."""
    letters = paragraph[:2].casefold()[:2]
    if letters.isalpha() and letters not in _first_letters():
        return False
    return line_key(paragraph[:80]).startswith(_caption_starts())


@cache
def _first_letters() -> frozenset[str]:
    return frozenset(start[:2] for start in _caption_starts())


@cache
def _caption_starts() -> tuple[str, ...]:
    return tuple(load("furniture")["captions"]["starts"])


@cache
def _photo_names() -> frozenset[str]:
    return frozenset(name.casefold() for name in load("agencies")["photo"]["names"])
