"""A guardian's consent that came in on paper: of a class, or of one person; or it was withdrawn. The supervisor's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.signature import Signature
from checkin.texts import _, first_few, ngettext
from storage.people.register import key_of
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_text
from tui.desk.making.changing import change_in_form
from tui.desk.making.choosing import choose, pick_person

_ONE, _WITHDRAW, _CLASS = "one", "withdraw", "class:"


class _Lacking(NamedTuple):
    """The persons of a class whose consent is missing: their keys and names."""

    class_name: str
    keys: tuple[str, ...]
    names: tuple[str, ...]


async def record_consent(desk: Desk) -> None:
    """Ask whose came in, show whose hours are released by it, and record it."""
    title = _("Consent of guardians")
    found = await desk.tried(_lacking)
    if found is None:
        return
    lines = [(_CLASS + one.class_name, _class_line(one)) for one in found]
    lines += [(_ONE, _("one person …")), (_WITHDRAW, _("one person withdraws it …"))]
    explanation = "" if found else _("Nobody's consent is missing.")
    chosen = await choose(desk, title, lines, explanation)
    if chosen is None:
        return
    if chosen.startswith(_CLASS):
        of = next(one for one in found if one.class_name == chosen.removeprefix(_CLASS))
        await _record(desk, title, of.keys, [first_few(of.names)])
        return
    person = await pick_person(desk, _("Whose consent?"))
    if person is not None:
        await _record(desk, title, [key_of(person)], [person.name], withdrawn=chosen == _WITHDRAW)


async def _record(
    desk: Desk, title: str, keys: Sequence[str], names: Sequence[str], *, withdrawn: bool = False
) -> None:
    async def record(who: str) -> int:
        def work(store: Store, signed: Signature) -> int:
            from storage.supervision.guardians import give_consent, withdraw_consent

            return len((withdraw_consent if withdrawn else give_consent)(store, keys, who, signed).events)

        agree = _("it is withdrawn") if withdrawn else _("it came in")
        return await change_in_form(desk, title, work, names, agree)

    example = _("e.g. Mother, on paper; may stay empty")
    explanation = "\n".join(names)
    count = await ask_text(desk, title, _("who said it"), explanation=explanation, example=example, use=record)
    if count is not None:
        text = ngettext("Recorded for {count} person.", "Recorded for {count} persons.", count)
        desk.app.notify(text.format(count=count), timeout=8)


def _lacking(store: Store) -> list[_Lacking]:
    from checkin.rules.events import ConsentState
    from storage.people.class_spelling import class_key
    from storage.supervision.guardians import persons_without_consent

    found: dict[str, list[tuple[str, str, str]]] = {}
    for one in persons_without_consent(store):
        if one.state is ConsentState.MISSING and one.person.class_name:
            entry = (one.person.class_name, key_of(one.person), one.person.name)
            found.setdefault(class_key(one.person.class_name), []).append(entry)
    return [
        _Lacking(rows[0][0], tuple(row[1] for row in rows), tuple(row[2] for row in rows)) for rows in found.values()
    ]


def _class_line(one: _Lacking) -> str:
    text = ngettext("{name}: {count} person lacks it", "{name}: {count} persons lack it", len(one.keys))
    return text.format(name=one.class_name, count=len(one.keys))
