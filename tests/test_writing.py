"""What goes with a text that is being written, and the filters of what was written."""

from __future__ import annotations

from itertools import count

from msgspec.structs import replace

from builders import agenda, delegates, proposal, ran, span, speech, stamp, state
from store import EditProposal, NoteProposal, State
from store.proposal_records import ProposalKind, ProposalState, Submitter
from store.records import DelegateId, Theme
from tui.proposals.proposal_filters import Asks, Choices, Filter, counted, fitting
from tui.proposals.writing import Writing, is_saved, taken_back

AT, LATER = stamp("08:42:00"), stamp("08:43:00")
PEOPLE = delegates(50)


def hall(*records: object, speaker: int | None = 47) -> State:
    talk = [speech(700, delegate=speaker, name="", span=span("08:40:00"))] if speaker else []
    themes = (Theme(id="mot", name="Nhóm một"), Theme(id="hai", name="Nhóm hai"))
    return state(*PEOPLE, *agenda(), ran(4, span("08:30:00")), *talk, *records, themes=themes)  # type: ignore[arg-type]


def by(number: int) -> tuple[Submitter, ...]:
    return (Submitter(delegate=DelegateId(number)),)


def mint() -> int:
    return next(_ids)


_ids = count(1000)


def test_until_the_first_letter_who_and_when_follow_the_hall() -> None:
    writing = Writing(hall(speaker=47), AT)
    writing.follow(hall(speaker=12), LATER)
    assert (writing.draft.submitters, writing.draft.noted) == (by(12), LATER)
    writing.type("a", hall(speaker=12), LATER)
    writing.follow(hall(speaker=47), stamp("08:50:00"))
    assert (writing.draft.submitters, writing.draft.noted) == (by(12), LATER)


def test_a_text_emptied_by_hand_follows_the_hall_again() -> None:
    writing = Writing(hall(), AT)
    writing.type("a", hall(), AT)
    writing.type("", hall(), AT)
    writing.follow(hall(speaker=12), LATER)
    assert writing.draft.submitters == by(12)


def test_whoever_was_named_by_hand_stays_until_the_next_text() -> None:
    writing = Writing(hall(), AT)
    writing.raised_by(by(3))
    writing.follow(hall(speaker=12), LATER)
    assert writing.draft.submitters == by(3)
    writing.clear(hall(), LATER)
    assert writing.draft.submitters == by(47)


def test_what_was_taken_back_in_the_hall_does_not_stand_in_the_way() -> None:
    writing = Writing(hall(), AT)
    writing.type("a", hall(), AT)
    verb = writing.verb(hall(speaker=None), mint)
    assert isinstance(verb, NoteProposal)
    assert (verb.item, verb.speech, verb.submitters) == (4, None, by(47))


def test_a_draft_of_something_being_put_right_goes_on_with_it() -> None:
    one = proposal(5, "mot", due="mai")
    writing = Writing(hall(one), AT)
    writing.edit(one)
    writing.type("mot hai", hall(one), AT)
    left, other = writing.draft, Writing(hall(one), LATER)
    other.resume(left, hall(one))
    assert other.verb(hall(one), mint) == EditProposal(proposal=5, text="mot hai")
    gone = Writing(hall(), LATER)
    gone.resume(left, hall())
    assert isinstance(gone.verb(hall(), mint), NoteProposal)


def test_a_draft_whose_proposal_is_there_has_been_saved() -> None:
    writing = Writing(hall(), AT)
    writing.type("a", hall(), AT)
    verb = writing.verb(hall(), mint)
    assert isinstance(verb, NoteProposal)
    assert not is_saved(writing.draft, hall(proposal(1, "a", noted=LATER)))
    assert is_saved(writing.draft, hall(proposal(1, "a", noted=verb.noted)))


def test_words_come_back_when_one_is_taken_back_and_not_when_a_part_is() -> None:
    one, part = proposal(1, "mot", kind=ProposalKind.LESSON), proposal(2, "hai", split_from=1)
    back = taken_back(hall(one), hall())
    assert back is not None
    assert (back.text, back.kind, back.editing) == ("mot", ProposalKind.LESSON, None)
    assert taken_back(hall(one, part), hall(one)) is None
    assert taken_back(hall(one), hall(one)) is None


SOME = (
    proposal(1, "loa kéo", kind=ProposalKind.PETITION, theme="mot", submitters=by(30)),
    proposal(2, "kinh phí", theme="hai", many=True),
    proposal(3, "kinh phí", kind=ProposalKind.LESSON, theme="hai", state=ProposalState.ACCEPTED, submitters=by(31)),
    proposal(4, "cũ", withdrawn=True),
    proposal(5, "gộp", merged_into=1),
)


def test_every_filter_lists_as_many_as_it_says() -> None:
    there = hall(*SOME)
    for filter, n in counted(there).items():
        assert len(fitting(there, filter)) == n > 0, filter
    asked = {filter.asks for filter in counted(there)}
    assert asked == set(Asks) - {Asks.WORDS}


def test_what_lists_nothing_is_not_offered() -> None:
    assert list(counted(hall())) == [Filter(Asks.ALL)]


def test_letters_choose_among_the_filters_and_whatever_says_them() -> None:
    choices = Choices(hall(*SOME))
    assert [filter for _name, filter in choices("kien nghi")] == [
        Filter(Asks.KIND, ProposalKind.PETITION),
        Filter(Asks.WORDS, "kien nghi"),
    ]
    assert choices("kinh phi")[-1][0].endswith(": 2")
    assert len(choices("")) == len(counted(hall(*SOME)))


def test_a_proposal_without_a_kind_or_a_theme_is_not_sorted() -> None:
    kindless, themeless = proposal(1, theme="mot"), proposal(2, kind=ProposalKind.TASK)
    both = replace(themeless, id=3, number=3, theme="mot")
    assert fitting(hall(kindless, themeless, both), Filter(Asks.UNSORTED)) == [kindless, themeless]
