"""What is wrong with a plan, in a sentence that names the line and what to write instead."""

from __future__ import annotations

from typing import Final

from store.plan import PlanError, PlanReason
from store.text import shown
from tui.i18n import N_, _


def sentence(error: PlanError) -> str:
    """Where and why the plan was refused."""
    values = {name: shown(str(value)) for name, value in error.values.items()}
    for name in ("expected", "found"):
        if name in values:
            values[name] = _(_KINDS.get(values[name], values[name]))
    what = _(_REASONS[error.reason]).format(**values)
    if suggestion := values.get("suggestion"):
        what += _("; did you mean {suggestion}?").format(suggestion=suggestion)
    if error.line:
        return _("{path}, line {line}: {what}").format(path=error.path, line=error.line, what=what)
    return _("{path}: {what}").format(path=error.path, what=what)


_REASONS: Final = {
    PlanReason.UNREADABLE: N_("cannot be read ({detail})"),
    PlanReason.TOO_LONG: N_("is far too large for a plan"),
    PlanReason.NOT_UTF8: N_("is not saved as UTF-8; choose UTF-8 when saving"),
    PlanReason.SYNTAX: N_("is not TOML ({detail})"),
    PlanReason.UNKNOWN_KEY: N_("nothing is called “{key}” here"),
    PlanReason.MISSING_KEY: N_("“{key}” is missing"),
    PlanReason.WRONG_TYPE: N_("“{key}” must be {expected}, not {found}"),
    PlanReason.EMPTY: N_("“{key}” is empty"),
    PlanReason.NOT_AN_ID: N_("“{key}” takes small letters without diacritics, digits and hyphens, not “{value}”"),
    PlanReason.NOT_A_COLOUR: N_("“{key}” must be a colour such as #1565c0, not “{value}”"),
    PlanReason.NOT_A_DATE: N_("“{key}” must be a date such as 15/09/2023, not “{value}”"),
    PlanReason.NOT_A_TIME: N_("“{key}” must be a time such as 07:30, not “{value}”"),
    PlanReason.NOT_AN_OFFSET: N_("“{key}” must be an offset such as +07:00, not “{value}”"),
    PlanReason.OUT_OF_RANGE: N_("“{key}” must be between {lowest} and {highest}, not {value}"),
    PlanReason.UNKNOWN_CHOICE: N_("“{key}” cannot be “{value}”; it may be {known}"),
    PlanReason.DUPLICATE: N_("“{value}” stands on line {first_line} already"),
    PlanReason.OVERLAP: N_("starts at {start}, before “{previous}” is over at {free}"),
    PlanReason.BACKWARDS: N_("starts at {start}, earlier than “{previous}” above it; items stand in order of time"),
}

_KINDS: Final = {
    "yes-or-no": N_("yes or no"),
    "text": N_("text in quotes"),
    "number": N_("a whole number"),
    "decimal": N_("a decimal number"),
    "list": N_("a list"),
    "table": N_("a table"),
    "moment": N_("a date with time"),
    "date": N_("a date"),
    "time": N_("a time"),
}
