"""Words from outside made safe: they are never markup, never commands to a terminal, never invisible."""


def clean(text: str) -> str:
    """One line of plain NFC text: what a terminal would obey is removed, what hides is made plain, spaces are single."""
    raise NotImplementedError
