"""A scan is read whatever input method, layout or Caps Lock it comes through, and leaves what is typed as it is."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from input_programs import OPENKEY_APART, PROGRAMS, Program, bursts, seen, sent
from layouts import LAYOUTS, WINDOWS_FRENCH, XKB_FRENCH, Layout, typed_on
from reception_window import answers, reception
from store import codes
from typed_scans import HOOKS, PAYLOADS, UNFINISHED, left, parted, share
from typing_rules import METHODS, MICROSOFT, Method

CODES = [codes.mint(codes.mint_conference_letters(seed), seed, ()) for seed in range(40)]
SHIFTED_HYPHEN = (WINDOWS_FRENCH, XKB_FRENCH)
EVERY = [one.typing(method) for one, method in product((*HOOKS, OPENKEY_APART), METHODS)]


def lead_is_a_letter(method: Method, layout: Layout, caps: bool) -> bool:
    """UniKey's Microsoft keys have `)` for `Đ`, which is what the key of the hyphen types in France."""
    return method is MICROSOFT and layout in SHIFTED_HYPHEN and not (caps and layout is WINDOWS_FRENCH)


@pytest.mark.parametrize("backspace", ["\x7f", "\x08"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_a_scan_is_read_through_every_method_layout_and_caps_lock(layout: Layout, backspace: str) -> None:
    for place, (program, caps) in enumerate(product(EVERY, (False, True))):
        if lead_is_a_letter(program.method, layout, caps):
            continue
        code, before = CODES[place % len(CODES)], UNFINISHED[place % len(UNFINISHED)]
        scanned = typed_on(layout, code, caps=caps)
        for end in ("\r", "\t", "\r\n"):
            scans, typed = parted(sent(program, before + scanned + end), backspace)
            assert [codes.read(scan.payload) for scan in scans] == [codes.read(code)], (program.name, before, end)
            assert seen(typed) == left(program, before), (program.name, before, end)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_scans_between_words_are_read_in_order_and_the_words_stay(program: Program) -> None:
    for method in METHODS:
        typing = program.typing(method)
        keys = "nguyen van ".join(f"{code}\r" for code in CODES[:6])
        scans, typed = parted(sent(typing, keys))
        assert [scan.payload for scan in scans] == CODES[:6]
        assert seen(typed) == "nguyen van " * 5


def test_a_program_that_sends_whole_words_keeps_a_scan_until_its_end_or_the_next_one() -> None:
    ibus = PROGRAMS[-1]
    assert list(bursts(ibus, CODES[0] + "\r")) == ["-", *[""] * 15, CODES[0][1:] + "\r"]
    assert parted(sent(ibus, CODES[0])) == ([], "-")
    scans, typed = parted(sent(ibus, CODES[0] + CODES[1] + "\r"))
    assert [scan.payload for scan in scans] == CODES[:2]
    assert typed == ""


@given(st.data())
def test_any_corrections_that_end_in_a_code_are_the_code(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(CODES))
    steps = st.lists(st.tuples(st.integers(0, 6), st.integers(1, 14)), max_size=4)
    sent, standing = "", ""
    for back, on in data.draw(steps):
        kept = max(len(standing) - back, 1) if standing else 0
        sent += "\b" * (len(standing) - kept) + code[kept : min(kept + on, 15)]
        standing = code[: max(kept, min(kept + on, 15))]
    sent += code[len(standing) :]
    scans, typed = parted(f"an {sent}\rh")
    assert [scan.payload for scan in scans] == [code]
    assert typed == "an h"


KEYS = st.lists(st.sampled_from(["-", "B", "G", "x", "ơ", "\b", " ", "\r", CODES[0], CODES[1]]), max_size=30)


@given(KEYS)
def test_whatever_is_no_scan_stands_there_as_without_the_filter(keys: list[str]) -> None:
    typed = "".join(keys)
    scans, went_on = parted(typed)
    kept = "".join(scan.typed for scan in scans)
    assert sorted((kept + went_on).replace("\r", "")) == sorted(typed.replace("\r", ""))
    if not scans:
        assert went_on == typed


def test_in_a_terminal_they_are_answered_in_order_and_the_field_is_kept(roll: Path) -> None:
    chance = random.Random(7)
    ways = [(program, layout) for program in EVERY for layout in LAYOUTS if program.method is not MICROSOFT]
    with reception(roll) as terminal:
        for number, (program, layout) in enumerate(chance.sample(ways, 12), start=1):
            before, backspace = chance.choice(UNFINISHED), chance.choice([b"\x7f", b"\x08"])
            scanned = typed_on(layout, builders.code(number), caps=chance.random() < 0.5)
            terminal.send(sent(program, before + scanned + "\r").encode().replace(b"\b", backspace))
            terminal.wait_for(f"Có mặt {number}/112")
            if kept := left(program, before):
                terminal.wait_for(kept)
            terminal.send("\x15")
    assert [entry.outcome["delegate"] for entry in answers(roll)] == list(range(1, 13))


def test_what_the_readme_compares_with_is_damaged() -> None:
    telex = HOOKS[0].typing(METHODS[0])
    assert share("Tọa Đàm", "US", telex, 20) == 1
    assert all(share(kind, "Vietnamese", telex, 12) < 0.5 for kind in PAYLOADS if kind != "Tọa Đàm")


@pytest.mark.long
@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_unfinished_word_before_every_method_and_layout(layout: Layout) -> None:
    for program, caps, before, code in product(EVERY, (False, True), UNFINISHED, CODES):
        if not lead_is_a_letter(program.method, layout, caps):
            scans, typed = parted(sent(program, before + typed_on(layout, code, caps=caps) + "\r"))
            assert [codes.read(scan.payload) for scan in scans] == [codes.read(code)]
            assert seen(typed) == left(program, before)
