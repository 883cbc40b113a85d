"""Keeps the catalogues up to date: `python tests/translations.py` after writing or changing a message.

New messages are added to `assets/translations/vi.po` with an empty translation to be filled in; translations stay as
they are; the .mo file is compiled. `--prune` also removes the translations no message asks for any more.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from tui.i18n import DEFAULT, DOMAIN, FOLDER

TUI = Path(__file__).resolve().parent.parent / "tui"
PO = FOLDER / f"{DEFAULT}.po"
MO = FOLDER / DEFAULT / "LC_MESSAGES" / f"{DOMAIN}.mo"

Key = tuple[str | tuple[str, ...], str | None]
"""A message (with its plural) and its context."""


def extracted() -> Catalog:
    """Every message the interface asks for, with the files that do."""
    catalog = Catalog()
    for name, line, message, comments, context in extract_from_dir(
        TUI, [("**.py", "python")], keywords=DEFAULT_KEYWORDS
    ):
        catalog.add(message, None, [(f"tui/{name}", line)], auto_comments=comments, context=context)
    return catalog


def source() -> Catalog:
    """The translation as people edit it."""
    with PO.open("rb") as file:
        return read_po(file, locale=DEFAULT, domain=DOMAIN)


def compiled() -> Catalog:
    """The translation as the program reads it."""
    with MO.open("rb") as file:
        return read_mo(file)


def messages(catalog: Catalog) -> dict[Key, Message]:
    """The messages of a catalogue, its header left out."""
    return {(_hashable(message.id), _context(message)): message for message in catalog if message.id}


def translated(message: Message) -> bool:
    """Whether a message has been given words in every form it needs."""
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(forms) and not message.fuzzy


def update(prune: bool = False) -> None:
    """Brings the .po file up to date with the code and compiles it."""
    catalog = merged(source(), extracted(), prune)
    with PO.open("wb") as file:
        write_po(file, catalog, sort_output=True, include_lineno=False, ignore_obsolete=True, width=120)
    MO.parent.mkdir(parents=True, exist_ok=True)
    with MO.open("wb") as file:
        write_mo(file, source())


def merged(catalog: Catalog, wanted: Catalog, prune: bool) -> Catalog:
    """The catalogue with every wanted message, where each is used, and without the others if they are to be pruned."""
    asked = messages(wanted)
    for key, message in messages(catalog).items():
        message.locations = asked[key].locations if key in asked else []
        if prune and key not in asked:
            catalog.delete(message.id, message.context)
    for key in asked.keys() - messages(catalog).keys():
        message = asked[key]
        catalog.add(message.id, None, message.locations, auto_comments=message.auto_comments, context=message.context)
    return catalog


def report() -> Iterator[str]:
    """What is left to do, a line each."""
    asked, given = messages(extracted()), messages(source())
    yield from (f"untranslated: {message.id!r}" for message in given.values() if not translated(message))
    yield from (f"unused: {given[key].id!r}" for key in given.keys() - asked.keys())


def _context(message: Message) -> str | None:
    """Babel leaves the context undecoded when it reads a compiled catalogue."""
    context: str | bytes | None = message.context
    return context.decode() if isinstance(context, bytes) else context


def _hashable(id: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    return id if isinstance(id, str) else tuple(id)


if __name__ == "__main__":
    update(prune="--prune" in sys.argv[1:])
    print(*report(), sep="\n")
