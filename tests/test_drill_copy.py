"""The copy a rehearsal is held on: all that was prepared, nothing that happened, marked on whatever is made of it, gone
with its process."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import builders
from drill_day import prepared
from printed import squeezed, texts
from store import (
    AdmitSubstitute,
    AdmitWalkIn,
    BindBadge,
    CloseCheckIn,
    MintBlanks,
    Next,
    NextSpeaker,
    OpenConference,
    QueueSpeakers,
    Scan,
    Store,
)
from store.care import purge
from store.documents import (
    Sources,
    badges_pdf,
    blank_badges_pdf,
    everything,
    handover,
    handover_text,
    introductions_pdf,
    programme_pdf,
    script_pdf,
    signin_sheet_pdf,
)
from store.drill import MARK, MARK_OF_FILES, Copy, copy_for_drill, throw_away_folder, wipe_deserted
from store.errors import NoConference
from store.live_records import SpeechKind
from store.records import CategoryId, DelegateId, Standing
from stores import documents, opened

GUEST = DelegateId(900)
PREPARED = {"conference", "delegates", "agenda", "speeches", "blanks"}


def files_in(folder: Path) -> dict[str, bytes]:
    """All but the two in which every process that looks says that it is there."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".lock", ".open"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def happens(store: Store) -> None:
    """Something of everything."""
    blanks = store.run(MintBlanks(seeds=(11, 12)))
    store.run(AdmitWalkIn(id=GUEST, seed=5, category=CategoryId("to-truong"), name="Lê Văn Nam"))
    store.run(BindBadge(delegate=GUEST, code=store.state.blanks[blanks[0]].code))
    for number in range(1, 30):
        store.run(Scan.of(builders.code(number)))
    store.run(AdmitSubstitute(delegate=DelegateId(40), name="Đỗ Thị Lan"))
    store.run(Next(current=None))
    store.run(OpenConference())
    store.run(QueueSpeakers(ids=(70,), delegates=(DelegateId(3),)))
    store.run(NextSpeaker(current=None))
    store.run(CloseCheckIn())


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Store]:
    folder = tmp_path / "office"
    folder.mkdir()
    with closing(opened(prepared(folder))) as store:
        happens(store)
        yield store


@pytest.fixture
def copy(real: Store, tmp_path: Path) -> Copy:
    return copy_for_drill(real.engine.place, tmp_path)


def test_nothing_of_the_original_changes_while_it_is_open(real: Store, tmp_path: Path) -> None:
    before = files_in(tmp_path / "office")
    copy = copy_for_drill(real.engine.place, tmp_path)
    with closing(opened(copy.path)) as rehearsal:
        happens(rehearsal)
    assert files_in(tmp_path / "office") == before


def test_the_copy_has_everything_prepared_and_nothing_that_happened(real: Store, copy: Copy) -> None:
    with closing(opened(copy.path)) as rehearsal:
        state = rehearsal.state
        assert set(documents(rehearsal)) == PREPARED
        assert (len(state.attendance), state.opening, state.closing, len(state.runs)) == (0, None, None, 0)
        assert rehearsal.log() == []
        summoned = {id: one for id, one in real.state.delegates.items() if one.standing is Standing.SUMMONED}
        assert dict(state.delegates.items()) == summoned
        assert dict(state.agenda.items()) == dict(real.state.agenda.items())
        assert {one.kind for one in state.speeches.values()} == {SpeechKind.PREPARED}
        assert all(one.span is None and one.fate is None for one in state.speeches.values())
        assert [one.bound_to for one in state.blanks.values()] == [None, None]


def test_a_real_badge_is_read_on_the_copy(real: Store, copy: Copy) -> None:
    with closing(opened(copy.path)) as rehearsal:
        assert rehearsal.run(Scan.of(real.state.delegates[DelegateId(47)].code)).delegate == 47


def test_the_copy_has_no_second_place_for_backups(real: Store, tmp_path: Path) -> None:
    real.backups.second_place = tmp_path / "stick"
    with closing(opened(copy_for_drill(real.engine.place, tmp_path).path)) as rehearsal:
        assert rehearsal.backups.second_place is None


