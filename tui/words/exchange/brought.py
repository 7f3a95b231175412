"""What came in with another desk's log and a person has to know, in lines for `take` and for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checkin.rules.activities import zone
from checkin.rules.identity import split, within
from checkin.rules.problems import N_, by_count
from checkin.texts import _, enumerated, ngettext
from storage.store import Store
from storage.supervision.brought_deeds import brought_deeds
from storage.supervision.brought_facts import changed_by_facts
from storage.supervision.brought_mistakes import brought_with
from storage.supervision.lost_desks import lost_here
from storage.supervision.witnessing import names_of_desks
from tui.words.amounts import day_text
from tui.words.cells import plain
from tui.words.exchange.deeds import deeds_lines
from tui.words.hours_change import brought_lines
from tui.words.lost_desks import BY_COMMAND, ON_SCREEN, lost_lines
from tui.words.people.purging import later_erased_text, purged_too_lines
from tui.words.people.school_year import late_lines
from tui.words.record.witness import desk_seen
from tui.words.set_aside import set_aside_lines

if TYPE_CHECKING:
    from exports.exchange.pack.taking import PackTaken

_MOST_NUMBERS = 8


def brought_by_pack(store: Store, taken: PackTaken, place: int, *, on_screen: bool = False) -> list[str]:
    """All that a pack brought behind a place of the log: what was set aside or purged by it, who was not moved up, what others
    decided, whose hours changed, what is probably mistaken, and what waits since a laptop was lost.

    `on_screen`: in the words of a desk that stays open.
    """
    return [
        *set_aside_lines(taken.set_aside),
        *purged_too_lines(taken.purged),
        *([later_erased_text()] if on_screen and taken.purged else []),
        *late_lines(taken.late),
        *deeds_lines(brought_deeds(store, place)),
        *brought_lines(store, changed_by_facts(store, place)),
        *_mistakes(store, place),
        *lost_lines(
            store, [one for one in lost_here(store) if one.waiting.events], ON_SCREEN if on_screen else BY_COMMAND
        ),
    ]


def brought_by_foreign(store: Store, taken: PackTaken, place: int) -> list[str]:
    """What the pack of a laptop that was set up by itself brought beside what was shown before it was taken."""
    return [
        *set_aside_lines(taken.set_aside),
        *late_lines(taken.late),
        *deeds_lines(brought_deeds(store, place)),
    ]


def _mistakes(store: Store, place: int) -> Iterator[str]:
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
