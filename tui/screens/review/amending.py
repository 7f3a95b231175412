"""Key A: another time, direction, person or activity for scans of sessions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from checkin.rules.activities import Activity
from checkin.rules.clock_changes import ClockChange
from checkin.rules.events import Amend, Direction
from checkin.rules.identity import parse_key, within
from checkin.rules.instants import instant, local_time
from checkin.rules.planned_times import clock_beside
from checkin.rules.problems import N_, Refused, refuse
from checkin.rules.sessions import Session
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_number
from checkin.rules.typed_times import parse_day_and_time
from checkin.texts import _, ngettext
from storage.activities.activities import find_activity
from storage.store import Store
from storage.supervision import corrections
from storage.supervision.correcting import Correction
from storage.supervision.review import ReviewRow, scans_round_a_change
from tui.screens.deed import Deed, Values, Work
from tui.screens.field import Field
from tui.screens.review.lines import who_text

_DIRECTIONS = {
    "in": Direction.IN, "i": Direction.IN, "签到": Direction.IN, "进": Direction.IN,
    "out": Direction.OUT, "o": Direction.OUT, "签退": Direction.OUT, "出": Direction.OUT,
    "auto": Direction.AUTO, "自动": Direction.AUTO,
}  # fmt: skip


def amend(rows: Sequence[ReviewRow], activity: Activity, team: str, operator: str | None) -> Deed[Correction]:
    """Fields hold what is there; what is left as it is stays as it is. Of several only what they can share."""
    reasons = (_("the time was wrong"), _("somebody else's badge"), _("the wrong activity was chosen"))
    if len(rows) > 1:
        return _amend_several(rows, reasons, operator)
    session = rows[0].session
    before = {
        "start": _clock(session.start, activity.zone),
        "end": _clock(session.end, activity.zone),
        "direction": "",
        "volunteer": within(session.volunteer, team) if "/" in session.volunteer else "",
        "activity": within(session.activity, team),
    }
    fields = [
        *([Field("start", _("check in"), before["start"], "09:00")] if session.open_event else []),
        *([Field("end", _("check out"), before["end"], "11:30")] if session.close_event else []),
        Field("volunteer", _("person"), before["volunteer"], _("number, or a name that only one has")),
        Field("activity", _("activity"), before["activity"]),
    ]
    if len(_scans(session)) == 1:
        fields.insert(1, Field("direction", _("in or out"), "", _("in, out or auto; empty: as it is")))

    def make(values: Values) -> Work[Correction]:
        said = {name: text for name, text in values.items() if text and text != before.get(name, "")}
        start = _new_time(said.get("start"), session.start, activity, _("check in"))
        end = _new_time(said.get("end"), session.end, activity, _("check out"))
        direction = _direction(said.get("direction"))

        def work(store: Store) -> Correction:
            volunteer = _person(store, said["volunteer"]) if "volunteer" in said else None
            code = find_activity(store, said["activity"], "").key if "activity" in said else None
            changes = [
                Amend(
                    scan,
                    at=start if scan == session.open_event else end,
                    direction=direction,
                    volunteer=volunteer,
                    activity=code,
                )
                for scan in _scans(session)
            ]
            changes = [c for c in changes if any(said is not None for said in c[1:])]
            if not changes:
                raise refuse("nothing_changes", "", N_("change one of the fields"))
            return corrections.amend_all(store, changes, Signature(operator, values["reason"]))

        return work

    return Deed(_("Amend") + f" · {who_text(rows[0])}", make, tuple(fields), reasons)


def put_clock_right(
    rows: Sequence[ReviewRow], change: ClockChange, *, after: bool, operator: str | None
) -> Deed[Correction]:
    """The scans before a change of the desk's clock were wrong, or those after it."""
    by_ms = (change.before - change.after) if after else (change.after - change.before)

    def make(values: Values) -> Work[Correction]:
        def work(store: Store) -> Correction:
            scans = scans_round_a_change(store, rows, change, after=after)
            return corrections.shift(store, scans, by_ms, Signature(operator, values["reason"]))

        return work

    text = _("Scans after the change: {seconds:+d} s") if after else _("Scans before the change: {seconds:+d} s")
    reasons = (_("the desk's clock was wrong"),)
    return Deed(text.format(seconds=round(by_ms / 1000)), make, (), reasons)


def _amend_several(rows: Sequence[ReviewRow], reasons: tuple[str, ...], operator: str | None) -> Deed[Correction]:
    scans = [scan for row in rows for scan in _scans(row.session)]
    fields = (
        Field("shift", _("move by"), "", _("minutes, such as -10, for a clock that was wrong")),
        Field("volunteer", _("person"), "", _("number, or a name that only one has")),
        Field("activity", _("activity"), ""),
    )

    def make(values: Values) -> Work[Correction]:
        by_ms = _shift(values["shift"]) if values["shift"] else 0
        if not (by_ms or values["volunteer"] or values["activity"]):
            raise refuse("nothing_changes", "", N_("change one of the fields"))
        if by_ms and (values["volunteer"] or values["activity"]):
            raise refuse("one_thing", "", N_("move the times first, then change the person or the activity"))

        def work(store: Store) -> Correction:
            if by_ms:
                return corrections.shift(store, scans, by_ms, Signature(operator, values["reason"]))
            volunteer = _person(store, values["volunteer"]) if values["volunteer"] else None
            code = find_activity(store, values["activity"], "").key if values["activity"] else None
            changes = [Amend(scan, volunteer=volunteer, activity=code) for scan in scans]
            return corrections.amend_all(store, changes, Signature(operator, values["reason"]))

        return work

    count = ngettext("{count} session", "{count} sessions", len(rows)).format(count=len(rows))
    return Deed(_("Amend") + f" · {count}", make, fields, reasons)


def _scans(session: Session) -> list[str]:
    return [scan for scan in (session.open_event, session.close_event) if scan is not None]


def _clock(at: int | None, here: tzinfo) -> str:
    return "" if at is None else f"{local_time(at, here):%H:%M:%S}"


def _new_time(text: str | None, before: int | None, activity: Activity, where: str) -> int | None:
    if text is None or before is None:
        return None
    day, clock = parse_day_and_time(text, where)
    if day is None:
        return clock_beside(before, clock, activity)
    return instant(datetime.combine(day, clock, activity.zone))


def _direction(text: str | None) -> Direction | None:
    if text is None:
        return None
    found = _DIRECTIONS.get(text.casefold())
    if found is None:
        raise refuse("bad_direction", _("in or out"), N_("write in, out or auto"))
    return found


def _shift(text: str) -> int:
    found = parse_number(text, _("move by"))
    if not abs(found) <= 366 * 24 * 60:
        raise refuse("bad_shift", _("move by"), N_("write minutes, such as -10"))
    return round(found * 60_000)


def _person(store: Store, text: str) -> str:
    """The key of a number, or of the one person whom a piece of a name fits."""
    from storage.people.names import find_people, person_by_any_number
    from storage.people.register import key_of

    try:
        found = parse_key(text, store.identity.team, "")
        if person_by_any_number(store, found) is not None:
            return found
    except Refused:
        pass
    persons = find_people(store, text, 3)
    if len(persons) == 1:
        return key_of(persons[0])
    if persons:
        raise refuse("several_people", _("person"), N_("several people fit “{text}”: write the number"), text=text[:64])
    raise refuse("no_volunteer", _("person"), N_("nobody in the roster fits “{text}”"), text=text[:64])
