"""The card for the desk: how scanner and computer are to be set, with two badges to try them."""

from __future__ import annotations

from store.documents import typeset
from store.documents.qr import Modules, qr_modules, svg_of, text_modules
from store.trial_badges import SAMPLE_BADGE, TEST_BADGE


def setup_card_pdf() -> bytes:
    """One page. It is the same for every conference and names nobody."""
    symbols = {"test": _symbol(text_modules(TEST_BADGE), ""), "sample": _symbol(qr_modules(SAMPLE_BADGE), SAMPLE_BADGE)}
    return typeset.pdf("setup.typ", symbols)


def _symbol(modules: Modules, code: str) -> dict[str, object]:
    return {"symbol": svg_of(modules), "modules": len(modules), "code": code}
