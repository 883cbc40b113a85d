"""Three sets of colours, by meaning: for a dim hall, for a bright entrance, and of the highest contrast.

`hush` is what is said quietly, `edge` the frame of a panel, `quiet` a card that asks for nothing, `drill` a rehearsal.
Letters of a colour that means something are `text-…`, which can be read where the colour itself only fills.
"""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

DARK: Final = "toadam-dark"
LIGHT: Final = "toadam-light"
CONTRAST: Final = "toadam-contrast"

THEMES: Final = (
    Theme(
        name=DARK,
        dark=True,
        primary="#6cb6ff",
        secondary="#8b98a9",
        accent="#ffd166",
        success="#35b866",
        warning="#f2b632",
        error="#bb2a31",
        foreground="#e8ecf1",
        background="#10151c",
        surface="#171e27",
        panel="#212b37",
        variables={
            "hush": "#b4bfcb",
            "edge": "#3d4b5c",
            "quiet": "#5c6b7d",
            "meet": "#c58af9",
            "drill": "#2ec4b6",
            "text-success": "#5fd38a",
            "text-warning": "#f2b632",
            "text-error": "#ff7b80",
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
            "hush": "#465262",
            "edge": "#aab6c4",
            "quiet": "#66758a",
            "meet": "#7b2fa8",
            "drill": "#00736a",
            "text-success": "#146332",
            "text-warning": "#855600",
            "text-error": "#a81c24",
            "blackout": "#000000",
            "block-cursor-foreground": "#ffffff",
            "input-selection-background": "#0b5cad 25%",
        },
    ),
    Theme(
        name=CONTRAST,
        dark=True,
        primary="#7ad7ff",
        secondary="#ffffff",
        accent="#ffe14d",
        success="#3ddc84",
        warning="#ffc933",
        error="#ff9494",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1c1c1c",
        variables={
            "hush": "#d6d6d6",
            "edge": "#ffffff",
            "quiet": "#c4c4c4",
            "meet": "#dcb3ff",
            "drill": "#4dffe1",
            "text-success": "#3ddc84",
            "text-warning": "#ffc933",
            "text-error": "#ff9494",
            "blackout": "#000000",
            "block-cursor-foreground": "#000000",
            "input-selection-background": "#7ad7ff 35%",
        },
    ),
)
