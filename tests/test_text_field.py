from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Input

from input_programs import PROGRAMS, UNIKEY, Program, sent
from terminal import Terminal
from tui.widgets.text_field import TextField
from tui.widgets.typing_history import Snapshot, TypingHistory
from typing_rules import METHODS, Marks, keys_for

PROBE = """
from textual.app import App, ComposeResult
from textual.widgets import Static
from tui.machine.terminal_input import mend
from tui.widgets.text_field import TextField

class Probe(App):
    CSS = "Static { height: 4; }"
    BINDINGS = [("ctrl+z", "undo", ""), ("ctrl+y", "redo", ""), ("enter", "enter", ""), ("f2", "go('one')", ""),
                ("f3", "go('two')", "")]

    def get_driver_class(self):
        return mend(super().get_driver_class())

    def compose(self) -> ComposeResult:
        yield Static(id="facts", markup=False)
        yield TextField(id="one")
        yield TextField(id="two", clear_on_submit=True)

    def on_mount(self):
        self.got, self.undone, self.gone = [], 0, 0
        self.show()

    def show(self):
        field = self.focused or self.query_one("#one")
        self.query_one("#facts").update(
            f"focus={field.id} value=<{field.value}> text=<{field.text}> undone={self.undone}\\n"
            f"gone={self.gone} got={self.got}")

    def on_text_field_changed(self, event): self.show()
    def on_text_field_submitted(self, event): self.got.append(event.value); self.show()
    def action_undo(self): self.undone += 1; self.show()
    def action_redo(self): self.undone += 100; self.show()
    def action_enter(self): self.got.append("the application's Enter"); self.show()
    def action_go(self, id):
        field = self.query_one("#" + id)
        field.clear()
        field.focus()
        self.got.clear()
        self.gone += 1
        self.call_later(self.show)

if __name__ == "__main__":
    Probe().run()
"""


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with Terminal.python(PROBE) as terminal:
        terminal.wait_for("focus=one")
        yield terminal


def _empty(terminal: Terminal, field: str, key: str) -> Terminal:
    """Letters would overtake the key: it is a binding of the application."""
    before = re.search(r"gone=(\d+)", terminal.text)
    assert before
    terminal.send(key)
    terminal.wait_for(f"gone={int(before[1]) + 1} ")
    assert f"focus={field} value=<> " in terminal.text
    return terminal


@pytest.fixture
def field(terminal: Terminal) -> Terminal:
    """An empty field that keeps its text when Enter is pressed."""
    return _empty(terminal, "one", "\x1bOQ")


@pytest.fixture
def search(terminal: Terminal) -> Terminal:
    """An empty field that gives up its text when Enter is pressed."""
    return _empty(terminal, "two", "\x1bOR")


NAME = "Đàm Thế Sử, Nguyễn Thị Hưởng,"


