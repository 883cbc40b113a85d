"""What the scripts of the USB stick do on a machine: a stand-in for Windows, with real folders."""

from __future__ import annotations

import shutil
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

import installing
import shortcuts
from installing import Places, Trouble, fits, install, remove
from shortcuts import SHORTCUTS, Shortcut
from tui import last_opened
from tui.cli import main as toadam
from tui.commands import screens


class Machine:
    """Whose name and folders have spaces and letters; `breaks_at` is the step that fails."""

    def __init__(self, folder: Path) -> None:
        home = folder / "Nguyễn Văn Hưởng & con"
        stick = folder / "USB của phòng" / "chuong-trinh"
        (stick / "banh").mkdir(parents=True)
        (stick / "mo.cmd").write_text("mo", encoding="ascii")
        self.places = Places(stick, home / "AppData" / "ToaDam" / "chuong-trinh", home / "ToaDam", home / "Desktop")
        self.places.desktop.mkdir(parents=True)
        self.places.program.parent.mkdir(parents=True)
        self.commands: list[Sequence[str]] = []
        self.version = "1"
        self.breaks_at = 0

    def run(self, command: Sequence[str]) -> bool:
        self.commands.append(command)
        self.places.program.mkdir(exist_ok=True)
        (self.places.program / "version").write_text(self.version, encoding="ascii")
        return len(self.commands) != self.breaks_at

    def install(self, version: str = "1", breaks_at: int = 0) -> None:
        self.commands, self.version, self.breaks_at = [], version, breaks_at
        install(self.places, self.run, shortcuts.link_by_shell)

    @property
    def installed(self) -> str:
        return (self.places.program / "version").read_text(encoding="ascii")

    @property
    def on_the_desktop(self) -> set[str]:
        return {path.stem for path in self.places.desktop.iterdir()}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_program_data_and_three_shortcuts_are_in_the_persons_own_profile(machine: Machine) -> None:
    machine.install()
    assert machine.installed == "1"
    assert (machine.places.program / "mo.cmd").is_file()
    assert machine.places.data.is_dir()
    assert machine.on_the_desktop == {"Đón tiếp", "Điều hành", "Màn chiếu"}


def test_the_wheels_of_the_stick_are_the_only_source(machine: Machine) -> None:
    machine.install()
    _venv, pip, _try = machine.commands
    assert "--no-index" in pip
    assert pip[pip.index("--find-links") + 1] == str(machine.places.stick / "banh")
    assert pip[-1] == "toadam"


def test_the_camera_is_installed_where_it_was_packed(machine: Machine) -> None:
    (machine.places.stick / "banh" / "zxing_cpp-2.3-cp313-cp313-win_amd64.whl").touch()
    machine.install()
    assert machine.commands[1][-1] == "toadam[camera]"


def test_a_second_run_updates_and_leaves_the_data(machine: Machine) -> None:
    machine.install("1")
    (machine.places.data / "toadam.json").write_text("{}", encoding="ascii")
    machine.install("2")
    assert machine.installed == "2"
    assert (machine.places.data / "toadam.json").exists()
    assert not machine.places.aside.exists()


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_update_that_fails_leaves_the_version_before(machine: Machine, step: int) -> None:
    machine.install("1")
    with pytest.raises(Trouble):
        machine.install("2", breaks_at=step)
    assert machine.installed == "1"
    assert (machine.places.program / "mo.cmd").is_file()


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_first_installation_that_fails_leaves_nothing(machine: Machine, step: int) -> None:
    with pytest.raises(Trouble):
        machine.install(breaks_at=step)
    assert not machine.places.program.exists()
    assert machine.on_the_desktop == set()


