"""The keys a scanner presses behind a scan, and whose they are."""

from __future__ import annotations

from typing import Final

TERMINATORS = frozenset({"enter", "ctrl+m", "ctrl+j", "tab", "ctrl+i"})
BEFORE_LINE_FEED = frozenset({"enter", "ctrl+m", "ctrl+j"})
"""`ctrl+j` among them: until the terminal is in raw mode it turns CR LF into LF LF."""
LINE_FEED = frozenset({"ctrl+j"})


class Endings:
    """The terminators that still belong to scans: one for each, and a line feed behind it.

    A key that goes on may have come between a scan and its terminator; after a second one, Enter is a person's.
    """

    _MOST_BETWEEN: Final = 1

    def __init__(self) -> None:
        self._awaited = self._line_feeds = self._between = 0

    def __bool__(self) -> bool:
        return bool(self._awaited or self._line_feeds)

    def expect(self) -> None:
        self._awaited, self._between = self._awaited + 1, 0

    def take(self, key: str) -> bool:
        """Whether this key is one of them."""
        if self._line_feeds and key in LINE_FEED:
            self._line_feeds -= 1
            return True
        if not self._awaited or key not in TERMINATORS:
            return False
        self._awaited -= 1
        self._line_feeds += key in BEFORE_LINE_FEED
        return True

    def let_pass(self) -> None:
        """A key went on."""
        self._between += 1
        if self._between > self._MOST_BETWEEN:
            self.forget()

    def forget(self) -> None:
        self._awaited = self._line_feeds = 0
