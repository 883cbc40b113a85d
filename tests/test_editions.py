"""A draft somebody writes in is never written over: the next one stands beside it and says what has changed."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from after_the_day import EVENING, evening, proposal
from open_elsewhere import open_elsewhere
from store.documents import MINUTES, REPORT, PaperKind, Unwritable, issue_paper, over_or_beside, write_whole
from store.documents.editions import Difference, Edition
from store.documents.imprint import imprint_of, stamped_docx, stamped_md
from store.documents.paper import Figure
from store.proposal_records import ProposalKind
from store.state import State
from word_files import faults, paragraphs, tables

BEFORE, AFTER = evening(), evening(proposal(90, "Thêm một giải pháp", ProposalKind.SOLUTION, theme="kheo"))
CHANGED = {"Ý kiến, đề xuất được ghi nhận": ("12", "13"), "Giải pháp": ("1", "2")}

Issue = Callable[..., Edition]


BOTH = pytest.mark.parametrize("issue", [".docx", ".md"], indirect=True)


@pytest.fixture
def issue(request: pytest.FixtureRequest, tmp_path: Path) -> Issue:
    """Writes the report, as one kind of file."""
    suffix = getattr(request, "param", ".md")

    def written(state: State = BEFORE, kind: PaperKind = REPORT, **options: Any) -> Edition:
        path = tmp_path / f"bao cao{suffix}"
        return issue_paper(kind, state, EVENING, path, conference_file=tmp_path / "hoi-nghi.json", **options)

    return written


def edited(path: Path) -> bytes:
    """As a secretary leaves it."""
    if path.suffix == ".md":
        path.write_text(path.read_text(encoding="utf-8").replace("[CẦN BỔ SUNG]", "12-KH/BDV", 1), encoding="utf-8")
    else:
        document = docx.Document(str(path))
        document.paragraphs[4].add_run(" – đã sửa")
        document.save(str(path))
    return path.read_bytes()


def said(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.suffix == ".md" else "\n".join(paragraphs(path.read_bytes()))


# -- drafts ------------------------------------------------------------------------------------------------------------


def test_the_first_is_written_where_it_was_asked_for(issue: Issue) -> None:
    edition = issue()
    assert (edition.path.stem, edition.number, edition.before) == ("bao cao", 1, None)
    assert "SỐ LIỆU THAY ĐỔI" not in said(edition.path).upper()


@BOTH
def test_a_draft_somebody_edited_stays_as_it_is(issue: Issue) -> None:
    first = issue().path
    content = edited(first)
    second = issue(AFTER)
    assert first.read_bytes() == content
    assert second.path == first.with_stem("bao cao (lần 2)")
    assert (second.number, second.before) == (2, first)
    assert "Thêm một giải pháp" in said(second.path)


@BOTH
def test_the_next_draft_says_which_figures_have_changed(issue: Issue) -> None:
    edited(issue().path)
    second = issue(AFTER)
    assert {one.name: (one.before, one.now) for one in second.differences if one.name in CHANGED} == CHANGED
    text = said(second.path)
    assert "Số liệu thay đổi so với lần 1" in text
    assert text.index("Số liệu thay đổi") > text.index("TRƯỞNG BAN")
    if second.path.suffix == ".docx":
        assert faults(second.path.read_bytes()) == []
        told = tables(second.path.read_bytes())[-1]
        assert told[0] == ["STT", "Số liệu", "Lần 1", "Lần 2"]
        assert {row[1]: (row[2], row[3]) for row in told[1:] if row[1] in CHANGED} == CHANGED
        assert len(told) == 1 + len(second.differences)
    else:
        assert "| Giải pháp | 1 | 2 |" in text


def test_a_draft_is_compared_with_the_one_before_it(issue: Issue) -> None:
    issue()
    issue(AFTER)
    third = issue(BEFORE)
    assert (third.path.stem, third.number) == ("bao cao (lần 3)", 3)
    assert {one.name: (one.now, one.before) for one in third.differences if one.name in CHANGED} == CHANGED
    assert "Số liệu thay đổi so với lần 2" in said(third.path)


@BOTH
def test_what_says_the_same_and_nobody_touched_is_not_written_again(issue: Issue) -> None:
    first = issue()
    assert issue() == Edition(first.path, 1, unchanged=True)
    second = issue(AFTER)
    assert issue(AFTER) == Edition(second.path, 2, unchanged=True)
    assert len(list(first.path.parent.iterdir())) == 2


def test_what_was_edited_is_followed_even_if_no_figure_has_changed(issue: Issue) -> None:
    edited(issue().path)
    second = issue()
    assert (second.number, second.differences) == (2, ())
    assert "Không có số liệu nào thay đổi." in said(second.path)


def test_a_file_of_somebody_else_is_not_written_over(issue: Issue) -> None:
    path = issue().path
    path.write_bytes(b"something else")
    second = issue(AFTER)
    assert path.read_bytes() == b"something else"
    assert second.number == 2
    assert "Không đọc được số liệu của lần trước." in said(second.path)


def test_on_request_it_is_replaced(issue: Issue) -> None:
    path = issue().path
    edited(path)
    edition = issue(AFTER, force=True)
    assert edition == Edition(path)
    assert "đã sửa" not in said(path)
    assert len(list(path.parent.iterdir())) == 1


def test_minutes_are_kept_in_the_same_way(issue: Issue) -> None:
    content = edited(issue(kind=MINUTES).path)
    second = issue(AFTER, kind=MINUTES)
    assert second.before is not None
    assert second.before.read_bytes() == content


def test_another_layout_is_another_draft(tmp_path: Path) -> None:
    path, file = tmp_path / "bc.docx", tmp_path / "hoi-nghi.json"
    issue_paper(REPORT, BEFORE, EVENING, path, conference_file=file)
    shutil.copy(path, tmp_path / "mau-bao-cao.docx")
    template = docx.Document(str(tmp_path / "mau-bao-cao.docx"))
    template.styles["Title"].font.italic = True
    template.save(str(tmp_path / "mau-bao-cao.docx"))
    assert issue_paper(REPORT, BEFORE, EVENING, path, conference_file=file).number == 2


# -- files other programs hold -----------------------------------------------------------------------------------------


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    return lambda path: open_elsewhere(path, monkeypatch)


def test_a_draft_that_is_open_in_word_is_followed_even_on_request(issue: Issue, held: Callable[[Path], None]) -> None:
    path = issue().path
    content = edited(path)
    held(path)
    edition = issue(AFTER, force=True)
    assert (edition.number, edition.in_use) == (2, True)
    assert path.read_bytes() == content
    assert "Thêm một giải pháp" in said(edition.path)


def test_a_list_that_is_open_in_excel_is_put_beside(tmp_path: Path, held: Callable[[Path], None]) -> None:
    path = tmp_path / "diem-danh.csv"
    path.write_bytes(b"old")
    held(path)
    place = over_or_beside(path, lambda place: write_whole(place, b"new"))
    assert place == tmp_path / "diem-danh (lần 2).csv"
    assert (path.read_bytes(), place.read_bytes()) == (b"old", b"new")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["diem-danh (lần 2).csv", "diem-danh.csv"]


@pytest.mark.parametrize("force", [True, False])
def test_a_folder_nobody_may_write_to_is_refused(issue: Issue, held: Callable[[Path], None], force: bool) -> None:
    path = issue().path
    path.unlink()
    held(path)
    with pytest.raises(Unwritable):
        issue(force=force)


# -- what a file remembers ---------------------------------------------------------------------------------------------

FIGURES = (Figure("a --> b", "1 < 2 & 3"), Figure("Phong trào “khéo”", "--"), Figure('"\\', "}"))


def document() -> bytes:
    content = io.BytesIO()
    docx.Document().save(content)
    return content.getvalue()


@pytest.mark.parametrize(("name", "content"), [("a.docx", stamped_docx(document(), FIGURES)),
                                               ("a.md", stamped_md("# A\n\nB\n", FIGURES))])  # fmt: skip
def test_figures_come_back_as_they_were(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    imprint = imprint_of(path)
    assert imprint is not None
    assert (imprint.figures, imprint.untouched) == (FIGURES, True)
    if name.endswith(".md"):
        assert content.count(b"-->") == 1


@BOTH
def test_figures_outlast_an_edit_and_the_edit_is_seen(issue: Issue) -> None:
    path = issue().path
    before = imprint_of(path)
    edited(path)
    after = imprint_of(path)
    assert before is not None
    assert after is not None
    assert (before.untouched, after.untouched) == (True, False)
    assert after.figures == before.figures
    assert len(after.figures) > 30


def test_properties_of_a_template_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    once = stamped_docx(document(), FIGURES)
    path.write_bytes(stamped_docx(once, (Figure("b", "2"),)))
    imprint = imprint_of(path)
    assert imprint is not None
    assert imprint.figures == (Figure("b", "2"),)
    assert faults(path.read_bytes()) == []


@pytest.mark.parametrize("content", [b"", b"PK", b"\xff\xfe", b"<!-- {} -->", b'\n<!-- {"toadam-digest": 1} -->\n'])
@pytest.mark.parametrize("name", ["a.docx", "a.md"])
def test_what_is_not_ours_has_no_imprint(tmp_path: Path, content: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert imprint_of(tmp_path / name) is None
    assert imprint_of(tmp_path / "missing.docx") is None


def test_a_figure_that_is_new_or_gone_is_a_difference(tmp_path: Path) -> None:
    from store.documents.editions import _differences

    assert _differences([Figure("a", "1"), Figure("b", "2")], [Figure("b", "2"), Figure("c", "3")]) == (
        Difference("c", "", "3"),
        Difference("a", "1", ""),
    )
