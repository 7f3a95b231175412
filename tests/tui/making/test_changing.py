"""What holds for everybody is changed at the desk, after whose hours change was shown: policy, activities, sign-up lists, consent."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.signature import Signature
from storage.activities.activities import list_activities
from storage.disk.folder import DataFolder
from storage.disk.pins.pin import set_pin
from storage.people.consents import consent_of_persons
from storage.record import whole_record
from storage.store import open_store
from storage.supervision.corrections import rule
from storage.team.people import cadres
from storage.team.profile import profile
from storage.team.units import projects
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.records import desk_with_hours
from tests.tui.making.working import back, choose, fill, pick, said, stands, strip
from tui.desk.app import DeskApp
from tui.desk.making.choosing import today_at
from tui.desk.making.facts.policy import SETTING_WORDS
from tui.model.verdicts import Tone
from tui.screens.choose import ChooseDialog
from tui.screens.deed import DeedForm
from tui.screens.form import FormDialog
from tui.screens.look_first import LookDialog
from tui.screens.making.copied_activity import CopiedActivityForm
from tui.screens.making.edited_activity import EditActivityForm
from tui.screens.supervisor.sign_in import SignInDialog


def events_in(path: Path) -> int:
    with open_store(path, SYSTEM_CLOCK) as store:
        return int(store.connection.execute("SELECT count(*) FROM log").fetchone()[0])


def grid(path: Path) -> int:
    with open_store(path, SYSTEM_CLOCK) as store:
        return store.policy().grid_minutes


@in_the_soak
async def test_a_setting_of_the_policy_is_explained_and_its_change_shown(tmp_path: Path) -> None:
    """25 minutes in steps of 10 are 20; a scan in the middle is a scan. It is noon: “today” holds for what began an hour ago."""
    clock = StandingClock(datetime(2026, 3, 5, 12, tzinfo=ZoneInfo("Asia/Shanghai"))).clock
    desk = desk_with_hours(tmp_path / "desk", clock=clock)
    async with opened(desk.path, (80, 24), clock=clock) as (app, pilot):
        await from_more(app, pilot, "policy")
        await choose(app, pilot, "grid_minutes")
        assert "in steps of so many minutes" in said(app)
        await choose(app, pilot, "10 minutes")
        await choose(app, pilot, "today")
        await stands(app, pilot, LookDialog)
        assert "1 minute → 10 minutes" in said(app) and "25 min → 20 min" in said(app)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.OUT)
        await pilot.pause(0.6)  # what comes right behind a burst is a part of it
        assert isinstance(app.screen, LookDialog) and grid(desk.path) == 1
        await pilot.press("enter")
        await stands(app, pilot, ChooseDialog)
        await pilot.press("escape")
        await back(app, pilot)
        assert "10 minutes" in strip(app)
    assert grid(desk.path) == 10


@in_the_soak
async def test_what_a_wrong_clock_dated_ahead_is_struck_out_at_once(tmp_path: Path) -> None:
    """A ruling that was made under a clock a year ahead: what it is, the reason, whose hours change; then it is gone."""
    desk = desk_with_hours(tmp_path / "desk")
    year_ahead = StandingClock(datetime.fromtimestamp(SYSTEM_CLOCK.now() / 1000 + 365 * 86_400, UTC)).clock
    with open_store(desk.path, year_ahead) as store:
        session = next(one for one in whole_record(store).sessions if one.volunteer == "cq8/0003")
        rule(store, session.key, 5, Signature("teacher", "was there"))
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "dated_ahead")
        await stands(app, pilot, DeedForm)
        await until(pilot, lambda: app.screen.focused is not None)
        assert "rulings: 1, dated until" in said(app)
        await pilot.press("enter")
        await stands(app, pilot, LookDialog)
        assert "5 min → " in said(app)
        await pilot.press("enter")
        await back(app, pilot)
        await until(pilot, lambda: "struck out" in strip(app))
        await from_more(app, pilot, "dated_ahead")
        await until(pilot, lambda: "Nothing is dated ahead" in strip(app))


@in_the_soak
async def test_a_typed_setting_that_is_not_possible_stays_in_the_form(tmp_path: Path) -> None:
    """Then a good one, from now on, and Esc at before → after: nothing is changed."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "policy")
        await choose(app, pilot, "max_minutes_per_day")
        await fill(app, pilot, value="9999")
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, value="480")
        await choose(app, pilot, "now")
        await stands(app, pilot, LookDialog)
        assert "5 sessions that began earlier stay as they are" in said(app)
        await pilot.press("escape")
        await stands(app, pilot, FormDialog)
        assert "Nothing was changed" in strip(app)
        assert isinstance(app.screen, FormDialog) and app.screen.row("value").text == "480"
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert store.policy().max_minutes_per_day is False


