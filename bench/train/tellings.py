"""One thing told by six newsrooms, and five other things of the same event, come in; pairs go out, one thing or two.

Pairs of real reports are of a few hundred stories, and a network that learnt from them alone knew these stories well
and others badly. So each line of tellings.jsonl was written on an invented event of its own, of all that newspapers
tell of: six sentences that tell one thing as unlike as newsrooms do (`same`), five that tell another thing and stand
beside it (`other`), and whose words they are (`who`). The statement is in double brackets.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from contrasts import Contrast, pieces_of_sides, side_of

LINES = Path(__file__).with_name("tellings.jsonl")
# So many pairs of a line are taken: of two tellings, of a telling and another thing, of two other things.
ALIKE, UNLIKE, OTHERS = 9, 9, 2
# One line in so many is kept apart.
ONE_IN = 10
_KINDS = ("same", "other")
# What shows that a sentence gives somebody's words.
_SAID = re.compile(
    r'["“”]|\b(?:said|says|saying|told|tells|added|according|insisted|argued|denied|denies|warned|wrote|asked'
    r"|announced|claimed|claims|called)\b"
)


def tellings(path: Path = LINES) -> Iterator[Contrast]:
    """Yield some pairs of each line, the same ones each time."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        said, chance = json.loads(line), random.Random(number)
        same, other = ([side_of(t, said["who"] if _quotes(t, said["who"]) else ()) for t in said[k]] for k in _KINDS)
        one = chance.sample(list(combinations(same, 2)), ALIKE)
        two = chance.sample(list(product(same, other)), UNLIKE) + chance.sample(list(combinations(other, 2)), OTHERS)
        for pair, is_one in [*((p, True) for p in one), *((p, False) for p in two)]:
            yield Contrast(pieces_of_sides(*pair), is_one, number % ONE_IN == 0)


def _quotes(told: str, who: Sequence[str]) -> bool:
    """Say whether a sentence names, outside of its statement, one of `who`, or speaks of words."""
    rest = told[: told.index("[[")] + " " + told[told.index("]]") + 2 :]
    return bool(_SAID.search(rest)) or any(word in rest for name in who for word in name.split())
