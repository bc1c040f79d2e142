"""Nothing comes in under a strange name, from another site, too large or without the token; nothing goes out bare."""

import pytest
from starlette.testclient import TestClient

from twosource.web.app import create_app
from twosource.web.guard import MAX_UPLOAD_BYTES, POLICY

TOKEN = "a-token-of-some-length"


@pytest.fixture(scope="module")
def closed(desk):
    with TestClient(create_app(desk, hosts={"testserver"}, token=TOKEN), follow_redirects=False) as opened:
        yield opened


def fresh(desk, **options):
    return TestClient(create_app(desk, hosts={"testserver"}, **options), follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/stories.json", "/nothing", "/static/desk.css", "/static/nothing", "/add"])
def test_every_answer_has_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "cache-control" in headers


def test_the_policy_allows_nothing_inline_and_nobody_else():
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "default-src 'none'" in POLICY
    assert "frame-ancestors 'none'" in POLICY


def test_an_error_of_ours_has_the_headers_and_tells_nothing(desk):
    class Broken:
        def __getattr__(self, name):
            raise RuntimeError("secret words")

    with TestClient(create_app(Broken(), hosts={"testserver"}), raise_server_exceptions=False) as broken:  # type: ignore[arg-type]
        answer = broken.get("/")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "secret" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "", "127.0.0.1.nip.io:8000"])
def test_a_strange_host_is_refused(client, host):
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost:9999", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_this_machine_is_served_by_default(desk, host):
    assert TestClient(create_app(desk)).get("/help", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver:81"},
        {"origin": "file://testserver"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client, headers):
    answer = client.post("/add", data={"text": "x"}, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text


def test_our_own_origin_is_let_in_as_far_as_the_seal(client):
    answer = client.post("/add", data={"text": "x"}, headers={"origin": "http://testserver"})
    assert answer.status_code == 403
    assert "out of date" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(client, method):
    assert client.request(method, "/").status_code == 405


def test_a_page_cannot_be_posted_to(client):
    assert client.post("/", headers={"origin": "http://testserver"}).status_code == 405


def test_too_large_a_body_is_refused_by_its_length(client):
    answer = client.post("/add", content=b"", headers={"content-length": str(MAX_UPLOAD_BYTES + 1)})
    assert answer.status_code == 413


def test_too_large_a_body_is_refused_though_it_says_nothing_of_its_length(client):
    def pieces():
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(MAX_UPLOAD_BYTES // 1_000_000 + 2):
            yield b"a" * 1_000_000

    headers = {"content-type": "multipart/form-data; boundary=x"}
    assert client.post("/add", content=pieces(), headers=headers).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e3"])
def test_a_length_that_is_none_is_refused(client, length):
    assert client.post("/add", content=b"", headers={"content-length": length}).status_code == 413


PATHS = ("/", "/stories.json", "/help", "/static/desk.css", "/static/htmx.min.js", "/marks.css?report=x", "/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_there_is_nothing(closed, path):
    closed.cookies.clear()
    answer = closed.get(path)
    assert answer.status_code == 401
    assert "Varelia" not in answer.text
    assert "token" in answer.text


def test_a_form_without_the_token_is_nothing(closed):
    closed.cookies.clear()
    assert closed.post("/add", data={"text": "x"}, headers={"origin": "http://testserver"}).status_code == 401


def test_the_token_in_the_address_becomes_a_cookie_and_leaves_the_address(closed):
    closed.cookies.clear()
    answer = closed.get(f"/search?q=drone&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/search?q=drone"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert TOKEN not in answer.headers["set-cookie"]
    assert closed.get("/").status_code == 200
    closed.cookies.clear()
    assert closed.get("/").status_code == 401


def test_the_way_in_never_leads_to_another_site(closed):
    closed.cookies.clear()
    answer = closed.get(f"//evil.example/?token={TOKEN}")
    assert answer.status_code in {303, 401}
    assert not answer.headers.get("location", "/").startswith("//")


def test_the_token_can_be_typed(closed):
    closed.cookies.clear()
    assert closed.post("/enter", data={"token": "wrong"}).status_code == 403
    assert closed.post("/enter", data={"token": TOKEN}).status_code == 303
    assert closed.get("/").status_code == 200


def test_a_program_may_bring_the_token_as_a_header(closed):
    closed.cookies.clear()
    assert closed.get("/stories.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert closed.get("/stories.json", headers={"authorization": "Bearer x"}).status_code == 401


def test_the_token_of_another_server_opens_nothing(desk, closed):
    closed.cookies.clear()
    closed.get(f"/?token={TOKEN}")
    with fresh(desk, token="another-token-of-length") as other:
        other.cookies.update(closed.cookies)
        assert other.get("/").status_code == 401


def test_strange_cookies_are_no_cookies(client):
    for cookie in ("=;;=", "a" * 9000, "twosource_session=\x01; x", 'twosource_session="'):
        assert client.get("/help", headers={"cookie": cookie}).status_code == 200


def test_a_static_file_is_kept_by_its_digest(client):
    page = client.get("/").text
    address = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
    assert "?" in address
    answer = client.get(address)
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/vendored.toml",
        "/static//etc/passwd",
        "/report/../../etc/passwd",
        "/report/..%2f..%2fetc%2fpasswd",
        "/report//etc/passwd",
        "/report/%00",
        "/story/..%2f..%2fetc/matrix",
    ],
)
def test_no_path_leads_out_of_the_desk(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
