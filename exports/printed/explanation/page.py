"""The explanation for parents (个人时长说明单): one page if the sessions fit on it. It names nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.durations import h_mm_ss
from checkin.rules.activities import Activity
from checkin.rules.explaining import SessionExplanation
from checkin.rules.facts import Facts
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.service import WAITING, day_of, part_of
from checkin.rules.sessions import Flag
from checkin.texts import _, in_a_row
from checkin.words import part_word
from exports.printed.document import Paper, write_document
from exports.printed.explanation.explaining import Explanation
from exports.printed.explanation.words import (
    account_words,
    policy_words,
    total_words,
    waiting_words,
)
from exports.printed.printed import Printed, PrintedText, person_texts
from exports.printed.table import PaperColumn
from storage.disk.identity import DeskIdentity

_ROW_MM = 6.4


def write_explanation(
    path: Path, explanation: Explanation, team: DeskIdentity, day: date, contact: str = ""
) -> Printed:
    """Write the sheet as PDF, whole or not at all. `day` is today; `contact` is the person to ask.

    Raises Refused if there is no font, or `path` can't be written.
    """
    person = explanation.person
    number = within(explanation.volunteer, team.team)
    heading = _("Service hours, explained")
    who = "    ".join(
        part for part in (person.name if person else "", number, person.class_name if person else "") if part
    )
    columns = [
        PaperColumn(_("date"), 17),
        PaperColumn(_("activity"), 31),
        PaperColumn(_("in"), 10),
        PaperColumn(_("out"), 10),
        PaperColumn(_("served"), 14, right=True),
        PaperColumn(_("minutes"), 14, right=True),
        PaperColumn(_("source"), 22),
        PaperColumn(_("how it came about"), 58),
    ]
    rows = [_cells(account, explanation.facts) for account in explanation.accounts]
    rules = [(policy.version, policy_words(policy)) for policy in explanation.policies]

    def draw(paper: Paper) -> None:
        paper.new_page()
        paper.line(heading, 17)
        paper.line(who, 12, gap=2)
        paper.line(f"{team.team_name}    {day.isoformat()}", 10)
        paper.table(columns, rows, _ROW_MM)
        paper.room(30)
        together, *parts = total_words(explanation)
        paper.line(together, 12, gap=3)
        for part in parts:
            paper.line(part, 9.5)
        for version, sentences in rules:
            text = _("The rules (version {version}):").format(version=version)
            paper.line(in_a_row((text, *sentences)), 9.5, gap=1)
        paper.line(_("If you find a mistake, tell the team. The team will check it and answer."), 9.5, gap=2)
        if contact:
            paper.line(contact, 9.5)

    shown = person_texts(number, person.name if person else "", person.class_name if person else "")
    shown += [PrintedText(text) for text in (team.team_name, contact, *(text for row in rows for text in row))]
    return write_document(path, heading, draw, shown, foot=f"{heading}  {number}")


def _cells(account: SessionExplanation, facts: Facts) -> list[str]:
    session = account.session
    activity = facts.activity(session.activity)
    day = day_of(session, facts)
    came, left = ("" if at is None else f"{local_time(at, activity.zone):%H:%M}" for at in (session.start, session.end))
    return [
        "" if day is None else day.isoformat(),
        activity.name or activity.code,
        came,
        left,
        h_mm_ss(session.seconds) if session.seconds else "",
        str(session.minutes),
        part_word(part_of(session.source, session.flags), for_parents=True),
        _note(account, activity),
    ]


def _note(account: SessionExplanation, activity: Activity) -> str:
    """The note for parents: how the minutes were counted, if they are not simply the time served."""
    session = account.session
    if Flag.LATE_CHECK_OUT in session.flags:
        return _("a check-out came in after it was decided; ask the team")
    if session.status in WAITING:
        return waiting_words(account)
    words = account_words(account, activity)
    return " → ".join(words[1:] or words)
