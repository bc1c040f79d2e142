"""Links that the alignment broke on come in; they go out without the reports and pairs that it breaks on."""

from __future__ import annotations

from twosource.lineage.links import Links
from twosource.model import ReadError
from twosource.stages import in_words


def leave_out_broken(links: Links) -> list[ReadError]:
    """Take the reports and the pairs that cannot be aligned from `links`, and say which they are.

    Slow, as every pair is aligned for it, and asked for only once the grouping has broken. A report that breaks by
    itself loses all its pairs; of two that break together, only what is between them is lost. Both may still be in
    one family by way of a third.
    """
    pairs = list(zip(links.first.tolist(), links.second.tolist(), strict=True))
    alone: dict[int, str] = {}
    for i in sorted({i for pair in pairs for i in pair}):
        try:
            links.wording(i)
        except Exception as error:
            alone[i] = in_words(error)
    told = [_told(links, i, f"could not be compared as copy, and stands alone: {said}") for i, said in alone.items()]
    keep = []
    for place, (i, j) in enumerate(pairs):
        if i in alone or j in alone:
            continue
        try:
            links.share(i, j)
            links.copied(i, j)
        except Exception as error:
            told.append(_told(links, i, f"could not be compared as copy with {links.reports[j].id}: {in_words(error)}"))
        else:
            keep.append(place)
    links.keep_pairs(keep)
    return told


def _told(links: Links, i: int, message: str) -> ReadError:
    return ReadError(links.reports[i].id, message)
