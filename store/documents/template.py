"""A document an office has laid out, emptied of its words: its styles, its headers and footers, its paper stay."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.documents.refusals import BadTemplate
from store.documents.writing import write_whole

if TYPE_CHECKING:
    from docx.document import Document

_MOST_BYTES: Final = 64_000_000
"""Unpacked; whatever is larger than this was not made to be filled in."""
_MOST_PARTS: Final = 2_000


def template_beside(conference_file: Path, name: str) -> Path | None:
    """The office's own layout, if it put one there."""
    place = conference_file.with_name(name)
    return place if place.is_file() else None


def take_along(templates: Iterable[Path], conference_file: Path) -> list[Path]:
    """Copies templates beside a conference; one of that name that is there already stays. Raises `Unwritable`."""
    taken = []
    for template in templates:
        place = conference_file.with_name(template.name)
        if not place.exists():
            write_whole(place, template.read_bytes())
            taken.append(place)
    return taken


def opened_template(path: Path) -> Document:
    """The document without its words. Raises `BadTemplate` for what cannot be read as one."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        _check(path)
        document = docx.Document(str(path))
        body = document.element.body
        for element in list(body):
            if not element.tag.endswith("}sectPr"):
                body.remove(element)
    except (OSError, zipfile.BadZipFile, OpcError, SyntaxError, KeyError, ValueError) as error:
        raise BadTemplate(path) from error
    return document


def _check(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES:
        raise ValueError(path)