def test_every_setting_has_words() -> None:
    from checkin.rules.policies import SETTINGS

    assert set(SETTING_WORDS) == set(SETTINGS)


@pytest.mark.parametrize("name", share(["policy", "team", "consent", "make_kit", "issue_certificates"], 0, 5))
async def test_the_pin_is_asked_for_last_and_nothing_is_written_without_it(
    tmp_path: Path, papers: Path, name: str
) -> None:
    """Forms and what would change are seen before; without the PIN the form stays."""
    desk = desk_with_hours(tmp_path / "desk", confirmed=True)
    set_pin(DataFolder(desk.path), "2468")
    before = events_in(desk.path)
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, name)
        match name:
            case "team":
                await choose(app, pilot, "leader")
                await fill(app, pilot, value="Li")
            case "make_kit":
                await fill(app, pilot)
            case "policy":
                await choose(app, pilot, "max_minutes_per_day")
                await fill(app, pilot, value="480")
                await choose(app, pilot, "now")
            case "consent":
                await choose(app, pilot, "withdraw")
                await pick(app, pilot, "0003")
                await fill(app, pilot, text="mother")
            case "issue_certificates":
                await choose(app, pilot, "one")
                await pick(app, pilot, "0003")
                await choose(app, pilot, "confirmed")
        if name in ("policy", "consent"):
            await stands(app, pilot, LookDialog)
            await pilot.press("enter")
        await stands(app, pilot, SignInDialog)
        below = app.screen_stack[-2]
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is below)
    assert not [*papers.rglob("*.hdkit"), *papers.rglob("*.xlsx"), *desk.path.rglob("*.pdf")]
    assert events_in(desk.path) == before


async def test_an_activity_gets_another_place_after_before_and_after(tmp_path: Path) -> None:
    """One form with all of it; a time that is none stays in the form; the supervisor sees whose hours change."""
    desk = desk_with_hours(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "edit_activity")
        await choose(app, pilot, "River bank")
        await stands(app, pilot, EditActivityForm)
        assert app.focused is app.screen.row("name").editor
        await fill(app, pilot, place="Garden", end="25:00")
        assert isinstance(app.screen, EditActivityForm)
        await fill(app, pilot, end="23:00")
        await stands(app, pilot, LookDialog)
        await pilot.press("enter")
        await back(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (activity,) = list_activities(store)
    assert activity.place == "Garden"


@in_the_soak
async def test_an_activity_without_scans_is_changed_without_a_question(tmp_path: Path) -> None:
    """Its kind, its windows and its category at once; what was left alone stays."""
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (before,) = list_activities(store)
    async with opened(desk.path, (60, 20)) as (app, pilot):
        await from_more(app, pilot, "edit_activity")
        await choose(app, pilot, "River bank")
        await stands(app, pilot, EditActivityForm)
        await fill(app, pilot, kind="training", check_in_until="", category="Rivers", overnight="yes")
        await back(app, pilot)
        assert "Changed." in strip(app)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        (after,) = list_activities(store)
    assert after.is_training and after.overnight and after.category == "Rivers" and after.check_in_until is None
    assert (after.name, after.start, after.end, after.place) == (before.name, before.start, before.end, before.place)


@in_the_soak
async def test_a_form_that_is_saved_as_it_was_changes_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        before = list_activities(store)
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "edit_activity")
        await choose(app, pilot, "River bank")
        await stands(app, pilot, EditActivityForm)
        await pilot.press("ctrl+s")
        await back(app, pilot)
        assert "Nothing was changed." in strip(app)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert list_activities(store) == before


