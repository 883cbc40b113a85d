"""Editing in every field: letters, words, selection, the clipboard, undo and redo; by bytes, as terminals send them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, TextArea

import tui
from input_programs import UNIKEY, sent
from terminal import PROJECT, Terminal
from tui.widgets import editing
from tui.widgets.editing import Editing
from tui.widgets.typing_history import Snapshot, TypingHistory
from typed_model import TypedModel, some_keys

PROBE = """
import sys
from textual.app import App, ComposeResult
from textual.widgets import Static
from tui.machine.terminal_input import mend
from tui.widgets.search_field import SearchField
from tui.widgets.text_editor import TextEditor
from tui.widgets.text_field import TextField

MAKE = {
    "TextField": lambda: TextField(select_on_focus=False),
    "SearchField": lambda: SearchField(lambda text: False, lambda by: None),
    "TextEditor": lambda: TextEditor(),
}

class Probe(App):
    CSS = "Static { height: 4; } TextEditor { height: 5; border: tall white; } "
    BINDINGS = [("ctrl+z", "undo", ""), ("f2", "again", ""), ("f3", "other", "")]
    undone, rounds = 0, 0

    def get_driver_class(self):
        return mend(super().get_driver_class())

    def compose(self) -> ComposeResult:
        yield Static(id="facts", markup=False)
        self.field = MAKE[sys.argv[1]]()
        yield self.field

    def on_mount(self):
        self.watch(self.field, "selection", self.show)
        self.show()

    def show(self):
        self.query_one("#facts").update(
            f"text={ascii(self.field.typed)};chosen={self.field.chosen[0]}-{self.field.chosen[1]};"
            f"undone={self.undone};copied={self.clipboard!r};round={self.rounds};".replace(" ", "_"))

    def put_in(self, text):
        if isinstance(self.field, TextEditor):
            self.field.put_in(text)
        else:
            self.field.value = text
            self.field.cursor_position = len(text)

    def on_text_field_changed(self, event): self.show()
    def on_text_area_changed(self, event): self.show()
    def action_undo(self): self.undone += 1; self.show()
    def action_again(self): self.put_in(""); self.undone = 0; self.rounds += 1; self.call_later(self.show)
    def action_other(self): self.put_in("Le\\u0302 Thi\\u0323 Hoa"); self.rounds += 1; self.call_later(self.show)

if __name__ == "__main__":
    Probe().run()
"""
F2, F3 = "\x1bOQ", "\x1bOR"
LEFT, SHIFT_LEFT, CTRL_LEFT, CTRL_SHIFT_LEFT = "\x1b[D", "\x1b[1;2D", "\x1b[1;5D", "\x1b[1;6D"
ALT_LEFT, ALT_RIGHT, ALT_SHIFT_LEFT = "\x1b[1;3D", "\x1b[1;3C", "\x1b[1;4D"
CTRL_RIGHT, CTRL_DELETE = "\x1b[1;5C", "\x1b[3;5~"
SELECT_ALL, COPY, CUT, PASTE, UNDO, REDO, CTRL_SHIFT_Z = "\x01", "\x03", "\x18", "\x16", "\x1a", "\x19", "\x1b[122;6u"
KINDS = ["TextField", "SearchField", "TextEditor"]


class Field:
    """A field in a terminal, and what it says of itself."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def begin(self, key: str = F2) -> None:
        """Empty, or with a name the program has put in, its letters decomposed."""
        seen = self._rounds()
        self.terminal.send(key)
        self.terminal.wait_for(f"round={seen + 1};")

    def type(self, keys: str) -> None:
        self.terminal.send(keys)

    def has(self, text: str, *chosen: int) -> None:
        """The text, and where the selection began and the cursor is; one place is both, none the end."""
        start, cursor = (chosen or (len(text),))[0], (chosen or (len(text),))[-1]
        self.says(f"text={text!a};chosen={start}-{cursor};")

    def says(self, fact: str) -> None:
        self.terminal.wait_for(lambda: fact.replace(" ", "_") in self._facts())

    def _facts(self) -> str:
        return "".join(self.terminal.screen()[:4])

    def _rounds(self) -> int:
        return int(self._facts().partition("round=")[2].partition(";")[0])


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest) -> Iterator[Field]:
    with Terminal.python(PROBE, request.param) as terminal:
        terminal.wait_for("round=0;")
        yield Field(terminal)


@pytest.fixture
def field(opened: Field) -> Field:
    opened.begin()
    return opened


# -- every field -------------------------------------------------------------------------------------------------------


def _kinds_of_field() -> list[type[Widget]]:
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        if module.name != "tui.__main__":
            importlib.import_module(module.name)
    waiting: list[type[Widget]] = [Input, TextArea]
    found: list[type[Widget]] = []
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("tui."):
            found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__name__)


OWN_KEYS = {"PodiumField": {"left", "right"}}
"""Keys that a field has another meaning for while nothing is typed; with text it hands them on."""


