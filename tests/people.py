"""A conference on which a morning has left people everywhere, and the search for any word of them."""

from __future__ import annotations

import json
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import builders
from disks import files_in
from store import (
    AdmitSubstitute,
    AdmitWalkIn,
    AnswerProposal,
    BindBadge,
    CheckOut,
    CorrectDelegate,
    Draft,
    EditProposal,
    MarkAbsent,
    MergeProposals,
    MintBlanks,
    NoteHeadCount,
    NoteProposal,
    OpenConference,
    ReissueCode,
    Scan,
    SplitProposal,
    State,
    Store,
)
from store.engine.layout import Layout
from store.engine.repair import repair
from store.proposal_records import Submitter
from store.records import CategoryId, CountSource, DelegateId, Document, HeadCount, Organiser, Standing
from store.slips import ImportProposals, SlipEntry
from store.verbs import Verb
from stores import new_conference, opened

HOST = "may-tinh-cua-chi-hoa"
DESK = "Bàn chị Hoa"
_BEING_WRITTEN = "Cô Mười Một vừa nói"

ORGANISER = Organiser(
    name="Ban tổ chức",
    superior="Thành ủy",
    supreme="Đảng",
    place="Từ Sơn",
    symbol="BDV",
    signatory="Ngô Thị Ký Tên",
    signatory_title="TRƯỞNG BAN",
)

_ABOUT_PEOPLE = ("delegates", "attendance", "badges", "blanks", "sessions", "proposals")
_TELLING = (
    *("name", "unit", "phone", "note", "reason", "code", "retired_codes", "face", "desk", "host"),
    *("text", "rest", "addressee", "due", "response", "slip"),
)
_PARTS = ("substitute", "submitters", "own", "entries")
"""Where somebody or something that was said stands inside a document."""
_ELSEWHERE = (ORGANISER.signatory, DESK, HOST, _BEING_WRITTEN)
_SHORT = 4
"""Letters; what is shorter stands in a file by chance."""


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


_NOTED = builders.stamp("08:50:00")

MORNING: list[Verb[Any]] = [
    *(scan(1), scan(2), scan(1), Scan.of("https://example.org/khach-la")),
    AdmitWalkIn(id=DelegateId(900), seed=900, category=CategoryId("to-truong"), name="Đỗ Thị Loan", unit="Xóm Giếng"),
    AdmitWalkIn(id=DelegateId(901), seed=901, category=CategoryId(""), name="Tạ Phóng Viên", standing=Standing.SERVICE),
    AdmitSubstitute(delegate=DelegateId(3), name="Lê Văn Sử", title="Tổ phó phụ trách"),
    MarkAbsent(delegate=DelegateId(4), excused=True, reason="Con nhỏ nằm viện"),
    CorrectDelegate(delegate=DelegateId(5), name="Nguyễn Thị Ánh Nguyệt", note="Đi xe lăn", phone="0912 345 678"),
    ReissueCode(delegate=DelegateId(5), seed=77),
    MintBlanks(seeds=(7001, 7002)),
    BindBadge(delegate=DelegateId(6), code=builders.code(7001)),
    OpenConference(),
    NoteHeadCount(people=5, source=CountSource.HALL),
    scan(7),
    CheckOut(delegate=DelegateId(2)),
    NoteProposal(id=1, text="Bà Tư xin miễn thu", submitters=(Submitter(delegate=DelegateId(1)),), noted=_NOTED),
    NoteProposal(
        id=2, text="Con ông Sáu", addressee="Chị Bảy ở ủy ban", submitters=(Submitter(name="Ngô Tám"),), noted=_NOTED
    ),
    AnswerProposal(proposal=2, response="Anh Chín sẽ gặp"),
    MergeProposals(into=1, proposals=(2,), text="Bà Tư và con ông Sáu"),
    ImportProposals(entries=(SlipEntry(row=2, text="Cụ Mười cần xe", name="Đỗ Thị Loan", due="trước giỗ"),), ids=(3,)),
    SplitProposal(proposal=3, id=4, text="Cụ Mười", rest="Cần xe lăn cho cụ"),
    EditProposal(proposal=4, text="Cụ bà Mười"),
]
DRAFT = Draft(text=_BEING_WRITTEN, submitters=(Submitter(name="Mười Một"),), noted=_NOTED)
"""What was being written when the window was killed."""


