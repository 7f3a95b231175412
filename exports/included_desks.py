"""The line that says which desks a list includes and up to when: 「含2号台（至 08:12）」, 「2号台未并入，名单不完整」."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from checkin.rules.activities import Activity, zone
from checkin.rules.instants import local_time
from checkin.texts import _, enumerated
from storage.log.desks import IncludedDesk, desks_included
from storage.store import Store


@dataclass(frozen=True, slots=True)
class DesksLine:
    """The line below a list. `complete` is false if the list lacks a desk of the team."""

    text: str
    complete: bool


def desks_line(desks: Sequence[IncludedDesk], here: tzinfo, activity: Activity | None = None) -> DesksLine | None:
    """The line below the list of one activity (None: of all). The result is None if this desk knows no other desk.

    A desk is missing if its pack was never taken, or if its log ends before the activity began. Times are in the zone
    `here`.
    """
    others = _by_name(desks)
    if not others:
        return None
    began = None if activity is None else activity.start
    missing = [name for name, as_of in others.items() if as_of is None or (began is not None and as_of < began)]
    parts = []
    if missing:
        names = enumerated(desk_word(name) for name in missing)
        parts.append(_("{desks}: not taken in, this list is incomplete").format(desks=names))
    parts += [
        _("with {desk} (until {time})").format(desk=desk_word(name), time=_time(as_of, here, began))
        for name, as_of in others.items()
        if as_of is not None and name not in missing
    ]
    return DesksLine(" · ".join(parts), not missing)


def included_in(store: Store, activity: str | None = None) -> DesksLine | None:
    """The line below lists of one activity (its key), or of the whole record (None)."""
    if activity is None:
        return desks_line(desks_included(store.connection, store.identity), zone(store.identity.timezone))
    found = store.ledger.facts().activity(activity)
    return desks_line(desks_included(store.connection, store.identity), found.zone, found)


def desk_word(name: str) -> str:
    """How people call a desk: “desk 2” if its name is a number, else its name."""
    return _("desk {name}").format(name=name) if name.isdecimal() else name


def _by_name(desks: Sequence[IncludedDesk]) -> dict[str, int | None]:
    """Other desks by name, with the instant up to which their logs are here. Of several with one name (after a restore) the
    earliest instant counts."""
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
    """The time; with the date before it if that is not the day of the activity."""
    local = local_time(at, here)
    same_day = began is not None and local_time(began, here).date() == local.date()
    return local.strftime("%H:%M" if same_day else "%m-%d %H:%M")
