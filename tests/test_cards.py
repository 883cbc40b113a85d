"""Cards to send by message, read back as a scanner reads them from a phone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import zxingcpp
from msgspec.structs import replace
from PIL import Image, ImageChops

import builders
from store.documents import NobodySelected, Unwritable, card_png, cards
from store.documents.cards import card_name

CONFERENCE = builders.conference()


def picture(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.fixture(scope="module")
def card() -> Image.Image:
    return picture(card_png(CONFERENCE, builders.delegate(47)))


def codes_in(image: Image.Image) -> list[str]:
    return [symbol.text for symbol in zxingcpp.read_barcodes(image)]


def test_a_card_is_a_portrait_for_a_phone(card: Image.Image) -> None:
    assert card.size == (1080, 1620)


def test_its_code_is_read(card: Image.Image) -> None:
    assert codes_in(card) == [builders.code(47)]


@pytest.mark.parametrize("width", [270, 360, 540])
def test_its_code_survives_what_messengers_do_to_pictures(card: Image.Image, width: int) -> None:
    sent = io.BytesIO()
    card.resize((width, width * 3 // 2)).save(sent, "JPEG", quality=40)
    assert codes_in(Image.open(sent)) == [builders.code(47)]


def test_modules_are_whole_pixels_and_the_quiet_zone_is_empty(card: Image.Image) -> None:
    found = zxingcpp.read_barcodes(card)[0].position
    left, top = found.top_left.x, found.top_left.y
    assert (left, top) == pytest.approx((288, 890), abs=2)
    symbol = card.convert("L").crop((288, 890, 288 + 504, 890 + 504))
    assert {value for _, value in symbol.getcolors() or []} == {0, 255}
    around = card.convert("L").crop((288 - 96, 890 - 96, 288 + 504 + 96, 890 + 504 + 96))
    around.paste(255, (96, 96, 96 + 504, 96 + 504))
    assert around.getextrema() == (255, 255)


@pytest.mark.parametrize("field", ["name", "title", "unit", "number", "category"])
def test_everything_of_the_delegate_is_drawn(field: str, card: Image.Image) -> None:
    other = {"name": "Đàm Thế Sử", "title": "Bí thư", "unit": "Phường Phù Khê", "number": 48, "category": "ban-dang"}
    changed = replace(builders.delegate(47), **{field: other[field]})
    assert ImageChops.difference(card, picture(card_png(CONFERENCE, changed))).getbbox() is not None


@pytest.mark.parametrize("field", ["short_title", "venue", "date", "organiser"])
def test_everything_of_the_conference_is_drawn(field: str, card: Image.Image) -> None:
    other = {
        "short_title": "Hội nghị khác",
        "venue": "Hội trường B",
        "date": CONFERENCE.date.replace(day=16),
        "organiser": replace(CONFERENCE.organiser, name="Ban Tổ chức"),
    }
    changed = builders.conference(**{field: other[field]})
    assert ImageChops.difference(card, picture(card_png(changed, builders.delegate(47)))).getbbox() is not None


@pytest.mark.parametrize("name", ["Ẵ" * 300, "Nguyễn Thị " * 27, "#eval() *b* $x$", ""])
def test_no_name_reaches_the_code(name: str) -> None:
    crowded = builders.delegate(47, name=name, title=name, unit=name)
    drawn = picture(card_png(CONFERENCE, crowded))
    assert codes_in(drawn) == [crowded.code]
    above_code = drawn.convert("L").crop((0, 890 - 96, 1080, 890))
    beside_card = [drawn.convert("L").crop(box) for box in ((0, 0, 80, 890), (1000, 0, 1080, 890))]
    assert {part.getextrema() for part in (above_code, *beside_card)} == {(255, 255)}


@pytest.mark.parametrize(
    ("number", "name", "expected"),
    [
        (47, "Nguyễn Văn Hưởng", "047-nguyen-van-huong.png"),
        (3, "Đ/c Đàm Thế Sử (PCT)", "003-d-c-dam-the-su-pct.png"),
        (1047, "Ðặng Quốc Ẩn", "1047-dang-quoc-an.png"),
        (5, "", "005.png"),
        (6, "漢字", "006.png"),
        (7, "../../etc/passwd", "007-etc-passwd.png"),
        (8, "a" * 300, f"008-{'a' * 80}.png"),
    ],
)
def test_file_names_are_plain(number: int, name: str, expected: str) -> None:
    assert card_name(builders.delegate(number, name=name)) == expected


def test_a_folder_gets_one_picture_a_delegate(tmp_path: Path) -> None:
    delegates = builders.delegates(12)
    told: list[tuple[int, int]] = []
    written = cards(CONFERENCE, delegates, tmp_path / "a" / "b", lambda done, of: told.append((done, of)))
    assert told == [(10, 12), (12, 12)]
    assert sorted(written) == sorted((tmp_path / "a" / "b").iterdir())
    assert [codes_in(Image.open(path)) for path in written] == [[one.code] for one in delegates]


def test_nobody_has_no_cards(tmp_path: Path) -> None:
    with pytest.raises(NobodySelected):
        cards(CONFERENCE, [], tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_bytes(b"a file")
    with pytest.raises(Unwritable) as refusal:
        cards(CONFERENCE, builders.delegates(1), taken)
    assert refusal.value.path == taken
