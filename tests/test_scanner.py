from __future__ import annotations

import asyncio
import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.app import App

from store import codes
from terminal import Terminal
from tui.scanner import SILENCE, Broken, Scan, ScanCapture, ScanFilter, split_text

LETTERS = codes.mint_conference_letters(1)
CODES = [codes.mint(LETTERS, seed, ()) for seed in range(50)]
CODE = CODES[0]
KNOWN = frozenset(CODES)
STRANGER = codes.mint(LETTERS, 1_000, ())
MISREAD = CODE[:-1] + next(letter for letter in codes.ALPHABET if letter not in CODE[-2:])

KEY_NAMES = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "-": "minus", "\x1b": "escape", "\b": "backspace"}


@dataclass
class Stroke:
    key: str
    character: str | None


ENTER = Stroke("enter", "\r")


def strokes(text: str) -> list[Stroke]:
    return [Stroke(KEY_NAMES.get(char, char), char) for char in text]


def outcome(*typed: Stroke) -> list[str]:
    """What came of the keys, as text, with a scan in brackets and what comes of a silence after a bar."""
    filter_: ScanFilter[Stroke] = ScanFilter(KNOWN.__contains__)
    shown = [_shown(result) for stroke in typed for result in filter_.feed(stroke)]
    held = [_shown(result) for result in filter_.release()]
    return shown + (["|", *held] if held else [])


def _shown(result: Stroke | Scan | Broken) -> str:
    match result:
        case Scan():
            return f"[{result.payload}]"
        case Broken():
            return f"[broken {result.length}]"
    return str(result.character)


def typed(text: str) -> str:
    return "".join(outcome(*strokes(text)))


@pytest.mark.parametrize("terminator", ["", "\r", "\n", "\r\n", "\n\n", "\t"])
def test_a_scan_is_taken_with_its_terminator(terminator: str) -> None:
    assert typed(CODE + terminator) == f"[{CODE}]"


@pytest.mark.parametrize("lead", list(codes.LEADS))
@pytest.mark.parametrize("case", [str.upper, str.lower, str.title, str.swapcase])
def test_every_lead_and_case_is_a_scan(lead: str, case: type[str]) -> None:
    payload = lead + case(CODE[1:])
    assert typed(payload) == f"[{payload}]"


@pytest.mark.parametrize("before", ["\r", ""])
@pytest.mark.parametrize("end", ["\r", "\n", "\t"])
def test_a_terminator_ends_the_scan_that_waits_for_it_and_not_the_one_before(before: str, end: str) -> None:
    for payload in (MISREAD, STRANGER):
        assert typed(f"{CODE}{before}{payload}{end}an") == f"[{CODE}][{payload}]an"


def test_a_misread_badge_is_a_scan_too() -> None:
    assert isinstance(codes.read(MISREAD), codes.Misread)
    assert typed(MISREAD + "\r") == f"[{MISREAD}]"
    assert typed(MISREAD + CODE) == f"[{MISREAD}][{CODE}]"


@pytest.mark.parametrize("terminator", ["\r", "\n", "\r\n", "\t"])
def test_what_is_no_badge_here_is_a_scan_when_nothing_more_comes_of_it(terminator: str) -> None:
    for payload in (MISREAD, STRANGER):
        assert typed(payload + terminator) == f"[{payload}]"
        assert typed(payload) == f"|[{payload}]"
        filter_: ScanFilter[Stroke] = ScanFilter(KNOWN.__contains__)
        held = [filter_.feed(stroke) for stroke in strokes(payload)]
        assert (held, filter_.silence) == ([[]] * 16, SILENCE)
        late = (
            [result for stroke in strokes(terminator) for result in filter_.feed(stroke)] if filter_.release() else [1]
        )
        assert late == []


