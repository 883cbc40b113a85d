"""What is printed, sent or exported: badges, sheets to sign, lists, the handover to the hall. One of the store's doors.

Documents are in Vietnamese. They are made of records and nothing else, and reach their place whole or not at all.
"""

from store.door import open_door

__all__ = open_door(
    __name__,
    {
        "allowance": "allowance_xlsx with_amounts",
        "amount_in_words": "amount_in_words",
        "attendance_csv": "attendance_csv",
        "attendance_xlsx": "attendance_xlsx",
        "badges": "badges_pdf blank_badges_pdf",
        "cards": "card_png cards",
        "charts": "arrivals_png attendance_png",
        "editions": "Difference Edition over_or_beside",
        "folder": "Made Sources everything in_the_way",
        "guide": "GuidePage GuideSection Word guide_pdf",
        "handover": "Handover handover",
        "handover_words": "handover_text",
        "introductions": "introductions_docx introductions_pdf",
        "log": "log_csv log_xlsx",
        "paper_kinds": "MINUTES REPORT PaperKind issue_paper templates_beside",
        "programme_paper": "programme_docx programme_pdf",
        "proposals": "proposals_csv proposals_xlsx",
        "qr": "QUIET_ZONE Modules qr_modules qr_svg text_modules",
        "refusals": "BadProfile BadTemplate NoAllowance NoBadgeToMake NobodySelected UnknownName Unwritable",
        "roll": "Roll announced",
        "roster_template": "roster_template_xlsx",
        "script": "script_docx script_pdf",
        "selection": "area_named category_named select",
        "sentence": "opening_sentence share",
        "setup_card": "setup_card_pdf",
        "signin_sheet": "signin_sheet_pdf",
        "speeches": "speeches_csv speeches_xlsx",
        "template": "take_along",
        "writing": "write_whole",
    },
)
