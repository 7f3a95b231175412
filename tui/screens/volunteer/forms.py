"""What a supervisor gives to a volunteer, as forms: each makes the work that the writer does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checkin.rules.events import Quality
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from checkin.words import quality_word
from storage.activities.activities import find_activity
from storage.people.notes import clear_note, write_note
from storage.recognition.commendations import CommendationDraft, commend
from storage.recognition.diary import write_entry
from storage.recognition.giving import evaluate, redeem
from storage.store import Store
from storage.supervision.corrections import void
from tui.screens.deed import Deed, Operator, Values, Work
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice
from tui.words.volunteer_page import VolunteerData, activity_text, balance_text


def commend_deed(data: VolunteerData, day: date, operator: Operator) -> Deed[object]:
    """A commendation or honorary title."""
    who = data.record.key
    fields = (
        Field("title", _("title"), "", _("such as Outstanding volunteer")),
        Field("by", _("given by"), "", _("which unit")),
        Field("on", _("date"), day.isoformat()),
    )

    def make(values: Values) -> Work[object]:
        praise = CommendationDraft("", who, values["title"], values["by"], parse_day(values["on"]))
        return lambda store: commend(store, praise, Signature(operator()))

    return Deed(
        _("Commend"),
        make,
        fields,
        explanation=_("Write it without the name: the record names people by their numbers."),
    )


def evaluate_deed(data: VolunteerData, quality: Quality, day: date, operator: Operator) -> Deed[object]:
    """An evaluation of that quality."""
    who = data.record.key
    fields = (Field("on", _("date"), day.isoformat()), _activity_field(data))

    def make(values: Values) -> Work[object]:
        when, code = parse_day(values["on"]), values["activity"]

        def work(store: Store) -> object:
            activity = find_activity(store, code, "").key if code else None
            return evaluate(store, who, quality, when, activity, Signature(operator()))

        return work

    title = _("Evaluate")
    return Deed(f"{title} · {quality_word(quality)}", make, fields)


def _activity_field(data: VolunteerData) -> Field:
    """One of the team's activities, or none: those where the person served first, the latest first."""
    served = [f"{row.activity_team}/{row.activity}" for row in reversed(data.rows)]
    own = [key for key in (*served, *reversed(list(data.activities))) if key.startswith(f"{data.own_team}/")]
    lines = [(key, activity_text(key, data.activities, data.own_team)) for key in dict.fromkeys(own)]
    return Field("activity", _("activity"), kind=Choice((("", _("none")), *lines)))


def redeem_deed(data: VolunteerData, operator: Operator) -> Deed[object]:
    """Hours exchanged for a service."""
    who, balance = data.record.key, data.record.account.balance
    fields = (
        Field("minutes", _("minutes"), "", _("whole minutes, such as 60")),
        Field("for", _("service"), "", _("what for")),
    )

    def make(values: Values) -> Work[object]:
        amount = parse_whole(values["minutes"], "minutes")
        return lambda store: redeem(store, who, amount, values["for"], Signature(operator()))

    return Deed(_("Exchange hours"), make, fields, explanation=balance_text(balance))


def diary_deed(data: VolunteerData, day: date, operator: Operator) -> Deed[object]:
    """An entry of the service diary."""
    who = data.record.key
    fields = (
        Field("text", _("text"), "", _("what was done")),
        Field("on", _("date"), day.isoformat()),
        _activity_field(data),
    )

    def make(values: Values) -> Work[object]:
        when, code = parse_day(values["on"]), values["activity"]

        def work(store: Store) -> object:
            activity = find_activity(store, code, "").key if code else None
            return write_entry(store, who, when, values["text"], activity, Signature(operator()))

        return work

    return Deed(_("Service diary"), make, fields, explanation=_("It stays on this laptop and goes into no pack."))


def note_deed(volunteer: str, who: str, now: str, operator: Operator) -> Deed[object]:
    """The note on somebody (a key, and who it is in words), whose text is `now`; an empty one takes it away."""
    fields = (Field("text", _("note"), now, _("e.g. peanut allergy; vest 12")),)

    def make(values: Values) -> Work[object]:
        text = values["text"].strip()

        def work(store: Store) -> object:
            if text or not now:
                return write_note(store, volunteer, text, Signature(operator()))
            return clear_note(store, volunteer, Signature(operator()))

        return work

    told = _("The desk shows a sign at each scan, and the text on a key. An empty text takes the note away.")
    return Deed(_("Note"), make, fields, explanation=f"{who}\n{told}")


def strike_deed(event: str, shown: str, operator: Operator) -> Deed[object]:
    """Something that was given is struck out."""
    fields = (Field("reason", _("reason"), "", _("why")),)

    def make(values: Values) -> Work[object]:
        return lambda store: void(store, event, Signature(operator(), values["reason"]))

    return Deed(_("Strike out"), make, fields, explanation=shown)


DeedMaker = Callable[[VolunteerData, date, Operator], Deed[object]]
"""Makes a form of a volunteer's data, today, and who signs."""
