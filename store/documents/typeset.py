"""Typst, kept to itself: a template of `assets/documents` and data in, a document out. No system font, no network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, NamedTuple

from assets import ASSETS
from store.documents.refusals import Unwritable

TEMPLATES = ASSETS / "documents"


class Part(NamedTuple):
    """A PDF of so many pages."""

    content: bytes
    pages: int


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """The whole document."""
    import typst

    document: bytes = typst.compile(TEMPLATES / template, root=TEMPLATES, **_options(data))
    return document


def pngs(template: str, data: dict[str, Any], *, ppi: float) -> list[bytes]:
    """One picture a page."""
    import typst

    pages: bytes | list[bytes] = typst.compile(
        TEMPLATES / template, root=TEMPLATES, format="png", ppi=ppi, **_options(data)
    )
    return pages if isinstance(pages, list) else [pages]


def joined(parts: Sequence[Part]) -> bytes:
    """A4 documents behind each other in one. Raises `Unwritable` when there is no room to lay them out in."""
    try:
        return _joined(parts)
    except OSError as error:
        raise Unwritable(Path(gettempdir()), error) from error


def _joined(parts: Sequence[Part]) -> bytes:
    import typst

    with TemporaryDirectory(prefix="toadam-") as folder:
        for place, part in enumerate(parts):
            Path(folder, f"{place}.pdf").write_bytes(part.content)
        data = {"parts": [{"file": f"/{place}.pdf", "pages": part.pages} for place, part in enumerate(parts)]}
        template = (TEMPLATES / "join.typ").read_bytes()
        document: bytes = typst.compile(template, root=folder, **_options(data))
        return document


def _options(data: dict[str, Any]) -> dict[str, Any]:
    return {"ignore_system_fonts": True, "sys_inputs": {"data": json.dumps(data)}}
