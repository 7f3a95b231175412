"""The list of things that were handed out, for a file or a printer, and what there is to note about a line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from checkin.rules.activities import zone
from checkin.rules.identity import split, within
from checkin.rules.instants import local_time
from checkin.rules.things import Handed, thing_text
from checkin.texts import _, enumerated, ngettext
from exports.shown.shown_list import ShownList
from storage.people.names import names_by_any_number
from storage.store import Store


def thing_note(one: Handed) -> str:
    """What is unusual: somebody else has the same piece, or more came back than was handed out; empty for nothing."""
    notes = [_("somebody else has this piece too")] if one.twice else []
    if one.over:
        text = ngettext("{count} more given back than handed out", "{count} more given back than handed out", one.over)
        notes.append(text.format(count=one.over))
    return enumerated(notes)


def things_list(store: Store, found: Sequence[Handed], activity: str | None) -> ShownList:
    """The list of an activity (its key), or of all of them: who has what since when. Somebody who was purged has no name."""
    facts, own, now = store.ledger.facts(), store.identity.team, store.now()
    names = names_by_any_number(store)
    headings = [
        _("thing"),
        _("handed out"),
        _("given back"),
        _("still out"),
        _("number"),
        _("name"),
        _("class"),
        _("out since"),
    ]
    rows = []
    for one in found:
        name, class_name, _kind = names.get(one.person, ("", "", ""))
        since = "" if one.since is None else _day_and_time(one.since, facts.activity(one.activity).zone)
        where = [] if activity is not None else [facts.activity(one.activity).name or split(one.activity)[1]]
        rows.append([
            thing_text(one.thing, one.piece, 1), str(one.given), str(one.back), str(one.out), within(one.person, own), name,
            class_name, since, *where, thing_note(one),
        ])  # fmt: skip
    of = "" if activity is None else facts.activity(activity).name or split(activity)[1]
    about = [of] if of else []
    here = facts.activity(activity).zone if activity is not None else zone(store.identity.timezone)
    about.append(_day_and_time(now, here))
    more = [_("note")] if activity is not None else [_("activity"), _("note")]
    return ShownList(_("Things handed out"), [*headings, *more], rows, frozenset((1, 2, 3)), [" · ".join(about)])


def _day_and_time(at: int, here: tzinfo) -> str:
    """With its day: a file is still read when the day is over."""
    return f"{local_time(at, here):%Y-%m-%d %H:%M}"
