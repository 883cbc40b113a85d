"""What a roster was found to be, in words: why it was refused, what is doubtful, what an import did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from store import State
from store.records import Standing
from store.roster import Doubt, DoubtKind, Imported, NoRoster, RosterError, RosterReading, Sample
from store.text import shown
from tui.i18n import N_, _, ngettext

Values = dict[str, str | int]


def sentence(error: RosterError) -> str:
    """Why the file cannot be taken as a roster, and what to do."""
    what = _(_REASONS[error.reason]).format(**_shown(error.values))
    return _("{path}: {what}").format(path=error.path, what=what)


def doubt(doubt: Doubt) -> str:
    """One doubt, without its row."""
    values = doubt.values
    if doubt.what is DoubtKind.CONVERTED_COLUMN:
        named = {"encoding": encoding(str(values["encoding"])), "before": _as_seen(str(values["before"]))}
        values = {**values, **named}
    return _(_DOUBTS[doubt.what]).format(**_shown(values))


def sample(sample: Sample) -> str:
    """One converted cell, as it was and as it is read."""
    return _("“{before}” → “{after}”").format(before=shown(_as_seen(sample.before)), after=shown(sample.after))


def _as_seen(text: str) -> str:
    """The soft hyphen, an ư in TCVN3, as office programs draw it."""
    return text.replace("\u00ad", "-")


def report(reading: RosterReading, imported: Imported, state: State, *, dry_run: bool) -> Iterator[str]:
    """What an import did, or would do, for a person to read."""
    delegates = [entry for entry in reading.entries if entry.standing is not Standing.SERVICE]
    found = ngettext("Found {n} delegate in {groups} groups", "Found {n} delegates in {groups} groups", len(delegates))
    yield found.format(n=len(delegates), groups=len({entry.category for entry in delegates}))
    if dry_run:
        yield _("A trial: nothing was written")
    yield from _counts(imported)
    yield from _groups(reading, state)
    yield from _apart(reading)
    if reading.left_out_columns:
        columns = ", ".join(shown(column) for column in reading.left_out_columns)
        yield _("Columns left out: {columns}").format(columns=columns)
    if reading.unplaced:
        yield _("Not taken in, for want of a category: {n}").format(n=len(reading.unplaced))
    yield from _doubts(reading)


def _counts(imported: Imported) -> Iterator[str]:
    yield _("New: {added}; corrected: {corrected}; replaced: {replaced}; unchanged: {unchanged}").format(
        added=imported.added,
        corrected=imported.corrected,
        replaced=imported.replaced,
        unchanged=imported.unchanged,
    )
    if imported.unlisted:
        yield _("On the list but not in this file (kept): {n}").format(n=imported.unlisted)


def _apart(reading: RosterReading) -> Iterator[str]:
    """Who is counted apart, and who has no name yet."""
    service = sum(entry.standing is Standing.SERVICE for entry in reading.entries)
    if service:
        yield _("Reporters, drivers and staff, counted apart: {n}").format(n=service)
    unnamed = sum(not entry.name and entry.standing is not Standing.SERVICE for entry in reading.entries)
    if unnamed:
        yield _("Places without a name, to be named at the desk: {n}").format(n=unnamed)


def _groups(reading: RosterReading, state: State) -> Iterator[str]:
    for category in state.conference.categories:
        read = sum(entry.category == category.id for entry in reading.entries)
        line = _("  {category}: {read}").format(category=shown(category.name), read=read)
        planned = "" if read == category.planned else _(" (planned: {n})").format(n=category.planned)
        yield line + planned


def _doubts(reading: RosterReading) -> Iterator[str]:
    if not reading.doubts:
        yield _("No doubts")
        return
    yield _("Doubts: {n}").format(n=len(reading.doubts))
    for one in reading.doubts:
        yield _("  row {row}: {what}").format(row=one.row, what=doubt(one)) if one.row else f"  {doubt(one)}"
        if one.what is DoubtKind.CONVERTED_COLUMN:
            yield from _more_samples(reading, one)


def _more_samples(reading: RosterReading, told: Doubt) -> Iterator[str]:
    """The other samples of a column; the first is in the doubt itself."""
    samples = [one for one in reading.samples if one.column == told.values["column"]]
    yield from (f"    {sample(one)}" for one in samples[1:])


def encoding(name: str) -> str:
    """What people who still have its fonts call an encoding."""
    return _(_ENCODINGS[name]) if name in _ENCODINGS else name


def _shown(values: Values) -> Values:
    return {name: shown(value) if isinstance(value, str) else value for name, value in values.items()}


_REASONS: Final = {
    NoRoster.MISSING: N_("no such file; look whether it was moved or renamed"),
    NoRoster.UNREADABLE: N_("cannot be read ({detail}); close it elsewhere, or copy it to this machine"),
    NoRoster.EMPTY: N_("the file is empty; ask for it again"),
    NoRoster.TOO_LARGE: N_("far too large for a roster; copy the list into a new workbook"),
    NoRoster.UNSUPPORTED: N_("files of this kind ({extension}) cannot be read; save it as {supported}"),
    NoRoster.PICTURE: N_("this is a picture; ask for the Excel file it was made from"),
    NoRoster.PDF: N_("this is a PDF; ask for the Excel file it was made from"),
    NoRoster.WEB_PAGE: N_("this is a web page under another name; open it in Excel and save it as .xlsx"),
    NoRoster.OLD_WORD: N_("this is a Word 97–2003 document; open it in Word and save it as .docx"),
    NoRoster.PROTECTED: N_("the file has a password; take it off and save the file again"),
    NoRoster.NOT_A_WORKBOOK: N_("named {extension}, but it is no Excel or Word file; ask for it again"),
    NoRoster.NO_TABLE: N_("there is no table in this document; ask for the list as a table or as an Excel file"),
    NoRoster.DAMAGED: N_("the file is damaged or cut short; ask for it again"),
    NoRoster.UNSAFE: N_(
        "the file is built as no office program does it and was not opened; save it anew in Excel or Word"
    ),
    NoRoster.TOO_FAR: N_("cells lie far outside a roster; copy the list into a new workbook"),
    NoRoster.NOT_TEXT: N_("the file is neither text nor an Excel or Word file; ask for it again"),
    NoRoster.UNKNOWN_ENCODING: N_(
        "line {line} is in an encoding that cannot be told for certain; save the file as “CSV UTF-8” or .xlsx"
    ),
    NoRoster.NO_SUCH_SHEET: N_("there is no sheet “{sheet}”; there are: {sheets}"),
    NoRoster.NO_HEADER: N_("no row in the first {highest_row} names a column “Họ và tên”; write that above the names"),
    NoRoster.NO_SLIPS: N_(
        "no row in the first {highest_row} names a column “Nội dung” or “Ý kiến”; write that above the texts"
    ),
    NoRoster.NO_TOPICS: N_(
        "no row in the first {highest_row} names columns “Tên tham luận” and “Họ và tên”; write them above the rows"
    ),
    NoRoster.NO_PEOPLE: N_("row {header_row} is a header, but nobody stands under it; put the people below it"),
    NoRoster.CRASHED: N_("the file could not be taken apart; open it in Excel or Word and save it anew"),
    NoRoster.TIMED_OUT: N_(
        "reading took more than {seconds} seconds and was stopped; copy the list into a new workbook"
    ),
    NoRoster.CANCELLED: N_("reading was cancelled; nothing was changed"),
}

_DOUBTS: Final = {
    DoubtKind.UNKNOWN_HEADING: N_("the plan has no category “{heading}”"),
    DoubtKind.GUESSED_HEADING: N_("“{heading}” was taken for the category {category}"),
    DoubtKind.COUNT_MISMATCH: N_("group “{heading}” states {stated}, {read} were read"),
    DoubtKind.TOTAL_MISMATCH: N_("the total states {stated}, {read} were read"),
    DoubtKind.UNKNOWN_CATEGORY: N_("{name}: the plan has no category “{text}”"),
    DoubtKind.DERIVED_CATEGORY: N_("{name}: no category given, taken from title and unit: {category}"),
    DoubtKind.CARRIED_CATEGORY: N_("{name}: no category given, taken from the person above: {category}"),
    DoubtKind.NO_CATEGORY: N_("{name}: no category given; not taken in"),
    DoubtKind.UNNAMED: N_("“{text}”: {count} without a name, taken in to be named at the desk"),
    DoubtKind.SERVICE: N_("“{text}”: {count} taken in for service, counted apart from the delegates"),
    DoubtKind.SEVERAL_PEOPLE: N_("{count} people in one cell, each taken in: “{text}”"),
    DoubtKind.SAME_PERSON: N_("{name}: same name and unit as row {other_row}; both taken in"),
    DoubtKind.CUT: N_("a text of {count} characters was cut: “{text}”"),
    DoubtKind.ODD_NAME: N_("“{name}” is an odd name"),
    DoubtKind.ODD_PHONE: N_("{name}: “{phone}” is an odd telephone number"),
    DoubtKind.SEVERAL_PHONES: N_("{name}: several telephone numbers, the first is taken: {phone}"),
    DoubtKind.IDENTITY_NUMBER: N_("an identity number stood in the column “{column}” and was removed"),
    DoubtKind.AREA_CONFLICT: N_("{name}: the unit is in {area}, the heading says {heading_area}"),
    DoubtKind.NO_AREA: N_("{name}: no area found, though most of this category have one"),
    DoubtKind.UNKNOWN_AREA: N_("{name}: the plan has no area “{text}”"),
    DoubtKind.TWO_CAPACITIES: N_("{name}: perhaps the person of row {other_row}, in another category"),
    DoubtKind.ON_LIST_ELSEWHERE: N_("{name}: perhaps delegate number {number}, who is on the list elsewhere"),
    DoubtKind.AFTER_SIGNATURE: N_("{name} stands after the signatures; taken in"),
    DoubtKind.STRAY_TEXT: N_("neither a person nor a heading, not taken in: “{text}”"),
    DoubtKind.CONVERTED_COLUMN: N_("column “{column}”: {encoding} → Unicode: “{before}” → “{after}”"),
    DoubtKind.OTHER_SHEET: N_("the sheet “{sheet}” looks like a roster too and was not read"),
}

_ENCODINGS: Final = {
    "tcvn3": N_("TCVN3 (ABC)"),
    "vni": N_("VNI-Windows"),
    "cp1258": N_("Windows-1258"),
    "unicode": N_("UTF-8 misread"),
}
