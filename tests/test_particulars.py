"""What differs between conferences of one plan: put into it, and typed as offices write it."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path

import pytest
from msgspec.structs import replace

from assets import ASSETS
from store.errors import Unsuitable
from store.plan import Plan, adapted, particulars, read_day, read_plan, read_time
from tui.new_conference import keeping, typed
from tui.new_conference.typed import Mistyped

DAY = dt.date(2026, 9, 15)
DAY_BEFORE = dt.date(2026, 9, 14)


@pytest.fixture
def plan() -> Plan:
    return read_plan(ASSETS / "plan.toml", id=7, code_letters="BC", mint=itertools.count(1).__next__)


def starts(plan: Plan) -> list[str]:
    return [f"{item.start:%H:%M}" for item in plan.agenda]


def test_a_plan_with_its_own_particulars_is_the_same_plan(plan: Plan) -> None:
    assert adapted(plan, particulars(plan)) == plan


@pytest.mark.parametrize(("opens", "minutes"), [(dt.time(7, 30), -30), (dt.time(13, 30), 330), (dt.time(23, 0), 900)])
def test_when_the_opening_moves_the_agenda_moves_with_it(plan: Plan, opens: dt.time, minutes: int) -> None:
    moved = adapted(plan, replace(particulars(plan), opens=opens))
    assert moved.conference.opens == opens
    for before, after in zip(plan.agenda, moved.agenda, strict=True):
        then = dt.datetime.combine(DAY, before.start) + dt.timedelta(minutes=minutes)
        assert after == replace(before, start=then.time()), "and nothing else of an item"


def test_the_rest_is_put_in_and_what_is_not_asked_stays(plan: Plan) -> None:
    wanted = replace(particulars(plan), title="Hội nghị khác", date=DAY, venue="Nhà văn hóa", organiser="UBND phường")
    changed = adapted(plan, wanted)
    assert particulars(changed) == wanted
    assert starts(changed) == starts(plan)
    assert replace(changed.conference.organiser, name="") == replace(plan.conference.organiser, name="")
    assert changed.conference.categories == plan.conference.categories


@pytest.mark.parametrize("text", ["15/9/2026", "15/09/2026", "15-9-2026", "15.9.2026", "2026-09-15"])
def test_days_as_offices_write_them(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize("text", ["7h30", "07:30", "7:30", "7g30", "7 giờ 30", "7H30"])
def test_times_as_offices_write_them(text: str) -> None:
    assert read_time(text) == dt.time(7, 30)


@pytest.mark.parametrize("text", ["8 giờ", "8h", "08:00"])
def test_full_hours(text: str) -> None:
    assert read_time(text) == dt.time(8)


@pytest.mark.parametrize("text", ["", "31/2/2026", "15/9", "mai", "15/9/26"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|15|mai|^$"):
        read_day(text)


@pytest.mark.parametrize("text", ["", "25h", "8", "8h61", "sáng"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"hour|minute|8|sáng|^$"):
        read_time(text)


# -- as it is typed ----------------------------------------------------------------------------------------------------


def test_what_stands_in_the_form_to_begin_with_is_read_as_the_plan(plan: Plan) -> None:
    assert typed.read(typed.as_typed(plan)) == particulars(plan)


def test_a_form_is_answered_with_the_day_of_the_week_and_the_agenda(plan: Plan) -> None:
    values = typed.as_typed(plan) | {"date": "15/9/2026", "opens": "7h30"}
    told = typed.verdict(values, plan, DAY_BEFORE)
    assert (told.words, told.right) == ("thứ Ba, 15/09/2026 (ngày mai) · chương trình 06:45–10:45", True)


def test_a_day_that_is_past_is_marked_and_stays_possible(plan: Plan) -> None:
    told = typed.verdict(typed.as_typed(plan), plan, DAY)
    assert told.right
    assert told.words.startswith("! thứ Sáu, 15/09/2023 (1096 ngày trước)")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("date", "30/2/2026", "“30/2/2026” không phải là ngày; ghi như 15/9/2026"),
        ("opens", "8", "“8” không phải là giờ; ghi như 7h30"),
        ("title", "  ", "“Tên hội nghị” còn trống"),
        ("venue", "", "“Địa điểm” còn trống"),
    ],
)
def test_what_cannot_be_is_said_with_what_to_write(plan: Plan, field: str, text: str, words: str) -> None:
    values = typed.as_typed(plan) | {field: text}
    told = typed.verdict(values, plan, DAY)
    assert (told.words, told.right) == (words, False)
    with pytest.raises(Mistyped, match=words):
        typed.read(values)


# -- where it is kept --------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "Documents"))
    return tmp_path


def test_a_folder_named_after_the_day_is_proposed_and_never_one_that_is_there(home: Path) -> None:
    first = keeping.proposed(DAY)
    assert first == home / "Documents" / "toa-dam-2026-09-15"
    keeping.file_in(str(first)).write_text("{}")
    assert keeping.proposed(DAY).name == "toa-dam-2026-09-15-2"


def test_documents_that_a_cloud_copies_are_not_proposed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(home / "OneDrive" / "Documents"))
    assert keeping.proposed(DAY) == home / "toa-dam-2026-09-15"


def test_a_network_drive_is_refused_in_plain_words() -> None:
    told = keeping.refusal(Unsuitable(Path("//server/chung/toadam.json"), "network"))
    assert told == ("Thư mục này nằm trên ổ mạng, có thể mất lượt điểm danh; hãy chọn thư mục trên máy này")


@pytest.mark.parametrize(
    ("text", "right", "words"),
    [
        ("", False, "Ghi cả đường dẫn"),
        ("hoi nghi", False, "Ghi cả đường dẫn"),
        ("./hoi-nghi", False, "Ghi cả đường dẫn"),
        ("/home/x/Dropbox/hn", True, "! Chú ý: Dropbox"),
        ("/home/x/hn", True, "/home/x/hn"),
    ],
)
def test_a_folder_is_judged_by_its_name_while_it_is_typed(text: str, right: bool, words: str) -> None:
    told = keeping.verdict(text)
    assert (told.right, words in told.words) == (right, True), told
