"""What is printed, sent or exported: badges, sheets to sign, lists, the handover to the hall. One of the store's doors.

Documents are in Vietnamese. They are made of records and nothing else, and reach their place whole or not at all.
"""

from store.documents.allowance import allowance_xlsx, with_amounts
from store.documents.amount_in_words import amount_in_words
from store.documents.attendance_csv import attendance_csv
from store.documents.attendance_xlsx import attendance_xlsx
from store.documents.badges import badges_pdf, blank_badges_pdf
from store.documents.cards import card_png, cards
from store.documents.charts import arrivals_png, attendance_png
from store.documents.editions import Difference, Edition, over_or_beside
from store.documents.folder import Made, Sources, everything, in_the_way
from store.documents.guide import GuidePage, GuideSection, Word, guide_pdf
from store.documents.handover import Handover, handover
from store.documents.handover_words import handover_text
from store.documents.introductions import introductions_docx, introductions_pdf
from store.documents.log import log_csv, log_xlsx
from store.documents.paper_kinds import MINUTES, REPORT, PaperKind, issue_paper, templates_beside
from store.documents.programme_paper import programme_docx, programme_pdf
from store.documents.progress import Progress
from store.documents.proposals import proposals_csv, proposals_xlsx
from store.documents.qr import QUIET_ZONE, Modules, qr_modules, qr_svg, text_modules
from store.documents.refusals import (
    BadProfile,
    BadTemplate,
    NoAllowance,
    NoBadgeToMake,
    NobodySelected,
    UnknownName,
    Unwritable,
)
from store.documents.roll import Roll, announced
from store.documents.roster_template import roster_template_xlsx
from store.documents.script import script_docx, script_pdf
from store.documents.selection import area_named, category_named, select
from store.documents.sentence import opening_sentence, share
from store.documents.setup_card import setup_card_pdf
from store.documents.signin_sheet import signin_sheet_pdf
from store.documents.speeches import speeches_csv, speeches_xlsx
from store.documents.template import take_along
from store.documents.writing import write_whole

__all__ = [
    "MINUTES",
    "QUIET_ZONE",
    "REPORT",
    "BadProfile",
    "BadTemplate",
    "Difference",
    "Edition",
    "GuidePage",
    "GuideSection",
    "Handover",
    "Made",
    "Modules",
    "NoAllowance",
    "NoBadgeToMake",
    "NobodySelected",
    "PaperKind",
    "Progress",
    "Roll",
    "Sources",
    "UnknownName",
    "Unwritable",
    "Word",
    "allowance_xlsx",
    "amount_in_words",
    "announced",
    "area_named",
    "arrivals_png",
    "attendance_csv",
    "attendance_png",
    "attendance_xlsx",
    "badges_pdf",
    "blank_badges_pdf",
    "card_png",
    "cards",
    "category_named",
    "everything",
    "guide_pdf",
    "handover",
    "handover_text",
    "in_the_way",
    "introductions_docx",
    "introductions_pdf",
    "issue_paper",
    "log_csv",
    "log_xlsx",
    "opening_sentence",
    "over_or_beside",
    "programme_docx",
    "programme_pdf",
    "proposals_csv",
    "proposals_xlsx",
    "qr_modules",
    "qr_svg",
    "roster_template_xlsx",
    "script_docx",
    "script_pdf",
    "select",
    "setup_card_pdf",
    "share",
    "signin_sheet_pdf",
    "speeches_csv",
    "speeches_xlsx",
    "take_along",
    "templates_beside",
    "text_modules",
    "with_amounts",
    "write_whole",
]
