"""What an input method sends: a burst for each key that changes what stands before it, and the word that is meant."""

from __future__ import annotations

BURSTS = {
    "vieetj": ("vie", "\bê", "t", "\b\bệt"),
    "chinhs": ("chinh", "\b\b\bính"),
    "dd": ("d", "\bđ"),
    "nguyeenx": ("nguye", "\bê", "n", "\b\bễn"),
    "huowngr": ("hu", "\b\bhư", "o", "\b\bươ", "ng", "\b\b\bởng"),
}
"""By Telex keys, what UniKey sends for them."""

WORDS = {"vieetj": "việt", "chinhs": "chính", "dd": "đ", "nguyeenx": "nguyễn", "huowngr": "hưởng"}
