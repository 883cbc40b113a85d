"""Report and minutes as files: Word's own rules, styles alone, three layouts, LibreOffice's pages, Markdown."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Pt
from markdown_it import MarkdownIt

import builders
import hostile
import office
from after_the_day import EVENING, evening, proposal
from papers import everything
from printed import letters, squeezed, texts
from store.documents import handover, introductions_docx, script_docx
from store.documents.letterhead import issuer
from store.documents.minutes import minutes
from store.documents.paper import MISSING, Paper
from store.documents.paper_docx import paper_docx
from store.documents.paper_md import escaped, paper_md
from store.documents.profiles import Part, profile_names, profile_of
from store.documents.refusals import BadProfile, BadTemplate, UnknownName
from store.documents.report import report
from store.records import Organiser, Recipient
from store.state import State
from store.text import clean
from word_files import W, body, faults, paragraphs, style, style_names, style_of, styled, tables, words

PROFILES = ("hd05-2026", "hd36-2018", "nd30-2020")
PAPERS: tuple[Callable[..., Paper], ...] = (report, minutes)
STATES = {profile: evening(report_profile=profile) for profile in PROFILES}


def made(of: Callable[..., Paper], state: State, template: Path | None = None) -> bytes:
    return paper_docx(of(state, EVENING), profile_of(state.conference), EVENING, template)


@pytest.fixture(scope="module")
def documents() -> Mapping[str, bytes]:
    """Both papers in every layout, and what is read out."""
    state = STATES["hd36-2018"]
    papers = {f"{of.__name__}-{profile}": made(of, STATES[profile]) for of in PAPERS for profile in PROFILES}
    return papers | {
        "introductions": introductions_docx(handover(state, EVENING)),
        "script": script_docx(state, builders.stamp("08:00:00")),
    }


@pytest.fixture(scope="module")
def pages(documents: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The same as LibreOffice prints them."""
    files = {f"{name}.docx": content for name, content in documents.items()}
    made = office.pdfs(files, tmp_path_factory.mktemp("pages"))
    return {name.removesuffix(".docx"): content for name, content in made.items()}


BOTH = pytest.mark.parametrize("of", PAPERS)
EACH = pytest.mark.parametrize("profile", PROFILES)


# -- Word --------------------------------------------------------------------------------------------------------------


def test_there_are_these_profiles() -> None:
    assert tuple(profile_names()) == PROFILES


def test_word_has_nothing_to_complain_of(documents: Mapping[str, bytes]) -> None:
    papers = [name for name in documents if name.startswith(("report", "minutes"))]
    assert {name: faults(documents[name]) for name in papers} == {name: [] for name in papers}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Nowhere"/>', "no paragraph style Nowhere"),
        ('<w:rStyle w:val="ToadamMissing"/>', '<w:rStyle w:val="Title"/>', "no character style Title"),
        ('<w:tcW ', '<w:vAlign w:val="top"/><w:tcW ', "tcPr: ['vAlign', 'tcW']"),
        ("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "a cell that does not end in a paragraph"),
        ("<w:gridCol ", "<w:gridCol/><w:gridCol ", "a row of more or fewer cells than the table has columns"),
    ],
)  # fmt: skip
def test_what_word_complains_of_is_found(old: str, new: str, fault: str, documents: Mapping[str, bytes]) -> None:
    assert faults(_changed(documents["report-hd36-2018"], old, new)) == [fault]


def _changed(content: bytes, old: str, new: str) -> bytes:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(changed, "w") as other:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            other.writestr(name, data)
    return changed.getvalue()


@BOTH
@EACH
def test_every_word_is_in_the_file(of: Callable[..., Paper], profile: str, documents: Mapping[str, bytes]) -> None:
    said = squeezed("\n".join(paragraphs(documents[f"{of.__name__}-{profile}"]))).casefold()
    for sentence in everything(of(STATES[profile], EVENING)):
        assert squeezed(sentence).casefold() in said, sentence


