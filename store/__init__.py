"""What is true about a conference, and the verbs that change it. Knows no screen and no terminal.

This is the main door; `store.roster` (files from an office) and `store.documents` (what is printed or exported) are the
other two.
"""

from store.attendance import (
    AdmitSubstitute,
    AdmitWalkIn,
    Answer,
    CheckIn,
    CheckOut,
    MarkAbsent,
    Outcome,
    Scan,
    WithdrawArrival,
)
from store.errors import StoreError
from store.head_counts import HeadCount, is_late
from store.history import Undo, Undone
from store.rundown import planned_end
from store.state import State
from store.store import Change, Store, create_conference, open_store, system_mint

__all__ = [
    "AdmitSubstitute",
    "AdmitWalkIn",
    "Answer",
    "Change",
    "CheckIn",
    "CheckOut",
    "HeadCount",
    "MarkAbsent",
    "Outcome",
    "Scan",
    "State",
    "Store",
    "StoreError",
    "Undo",
    "Undone",
    "WithdrawArrival",
    "create_conference",
    "is_late",
    "open_store",
    "planned_end",
    "system_mint",
]
