"""What the store needs of whatever keeps a conference: the seam between the rules and the medium.

An engine hands out turns, one at a time among all who have the conference open; within one it tells what others
committed since, and makes one commit durable. Everything else here follows from that: looking without a turn, being
alone, putting everything anew, backups, and a sign of life that all share.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from store.address import Place
from store.clock import Clock
from store.engine.copying import Part
from store.engine.heartbeat import Pulses
from store.engine.journal import Commit, Fault
from store.engine.layout import Layout
from store.engine.locks import Holder
from store.engine.tables import Tables
from store.errors import Trouble


class Unsent(NamedTuple):
    """What was done on this machine while the database was away: the conference as it is here."""

    tables: Tables
    seq: int
    actions: int
    """How many of the last commits nobody else knows, but for those that arrived unconfirmed."""


class Engine(Protocol):
    """One process's hold on a conference. Raises `OSError` where the medium fails.

    All methods but `changed` and `turn_holder` belong to one thread.
    """

    @property
    def trouble(self) -> Trouble | None:
        """Why the conference can be shown but not changed; None if it can."""

    @property
    def place(self) -> Place:
        """Where it is kept."""

    @property
    def layout(self) -> Layout:
        """The files on this machine: those of the conference itself, or what this desk keeps beside a database."""

    @property
    def clock(self) -> Clock:
        """What time it is for everybody who has the conference open."""

    @property
    def pulses(self) -> Pulses:
        """The last sign of life of all who have it open."""

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def conference(self) -> int:
        """The conference's minted id."""

    @property
    def tables(self) -> Tables:
        """Every document as it stands after commit `seq`, in the format of this program."""

    @property
    def seq(self) -> int:
        """The number of the last commit known here."""

    @property
    def generation(self) -> int:
        """Which journal is in use; a number that only grows."""

    @property
    def edition(self) -> int:
        """Another one whenever `tables` was read or put anew, so that commits alone do not lead to it."""

    @property
    def waiting(self) -> int | None:
        """How many commits wait on this machine for a database that is away; None while it is there and none do."""

    def unsent(self) -> Unsent | None:
        """What waits and can be done over there now; None if nothing does, or the database is still away. What is
        handed out twice is known over there by its ids."""

    def sent(self, unsent: Unsent) -> None:
        """All of it is durable over there, and does not wait any more."""

    @property
    def in_the_open(self) -> bool:
        """Whether somebody on the way could read what is sent."""

    @property
    def dropped(self) -> list[Fault]:
        """Unacknowledged ends that were found and left out."""

    def changed(self) -> bool:
        """Whether somebody may have committed since the last look; cheap, and waits for nobody."""

    def news(self) -> Sequence[Commit]:
        """What others committed since the last look."""

    def turn(self) -> AbstractContextManager[Sequence[Commit]]:
        """The exclusive turn, to be entered: waits for it without polling, gives what others committed since ours."""

    def turn_holder(self) -> Holder | None:
        """Who holds the turn, or held it last."""

    def in_place(self) -> bool:
        """Whether what is written now would be found by whoever opens the conference next."""

    # -- writing ------------------------------------------------------------------------------------------------------

    def append(self, *commits: Commit) -> None:
        """Makes these durable, all of them or none; call inside a turn. On an error nothing has happened.

        Raises `TurnLost` if nothing has happened and another turn may do better, and `Unconfirmed` if nobody can say.
        """

    def alone(self) -> AbstractContextManager[None]:
        """A turn in which everything may be replaced. Raises `InUse` where that needs others to be gone."""

    def replace(self, tables: Tables, *, commits: int = 0) -> None:
        """Puts these tables in the place of all there is; durable when it returns. Only while alone.

        `commits` are the entries in their log that nobody has committed.
        """

    def parts(self) -> list[Part]:
        """The files that make up the conference, for a backup."""

    def close(self) -> None:
        """Puts everything in order for whoever comes next and lets go. Nothing is raised: all commits are durable."""

    def let_go(self) -> None:
        """Lets go as a process that is killed does."""
