"""The numbers Word puts before paragraphs by itself: offices let it count the people of a list, and number headings."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

_BULLET = "bullet"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_MOST = 10_000
"""Beyond it, letters and Roman numerals are longer than any office would read."""


class Place(NamedTuple):
    """What a paragraph says of its number: its list and level, each maybe left to its style. No list is called `0`."""

    style: str = ""
    list: str = ""
    level: int | None = None


class _Level(NamedTuple):
    """How one level of a list counts: from where, in what form (`decimal`, `upperRoman` …), written how (`%1.%2)`)."""

    start: int
    form: str
    pattern: str


class _List(NamedTuple):
    """A list by its levels. Lists that share a definition count on together, unless one starts anew."""

    counts_with: str
    levels: dict[int, _Level]


class Numbers:
    """Counts the numbered paragraphs of a document, in its order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._lists = {} if numbering is None else _lists(numbering)
        self._styles = {} if styles is None else _styles(styles)
        self._counts: dict[str, dict[int, int]] = {}

    def mark(self, place: Place) -> str:
        """What stands before the next paragraph, which is here: `1.`, `II.`; empty for nothing and for bullets."""
        styled = self._styles.get(place.style, Place())
        counted = self._lists.get(place.list or styled.list)
        at = place.level if place.level is not None else styled.level or 0
        if counted is None or at not in counted.levels:
            return ""
        counts = self._counts.setdefault(counted.counts_with, {})
        counts[at] = counts.get(at, counted.levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        return _written(counted.levels, counts, at)


def _written(levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
    if levels[at].form == _BULLET:
        return ""

    def number(placeholder: re.Match[str]) -> str:
        level = int(placeholder[1]) - 1
        if level not in levels:
            return ""
        return _in_form(levels[level].form, counts.get(level, levels[level].start))

    return _PLACEHOLDER.sub(number, levels[at].pattern)


def _in_form(form: str, number: int) -> str:
    match form:
        case "none":
            return ""
        case "decimalZero":
            return f"{number:02d}"
        case "upperRoman" | "lowerRoman" if 0 < number < _MOST:
            return _cased(form, _roman(number))
        case "upperLetter" | "lowerLetter" if 0 < number < _MOST:
            return _cased(form, chr(ord("A") + (number - 1) % 26) * (1 + (number - 1) // 26))
        case _:
            return str(number)


def _cased(form: str, text: str) -> str:
    return text.lower() if form.startswith("lower") else text


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written + _ROMAN_ONES[number]


_LAST = 32_767
"""How far Word itself counts: a list that begins at a milliard is a page of `mmmm` in Roman numerals."""


# -- what the document says of its lists --------------------------------------------------------------


def _lists(numbering: Element) -> dict[str, _List]:
    shared = {_value(abstract, "abstractNumId"): _levels(abstract) for abstract in numbering.findall("{*}abstractNum")}
    return {_value(each, "numId"): _list(each, shared) for each in numbering.findall("{*}num")}


def _list(element: Element, shared: dict[str, dict[int, _Level]]) -> _List:
    definition = _child(element, "abstractNumId")
    levels = dict(shared.get(definition, {}))
    anew = False
    for override in element.findall("{*}lvlOverride"):
        start, at = _child(override, "startOverride"), _number(_value(override, "ilvl"), 0)
        if start and at in levels:
            anew = True
            levels[at] = levels[at]._replace(start=_number(start, 1))
    return _List(_value(element, "numId") + "!" if anew else definition, levels)


def _levels(abstract: Element) -> dict[int, _Level]:
    return {
        _number(_value(level, "ilvl"), 0): _Level(
            start=_number(_child(level, "start"), 0),
            form=_child(level, "numFmt") or "decimal",
            pattern=_child(level, "lvlText"),
        )
        for level in abstract.findall("{*}lvl")
    }


def _styles(styles: Element) -> dict[str, Place]:
    """The list and level of each style that has one, its own or of the style it is based on."""
    based = {_value(style, "styleId"): _child(style, "basedOn") for style in styles.findall("{*}style")}
    own = {
        _value(style, "styleId"): _place(properties)
        for style in styles.findall("{*}style")
        if (properties := style.find("{*}pPr/{*}numPr")) is not None
    }
    return {style: own[source] for style in based if (source := _source(style, based, own))}


def _source(style: str, based: dict[str, str], own: dict[str, Place]) -> str:
    seen = set[str]()
    while style and style not in own and style not in seen:
        seen.add(style)
        style = based.get(style, "")
    return style if style in own else ""


def _place(properties: Element) -> Place:
    level = _child(properties, "ilvl")
    return Place(list=_child(properties, "numId"), level=_number(level, 0) if level else None)


def _child(element: Element, name: str) -> str:
    """The value of a child, empty if there is none."""
    child = element.find("{*}" + name)
    return "" if child is None else _value(child, "val")


def _value(element: Element, name: str) -> str:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def _number(text: str, otherwise: int) -> int:
    return min(int(text), _LAST) if text.isascii() and text.isdigit() else otherwise
