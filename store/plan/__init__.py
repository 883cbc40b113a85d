"""The door to plans: a TOML file an office writes becomes a conference, or is refused with the line and the reason."""

from store.plan.particulars import Particulars, adapted, particulars
from store.plan.plan_file import Plan, PlanError, read_plan
from store.plan.table import PlanReason, read_day, read_time

__all__ = [
    "Particulars",
    "Plan",
    "PlanError",
    "PlanReason",
    "adapted",
    "particulars",
    "read_day",
    "read_plan",
    "read_time",
]
