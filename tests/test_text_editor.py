from __future__ import annotations

from collections.abc import Iterator

import pytest
from textual.app import App, ComposeResult

from input_programs import PROGRAMS, UNIKEY, Program, sent
from terminal import Terminal
from tui.widgets.text_editor import TextEditor
from typing_rules import METHODS, Marks, keys_for

PROBE = """
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Static
from tui.machine.terminal_input import mend
from tui.widgets.text_editor import TextEditor

class Probed(TextEditor):
    BINDINGS = [Binding("f9", "save", show=False), Binding("f2", "again", show=False)]

    def action_save(self):
        self.app.got.append(self.composed)
        self.put_in("")

    def action_again(self):
        self.app.got.clear()
        self.put_in("")
        self.app.show()

class Probe(App):
    CSS = "Static { height: 4; } TextEditor { height: 5; width: 24; }"
    BINDINGS = [("ctrl+z", "undo", ""), ("f7", "add", "")]

    def get_driver_class(self):
        return mend(super().get_driver_class())

    def compose(self) -> ComposeResult:
        yield Static(id="facts", markup=False)
        yield Probed()

    def on_mount(self):
        self.got, self.undone, self.added = [], 0, 0
        self.show()

    def show(self):
        editor = self.query_one(TextEditor)
        self.query_one("#facts").update(
            f"ready text={ascii(editor.text)} composed={editor.composed!r} undone={self.undone} added={self.added}"
            f"\\ngot={self.got}")

    def on_text_area_changed(self, event): self.show()
    def action_undo(self): self.undone += 1; self.show()
    def action_add(self): self.added += 1; self.show()

if __name__ == "__main__":
    Probe().run()
"""

F2, F7, F9 = "\x1bOQ", "\x1b[18~", "\x1b[20~"


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with Terminal.python(PROBE) as terminal:
        terminal.wait_for("ready")
        yield terminal


@pytest.fixture
def editor(terminal: Terminal) -> Terminal:
    """With nothing in it, and nothing saved."""
    terminal.send(F2)
    terminal.wait_for("composed=''")
    terminal.wait_for("got=[]")
    return terminal


@pytest.mark.parametrize("backspace", [b"\x7f", b"\x08"])
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_what_every_program_types_comes_out_right(editor: Terminal, program: Program, backspace: bytes) -> None:
    text = "Đàm Thế Sử, Hưởng,"
    for place, method in enumerate(METHODS):
        keys = keys_for(method, text, list(Marks)[place % 3])
        editor.send(sent(program.typing(method), keys).encode().replace(b"\b", backspace))
        editor.wait_for(f"composed='{text}'")
        editor.send(F2)
        editor.wait_for("composed=''")


def test_lines_typed_with_their_corrections_in_one_burst_stay_apart(editor: Terminal) -> None:
    editor.send(sent(UNIKEY, "vieetj") + "\r" + sent(UNIKEY, "dd") + "\x7fa\n" + sent(UNIKEY, "huowngr"))
    editor.wait_for("composed='việt\\na\\nhưởng'")


def test_a_backspace_at_the_beginning_of_a_line_joins_it_to_the_one_before(editor: Terminal) -> None:
    editor.send("an\r\x7fh")
    editor.wait_for("composed='anh'")


def test_two_texts_saved_in_one_burst_are_two_texts(editor: Terminal) -> None:
    editor.send(f"một\r1{F9}hai{F9}ba")
    editor.wait_for("got=['một\\n1', 'hai']")
    editor.wait_for("composed='ba'")


def test_every_editing_key_acts_in_its_turn(editor: Terminal) -> None:
    editor.send("abc\rd\x1b[A\x1b[HX\x1b[B\x1b[FY\x1b[D\x1b[3~=")
    editor.wait_for("composed='Xabc\\nd='")


def test_text_is_read_in_nfc_and_kept_as_typed(editor: Terminal) -> None:
    editor.send("Nguye\u0302\u0303n")
    editor.wait_for("composed='Nguyễn'")
    editor.send("\x7f\x7f")
    editor.wait_for("text='Nguye\\u0302'")


def test_a_paste_keeps_its_lines_and_loses_what_is_no_text(editor: Terminal) -> None:
    editor.send("Mở: ")
    editor.paste("\n  Nguye\u0302\u0303n \u202e Văn\x07 An \r\n\r\n\tdòng\u00a0hai\x0bba\n")
    editor.wait_for("composed='Mở: Nguyễn Văn An\\ndòng hai\\nba'")


def test_undo_takes_back_typing_by_words_and_then_belongs_to_the_application(editor: Terminal) -> None:
    undone = _number(editor, "undone=")
    editor.send("xin " + sent(UNIKEY, "vieetj"))
    editor.wait_for("composed='xin việt'")
    editor.send("\x1a")
    editor.wait_for("composed='xin '")
    editor.send("\x1a\x1a\x1a")
    editor.wait_for(f"undone={undone + 2}")
    editor.wait_for("composed=''")


def test_what_was_emptied_by_hand_comes_back(editor: Terminal) -> None:
    undone = _number(editor, "undone=")
    editor.send("xin an\x15")
    editor.wait_for("text='' ")
    editor.send("\x1a")
    editor.wait_for("composed='xin an'")
    assert _number(editor, "undone=") == undone


def test_a_key_of_the_screen_stays_the_screens(editor: Terminal) -> None:
    added = _number(editor, "added=")
    editor.send(f"an{F7}")
    editor.wait_for(f"added={added + 1}")
    editor.send("h")
    editor.wait_for("composed='anh'")


def test_every_word_of_a_long_line_can_be_seen(editor: Terminal) -> None:
    editor.send("Đề nghị thành phố hỗ trợ kinh phí mua máy bơm")
    editor.wait_for(lambda: editor.screen()[4:7] == [" Đề nghị thành phố hỗ", " trợ kinh phí mua máy", " bơm"])


def _number(terminal: Terminal, label: str) -> int:
    return int(terminal.text.partition(label)[2].split()[0])


class Edited(App[None]):
    def compose(self) -> ComposeResult:
        yield TextEditor("một\nhai")


async def test_the_edges_of_a_text_are_those_of_its_wrapped_lines() -> None:
    app = Edited()
    async with app.run_test(size=(20, 10)) as pilot:
        editor = app.query_one(TextEditor)
        assert (editor.is_at_edge(-1), editor.is_at_edge(1)) == (False, True)
        await pilot.press("up")
        assert (editor.is_at_edge(-1), editor.is_at_edge(1)) == (True, False)
        editor.put_in("một dòng dài hơn màn hình một chút")
        assert (editor.is_at_edge(-1), editor.is_at_edge(1)) == (False, True)
