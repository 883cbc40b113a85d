"""The interface's words. Messages stand in the code in English; a catalogue turns them into the person's language.

    from tui.i18n import _, ngettext

    label = _("Checked in: {name}").format(name=name)
    count = ngettext("{n} delegate", "{n} delegates", n).format(n=n)

`_` is evaluated when it is called. What is written down before a language is chosen, such as the label of a key, is
marked with `N_` and translated by `_` where it is shown. A message that needs two words in another language for one in
English says which it is: `pgettext("person", "Left")`.

The source of a translation is `assets/translations/<language>.po`; `python tests/translations.py` brings it up to date
with the code and compiles it.
"""

from __future__ import annotations

import gettext as _gettext
import os
import struct

from assets import ASSETS

DEFAULT = "vi"
SOURCE = "en"
"""The language of the messages themselves: needs no catalogue."""
LANGUAGES = (DEFAULT, SOURCE)
DOMAIN = "toadam"
FOLDER = ASSETS / "translations"


class LanguageError(Exception):
    """A language that is not known, or whose catalogue is missing or cannot be read."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason


_catalogue: _gettext.NullTranslations | None = None
_language = ""


def set_language(code: str | None = None) -> None:
    """Chooses the language: `code`, or else the variable TOADAM_LANG, or else Vietnamese. Raises `LanguageError`."""
    global _catalogue, _language
    chosen = code or os.environ.get("TOADAM_LANG") or DEFAULT
    _catalogue, _language = _load(chosen), chosen


def language() -> str:
    """The code of the language in use."""
    _current()
    return _language


def _(message: str) -> str:
    """The message in the language in use."""
    return _current().gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a message that suits a number."""
    return _current().ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """The message as it is said in one context of several."""
    return _current().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name by which translators' tools find such messages
    """Marks a message that is translated later, by `_`."""
    return message


def _current() -> _gettext.NullTranslations:
    if _catalogue is None:
        set_language()
    assert _catalogue is not None
    return _catalogue


def _load(code: str) -> _gettext.NullTranslations:
    if code not in LANGUAGES:
        raise LanguageError(code, f"not one of {', '.join(LANGUAGES)}")
    if code == SOURCE:
        return _gettext.NullTranslations()
    try:
        return _gettext.translation(DOMAIN, FOLDER, [code])
    except (OSError, ValueError, struct.error) as error:
        raise LanguageError(code, str(error)) from error
