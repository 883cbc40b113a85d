"""How the cells of our workbooks are set: one face, three sizes, a border around everything in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from store.documents.tables import Kind

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = "Times New Roman"
SIZE = 12
LINE_HEIGHT = 16.5
"""Points a line of `SIZE` takes."""

_DONG = "#,##0"
_AS_TYPED = "@"


class Formats(NamedTuple):
    """Every way a cell is set."""

    left: Format
    right: Format
    title: Format
    subtitle: Format
    words: Format
    caption: Format
    heading: Format
    signing: Format
    signing_note: Format
    cells: dict[Kind, Format]
    """Of a row, by what the column holds."""
    tall: dict[Kind, Format]
    """Of a row that may not fit on a page: it begins at the top."""
    sums: dict[Kind, Format]
    """Of a row that heads or sums up others."""


def formats(book: Workbook) -> Formats:
    """The formats of one workbook."""

    def of(**properties: Any) -> Format:
        return book.add_format({"valign": "vcenter", **properties})

    boxed = {"border": 1, "text_wrap": True}
    bold = {"bold": True}
    centre = {"align": "center"}
    by_kind = {
        Kind.WORDS: {},
        Kind.CENTRED: centre,
        Kind.MONEY: {"num_format": _DONG, "align": "right"},
        Kind.TYPED: {"num_format": _AS_TYPED},
    }
    return Formats(
        left=of(**centre, text_wrap=True),
        right=of(**bold, **centre, text_wrap=True),
        title=of(**bold, **centre, font_size=14),
        subtitle=of(italic=True, **centre, text_wrap=True),
        words=of(text_wrap=True, font_size=13),
        caption=of(**bold),
        heading=of(**bold, **centre, **boxed, bg_color="#e7eef7"),
        signing=of(**bold, **centre, text_wrap=True),
        signing_note=of(italic=True, **centre),
        cells={kind: of(**boxed, **properties) for kind, properties in by_kind.items()},
        tall={kind: of(**boxed, **properties | {"valign": "top"}) for kind, properties in by_kind.items()},
        sums={kind: of(**bold, **boxed, **properties) for kind, properties in by_kind.items()},
    )
