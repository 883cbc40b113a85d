"""What is true about a conference, and the verbs that change it. Knows no screen and no terminal.

This is the main door. The others are opened only by who needs them: `store.roster` and `store.presentations` (files
from an office), `store.documents` (what is printed or exported), `store.plan`, `store.search` and `store.care`. What
everybody may name are the records, the errors and the words made safe: `store.records`, `store.live_records`,
`store.proposal_records`, `store.errors`, `store.text`.
"""

from store.admission import AdmitSubstitute, AdmitWalkIn, NameSubstitute, lacks_name
from store.advice import Advice, advice
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
from store.floor import on_the_floor, open_speeches, speaking
from store.hall import CountInHall, ShowInHall, TellHall, hall_message
from store.history import Undo, Undone
from store.live_records import AdviceReason, Fate, GapChoice, HallDisplay, HallView, SpeakerList, Speech, SpeechKind
from store.number_ranges import number_ranges
from store.opening import (
    ClearRehearsal,
    CloseCheckIn,
    NoteHeadCount,
    OpenConference,
    WithdrawOpening,
    awaits_opening,
    rehearsal,
)
from store.overview import (
    Contributions,
    Frame,
    Point,
    UnitTime,
    arrivals_frame,
    arrivals_over_time,
    contributions,
    missing,
    opening_on,
    time_by_unit,
)
from store.paper import AdmitFromPaper, PaperReading, SheetLine, read_paper, sheet_line
from store.podium import (
    EndSpeech,
    GiveFloor,
    GrantSpeechTime,
    NextSpeaker,
    PauseSpeech,
    ReopenSpeech,
    ResumeSpeech,
    StartSpeech,
    Turn,
)
from store.projection import ItemState, Line, Projection, project
from store.protocol import awaited, in_protocol_order, is_met, met_late, next_item, not_arrived, speaks_in
from store.queue_fit import SPOKEN_IN, Fit, queue_fit
from store.records import HeadCount
from store.recovery import Recover, RecoveryQuestion
from store.retention import is_kept_too_long, kept_until
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
from store.settings import LIMITS, AdjustConference, value_of
from store.speaker_list import (
    CapSpeeches,
    CloseList,
    Direction,
    Dismiss,
    MoveSpeech,
    OfferAdvice,
    PutOnDeck,
    QueueAgain,
    Queued,
    QueueSpeakers,
    QueueSpeech,
    Restore,
)
from store.speakers import Speaker, SpeechState, in_hall, numbered, speaker_of, speech_state, spoken, waiting_list
from store.speaking_time import Tally
from store.speech_corrections import CorrectSpeech
from store.speech_limits import Level, SpeechClock, level_of, limit_of, speech_clock
from store.state import State
from store.store import Change, Store, create_conference, open_store, system_mint
from store.verbs import Verb
from store.what_if import Preview, Replan, preview

__all__ = [
    "LIMITS",
    "SPOKEN_IN",
    "AddDelegate",
    "AddItem",
    "AdjustConference",
    "AdmitFromPaper",
    "AdmitSubstitute",
    "AdmitWalkIn",
    "Advance",
    "Advice",
    "AdviceReason",
    "Answer",
    "BindBadge",
    "CapSpeeches",
    "Change",
    "CheckIn",
    "CheckInTogether",
    "CheckOut",
    "ClearRehearsal",
    "CloseCheckIn",
    "CloseList",
    "Contributions",
    "CorrectDelegate",
    "CorrectSpeech",
    "CorrectStart",
    "CountInHall",
    "DeleteItem",
    "Direction",
    "Dismiss",
    "EditItem",
    "EndSpeech",
    "Fate",
    "Fit",
    "Forgotten",
    "Frame",
    "GapChoice",
    "GiveFloor",
    "GoBack",
    "GrantSpeechTime",
    "GrantTime",
    "HallDisplay",
    "HallView",
    "HeadCount",
    "Holder",
    "ItemState",
    "KeepOnList",
    "Ledger",
    "Level",
    "Line",
    "MarkAbsent",
    "MintBlanks",
    "MoveArrival",
    "MoveItem",
    "MoveSpeech",
    "NameSubstitute",
    "Next",
    "NextSpeaker",
    "NoteHeadCount",
    "OfferAdvice",
    "OpenConference",
    "Outcome",
    "PaperReading",
    "PauseItem",
    "PauseSpeech",
    "Point",
    "Preview",
    "Projection",
    "PutOnDeck",
    "QueueAgain",
    "QueueSpeakers",
    "QueueSpeech",
    "Queued",
    "RecordBadges",
    "Recover",
    "RecoveryQuestion",
    "ReissueCode",
    "ReopenSpeech",
    "Replan",
    "Restore",
    "ResumeItem",
    "ResumeSpeech",
    "Scan",
    "SheetLine",
    "ShowInHall",
    "SkipItem",
    "Speaker",
    "SpeakerList",
    "Speech",
    "SpeechClock",
    "SpeechKind",
    "SpeechState",
    "StartItem",
    "StartSpeech",
    "State",
    "StopItem",
    "Store",
    "StoreError",
    "StrikeOff",
    "Tally",
    "TellHall",
    "Turn",
    "Undo",
    "Undone",
    "UnitTime",
    "UnskipItem",
    "Verb",
    "WithdrawArrival",
    "WithdrawOpening",
    "advice",
    "arrivals_frame",
    "arrivals_over_time",
    "awaited",
    "awaits_opening",
    "cloud_folder",
    "contributions",
    "create_conference",
    "delay_ledger",
    "forgotten_start",
    "hall_message",
    "in_hall",
    "in_protocol_order",
    "is_kept_too_long",
    "is_met",
    "is_right",
    "kept_until",
    "lacks_name",
    "level_of",
    "limit_of",
    "met_late",
    "mint_conference_letters",
    "missing",
    "next_item",
    "not_arrived",
    "number_ranges",
    "numbered",
    "on_the_floor",
    "open_speeches",
    "open_store",
    "opening_on",
    "planned_end",
    "preview",
    "project",
    "queue_fit",
    "read_paper",
    "rehearsal",
    "running",
    "sheet_line",
    "speaker_of",
    "speaking",
    "speaks_in",
    "speech_clock",
    "speech_state",
    "spoken",
    "system_mint",
    "time_by_unit",
    "to_be_made",
    "upcoming_item",
    "value_of",
    "waiting_list",
]
