"""What the conference consists of: frozen records, one class a kind of document.

Records are facts. They hold no rules, no words for people and no input or output; everything in the store reads them
and they read nothing. They stand in rooms by subject; this is the door to all of them.
"""

from store.records.agenda import AgendaItem, AgendaKind
from store.records.base import RECORD_TYPES, AreaId, CategoryId, DelegateId, Document, Record, SessionId, Stamp, Value
from store.records.conference import Area, Category, Conference, Introduced, Organiser, Recipient, SpeakingTimes, Theme
from store.records.counts import Closing, CountSource, HandCount, HeadCount, Opening, Tally
from store.records.log import Conflict, Deed, Erasure, LogEntry, Role, Session, Touched
from store.records.people import CAME, Attendance, Badge, BlankBadge, Delegate, Method, Standing, Status, Substitute

__all__ = [
    "CAME",
    "RECORD_TYPES",
    "AgendaItem",
    "AgendaKind",
    "Area",
    "AreaId",
    "Attendance",
    "Badge",
    "BlankBadge",
    "Category",
    "CategoryId",
    "Closing",
    "Conference",
    "Conflict",
    "CountSource",
    "Deed",
    "Delegate",
    "DelegateId",
    "Document",
    "Erasure",
    "HandCount",
    "HeadCount",
    "Introduced",
    "LogEntry",
    "Method",
    "Opening",
    "Organiser",
    "Recipient",
    "Record",
    "Role",
    "Session",
    "SessionId",
    "SpeakingTimes",
    "Stamp",
    "Standing",
    "Status",
    "Substitute",
    "Tally",
    "Theme",
    "Touched",
    "Value",
]
