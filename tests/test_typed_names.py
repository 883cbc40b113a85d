"""Whoever types a name with an input method gets the name meant, in every field there is."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import create_autospec

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import Input, TextArea

import tui
from builders import delegate, delegates
from conftest import write_conference
from input_programs import BAMBOO, OPENKEY, OPENKEY_APART, PROGRAMS, UNIKEY, Program, sent
from reception_window import reception
from terminal import Terminal
from tui.dialogs.editor import _Editor
from tui.machine.terminal_input import Parser
from tui.proposals.notebook import Notebook
from tui.scanner import Broken, Scan, ScanCapture
from tui.screens.delegates import ListField
from tui.widgets.note_editor import NoteEditor
from tui.widgets.podium_field import PodiumField
from tui.widgets.search_field import SearchField
from tui.widgets.text_editor import TextEditor
from tui.widgets.text_field import TextField
from typing_rules import METHODS, TELEX, VNI, Marks, Method, keys_for

TEXT = "Đàm Thế Sử, Nguyễn-Hưởng, Từ Sơn, Đ/c Quách Thị Thúy, "
NAME = "Đỗ Xuân Thưởng"


def _search(kind: type[SearchField]) -> Callable[[], Widget]:
    return lambda: kind(lambda _text: False, lambda _by: None)


def _notebook() -> Notebook:
    notebook: Notebook = create_autospec(Notebook, instance=True)
    notebook.chosen = None  # type: ignore[misc]
    return notebook


FIELDS: dict[type[Widget], Callable[[], Widget]] = {
    TextField: TextField,
    SearchField: _search(SearchField),
    ListField: _search(ListField),
    PodiumField: _search(PodiumField),
    TextEditor: TextEditor,
    _Editor: lambda: _Editor(""),
    NoteEditor: lambda: NoteEditor(_notebook(), id="editor"),
}


def _kinds(kind: type[Widget]) -> Iterator[type[Widget]]:
    for derived in kind.__subclasses__():
        if derived.__module__.startswith("tui."):
            yield derived
        yield from _kinds(derived)


def test_every_field_of_the_program_is_tried_here() -> None:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name != "tui.__main__":
            importlib.import_module(module.name)
    assert {*_kinds(Input), *_kinds(TextArea)} == set(FIELDS)


def test_no_field_is_textuals_own() -> None:
    for path in Path(tui.__file__).parent.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "yield Input(" not in source, path
        assert "yield TextArea(" not in source, path


class Probe(App[None]):
    """One field, behind what stands before every field."""

    def __init__(self, field: Widget) -> None:
        super().__init__()
        self.field = field
        self.scans: list[Scan | Broken] = []
        self.capture = ScanCapture(self, super().on_event, self.scans.append)

    async def on_event(self, event: events.Event) -> None:
        await self.capture.route(event)

    def compose(self) -> ComposeResult:
        yield self.field

    @property
    def text(self) -> str:
        assert isinstance(self.field, TextEditor | TextField)
        return self.field.composed if isinstance(self.field, TextEditor) else self.field.text

    def arrive(self, text: str) -> None:
        """All at once, as what an input method sends."""
        for message in Parser().feed(text):
            self.post_message(message)

    def empty(self) -> None:
        if isinstance(self.field, TextEditor):
            self.field.put_in("")
        elif isinstance(self.field, TextField):
            self.field.value = ""


def typed_by(program: Program, method: Method, marks: Marks, backspace: str) -> str:
    return sent(program.typing(method), keys_for(method, TEXT, marks)).replace("\b", backspace)


@pytest.mark.parametrize("kind", FIELDS)
async def test_the_text_meant_stands_in_every_field_whatever_the_method(kind: type[Widget]) -> None:
    app = Probe(FIELDS[kind]())
    async with app.run_test() as pilot:
        app.field.focus()
        await pilot.pause()
        for place, program in enumerate(PROGRAMS):
            for method in (TELEX, VNI) if place % 2 else METHODS[1:4:2]:
                app.arrive(typed_by(program, method, list(Marks)[place % 3], "\x7f\x08"[place % 2]))
                await pilot.pause()
                assert app.text.strip() == TEXT.strip(), (program.name, method.name)
                app.empty()
    assert app.scans == []


@pytest.mark.long
@pytest.mark.parametrize("kind", FIELDS)
async def test_the_text_meant_stands_in_every_field_of_every_method_and_habit(kind: type[Widget]) -> None:
    app = Probe(FIELDS[kind]())
    async with app.run_test() as pilot:
        app.field.focus()
        for program in PROGRAMS:
            for method in METHODS:
                for marks in Marks:
                    for backspace in "\x7f\x08":
                        app.arrive(typed_by(program, method, marks, backspace))
                        await pilot.pause()
                        assert app.text.strip() == TEXT.strip(), (program.name, method.name)
                        app.empty()


F3, F4, F6, ESC = "\x1bOR", "\x1bOS", "\x1b[17~", "\x1b"
PALETTE, PALETTE_ASKS = "\x10", "tên hoặc số"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    people = [*delegates(40), delegate(41, name=NAME)]
    with reception(write_conference(tmp_path_factory.mktemp("typed") / "toadam.json", people)) as terminal:
        yield terminal


@pytest.mark.parametrize(
    ("program", "backspace"),
    [
        (UNIKEY.typing(VNI), b"\x7f"),
        (OPENKEY.typing(TELEX), b"\x08"),
        (OPENKEY_APART.typing(VNI), b"\x7f"),
        (BAMBOO.typing(TELEX), b"\x08"),
    ],
    ids=str,
)
def test_in_a_terminal_it_is_so_on_every_screen(window: Terminal, program: Program, backspace: bytes) -> None:
    keys = keys_for(program.method, NAME.lower(), Marks.TONE_AT_THE_END)
    arriving = sent(program, keys).encode().replace(b"\b", backspace)
    for screen in ("\x1bOQ", F3, F6):
        window.send(screen.encode() + arriving)
        window.wait_for(lambda: NAME.lower() in window.text and f"041 {NAME}" in window.text)
        window.send("\x15")
        window.wait_for(lambda: NAME.lower() not in window.text)
    window.send(PALETTE)
    window.wait_for(PALETTE_ASKS)
    window.send(arriving)
    window.wait_for(lambda: NAME.lower() in window.text and f"041 {NAME}" in window.text)
    window.send(ESC)
    window.wait_for(lambda: NAME.lower() not in window.text)
    window.send(F4.encode() + arriving)
    window.wait_for(NAME.lower())
    window.send("\x7f" * len(NAME) + "\x1bOQ")
    window.wait_for(lambda: NAME.lower() not in window.text and "Quét thẻ" in window.text)
