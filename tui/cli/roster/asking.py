"""The question at a terminal: what becomes of people who are not in the list that comes in."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.roster.dropping import Others
from storage.roster.importing import ImportReport
from tui.cli.base.output import answer_to, message
from tui.words.people.roster import others_lines

_ADD, _REPLACE = "a", "r"


def ask_about_others(looked: ImportReport) -> Others:
    """What the person at the terminal says, after everybody who would drop out was told; nothing is asked where nobody would.

    Where whole classes would drop out, Enter alone is no answer. Raises Refused where nothing is to be written.
    """
    if not looked.plan.leavers:
        return Others.REPLACE
    for line in others_lines(looked):
        message(line)
    proposed = "" if looked.dropped else _REPLACE
    text = _("a: add the list, these people stay as they are; r: replace, they drop out; anything else: write nothing")
    answer = answer_to(text, proposed).strip().casefold()
    if answer == _ADD:
        return Others.ADD
    if answer == _REPLACE:
        return Others.REPLACE
    raise refuse("not_taken", "", N_("nothing was written"))
