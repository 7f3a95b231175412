"""`hourdesk confirm`: freeze hours."""

from __future__ import annotations

import click

from checkin.rules.corrections import no_session
from checkin.rules.events import Confirm, ConfirmStage
from checkin.rules.identity import parse_key
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.rules.review import Remedy, remedies
from checkin.rules.service import CONFIRMABLE, lies_in_the_future
from checkin.rules.sessions import Session
from checkin.texts import _, ngettext
from storage.activities.activities import find_activity
from storage.people.birthdays import release_grown_up
from storage.record import activity_record, record_of, whole_record
from storage.store import Store
from storage.supervision.corrections import confirm as confirm_sessions
from storage.supervision.corrections import find_event
from tui.cli.base import options
from tui.cli.base.command import argument, command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.output import message, result, result_json
from tui.cli.base.supervisor import need_supervisor_later
from tui.words.counts import grown_up_text
from tui.words.hours_change import cannot_be_confirmed, consent_lines

_NEEDS = N_("Name events, or --activity CODE (and --volunteer NUMBER).")


@examples(N_("hourdesk confirm --activity A1"), N_("hourdesk confirm 01981f2a-7c3e-7b21-9d5e-3f6a0c1b2d4e"))
@command(
    "confirm",
    N_("Confirm hours: name sessions by their events, or confirm all complete sessions of an activity."),
    needs=_NEEDS,
)
@argument("events", metavar="[EVENT]...", nargs=-1)
@options.activity(N_("All complete sessions of this activity."))
@options.volunteer(N_("With --activity: only this person's."))
@options.reason(N_("A note that is kept in the record."), required=False)
@options.json_option
@pass_desk
def confirm(
    choice: DeskChoice,
    events: tuple[str, ...],
    activity: str | None,
    volunteer: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Append a confirmation for each session, or none where one of them can't be confirmed."""
    if bool(events) == (activity is not None) or (volunteer is not None and activity is None):
        raise click.UsageError(_(_NEEDS))
    with choice.open() as store:
        supervisor = need_supervisor_later(store)
        if grown_up := grown_up_text(release_grown_up(store, choice.operator)):
            message(grown_up)
        sessions = _named(store, events) if activity is None else _complete(store, activity, volunteer)
        for line in consent_lines(sessions):
            message(line)
        signed = choice.signed(reason)
        confirmed = supervisor.do(lambda at: confirm_sessions(at, sessions, signed))
    shown = 0
    for event in confirmed:
        body = event.body
        assert isinstance(body, Confirm)
        shown += body.stage is ConfirmStage.PUBLICITY
        if as_json:
            result_json({"event": event.id, "session": body.target, "minutes": body.minutes, "status": str(body.stage)})
    if not as_json:
        final = len(confirmed) - shown
        if final:
            text = ngettext("{count} session is confirmed.", "{count} sessions are confirmed.", final)
            result(text.format(count=final))
        if shown:
            text = ngettext(
                "{count} session is on the publicity list now; confirm it again when its days are over.",
                "{count} sessions are on the publicity list now; confirm them again when its days are over.",
                shown,
            )
            result(text.format(count=shown))


def _complete(store: Store, code: str, volunteer: str | None) -> list[Session]:
    """Sessions of an activity that can be confirmed, as the review offers it; says how many complete ones can't be yet."""
    activity = find_activity(store, code)
    sessions = [s for s in activity_record(store, activity.key).sessions if s.status in CONFIRMABLE]
    if volunteer is not None:
        person = store.ledger.facts().person(parse_key(volunteer, store.identity.team, "--volunteer"))
        sessions = [s for s in sessions if s.volunteer == person]
    now = store.now()
    ahead = [s for s in sessions if lies_in_the_future(s, activity, now)]
    ready = [s for s in sessions if Remedy.CONFIRM in remedies(s, activity, now)]
    if ahead:
        text = ngettext(
            "{count} session lies in the future and is left out.",
            "{count} sessions lie in the future and are left out.",
            len(ahead),
        )
        message(text.format(count=len(ahead)))
    if undecided := len(sessions) - len(ahead) - len(ready):
        message(cannot_be_confirmed(undecided))
    if not ready:
        nothing = N_("there is nothing to confirm here: no session is complete and not confirmed yet")
        raise refuse("nothing_to_confirm", "--activity", nothing)
    return ready


def _named(store: Store, texts: tuple[str, ...]) -> list[Session]:
    found: list[Session] = []
    problems: list[Problem] = []
    for text in dict.fromkeys(texts):
        try:
            event = find_event(store, text)
        except Refused as error:
            problems += error.problems
            continue
        body = event.body
        person = getattr(body, "volunteer", None) or getattr(body, "badge", None)
        record = record_of(store, person) if person else whole_record(store)
        session = record.session(event.id)
        if session is None:
            problems.append(no_session(text))
        else:
            found.append(session)
    if problems:
        raise Refused(*problems)
    return found
