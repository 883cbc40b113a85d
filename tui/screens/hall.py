"""The display for the hall, on a projector: what goes on, who speaks, how long is left, who is next.

It follows the moderator and decides nothing. Where it is the only screen of a window, no key leads anywhere without a
question. Only what is announced aloud is shown.
"""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.timer import Timer

from store import HallView, Scan, ShowInHall
from store.errors import StoreError
from store.identity_cards import Bearer
from store.records import Role
from tui import keys, places
from tui.blank import Lack
from tui.dialogs.confirm import ConfirmDialog
from tui.door import cards, identity
from tui.hall import hall_words
from tui.hall.hall_words import Picture
from tui.i18n import _
from tui.machine.sound import Sound
from tui.places import Place
from tui.store_thread import News, Waiting
from tui.type_ahead import asks
from tui.widgets.big_clock import BigClock, Face
from tui.widgets.drill_mark import DrillMark
from tui.widgets.hall_text import GAP, HallText, Words
from tui.window import Window

NOTE_S: Final = 8.0
"""How long a note at the bottom stays."""
_TURN: Final = {HallView.DAY: HallView.BANNER, HallView.BANNER: HallView.OFF, HallView.OFF: HallView.DAY}
_RULE: Final = Words("━" * 24, "hall-text--quiet")
_SHORT: Final = 16
"""Rows below which every paragraph gives way to the clock."""

_LEGIBLE: Final = 64
"""Columns up to which a hall can read the words too, not only the clock."""

_ROWS_OF_TITLE: Final = 3
"""A title that would need more of a small window than these gives way to the short one."""
_ROOMY: Final = (76, 22)
"""Columns and rows from which on letters stand apart: as large as letters of one size can be made."""


