"""The commands with the address of a database in the place of a file."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assets import ASSETS
from frayed_line import FrayedLine
from postgres import new_schema, server
from store import Address, open_store
from store.address import is_address
from store.engine.postgres.schema import KINDS
from store.errors import Barrier, NotSaved, ReadOnly, Unconfirmed, Unreachable
from store.records import Role
from tui import last_opened
from tui.cli import main
from tui.commands.serve import window_arguments
from tui.refusals import sentence
from tui.web.sessions import WebSession
from tui.web.window_process import passed_on

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def toadam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command here: its status, and what it said on both channels."""
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "user"))
    monkeypatch.delenv("TOADAM_FILE", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        status = main([*map(str, arguments)])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def url() -> str:
    """Where nothing is yet."""
    return server().address(new_schema()).url


def test_a_conference_is_made_filled_and_checked_in_to_in_a_database(toadam: Command, url: str) -> None:
    assert toadam("-f", url, "status")[0] == 1
    assert toadam("-f", url, "new")[0] == 0
    status, _out, err = toadam("-f", url, "new")
    assert (status, "đã có" in err) == (1, True)
    assert toadam("-f", url, "import", ASSETS / "sample" / "danh-sach-dai-bieu.xlsx")[0] == 0
    codes = json.loads(toadam("-f", url, "codes", "--json")[1])
    _status, said, _err = toadam("--desk", "Bàn 1", "-f", url, "checkin", codes[0]["code"].replace("-", "_"))
    assert said.split("\t")[:3] == ["admitted", "1", codes[0]["name"]]
    assert json.loads(toadam("-f", url, "status", "--json")[1])["attendance"]["present"] == 1


def test_a_desk_without_the_server_answers_says_so_and_sends_when_it_is_there(toadam: Command, url: str) -> None:
    toadam("-f", url, "new")
    toadam("-f", url, "import", ASSETS / "sample" / "danh-sach-dai-bieu.xlsx")
    codes = [one["code"] for one in json.loads(toadam("-f", url, "codes", "--json")[1])]
    with FrayedLine(server().port) as line:
        way = url.replace(f":{server().port}/", f":{line.port}/")
        assert toadam("-f", way, "checkin", codes[0])[2] == ""
        line.take_down()
        status, out, err = toadam("-f", way, "checkin", codes[0], codes[1])
        assert (status, [row.split("\t")[0] for row in out.splitlines()]) == (0, ["already-in", "admitted"])
        assert err.strip() == "đang làm việc ngoại tuyến, 2 thao tác chờ gửi"
        toadam("-f", url, "checkin", codes[1])
        status, out, err = toadam("-f", way, "status", "--json")
        assert (status, json.loads(out)["attendance"]["present"]) == (0, 2)
        assert json.loads(out)["offline"] == {"waiting": 2}
        assert err.strip() == "đang làm việc ngoại tuyến, 2 thao tác chờ gửi"
        line.mended()
        _status, out, err = toadam("-f", way, "checkin", codes[2])
        assert out.startswith("admitted\t3\t")
        assert [row.split(":")[0] for row in err.splitlines()][:2] == ["Đã gửi 2 thao tác", "Điểm danh ở cả hai nơi"]
    said = json.loads(toadam("-f", url, "status", "--json")[1])
    assert (said["attendance"]["present"], "offline" in said) == (3, False)


def test_copy_moves_it_out_and_back_in_and_overwrites_nothing(toadam: Command, url: str, tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "hoi-nghi.json", server().address(new_schema()).url
    toadam("-f", url, "new")
    status, said, _err = toadam("copy", url, path)
    assert (status, "0 thao tác" in said, str(path) in said) == (0, True, True)
    assert toadam("-f", path, "verify")[0] == 0
    assert toadam("copy", path, elsewhere)[0] == 0
    assert toadam("copy", url, path)[0] == 1
    assert toadam("copy", path, elsewhere)[0] == 1
    assert toadam("-f", elsewhere, "status")[1] == toadam("-f", path, "status")[1]
    assert toadam("copy", url)[0] == 1


def test_a_database_and_a_file_that_went_on_from_it_are_brought_together_both_ways(
    toadam: Command, url: str, tmp_path: Path
) -> None:
    path = tmp_path / "hoi-nghi.json"
    toadam("-f", url, "new")
    toadam("-f", url, "import", ASSETS / "sample" / "danh-sach-dai-bieu.xlsx")
    toadam("copy", url, path)
    codes = [row["code"].replace("-", "_") for row in json.loads(toadam("-f", url, "codes", "--json")[1])]
    toadam("--desk", "Bàn mạng", "-f", url, "checkin", codes[0])
    toadam("--desk", "Bàn lẻ", "-f", path, "checkin", *codes[:2])
    status, said, _err = toadam("-f", url, "merge", path)
    assert (status, "Bàn mạng" in said, "Bàn lẻ" in said) == (0, True, True)
    assert toadam("-f", path, "merge", url)[0] == 0
    for place in (url, path):
        assert json.loads(toadam("-f", place, "status", "--json")[1])["attendance"]["present"] == 2


def test_copy_prints_what_an_administrator_runs(toadam: Command) -> None:
    status, said, _err = toadam("copy", "--sql")
    assert status == 0
    assert said.index("CREATE SCHEMA toadam") < said.index("CREATE TABLE meta") < said.index("CREATE ROLE toadam_desk")


@pytest.mark.parametrize("barrier", Barrier)
def test_what_keeps_us_from_a_database_is_told_with_what_to_do(barrier: Barrier) -> None:
    told = sentence(Unreachable(Address("postgresql://ban1:bi-mat@may-chu/hoi-nghi"), barrier))
    assert barrier is Barrier.DRIVER or told.startswith("postgresql://ban1@may-chu/hoi-nghi")
    assert "bi-mat" not in told
    assert " the " not in told


@pytest.mark.parametrize("number", [errno.ECONNREFUSED, errno.ECONNRESET, errno.ETIMEDOUT, errno.EPROTO])
def test_why_a_database_did_not_save_is_told_in_words(number: int) -> None:
    error = OSError(number, os.strerror(number))
    assert sentence(NotSaved(error)).startswith("Chưa lưu")
    assert os.strerror(number) not in sentence(NotSaved(error))
    assert "có thể đã lưu" in sentence(Unconfirmed(error))


def test_the_database_opened_last_is_known_without_its_password(toadam: Command) -> None:
    last_opened.remember(Address("postgresql://ban1:bi-mat@may-chu/hoi-nghi"))
    assert last_opened.recall() == Address("postgresql://ban1@may-chu/hoi-nghi")


def test_a_window_in_a_browser_gets_the_password_where_nobody_else_sees_it() -> None:
    session = WebSession(
        token="t", role=Role.RECEPTION, device="", address="10.0.0.2", browser="Chrome", since=0.0, seen=0.0
    )
    arguments = window_arguments(Address("postgresql://ban1:bi-mat@may-chu/hoi-nghi"), session)
    assert is_address(arguments[1])
    assert "bi-mat" not in " ".join(arguments)
    environment = {"PGPASSWORD": "bi-mat", "SECRET": "x"}
    assert passed_on(environment, arguments) == {"PGPASSWORD": "bi-mat"}
    assert passed_on(environment, ("-f", "toadam.json")) == {}


def test_a_purge_leaves_only_numbers_in_the_database(toadam: Command, url: str) -> None:
    toadam("-f", url, "new")
    toadam("-f", url, "import", ASSETS / "sample" / "danh-sach-dai-bieu.xlsx")
    code, name = (json.loads(toadam("-f", url, "codes", "--json")[1])[0][field] for field in ("code", "name"))
    toadam("-f", url, "checkin", code.replace("-", "_"))
    assert toadam("-f", url, "purge")[0] == 1
    assert toadam("-f", url, "purge", "--person", 2, "--yes")[0] == 0
    with closing(open_store(Address(url), desk="Bàn 1")) as open_elsewhere:
        status, said, _err = toadam("-f", url, "purge", "--yes")
        assert (status, "bàn khác" in said) == (0, True)
        with pytest.raises(ReadOnly):
            open_elsewhere.refresh()
    schema = url.partition("search_path%3D")[2].partition("&")[0]
    tables = (*KINDS, "log", "pulse", "meta")
    assert name not in "".join(str(server().ask(f"SELECT * FROM {table}", schema=schema)) for table in tables)
    status, said, _err = toadam("-f", url, "status", "--json")
    assert json.loads(said)["attendance"]["present"] == 1
    assert toadam("-f", url, "checkin", code.replace("-", "_"))[0] == 1
    assert toadam("-f", url, "purge", "--yes")[0] == 0
