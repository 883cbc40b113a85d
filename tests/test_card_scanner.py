"""Identity cards among what is typed: swallowed whole wherever they begin, and nothing else is lost, moved or late."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events

from builders import code
from cards import DAMAGES, FORMATS, NAME, NUMBER, SECRETS, card, typed_on
from tui.card_scanner import END_OF_CARD, PATIENCE, Card, CardCapture, CardFilter, Result, TakeBack
from tui.scanner import TERMINATOR_WAIT, ScanFilter

KEY_NAMES = {"\r": "enter", "\n": "ctrl+j", "\t": "tab", "\x1b": "escape", "\b": "backspace"}
ENDS = ["\r", "\n", "\r\n", "\t", ""]


@dataclass
class Stroke:
    key: str
    character: str | None
    time: float


def strokes(text: str, start: float = 10.0, gap: float = 0.01) -> list[Stroke]:
    return [Stroke(KEY_NAMES.get(char, char), char, start + place * gap) for place, char in enumerate(text)]


def shown(results: list[Result[Stroke]]) -> str:
    """What came of keys: what goes on as text, a card as its name in brackets, what is taken back behind `<`."""
    words = []
    for result in results:
        match result:
            case Card():
                words.append(f"[{result.bearer.name if result.bearer else ''}]")
            case TakeBack():
                words.append(f"<{len(result.typed)}")
            case _:
                words.append(str(result.character))
    return "".join(words)


def outcome(typed: list[Stroke], *, read: bool = True) -> str:
    """With silence behind it."""
    filter_: CardFilter[Stroke] = CardFilter()
    fed = [result for stroke in typed for result in filter_.feed(stroke, read=read, hold=read)]
    return shown([*fed, *filter_.end(), *filter_.release()])


def left_in_field(typed: list[Stroke]) -> str:
    """What stands in a field in the end where cards are not read."""
    filter_: CardFilter[Stroke] = CardFilter()
    field = ""
    for result in chain.from_iterable(filter_.feed(stroke, read=False, hold=False) for stroke in typed):
        match result:
            case TakeBack():
                assert field.endswith(result.typed)
                field = field.removesuffix(result.typed)
            case Stroke():
                field += result.character or ""
    return field


# -- a card -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_card_is_taken_with_its_terminator(damage: str, end: str) -> None:
    assert outcome(strokes(DAMAGES[damage](card()) + end)) == f"[{DAMAGES[damage](NAME)}]"


@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("layout", ["American", "French", "Belgian", "Vietnamese"])
def test_a_card_is_taken_on_every_layout(layout: str, shape: str) -> None:
    assert outcome(strokes(typed_on(layout, DAMAGES["non-ASCII dropped"](card(shape=shape))) + "\r")) == "[m Th V D]"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\t"])
def test_cards_back_to_back_come_out_in_order(end: str) -> None:
    assert outcome(strokes(card("An") + end + card("Bình") + end)) == "[An][Bình]"


def test_typing_around_a_card_is_left() -> None:
    assert outcome(strokes(f"ab12{card('An')}\rcd")) == "ab12[An]cd"
    assert outcome(strokes(f"12{card('An')}\r3\r")) == "12[An]3\r"


def test_half_a_card_says_no_name_and_leaves_nothing() -> None:
    assert outcome(strokes(card()[:20])) == "[]"


def test_a_card_broken_by_a_stall_is_taken_back_from_where_its_beginning_went() -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    early, late = strokes(card("An")[:5]), strokes(card("An")[5:] + "\r", start=10.5)
    fed = [result for stroke in early for result in filter_.feed(stroke, read=True, hold=True)] + filter_.release()
    fed += [result for stroke in late for result in filter_.feed(stroke, read=True, hold=True)]
    assert shown(fed) == card()[:5] + "<5[An]"


def test_a_key_that_types_nothing_goes_on_from_within_a_card() -> None:
    first, second = strokes(card("An")[:30]), strokes(card("An")[30:] + "\r", start=10.4)
    assert outcome([*first, Stroke("f2", None, 10.35), *second]) == "None[An]"


def test_backspaces_within_a_card_take_back_what_the_input_method_takes_back() -> None:
    assert outcome(strokes(card("Ho\b\bHòa") + "\r")) == "[Hòa]"
    assert outcome(strokes(f"{NUMBER}|" + "\b" * 20 + "\r")) == "[]"


def test_keys_long_after_a_card_are_a_persons() -> None:
    late = Stroke("enter", "\r", 10 + PATIENCE + 3)
    assert outcome([*strokes(card("An")), late]) == "[An]\r"
    after = Stroke("ctrl+j", "\n", 10 + len(card("An")) * 0.01 + TERMINATOR_WAIT + 0.05)
    assert outcome([*strokes(card("An") + "\r"), after]) == "[An]\n"


# -- no card ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", ["\r", "\t", "\x1b", "\b", " ", "a", "f9"])
@pytest.mark.parametrize("digits", ["1", "047", "123456789012", "12345678901234567890"])
def test_what_follows_digits_lets_go_of_them_at_once(digits: str, after: str) -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    fed = [result for stroke in strokes(digits + after[:1]) for result in filter_.feed(stroke, read=True, hold=True)]
    assert shown(fed) == digits + after[:1]
    assert not filter_.holding


def test_digits_alone_wait_for_silence() -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    assert [result for stroke in strokes("047") for result in filter_.feed(stroke, read=True, hold=True)] == []
    assert filter_.holding
    assert shown(filter_.release()) == "047"


TYPED = st.text(alphabet="0123456789|aê-\r\b &é]Q", max_size=40)


@given(TYPED.filter(lambda text: "|" not in text))
def test_whatever_is_typed_without_a_bar_arrives_in_order(text: str) -> None:
    assert outcome(strokes(text)) == text


@given(TYPED)
def test_while_cards_are_not_read_no_key_waits(text: str) -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    for stroke in strokes(text):
        results = filter_.feed(stroke, read=False, hold=False)
        assert not filter_.holding
        if not filter_.within_card and not any(isinstance(one, Card) for one in results):
            assert results in ([stroke], [])


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("shape", FORMATS)
@pytest.mark.parametrize("layout", ["American", "French", "Belgian", "Vietnamese"])
def test_where_digits_press_something_a_card_that_is_not_read_presses_nothing(
    layout: str, shape: str, end: str
) -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    scanned = strokes(typed_on(layout, card(shape=shape)) + end)
    results = [result for stroke in scanned for result in filter_.feed(stroke, read=False, hold=True)]
    assert [*results, *filter_.end(), *filter_.release()] == [Card(None)]


PIECE = st.one_of(
    st.sampled_from([f"{card('An', shape)}{end}" for shape in FORMATS for end in ENDS if end]),
    st.text(alphabet="abcxyz 0123456789", max_size=8),
)


@given(st.lists(PIECE, max_size=6))
def test_in_any_mixture_every_card_is_taken_and_every_letter_typed_is_left(pieces: list[str]) -> None:
    is_card = ["|" in piece for piece in pieces]
    expected = "".join("[An]" if one else piece for one, piece in zip(is_card, pieces, strict=True))
    assert outcome(strokes("".join(pieces))) == expected
    assert left_in_field(strokes("".join(pieces))) == expected.replace("[An]", "")
    assert outcome(strokes("".join(pieces)), read=False).count("[]") == sum(is_card)


def test_a_badge_among_the_letters_of_a_card_is_still_a_badge() -> None:
    badges: ScanFilter[Stroke] = ScanFilter()
    cards: CardFilter[Stroke] = CardFilter()
    out = []
    for stroke in strokes(card("An")[:25] + code(7) + card("An")[25:] + "\r"):
        for one in badges.feed(stroke):
            if isinstance(one, Stroke):
                out += cards.feed(one, read=True, hold=True)
            else:
                out.append(Stroke("", "(badge)", 0))
    assert shown(out) == "(badge)[An]"


# -- nothing shows it ---------------------------------------------------------------------------------


@pytest.mark.parametrize("read", [True, False])
def test_no_part_of_the_filter_shows_what_it_holds(read: bool) -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    told = []
    for stroke in strokes(card() + "\r"):
        results = filter_.feed(stroke, read=read, hold=read)
        told += [repr(filter_), *(repr(one) for one in results if not isinstance(one, Stroke))]
    assert not [secret for secret in (*SECRETS, NAME) if secret in "".join(told)]


@pytest.mark.parametrize("read", [True, False])
def test_nothing_of_a_card_is_left_in_the_filter(read: bool) -> None:
    filter_: CardFilter[Stroke] = CardFilter()
    for stroke in strokes(card() + "\r"):
        filter_.feed(stroke, read=read, hold=read)
    kept = repr({name: value for name, value in vars(filter_).items() if name != "_last"})
    assert not any(char in kept for char in NUMBER)


class Later:
    """An application that comes to nothing, and notes what it is asked to do later."""

    focused = None

    def __init__(self) -> None:
        self.later: list[tuple[object, ...]] = []

    def call_later(self, *call: object) -> None:
        self.later.append(call)


async def test_what_is_told_of_a_pasted_card_is_told_when_the_paste_is_gone() -> None:
    app, told, passed = Later(), list[object](), list[events.Event]()

    async def pass_on(event: events.Event) -> None:
        passed.append(event)

    capture = CardCapture(app, pass_on, told.append, lambda: True, lambda act: act())  # type: ignore[arg-type]
    await capture.route(events.Paste(f"An\n{card()}\nBình"))
    assert told == []
    assert [(call[0], repr(call[1])) for call in app.later] == [(told.append, "Bearer(…)")]
    assert [event.text for event in passed if isinstance(event, events.Paste)] == ["An\nBình"]


def test_a_scanner_may_be_slow() -> None:
    assert END_OF_CARD > 0.05 * 2
    assert outcome(strokes(card("An") + "\r", gap=0.05)) == "[An]"
