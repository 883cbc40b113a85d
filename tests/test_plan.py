"""The plan: the shipped one is right, and every wrong one is refused with its line and its reason."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import closing
from pathlib import Path

import pytest

from assets import ASSETS
from store import SpeechKind, create_conference, planned_end, waiting_list
from store.plan import Plan, PlanError, read_plan
from store.plan.table import PlanReason
from store.plan.toml_lines import line_of
from store.records import AgendaKind, Introduced, SpeakingTimes
from stores import QuietSystem, opened

SHIPPED = (ASSETS / "plan.toml").read_text(encoding="utf-8")


KNOWN_PROFILES = "hd05-2026, hd36-2018, nd30-2020"


def read(path: Path) -> Plan:
    return read_plan(path, id=7, code_letters="BC", mint=itertools.count(1).__next__)


def plan_with(folder: Path, old: str, new: str, nth: int = 1) -> Path:
    """The shipped plan with the nth occurrence of a text replaced."""
    position = -1
    for _ in range(nth):
        position = SHIPPED.index(old, position + 1)
    path = folder / "plan.toml"
    path.write_text(SHIPPED[:position] + new + SHIPPED[position + len(old) :], encoding="utf-8")
    return path


def refusal(path: Path) -> PlanError:
    with pytest.raises(PlanError) as caught:
        read(path)
    return caught.value


def shipped_line(text: str, nth: int = 1) -> int:
    numbers = [number for number, line in enumerate(SHIPPED.split("\n"), 1) if text in line]
    return numbers[nth - 1]


def test_the_shipped_plan_is_the_model_conference() -> None:
    plan = read(ASSETS / "plan.toml")
    conference = plan.conference
    assert [category.planned for category in conference.categories] == [3, 6, 4, 5, 6, 12, 76]
    assert len(conference.areas) == 12
    assert conference.date == dt.date(2023, 9, 15)
    assert conference.opens == dt.time(8)
    assert conference.utc_offset_minutes == 7 * 60
    assert conference.organiser.signatory == "Đàm Thế Sử"
    assert conference.organiser.signatory_title == "TRƯỞNG BAN"
    assert [recipient.purpose for recipient in conference.recipients] == ["b/c", "b/c", "p/h", "", "", ""]
    assert plan.agenda[0].start == dt.time(7, 15)
    assert plan.agenda[-1].kind is AgendaKind.CLOSING


def test_how_each_category_is_introduced_and_what_is_abbreviated_is_read() -> None:
    conference = read(ASSETS / "plan.toml").conference
    together = [one.id for one in conference.categories if one.introduced is Introduced.COLLECTIVELY]
    assert together == ["truong-khoi", "to-truong"]
    assert {one.introduced for one in conference.categories[:5]} == {None}
    assert conference.abbreviations == (("VPTU", "Văn phòng Thành ủy"),)


def test_what_the_documents_need_is_read_and_may_be_left_out(tmp_path: Path) -> None:
    conference = read(ASSETS / "plan.toml").conference
    assert conference.addressees == ("Khối Dân vận các phường",)
    assert (conference.report_profile, conference.retention_days) == ("hd36-2018", 30)
    path = plan_with(tmp_path, 'report_profile = "hd36-2018"', 'report_profile = "nd30-2020"')
    assert read(path).conference.report_profile == "nd30-2020"
    kept = [line for line in SHIPPED.split("\n") if not line.startswith(("addressees", "report_profile", "retention"))]
    path.write_text("\n".join(kept), encoding="utf-8")
    bare = read(path).conference
    assert (bare.addressees, bare.report_profile, bare.retention_days) == ((), "hd36-2018", 30)


def test_minted_ids_and_letters_are_those_given() -> None:
    plan = read(ASSETS / "plan.toml")
    assert (plan.conference.id, plan.conference.code_letters) == (7, "BC")
    assert [item.id for item in plan.agenda] == list(range(1, len(plan.agenda) + 1))
    assert [item.position for item in plan.agenda] == list(range(len(plan.agenda)))


def brightness(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_shipped_colour_carries_white_or_black_text_and_is_like_no_other() -> None:
    colours = [category.colour for category in read(ASSETS / "plan.toml").conference.categories]
    for colour in colours:
        assert max(1.05 / (brightness(colour) + 0.05), (brightness(colour) + 0.05) / 0.05) > 4.5
    for first, second in itertools.combinations(colours, 2):
        distance = sum((int(first[at : at + 2], 16) - int(second[at : at + 2], 16)) ** 2 for at in (1, 3, 5)) ** 0.5
        assert distance > 60, (first, second)


@pytest.mark.parametrize(
    ("old", "new", "reason", "value"),
    [
        ('venue = "', 'venu = "', PlanReason.UNKNOWN_KEY, ("suggestion", "venue")),
        ('colour = "#c62828"', 'color = "#c62828"', PlanReason.UNKNOWN_KEY, ("suggestion", "colour")),
        ('colour = "#c62828"', 'colour = "red"', PlanReason.NOT_A_COLOUR, ("value", "red")),
        ('colour = "#c62828"', 'colour = "#c6282"', PlanReason.NOT_A_COLOUR, ("value", "#c6282")),
        ("planned = 12", "planned = -1", PlanReason.OUT_OF_RANGE, ("value", -1)),
        ("planned = 12", 'planned = "12"', PlanReason.WRONG_TYPE, ("expected", "number")),
        ("planned = 12", "planned = 12.5", PlanReason.WRONG_TYPE, ("found", "decimal")),
        ("planned = 12", "planned = true", PlanReason.WRONG_TYPE, ("found", "yes-or-no")),
        ('id = "ban-dang"', 'id = "truong-khoi"', PlanReason.DUPLICATE, ("value", "truong-khoi")),
        ('id = "ban-dang"', 'id = "Ban Đảng"', PlanReason.NOT_AN_ID, ("value", "Ban Đảng")),
        ('short = "MTTQ, đoàn thể"', 'short = ""', PlanReason.EMPTY, ("key", "short")),
        ('name = "Đông Ngàn"', 'name = "  "', PlanReason.EMPTY, ("key", "name")),
        ('date = "15/09/2023"', 'date = "31/09/2023"', PlanReason.NOT_A_DATE, ("value", "31/09/2023")),
        ('date = "15/09/2023"', 'date = "mai"', PlanReason.NOT_A_DATE, ("value", "mai")),
        ('date = "15/09/2023"', "date = 2023", PlanReason.WRONG_TYPE, ("found", "number")),
        ('opens = "08:00"', 'opens = "25:00"', PlanReason.NOT_A_TIME, ("value", "25:00")),
        ('opens = "08:00"', 'opens = "sáng"', PlanReason.NOT_A_TIME, ("value", "sáng")),
        ('utc_offset = "+07:00"', 'utc_offset = "7"', PlanReason.NOT_AN_OFFSET, ("value", "7")),
        ('utc_offset = "+07:00"', 'utc_offset = "+07:75"', PlanReason.NOT_AN_OFFSET, ("value", "+07:75")),
        ('utc_offset = "+07:00"', 'utc_offset = "+15:00"', PlanReason.NOT_AN_OFFSET, ("value", "+15:00")),
        ("late_after_minutes = 0", "late_after_minutes = -5", PlanReason.OUT_OF_RANGE, ("value", -5)),
        ('kind = "break"', 'kind = "brake"', PlanReason.UNKNOWN_CHOICE, ("suggestion", "break")),
        ('introduced = "collectively"', 'introduced = "name"', PlanReason.UNKNOWN_CHOICE, ("value", "name")),
        ('"VPTU" = "', '"VPTU" = 1 # "', PlanReason.WRONG_TYPE, ("expected", "text")),
        ('"VPTU" = "Văn phòng Thành ủy"', '"VPTU" = ""', PlanReason.EMPTY, ("key", "VPTU")),
        ('start = "08:20"', 'start = "08:15"', PlanReason.OVERLAP, ("free", "08:20")),
        ('start = "08:20"', 'start = "07:20"', PlanReason.BACKWARDS, ("previous", "Phát biểu khai mạc")),
        ("minutes = 50", "minutes = -1", PlanReason.OUT_OF_RANGE, ("lowest", 0)),
        ('kind = "break"', 'kind = "break"\nhard_start = "có"', PlanReason.WRONG_TYPE, ("expected", "yes-or-no")),
        ("warning_minutes = 2", "warning_minutes = -2", PlanReason.OUT_OF_RANGE, ("value", -2)),
        ("warning_minutes = 2", "warning_minute = 2", PlanReason.UNKNOWN_KEY, ("suggestion", "warning_minutes")),
        ('signatory = "Đàm Thế Sử"', 'signatory = ["Đàm"]', PlanReason.WRONG_TYPE, ("found", "list")),
        ('aliases = ["Đồng Kị"]', 'aliases = [""]', PlanReason.EMPTY, ("key", "aliases")),
        ('aliases = ["Đồng Kị"]', "aliases = [1]", PlanReason.WRONG_TYPE, ("found", "number")),
        ('aliases = ["Đồng Kị"]', 'aliases = ["ĐÔNG NGÀN"]', PlanReason.DUPLICATE, ("value", "Đông Ngàn")),
        ('id = "khac"', 'id = "dieu-kien"', PlanReason.DUPLICATE, ("value", "dieu-kien")),
        ('profile = "hd36-2018"', 'profile = "36"', PlanReason.UNKNOWN_CHOICE, ("known", KNOWN_PROFILES)),
        ("retention_days = 30", "retention_days = -1", PlanReason.OUT_OF_RANGE, ("lowest", 0)),
        ('["Khối Dân vận các phường"]', '[""]', PlanReason.EMPTY, ("key", "addressees")),
    ],
)
def test_a_wrong_value_is_refused_with_its_line(
    tmp_path: Path, old: str, new: str, reason: PlanReason, value: tuple[str, str | int]
) -> None:
    error = refusal(plan_with(tmp_path, old, new))
    assert error.reason is reason
    assert error.values[value[0]] == value[1]
    assert f"line {error.line}" in str(error)
    if reason is not PlanReason.DUPLICATE:
        assert error.line == shipped_line(old) + new.count("\n")


def test_of_two_equal_ids_the_second_is_refused_and_the_first_is_named(tmp_path: Path) -> None:
    error = refusal(plan_with(tmp_path, 'id = "truong-khoi"', 'id = "ban-dang"'))
    assert error.line == shipped_line('id = "truong-khoi"')
    assert error.values["first_line"] == shipped_line('id = "ban-dang"')


@pytest.mark.parametrize(
    ("old", "key", "line"),
    [
        ('venue = "Phòng họp A - Hội trường thành phố Từ Sơn"', "venue", 1),
        ("planned = 76", "planned", shipped_line('id = "to-truong"') - 1),
        ('symbol = "BDV"', "symbol", shipped_line("[organiser]")),
    ],
)
def test_a_missing_key_is_refused_at_its_table(tmp_path: Path, old: str, key: str, line: int) -> None:
    error = refusal(plan_with(tmp_path, old, "#"))
    assert (error.reason, error.values["key"], error.line) == (PlanReason.MISSING_KEY, key, line)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('venue = "', "venue = "),
        ("planned = 12", "planned = "),
        ("[organiser]", "[organiser"),
        ('symbol = "BDV"', 'symbol = "BDV'),
        ('place = "Từ Sơn"', 'name = "Từ Sơn"'),
    ],
)
def test_broken_toml_is_refused_with_its_line(tmp_path: Path, old: str, new: str) -> None:
    error = refusal(plan_with(tmp_path, old, new))
    assert error.reason is PlanReason.SYNTAX
    assert error.line in (shipped_line(old), shipped_line(old) + 1)


@pytest.mark.parametrize("text", ['title = "', "superiors = [", "a = [" * 5000])
def test_toml_that_ends_too_early_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    assert refusal(path).reason is PlanReason.SYNTAX


@pytest.mark.parametrize("list_name", ["categories", "agenda"])
def test_a_plan_without_categories_or_agenda_is_refused(tmp_path: Path, list_name: str) -> None:
    path = tmp_path / "plan.toml"
    blocks = SHIPPED.split("\n[[")
    path.write_text("\n[[".join(block for block in blocks if not block.startswith(list_name)), encoding="utf-8")
    error = refusal(path)
    assert (error.reason, error.values["key"]) == (PlanReason.MISSING_KEY, list_name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_notepad_may_write_a_mark_and_its_own_line_ends(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(SHIPPED.replace("\n", newline).encode(encoding))
    assert read(path) == read(ASSETS / "plan.toml")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258"])
def test_another_encoding_is_refused_as_such(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes('title = "Đàm"\nvenue = "ố"'.encode(encoding, errors="ignore"))
    error = refusal(path)
    assert (error.reason, error.line) == (PlanReason.NOT_UTF8, 1)


def test_a_missing_plan_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml").reason is PlanReason.UNREADABLE
    assert refusal(tmp_path).reason is PlanReason.UNREADABLE


def test_a_huge_plan_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(b"#" * 1_000_001)
    assert refusal(path).reason is PlanReason.TOO_LONG


@pytest.mark.parametrize("written", ['"15/09/2023"', '"15.9.2023"', '"2023-09-15"', "2023-09-15"])
def test_a_date_may_be_written_in_several_ways(tmp_path: Path, written: str) -> None:
    path = plan_with(tmp_path, 'date = "15/09/2023"', f"date = {written}")
    assert read(path).conference.date == dt.date(2023, 9, 15)


@pytest.mark.parametrize("written", ['"07:30"', '"7h30"', '"07h30"', '"7 giờ 30"', '"7g30"', "07:30:00"])
def test_a_time_may_be_written_in_several_ways(tmp_path: Path, written: str) -> None:
    assert read(plan_with(tmp_path, 'opens = "08:00"', f"opens = {written}")).conference.opens == dt.time(7, 30)


def test_words_of_the_plan_are_harmless_nfc(tmp_path: Path) -> None:
    path = plan_with(tmp_path, 'place = "Từ Sơn"', 'place = "Tu\u031b\u0300\\u001b[2J So\u031bn"')
    assert read(path).conference.organiser.place == "Từ[2J Sơn"


LINES = '''
# a comment
a = 1

b = [
  1,
  2,
]
text = """
[[t]]
x = 1
"""

[[t]]
x = 1

[[t]]  # the second
y.z = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 3),
        (("b",), 5),
        (("b", 1), 5),
        (("text",), 9),
        (("t", 0), 14),
        (("t", 0, "x"), 15),
        (("t", 1), 17),
        (("t", 1, "y", "z"), 18),
        (("t", 1, "missing"), 17),
        (("nowhere",), 1),
    ],
)
def test_the_line_of_a_path_is_where_its_statement_begins(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(LINES, path) == line


# -- the programme -----------------------------------------------------------------------------------------------------

PRESENTATION = """
[[presentations]]
speaker = "Ngô Yến"
title = "Tổ trưởng"
unit = "Tổ Dân vận khu phố Mẫu, phường Đình Bảng"
topic = "Hiến đất mở rộng ngõ xóm"
minutes = 8
paper = true

