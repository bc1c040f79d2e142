"""Reports come in; what was read in their passages goes out, each distinct passage read once in the life of a desk."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from hashlib import blake2b

from twosource.annotation import annotate_texts, tell_unread, texts_to_read
from twosource.desk.tables import Connection, insert_rows, keyed, rows
from twosource.language.notes import PassageNotes
from twosource.model import ReadError, Report, Settings
from twosource.rows import pack
from twosource.stages import Engine


def passage_of(text: str) -> str:
    """Return the name of a passage: the hash of its exact text, since positions count from it."""
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def number_of(passage: str) -> int:
    """Return the first half of a passage's name as a number.

    >>> number_of("00000000000000ff" + 16 * "0"), number_of("ffffffffffffffff" + 16 * "0")
    (255, -1)
    """
    return int.from_bytes(bytes.fromhex(passage[:16]), "big", signed=True)


def read_passages(
    connection: Connection,
    engine: Engine,
    settings: Settings,
    reports: Iterable[Report],
    made_by: str,
    broken: dict[str, str],
) -> dict[str, str]:
    """Read the passages of `reports` that the desk has not read; return their packed notes by text.

    One that the reading breaks on is not among them, so that it is never kept as if nothing stood in it: `broken` is
    told what was said.
    """
    texts = list(dict.fromkeys(text for report in reports for text in texts_to_read(report)))
    known = _known(connection, texts, made_by)
    unread = [text for text in texts if passage_of(text) not in known]
    noted = annotate_texts(unread, engine, settings, broken) if unread else {}
    return {text: notes for text, notes in noted.items() if text not in broken}


def notes_for(
    connection: Connection, engine: Engine, settings: Settings, reports: Sequence[Report], made_by: str
) -> tuple[dict[str, str], list[ReadError]]:
    """Return the packed notes of the passages of `reports`, by text, and what could not be read.

    What the desk lacks is read and kept; a passage that breaks has empty notes here, and is read again next time.
    """
    known = load_notes(connection, reports, made_by)
    if all(text in known for report in reports for text in texts_to_read(report)):
        return known, []
    broken: dict[str, str] = {}
    keep_passages(connection, read_passages(connection, engine, settings, reports, made_by, broken), made_by)
    known = load_notes(connection, reports, made_by) | dict.fromkeys(broken, pack(PassageNotes()))
    return known, tell_unread(reports, broken)


def keep_passages(connection: Connection, noted: dict[str, str], made_by: str) -> None:
    """Write the notes of passages, those that the desk has by now left out."""
    known = _known(connection, list(noted), made_by)
    fresh = {name: notes for text, notes in noted.items() if (name := passage_of(text)) not in known}
    insert_rows(
        connection,
        "passages",
        "passage:string made_by:string notes:binary number:int64",
        [
            (name, made_by, zlib.compress(fresh[name].encode("utf-8", "surrogatepass")), number_of(name))
            for name in sorted(fresh)
        ],
    )


def load_notes(connection: Connection, reports: Sequence[Report], made_by: str) -> dict[str, str]:
    """Return the packed notes of the passages of `reports`, by text."""
    texts = {passage_of(text): text for report in reports for text in texts_to_read(report)}
    with _asked(connection, texts):
        found = rows(connection, f"SELECT passage, notes FROM passages WHERE {_ASKED}", made_by)
    return {
        texts[name]: zlib.decompress(data).decode("utf-8", "surrogatepass") for name, data in found if name in texts
    }


def _known(connection: Connection, texts: Sequence[str], made_by: str) -> set[str]:
    names = {passage_of(text) for text in texts}
    with _asked(connection, names):
        found = rows(connection, f"SELECT passage FROM passages WHERE {_ASKED}", made_by)
    return names & {name for (name,) in found}


# Numbers are looked through several times faster than names, of which they are one half: what else has such a number is
# left to the caller.
_ASKED = "number IN (FROM asked) AND made_by = ?"


def _asked(connection: Connection, names: Iterable[str]) -> AbstractContextManager[None]:
    return keyed(connection, {number_of(name) for name in names}, "asked")
