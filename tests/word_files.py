"""Word files read without the library that wrote them: their words, their styles, and what Word would stumble over."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_KEPT = 16
"""Documents a test file reads again and again."""


@lru_cache(maxsize=_KEPT)
def parts(content: bytes) -> Mapping[str, bytes]:
    """Every part by its name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


def body(content: bytes) -> Element:
    """The document itself."""
    found = ElementTree.fromstring(parts(content)["word/document.xml"]).find(f"{W}body")
    assert found is not None
    return found


def paragraphs(content: bytes) -> list[str]:
    """The words of every paragraph, in tables too, in the order of the document."""
    return [words(paragraph) for paragraph in body(content).iter(f"{W}p")]


def words(element: Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def tables(content: bytes) -> list[list[list[str]]]:
    """Rows of cells."""
    return [
        [[words(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body(content).iter(f"{W}tbl")
    ]


@lru_cache(maxsize=_KEPT)
def styled(content: bytes) -> tuple[tuple[str, str], ...]:
    """The words of every paragraph, and the name of its style."""
    names = style_names(content)
    return tuple((words(one), names[style_of(one, "p")]) for one in body(content).iter(f"{W}p"))


def style_names(content: bytes) -> dict[str, str]:
    """By id."""
    return {_get(style, "styleId"): _value(style, "name") for style in _styles(content).iter(f"{W}style")}


def style(content: bytes, name: str) -> Element:
    """The style of this name."""
    return next(one for one in _styles(content).iter(f"{W}style") if _value(one, "name") == name)


def _styles(content: bytes) -> Element:
    return ElementTree.fromstring(parts(content)["word/styles.xml"])


def style_of(element: Element, kind: str) -> str:
    """The id of the style of a paragraph (`p`) or a run (`r`)."""
    found = element.find(f"{W}{kind}Pr/{W}{kind}Style")
    return _get(found, "val") if found is not None else "Normal"


def _get(element: Element, name: str) -> str:
    return element.get(f"{W}{name}", "")


def _value(element: Element, name: str) -> str:
    found = element.find(f"{W}{name}")
    return "" if found is None else _get(found, "val")


# -- what Word would stumble over --------------------------------------------------------------------------------------

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid"
    " vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em"
    " lang eastAsianLayout specVanish oMath",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked"
    " personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing"
    " tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType"
    " pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
}
"""In which order the standard wants what may stand in an element; Word refuses some files that have another."""


def faults(content: bytes) -> list[str]:
    """What Word would complain of, or silently repair."""
    found = parts(content)
    trees = {name: ElementTree.fromstring(part) for name, part in found.items() if name.endswith((".xml", ".rels"))}
    return [
        *_package_faults(found, trees),
        *_style_faults(trees["word/document.xml"], trees["word/styles.xml"]),
        *(fault for name in ("word/document.xml", "word/styles.xml") for fault in _order_faults(trees[name])),
        *_body_faults(trees["word/document.xml"]),
    ]


def _package_faults(found: Mapping[str, bytes], trees: dict[str, Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    named = [one.get("PartName", "").lstrip("/") for one in types.iter(f"{_TYPES}Override")]
    endings = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    yield from (f"declared twice: {name}" for name, times in Counter(named).items() if times > 1)
    yield from (f"declared, not there: {name}" for name in named if name not in found)
    for name in found:
        if name != "[Content_Types].xml" and name not in named and name.rpartition(".")[2].lower() not in endings:
            yield f"of no type: {name}"
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _relation_faults(name, tree, found)


def _relation_faults(name: str, tree: Element, found: Mapping[str, bytes]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    relations = list(tree.iter(f"{_RELATIONS}Relationship"))
    ids = Counter(one.get("Id") for one in relations)
    yield from (f"{name}: {id} twice" for id, times in ids.items() if times > 1)
    for one in relations:
        target = one.get("Target", "")
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if one.get("TargetMode") != "External" and place not in found:
            yield f"{name}: leads to {place}, which is not there"


def _style_faults(document: Element, styles: Element) -> Iterator[str]:
    all_of_them = list(styles.iter(f"{W}style"))
    for what in ("styleId", "name"):
        seen = Counter(_get(one, what) if what == "styleId" else _value(one, what) for one in all_of_them)
        yield from (f"two styles of {what} {value}" for value, times in seen.items() if times > 1)
    kinds = {_get(one, "styleId"): _get(one, "type") for one in all_of_them}
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        for one in (*document.iter(f"{W}{tag}"), *styles.iter(f"{W}{tag}")):
            if kinds.get(_get(one, "val")) != kind:
                yield f"no {kind} style {_get(one, 'val')}"
    for one in all_of_them:
        base = _value(one, "basedOn")
        if base and kinds.get(base) != _get(one, "type"):
            yield f"{_get(one, 'styleId')} stands on {base}"


def _order_faults(tree: Element) -> Iterator[str]:
    for tag, wanted in ORDER.items():
        places = {f"{W}{name}": place for place, name in enumerate(wanted.split())}
        for element in tree.iter(f"{W}{tag}"):
            tags = [child.tag for child in element if child.tag in places or child.tag.startswith(W)]
            yield from (f"{tag}: unknown {name}" for name in tags if name not in places)
            known = [places[name] for name in tags if name in places]
            if any(before > after for before, after in pairwise(known)):
                yield f"{tag}: {[name.removeprefix(W) for name in tags]}"


def _body_faults(document: Element) -> Iterator[str]:
    for cell in document.iter(f"{W}tc"):
        if len(cell) == 0 or cell[-1].tag != f"{W}p":
            yield "a cell that does not end in a paragraph"
    for table in document.iter(f"{W}tbl"):
        columns = len(list(table.iter(f"{W}gridCol")))
        if any(len(row.findall(f"{W}tc")) != columns for row in table.iter(f"{W}tr")):
            yield "a row of more or fewer cells than the table has columns"
    for tag in ("bookmarkStart", "docPr"):
        ids = Counter(one.get(f"{W}id") or one.get("id") for one in document.iter() if one.tag.endswith(f"}}{tag}"))
        yield from (f"{tag} {id} twice" for id, times in ids.items() if times > 1)
    last = document[0][-1]
    if last.tag != f"{W}sectPr":
        yield "no section at the end"
