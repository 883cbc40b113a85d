"""The list the master of ceremonies reads out: everybody who is there, in large type, to be printed or changed."""

from __future__ import annotations

from store.documents.handover import Handover
from store.documents.handover_words import spoken
from store.documents.spoken_docx import spoken_docx
from store.documents.spoken_pdf import spoken_pdf


def introductions_pdf(handover: Handover) -> bytes:
    """A4 upright."""
    return spoken_pdf(spoken(handover))


def introductions_docx(handover: Handover) -> bytes:
    """The same words, for an office to change."""
    return spoken_docx(spoken(handover), handover.conference.organiser, handover.now)
