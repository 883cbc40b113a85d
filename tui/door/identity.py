"""What is said about an identity card that was scanned: never anything that stands on it. Pure."""

from __future__ import annotations

from store import State
from tui.door.cards import Card
from tui.i18n import _, ngettext
from tui.machine.sound import Sound
from tui.present import Tone


def proposed(people: int) -> Card:
    """As many may be meant; whoever stands at the desk has to say who."""
    text = ngettext("IDENTITY CARD: {n} PERSON FOUND", "IDENTITY CARD: {n} PEOPLE FOUND", people)
    advice = _("Choose in the list, then ⏎; nobody has been checked in, and nothing of the card is kept")
    return _card("▤ " + text.format(n=people), advice)


def nobody() -> Card:
    """Nobody on the list bears such a name."""
    return _card(
        "▤ " + _("IDENTITY CARD: NOBODY OF THIS NAME"), _("Type number or name; not on the list: F7 adds"), Tone.BAD
    )


def unreadable() -> Card:
    """The scanner lost too much of it."""
    return _card("▤ " + _("IDENTITY CARD: NAME NOT LEGIBLE"), _("Type a number or a name"), Tone.BAD)


def while_typing() -> Card:
    """Something else is typed or marked: that comes first, and the list belongs to it."""
    return _card("▤ " + _("IDENTITY CARD: NOT NOW"), _("Esc clears what is typed or marked; then scan it again"))


def elsewhere(state: State) -> Card:
    """Where cards are not for, or not read at all."""
    if state.conference.identity_cards:
        return _card("▤ " + _("IDENTITY CARD: SCAN IT AT CHECK-IN (F2)"), _("Nothing of the card is kept"))
    return _card("▤ " + _("IDENTITY CARDS ARE NOT READ"), _("Nothing of it is kept; type a number or a name instead"))


def _card(headline: str, advice: str, tone: Tone = Tone.QUIET) -> Card:
    return Card(tone, headline, advice=advice, sound=Sound.REFUSED if tone is Tone.BAD else Sound.AGAIN)
