"""Typst, kept to itself: a template of `assets/documents` and data in, a document out. No system font, no network."""

from __future__ import annotations

import json
from typing import Any

from assets import ASSETS

TEMPLATES = ASSETS / "documents"


def pdf(template: str, data: dict[str, Any]) -> bytes:
    """The whole document."""
    import typst

    document: bytes = typst.compile(TEMPLATES / template, **_options(data))
    return document


def pngs(template: str, data: dict[str, Any], *, ppi: float) -> list[bytes]:
    """One picture a page."""
    import typst

    pages: bytes | list[bytes] = typst.compile(TEMPLATES / template, format="png", ppi=ppi, **_options(data))
    return pages if isinstance(pages, list) else [pages]


def _options(data: dict[str, Any]) -> dict[str, Any]:
    return {"root": TEMPLATES, "ignore_system_fonts": True, "sys_inputs": {"data": json.dumps(data)}}
