"""Spans of time as words and digits. Pure."""

from __future__ import annotations

from typing import Final

from tui.i18n import _, ngettext

SECOND_MS: Final = 1000
MINUTE_MS: Final = 60 * SECOND_MS
HOUR_S: Final = 3600


def count_down(remaining_ms: int) -> str:
    """`04:37` is left, full until the first second is over; `+00:12` is twelve seconds too long."""
    if remaining_ms < 0:
        return "+" + count_up(-remaining_ms)
    return count_up(remaining_ms + SECOND_MS - 1)


def count_up(elapsed_ms: int) -> str:
    """`04:37`, `1:04:37`: whole seconds."""
    seconds = elapsed_ms // SECOND_MS
    hours, rest = divmod(seconds, HOUR_S)
    clock = f"{rest // 60:02}:{rest % 60:02}"
    return f"{hours}:{clock}" if hours else clock


def span(ms: int) -> str:
    """`3′40″`, `4′`, `50″`."""
    minutes, seconds = divmod(round(ms / SECOND_MS), 60)
    told = (f"{minutes}′" if minutes else "") + (f"{seconds:02}″" if minutes and seconds else "")
    return told or f"{seconds}″"


def whole_minutes(ms: int) -> int:
    """To the nearest minute, half a minute up."""
    return (ms + MINUTE_MS // 2) // MINUTE_MS


def in_minutes(ms: int) -> str:
    """`6 phút`"""
    n = whole_minutes(ms)
    return ngettext("{n} minute", "{n} minutes", n).format(n=n)


def signed_minutes(ms: int) -> str:
    """`+6′`, `−2′`; empty for less than half a minute."""
    n = whole_minutes(abs(ms))
    return (f"+{n}′" if ms > 0 else f"−{n}′") if n else ""


def signed_words(seconds: int) -> str:
    """`+2 phút`, `−1 phút`, `+30 giây`."""
    sign = "+" if seconds >= 0 else "−"
    if seconds % 60:
        return sign + _("{n} seconds").format(n=abs(seconds))
    return sign + in_minutes(abs(seconds) * SECOND_MS)
