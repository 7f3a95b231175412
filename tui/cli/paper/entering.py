"""`hourdesk paper enter`: a typed-up sheet comes into the record, each row with what came of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.outcomes import is_refused
from checkin.rules.problems import N_
from checkin.texts import _, say
from storage.paper.entry import check_paper, enter_paper
from storage.paper.reading import read_paper, read_typed
from storage.paper.row import PaperEntry, PaperRow, PaperState
from storage.people.register import key_of
from storage.presence.at_post import not_in_plan, post_named
from storage.presence.vouching import find_voucher, voucher_note
from storage.roster.whose_row import left_purged
from storage.school_year.milestones import Passed, passed_by_each
from tui.cli.base import options
from tui.cli.base.activity_meant import recorded_in
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, result, result_json, tell
from tui.cli.base.typed_values import DAY
from tui.cli.scans.answers import object_of
from tui.words.amounts import clock_text
from tui.words.paper import entry_lines, sum_line

_STDIN = "-"


@examples(N_("hourdesk paper enter sheet.xlsx --activity A1 --teacher T01 --dry-run"))
@command("enter", N_("Enter a sheet (XLSX, CSV or - for standard input): number, time in, time out in each row."))
@argument("file", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True))
@options.activity(N_("In this activity."), required=True)
@options.teacher(N_("Who kept the sheet; it is written into the record."))
@option("--day", type=DAY, metavar="DATE", help=N_("The day of the sheet, if the activity has several days."))
@option("--post", metavar="POST", help=N_("The post at which the sheet was kept."))
@options.dry_run(N_("Only show what would come of each row."))
@options.strict()
@options.json_option
@pass_desk
def enter(
    choice: DeskChoice,
    file: Path,
    activity: str,
    teacher: str,
    day: date | None,
    post: str | None,
    dry_run: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """All rows that are right in one transaction; those that are not are named, and nothing of them is written."""
    with choice.open() as store:
        occasion, voucher = recorded_in(store, activity), find_voucher(store, teacher)
        rows = _typed_rows() if str(file) == _STDIN else read_paper(file)
        note = voucher_note(voucher, "--teacher")
        if note is not None:
            tell([note])
        there = None if post is None else post_named(occasion, post)
        if there is not None and (strange := not_in_plan(occasion, there)) is not None:
            tell([strange])
        entries = check_paper(store, occasion, rows, key_of(voucher), day, there)
        tell(left_purged(store, [entry.volunteer for entry in entries if entry.volunteer is not None]))
        if not as_json:
            # What comes of each row is shown before it is written.
            for entry in entries:
                _tell(entry, occasion)
        bad = any(entry.state is PaperState.FAULTY for entry in entries)
        writes, passed = not dry_run and not (strict and bad), dict[str, list[Passed]]()
        if writes:
            entries = enter_paper(store, occasion, rows, key_of(voucher), choice.signed(), day, there)
            outcomes = [outcome for entry in entries for outcome in entry.outcomes]
            passed |= dict(zip((one.event for one in outcomes), passed_by_each(store, outcomes), strict=True))
    if as_json:
        for entry in entries:
            result_json(_object(entry, occasion, store.identity.team, passed, written=writes))
    else:
        result(sum_line(entries) if writes else _("Nothing was recorded."))
    finish(bad or any(is_refused(outcome.kind) for entry in entries for outcome in entry.outcomes))


def _typed_rows() -> list[PaperRow]:
    rows = read_typed(sys.stdin.buffer.read(), _("standard input"))
    return [replace(row, where=_("line {number}").format(number=row.where)) for row in rows]


def _tell(entry: PaperEntry, occasion: Activity) -> None:
    """A faulty row is a message, as all that was refused."""
    say_line = message if entry.state is PaperState.FAULTY else result
    for line in entry_lines(entry, occasion):
        say_line(line)


def _object(
    entry: PaperEntry, occasion: Activity, own: str, passed: Mapping[str, list[Passed]], *, written: bool
) -> dict[str, Any]:
    """A row and what becomes of it: `ready` (not written yet), `entered`, `known`, `empty` or `refused`; its scans are as
    `scan --json` prints them."""
    came, left = (None if at is None else clock_text(at, occasion.zone) for at in (entry.came, entry.left))
    scans = [object_of(one, occasion, entry.person, own, passed.get(one.event, ())) for one in entry.outcomes]
    words = {PaperState.RECORDED: "known", PaperState.EMPTY: "empty", PaperState.FAULTY: "refused"}
    return {
        "where": entry.row.where,
        "volunteer": entry.row.number if entry.volunteer is None else within(entry.volunteer, own),
        "name": None if entry.person is None else entry.person.name,
        "in": came,
        "out": left,
        "result": words.get(entry.state, "entered" if written else "ready"),
        "reason": " ".join(say(problem) for problem in entry.problems) or None,
        # The ids of a look ahead are nobody's.
        "scans": scans if written else [{**scan, "event": None} for scan in scans],
    }
