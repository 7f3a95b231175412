"""`hourdesk activity copy`: once more on another day, or every week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click

from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import find_activity
from storage.activities.copying import first_of_series, proposed_day, span_on, weekly_spans, write_copies
from storage.people.expected import gone_notes
from storage.supervision.consequences import foresee
from tui.cli.activity.listing import line_of, object_of
from tui.cli.base import options
from tui.cli.base.before_after import ONLY_LOOKED
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, tell
from tui.cli.base.typed_values import DAY
from tui.words.calendar import copies_lines

_NEEDS = N_("A series is said with --weekly --until DAY, and --without belongs to a series.")


@examples(
    N_("hourdesk activity copy A1"),
    N_("hourdesk activity copy A1 --on 2026-03-13"),
    N_("hourdesk activity copy A1 --weekly --until 2026-06-26 --without 2026-05-01"),
)
@command(
    "copy",
    N_("Make an activity once more on another day, or every week up to a last day; everything else is taken over."),
    needs=_NEEDS,
)
@argument("code")
@options.day(
    N_(
        "The day of the copy; of a series the first (default: the same weekday, in the next week that is still to come)."
    )
)
@option("--weekly", is_flag=True, help=N_("On the same day of each week."))
@option("--until", type=DAY, metavar="DAY", help=N_("The last day of the series."))
@option(
    "--without",
    type=DAY,
    metavar="DAY",
    multiple=True,
    help=N_("Not on this day, such as a holiday; you can give it several times."),
)
@option("--name", metavar="NAME", help=N_("The name of the copies (default: the same)."))
@options.dry_run(N_("Only show what would be made."))
@options.json_option
@pass_desk
def copy(
    choice: DeskChoice, code: str, day: date | None, weekly: bool, until: date | None, without: Sequence[date],
    name: str | None, dry_run: bool, as_json: bool,
) -> None:  # fmt: skip
    """All or none; one that is there already is not made twice."""
    if weekly != (until is not None) or (without and not weekly):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        old = find_activity(store, code, "CODE")
        if until is None:
            spans = [span_on(old, day or proposed_day(store, old))]
        else:
            spans = weekly_spans(old, day or first_of_series(store, old, until), until, without)
        called, signed = " ".join((name or old.name).split()), choice.signed()
        if dry_run:
            copies = foresee(store, lambda at: write_copies(at, old, called, spans, signed)).result
        else:
            copies = write_copies(store, old, called, spans, signed)
        # Each of a series has the same list.
        gone = [note for one in copies.made[-1:] for note in gone_notes(store, one)]
    for one in copies.made:
        if as_json:
            result_json(object_of(one))
        else:
            result(line_of(one))
    for line in copies_lines(old, copies) if not dry_run else [_(ONLY_LOOKED)]:
        message(line)
    tell(gone)
