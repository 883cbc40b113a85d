"""What is shown of a crash: where it was, and no variable. In them stand the people on the list, and whoever's card was
being scanned."""

from __future__ import annotations

from typing import TypeVar

from textual.app import App

R = TypeVar("R")


class CrashesDiscreetly(App[R]):
    """An application that says nothing of anybody when it fails; Textual's own shows every variable."""

    def _fatal_error(self) -> None:
        # Takes longer to load than the desk; nobody waits for it who sees no crash.
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(width=None)
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()
