"""One turn, as an engine hands it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from store.engine.journal import Commit


class Turn:
    """One turn, to be entered."""

    def __init__(self, enter: Callable[[], Sequence[Commit]], leave: Callable[[], None]) -> None:
        self._enter = enter
        self._leave = leave

    def __enter__(self) -> Sequence[Commit]:
        try:
            return self._enter()
        except BaseException:
            self._leave()
            raise

    def __exit__(self, *_raised: object) -> None:
        self._leave()
