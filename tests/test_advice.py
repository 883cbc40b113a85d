"""Advice for the moderator: who might speak next, with the reason, and silence when there is none."""

from __future__ import annotations

from typing import Any

import pytest

import builders
from podium import Podium
from store import Advice, OfferAdvice, PutOnDeck, SpeechKind, Tally, advice
from store.live_records import AdviceReason, Fate, Speech
from store.records import AreaId, DelegateId, Record

DINH_BANG, TAM_SON, TRANG_HA = AreaId("p02"), AreaId("p09"), AreaId("p11")


def said(id: int, minutes: int, *, reader: str = "", kind: SpeechKind = SpeechKind.FLOOR, **who: Any) -> Speech:
    """A speech of so many minutes, given an hour ago."""
    span = builders.span(f"07:{id:02}:00", f"07:{id + minutes:02}:00")
    return builders.speech(id, span=span, fate=Fate.DELIVERED, reader=reader, kind=kind, **who)


NOWHERE = AreaId("")


def waits(id: int, area: AreaId = NOWHERE, **fields: Any) -> Speech:
    return builders.speech(id, area=area, **fields)


def told(*records: Record) -> Advice | None:
    podium = Podium(*builders.agenda(), *records)
    return advice(podium.state, podium.now)


@pytest.mark.parametrize(
    ("before", "waiting", "found"),
    [
        ([], [], None),
        ([], [waits(1)], None),
        ([], [waits(1, DINH_BANG), waits(2, TAM_SON)], None),
        (
            [said(10, 3, area=DINH_BANG)],
            [waits(1, DINH_BANG), waits(2, TAM_SON)],
            Advice(speech=2, reason=AdviceReason.UNIT_NOT_HEARD),
        ),
        (
            [said(10, 3, area=DINH_BANG, name="A")],
            [waits(1, DINH_BANG, name="A"), waits(2, DINH_BANG)],
            Advice(speech=2, reason=AdviceReason.FIRST_SPEECH),
        ),
        (
            [said(10, 3, area=DINH_BANG), said(20, 2, area=TAM_SON)],
            [waits(1, DINH_BANG), waits(2, TAM_SON)],
            Advice(speech=2, reason=AdviceReason.LEAST_TIME),
        ),
        ([said(10, 3, area=TAM_SON)], [waits(1, DINH_BANG), waits(2, TAM_SON)], None),
        (
            [said(10, 3, area=DINH_BANG), said(20, 3, area=TAM_SON)],
            [waits(1, DINH_BANG), waits(2, TAM_SON), waits(3, TRANG_HA), waits(4, AreaId("p01"))],
            Advice(speech=3, reason=AdviceReason.UNIT_NOT_HEARD),
        ),
        ([said(10, 3, area=DINH_BANG)], [waits(1, DINH_BANG, kind=SpeechKind.PREPARED), waits(2, TAM_SON)], None),
        ([said(10, 3, area=DINH_BANG)], [waits(1, DINH_BANG), waits(2, kind=SpeechKind.POINT_OF_ORDER)], None),
        ([said(10, 3, area=DINH_BANG)], [waits(1, DINH_BANG), waits(2, name="")], None),
    ],
)
def test_the_unit_not_heard_comes_first_then_the_first_speech_then_the_least_time(
    before: list[Speech], waiting: list[Speech], found: Advice | None
) -> None:
    assert told(*before, *waiting) == found


def test_advice_can_be_off_and_is_not_against_whoever_is_on_deck() -> None:
    podium = Podium(*builders.agenda(), said(10, 3, area=DINH_BANG), waits(1, DINH_BANG), waits(2, TAM_SON))
    podium.run(OfferAdvice(offered=False))
    assert advice(podium.state, podium.now) is None
    podium.run(OfferAdvice(offered=True))
    assert advice(podium.state, podium.now) is not None
    podium.run(PutOnDeck(speech=1))
    assert advice(podium.state, podium.now) is None


# -- the tally it stands on -------------------------------------------------------------------------------------------

MINUTE = 60_000


def tally(*records: Record) -> tuple[Tally, Podium]:
    podium = Podium(*builders.agenda(), *records)
    return Tally(podium.state, podium.now), podium


def test_the_speeches_of_a_person_are_counted_in_the_order_they_were_given() -> None:
    first, second, third = said(10, 3, name="Lê Hòa"), said(20, 4, name="Lê Hoà"), waits(1, name="LÊ HÒA")
    count, _ = tally(second, first, third)
    assert [count.turn(one) for one in (first, second, third)] == [1, 2, 3]
    assert count.person_ms(third) == 7 * MINUTE


@pytest.mark.parametrize("kind", [SpeechKind.QUESTION, SpeechKind.REPLY, SpeechKind.POINT_OF_ORDER])
def test_remarks_are_no_speeches(kind: SpeechKind) -> None:
    waiting = waits(1, name="A", area=DINH_BANG)
    count, _ = tally(said(10, 3, name="A", area=DINH_BANG, kind=kind), waiting)
    assert (count.turn(waiting), count.person_ms(waiting), count.is_unit_heard(waiting)) == (1, 0, False)


def test_a_text_read_by_another_is_time_of_the_unit_and_no_speech_of_the_person() -> None:
    waiting = waits(1, name="A", area=DINH_BANG)
    count, _ = tally(said(10, 3, name="A", area=DINH_BANG, reader="B"), waiting)
    assert (count.turn(waiting), count.person_ms(waiting), count.unit_ms(waiting)) == (1, 0, 3 * MINUTE)


def test_pauses_are_left_out_and_who_speaks_now_counts() -> None:
    now = builders.speech(1, name="A", unit="Hội Nông dân", span=builders.span("07:50", None, ("07:52", "07:55")))
    count, _ = tally(now)
    assert (count.person_ms(now), count.unit_ms(now), count.by_unit()) == (
        *(7 * MINUTE, 7 * MINUTE),
        {"Hội Nông dân": 7 * MINUTE},
    )


def test_delegates_count_by_who_they_are_and_by_their_ward() -> None:
    people = [builders.delegate(number, name="Lê Sử", area=DINH_BANG) for number in (1, 2)]
    spoke = said(10, 3, name="", delegate=DelegateId(1))
    one, two = (waits(id, name="", delegate=DelegateId(id)) for id in (1, 2))
    count, _ = tally(*people, spoke, one, two)
    assert [count.turn(who) for who in (one, two)] == [2, 1]
    assert [count.unit_ms(who) for who in (one, two)] == [3 * MINUTE] * 2


def test_nobody_known_is_not_counted() -> None:
    unknown = said(10, 3, name="")
    count, _ = tally(unknown, waits(1, name=""))
    assert (count.turn(unknown), count.person_ms(unknown), count.is_unit_heard(unknown)) == (None, 0, None)
