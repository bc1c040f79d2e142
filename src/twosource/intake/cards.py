"""What a page's script writes amid a sentence, behind a name: a card with the full name, headlines and a button.

Scrapers take such cards for text: "Mayor Vos Ada (Addie) Maria VosFerry board to meet Dykes hold for now MORE said".
A sentence that is broken so is no sentence for a parser, a claim would be printed with other stories' headlines in it,
and all reports that name the mayor that week share those. The card goes and every character keeps its place.
"""

from __future__ import annotations

import re

# The last name that the sentence prints, then the full name, which ends in the same and in no space: a headline follows
# at once. "MORE" is the card's button. Longer ones than this were not met.
_PART = r"(?:[A-Z][\w.’'-]{0,30}|\([A-Z][\w.’' -]{0,30}\))"
_CARD = re.compile(
    rf"\b(?P<name>[A-Z][\w’'-]{{0,30}}[a-z])(?:,? )?(?:{_PART} ){{1,5}}(?P=name)"
    r"(?=[\[(“‘'\"A-Z\d])[^\n]{10,700}? MORE\b"
)


def blank_cards(text: str) -> str:
    """Return the text with spaces in place of such cards, as long as it was.

    >>> blank_cards("Ana Vos Ana Maria VosFerry late MORE left.")
    'Ana Vos                              left.'
    >>> blank_cards("Ana Vos told Ana Maria Vos to eat MORE.")
    'Ana Vos told Ana Maria Vos to eat MORE.'
    """
    if " MORE" not in text:
        return text
    return _CARD.sub(lambda found: found["name"] + " " * (found.end() - found.end("name")), text)
