"""Reads the tables of a .docx. Runs in the child process only."""

from __future__ import annotations

import zipfile
from typing import IO
from xml.etree.ElementTree import Element

from store.roster import archive
from store.roster.docx_body import Body
from store.roster.docx_lists import sheets
from store.roster.docx_numbers import Numbers
from store.roster.grid import Book
from store.roster.limits import Budget
from store.roster.refusal import NoRoster, NotReadable

FOLDER = "word/"
"""Where the parts of a document lie in its archive."""

_RELATIONS = "_rels/.rels"
_DOCUMENT = "/officeDocument"
_USUAL = FOLDER + "document.xml"


def read(content: bytes) -> Book:
    """The lists in the tables of a document, each a sheet. Raises `NotReadable`."""
    with archive.opened(content) as parts:
        package = _Package(parts)
        body = Body(Numbers(package.tree("numbering.xml"), package.tree("styles.xml")), package.budget)
        with package.document() as stream:
            archive.parse(body.parser(), stream, package.budget)
    found = sheets(body.blocks)
    if not found:
        raise NotReadable(NoRoster.NO_TABLE)
    return Book(sheets=found)


class _Package:
    """The parts that are read, and no others: what the rest would unpack to does not matter."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self.budget = Budget()
        self._parts = parts
        self._names = {name.lower(): name for name in parts.namelist()}
        self._document = self._main()

    def document(self) -> IO[bytes]:
        """The part with the text."""
        if self._document not in self._names:
            raise NotReadable(NoRoster.DAMAGED)
        return self._parts.open(self._names[self._document])

    def tree(self, beside: str) -> Element | None:
        """A part that lies beside the text, if there is one."""
        return self._tree(self._document.rpartition("/")[0] + "/" + beside)

    def _main(self) -> str:
        """The name of the part with the text, which a few programs call otherwise."""
        relations = self._tree(_RELATIONS)
        for relation in [] if relations is None else relations:
            if relation.get("Type", "").endswith(_DOCUMENT):
                return relation.get("Target", "").lstrip("/").lower()
        return _USUAL

    def _tree(self, name: str) -> Element | None:
        if name not in self._names:
            return None
        with self._parts.open(self._names[name]) as stream:
            return archive.tree(stream, self.budget)
