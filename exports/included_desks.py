"""Which desks a list includes, and since when: 「含2号台（至 08:12）」, 「2号台未并入，名单不完整」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import local_time
from checkin.texts import _
from storage.log.desks import IncludedDesk, desks_included
from storage.store import Store


@dataclass(frozen=True, slots=True)
class DesksLine:
    """What is said below a list. `complete` is false where a desk of the team is missing in it."""

    text: str
    complete: bool


def desks_line(desks: Sequence[IncludedDesk], here: tzinfo, activity: Activity | None = None) -> DesksLine | None:
    """The line of a list of an activity (None: of all); None where the team has no other desk that is known here.

    A desk is missing that was never taken in, or whose log ends before the activity began.
    """
    others = _by_name(desks)
    if not others:
        return None
    began = None if activity is None else activity.start
    missing = [name for name, as_of in others.items() if as_of is None or (began is not None and as_of < began)]
    parts = []
    if missing:
        names = _(", ").join(desk_word(name) for name in missing)
        parts.append(_("{desks}: not taken in, this list is incomplete").format(desks=names))
    parts += [
        _("with {desk} (until {time})").format(desk=desk_word(name), time=_time(as_of, here, began))
        for name, as_of in others.items()
        if as_of is not None and name not in missing
    ]
    return DesksLine(" · ".join(parts), not missing)


def included_in(store: Store, activity: str | None = None) -> DesksLine | None:
    """The line of the lists of one activity (by its key), or of the whole record."""
    if activity is None:
        return desks_line(desks_included(store.connection, store.identity), zone(store.identity.timezone))
    found = store.ledger.facts().activity(activity)
    return desks_line(desks_included(store.connection, store.identity), found.zone, found)


def desk_word(name: str) -> str:
    """A desk as people speak of it: by its number, or by its name."""
    return _("desk {name}").format(name=name) if name.isdecimal() else name


def _by_name(desks: Sequence[IncludedDesk]) -> dict[str, int | None]:
    """Other desks, and up to when they are known. Of several of one name, as after a restore, the least counts."""
    found: dict[str, int | None] = {}
    for desk in desks:
        if desk.own:
            continue
        as_of = desk.as_of
        if desk.name in found:
            before = found[desk.name]
            as_of = None if as_of is None or before is None else min(as_of, before)
        found[desk.name] = as_of
    return found


def _time(at: int, here: tzinfo, began: int | None) -> str:
    """The time alone where it is on the activity's day."""
    local = local_time(at, here)
    same_day = began is not None and local_time(began, here).date() == local.date()
    return local.strftime("%H:%M" if same_day else "%m-%d %H:%M")
