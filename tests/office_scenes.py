"""What is looked at besides the door: what was raised, the overview, settings, deletions; with nothing, after a usual
day, in a crowd."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

import after_the_day
import builders
from builders import present
from store.proposal_records import ProposalKind
from store.state import State

LONG_TEXT: Final = (
    "Đề nghị thành phố hỗ trợ kinh phí hoạt động cho các Tổ Dân vận ở khu dân cư, trang bị loa kéo, sổ ghi chép; "
    "hằng quý tổ chức giao ban giữa các tổ để trao đổi kinh nghiệm, nhân rộng mô hình “Dân vận khéo” về vệ sinh môi "
    "trường, an ninh trật tự, hòa giải ở cơ sở và vận động nhân dân hiến đất mở rộng ngõ xóm"
)


class OfficeScene(NamedTuple):
    """Keys pressed on a screen of a conference."""

    name: str
    mode: str
    state: Callable[[], State]
    keys: tuple[str, ...] = ()
    at: str = "16:30"


@cache
def nothing() -> State:
    """The morning: people, a programme, themes."""
    return builders.state(*after_the_day.people(), *after_the_day.agenda(), **after_the_day.ABOUT)


@cache
def usual() -> State:
    """The evening, with one text of the length people really write."""
    long = after_the_day.proposal(15, LONG_TEXT, ProposalKind.PETITION, theme="dieu-kien", item=7)
    return after_the_day.evening(long)


@cache
def crowd() -> State:
    """Two thousand, from a hall of as many."""
    others = [builders.delegate(number) for number in range(1001, 3001)]
    came = [present(one, f"07:{20 + one.number % 40:02}:00") for one in others if one.number % 9]
    raised = after_the_day.many(2_000).proposals.values()
    return after_the_day.evening(*others, *came, *raised)


def _typed(text: str) -> tuple[str, ...]:
    return tuple("space" if letter == " " else letter for letter in text)


WRITING: Final = _typed("ho tro kinh phi hoat dong cho to dan van")

SCENES: Final = (
    OfficeScene("proposals-empty", "proposals", nothing),
    OfficeScene("proposals", "proposals", usual, ("up",)),
    OfficeScene("proposals-writing", "proposals", usual, WRITING),
    OfficeScene("proposals-crowd", "proposals", crowd, ("up", "up")),
    OfficeScene("proposals-crowd-writing", "proposals", crowd, WRITING),
    OfficeScene("proposals-more", "proposals", usual, ("up", "f8")),
    OfficeScene("proposals-answer", "proposals", usual, ("up", "f8", "7")),
    OfficeScene("proposals-merge", "proposals", usual, ("up", "f8", "5")),
    OfficeScene("proposals-filter", "proposals", usual, ("ctrl+f", *_typed("kinh phi"))),
    OfficeScene("proposals-pass", "proposals", usual, ("f8", "1")),
    *(
        OfficeScene(f"overview-{page}{ending}", "overview", state, ("right",) * place)
        for ending, state in (("-empty", nothing), ("", usual), ("-crowd", crowd))
        for place, page in enumerate(("arrivals", "missing", "day", "speaking", "contributions"))
    ),
    OfficeScene("settings", "delegates", usual, ("f8", "0")),
    OfficeScene("erasure", "delegates", usual, (*_typed("30"), "f8", *["down"] * 8, "enter", "enter")),
    OfficeScene("printing", "delegates", usual, ("f8", "6")),
)
