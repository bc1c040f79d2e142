"""Requests come in, answers go out: each page, its twins, and the pages that say what went wrong.

A page and its twins are one view: `answer` looks at the end of the address and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from twosource.briefing.markdown import to_markdown
from twosource.model import Span
from twosource.web.addresses import story_url
from twosource.web.keys import NAME, Keys
from twosource.web.rendering import render
from twosource.web.room import MissingError, Room, found
from twosource.web.twins import View, plain, to_csv, to_json
from twosource.web.views.briefing import briefing_view
from twosource.web.views.claim import claim_view
from twosource.web.views.compare import CompareView, compare_view
from twosource.web.views.figures import figures_view
from twosource.web.views.front import A_PAGE, FrontView, front_view
from twosource.web.views.lineages import lineage_view
from twosource.web.views.matrix import matrix_view
from twosource.web.views.overruled import overruled_view
from twosource.web.views.report import ReportView, report_view
from twosource.web.views.search import search_view
from twosource.web.views.speakers import speakers_view
from twosource.web.works import Works

# The views of a story: the end of the address, the key after g, the name.
VIEWS = (
    ("", "b", "Briefing"),
    ("matrix", "m", "Claims by report"),
    ("lineage", "l", "Lineage"),
    ("compare", "c", "Compare"),
    ("figures", "f", "Figures"),
    ("speakers", "t", "Speakers, timeline"),
)
MOST_HITS = 20
MOST_SOUGHT = 200
_VERSION = re.compile(r"@\d+$")


@dataclass(frozen=True, slots=True)
class Tab:
    """A view of the story: where it is, its key, its name, whether it is the one being looked at."""

    url: str
    key: str
    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round every view of a story."""

    story: str
    url: str
    headline: str
    summary: str
    tabs: tuple[Tab, ...]
    overruled: int


