"""What `store` shows, as type checkers see it; `__init__.py` says where it stands."""

__all__: list[str]

from store.address import Address as Address, Place as Place, is_address as is_address
from store.admission import (
    AdmitSubstitute as AdmitSubstitute,
    AdmitWalkIn as AdmitWalkIn,
    NameSubstitute as NameSubstitute,
    lacks_name as lacks_name,
)
from store.advice import Advice as Advice, advice as advice
from store.agenda import (
    AddItem as AddItem,
    DeleteItem as DeleteItem,
    EditItem as EditItem,
    MoveItem as MoveItem,
    SkipItem as SkipItem,
    UnskipItem as UnskipItem,
    planned_end as planned_end,
)
from store.attendance import (
    Answer as Answer,
    CheckIn as CheckIn,
    CheckInTogether as CheckInTogether,
    CheckOut as CheckOut,
    MarkAbsent as MarkAbsent,
    MoveArrival as MoveArrival,
    Outcome as Outcome,
    Scan as Scan,
    WithdrawArrival as WithdrawArrival,
)
from store.badges import (
    BindBadge as BindBadge,
    MintBlanks as MintBlanks,
    RecordBadges as RecordBadges,
    ReissueCode as ReissueCode,
    is_right as is_right,
    to_be_made as to_be_made,
)
from store.codes import mint_conference_letters as mint_conference_letters
from store.course import running as running
from store.decisions import Decide as Decide, theirs_of as theirs_of, to_decide as to_decide
from store.delay_ledger import Ledger as Ledger, delay_ledger as delay_ledger
from store.delegates import (
    AddDelegate as AddDelegate,
    CorrectDelegate as CorrectDelegate,
    KeepOnList as KeepOnList,
    StrikeOff as StrikeOff,
)
from store.drafts import Aim as Aim, Aside as Aside, Draft as Draft, Drafts as Drafts
from store.engine.locks import Holder as Holder
from store.engine.places import cloud_folder as cloud_folder
from store.errors import StoreError as StoreError
from store.floor import on_the_floor as on_the_floor, open_speeches as open_speeches, speaking as speaking
from store.glance import Glance as Glance, glance as glance
from store.hall import (
    CountInHall as CountInHall,
    ShowInHall as ShowInHall,
    TellHall as TellHall,
    hall_message as hall_message,
)
from store.history import Undo as Undo, Undone as Undone, last_undoable as last_undoable
from store.live_records import (
    AdviceReason as AdviceReason,
    Fate as Fate,
    GapChoice as GapChoice,
    HallDisplay as HallDisplay,
    HallView as HallView,
    SpeakerList as SpeakerList,
    Speech as Speech,
    SpeechKind as SpeechKind,
)
from store.number_ranges import number_ranges as number_ranges
from store.opening import (
    CloseCheckIn as CloseCheckIn,
    IntroduceLate as IntroduceLate,
    NoteHeadCount as NoteHeadCount,
    OpenConference as OpenConference,
    WithdrawOpening as WithdrawOpening,
    awaits_opening as awaits_opening,
)
from store.overview import (
    Contributions as Contributions,
    Frame as Frame,
    Point as Point,
    UnitTime as UnitTime,
    arrivals_frame as arrivals_frame,
    arrivals_over_time as arrivals_over_time,
    contributions as contributions,
    held as held,
    missing as missing,
    opening_on as opening_on,
    time_by_unit as time_by_unit,
)
from store.paper import (
    AdmitFromPaper as AdmitFromPaper,
    PaperReading as PaperReading,
    SheetLine as SheetLine,
    read_paper as read_paper,
    sheet_line as sheet_line,
)
from store.podium import (
    EndSpeech as EndSpeech,
    GiveFloor as GiveFloor,
    GrantSpeechTime as GrantSpeechTime,
    NextSpeaker as NextSpeaker,
    PauseSpeech as PauseSpeech,
    ReopenSpeech as ReopenSpeech,
    ResumeSpeech as ResumeSpeech,
    StartSpeech as StartSpeech,
    Turn as Turn,
)
from store.projection import ItemState as ItemState, Line as Line, Projection as Projection, project as project
from store.progress import Progress as Progress, unwatched as unwatched
from store.proposal_merging import (
    MergeProposals as MergeProposals,
    RestoreProposal as RestoreProposal,
    SplitProposal as SplitProposal,
    UnmergeProposal as UnmergeProposal,
    WithdrawProposal as WithdrawProposal,
)
from store.proposal_records import (
    Proposal as Proposal,
    ProposalKind as ProposalKind,
    ProposalState as ProposalState,
    Submitter as Submitter,
)
from store.proposal_sorting import (
    AnswerProposal as AnswerProposal,
    Lack as Lack,
    RecommendProposal as RecommendProposal,
    SetProposalState as SetProposalState,
    SortProposals as SortProposals,
    Unsorted as Unsorted,
    count_by_kind as count_by_kind,
    proposals_by_theme as proposals_by_theme,
    unsorted as unsorted,
)
from store.proposals import (
    SCRIBE as SCRIBE,
    EditProposal as EditProposal,
    Moment as Moment,
    Noted as Noted,
    NoteProposal as NoteProposal,
    moment_of as moment_of,
    originals as originals,
    proposal_of as proposal_of,
    raised_by as raised_by,
    standing_proposals as standing_proposals,
    still_there as still_there,
    with_originals as with_originals,
)
from store.protocol import (
    awaited as awaited,
    in_protocol_order as in_protocol_order,
    is_met as is_met,
    met_late as met_late,
    next_item as next_item,
    not_arrived as not_arrived,
    speaks_in as speaks_in,
)
from store.queue_fit import SPOKEN_IN as SPOKEN_IN, Fit as Fit, queue_fit as queue_fit
from store.records import HeadCount as HeadCount
from store.recovery import Recover as Recover, RecoveryQuestion as RecoveryQuestion
from store.rehearsal import (
    ClearRehearsal as ClearRehearsal,
    Rehearsal as Rehearsal,
    rehearsal as rehearsal,
    was_held as was_held,
)
from store.retention import is_kept_too_long as is_kept_too_long, kept_until as kept_until
from store.rundown import (
    Advance as Advance,
    CorrectStart as CorrectStart,
    Forgotten as Forgotten,
    GoBack as GoBack,
    GrantTime as GrantTime,
    Next as Next,
    PauseItem as PauseItem,
    ResumeItem as ResumeItem,
    StartItem as StartItem,
    StopItem as StopItem,
    forgotten_start as forgotten_start,
    upcoming_item as upcoming_item,
)
from store.sending import Sent as Sent
from store.settings import LIMITS as LIMITS, AdjustConference as AdjustConference, value_of as value_of
from store.similar import Similar as Similar, matches as matches, similar as similar
from store.speaker_list import (
    CapSpeeches as CapSpeeches,
    CloseList as CloseList,
    Direction as Direction,
    Dismiss as Dismiss,
    MoveSpeech as MoveSpeech,
    OfferAdvice as OfferAdvice,
    PutOnDeck as PutOnDeck,
    QueueAgain as QueueAgain,
    Queued as Queued,
    QueueSpeakers as QueueSpeakers,
    QueueSpeech as QueueSpeech,
    Restore as Restore,
)
from store.speakers import (
    Speaker as Speaker,
    SpeechState as SpeechState,
    in_hall as in_hall,
    numbered as numbered,
    speaker_of as speaker_of,
    speech_state as speech_state,
    spoken as spoken,
    waiting_list as waiting_list,
)
from store.speaking_time import Tally as Tally
from store.speech_corrections import CorrectSpeech as CorrectSpeech
from store.speech_limits import (
    Level as Level,
    SpeechClock as SpeechClock,
    level_of as level_of,
    limit_of as limit_of,
    speech_clock as speech_clock,
)
from store.state import State as State
from store.store import (
    Change as Change,
    Store as Store,
    create_conference as create_conference,
    open_store as open_store,
    system_mint as system_mint,
)
from store.verbs import Verb as Verb
from store.what_if import Preview as Preview, Replan as Replan, preview as preview