def test_every_field_is_edited_by_the_same_rule() -> None:
    kinds = _kinds_of_field()
    names = {kind.__name__ for kind in kinds}
    assert {"TextField", "SearchField", "PodiumField", "TextEditor", "NoteEditor", "_Editor"} <= names
    expected = {binding.key: binding.action for binding in Binding.make_bindings(editing.KEYS)}
    for kind in kinds:
        assert issubclass(kind, Editing)
        actions = editing._actions(kind)
        others = {key for key, action in expected.items() if actions.get(key) != action}
        assert others == OWN_KEYS.get(kind.__name__, set()), kind


def test_nobody_types_into_a_field_of_textuals_own() -> None:
    made = [
        (path.name, call.func.id)
        for path in Path(PROJECT, "tui").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Input", "TextArea")
    ]
    assert made == []


# -- by bytes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "text", "chosen"),
    [
        (f"Lê Thị Hoa{CTRL_LEFT}{CTRL_LEFT}x", "Lê xThị Hoa", (4,)),
        (f"Lê Thị Hoa{CTRL_LEFT * 9}{CTRL_RIGHT}x", "Lê xThị Hoa", (4,)),
        (f"Lê Thị Hoa{ALT_LEFT}{ALT_LEFT}x", "Lê xThị Hoa", (4,)),
        (f"Lê Thị Hoa{ALT_LEFT * 9}{ALT_RIGHT}x", "Lê xThị Hoa", (4,)),
        ("Lê Thị Hoa\x1bb\x1bbx\x1bfy", "Lê xThị yHoa", (9,)),
        (f"Lê Thị Hoa{ALT_SHIFT_LEFT * 2}An", "Lê An", ()),
        (f"Lê Thị Hoa{ALT_LEFT}\x1b[100;3u", "Lê Thị ", ()),
        ("Lê \x1b[122;3uThị\x1b[90;4u", "Lê Thị", ()),
        # UniKey's Alt+Z, where nothing takes it: most terminals put ESC before the letter.
        ("Lê\x1bzn", "Lên", ()),
        ("Lê Thị Hoa\x17", "Lê Thị ", ()),
        ("Lê Thị Hoa\x1b\x7f", "Lê Thị ", ()),
        ("Lê Thị Hoa\x1b[127;5u", "Lê Thị ", ()),
        ("Lê Thị Hoa\x1b[127;3u", "Lê Thị ", ()),
        ("Lê Thị Hoa\x08", "Lê Thị Ho", ()),
        ("Lê Thị Hoa \x17\x17", "Lê ", ()),
        (f"Lê Thị Hoa\x1b[H{CTRL_DELETE}", "Thị Hoa", (0,)),
        (f"Lê Thị Hoa{CTRL_SHIFT_LEFT * 2}", "Lê Thị Hoa", (10, 3)),
        (f"Lê Thị Hoa{CTRL_SHIFT_LEFT * 2}An", "Lê An", ()),
        (f"Lê Thị Hoa{SHIFT_LEFT * 3}\x7f", "Lê Thị ", ()),
        (f"Lê Thị Hoa{SHIFT_LEFT * 2}\x1b[1;2H", "Lê Thị Hoa", (10, 0)),
        (f"Lê Thị Hoa{SHIFT_LEFT * 2}{LEFT}x", "Lê Thị Hxoa", (9,)),
        (f"Lê Thị Hoa{SELECT_ALL}", "Lê Thị Hoa", (0, 10)),
        (f"Lê Thị Hoa{SELECT_ALL}An", "An", ()),
        (f"Nguye\u0302\u0303n Ly\u0301{CTRL_LEFT}x", "Nguye\u0302\u0303n xLy\u0301", (10,)),
    ],
)
def test_words_and_selections_are_edited(field: Field, keys: str, text: str, chosen: tuple[int, ...]) -> None:
    field.type(keys)
    field.has(text, *chosen)


def test_a_letter_with_marks_of_its_own_is_one_letter(opened: Field) -> None:
    opened.begin(F3)
    opened.has("Le\u0302 Thi\u0323 Hoa")
    opened.type(LEFT * 4)
    opened.has("Le\u0302 Thi\u0323 Hoa", 8)
    opened.type(LEFT)
    opened.has("Le\u0302 Thi\u0323 Hoa", 6)
    opened.type("\x1b[3~" + LEFT * 3 + "\x7f")
    opened.has("L Th Hoa", 1)


def test_backspace_takes_back_what_was_just_sent_one_by_one(field: Field) -> None:
    field.type("Nguye\u0302\u0303n\x7f\x7f")
    field.has("Nguye\u0302")
    field.type("n\x1b[D\x7f")
    field.has("Nguyn", 4)


def test_a_text_is_cut_copied_and_pasted(field: Field) -> None:
    field.type(f"Lê Thị Hoa{CTRL_SHIFT_LEFT}{COPY}\x1b[F {PASTE}")
    field.has("Lê Thị Hoa Hoa")
    field.type(f"{CTRL_SHIFT_LEFT * 3}{CUT}")
    field.has("Lê ")
    field.says("copied='Thị Hoa Hoa'")
    field.type(f"{PASTE}{COPY}{CUT}")
    field.has("Lê Thị Hoa Hoa")
    field.says("copied='Thị Hoa Hoa'")