@pytest.mark.parametrize("terminator", ["", "\r", "\r\n", "\t"])
def test_scans_back_to_back_come_out_in_order(terminator: str) -> None:
    assert typed("".join(code + terminator for code in CODES)) == "".join(f"[{code}]" for code in CODES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("an", "an"),
        ("-", "|-"),
        ("-B", "|-B"),
        ("-a", "|-a"),
        ("-an", "|-an"),
        ("-Ba-", "|-Ba-"),
        ("x-y", "x|-y"),
        ("x-ye", "x-ye"),
        ("--", "|--"),
        ("Bắc-Ninh", "Bắc|-Ninh"),
        (f"-BC{CODE}", f"[{CODE}]|-BC"),
        (f"-{CODE}\r", f"[{CODE}]|-"),
        (f"an{CODE}\rh", f"an[{CODE}]h"),
        (f"{CODE}\r\r", f"[{CODE}]\r"),
        (f"{CODE}\t\n", f"[{CODE}]\n"),
        (f"{CODE}\r\n\n", f"[{CODE}]\n"),
        (f"{CODE}\x1b", f"[{CODE}]\x1b"),
        (f"{CODE}a\r", f"[{CODE}]a"),
        (f"{CODE}an\r", f"[{CODE}]an\r"),
        (f"{CODE}B", f"[{CODE}]B"),
    ],
)
def test_what_is_no_scan_goes_on_in_order(text: str, expected: str) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize("correction", ["{0}\b{0}", "{0}{0}\b", "{0}GHK\b\b\b\b{0}", "ơ\b{0}", "{0}ư\b"])
@pytest.mark.parametrize("at", range(1, 12))
def test_a_scan_corrected_on_the_way_is_what_a_person_would_see(at: int, correction: str) -> None:
    sent = CODE[:at] + correction.format(CODE[at]) + CODE[at + 1 :]
    filter_: ScanFilter[Stroke] = ScanFilter()
    results = [result for stroke in strokes(sent) for result in filter_.feed(stroke)]
    assert results == [Scan(CODE, typed=sent)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-\b", "-\b"),
        ("-BC\b\b\b", "-BC\b\b\b"),
        ("-BC\b\bG\r", "-BC\b\bG\r"),
        ("-Bơ\bC đi", "-Bơ\bC đi"),
        ("-Bơ\bC\x1b", "-Bơ\bC\x1b"),
        (f"nguye\b\b\bguy{CODE}\r", f"nguye\b\b\bguy[{CODE}]"),
        (f"-\b\bn-{CODE[1:]}\r", f"-\b\bn[{CODE}]"),
        (f"-B\b\b{CODE}\r\b", f"-B\b\b[{CODE}]\b"),
    ],
)
def test_backspaces_go_on_in_their_turn_when_it_was_no_scan(text: str, expected: str) -> None:
    assert typed(text) == expected


def test_an_enter_after_a_silence_is_a_persons() -> None:
    filter_: ScanFilter[Stroke] = ScanFilter()
    waits = [filter_.feed(stroke) and filter_.awaits_terminator for stroke in strokes(CODE)]
    assert waits[-1]
    assert (filter_.release(), filter_.awaits_terminator, filter_.feed(ENTER)) == ([], False, [ENTER])


@pytest.mark.parametrize("key", ["a", " ", "\x1b"])
def test_a_key_may_come_before_a_terminator_and_a_second_one_ends_the_wait(key: str) -> None:
    assert outcome(*strokes(CODE + key), ENTER, ENTER) == [f"[{CODE}]", key, "\r"]
    assert outcome(*strokes(CODE + key + "a"), ENTER) == [f"[{CODE}]", key, "a", "\r"]


@pytest.mark.parametrize("key", ["alt+B", "ctrl+b", "left", "f5"])
def test_a_key_that_types_nothing_ends_a_prefix(key: str) -> None:
    character = "B" if key == "alt+B" else None
    assert outcome(*strokes("-C"), Stroke(key, character)) == ["-", "C", str(character)]


@given(st.text(alphabet="-_BCGKaeio \r", max_size=60).filter(lambda text: not re.search("[BCGK]{4}", text)))
def test_nothing_typed_is_lost_or_reordered(text: str) -> None:
    got = [piece.strip("[]") for piece in outcome(*strokes(text)) if piece != "|"]
    assert _without_terminators("".join(got)) == _without_terminators(text)


def _without_terminators(text: str) -> str:
    return text.replace("\r", "")


@pytest.mark.parametrize(
    ("text", "scans", "rest"),
    [
        ("Nguyễn Văn An", [], "Nguyễn Văn An"),
        (" \n", [], " \n"),
        (CODE, [CODE], ""),
        (f"{CODE}\r\n", [CODE], ""),
        ("\n".join(CODES[:3]), CODES[:3], ""),
        ("".join(CODES[:3]), CODES[:3], ""),
        (f"An\t{CODE}\tBình", [CODE], "An\tBình"),
        (CODE.lower(), [CODE.lower()], ""),
        (CODE[:-1], [], CODE[:-1]),
    ],
)
def test_scans_are_found_in_a_paste(text: str, scans: list[str], rest: str) -> None:
    assert split_text(text) == (scans, rest)


