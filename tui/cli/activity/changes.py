"""`hourdesk activity add` and `edit`."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from checkin.rules.activities import Activity, ActivityKind, zone
from checkin.rules.instants import local_time
from checkin.rules.planned_times import window_by_clock, windows_moved_along
from checkin.rules.problems import N_
from checkin.texts import _, enumerated
from storage.activities.activities import add_activity, edit_activity, find_activity, has_scans
from storage.people.expected import gone_notes
from storage.people.known import named_person
from storage.people.register import key_of
from storage.roster.whose_row import left_purged
from storage.store import Store
from tui.cli.activity.listing import line_of, object_of
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import Decorator, argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, tell
from tui.cli.base.supervisor import need_supervisor_later
from tui.cli.base.typed_values import DATE_TIME_OR_CLOCK, DATE_TIME_OR_NOTHING, TIME_ZONE, instant_in
from tui.words.cells import plain
from tui.words.counts import signed_up_text
from tui.words.nights import newly_beyond_texts, night_text, posts_text, window_texts

if TYPE_CHECKING:
    from storage.posts.planning import PlanChange

_TEXTS = ("name", "place", "category", "project", "not_creditable", "content", "organiser")
_TIMES = ("start", "end", "check_in_until", "check_out_from")
_WINDOWS = ("check_in_until", "check_out_from")
_CLEARED = ("category", "project", "not_creditable", "content", "organiser")

_NEEDS = N_("Say what changes, such as --end TIME.")


def _fields(*, new: bool) -> Decorator:
    """The options of an activity's fields; a `new` one needs some of them."""
    return options.together(
        option("--name", metavar="NAME", required=new, help=options.NAME_OF_IT),
        option("--place", metavar="PLACE", required=new, help=N_("Where it takes place.")),
        option(
            "--start",
            required=new,
            type=DATE_TIME_OR_CLOCK,
            metavar="TIME",
            help=N_("Planned start, such as 2026-03-05T09:00, or 9:00 today."),
        ),
        option(
            "--end",
            required=new,
            type=DATE_TIME_OR_CLOCK,
            metavar="TIME",
            help=N_("Planned end; a time of day alone, such as 02:00, is the first one after the start."),
        ),
        option("--timezone", type=TIME_ZONE, metavar="ZONE", help=N_("Its time zone (default: the team's).")),
        option("--category", metavar="WORD", help=N_("What kind of service it is.")),
        options.project(N_("The project that it belongs to.")),
        option(
            "--kind",
            type=click.Choice([str(kind) for kind in ActivityKind]),
            help=N_("Service or training; hours of a training are never service hours (default: service)."),
        ),
        option("--content", metavar="TEXT", help=N_("What is done there, or taught.")),
        option("--organiser", metavar="NAME", help=N_("The unit that holds it, if it is not the team.")),
        option("--leader", metavar="NUMBER", help=N_("The volunteer who is responsible for it.")),
        option("--overnight/--not-overnight", default=None, help=N_("It goes on past midnight.")),
        option(
            "--check-in-until",
            type=DATE_TIME_OR_NOTHING,
            metavar="TIME",
            help=N_("Until then every scan is a check-in."),
        ),
        option(
            "--check-out-from",
            type=DATE_TIME_OR_NOTHING,
            metavar="TIME",
            help=N_("From then on every scan is a check-out."),
        ),
        option("--not-creditable", metavar="WHY", help=N_("The reason why it gives no service hours.")),
        option(
            "--signup",
            metavar="FILE",
            help=N_("The sign-up list: a table with a column of numbers, or a text with one number a line."),
        ),
    )


@examples(
    N_('hourdesk activity add --code A1 --name "Green campus" --place Garden --start 2026-03-05T08:30 --end 11:30'),
    N_('hourdesk activity add --code A2 --name "Old people" --place Home --start 14:00 --end 16:00 --signup list.xlsx'),
)
@command("add", N_("Add an activity."))
@option("--code", required=True, metavar="CODE", help=N_("A short code for it, such as A1."))
@_fields(new=True)
@options.json_option
@pass_desk
def add(choice: DeskChoice, /, code: str, as_json: bool, **values: Any) -> None:
    """Make an activity from the options and print it; an unusual category gets a message."""
    with choice.open() as store:
        changes = _changes(store, Activity(code, timezone=store.identity.timezone), values)
        made = add_activity(store, code, changes, choice.signed())
        _tell_night(Activity(code), made, values["overnight"])
        _look_at_category(store, changes.get("category"))
        tell(gone_notes(store, made))
    _show(made, as_json)


