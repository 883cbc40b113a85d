"""Lists and documents written to a file: which there are, in which formats."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from store import State, open_store
from store.records import CategoryId, Conference, LogEntry, Stamp
from tui.i18n import _
from tui.meanwhile import Bar, meanwhile
from tui.offline_words import say_offline
from tui.options.meaning import Failure, desk, named_file, output_file, place
from tui.saying import say


class _Job(NamedTuple):
    """What is to be made, of what."""

    options: argparse.Namespace
    conference_file: Path
    state: State
    now: Stamp
    log: list[LogEntry]
    bar: Bar
    """Told how far what is made of it is."""


_Write = Callable[[_Job, Path], None]


def export(options: argparse.Namespace) -> None:
    """Writes one document of the conference as it is now, or all of them."""
    if options.amount and options.what != "allowance":
        raise Failure(_("--amount is for `toadam export allowance` only"))
    if options.what == "all":
        _everything(options)
    elif options.what in _DRAFTS:
        _draft(options)
    else:
        _list(options)


@contextmanager
def _job(options: argparse.Namespace, output: Path) -> Iterator[_Job]:
    with closing(open_store(place(options), desk=desk(options), fold=False)) as store:
        say_offline(store)
        state, now, log = store.state, store.now(), store.log() if options.what in _LOGGED else []
    with meanwhile(_("Making {file}").format(file=output.name)) as bar:
        yield _Job(options, store.beside, state, now, log, bar)


# -- lists -------------------------------------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> None:
    from store.documents import over_or_beside

    formats = _LISTS[options.what]
    output = output_file(options, *formats)
    with _job(options, output) as job:
        place = over_or_beside(output, lambda path: formats[output.suffix.lower()](job, path))
    if place != output:
        _say_held(output)
    say(_("Written: {file}").format(file=place))


def _say_held(file: Path) -> None:
    say(_("{file} is open in another program and stays as it is").format(file=file), error=True)


def _attendance_xlsx(job: _Job, output: Path) -> None:
    from store.documents import Roll, attendance_xlsx

    attendance_xlsx(Roll.of(job.state), output, job.bar, phones=job.options.phones)


def _attendance_csv(job: _Job, output: Path) -> None:
    from store.documents import Roll, attendance_csv

    attendance_csv(Roll.of(job.state), output, phones=job.options.phones)


def _allowance(job: _Job, output: Path) -> None:
    import msgspec

    from store.documents import Roll, allowance_xlsx, with_amounts

    conference = with_amounts(job.state.conference, _amounts(job.state.conference, job.options.amount or []))
    allowance_xlsx(msgspec.structs.replace(Roll.of(job.state), conference=conference), output, job.bar)


def _amounts(conference: Conference, given: list[tuple[str, int]]) -> dict[CategoryId, int]:
    """Đồng by category: what was said of one goes before what was said of all."""
    from store.documents import category_named

    of_all = {one.id: amount for name, amount in given if not name for one in conference.categories}
    return of_all | {category_named(conference, name): amount for name, amount in given if name}


def _introductions_pdf(job: _Job, output: Path) -> None:
    from store.documents import handover, introductions_pdf, write_whole

    write_whole(output, introductions_pdf(handover(job.state, job.now)))


def _introductions_docx(job: _Job, output: Path) -> None:
    from store.documents import handover, introductions_docx, write_whole

    write_whole(output, introductions_docx(handover(job.state, job.now)))


def _script_pdf(job: _Job, output: Path) -> None:
    from store.documents import script_pdf, write_whole

    write_whole(output, script_pdf(job.state, job.now))


def _script_docx(job: _Job, output: Path) -> None:
    from store.documents import script_docx, write_whole

    write_whole(output, script_docx(job.state, job.now))


def _programme_pdf(job: _Job, output: Path) -> None:
    from store.documents import programme_pdf, write_whole

    write_whole(output, programme_pdf(job.state, job.now))


def _programme_docx(job: _Job, output: Path) -> None:
    from store.documents import programme_docx, write_whole

    write_whole(output, programme_docx(job.state, job.now))


def _template(job: _Job, output: Path) -> None:
    from store.documents import roster_template_xlsx

    roster_template_xlsx(job.state.conference, output)


def _speeches_xlsx(job: _Job, output: Path) -> None:
    from store.documents import speeches_xlsx

    speeches_xlsx(job.state, job.now, output, job.bar)


def _speeches_csv(job: _Job, output: Path) -> None:
    from store.documents import speeches_csv

    speeches_csv(job.state, job.now, output)


def _proposals_xlsx(job: _Job, output: Path) -> None:
    from store.documents import proposals_xlsx

    proposals_xlsx(job.state, output, job.bar)


def _proposals_csv(job: _Job, output: Path) -> None:
    from store.documents import proposals_csv

    proposals_csv(job.state, output)


def _log_xlsx(job: _Job, output: Path) -> None:
    from store.documents import log_xlsx

    log_xlsx(job.state, job.log, output, job.bar)


def _log_csv(job: _Job, output: Path) -> None:
    from store.documents import log_csv

    log_csv(job.state, job.log, output)


_LISTS: Final[Mapping[str, Mapping[str, _Write]]] = {
    "attendance": {".xlsx": _attendance_xlsx, ".csv": _attendance_csv},
    "allowance": {".xlsx": _allowance},
    "introductions": {".docx": _introductions_docx, ".pdf": _introductions_pdf},
    "script": {".docx": _script_docx, ".pdf": _script_pdf},
    "programme": {".docx": _programme_docx, ".pdf": _programme_pdf},
    "template": {".xlsx": _template},
    "speeches": {".xlsx": _speeches_xlsx, ".csv": _speeches_csv},
    "proposals": {".xlsx": _proposals_xlsx, ".csv": _proposals_csv},
    "log": {".xlsx": _log_xlsx, ".csv": _log_csv},
}
_LOGGED: Final = ("log", "all")
"""Of what is made of the log."""


# -- drafts ------------------------------------------------------------------------------------------------------------


_DRAFTS: Final = ("report", "minutes")


def _draft(options: argparse.Namespace) -> None:
    """What is there is not written over: people write in it."""
    from store.documents import MINUTES, REPORT, issue_paper

    output = named_file(options, ".docx", ".md")
    kind = REPORT if options.what == "report" else MINUTES
    with _job(options, output) as job:
        edition = issue_paper(
            kind, job.state, job.now, output, job.bar, conference_file=job.conference_file, force=options.force
        )
    if edition.in_use:
        _say_held(output)
    if edition.unchanged:
        say(_("{file} says the same already; nothing was written").format(file=edition.path))
        return
    say(_("Written: {file}").format(file=edition.path))
    if edition.before:
        say(
            _("{file} stays as it is; figures that have changed since: {n}").format(
                file=edition.before, n=len(edition.differences)
            )
        )
    for one in edition.differences:
        say(f"  {one.name}: {one.before or '–'} → {one.now or '–'}")


# -- all of it ---------------------------------------------------------------------------------------------------------


def _everything(options: argparse.Namespace) -> None:
    """Drafts somebody writes in are never written over here, lists on request."""
    from store.documents import Sources, everything, in_the_way

    folder: Path = options.output
    there = in_the_way(folder)
    if there and not options.force:
        raise Failure(_("{file} is there already; --force overwrites it").format(file=there[0]))
    with _job(options, folder) as job:
        for made in everything(Sources(job.state, job.now, job.log, job.conference_file), folder, job.bar):
            with job.bar.aside():
                if made.held:
                    _say_held(made.held)
                say(_("Written: {file}").format(file=made.path))
