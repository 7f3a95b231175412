"""Things that were handed out, in words: at the check-out, at the close, in a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.rules.things import Handed
from checkin.texts import _, enumerated, first_few, ngettext
from storage.people.names import names_by_any_number
from storage.store import Store
from storage.things.out import still_out, things_in
from tui.words.cells import plain

_MOST = 3
"""Things that a verdict names; it says how many more there are."""


def still_has_text(found: Sequence[str]) -> str:
    """What is said to whoever leaves with something: `还有：背心 12`; empty for nothing."""
    if not found:
        return ""
    return _("Still has: {things}").format(things=first_few(map(plain, found), _MOST))


NOTHING_OUT = N_("Nobody has anything any more.")


def out_lines(store: Store, activity: str) -> list[str]:
    """Who still has something of an activity (its key), a line each below a sentence; none where nobody has."""
    found = still_out(things_in(store, activity))
    if not found:
        return []
    by_person: dict[str, list[Handed]] = {}
    for one in found:
        by_person.setdefault(one.person, []).append(one)
    names, own = names_by_any_number(store), store.identity.team
    lines = [f"  {who_line(person, own, names)}  {things_text(theirs)}" for person, theirs in by_person.items()]
    return [still_have_text(len(by_person)), *lines]


def still_have_text(count: int) -> str:
    """How many people still have something; a list follows."""
    text = ngettext("One person still has something:", "{count} people still have something:", count)
    return text.format(count=count)


def who_line(person: str, own: str, names: Mapping[str, tuple[str, str, str]]) -> str:
    """A person (a key) by number, name and class, as far as they are known."""
    name, class_name, _kind = names.get(person, ("—", "", ""))
    return " ".join(plain(part) for part in (within(person, own), name, class_name) if part)


def things_text(found: Iterable[Handed]) -> str:
    """Several things in a row."""
    return enumerated(plain(one.text) for one in found)
