"""The card for the desk is read back from the printed page, and its badges from the picture of it."""

from __future__ import annotations

import pypdfium2
import pytest
import zxingcpp

from printed import MM, letters, squeezed, texts
from store import codes
from store.codes import Badge, Foreign, ForeignKind
from store.documents import setup_card_pdf
from store.trial_badges import SAMPLE_BADGE, TEST_BADGE
from tui.scanner import split_text

DPI = 150


@pytest.fixture(scope="module")
def card() -> bytes:
    return setup_card_pdf()


@pytest.fixture(scope="module")
def symbols(card: bytes) -> dict[str, zxingcpp.Barcode]:
    with pypdfium2.PdfDocument(card) as document:
        picture = document[0].render(scale=DPI / 72).to_pil()
    return {symbol.text: symbol for symbol in zxingcpp.read_barcodes(picture)}


def test_the_test_badge_and_the_sample_are_read_from_the_page_to_the_letter(
    symbols: dict[str, zxingcpp.Barcode],
) -> None:
    assert set(symbols) == {TEST_BADGE, SAMPLE_BADGE}


def test_a_module_of_either_is_at_least_a_millimetre(symbols: dict[str, zxingcpp.Barcode]) -> None:
    for text, modules in {TEST_BADGE: 33, SAMPLE_BADGE: 21}.items():
        corners = symbols[text].position
        assert (corners.top_right.x - corners.top_left.x) / DPI * 25.4 / modules > 1


@pytest.mark.parametrize(
    "words",
    [
        "Bàn phím nước nào Mỹ (US)",
        "Thêm vào cuối mã Enter (CR)",
        "Thêm vào đầu mã Không thêm gì",
        "Nghỉ giữa hai ký tự 2 đến 10 ms",
        "Đọc loại mã nào Chỉ mã QR",
        "Giả lập phím Ctrl, Win, Alt Tắt",
        "Bàn phím ENG – US",
        "UniKey, EVKey, OpenKey chữ E (tắt)",
        "Hàng phím F1 – F12 Khóa Fn",
        "toadam calibrate",
        "Kiểm tra máy quét",
        SAMPLE_BADGE,
    ],
)
def test_the_card_says_how_scanner_and_computer_are_set(words: str, card: bytes) -> None:
    (page,) = texts(card)
    assert squeezed(words) in squeezed(page)


def test_every_letter_is_on_the_page_and_none_is_missing_in_its_type(card: bytes) -> None:
    with pypdfium2.PdfDocument(card) as document:
        width, height = document[0].get_size()
    for letter in letters(card):
        assert 10 < letter.left < letter.right < width * MM - 10
        assert 5 < letter.top < letter.bottom < height * MM - 5
        assert letter.char != "\ufffd"


def test_the_sample_reads_as_a_badge_and_the_test_badge_as_none() -> None:
    assert isinstance(codes.read(SAMPLE_BADGE), Badge)
    assert codes.read(TEST_BADGE) == Foreign(kind=ForeignKind.TEXT, length=len(TEST_BADGE))


@pytest.mark.parametrize("change", [str, str.swapcase, str.upper, str.lower])
def test_no_scan_is_found_in_the_test_badge(change: type[str]) -> None:
    assert split_text(change(TEST_BADGE) * 2) == ([], change(TEST_BADGE) * 2)
