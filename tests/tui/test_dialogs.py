"""What people do at the desk by hand: each story ends in the record."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len
from textual.widgets import Input, OptionList

from checkin.clock import SYSTEM_CLOCK
from checkin.texts import use_language
from storage.people.person import Person
from storage.presence.board import PresenceState, read_board
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import by_button, opened, scanner, told, until
from tui.model.verdicts import Tone
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog
from tui.screens.find import FindDialog


def _states(path: Path, activity: str = "cq8/qd1") -> dict[str, PresenceState]:
    with open_store(path, SYSTEM_CLOCK) as store:
        return {row.name + row.class_name: row.state for row in read_board(store, activity).rows}


async def test_namesakes_are_told_apart_and_one_is_picked(tmp_path: Path) -> None:
    """Two people are called 张伟: nobody is marked until the arrow marks one; the second is checked in."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f2")
        await pilot.pause(0.1)
        app.screen.query_one(Input).value = "伟"
        found = app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count == 2)
        await pilot.press("enter")
        assert isinstance(app.screen, FindDialog)
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
    assert _states(desk.path)["张伟七(2)班"] is PresenceState.ON_SITE
    assert _states(desk.path)["张伟七(1)班"] is PresenceState.ABSENT


async def test_a_long_name_moves_the_columns_of_all(tmp_path: Path) -> None:
    """Classes stand below each other, however long one name is; at 80 columns nothing is pushed off."""
    long, short = "阿依古丽·买买提江·玉素甫", "阿明"
    people = tuple(
        Person(team="cq8", number=number, name=name, class_name="七(1)班", kind="student")
        for number, name in (("0001", long), ("0002", short))
    )
    desk = make_desk(tmp_path / "desk", people=people)

    async with opened(desk.path, (80, 24)) as (app, pilot):
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
        app.screen.query_one(Input).value = "阿"
        found = app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count == 2)
        lines = [str(option.prompt) for option in found.options]
        assert len({cell_len(line[: line.index("七(1)班")]) for line in lines}) == 1
        assert all(cell_len(line) <= found.size.width for line in lines)


async def test_pinyin_initials_find_and_check_out(tmp_path: Path) -> None:
    """Wang Fang is in; somebody types wf, Enter finds her alone, F7 checks her out."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.press("alt+f")
        await pilot.pause(0.1)
        app.screen.query_one(Input).value = "wf"
        found = app.screen.query_one(OptionList)
        await until(pilot, lambda: found.option_count == 1)
        await by_button(app, pilot, "pick('out')")
        await until(pilot, lambda: app.state.verdict.tone is Tone.OUT)
    assert _states(desk.path)["王芳七(1)班"] is PresenceState.LEFT


async def test_undo_strikes_out_the_scan_that_was_shown(tmp_path: Path) -> None:
    """Zhang Wei is scanned by mistake; while undo asks, Ana scans too; Enter strikes out Zhang Wei, not Ana."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        scanner(app, desk.badges["cq8/0004"])
        await until(pilot, lambda: app.state.verdict.name == "Ana Lopez")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.verdict.word == "UNDONE")
        assert (app.state.verdict.name, app.state.verdict.detail) == ("张伟", "七(1)班 · 0001")
        await until(pilot, lambda: app.desk.screen.scans.render().plain.split("\n")[0].count("张伟") == 1)
    states = _states(desk.path)
    assert states["张伟七(1)班"] is PresenceState.ABSENT
    assert states["Ana Lopez7B"] is PresenceState.ON_SITE


