"""Badge payloads: minted, read, misread, and what is none."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.codes import (
    ALPHABET,
    COLUMNS,
    LEADS,
    SEEDS,
    VERSION,
    Badge,
    Foreign,
    ForeignKind,
    Misread,
    mint,
    mint_conference_letters,
    read,
)

CODES = [mint("LH", seed, ()) for seed in range(60)]
QR_ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_the_same_seed_gives_the_same_code_for_ever() -> None:
    assert mint_conference_letters(5) == "LH"
    assert mint("LH", 1, ()) == "-BLHVKVTLNKLVTNB"
    assert mint("LH", 1, ()) == mint("LH", 1, frozenset())


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_a_lead_and_15_letters_without_a_repeat(code: str) -> None:
    assert code.startswith("-" + VERSION + "LH")
    assert len(code) == 16
    assert set(code[1:]) <= set(ALPHABET)
    assert set(code) <= QR_ALPHANUMERIC
    assert all(one != other for one, other in pairwise(code))


@pytest.mark.parametrize("code", CODES)
def test_a_minted_code_is_read(code: str) -> None:
    assert read(code) == Badge(code=code, conference="LH")


def test_a_taken_code_is_not_given_again() -> None:
    taken = {mint("LH", 1, ())}
    second = mint("LH", 1, taken)
    assert second not in taken
    assert second == mint("LH", 1, taken)
    assert mint("LH", 1, taken | {second}) not in taken | {second}


def test_other_seeds_and_other_conferences_give_other_codes() -> None:
    assert len({mint("LH", seed, ()) for seed in range(2000)}) == 2000
    assert mint("LH", 1, ())[4:] != mint("HL", 1, ())[4:]


@pytest.mark.parametrize("seed", [0, SEEDS - 1])
def test_the_outermost_seeds_are_taken(seed: int) -> None:
    assert isinstance(read(mint(mint_conference_letters(seed), seed, ())), Badge)


@pytest.mark.parametrize("seed", [-1, SEEDS])
def test_a_seed_json_would_bend_is_refused(seed: int) -> None:
    with pytest.raises(ValueError, match="seed"):
        mint("LH", seed, ())
    with pytest.raises(ValueError, match="seed"):
        mint_conference_letters(seed)


@pytest.mark.parametrize("letters", ["", "L", "LHK", "LL", "BL", "lh", "LA", "L-"])
def test_letters_no_conference_has_are_refused(letters: str) -> None:
    with pytest.raises(ValueError, match="conference"):
        mint(letters, 1, ())


def test_every_pair_of_conference_letters_is_minted_about_as_often() -> None:
    counts = Counter(mint_conference_letters(seed) for seed in range(14_400))
    possible = {a + b for a, b in product(ALPHABET, repeat=2) if VERSION != a != b}
    assert set(counts) == possible
    assert 60 < min(counts.values()) <= max(counts.values()) < 140


def test_every_letter_is_minted_about_as_often_in_every_place() -> None:
    codes = [mint("LH", seed, ()) for seed in range(2600)]
    for place in range(5, 16):
        counts = Counter(code[place] for code in codes)
        assert set(counts) == set(ALPHABET)
        assert 140 < min(counts.values()) <= max(counts.values()) < 260


def test_the_columns_keep_what_the_proof_asks_of_them() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 15
    assert (0, 0) not in COLUMNS
    assert all((a * d - b * c) % 13 for (a, b), (c, d) in combinations(COLUMNS[1:], 2))


@pytest.mark.parametrize("code", CODES)
def test_every_wrong_letter_is_a_misread(code: str) -> None:
    for place, letter in product(range(1, 16), ALPHABET):
        damaged = code[:place] + letter + code[place + 1 :]
        assert isinstance(read(damaged), Badge if damaged == code else Misread)


@pytest.mark.parametrize("code", CODES)
def test_every_swap_of_two_letters_is_a_misread(code: str) -> None:
    for one, other in combinations(range(1, 16), 2):
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        damaged = "".join(letters)
        assert isinstance(read(damaged), Badge if damaged == code else Misread)


def test_any_two_wrong_letters_after_the_version_are_a_misread() -> None:
    code = CODES[0]
    for (one, other), (a, b) in product(combinations(range(2, 16), 2), product(ALPHABET, repeat=2)):
        damaged = code[:one] + a + code[one + 1 : other] + b + code[other + 1 :]
        assert isinstance(read(damaged), Badge if damaged == code else Misread)


@pytest.mark.parametrize("lead", ["", *LEADS, "]Q1-", "]Q1"])
@pytest.mark.parametrize("end", ["", "\r", "\n", "\r\n", "\t", "  "])
def test_lead_case_and_terminator_do_not_count(lead: str, end: str) -> None:
    letters = CODES[3][1:]
    for written in (letters, letters.lower(), letters.swapcase(), letters.capitalize()):
        assert read(f"{lead}{written}{end}") == Badge(code=CODES[3], conference="LH")


def test_a_code_of_another_conference_says_whose_it_is() -> None:
    code = mint("XK", 9, ())
    assert read(code) == Badge(code=code, conference="XK")


def test_a_right_check_does_not_excuse_a_repeated_letter() -> None:
    assert read("-" + "B" * 15) == Misread(code="-" + "B" * 15)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("-BLHVKVTLNKLVTNC", "-BLHVKVTLNKLVTNC"),
        ("blhvkvtlnklvtnc", "-BLHVKVTLNKLVTNC"),
        ("-BLHVKVTLNKLVTN", "-BLHVKVTLNKLVTN"),
        ("-BLHVKVTLNKLVT\r\n", "-BLHVKVTLNKLVT"),
        ("_blhvkvtlnklvtnbb", "-BLHVKVTLNKLVTNBB"),
        ("-BLHVKVĐLNKLVTNB", "-BLHVKV?LNKLVTNB"),
        ("-B1HV2VTL3KLVTNB", "-B?HV?VTL?KLVTNB"),
        ("-BLHV\u212aVTLNKLVTNB", "-BLHV?VTLNKLVTNB"),
    ],
)
def test_what_has_the_shape_of_a_badge_is_a_misread(raw: str, code: str) -> None:
    assert read(raw) == Misread(code=code)


@pytest.mark.parametrize(
    ("raw", "kind", "length"),
    [
        ("", ForeignKind.EMPTY, 0),
        (" \r\n", ForeignKind.EMPTY, 0),
        ("8934567890123", ForeignKind.DIGITS, 13),
        ("047", ForeignKind.DIGITS, 3),
        ("001099000001|012345678|Nguyễn Văn An|01011999|Nam|Từ Sơn|01012021", ForeignKind.ID_CARD, 65),
        ("001099000001||Nguyễn Văn An|01011999", ForeignKind.ID_CARD, 36),
        ("00109900001|1|2|3", ForeignKind.TEXT, 17),
        ("001099000001|1|2", ForeignKind.TEXT, 16),
        ("https://example.com/x", ForeignKind.URL, 21),
        ("HTTP://EXAMPLE.COM", ForeignKind.URL, 18),
        ("www.example.com", ForeignKind.URL, 15),
        ("Đàm Thế Sử", ForeignKind.TEXT, 10),
        ("BLHVKVTLNKLVTN", ForeignKind.TEXT, 14),
        ("-BLHVKVTLNKLV", ForeignKind.TEXT, 13),
        ("-B1HV2VT3LNKLV", ForeignKind.TEXT, 14),
        ("-BLHVKVTLNKLVTNBLH", ForeignKind.TEXT, 18),
        ("-B1HV2VT13KLVTNB", ForeignKind.TEXT, 16),
        ("-", ForeignKind.TEXT, 1),
    ],
)
def test_what_is_no_badge_is_known_by_kind_and_length_only(raw: str, kind: ForeignKind, length: int) -> None:
    assert read(raw) == Foreign(kind=kind, length=length)


@given(st.text() | st.from_regex(r"[-_)°]?[a-zA-ZĐđ0-9]{11,18}", fullmatch=True))
def test_nothing_but_badge_letters_is_ever_kept(raw: str) -> None:
    match read(raw):
        case Badge(code=code):
            assert raw.strip().upper().endswith(code[1:])
        case Misread(code=code):
            assert set(code) <= {*ALPHABET, "-", "?"}
            assert 5 * code.count("?") <= len(code) - 1
        case Foreign(length=length):
            assert length <= len(raw)
