"""Records as words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import builders
from any_verb import kinds
from builders import absent, conference, delegate, gone, present, stamp, substituted
from store import HeadCount
from store.attendance import Answer, Outcome
from store.errors import BuiltUpon, NotSaved, Reason, Refused
from store.records import AreaId, Attendance, Delegate, DelegateId, SessionId, Status
from store.state import State
from tui import present as words
from tui.door import cards
from tui.present import Tone

TUI = Path(words.__file__).parent


def state_of(*people: Delegate, attendance: tuple[Attendance, ...] = ()) -> State:
    return builders.state(*people, *attendance)


HUONG = delegate(47, name="Nguyễn Văn Hưởng", unit="Tổ Dân vận số 3", area=AreaId("p02"), seat="C07", note="Ghế đầu")


@pytest.mark.parametrize("module", ["present", "door/cards", "door/hints", "store_thread", "demo"])
def test_words_need_no_screen(module: str) -> None:
    tree = ast.parse((TUI / f"{module}.py").read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not [name for name in imported if name.split(".")[0] in ("textual", "rich")]


@pytest.mark.parametrize(
    ("present_count", "summoned", "words_for_it"),
    [
        (104, 112, "Có mặt 104/112 (92,86%)"),
        (0, 112, "Có mặt 0/112 (0,00%)"),
        (112, 112, "Có mặt 112/112 (100,00%)"),
        (0, 0, "Có mặt 0"),
    ],
)
def test_head_counts_have_a_decimal_comma(present_count: int, summoned: int, words_for_it: str) -> None:
    assert words.head_count(HeadCount(summoned=summoned, present=present_count)) == words_for_it


@pytest.mark.parametrize(("number", "shown"), [(7, "007"), (47, "047"), (112, "112"), (1000, "1000")])
def test_numbers_have_three_digits(number: int, shown: str) -> None:
    assert words.number(number) == shown


def test_clocks() -> None:
    assert words.clock(stamp("07:41:05")) == "07:41:05"
    assert words.minute(stamp("07:41:05")) == "07:41"


def test_a_post_names_the_area_once() -> None:
    assert words.post(HUONG, conference()) == "Tổ trưởng – Tổ Dân vận số 3, Đình Bảng"
    told = delegate(48, unit="Tổ Dân vận số 4, phường Đình Bảng", area=AreaId("p02"))
    assert words.post(told, conference()) == "Tổ trưởng – Tổ Dân vận số 4, phường Đình Bảng"


@pytest.mark.parametrize(
    ("attendance", "glyph", "word"),
    [
        (None, "○", "Chưa đến"),
        (present(HUONG), "✔", "Có mặt"),
        (substituted(HUONG, "Trần Thị B"), "⇄", "Đi thay"),
        (gone(HUONG), "↩", "Về sớm"),
        (absent(HUONG, "ốm"), "–", "Vắng có lý do"),
        (absent(HUONG), "✘", "Vắng không lý do"),
    ],
)
def test_every_state_has_a_glyph_and_a_word(attendance: Attendance | None, glyph: str, word: str) -> None:
    mark = words.mark(attendance)
    assert (mark.glyph, mark.word) == (glyph, word)


def test_states_differ_by_glyph() -> None:
    states = [None, *(Attendance(delegate=DelegateId(1), status=status) for status in Status)]
    assert len({words.mark(state).glyph for state in states}) == len(states)


# -- cards -------------------------------------------------------------------------------------------------------------


def answer(outcome: Outcome, **fields: object) -> Answer:
    return Answer(outcome=outcome, at=stamp("07:41:05"), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "headline", "tone"),
    [
        (Outcome.ADMITTED, "✔ ĐÃ ĐIỂM DANH 07:41:05", Tone.GOOD),
        (Outcome.REENTRY, "↻ VÀO LẠI 07:41:05", Tone.GOOD),
        (Outcome.ALREADY_IN, "▲ ĐÃ CÓ MẶT từ 07:30", Tone.AGAIN),
        (Outcome.REPEAT, "= QUÉT LẶP LẠI 07:41:05", Tone.QUIET),
        (Outcome.REPLACED, "✘ THẺ CŨ ĐÃ ĐỔI 07:41:05", Tone.BAD),
        (Outcome.OTHER_CONFERENCE, "✘ MÃ CỦA HỘI NGHỊ KHÁC 07:41:05", Tone.BAD),
        (Outcome.MISREAD, "? KHÔNG ĐỌC ĐƯỢC MÃ, QUÉT LẠI 07:41:05", Tone.BAD),
        (Outcome.UNKNOWN, "✘ MÃ KHÔNG CÓ TRONG DANH SÁCH 07:41:05", Tone.BAD),
    ],
)
def test_every_answer_has_glyph_word_tone_and_sound(outcome: Outcome, headline: str, tone: Tone) -> None:
    state = state_of(HUONG, attendance=(present(HUONG, "07:30:00"),))
    known = outcome not in (Outcome.OTHER_CONFERENCE, Outcome.MISREAD, Outcome.UNKNOWN)
    told = answer(outcome, delegate=HUONG.id if known else None, arrived=stamp("07:30:00"), desk="Bàn A", times=2)
    card = cards.answer_card(told, state)
    assert (card.headline, card.tone) == (headline, tone)
    assert card.sound is not None
    assert (card.name == "NGUYỄN VĂN HƯỞNG") is known


def test_every_outcome_has_a_look() -> None:
    assert set(cards.LOOKS) == set(Outcome)


def test_a_card_says_what_the_desk_needs_and_no_more() -> None:
    state = state_of(HUONG, attendance=(present(HUONG),))
    card = cards.answer_card(answer(Outcome.ADMITTED, delegate=HUONG.id), state)
    assert card.facts == "Số 047 · Vị trí C07 · Ký tờ 3, dòng 7 · Đình Bảng 1/1"
    assert card.note == "Ghế đầu"
    assert card.undoable
    assert HUONG.phone not in str(card)
    assert HUONG.code not in str(card)


def test_an_arrival_after_the_opening_is_late() -> None:
    state = state_of(HUONG, attendance=(present(HUONG, "08:30:00"),))
    assert "Đến muộn" in cards.answer_card(answer(Outcome.ADMITTED, delegate=HUONG.id), state).facts


def test_a_substitute_is_named_with_whom_they_stand_for() -> None:
    state = state_of(HUONG, attendance=(substituted(HUONG, "Trần Thị B", title="Tổ phó"),))
    card = cards.answer_card(answer(Outcome.ADMITTED, delegate=HUONG.id), state)
    assert card.name == "TRẦN THỊ B"
    assert card.instead == "Đi thay (Tổ phó) cho 047 Nguyễn Văn Hưởng"


def test_somebody_already_in_comes_with_desk_and_count() -> None:
    state = state_of(HUONG, attendance=(present(HUONG),))
    told = answer(Outcome.ALREADY_IN, delegate=HUONG.id, arrived=stamp(), desk="Bàn A", times=3)
    assert cards.answer_card(told, state).advice == "Bàn A, lần thứ 3 · Hỏi lại họ tên nếu nghi ngờ"


def test_what_was_not_saved_goes_on_paper_and_stays() -> None:
    card = cards.failure_card(NotSaved(OSError(28, "full")), HUONG, state_of(HUONG))
    assert card.headline == "✘ CHƯA LƯU – ghi giấy số 047"
    assert card.lasting


def test_nothing_to_undo_is_no_failure() -> None:
    card = cards.failure_card(Refused(Reason.NOTHING_TO_UNDO), None, state_of(HUONG))
    assert card.tone is Tone.QUIET


def test_what_stands_on_something_and_is_about_nobody_is_told_without_a_person() -> None:
    error = BuiltUpon(seq=7, verb="merge_proposals", session=SessionId(3), at=stamp("08:41:00"))
    assert words.refusal(error, state_of(HUONG)) == (
        "Không hoàn tác được: sau đó ? đã ghi “gộp ý kiến” lúc 08:41:00; hãy hoàn tác việc đó trước"
    )


def test_every_verb_has_its_words() -> None:
    names = [kind.verb_name for kind in kinds(state_of(HUONG))]
    assert [name for name in names if words.deed(name) == name] == []


def test_hostile_words_are_shown_harmless() -> None:
    nasty = delegate(1, name="A\x1b[31m[/x]\u202e", title="\x9b", unit="\x07", note="\x1b]52;c;a\x07", seat="\x08")
    card = cards.answer_card(answer(Outcome.ADMITTED, delegate=nasty.id), state_of(nasty, attendance=(present(nasty),)))
    said = "".join((card.name, card.post, card.facts, card.note, words.person(nasty)))
    assert not [char for char in said if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e"]
    assert "[/X]" in card.name
