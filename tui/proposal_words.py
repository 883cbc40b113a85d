"""Proposals as words. Pure."""

from __future__ import annotations

from typing import Final

from store.proposal_records import ProposalKind
from tui.i18n import N_, _

_KINDS: Final = {
    ProposalKind.UNSORTED: N_("Unsorted"),
    ProposalKind.SOLUTION: N_("Solution"),
    ProposalKind.SUGGESTION: N_("Suggestion"),
    ProposalKind.PETITION: N_("Petition"),
    ProposalKind.DIRECTION: N_("Direction of a superior"),
    ProposalKind.CONCLUSION: N_("Conclusion"),
    ProposalKind.TASK: N_("Task given"),
    ProposalKind.RESULT: N_("Result"),
    ProposalKind.SHORTCOMING: N_("Shortcoming, cause"),
    ProposalKind.LESSON: N_("Lesson, good practice"),
    ProposalKind.MODEL: N_("Model “Dân vận khéo”"),
}


def kind_name(kind: ProposalKind) -> str:
    """What a kind of proposal is called."""
    return _(_KINDS[kind])
