"""An answer and a split are written in a dialog: what stands there is as safe as what stands in the editor."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from builders import code, proposal
from secretary_desk import Secretary, secretary_on, sitting
from store import Aim, AnswerProposal, Aside, Draft, SplitProposal, WithdrawProposal, open_store
from store.verbs import Verb
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.editor import EditorDialog
from tui.proposals.drafting import Drafting
from tui.widgets.text_editor import TextEditor

ANSWER, SPLIT = "7", "6"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two that were raised, the second of which says two things."""
    return sitting(tmp_path / "toadam.json", proposal(1, "Trang bị loa kéo"), proposal(2, "Ngõ sáng\nnhà sạch"))


def written(desk: Secretary) -> str:
    """What stands in the dialog."""
    assert desk.asks(EditorDialog)
    return desk.app.screen.query_one(TextEditor).text


def left(path: Path) -> Draft | None:
    """What a window that is gone has left."""
    with closing(open_store(path, desk="test")) as store:
        return store.drafts.left()


async def answer(desk: Secretary, text: str) -> None:
    """Half an answer to the second."""
    await desk.press("up", "f8", ANSWER)
    await desk.type(text)


async def test_half_an_answer_outlives_the_window_and_is_saved_by_the_next(path: Path) -> None:
    async with secretary_on(path) as desk:
        await answer(desk, "tiep t")
    async with secretary_on(path) as desk:
        assert "CÒN ĐOẠN VIẾT DỞ" in desk.card
        assert written(desk) == "tiep t"
        await desk.type("hu")
        await desk.press("f9")
        assert desk.one(2).response == "tiep thu"
        assert desk.editor.text == ""
    assert left(path) is None


async def test_half_a_split_with_words_put_right_outlives_the_window(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "f8", SPLIT)
        await desk.type(" dep")
    async with secretary_on(path) as desk:
        assert written(desk) == "Ngõ sáng\nnhà sạch dep"
        await desk.press("home", "f9")
        assert [one.text for one in desk.noted] == ["Trang bị loa kéo", "Ngõ sáng", "nhà sạch dep"]
    assert left(path) is None


async def test_half_an_answer_and_half_a_text_are_both_there_again(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        await answer(desk, "tiep t")
        await desk.scan(code(12))
    async with secretary_on(path) as desk:
        assert written(desk) == "tiep t"
        assert desk.editor.text == "kinh p"
        await desk.press("f9")
        await desk.note("hi")
        assert desk.one(2).response == "tiep t"
        assert desk.one(3).text == "kinh phi"


async def test_what_is_typed_before_the_last_text_is_back_goes_on_behind_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
    found, answer_is_heard = Drafting.left, asyncio.Event()

    async def left_late(drafting: Drafting) -> Draft | None:
        draft = await found(drafting)
        await answer_is_heard.wait()
        return draft

    monkeypatch.setattr(Drafting, "left", left_late)
    async with secretary_on(path) as desk:
        await desk.type("loa keo")
        desk.screen.drafting.keep()
        await desk.settle()
        answer_is_heard.set()
        await desk.settle()
        assert desk.editor.text == "kinh p\nloa keo"
        assert desk.kept == "kinh p\nloa keo"
        await desk.press("f9")
        assert desk.one(3).text == "kinh p\nloa keo"
    assert left(path) is None


async def test_it_is_kept_after_a_second_without_a_key(path: Path) -> None:
    async with secretary_on(path) as desk:
        await answer(desk, "tiep t")
        assert desk.screen.drafting.waits
        desk.screen.drafting.keep()
        await desk.settle()
        assert desk.screen.drafting.kept is not None
        assert desk.screen.drafting.kept.aside == Aside(aim=Aim.ANSWER, proposal=2, text="tiep t")


async def test_what_cannot_be_saved_is_in_the_dialog_again(path: Path) -> None:
    async with secretary_on(path) as desk:
        await answer(desk, "")
        desk.app.screen.query_one(TextEditor).put_in("mot " * 10_000)
        await desk.settle()
        await desk.press("f9")
        assert "Nội dung quá dài" in desk.card
        assert written(desk).startswith("mot mot")
        assert desk.one(2).response == ""


async def test_a_split_with_nothing_behind_the_cursor_is_asked_for_again(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "f8", SPLIT, "f9")
        assert written(desk) == "Ngõ sáng\nnhà sạch"
        await desk.press("home", "f9")
        assert [one.number for one in desk.noted] == [1, 2, 3]


async def test_leaving_what_was_written_is_asked_about(path: Path) -> None:
    async with secretary_on(path) as desk:
        await answer(desk, "tiep t")
        await desk.press("escape")
        assert desk.asks(ConfirmDialog)
        await desk.press("escape")
        assert written(desk) == "tiep t"
        await desk.press("escape", "right", "enter")
        assert not desk.asks(EditorDialog)
    assert left(path) is None


async def test_leaving_what_nobody_has_changed_is_not_asked_about(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("up", "f8", SPLIT, "escape")
        assert desk.app.screen is desk.base


async def test_when_the_proposal_is_withdrawn_meanwhile_the_words_go_on_in_the_editor(path: Path) -> None:
    async with secretary_on(path) as desk:
        await answer(desk, "tiep thu")
        await desk.elsewhere(WithdrawProposal(proposal=2))
        await desk.press("f9")
        assert desk.app.screen is desk.base
        assert desk.editor.text == "tiep thu"


async def test_when_it_was_withdrawn_after_the_window_died_too(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh phi")
        await answer(desk, "tiep thu")
    with closing(open_store(path, desk="test")) as store:
        store.run(WithdrawProposal(proposal=2))
    async with secretary_on(path) as desk:
        assert desk.editor.text == "kinh phi\ntiep thu"


@pytest.mark.parametrize(
    ("aside", "verb"),
    [
        (Aside(aim=Aim.ANSWER, proposal=2, text="Tiếp thu"), AnswerProposal(proposal=2, response="Tiếp thu")),
        (
            Aside(aim=Aim.SPLIT, proposal=2, text="Ngõ sáng\nnhà sạch"),
            SplitProposal(proposal=2, id=9, text="nhà sạch", rest="Ngõ sáng"),
        ),
    ],
)
async def test_what_was_saved_before_the_window_died_is_not_asked_for_again(
    path: Path, aside: Aside, verb: Verb[Any]
) -> None:
    with closing(open_store(path, desk="test")) as store:
        store.run(verb)
        store.drafts.keep(Draft(text="", noted=store.now(), aside=aside))
    async with secretary_on(path) as desk:
        assert desk.app.screen is desk.base
        assert "VIẾT DỞ" not in desk.card
    assert left(path) is None
