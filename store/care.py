"""The door to looking after a conference: examining its files, repairing them, putting a backup back, moving it to
another place, bringing two copies together, deleting what is personal in it, of everybody or of one.

Apart from the main door because only a few commands need it.
"""

from store.anonymity import Request
from store.engine.examination import Backup, Examination, backups_of, examine
from store.engine.repair import Repaired, repair, restore_backup
from store.erasure import Erased, erase_person, what_erasing_deletes
from store.merging import Merged, Way, merge_conference
from store.moving import Copied, copy_conference
from store.numbering import Renumbered
from store.purge import Purge, purge, what_a_purge_deletes
from store.replay import Meeting

__all__ = [
    "Backup",
    "Copied",
    "Erased",
    "Examination",
    "Meeting",
    "Merged",
    "Purge",
    "Renumbered",
    "Repaired",
    "Request",
    "Way",
    "backups_of",
    "copy_conference",
    "erase_person",
    "examine",
    "merge_conference",
    "purge",
    "repair",
    "restore_backup",
    "what_a_purge_deletes",
    "what_erasing_deletes",
]
