"""Of which area of the plan a text speaks."""

from __future__ import annotations

import re

from store.records import Area, AreaId
from store.roster.words import exact, has_run, starts
from store.vietnamese import fold

_WARD = re.compile(r"(?<!thị )(?<!hợp tác )\b(phường|xã|thị trấn)\s+((?!hội\b)\w[\w ]*)", re.IGNORECASE)


class Areas:
    """The areas of a plan, found in text. Diacritics decide first: Đồng Kỵ, Đông Ngàn and Đồng Nguyên are near."""

    def __init__(self, areas: tuple[Area, ...]) -> None:
        names = [(area.id, name) for area in areas for name in (area.name, *area.aliases)]
        self._exact = [(id, exact(name)) for id, name in names]
        self._folded = [(id, fold(name)) for id, name in names]

    def find(self, text: str) -> AreaId:
        """The area a text names; empty for none. Of several the last counts, as addresses go from small to large."""
        return _last(exact(text), self._exact) or _only(fold(text), self._folded)

    def is_only(self, text: str) -> bool:
        """Whether a text is an area's name and nothing else but its kind (`Phường Đình Bảng`)."""
        words = fold(text)
        return any(words in (name, f"phuong {name}", f"xa {name}") for _, name in self._folded)

    def unknown(self, text: str) -> str:
        """The ward or commune a text names with its kind, if the plan has areas and it is none of them."""
        wards = [ward for ward in _WARD.finditer(text) if self._exact and not ward[2][0].islower()]
        return next((ward[0].strip() for ward in wards if not self._is_area(fold(ward[2]))), "")

    def _is_area(self, words: str) -> bool:
        return any(starts(words, name) for _, name in self._folded)

    def without(self, text: str) -> str:
        """Folded text without the names of areas and the word for their kind."""
        words = f" {fold(text)} "
        for _, name in self._folded:
            words = words.replace(f" phuong {name} ", " ").replace(f" {name} ", " ")
        return words.strip()


def _last(text: str, names: list[tuple[AreaId, str]]) -> AreaId:
    padded = f" {text} "
    found = [(padded.rfind(f" {name} "), len(name), id) for id, name in names]
    position, _, id = max(found, default=(-1, 0, AreaId("")))
    return id if position >= 0 else AreaId("")


def _only(text: str, names: list[tuple[AreaId, str]]) -> AreaId:
    """Without its diacritics, or with wrong ones, a name counts only if it can be no other."""
    found = {id for id, name in names if has_run(text, name)}
    return found.pop() if len(found) == 1 else AreaId("")
