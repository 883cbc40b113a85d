"""What the keys of an American keyboard type on the other layouts in use here: the facts, whoever reads them backwards.

A scanner presses keys; the layout of the machine decides what they type. The tables are those of Windows, macOS and xkb
where these agree; where they do not, it is said. Characters are as they come from the key, before any normalisation.
"""

from __future__ import annotations

from typing import Final

DIGIT_KEYS: Final = "1234567890"

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""Of the Vietnamese layout, on the keys 5 to 9."""
VIETNAMESE_DIGITS: Final = f"ăâêô{TONES}đ"
SPACING_TONES: Final = {"\u0300": "`", "\u0303": "~", "\u0301": "\u00b4"}
"""What macOS types of a tone that finds no vowel. The other two it puts on a blank."""
VIETNAMESE_BRACKET: Final = "ơ"
"""On the key of `]`."""

FRENCH_DIGITS: Final = "&é\"'(-è_çà"
BELGIAN_DIGITS: Final = {"6": "§", "8": "!"}
"""Those that Belgium has elsewhere."""
AZERTY: Final = {"q": "a", "a": "q", "z": "w", "w": "z"}
"""Letters of the French and the Belgian layout that stand in each other's place."""
