"""A copy of an activity: its name, another day and times, and whether its sign-up list is taken over."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from checkin.rules.activities import Activity
from checkin.rules.instants import instant, local_time
from checkin.rules.planned_times import end_by_clock, windows_moved_along
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day, parse_day_and_time
from checkin.texts import _
from storage.activities.activities import add_activity
from storage.activities.codes import free_code
from storage.store import Store
from tui.model.writer_handle import WriterHandle
from tui.screens.field import Field
from tui.screens.fields.kinds import Day, Hour
from tui.screens.form import FormDialog
from tui.words.amounts import clock_text

_TAKEN_OVER = (
    "place", "timezone", "category", "project", "kind", "content", "organiser", "leader", "not_creditable", "overnight",
    "check_in_until", "check_out_from", "signup",
)  # fmt: skip


class CopiedActivityForm(FormDialog[Activity | None]):
    """Gives the activity that was made; today is proposed, at the times of the one that is copied."""

    def __init__(self, writer: WriterHandle, activity: Activity) -> None:
        self._activity = activity
        self._writer = writer
        today = writer.clock.today(activity.zone)
        super().__init__(
            _("A copy of {name}").format(name=activity.name or activity.code),
            [
                Field("name", _("activity name"), activity.name, needed=N_("write what the activity is called")),
                Field("day", _("day"), today.isoformat(), "2026-03-05", Day()),
                Field("start", _("begins"), self._clock(activity.start), "09:00", Hour(dated=True)),
                Field("end", _("ends"), self._clock(activity.end), "11:30", Hour(dated=True)),
            ],
            self.save,
            _("Place, category, sign-up list and everything else are taken over.") + "\n",
        )

    def _clock(self, at: int | None) -> str:
        return "" if at is None else clock_text(at, self._activity.zone)

    async def save(self, values: dict[str, str]) -> Activity:
        """Check the times and write the activity."""
        day = parse_day(values["day"], _("day"))
        changes = self._changes(values, day)
        operator = self._writer.operator

        def write(store: Store) -> Activity:
            return add_activity(store, free_code(store, day.strftime("%Y%m%d")), changes, Signature(operator))

        return await self._writer.ask(write)

    def _changes(self, values: dict[str, str], day: date) -> dict[str, Any]:
        old, here = self._activity, self._activity.zone
        first, clock = parse_day_and_time(values["start"], _("begins"))
        start = instant(datetime.combine(first or day, clock, here))
        last, clock = parse_day_and_time(values["end"], _("ends"))
        end = end_by_clock(start, clock, here) if last is None else instant(datetime.combine(last, clock, here))
        if end <= start:
            raise refuse("ends_before_start", "", N_("the activity ends before it begins: change one of the two times"))
        changes: dict[str, Any] = {name: getattr(old, name) for name in _TAKEN_OVER if getattr(old, name) is not None}
        changes |= {"name": values["name"], "start": start, "end": end}
        moved = windows_moved_along(old, old._replace(start=start, end=end), {})
        if old.start is not None and local_time(old.start, here).date() != local_time(start, here).date():
            # A window that does not go along with the day would make every scan a check-out.
            for name in ("check_in_until", "check_out_from"):
                changes.pop(name, None)
        return changes | moved