@BOTH
def test_tables_hold_what_the_paper_says(of: Callable[..., Paper], documents: Mapping[str, bytes]) -> None:
    attended = next(one for one in tables(documents[f"{of.__name__}-hd36-2018"]) if one[0][1:2] == ["Thành phần"])
    assert attended[-1] == ["", "Tổng cộng", "112", "106", "109", "2", "2", "1", "0", "1"]


@BOTH
@EACH
def test_looks_are_in_styles_alone(of: Callable[..., Paper], profile: str, documents: Mapping[str, bytes]) -> None:
    allowed = {f"{W}rStyle"}
    properties = body(documents[f"{of.__name__}-{profile}"]).iter(f"{W}rPr")
    assert {child.tag for one in properties for child in one} == allowed


def test_what_a_person_has_to_write_stands_out(documents: Mapping[str, bytes]) -> None:
    content = documents["report-hd36-2018"]
    runs = [run for run in body(content).iter(f"{W}r") if words(run) == MISSING]
    assert len(runs) > 2
    assert {style_names(content)[style_of(one, "r")] for one in runs} == {"Cần bổ sung"}


@EACH
def test_styles_have_the_sizes_of_the_profile(profile: str, documents: Mapping[str, bytes]) -> None:
    content, looks = documents[f"report-{profile}"], profile_of(STATES[profile].conference).looks
    for part, name in ((Part.BODY, "Body Text"), (Part.SUPREME, "Tiêu đề văn bản"), (Part.RECIPIENT, "Tên nơi nhận")):
        size = style(content, name).find(f"{W}rPr/{W}sz")
        assert size is not None
        assert size.get(f"{W}val") == f"{looks[part].size * 2:.0f}"


# -- the head and the end ----------------------------------------------------------------------------------------------


def by_style(content: bytes, name: str) -> list[str]:
    return [said for said, look in styled(content) if look == name]


