"""What each key of the review does, as a deed: fields, reasons to pick, and the correction."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from checkin.rules.activities import Activity
from checkin.rules.problems import N_, refuse
from checkin.rules.review import Remedy
from checkin.rules.rulings import CurrentMinutes, FixedMinutes, Planned, Way
from checkin.rules.sessions import Flag, Session
from checkin.rules.signature import Signature
from checkin.rules.typed_numbers import parse_whole
from checkin.rules.typed_times import parse_time
from checkin.texts import _, first_few, ngettext
from storage.people.class_spelling import class_order
from storage.store import Store
from storage.supervision import corrections, remedies
from storage.supervision.correcting import Correction
from storage.supervision.guardians import give_consent, missing_in_class
from storage.supervision.review import ReviewRow
from tui.screens.deed import Deed, Operator, Values, Work
from tui.screens.field import Field
from tui.screens.review.lines import who_text
from tui.words.amounts import clock_text
from tui.words.hours_change import cannot_be_confirmed, consent_lines

Rows = Sequence[ReviewRow]


def planned_end(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key P: use the planned end for a missing check-out (the planned start for a missing check-in)."""
    only_in = all(row.session.start is None for row in rows)
    reasons = (
        _("forgot to check in, came at the planned start")
        if only_in
        else _("forgot to check out, stayed to the planned end"),
        _("the scanner or the power failed"),
        _("confirmed by the teacher in charge"),
    )
    return Deed(
        _title(_("Take the planned end"), rows), _ruling(rows, Planned(), operator), (), reasons, _warning(rows)
    )


def given_time(rows: Rows, activity: Activity | None, operator: Operator) -> Deed[Correction]:
    """Key T: set the time of the check-out; for a session without a check-in, the time when it began."""
    sessions = _sessions(rows)
    only_in = all(s.start is None for s in sessions)
    value = ""
    if activity is not None and len(rows) == 1 and sessions[0].close_event and sessions[0].end and not only_in:
        value = clock_text(sessions[0].end, activity.zone)
    label = _("checked in at") if only_in else _("checked out at")
    reasons = (
        _("the teacher in charge saw it"),
        _("forgot to check out, the time is known"),
        _("read from the paper list"),
    )

    def make(values: Values) -> Work[Correction]:
        clock, why = parse_time(values["time"], label), values["reason"]
        return lambda store: remedies.give_time(store, sessions, clock, Signature(operator(), why))

    return Deed(_title(_("Give a time"), rows), make, (Field("time", label, value, "11:30"),), reasons, _warning(rows))


