"""Give things to one person and take them back: a list that comes again after each, until somebody goes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.app import App

from checkin.rules.activities import Activity
from checkin.rules.events import HandBack, HandOut
from checkin.rules.things import thing_text
from checkin.texts import _, enumerated, say
from storage.store import Store
from storage.things.handing import HandedOver, give, take_back
from storage.things.whose import Hand
from tui.model.desk_services import DeskServices
from tui.screens.choose import ChooseDialog
from tui.screens.things.doing import Doing
from tui.screens.things.look import ALL_BACK, BACK, GIVE, Look, look_at
from tui.words.cells import plain


async def hands_of(app: App[Any], desk: DeskServices, volunteer: str, activity: Activity | None) -> None:
    """`volunteer` is a key, `activity` the one in which things are given; without it they are only taken back. Call it in a
    worker."""
    said, doing = "", Doing(app, desk)

    def person(store: Store) -> Look:
        return look_at(store, volunteer, activity)

    while True:
        look = await desk.tried(person)
        if look is None:
            return
        desk.has_now(volunteer, [one.text for one in look.has])
        lines = look.lines if activity is not None else look.ways_back
        if not lines:
            nothing = _("{who} has nothing. To give something, choose an activity first: F6.").format(who=look.who)
            app.notify(said or nothing, timeout=10, markup=False)
            return
        explanation = "\n".join(filter(None, (said, "" if look.has else _("Has nothing at the moment."))))
        title = _("Things: {who}").format(who=look.who)
        chosen = await app.push_screen_wait(ChooseDialog(title, lines, None, explanation))
        if chosen is None:
            return
        said = _told(await _do(doing, look, chosen, activity))


async def _do(doing: Doing, look: Look, chosen: str, activity: Activity | None) -> Sequence[HandedOver | None]:
    """Do what was chosen."""
    what, _space, place = chosen.partition(" ")
    if chosen == ALL_BACK:
        return [await doing.do(take_back, _hand(look, each)) for each in range(len(look.has))]
    if what == BACK:
        hand = _hand(look, int(place))
        return [await (doing.ask_quantity(hand) if hand.quantity > 1 else doing.do(take_back, hand))]
    if activity is None:
        return []
    known = look.known[int(place)] if what == GIVE else None
    hand = Hand(look.volunteer, activity.key, "" if known is None else known.name)
    return [await (doing.ask_thing(hand) if known is None or known.numbered else doing.do(give, hand))]


def _hand(look: Look, place: int) -> Hand:
    one = look.has[place]
    return Hand(look.volunteer, one.activity, one.thing, one.piece, one.out)


def _told(done: Sequence[HandedOver | None]) -> str:
    """What was written, with what there is to note; empty for nothing."""
    written = [one for one in done if one is not None]
    things, notes = [], []
    for one in written:
        body = one.event.body
        assert isinstance(body, HandOut | HandBack)
        things.append(plain(thing_text(body.thing, body.piece, body.quantity)))
        notes += [say(note).partition(": ")[2] for note in one.notes]
    if not things:
        return ""
    text = _("Given: {things}") if isinstance(written[0].event.body, HandOut) else _("Taken back: {things}")
    return "\n".join(["✓ " + text.format(things=enumerated(things)), *notes])
