"""Whose limit comes soon is told on a calm line of the desk, at the verdict of a check-in, whose word stays, and behind F10."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.guarding import AgeLimits
from storage.presence.board import read_board
from storage.standard.guard import guard_table
from storage.store import open_store
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tests.tui.making.working import agree, choose, fill, strip
from tests.tui.making.working import said as said_in
from tui.desk.app import DeskApp
from tui.screens.ask import AskDialog
from tui.screens.dialog import Text
from tui.screens.look_first import LookDialog

WHO, ACTIVITY = "cq8/0003", "cq8/qd1"
OWN = "minutes_ahead = 60\n[[age]]\nunder = 16\nlongest_stretch = 0.5\n"


def shown_text(app: DeskApp) -> str:
    return "\n".join(one.render().plain for one in app.screen.query(Text) if one.render().plain.strip())


async def test_a_limit_that_comes_is_told_at_the_check_in_and_on_a_line(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "d")
    (desk.path / "guard.toml").write_text(OWN, "utf-8")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        badge, person = store.register.badge(WHO), store.register.person(WHO)
        assert badge is not None and person is not None
        with store.ledger.transaction():
            store.register.write([person._replace(birth=date(store.today().year - 15, 1, 1))])
    async with opened(desk.path) as (app, pilot):
        scanner(app, badge)
        await until(pilot, lambda: "at most 30 min at a stretch" in app.desk.state.verdict.advice)
        assert app.desk.state.verdict.word == "IN"
        await until(
            pilot, lambda: "under 16: at most 30 min at a stretch" in str(app.desk.display.screen.reminder.render())
        )
        await from_more(app, pilot, "minors")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        near, _rule, limits = shown_text(app).rpartition("\n\n")
        assert "0003" in near and "under 16: at most 30 min at a stretch" in near and "River bank qd1" in near
        assert "0001" not in near and limits.startswith("under 16") and "30 min" in limits
        await pilot.press("escape")
        (desk.path / "guard.toml").write_text(OWN.replace("0.5", '"long"'), "utf-8")
        await from_more(app, pilot, "minors")
        await until(pilot, lambda: "guard.toml" in strip(app))
        assert not isinstance(app.screen, LookDialog), "a table that is none is said, and nothing is shown"
    (desk.path / "guard.toml").write_text(OWN, "utf-8")
    with open_store(desk.path, SYSTEM_CLOCK) as store:
        read = {row.volunteer: row for row in read_board(store, ACTIVITY).rows}
    shown = {row.volunteer: row for row in (app.desk.state.board.rows if app.desk.state.board else ())}
    assert (read[WHO].limits, read[WHO].served, read[WHO].young) == (shown[WHO].limits, 0, False), (
        "after a scan as read anew"
    )


@in_the_soak
async def test_the_limits_are_written_in_a_form_and_shown_before_they_are_kept(tmp_path: Path) -> None:
    """An age class is changed, the time ahead too; what can't be is said beside its field, and the usual table comes back."""
    desk = make_desk(tmp_path / "d")
    own = desk.path / "guard.toml"
    async with opened(desk.path) as (app, pilot):
        await from_more(app, pilot, "minors")
        await agree(app, pilot, "under 14")
        await choose(app, pilot, "under 14")
        await choose(app, pilot, "change it")
        await fill(app, pilot, under="31", latest="7pm")
        await until(pilot, lambda: "from 1 to 30" in said_in(app))
        await fill(app, pilot, under="15", hours_a_day="3", longest_stretch="", latest="18：30", adult="")
        await until(pilot, lambda: isinstance(app.screen, LookDialog))
        assert not own.exists()
        nobody = "Nobody here has other limits by it."
        await agree(app, pilot, "before: under 14", "after: under 15", "at most 3 h a day", nobody)
        await choose(app, pilot, "told 15 minutes before")
        await fill(app, pilot, minutes_ahead="20")
        await agree(app, pilot, "after: told 20 minutes before")
        await until(pilot, lambda: "minutes_ahead = 20" in own.read_text("utf-8"))
        table = guard_table(desk)
        assert (table.ahead, table.classes[0]) == (20, AgeLimits(15, 180, 1110))
        await choose(app, pilot, "let the usual table hold again")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        await pilot.press("enter")
        await until(pilot, lambda: not own.exists())
