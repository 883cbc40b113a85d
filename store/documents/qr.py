"""QR symbols without their quiet zone. A badge's payload: version 1, error correction Q, alphanumeric."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

MODULES = 21
"""Modules across a version 1 symbol."""
QUIET_ZONE = 4
"""Modules that stay empty on every side (ISO/IEC 18004)."""


Modules = Sequence[Sequence[bool]]
"""A symbol row by row, True for a dark module."""


def qr_svg(code: str) -> str:
    """The symbol as an SVG, `MODULES` units square. Raises `ValueError`."""
    return svg_of(qr_modules(code))


def svg_of(modules: Modules) -> str:
    """A symbol as an SVG, a unit a module: one path, small, sharp at any size."""
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in _runs(modules))
    size = len(modules)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'


def text_modules(text: str) -> Modules:
    """The smallest symbol of error correction M that holds a text in either case."""
    import qrcode

    symbol = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    symbol.add_data(text, optimize=0)
    symbol.make()
    matrix: Modules = symbol.get_matrix()
    return matrix


def qr_modules(code: str) -> Modules:
    """The symbol of a badge. Raises `ValueError` for what version 1-Q cannot hold."""
    import qrcode
    from qrcode.exceptions import DataOverflowError
    from qrcode.util import MODE_ALPHA_NUM, QRData

    symbol = qrcode.QRCode(version=1, error_correction=qrcode.ERROR_CORRECT_Q, border=0)
    symbol.add_data(QRData(code, mode=MODE_ALPHA_NUM))
    try:
        symbol.make(fit=False)
    except DataOverflowError as error:
        raise ValueError(f"{len(code)} characters do not fit QR version 1-Q") from error
    matrix: Modules = symbol.get_matrix()
    return matrix


def _runs(matrix: Modules) -> Iterator[tuple[int, int, int]]:
    """Column, row and width of every unbroken stretch of dark modules."""
    for y, row in enumerate(matrix):
        x = 0
        for dark, stretch in groupby(row):
            width = len(list(stretch))
            if dark:
                yield x, y, width
            x += width