async def test_a_walk_in_is_registered_and_checked_in(tmp_path: Path) -> None:
    """Li Lei is in no list: name, class, Enter; he is in."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f5")
        await pilot.pause(0.1)
        await pilot.press("enter", "enter", "enter")
        await until(pilot, lambda: told(app).strip() != "")
        app.screen.query_one("#name", Input).value = "李雷"
        app.screen.query_one("#class", Input).value = "八(4)班"
        app.screen.row("kind").text = "teacher"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        assert "teacher" in app.state.verdict.detail
    assert _states(desk.path)["李雷八(4)班"] is PresenceState.ON_SITE


async def test_scans_go_to_the_activity_that_was_chosen_and_it_is_remembered(tmp_path: Path) -> None:
    """F6, the other activity, a scan; the next start is on that activity."""
    desk = make_desk(tmp_path / "desk", activities=("qd1", "qd2"))

    chosen: list[str] = []
    async with opened(desk.path) as (app, pilot):
        first = app.state.activity.key
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        other = app.screen.query_one(OptionList)
        keys = [other.get_option_at_index(i).id for i in range(1, other.option_count)]
        other.highlighted = 1 + next(i for i, key in enumerate(keys) if key != first)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity.key != first)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        chosen.append(app.state.activity.key)
    async with opened(desk.path) as (app, _pilot):
        chosen.append(app.state.activity.key)
    assert chosen[0] == chosen[1]
    assert _states(desk.path, chosen[0])["张伟七(1)班"] is PresenceState.ON_SITE


@in_the_soak
async def test_a_new_activity_says_what_is_wrong_and_stays(tmp_path: Path) -> None:
    """An end at the start is a sentence in the dialog; the corrected one is made."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        app.screen.query_one(OptionList).highlighted = 0
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#place")))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "what the activity is called" in told(app))
        for name, value in (("name", "Library"), ("place", "Hall"), ("start", "10:00"), ("end", "1000")):
            app.screen.query_one(f"#{name}", Input).value = value
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "ends before" in told(app))
        # Neither an option of a command nor a code that nobody chose.
        assert "--" not in told(app) and "2026" not in told(app)
        app.screen.query_one("#day", Input).value = "2026/2/30"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "2026/2/30" in told(app))
        app.screen.query_one("#day", Input).value = "2026/3/5"
        app.screen.query_one("#end", Input).value = "11：30"
        await pilot.press("ctrl+s")
        # That day is far from today, which is asked about.
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity.name == "Library")


async def test_closing_names_who_forgot_and_can_be_taken_back(tmp_path: Path) -> None:
    """Ana is still in: the dialog names her; after closing she waits for review; a scan of 张伟 is refused."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0004"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.IN)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        shown = " ".join(w.render().plain for w in app.screen.query("Text"))
        assert "Ana Lopez" in shown
        await pilot.pause(0.3)  # an Enter right behind a burst is the scanner's
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity.closed_at is not None)
        assert app.desk.screen.verdict.verdict.word == "CLOSED" and "F8" in app.desk.screen.verdict.verdict.advice
        assert "· closed" in app.desk.screen.top.render().plain
        await until(pilot, lambda: "Look at them now?" in str(app.screen.query("#box").first().border_title))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.tone is Tone.REFUSED)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, lambda: app.state.activity.closed_at is None)
        assert app.desk.screen.verdict.verdict.word == "READY"
        assert "closed" not in app.desk.screen.top.render().plain


async def test_direction_is_shown_and_obeyed(tmp_path: Path) -> None:
    """F3 twice: only out; who never came is said so."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        await pilot.press("f3", "f3")
        assert "ONLY OUT" in app.desk.screen.top.render().plain
        scanner(app, desk.badges["cq8/0001"])
        await until(pilot, lambda: app.state.verdict.word == "NO CHECK-IN")


async def test_the_footer_can_be_clicked(tmp_path: Path) -> None:
    """A click on F2 in the footer opens the search."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        line = app.desk.screen.keys.render().plain.split("\n")[0]
        await pilot.click(app.desk.screen.keys, offset=(line.index("F2") + 1, 0))
        await until(pilot, lambda: isinstance(app.screen, FindDialog))


async def test_only_the_keys_that_work_are_shown(tmp_path: Path) -> None:
    """F3 and F7 mean something else in the search: the desk's footer is gone while it is open, and back after it."""
    desk = make_desk(tmp_path / "desk")

    async with opened(desk.path) as (app, pilot):
        assert app.desk.screen.keys.visible
        place = app.desk.screen.counters.region
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, FindDialog) and not app.desk.screen.keys.visible)
        assert app.desk.screen.counters.region == place
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen and app.desk.screen.keys.visible)


async def test_a_form_names_its_fields_as_it_shows_them(tmp_path: Path) -> None:
    """A new person without a name: the label stands before what is wrong, in Chinese too."""
    desk = make_desk(tmp_path / "desk")

    use_language("zh")
    async with opened(desk.path) as (app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: told(app).strip() != "")