class Pages:
    """The pages of a desk."""

    def __init__(self, room: Room, works: Works, keys: Keys, *, may_fetch: bool) -> None:
        self.room, self.works, self.keys, self.may_fetch = room, works, keys, may_fetch

    # -- the desk

    def front(self, request: Request) -> Response:
        """Answer with the front page."""
        page = max(1, _number(request, "page", 1))
        view = self.room.view(("front", page), lambda: self._front_view(page))
        return self.answer(request, "front.html.j2", view, path="/stories")

    def _front_view(self, page: int) -> FrontView:
        stories = self.room.shelf.stories(A_PAGE + 1, (page - 1) * A_PAGE)
        lead = self.room.ledger(stories[0].id) if stories and page == 1 else None
        return front_view(stories, page, lead)

    def search(self, request: Request) -> Response:
        """Answer with what was found."""
        words = request.query_params.get("q", "").strip()[:MOST_SOUGHT]
        view = self.room.view(
            ("search", words),
            lambda: search_view(words, self.room.shelf.search(words, MOST_HITS) if words else ()),
        )
        return self.answer(request, "search.html.j2", view, path="/search")

    def report(self, request: Request) -> Response:
        """Answer with a report: an id may itself end like a twin, so the id as it stands is tried first."""
        asked = unquote(unquoted_path(request).removeprefix("/report/"))
        part, extra, twin = _number(request, "part", 1), _span(request.query_params.get("mark", "")), ""
        try:
            view = self._report_view(asked, part, extra)
        except MissingError:
            stem, _, twin = asked.rpartition(".")
            if twin not in {"json", "csv"}:
                raise
            view = self._report_view(stem, part, extra)
        return self.answer(request, "report.html.j2", view, path=view.url, twin=twin)

    def _report_view(self, id: str, part: int, extra: Span | None) -> ReportView:
        return self.room.view(("report", id, part, extra), lambda: found(self._read_report, id, part, extra))

    def _read_report(self, id: str, part: int, extra: Span | None) -> ReportView:
        """Work out a report's page; an older version is called by its report's name and a number ("ferry.txt@1")."""
        shelf, name = self.room.shelf, id
        try:
            story = shelf.story_of(id)
        except KeyError:
            name = _VERSION.sub("", id)
            story = shelf.story_of(name)
        versions = {v.id: v for v in shelf.versions(name)}
        ledger = self.room.ledger(story)
        # the ledger's own record where there is one: a report may have been dated by the others of its story
        report = next((r for r in ledger.reports if r.id == id), None) or versions[id]
        older = tuple(v for v in versions.values() if v.id != id)
        silent = tuple(shelf.silent_changes(name))
        return report_view(report, ledger, story, versions=older, silent=silent, part=part, extra=extra)

    def marks(self, request: Request) -> Response:
        """Answer with the style sheet that lights up, together, the pieces of a span that one element cannot hold."""
        view = self._report_view(request.query_params.get("report", ""), _number(request, "part", 1), None)
        chosen = ",\n".join(f":root:has(#{a}:target) .of-{a}" for a in view.split)
        rule = f"{chosen} {{ background: var(--target); }}\n" if chosen else ""
        return Response(rule, media_type="text/css")

    def help(self, request: Request) -> Response:
        """Answer with the page of shortcuts and signs."""
        return self.page(request, "help.html.j2", views=VIEWS)

    # -- the views of a story

    def briefing(self, request: Request) -> Response:
        """Answer with a story's briefing."""
        story, length = request.path_params["story"], request.query_params.get("length", "normal")
        length = length if length in {"short", "normal", "full"} else "normal"
        view = self.room.view(
            ("briefing", story, length),
            lambda: briefing_view(self.room.briefing(story, length), self.room.ledger(story), story),
        )
        return self.story_page(request, "briefing.html.j2", view, "", length=length)

    def markdown(self, request: Request) -> Response:
        """Answer with a story's briefing as Markdown with its citations, ready for a desk's notes."""
        text = to_markdown(self.room.briefing(request.path_params["story"], "normal"))
        return Response(text, media_type="text/markdown; charset=utf-8")

    def matrix(self, request: Request) -> Response:
        """Answer with the matrix of claims and reports."""
        story, asked = request.path_params["story"], request.query_params
        sort, kind, whole = asked.get("sort", "weight"), asked.get("kind", ""), asked.get("all") == "yes"
        view = self.room.view(
            ("matrix", story, sort, kind, whole),
            lambda: matrix_view(self.room.ledger(story), story, sort=sort, kind=kind, whole=whole),
        )
        return self.story_page(request, "matrix.html.j2", view, "matrix")

    def lineage(self, request: Request) -> Response:
        """Answer with who runs whose copy."""
        return self._story_view(request, "lineage", lineage_view)

    def figures(self, request: Request) -> Response:
        """Answer with the story's figures under a profile."""
        profile = request.query_params.get("profile", "printed")
        return self._story_view(request, "figures", lambda ledger, story: figures_view(ledger, story, profile), profile)

    def speakers(self, request: Request) -> Response:
        """Answer with who is heard and what happened when."""
        return self._story_view(request, "speakers", speakers_view)

    def _story_view(self, request: Request, name: str, make: Callable[..., Any], *asked: str) -> Response:
        story = request.path_params["story"]
        view = self.room.view((name, story, *asked), lambda: make(self.room.ledger(story), story))
        return self.story_page(request, f"{name}.html.j2", view, name)

    def compare(self, request: Request) -> Response:
        """Answer with reports laid side by side."""
        story, asked = request.path_params["story"], request.query_params
        base, beside = asked.get("base", ""), tuple(asked.getlist("beside")[:6])
        show, spelling = asked.get("show", "all"), asked.get("spelling", "show") != "hide"

        def lay() -> CompareView:
            ledger = self.room.ledger(story)
            return found(lambda *_: compare_view(ledger, base=base, beside=beside, show=show, spelling=spelling), base)

        view = self.room.view(("compare", story, base, beside, show, spelling), lay)
        return self.story_page(request, "compare.html.j2", view, "compare")

    def claim(self, request: Request) -> Response:
        """Answer with a claim's evidence; for the drawer, with that and nothing round it."""
        story, claim = request.path_params["story"], request.path_params["claim"]
        view = self.room.view(("claim", story, claim), lambda: found(claim_view, self.room.ledger(story), story, claim))
        drawer = request.headers.get("hx-request") == "true"
        answer = self.story_page(request, "claim_drawer.html.j2" if drawer else "claim.html.j2", view, "claim")
        answer.headers["vary"] = "HX-Request"
        return answer

    def overruled(self, request: Request) -> Response:
        """Answer with what people decided about the story."""
        shelf = self.room.shelf
        return self._story_view(
            request, "overruled", lambda ledger, s: overruled_view(shelf.decisions(s), shelf.taken_back(s), ledger, s)
        )

    # -- what every page has

    def story_page(self, request: Request, template: str, view: View, here: str, **more: Any) -> Response:
        """Answer with a view of a story, in its frame."""
        story = request.path_params["story"]
        frame = self.frame(story, here)
        path = unquoted_path(request)
        return self.answer(request, template, view, path=path or story_url(story), frame=frame, **more)

    def frame(self, story: str, here: str) -> Frame:
        """Return what stands round a story's views."""
        briefing = self.room.briefing(story, "normal")
        tabs = tuple(Tab(story_url(story, end), key, name, end == here) for end, key, name in VIEWS)
        overruled = len(self.room.ledger(story).decisions)
        return Frame(story, story_url(story), briefing.headline.text, briefing.summary.text, tabs, overruled)

    def answer(
        self, request: Request, template: str, view: View, *, path: str, twin: str = "", **more: Any
    ) -> Response:
        """Answer with a page or with one of its twins, by the end of the address."""
        twin = twin or request.path_params.get("twin", "")
        if twin == "json":
            story = {"story": more["frame"].story} if "frame" in more else {}
            return Response(to_json({**story, **plain(view)}), media_type="application/json")
        if twin == "csv":
            return Response(to_csv(view), media_type="text/csv; charset=utf-8")
        query = f"?{request.url.query}" if request.url.query else ""
        twins = {end: f"{path}.{end}{query}" for end in ("json", "csv")}
        return self.page(request, template, view=view, twins=twins, **more)

    def page(self, request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """Return a page with what the frame of every page needs."""
        context.setdefault("twins", {})
        context.setdefault("frame", None)
        return HTMLResponse(
            render(
                template,
                seal=self.keys.seal(request.state.session),
                name=unquote(request.cookies.get(NAME, ""))[:80],
                working=self.works.running(),
                may_fetch=self.may_fetch,
                sought=request.query_params.get("q", "")[:MOST_SOUGHT] if request.url.path == "/search" else "",
                **context,
            ),
            status,
        )

    def say(self, request: Request, status: int, title: str, text: str) -> Response:
        """Answer with a page that says what went wrong and what to do."""
        return self.page(request, "message.html.j2", status, title=title, text=text)

    def not_there(self, request: Request) -> Response:
        """Answer for what is not on the desk."""
        return self.say(
            request, 404, "That is not on this desk",
            "The story, report or claim may have another name since reports were added. Look for it from the front "
            "page, or search for its words.",
        )  # fmt: skip


def back_to(url: str) -> RedirectResponse:
    """Send a browser that has posted a form to a page."""
    return RedirectResponse(url, 303)


def unquoted_path(request: Request) -> str:
    """Return the path as it was asked for, still quoted, without the end that names a twin."""
    raw = request.scope.get("raw_path", b"").decode("latin-1").partition("?")[0]
    twin = request.path_params.get("twin")
    return raw.removesuffix(f".{twin}") if twin else str(raw)


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 7 else default


def _span(given: str) -> Span | None:
    start, _, end = given.partition("-")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(given) < 20):
        return None
    return Span(int(start), int(end))
