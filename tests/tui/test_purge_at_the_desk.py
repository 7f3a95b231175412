"""A purge on the screen: the supervisor sees before → after, gives the reason, and the desk goes on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from storage.purging.planning import all_purged
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, until
from tui.screens.deed import DeedForm
from tui.screens.dialog import Text
from tui.screens.look_first import LookDialog
from tui.screens.message import MessageDialog
from tui.screens.pick_person import PickPersonDialog


@in_the_soak
async def test_the_name_of_who_left_long_ago_goes_and_is_shown_as_purged(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        people = store.register.persons()
        gone = next(one for one in people if sum(one.name in other.name for other in people) == 1)
        key = f"{gone.team}/{gone.number}"
        with store.ledger.transaction():
            store.register.mark_left([key], date(1999, 7, 1))
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "purge")
        await until(pilot, lambda: isinstance(app.screen, LookDialog) and app.screen.check_action("", ()))
        assert gone.name in app.screen.query_one("LookDialog VerticalScroll Text", Text).render().plain
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        said = " ".join(one.render().plain for one in app.screen.query(Text))
        assert "1 person loses something" in said and "name" in said
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        said = " ".join(one.render().plain for one in app.screen.query(Text))
        assert ".hdpurge" in said and "Packs on sticks" in said
        await until(pilot, lambda: any((desk.path / "purged").glob("*.hdpurge")))
        await pilot.press("escape")
        await from_more(app, pilot, "purge")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        said = " ".join(one.render().plain for one in app.screen.query(Text))
        assert "Nobody is due" in said and "after 10 years: name" in said and "no next day yet" in said
        # Somebody who comes back may be known again, which a supervisor decides.
        await pilot.press("escape")
        await from_more(app, pilot, "purge_again")
        await until(pilot, lambda: isinstance(app.screen, PickPersonDialog))
        await pilot.press(*gone.number)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedForm))
        assert gone.number in " ".join(one.render().plain for one in app.screen.query(Text))
        await pilot.press("enter")
        await until(pilot, lambda: any("can be known again" in said for _at, said in app.said_today()))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.register.names()[key][0] == "purged"
        assert all_purged(store).get(key) is None
    whole = b"".join(file.read_bytes() for file in desk.path.glob("desk.db*"))
    assert gone.name.encode() not in whole