def test_where_there_is_no_conference_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoConference):
        copy_for_drill(tmp_path / "nirgendwo.json", tmp_path)


# -- what is made of it ------------------------------------------------------------------------------------------------


def words_in(path: Path) -> str:
    """What can be read in a document, or its name."""
    if path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")]
        return re.sub(r"<[^>]+>", "", " ".join(parts))
    return path.read_text(encoding="utf-8") if path.suffix in (".md", ".html") else ""


def quietly(_done: int, _total: int) -> None:
    pass


def test_every_document_says_what_it_is_of_at_its_head_or_in_its_name(copy: Copy, tmp_path: Path) -> None:
    with closing(opened(copy.path)) as store:
        happens(store)
        sources = Sources(store.state, store.now(), store.log(), copy.path)
        made = everything(sources, tmp_path / "all", quietly, prefix=MARK_OF_FILES)
    assert len(made) > 10
    assert all(one.path.name.startswith(MARK_OF_FILES) for one in made)
    titled = [one.path for one in made if one.path.suffix not in (".csv", ".png")]
    assert all(MARK in words_in(path) for path in titled)


def test_every_sheet_of_paper_says_so(copy: Copy) -> None:
    with closing(opened(copy.path)) as store:
        happens(store)
        state, now = store.state, store.now()
    about, people = state.conference, sorted(state.delegates.values(), key=lambda one: one.number)
    told = handover(state, now)
    assert all(MARK in page for page in texts(signin_sheet_pdf(about, people[:40], quietly)))
    for pdf in (badges_pdf(about, people[:1], quietly), introductions_pdf(told), script_pdf(state, now)):
        assert squeezed(MARK) in squeezed(texts(pdf)[0])
    assert squeezed(MARK) in squeezed(texts(programme_pdf(state, now))[0])
    assert squeezed(MARK) in squeezed(texts(blank_badges_pdf(about, list(state.blanks.values()), quietly))[0])
    assert handover_text(told).startswith(MARK)


# -- the folder --------------------------------------------------------------------------------------------------------


def test_what_a_killed_rehearsal_left_goes_with_the_next_and_what_is_in_use_stays(
    real: Store, temporary_folder: Path
) -> None:
    deserted = temporary_folder / "toadam-drill-left"
    deserted.mkdir()
    copy_for_drill(real.engine.place, deserted)
    (deserted / ".held").touch()
    with throw_away_folder("drill") as in_use:
        assert list(temporary_folder.iterdir()) == [in_use]
        with throw_away_folder("demo") as another:
            assert {*temporary_folder.iterdir()} == {in_use, another}
    assert list(temporary_folder.iterdir()) == []


@pytest.mark.usefixtures("temporary_folder")
def test_what_another_program_holds_open_goes_with_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows does with a sheet that is still shown."""

    def in_part(folder: Path, **_options: object) -> None:
        (folder / ".held").unlink()

    with monkeypatch.context() as windows, throw_away_folder("drill") as folder:
        (folder / "danh-sach-ky.pdf").write_bytes(b"%PDF")
        windows.setattr(shutil, "rmtree", in_part)
    assert (folder / "danh-sach-ky.pdf").is_file()
    wipe_deserted()
    assert not folder.exists()


def test_what_is_none_of_ours_stays(temporary_folder: Path) -> None:
    others = temporary_folder / "toadam-backup-1"
    others.mkdir()
    (others / "toadam.json").write_text("{}", encoding="utf-8")
    (temporary_folder / "toadam-file").write_bytes(b"")
    wipe_deserted()
    assert (others / "toadam.json").is_file()
    assert (temporary_folder / "toadam-file").is_file()


def test_a_purge_finds_what_a_killed_rehearsal_left(real: Store, temporary_folder: Path) -> None:
    deserted = temporary_folder / "toadam-drill-left"
    deserted.mkdir()
    copy = copy_for_drill(real.engine.place, deserted)
    place = real.engine.place
    assert isinstance(place, Path)
    real.close()
    purge(place)
    assert not copy.path.exists()
