"""Which nodes hang together, in a graph that no machine need hold: connected components by joins, again and again.

Large-star and small-star (Kiveris et al., Connected Components in MapReduce and Beyond, SoCC 2014). Each round hangs
every node and its neighbours on the least of them, first the larger neighbours, then the smaller. The edges never grow
in number, and when a round changes nothing, every edge leads from a node straight to the least of its component. The
authors prove O(log² n) rounds and never saw more than a few; here the rounds are bounded by 2 (log2 n)² + 4, which is
a guard against a fault in this file and not against data.
"""

from __future__ import annotations

from twosource.engine.folders import Job, Kept
from twosource.stages import Stage

LARGE_STAR = Stage(
    "large star",
    "edges hung on the least neighbour, the larger ones",
    """
    SELECT DISTINCT sym.b AS a, least.least AS b
    FROM (SELECT a, b FROM edges UNION ALL SELECT b, a FROM edges) AS sym
    JOIN (SELECT a, CASE WHEN min(b) < a THEN min(b) ELSE a END AS least
          FROM (SELECT a, b FROM edges UNION ALL SELECT b, a FROM edges) AS both_ways GROUP BY a) AS least
    ON sym.a = least.a
    WHERE sym.b > sym.a
    """,
)

SMALL_STAR = Stage(
    "small star",
    "edges hung on the least neighbour, the smaller ones",
    """
    SELECT DISTINCT a, b FROM (
        SELECT down.b AS a, least.least AS b
        FROM (SELECT a, b FROM edges WHERE a > b) AS down
        JOIN (SELECT a, min(b) AS least FROM edges WHERE a > b GROUP BY a) AS least ON down.a = least.a
        UNION ALL
        SELECT a, min(b) AS b FROM edges WHERE a > b GROUP BY a
    ) AS hung
    WHERE a <> b
    """,
)

LEFT = Stage(
    "not yet stars",
    "one row: how many nodes hang on more than one node or on one that hangs itself, and how many edges there are",
    """
    SELECT count(*) AS edges,
           count(*) - count(DISTINCT edges.a) + count(centres.a) AS wrong
    FROM edges LEFT JOIN (SELECT DISTINCT a FROM edges) AS centres ON edges.b = centres.a
    """,
)


def find_components(job: Job, name: str, edges: Kept) -> Kept:
    """Return (a, b): each node of `edges` that is not the least of its component, and the least of it.

    `edges` has the columns `a` and `b`, whole numbers, a row a pair in either direction. The driver sees one row of
    two counts a round. Raises RuntimeError when the bound on rounds is passed.
    """
    (state,) = job.rows(job.sql(f"{name}-0-left", LEFT, edges=edges), "edges", "wrong")
    bound = 2 * max(int(state["edges"]), 2).bit_length() ** 2 + 4
    for number in range(1, bound + 1):
        hung = job.sql(f"{name}-{number}-large", LARGE_STAR, edges=edges)
        edges = job.sql(f"{name}-{number}-small", SMALL_STAR, edges=hung)
        (state,) = job.rows(job.sql(f"{name}-{number}-left", LEFT, edges=edges), "edges", "wrong")
        if state["wrong"] == 0:
            return edges
    raise RuntimeError(f"{name}: components not found in {bound} rounds")
