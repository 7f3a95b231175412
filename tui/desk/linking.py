"""Two numbers turn out to be one person: said at the desk, from the person who was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checkin.rules.signature import Signature
from checkin.texts import _
from storage.store import Store
from tui.desk.desk import Desk
from tui.screens.deed import REASON, Deed, DeedForm, Values, Work

if TYPE_CHECKING:
    from storage.supervision.consequences import Foreseen


class _Proposed(NamedTuple):
    """The number that is given up, the one that stands (keys), what joining them would change, and what is said of it first."""

    given_up: str
    stands: str
    foreseen: Foreseen[object]
    lines: list[str]


async def say_same_person(desk: Desk, volunteer: str) -> None:
    """Ask for the other number of a person (a key), show who becomes one and whose hours change, and record it."""
    from tui.screens.find_other import FindOtherDialog
    from tui.screens.pick_person import Picked

    person = await desk.tried(lambda store: store.register.person(volunteer))
    if person is None:
        return
    title = _("{number} {name} is the same person as …").format(number=person.number, name=person.name)

    async def told(other: str) -> list[str]:
        return (await desk.writer.ask(lambda store: _proposed(store, volunteer, other))).lines

    picked = await desk.app.push_screen_wait(FindOtherDialog(desk.writer, title, person, told))
    if not isinstance(picked, Picked):
        return
    proposed = await desk.tried(lambda store: _proposed(store, volunteer, picked.volunteer))
    if proposed is None:
        return
    if await desk.app.push_screen_wait(DeedForm(desk, _deed(proposed, desk))) is not None:
        desk.app.notify(_("They are one person now. Undo it on the person's page with V."), timeout=12, markup=False)
        await desk.read_board()


def _proposed(store: Store, one: str, other: str) -> _Proposed:
    """What would be joined, and before → after. Raises Refused where these two can't be."""
    from storage.people.linking import link, look_at_link, which_stands
    from storage.supervision.consequences import foresee
    from tui.words.hours_change import change_lines
    from tui.words.people.linking import joining_lines

    given_up, stands = which_stands(store, one, other)
    lines = joining_lines(look_at_link(store, given_up, stands), store.identity.team)
    foreseen: Foreseen[object] = foresee(
        store, lambda at: link(at, given_up, stands, Signature(None, "?"), other_name=True)
    )
    return _Proposed(given_up, stands, foreseen, [*lines, "", *change_lines(store, foreseen.change)])


def _deed(proposed: _Proposed, desk: Desk) -> Deed[object]:
    from storage.people.linking import link
    from storage.supervision.consequences import do_foreseen

    given_up, stands, foreseen, lines = proposed

    def make(values: Values) -> Work[object]:
        signed = Signature(desk.supervisor_name, values[REASON])
        # The names stand above: whoever writes the reason has seen them.
        return lambda store: do_foreseen(
            store, lambda at: link(at, given_up, stands, signed, other_name=True), foreseen
        )

    reasons = (_("registered on the spot, and in the list too"), _("two numbers in the list"), _("changed class"))
    return Deed(_("One person?"), make, reasons=reasons, explanation="\n".join(lines))
