"""Reports come in; out go lineages, what each report kept of another, and what was lost on the way."""

from twosource.lineage.alignment import Alignment, SentencePair, WordChange, align
from twosource.lineage.collation import Collation, collate
from twosource.lineage.families import find_copies, find_lineages
from twosource.lineage.findings import find_findings, mark_meaning
from twosource.lineage.passages import Passage, split_passages

__all__ = [
    "Alignment",
    "Collation",
    "Passage",
    "SentencePair",
    "WordChange",
    "align",
    "collate",
    "find_copies",
    "find_findings",
    "find_lineages",
    "mark_meaning",
    "split_passages",
]
