"""What is true about a conference, and the verbs that change it. Knows no screen and no terminal.

This is the main door. The others are opened only by who needs them: `store.roster` (files from an office),
`store.documents` (what is printed or exported), `store.plan`, `store.search` and `store.care`. What everybody may name
are the records, the errors and the words made safe: `store.records`, `store.errors`, `store.text`.
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
from store.codes import mint_conference_letters
from store.engine.locks import Holder
from store.engine.places import cloud_folder
from store.errors import StoreError
from store.head_counts import HeadCount, is_late
from store.history import Undo, Undone
from store.rundown import planned_end
from store.state import State
from store.store import Change, Store, create_conference, open_store, system_mint
from store.verbs import Verb

__all__ = [
    "AdmitSubstitute",
    "AdmitWalkIn",
    "Answer",
    "Change",
    "CheckIn",
    "CheckOut",
    "HeadCount",
    "Holder",
    "MarkAbsent",
    "Outcome",
    "Scan",
    "State",
    "Store",
    "StoreError",
    "Undo",
    "Undone",
    "Verb",
    "WithdrawArrival",
    "cloud_folder",
    "create_conference",
    "is_late",
    "mint_conference_letters",
    "open_store",
    "planned_end",
    "system_mint",
]
