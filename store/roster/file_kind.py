"""What a file really is, by its first bytes and by its parts: offices rename, and some names lie."""

from __future__ import annotations

from enum import Enum, auto

from store.roster import archive, compound, docx, workbook_97, workbook_2007
from store.roster.refusal import NoRoster, NotReadable

_ENCRYPTED = "EncryptedPackage"
"""The stream in which Office since 2007 hides a file that has a password."""
_OLD_WORD = "WordDocument"
_RICH_TEXT = b"{\\rtf"
_HEAD = 1024

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_PICTURES_AT_4 = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta", b"<body", b"<!--", b"<?xml", b"mime-version:")

EXTENSIONS = (".csv", ".docx", ".tsv", ".txt", ".xls", ".xlsx")
"""What the name of a roster may end in."""


class FileKind(Enum):
    """What there are readers for, and the rest."""

    XLSX = auto()
    XLS = auto()
    DOCX = auto()
    TEXT = auto()
    """Nothing else, as far as the first bytes tell."""
    OTHER = auto()
    """A container of a known sort with something else in it."""


def refuse_strangers(content: bytes) -> None:
    """Raises `NotReadable` for what is recognised and never a roster, whatever its name."""
    if not content:
        raise NotReadable(NoRoster.EMPTY)
    head = content[:_HEAD]
    if content.startswith(compound.MAGIC):
        _refuse_old_word(compound.CompoundFile(content).names)
    if content.startswith(_RICH_TEXT):
        raise NotReadable(NoRoster.OLD_WORD)
    if b"%PDF-" in head:
        raise NotReadable(NoRoster.PDF)
    if _is_picture(head):
        raise NotReadable(NoRoster.PICTURE)
    if _is_web_page(head):
        raise NotReadable(NoRoster.WEB_PAGE)


def kind_of(content: bytes) -> FileKind:
    """What the file is, whatever its name. Raises `NotReadable` for a container that cannot be opened."""
    if content.startswith(compound.MAGIC):
        names = compound.CompoundFile(content).names
        return FileKind.OTHER if names.isdisjoint(workbook_97.STREAMS) else FileKind.XLS
    if content.startswith(archive.MAGIC):
        with archive.opened(content) as parts:
            names = frozenset(name.lower() for name in parts.namelist())
        if workbook_2007.PART in names:
            return FileKind.XLSX
        return FileKind.DOCX if any(name.startswith(docx.FOLDER) for name in names) else FileKind.OTHER
    return FileKind.TEXT


def _refuse_old_word(names: frozenset[str]) -> None:
    if _ENCRYPTED in names:
        raise NotReadable(NoRoster.PROTECTED)
    if _OLD_WORD in names:
        raise NotReadable(NoRoster.OLD_WORD)


def _is_picture(head: bytes) -> bool:
    if head.startswith(b"BM"):
        return b"\x00" in head
    webp = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    return webp or head.startswith(_PICTURES) or head[4:].startswith(_PICTURES_AT_4)


def _is_web_page(head: bytes) -> bool:
    """HTML, an archive of it, or XML: all of them are saved as .xls by programs of offices."""
    text = head
    for mark in _MARKS:
        text = text.removeprefix(mark)
    return text.replace(b"\x00", b"").lstrip().lower().startswith(_MARKUP)
