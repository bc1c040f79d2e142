"""A collation as TEI: parallel segmentation, an `<app>` a sentence and a `<rdg>` a witness (TEI P5, chapter 13)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from twosource.lineage.collation import Collation, Row
from twosource.model import Report, Span

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">\n'


def collation_to_tei(collation: Collation, reports: Mapping[str, Report]) -> str:
    """Return a collation as a TEI document. The base is the first witness; a reading's `type` says what was done.

    Witnesses are numbered (w1, w2 …) because a report's id need not be an XML name; `<witness n>` gives the id.
    """
    names = (collation.base, *collation.others)
    witnesses = "".join(
        f'          <witness xml:id="w{n}" n={quoteattr(_clean(name))}>'
        f"{_text(reports[name].title or reports[name].outlet or name)}</witness>\n"
        for n, name in enumerate(names, 1)
    )
    apps = "".join(_app(row, names, reports) for row in collation.rows)
    return (
        f"{_HEAD}  <teiHeader>\n    <fileDesc>\n      <titleStmt><title>Collation on "
        f"{_text(collation.base)}</title></titleStmt>\n"
        f"      <publicationStmt><p>Made by twosource.</p></publicationStmt>\n"
        f"      <sourceDesc>\n        <listWit>\n{witnesses}        </listWit>\n      </sourceDesc>\n    </fileDesc>\n"
        '    <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>\n'
        f"  </teiHeader>\n  <text>\n    <body>\n      <p>\n{apps}      </p>\n    </body>\n  </text>\n</TEI>\n"
    )


def _app(row: Row, names: tuple[str, ...], reports: Mapping[str, Report]) -> str:
    """Return one sentence with its readings; those that are the base's, letter for letter, share one `<rdg>`."""
    base = _words(reports[names[0]], row.base)
    same = ["#w1"]
    others = []
    for n, cell in enumerate(row.cells, 2):
        words = _words(reports[names[n - 1]], cell.span)
        if words == base:
            same.append(f"#w{n}")
        else:
            ana = f' ana="{" ".join("#" + kind for kind in cell.meaning)}"' if cell.meaning else ""
            kinds = "-".join(cell.kinds) or "absent"
            others.append(f'          <rdg wit="#w{n}" type="{kinds}"{ana}>{_text(words)}</rdg>\n')
    first = f'          <rdg wit="{" ".join(same)}">{_text(base)}</rdg>\n'
    return f"        <app>\n{first}{''.join(others)}        </app>\n"


def _words(report: Report, span: Span | None) -> str:
    return " ".join(span.of(report.text).split()) if span else ""


def _text(words: str) -> str:
    return escape(_clean(words))


def _clean(words: str) -> str:
    """Leave out what XML 1.0 cannot hold: control characters, halves of surrogate pairs and two non-characters."""
    return "".join(
        ch
        for ch in words
        if ch in "\t\n" or (ch >= " " and not "\ud800" <= ch <= "\udfff" and ch not in "\ufffe\uffff")
    )
