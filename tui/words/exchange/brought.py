"""What came in with another desk's log and a person has to know, in lines for `take` and for the screen."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.activities import zone
from checkin.rules.identity import split, within
from checkin.rules.problems import N_, by_count
from checkin.texts import _, enumerated, ngettext
from storage.store import Store
from storage.supervision.brought_mistakes import brought_with
from storage.supervision.witnessing import names_of_desks
from tui.words.amounts import day_text
from tui.words.cells import plain
from tui.words.record.witness import desk_seen

_MOST_NUMBERS = 8


def mistakes_lines(store: Store, place: int) -> list[str]:
    """Of all events behind a place of the log."""
    return list(_lines(store, place))


def _lines(store: Store, place: int) -> Iterator[str]:
    found, own = brought_with(store, place), store.identity.team
    for activity, count in found.hidden:
        text = ngettext(
            "{count} scan came in for “{activity}”, which is hidden: it counts.",
            "{count} scans came in for “{activity}”, which is hidden: they count.",
            count,
        )
        yield text.format(count=count, activity=plain(activity.name or activity.code))
    for key, count in found.gone:
        message = by_count(
            count,
            N_(
                "{count} scan stands in the activity {code}, which was struck out: bring it back with hourdesk activity void "
                "{code} --undo, or give the scan another activity with hourdesk amend."
            ),
            N_(
                "{count} scans stand in the activity {code}, which was struck out: bring it back with hourdesk activity void "
                "{code} --undo, or give the scans another activity with hourdesk amend."
            ),
        )
        yield _(message).format(count=count, code=split(key)[1])
    for link in found.links:
        numbers = " = ".join(within(one, own) for one in link.numbers[:_MOST_NUMBERS])
        if len(link.numbers) > _MOST_NUMBERS:
            numbers += f" … +{len(link.numbers) - _MOST_NUMBERS}"
        yield _("Another desk joined numbers of one person: {numbers}.").format(numbers=numbers)
        if link.names:
            text = _(
                "Their names differ ({names}): hourdesk link --list shows the links, hourdesk void takes one back."
            )
            yield text.format(names=enumerated(map(plain, link.names)))
    names = names_of_desks(store)
    for event in found.rewritten:
        text = _(
            "The log of {desk} is not the one that {witness} saw on {day}, at place {seq} of its chain: ask there what was "
            "done. hourdesk audit asks about it, too."
        )
        yield text.format(
            desk=plain(desk_seen(event, names)), witness=plain(names.desks.get(event.desk, event.desk)),
            day=day_text(event.at, zone(store.identity.timezone)), seq=getattr(event.body, "seq", 0),
        )  # fmt: skip
