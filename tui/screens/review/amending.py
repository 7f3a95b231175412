"""Key A: another time, direction, person, activity or post for scans of sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from checkin.rules.activities import Activity
from checkin.rules.clock_changes import ClockChange
from checkin.rules.events import Amend, Direction
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, refuse
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature
from checkin.texts import _, ngettext
from checkin.words import direction_word
from storage.activities.activities import find_activity
from storage.store import Store
from storage.supervision import corrections
from storage.supervision.correcting import Correction
from storage.supervision.review import ReviewRow, scans_round_a_change
from tui.screens.deed import Deed, Operator, Values, Work
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice
from tui.screens.review.lines import who_text
from tui.screens.review.post_fields import (
    field_name,
    post_field,
    post_fields,
    post_of_all,
    posts_of_scans,
    times_of_moves,
)
from tui.screens.review.typed import typed_direction, typed_person, typed_shift, typed_time
from tui.words.amounts import planned_text
from tui.words.cells import plain


def amend(
    rows: Sequence[ReviewRow],
    activity: Activity,
    team: str,
    operator: Operator,
    activities: Sequence[Activity] = (),
) -> Deed[Correction]:
    """Fields hold what is there; what is left as it is stays as it is. Of several only what they can share. `activities` are
    those that can be chosen instead of `activity`."""
    reasons = (_("the time was wrong"), _("somebody else's badge"), _("the wrong activity was chosen"))
    if len(rows) > 1:
        return _amend_several(rows, activity, reasons, operator, activities)
    session = rows[0].session
    fields = _fields(session, activity, team, activities)
    before = {field.name: field.value for field in fields}

    def make(values: Values) -> Work[Correction]:
        said = {name: text for name, text in values.items() if text and text != before.get(name, "")}
        start = typed_time(said.get("start"), session.start, activity, _("check in"))
        end = typed_time(said.get("end"), session.end, activity, _("check out"))
        times = {session.open_event: start, session.close_event: end} | times_of_moves(session, activity, said)
        ways = dict.fromkeys((session.open_event, session.close_event), typed_direction(said.get("direction")))

        def work(store: Store) -> Correction:
            signed = Signature(operator(), values["reason"])
            return _amend_one(store, session, activity, said, times, ways, signed)

        return work

    return Deed(_("Amend") + f" · {who_text(rows[0])}", make, tuple(fields), reasons)


def _fields(session: Session, activity: Activity, team: str, activities: Sequence[Activity]) -> list[Field]:
    """What can be amended of one session, with what is there. Which way a scan went is asked where there is only one."""
    person = within(session.volunteer, team) if "/" in session.volunteer else ""
    start, end = (_clock(at, activity.zone) for at in (session.start, session.end))
    directions = tuple((str(one), direction_word(one)) for one in Direction)
    is_one_scan = not (session.open_event and session.close_event)
    return [
        *([Field("start", _("check in"), start, "09:00")] if session.open_event else []),
        *([Field("end", _("check out"), end, "11:30")] if session.close_event else []),
        *([Field("direction", _("in or out"), kind=Choice((("", _("as it is")), *directions)))] if is_one_scan else []),
        Field("volunteer", _("person"), person, _("number, or a name that only one has")),
        Field("activity", _("activity"), activity.key, kind=Choice(_named((activity, *activities)))),
        *post_fields(session, activity),
    ]


def _amend_one(
    store: Store,
    session: Session,
    activity: Activity,
    said: Mapping[str, str],
    times: Mapping[str | None, int | None],
    ways: Mapping[str | None, Direction | None],
    signed: Signature,
) -> Correction:
    """Amend the scans of one session. `said` is what was typed and is new, by the field; `times` and `ways` are the new times and
    directions by the scan's id."""
    volunteer = typed_person(store, said["volunteer"]) if "volunteer" in said else None
    code = find_activity(store, said["activity"], "").key if "activity" in said else None
    occasion = activity if code is None else store.ledger.facts().activity(code)
    posts = posts_of_scans(store, session, occasion, said)
    changes = [
        Amend(
            scan,
            at=times.get(scan),
            direction=ways.get(scan),
            volunteer=volunteer,
            activity=code,
            post=posts.get(scan),
        )
        for scan in _scans(session)
    ]
    changes = [change for change in changes if any(said is not None for said in change[1:])]
    if not changes:
        raise refuse("nothing_changes", "", N_("change one of the fields"))
    return corrections.amend_all(store, changes, signed)


