"""The door to looking after a conference's files: examining them, repairing them, putting a backup back.

Apart from the main door because only two commands need it.
"""

from store.engine.examination import Backup, Examination, backups_of, examine
from store.engine.repair import Repaired, repair, restore_backup

__all__ = ["Backup", "Examination", "Repaired", "backups_of", "examine", "repair", "restore_backup"]
