"""A conference made on screen: plan, invitation, folder; each step leads back, nothing is written before the last."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from assets import ASSETS
from dialog_bench import SMALL, Talking, talking
from store import open_store
from store.records import Conference
from tui.dialogs.conference_files import PlanPicker
from tui.dialogs.form import FormDialog
from tui.dialogs.new_conference import ask_new_conference
from tui.dialogs.pick import PickDialog
from tui.dialogs.refused import RefusedDialog
from tui.widgets.text_field import TextField

PLAN = (ASSETS / "plan.toml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def fill(talk: Talking, field: str, text: str) -> None:
    """Types over what stands in a field."""
    dialog = await talk.asked(FormDialog)
    dialog.query_one(f"#{field}", TextField).value = text
    await talk.pilot.pause()


def conference_in(path: Path) -> Conference:
    store = open_store(path, desk="test")
    try:
        return store.state.conference
    finally:
        store.close()


async def test_a_conference_from_the_plan_supplied_as_it_was_typed(home: Path) -> None:
    async with talking(ask_new_conference, SMALL) as talk:
        await talk.asked(PickDialog)
        await talk.press("1")
        await fill(talk, "date", "15/9/2126")
        await fill(talk, "opens", "8 gi")
        await talk.press("enter")
        assert "“8 gi” không phải là giờ" in talk.text, "Enter waits until it can be"
        await fill(talk, "opens", "7h30")
        assert "Chủ nhật, 15/09/2126" in talk.text
        assert "chương trình 06:45–10:45" in talk.text
        await talk.press("enter")
        await talk.until(lambda: "Thư mục" in talk.text)
        await talk.press("enter")
        made = await talk.answered()
    assert made == home / "Documents" / "toa-dam-2126-09-15" / "toadam.json"
    conference = conference_in(made)
    assert (f"{conference.date}", f"{conference.opens:%H:%M}") == ("2126-09-15", "07:30")


async def test_escape_leads_one_step_back_with_what_was_typed_and_nothing_is_made(home: Path) -> None:
    async with talking(ask_new_conference, SMALL) as talk:
        await talk.asked(PickDialog)
        await talk.press("1")
        await fill(talk, "venue", "Nhà văn hóa")
        await talk.press("enter")
        await talk.until(lambda: "Thư mục" in talk.text)
        await talk.press("escape")
        dialog = await talk.asked(FormDialog)
        assert dialog.query_one("#venue", TextField).text == "Nhà văn hóa"
        await talk.press("escape")
        await talk.asked(PickDialog)
        await talk.press("escape")
        assert await talk.answered() is None
    assert not list(home.iterdir())


async def test_a_plan_with_a_slip_is_refused_with_its_line_and_taken_once_it_is_put_right(home: Path) -> None:
    plan = home / "Downloads" / "ke-hoach.toml"
    plan.parent.mkdir()
    plan.write_text(PLAN.replace('date = "15/09/2023"', 'date = "15/13/2023"'), encoding="utf-8")
    docx.Document().save(str(plan.with_name("mau-bao-cao.docx")))
    line = next(number for number, text in enumerate(PLAN.split("\n"), 1) if text.startswith("date = "))
    async with talking(ask_new_conference, SMALL) as talk:
        await talk.asked(PickDialog)
        await talk.press("2")
        await talk.asked(PlanPicker)
        await talk.until(lambda: "ke-hoach.toml" in talk.text)
        await talk.press("enter")
        await talk.asked(RefusedDialog)
        assert f"dòng {line}" in talk.text
        plan.write_text(PLAN.replace("Phòng họp A", "Phòng họp B"), encoding="utf-8")
        await talk.press("enter")
        await talk.asked(PlanPicker)
        await talk.until(lambda: "ke-hoach.toml" in talk.text)
        await talk.press("enter")
        await talk.asked(FormDialog)
        assert "Phòng họp B" in "".join(field.text for field in talk.app.screen.query(TextField))
        await talk.press("enter")
        await talk.until(lambda: "Thư mục" in talk.text)
        await talk.press("enter")
        made = await talk.answered()
    assert conference_in(made).venue.startswith("Phòng họp B")
    assert made.with_name("mau-bao-cao.docx").is_file(), "the office's layout beside its plan comes along"


async def test_a_folder_that_cannot_be_is_said_and_asked_again(home: Path) -> None:
    (home / "kept").mkdir()
    (home / "kept" / "toadam.json").write_text("what is there")
    (home / "file").write_text("")
    async with talking(ask_new_conference, SMALL) as talk:
        await talk.asked(PickDialog)
        await talk.press("1")
        await talk.asked(FormDialog)
        await talk.press("enter")
        for folder, words in [("kept", "đã có một hội nghị"), ("file/x", "Không tạo được thư mục")]:
            await talk.until(lambda: "Thư mục" in talk.text)
            await fill(talk, "folder", str(home / folder))
            await talk.press("enter")
            await talk.until(lambda words=words: words in talk.text)  # type: ignore[misc]
        await fill(talk, "folder", str(home / "Dropbox" / "hn"))
        assert "Dropbox" in talk.text
        await talk.press("escape", "escape", "escape")
        assert await talk.answered() is None
    assert (home / "kept" / "toadam.json").read_text() == "what is there"
