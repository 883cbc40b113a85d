"""The QR code of a Vietnamese identity card: whose it is, and who on the list that may be.

A door of its own: opened only by what takes such a scan out of the keyboard and by the screen that proposes people.
"""

from store.identity_cards.likeness import people_like
from store.identity_cards.reading import Bearer, Progress, progress, read_card, without_cards

__all__ = ["Bearer", "Progress", "people_like", "progress", "read_card", "without_cards"]