class HallScreen(Screen[None]):
    """Large, calm, nothing but what the hall is to see."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (_SHORT, "-middling"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        keys.HALL_VIEW.binding(),
        Binding("escape,f2,f3,f4,f5,f6", "leave", show=False),
    ]
    PLACE: ClassVar[Place] = places.HALL

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window = window
        self.store = window.store
        self._here: HallView | None = None
        """What was chosen at this window, until the moderator chooses something."""
        self._tick: Timer | None = None
        self._note_end: Timer | None = None

    def compose(self) -> ComposeResult:
        """From the top: what is on, who speaks, the clock, who is next; below, what is said to everybody."""
        if self.window.drill is not None:
            yield DrillMark(id="drill")
        yield HallText(id="banner")
        with Vertical(id="stage"):
            yield HallText(id="item")
            yield HallText(id="speaker")
            yield BigClock(id="clock")
            yield HallText(id="caption")
            yield HallText(id="next")
        yield HallText(id="counts")
        yield HallText(id="message")
        yield HallText(id="note")

    def on_mount(self) -> None:
        """From here on the moderator is followed."""
        self.window.news.subscribe(self, self._hear)
        self._note(self._advice())
        self._show()

    def _advice(self) -> str:
        """For whoever sets the projector up."""
        told = [f"{key.shown} {key.hint}" for key in (keys.HALL_VIEW, keys.QUIT)]
        if self.app.size.width > _LEGIBLE:
            told.append(_("larger letters: Ctrl and +"))
        return " · ".join(told)

    def on_resize(self) -> None:
        """How much is shown hangs on how high the window is."""
        self._show()

    # -- what is shown -------------------------------------------------------------------------------------------------

    def _hear(self, news: News | Waiting) -> None:
        if isinstance(news, Waiting):
            return
        if any(change.entry.verb == ShowInHall.verb_name for change in news.changes):
            self._here = None
        if news.safety.trouble is not None:
            self._note(Lack.STALE.said(_("This display does not follow the moderator any more")), lasting=True)
        self._show()

    def _show(self) -> None:
        """Draws what is true now, and again when that is no longer so."""
        picture = hall_words.picture(self.store.state, self.store.now(), self._here)
        for view in HallView:
            self.set_class(picture.view is view, f"-{view}")
        match picture.view:
            case HallView.DAY:
                self._show_day(picture)
            case HallView.BANNER:
                self._show_banner()
        self.query_one("#message", HallText).show(Words(picture.message, "hall-text--strong", most=3))
        self.query_one("#counts", HallText).show(Words(picture.counts, most=1))
        self.set_class(bool(picture.message), "-message")
        if self._tick is not None:
            self._tick.stop()
        self._tick = self.set_timer(self.window.lasts_s(picture.clock.lasts_ms / 1000), self._show)

    def _show_day(self, picture: Picture) -> None:
        few = self.size.height < _SHORT
        alone = not picture.speaker
        self.query_one("#item", HallText).show(
            Words(picture.item, "hall-text--name" if alone else "", most=2, spaced=alone and self._is_roomy)
        )
        self.query_one("#speaker", HallText).show(
            Words(picture.speaker.upper(), "hall-text--name", most=2, spaced=self._is_roomy),
            Words(picture.post, most=2),
            Words("" if few else picture.topic, "hall-text--quiet", most=2),
        )
        clock = picture.clock
        self.query_one(BigClock).show(Face(clock.digits, clock.level, clock.paused))
        self.query_one("#caption", HallText).show(Words(clock.caption, most=1))
        self.query_one("#next", HallText).show(Words(picture.next_short if few else picture.next, most=2))

    def _show_banner(self) -> None:
        words = hall_words.banner(self.store.state.conference)
        few = self.size.height < _SHORT
        title = words.short_title if few and len(words.title) > _ROWS_OF_TITLE * self.size.width else words.title
        frame = (GAP, _RULE, GAP) if self._is_roomy else (_RULE,)
        self.query_one("#banner", HallText).show(
            Words(words.organiser, "hall-text--strong"),
            *((GAP,) if few else frame),
            Words(title, "hall-text--name", spaced=self._is_roomy),
            *((GAP,) if few else frame),
            Words(words.place, most=2),
            Words(words.date, most=1),
        )

    @property
    def _is_roomy(self) -> bool:
        width, height = self.size
        return width >= _ROOMY[0] and height >= _ROOMY[1]

    def _note(self, text: str, *, lasting: bool = False) -> None:
        """A line at the bottom, for whoever stands at this window."""
        self.query_one("#note", HallText).show(Words(text, most=1))
        if self._note_end is not None:
            self._note_end.stop()
        self._note_end = None if lasting else self.set_timer(NOTE_S, lambda: self._note("", lasting=True))

    # -- keys and scans ------------------------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """The course of the day, the banner, black; at this window only, until the moderator says otherwise."""
        self._here = _TURN[self._here or self.store.state.hall.view]
        self._note("", lasting=True)
        self._show()

    @asks
    async def action_leave(self) -> None:
        """Back to the other screens; where there are none the window would be closed, so that is asked."""
        if self.store.session.role is not Role.HALL:
            await self.run_action("app.show('reception')")
            return
        question = ConfirmDialog(
            _("Close the display for the hall?"), _("Close"), detail=_("This window shows nothing else.")
        )
        if await self.app.push_screen_wait(question):
            self.app.exit()

    def scanned(self, scan: Scan) -> None:
        """A badge before the projector: admitted where this window may, else sent to the door. Nobody is named."""
        if self.store.session.role is Role.HALL:
            self._note("✘ " + _("Not checked in: scan at the entrance"))
            self.window.sounds.play(Sound.REFUSED)
        else:
            self.run_worker(self._admit(scan))

    def card_scanned(self, _bearer: Bearer | None) -> None:
        """An identity card before the projector, which shows nobody."""
        self._note(identity.elsewhere(self.store.state).headline)

    async def _admit(self, scan: Scan) -> None:
        try:
            card = cards.answer_card(await self.store.run(scan), self.store.state)
        except StoreError as error:
            card = cards.failure_card(error, None, self.store.state)
        self._note(card.headline)
        if card.sound is not None:
            self.window.sounds.play(card.sound)
