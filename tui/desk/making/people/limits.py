"""The limits that guard minors: the age classes of the table, each changed in one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from checkin.rules.guarding import NO_GUARD, AgeLimits
from checkin.rules.problems import N_, refuse
from checkin.rules.typed_numbers import parse_number, parse_whole
from checkin.rules.typed_times import parse_time
from checkin.texts import _, ngettext
from storage.standard.guard import DAY_HOURS, GUARD, LONGEST_AHEAD, OLDEST, read_guard
from storage.standard.own_tables import Content, OwnTable
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.facts.own_table import Editing, Row, Rows, edit_table
from tui.screens.field import Field
from tui.screens.fields.kinds import YES, Number, YesNo
from tui.words.cells import aligned
from tui.words.people.guard import limits_words, under_word

_MIDNIGHT = "24:00"


async def edit_limits(desk: Desk) -> None:
    """The age classes, and how long before a limit it is told."""
    await edit_table(desk, _("Limits for minors"), lambda _store: _editing())


def _editing() -> Editing:
    ages = Rows(
        _ages_shown,
        _age_fields,
        _age,
        _("＋ another age class …"),
        _(
            "Somebody is in the youngest class that fits. Limits are told and listed; nobody is refused, and no hours are cut."
        ),
    )
    ahead = Rows(
        lambda rows: [_ahead_text(row.get("minutes_ahead", NO_GUARD.ahead)) for row in rows],
        lambda row: [
            Field("minutes_ahead", _("minutes before"), str(row.get("minutes_ahead", NO_GUARD.ahead)), kind=Number())
        ],
        lambda values: {"minutes_ahead": _whole(values, "minutes_ahead", LONGEST_AHEAD)},
        "",
        _("So long before a limit is reached the desk tells it."),
    )
    table = OwnTable(GUARD, lambda _store, content: read_guard(content, GUARD))
    return Editing(table, {"age": ages}, ahead, _effects)


def _ahead_text(minutes: int) -> str:
    text = ngettext("told {count} minute before it is reached", "told {count} minutes before it is reached", minutes)
    return text.format(count=minutes)


def _ages_shown(rows: Sequence[Row]) -> Sequence[str]:
    limits = [read_guard({"age": [row]}, GUARD).classes[0] for row in rows]
    return list(aligned([[under_word(one.under), limits_words(one) or _("no limits")] for one in limits], frozenset()))


def _age_fields(row: Row) -> list[Field]:
    no_limit = _("empty: no such limit")
    return [
        Field("under", _("younger than"), _text(row.get("under")), _("years"), Number(), needed=N_("write an age in years")),
        Field("hours_a_day", _("hours a day"), _text(row.get("hours_a_day")), no_limit, Number(whole=False)),
        Field("longest_stretch", _("hours in a row"), _text(row.get("longest_stretch")), no_limit, Number(whole=False)),
        Field("latest", _("at the latest"), row.get("latest", ""), _("a time such as 20:00; empty: no such limit")),
        Field("adult", _("an adult"), YES if row.get("adult") else "", kind=YesNo(_("a teacher or parent on site"))),
    ]  # fmt: skip


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _age(values: Mapping[str, str]) -> Row:
    row: dict[str, Any] = {"under": _whole(values, "under", OLDEST)}
    for name in ("hours_a_day", "longest_stretch"):
        if values[name]:
            hours = parse_number(values[name], name)
            if not 1 / 60 <= hours <= DAY_HOURS:
                raise refuse("bad_hours", name, N_("write hours above 0, at most {most}"), most=DAY_HOURS)
            row[name] = hours
    if text := values["latest"]:
        row["latest"] = text if text == _MIDNIGHT else parse_time(text, "latest").strftime("%H:%M")
    return {**row, "adult": True} if values["adult"] else row


def _whole(values: Mapping[str, str], name: str, most: int) -> int:
    number = parse_whole(values[name], name)
    if not 0 < number <= most:
        raise refuse("bad_number", name, N_("write a whole number from 1 to {most}"), most=most)
    return number


def _effects(store: Store, before: Content, after: Content) -> list[str]:
    """Of how many people here the limits change."""
    from storage.people.ages import limits_of
    from storage.presence.served_today import guard_of

    today, unknown = store.today(), guard_of(store).unknown_is_youngest
    tables = [read_guard(one, GUARD)._replace(unknown_is_youngest=unknown) for one in (before, after)]

    def others(was: AgeLimits | None, now: AgeLimits | None) -> bool:
        return (was and was._replace(under=0)) != (now and now._replace(under=0))

    found = [[limits_of(table, person, today) for table in tables] for person in store.register.persons()]
    count = sum(others(*of_one) for of_one in found)
    text = ngettext(
        "{count} person here has other limits by it.", "{count} persons here have other limits by it.", count
    )
    return [text.format(count=count) if count else _("Nobody here has other limits by it.")]