@pytest.mark.parametrize(
    ("profile", "supreme", "number", "first", "end"),
    [
        ("hd36-2018", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số        -BC/BDV", "I- CÔNG TÁC TỔ CHỨC", "."),
        ("hd05-2026", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số        -BC/BDV", "I- CÔNG TÁC TỔ CHỨC", "."),
        ("nd30-2020", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số:        /BC-BDV", "I. CÔNG TÁC TỔ CHỨC", "./."),
    ],
)
def test_head_and_end_follow_the_profile(
    profile: str, supreme: str, number: str, first: str, end: str, documents: Mapping[str, bytes]
) -> None:
    content = documents[f"report-{profile}"]
    assert by_style(content, "Cơ quan cấp trên") == ["THÀNH ỦY TỪ SƠN"]
    assert by_style(content, "Cơ quan ban hành") == ["BAN DÂN VẬN"]
    assert by_style(content, "Tiêu đề văn bản") == [supreme]
    assert by_style(content, "Số và ký hiệu") == [number]
    assert by_style(content, "Địa danh, ngày tháng") == ["Từ Sơn, ngày       tháng 9 năm 2023"]
    assert by_style(content, "Title") == ["BÁO CÁO"]
    assert by_style(content, "heading 1")[0] == first
    assert by_style(content, "heading 2")[0] == "1. Thời gian, địa điểm"
    assert by_style(content, "heading 3")[0].startswith("a) ")
    assert by_style(content, "Body Text")[-1].endswith(f"của Ban Dân vận{end}")
    assert by_style(content, "Chức vụ người ký") == ["TRƯỞNG BAN"]
    assert by_style(content, "Họ tên người ký") == ["Đàm Thế Ví Dụ"]
    assert by_style(content, "Tên nơi nhận") == [
        "- Ban Dân vận Tỉnh ủy (b/c);",
        "- Thường trực Thành ủy (b/c);",
        "- Các Ban xây dựng Đảng, VPTU (p/h);",
        "- Khối Dân vận các phường;",
        "- Lưu: BDV.",
    ]


def test_a_state_document_has_its_motto(documents: Mapping[str, bytes]) -> None:
    assert by_style(documents["report-nd30-2020"], "Tiêu ngữ") == ["Độc lập - Tự do - Hạnh phúc"]
    assert "*" not in paragraphs(documents["report-nd30-2020"])
    assert "*" in paragraphs(documents["report-hd36-2018"])


def test_minutes_are_sent_to_nobody_and_signed_twice(documents: Mapping[str, bytes]) -> None:
    content = documents["minutes-hd36-2018"]
    assert by_style(content, "Nơi nhận") == by_style(content, "Tên nơi nhận") == []
    assert by_style(content, "Chức vụ người ký") == ["THƯ KÝ", "CHỦ TRÌ"]
    assert by_style(content, "Số và ký hiệu") == ["Số        -BB/BDV"]


def organiser(name: str, superior: str) -> Organiser:
    return Organiser(name=name, superior=superior, supreme="", place="", symbol="", signatory="", signatory_title="")


@pytest.mark.parametrize(
    ("name", "superior", "said"),
    [
        ("Ban Dân vận Thành ủy Từ Sơn", "Thành ủy Từ Sơn", "Ban Dân vận"),
        ("Ban Dân vận Thành ủy Từ Sơn", "THÀNH UỶ TỪ SƠN", "Ban Dân vận"),
        ("Ủy ban MTTQ thành phố", "Thành ủy Từ Sơn", "Ủy ban MTTQ thành phố"),
        ("Thành ủy Từ Sơn", "Thành ủy Từ Sơn", "Thành ủy Từ Sơn"),
        ("Ban Tổ chức", "", "Ban Tổ chức"),
    ],
)
def test_the_superior_is_not_named_twice(name: str, superior: str, said: str) -> None:
    assert issuer(organiser(name, superior)) == said


# -- pages -------------------------------------------------------------------------------------------------------------


def test_libreoffice_prints_every_word(pages: Mapping[str, bytes]) -> None:
    for of in PAPERS:
        for profile in PROFILES:
            printed = squeezed("".join(texts(pages[f"{of.__name__}-{profile}"]))).casefold()
            # A page number may come between two words of one sentence.
            for sentence in everything(of(STATES[profile], EVENING)):
                for word in sentence.split():
                    assert word.casefold() in printed, word


@EACH
def test_pages_are_numbered_at_the_top_from_the_second_on(profile: str, pages: Mapping[str, bytes]) -> None:
    pdf = pages[f"report-{profile}"]
    count = len(texts(pdf))
    assert count >= 2
    tops = [[one for one in letters(pdf, page) if one.bottom < 18] for page in range(count)]
    assert ["".join(one.char for one in top) for top in tops] == ["", *(str(number) for number in range(2, count + 1))]
    assert all(95 < one.left < 125 for top in tops for one in top)


@EACH
def test_words_keep_inside_the_margins_and_the_head_stands_side_by_side(
    profile: str, pages: Mapping[str, bytes]
) -> None:
    pdf = pages[f"report-{profile}"]
    for page in range(len(texts(pdf))):
        for one in letters(pdf, page):
            assert one.left > 28
            assert one.right < 197
    first = letters(pdf)
    left = [one for one in first if one.top < 30 and one.right < 95]
    right = [one for one in first if one.top < 30 and one.left > 95]
    assert "".join(one.char for one in left).startswith("THÀNHỦYTỪSƠN")
    assert "".join(one.char for one in right)[:4] in ("ĐẢNG", "CỘNG")
    assert abs(left[0].bottom - right[0].bottom) < 3


def test_what_is_read_out_is_printed_too(pages: Mapping[str, bytes]) -> None:
    assert "GIỚI THIỆU" in texts(pages["introductions"])[0].upper()
    assert "LỜI DẪN CHƯƠNG TRÌNH" in texts(pages["script"])[0]


# -- an office's own layout --------------------------------------------------------------------------------------------


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """As an office makes it: our report with other styles, a header of its own, and words left in it."""
    document: Any = docx.Document(io.BytesIO(made(report, STATES["hd36-2018"])))
    document.styles["Body Text"].font.size = Pt(13)
    document.styles["Body Text"].font.name = "Arial"
    document.sections[0].first_page_header.paragraphs[0].text = "MẪU CỦA VĂN PHÒNG"
    document.add_paragraph("Chữ còn sót của mẫu")
    path = tmp_path / "mau-bao-cao.docx"
    document.save(str(path))
    return path


def test_a_template_lends_its_styles_and_headers_and_none_of_its_words(template: Path) -> None:
    content = made(report, STATES["hd36-2018"], template)
    assert faults(content) == []
    size = style(content, "Body Text").find(f"{W}rPr/{W}sz")
    assert size is not None
    assert size.get(f"{W}val") == "26"
    said = paragraphs(content)
    assert "Chữ còn sót của mẫu" not in said
    assert said == paragraphs(made(report, STATES["hd36-2018"]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        headers = [archive.read(name).decode() for name in archive.namelist() if "header" in name]
    assert any("MẪU CỦA VĂN PHÒNG" in header for header in headers)


def test_a_template_without_our_styles_is_given_them(tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    docx.Document().save(str(path))
    content = made(minutes, STATES["nd30-2020"], path)
    assert faults(content) == []
    assert "Chức vụ người ký" in style_names(content).values()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"words", None])
def test_a_template_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mau-bao-cao.docx"
    if content is None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", "<w:document/>")
    else:
        path.write_bytes(content)
    with pytest.raises(BadTemplate):
        made(report, STATES["hd36-2018"], path)


def test_a_template_that_grows_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mau-bao-cao.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 70_000_000)
    with pytest.raises(BadTemplate):
        made(report, STATES["hd36-2018"], path)


def test_a_profile_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName) as refusal:
        profile_of(builders.conference(report_profile="hd-khac"))
    assert refusal.value.known == PROFILES


@pytest.mark.parametrize("wrong", ["x = 1", "rules = [", "font = 3"])
def test_a_profile_somebody_broke_is_refused(wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rieng.toml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr("store.documents.profiles._FOLDER", tmp_path)
    with pytest.raises(BadProfile):
        profile_of(builders.conference(report_profile="rieng"))


# -- Markdown ----------------------------------------------------------------------------------------------------------


def rendered(text: str) -> str:
    """What a reader shows, without any tag."""
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    inline = (child for token in tokens for child in token.children or ())
    return "\n".join(child.content for child in inline if child.type in ("text", "softbreak", "code_inline"))


@BOTH
@EACH
def test_markdown_says_the_same(of: Callable[..., Paper], profile: str) -> None:
    paper = of(STATES[profile], EVENING)
    said = squeezed(rendered(paper_md(paper, profile_of(paper.conference)).decode())).casefold()
    for sentence in everything(paper):
        assert squeezed(sentence).casefold() in said, sentence


@pytest.mark.parametrize("word", [*map(clean, hostile.WORDS.values()), "1. An", "12) Bình", "- Cường", "+ Dũng", "# E"])
def test_no_word_is_markup(word: str) -> None:
    assert squeezed(rendered(escaped(word))) == squeezed(word)
    assert squeezed(rendered(f"- {escaped(word)}")) == squeezed(word)
    assert squeezed(rendered(f"| a |\n| --- |\n| {escaped(word)} |")) == squeezed(f"a{word}")


# -- whatever words there are ------------------------------------------------------------------------------------------


@BOTH
def test_hostile_words_are_words(of: Callable[..., Paper]) -> None:
    raised = [proposal(200 + place, word) for place, word in enumerate(hostile.WORDS.values())]
    state = evening(*raised, recipients=tuple(Recipient(name=clean(word) or "x") for word in hostile.WORDS.values()))
    content = made(of, state)
    assert faults(content) == []
    said = "\n".join(paragraphs(content))
    for word in filter(None, map(clean, hostile.WORDS.values())):
        assert word.rstrip(".") in said
    assert hostile.reached(said.encode()) == []
