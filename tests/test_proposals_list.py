"""What is done with what was raised: chosen, put right, sorted, merged, split, answered, filtered, found."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.events import Key

from builders import proposal
from idle import until
from secretary_desk import Secretary, name_of, secretary_on, sitting
from store import EditProposal, NoteProposal, Undo, UnmergeProposal, WithdrawProposal, open_store, originals
from store.proposal_records import Proposal, ProposalKind, ProposalState, Submitter
from store.records import DelegateId
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.pick import PickDialog
from tui.dialogs.sorting_pass import SortingPass
from tui.palette import Palette
from tui.widgets.alike_list import AlikeList
from tui.widgets.proposal_list import ProposalList
from tui.widgets.theme_counts import ThemeCounts


def raised(number: int, text: str, by: int, **about: object) -> Proposal:
    return proposal(number, text, submitters=(Submitter(delegate=DelegateId(by)),), **about)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Four that were raised, the second and the fourth not sorted."""
    sorted_one = {"kind": ProposalKind.SOLUTION, "theme": "to-chuc"}
    return sitting(
        tmp_path / "toadam.json",
        raised(1, "Giao ban hằng tháng giữa Khối và Tổ", 3, **sorted_one),
        raised(2, "Hỗ trợ kinh phí hoạt động cho Tổ Dân vận", 5),
        raised(3, "Đề nghị trang bị loa kéo", 8, kind=ProposalKind.PETITION, theme="kinh-phi"),
        raised(4, "Mô hình ngõ sáng\nnhà sạch", 9),
    )


# -- choosing ----------------------------------------------------------------------------------------------------------


