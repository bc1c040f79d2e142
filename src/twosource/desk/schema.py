"""The tables of a desk, as the steps that made them: an older desk takes the steps that it lacks.

A step is never changed once a desk may have taken it; what changes is added as a further step. Keys of reports are
numbers made from their addresses, so that no table depends on the order in which reports came.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from twosource.desk.records import DeskError

# What each table holds stands beside it. No table has a primary key: DuckDB checks one too early for a row that is
# replaced within a transaction, and what is written goes through one lock.
_FIRST = """
CREATE TABLE meta (name TEXT NOT NULL, value TEXT NOT NULL);
-- additions and decisions, in order
CREATE TABLE runs (run INTEGER, made_at TEXT, what TEXT, version TEXT, settings TEXT, digest TEXT, new INTEGER,
                   versions INTEGER, known INTEGER, errors INTEGER, finished BOOLEAN);
CREATE TABLE errors (run INTEGER, report TEXT, message TEXT);
-- every text that was ever added; never changed, never deleted
CREATE TABLE versions (report BIGINT, digest TEXT, address TEXT, given TEXT, published TEXT, run INTEGER,
                       place INTEGER, text TEXT, record TEXT);
-- a row a report: its newest version, and the name by which it is asked for
CREATE TABLE reports (report BIGINT, id TEXT, given TEXT, digest TEXT, address TEXT, published TEXT, outlet TEXT,
                      title TEXT);
-- what was read in each distinct passage, by the hash of its text; packed
CREATE TABLE passages (passage TEXT, made_by TEXT, notes BLOB);
-- runs of words outside quotation marks, a sample of each report's; of older versions too (not current)
CREATE TABLE word_runs (run BIGINT, report BIGINT, current BOOLEAN);
CREATE TABLE word_run_counts (report BIGINT, runs INTEGER);
-- pairs of reports that share enough rare runs to be looked at as copies, and pairs that common runs make
CREATE TABLE stock (first BIGINT, second BIGINT, shared INTEGER);
CREATE TABLE pairs (first BIGINT, second BIGINT, shared INTEGER, runs INTEGER, likely BOOLEAN);
-- reports joined by chains of pairs: what is traced at one go; lineages and derivations lie within one

CREATE TABLE lineages (component BIGINT, lineage TEXT, record TEXT);
CREATE TABLE derivations (component BIGINT, place INTEGER, child BIGINT, record TEXT);
CREATE TABLE in_lineage (report BIGINT, lineage TEXT, component BIGINT, alone BOOLEAN);
-- what reports are about and where in time they stand: see twosource.stories.stream, whose names these are
CREATE TABLE features (report TEXT, day BIGINT, terms BIGINT[]);
CREATE TABLE placements (report TEXT, placed BIGINT, near TEXT, likeness BIGINT);
-- the story of each report: the first report of the story that it was found in, and where people's decisions put it
CREATE TABLE in_story (report BIGINT, lead TEXT, story TEXT, moved BOOLEAN DEFAULT FALSE);
CREATE VIEW copies AS SELECT r.id AS report, i.lineage FROM in_lineage AS i JOIN reports AS r ON r.report = i.report
    WHERE NOT i.alone;
CREATE VIEW stories AS SELECT r.id AS report, i.lead AS story FROM in_story AS i JOIN reports AS r
    ON r.report = i.report;
CREATE TABLE ledgers (story TEXT, headline TEXT, reports INTEGER, lineages INTEGER, first TEXT,
                      last TEXT, confirmed INTEGER, disputed INTEGER, withdrawn INTEGER, ledger BLOB);
CREATE TABLE claims (story TEXT, claim TEXT, place INTEGER, text TEXT, kind TEXT, standing TEXT, reports INTEGER,
                     lineages INTEGER, origins TEXT, weight DOUBLE, credibility INTEGER, readings TEXT);
-- what changed in the standing of claims, run by run
CREATE TABLE movements (run INTEGER, story TEXT, claim TEXT, kind TEXT, text TEXT);
CREATE TABLE story_runs (story TEXT, run INTEGER, what TEXT);
-- what people decided, and what they took back; never deleted
CREATE TABLE decisions (place INTEGER, decision TEXT, kind TEXT, subject TEXT, value TEXT, name TEXT, reason TEXT,
                        made_at TEXT, anchor_report TEXT, anchor_start INTEGER, anchor_end INTEGER);
