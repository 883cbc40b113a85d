"""Proposals found by their words: much the same as what is being written, or fitting a filter."""

from __future__ import annotations

import time
from random import Random

import pytest

import builders
from store import Proposal, State, Submitter, matches, similar
from store.records import DelegateId
from store.similar import FEWEST, LEAST
from store.vietnamese import fold

LAND = "Vận động nhân dân hiến đất mở rộng ngõ xóm"
WASTE = "Phân loại rác thải tại nguồn ở khu dân cư"
FUNDS = "Tăng kinh phí hoạt động cho các Tổ Dân vận ở khu dân cư"
MEDIATION = "Nâng cao chất lượng hòa giải ở cơ sở"


def state(*texts: str) -> State:
    return builders.state(*(builders.proposal(id, text) for id, text in enumerate(texts, 1)))


def found(state: State, text: str, **options: int) -> list[int]:
    return [one.proposal for one in similar(state, text, **options)]


@pytest.fixture
def hall() -> State:
    return state(LAND, WASTE, FUNDS, MEDIATION)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("hiến đất mở rộng ngõ", [1]),
        ("HIEN DAT MO RONG NGO", [1]),
        ("mở rộng ngõ, hiến đất!", [1]),
        ("rác thải phân loại", [2]),
        ("hiến", []),
        ("của các ở tại và cho", []),
        ("", []),
        ("   ", []),
        ("xây nhà văn hóa cho thanh niên", []),
        ("cải tạo vệ sinh đô thị", []),
        ("hòa giải ở cơ sở", [4]),
        ("hoà giải ở cơ sở", [4]),
    ],
)
def test_what_says_much_the_same_is_found_marks_order_and_case_aside(hall: State, typed: str, ids: list[int]) -> None:
    assert found(hall, typed) == ids


def test_it_is_found_while_the_words_are_being_typed(hall: State) -> None:
    begins = [length for length in range(len(LAND) + 1) if found(hall, LAND[:length])[:1] == [1]]
    assert begins[0] <= len("Vận động nhân")
    assert begins == list(range(begins[0], len(LAND) + 1))


def test_rare_words_weigh_more_than_those_in_every_proposal() -> None:
    common = [f"tổ dân vận khu phố {number} đề nghị {word}" for number, word in enumerate(["lắp", "bầu", "mua", "sửa"])]
    hall = state(*common, "camera an ninh", "tổ dân vận khu phố đề nghị camera")
    assert found(hall, "tổ dân vận camera an ninh") == [5]


def test_words_that_stand_in_every_other_sentence_are_nothing() -> None:
    hall = state("và của cho với trong rác", "đất")
    assert found(hall, "và của cho với trong đường") == []


def test_a_word_that_sounds_like_a_common_one_but_for_its_marks_tells_something() -> None:
    hall = state("trồng cây dọc đường", "trong nhà ngoài ngõ")
    assert found(hall, "trồng cây") == [1]
    assert found(hall, "trong cay") == []
    assert found(hall, "trồng nhà") == []


@pytest.mark.parametrize("typed", [LAND, LAND + " và trồng cây", "hiến đất mở rộng ngõ"])
def test_the_score_is_the_share_of_what_is_written(hall: State, typed: str) -> None:
    (one,) = similar(hall, typed)
    assert LEAST <= one.score <= 1
    assert (one.score == 1) is (fold(typed) in fold(LAND))


def test_of_equals_the_shorter_comes_first_then_the_earlier() -> None:
    hall = state("hiến đất mở đường và trồng thêm cây xanh", "hiến đất mở đường", "đất hiến đường mở")
    assert found(hall, "hiến đất mở đường") == [2, 3, 1]
    assert found(hall, "hiến đất mở đường", limit=2) == [2, 3]


def test_what_no_longer_counts_and_what_is_being_edited_are_left_out() -> None:
    hall = builders.state(
        builders.proposal(1, LAND),
        builders.proposal(2, LAND, withdrawn=True),
        builders.proposal(3, LAND, merged_into=1),
        builders.proposal(4, LAND),
    )
    assert found(hall, LAND) == [1, 4]
    assert found(hall, LAND, but=1) == [4]
    assert found(hall, LAND, limit=1, but=1) == [4]


