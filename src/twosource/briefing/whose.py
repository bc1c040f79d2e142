"""A claim comes in; its three numbers and whose word it is go out, in a reader's words.

Two lineages may have one origin by the counting rule though only one of them names it. The line says then which reports
do, for it cites them all: no report is shown with a source that it does not give.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from twosource.briefing.labels import counted
from twosource.claims.standing import OWN_ACCOUNT
from twosource.model import Claim, Finding, Reading

# So many reports are named one by one.
NAMED = 4
# A copy of a sentence that lost who says it.
LOST_SOURCE = frozenset(("attribution-absent", "double-deletion"))
# "Work orders seen by the Courier show", "departure records show": what says so is no person, and is named.
_BY_DOCUMENT = re.compile(
    r"\b(?:records?|documents?|invoices?|orders|logs?|files|minutes|ledgers?|letters|e-?mails|memos?|messages|receipts"
    r"|filings?)(?:,? (?:seen|obtained|reviewed|read|shown) [^,;.]{1,60}?,?)? (?:shows?|showed|reveal(?:s|ed)?"
    r"|indicate[sd]?|suggest(?:s|ed)?|puts?|says?|said)\b",
    re.IGNORECASE,
)
# A whole sentence that says by itself who says so: nobody may read beside it that no source is given.
_TAGGED = re.compile(
    r", [^,;:“”\"]{2,60} (?:said|says|told [^,;]{2,40})(?: (?:on|in|at) [^,;.]{2,40})?[.,]"
    r"|^According to |, according to [^;]{2,80}\.$",
)
# "She was accused by the bank of lying": the bank says so, and not the newsroom.
_BY_WHOM = re.compile(
    r"\b(?:accused|blamed|criti[cs]i[sz]ed|condemned|praised|warned|urged) by (?:the |an? |its |his |her |their )?\w"
)
# Behind the name of whoever a claim is told as saying: "Ada Moll, who asked not to be named: …".
_ENDS = (":", ",", " and ")


def bare_copies(claim: Claim, findings: Iterable[Finding], credits: Collection[str] = ()) -> frozenset[str]:
    """Return the reports that print a claim without the source that their sibling has in the same sentence.

    The agency whose copy they run is no such source: it does not say of its own words that it reports them. `credits`
    are the agencies of the story.
    """
    agencies = [name.split()[0] for name in credits if name]
    unsourced = [r for r in claim.readings if not r.origin]
    return frozenset(
        f.absent.report
        for f in (findings if unsourced else ())
        if f.kind in LOST_SOURCE
        and not any(name in f.text for name in agencies)
        and any(r.report == f.absent.report and r.span.overlaps(f.absent.span) for r in unsourced)
    )


def standing_in_words(claim: Claim, names: Mapping[str, str] | None = None, bare: Collection[str] = frozenset()) -> str:
    """Return the three numbers and the origins as a reader meets them; `names` are the short names of the reports.

    `bare` are the reports that are shown to have lost the source (`bare_copies`).

    >>> standing_in_words(Claim("c", "", None, (), 5, 2, ("Ada Moll",), ""))
    'five reports, two lineages; origin: Ada Moll'
    >>> standing_in_words(Claim("c", "", None, (), 5, 2, ("own account of Tide Courier",), ""))
    'five reports, two lineages; own account of Tide Courier'
    >>> standing_in_words(Claim("c", "Work orders seen by the Courier show a leak.", None, (), 1, 1, (), ""))
    'one report, one lineage; documents cited'
    >>> standing_in_words(Claim("c", "The yard was shut, its dredgers said.", None, (), 1, 1, (), ""))
    'one report, one lineage; source as told'
    >>> told = "She was accused by the bank of lying."
    >>> standing_in_words(Claim("c", told, None, (), 1, 1, ("own account of Tide Courier",), ""))
    'one report, one lineage; source as told'
    """
    origins = [o.removeprefix(OWN_ACCOUNT) for o in claim.origins]
    own = all(o.startswith(OWN_ACCOUNT) for o in claim.origins)
    if not origins:
        tagged = "source as told" if _TAGGED.search(claim.text) else "no source given"
        source = "documents cited" if _BY_DOCUMENT.search(claim.text) else tagged
    elif own:
        alone = f"own account of {origins[0]}" if claim.lineages > 1 else "own account"
        source = alone if len(origins) == 1 else "each newsroom’s own account"
        source = "source as told" if _BY_WHOM.search(claim.text) else source
    else:
        source = _by_report(claim, names or {}, bare) or _listed(origins)
    return f"{counted(claim.reports, 'report')}, {counted(claim.lineages, 'lineage')}; {source}"


def with_teller(claim: Claim, cited: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return some readings of a claim, and one that names whoever the claim is told as saying where none of them does.

    What is cited for a day may be a report that gives the same number and no source: it is not shown as saying whose it
    is. A report is behind a name if it gives that origin itself.
    """
    told = claim.text.lower()
    naming = [r for r in claim.readings if r.origin and told.startswith(tuple(f"{r.origin.lower()}{m}" for m in _ENDS))]
    if not naming or any(r.origin == n.origin for r in cited for n in naming):
        return tuple(cited)
    return (*cited, naming[0])


def _listed(origins: Collection[str]) -> str:
    return f"{'origin' if len(origins) == 1 else 'origins'}: {'; '.join(origins)}"


def _by_report(claim: Claim, names: Mapping[str, str], bare: Collection[str]) -> str:
    """Return which reports name the origins, which name another that may be the same, and which name none.

    "" where every lineage names one of the origins by its name: then the line as a whole has them. What one report of a
    lineage names stands for its copies, unless one of them is shown to have lost it.
    """
    counted_in = [r for r in claim.readings if r.stance in {"states", "hedges"}] or list(claim.readings)
    named: dict[str, set[str]] = {r.lineage: set() for r in counted_in}
    for r in counted_in:
        if r.origin:
            named[r.lineage].add(r.origin)
    silent = {lineage for lineage, origins in named.items() if not origins}
    others = sorted({o for origins in named.values() if not origins & set(claim.origins) for o in origins})
    lost = [r for r in counted_in if r.report in bare and not r.origin and r.lineage not in silent]
    if not lost and (len(named) < 2 or not (silent or others)):
        return ""

    def reports(found: Collection[Reading]) -> str:
        ids = sorted({names.get(r.report, r.report) for r in found})
        return ", ".join(ids) if len(ids) <= NAMED else counted(len(ids), "report")

    def with_reports(origin: str) -> str:
        return f"{origin} ({reports([r for r in counted_in if r.origin == origin])})"

    parts = [_listed([with_reports(o) for o in claim.origins])]
    parts += [f"{with_reports(o)} may be the same" for o in others]
    sourceless = [*lost, *(r for r in counted_in if r.lineage in silent)]
    parts += [f"none given in {reports(sourceless)}"] if sourceless else []
    return "; ".join(parts)
