"""`hourdesk activity export` and `import`: activities as an iCalendar file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from storage.activities.activities import find_activity, list_activities
from tui.cli.activity.listing import object_of
from tui.cli.base import options
from tui.cli.base.before_after import ONLY_LOOKED
from tui.cli.base.command import command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import finish, message, need_agreed, result, result_json, results, tell
from tui.cli.base.typed_values import DAY


@examples(N_("hourdesk activity export activities.ics"), N_("hourdesk activity export a1.ics --activity A1"))
@command("export", N_("Write the activities into a file for calendars (.ics); no names of people are in it."))
@options.out_file("OUT.ics")
@options.activity()
@options.json_option
@pass_desk
def export(choice: DeskChoice, out: Path, activity: str | None, as_json: bool) -> None:
    """All activities that are not hidden, or one."""
    from exports.ical.writing import write_calendar
    from tui.words.calendar import written_text

    with choice.open() as store:
        chosen = list_activities(store) if activity is None else [find_activity(store, activity)]
        count = write_calendar(out, chosen, store.now())
    if as_json:
        result_json({"result": "written", "file": str(out), "activities": count})
    else:
        result(_("{title}: {value}").format(title=out, value=written_text(count)))


@examples(
    N_("hourdesk activity import calendar.ics --dry-run"),
    N_("hourdesk activity import calendar.ics --until 2026-07-01 --place School"),
)
@command(
    "import",
    N_("Make activities of the events of a calendar (.ics), all or none; each is shown first, and none is made twice."),
)
@options.in_file()
@option("--until", type=DAY, metavar="DAY", help=N_("Of events that repeat, only those up to this day."))
@option("--place", metavar="PLACE", default="", help=N_("The place of events that name none."))
@option("--leave-out", is_flag=True, help=N_("Leave out the events that can't come in, and take the others."))
@options.dry_run(options.WHAT_COMES_IN)
@options.json_option
@pass_desk
def import_(
    choice: DeskChoice, file: Path, until: date | None, place: str, leave_out: bool, dry_run: bool, as_json: bool
) -> None:
    """Show each event, ask where there is somebody to answer, write."""
    from exports.ical.taking import State, look, need_all, take
    from tui.words.calendar import coming_lines, hints, taken_text

    with choice.open() as store:
        looked = look(store, file, until=until, place=" ".join(place.split()))
        if not as_json:
            results(coming_lines(looked))
        if looked.problems and not leave_out and not dry_run:
            message(
                _(
                    "Nothing was written, for these events can't come in; --leave-out takes the others, --until ends repeated ones:"
                )
            )
            need_all(looked)
        tell(looked.problems)
        for line in hints(looked):
            message(line)
        if looked.new and not dry_run:
            need_agreed(_("Go on?"))
            take(store, looked, choice.signed())
    if as_json:
        for one in looked.coming:
            written = one.state is State.NEW and not dry_run
            result_json({"state": str(one.state), "written": written, **object_of(one.activity)})
    message(_(ONLY_LOOKED) if dry_run else taken_text(len(looked.new)))
    finish(refused=bool(looked.problems))