@pytest.mark.parametrize("backspace", [b"\x7f", b"\x08"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_what_every_program_types_comes_out_right(field: Terminal, program: Program, backspace: bytes) -> None:
    for place, method in enumerate(METHODS):
        keys = keys_for(method, NAME, list(Marks)[place % 3])
        field.send(sent(program.typing(method), keys).encode().replace(b"\b", backspace))
        field.wait_for(f"text=<{NAME}>")
        field.send("\x15")
        field.wait_for("value=<> ")


@pytest.mark.parametrize("gap", [0.0005, 0.002])
def test_what_an_input_method_types_comes_out_right_at_every_pace(field: Terminal, gap: float) -> None:
    field.send(sent(UNIKEY, keys_for(UNIKEY.method, NAME, Marks.TONE_AT_THE_END)), gap)
    field.wait_for(f"text=<{NAME}>")


def test_a_backspace_reported_in_the_kitty_protocol_acts_in_its_turn(field: Terminal) -> None:
    field.send("vie\x1b[127uêt\x1b[127u\x1b[127u\x1b[0;;7879ut")
    field.wait_for("value=<việt>")


def test_two_texts_sent_in_one_burst_are_two_texts(search: Terminal) -> None:
    search.send("1234567\r7654321\r")
    search.wait_for("got=['1234567', '7654321']")
    search.wait_for("value=<> ")


def test_a_text_is_what_it_was_when_enter_was_pressed(field: Terminal) -> None:
    field.send("Hoa\r\x7f\x7fà\r")
    field.wait_for("got=['Hoa', 'Hà']")


def test_a_line_feed_is_enter(field: Terminal) -> None:
    field.send("an\n")
    field.wait_for("got=['an']")


def test_every_editing_key_acts_in_its_turn(field: Terminal) -> None:
    field.send("abc\x1b[D\x1b[DX\x1b[H<\x05>\x1b[D\x7fc\x1b[H\x1b[3~=")
    field.wait_for("value=<=aXbc>>")


def test_text_is_read_in_nfc_and_kept_as_typed(field: Terminal) -> None:
    field.send("Nguye\u0302\u0303n\r")
    field.wait_for("text=<Nguyễn>")
    field.wait_for("got=['Nguyễn']")
    field.send("\x7f\x7f\x7f")
    field.wait_for("text=<Nguye>")


def test_a_paste_gives_its_first_line_made_safe(field: Terminal) -> None:
    field.paste("\n  Nguyễn \u202e Văn\x07 An \nsecond")
    field.wait_for("value=<Nguyễn Văn An>")


def test_a_paste_of_nothing_changes_nothing(field: Terminal) -> None:
    field.send("an")
    field.wait_for("value=<an>")
    field.paste("\n \n")
    field.send("h")
    field.wait_for("value=<anh>")


def test_undo_takes_back_typing_and_then_belongs_to_the_application(field: Terminal) -> None:
    undone = _undone(field)
    field.send("Trần Văn An")
    field.wait_for("value=<Trần Văn An>")
    field.send("\x1a")
    field.wait_for("value=<Trần Văn >")
    field.send("\x1a\x19\x19")
    field.wait_for("value=<Trần Văn An>")
    assert _undone(field) == undone
    field.send("\x1a\x1a\x1a")
    field.wait_for("value=<> ")
    field.send("\x1a")
    field.wait_for(f"undone={undone + 1}")


def test_an_input_methods_corrections_are_undone_with_their_word(field: Terminal) -> None:
    field.send("xin " + sent(UNIKEY, "vieetj"))
    field.wait_for("value=<xin việt>")
    field.send("\x1a")
    field.wait_for("value=<xin >")


def _undone(terminal: Terminal) -> int:
    return int(terminal.text.partition("undone=")[2].split()[0])


def test_a_program_that_replaces_the_text_begins_a_new_history() -> None:
    history = TypingHistory()
    history.record(Snapshot("", 0), Snapshot("a", 1), "a")
    assert history.undo(Snapshot("put in", 0)) is None


def test_what_was_taken_back_is_forgotten_when_typing_goes_on() -> None:
    history = TypingHistory()
    history.record(Snapshot("", 0), Snapshot("a", 1), "a")
    assert history.undo(Snapshot("a", 1)) == Snapshot("", 0)
    history.record(Snapshot("", 0), Snapshot("b", 1), "b")
    assert history.redo(Snapshot("b", 1)) is None
    assert history.undo(Snapshot("b", 1)) == Snapshot("", 0)


def test_moving_the_cursor_begins_a_new_step() -> None:
    history = TypingHistory()
    history.record(Snapshot("", 0), Snapshot("b", 1), "b")
    history.record(Snapshot("b", 0), Snapshot("ab", 1), "a")
    assert history.undo(Snapshot("ab", 1)) == Snapshot("b", 0)


class Form(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield TextField("Ha\u0300", id="field", max_length=4)

    def on_text_field_changed(self, event: TextField.Changed) -> None:
        self.messages.append(("changed", event.value))

    def on_text_field_submitted(self, event: TextField.Submitted) -> None:
        self.messages.append(("submitted", event.value))


async def test_messages_carry_nfc_and_the_fields_limits_hold() -> None:
    app = Form()
    async with app.run_test() as pilot:
        field = app.query_one(TextField)
        field.cursor_position = 3
        await pilot.press("i", "x", "enter")
        await pilot.pause()
        assert app.messages[-2:] == [("changed", "Hài"), ("submitted", "Hài")]
        assert isinstance(field, Input)
        assert field.value == "Ha\u0300i"


async def test_a_text_copied_in_the_application_is_pasted_like_any_other() -> None:
    app = Form()
    async with app.run_test() as pilot:
        app.copy_to_clipboard("\x1bA\nB")
        field = app.query_one(TextField)
        field.clear()
        await pilot.press("ctrl+v")
        assert field.text == "A"
