"""Texts that may speak of a person under another form of the name are named and left."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builders import delegate, delegates, item, proposal, speech
from command import ok, toadam
from store.care import Request, erase_person, what_erasing_deletes
from store.near_names import Mention, is_near
from stores import QuietSystem, new_conference, opened

NAME = "Nguyễn Văn Hưởng"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "theo đ/c Hưởng thì",
            "Đ/C HƯỞNG nêu",
            "dc huong noi",
            "đồng chí Hưởng",
            "ông Hưởng",
            "chị Hưởng",
            "Văn Hưởng",
        ),
        *("Nguyễn Văn Hướng", "Nguyen Van Huong", "nguyễn văn hưởn", "Nguyễn Vănn Hưởng", "Nguyễn Văn Hưongr"),
    ],
)
def test_another_form_of_the_name_is_near(text: str) -> None:
    assert is_near(f"Ý kiến: {text}.", NAME)


@pytest.mark.parametrize(
    "text",
    [
        *("ảnh hưởng đến dân", "chế độ thụ hưởng", "có hưởng phụ cấp", "anh hưởng", "Hưởng ứng phong trào", ""),
        *("Nguyễn Văn Hùn", "Trần Thị Hường", "đ/c Hùng", "Văn"),
    ],
)
def test_other_words_and_other_people_are_not(text: str) -> None:
    assert not is_near(f"Ý kiến: {text}.", NAME)


def test_a_name_one_letter_apart_that_is_somebody_elses_is_not() -> None:
    text = "Nguyễn Văn Hùng nêu"
    assert is_near(text, NAME)
    assert not is_near(text, NAME, frozenset({"nguyễn văn hùng"}))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    people = delegates(4)
    people[1] = delegate(2, name=NAME)
    people[2] = delegate(3, name="Lê Thị Nga", note="Đi cùng anh Hưởng")
    return new_conference(
        tmp_path,
        people,
        agenda=[item(1, title="Đ/c Hưởng báo cáo")],
        speeches=[speech(1, name="", delegate=4, topic="Như đ/c Hưởng đã nêu")],
        proposals=[proposal(1, f"{NAME} đề nghị"), proposal(2, "Đ/c Hưởng đề nghị"), proposal(3, "Cần thêm kinh phí")],
    )


LEFT = {Mention("agenda", 1), Mention("delegates", 3), Mention("proposals", 2), Mention("speeches", 4)}


def test_they_are_named_before_and_after_and_stay_as_they_are(path: Path) -> None:
    request = Request(2)
    assert set(what_erasing_deletes(path, request, QuietSystem()).mentions) == LEFT
    assert set(erase_person(path, request, QuietSystem()).mentions) == LEFT
    with closing(opened(path)) as store:
        assert store.state.proposals[2].text == "Đ/c Hưởng đề nghị"


def test_what_was_said_before_a_correction_names_none(path: Path) -> None:
    assert what_erasing_deletes(path, Request(2, former=True), QuietSystem()).mentions == ()


def test_the_command_says_where_to_look(path: Path) -> None:
    told = toadam(path.parent, "-f", path, "purge", "--person", "2").stdout
    assert "ý kiến số 2" in told
    assert "ghi chú của số 3" in told
    assert "ý kiến số 2" in ok(path.parent, "-f", path, "purge", "--person", "2", "--yes")