async def test_up_from_the_text_chooses_the_latest_and_down_from_there_is_back_in_the_text(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up")
        assert desk.hint.startswith("⏎ sửa số 4 · F8 việc khác")
        await desk.press("up", "down", "down")
        assert desk.hint.startswith("Viết ý kiến")
        await desk.type("an")
        await desk.press("enter")
        await desk.type("b")
        await desk.press("up")
        assert desk.hint.startswith("F9 ghi")
        await desk.press("up")
        assert desk.hint.startswith("F8 việc khác về số 4")


async def test_typing_goes_on_with_the_text_and_lets_go_of_what_is_chosen(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "up")
        await desk.type("an")
        assert desk.editor.text == "an"
        assert desk.hint.startswith("F9 ghi")


async def test_everything_about_the_one_chosen_can_be_read(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "up")
        told = desk.details.replace("\n", " ")
        assert "Số 3 · Kiến nghị" in told
        assert "Đề nghị trang bị loa kéo" in told
        assert f"Người nêu: {name_of(8)}" in told
        assert "Kinh phí, chế độ" in told


# -- putting right -----------------------------------------------------------------------------------------------------


async def test_enter_on_the_one_chosen_puts_its_words_right(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "enter")
        assert desk.editor.text == "Mô hình ngõ sáng\nnhà sạch"
        assert desk.hint.startswith("F9 lưu số 4")
        assert desk.facts.startswith(name_of(9))
        await desk.note(" dep")
        assert desk.one(4).text == "Mô hình ngõ sáng\nnhà sạch dep"
        assert "ĐÃ SỬA SỐ 4" in desk.card
        assert len(desk.noted) == 4
        await desk.press("ctrl+z")
        assert desk.one(4).text == "Mô hình ngõ sáng\nnhà sạch"


async def test_only_what_was_changed_is_put_right(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "enter")
        await desk.run(EditProposal(proposal=4, due="30/10"))
        await desk.note("x")
        assert (desk.one(4).text, desk.one(4).due) == ("Mô hình ngõ sáng\nnhà sạchx", "30/10")


async def test_what_is_being_written_is_not_given_up_for_another(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("an")
        await desk.press("up", "enter")
        assert desk.editor.text == "an"
        await desk.press("f8", "1")
        assert desk.editor.text == "an"


async def test_esc_leaves_it_as_it_was_and_asks_if_something_was_changed(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "enter", "escape")
        assert desk.editor.text == ""
        await desk.press("up", "enter")
        await desk.type("x")
        await desk.press("escape")
        assert desk.asks(ConfirmDialog)
        await desk.press("right", "enter")
        assert desk.editor.text == ""
        assert desk.one(4).text == "Mô hình ngõ sáng\nnhà sạch"
        assert len(desk.noted) == 4


Fact = Callable[[Proposal], object]

ON_A_PROPOSAL: dict[tuple[str, ...], Fact] = {
    ("2", "3", "2"): lambda one: (one.kind, one.theme) == (ProposalKind.PETITION, "kinh-phi"),
    ("2", "0", "1"): lambda one: one.kind is ProposalKind.MODEL,
    ("3", "4"): lambda one: one.many and not one.submitters,
    ("3", "6"): lambda one: one.submitters == (Submitter(delegate=DelegateId(47)),),
    ("4", "a", "b", "tab", "c", "enter"): lambda one: (one.addressee, one.due) == ("ab", "c"),
    ("7", "a", "enter", "b", "f9"): lambda one: one.response == "a\nb",
    ("8", "2"): lambda one: one.state is ProposalState.ACCEPTED,
    ("8", "5"): lambda one: one.recommendation is ProposalState.ACCEPTED,
    ("9",): lambda one: one.withdrawn,
}
"""What is pressed after F8 on the one chosen, and what is true then."""


async def test_f8_on_the_one_chosen_and_back_again(path: Path) -> None:
    async with secretary_on(path) as desk:
        for keys, fact in ON_A_PROPOSAL.items():
            before = desk.one(4)
            await desk.press("up", "f8", *keys)
            assert fact(desk.one(4)), keys
            assert not fact(before), keys
            assert "4" in desk.card
            await desk.press("escape", "ctrl+z")
            assert desk.one(4) == before, keys


async def test_what_was_withdrawn_is_found_by_its_filter_and_counts_again(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "f8", "9")
        assert [one.number for one in desk.noted] == [1, 2, 3]
        await desk.press("ctrl+f")
        await desk.type("da rut")
        await desk.press("enter", "up")
        assert "Rút" not in desk.details
        await desk.press("f8", "9")
        assert [one.number for one in desk.noted] == [1, 2, 3, 4]


# -- one out of several, several out of one ----------------------------------------------------------------------------


async def test_what_says_the_same_is_shown_and_merged_into_with_two_keys(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("ho tro kinh phi cho to")
        assert ["Số 2" in row for row in desk.alike] == [True]
        assert "Tab gộp vào ý giống" in desk.hint
        before = desk.pressed
        await desk.press("tab")
        assert desk.hint.startswith("F9 gộp vào số 2")
        await desk.press("f9")
        assert desk.pressed - before == 2
        assert "ĐÃ GỘP VÀO SỐ 2" in desk.card
        whole, part = desk.one(2), desk.one(5)
        assert part.text == "ho tro kinh phi cho to"
        assert whole.text == "Hỗ trợ kinh phí hoạt động cho Tổ Dân vận"
        assert [person.delegate for person in whole.submitters] == [5, 47]
        assert originals(desk.state, whole.id) == [part]
        assert desk.editor.text == ""
        await desk.press("ctrl+z")
        assert desk.one(5).stands
        assert [person.delegate for person in desk.one(2).submitters] == [5]


async def test_what_cannot_be_merged_any_more_is_noted_and_stands_apart(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("ho tro kinh phi cho to")
        await desk.press("tab")
        desk.app._store.submit(WithdrawProposal(proposal=2))
        await desk.press("f9")
        await until(desk.pilot, lambda: "ĐÃ RÚT" in desk.card.upper())
        assert desk.one(5).stands
        assert desk.editor.text == ""


async def test_tab_goes_round_and_esc_writes_it_apart(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("ho tro kinh phi cho to")
        await desk.press("tab", "tab")
        assert "Tab gộp" in desk.hint
        await desk.press("tab", "escape", "f9")
        assert desk.one(5).stands


async def test_another_is_merged_into_the_one_chosen_with_all_who_raised_them(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "up", "up", "f8", "5")
        await desk.type("loa")
        await desk.press("enter", "3")
        whole = desk.one(2)
        assert whole.text == "Hỗ trợ kinh phí hoạt động cho Tổ Dân vận\nĐề nghị trang bị loa kéo"
        assert [person.delegate for person in whole.submitters] == [5, 8]
        assert [one.number for one in desk.noted] == [1, 2, 4]
        assert "⊂ Số 3" in desk.details
        await desk.run(UnmergeProposal(proposal=3))
        assert [one.number for one in desk.noted] == [1, 2, 3, 4]


async def test_one_is_split_where_the_cursor_stands(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "f8", "6", "home", "f9")
        assert desk.one(4).text == "Mô hình ngõ sáng"
        assert desk.one(5).text == "nhà sạch"
        assert desk.one(5).split_from == 4
        assert "ĐÃ TÁCH THÀNH SỐ 5" in desk.card


# -- the quick pass ----------------------------------------------------------------------------------------------------


async def test_the_quick_pass_takes_two_digits_for_each(path: Path) -> None:
    async with secretary_on(path) as desk:
        assert "2 chưa phân loại: F8 rồi 1" in desk.card
        await desk.press("f8", "1")
        before = desk.pressed
        await desk.press("1", "2", "0", "3")
        assert desk.pressed - before == 4
        assert not desk.asks(SortingPass)
        assert (desk.one(2).kind, desk.one(2).theme) == (ProposalKind.SOLUTION, "kinh-phi")
        assert (desk.one(4).kind, desk.one(4).theme) == (ProposalKind.MODEL, "khac")


async def test_digits_typed_faster_than_they_can_be_noted_are_for_one_after_the_other(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f8", "1")
        for key in "1203":
            desk.app.post_message(Key(key, key))
        await desk.settle()
        await desk.settle()
        await desk.settle()
        assert (desk.one(2).kind, desk.one(2).theme) == (ProposalKind.SOLUTION, "kinh-phi")
        assert (desk.one(4).kind, desk.one(4).theme) == (ProposalKind.MODEL, "khac")


async def test_in_the_quick_pass_enter_skips_ctrl_z_goes_back_and_esc_ends(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f8", "1", "enter", "1", "ctrl+z")
        assert desk.one(4).kind is ProposalKind.UNSORTED
        await desk.press("2", "escape")
        assert not desk.asks(SortingPass)
        assert desk.one(2).kind is ProposalKind.UNSORTED
        assert (desk.one(4).kind, desk.one(4).theme) == (ProposalKind.SUGGESTION, "")


async def test_the_quick_pass_goes_on_when_somebody_else_withdraws_what_it_shows(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f8", "1")
        await desk.run(WithdrawProposal(proposal=4))
        await desk.press("1", "1")
        assert not desk.asks(SortingPass)


# -- filters and finding -----------------------------------------------------------------------------------------------


async def listed_after(desk: Secretary, letters: str) -> str:
    await desk.press("ctrl+f")
    await desk.type(letters)
    await desk.press("enter")
    return desk.list_title


async def test_a_few_letters_filter_by_kind_theme_unit_and_words(path: Path) -> None:
    async with secretary_on(path) as desk:
        assert desk.list_title == "Tất cả ý kiến: 4"
        assert await listed_after(desk, "kien nghi") == "Kiến nghị: 1"
        assert await listed_after(desk, "to chuc") == "Tổ chức, nội dung: 1"
        assert await listed_after(desk, "chua") == "Chưa phân loại: 2"
        assert await listed_after(desk, "loa keo") == "Có chữ “loa keo”: 1"
        assert [row.split()[0] for row in desk.listed] == ["3"]
        unit = "ban dan van"
        assert "Ban Dân vận" in await listed_after(desk, unit)
        await desk.press("escape")
        assert desk.list_title == "Tất cả ý kiến: 4"


async def test_themes_are_counted_and_a_click_lists_one(path: Path) -> None:
    async with secretary_on(path) as desk:
        assert [row.split()[0] for row in desk.themes.splitlines()] == ["1", "1", "0", "2"]
        await desk.pilot.click(ThemeCounts, offset=(4, 2))
        await desk.settle()
        assert desk.list_title == "Kinh phí, chế độ: 1"
        await desk.pilot.click(ThemeCounts, offset=(4, 2))
        await desk.settle()
        assert desk.list_title == "Tất cả ý kiến: 4"


async def test_a_small_window_counts_the_themes_somebody_spoke_on_under_their_names(path: Path) -> None:
    async with secretary_on(path, size=(80, 24)) as desk:
        beside = re.split(r"(?<=\d) ", " ".join(desk.themes.split()))
        assert beside == ["Tổ chức, nội dung 1", "Kinh phí, chế độ 1", "Chưa phân loại 2"]
        await desk.pilot.click(ThemeCounts, offset=(30, 0))
        await desk.settle()
        assert desk.list_title == "Kinh phí, chế độ: 1"


async def test_the_palette_finds_one_by_its_words(path: Path) -> None:
    async with secretary_on(path, mode="moderator") as desk:
        await desk.press("ctrl+p")
        assert desk.asks(Palette)
        await desk.type("loa keo")
        await desk.press("enter")
        assert desk.hint.startswith("⏎ sửa số 3")


# -- the mouse ---------------------------------------------------------------------------------------------------------


async def test_a_click_chooses_and_a_second_one_does_what_the_hint_says(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.pilot.click(ProposalList, offset=(8, 2))
        await desk.settle()
        assert desk.hint.startswith("⏎ sửa số 2")
        await desk.pilot.click(ProposalList, offset=(8, 2))
        await desk.settle()
        assert desk.hint.startswith("F9 lưu số 2")
        await desk.press("escape")
        await desk.type("ho tro kinh phi cho to")
        for _click in range(2):
            await desk.pilot.click(AlikeList, offset=(8, 0))
            await desk.settle()
        assert desk.one(5).merged_into == 2
        await desk.type("a")
        assert desk.editor.text == "a"


async def test_the_line_under_the_editor_asks_who_raised_it(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.pilot.click("#facts")
        await desk.settle()
        assert desk.asks(PickDialog)
        await desk.press("4")
        assert desk.facts.startswith("nhiều đại biểu")


# -- two windows -------------------------------------------------------------------------------------------------------


async def test_words_being_put_right_are_kept_when_the_proposal_is_taken_back_elsewhere(path: Path) -> None:
    async with secretary_on(path) as desk:
        with closing(open_store(path, desk="Bàn 2", clock=desk.clock)) as other:
            other.run(NoteProposal(id=99, text="mot", noted=desk.clock.now))
            await desk.settle()
            await desk.press("up", "enter")
            await desk.type("x")
            other.run(Undo())
        await desk.settle()
        await desk.press("f9")
        assert desk.noted[-1].text == "motx"