@pytest.mark.parametrize("error", [OSError(28, "disk full"), KeyboardInterrupt()], ids=["full", "Ctrl+C"])
def test_whatever_ends_an_update_early_leaves_the_version_before(
    machine: Machine, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.install("1")
    monkeypatch.setattr(shutil, "copyfile", lambda *_files: _raise(error))
    with pytest.raises(type(error)):
        machine.install("2")
    assert machine.installed == "1"
    assert (machine.places.program / "mo.cmd").is_file()


def test_an_update_cut_off_in_the_middle_is_made_good_by_the_next(machine: Machine) -> None:
    machine.install("1")
    machine.places.program.rename(machine.places.aside)
    machine.places.program.mkdir()
    with pytest.raises(Trouble):
        machine.install("2", breaks_at=1)
    assert machine.installed == "1"
    machine.install("2")
    assert machine.installed == "2"


def test_what_a_finished_update_left_behind_is_not_taken_for_the_program(machine: Machine) -> None:
    machine.install("2")
    machine.places.aside.mkdir()
    with pytest.raises(Trouble):
        machine.install("3", breaks_at=1)
    assert machine.installed == "2"


def test_while_the_program_runs_it_is_said_and_nothing_is_touched(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.install("1")
    monkeypatch.setattr(Path, "rename", _in_use)
    with pytest.raises(Trouble, match="đang mở"):
        machine.install("2")
    with pytest.raises(Trouble, match="đang mở"):
        remove(machine.places)
    assert machine.installed == "1"


def _in_use(self: Path, target: Path) -> None:
    raise PermissionError(13, "in use", str(self))


def test_removing_takes_program_and_shortcuts_and_leaves_data_and_what_else_lies_there(machine: Machine) -> None:
    machine.install()
    kept = machine.places.program.parent / "preferences.json", machine.places.data / "toadam.json"
    other = machine.places.desktop / "Báo cáo.docx"
    for path in (*kept, other):
        path.touch()
    remove(machine.places)
    assert not machine.places.program.exists()
    assert [path.exists() for path in kept] == [True, True]
    assert machine.on_the_desktop == {"Báo cáo"}
    remove(machine.places)


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=lambda shortcut: shortcut.name)
def test_every_shortcut_asks_for_what_the_command_knows(
    shortcut: Shortcut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each comes as far as looking for a conference; wrong words would be told with status 2."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("TOADAM_FILE", raising=False)
    assert toadam(shortcut.arguments.split()) == 1
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=lambda shortcut: shortcut.name)
def test_every_shortcut_opens_the_conference_opened_last_wherever_it_is_kept(
    shortcut: Shortcut, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.delenv("TOADAM_FILE", raising=False)
    kept = tmp_path / "elsewhere.json"
    kept.touch()
    last_opened.remember(kept)
    opened: list[Path] = []
    monkeypatch.setattr(screens, "in_a_terminal", lambda: True)
    monkeypatch.setattr(screens, "_open", lambda path, *_others, **_more: opened.append(path))
    assert toadam(shortcut.arguments.split()) == 0
    assert opened == [kept]


@pytest.mark.parametrize("shortcut", SHORTCUTS, ids=lambda shortcut: shortcut.name)
def test_a_shortcut_by_a_batch_file_is_ascii_whatever_the_person_is_called(shortcut: Shortcut) -> None:
    text = shortcuts.batch_of(shortcut)
    assert text.isascii()
    assert text.rstrip().endswith(shortcut.arguments)


@pytest.mark.parametrize(
    ("pythons", "platform", "base", "right"),
    [
        (["{}"], "win-amd64", r"C:\Users\Hưởng\AppData\Local\Programs\Python\Python313", True),
        (["3.9"], "win-amd64", r"C:\Python39", False),
        (["{}"], "win32", r"C:\Python313-32", False),
        (["{}"], "win-arm64", r"C:\Python313-arm64", False),
        (["{}"], "win-amd64", r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.13", False),
    ],
)
def test_a_python_fits_by_version_machine_and_origin(
    pythons: list[str], platform: str, base: str, right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sysconfig, "get_platform", lambda: platform)
    ours = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert fits([one.format(ours) for one in pythons], base) is right


def test_what_windows_refuses_is_said_without_a_traceback(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installing, "_places", lambda: _raise(PermissionError(13, "Access is denied")))
    assert installing.main("install") == 1
    assert "Windows từ chối" in capsys.readouterr().out


def _raise(error: BaseException) -> Places:
    raise error
