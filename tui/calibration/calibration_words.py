"""What a trial found, said to whoever sits at the desk: each thing, whether it is right, and if not what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from store import codes, trial_badges
from store.text import shown
from tui.calibration.diagnosis import SLOW, TOO_SLOW, Case, Diagnosis, Pace, Stranger
from tui.calibration.keyboards import Layout, Method
from tui.calibration.trial import Trial
from tui.i18n import N_, _, ngettext
from tui.machine.keyboard_signs import Sign

GOOD: Final = "✓"
AMISS: Final = "!"


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    advice: str = ""
    """What to change; nothing if it is right."""

    @property
    def glyph(self) -> str:
        """Right or not."""
        return AMISS if self.advice else GOOD


class Report(NamedTuple):
    """What is said of a trial so far."""

    verdict: str
    good: bool | None
    """None before anything was scanned."""
    findings: Sequence[Finding]
    notes: Sequence[str]


def report(trial: Trial) -> Report:
    """Of the last scan, and of the window."""
    if trial.last is None:
        return Report(_("Scan the test badge two or three times"), None, [*_focus(trial)], _instructions())
    if isinstance(trial.last, Stranger):
        read = _reading(trial.last.reading)
        found = [*([read] if read.advice else []), *_signs(trial.last.signs), *_focus(trial)]
        return Report(read.what, not any(one.advice for one in found), found, ())
    found = [*_of_scan(trial.last), *_agreement(trial), *_focus(trial)]
    notes = [_("Received: {text}").format(text=received(trial))]
    return Report(_verdict(trial.last, found), not any(one.advice for one in found), found, notes)


def _instructions() -> list[str]:
    return [
        _("From this screen, or from the set-up card (F8, Print; toadam calibrate -o the-cai-dat.pdf)."),
        _("Each scan is answered here: ✓ is right, ! is to be changed. A delegate's badge is only tried, too."),
    ]


def _verdict(diagnosis: Diagnosis, found: Sequence[Finding]) -> str:
    amiss = sum(bool(one.advice) for one in found)
    if not diagnosis.readable:
        return _("Badges are not read safely on this machine yet")
    if not amiss:
        return _("This machine is ready: badges are read")
    return ngettext("Badges are read; {n} thing to change", "Badges are read; {n} things to change", amiss).format(
        n=amiss
    )


def _of_scan(diagnosis: Diagnosis) -> Iterator[Finding]:
    yield _characters(diagnosis)
    yield _layout(diagnosis.layout)
    yield _method(diagnosis.method)
    yield _case(diagnosis.case)
    yield _prefix(diagnosis.prefix)
    yield _ending(diagnosis)
    yield _paste() if diagnosis.pasted else _pace(diagnosis.pace)
    if diagnosis.keys:
        yield _keys(diagnosis.keys)


# -- what arrived ------------------------------------------------------------------------------------------------------


def received(trial: Trial) -> str:
    """The test badge as it arrived, harmless to draw; nothing of a scan that was something else."""
    return shown(trial.last.text) if isinstance(trial.last, Diagnosis) else ""


def _characters(diagnosis: Diagnosis) -> Finding:
    if not diagnosis.wrong or diagnosis.layout is Layout.OTHER:
        return Finding(_("Characters: all {n} arrived").format(n=len(trial_badges.TEST_BADGE)))
    told = _("Characters: {n} lost or wrong")
    advice = _("Have the scanner pause 10 ms between two characters (see the card). Try another USB socket.")
    return Finding(told.format(n=diagnosis.wrong), advice)


_LAYOUTS: Final = {
    Layout.US: N_("US"),
    Layout.VIETNAMESE: N_("Vietnamese, digits come out as letters"),
    Layout.FRENCH: N_("French (AZERTY)"),
    Layout.GERMAN: N_("German (QWERTZ)"),
    Layout.OTHER: N_("not known, not US"),
}


def _layout(layout: Layout) -> Finding:
    what = _("Keyboard: {layout}").format(layout=_(_LAYOUTS[layout]))
    if layout is Layout.US:
        return Finding(what)
    advice = _(
        "Press Windows + Space until ENG US stands beside the clock. Or the scanner: country USA (see the card)."
    )
    return Finding(what, advice)


_METHODS: Final = {
    Method.TELEX: "Telex",
    Method.SIMPLE_TELEX: "Telex",
    Method.VNI: "VNI",
    Method.TELEX_VNI: "Telex + VNI",
    Method.VIQR: "VIQR",
    Method.MICROSOFT: "Microsoft",
}


def _method(method: Method) -> Finding:
    if method is Method.NONE:
        return Finding(_("Input method: off"))
    name = _METHODS.get(method)
    what = _("Input method: on ({method})").format(method=name) if name else _("Input method: on")
    return Finding(what, _("Press Ctrl + Shift, so that UniKey (EVKey, OpenKey) shows E beside the clock, not V."))


def _case(case: Case) -> Finding:
    match case:
        case Case.KEPT:
            return Finding(_("Caps Lock: off"))
        case Case.EXCHANGED:
            return Finding(_("Caps Lock: on"), _("Press Caps Lock once, so that its light goes out."))
        case Case.MIXED:
            told = _("Capitals and small letters come mixed up")
            return Finding(told, _("Have the scanner pause 10 ms between two characters (see the card)."))
        case _:
            told = _("Letters: all capitals") if case is Case.CAPITALS else _("Letters: all small")
            return Finding(told, _("Set the scanner to keep capitals and small letters (see the card)."))


# -- what the scanner adds ---------------------------------------------------------------------------------------------


def _prefix(prefix: str) -> Finding:
    if not prefix:
        return Finding(_("In front of the code: nothing"))
    told = _("In front of the code: {text}").format(text=shown(prefix))
    return Finding(told, _("Set the scanner to put nothing in front: prefix and AIM ID off (see the card)."))


_ENDINGS: Final = {"\r": "Enter", "\n": "Enter", "\r\n": "Enter", "\n\n": "Enter", "\t": "Tab"}
"""LF LF is what CR LF becomes before a terminal is in raw mode."""


def _ending(diagnosis: Diagnosis) -> Finding:
    name = _ENDINGS.get(diagnosis.terminator, shown(diagnosis.terminator))
    ending = " ".join(filter(None, (shown(diagnosis.suffix), name)))
    what = _("Behind the code: {text}").format(text=ending or _("nothing"))
    if name == "Enter" and not diagnosis.suffix:
        return Finding(what)
    return Finding(what, _("Set the scanner to put Enter (CR) behind and nothing else (see the card)."))


def _keys(keys: Sequence[str]) -> Finding:
    told = _("Keys that belong to no code: {keys}").format(keys=shown(", ".join(keys)))
    return Finding(told, _("Switch off emulation of Ctrl, Alt and function keys on the scanner (see the card)."))


# -- how it came -------------------------------------------------------------------------------------------------------


def _pace(pace: Pace | None) -> Finding:
    if pace is None:
        return Finding(_("Speed: all at once"))
    told = _("Speed: {n} characters a second, {ms} ms between two, {most} ms at most")
    what = told.format(n=round(pace.a_second), ms=round(pace.each * 1000), most=round(pace.longest * 1000))
    if pace.each >= TOO_SLOW:
        return Finding(what, _("So slow that a badge falls apart. Have the scanner pause 2–10 ms (see the card)."))
    if pace.each >= SLOW:
        return Finding(what, _("Slow. Have the scanner pause 2–10 ms between two characters (see the card)."))
    return Finding(what)


def _paste() -> Finding:
    advice = _("Switch off sending by clipboard in UniKey or in the scanner's software.")
    return Finding(_("The code comes as a paste, not as keys"), advice)


def _agreement(trial: Trial) -> Iterator[Finding]:
    if trial.differs:
        yield Finding(_("This scan arrived otherwise than the one before"), _("Scan three times more."))
    elif trial.alike > 1:
        yield Finding(_("The last {n} scans arrived alike").format(n=trial.alike))


def _focus(trial: Trial) -> Iterator[Finding]:
    if trial.losses:
        told = ngettext(
            "This window lost the keyboard {n} time", "This window lost the keyboard {n} times", trial.losses
        )
        advice = _("Close what opens in front of it, switch notifications off, click into this window.")
        yield Finding(told.format(n=trial.losses), advice)
    elif trial.window and isinstance(trial.last, Diagnosis):
        yield Finding(_("This window has the keyboard"))


# -- what was no test badge --------------------------------------------------------------------------------------------


def _reading(reading: codes.Reading) -> Finding:
    match reading:
        case codes.Badge(code=trial_badges.SAMPLE_BADGE):
            return Finding(_("The sample badge, read as it should be"))
        case codes.Badge():
            return Finding(_("A delegate's badge, read as it should be. Nobody was checked in"))
        case codes.Misread():
            return Finding(_("A badge, but misread"), _("Scan it again, straight and a little nearer or farther."))
        case codes.Foreign(kind=kind, length=length):
            told = ngettext(
                "Not the test badge: {what}, {n} character", "Not the test badge: {what}, {n} characters", length
            )
            return Finding(told.format(what=_(_KINDS[kind]), n=length), _("Scan the test badge of the set-up card."))


def _signs(signs: Sequence[Sign]) -> Iterator[Finding]:
    for sign in signs:
        match sign:
            case Sign.INPUT_METHOD:
                yield _method(Method.OTHER)
            case Sign.VIETNAMESE_LAYOUT:
                yield _layout(Layout.VIETNAMESE)
            case Sign.FRENCH_LAYOUT:
                yield _layout(Layout.FRENCH)
            case Sign.CAPS_LOCK:
                yield _case(Case.EXCHANGED)
            case Sign.UNSTEADY_SHIFT:
                yield _case(Case.MIXED)


_KINDS: Final = {
    codes.ForeignKind.EMPTY: N_("nothing"),
    codes.ForeignKind.DIGITS: N_("digits"),
    codes.ForeignKind.ID_CARD: N_("an identity card"),
    codes.ForeignKind.URL: N_("a web address"),
    codes.ForeignKind.TEXT: N_("other text"),
}
