"""The one-page guides: their text, with the keys and words of the interface filled in, so that it cannot go stale."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from assets import ASSETS
from store.documents import GuidePage, GuideSection, Word, guide_pdf
from store.records import Role
from tui import __version__, keys
from tui.i18n import DEFAULT, _, language, set_language

SOURCE: Final = ASSETS / "documents" / "guides" / "guides.toml"
BROKEN: Final = "Máy hỏng giữa chừng thì làm gì"
_RED: Final = "#a3191f"
_FOOT: Final = "Tọa Đàm {version} · {key} trong chương trình: mọi phím của màn hình đang mở"

_FILLED: Final = re.compile(r"\{(?P<key>[A-Z_]+)\}|«(?P<menu>[^»]+)»")


def guide(roles: Sequence[Role] = ()) -> bytes:
    """The pages of these roles, or of all: in Vietnamese, as every document."""
    spoken = language()
    set_language(DEFAULT)
    try:
        return guide_pdf(
            [page for role, page in pages() if not roles or role in roles],
            _FOOT.format(version=__version__, key=keys.HELP.shown),
        )
    finally:
        set_language(spoken)


def pages() -> Iterator[tuple[Role, GuidePage]]:
    """Each role's."""
    for one in tomllib.loads(SOURCE.read_text(encoding="utf-8"))["guide"]:
        sections = [_section(section["title"], section) for section in one["section"]]
        broken = [_section(BROKEN, section, _RED) for section in one["broken"]]
        picture = f"guides/{one['role']}.svg"
        yield Role(one["role"]), GuidePage(picture, one["title"], one["purpose"], [*sections, *broken])


def _section(title: str, section: dict[str, Any], colour: str = GuideSection._field_defaults["colour"]) -> GuideSection:
    lines = [(list(words_of(what)), list(words_of(how))) for what, how in section["lines"]]
    return GuideSection(title, lines, colour)


def words_of(text: str) -> Iterator[Word]:
    """`{NEXT}` is a key by its name in `keys`, `«…»` the words of the interface by their message."""
    end = 0
    for found in _FILLED.finditer(text):
        if found.start() > end:
            yield Word("text", text[end : found.start()])
        end = found.end()
        yield Word("key", _shown(found["key"])) if found["key"] else Word("menu", _(found["menu"]))
    if end < len(text):
        yield Word("text", text[end:])


def _shown(name: str) -> str:
    key: keys.Key = getattr(keys, name)
    return key.shown
