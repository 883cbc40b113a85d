"""Lists and documents written to a file: which there are, in which formats."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from store import State, open_store
from store.records import CategoryId, Conference, Stamp
from tui.cli import Failure, data_file, desk, output_file
from tui.i18n import _
from tui.saying import say

_Write = Callable[[State, Stamp, argparse.Namespace, Path], None]


def export(options: argparse.Namespace) -> None:
    """Writes one document of the conference as it is now."""
    formats = _DOCUMENTS[options.what]
    output = output_file(options, *formats)
    if options.amount and options.what != "allowance":
        raise Failure(_("--amount is for `toadam export allowance` only"))
    with closing(open_store(data_file(options), desk=desk(options), fold=False)) as store:
        state, now = store.state, store.now()
    formats[output.suffix.lower()](state, now, options, output)
    say(_("Written: {file}").format(file=output))


def _attendance_xlsx(state: State, _now: Stamp, options: argparse.Namespace, output: Path) -> None:
    from store.documents import Roll, attendance_xlsx

    attendance_xlsx(Roll.of(state), output, phones=options.phones)


def _attendance_csv(state: State, _now: Stamp, options: argparse.Namespace, output: Path) -> None:
    from store.documents import Roll, attendance_csv

    attendance_csv(Roll.of(state), output, phones=options.phones)


def _allowance(state: State, _now: Stamp, options: argparse.Namespace, output: Path) -> None:
    import msgspec

    from store.documents import Roll, allowance_xlsx, with_amounts

    conference = with_amounts(state.conference, _amounts(state.conference, options.amount or []))
    allowance_xlsx(msgspec.structs.replace(Roll.of(state), conference=conference), output)


def _amounts(conference: Conference, given: list[tuple[str, int]]) -> dict[CategoryId, int]:
    """Đồng by category: what was said of one goes before what was said of all."""
    from store.documents import category_named

    of_all = {one.id: amount for name, amount in given if not name for one in conference.categories}
    return of_all | {category_named(conference, name): amount for name, amount in given if name}


def _introductions_pdf(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import handover, introductions_pdf, write_whole

    write_whole(output, introductions_pdf(handover(state, now)))


def _introductions_docx(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import handover, introductions_docx, write_whole

    write_whole(output, introductions_docx(handover(state, now)))


def _script_pdf(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import script_pdf, write_whole

    write_whole(output, script_pdf(state, now))


def _script_docx(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import script_docx, write_whole

    write_whole(output, script_docx(state, now))


def _programme_pdf(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import programme_pdf, write_whole

    write_whole(output, programme_pdf(state, now))


def _programme_docx(state: State, now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import programme_docx, write_whole

    write_whole(output, programme_docx(state, now))


def _template(state: State, _now: Stamp, _options: argparse.Namespace, output: Path) -> None:
    from store.documents import roster_template_xlsx

    roster_template_xlsx(state.conference, output)


_DOCUMENTS: Final[Mapping[str, Mapping[str, _Write]]] = {
    "attendance": {".xlsx": _attendance_xlsx, ".csv": _attendance_csv},
    "allowance": {".xlsx": _allowance},
    "introductions": {".docx": _introductions_docx, ".pdf": _introductions_pdf},
    "script": {".docx": _script_docx, ".pdf": _script_pdf},
    "programme": {".docx": _programme_docx, ".pdf": _programme_pdf},
    "template": {".xlsx": _template},
}
