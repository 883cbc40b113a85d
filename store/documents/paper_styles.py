"""The styles of a report or minutes: they carry every size, face and space, so that an office can change them at once.

Words that Word itself has styles for use those, so that its list of headings works; ours are added beside them. In a
template an office has made, what is there stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from store.documents.office_docx import LANGUAGE
from store.documents.profiles import Align, Look, Part, Profile

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

NAMES: Final = {
    Part.SUPERIOR: "Cơ quan cấp trên",
    Part.ISSUER: "Cơ quan ban hành",
    Part.STAR: "Dấu sao",
    Part.NUMBER: "Số và ký hiệu",
    Part.SUPREME: "Tiêu đề văn bản",
    Part.MOTTO: "Tiêu ngữ",
    Part.DATED: "Địa danh, ngày tháng",
    Part.KIND: "Title",
    Part.SUMMARY: "Subtitle",
    Part.DASHES: "Gạch dưới trích yếu",
    Part.BODY: "Body Text",
    Part.HEADING_1: "Heading 1",
    Part.HEADING_2: "Heading 2",
    Part.HEADING_3: "Heading 3",
    Part.ITEM: "List",
    Part.CELL: "Ô bảng",
    Part.COLUMN: "Đầu cột",
    Part.AFTER_TABLE: "Sau bảng",
    Part.OFFICE: "Chức vụ người ký",
    Part.SIGNATORY: "Họ tên người ký",
    Part.RECIPIENTS: "Nơi nhận",
    Part.RECIPIENT: "Tên nơi nhận",
    Part.PAGE_NUMBER: "Header",
}
RULE: Final = "Đường kẻ"
MISSING_WORDS: Final = "Cần bổ sung"
GRID: Final = "Bảng số liệu"
ABREAST: Final = "Bảng hai cột"

_OURS: Final = "Toadam"
_UNIT: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_styles(document: Document, profile: Profile, *, keep: bool) -> None:
    """Gives the document every style; `keep` leaves those it has."""
    from docx.enum.style import WD_STYLE_TYPE

    there = {style.name for style in document.styles}
    normal = document.styles["Normal"]
    if not keep:
        _set_face(document, profile.font)
    for part, look in profile.looks.items():
        name = NAMES[part]
        if name in there and keep:
            continue
        if name not in there:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not _is_ours(name))
            style.element.set(
                f"{{{_UNIT}}}styleId", f"{_OURS}{part.value}" if _is_ours(name) else name.replace(" ", "")
            )
            style.base_style = normal
        _set(cast("ParagraphStyle", document.styles[name]), look)
    for name, xml in _WHOLE.items():
        if name not in there:
            _add(document, xml)


def _is_ours(name: str) -> bool:
    return not name.isascii()


def _set(style: ParagraphStyle, look: Look) -> None:
    """In place of whatever the style said."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Mm, Pt

    for kind in ("w:rPr", "w:pPr"):
        for element in style.element.findall(kind, style.element.nsmap):
            style.element.remove(element)
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, look.italic
    if look.underline:
        font.underline = True
    paragraph.alignment = {
        Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
        Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
        Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
        Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
    }[look.align]
    paragraph.space_before, paragraph.space_after = Pt(look.above), Pt(look.below)
    paragraph.first_line_indent, paragraph.left_indent = Mm(look.indent - look.hang), Mm(look.hang)
    paragraph.keep_with_next = look.with_next
    if look.line is None:
        paragraph.line_spacing = 1.0
    else:
        paragraph.line_spacing_rule, paragraph.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(look.line)
    style.hidden, style.quick_style = False, True


def _set_face(document: Document, font: str) -> None:
    """Of everything: all styles stand on what is said here once."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = cast("ParagraphStyle", document.styles["Normal"])
    normal.font.name, normal.font.size = font, Pt(14)
    properties = normal.element.get_or_add_rPr()
    for script in ("w:eastAsia", "w:cs"):
        properties.rFonts.set(qn(script), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    properties.append(language)


def _add(document: Document, xml: str) -> None:
    from docx.oxml import parse_xml

    document.styles.element.append(parse_xml(xml.replace("<w:style ", f'<w:style xmlns:w="{_UNIT}" ', 1)))


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_LINES: Final = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
_CELL: Final = '<w:left w:w="{0}" w:type="dxa"/><w:right w:w="{0}" w:type="dxa"/>'

_WHOLE: Final = {
    RULE: (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{_OURS}Rule"><w:name w:val="{RULE}"/><w:qFormat/>'
        '<w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="20" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="4"/></w:rPr></w:style>'
    ),
    MISSING_WORDS: (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{_OURS}Missing"><w:name w:val="{MISSING_WORDS}"/>'
        '<w:qFormat/><w:rPr><w:b/><w:color w:val="C00000"/></w:rPr></w:style>'
    ),
    GRID: (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{_OURS}Grid"><w:name w:val="{GRID}"/>'
        f"<w:tblPr><w:tblBorders>{_LINES}</w:tblBorders><w:tblCellMar>{_CELL.format(70)}</w:tblCellMar></w:tblPr>"
        "</w:style>"
    ),
    ABREAST: (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{_OURS}Abreast"><w:name w:val="{ABREAST}"/>'
        f"<w:tblPr><w:tblCellMar>{_CELL.format(0)}</w:tblCellMar></w:tblPr></w:style>"
    ),
}
"""What is more than a size and a place."""
