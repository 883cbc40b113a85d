"""What a badge and a card show of a delegate, ready for a template."""

from __future__ import annotations

from store.documents.qr import qr_svg
from store.records import BlankBadge, Category, Conference, Delegate
from store.text import clean

BLACK, WHITE = "#000000", "#ffffff"
NO_COLOUR = "#757575"
"""Of whoever is of no category."""


def heading(conference: Conference) -> dict[str, str]:
    """What stands on every face."""
    return {
        "organiser": clean(conference.organiser.name),
        "title": clean(conference.short_title),
        "when": f"{conference.opens:%H:%M}, ngày {conference.date:%d/%m/%Y}",
        "venue": clean(conference.venue),
    }


def face(conference: Conference, delegate: Delegate) -> dict[str, str]:
    """What stands on one face."""
    return {
        "name": clean(delegate.name),
        "title": clean(delegate.title),
        "unit": clean(delegate.unit),
        **_band(conference.category(delegate.category)),
        "number": f"{delegate.number:03}",
        "blank": "",
        "qr": qr_svg(delegate.code),
    }


def blank_face(blank: BlankBadge) -> dict[str, str]:
    """What stands on a badge that is nobody's yet."""
    nobody = {"name": "", "title": "", "unit": "", "number": ""}
    return {**nobody, **_band(None), "blank": f"THẺ TRẮNG {blank.id:02}", "qr": qr_svg(blank.code)}


def _band(category: Category | None) -> dict[str, str]:
    words = clean(category.short or category.name) if category else ""
    colour = category.colour if category else NO_COLOUR
    return {"category": words, "colour": colour, "ink": ink_on(colour)}


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more from `colour` (`#rrggbb`), by WCAG 2.1's contrast ratio."""
    luminance = _luminance(colour)
    return BLACK if (luminance + 0.05) / 0.05 > 1.05 / (luminance + 0.05) else WHITE


def _luminance(colour: str) -> float:
    """Relative luminance, 0…1, as WCAG 2.1 defines it for sRGB."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
