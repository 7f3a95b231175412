"""`hourdesk amend`, `void`, `rule` and `add`: corrections are events of their own, and show what they changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

import click

from checkin.rules.activities import DEFAULT_TIMEZONE, Activity, zone
from checkin.rules.corrections import LONGEST_SHIFT
from checkin.rules.events import Amend, Direction, Event, Kind, Scan
from checkin.rules.hours_change import hours_change
from checkin.rules.identity import parse_key
from checkin.rules.overruled import SETTING_KINDS
from checkin.rules.planned_times import clock_beside
from checkin.rules.problems import N_
from checkin.rules.rulings import FixedMinutes, Planned, Since, Until, Way
from checkin.texts import _
from storage.activities.activities import activity_key, find_activity
from storage.presence.at_post import post_named
from storage.store import Store
from storage.supervision import corrections
from storage.supervision.ahead import need_ahead
from storage.supervision.concerned import concern_everybody
from storage.supervision.correcting import Correction, preview
from tui.cli.base import options
from tui.cli.base.before_after import do_as_told
from tui.cli.base.command import argument, command, examples, option
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message
from tui.cli.base.supervisor import Supervisor, need_supervisor_and_do, need_supervisor_later
from tui.cli.base.typed_values import DATE_TIME_OR_CLOCK, instant_in
from tui.cli.supervision.correction_report import report
from tui.cli.supervision.standing import do_with_standing_told
from tui.words.ahead import ahead_lines
from tui.words.hours_change import consent_lines

_EVENTS_OR_AHEAD = N_("Name events, or give --ahead.")
_NEEDS = N_("Give one of --minutes, --planned-end, --until or --from.")


@examples(
    N_('hourdesk amend 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --at 11:30 --reason "forgot to check out"'),
    N_('hourdesk amend 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --volunteer 0008 --reason "took another badge"'),
)
@command(
    "amend",
    N_(
        "Give scans another time, direction, volunteer, activity or post. If you name several, all are amended, or none."
    ),
)
@options.events
@options.time(N_("When it really happened, such as 2026-03-05T09:00, or 9:00 on the day of the scan."))
@options.direction(N_("The real direction."))
@options.volunteer(N_("The volunteer who really scanned."))
@options.activity(N_("Which activity it belongs to."))
@option("--post", metavar="POST", help=N_("The post where it was really taken; - for none."))
@option(
    "--shift",
    type=float,
    metavar="MINUTES",
    help=N_("Move the times by this many minutes (such as -10), because the desk's clock was wrong."),
)
@options.reason()
@options.json_option
@pass_desk
def amend(
    choice: DeskChoice,
    events: tuple[str, ...],
    at: datetime | time | None,
    direction: str | None,
    volunteer: str | None,
    activity: str | None,
    post: str | None,
    shift: float | None,
    reason: str,
    as_json: bool,
) -> None:
    """Append an amendment for each event and print what changed; none is written if one is refused."""
    if shift is not None and (at or direction or volunteer or activity or post):
        raise click.UsageError(_("Use --shift without another time."))
    if shift is not None and not abs(shift) <= LONGEST_SHIFT:
        text = _("--shift moves by at most {most} minutes.").format(most=LONGEST_SHIFT)
        raise click.UsageError(text)
    with choice.open() as store:
        signed = choice.signed(reason)

        def correct(at_store: Store) -> Correction:
            if shift is not None:
                return corrections.shift(at_store, events, round(shift * 60_000), signed)
            changes = [
                Amend(
                    scan.id,
                    at=None if at is None else _time_of(at_store, scan, at),
                    direction=None if direction is None else Direction(direction),
                    volunteer=None
                    if volunteer is None
                    else parse_key(volunteer, at_store.identity.team, "--volunteer"),
                    activity=activity_key(at_store, activity),
                    post=None if post is None else _post_of(at_store, scan, activity_key(at_store, activity), post),
                )
                for scan in corrections.find_events(at_store, events)
            ]
            return corrections.amend_all(at_store, changes, signed)

        report(store, need_supervisor_and_do(store, correct), as_json)


@examples(
    N_('hourdesk void 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --reason "scanned by mistake"'),
    N_('hourdesk void --ahead consent --reason "the clock was a year ahead"'),
)
@command("void", N_("Strike out events, all or none; striking out the void brings them back."), needs=_EVENTS_OR_AHEAD)
@argument("events", metavar="[EVENT]...", nargs=-1)
@option(
    "--ahead",
    "ahead",
    metavar="KIND",
    type=click.Choice([str(kind) for kind in SETTING_KINDS]),
    multiple=True,
    help=N_("All of this kind that a wrong clock dated ahead of now; you can give it several times."),
)
@options.reason()
@options.json_option
@pass_desk
def void(choice: DeskChoice, events: tuple[str, ...], ahead: tuple[str, ...], reason: str, as_json: bool) -> None:
    """Append a void for each event and print what changed; none is written if one is refused. Where one held for everybody,
    such as a policy, it is said first whose hours change; and of what somebody was given, such as a star, before → after."""
    if bool(events) == bool(ahead):
        raise click.UsageError(_(_EVENTS_OR_AHEAD))
    with choice.open() as store:
        supervisor, signed = need_supervisor_later(store), choice.signed(reason)
        found = corrections.find_events(store, events) if events else need_ahead(store, [Kind(one) for one in ahead])
        events = tuple(event.id for event in found)
        for line in ahead_lines(found, zone(store.identity.timezone)) if ahead else ():
            message(line)
        if concern_everybody(store, found) or (ahead and str(Kind.EVALUATE) not in ahead):
            done = do_as_told(store, lambda at: corrections.void_all(at, events, signed), supervisor)
            report(store, done.result, as_json, done.change)
        else:
            made = do_with_standing_told(store, found, lambda at: corrections.void_all(at, events, signed), supervisor)
            report(store, made, as_json)


@examples(
    N_('hourdesk rule 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --minutes 90 --reason "the teacher was there"'),
    N_('hourdesk rule 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e --planned-end --reason "forgot to check out"'),
)
@command(
    "rule",
    N_("Credit minutes to sessions that wait for review. If you name several, all are ruled on, or none."),
    needs=_NEEDS,
)
@options.events
@options.minutes(N_("Whole minutes for each."))
@option(
    "--planned-end",
    is_flag=True,
    help=N_("From each check-in to the planned end; where the check-in is missing, from the planned start."),
)
@option("--until", type=DATE_TIME_OR_CLOCK, metavar="TIME", help=N_("From each check-in to this time."))
@option("--from", "since", type=DATE_TIME_OR_CLOCK, metavar="TIME", help=N_("From this time to each check-out."))
@options.reason()
@options.json_option
@pass_desk
def rule(
    choice: DeskChoice,
    events: tuple[str, ...],
    minutes: int | None,
    planned_end: bool,
    until: datetime | time | None,
    since: datetime | time | None,
    reason: str,
    as_json: bool,
) -> None:
    """Append a ruling for each session and print what changed; none is written if one is refused."""
    if sum((minutes is not None, planned_end, until is not None, since is not None)) != 1:
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        signed = choice.signed(reason)

        def way(event: Event) -> Way:
            if until is not None:
                return Until(_time_of(store, event, until, after=True))
            if since is not None:
                return Since(_time_of(store, event, since, after=False))
            return Planned() if minutes is None else FixedMinutes(minutes)

        def credit(at: Store) -> Correction:
            return corrections.rule_all(
                at, [(event.id, way(event)) for event in corrections.find_events(at, events)], signed
            )

        report(store, _do_with_consent_told(store, need_supervisor_later(store), credit), as_json)


@examples(N_('hourdesk add --volunteer 0007 --activity A1 --minutes 60 --reason "prepared the day before"'))
@command("add", N_("Add hours without scans; they are kept apart from scanned ones."))
@options.volunteer(N_("The volunteers who receive it."), required=True)
@options.activity(N_("In which activity."), required=True)
@options.minutes(required=True)
@options.reason()
@option("--insist", is_flag=True, help=N_("Add more minutes than the activity lasts."))
@options.json_option
@pass_desk
def add(
    choice: DeskChoice, volunteer: str, activity: str, minutes: int, reason: str, insist: bool, as_json: bool
) -> None:
    """Append added hours of a volunteer in an activity, in whole minutes, and print what changed."""
    with choice.open() as store:
        signed = choice.signed(reason)

        def give(at: Store) -> Correction:
            person = parse_key(volunteer, at.identity.team, "--volunteer")
            occasion = find_activity(at, activity).key
            return corrections.add(at, person, occasion, minutes, signed, insist=insist)

        report(store, _do_with_consent_told(store, need_supervisor_later(store), give), as_json)


def _do_with_consent_told(store: Store, supervisor: Supervisor, work: Callable[[Store], Correction]) -> Correction:
    """A supervisor's work that gives hours; of whom a guardian's consent is missing is said before the PIN."""
    seen = preview(store, work)
    for line in consent_lines(hours_change(seen.before, seen.after, store.ledger.facts()).without_consent):
        message(line)
    return supervisor.do(work)


def _post_of(store: Store, scan: Event, given: str | None, text: str) -> str:
    """The code of the post that was typed, empty for `-`: no post. `given` is the activity that the amendment gives."""
    if text.strip() == "-":
        return ""
    facts = store.ledger.facts()
    there = scan.body.activity if isinstance(scan.body, Scan) else ""
    return post_named(facts.activity(given or facts.makings.meant(there, scan.desk, scan.id)), text)


def _time_of(store: Store, event: Event, typed: datetime | time, after: bool | None = None) -> int:
    """Milliseconds of a time that was typed, in the zone of the event's activity; a time of day alone is on the event's
    day, and at night `after` it or before it."""
    code = getattr(event.body, "activity", None)
    activity = store.ledger.facts().activity(code) if code else Activity("", timezone=DEFAULT_TIMEZONE)
    if isinstance(typed, datetime):
        return instant_in(typed, activity.zone)
    return clock_beside(event.at, typed, activity, after)
