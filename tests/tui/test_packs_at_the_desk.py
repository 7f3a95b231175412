"""Copies and their light, and another desk's pack, at a desk that goes on scanning."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.copies import copy_name
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.pack.writing import write_pack
from storage.disk.key_folder import KeyFolder
from storage.people.walk_in import register_walk_in
from storage.presence.board import read_board
from storage.store import init_store, open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.model.lights import Light
from tui.screens.ask import AskDialog


async def test_the_light_follows_the_stick(tmp_path: Path) -> None:
    """Set in a dialog; the pack is there and the light is good; the stick goes, and the light says so."""
    desk = make_desk(tmp_path / "desk")
    stick = tmp_path / "stick"
    stick.mkdir()
    async with opened(desk.path) as (app, pilot):
        await pilot.press("shift+f6")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = str(stick)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.lights.copies is Light.GOOD)
        assert "✓" in str(app.desk.screen.top.render())
        stick.rename(tmp_path / "gone")
        app.desk.copies.copy_now()
        await until(pilot, lambda: app.state.lights.copies is Light.BAD)
        assert "✗" in str(app.desk.screen.top.render())
        (tmp_path / "gone").rename(stick)
        app.desk.copies.copy_now()
        await until(pilot, lambda: app.state.lights.copies is Light.GOOD)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert (stick / copy_name(store.identity)).is_file()
        assert store.folder.settings()["copies"] == [str(stick)]


async def test_another_desks_pack_comes_in_from_the_stick(tmp_path: Path) -> None:
    """Who checked in at the other gate stands among those who are here, without a restart."""
    desk = make_desk(tmp_path / "desk")
    stick = tmp_path / "stick"
    stick.mkdir()
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        activity = next(iter(store.ledger.facts().activities.values()))
        volunteer = sorted(store.register.names())[0]
        make_kit(store, tmp_path / "team.hdkit")
        store.folder.change_settings({"copies": [str(stick)]})
    with init_from_kit(tmp_path / "other", tmp_path / "team.hdkit", "gate 2", clock=SYSTEM_CLOCK) as other:
        from checkin.desk import Desk
        from checkin.rules.decide import Arrival
        from storage.disk.ids import new_id

        Desk(other.ledger).scan(Arrival(new_id(other.now()), other.now(), "", activity.key, volunteer=volunteer))
        write_pack(other, stick / "gate2.hdpack")
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None)
        assert app.state.board is not None and app.state.board.on_site == 0
        await pilot.press("shift+f7")
        await until(pilot, lambda: len(app.screen_stack) > 1)
        await pilot.press("end", "up")
        options = app.screen.query_one(OptionList)
        names = [str(option.prompt) for option in options.options]
        options.highlighted = next(i for i, name in enumerate(names) if "gate2" in name)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.board is not None and app.state.board.on_site == 1)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert read_board(store, activity.key).on_site == 1


@in_the_soak
async def test_a_file_of_another_kind_is_told_where_it_belongs(tmp_path: Path) -> None:
    """Somebody picks the kit in place of the pack: the screen says what it is, and the row that takes it."""
    desk = make_desk(tmp_path / "desk")
    kit = tmp_path / "team.hdpack"
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        make_kit(store, kit)
    async with opened(desk.path) as (app, pilot):
        await pilot.press("shift+f7")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = str(kit)
        await pilot.press("enter")
        await until(
            pilot,
            lambda: any(
                "this is a kit of a team: a desk takes it with F10 “Bring in" in n.message for n in app._notifications
            ),
        )


@in_the_soak
async def test_a_laptop_set_up_by_itself_is_taken_after_its_fingerprint_was_compared(tmp_path: Path) -> None:
    """Its pack is picked like any other; the desk shows fingerprint and before → after, and asks."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        who = store.identity
    names = {"team": who.team, "team_name": who.team_name, "desk_name": "hall"}
    with init_store(tmp_path / "hall", **names, clock=SYSTEM_CLOCK) as hall:
        person = register_walk_in(hall, "赵敏", "七3班")
        write_pack(hall, tmp_path / "hall.hdpack")
        print_ = fingerprint(KeyFolder(hall.folder.keys).team_public())
    async with opened(desk.path) as (app, pilot):
        await until(pilot, lambda: app.state.board is not None)
        await pilot.press("shift+f7")
        await until(pilot, lambda: bool(app.screen.query(Input)) or bool(app.screen.query("OptionList")))
        if not app.screen.query(Input):
            await pilot.press("end", "enter")
            await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query_one(Input).value = str(tmp_path / "hall.hdpack")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        assert isinstance(app.screen, AskDialog) and print_ in "\n".join(app.screen._shown)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, AskDialog))
        await until(
            pilot, lambda: not app.workers or all(w.is_finished for w in app.workers if w.name == "take_foreign")
        )
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.register.names()[f"{who.team}/{person.number}"][0] == "赵敏"
    assert _joins(desk.path) == ["teacher"]


def _joins(path: Path) -> list[str | None]:
    """Who joined a laptop, by the log."""
    with open_store(path, SYSTEM_CLOCK) as store:
        found = store.ledger.queries.by_ids({event.id for event in store.ledger.queries.of_kind("join")})
        return [event.operator for event in found]
