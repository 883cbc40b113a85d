"""A conference on which a morning has left people everywhere, and the search for any word of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import builders
from disks import files_in
from store import (
    AdmitSubstitute,
    AdmitWalkIn,
    BindBadge,
    CheckOut,
    CorrectDelegate,
    MarkAbsent,
    MintBlanks,
    NoteHeadCount,
    OpenConference,
    ReissueCode,
    Scan,
    State,
    Store,
)
from store.engine.layout import Layout
from store.engine.repair import repair
from store.records import CategoryId, CountSource, DelegateId, Document, HeadCount, Organiser, Standing
from store.verbs import Verb
from stores import new_conference, opened

HOST = "may-tinh-cua-chi-hoa"
DESK = "Bàn chị Hoa"

ORGANISER = Organiser(
    name="Ban tổ chức",
    superior="Thành ủy",
    supreme="Đảng",
    place="Từ Sơn",
    symbol="BDV",
    signatory="Ngô Thị Ký Tên",
    signatory_title="TRƯỞNG BAN",
)

_ABOUT_PEOPLE = ("delegates", "attendance", "badges", "blanks", "sessions")
_TELLING = ("name", "unit", "phone", "note", "reason", "code", "retired_codes", "face", "desk", "host")
_SHORT = 4
"""Letters; what is shorter stands in a file by chance."""


def scan(number: int) -> Scan:
    return Scan.of(builders.code(number))


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
]


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
    store.engine._let_go()
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
    return {word for word in {*told, ORGANISER.signatory, DESK, HOST} if len(word) >= _SHORT and word not in plan}


def _told(document: Document) -> Iterator[str]:
    for field in _TELLING:
        value = document.get(field) or ""
        yield from value if isinstance(value, list | tuple) else [value]
    if document.get("substitute"):
        yield from _told(document["substitute"])


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
    return word.encode(), escaped, escaped.upper(), word.encode("utf-16-le"), word.encode("utf-16-be")


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
        "title": state.conference.title,
    }
