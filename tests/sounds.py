"""Makes the sounds in `assets/sounds`: `python tests/sounds.py` after changing a tune here.

A tune is a list of tones, each a frequency in hertz (0 is silence), a duration in seconds and how harsh it is: 0 is a
pure tone, 1 a square wave.
"""

from __future__ import annotations

import array
import math
import sys
import wave
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tui.machine.sound import Sound

RATE = 22_050
LOUDNESS = 0.6
FADE = 0.012
"""Seconds in which a tone swells and dies away, so that it does not click."""

Tone = tuple[float, float, float]

TUNES: dict[Sound, list[Tone]] = {
    Sound.ADMITTED: [(784.0, 0.10, 0.0), (1174.7, 0.16, 0.0)],
    Sound.AGAIN: [(330.0, 0.13, 0.15), (0.0, 0.07, 0.0), (330.0, 0.13, 0.15)],
    Sound.REFUSED: [(145.0, 0.42, 1.0)],
    Sound.ATTENTION: [(1046.5, 0.09, 0.3), (698.5, 0.09, 0.3), (1046.5, 0.09, 0.3), (698.5, 0.12, 0.3)],
    Sound.MEET: [(440.0, 0.12, 0.0), (554.4, 0.12, 0.0), (659.3, 0.24, 0.0)],
}


def samples(sound: Sound) -> array.array[int]:
    """The sound as 16-bit samples."""
    return array.array("h", [sample for tone in TUNES[sound] for sample in _tone(*tone)])


def _tone(frequency: float, seconds: float, harshness: float) -> list[int]:
    count = round(seconds * RATE)
    return [_sample(frequency, place / RATE, seconds, harshness) for place in range(count)]


def _sample(frequency: float, at: float, seconds: float, harshness: float) -> int:
    pure = math.sin(2 * math.pi * frequency * at)
    square = math.tanh(6 * pure)
    swell = min(1.0, at / FADE, (seconds - at) / FADE)
    return round(32767 * LOUDNESS * swell * ((1 - harshness) * pure + harshness * 0.7 * square))


def write(sound: Sound) -> None:
    """Writes the sound's file."""
    data = samples(sound)
    if sys.byteorder == "big":
        data.byteswap()
    sound.path.parent.mkdir(exist_ok=True)
    with wave.open(str(sound.path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(data.itemsize)
        file.setframerate(RATE)
        file.writeframes(data.tobytes())


if __name__ == "__main__":
    for each in Sound:
        write(each)
