"""A collation told to a person: two columns and more in the terminal, aligned paragraphs as one HTML page.

Meaning is never carried by colour alone: each difference has a word ("reworded"), and changed words are marked.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape
from rich.table import Table
from rich.text import Text

from twosource.briefing.marked_text import show_unseen
from twosource.lineage.collation import Cell, Collation, Row
from twosource.model import Report, Span

_STYLE = """
body{font:1rem/1.5 Georgia,serif;margin:1rem auto;max-width:80rem;padding:0 1rem;color:#1b1b1b;background:#fff}
table{border-collapse:collapse;width:100%;table-layout:fixed}
th,td{vertical-align:top;text-align:left;padding:.4rem .6rem}
td{border-top:1px solid #ccc;overflow-wrap:anywhere}ins{background:#e3f1e3}del{background:#f6e3e3}
ins.s,del.s{background:none;text-decoration:underline dotted}
small{display:block;color:#555;font-family:system-ui,sans-serif}.meaning{font-weight:bold;color:#7a1f1f}
#spelling:checked~table .s{text-decoration:none}#spelling:checked~table del.s{display:none}
#meaning:checked~table tr.plain{display:none}
"""


def collation_table(collation: Collation, reports: Mapping[str, Report]) -> Table:
    """Return the collation for the terminal: the base on the left, each other report in a column with its marks."""
    table = Table(show_lines=True, expand=True)
    for name, kept in zip((collation.base, *collation.others), (None, *collation.kept), strict=True):
        share = "" if kept is None else f"\n{kept:.0%} of its words in {collation.base}"
        table.add_column(Text(name + share), ratio=1, overflow="fold")
    for row in collation.rows:
        cells = [_cell_text(cell, reports[name]) for cell, name in zip(row.cells, collation.others, strict=True)]
        table.add_row(Text(_words(reports[collation.base], row.base)), *cells)
    return table


def _cell_text(cell: Cell, report: Report) -> Text:
    said = Text()
    if _label(cell):
        said.append(f"[{_label(cell)}] ", style="bold" if cell.meaning else "dim")
    if cell.span is None:
        return said
    start = cell.span.start
    for change in sorted((c for c in cell.changes if c.child), key=lambda c: c.child or Span(0, 0)):
        here = change.child
        if here is None or here.start < start:
            continue
        said.append(report.text[start : here.start])
        said.append(here.of(report.text), style="underline")
        start = here.end
    said.append(report.text[start : cell.span.end])
    return said


def collation_page(collation: Collation, reports: Mapping[str, Report]) -> str:
    """Return the collation as one HTML page that needs no script: switches for spelling and for meaning."""
    names = (collation.base, *collation.others)
    heads = Markup("").join(
        Markup('<th scope="col">{}{}</th>').format(
            name,
            ""
            if n == 0
            else Markup("<small>{} of its words in the first</small>").format(f"{collation.kept[n - 1]:.0%}"),
        )
        for n, name in enumerate(names)
    )
    rows = Markup("\n").join(_row_html(row, names, reports) for row in collation.rows)
    return Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>{style}</style></head>\n"
        "<body><h1>{title}</h1>\n"
        '<input type="checkbox" id="spelling"> <label for="spelling">hide differences of spelling</label>\n'
        '<input type="checkbox" id="meaning"> <label for="meaning">only changes of meaning</label>\n'
        "<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table></body></html>\n"
    ).format(
        title=f"{', '.join(collation.others)} beside {collation.base}", style=Markup(_STYLE), heads=heads, rows=rows
    )


def _row_html(row: Row, names: tuple[str, ...], reports: Mapping[str, Report]) -> Markup:
    base = Markup("<td>{}</td>").format(mark_words(reports[names[0]], row.base))
    cells = (
        _cell_html(cell, reports[name], reports[names[0]]) for cell, name in zip(row.cells, names[1:], strict=True)
    )
    return Markup('<tr class="{}">{}{}</tr>').format(
        "changed" if row.meaning else "plain", base, Markup("").join(cells)
    )


def _cell_html(cell: Cell, report: Report, base: Report) -> Markup:
    label = Markup("<small{}>{}</small>").format(Markup(' class="meaning"') if cell.meaning else "", _label(cell))
    if cell.span is None:
        return Markup("<td>{}</td>").format(label if cell.kinds else "")
    return Markup("<td>{}{}</td>").format(label if cell.kinds != ("kept",) else "", mark_cell(cell, report, base))


def mark_cell(cell: Cell, report: Report, base: Report) -> Markup:
    """Return the words of a cell as HTML: what the base has instead as del, what only this report has as ins.

    What is spelling alone has the class s. Characters that cannot be seen are written out.
    """
    if cell.span is None:
        return Markup("")
    told, start, kept_from = Markup(""), cell.span.start, None
    for change in cell.changes:
        quiet = Markup(' class="s"') if change.spelling else ""
        if change.child is not None and start <= change.child.start:
            told += escape(show_unseen(report.text[start : change.child.start]))
            start = change.child.end
        elif change.child is None and change.parent is not None and kept_from is not None:
            # what was left out stands as many words further on here as it stands in the base
            words = len(base.text[kept_from : change.parent.start].split())
            stop = _after_words(report.text, Span(start, cell.span.end), words)
            told += escape(show_unseen(report.text[start:stop]))
            start = stop
        if change.parent is not None:
            kept_from = change.parent.end
            gap = "" if not told or told[-1:].isspace() else " "
            told += Markup("{}<del{}>{}</del> ").format(gap, quiet, mark_words(base, change.parent))
        if change.child is not None and start == change.child.end:
            told += Markup("<ins{}>{}</ins>").format(quiet, show_unseen(change.child.of(report.text)))
    return told + escape(show_unseen(report.text[start : cell.span.end]))


def _after_words(text: str, within: Span, words: int) -> int:
    """Return where the next word begins after so many words, at most the end of `within`."""
    at = within.start
    for _ in range(words):
        while at < within.end and text[at].isspace():
            at += 1
        while at < within.end and not text[at].isspace():
            at += 1
    while at < within.end and text[at].isspace():
        at += 1
    return at


def mark_words(report: Report, span: Span | None) -> Markup:
    """Return the words of a span on one line as HTML, characters that cannot be seen written out."""
    return escape(show_unseen(_words(report, span)))


def _label(cell: Cell) -> str:
    kinds = [kind for kind in cell.kinds if kind != "kept"]
    return "; ".join([", ".join(kinds), *cell.meaning]) if kinds or cell.meaning else ""


def _words(report: Report, span: Span | None) -> str:
    return " ".join(span.of(report.text).split()) if span else ""
