"""The folder for a USB stick: its wheels are all that Windows needs, its scripts are as Windows reads them."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

import usb_folder
from usb_folder import AT_THE_TOP, GUIDES, PYTHONS, SCRIPTS, NotOurs, as_windows_reads, clear, lay_out
from wheel_set import Target, judge, read_wheels

TOADAM = [Requirement("toadam")]
ON_313 = Target("3.13")


def wheel(folder: Path, name: str, *requires: str, pythons: str = ">=3.11") -> None:
    """One that says so much of itself."""
    told = ["Metadata-Version: 2.1", f"Requires-Python: {pythons}", *(f"Requires-Dist: {one}" for one in requires)]
    with ZipFile(folder / f"{name}.whl", "w") as archive:
        archive.writestr("-".join(name.split("-")[:2]) + ".dist-info/METADATA", "\n".join(told))


def missing(folder: Path, target: Target = ON_313) -> list[str]:
    return [str(one) for one in judge(read_wheels(folder), TOADAM, target).missing]


# -- wheels ------------------------------------------------------------------------------------------------------------


def test_what_is_needed_is_followed_to_the_end(tmp_path: Path) -> None:
    wheel(tmp_path, "toadam-1.0-py3-none-any", "textual<9,>=8")
    wheel(tmp_path, "textual-8.2-py3-none-any", "rich>=14")
    assert missing(tmp_path) == ["rich>=14"]
    wheel(tmp_path, "rich-14.1-py3-none-any")
    assert missing(tmp_path) == []


def test_what_only_windows_needs_is_needed_and_what_it_does_not_is_not(tmp_path: Path) -> None:
    needs = ('colorama; sys_platform == "win32"', 'uvloop; sys_platform != "win32"', 'tomli; python_version < "3.11"')
    wheel(tmp_path, "toadam-1.0-py3-none-any", *needs)
    assert missing(tmp_path) == ["colorama"]


def test_an_extra_is_needed_only_where_it_was_asked_for(tmp_path: Path) -> None:
    wheel(tmp_path, "toadam-1.0-py3-none-any", 'zxing-cpp; extra == "camera"', "rich[jupyter]")
    wheel(tmp_path, "rich-14.1-py3-none-any", 'ipywidgets; extra == "jupyter"')
    assert missing(tmp_path) == ["ipywidgets"]
    judged = judge(read_wheels(tmp_path), [Requirement("toadam[camera]")], ON_313)
    assert {str(one) for one in judged.missing} == {"ipywidgets", "zxing-cpp"}


@pytest.mark.parametrize(
    ("tag", "fits"),
    [
        ("py3-none-any", True),
        ("cp313-cp313-win_amd64", True),
        ("cp39-abi3-win_amd64", True),
        ("cp312-cp312-win_amd64", False),
        ("cp313-cp313t-win_amd64", False),
        ("cp313-cp313-win32", False),
        ("cp313-cp313-win_arm64", False),
        ("cp313-cp313-manylinux_2_28_x86_64", False),
    ],
)
def test_a_wheel_counts_only_where_it_runs(tag: str, fits: bool, tmp_path: Path) -> None:
    wheel(tmp_path, "toadam-1.0-py3-none-any", "lxml")
    wheel(tmp_path, f"lxml-6.1-{tag}")
    assert missing(tmp_path) == ([] if fits else ["lxml"])


def test_a_version_that_contradicts_a_requirement_is_as_good_as_none(tmp_path: Path) -> None:
    wheel(tmp_path, "toadam-1.0-py3-none-any", "textual", "rich")
    wheel(tmp_path, "textual-8.2-py3-none-any", "rich<14")
    wheel(tmp_path, "rich-14.1-py3-none-any")
    assert missing(tmp_path) == ["rich<14"]


def test_a_wheel_for_a_newer_python_is_as_good_as_none(tmp_path: Path) -> None:
    wheel(tmp_path, "toadam-1.0-py3-none-any", pythons=">=3.14")
    assert missing(tmp_path) == ["toadam"]


@pytest.mark.long
def test_the_folder_that_is_built_has_all_that_windows_needs_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "Tọa Đàm"
    usb_folder.build(folder, PYTHONS, camera=True, installer=None)
    banh = folder / "chuong-trinh" / "banh"
    wheels = read_wheels(banh)
    assert {path.suffix for path in banh.iterdir()} == {".whl"}
    used = set()
    for python in PYTHONS:
        verdict = judge(wheels, [Requirement("toadam[camera]")], Target(python))
        assert verdict.missing == ()
        used |= {one.path for one in verdict.used}
    assert used == {one.path for one in wheels}
    assert {"toadam", "textual", "typst", "colorama", "zxing-cpp"} <= {one.name for one in wheels}


# -- scripts -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything but the wheels."""
    place = tmp_path_factory.mktemp("usb") / "Tọa Đàm"
    lay_out(place, PYTHONS)
    return place


