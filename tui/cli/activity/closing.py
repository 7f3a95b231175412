"""`hourdesk activity close` and `reopen`."""

from __future__ import annotations

from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.problems import N_
from checkin.rules.service import day_of
from checkin.texts import _, ngettext
from storage.activities.activities import close_activity, find_activity, reopen_activity
from storage.people.earlier_classes import named_on
from storage.people.names import names_by_any_number
from storage.record import activity_record
from storage.things.out import still_out, things_in
from tui.cli.activity.listing import line_of, object_of
from tui.cli.base import options
from tui.cli.base.before_after import change_object, do_as_told
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json, results
from tui.cli.thing.objects import object_of as thing_object
from tui.words.amounts import clock_text, short_day_text
from tui.words.cells import plain
from tui.words.people.things import out_lines
from tui.words.replayed import replayed_text


@examples(N_("hourdesk activity close A1"))
@command("close", N_("Close an activity and list those who forgot to check out, and what is still out."))
@argument("code")
@options.json_option
@pass_desk
def close(choice: DeskChoice, code: str, as_json: bool) -> None:
    """Close it; sessions that were still open wait for review."""
    from exports.included_desks import included_in

    with choice.open() as store:
        signed = choice.signed()
        forgotten = do_as_told(store, lambda at: close_activity(at, code, signed)).result
        activity = find_activity(store, code, "CODE")
        team, facts, named = store.identity.team, store.ledger.facts(), named_on(store, names_by_any_number(store))
        included = included_in(store, activity.key)
        later = replayed_text(activity_record(store, activity.key).sessions)
        things, names = out_lines(store, activity.key), names_by_any_number(store)
        out = [thing_object(one, store, names) for one in still_out(things_in(store, activity.key))]
    if not as_json:
        result(_("{activity} is closed.").format(activity=activity.code))
        if forgotten:
            text = ngettext(
                "{count} person did not check out and waits for review:",
                "{count} persons did not check out and wait for review:",
                len(forgotten),
            )
            result(text.format(count=len(forgotten)))
    for session in forgotten:
        name, class_name, _kind = named(session.volunteer, day_of(session, facts)) or (None, "", "")
        start = session.start or 0
        if as_json:
            result_json(
                {
                    "volunteer": within(session.volunteer, team),
                    "name": name,
                    "start": local_text(start, activity.zone),
                    "open_event": session.open_event,
                }
            )
        else:
            who = f"{within(session.volunteer, team)} {plain(name or '—')} {plain(class_name)}".rstrip()
            day = short_day_text(start, activity.zone, activity.start)
            result(f"  {who}  {day} {clock_text(start, activity.zone)}  {session.open_event}")
    if as_json:
        for one in out:
            result_json(one)
    else:
        results(things)
    if later is not None and not as_json:
        message(later)
    if included is not None and not as_json:
        message(included.text)


@examples(N_("hourdesk activity reopen A1"))
@command("reopen", N_("Open a closed activity again."))
@argument("code")
@options.json_option
@pass_desk
def reopen(choice: DeskChoice, code: str, as_json: bool) -> None:
    """Reopen a closed activity, so that it takes check-ins again."""
    with choice.open() as store:
        signed = choice.signed()
        done = do_as_told(store, lambda at: reopen_activity(at, code, signed))
        change = change_object(store, done.change)
    if as_json:
        result_json({**object_of(done.result), "change": change})
    else:
        result(line_of(done.result))
