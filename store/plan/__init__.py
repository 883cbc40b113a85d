"""The door to plans: a TOML file an office writes becomes a conference, or is refused with the line and the reason."""

from store.plan.plan_file import Plan, PlanError, read_plan
from store.plan.table import PlanReason

__all__ = ["Plan", "PlanError", "PlanReason", "read_plan"]
