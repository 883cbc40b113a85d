"""A conference from a file into a database, or the other way."""

from __future__ import annotations

import argparse

from store.text import shown
from tui.i18n import _, ngettext
from tui.meanwhile import meanwhile
from tui.options.meaning import Failure, place_named
from tui.saying import say


def copy(options: argparse.Namespace) -> None:
    """Copies a conference with its whole history, or prints how a database is made ready for one."""
    from store.care import copy_conference

    if options.sql:
        _say_sql()
        return
    if options.source is None or options.target is None:
        raise Failure(_("say from where and to where: toadam copy FROM TO"))
    target = place_named(options.target)
    stopped = _("Stopped; {place} is there whole or not at all").format(place=target)
    with meanwhile(_("Copying to {place}").format(place=target), stopped) as bar:
        copied = copy_conference(place_named(options.source), target, progress=bar)
    said = ngettext("{title}: {n} action copied", "{title}: {n} actions copied", copied.actions)
    say(said.format(title=shown(copied.title), n=copied.actions))
    say(_("From now on work with {path} only").format(path=target))


def _say_sql() -> None:
    from assets import ASSETS

    folder = ASSETS / "postgres"
    for path in (folder / "before.sql", *sorted(folder.glob("[0-9]*.sql")), folder / "desks.sql"):
        for line in path.read_text(encoding="utf-8").splitlines():
            say(line)