def put_clock_right(
    rows: Sequence[ReviewRow], change: ClockChange, *, after: bool, operator: Operator
) -> Deed[Correction]:
    """The scans before a change of the desk's clock were wrong, or those after it."""
    by_ms = (change.before - change.after) if after else (change.after - change.before)

    def make(values: Values) -> Work[Correction]:
        def work(store: Store) -> Correction:
            scans = scans_round_a_change(store, rows, change, after=after)
            return corrections.shift(store, scans, by_ms, Signature(operator(), values["reason"]))

        return work

    text = _("Scans after the change: {seconds:+d} s") if after else _("Scans before the change: {seconds:+d} s")
    reasons = (_("the desk's clock was wrong"),)
    return Deed(text.format(seconds=round(by_ms / 1000)), make, (), reasons)


def _named(activities: Sequence[Activity]) -> tuple[tuple[str, str], ...]:
    """Each once, by its key: when it is planned, and its name."""
    return tuple({a.key: (a.key, f"{planned_text(a)}  {plain(a.name)}") for a in activities}.values())


def _amend_several(
    rows: Sequence[ReviewRow],
    activity: Activity,
    reasons: tuple[str, ...],
    operator: Operator,
    activities: Sequence[Activity],
) -> Deed[Correction]:
    scans = [scan for row in rows for scan in _scans(row.session)]
    fields = (
        Field("shift", _("move by"), "", _("minutes, such as -10, for a clock that was wrong")),
        Field("volunteer", _("person"), "", _("number, or a name that only one has")),
        Field("activity", _("activity"), kind=Choice((("", _("as it is")), *_named(activities)))),
        *([post_field()] if activity.posts or any(row.session.segments for row in rows) else []),
    )

    def make(values: Values) -> Work[Correction]:
        by_ms = typed_shift(values["shift"]) if values["shift"] else 0
        post = values.get(field_name(0), "")
        if not (by_ms or values["volunteer"] or values["activity"] or post):
            raise refuse("nothing_changes", "", N_("change one of the fields"))
        if by_ms and (values["volunteer"] or values["activity"] or post):
            raise refuse("one_thing", "", N_("move the times first, then change the person, the activity or the post"))

        def work(store: Store) -> Correction:
            if by_ms:
                return corrections.shift(store, scans, by_ms, Signature(operator(), values["reason"]))
            volunteer = typed_person(store, values["volunteer"]) if values["volunteer"] else None
            code = find_activity(store, values["activity"], "").key if values["activity"] else None
            occasion = activity if code is None else store.ledger.facts().activity(code)
            posts = post_of_all(store, [row.session for row in rows], occasion, post) if post else {}
            changes = [Amend(scan, volunteer=volunteer, activity=code, post=posts.get(scan)) for scan in scans]
            changes = [c for c in changes if any(said is not None for said in c[1:])]
            return corrections.amend_all(store, changes, Signature(operator(), values["reason"]))

        return work

    count = ngettext("{count} session", "{count} sessions", len(rows)).format(count=len(rows))
    return Deed(_("Amend") + f" · {count}", make, fields, reasons)


def _scans(session: Session) -> list[str]:
    """The scans of a session: check-in, moves from post to post, check-out."""
    moves = (part.event for part in session.segments)
    return list(dict.fromkeys(one for one in (session.open_event, *moves, session.close_event) if one is not None))


def _clock(at: int | None, here: tzinfo) -> str:
    return "" if at is None else f"{local_time(at, here):%H:%M:%S}"
