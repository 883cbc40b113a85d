"""The door to looking after a conference's files: examining them, repairing them, putting a backup back,
deleting what is personal in them.

Apart from the main door because only a few commands need it.
"""

from store.engine.examination import Backup, Examination, backups_of, examine
from store.engine.repair import Repaired, repair, restore_backup
from store.purge import Purge, purge, what_a_purge_deletes

__all__ = [
    "Backup",
    "Examination",
    "Purge",
    "Repaired",
    "backups_of",
    "examine",
    "purge",
    "repair",
    "restore_backup",
    "what_a_purge_deletes",
]
