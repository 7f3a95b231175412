"""One claim is entered in the form, with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from checkin.durations import h_mm
from checkin.rules.problems import N_, Refused
from checkin.rules.signature import UNSIGNED
from checkin.rules.typed_times import parse_day
from checkin.texts import _
from storage.claims.entering import WRITE_HOURS
from storage.people.person import Person
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import pick_person, today_at
from tui.screens.fields.paths import FILE_NEEDED

_UNIT, _CONTACT, _DAY, _HOURS, _EVIDENCE = "unit", "contact", "day", "hours", "evidence"
_ABOUT = {
    "long_claim": _HOURS, "bad_minutes": _HOURS, "future_claim": _DAY, "old_claim": _DAY, "claimed_before": _UNIT,
    "refused_before": _EVIDENCE,
}  # fmt: skip
"""By the code of a fault the field that it is about."""


async def enter_one(desk: Desk) -> None:
    """Whose it is, then all that belongs to it. What is wrong stands beside its field."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day, File
    from tui.screens.form import FormDialog

    title = _("Claim")
    person = await pick_person(desk, title)
    if person is None:
        return

    async def keep(values: dict[str, str]) -> str:
        return await desk.writer.ask(_entering(person, values))

    fields = [
        Field(_UNIT, _("unit"), example=_("where the service was"), needed=N_("write where it was")),
        Field(_CONTACT, _("contact"), example=_("whom to ask there"), needed=N_("write whom to ask there")),
        Field(_DAY, _("date"), today_at(desk).isoformat(), kind=Day(), needed=N_("write the day")),
        Field(_HOURS, _("hours"), example="2", needed=WRITE_HOURS),
        Field(_EVIDENCE, _("evidence file"), example=_("a photo or scan, at most 20 MB"), kind=File(()),
              needed=FILE_NEEDED),
    ]  # fmt: skip
    heading = _("{title}: {value}").format(title=title, value=person.name)
    said = await desk.app.push_screen_wait(FormDialog(heading, fields, keep))
    if said is not None:
        desk.app.notify(said, timeout=10, markup=False)


def _entering(person: Person, values: dict[str, str]) -> Callable[[Store], str]:
    def enter(store: Store) -> str:
        from checkin.rules.typed_hours import parse_hours
        from storage.claims.entering import ClaimDraft, enter_claims
        from storage.claims.evidence import read_evidence
        from tui.screens.fields.paths import path_of

        minutes = parse_hours(values[_HOURS], _HOURS)
        day = parse_day(values[_DAY], _DAY)
        proof = read_evidence(path_of(values[_EVIDENCE]), values[_CONTACT], _EVIDENCE)
        draft = ClaimDraft("", key_of(person), values[_UNIT], minutes, day, proof)
        try:
            enter_claims(store, [draft], UNSIGNED)
        except Refused as refused:
            raise Refused(*(replace(one, where=_ABOUT.get(one.code, one.where)) for one in refused.problems)) from None
        return _("{name}: {hours} h wait for a supervisor.").format(name=person.name, hours=h_mm(minutes))

    return enter