@in_the_soak
async def test_an_activity_is_copied_to_another_time(tmp_path: Path) -> None:
    """Everything else is taken over, with the sign-up list; scans go to the new one."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "copy_activity")
        await choose(app, pilot, "River bank")
        await stands(app, pilot, CopiedActivityForm)
        await fill(app, pilot, name="Once more", day=today_at(app.desk).isoformat(), start="9:00", end="8:00 x")
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, start="00:00", end="23:59")
        await until(pilot, lambda: app.state.activity is not None and app.state.activity.name == "Once more")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        new, old = sorted(list_activities(store), key=lambda one: one.name != "Once more")
    assert new.signup == old.signup and new.place == old.place and new.code != old.code


@in_the_soak
async def test_a_sign_up_list_comes_from_a_file(tmp_path: Path) -> None:
    """A number that nobody has is said beside the field; then the list is shown and taken."""
    desk = make_desk(tmp_path / "desk")
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_text("0001\n9999\n", "utf-8")
    good.write_text("0001\n0003\n", "utf-8")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "signup_list")
        await choose(app, pilot, "file")
        await fill(app, pilot, file=str(bad))
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, file=str(tmp_path / "gone.txt"))
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, file=str(good))
        await stands(app, pilot, LookDialog)
        assert "4 → 2 persons signed up" in said(app)
        await pilot.press("enter")
        await back(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert list_activities(store)[0].signup == ("cq8/0001", "cq8/0003")


@in_the_soak
@pytest.mark.parametrize(("line", "count"), [("everybody", 4), ("nobody", None)])
async def test_everybody_or_nobody_in_particular_is_expected(tmp_path: Path, line: str, count: int | None) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "signup_list")
        await choose(app, pilot, line)
        if count is not None:
            await stands(app, pilot, LookDialog)
            await pilot.press("enter")
        await back(app, pilot)
        await until(pilot, lambda: "Changed." in strip(app))
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        signup = list_activities(store)[0].signup
    assert (None if signup is None else len(signup)) == count


@in_the_soak
async def test_what_is_said_about_the_team(tmp_path: Path) -> None:
    """What is missing stands above, in words of forms and without a command; then it is written."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        await from_more(app, pilot, "team")
        await stands(app, pilot, ChooseDialog)
        assert "Still to be written" in said(app) and "hourdesk" not in said(app)
        await choose(app, pilot, "leader")
        await fill(app, pilot, value="陈静 [b]x[/b]")
        await stands(app, pilot, ChooseDialog)
        await pilot.press("escape")
        await back(app, pilot)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert profile(store.connection)["leader"] == "陈静 [b]x[/b]"


@in_the_soak
async def test_consent_of_one_person_is_withdrawn_and_given(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        for line in ("withdraw", "one"):
            await from_more(app, pilot, "consent")
            await choose(app, pilot, line)
            await pick(app, pilot, "0003")
            await fill(app, pilot, text="Mother, on paper")
            await stands(app, pilot, LookDialog)
            assert "王芳" in said(app)
            await pilot.press("enter")
            await back(app, pilot)
            with open_store(desk.path, SYSTEM_CLOCK) as store:
                states = consent_of_persons(store)
            assert str(states["cq8/0003"]) == {"withdraw": "withdrawn", "one": "given"}[line]


@in_the_soak
async def test_cadres_units_and_projects_of_the_team(tmp_path: Path) -> None:
    """Added, changed and taken out; a number of people that is none is said beside its field."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (120, 40)) as (app, pilot):
        await from_more(app, pilot, "team")
        await choose(app, pilot, "cadres")
        await choose(app, pilot, "another one")
        await pick(app, pilot, "0003")
        await fill(app, pilot, duty="队长")
        await choose(app, pilot, "王芳")
        await choose(app, pilot, "take it out")
        await stands(app, pilot, ChooseDialog)
        await pilot.press("escape")
        await choose(app, pilot, "paired units")
        await choose(app, pilot, "another one")
        await fill(app, pilot, name="Garden community", served="many")
        assert isinstance(app.screen, FormDialog)
        await fill(app, pilot, served="120", note="on Saturdays")
        await stands(app, pilot, ChooseDialog)
        assert "Garden community" in shown(app) and "120" in shown(app)
        await pilot.press("escape")
        await choose(app, pilot, "projects")
        await choose(app, pilot, "another one")
        await fill(app, pilot, name="春风", support="20 brooms")
        await choose(app, pilot, "春风")
        await choose(app, pilot, "change it")
        await fill(app, pilot, served="3")
        await stands(app, pilot, ChooseDialog)
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        assert not cadres(store.connection)
        assert [(one.name, one.support, one.served) for one in projects(store.connection)] == [("春风", "20 brooms", 3)]


def shown(app: DeskApp) -> str:
    """The lines of the list in front."""
    return "\n".join(str(one.prompt) for one in app.screen.query_one(OptionList).options)
