"""What a rule that said no means to the person who asked: what is so, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from store.errors import Reason
from tui.i18n import N_

REASONS: Final[Mapping[Reason, str]] = {
    Reason.NO_SUCH_DELEGATE: N_("No such delegate; look for the number or the name"),
    Reason.NOT_ARRIVED: N_("This delegate has not arrived; check them in first"),
    Reason.ALREADY_PRESENT: N_("This delegate is already in; if that is wrong, undo the check-in first"),
    Reason.ALREADY_LEFT: N_("This delegate has already left; whoever comes back is just scanned again"),
    Reason.NO_SUCH_CATEGORY: N_("No such category in the plan; choose one of those listed"),
    Reason.NO_SUBSTITUTE: N_("Nobody came in this delegate's place; note the substitute first"),
    Reason.SAME_PERSON: N_("That is the same person; choose whoever it really was"),
    Reason.NOT_SUMMONED: N_(
        "This person was not summoned, so there is nothing to strike off; undo the check-in if it was a mistake"
    ),
    Reason.NOT_A_GUEST: N_(
        "Only guests and service staff are let in without being on the list; delegates are added to the list first"
    ),
    Reason.NEGATIVE: N_("There cannot be fewer people than none; type how many were counted"),
    Reason.NO_SUCH_BLANK: N_("That is no blank badge of this conference, or somebody has it already; take another one"),
    Reason.ALREADY_OPENED: N_(
        "The opening has been noted already; if the time is wrong, withdraw it and note it again"
    ),
    Reason.NOT_OPENED: N_("The opening has not been noted; note it first"),
    Reason.NO_SUCH_ITEM: N_("That is no longer on the agenda; choose another item"),
    Reason.ITEM_HAS_RUN: N_(
        "That item has begun, so it is no longer moved, skipped or deleted; choose one that is to come"
    ),
    Reason.ITEM_OVER: N_("That item is over; choose the one that is running or one to come"),
    Reason.ALREADY_RUNNING: N_("That is running already; there is nothing to do"),
    Reason.NOT_RUNNING: N_("That is not running any more, another window may have gone on; look what runs now"),
    Reason.ALREADY_PAUSED: N_("That is paused already; Space lets it go on"),
    Reason.NOT_PAUSED: N_("That is not paused, it goes on; Space pauses it"),
    Reason.NOT_BEGUN: N_("That has not begun; let it begin first"),
    Reason.NOT_OVER: N_("That is not over; end it first"),
    Reason.TOO_EARLY: N_("It cannot have begun before what came before it; give a later time"),
    Reason.IN_THE_FUTURE: N_("That time is yet to come; give one that has passed"),
    Reason.ENDS_BEFORE_START: N_("The end would lie before the start; give a later end"),
    Reason.NO_SUCH_SPEECH: N_("That is no longer on the list of speakers; choose again"),
    Reason.SPEECH_OVER: N_("That speech is settled already; to hear them once more, put them on the list again"),
    Reason.SPEECH_BEGUN: N_("That speech has begun, so it stays in its place; end it, or undo that it began"),
    Reason.STILL_ON_LIST: N_("That speaker is waiting already; there is nothing to do"),
    Reason.NOBODY_WAITING: N_("Nobody is waiting to speak; put somebody on the list first"),
    Reason.LIST_CLOSED: N_("The list of speakers is closed; the moderator can open it again"),
    Reason.NO_SUCH_PROPOSAL: N_("That proposal is no longer there; choose again"),
    Reason.NO_SUCH_THEME: N_("No such theme in the plan; choose one of those listed"),
    Reason.NO_TEXT: N_("There are no words to keep yet; write what was said first"),
    Reason.TOO_LONG: N_("That is too long for one; write it down in parts"),
    Reason.MERGED: N_("That one was merged into another; change that, or take it out first"),
    Reason.NOT_MERGED: N_("That one was not merged into another; there is nothing to take out"),
    Reason.NOTHING_TO_MERGE: N_("Choose what is to be merged into it"),
    Reason.WITHDRAWN: N_("That one was withdrawn; restore it first"),
    Reason.NOT_WITHDRAWN: N_("That one was not withdrawn; there is nothing to restore"),
    Reason.HAS_PROPOSALS: N_("Something was noted down in that item, so it stays; it can be skipped"),
    Reason.NOTHING_TO_UNDO: N_("Nothing to undo"),
    Reason.NOTHING_TO_DECIDE: N_("Somebody has decided that already; the list shows what is left"),
    Reason.OUT_OF_RANGE: N_("That is less or more than it may be; type another number"),
    Reason.ROLE: N_("This window may not do that; it is done at the office's laptop"),
}
