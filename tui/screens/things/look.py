"""What the list of one person's things shows, read in the writer's thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.activities import Activity
from checkin.rules.identity import split, within
from checkin.rules.instants import clock_or_day_text
from checkin.rules.things import Handed
from checkin.texts import _, ngettext
from exports.shown.things_list import thing_note
from storage.people.names import person_by_any_number
from storage.store import Store
from storage.things.out import KnownThing, known_things, still_out, things_of, with_others
from tui.words.cells import plain

BACK, ALL_BACK, GIVE, OTHER = "back", "all back", "give", "other"
_MOST_KNOWN = 8
"""Things that are offered: those that were handed out last."""


class Look(NamedTuple):
    """One person: what they have, each with what stands beside it, and what was handed out in the activity before."""

    volunteer: str
    who: str
    has: Sequence[Handed]
    beside: Sequence[str]
    known: Sequence[KnownThing]

    @property
    def ways_back(self) -> list[tuple[str, str]]:
        """What can be taken back, as ids and texts."""
        found = []
        for place, (one, beside) in enumerate(zip(self.has, self.beside, strict=True)):
            text = _("take back: {thing}").format(thing=plain(one.text))
            found.append((f"{BACK} {place}", f"← {text}  {beside}"))
        if len(self.has) > 1:
            count = sum(one.out for one in self.has)
            text = ngettext("take back all ({count})", "take back all ({count})", count)
            found.append((ALL_BACK, "← " + text.format(count=count)))
        return found

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What can be done, as ids and texts: take back first, then give."""
        found = self.ways_back
        for place, known in enumerate(self.known):
            text = _("give: {thing} …") if known.numbered else _("give: {thing}")
            found.append((f"{GIVE} {place}", "→ " + text.format(thing=plain(known.name))))
        return [*found, (OTHER, "→ " + _("give something else …"))]


def look_at(store: Store, volunteer: str, activity: Activity | None) -> Look:
    """What somebody (a key) has of all activities; what can be given is that of the one that is chosen."""
    own, person = store.identity.team, person_by_any_number(store, volunteer)
    has = with_others(store, still_out(things_of(store, volunteer)))
    name = "" if person is None else person.name
    who = " ".join(plain(part) for part in (name, within(volunteer, own)) if part)
    known = [] if activity is None else known_things(store, activity.key)[:_MOST_KNOWN]
    return Look(volunteer, who, has, [_beside(store, one, activity) for one in has], known)


def _beside(store: Store, one: Handed, here: Activity | None) -> str:
    activity = store.ledger.facts().activity(one.activity)
    since = (
        ""
        if one.since is None
        else _("out since {time}").format(time=clock_or_day_text(one.since, store.now(), activity.zone))
    )
    where = "" if here is not None and one.activity == here.key else activity.name or split(one.activity)[1]
    return "  ".join(plain(part) for part in (where, since, thing_note(one)) if part)
