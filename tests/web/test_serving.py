"""Where a desk may be served, and what one is told who lacks the extra."""

import builtins
import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from typer.testing import CliRunner

from twosource import serve
from twosource.cli import app
from twosource.web import serving

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example", "10.1.1.1"])
def test_a_network_is_not_served_without_a_token(host):
    with pytest.raises(ValueError, match="--token"):
        serving.check_address(host, None, [])
    assert serving.check_address(host, TOKEN, ["Desk.Example"]) >= {"desk.example", "localhost"}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.53"])
def test_this_machine_is_served_without_one(host):
    assert "localhost" in serving.check_address(host, None, [])


def test_a_token_that_is_easily_guessed_is_refused():
    with pytest.raises(ValueError, match="16 characters"):
        serving.check_address("127.0.0.1", "secret", [])


def test_the_address_names_the_token_for_the_first_visit():
    assert serving.address_of("0.0.0.0", 80, "a b&c") == "http://127.0.0.1:80/?token=a+b%26c"
    assert serving.address_of("::1", 80, None) == "http://[::1]:80/"


def test_who_lacks_the_extra_is_told_how_to_have_it(monkeypatch):
    real = builtins.__import__

    def without(name, *args, **more):
        if name.split(".")[0] in {"starlette", "uvicorn", "python_multipart"}:
            raise ImportError(name)
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ValueError, match=r"pip install 'twosource\[web\]'"):
        serve.check_installed()


def test_the_command_opens_the_desk_and_serves_it(monkeypatch, tmp_path):
    seen = {}
    monkeypatch.setattr(serving, "serve_desk", lambda desk, **options: seen.update(options, stories=desk.stories()))
    path = tmp_path / "new.desk"
    told = CliRunner().invoke(app, ["serve", "--desk", str(path), "--port", "0", "--fetch", "--token", TOKEN])
    assert told.exit_code == 0, told.output
    assert path.exists()
    assert seen["stories"] == []
    assert (seen["host"], seen["may_fetch"], seen["token"]) == ("127.0.0.1", True, TOKEN)


def test_no_desk_is_made_where_it_may_not_be_served(tmp_path):
    path = tmp_path / "new.desk"
    told = CliRunner().invoke(app, ["serve", "--desk", str(path), "--host", "0.0.0.0"])
    assert isinstance(told.exception, ValueError)
    assert not path.exists()


def test_reading_can_end_in_the_browser(monkeypatch, tmp_path):
    seen = {}
    monkeypatch.setattr(serving, "serve_desk", lambda desk, **options: seen.update(stories=desk.stories()))
    path = tmp_path / "one.txt"
    path.write_text("The pier at Northwick was shut on Monday, the harbour office said.\n", encoding="utf-8")
    told = CliRunner().invoke(app, ["read", str(path), "--serve", "--quiet", "--fast"])
    assert told.exit_code == 0, told.output
    assert [s.reports for s in seen["stories"]] == [1]


def test_an_address_in_use_is_said_in_words():
    with serving.open_socket("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="try another --port"):
            serving.open_socket("127.0.0.1", port)


def test_ctrl_c_ends_it_quietly(tmp_path):
    command = [sys.executable, "-m", "twosource", "serve", "--desk", str(tmp_path / "new.desk"), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = re.search(r"http://\S+", server.stderr.readline())[0]
    with urllib.request.urlopen(f"{address}help", timeout=30) as answer:
        assert answer.status == 200
    server.send_signal(signal.SIGINT)
    _, rest = server.communicate(timeout=30)
    assert "Traceback" not in rest
    assert server.returncode in {0, 130}


def test_importing_the_command_line_brings_no_web_server():
    code = "import sys, twosource.cli; print(sorted({'starlette', 'uvicorn'} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