def test_undo_and_redo_go_by_words_pastes_and_corrections(field: Field) -> None:
    field.type("xin " + sent(UNIKEY, "vieetj") + " ")
    field.terminal.paste("Lê Thị Hoa")
    steps = ["", "xin ", "xin việt ", "xin việt Lê Thị Hoa"]
    field.has(steps[-1])
    for text in reversed(steps[:-1]):
        field.type(UNDO)
        field.has(text)
    for text, key in zip(steps[1:], (REDO, CTRL_SHIFT_Z, REDO), strict=True):
        field.type(key)
        field.has(text)
    field.says("undone=0")


def test_words_deleted_with_one_key_come_back_with_one(field: Field) -> None:
    field.type("Lê Thị Hoa\x17\x17")
    field.has("Lê ")
    field.type(UNDO)
    field.has("Lê Thị ")
    field.type(UNDO)
    field.has("Lê Thị Hoa")


def test_backspaces_past_the_word_being_typed_come_back_at_once(field: Field) -> None:
    field.type("Lê Thị Hoa" + "\x7f" * 8)
    field.has("Lê")
    field.type(UNDO)
    field.has("Lê Thị Hoa")


def test_nothing_to_take_back_in_an_empty_field_is_the_applications(field: Field) -> None:
    field.type("an" + UNDO * 2)
    field.has("")
    field.says("undone=1")


def _drawn(terminal: Terminal, text: str) -> tuple[int, str]:
    """The row in which a text stands below the facts, which are drawn before it."""

    def rows() -> list[tuple[int, str]]:
        return [(y, line) for y, line in enumerate(terminal.screen()) if y > 3 and text in line]

    terminal.wait_for(lambda: bool(rows()))
    return rows()[0]


@pytest.mark.parametrize(("clicks", "chosen"), [(1, (5,)), (2, (3, 6)), (3, (0, 10))])
def test_clicks_choose_a_place_a_word_or_all(field: Field, clicks: int, chosen: tuple[int, ...]) -> None:
    field.type("Lê Thị Hoa")
    field.has("Lê Thị Hoa")
    line, text = _drawn(field.terminal, "Lê Thị Hoa")
    column = text.index("Lê Thị Hoa") + 6 - clicks
    place = f"{column + 1};{line + 1}"
    field.type(f"\x1b[<0;{place}M\x1b[<0;{place}m" * clicks)
    field.has("Lê Thị Hoa", *chosen)


# -- against the model -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [12, pytest.param(500, marks=pytest.mark.long)])
def test_any_keys_do_in_a_terminal_what_they_do_to_the_model(opened: Field, rounds: int) -> None:
    for seed in range(rounds):
        opened.begin()
        keys, model = some_keys(random.Random(seed), 40), TypedModel()
        for key in keys:
            key.act(model)
        opened.type("".join(key.sent for key in keys))
        try:
            opened.has(model.text, *model.chosen)
        except AssertionError as error:
            raise AssertionError(
                f"seed {seed}: {[key.name for key in keys]} → {model.text!r} {model.chosen}"
            ) from error


# -- the way back ------------------------------------------------------------------------------------------------------


class Paper:
    """A text edited without a widget, with its history."""

    def __init__(self) -> None:
        self.history = TypingHistory()
        self.now = Snapshot("", 0)
        self.texts = [""]

    def edit(self, at: int, removed: int, typed: str) -> None:
        start = min(at, len(self.now.value))
        end = min(start + removed, len(self.now.value))
        value = self.now.value[:start] + typed + self.now.value[end:]
        if value != self.now.value:
            before = self.now._replace(cursor=end)
            self.now = Snapshot(value, start + len(typed))
            self.history.record(before, self.now, typed)
            self.texts.append(value)

    def all_steps(self, way: str) -> list[str]:
        texts = []
        while (snapshot := getattr(self.history, way)(self.now)) is not None:
            self.now = snapshot
            texts.append(snapshot.value)
        return texts


edits = st.tuples(st.integers(0, 30), st.integers(0, 5), st.sampled_from(["", "a", "ê", "\u0301", " ", "Lê Hoa"]))


@settings(max_examples=200, deadline=None)
@given(st.lists(edits, max_size=40), st.booleans())
def test_undo_and_redo_restore_exactly_what_was_there(steps: list[tuple[int, int, str]], at_the_end: bool) -> None:
    paper = Paper()
    for at, removed, typed in steps:
        length = len(paper.now.value)
        paper.edit(length - removed if at_the_end else at, removed, typed)
    final = paper.now
    back = paper.all_steps("undo")
    assert _is_in_order([final.value, *back], list(reversed(paper.texts)))
    assert (back or [final.value])[-1] == ""
    assert paper.all_steps("redo") == [*reversed(back[:-1]), final.value][: len(back)]
    assert paper.now.value == final.value


def _is_in_order(some: list[str], every: list[str]) -> bool:
    """Whether these stand among all in this order."""
    rest = iter(every)
    return all(text in rest for text in some)
