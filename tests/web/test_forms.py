"""Forms: what is added, overruled and taken back, and what is refused."""

import re
import time

import pytest

from twosource.web.works import Works

TEXT = (
    "Ferry strikes pier in Northwick\n\nNORTHWICK, 4 May 2022 — A ferry struck the pier at Northwick on Wednesday and "
    "hurt six people, the harbour office said.\n\n“The wind took us,” said the captain, Ines Valdo.\n"
)


def seal_of(client) -> str:
    return re.search(r'name="seal" value="([0-9a-f]+)"', client.get("/add").text)[1]


def wait_for(client, address: str, seconds: float = 60) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        page = client.get(address).text
        if 'hx-trigger="every 1s"' not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"not over after {seconds} seconds: {page}")


def add(client, **more):
    return client.post("/add", data={"seal": seal_of(client), **more.pop("data", {})}, **more)


def test_a_pasted_report_is_added_and_found(own_client, own_desk):
    answer = add(own_client, data={"text": TEXT, "outlet": "Northwick Echo", "published": "2022-05-04"})
    assert answer.status_code == 303
    page = wait_for(own_client, answer.headers["location"])
    assert "1 new" in page
    assert "Ferry strikes pier" in page
    assert "Ferry strikes pier" in own_client.get("/").text
    told = own_client.get("/search.json?q=Valdo").json()["found"]
    report = own_desk.report(told[0]["report"])
    assert (report.outlet, report.published) == ("Northwick Echo", "2022-05-04")
    assert "Ines Valdo" in own_client.get(told[0]["story_url"] + "/speakers").text


def test_files_are_added_under_names_of_our_own(own_client, own_desk, tmp_path):
    files = [
        ("files", ("../../../../tmp/evil.txt", TEXT.encode(), "text/plain")),
        ("files", ("C:\\x\\evil.txt", TEXT.replace("six", "seven").encode(), "text/plain")),
        ("files", ("rows.jsonl", b'{"id": "row-1", "text": "The pier was shut, the harbour office said."}\n', "x")),
        ("files", ("broken.jsonl", b"{", "x")),
        ("files", ("empty.txt", b"", "text/plain")),
    ]
    answer = add(own_client, files=files)
    page = wait_for(own_client, answer.headers["location"])
    assert "3 new" in page
    assert {"evil.txt", "evil-2.txt", "row-1"} <= set(own_desk.reports())
    assert "empty.txt" in page
    assert "/tmp/" not in page
    assert not (tmp_path.parent / "evil.txt").exists()


def test_what_cannot_be_read_is_said(own_client):
    answer = add(own_client, data={"text": "..."})
    page = wait_for(own_client, answer.headers["location"])
    assert "It went wrong" in page
    assert "pasted text" in page


def test_nothing_sent_is_refused(client):
    answer = add(client)
    assert answer.status_code == 400
    assert "Paste a report" in answer.text


def test_addresses_are_taken_only_where_it_was_asked_for(client):
    assert "addresses" not in client.get("/add").text
    assert add(client, data={"addresses": "http://127.0.0.1/x"}).status_code == 400


def test_without_the_seal_nothing_is_added(own_client, own_desk):
    own_client.get("/add")
    for seal in ("", "0" * 64, "é"):
        answer = own_client.post("/add", data={"seal": seal, "text": TEXT})
        assert answer.status_code == 403
    seal = seal_of(own_client)
    own_client.cookies.clear()
    assert own_client.post("/add", data={"seal": seal, "text": TEXT}).status_code == 403
    assert own_desk.search("Valdo") == []


def test_adding_twice_says_that_it_is_known(own_client):
    for said in ("1 new", "1 known already"):
        answer = add(own_client, data={"text": TEXT})
        assert said in wait_for(own_client, answer.headers["location"])


def test_a_work_can_be_stopped_before_its_turn(own_client, own_desk):
    works: Works = own_client.app.state.works
    held = works.start("Holding the queue", lambda work: [time.sleep(0.05) for _ in iter(work.asked_to_stop, True)])
    answer = add(own_client, data={"text": TEXT})
    address = answer.headers["location"]
    assert "Waiting for its turn" in own_client.get(address).text
    assert "<noscript><meta http-equiv=" in own_client.get(address).text
    assert own_client.post(f"{address}/stop", data={"seal": "x"}).status_code == 403
    assert own_client.post(f"{address}/stop", data={"seal": seal_of(own_client)}).status_code == 303
    held.stop()
    assert "Stopped" in wait_for(own_client, address)
    assert own_desk.search("Valdo") == []
    assert own_client.get("/work").text.count("/work/") >= 2


def overrule(client, story, kind, subject, value, name="Ada Moll", reason="I called the newsroom."):
    data = {"seal": seal_of(client), "kind": kind, "subject": subject, "value": value, "name": name, "reason": reason}
    return client.post(f"/story/{story}/overrule", data=data)


CHILD, PARENT = "02_lakeside-herald.txt", "01_coastal-tribune.txt"


def claims_of(desk, story):
    return {c.id: c for c in desk.ledger(story).claims}