CREATE TABLE undone (place INTEGER, decision TEXT, name TEXT, reason TEXT, made_at TEXT);
-- the postings of search: a row a word and report
CREATE TABLE words (word BIGINT, report BIGINT, times INTEGER);
CREATE TABLE lengths (report BIGINT, words INTEGER);
CREATE TABLE sources (outlet TEXT, owner TEXT, wires TEXT, note TEXT);
CREATE TABLE rights (report BIGINT, note TEXT);
-- what changed in silence between two versions of one report
CREATE TABLE changes (report BIGINT, earlier TEXT, later TEXT, place INTEGER, record TEXT);
"""

_FORMER_NAMES = """
-- every name that a story ever had, and its first report then: links to a story that was merged or split still lead on
CREATE TABLE story_names (story TEXT, report BIGINT);
INSERT INTO story_names SELECT story, min(report) FROM in_story GROUP BY story;
"""

_PACKED = """
-- a version's text and record, packed as one: DuckDB unpacks a compressed text with the two thousand beside it, a blob
-- by itself. Versions without it are those of older desks, read from the columns text and record.
ALTER TABLE versions ADD COLUMN packed BLOB;
"""

_KIN = """
-- whether a pair shares what makes a family, or borrowed sentences alone; pairs of older desks are all taken for kin
ALTER TABLE pairs ADD COLUMN kin BOOLEAN;
UPDATE pairs SET kin = TRUE;
"""

_ALONE = """
-- undated reports that were placed by a likeness that tells nothing (0.16, see stories.nearest), or nowhere for want of
-- any: where it is null, the next addition looks for the nearest anew
UPDATE placements SET likeness = NULL
WHERE (placed IS NULL AND near IS NULL) OR (likeness > 0 AND likeness < 171788206);
"""

_LIKENESSES = """
-- how alike reports are that were compared with all around where they are placed: see twosource.stories.compared;
-- what an older desk has not compared is compared when its days are walked again
CREATE TABLE compared (report BIGINT, placed BIGINT);
CREATE TABLE likenesses (first BIGINT, second BIGINT, product BIGINT);
"""

_NUMBERED = """
-- the first half of a passage's hash as a number, by which it is looked up: looking through names takes six times as
-- long, and all are looked through for every few hundred reports
ALTER TABLE passages ADD COLUMN number BIGINT;
UPDATE passages SET number = (('0x' || left(passage, 16))::UBIGINT::HUGEINT
    - CASE WHEN left(passage, 1) < '8' THEN 0 ELSE 18446744073709551616 END)::BIGINT;
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _FORMER_NAMES, _PACKED, _KIN, _ALONE, _LIKENESSES, _NUMBERED)
SCHEMA = len(MIGRATIONS)


def make_schema(connection: duckdb.DuckDBPyConnection, until: int = SCHEMA) -> None:
    """Make the tables of a new desk, or of an old one as it was after the step `until`."""
    connection.execute("BEGIN")
    for step in MIGRATIONS[:until]:
        connection.execute(step)
    connection.execute("INSERT INTO meta VALUES ('desk', 'twosource'), ('schema', ?)", [str(until)])
    connection.execute("COMMIT")


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Raise DeskError where the database is no desk, or a desk of a newer program than this."""
    found = _schema_of(connection)
    if found is None:
        raise DeskError(f"{path} is a database, but not a desk; name another file, and `twosource add` will make one")
    if found > SCHEMA:
        raise DeskError(
            f"the desk {path} was made by a newer twosource (its tables are of form {found}, this one knows {SCHEMA}); "
            "update twosource to use it"
        )
    if read_only and found < SCHEMA:
        raise DeskError(
            f"the desk {path} was made by an older twosource and must be brought up to date first: open it once to "
            "write (any `twosource add` does), after taking a copy"
        )


def migrate(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the steps that the desk lacks, all or none."""
    found = _schema_of(connection) or 0
    if found == SCHEMA:
        return
    connection.execute("BEGIN")
    try:
        for step in MIGRATIONS[found:]:
            connection.execute(step)
        connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", [str(SCHEMA)])
        connection.execute("COMMIT")
    except duckdb.Error:
        connection.execute("ROLLBACK")
        raise


def _schema_of(connection: duckdb.DuckDBPyConnection) -> int | None:
    known = connection.execute(
        "SELECT count(*) FROM information_schema.tables WHERE table_name = 'meta' AND table_schema = 'main'"
    ).fetchall()
    if not known[0][0]:
        return None
    try:
        rows = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    except duckdb.BinderException:  # another program's table of that name; a damaged file is told as such
        return None
    return int(rows["schema"]) if rows.get("desk") == "twosource" else None
