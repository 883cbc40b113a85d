"""A desk's hold on a conference in a database, which does not end when the database goes away.

At any moment one of three says what is true: the server; what it said last, once it is away; the outbox, once something
was done since. Only the step from the server to what it said last, and from there to an outbox of our own, leads on
with the same commits; every other one is another edition, to be read anew.

Going offline is decided where a verb or a look finds the line lost; coming back, where a search in the background has
found the server and the store looks for news. Then the store is handed what waits (`unsent`) and does it over there.
What nobody can say has arrived is done here again under its id, and recognised over there by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from store.address import Address
from store.clock import Clock
from store.engine.copying import Part
from store.engine.desk.last_known import LastKnown
from store.engine.desk.meanwhile import Meanwhile
from store.engine.desk.opening import opened_here
from store.engine.desk.outbox import Outbox
from store.engine.desk.pulses import DeskPulses
from store.engine.desk.recollection import Recollection
from store.engine.desk.search import Search
from store.engine.file_engine import FileEngine
from store.engine.heartbeat import Pulses
from store.engine.journal import Commit, Fault
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.postgres.desk_folder import desk_layout, offline_folder
from store.engine.postgres.engine import PostgresEngine, Seen
from store.engine.postgres.opening import opened
from store.engine.publishing import rendered
from store.engine.seam import Unsent
from store.engine.tables import Tables
from store.engine.turn import Turn
from store.errors import Alone, Damaged, Purged, StoreError, Trouble, TurnLost, Unconfirmed, Wrong
from store.records import Stamp


class DeskEngine:
    """One window's hold. Raises `OSError` where the server says no, or the disk does while the server is away."""

    def __init__(self, place: Address, holder: Holder, system: System, *, fold: bool) -> None:
        """Raises what opening the database does, unless nobody answers and there is something to go on with."""
        self.place = place
        self._open_server: Callable[[], PostgresEngine] = partial(opened, place, holder, system, fold=fold)
        self._search: Search[PostgresEngine] | None = None
        self._stranger: Trouble | None = None
        """Why the server that answers now is not gone on with."""
        self._seen: Seen | None = None
        """How far the server was followed before it went away."""
        self._skipped = 0
        self._inside: Turn | None = None
        found = opened_here(place, self._open_server, system)
        self._server, self._clock = found.server, found.clock
        self.layout = desk_layout(found.known.conference, system)
        folder = offline_folder(place, self.layout)
        self._last_known = LastKnown(folder, system)
        self._meanwhile = Meanwhile(Outbox(folder, holder, system), found.known)
        self.pulses = DeskPulses(self._place_of_pulses)
        if self._server is None:
            self._meanwhile.join()
            self._look_for_server()
        else:
            # What is wrong with it is said when it is to be sent, and holds nobody up.
            with suppress(OSError, StoreError):
                self._meanwhile.join()
            self._discard_what_is_about_nobody(self._server)

    # -- what is true -------------------------------------------------------------------------------------------------

    @property
    def _medium(self) -> PostgresEngine | FileEngine | Recollection:
        return self._server or self._meanwhile.medium

    @property
    def trouble(self) -> Trouble | None:
        """Why the conference can be shown but not changed; None if it can."""
        return self._stranger or self._medium.trouble

    @property
    def conference(self) -> int:
        """The conference's minted id."""
        return self._medium.conference

    @property
    def tables(self) -> Tables:
        """Every document as it stands after commit `seq`."""
        return self._medium.tables

    @property
    def seq(self) -> int:
        """The number of the last commit known here; what was done offline gets another one over there."""
        return self._medium.seq

    @property
    def generation(self) -> int:
        """Of the journal a copy made now has."""
        return self.seq + 1

    @property
    def edition(self) -> int:
        """Another one whenever commits alone do not lead from what was true to what is."""
        return self._skipped + (self._server or self._meanwhile).edition

    def _renumber(self, before: int, *, leads_on: bool) -> None:
        """After the other of the two says what is true; `before` is the edition until then."""
        self._skipped += before + (not leads_on) - self.edition

    @property
    def dropped(self) -> list[Fault]:
        """Unacknowledged ends that were found and left out."""
        return self._medium.dropped

    @property
    def in_the_open(self) -> bool:
        """Whether the line is neither encrypted nor within this machine."""
        return self._server is not None and self._server.in_the_open

    @property
    def waiting(self) -> int | None:
        """How many commits wait on this machine for the server; None while it is there and none do."""
        waiting = self._meanwhile.waiting
        return 0 if waiting is None and self._server is None else waiting

    @property
    def clock(self) -> Clock:
        """The server's, carried on by this machine while it is away."""
        return self._time

    def _time(self, zone: dt.tzinfo) -> Stamp:
        return self._clock(zone)

    def _place_of_pulses(self) -> Pulses | None:
        medium = self._medium
        return None if isinstance(medium, Recollection) else medium.pulses

    def in_place(self) -> bool:
        """Whether what is written now would be found by whoever opens the conference next."""
        return self._medium.in_place()

    def parts(self) -> list[Part]:
        """What staff go on with if the server dies."""
        return rendered(self.layout, self.conference, self.tables, self.seq)

    # -- looking ------------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether somebody has committed since the last look, or the server is back."""
        if self._search is not None and self._search.found is not None:
            return True
        if self.trouble is not None:
            return False
        return self._others_here_did() if self._server is None else self._server_has_news(self._server)

    def _server_has_news(self, server: PostgresEngine) -> bool:
        try:
            has_news = server.changed()
        except OSError as error:
            self._lose_or_raise(server, error)
            return self._meanwhile.is_begun
        with suppress(OSError):
            self._last_known.keep_if_due(server)
        return has_news or self._meanwhile.is_begun

    def _others_here_did(self) -> bool:
        changed = self._meanwhile.changed()
        self._hurry_if_sent()
        return changed

    def _hurry_if_sent(self) -> None:
        """Where another window of this machine reached the server."""
        if self._meanwhile.was_sent and self._search is not None:
            self._search.hurry()
        self._meanwhile.was_sent = False

    def news(self) -> Sequence[Commit]:
        """What others committed since the last look, without waiting for a turn; or the server is taken up again."""
        if self._search is not None and self._search.found is not None:
            self._come_back(self._search.found)
            return ()
        return self._meanwhile.news() if self._server is None else self._news_of(self._server)

    def _news_of(self, server: PostgresEngine) -> Sequence[Commit]:
        try:
            others = server.news()
        except OSError as error:
            self._lose_or_raise(server, error)
            return ()
        self._last_known.saw(others)
        return others

    def turn_holder(self) -> Holder | None:
        """Who has the turn that we wait for, as far as anybody tells."""
        medium = self._medium
        return None if isinstance(medium, Recollection) else medium.turn_holder()

    # -- a turn -------------------------------------------------------------------------------------------------------

    def turn(self) -> Turn:
        """To be entered: of all desks, or of the windows of this machine while the server is away."""
        return Turn(self._enter, self._leave)

    def _enter(self) -> Sequence[Commit]:
        if self.trouble is not None:
            return ()
        if self._server is not None:
            try:
                others = self._entered(self._server.turn())
            except OSError as error:
                self._lose_or_raise(self._server, error)
            else:
                self._last_known.saw(others)
                return others
        return self._entered(self._meanwhile.turn())

    def _entered(self, turn: Turn) -> Sequence[Commit]:
        others = turn.__enter__()
        self._inside = turn
        return others

    def _leave(self) -> None:
        turn, self._inside = self._inside, None
        if turn is not None:
            turn.__exit__()

    def append(self, *commits: Commit) -> None:
        """Makes these durable, here while the server is away; call inside a turn."""
        if self._server is None:
            self._meanwhile.append(*commits)
            return
        try:
            self._server.append(*commits)
        except Unconfirmed as error:
            self._lose(self._server)
            self._make_sure_of_outbox(error)
            raise TurnLost from error
        self._last_known.saw(commits)

    def _make_sure_of_outbox(self, error: Unconfirmed) -> None:
        """Where it cannot be had nobody is told that nothing was saved: that may have arrived."""
        try:
            self._meanwhile.begun()
        except OSError:
            raise error from None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """A turn of all desks. Raises `Alone` while the server is away."""
        if self._server is None:
            raise Alone(self.place)
        with self._server.alone():
            yield

    def replace(self, tables: Tables, *, commits: int = 0) -> None:
        """Puts these tables in the place of all there is; only while `alone`."""
        assert self._server is not None, "nobody is alone without it"
        self._server.replace(tables, commits=commits)

    # -- from one to another ------------------------------------------------------------------------------------------

    def _lose_or_raise(self, server: PostgresEngine, error: OSError) -> None:
        if not server.is_away:
            raise error
        self._lose(server)

    def _lose(self, server: PostgresEngine) -> None:
        before = self.edition
        self._seen, self._server = server.seen, None
        self._meanwhile.goes_on_from(Recollection(server.conference, server.tables, server.seq))
        with suppress(OSError):
            self._last_known.keep(server)
        server.let_go()
        # What was being sent is true here, sent or not.
        self._renumber(before, leads_on=self._meanwhile.waiting is None)
        self._look_for_server()

    def _look_for_server(self) -> None:
        self._search = Search(self._open_server, PostgresEngine.let_go)

    def _come_back(self, server: PostgresEngine) -> None:
        self._search = None
        try:
            goes_on = server.conference == self.conference and (self._seen is None or server.goes_on_from(self._seen))
        except (OSError, Trouble):
            server.let_go()
            self._look_for_server()
            return
        if not goes_on:
            self._stranger = Damaged(self.place, Wrong.DATA_STALE)
            server.let_go()
            return
        before = self.edition
        self._server, self._clock = server, server.clock
        self._renumber(before, leads_on=False)
        self._discard_what_is_about_nobody(server)

    def _discard_what_is_about_nobody(self, server: PostgresEngine) -> None:
        """What waits is about people who were deleted over there."""
        if isinstance(server.trouble, Purged):
            self._meanwhile.discard()

    def unsent(self) -> Unsent | None:
        """What was done on this machine and is to be done over there, now that it can be."""
        if self._server is None or self._server.trouble is not None:
            return None
        return self._meanwhile.unsent()

    def sent(self, unsent: Unsent) -> None:
        """It does not wait any more, if it was sent to its end."""
        if self._server is not None:
            self._meanwhile.sent(unsent)

    # -- the end ------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Lets go; what waits stays for whoever comes next, and so does what was seen."""
        if self._server is not None:
            if self._last_known.is_behind:
                with suppress(OSError):
                    self._last_known.keep(self._server)
            self._server.close()
        self.let_go()

    def let_go(self) -> None:
        """Lets go as a process that is killed does."""
        if self._search is not None:
            self._search.give_up()
        if self._server is not None:
            self._server.let_go()
        self._meanwhile.let_go()
        self._last_known.close()
