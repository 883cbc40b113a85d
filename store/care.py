"""The door to looking after a conference's files: examining them, repairing them, putting a backup back,
deleting what is personal in them, of everybody or of one.

Apart from the main door because only a few commands need it.
"""

from store.anonymity import Request
from store.engine.examination import Backup, Examination, backups_of, examine
from store.engine.repair import Repaired, repair, restore_backup
from store.erasure import Erased, erase_person, what_erasing_deletes
from store.purge import Purge, purge, what_a_purge_deletes

__all__ = [
    "Backup",
    "Erased",
    "Examination",
    "Purge",
    "Repaired",
    "Request",
    "backups_of",
    "erase_person",
    "examine",
    "purge",
    "repair",
    "restore_backup",
    "what_a_purge_deletes",
    "what_erasing_deletes",
]
