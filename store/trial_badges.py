"""Two badges that are nobody's: one to find out what stands between a scanner and this program, one to see it work.

The test badge is scanned before the doors open. Its parts stand between hyphens, which close a word an input method has
open, and each is there for what may become of it on the way:

- `TkX`, `kTX` at the ends: no input method and no keyboard layout in use changes these letters. Whatever comes before
  or after is the scanner's own; their case shows Caps Lock.
- the ten digits and `qzm` lie on other keys, or are other letters, on the layouts there are.
- `aan`, `ddi`, `tuw`, `m]`, `on1`, `d9a`, `e^n` each become a syllable of Vietnamese under some input methods and stay
  as they are under the others. They are syllables, because an input method may give back what was typed otherwise.

It has no badge's shape: it is three times as long, and a lead is never followed by fifteen letters of a badge. It holds
no space, and no number stands alone, so that where it is typed by mistake it names nobody.
"""

from __future__ import annotations

from typing import Final

from store.codes import mint

START: Final = "TkX"
DIGITS: Final = "1234567890"
MOVED: Final = "qzm"
SYLLABLES: Final = ("aan", "ddi", "tuw", "m]", "on1", "d9a", "e^n")
END: Final = "kTX"

TEST_BADGE: Final = "-" + "-".join((START, DIGITS, MOVED, *SYLLABLES, END))

SAMPLE_BADGE: Final = mint("KH", 0, ())
"""A right badge of no conference: 143 of 144 conferences answer that it is another's, the last that it is unknown."""
