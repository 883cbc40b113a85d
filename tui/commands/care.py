"""Looking after the files: checking them, repairing them, putting a backup back, deleting what is personal."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import NewerFormat, Purged
from store.text import shown
from tui.i18n import _, ngettext
from tui.meanwhile import Bar, meanwhile
from tui.options.meaning import Failure, data_file, place
from tui.purge_words import (
    at_other_desks,
    beyond_reach,
    command_for,
    everybody_gone,
    everybody_to_go,
    person_gone,
    person_to_go,
    reminders,
)
from tui.refusals import sentence
from tui.saying import DONE, FAILED, say

if TYPE_CHECKING:
    from store import Place
    from store.care import Backup
    from store.records import Delegate


def verify(options: argparse.Namespace) -> int:
    """Says what is wrong with file, journal and backups; repairs only when asked to. Status 1 if anything is wrong."""
    from store.care import examine, repair

    path = data_file(options)
    with meanwhile(_("Checking {path}").format(path=path), _unchanged()) as bar:
        examination = examine(path, progress=bar)
    for fault in examination.faults:
        say(sentence(fault))
    for torn in examination.torn:
        say(_("An unfinished write of {n} bytes at the end of the journal is left out").format(n=torn.bytes))
    for backup in examination.backups:
        say(_backup_line(backup))
    if examination.remark:
        say(sentence(examination.remark))
    if not examination.faults:
        commits = ngettext("{n} action, nothing missing", "{n} actions, nothing missing", examination.seq)
        say(_("{path} is sound: {commits}").format(path=path, commits=commits.format(n=examination.seq)))
        return FAILED if isinstance(examination.remark, Purged) and examination.remark.unfinished else _remind(path)
    if not options.repair:
        say(_("`toadam verify --repair` brings back what can be had and keeps the original"))
        return FAILED
    with meanwhile(_("Repairing {path}").format(path=path), _whole(path)) as bar:
        result = repair(path, progress=bar)
    say(_("The damaged files are kept in {place}").format(place=result.kept))
    if result.backup:
        say(_("The data file was damaged; backup {name} was taken").format(name=result.backup.path.name))
    if result.changed:
        say(_("The data file was changed by another program and is taken as it stands"))
    if result.lost:
        say(_("Lost for good: actions {numbers}").format(numbers=_ranges(result.lost)))
    say(_("Repaired: {n} actions are there").format(n=result.seq - len(result.lost)))
    return DONE


def _remind(path: Path) -> int:
    """What is to be deleted; status 1 where copies of what was deleted may be left."""
    from store import open_store

    with closing(open_store(path, desk="", fold=False)) as store:
        for line in reminders(store.state, store.now()):
            say(line)
        return DONE if store.state.erasure is None else FAILED


def restore(options: argparse.Namespace) -> int:
    """Lists the backups, or puts one back and keeps the present files aside."""
    from store.care import backups_of, restore_backup

    path = data_file(options)
    with meanwhile(_("Checking the backups"), _unchanged()) as bar:
        backups = backups_of(path, progress=bar)
    if options.backup is None:
        if not backups:
            say(_("There is no backup yet"))
        for backup in backups:
            say(_backup_line(backup))
        return DONE
    chosen = next((backup for backup in backups if backup.path.name == options.backup), None)
    if chosen is None:
        raise Failure(_("there is no backup {name}; `toadam restore` lists them").format(name=shown(options.backup)))
    if isinstance(chosen.trouble, NewerFormat):
        raise chosen.trouble
    if chosen.trouble is not None:
        raise Failure(_("backup {name} is damaged itself").format(name=chosen.path.name))
    with meanwhile(_("Putting {name} back").format(name=chosen.path.name), _whole(path)):
        kept = restore_backup(path, chosen.path)
    say(_("Backup {name} is back: {n} actions").format(name=chosen.path.name, n=chosen.seq))
    say(_("The files as they were are kept in {place}").format(place=kept))
    return DONE


def purge(options: argparse.Namespace) -> int:
    """Deletes personal data, or says what would be deleted; either way, what is out of reach."""
    from store.care import purge, what_a_purge_deletes

    if options.person is not None:
        return _purge_person(options)
    where = place(options)
    with _deleting(options, where) as bar:
        done = purge(where, progress=bar) if options.yes else what_a_purge_deletes(where)
    for line in everybody_gone(done, where) if options.yes else everybody_to_go(done, where):
        say(line)
    for line in at_other_desks(where):
        say(line)
    for line in beyond_reach(done, "toadam purge --yes"):
        say(line)
    if not options.yes:
        raise Failure(_("nothing was deleted; `toadam purge --yes` deletes it for good"))
    return DONE


def _purge_person(options: argparse.Namespace) -> int:
    """The same for one person, whom a number names."""
    from store.care import Request, erase_person, what_erasing_deletes

    where, request = place(options), Request(options.person, options.former)
    command = command_for(request.number, former=request.former)
    with _deleting(options, where) as bar:
        done = (erase_person if options.yes else what_erasing_deletes)(where, request, progress=bar)
    lines = person_gone(done) if options.yes else person_to_go(done, _delegate(where, request.number))
    for line in (*lines, *at_other_desks(where), *beyond_reach(done, command)):
        say(line)
    if not options.yes:
        raise Failure(_("nothing was deleted; `{command}` deletes it for good").format(command=command))
    return DONE


@contextmanager
def _deleting(options: argparse.Namespace, where: Place) -> Iterator[Bar]:
    """Ctrl+C stops it too: how far it came then, the conference itself says."""
    told = _("Deleting, in every backup too") if options.yes else _("Looking what would be deleted")
    try:
        with meanwhile(told) as bar:
            yield bar
    except KeyboardInterrupt:
        raise Failure(_how_far(where)) from None


def _how_far(where: Place) -> str:
    from store import open_store

    with closing(open_store(where, desk="", fold=False)) as store:
        if store.read_only and isinstance(store.read_only.why, Purged):
            return sentence(store.read_only.why)
        left = store.state.erasure
    if left is None:
        return _("Stopped; nobody was deleted")
    return _("Stopped; `{command}` goes on from there").format(command=command_for(left.number, former=left.former))


def _delegate(where: Place, number: int) -> Delegate:
    from store import open_store

    with closing(open_store(where, desk="", fold=False)) as store:
        return store.state.delegates[store.state.numbers[number]]


def _unchanged() -> str:
    return _("Stopped; nothing was changed")


def _whole(path: Path) -> str:
    return _("Stopped; {path} is as it was or as it was to be: `toadam verify` tells which").format(path=path)


def _backup_line(backup: Backup) -> str:
    name = backup.path.name
    if isinstance(backup.trouble, NewerFormat):
        return _("Backup {name}: of a newer version of this program").format(name=name)
    if backup.trouble:
        return _("Backup {name}: damaged").format(name=name)
    return _("Backup {name}: sound, {n} actions").format(name=name, n=backup.seq)


def _ranges(numbers: tuple[int, ...]) -> str:
    """`1, 2, 3, 7` → `1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
