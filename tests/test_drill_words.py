"""A rehearsal as words: enough to act on, and no more than a desk or a chair would know."""

from __future__ import annotations

import pytest

import builders
from drill_day import papers
from store.records import CategoryId, DelegateId
from tui.drill import drill_words
from tui.drill.clock import DrillClock
from tui.drill.drill import Answered, Drill
from tui.drill.hall import Cue, Matter
from tui.drill.line import Line, Mistake, Served, Slip
from tui.drill.morning import Errand, Visit, begins
from tui.drill.part import Part
from tui.drill.results import AtTheDoor, InTheHall
from tui.drill.verdict import Fault, Finding
from tui.i18n import LANGUAGES, set_language

PEOPLE = builders.delegates(112)
STATE = builders.state(*PEOPLE, *builders.agenda(), *papers())
ONE, TWO = PEOPLE[40], PEOPLE[41]
VISIT = Visit(at_s=0, errand=Errand.SERVICE, delegate=ONE.id, badge=ONE.id, category=CategoryId("to-truong"))
INVENTED = "Đỗ Thị Lan"
CUE = Cue(matter=Matter.CALL, item=1, speech=1, people=(ONE.id,), name=INVENTED)


def visit(errand: Errand, badge: DelegateId | None = None) -> str:
    listed = errand not in (Errand.WALK_IN, Errand.SERVICE)
    return drill_words.visit(
        Visit(
            at_s=0,
            errand=errand,
            delegate=ONE.id if listed else None,
            name=INVENTED,
            category=CategoryId("to-truong"),
            badge=badge,
        ),
        STATE,
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("errand", Errand)
def test_whoever_stands_there_is_named_with_what_is_the_matter(errand: Errand, lang: str) -> None:
    set_language(lang)
    text = visit(errand, ONE.id)
    assert ONE.name in text or INVENTED in text
    assert "{" not in text
    assert ONE.code not in text or errand in (Errand.BADGE, Errand.OTHERS_BADGE)


def test_nobody_who_forgot_the_badge_knows_the_number() -> None:
    assert f"{ONE.number:03}" not in visit(Errand.FORGOTTEN)


def test_a_badge_of_somebody_else_looks_like_any_other() -> None:
    own, others = visit(Errand.BADGE, ONE.id), visit(Errand.OTHERS_BADGE, TWO.id)
    assert own.replace(ONE.code, TWO.code) == others


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("matter", Matter)
def test_what_is_seen_in_the_hall_is_said_in_full(matter: Matter, lang: str) -> None:
    set_language(lang)
    text = drill_words.seen(
        Cue(matter=matter, item=1, speech=1, people=(ONE.id,), name=INVENTED),
        STATE,
    )
    assert "{" not in text
    speaker = STATE.delegates[STATE.speeches[1].delegate or ONE.id].name
    named = {
        Matter.LATE_LEADER: ONE.name,
        Matter.ABSENT: speaker,
        Matter.READER: INVENTED,
        Matter.SPEECH_OVER: speaker,
        Matter.HAND: f"{ONE.number:03} {ONE.name}",
        Matter.ITEM_OVER: "Nội dung 1",
        Matter.BEGIN: "Nội dung 1",
    }
    assert named.get(matter, "") in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mistake_of_a_desk_is_told_with_whom(lang: str) -> None:
    set_language(lang)
    mistakes = [Mistake(slip, ONE.id, INVENTED) for slip in Slip]
    told = AtTheDoor(3, 4.4, Served(VISIT, 9.6, 9.6), Served(VISIT, 1.0, 20.2), 2, mistakes)
    lines = drill_words.summary(told, STATE)
    assert sum(line.startswith("✘ ") and ONE.name in line for line in lines) == len(Slip)
    assert not [line for line in lines if "{" in line]
    assert [any(f"{figure} " in line for line in lines) for figure in (3, 4, 10, 20)] == [True] * 4


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_mistake_of_a_chair_is_told_with_what(lang: str) -> None:
    set_language(lang)
    found = [Finding(fault, speech=1, item=1, delegate=ONE.id) for fault in Fault]
    told = InTheHall(7, 3.2, Answered(CUE, 12.0), found, 5 * 60_000)
    lines = drill_words.summary(told, STATE)
    assert sum(line.startswith("✘ ") for line in lines) == len(Fault)
    assert not [line for line in lines if "{" in line]


def test_of_many_mistakes_the_rest_are_counted() -> None:
    told = AtTheDoor(0, 0.0, None, None, 0, [Mistake(Slip.LET_GO, one.id) for one in PEOPLE[:20]])
    lines = drill_words.summary(told, STATE)
    assert "… và 8 chỗ nữa" in lines
    assert sum(line.startswith("✘ ") for line in lines) == 12


def test_a_list_of_nobody_is_said_before_anybody_waits_for_people() -> None:
    nobody = builders.state()
    clock = DrillClock(begins(nobody.conference), real_s=lambda: 0.0)
    drill = Drill(clock, Part.DOOR, 1, Line("Bàn A"), iter(range(9)).__next__)
    assert drill.look(nobody, clock(builders.ZONE)) == []
    assert drill_words.calm(drill) == "Chưa có danh sách đại biểu: nhập danh sách trước"
