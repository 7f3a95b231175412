"""Leavers' files and what pupils must reach, behind F10."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from textual.widgets import Input

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.signature import Signature
from exports.exchange.credential.district_list import CredentialList, ListedTeam, list_text
from exports.exchange.leaver.contents import read_leaver
from exports.exchange.leaver.taking import has_other_name, taken_files
from exports.leaver_files import give_files
from storage.activities.activities import add_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.disk.keys import public_bytes
from storage.people.known import known_person
from storage.people.person import Person
from storage.standard.credential_list import keep_credential_list
from storage.standard.requirements import requirements_here
from storage.standard.standard import DistrictTeam, KnownDistrict, keep_teams, remember_district
from storage.store import Store, init_store, open_store
from tests.portions import in_the_soak
from tests.tui.desks import HOUR, make_desk
from tests.tui.driving import from_more, opened, until
from tests.tui.making.working import agree, choose, fill
from tests.tui.making.working import said as said_in
from tui.screens.choose import ChooseDialog
from tui.screens.dialog import Text
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.making.made import MadeDialog
from tui.screens.message import MessageDialog
from tui.screens.pick_person import PickPersonDialog

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
TABLE = '[[requirement]]\nname = "一小时"\nhours = 1\nperiod = "year"\n'


def served(path: Path) -> None:
    with open_store(path, SYSTEM_CLOCK) as store:
        served_in(store, WHO, ACTIVITY)


def served_in(store: Store, who: str, activity: str) -> None:
    for ago, direction in ((50, Direction.IN), (20, Direction.OUT)):
        at = store.now() - ago * HOUR // 60
        Desk(store.ledger).scan(Arrival(new_id(at), at, "", activity, direction, volunteer=who))


def listed(store: Store, team: str, root: bytes) -> None:
    """As a district's kit leaves it: the team stands in its table, its key in the signed list. Needs a transaction around it."""
    district = Ed25519PrivateKey.generate()
    key, teams, at = public_bytes(district), {team: ListedTeam("No. 9", frozenset({root}))}, store.now()
    remember_district(store.connection, KnownDistrict("YZ", "District", key))
    keep_teams(store.connection, [DistrictTeam(team, "No. 9", None)], [])
    of_keys = CredentialList("YZ", "District", key, at, at + HOUR, teams, frozenset(), {})
    keep_credential_list(store.connection, list_text(of_keys, district))


@in_the_soak
async def test_a_leaver_gets_a_file_from_the_screen(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    served(desk.path)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "leavers")
        await choose(app, pilot, "of one person")
        await choose(app, pilot, "one")
        await until(pilot, lambda: isinstance(app.screen, PickPersonDialog))
        await pilot.press(*"0003")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MadeDialog))
        assert isinstance(app.screen, MadeDialog)
        made = app.screen._made.path
    read = read_leaver(made)
    assert (read.volunteer, read.minutes) == (WHO, 30) and read.pdf.startswith(b"%PDF")


@in_the_soak
async def test_who_is_behind_stands_on_the_screen_and_the_sentence_is_copied(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    served(desk.path)
    (desk.path / "requirement.toml").write_text(TABLE, "utf-8")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "requirements")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "0:30 / 1:00" in " ".join(one.render().plain for one in app.screen.query(Text))
        await pilot.press("escape")
        await from_more(app, pilot, "requirements")
        await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.clipboard))
        # Of so small a class no count is told.
        assert "七(2)班, 一小时: 1 h are asked for; everybody sees their own hours" in app.clipboard


