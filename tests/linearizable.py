"""Whether what several windows were answered could have been answered by one.

Every answer carries the number of its commit, so nothing has to be searched: sorted by number, the calls must respect
real time (what was answered before another was asked has the smaller number), and a single state that lives through
them in that order, with no file, no lock and no other process, must give every one of these answers. A refusal names
the state it looked at, which must have been the last one at some moment between question and answer.

What a window answers while its database is away is provisional, and less is asked of it: it is in the log in the end,
once, after it was asked for; what stands there is what was answered, unless somebody had come already at another desk
or a number had been given; what was refused then is nobody's business afterwards. As the others saw it, it was done
when it arrived, and what it put then is taken as it is: everything that was answered with the database is held against
that as ever. In the end everybody shows the same.

Watchers are held against the four rules of etcd's: every commit, once, in order, and none left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any, Final

import msgspec

import store.presentations
import store.roster
import store.slips  # noqa: F401  their verbs are among all there are
from recorded import Answered, AnyEvent, Asked, Closing, Failed, Folded, Opened, Rested, SaidNo, Told, crc_of, refusal
from store import Outcome
from store.engine.journal import Commit, Put
from store.engine.tables import Tables
from store.errors import Reason, Refused
from store.loading import load_state
from store.records import Document, LogEntry, Session, Stamp
from store.transaction import Transaction
from store.verbs import VERBS

Documents = dict[str, dict[str, Document]]


class Call(msgspec.Struct, kw_only=True):
    """One question and what came of it."""

    id: int
    session: Session
    verb: str
    args: Document
    begun: int
    ended: float = inf
    """Endless if the window was killed before it was answered."""
    seq: int | None = None
    at: Stamp | None = None
    answer: Any = None
    said_no: SaidNo | None = None
    offline: bool = False
    """Whether it was answered while the database was away: `told` is what was said then."""
    told: Any = None


class Seen(msgspec.Struct, kw_only=True):
    """What one window heard and showed from one opening to the next."""

    window: int
    since: int
    opened: int
    """When, in nanoseconds."""
    left: float = 0
    offline: bool = False
    """Whether it was opened while the database was away."""
    told: list[Told] = []
    rested: Rested | None = None


class History(msgspec.Struct, kw_only=True):
    """Everything the windows wrote down."""

    calls: list[Call] = []
    seen: list[Seen] = []
    folds: list[tuple[int, Folded]] = []
    """With the window that folded."""
    failed: list[Failed] = []
    """What windows were told is not saved, or perhaps."""


def history_of(windows: Iterable[Iterable[AnyEvent]]) -> History:
    history = History()
    for window, events in enumerate(windows):
        _gather(history, window, events)
    return history


def _gather(history: History, window: int, events: Iterable[AnyEvent]) -> None:
    session: Session | None = None
    for event in events:
        match event:
            case Opened():
                session = event.session
                seen = Seen(window=window, since=event.seq, opened=event.ns, offline=event.offline)
                history.seen.append(seen)
            case Folded():
                history.folds.append((window, event))
            case Asked():
                assert session is not None
                call = Call(id=event.id, session=session, verb=event.verb, args=event.args, begun=event.ns)
                history.calls.append(call)
            case Answered() if event.offline:
                call.offline, call.told = True, event.answer
            case SaidNo() if event.offline:
                pass
            case Answered():
                call.ended, call.seq, call.at, call.answer = event.ns, event.seq, event.at, event.answer
            case SaidNo():
                call.ended, call.said_no = event.ns, event
            case Failed():
                history.failed.append(event)
            case Told():
                history.seen[-1].told.append(event)
            case Rested():
                history.seen[-1].rested = event
            case Closing():
                pass
        if history.seen and history.seen[-1].window == window and not isinstance(event, Folded):
            history.seen[-1].left = event.ns


def faults(before: Documents, history: History, log: list[LogEntry], after: Documents) -> list[str]:
    """Everything that could not have happened with one window only; `before` and `after` are what the file had."""
    commits, found = _numbered(history.calls, log)
    found += _lost(history.calls, log)
    found += _said_not_to_be_saved(history, log)
    found += _against_time(commits)
    if not found:
        found += _replayed(before, commits, history, _brought(log, after), after)
    return [*found, *_watched(history.seen, len(log)), *_folded_under_somebody(history)]


def _lost(calls: list[Call], log: list[LogEntry]) -> Iterator[str]:
    known = {entry.id: entry for entry in log}
    for call in calls:
        if call.offline and call.id not in known:
            yield f"{call.id} ({call.verb}) was answered offline and never arrived"
        if call.offline and call.id in known and not _still_holds(call.told, known[call.id].outcome):
            yield f"{call.id} was answered {call.told} offline and is {known[call.id].outcome} in the log"


def _still_holds(told: Any, arrived: Any) -> bool:
    """Whether what was answered offline is what is known in the end, as far as nobody else had a say in it."""
    if isinstance(told, dict) and told.get("outcome") == Outcome.ADMITTED:
        return bool(told["delegate"] == arrived["delegate"] and arrived["outcome"] in _IN)
    return type(told) is type(arrived)


_IN: Final = (Outcome.ADMITTED, Outcome.ALREADY_IN)


def _said_not_to_be_saved(history: History, log: list[LogEntry]) -> Iterator[str]:
    """Only what nobody could say may be there all the same; asked again with the same id it may have worked."""
    times = Counter(call.id for call in history.calls)
    for failed in history.failed:
        if not failed.perhaps and times[failed.id] == 1 and any(entry.id == failed.id for entry in log):
            yield f"{failed.id} was called not saved, and is in the log"


# -- numbers and time -------------------------------------------------------------------------------------------------


def _numbered(calls: list[Call], log: list[LogEntry]) -> tuple[list[Call], list[str]]:
    """The calls that committed in the order of their numbers; what a killed window never heard, the log knows, unless
    it only asked once more what had been answered."""
    answered = {call.id for call in calls if call.seq is not None}
    logged = {entry.id: entry for entry in log if entry.id not in answered}
    for call in calls:
        if call.ended == inf and call.id in logged:
            entry = logged.pop(call.id)
            call.seq, call.at, call.answer = entry.seq, entry.at, entry.outcome
    commits = sorted((call for call in calls if call.seq is not None), key=lambda call: call.seq or 0)
    numbers = [call.seq for call in commits]
    found = [f"{seq} was given to {times} commits" for seq, times in Counter(numbers).items() if times > 1]
    found += [f"nobody committed {seq}" for seq in sorted(set(range(1, len(log) + 1)) - set(numbers))]
    places = {entry.id: entry.seq for entry in log}
    found += [f"{call.seq} is not in the log" for call in commits if places.get(call.id) != call.seq]
    found += [f"the log has {entry.seq} in place {place}" for place, entry in enumerate(log, 1) if entry.seq != place]
    return commits, found


def _against_time(commits: list[Call]) -> list[str]:
    """What was answered before another was even asked has the smaller number."""
    found = []
    first_end: float = inf
    for call in reversed(commits):
        if call.begun > first_end:
            found.append(f"{call.seq} was asked after a later number had been answered")
        first_end = min(first_end, call.ended)
    return found


def _state_was_current(commits: list[Call], refused: list[Call]) -> Iterator[str]:
    """A refusal looked at no state older than what had been answered, nor newer than what had been asked."""
    ends = sorted(((call.ended, call.seq or 0) for call in commits), reverse=True)
    newest = 0
    for call in sorted(refused, key=lambda call: call.begun):
        while ends and ends[-1][0] < call.begun:
            newest = max(newest, ends.pop()[1])
        assert call.said_no is not None
        seq = call.said_no.seq
        if seq < newest:
            yield f"{call.verb} was refused for what {seq} left, when {newest} had been answered"
        if seq > len(commits) or (seq and commits[seq - 1].begun > call.ended):
            yield f"{call.verb} was refused for what {seq} left before anybody had asked for that"


# -- one state that lives through all of it ---------------------------------------------------------------------------


class _One:
    """A single window without a file."""

    def __init__(self, before: Documents) -> None:
        self.tables = Tables(_plain(before))
        self.state = load_state(self.tables, 0)
        self.crcs: dict[int, int] = {}
        """Of every log entry."""

    def answers(self, call: Call) -> Any:
        """What it answers, and has then done; a refusal is an answer too, and changes nothing."""
        verb = VERBS[call.verb]
        if call.session.role not in verb.roles:
            return refusal(Refused(Reason.ROLE, role=call.session.role))
        assert call.at is not None
        tx = Transaction(self.state, call.session, call.at)
        try:
            outcome = msgspec.to_builtins(msgspec.convert(call.args, verb).apply(tx))
        except Refused as error:
            return refusal(error)
        if call.said_no is None:
            self._commit(call, tx, outcome)
        return outcome

    def take(self, commit: Commit) -> None:
        """What arrived from elsewhere, as it is."""
        self.state = self.state.after(commit)
        self.tables.apply(commit)
        self.crcs[self.state.seq] = crc_of(commit.entry)

    def _commit(self, call: Call, tx: Transaction, outcome: Any) -> None:
        if call.session.id not in self.state.sessions:
            tx.put(call.session)
        commit = tx.commit(id=call.id, verb=call.verb, args=call.args, outcome=outcome)
        self.state = tx.state.logged(commit.entry)
        self.tables.apply(commit)
        self.crcs[self.state.seq] = crc_of(commit.entry)


def _brought(log: list[LogEntry], after: Documents) -> dict[int, Commit]:
    """What arrived from elsewhere, by its number, with what it put: the log says what the next one found there."""
    found: dict[int, Commit] = {}
    documents = {(table, int(key)): document for table, rows in after.items() for key, document in rows.items()}
    for entry in reversed(log):
        places = [(one.table, one.key) for one in entry.touched]
        if entry.brought:
            put = tuple(Put(table=t, key=k, document=d) for t, k in places if (d := documents.get((t, k))) is not None)
            gone = tuple(place for place in places if documents.get(place) is None)
            found[entry.seq] = Commit(entry=entry, put=put, remove=gone)
        for touched in entry.touched:
            documents[touched.table, touched.key] = touched.before or {}
            if touched.before is None:
                del documents[touched.table, touched.key]
    return found


def _replayed(
    before: Documents, commits: list[Call], history: History, brought: dict[int, Commit], after: Documents
) -> list[str]:
    one = _One(before)
    refused = [call for call in history.calls if call.said_no]
    found = list(_state_was_current(commits, refused))
    on: defaultdict[int, list[Call]] = defaultdict(list)
    for call in refused:
        on[call.said_no.seq if call.said_no else 0].append(call)
    given: dict[int, int] = {}
    found += _unjust(one, on[0])
    for place, call in enumerate(commits, 1):
        if place in brought:
            one.take(brought[place])
        elif _plain(one.answers(call)) != _plain(call.answer):
            return [*found, f"{call.seq} ({call.verb}) cannot have been answered {call.answer}"]
        found += _unjust(one, on[place])
        found += _given_twice(one, given)
    first = {call.id: call.answer for call in commits}
    for call in history.calls:
        if call.ended != inf and call.seq is None and call.said_no is None and call.answer != first.get(call.id):
            found.append(f"{call.id} was asked again and answered otherwise")
    told = {(event.seq, event.crc) for seen in history.seen for event in seen.told if not event.offline}
    found += [f"watchers were told something else of {seq}" for seq, _crc in sorted(told - one.crcs.items())]
    if _without_images(_plain(one.tables.read())) != _without_images(after):
        found.append("the file does not have what was done")
    return found


def _unjust(one: _One, refused: list[Call]) -> Iterator[str]:
    for call in refused:
        assert call.said_no is not None
        call.at = call.said_no.at
        if _plain(one.answers(call)) != _plain(call.said_no.refusal):
            yield f"{call.verb} was refused without reason after {call.said_no.seq}"


def _given_twice(one: _One, given: dict[int, int]) -> Iterator[str]:
    """Numbers are never given again; a code belongs to one."""
    state = one.state
    for touched in state.recent[state.seq].touched if state.seq in state.recent else ():
        delegate = state.find(touched.table, touched.key) if touched.table == "delegates" else None
        if delegate is not None and state.recent[state.seq].brought:
            # Who got it first keeps a number that two gave who did not know of each other.
            given[delegate.number] = delegate.key  # type: ignore[attr-defined]
        if delegate is not None and given.setdefault(delegate.number, delegate.key) != delegate.key:  # type: ignore[attr-defined]
            yield f"number {delegate.number} was given twice"  # type: ignore[attr-defined]
    if not len(state.codes) == len(state.numbers) == len(state.delegates):
        yield f"two delegates share a number or a code after {state.seq}"


def _plain(value: Any) -> Any:
    return msgspec.json.decode(msgspec.json.encode(value))


def _without_images(documents: Documents) -> Documents:
    """Folding lets before-images expire."""
    rows = {name: table for name, table in documents.items() if table and name != "meta"}
    rows[LogEntry.table] = {
        key: entry | {"images": False, "touched": [touched | {"before": None} for touched in entry["touched"]]}
        for key, entry in rows.get(LogEntry.table, {}).items()
    }
    return rows


# -- watchers and folding ---------------------------------------------------------------------------------------------


def _watched(seen: list[Seen], last: int) -> Iterator[str]:
    """Each commit once, in order, none left out; in the end everybody shows the same."""
    for one in seen:
        told = [event.seq for event in one.told]
        if one.offline or any(event.offline for event in one.told):
            # Numbers were its own for a while; what it shows in the end counts.
            if one.rested and one.rested.seq != last:
                yield f"window {one.window} does not show the last commit"
            continue
        if told != list(range(one.since + 1, one.since + 1 + len(told))):
            yield f"window {one.window} was not told of every commit once and in order"
        if one.rested and not one.rested.seq == one.since + len(told) == last:
            yield f"window {one.window} does not show the last commit"
    if len({one.rested.digest for one in seen if one.rested}) > 1:
        yield "two windows show different things in the end"


def _folded_under_somebody(history: History) -> Iterator[str]:
    for window, fold in history.folds:
        for one in history.seen:
            if one.window != window and one.opened < fold.ns and fold.began < one.left:
                yield f"window {window} folded while window {one.window} was open"
            if one.window == window and one.opened < fold.began and fold.ns < one.left:
                yield f"window {window} folded in the middle of its work"