def cases(desk, story):
    ledger = desk.ledger(story)
    claim = max((c for c in ledger.claims if c.reports > 2), key=lambda c: c.weight)
    other = next(c for c in sorted(ledger.claims, key=lambda c: -c.weight) if c.id != claim.id)
    reading = claim.readings[-1]
    return {
        "credibility": (claim.id, "5"),
        "reading": (claim.id, f"{reading.report}:{reading.span.start}-{reading.span.end}"),
        "same-claim": (claim.id, other.id),
        "direction": (CHILD, PARENT),
        "lineage": (CHILD, "own"),
        "same-story": (CHILD, "own"),
    }


@pytest.mark.parametrize("kind", ["credibility", "reading", "same-claim", "direction", "lineage", "same-story"])
def test_each_overruling_is_kept_shown_and_taken_back(own_client, own_desk, story, kind):
    subject, value = cases(own_desk, story)[kind]
    before = own_client.get(f"/story/{story}.json").json()
    answer = overrule(own_client, story, kind, subject, value)
    assert answer.status_code == 303, answer.text
    page = own_client.get(answer.headers["location"])
    assert "Ada Moll" in page.text
    assert "I called the newsroom." in page.text
    decision = own_desk.decisions()[0]
    assert (decision.kind, decision.subject, decision.value) == (kind, subject, value)
    where = answer.headers["location"].removesuffix("/overruled")
    undo = f"{where}/overruled/{decision.id}/undo"
    assert own_client.post(undo, data={"seal": seal_of(own_client), "name": "", "reason": ""}).status_code == 400
    signed = {"seal": seal_of(own_client), "name": "Jon Reve", "reason": "They called back."}
    taken = own_client.post(undo, data=signed)
    assert taken.status_code == 303
    assert own_desk.decisions() == []
    (told,) = own_client.get(f"{taken.headers['location']}.json").json()["taken_back"]
    assert (told["what"]["name"], told["name"], told["reason"]) == ("Ada Moll", "Jon Reve", "They called back.")
    assert own_client.get(f"/story/{story}.json").json() == before
    assert own_client.post(undo, data=signed).status_code == 404


def test_an_overruling_changes_the_page(own_client, own_desk, story):
    overrule(own_client, story, "direction", CHILD, PARENT)
    told = own_client.get(f"/story/{story}/lineage.json").json()
    ties = {m["report"]["id"]: m["ties"] for b in told["lineages"] for m in b["members"]}
    assert any(t["direction"] == "made from 01" for t in ties[CHILD])
    assert "Overruled (1)" in own_client.get(f"/story/{story}").text
    claim = cases(own_desk, story)["credibility"][0]
    overrule(own_client, story, "credibility", claim, "5")
    assert "by Ada Moll" in own_client.get(f"/story/{story}/claim/{claim}").text


@pytest.mark.parametrize(
    "change",
    [{"name": ""}, {"reason": "  "}, {"value": ""}, {"kind": "truth"}, {"value": "9"}, {"subject": "no-such-claim"}],
)
def test_an_overruling_that_cannot_be_is_refused_in_words(own_client, own_desk, story, change):
    subject, value = cases(own_desk, story)["credibility"]
    given = {"kind": "credibility", "subject": subject, "value": value, **change}
    answer = overrule(own_client, story, **given)
    assert answer.status_code == 400
    assert own_desk.decisions() == []


def test_the_name_is_offered_again(own_client, own_desk, story):
    overrule(own_client, story, "direction", CHILD, PARENT, name='Zoë "Z" Moll')
    assert "Zoë &#34;Z&#34; Moll" in own_client.get(f"/story/{story}/lineage").text


def test_an_overruling_waits_while_reports_are_added(own_client, own_desk, story):
    works: Works = own_client.app.state.works
    held = works.start("Holding the queue", lambda work: [time.sleep(0.05) for _ in iter(work.asked_to_stop, True)])
    answer = overrule(own_client, story, "direction", CHILD, PARENT)
    assert answer.headers["location"].startswith("/work/")
    assert own_desk.decisions() == []
    assert "Holding the queue" in own_client.get(f"/story/{story}").text
    held.stop()
    wait_for(own_client, answer.headers["location"])
    assert len(own_desk.decisions()) == 1


def test_more_than_a_report_can_be_is_refused_in_words(own_client):
    long = "word " * 700_000
    pasted = add(own_client, data={"text": long}, files=[("files", ("", b"", "x"))])
    assert pasted.status_code == 400
    assert "<h1>" in pasted.text
    sent = add(own_client, files=[("files", ("long.txt", long.encode(), "text/plain"))])
    assert "a report at most" in wait_for(own_client, sent.headers["location"])
    many = [("files", (f"{n}.txt", b"x", "text/plain")) for n in range(201)]
    assert add(own_client, files=many).status_code == 400


def test_a_long_paragraph_is_added_and_shown(own_client):
    long = "One clerk said that the bridge at Northwick was closed. " + "unbroken" * 12_000 + ".\n"
    sent = add(own_client, data={"text": long, "outlet": "Northwick Echo"})
    assert "1 new" in wait_for(own_client, sent.headers["location"])
    found = own_client.get("/search.json?q=clerk+Northwick").json()["found"]
    assert any(own_client.get(f["url"]).text.count("unbroken") > 10_000 for f in found)