@examples(N_("hourdesk activity edit A1 --end 12:00 --dry-run"), N_("hourdesk activity edit A1 --signup list.xlsx"))
@command("edit", N_("Change an activity; an empty value takes the old one away."), needs=_NEEDS)
@argument("code")
@_fields(new=False)
@option("--insist", is_flag=True, help=N_("Do it although people stand at a post whose shift goes along."))
@options.dry_run(options.WHOSE_HOURS)
@options.json_option
@pass_desk
def edit(choice: DeskChoice, /, code: str, insist: bool, dry_run: bool, as_json: bool, **values: Any) -> None:
    """Change what was named; whose hours change is said first. A supervisor's where it has scans (design §7)."""
    with choice.open() as store:
        before = find_activity(store, code, "CODE")
        changes = _changes(store, before, values)
        if not changes:
            raise click.UsageError(_(_NEEDS))
        supervisor = need_supervisor_later(store, asks=has_scans(store, before.key))
        signed, posts = choice.signed(), _posts_moved(store, before, changes, insist=insist, dry_run=dry_run)
        done = do_as_told(store, lambda at: edit_activity(at, code, changes, signed), supervisor, dry_run=dry_run)
        _tell_night(before, done.result, values["overnight"])
        for text in window_texts(done.result, windows_moved_along(before, done.result, changes)):
            message(text)
        if moved := posts_text(before, done.result, changes, 0 if posts is None else len(posts.standing)):
            message(moved)
        for text in newly_beyond_texts(before, done.result):
            message(text)
        _look_at_category(store, changes.get("category"))
        change = change_object(store, done.change)
        if not changes.keys().isdisjoint(("signup", "start")):
            tell(gone_notes(store, done.result))
    _show(done.result, as_json, change)


def _changes(store: Store, before: Activity, values: dict[str, Any]) -> dict[str, Any]:
    """The fields that were named, as the log keeps them: instants in milliseconds, the sign-up list as keys."""
    changes: dict[str, Any] = {}
    for name in _TEXTS:
        if values[name] is not None:
            changes[name] = " ".join(values[name].split()) or (None if name in _CLEARED else "")
    for name in ("timezone", "overnight"):
        if values[name] is not None:
            changes[name] = values[name]
    if values["kind"] is not None:
        changes["kind"] = ActivityKind(values["kind"])
    local = zone(changes.get("timezone", before.timezone))
    for name in _TIMES:
        moment: datetime | time | str | None = values[name]
        if moment is not None:
            start, end = changes.get("start", before.start), changes.get("end", before.end)
            if name == "start" and isinstance(moment, time):
                # Of an activity that has a day already it is that day.
                day = store.clock.today(local) if start is None else local_time(start, local).date()
                moment = datetime.combine(day, moment)
            after = start if name == "end" else None
            changes[name] = _instant(moment, start, end if name in _WINDOWS else None, local, after)
    if values["leader"] is not None:
        changes["leader"] = _leader(store, values["leader"])
    if values["signup"] is not None:
        changes["signup"] = _signed_up(store, values["signup"])
    return changes


def _instant(
    moment: datetime | time | str, start: int | None, end: int | None, local: tzinfo, after: int | None
) -> int | None:
    """Milliseconds of what was typed; an empty text is None. Of a date and time that comes twice it is the one `after` that.

    A time of day alone is the first one after the start, and that of a window (where `end` is given) the nearest one.
    """
    if isinstance(moment, str):
        return None
    if isinstance(moment, datetime):
        return instant_in(moment, local, after)
    return None if start is None else window_by_clock(start, end, moment, local)


def _posts_moved(
    store: Store, before: Activity, changes: dict[str, Any], *, insist: bool, dry_run: bool
) -> PlanChange | None:
    """What becomes of the plan of posts. Raises Refused where people stand there, unless somebody insists or only looks."""
    if before.posts is None:
        return None
    from storage.posts.moved_along import moved_along, refuse_where_people_stand
    from storage.posts.planning import stand_there

    change = moved_along(store, before, changes)
    if change is not None and change.standing and dry_run:
        tell([stand_there(store, change)])
    elif not insist:
        refuse_where_people_stand(store, change)
    return change


def _tell_night(before: Activity, after: Activity, said: bool | None) -> None:
    """Where the times alone made a night of it, or a day again, that is said."""
    if said is None and before.overnight != after.overnight:
        message(night_text(after))


def _look_at_category(store: Store, category: str | None) -> None:
    """Sums are made by the usual categories: another word is kept, and said."""
    from storage.standard.categories import read_categories

    if not category:
        return
    usual = read_categories(store)
    if category not in usual:
        text = _("“{category}” is not one of the usual categories, which are: {categories}")
        message(text.format(category=plain(category), categories=enumerated(usual)))


def _leader(store: Store, number: str) -> str | None:
    if not number.strip():
        return None
    return key_of(named_person(store, number, "--leader"))


def _signed_up(store: Store, file: str) -> tuple[str, ...] | None:
    if not file:
        return None
    from storage.roster.signup.list_file import read_signup

    keys = read_signup(store, Path(file))
    tell(left_purged(store, keys))
    return keys


def _show(activity: Activity, as_json: bool, change: dict[str, Any] | None = None) -> None:
    if as_json:
        result_json({**object_of(activity), **({} if change is None else {"change": change})})
        return
    result(line_of(activity))
    if activity.signup is not None:
        count = len(activity.signup)
        result(signed_up_text(count))