class Waiting:
    """An application too busy to come to what it was asked to do later."""

    is_headless = True

    def __init__(self) -> None:
        self.later: asyncio.Queue[tuple[Callable[..., Awaitable[None]], object]] = asyncio.Queue()

    def call_later(self, callback: Callable[..., Awaitable[None]], argument: object) -> None:
        self.later.put_nowait((callback, argument))


async def test_a_release_that_comes_too_late_does_not_break_the_next_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.scanner.SILENCE", 0.0)
    monkeypatch.setattr("tui.scanner.SILENCE_AFTER_LEAD", 0.0)
    app, passed, scans = Waiting(), list[events.Event](), list[str]()

    async def pass_on(event: events.Event) -> None:
        passed.append(event)

    capture = ScanCapture(cast(App[None], app), pass_on, lambda scan: scans.append(_shown(scan)))
    await capture.route(events.Key("minus", "-"))
    release, argument = await app.later.get()
    for letter in CODE[1:]:
        await capture.route(events.Key(letter, letter))
        await release(argument)
    assert (passed, scans) == ([], [f"[{CODE}]"])


PROBE = """
import hashlib, sys, time
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, DataTable, Static
from tui.scanner import ScanCapture
from tui.machine.terminal_input import mend
from tui.widgets.text_field import TextField

class Dialog(ModalScreen):
    CSS = "Dialog { align: center bottom; background: transparent; } #box { width: 40; height: 8; }"
    BINDINGS = [("escape", "dismiss", "close")]
    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield TextField(id="inner")
            yield Button("Press", id="inner-button")

class Probe(App):
    CSS = "DataTable { height: 6; } #facts { height: 6; }"
    BINDINGS = [
        ("f2", "aim('field')", ""), ("f3", "aim('table')", ""), ("f4", "aim('button')", ""), ("f5", "dialog", ""),
        ("f6", "stall", ""), ("1", "mark", ""), ("B", "wrong", ""), ("minus", "hyphen", ""),
    ]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self):
        super().__init__()
        self.scans, self.facts = [], dict(pressed=0, submitted=0, row=0, wrong=0, hyphens=0, escapes=0, marks=0)
        self.capture = ScanCapture(self, super().on_event, self.take)

    def get_driver_class(self):
        return mend(super().get_driver_class())

    def take(self, scan):
        self.scans.append(scan.payload)
        self.show()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event.key == "escape" and not event.is_forwarded:
            self.facts["escapes"] += 1
        await self.capture.route(event)

    def compose(self) -> ComposeResult:
        yield Static(id="facts", markup=False)
        yield TextField(id="field")
        yield DataTable(id="table", cursor_type="row")
        yield Button("Press", id="button")

    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_column("name")
        for number in range(5):
            table.add_row(f"row {number}")
        self.query_one("#field").focus()
        self.show()

    def note(self, **changes):
        for key, change in changes.items():
            self.facts[key] += change
        self.show()

    def show(self):
        if not self.is_mounted:
            return
        digest = hashlib.sha1(" ".join(self.scans).encode()).hexdigest()[:8]
        field = self.screen_stack[0].query_one("#field")
        self.screen_stack[0].query_one("#facts").update(
            f"scans={len(self.scans)} digest={digest} last={self.scans[-1] if self.scans else None}\\n"
            + " ".join(f"{key}={value}" for key, value in self.facts.items())
            + f"\\nfield=<{field.value}>@{field.cursor_position} focus={self.focused and self.focused.id}"
            + f" screens={len(self.screen_stack)}")

    def action_aim(self, id): self.query_one("#" + id).focus(); self.call_later(self.show)
    def action_dialog(self): self.push_screen(Dialog()); self.call_later(self.show)
    def action_mark(self): self.note(marks=1)
    def action_wrong(self): self.note(wrong=1)
    def action_hyphen(self): self.note(hyphens=1)
    def action_stall(self): time.sleep(0.3)
    def on_text_field_changed(self): self.show()
    def on_text_field_submitted(self): self.note(submitted=1)
    def on_button_pressed(self): self.note(pressed=1)
    def on_data_table_row_highlighted(self, event): self.facts["row"] = event.cursor_row; self.show()
    def on_data_table_row_selected(self): self.note(pressed=1)

if __name__ == "__main__":
    Probe().run()
"""


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with Terminal.python(PROBE) as terminal:
        terminal.wait_for("scans=0")
        yield terminal
        terminal.send("\x11")
        assert terminal.wait() == 0