[[presentations]]
topic = "Nếp sống văn minh"
unlimited = true
"""


def with_more(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "plan.toml"
    path.write_text(SHIPPED + text, encoding="utf-8")
    return path


def test_presentations_wait_in_the_order_of_the_plan(tmp_path: Path) -> None:
    first, second = read(with_more(tmp_path, PRESENTATION)).presentations
    assert (first.name, first.title, first.area, first.topic, first.minutes, first.paper) == (
        *("Ngô Yến", "Tổ trưởng", "dinh-bang", "Hiến đất mở rộng ngõ xóm", 8, True),
    )
    assert (second.name, second.minutes, second.unlimited, second.paper) == ("", None, True, False)
    assert first.position < second.position
    assert first.id != second.id
    assert {first.kind, second.kind} == {SpeechKind.PREPARED}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("topic = ", "tpic = ", PlanReason.UNKNOWN_KEY),
        ('topic = "Nếp sống văn minh"', "", PlanReason.MISSING_KEY),
        ("minutes = 8", "minutes = 0", PlanReason.OUT_OF_RANGE),
        ("paper = true", 'paper = "x"', PlanReason.WRONG_TYPE),
    ],
)
def test_a_presentation_that_cannot_be_is_refused(tmp_path: Path, old: str, new: str, reason: PlanReason) -> None:
    error = refusal(with_more(tmp_path, PRESENTATION.replace(old, new)))
    assert error.reason is reason
    assert error.line > SHIPPED.count("\n")


def test_a_conference_made_from_a_plan_has_its_presentations(tmp_path: Path) -> None:
    create_conference(tmp_path / "toadam.json", read(with_more(tmp_path, PRESENTATION)), system=QuietSystem())
    with closing(opened(tmp_path / "toadam.json")) as store:
        assert [one.topic for one in waiting_list(store.state)] == ["Hiến đất mở rộng ngõ xóm", "Nếp sống văn minh"]


def test_how_long_people_speak_and_when_the_clock_presses_is_in_the_plan_or_as_usual(tmp_path: Path) -> None:
    path = plan_with(tmp_path, "discussion_minutes = 5", "discussion_minutes = 3")
    assert read(path).conference.speaking == SpeakingTimes(discussion_minutes=3)
    start = SHIPPED.index("[speaking]")
    path.write_text(SHIPPED[:start] + SHIPPED[SHIPPED.index("[[themes]]", start) :], encoding="utf-8")
    assert read(path).conference.speaking == SpeakingTimes()


def test_a_hard_start_is_in_the_plan(tmp_path: Path) -> None:
    agenda = read(plan_with(tmp_path, 'kind = "break"', 'kind = "break"\nhard_start = true')).agenda
    assert [item.title for item in agenda if item.hard_start] == ["Giải lao"]


LAST = 'start = "11:10"\nminutes = 5'


@pytest.mark.parametrize(
    ("last", "refused"),
    [
        ('start = "11:10"\nminutes = 0', False),
        ('start = "22:50"\nminutes = 720', False),
        ('start = "22:50"\nminutes = 721', True),
        ('start = "23:20"\nminutes = 5', True),
    ],
)
def test_the_agenda_may_go_on_after_midnight(tmp_path: Path, last: str, refused: bool) -> None:
    """But half a day after the end of the item before it is earlier, not later."""
    path = plan_with(tmp_path, LAST, last)
    if refused:
        refusal(path)
    else:
        end = planned_end(read(path).conference, read(path).agenda)
        assert end is not None
        assert (end.day, f"{end:%H:%M}") == ((15, "11:10") if "11:10" in last else (16, "10:50"))
