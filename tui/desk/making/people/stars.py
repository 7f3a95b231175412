"""Stars at the desk: who is eligible, awarded to all of them or to one; and the trainings of everybody. Awards are the supervisor's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from checkin.durations import h_mm, hours_text
from checkin.rules.identity import within
from checkin.rules.signature import UNSIGNED, Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, ngettext
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.changing import need_supervisor_after
from tui.desk.making.choosing import choose, need_agreed, today_at
from tui.desk.making.days import ask_day
from tui.desk.making.flow import with_record
from tui.words.cells import padded, plain
from tui.words.counts import NOBODY_ELIGIBLE

_ALL, _SINCE = "\0all", "\0since"
_NAME, _CLASS = 16, 14


class _Eligible(NamedTuple):
    """Somebody who may get a star: the key, and the line that says it."""

    volunteer: str
    line: str


async def award_stars(desk: Desk) -> None:
    """List who is eligible, or who became it since a day; award all of them, or the one who is chosen."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day
    from tui.screens.form import FormDialog

    title = _("Stars")
    since: date | None = None
    while True:
        found = await with_record(desk, title, partial(_eligible, since))
        if found is None:
            return
        if not found and since is None:
            desk.app.notify(_(NOBODY_ELIGIBLE))
            return
        text = ngettext("award {count} star", "award all {count} stars", len(found)).format(count=len(found))
        lines = [(_ALL, text)] if found else []
        lines += [(one.volunteer, one.line) for one in found]
        lines.append((_SINCE, _("only those who reached it after a day …")))
        told = (
            "" if since is None else _("Reached after {day}: {count}").format(day=since.isoformat(), count=len(found))
        )
        chosen = await choose(desk, title, lines, told)
        if chosen is None:
            return
        if chosen != _SINCE:
            break
        since = await ask_day(desk, title, _("reached after"), since) or since
    wanted = [one for one in found if chosen in (_ALL, one.volunteer)]

    async def keep(values: dict[str, str]) -> int:
        on, volunteers = parse_day(values["on"], "on"), [one.volunteer for one in wanted]
        await need_agreed(desk, _("Award?"), [one.line for one in wanted], _("award"))
        await need_supervisor_after(desk, title, _awarder(volunteers, on, UNSIGNED))
        return await desk.writer.ask(_awarder(volunteers, on, Signature(desk.supervisor_name)))

    fields = [Field("on", _("awarded on"), today_at(desk).isoformat(), kind=Day())]
    count = await desk.app.push_screen_wait(FormDialog(title, fields, keep, does=_("go on")))
    if count is not None:
        text = ngettext("{count} star awarded", "{count} stars awarded", count)
        desk.app.notify(text.format(count=count), timeout=8)


async def show_trainings(desk: Desk) -> None:
    """Who was at which training, and for how long; that is no service time."""
    from tui.screens.message import MessageDialog

    title = _("Trainings")
    lines = await with_record(desk, title, _trainings)
    if lines is not None:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))


def _eligible(since: date | None, store: Store) -> list[_Eligible]:
    from storage.recognition.volunteer_record import volunteer_records
    from tui.words.volunteer_page import star_text

    records = [one for one in volunteer_records(store, since) if one.eligible and (one.new or since is None)]
    records.sort(key=lambda one: (-(one.eligible or 0), -one.minutes, one.key))
    return [
        _Eligible(
            one.key,
            f"{padded(plain(one.person.name), _NAME)} {padded(plain(one.person.class_name), _CLASS)} "
            f"{star_text(one.eligible or 0)}  {hours_text(one.minutes)}",
        )
        for one in records
    ]


def _awarder(volunteers: Sequence[str], on: date, signed: Signature) -> Callable[[Store], int]:
    def award(store: Store) -> int:
        from storage.recognition.stars import award

        return len(award(store, list(volunteers), on, signed))

    return award


def _trainings(store: Store) -> list[str]:
    from checkin.rules.training import trainings
    from storage.people.names import names_by_any_number
    from storage.record import whole_record
    from tui.words.volunteer_page import training_text

    found, names = trainings(whole_record(store).sessions, store.ledger.facts()), names_by_any_number(store)
    if not found:
        return [
            _("No trainings yet: make an activity with F6, then say with hourdesk activity edit that it is a training.")
        ]
    own = store.identity.team
    lines = [
        f"{one.day.isoformat() if one.day else '—':<11} {padded(plain(one.name), 22)} "
        f"{padded(plain(names.get(one.volunteer, (within(one.volunteer, own),))[0]), _NAME)} {h_mm(one.minutes)}"
        for one in found
    ]
    return [*lines, "", training_text(sum(one.minutes for one in found))]
