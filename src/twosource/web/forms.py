"""Forms come in: reports to add, overrulings to keep or take back, works to stop; each is checked and done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from twosource.web.addresses import story_url
from twosource.web.arrivals import MOST_FILES, Sent, read_sent
from twosource.web.guard import give_pass
from twosource.web.keys import NAME, pass_name
from twosource.web.pages import Pages, back_to
from twosource.web.room import MissingError, found
from twosource.web.views.overruled import KINDS
from twosource.web.works import StoppedError, Work

# A pasted report of half a million characters, four bytes each at most.
MAX_FIELD_BYTES = 2_100_000


class Forms:
    """The forms of a desk."""

    def __init__(self, pages: Pages) -> None:
        self.pages, self.works, self.room = pages, pages.works, pages.room

    def add_page(self, request: Request) -> Response:
        """Answer with the form for new reports."""
        return self.pages.page(request, "add.html.j2", refused="")

    async def add(self, request: Request) -> Response:
        """Take what was sent and add it in the background."""
        async with request.form(max_files=MOST_FILES, max_fields=40, max_part_size=MAX_FIELD_BYTES) as form:
            if refusal := self._unsealed(request, form):
                return refusal
            sent = await _sent(form, fetching=self.pages.may_fetch)
        if not sent.parts:
            return self.pages.page(
                request, "add.html.j2", 400, refused="Paste a report, choose files or give addresses."
            )
        parts = sent.parts
        work = self.works.start(f"Adding {parts} {'report' if parts == 1 else 'things'}", self._adding(sent))
        return back_to(f"/work/{work.id}")

    def _adding(self, sent: Sent) -> Callable[[Work], Any]:
        def run(work: Work) -> Any:
            def tell(words: str) -> None:
                if work.asked_to_stop():
                    raise StoppedError
                work.tell(words)

            arrived = read_sent(sent, tell)

            def progress(words: str) -> None:
                work.tell(words)
                self.room.changing()

            if not arrived.reports:
                raise ValueError(" ".join(f"{e.report}: {e.message}." for e in arrived.errors) or "Nothing was read.")
            return self.room.shelf.add(arrived.reports, arrived.errors, progress=progress, stop=work.asked_to_stop)

        return run

    def work_page(self, request: Request) -> Response:
        """Answer with how far a work has come; for the page itself, with that and nothing round it."""
        work = found(self.works.get, request.path_params["work"])
        template = "work_progress.html.j2" if request.headers.get("hx-request") == "true" else "work.html.j2"
        answer = self.pages.page(request, template, work=work, added=_added(work, self.pages))
        answer.headers["vary"] = "HX-Request"
        return answer

    def works_page(self, request: Request) -> Response:
        """Answer with the works of this server."""
        return self.pages.page(request, "works.html.j2", works=self.works.all())

    async def stop(self, request: Request) -> Response:
        """Ask a work to stop."""
        form = await request.form()
        if refusal := self._unsealed(request, form):
            return refusal
        work = found(self.works.get, request.path_params["work"])
        work.stop()
        return back_to(f"/work/{work.id}")

    async def decide(self, request: Request) -> Response:
        """Keep a person's overruling."""
        form = await request.form()
        if refusal := self._unsealed(request, form):
            return refusal
        story = request.path_params["story"]
        kind, subject, value, name, reason = (_field(form, f) for f in ("kind", "subject", "value", "name", "reason"))
        if kind not in KINDS or not (subject and value and name and reason):
            text = "Say what you decide, your name and your reason: an overruling without them helps nobody later."
            return self.pages.say(request, 400, "Something is missing", text)

        def keep() -> str:
            self.room.shelf.decide(kind, subject, value, name, reason)
            self.room.changed()
            return self._overruled_url(story, subject)

        return await self._do(request, "Keeping an overruling", keep, name)

    async def undo(self, request: Request) -> Response:
        """Take an overruling back."""
        form = await request.form()
        if refusal := self._unsealed(request, form):
            return refusal
        story, decision = request.path_params["story"], request.path_params["decision"]
        name, reason = _field(form, "name"), _field(form, "reason")
        if not (name and reason):
            text = "Say your name and your reason: what is taken back is kept too."
            return self.pages.say(request, 400, "Something is missing", text)
        subject = next((d.subject for d in self.room.shelf.decisions(story) if d.id == decision), "")

        def take_back() -> str:
            found(self.room.shelf.undo, decision, name, reason)
            self.room.changed()
            return self._overruled_url(story, subject)

        return await self._do(request, "Taking an overruling back", take_back, name)

    async def _do(self, request: Request, title: str, act: Callable[[], str], name: str) -> Response:
        """Do what changes a story now, or, while reports are being added, when its turn comes."""
        if self.works.running():
            work = self.works.start(title, lambda work: act())
            return _remember(back_to(f"/work/{work.id}"), name)
        try:
            return _remember(back_to(await run_in_threadpool(act)), name)
        except ValueError as error:
            return self.pages.say(request, 400, "That cannot be decided so", str(error))

    def _overruled_url(self, story: str, subject: str) -> str:
        """Return where the overrulings stand: a report that was moved stands in another story than before."""
        try:
            return story_url(self.room.shelf.story_of(subject), "overruled")
        except KeyError:
            pass
        try:
            self.room.ledger(story)
        except (MissingError, ValueError):
            return "/"
        return story_url(story, "overruled")

    async def enter(self, request: Request) -> Response:
        """Let in who brings the token."""
        form = await request.form()
        if not self.pages.keys.opens(_field(form, "token")):
            return self.pages.say(request, 403, "That is not the token", "Ask whoever started the server for it.")
        answer = back_to("/")
        give_pass(answer, self.pages.keys, pass_name((request.scope.get("server") or ("", 0))[1]))
        return answer

    def _unsealed(self, request: Request, form: FormData) -> Response | None:
        if self.pages.keys.is_sealed(request.cookies.get("twosource_session", ""), _field(form, "seal")):
            return None
        text = "The server was started anew since the form was opened, or cookies are off. Go back, reload, try again."
        return self.pages.say(request, 403, "This form is out of date", text)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.strip() if isinstance(value, str) else ""


async def _sent(form: FormData, *, fetching: bool) -> Sent:
    uploads = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
    files = tuple([(f.filename or "", await f.read()) for f in uploads])
    addresses = tuple(a for a in _field(form, "addresses").split() if a) if fetching else ()
    given = {f: _field(form, f) for f in ("text", "outlet", "published", "title", "url")}
    return Sent(files, addresses, **given)


def _remember(answer: Response, name: str) -> Response:
    """Spare who overrules the writing of the name next time."""
    answer.set_cookie(NAME, quote(name[:80]), httponly=True, samesite="lax", max_age=180 * 86_400)
    return answer


def _added(work: Work, pages: Pages) -> list[tuple[str, str]]:
    """Return the stories that an addition touched, as addresses and headlines."""
    if not work.over or isinstance(work.result, str):
        return [(work.result, "See it")] if isinstance(work.result, str) and work.over else []
    found = []
    for story in getattr(work.result, "stories", ())[:20]:
        try:
            found.append((story_url(story), pages.room.briefing(story, "normal").headline.text))
        except (MissingError, ValueError):
            continue
    return found
