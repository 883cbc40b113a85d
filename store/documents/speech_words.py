"""Speeches in the words of documents: who gave them, what they were, what became of them."""

from __future__ import annotations

from typing import Final

from store.documents.address import Address, Person
from store.documents.paper import MISSING
from store.live_records import Fate, Speech, SpeechKind
from store.speakers import speaker_of
from store.state import State
from store.text import clean
from store.vietnamese import bare_name

KINDS: Final = {
    SpeechKind.PREPARED: "Tham luận",
    SpeechKind.FLOOR: "Phát biểu",
    SpeechKind.POINT_OF_ORDER: "Về nguyên tắc, thủ tục",
    SpeechKind.REPLY: "Trả lời",
    SpeechKind.QUESTION: "Câu hỏi",
}
FATES: Final = {
    Fate.DELIVERED: "Đã trình bày",
    Fate.READ: "Đọc thay",
    Fate.ABSENT: "Vắng khi được mời",
    Fate.WITHDRAWN: "Rút đăng ký",
    Fate.IN_WRITING: "Gửi bằng văn bản",
}
ON_THE_FLOOR: Final = "Đang phát biểu"
WAITING: Final = "Chưa trình bày"
HEARD: Final = (Fate.DELIVERED, Fate.READ)
"""What the hall has heard; the figure `finished` counts the same."""


def about(speech: Speech) -> str:
    """`Tham luận: Hiến đất mở đường`"""
    topic = clean(speech.topic)
    return f"{KINDS[speech.kind]}: {topic}" if topic else KINDS[speech.kind]


def fate_in_words(speech: Speech) -> str:
    """What became of it; who read it, if it was read."""
    if speech.fate is None:
        return ON_THE_FLOOR if speech.span else WAITING
    reader = bare_name(clean(speech.reader)) if speech.fate is Fate.READ else ""
    return f"{FATES[speech.fate]}: đồng chí {reader}" if reader else FATES[speech.fate]


def small(words: str) -> str:
    """Within a sentence; names further on keep their capitals."""
    return words[:1].lower() + words[1:]


def comrade(person: Person) -> str:
    """`đồng chí Ngô Đức Kỷ, Phó Chủ tịch Ủy ban nhân dân phường Châu Khê`"""
    return ", ".join(filter(None, (f"đồng chí {person.name or MISSING}", person.post)))


def speaker_in_words(state: State, address: Address, speech: Speech) -> str:
    """Who gave it."""
    return comrade(address.speaker(speaker_of(state, speech)))
