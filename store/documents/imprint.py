"""What a document remembers of itself: the figures it states, and whether somebody has changed it since.

It travels inside the file, where Word and LibreOffice keep it through every change: among the properties of a .docx, in
a comment at the end of a .md. A digest of everything else beside it is right only as long as nobody has saved the file.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from store.documents.paper import Figure

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage

_DIGEST: Final = "toadam-digest"
_FIGURES: Final = "toadam-figures"
_PROPERTIES: Final = "docProps/custom.xml"
_LEFT_OUT: Final = (_PROPERTIES, "docProps/core.xml", "[Content_Types].xml", "_rels/.rels")
"""Parts that name the imprint, or the time."""
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What Word calls properties that people may see."""


class Imprint(NamedTuple):
    """What was found in a file."""

    digest: str
    """Of what was written."""
    figures: tuple[Figure, ...]
    untouched: bool
    """Whether the file still says exactly that."""


def stamped_docx(content: bytes, figures: Sequence[Figure]) -> bytes:
    """The document with its imprint among its properties."""
    from docx.opc.package import OpcPackage

    package = OpcPackage.open(io.BytesIO(content))
    _put(package, {_DIGEST: _digest(content), _FIGURES: _packed(figures)})
    stamped = io.BytesIO()
    package.save(stamped)
    return stamped.getvalue()


def stamped_md(text: str, figures: Sequence[Figure]) -> bytes:
    """The text with its imprint in a comment, which no reader shows."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    about = json.dumps({_DIGEST: digest, _FIGURES: [list(one) for one in figures]}, ensure_ascii=False)
    about = about.replace("--", "-\\u002d").replace(">", "\\u003e")  # what would end the comment
    return f"{text}\n<!-- {about} -->\n".encode()


def imprint_of(path: Path) -> Imprint | None:
    """None for a file that is not ours, or can no longer be read."""
    try:
        return imprint_in(path.read_bytes(), path.suffix)
    except OSError:
        return None


def imprint_in(content: bytes, suffix: str) -> Imprint | None:
    """The same, of a file in memory."""
    try:
        return _of_md(content) if suffix.lower() == ".md" else _of_docx(content)
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, ElementTree.ParseError):
        return None


# -- .docx -------------------------------------------------------------------------------------------------------------


def _digest(content: bytes) -> str:
    """Of every part but those that are left out, by name."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if name not in _LEFT_OUT:
                digest.update(name.encode() + b"\0" + hashlib.sha256(archive.read(name)).digest())
    return digest.hexdigest()


def _put(package: OpcPackage, properties: dict[str, str]) -> None:
    """Beside the properties a template brought along."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    kept = [part for part in package.iter_parts() if part.partname == f"/{_PROPERTIES}"]
    blob = _with(kept[0].blob if kept else None, properties)
    if kept:
        kept[0]._blob = blob
    else:
        package.relate_to(Part(PackURI(f"/{_PROPERTIES}"), _TYPE, blob, cast("Any", package)), _RELATION)


def _with(blob: bytes | None, properties: dict[str, str]) -> bytes:
    empty = f'<Properties xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}"/>'
    ElementTree.register_namespace("", _NAMESPACE)
    ElementTree.register_namespace("vt", _TYPES)
    root = ElementTree.fromstring(blob or empty)
    for one in list(root):
        if one.get("name") in properties:
            root.remove(one)
    first = max((int(one.get("pid", "1")) for one in root), default=1) + 1
    for pid, (name, value) in enumerate(properties.items(), first):
        words = f'<property xmlns="{_NAMESPACE}" xmlns:vt="{_TYPES}" fmtid="{_FORMAT}" pid="{pid}" name="{name}">'
        root.append(ElementTree.fromstring(f"{words}<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"))
    return bytes(ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True))


def _of_docx(content: bytes) -> Imprint:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = ElementTree.fromstring(archive.read(_PROPERTIES))
    found = {one.get("name"): "".join(one.itertext()) for one in root}
    digest = found[_DIGEST]
    return Imprint(digest, _unpacked(json.loads(found[_FIGURES])), digest == _digest(content))


# -- .md ---------------------------------------------------------------------------------------------------------------

_COMMENT: Final = re.compile(r'\n<!-- (\{"toadam-digest".*\}) -->\s*\Z')


def _of_md(content: bytes) -> Imprint | None:
    text = content.decode("utf-8-sig")
    found = _COMMENT.search(text)
    if found is None:
        return None
    about = json.loads(found[1])
    digest = hashlib.sha256(text[: found.start()].encode()).hexdigest()
    return Imprint(about[_DIGEST], _unpacked(about[_FIGURES]), digest == about[_DIGEST])


def _packed(figures: Sequence[Figure]) -> str:
    return json.dumps([list(one) for one in figures], ensure_ascii=False)


def _unpacked(figures: list[list[str]]) -> tuple[Figure, ...]:
    return tuple(Figure(name, value) for name, value in figures)