def after_a_morning(folder: Path, second_place: Path) -> Path:
    """Backups at both places, files kept by a repair, what a crash left of a fold and of a backup, an open journal."""
    path = new_conference(folder, 8, organiser=ORGANISER)
    store = opened(path, DESK)
    (second_place / store.engine.layout.backups.name).mkdir(parents=True)
    store.backups.second_place = second_place
    for verb in MORNING[:5]:
        store.run(verb)
    made = store.backups.make(store.now())
    store.close()
    repair(path)
    store = opened(path, DESK)
    for verb in MORNING[5:]:
        store.run(verb)
    store.drafts.keep(DRAFT)
    store.drafts.close()
    store.engine.let_go()
    layout = Layout.of(path)
    shutil.copytree(made, made.with_name(f"{made.name}.7.unfinished"))
    shutil.copy(path, layout.fresh_data)
    shutil.copy(layout.journal(layout.generations()[-1]), layout.fresh_journal(99))
    return path


def words_about_people(store: Store) -> set[str]:
    """Every text that says something of somebody, today's and those of before; words of the plan left out."""
    tables = store.engine.tables.read()
    plan = json.dumps(tables["conference"], ensure_ascii=False).replace(ORGANISER.signatory, "")
    entries = tables.get("log", {}).values()
    before = [touched["before"] for entry in entries for touched in entry["touched"] if touched["before"]]
    now = [document for table in _ABOUT_PEOPLE for document in tables.get(table, {}).values()]
    told = {word for document in (*now, *before, *(entry["args"] for entry in entries)) for word in _told(document)}
    return {word for word in {*told, *_ELSEWHERE} if len(word) >= _SHORT and word not in plan}


def _told(document: Document) -> Iterator[str]:
    for field in _TELLING:
        value = document.get(field) or ""
        yield from value if isinstance(value, list | tuple) else [value]
    for part in _PARTS:
        value = document.get(part) or []
        for inner in value if isinstance(value, list | tuple) else [value]:
            yield from _told(inner)


def found_in(folders: Iterable[Path], words: Iterable[str]) -> set[tuple[str, str]]:
    """Which of these words stand in which file, in any encoding a program of ours or of an office writes."""
    contents = [(path, content) for folder in folders for path, content in files_in(folder).items()]
    return {
        (word, path.name)
        for word in words
        for spelt in _spellings(word)
        for path, content in contents
        if spelt in content
    }


def _spellings(word: str) -> tuple[bytes, ...]:
    escaped = json.dumps(word)[1:-1].encode()
    decomposed = unicodedata.normalize("NFD", word).encode()
    return word.encode(), decomposed, escaped, escaped.upper(), word.encode("utf-16-le"), word.encode("utf-16-be")


def looked_at(path: Path) -> tuple[State, set[str]]:
    """What the conference is, and every word about somebody in it; the files stay as they are."""
    with closing(opened(path, fold=False)) as store:
        return store.state, words_about_people(store)


def figures(state: State) -> dict[str, Any]:
    """Everything that is counted or was announced."""
    return {
        "all": state.head_count(),
        "categories": {id: count for id, count in state.counts.items() if count != HeadCount.NOBODY},
        "areas": {id: count for id, count in state.area_counts.items() if count != HeadCount.NOBODY},
        "opening": [state.opening.at, state.opening.counts] if state.opening else None,
        "by hand": [count.people for count in state.hand_counts.values()],
        "proposals": {
            id: (one.number, one.kind, one.theme, one.many, one.state, one.merged_into, one.split_from, one.stands)
            for id, one in state.proposals.items()
        },
        "last proposal": state.last_proposal,
        "title": state.conference.title,
    }