def test_what_changes_is_seen_at_once(hall: State) -> None:
    assert found(hall, "trồng cây xanh ven đường") == []
    with_another = hall.put(builders.proposal(9, "Trồng cây xanh ven đường"))
    assert found(with_another, "trồng cây xanh ven đường") == [9]
    assert found(hall, "trồng cây xanh ven đường") == []


_WORDS = [*dict.fromkeys(fold(" ".join((LAND, WASTE, FUNDS, MEDIATION))).split()), *(f"tu{n}" for n in range(200))]


def _many(count: int) -> list[Proposal]:
    chance = Random(count)
    return [builders.proposal(id, " ".join(chance.choices(_WORDS, k=40))) for id in range(1, count + 1)]


def test_the_index_finds_what_comparing_with_every_proposal_finds() -> None:
    many = _many(300)
    hall = builders.state(*many)
    chance = Random(1)
    hits = 0
    for _question in range(60):
        like = fold(chance.choice(many).text).split()
        typed = " ".join(chance.sample(like, 12) + chance.choices(_WORDS, k=chance.randrange(8))) + " "
        told = {one.proposal: round(one.score, 9) for one in similar(hall, typed, limit=999)}
        assert told == _compared(many, typed)
        hits += len(told)
    assert hits > 60


def _compared(many: list[Proposal], typed: str) -> dict[int, float]:
    """Said once more in the plainest way."""
    from math import log

    from store.similar import _words

    texts = {one.id: set(_words(one.text)) for one in many}
    words = set(_words(typed))
    weight = {word: log(1 + len(many) / max(1, sum(word in text for text in texts.values()))) for word in words}
    shares = {id: (len(words & text), sum(weight[word] for word in words & text)) for id, text in texts.items()}
    whole = sum(weight.values())
    return {
        id: round(min(1, share / whole), 9)
        for id, (shared, share) in shares.items()
        if shared >= FEWEST and share >= LEAST * whole
    }


def test_among_two_thousand_a_key_costs_a_fraction_of_comparing_with_each() -> None:
    many = _many(2000)
    hall = builders.state(*many)
    typed = many[7].text
    similar(hall, typed)  # The first asks for the index.

    def keys() -> None:
        for length in range(len(typed) - 20, len(typed)):
            similar(hall, typed[:length])

    def comparing() -> None:
        written = set(fold(typed).split())
        for one in many:
            written.intersection(fold(one.text).split())

    assert _best(keys) / 20 < _best(comparing) / 2


def _best(work: object) -> float:
    assert callable(work)
    took = []
    for _time in range(5):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


# -- the filter -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [1, 2, 3, 12]),
        ("hien dat", [1]),
        ("đất hiến", [1]),
        ("rac th", [2]),
        ("ác", []),
        ("2", [2]),
        ("12", [12]),
        ("1", [1]),
        ("yen", [3]),
        ("trang ha kinh phi", [3]),
        ("kinh phi rac", []),
        ("bi thu", [3]),
    ],
)
def test_a_filter_looks_at_words_numbers_people_and_units(query: str, ids: list[int]) -> None:
    guest = Submitter(name="Ngô Yến", title="Bí thư", unit="Phường Trang Hạ")
    hall = builders.state(
        builders.proposal(1, LAND),
        builders.proposal(2, WASTE),
        builders.proposal(3, FUNDS, submitters=(guest,)),
        builders.proposal(4, LAND, withdrawn=True),
        builders.proposal(12, MEDIATION),
    )
    assert [one.id for one in matches(hall, query)] == ids


def test_a_delegate_who_raised_it_is_found_by_name() -> None:
    who = builders.delegate(7, name="Đỗ Thị Loan", unit="Xóm Giếng")
    hall = builders.state(
        who, builders.proposal(1, submitters=(Submitter(delegate=DelegateId(7)),)), builders.proposal(2)
    )
    assert [one.id for one in matches(hall, "loan gieng")] == [1]
