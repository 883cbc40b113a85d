"""What the options mean: which conference, which file, which desk."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from store import Address, Place, is_address
from tui.i18n import _

DATA_FILE: Final = "toadam.json"


class Failure(Exception):
    """One clear sentence for the person who asked; the command ends with status 1."""


def place(options: argparse.Namespace) -> Place:
    """The conference that is meant, there or not."""
    return place_named(getattr(options, "file", None) or os.environ.get("TOADAM_FILE") or DATA_FILE)


def place_named(given: str) -> Place:
    """A file or, where it is written as an address, a database."""
    return Address(given) if is_address(given) else Path(given).expanduser()


def data_file(options: argparse.Namespace) -> Path:
    """The same for what is about files only."""
    where = place(options)
    if isinstance(where, Address):
        raise Failure(_("this is about conference files; `toadam copy` brings a conference from a database into one"))
    return where


def output_file(options: argparse.Namespace, *endings: str) -> Path:
    """Where a document is to be written: refused if something is there, unless `--force` was given, or by its name."""
    path: Path = options.output
    if path.exists() and not options.force:
        raise Failure(_("{file} is there already; --force overwrites it").format(file=path))
    return named_file(options, *endings)


def named_file(options: argparse.Namespace, *endings: str) -> Path:
    """The same, whether something is there or not."""
    path: Path = options.output
    if path.suffix.lower() not in endings:
        raise Failure(_("{file}: the name must end in {endings}").format(file=path, endings=" / ".join(endings)))
    return path


def desk(options: argparse.Namespace) -> str:
    """The name of this desk."""
    import platform

    from store.text import clean

    given = getattr(options, "desk", None) or os.environ.get("TOADAM_DESK") or platform.node()
    return clean(given)[:_LONGEST_DESK]


_LONGEST_DESK: Final = 40