@in_the_soak
async def test_a_newcomers_file_is_taken_and_struck_out_with_before_and_after(tmp_path: Path) -> None:
    """The school's file names somebody of its own; here a person says who it is, and sees both beside each other."""
    file = tmp_path / "107.hdleave"
    with init_store(tmp_path / "old", team="XN", team_name="No. 9 Middle School", clock=SYSTEM_CLOCK) as store:
        with store.ledger.transaction():
            store.register.write([Person("XN", "107", "王芳", "八(4)班", "student")])
        add_activity(store, "B1", {"name": "Snow", "place": "Park", "start": store.now() - HOUR, "end": store.now()})
        served_in(store, "XN/107", "XN/B1")
        give_files(store, file, [known_person(store, "XN/107")], Signature("li", ""))
    read, here = read_leaver(file), Person("FD", "0003", "王芳", "七(1)班", "student")
    assert not has_other_name(here, read) and has_other_name(here._replace(name="王方"), read)
    new = make_desk(tmp_path / "new").path
    with open_store(new, SYSTEM_CLOCK) as store:
        with store.ledger.transaction():
            listed(store, "XN", read_leaver(file).root)
        set_policy(store, {"transferred": "count"}, None, Signature("li", "agreed"))

    def brought() -> list[int]:
        with open_store(new, SYSTEM_CLOCK) as store:
            return [one.minutes for one in taken_files(store)]

    async with opened(new) as (app, pilot):

        async def choose(downs: int) -> None:
            await from_more(app, pilot, "leavers")
            await until(pilot, lambda: isinstance(app.screen, ChooseDialog))
            await pilot.press(*["down"] * downs, "enter")

        async def pick() -> None:
            await until(pilot, lambda: isinstance(app.screen, PickPersonDialog))
            await pilot.press(*"0003")
            await pilot.pause()
            await pilot.press("enter")

        async def looked() -> str:
            await until(pilot, lambda: isinstance(app.screen, LookDialog))
            return " ".join(one.render().plain for one in app.screen.query(Text))

        await choose(2)
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await pick()
        said = await looked()
        assert (
            "No. 9 Middle School (XN)" in said
            and "Here: 0003 王芳" in said
            and "Snow" in said
            and "0 min → 30 min" in said
        )
        assert brought() == []
        await pilot.press("enter")
        await until(pilot, lambda: brought() == [30])
        # A file that can't be taken is refused before anybody says who it is.
        await choose(2)
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and "taken already, for 0003" in said_in(app))
        await pilot.press("escape", "enter")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await choose(3)
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        assert "No. 9 XN/107" in " ".join(one.render().plain for one in app.screen.query(Text))
        await pilot.press("escape")
        await choose(4)
        await pick()
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press(*"twice", "enter")
        assert "30 min → 0 min" in await looked() and brought() == [30]
        await pilot.press("enter")
        await until(pilot, lambda: brought() == [])


@in_the_soak
async def test_what_is_asked_for_is_written_in_a_form_and_checked_before_it_is_kept(tmp_path: Path) -> None:
    """The usual row is taken over; one that nobody can meet stays in the form, and the last one can't be taken out."""
    desk = make_desk(tmp_path / "d")
    own = desk.path / "requirement.toml"
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "requirements")
        await choose(app, pilot, "what is asked for")
        await choose(app, pilot, "another one")
        await fill(app, pilot, name="初中二十小时", hours="20", grades="九年级, 二十年级")
        await until(pilot, lambda: "stands in no row" in said_in(app))
        assert not own.exists()
        await fill(app, pilot, grades="九年级", period="days")
        await until(pilot, lambda: "write the first and the last day" in said_in(app))
        await fill(app, pilot, period="year")
        await agree(app, pilot, "after: 初中二十小时")
        await choose(app, pilot, "初中二十小时")
        await choose(app, pilot, "change it")
        await fill(app, pilot, hours="25.5", milestones="50 100")
        await agree(app, pilot, "before: 初中二十小时")
        await choose(app, pilot, "40")
        await choose(app, pilot, "take it out")
        await agree(app, pilot, "after: —")
        await choose(app, pilot, "初中二十小时")
        await choose(app, pilot, "take it out")
        await until(pilot, lambda: any("one requirement must stay" in said for _at, said in app.said_today()))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (row,) = requirements_here(store)
    assert (row.name, row.minutes, row.grades, row.milestones) == ("初中二十小时", 1530, ("九年级",), (50, 100))
