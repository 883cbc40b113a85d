"""Whatever stands between scanner and program is told from what becomes of the test badge."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import layouts
import typing_rules
from input_programs import PROGRAMS, Program, sent
from layouts import typed_on
from store import codes
from store.trial_badges import SAMPLE_BADGE, TEST_BADGE
from tui.calibration.calibration_words import Finding, Report, received, report
from tui.calibration.diagnosis import Case, Diagnosis, Stranger, diagnose
from tui.calibration.keyboards import Layout, Method, Way, ways
from tui.calibration.listening import LONGEST, TERMINATORS, Arrival, Listening, Stroke
from tui.calibration.trial import Trial
from tui.machine.keyboard_signs import BACKSPACE

GAPS = (0.001, 0.002, 0.01, 0.03, 0.099, 0.2, 0.99)
ENDINGS = ("", "\r", "\n", "\r\n", "\t")

LAYOUTS = {
    "US": Layout.US,
    "Vietnamese (Windows)": Layout.VIETNAMESE,
    "Vietnamese (macOS)": Layout.VIETNAMESE,
    "Vietnamese (xkb)": Layout.VIETNAMESE,
    "French (Windows)": Layout.FRENCH,
    "French (xkb)": Layout.FRENCH,
}
METHODS = {
    "Telex": Method.TELEX,
    "Simple Telex": Method.SIMPLE_TELEX,
    "VNI": Method.VNI,
    "VIQR": Method.VIQR,
    "Microsoft": Method.MICROSOFT,
}


def strokes(text: str, gap: float = 0.004, start: float = 10.0) -> list[Stroke]:
    return [Stroke(char, start + place * gap) for place, char in enumerate(text)]


def heard(*typed: Stroke) -> list[Arrival]:
    """The scans in what was typed, the last ended by silence."""
    listening = Listening()
    over = [*map(listening.hear, typed), listening.end()]
    return [arrival for arrival in over if arrival is not None]


def scanned(text: str, gap: float = 0.004) -> Diagnosis:
    (arrival,) = heard(*strokes(text, gap))
    diagnosis = diagnose(arrival)
    assert isinstance(diagnosis, Diagnosis)
    return diagnosis


def tried(*texts: str, gap: float = 0.004) -> Trial:
    trial = Trial()
    for text in texts:
        for arrival in heard(*strokes(text, gap)):
            trial.take(arrival)
    return trial


def amiss(told: Report) -> list[str]:
    return [finding.what for finding in told.findings if finding.advice]


def test_a_scanner_set_as_the_card_says_leaves_nothing_to_change() -> None:
    told = report(tried(*[TEST_BADGE + "\r"] * 3))
    assert told.verdict == "Máy này sẵn sàng: quét là nhận"
    assert told.good
    assert not amiss(told)


# -- each layout, input method, Caps Lock, terminator, speed -----------------------------------------------------------


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=str)
def test_every_layout_is_told_with_caps_lock_and_without(layout: layouts.Layout, caps: bool) -> None:
    for ending, gap in itertools.product(ENDINGS, GAPS):
        found = scanned(typed_on(layout, TEST_BADGE, caps=caps) + ending, gap)
        assert (found.layout, found.method, found.wrong) == (LAYOUTS[layout.name], Method.NONE, 0)
        assert found.case is (Case.EXCHANGED if caps else Case.KEPT)
        assert (found.prefix, found.suffix, found.terminator) == ("", "", ending)
        assert found.pace is not None
        assert found.pace.each == pytest.approx(gap)


@pytest.mark.parametrize("caps", [False, True])
@pytest.mark.parametrize("method", typing_rules.METHODS, ids=str)
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_every_input_method_is_told_whatever_the_program(
    program: Program, method: typing_rules.Method, caps: bool
) -> None:
    keys = TEST_BADGE.swapcase() if caps else TEST_BADGE
    for ending in ENDINGS[1:]:
        found = scanned(sent(program.typing(method), keys + ending))
        assert (found.layout, found.method, found.wrong) == (Layout.US, METHODS[method.name], 0)
        assert found.case is (Case.EXCHANGED if caps else Case.KEPT)
        assert found.terminator == ending


def test_a_method_that_is_not_known_is_told_by_its_corrections() -> None:
    rewritten = TEST_BADGE.replace("on1", f"on{BACKSPACE}{BACKSPACE}øn")
    found = scanned(rewritten + "\r")
    assert (found.layout, found.method, found.wrong) == (Layout.US, Method.OTHER, 0)


def test_a_correction_without_a_trace_is_a_method_too() -> None:
    assert scanned(f"x{BACKSPACE}{TEST_BADGE}\r").method is Method.OTHER


def test_keys_of_a_layout_nobody_knows_are_not_taken_for_lost_characters() -> None:
    found = scanned(TEST_BADGE.replace("-", "÷") + "\r")
    assert found.layout is Layout.OTHER
    assert "Ký tự: đủ 50" in [finding.what for finding in report(tried(TEST_BADGE.replace("-", "÷") + "\r")).findings]


@pytest.mark.parametrize(
    ("change", "case"),
    [(str, Case.KEPT), (str.swapcase, Case.EXCHANGED), (str.upper, Case.CAPITALS), (str.lower, Case.SMALL)],
)
def test_what_becomes_of_capitals_is_told(change: type[str], case: Case) -> None:
    assert scanned(change(TEST_BADGE) + "\r").case is case


def test_a_shift_that_comes_too_late_is_told() -> None:
    assert scanned(TEST_BADGE.replace("TkX", "tkX") + "\r").case is Case.MIXED


@pytest.mark.parametrize("prefix", ["]Q1", "ab", "~"])
@pytest.mark.parametrize("suffix", ["", ";", "##"])
def test_what_the_scanner_adds_is_told_apart_from_the_code(prefix: str, suffix: str) -> None:
    found = scanned(prefix + TEST_BADGE + suffix + "\r")
    assert (found.prefix, found.suffix, found.terminator) == (prefix, suffix, "\r")
    assert not found.wrong


# -- what is lost ------------------------------------------------------------------------------------------------------


def without(text: str, places: tuple[int, ...]) -> str:
    return "".join(char for place, char in enumerate(text) if place not in places)


def lost_sample(lost: int, most: int) -> list[tuple[int, ...]]:
    every = list(itertools.combinations(range(len(TEST_BADGE)), lost))
    return random.Random(lost).sample(every, min(most, len(every)))


def held_against_losses(most: int) -> None:
    for lost in (1, 2):
        for places in lost_sample(lost, most):
            text = without(TEST_BADGE, places)
            found = scanned(text + "\r")
            assert (found.layout, found.method) == (Layout.US, Method.NONE), text
            missing = found.wrong or len(found.prefix) + len(found.suffix)
            assert missing, text
            assert amiss(report(tried(text + "\r"))), text


def test_lost_characters_are_told_and_taken_for_nothing_else() -> None:
    held_against_losses(most=20)


@pytest.mark.long
def test_every_pair_of_lost_characters_is_told() -> None:
    held_against_losses(most=10_000)


@pytest.mark.parametrize("way", ways(), ids=lambda way: f"{way.layout} {way.method}")
def test_a_lost_character_hides_neither_layout_nor_method(way: Way) -> None:
    for place in range(0, len(way.text), 3):
        found = scanned(without(way.text, (place,)) + "\r")
        assert found.layout is way.layout
        assert found.method is way.method or {found.method, way.method} == {Method.TELEX, Method.SIMPLE_TELEX}


def test_losing_characters_is_no_way_to_read_badges() -> None:
    told = report(tried(TEST_BADGE.replace("567", "") + "\r"))
    assert told.verdict.startswith("Máy này chưa quét chắc được")
    assert "Ký tự: mất hoặc sai 3" in amiss(told)


# -- how it came -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.0, "Tốc độ: cả mã một lúc"),
        (0.004, "Tốc độ: 250 ký tự một giây, cách nhau 4 ms, lâu nhất 4 ms"),
        (0.05, "Tốc độ: 20 ký tự một giây, cách nhau 50 ms, lâu nhất 50 ms"),
        (0.5, "Tốc độ: 2 ký tự một giây, cách nhau 500 ms, lâu nhất 500 ms"),
    ],
)
def test_the_speed_is_said_and_blamed_only_when_it_is_low(gap: float, words: str) -> None:
    told = report(tried(TEST_BADGE + "\r", gap=gap))
    (speed,) = [finding for finding in told.findings if finding.what.startswith("Tốc độ")]
    assert speed.what == words
    assert bool(speed.advice) is (gap >= 0.03)
    assert told.verdict.startswith("Máy này chưa") is (gap >= 0.1)


def test_a_machine_that_stood_still_once_is_no_slow_scanner() -> None:
    typed = strokes(TEST_BADGE)
    late = [*typed[:20], *(Stroke(one.typed, one.time + 8) for one in typed[20:]), Stroke("\r", 19.0)]
    (arrival,) = heard(*late)
    found = diagnose(arrival)
    assert isinstance(found, Diagnosis)
    assert found.readable
    assert found.pace is not None
    assert found.pace.longest == pytest.approx(8.004)


def test_characters_that_are_read_ten_at_a_time_come_as_fast_as_they_came() -> None:
    (arrival,) = heard(*(Stroke(char, place // 10 * 0.04) for place, char in enumerate(TEST_BADGE)))
    found = diagnose(arrival)
    assert isinstance(found, Diagnosis)
    assert found.pace is not None
    assert 250 < found.pace.a_second < 500


def test_a_paste_is_told() -> None:
    trial = Trial()
    for arrival in heard(*(Stroke(char, 1.0, pasted=True) for char in TEST_BADGE + "\r")):
        trial.take(arrival)
    assert amiss(report(trial)) == ["Mã đến bằng cách dán, không phải gõ phím"]


def test_keys_of_no_code_are_named() -> None:
    typed = strokes(TEST_BADGE)
    trial = Trial()
    for arrival in heard(
        *typed[:9], Stroke("", 11, key="f5"), Stroke("", 11, key="ctrl+b"), *typed[9:], Stroke("\r", 12)
    ):
        trial.take(arrival)
    assert amiss(report(trial)) == ["Phím lạ trong mã: f5, ctrl+b"]
    assert isinstance(trial.last, Diagnosis)
    assert not trial.last.readable


def test_scans_that_differ_are_told_and_scans_alike_are_counted() -> None:
    good, upper = TEST_BADGE + "\r", TEST_BADGE.upper() + "\r"
    assert Finding("3 lần quét gần nhất như nhau") in report(tried(good, upper, good, good, good)).findings
    assert "Lần quét này khác lần trước" in amiss(report(tried(good, upper)))
    assert not [what for what in amiss(report(tried(good))) if "lần" in what]


def test_a_window_that_lost_the_keyboard_says_how_often() -> None:
    trial = tried(TEST_BADGE + "\r")
    trial.lose_keyboard()
    trial.lose_keyboard()
    assert amiss(report(trial)) == ["Cửa sổ này mất bàn phím 2 lần"]


# -- what is no test badge ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (SAMPLE_BADGE, "Thẻ mẫu, đọc đúng"),
        (SAMPLE_BADGE.lower(), "Thẻ mẫu, đọc đúng"),
        (codes.mint("CG", 5, ()), "Thẻ đại biểu, đọc đúng. Chỉ là quét thử, không điểm danh ai"),
        (SAMPLE_BADGE[:-1] + "V", "Là thẻ đại biểu nhưng đọc sai"),
        ("047", "Không phải thẻ thử: dãy số, 3 ký tự"),
        ("https://bacninh.gov.vn/hoi-nghi", "Không phải thẻ thử: địa chỉ web, 31 ký tự"),
    ],
)
def test_other_scans_are_told_for_what_they_are(text: str, verdict: str) -> None:
    assert report(tried(text + "\r")).verdict == verdict


def test_a_badge_tells_of_the_keyboard_too() -> None:
    told = report(tried(SAMPLE_BADGE.lower() + "\r"))
    assert amiss(told) == ["Caps Lock: đang bật"]
    assert amiss(report(tried(")" + SAMPLE_BADGE[1:] + "\r"))) == ["Bàn phím: Pháp (AZERTY)"]


def test_nothing_of_an_identity_card_is_kept() -> None:
    trial = tried("001075009999||Đàm Thế Ví Dụ|15081975|Nam|Khu phố Mẫu, Đông Ngàn, Từ Sơn, Bắc Ninh|10052021\r")
    assert isinstance(trial.last, Stranger)
    assert report(trial).verdict == "Không phải thẻ thử: căn cước, 90 ký tự"
    for word in ("001075009999", "Ví Dụ", "15081975"):
        assert word not in repr(trial.last) + repr(report(trial)) + received(trial)


# -- putting keys together ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ENDINGS)
def test_scans_behind_each_other_are_told_apart_with_and_without_a_terminator(ending: str) -> None:
    arrivals = heard(*strokes((TEST_BADGE + ending) * 4))
    assert [(one.text, one.terminator) for one in arrivals] == [(TEST_BADGE, ending)] * 4


def test_a_terminator_of_nothing_is_nothing() -> None:
    assert not heard(*strokes("\r\n\t\r"))


def test_what_is_harmful_to_draw_is_drawn_as_a_picture() -> None:
    trial = tried("\x1b]0;x\x07" + TEST_BADGE + "\u202e\r")
    words = received(trial) + "".join(finding.what for finding in report(trial).findings)
    assert "␛]0;x␇" in words
    assert not {"\x1b", "\x07", "\u202e"} & set(words)


ANY_STROKE = st.builds(
    Stroke,
    typed=st.one_of(st.characters(), st.sampled_from([BACKSPACE, "\r", "\n", "\t", *TEST_BADGE])),
    time=st.floats(min_value=-1e9, max_value=1e9),
    pasted=st.booleans(),
)
ANY_TYPING = st.lists(
    st.one_of(ANY_STROKE.map(lambda one: [one]), st.just(strokes(TEST_BADGE)), st.just(strokes(SAMPLE_BADGE))),
    max_size=12,
).map(lambda parts: [stroke for part in parts for stroke in part])


@settings(max_examples=40, deadline=None)
@given(ANY_TYPING)
def test_whatever_comes_is_heard_once_and_in_order_and_something_is_said_of_it(typed: list[Stroke]) -> None:
    arrivals = heard(*typed)
    plain = [stroke for stroke in typed if stroke.typed not in TERMINATORS]
    assert [stroke for arrival in arrivals for stroke in arrival.strokes] == plain
    trial = Trial()
    for arrival in arrivals:
        trial.take(arrival)
        assert report(trial).verdict


def test_a_scan_without_end_is_cut() -> None:
    assert [len(one.strokes) for one in heard(*strokes("x" * (2 * LONGEST + 5)))] == [LONGEST, LONGEST, 5]
