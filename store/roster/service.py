"""Who is on a list to serve and not to confer: reporters, drivers, staff. They are counted apart from the delegates."""

from __future__ import annotations

from store.roster.vocabulary import NO_SERVICE, SERVICE, SERVICE_GROUPS


def service_words(text: str) -> int:
    """How many words of a service a text begins with: 2 of `Phóng viên Báo Bắc Ninh`; 0 for a delegate."""
    return 0 if NO_SERVICE.begin(text) else SERVICE.begin(text)


def is_service_group(text: str) -> bool:
    """Whether a heading gathers people of service."""
    return bool(service_words(text) or SERVICE_GROUPS.begin(text))
