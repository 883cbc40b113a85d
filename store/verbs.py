"""What a verb is: an action as data, with the rule that carries it out.

A verb's fields are its arguments as plain data; whatever is decided outside (minted ids, a given time) is among them,
so the same verb on the same state always does the same. `apply` is its rule. The verbs themselves live in the rooms of
their concepts (`attendance`, `delegates`, `history`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

import msgspec

from store.records import Document, Role

if TYPE_CHECKING:
    from store.transaction import Transaction

Out = TypeVar("Out")

DESK: Final = frozenset({Role.OFFICE, Role.RECEPTION})
"""Who works at the door."""
OFFICE: Final = frozenset({Role.OFFICE})
MODERATOR: Final = frozenset({Role.OFFICE, Role.MODERATOR})
"""Who runs the agenda and gives the floor."""

VERBS: Final[dict[str, type[Verb[Any]]]] = {}
"""Every verb by the name it has in the journal."""


class Verb(msgspec.Struct, Generic[Out], frozen=True, kw_only=True):
    """Base of all verbs."""

    roles: ClassVar[frozenset[Role]]
    """Who may run it; checked when it is committed."""
    answers: ClassVar[Any]
    """The type of the outcome, for reading it back."""
    undoable: ClassVar[bool] = True
    """Whether undo may take it back: what has been printed stays printed."""
    verb_name: ClassVar[str]
    """What it is called in the journal: `CheckOut` is `check_out`."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.verb_name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        VERBS[cls.verb_name] = cls

    def arguments(self) -> Document:
        arguments: Document = msgspec.to_builtins(self)
        return arguments

    def apply(self, tx: Transaction) -> Out:
        """The rule: reads `tx.state`, writes with `tx.put`, returns the outcome or raises `Refused`."""
        raise NotImplementedError
