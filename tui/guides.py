"""The one-page guides: their text, with the keys and words of the interface filled in, so that it cannot go stale.

They are in the language of the interface, whose words they name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, Final

from assets import ASSETS
from store.documents import GuidePage, GuideSection, Word, guide_pdf
from store.records import Role
from tui import __version__, keys
from tui.i18n import DEFAULT, LANGUAGES, _, language

FOLDER: Final = ASSETS / "documents" / "guides"
SOURCE: Final = FOLDER / "guides.toml"
_RED: Final = "#a3191f"
_FILLED: Final = re.compile(r"\{(?P<key>[A-Z_]+)\}|«(?P<menu>[^»]+)»")


def guide(roles: Sequence[Role] = ()) -> bytes:
    """The pages of these roles, or of all."""
    foot = _("Tọa Đàm {version} · {key} in the program: every key of the screen that is open · Call for help: ")
    return guide_pdf(
        [page for role, page in pages() if not roles or role in roles],
        foot.format(version=__version__, key=keys.HELP.shown),
    )


def broken() -> str:
    """What the last part of each page is called."""
    return _("When a machine breaks down in the middle")


def pages() -> Iterator[tuple[Role, GuidePage]]:
    """Each role's."""
    said = language()
    for one in tomllib.loads(SOURCE.read_text(encoding="utf-8"))["guide"]:
        sections = [_section(section["title"][said], section) for section in one["section"]]
        last = [_section(broken(), section, _RED) for section in one["broken"]]
        yield (
            Role(one["role"]),
            GuidePage(_picture(one["role"]), one["title"][said], one["purpose"][said], [*sections, *last]),
        )


def _picture(role: str) -> str:
    """Beside the template: of the interface in the same language."""
    return f"guides/{role}.svg" if language() == DEFAULT else f"guides/{language()}/{role}.svg"


def _section(title: str, section: dict[str, Any], colour: str = GuideSection._field_defaults["colour"]) -> GuideSection:
    place = LANGUAGES.index(language())
    said = (line[place] for line in section["lines"])
    return GuideSection(title, [(list(words_of(what)), list(words_of(how))) for what, how in said], colour)


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
