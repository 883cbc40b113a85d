"""What `store.documents` shows, as type checkers see it; `__init__.py` says where it stands."""

__all__: list[str]

from store.documents.allowance import allowance_xlsx as allowance_xlsx, with_amounts as with_amounts
from store.documents.amount_in_words import amount_in_words as amount_in_words
from store.documents.attendance_csv import attendance_csv as attendance_csv
from store.documents.attendance_xlsx import attendance_xlsx as attendance_xlsx
from store.documents.badges import badges_pdf as badges_pdf, blank_badges_pdf as blank_badges_pdf
from store.documents.cards import card_png as card_png, cards as cards
from store.documents.charts import arrivals_png as arrivals_png, attendance_png as attendance_png
from store.documents.editions import Difference as Difference, Edition as Edition, over_or_beside as over_or_beside
from store.documents.folder import Made as Made, Sources as Sources, everything as everything, in_the_way as in_the_way
from store.documents.guide import (
    GuidePage as GuidePage,
    GuideSection as GuideSection,
    Word as Word,
    guide_pdf as guide_pdf,
)
from store.documents.handover import Handover as Handover, handover as handover
from store.documents.handover_words import handover_text as handover_text
from store.documents.introductions import (
    introductions_docx as introductions_docx,
    introductions_pdf as introductions_pdf,
)
from store.documents.log import log_csv as log_csv, log_xlsx as log_xlsx
from store.documents.paper_kinds import (
    MINUTES as MINUTES,
    REPORT as REPORT,
    PaperKind as PaperKind,
    issue_paper as issue_paper,
    templates_beside as templates_beside,
)
from store.documents.programme_paper import programme_docx as programme_docx, programme_pdf as programme_pdf
from store.documents.proposals import proposals_csv as proposals_csv, proposals_xlsx as proposals_xlsx
from store.documents.qr import (
    QUIET_ZONE as QUIET_ZONE,
    Modules as Modules,
    qr_modules as qr_modules,
    qr_svg as qr_svg,
    text_modules as text_modules,
)
from store.documents.refusals import (
    BadProfile as BadProfile,
    BadTemplate as BadTemplate,
    NoAllowance as NoAllowance,
    NoBadgeToMake as NoBadgeToMake,
    NobodySelected as NobodySelected,
    UnknownName as UnknownName,
    Unwritable as Unwritable,
)
from store.documents.roll import Roll as Roll, announced as announced
from store.documents.roster_template import roster_template_xlsx as roster_template_xlsx
from store.documents.script import script_docx as script_docx, script_pdf as script_pdf
from store.documents.selection import area_named as area_named, category_named as category_named, select as select
from store.documents.sentence import opening_sentence as opening_sentence, share as share
from store.documents.setup_card import setup_card_pdf as setup_card_pdf
from store.documents.signin_sheet import signin_sheet_pdf as signin_sheet_pdf
from store.documents.speeches import speeches_csv as speeches_csv, speeches_xlsx as speeches_xlsx
from store.documents.template import take_along as take_along
from store.documents.writing import write_whole as write_whole
