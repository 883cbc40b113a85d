"""One wrong letter in a text, as fingers make it."""

from __future__ import annotations

import random

LETTERS = "abcdeghiklmnopqrstuvxy"


def typo(text: str, chance: random.Random) -> str:
    """The text with one letter missing, too many, for another, or before its neighbour. Blanks stay where they are."""
    place = chance.choice([place for place, letter in enumerate(text) if letter.isalpha()])
    before, letter, behind = text[:place], text[place], text[place + 1 :]
    other = chance.choice(LETTERS.replace(letter, ""))
    made = [before + behind, before + letter + other + behind, before + other + behind]
    if behind[:1].isalpha() and behind[0] != letter:
        made.append(before + behind[0] + letter + behind[1:])
    return chance.choice(made)
