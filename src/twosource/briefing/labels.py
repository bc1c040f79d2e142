"""Reports and spans come in; the short labels by which a briefing cites them go out ("003:17", report and line)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from twosource.model import Citation, Reading, Report, Span
from twosource.spans import line_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
# The sections whose title says what is special about their sentences: no mark repeats it.
SAID_BY_TITLE = frozenset(
    ("withdrawn", "disputed", "superseded", "doubts", "since-withdrawn", "since-disputed", "since-changed")
)
# A key of a database or a digest has so many characters at least, and goes to and fro between letters, capitals and
# digits so often.
_KEY_LENGTH, _KEY_TURNS = 10, 5
_RUN = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")
IN_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def short_names(reports: Sequence[Report]) -> dict[str, str]:
    """Return a short name for each report: the start of its id where that tells it apart, else r1, r2 and so on.

    A key of a database ("pQ7xDw02LmZt") is no name by which anybody finds a report on a page.

    >>> from twosource.model import Report
    >>> short_names([Report("000_ab.txt", "", ""), Report("001_cd.txt", "", "")])
    {'000_ab.txt': '000', '001_cd.txt': '001'}
    """
    for pattern in (r"[^_.]+", r".+?(?=\.\w+$)|.+"):
        heads = {r.id: _match(pattern, r.id.rsplit("/", 1)[-1]) for r in reports}
        if len(set(heads.values())) == len(reports) and all(len(h) <= 24 for h in heads.values()):
            return heads if not any(map(_is_key, heads.values())) else _numbered(reports)
    return _numbered(reports)


def _is_key(name: str) -> bool:
    long = len(name) >= _KEY_LENGTH and name.isascii() and name.isalnum()
    return long and len(_RUN.findall(name)) > _KEY_TURNS


def _numbered(reports: Sequence[Report]) -> dict[str, str]:
    return {r.id: f"r{n}" for n, r in enumerate(reports, 1)}


def _match(pattern: str, name: str) -> str:
    found = re.match(pattern, name)
    return found.group() if found else name


class Citer:
    """Makes citations into a known set of reports, so that labels agree wherever they are shown."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self.names = short_names(reports)
        self._texts = {r.id: r.text for r in reports}
        self._starts = {r.id: next(iter(r.body), Span(0, min(1, len(r.text)))) for r in reports}

    def cite(self, report: str, span: Span) -> Citation:
        """Return the citation of a span: its label names the report and the line that the span begins in."""
        return Citation(report, span, f"{self.names[report]}:{line_of(self._texts[report], span.start)}")

    def start_of(self, report: str) -> Citation:
        """Return the citation of a report as a whole: the first paragraph of its body."""
        return self.cite(report, self._starts[report])

    def cite_all(self, readings: Iterable[Reading]) -> tuple[Citation, ...]:
        """Return the citations of readings in order of report and place, each line once."""
        found: dict[str, Citation] = {}
        for reading in sorted(readings, key=lambda r: (self.names[r.report], r.span)):
            citation = self.cite(reading.report, reading.span)
            found.setdefault(citation.label, citation)
        return tuple(found.values())


def title_of(report: Report) -> str:
    """Return a report's headline as it prints it, or as whoever handed it over called it."""
    words = report.title_span.of(report.text) if report.title_span else report.title or ""
    return " ".join(words.split())


def written_date(iso: str, *, year: bool = True) -> str:
    """Return an ISO date, month or year as a newspaper writes it.

    >>> written_date("2022-01-09"), written_date("2022-01"), written_date("2022-01-09", year=False)
    ('9 January 2022', 'January 2022', '9 January')
    """
    parts = iso.split("-")
    if len(parts) < 2 or not all(p.isdigit() for p in parts):
        return iso
    month = MONTHS[int(parts[1]) - 1]
    day = f"{int(parts[2])} " if len(parts) == 3 else ""
    return f"{day}{month} {parts[0]}" if year or not day else f"{day}{month}"


def written_range(dates: Iterable[str]) -> str:
    """Return the first and last of ISO dates as one phrase.

    >>> written_range(["2022-01-11", "2022-01-10"])
    '10 to 11 January 2022'
    """
    days = sorted({d for d in dates if len(d) == 10})
    if not days:
        return "dates not known"
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    if first == last:
        return written_date(days[0])
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {written_date(days[-1])}"
    return f"{written_date(days[0], year=first.year != last.year)} to {written_date(days[-1])}"


def counted(number: int, noun: str) -> str:
    """Return a count with its noun, in words up to ten as newspapers do.

    >>> counted(1, "report"), counted(12, "lineage")
    ('one report', '12 lineages')
    """
    written = IN_WORDS[number] if number < len(IN_WORDS) else f"{number:,}"
    return f"{written} {noun}{'' if number == 1 else 's'}"


def rest_of(id: str, short: str) -> str:
    """Return what an id says besides the short name; a file's ending says nothing, and neither does a digest.

    >>> rest_of("02_lakeside-herald.txt", "02"), rest_of("https://a.example/b", "r2"), rest_of("7_0fe12ab9.txt", "7")
    ('lakeside-herald', 'https://a.example/b', '')
    """
    rest = re.sub(r"\.(?:txt|html?|xhtml|json)$", "", id)
    rest = rest[len(short) :].strip(" _-.") if rest.startswith(short) else rest
    return "" if re.fullmatch(r"[0-9a-f]{8,}", rest) else rest


def call_report(report: Report, short: str) -> str:
    """Return a report as a reader calls it: its short name and its outlet, or what its id says besides.

    >>> call_report(Report("07_halvern-courier.txt", "", ""), "07")
    '07 halvern-courier'
    """
    return f"{short} {report.outlet or rest_of(report.id, short)}".strip()
