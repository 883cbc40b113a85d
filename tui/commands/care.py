"""Looking after the files: checking them, repairing them, putting a backup back."""

from __future__ import annotations

import argparse

from store.text import shown
from tui.cli import DONE, FAILED, Failure, data_file
from tui.i18n import _, ngettext
from tui.refusals import sentence
from tui.saying import say


def verify(options: argparse.Namespace) -> int:
    """Says what is wrong with file, journal and backups; repairs only when asked to. Status 1 if anything is wrong."""
    from store.care import examine, repair

    path = data_file(options)
    examination = examine(path)
    for fault in examination.faults:
        say(sentence(fault))
    for torn in examination.torn:
        say(_("An unfinished write of {n} bytes at the end of the journal is left out").format(n=torn.bytes))
    for backup in examination.backups:
        say(_backup_line(backup.path.name, backup.trouble is None, backup.seq))
    if not examination.faults:
        commits = ngettext("{n} action, nothing missing", "{n} actions, nothing missing", examination.seq)
        say(_("{path} is sound: {commits}").format(path=path, commits=commits.format(n=examination.seq)))
        return DONE
    if not options.repair:
        say(_("`toadam verify --repair` brings back what can be had and keeps the original"))
        return FAILED
    result = repair(path)
    say(_("The damaged files are kept in {place}").format(place=result.kept))
    if result.backup:
        say(_("The data file was damaged; backup {name} was taken").format(name=result.backup.path.name))
    if result.changed:
        say(_("The data file was changed by another program and is taken as it stands"))
    if result.lost:
        say(_("Lost for good: actions {numbers}").format(numbers=_ranges(result.lost)))
    say(_("Repaired: {n} actions are there").format(n=result.seq - len(result.lost)))
    return DONE


def restore(options: argparse.Namespace) -> int:
    """Lists the backups, or puts one back and keeps the present files aside."""
    from store.care import backups_of, restore_backup

    path = data_file(options)
    backups = backups_of(path)
    if options.backup is None:
        if not backups:
            say(_("There is no backup yet"))
        for backup in backups:
            say(_backup_line(backup.path.name, backup.trouble is None, backup.seq))
        return DONE
    chosen = next((backup for backup in backups if backup.path.name == options.backup), None)
    if chosen is None:
        raise Failure(_("there is no backup {name}; `toadam restore` lists them").format(name=shown(options.backup)))
    if chosen.trouble is not None:
        raise Failure(_("backup {name} is damaged itself").format(name=chosen.path.name))
    kept = restore_backup(path, chosen.path)
    say(_("Backup {name} is back: {n} actions").format(name=chosen.path.name, n=chosen.seq))
    say(_("The files as they were are kept in {place}").format(place=kept))
    return DONE


def _backup_line(name: str, sound: bool, seq: int) -> str:
    if not sound:
        return _("Backup {name}: damaged").format(name=name)
    return _("Backup {name}: sound, {n} actions").format(name=name, n=seq)


def _ranges(numbers: tuple[int, ...]) -> str:
    """`1, 2, 3, 7` → `1–3, 7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
