"""Moving a conference from one place to another: from a file into a database, or the other way."""

from __future__ import annotations

import os
from contextlib import closing
from typing import NamedTuple

from store.address import Place
from store.engine.choosing import create_at, engine_at
from store.engine.locks import Holder
from store.engine.platform import System
from store.engine.seam import Engine
from store.errors import Damaged, OlderFormat, Wrong
from store.loading import NotOurs, load_state
from store.progress import Progress, unwatched
from store.state import State


class Copied(NamedTuple):
    """What was copied."""

    title: str
    actions: int


def copy_conference(
    source: Place, target: Place, system: System | None = None, progress: Progress = unwatched
) -> Copied:
    """Copies everything but what windows keep for themselves. The source stays as it is.

    Raises like opening the source, the `Trouble` it is in, and `AlreadyThere` rather than overwrite anything.
    """
    system = system or System()
    with closing(engine_at(source, Holder(pid=os.getpid(), desk=""), system, fold=False)) as engine:
        title = sound_state(engine).conference.title
        create_at(target, engine.conference, engine.tables, system, seq=engine.seq, progress=progress)
        return Copied(title, engine.seq)


def sound_state(engine: Engine) -> State:
    """Raises what is wrong: nothing unsound is carried on. An older format is none of it, the copy is of today's."""
    if engine.trouble is not None and not isinstance(engine.trouble, OlderFormat):
        raise engine.trouble
    try:
        return load_state(engine.tables, engine.seq)
    except NotOurs as error:
        raise Damaged(engine.place, Wrong.DATA_UNREADABLE) from error