class Desk:
    """Keeps count of the scans sent to the probe, which runs through the whole module."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.sent: list[str] = _sent

    def expect(self, *scans: str) -> None:
        """Waits until these scans, after all earlier ones, have been taken in order, and no others."""
        self.sent += scans
        digest = hashlib.sha1(" ".join(self.sent).encode()).hexdigest()[:8]
        self.terminal.wait_for(f"scans={len(self.sent)} digest={digest}")

    def expect_empty_field(self) -> None:
        """Types a letter, which has to be the only thing in the field."""
        self.terminal.send("z")
        self.terminal.wait_for("field=<z>@1 focus=field")

    def mark(self) -> None:
        """Waits until every key sent so far has had its effect. Not for when a field has the focus."""
        marks = int(self.fact("marks"))
        self.terminal.send("1")
        self.terminal.wait_for(f"marks={marks + 1}")

    def fact(self, name: str) -> str:
        return next(word.partition("=")[2] for word in self.terminal.text.split() if word.startswith(f"{name}="))


_sent: list[str] = []


@pytest.fixture
def desk(terminal: Terminal) -> Desk:
    """The probe with an empty field that has the focus."""
    terminal.send("\x1bOQ")
    terminal.wait_for("focus=field screens=1")
    terminal.send("\x05\x15")
    terminal.wait_for("field=<>@0 focus=field")
    return Desk(terminal)


@pytest.mark.parametrize("terminator", ["", "\r", "\n", "\r\n", "\t"])
@pytest.mark.parametrize("gap", [0, 0.0005, 0.002])
def test_a_scan_leaves_a_half_typed_text_as_it_was(desk: Desk, gap: float, terminator: str) -> None:
    submitted = desk.fact("submitted")
    desk.terminal.send("nguyen v\x1b[D\x1b[D")
    desk.terminal.wait_for("field=<nguyen v>@")
    desk.terminal.send(CODE + terminator, gap)
    desk.expect(CODE)
    desk.terminal.send("x")
    desk.terminal.wait_for("field=<nguyenx v>@7 focus=field")
    assert desk.fact("submitted") == submitted


def test_fifty_scans_in_one_write_are_fifty_scans_in_order(desk: Desk) -> None:
    desk.terminal.send("".join(f"{code}\r" for code in CODES))
    desk.expect(*CODES)
    desk.terminal.send("".join(CODES))
    desk.expect(*CODES)
    desk.expect_empty_field()


def test_scans_reported_key_by_key_in_the_kitty_protocol_are_scans(desk: Desk) -> None:
    enter = "\x1b[13u"
    desk.terminal.send("".join(_reported(code) + enter for code in CODES[:10]))
    desk.expect(*CODES[:10])
    desk.expect_empty_field()


def _reported(text: str) -> str:
    return "".join(f"\x1b[{ord(char.lower())};;{ord(char)}u" for char in text)


def test_fifty_scans_at_a_scanners_pace_are_fifty_scans(desk: Desk) -> None:
    desk.terminal.send("".join(f"{code}\r\n" for code in CODES), gap=0.002)
    desk.expect(*CODES)
    desk.expect_empty_field()


@pytest.mark.parametrize(
    "scanned", [CODE.lower(), CODE.swapcase(), "_" + CODE[1:], ")" + CODE[1:], "°" + CODE[1:], MISREAD]
)
def test_what_layouts_and_printers_make_of_a_code_is_taken(desk: Desk, scanned: str) -> None:
    desk.terminal.send(scanned + "\r")
    desk.expect(scanned)
    desk.expect_empty_field()


@pytest.mark.parametrize(("key", "place"), [("\x1bOR", "table"), ("\x1bOS", "button")])
def test_a_scan_moves_nothing_and_presses_nothing(desk: Desk, key: str, place: str) -> None:
    before = {name: desk.fact(name) for name in ("pressed", "submitted", "row", "wrong", "hyphens")}
    desk.terminal.send(key)
    desk.terminal.wait_for(f"focus={place}")
    desk.terminal.send("".join(f"{code}\r\n" for code in CODES[:5]) + f"{CODE}\t")
    desk.expect(*CODES[:5], CODE)
    desk.mark()
    assert {name: desk.fact(name) for name in before} == before
    assert desk.fact("focus") == place


def test_an_open_dialog_does_not_feel_a_scan(desk: Desk) -> None:
    pressed, submitted = int(desk.fact("pressed")), desk.fact("submitted")
    desk.terminal.send("\x1b[15~")
    desk.terminal.wait_for("screens=2")
    desk.terminal.send(f"ab{CODE}\rcd")
    desk.expect(CODE)
    desk.terminal.wait_for("abcd")
    desk.terminal.send("\t" + CODE + "\r")
    desk.expect(CODE)
    desk.terminal.send("\r")
    desk.terminal.wait_for(f"pressed={pressed + 1}")
    desk.terminal.send("\x1b")
    desk.terminal.wait_for(lambda: "abcd" not in desk.terminal.text)
    desk.terminal.send("\x1bOR")
    desk.terminal.wait_for("focus=table")
    desk.mark()
    assert (desk.fact("pressed"), desk.fact("submitted")) == (str(pressed + 1), submitted)


def test_the_command_palette_does_not_feel_a_scan(desk: Desk) -> None:
    desk.terminal.send("\x10")
    desk.terminal.wait_for("Search for commands")
    desk.terminal.send(f"{CODE}\r")
    desk.terminal.send("qui")
    desk.terminal.wait_for(lambda: ["🔎", "qui"] in [line.split() for line in desk.terminal.screen()])
    desk.terminal.send("\x1b")
    desk.terminal.wait_for(lambda: "🔎" not in desk.terminal.text)
    desk.expect(CODE)


def test_pasted_codes_are_scans_and_the_rest_is_pasted(desk: Desk) -> None:
    desk.terminal.paste(CODE)
    desk.expect(CODE)
    desk.terminal.paste("\r\n".join(CODES[:3]))
    desk.expect(*CODES[:3])
    desk.terminal.paste(f"Nguyễn {CODES[4]}")
    desk.expect(CODES[4])
    desk.terminal.wait_for("field=<Nguyễn>")


def test_a_paste_comes_after_what_was_typed_before_it(desk: Desk) -> None:
    desk.terminal.send("-B\x1b[200~An\x1b[201~")
    desk.terminal.wait_for("field=<-BAn>")


def test_a_hyphen_typed_by_a_person_arrives_after_a_silence(desk: Desk) -> None:
    desk.terminal.send("-")
    desk.terminal.wait_for("field=<->@1")
    desk.terminal.send("BC")
    desk.terminal.wait_for("field=<-BC>@3")


def test_a_broken_prefix_comes_before_what_broke_it(desk: Desk) -> None:
    desk.terminal.send(f"Bắc-Ninh -BCG\x7f\x7f{CODES[1]}\rđ")
    desk.expect(CODES[1])
    desk.terminal.wait_for("field=<Bắc-Ninh -Bđ>")


@pytest.mark.parametrize(("lead", "gap"), [("-", 0), ("_", 0), (")", 0.002), ("°", 0), ("-", 0.002), ("-", 0.02)])
def test_a_scan_right_after_escape_is_whole_and_so_is_escape(desk: Desk, lead: str, gap: float) -> None:
    escapes = int(desk.fact("escapes"))
    scanned = lead + CODE[1:]
    desk.terminal.send("\x1b" + scanned + "\r", gap)
    desk.expect(scanned)
    desk.terminal.wait_for(f"escapes={escapes + 1}")
    desk.expect_empty_field()


def test_letters_an_input_method_keeps_until_the_scan_ends_come_after_their_lead(desk: Desk) -> None:
    desk.terminal.send("ab-")
    desk.terminal.wait_for("field=<ab>@2")
    time.sleep(2 * SILENCE)  # the pace of a scanner whose letters are kept back
    desk.terminal.send(CODE[1:] + "\r")
    desk.expect(CODE)
    desk.terminal.send("c")
    desk.terminal.wait_for("field=<abc>@3")


def test_a_scan_survives_a_stall_in_its_middle(desk: Desk) -> None:
    desk.terminal.send("\x1b[17~" + CODE[:7])
    desk.terminal.send(CODE[7:] + "\r", gap=0.002)
    desk.expect(CODE)
    desk.expect_empty_field()


def test_a_scan_typed_while_the_program_starts_is_not_lost() -> None:
    with Terminal.python(PROBE) as terminal:
        terminal.send(f"{CODE}\r")
        terminal.wait_for(f"scans=1 digest={hashlib.sha1(CODE.encode()).hexdigest()[:8]}")
        terminal.wait_for("field=<>@0")
