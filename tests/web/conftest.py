"""A desk with the sample story, made once; each test that changes one has a copy of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the web extra is not installed")

from starlette.testclient import TestClient

from twosource.desk import Desk
from twosource.intake import make_report, read_reports
from twosource.web.app import create_app

STORY = Path(__file__).parents[2] / "examples" / "port-halvern"

# What a report must never do to a reader: run, draw, reorder, hide, or leave its place.
HOSTILE = (
    'Mayor says "bridge" <script>window.hacked = 1</script> is closed\n\n'
    "NORTHWICK, 3 May 2022 — Two people were hurt on Monday, Mayor Orla Finch said. "
    '<img src=x onerror="window.hacked = 1"> The \u202egnp.exe\u202c file was not opened, she told reporters. '
    "Pay no\u200bth\u200bing, the clerk Tam Oduya said, <style>body { display: none }</style> on Tuesday. "
    "</div></main><h1>Overwritten</h1>{{ 7 * 7 }}{% raw %} javascript:alert(1) =1+1\n\n"
    "قال المتحدث إن الجسر مغلق وإن شخصين أصيبا يوم الاثنين في الحادث.\n\n" + "long" * 3000 + "\n"
)
HOSTILE_ID = '"><script>alert(1)</script>../..%2f.txt'


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "sample.desk"
    with Desk(path, now=lambda: "2021-06-11T18:00:00Z") as desk:
        reports = list(read_reports([STORY]).reports)
        hostile = make_report(
            HOSTILE_ID, HOSTILE, outlet='<b onclick="x()">Evil\u202e Post</b>', published="2022-05-03"
        )
        desk.add([*reports, hostile])
    return path


@pytest.fixture(scope="session")
def desk(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("read") / "sample.desk"
    shutil.copy(sample_file, path)
    with Desk(path) as opened:
        yield opened


@pytest.fixture
def own_desk(sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "own.desk"
    shutil.copy(sample_file, path)
    with Desk(path, now=lambda: "2021-06-12T09:00:00Z") as opened:
        yield opened


@pytest.fixture(scope="session")
def story(desk: Desk) -> str:
    return desk.story_of("04_daily-beacon.html")


@pytest.fixture(scope="session")
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(desk, hosts={"testserver"}), follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def own_client(own_desk: Desk) -> Iterator[TestClient]:
    app = create_app(own_desk, hosts={"testserver"})
    with TestClient(app, follow_redirects=False) as opened:
        yield opened
