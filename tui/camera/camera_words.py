"""What is called how, and why nothing can be seen."""

from __future__ import annotations

from typing import Final

from store.text import shown
from tui.blank import NOTHING, Blank, Lack
from tui.camera.eyes import Eye, Film, Webcam
from tui.camera.frames import Sight
from tui.i18n import N_, _

INSTALL: Final = 'pip install "toadam[camera]"'

_SAID: Final = {
    Sight.NOT_YET: N_("Opening"),
    Sight.CLEAR: "",
    Sight.NOT_INSTALLED: N_("Reading badges by camera is not installed. Run\n{install}\nthen open this window again."),
    Sight.NO_CAMERA: N_(
        "No camera here. Is it plugged in, used by another program, forbidden by the system? It is tried again."
    ),
    Sight.NO_FILM: N_("This file cannot be played."),
    Sight.GONE: N_("The camera was pulled out. Plug it in again: it goes on by itself."),
    Sight.SILENT: N_("The camera sends no picture. It is tried again."),
    Sight.OVER: N_("The film is over."),
}

_LACKS: Final = {Sight.NOT_YET: Lack.WAITS, Sight.OVER: Lack.NONE}


def name(eye: Eye) -> str:
    """`Máy ảnh 1 – Integrated Webcam`, or the name of the film."""
    match eye:
        case Webcam():
            numbered = _("Camera {number}").format(number=eye.number)
            return f"{numbered} – {shown(eye.name)}" if eye.name else numbered
        case Film():
            return shown(eye.path.name)


def instead(sight: Sight) -> Blank:
    """Why nothing is seen; empty if something is."""
    said = _SAID[sight]
    return Blank(_(said).format(install=INSTALL), lack=_LACKS.get(sight, Lack.REFUSED)) if said else NOTHING
