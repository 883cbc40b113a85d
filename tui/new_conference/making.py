"""A plan read, and the conference file made of it: what `toadam new` and the form on screen have in common."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from assets import ASSETS
from store import Place, cloud_folder, create_conference, mint_conference_letters, open_store, system_mint
from store.plan import Plan, read_plan

SUPPLIED: Final = ASSETS / "plan.toml"
"""The plan that comes with the program: the model conference."""


class Made(NamedTuple):
    """What there is now."""

    place: Place
    templates: list[Path]
    """The office's own layouts that lay beside its plan."""
    cloud: str | None
    """The program that copies the folder away; a database has none."""


def plan_in(file: Path | None) -> Plan:
    """A plan with an identity of its own; the supplied one if none is named. Raises `PlanError`."""
    letters = mint_conference_letters(system_mint())
    return read_plan(file or SUPPLIED, id=system_mint(), code_letters=letters, mint=system_mint)


def make(place: Place, plan: Plan, plan_file: Path | None) -> Made:
    """Makes the conference; layouts that lie beside an office's plan come along.

    Raises `AlreadyThere` rather than overwrite anything, `Unsuitable` for a network drive, `Unopenable` for a folder
    that cannot be written to, `BadTemplate` for a layout that cannot be used: then nothing is made. A database that
    cannot be reached raises as `open_store` does.
    """
    from store.documents import take_along, templates_beside

    templates = templates_beside(plan_file) if plan_file else []
    create_conference(place, plan)
    taken = take_along(templates, _beside(place)) if templates else []
    return Made(place, taken, cloud_folder(place.resolve()) if isinstance(place, Path) else None)


def _beside(place: Place) -> Path:
    """The file of this machine beside which an office's own layouts are looked for."""
    if isinstance(place, Path):
        return place
    with closing(open_store(place, desk="", fold=False)) as store:
        return store.beside
