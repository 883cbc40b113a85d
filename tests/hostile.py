"""Words nobody should be called: what a roster, a plan or a hand at the keyboard may bring, by what it is after."""

from __future__ import annotations

ENDLESS = "Nguyễn " + "Văn " * 2_500

WORDS = {
    "markup": "[/x] [bold]Nguyễn[/] [@click=app.quit]A[/]",
    "escapes": "\x1b]52;c;aGFjaw==\x07\x1b]0;HACK\x07\x1b[41;5mAn\x1bc\x1b[2J",
    "eight bits": "\x9b31mAn\x90q\x9c\x85",
    "order": "\u202egnuh\u2066x\u2069\u200f\u061cAn",
    "endless": ENDLESS,
    "joiners": "\u200d".join("NGUYỄN") + "\u200b\ufeff\u2060",
    "marks": "e" + "\u0301" * 5_000,
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+84912345678",
    "minus": "-1+1",
    "at": "@SUM(1+1)",
    "lines": "An\tBình\nCường\r\nDũng\x0bE\x0c\u2028F",
    "web": "<b>An</b> &amp; <script>x()</script>",
    "typst": '#panic() $x$ \\ *An* _Bình_ @label <lab> `raw` // c /* d #read("/etc/passwd")',
    "no text": "An\ufffe\ue000\U0010ffff",
    "nothing": "\u2800\u3164\u115f",
}

SURROGATE = "An\ud800Bình\udcff"
"""No file of ours can hold it: it comes from a command line, or from a program."""

COMMANDS = (
    *(b"\x1b]52;c;aGFjaw==", b"\x1b]0;HACK", b"\x1b[41;5m", b"\x1bc", b"\x90q", b"\xc2\x9b", b"\xc2\x90", b"\xc2\x9c"),
    *map(str.encode, ("\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u200d", "\u200b", "\ufeff", "\u2028")),
)
"""What must never reach a terminal, in UTF-8; the program itself writes none of them."""


def reached(output: bytes) -> list[bytes]:
    """Those of the commands that did."""
    return [command for command in COMMANDS if command in output]
