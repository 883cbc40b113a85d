"""Two sets of colours, by meaning: one for a dim hall, one for a bright entrance."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = "toadam-dark"
LIGHT: Final = "toadam-light"

THEMES: Final = (
    Theme(
        name=DARK,
        dark=True,
        primary="#6cb6ff",
        secondary="#8b98a9",
        accent="#ffd166",
        success="#2ea65a",
        warning="#f2b632",
        error="#d9383f",
        foreground="#e8ecf1",
        background="#10151c",
        surface="#171e27",
        panel="#212b37",
        variables={
            "quiet": "#5c6b7d",
            "meet": "#c58af9",
            "blackout": "#000000",
            "block-cursor-foreground": "#10151c",
            "input-selection-background": "#6cb6ff 35%",
        },
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#0b5cad",
        secondary="#56657a",
        accent="#8a5a00",
        success="#1b7f3f",
        warning="#f0ad1c",
        error="#b8232b",
        foreground="#161c24",
        background="#f4f6f9",
        surface="#ffffff",
        panel="#dfe5ec",
        variables={
            "quiet": "#66758a",
            "meet": "#7b2fa8",
            "blackout": "#000000",
            "block-cursor-foreground": "#ffffff",
            "input-selection-background": "#0b5cad 25%",
        },
    ),
)
