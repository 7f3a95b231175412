"""What a supervisor gives to a volunteer, as forms: each makes the work that the writer does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from checkin.rules.events import Quality
from checkin.rules.problems import N_, refuse
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from checkin.words import quality_word
from storage.activities.activities import find_activity
from storage.recognition.commendations import Praise, commend
from storage.recognition.diary import write_entry
from storage.recognition.giving import evaluate, redeem
from storage.store import Store
from storage.supervision.corrections import void
from tui.model.writer_handle import WriterHandle
from tui.screens.form import Field, FormDialog
from tui.words.volunteer_page import VolunteerData, hours

Values = Mapping[str, str]
Work = Callable[[Store], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A form: its title, a sentence above its fields, and what becomes of the values. `make` may raise Refused."""

    title: str
    fields: Sequence[Field]
    make: Callable[[Values], Work]
    explanation: str = ""


class DeedForm(FormDialog[bool]):
    """Gives back True once it is recorded."""

    def __init__(self, writer: WriterHandle, deed: Deed) -> None:
        super().__init__(deed.title, deed.fields, self.save, deed.explanation)
        self._writer, self._deed = writer, deed

    async def save(self, values: dict[str, str]) -> bool:
        """Have it done."""
        await self._writer.ask(self._deed.make(values))
        return True


def commend_deed(data: VolunteerData, day: date, operator: str | None) -> Deed:
    """A commendation or honorary title."""
    who = data.record.key
    fields = (
        Field("title", _("title"), "", _("such as 优秀志愿者")),
        Field("by", _("given by"), "", _("which unit")),
        Field("on", _("date"), day.isoformat()),
    )

    def make(values: Values) -> Work:
        praise = Praise("", who, values["title"], values["by"], parse_day(values["on"]))
        return lambda store: commend(store, praise, operator)

    return Deed(_("Commend"), fields, make, _("Write it without the name: the record names people by their numbers."))


def evaluate_deed(data: VolunteerData, quality: Quality, day: date, operator: str | None) -> Deed:
    """An evaluation of that quality."""
    who = data.record.key
    fields = (Field("on", _("date"), day.isoformat()), Field("activity", _("activity"), "", _("its code, or nothing")))

    def make(values: Values) -> Work:
        when, code = parse_day(values["on"]), values["activity"]

        def work(store: Store) -> object:
            activity = find_activity(store, code, "").key if code else None
            return evaluate(store, who, quality, when, activity, operator)

        return work

    title = _("Evaluate")
    return Deed(f"{title} · {quality_word(quality)}", fields, make)


def redeem_deed(data: VolunteerData, operator: str | None) -> Deed:
    """Hours exchanged for a service."""
    who, balance = data.record.key, data.record.account.balance
    fields = (
        Field("minutes", _("minutes"), "", _("whole minutes, such as 60")),
        Field("for", _("service"), "", _("what for")),
    )

    def make(values: Values) -> Work:
        text = values["minutes"]
        if not text.isdecimal() or len(text) > 9:
            raise refuse("bad_minutes", "minutes", N_("write whole minutes, such as 60"))
        return lambda store: redeem(store, who, int(text), values["for"], operator)

    told = _("Balance now: {hours} h ({minutes} min)").format(hours=hours(balance), minutes=balance)
    return Deed(_("Exchange hours"), fields, make, told)


def diary_deed(data: VolunteerData, day: date, operator: str | None) -> Deed:
    """An entry of the service diary."""
    who = data.record.key
    fields = (
        Field("text", _("text"), "", _("what was done")),
        Field("on", _("date"), day.isoformat()),
        Field("activity", _("activity"), "", _("its code, or nothing")),
    )

    def make(values: Values) -> Work:
        when, code = parse_day(values["on"]), values["activity"]

        def work(store: Store) -> object:
            activity = find_activity(store, code, "").key if code else None
            return write_entry(store, who, when, values["text"], activity, operator)

        return work

    return Deed(_("Service diary"), fields, make, _("It stays on this laptop, and travels in no pack."))


def strike_deed(event: str, shown: str, operator: str | None) -> Deed:
    """Something that was given is struck out."""
    fields = (Field("reason", _("reason"), "", _("why")),)
    return Deed(
        _("Strike out"), fields, lambda values: lambda store: void(store, event, values["reason"], operator), shown
    )


DeedMaker = Callable[[VolunteerData, date, str | None], Deed]
"""Makes a form of a volunteer's data, today, and who works the desk."""
