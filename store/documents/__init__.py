"""What is printed, sent or exported: badges, cards, the attendance list. One of the store's three doors.

Documents are in Vietnamese. They are made of records and nothing else, and reach their place whole or not at all.
"""

from store.documents.attendance_csv import attendance_csv
from store.documents.attendance_xlsx import attendance_xlsx
from store.documents.badges import badges_pdf
from store.documents.cards import card_png, cards
from store.documents.qr import QUIET_ZONE, qr_modules, qr_svg
from store.documents.refusals import BadRange, NobodySelected, UnknownName, Unwritable
from store.documents.roll import Roll
from store.documents.selection import area_named, category_named, select
from store.documents.sentence import opening_sentence, share
from store.documents.writing import Progress, write_whole

__all__ = [
    "QUIET_ZONE",
    "BadRange",
    "NobodySelected",
    "Progress",
    "Roll",
    "UnknownName",
    "Unwritable",
    "area_named",
    "attendance_csv",
    "attendance_xlsx",
    "badges_pdf",
    "card_png",
    "cards",
    "category_named",
    "opening_sentence",
    "qr_modules",
    "qr_svg",
    "select",
    "share",
    "write_whole",
]
