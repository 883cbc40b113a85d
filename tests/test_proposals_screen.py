"""Writing down what is said: the keys it takes, who and what is filled in, and that nothing is lost."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from builders import code
from secretary_desk import name_of, secretary_on, sitting
from store import QueueSpeakers, StartSpeech, open_store
from store.proposal_records import ProposalKind, Submitter
from store.records import DelegateId, Role
from tui.dialogs.person import PersonDialog


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return sitting(tmp_path / "toadam.json")


# -- capture -----------------------------------------------------------------------------------------------------------


async def test_one_is_captured_with_f4_its_words_and_f9_while_somebody_speaks(path: Path) -> None:
    async with secretary_on(path, mode="moderator") as desk:
        words = "ho tro kinh phi"
        await desk.press("f4")
        await desk.note(words)
        assert desk.pressed == len(words) + 2
        (one,) = desk.noted
        assert (one.number, one.text, one.kind) == (1, words, ProposalKind.UNSORTED)
        assert one.submitters == (Submitter(delegate=DelegateId(47)),)
        assert (one.item, one.speech) == (4, 700)
        assert one.noted == desk.clock.now
        assert "ĐÃ GHI SỐ 1 08:42:00" in desk.card
        assert desk.editor.text == ""


async def test_the_next_is_ready_at_once(path: Path) -> None:
    async with secretary_on(path) as desk:
        for words in ("mot", "hai", "ba"):
            await desk.note(words)
        assert [one.text for one in desk.noted] == ["mot", "hai", "ba"]
        assert [one.number for one in desk.noted] == [1, 2, 3]
        assert desk.pressed == len("mothaiba") + 3


async def test_what_is_filled_in_stands_under_the_editor(path: Path) -> None:
    async with secretary_on(path, size=(160, 40)) as desk:
        assert desk.facts.startswith(name_of(47))
        assert "Nội dung 4" in desk.facts
        await desk.type("an")
        assert "08:42 · Nội dung 4" in desk.facts


async def test_enter_begins_another_line(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("mot")
        await desk.press("enter")
        await desk.note("hai")
        assert desk.noted[0].text == "mot\nhai"


async def test_nothing_but_blanks_is_nothing(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.note("  ")
        assert not desk.noted


async def test_who_speaks_when_the_first_letter_is_typed_raised_it(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("mot")
        await desk.run(QueueSpeakers(ids=(701,), delegates=(DelegateId(12),)), StartSpeech(speech=701))
        assert desk.facts.startswith(name_of(47))
        await desk.press("f9")
        assert desk.facts.startswith(name_of(12))
        await desk.note("hai")
        assert [one.speech for one in desk.noted] == [700, 701]
        assert [one.submitters[0].delegate for one in desk.noted] == [47, 12]


async def test_with_nobody_on_the_floor_nobody_has_raised_it(tmp_path: Path) -> None:
    async with secretary_on(sitting(tmp_path / "toadam.json", speaker=None)) as desk:
        assert desk.facts.startswith("Chưa rõ người nêu")
        await desk.note("mot")
        assert desk.noted[0].submitters == ()


async def test_a_secretarys_window_may_write(path: Path) -> None:
    async with secretary_on(path, role=Role.SECRETARY) as desk:
        await desk.note("mot")
        assert len(desk.noted) == 1


# -- scans -------------------------------------------------------------------------------------------------------------


async def test_a_scan_in_the_middle_of_a_word_changes_who_and_not_a_letter(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        await desk.scan(code(12))
        await desk.type("hi")
        assert desk.editor.text == "kinh phi"
        assert desk.facts.startswith(name_of(12))
        await desk.press("f9")
        assert desk.noted[0].submitters == (Submitter(delegate=DelegateId(12)),)
        assert desk.facts.startswith(name_of(47))


async def test_whoever_is_not_in_yet_is_admitted_first_and_raises_nothing(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        await desk.scan(code(99))
        assert "ĐÃ ĐIỂM DANH" in desk.card
        assert desk.facts.startswith(name_of(47))
        await desk.scan(code(99))
        assert desk.facts.startswith(name_of(99))
        assert desk.editor.text == "kinh p"


async def test_a_scan_answers_the_question_who_raised_it(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("mot")
        await desk.press("f8", "3", "1")
        assert desk.asks(PersonDialog)
        await desk.scan(code(12))
        assert not desk.asks(PersonDialog)
        assert desk.facts.startswith(name_of(12))


# -- who, by hand ------------------------------------------------------------------------------------------------------


async def test_who_raised_it_by_number(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("mot")
        await desk.press("f8", "3", "1")
        await desk.type("12")
        await desk.press("enter", "f9")
        assert [one.delegate for one in desk.noted[0].submitters] == [12]


async def test_several_raised_it_somebody_unknown_many_or_nobody(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f8", "3", "2", "1", "2", "enter")
        await desk.note("mot")
        await desk.press("f8", "3", "3")
        await desk.type("ba lan")
        await desk.press("enter")
        await desk.note("hai")
        await desk.press("f8", "3", "4")
        assert desk.facts.startswith("nhiều đại biểu")
        await desk.note("ba")
        await desk.press("f8", "3", "5")
        await desk.note("bon")
        one, two, three, four = desk.noted
        assert [person.delegate for person in one.submitters] == [47, 12]
        assert two.submitters == (Submitter(name="ba lan"),)
        assert (three.submitters, three.many) == ((), True)
        assert (four.submitters, four.many) == ((), False)


# -- sorted at once ----------------------------------------------------------------------------------------------------


async def test_f7_asks_kind_theme_and_addressee_first(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f7", "3", "2", "1")
        assert "Kiến nghị" in desk.facts
        await desk.note("kinh phi")
        (one,) = desk.noted
        assert (one.kind, one.theme, one.addressee) == (ProposalKind.PETITION, "kinh-phi", "Ban Dân vận Tỉnh ủy")
        assert "Kiến nghị" not in desk.facts


async def test_a_task_is_given_to_somebody_by_a_day(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f7", "6", "1")
        await desk.type("UBND")
        await desk.press("tab")
        await desk.type("30-10")
        await desk.press("enter")
        await desk.note("quy che")
        (one,) = desk.noted
        assert (one.kind, one.addressee, one.due) == (ProposalKind.TASK, "UBND", "30-10")


# -- nothing is lost ---------------------------------------------------------------------------------------------------


async def test_half_a_text_stays_when_another_screen_is_shown(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        await desk.press("f3")
        await desk.press("f4")
        await desk.note("hi")
        assert desk.noted[0].text == "kinh phi"


async def test_what_is_written_is_kept_after_a_second_and_at_once_when_another_screen_is_shown(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        assert desk.kept == ""
        assert desk.waits_for_a_pause
        await desk.press("f3", "f4")
        assert desk.kept == "kinh p"
        assert not desk.waits_for_a_pause


async def test_a_draft_left_by_a_window_is_taken_up_and_let_go_of_when_it_is_saved(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh p")
        await desk.scan(code(12))
        await desk.press("f8", "2", "3", "2")
        began = desk.clock.now
    async with secretary_on(path, at="09:00:00") as desk:
        assert "CÒN ĐOẠN VIẾT DỞ" in desk.card
        await desk.note("hi")
        (one,) = desk.noted
        assert (one.text, one.noted, one.speech, one.theme) == ("kinh phi", began, 700, "kinh-phi")
        assert [person.delegate for person in one.submitters] == [12]
    async with secretary_on(path) as desk:
        assert desk.editor.text == ""


async def test_what_was_saved_before_its_draft_was_let_go_of_is_not_written_twice(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("kinh phi")
        draft = desk.screen.notebook.writing.draft
        await desk.press("f9")
        await desk.app._store.call(lambda store: store.drafts.keep(draft))
    async with secretary_on(path) as desk:
        assert desk.editor.text == ""
        assert "VIẾT DỞ" not in desk.card
        with closing(open_store(path, desk="test")) as store:
            assert store.drafts.left() is None


async def test_what_cannot_be_saved_is_in_the_editor_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with secretary_on(path) as desk:
        await desk.press("f7", "1", "2")
        desk.editor.put_in("mot " * 10_000)
        await desk.settle()
        await desk.press("f9")
        assert "Nội dung quá dài" in desk.card
        assert desk.editor.text.startswith("mot mot")
        assert "Giải pháp" in desk.facts
        assert not desk.noted


# -- taken back --------------------------------------------------------------------------------------------------------


async def test_ctrl_z_takes_back_typing_then_the_last_one_and_gives_back_its_words(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.note("mot")
        await desk.type("hai")
        await desk.press("ctrl+z")
        assert desk.editor.text == ""
        assert len(desk.noted) == 1
        await desk.press("ctrl+z")
        assert not desk.noted
        assert desk.editor.text == "mot"
        await desk.press("f9")
        assert [(one.number, one.text, one.speech) for one in desk.noted] == [(2, "mot", 700)]


async def test_what_is_thrown_away_comes_back_with_ctrl_z(path: Path) -> None:
    async with secretary_on(path) as desk:
        await desk.type("mot hai")
        await desk.press("f8", "5")
        assert desk.editor.text == ""
        await desk.press("ctrl+z")
        assert desk.editor.text == "mot hai"