def batches(folder: Path) -> dict[str, str]:
    return {path.name: path.read_bytes().decode("ascii") for path in folder.rglob("*.cmd")}


def test_a_person_sees_what_to_click_and_what_to_read_first(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {*AT_THE_TOP, GUIDES, "chuong-trinh", "python"}


def test_batch_files_are_ascii_and_their_lines_end_as_windows_has_them(folder: Path) -> None:
    """Labels of a file with bare line feeds are not always found."""
    assert len(batches(folder)) == 4
    for text in batches(folder).values():
        assert text.count("\n") == text.count("\r\n") == text.count("\r")


def test_what_is_typed_out_is_utf_8_without_a_mark_and_the_page_to_read_has_one(folder: Path) -> None:
    for path in folder.rglob("*.txt"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") == (path.name == "doc-truoc.txt")
        assert path.read_bytes().decode("utf-8-sig")


def test_nothing_is_left_to_fill_in(folder: Path) -> None:
    for path in (*folder.rglob("*.cmd"), *folder.rglob("*.txt")):
        assert not re.search(r"@[A-Z]+@", path.read_text(encoding="utf-8"))


def test_the_installer_a_person_is_asked_for_is_the_one_that_is_looked_for(folder: Path) -> None:
    asked = re.search(r"python-([\d.]+)\.x-amd64\.exe", (folder / "python" / "thieu-python.txt").read_text("utf-8"))
    assert asked
    assert f"python-{asked[1]}*-amd64.exe" in batches(folder)["cai-dat.cmd"]
    assert asked[1] in (folder / "chuong-trinh" / "python.txt").read_text("ascii").split()


def test_every_file_a_batch_file_names_beside_itself_is_there(folder: Path) -> None:
    for path in folder.rglob("*.cmd"):
        for name in re.findall(r"%~dp0([\w\\.-]+\.(?:cmd|py|txt))", path.read_text("ascii")):
            assert path.parent.joinpath(*name.split("\\")).is_file(), name


def test_every_label_is_there_once_and_every_one_is_used(folder: Path) -> None:
    for text in batches(folder).values():
        labels = re.findall(r"^:(\w+)", text, re.MULTILINE)
        used = set(re.findall(r"(?:goto|call) :(\w+)", text))
        assert sorted(labels) == sorted(used)


def test_every_path_is_quoted(folder: Path) -> None:
    """A profile or a stick may have spaces, letters and `&` in its name."""
    for text in batches(folder).values():
        for line in text.splitlines():
            outside = re.sub(r'"[^"]*"', "", line)
            assert not re.search(r"%~(?:dp0|f?[1I])|%%~fI|%(?:LOCALAPPDATA|USERPROFILE)%", outside), line


def test_no_administrator_is_asked_for(folder: Path) -> None:
    text = batches(folder)["cai-dat.cmd"]
    assert "InstallAllUsers=0" in text
    assert "Include_launcher=0" in text
    assert not any(word in "".join(batches(folder).values()).lower() for word in ("runas", "reg add hklm", "setx /m"))


def test_a_folder_with_other_things_in_it_is_not_cleared(tmp_path: Path) -> None:
    (tmp_path / "ảnh.jpg").touch()
    with pytest.raises(NotOurs):
        clear(tmp_path)
    assert (tmp_path / "ảnh.jpg").exists()


def test_a_folder_made_before_is_cleared_and_an_empty_one_taken(folder: Path, tmp_path: Path) -> None:
    clear(tmp_path)
    lay_out(tmp_path / "usb", PYTHONS)
    (tmp_path / "usb" / "old.whl").touch()
    clear(tmp_path / "usb")
    assert not (tmp_path / "usb").exists()


def test_the_page_to_read_names_every_shortcut_and_the_version() -> None:
    from tui import __version__

    text = as_windows_reads(SCRIPTS / "doc-truoc.txt", PYTHONS).decode("utf-8-sig")
    assert all(name in text for name in ("Đón tiếp", "Điều hành", "Màn chiếu", __version__))
