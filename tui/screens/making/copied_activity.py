"""A copy of an activity: its name, another day and times; or the same every week up to a last day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from checkin.rules.activities import Activity
from checkin.rules.planned_times import planned_end
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day, parse_day_and_time
from checkin.rules.wall_clock import typed_instant
from checkin.texts import _, in_a_row
from storage.activities.copying import Copies, Span, weekly_spans, write_copies
from tui.model.writer_handle import WriterHandle
from tui.screens.field import Field
from tui.screens.fields.kinds import Day, Hour
from tui.screens.form import FormDialog
from tui.screens.planned import ENDS_BEFORE
from tui.words.amounts import clock_text

_APART = re.compile(r"[\s,;、，；]+")
_WEEK = timedelta(weeks=1)
_WEEKS = timedelta(weeks=8)
"""The example of a last day is still to come."""


class CopiedActivityForm(FormDialog[Copies | None]):
    """Gives what was made: one activity, or a series. `day` is proposed, at the times of the one that is copied."""

    def __init__(self, writer: WriterHandle, activity: Activity, day: date) -> None:
        self._activity = activity
        self._writer = writer
        super().__init__(
            _("A copy of {name}").format(name=activity.name or activity.code),
            [
                Field("name", _("activity name"), activity.name, needed=N_("write what the activity is called")),
                Field("day", _("day"), day.isoformat(), day.isoformat(), Day()),
                Field("start", _("begins"), self._clock(activity.start), "09:00", Hour(dated=True)),
                Field("end", _("ends"), self._clock(activity.end), "11:30", Hour(dated=True)),
                Field("until", _("every week until"), "", (day + _WEEKS).isoformat(), Day()),
                Field("without", _("but not on"), "", _("days of the series, such as {day}").format(day=day + _WEEK)),
            ],
            self.save,
            in_a_row(
                [
                    _("Place, category, sign-up list and everything else are taken over."),
                    _("With a last day it is made on the same day of each week up to then."),
                ]
            )
            + "\n",
        )

    def _clock(self, at: int | None) -> str:
        return "" if at is None else clock_text(at, self._activity.zone)

    async def save(self, values: dict[str, str]) -> Copies:
        """Check the times and write the activity, or the whole series."""
        day = parse_day(values["day"], _("day"))
        spans = self._spans(values, day)
        operator, old, name = self._writer.operator, self._activity, values["name"]
        return await self._writer.ask(lambda store: write_copies(store, old, name, spans, Signature(operator)))

    def _spans(self, values: dict[str, str], day: date) -> list[Span]:
        old, here = self._activity, self._activity.zone
        first, clock = parse_day_and_time(values["start"], _("begins"))
        start = typed_instant(first or day, clock, here, _("begins"))
        last, clock = parse_day_and_time(values["end"], _("ends"))
        end = planned_end(start, last, clock, here, _("ends"))
        if end <= start:
            raise refuse("ends_before_start", "", ENDS_BEFORE)
        without = [parse_day(one, "without") for one in _APART.split(values["without"]) if one]
        if not values["until"]:
            if without:
                message = N_("days are left out of a series: write until when it is every week, or leave this empty")
                raise refuse("no_series", "without", message)
            return [Span(start, end)]
        until = parse_day(values["until"], _("every week until"))
        return weekly_spans(old._replace(start=start, end=end), first or day, until, without)
