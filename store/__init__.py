"""What is true about a conference, and the verbs that change it. Knows no screen and no terminal.

This is the main door. The others are opened only by who needs them: `store.roster` (files from an office),
`store.documents` (what is printed or exported), `store.plan`, `store.search` and `store.care`. What everybody may name
are the records, the errors and the words made safe: `store.records`, `store.errors`, `store.text`.
"""

from store.admission import AdmitSubstitute, AdmitWalkIn, NameSubstitute, lacks_name
from store.agenda import AddItem, DeleteItem, EditItem, MoveItem, SkipItem, UnskipItem, planned_end
from store.attendance import (
    Answer,
    CheckIn,
    CheckInTogether,
    CheckOut,
    MarkAbsent,
    MoveArrival,
    Outcome,
    Scan,
    WithdrawArrival,
)
from store.badges import BindBadge, MintBlanks, RecordBadges, ReissueCode, is_right, to_be_made
from store.codes import mint_conference_letters
from store.course import running
from store.delay_ledger import Ledger, delay_ledger
from store.delegates import AddDelegate, CorrectDelegate, KeepOnList, StrikeOff
from store.engine.locks import Holder
from store.engine.places import cloud_folder
from store.errors import StoreError
from store.history import Undo, Undone
from store.number_ranges import number_ranges
from store.opening import (
    ClearRehearsal,
    CloseCheckIn,
    NoteHeadCount,
    OpenConference,
    WithdrawOpening,
    rehearsal,
)
from store.paper import AdmitFromPaper, PaperReading, SheetLine, read_paper, sheet_line
from store.projection import ItemState, Line, Projection, project
from store.protocol import awaited, in_protocol_order, is_met, next_item, not_arrived, speaks_in
from store.records import HeadCount
from store.rundown import (
    Advance,
    CorrectStart,
    Forgotten,
    GoBack,
    GrantTime,
    Next,
    PauseItem,
    ResumeItem,
    StartItem,
    StopItem,
    forgotten_start,
    upcoming_item,
)
from store.state import State
from store.store import Change, Store, create_conference, open_store, system_mint
from store.verbs import Verb

__all__ = [
    "AddDelegate",
    "AddItem",
    "AdmitFromPaper",
    "AdmitSubstitute",
    "AdmitWalkIn",
    "Advance",
    "Answer",
    "BindBadge",
    "Change",
    "CheckIn",
    "CheckInTogether",
    "CheckOut",
    "ClearRehearsal",
    "CloseCheckIn",
    "CorrectDelegate",
    "CorrectStart",
    "DeleteItem",
    "EditItem",
    "Forgotten",
    "GoBack",
    "GrantTime",
    "HeadCount",
    "Holder",
    "ItemState",
    "KeepOnList",
    "Ledger",
    "Line",
    "MarkAbsent",
    "MintBlanks",
    "MoveArrival",
    "MoveItem",
    "NameSubstitute",
    "Next",
    "NoteHeadCount",
    "OpenConference",
    "Outcome",
    "PaperReading",
    "PauseItem",
    "Projection",
    "RecordBadges",
    "ReissueCode",
    "ResumeItem",
    "Scan",
    "SheetLine",
    "SkipItem",
    "StartItem",
    "State",
    "StopItem",
    "Store",
    "StoreError",
    "StrikeOff",
    "Undo",
    "Undone",
    "UnskipItem",
    "Verb",
    "WithdrawArrival",
    "WithdrawOpening",
    "awaited",
    "cloud_folder",
    "create_conference",
    "delay_ledger",
    "forgotten_start",
    "in_protocol_order",
    "is_met",
    "is_right",
    "lacks_name",
    "mint_conference_letters",
    "next_item",
    "not_arrived",
    "number_ranges",
    "open_store",
    "planned_end",
    "project",
    "read_paper",
    "rehearsal",
    "running",
    "sheet_line",
    "speaks_in",
    "system_mint",
    "to_be_made",
    "upcoming_item",
]
