"""Why a document was not made, in a sentence."""

from __future__ import annotations

from functools import singledispatch

from store.documents import (
    BadProfile,
    BadTemplate,
    NoAllowance,
    NoBadgeToMake,
    NobodySelected,
    UnknownName,
    Unwritable,
)
from store.errors import StoreError
from store.text import shown
from tui.i18n import _


@singledispatch
def sentence(error: StoreError) -> str:
    """What was refused, and what to write instead."""
    return shown(str(error))


@sentence.register
def _unwritable(error: Unwritable) -> str:
    from tui.refusals import system_reason

    if isinstance(error.error, PermissionError):
        return _("{path} cannot be written; if it is open in another program, close it there").format(path=error.path)
    return _("{path} cannot be written: {reason}").format(path=error.path, reason=system_reason(error.error))


@sentence.register
def _nobody(_error: NobodySelected) -> str:
    return _("nobody on the list fits; nothing was made")


@sentence.register
def _unknown_name(error: UnknownName) -> str:
    known = ", ".join(shown(name) for name in error.known)
    return _("there is no “{text}”; there are: {known}").format(text=shown(error.text), known=known)


@sentence.register
def _no_allowance(_error: NoAllowance) -> str:
    return _(
        "the plan names no amount for any category; give it with `toadam export allowance -o FILE.xlsx --amount 200000`"
        " (for one category --amount ID=200000)"
    )


@sentence.register
def _no_badge(_error: NoBadgeToMake) -> str:
    return _("no badge has to be made again; nothing was made")


@sentence.register
def _bad_profile(error: BadProfile) -> str:
    return _("{path} cannot be used as a layout: {reason}").format(path=error.path, reason=shown(error.detail))


@sentence.register
def _bad_template(error: BadTemplate) -> str:
    words = _("{path} is not a Word document (.docx) that can be read; without it the program's own layout is used")
    return words.format(path=error.path)
