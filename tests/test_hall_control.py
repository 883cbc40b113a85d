"""The moderator picks what the hall sees: one digit, one verb."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dialog_bench import SMALL, Talk, Talking, talking
from store import CountInHall, HallView, ShowInHall, TellHall, Verb
from store.records import Role
from stores import Moments, new_conference, opened
from tui.dialogs.form import FormDialog
from tui.dialogs.hall_control import READ_S, ask_hall
from tui.dialogs.pick import PickDialog
from tui.podium.podium_cards import is_of_the_podium, podium_card
from tui.present import deed
from tui.store_thread import StoreThread


@pytest.fixture
def store(tmp_path: Path) -> Iterator[StoreThread]:
    path = new_conference(tmp_path)
    thread = StoreThread(lambda: opened(path, "Chủ trì", clock=Moments("08:10:00"), role=Role.MODERATOR))
    yield thread
    thread.close()


def asking(store: StoreThread) -> Talk:
    return lambda app: ask_hall(app, store)


async def picks(talk: Talking, *keys: str) -> Any:
    await talk.asked(PickDialog)
    await talk.press(*keys)
    return await talk.answered()


@pytest.mark.parametrize(
    ("key", "verb"),
    [
        ("1", TellHall(text="Còn 2 phút", seconds=READ_S, to_speaker=True)),
        ("2", TellHall(text="Còn 1 phút", seconds=READ_S, to_speaker=True)),
        ("3", TellHall(text="Xin mời kết luận", seconds=READ_S, to_speaker=True)),
        ("6", ShowInHall(view=HallView.DAY)),
        ("7", ShowInHall(view=HallView.BANNER)),
        ("8", ShowInHall(view=HallView.OFF)),
        ("9", CountInHall(shown=True)),
        ("escape", None),
    ],
)
async def test_one_digit_is_one_verb(store: StoreThread, key: str, verb: Verb[Any] | None) -> None:
    async with talking(asking(store), SMALL) as talk:
        assert await picks(talk, key) == verb


async def test_own_words_stay_until_they_are_taken_down(store: StoreThread) -> None:
    async with talking(asking(store)) as talk:
        await talk.asked(PickDialog)
        await talk.press("4")
        await talk.asked(FormDialog)
        await talk.type("Moi vao")
        await talk.press("enter")
        assert await talk.answered() == TellHall(text="Moi vao")


async def test_no_words_are_no_message(store: StoreThread) -> None:
    async with talking(asking(store)) as talk:
        await talk.asked(PickDialog)
        await talk.press("4")
        await talk.asked(FormDialog)
        await talk.press("enter")
        assert await talk.answered() is None


async def test_the_message_that_stands_is_named_where_it_is_taken_down(store: StoreThread) -> None:
    async with talking(asking(store)) as talk:
        await talk.asked(PickDialog)
        await talk.press("5")
        assert "5  " in talk.text
        assert "không có" in talk.text
        await talk.press("escape")
    async with talking(lambda app: _told(app, store)) as talk:
        await talk.asked(PickDialog)
        assert "Gỡ lời nhắn “Mời vào”" in talk.text
        await talk.press("5")
        assert await talk.answered() == TellHall(text="")


async def _told(app: Any, store: StoreThread) -> Verb[Any] | None:
    await store.run(TellHall(text="Mời vào"))
    return await ask_hall(app, store)


async def test_counts_that_are_shown_are_hidden(store: StoreThread) -> None:
    async def talk_about(app: Any) -> Verb[Any] | None:
        await store.run(CountInHall(shown=True))
        return await ask_hall(app, store)

    async with talking(talk_about) as talk:
        assert await picks(talk, "9") == CountInHall(shown=False)


@pytest.mark.parametrize(
    ("verb", "headline", "advice"),
    [
        (ShowInHall(view=HallView.OFF), "▣ MÀN HÌNH HỘI TRƯỜNG", "Tắt đen màn hình"),
        (TellHall(text="Mời vào"), "▣ LỜI NHẮN HỘI TRƯỜNG", "Mời vào"),
        (TellHall(text=""), "▣ LỜI NHẮN HỘI TRƯỜNG", "Đã gỡ"),
        (CountInHall(shown=True), "▣ SỐ CÓ MẶT TRÊN MÀN HÌNH", "Đã bật"),
    ],
    ids=str,
)
async def test_the_card_says_what_the_hall_sees_and_offers_no_undo(
    store: StoreThread, verb: Verb[Any], headline: str, advice: str
) -> None:
    before = store.state
    outcome = await store.run(verb)
    card = podium_card(verb, outcome, store.now(), before, store.state)
    assert (card.headline, card.advice) == (f"{headline} 08:10:00", advice)
    assert (card.undoable, card.sound, is_of_the_podium(verb)) == (False, None, True)
    assert deed(verb.verb_name) != verb.verb_name
