"""A screen that shows what is true: it follows every commit while it is shown, rests behind another, and catches up."""

from __future__ import annotations

from collections import deque

from textual import events, on
from textual.geometry import Size
from textual.screen import Screen

from store import State
from tui.store_thread import News, Safety, Waiting
from tui.window import Window


class FollowingScreen(Screen[None]):
    """Base of what a desk has; the subclass says what is drawn."""

    def __init__(self, window: Window, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.window = window
        self.store = window.store
        self.behind = True
        """Whether something is true that is not drawn yet, because another screen is shown."""
        self._untold: deque[News] = deque()
        """What is drawn once the answer to it can be seen."""

    def on_mount(self) -> None:
        """From here on everything that is committed anywhere is shown, while this screen is.

        Textual calls this after the subclass's own `on_mount`, which must not call it again.
        """
        self.window.news.subscribe(self, self._hear)
        self._draw()
        if not self.is_shown:
            self.rest()

    # -- what the subclass draws ---------------------------------------------------------------------------------------

    def show_standing(self, state: State, safety: Safety) -> None:
        """Draws what every screen says of it."""

    def catch_up(self) -> None:
        """Draws what is true by now."""

    def told(self, _news: News) -> None:
        """Something has become true while this screen is shown."""
        self.catch_up()

    def show_keys(self) -> None:
        """Draws which keys do something now."""

    def show_waiting(self, waiting: Waiting) -> None:
        """Nothing is saved while another desk has the turn."""

    def rest(self) -> None:
        """Another screen is shown: what runs by itself stops."""

    # -- shown, and behind another -------------------------------------------------------------------------------------

    @property
    def is_shown(self) -> bool:
        """Whether this is the screen of the mode, whatever dialog is on it."""
        return self.app.screen_stack[:1] == [self]

    def follow(self) -> None:
        """Shows everything as it is by now, if this screen is shown."""
        if self.is_shown:
            self._draw()

    def _draw(self) -> None:
        """Also while nobody sees it yet: then less is left to draw when it is shown."""
        self.behind = False
        self.show_standing(self.store.state, self.store.safety)
        self.catch_up()
        # Which keys do something now is worked out when the screen can be seen.
        self.call_after_refresh(self.show_keys)

    @on(events.ScreenResume)
    def _go_on(self, event: events.ScreenResume) -> None:
        """Shown again. Every widget has its style still; what another theme changes has been seen to before."""
        event.refresh_styles = False
        if self.behind:
            self.follow()

    @on(events.ScreenSuspend)
    def _stop(self) -> None:
        """Under a dialog everything goes on; behind another screen it rests."""
        if self.is_shown:
            # What was to come after the next drawing: the dialog draws from now on.
            self._tell()
        else:
            self.behind = self.behind or bool(self._untold)
            self._untold.clear()
            self.rest()

    def _screen_resized(self, size: Size) -> None:
        """Textual says it whenever a dialog opens, and when another screen is gone to: nothing is laid out anew."""
        if size != self._size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        """While the screen catches up, Textual would paint it and throw that away."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    # -- what others, or we, have committed ----------------------------------------------------------------------------

    def _hear(self, news: News | Waiting) -> None:
        if not self.is_shown:
            self.behind = True
        elif isinstance(news, Waiting):
            self.show_waiting(news)
        else:
            self._untold.append(news)
            self._tell_soon()

    def _tell_soon(self) -> None:
        if self.app.screen is self:
            # The answer can be seen before everything else that has changed is worked out.
            self._invoke_later(self._tell, self)
        else:
            # Nothing is drawn here that this could wait for.
            self._tell()

    def _tell(self) -> None:
        while self._untold:
            news = self._untold.popleft()
            self.show_standing(news.state, news.safety)
            self.told(news)
            self.show_keys()