def minutes(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key C: credit a number of minutes to each session."""

    def make(values: Values) -> Work[Correction]:
        return _ruling(rows, FixedMinutes(parse_whole(values["minutes"], _("minutes"))), operator)(values)

    reasons = (_("the teacher in charge knows how long"), _("read from the paper list"), _("agreed with the volunteer"))
    field = Field("minutes", _("minutes"), "", "90")
    return Deed(_title(_("Credit minutes"), rows), make, (field,), reasons, _warning(rows))


def no_credit(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key 0: rule that the sessions get no minutes."""
    reasons = (_("did not take part"), _("left at once"), _("scanned by mistake"))
    return Deed(_title(_("No credit"), rows), _ruling(rows, FixedMinutes(0), operator), (), reasons)


def keep(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key K: keep the ruling although a check-out came later."""
    reasons = (_("the check-out came late; the decision stands"),)
    return Deed(_title(_("Keep the decision"), rows), _ruling(rows, CurrentMinutes(), operator), (), reasons)


def let_scans_count(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key S: strike out the ruling, so that the scanned times count."""
    reasons = (_("the check-out came late; its time counts"),)
    return Deed(
        _title(_("Let the scans count"), rows), _of_sessions(rows, remedies.let_scans_count, operator), (), reasons
    )


def settle(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key B: settle the objections to the sessions."""
    reasons = (_("corrected as asked"), _("checked: the record is right"))
    work = _of_sessions(rows, remedies.settle_objections, operator)
    return Deed(_title(_("Settle the objections"), rows), work, (), reasons)


def strike_out(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key V: strike out whole sessions."""
    work = _of_sessions(rows, remedies.strike_out, operator)
    return Deed(_title(_("Strike out the session"), rows), work, (), void_reasons())


def strike_out_event(rows: Rows, event: str, operator: Operator) -> Deed[Correction]:
    """Key V: strike out one entry of a session."""

    def make(values: Values) -> Work[Correction]:
        return lambda store: corrections.void(store, event, Signature(operator(), values["reason"]))

    return Deed(_title(_("Strike out an entry"), rows), make, (), void_reasons())


def void_reasons() -> tuple[str, ...]:
    """The reasons to choose from when something is struck out."""
    return (_("scanned by mistake"), _("a trial scan"), _("somebody else's badge"))


def consent(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key G: record that the consent of these classes is complete; for people without a class, only their own."""
    classes = sorted({row.class_name for row in rows if row.class_name}, key=class_order)
    asked = [row.session.volunteer for row in rows]

    def make(values: Values) -> Work[Correction]:
        def work(store: Store) -> Correction:
            persons = [p for name in classes for p in missing_in_class(store, name)]
            return give_consent(store, [*persons, *asked], values["reason"], Signature(operator()))

        return work

    title = _("The consent of {classes} is complete").format(classes=first_few(classes) or who_text(rows[0]))
    reasons = (_("the class teacher has collected all letters"), "")
    return Deed(title, make, (), reasons, reason_label=_("who, how"))


def confirm(rows: Rows, operator: Operator) -> Deed[Correction]:
    """Key F: confirm the sessions, which freezes their hours."""
    ready = [row.session for row in rows if Remedy.CONFIRM in row.remedies]
    left = len(rows) - len(ready)

    def make(values: Values) -> Work[Correction]:
        if not ready:
            raise refuse("nothing_to_confirm", "", N_("nothing here is complete and not confirmed yet"))
        return lambda store: corrections.confirm_all(store, ready, Signature(operator(), values["reason"]))

    warning = "\n".join([*([cannot_be_confirmed(left)] if left else []), *consent_lines(ready)])
    return Deed(_title(_("Confirm"), rows, len(ready)), make, (), ("",), warning, reason_label=_("note"))


def _ruling(rows: Rows, way: Way, operator: Operator) -> Callable[[Values], Work[Correction]]:
    rulings = [(row.session.key, way) for row in rows]

    def make(values: Values) -> Work[Correction]:
        return lambda store: corrections.rule_all(store, rulings, Signature(operator(), values["reason"]))

    return make


def _of_sessions(
    rows: Rows, do: Callable[[Store, Sequence[Session], Signature], Correction], operator: Operator
) -> Callable[[Values], Work[Correction]]:
    sessions = _sessions(rows)

    def make(values: Values) -> Work[Correction]:
        return lambda store: do(store, sessions, Signature(operator(), values["reason"]))

    return make


def _sessions(rows: Rows) -> list[Session]:
    return [row.session for row in rows]


def _warning(rows: Rows) -> str:
    held = sum(Flag.CONSENT in row.session.flags for row in rows)
    if not held:
        return ""
    text = ngettext(
        "{count} of them waits for a guardian's consent: a ruling still credits it.",
        "{count} of them wait for a guardian's consent: a ruling still credits them.",
        held,
    )
    return text.format(count=held)


def _title(text: str, rows: Rows, count: int | None = None) -> str:
    number = len(rows) if count is None else count
    if number == 1 and len(rows) == 1:
        return f"{text} · {who_text(rows[0])}"
    return f"{text} · " + ngettext("{count} session", "{count} sessions", number).format(count=number)


DEEDS: dict[str, Callable[[Rows, Operator], Deed[Correction]]] = {
    "planned": planned_end,
    "minutes": minutes,
    "none": no_credit,
    "void": strike_out,
    "scans": let_scans_count,
    "keep": keep,
    "consent": consent,
    "settle": settle,
    "confirm": confirm,
}
"""Each by its name, of those that need nothing but the rows."""
