"""Problems whose sentence names an option of a command: at the desk's screen they say what is done there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import say
from tui.words.faults import sentences

_THERE: Mapping[str, str] = {
    "nothing_to_certify": N_(
        "there are no confirmed hours to certify: confirm them in the review (Shift+F1), or choose the hours that are not "
        "confirmed yet, too"
    ),
    "nobody_listed": N_(
        "nobody is on the publicity list: “How hours are counted” in F10 says for how many working days hours are shown before "
        "they count (none at first); then confirm them in the review (Shift+F1)"
    ),
    "held_scans_missing": N_(
        "scans that were held at {time}, while no activity was chosen, are not in the record any more ({count}): the file or "
        "the disk lost them. Ask who was there, and enter their service by hand"
    ),
}
"""By the codes of problems; with the values that the problem has."""
_NOTHING_MADE = frozenset({"nobody_listed"})
"""Codes of problems whose place is the file that could not be made."""


def said_here(problem: Problem) -> str:
    """One line for a person at the screen: where, what is wrong, what to do."""
    message = _THERE.get(problem.code)
    # The file that was to be made is not there, and its name says nothing here.
    where = "" if problem.code in _NOTHING_MADE else problem.where
    return say(problem if message is None else replace(problem, message=message, where=where))


def sentences_here(error: BaseException) -> list[str]:
    """One line for each thing that is wrong, as `sentences` says it; none names a command that the screen has itself."""
    return [said_here(problem) for problem in error.problems] if isinstance(error, Refused) else sentences(error)
