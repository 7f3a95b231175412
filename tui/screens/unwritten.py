"""The scans that are not in the log yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from checkin.rules.identity import within
from checkin.texts import _
from storage.people.names import names_by_any_number
from storage.store import Store
from tui.model.waiting import Unwritten
from tui.screens.choose import ChooseDialog
from tui.words.amounts import clock_seconds_text
from tui.words.cells import plain

RETRY, LEAVE, GIVE_UP = "retry", "leave", "give up "


def people_of(scans: Sequence[Unwritten]) -> Callable[[Store], dict[str, str]]:
    """Reads who was scanned, by the ids of the scans: whom to ask is a name, and no number of a badge. Without those that nobody
    has."""

    def read(store: Store) -> dict[str, str]:
        names, own = names_by_any_number(store), store.identity.team
        owners = {badge: volunteer for volunteer, badge in store.register.badges().items()}
        found = {}
        for scan in scans:
            key = scan.arrival.volunteer or owners.get(scan.arrival.text, "")
            if key in names:
                name, class_name, _kind = names[key]
                found[scan.arrival.id] = "  ".join(filter(None, (plain(name), plain(class_name), within(key, own))))
        return found

    return read


def unwritten_dialog(
    scans: Sequence[Unwritten], people: Mapping[str, str], here: tzinfo, *, may_leave: bool = False
) -> ChooseDialog:
    """Gives back `RETRY`, `LEAVE`, or `GIVE_UP` with the id of one scan. `people` are as `people_of` reads them. Times are told in
    the zone `here`; `may_leave` where all scans are kept on disk."""
    lines = [(RETRY, _("Try again now"))]
    for scan in scans:
        arrival = scan.arrival
        time = clock_seconds_text(arrival.at, here)
        who = people.get(arrival.id) or arrival.volunteer or arrival.text
        lines.append((GIVE_UP + arrival.id, _("Give up: {time}  {who}").format(time=time, who=who)))
    if may_leave:
        lines.append((LEAVE, _("Close the desk: they are kept on disk, and entered at the next start")))
    return ChooseDialog(_("Not recorded"), lines)
