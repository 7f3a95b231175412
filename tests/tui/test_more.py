"""`more` (F10, Ctrl+P): everything in groups, found by typing, with keys beside; it gives way to a scan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from checkin.rules.activities import Activity
from checkin.texts import use_language
from tests.portions import in_the_soak, share
from tests.tui.desks import make_desk
from tests.tui.driving import from_more, opened, scanner, until
from tui.desk.app import DeskApp
from tui.desk.commands import COMMANDS
from tui.model.more_lines import best, found, line_of, with_sounds
from tui.screens.ask import AskDialog
from tui.screens.dialog import Text
from tui.screens.find import FindDialog
from tui.screens.message import MessageDialog
from tui.screens.more import MoreDialog

SIZES = [(60, 20), (80, 24), (120, 40), (200, 60)]


async def more(app: DeskApp, pilot: Pilot[int], key: str = "f10") -> MoreDialog:
    """Open it and wait until it stands."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, MoreDialog) and app.screen.check_action("", ()))
    assert isinstance(app.screen, MoreDialog)
    return app.screen


def marked(dialog: MoreDialog) -> str | None:
    option = dialog.query_one(OptionList).highlighted_option
    return None if option is None else option.id


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        *[("new per", "walk_in"), ("整班", "groups"), ("zbqd", "groups"), ("zhengban", "groups"), ("撤销", "undo")],
        *[("muster", "muster"), ("在场名单", "muster"), ("roster import", "bring_in_list"), ("cx", "undo"), ("证", "print_badges")],
        *[("F4", "undo"), ("alt+z", "undo"), ("strike out", "undo"), ("NO SUCH THING", "")],
    ],
)  # fmt: skip
def test_it_finds_by_words_of_both_languages_pinyin_initials_keys_and_names_of_commands(
    typed: str, command: str
) -> None:
    lines = [with_sounds(line_of(one)) for one in COMMANDS]
    shown = found(lines, typed)
    assert (shown[best(shown, typed)].command if shown else "") == command


@pytest.mark.parametrize(
    ("spoken", "typed", "command"),
    [
        ("zh", "备份", "backup"),
        ("zh", "退出", "leave"),
        ("en", "back", "backup"),
        ("en", "issue", "issue_certificates"),
        ("zh", "证", "print_badges"),
        *[("zh", "系列", "copy_activity"), ("en", "series", "copy_activity"), ("en", "every week", "copy_activity")],
        *[("zh", "岗位", "posts"), ("zh", "班次", "posts"), ("zh", "排班", "posts"), ("en", "rota", "posts")],
        *[("zh", "领取", "things"), ("zh", "归还", "things"), ("zh", "发放", "things"), ("en", "return", "things")],
        *[("zh", "升级", "school_year"), ("zh", "学年", "school_year"), ("zh", "学段", "school_year")],
        *[
            ("zh", "转学", "leavers"),
            ("en", "transfer", "leavers"),
            ("zh", "过敏", "notes"),
            ("en", "allergy", "notes"),
        ],
        *[("zh", "抽查", "sample"), ("en", "seed", "sample"), ("zh", "见证", "witness"), ("zh", "日历", "calendars")],
        *[
            ("zh", "学分", "requirements"),
            ("zh", "课表", "calendars"),
            ("zh", "保险", "roster_file"),
            ("zh", "打卡", "find"),
        ],
        *[
            ("zh", "岗位签到", "choose_post"),
            ("en", "shift", "posts"),
            ("en", "password", "pin"),
            ("zh", "密码", "pin"),
        ],
        *[("zh", "点名", "muster"), ("en", "fire", "muster"), ("zh", "删除", "undo"), ("en", "report", "workbook")],
        *[
            ("zh", "U盘", "copy_now"),
            ("zh", "教育局", "district_pack"),
            ("en", "sync", "take_pack"),
            ("zh", "班级", "groups"),
        ],
        *[
            ("zh", "请假", "review"),
            ("en", "appeal", "review"),
            ("zh", "换班级", "bring_in_list"),
            ("zh", "隐私", "purge"),
        ],
        *[("zh", "凭证", "issue_certificates"), ("zh", "证明", "issue_certificates"), ("zh", "达标", "requirements")],
        *[
            ("zh", "挂失", "lost_badge"),
            ("en", "lost card", "lost_badge"),
            ("zh", "误扫", "undo"),
            ("zh", "补签", "paper"),
            ("zh", "补录", "paper"),
            ("zh", "证件", "print_badges"),
            ("zh", "帮助", "help"),
            ("en", "two numbers", "volunteer_page"),
        ],
    ],
)
def test_a_title_that_begins_with_it_is_marked_before_a_row_that_has_it_as_another_name(
    spoken: str, typed: str, command: str
) -> None:
    use_language(spoken)
    shown = found([line_of(one) for one in COMMANDS], typed)
    assert shown[best(shown, typed)].command == command


@pytest.fixture(params=["en", "zh"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    use_language(request.param)
    yield request.param
    use_language("en")


@pytest.mark.parametrize("key", share(["f10", "ctrl+p"], 0, 2))
async def test_typing_and_enter_do_the_command(tmp_path: Path, key: str, spoken: str) -> None:
    """Letters find, Enter does it, Esc leads back with nothing done."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        dialog = await more(app, pilot, key)
        for letter in "找人" if spoken == "zh" else "find":
            dialog.query_one(Input).insert_text_at_cursor(letter)
        await until(pilot, lambda: marked(dialog) == "find")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FindDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        await more(app, pilot, key)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)


@in_the_soak
async def test_a_click_on_a_line_does_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, (80, 24)) as (app, pilot):
        dialog = await more(app, pilot)
        dialog.query_one(Input).value = "help all keys"
        await until(pilot, lambda: marked(dialog) == "help")
        lines = dialog.query_one(OptionList)
        await pilot.click(OptionList, offset=(5, lines.highlighted or 0))
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))


async def test_what_does_not_fit_now_is_dim_and_says_why(tmp_path: Path) -> None:
    """Enter on it says the reason, and the list stays; its key says the same on the desk."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        dialog = await more(app, pilot)
        lines = dialog.query_one(OptionList)
        lines.highlighted = lines.get_option_index("check_out")
        await pilot.press("enter")
        await until(pilot, lambda: "too soon" in dialog.query_one("#trouble", Text).render().plain)
        assert app.screen is dialog
        await pilot.press("escape", "f7")
        await until(pilot, lambda: "too soon" in app.said[0].text)


async def test_its_last_line_leaves(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        dialog = await more(app, pilot)
        await pilot.press("up")
        assert marked(dialog) == "leave"
        await pilot.press("enter")
        await until(pilot, lambda: app.return_code == 0)


async def test_leaving_asks_while_people_are_on_site(tmp_path: Path) -> None:
    """It names how many and where; Esc stays. After the close of the activity nobody can check out, and nothing is asked."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: app.state.verdict.name == "王芳")
        await pilot.press("ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, AskDialog))
        said = " ".join(text.render().plain for text in app.screen.query(Text))
        assert "1 person is on site in River bank qd1" in said
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.desk.screen)
        assert app.return_code is None
        board = app.state.board
        assert board is not None
        closed: Activity = board.activity._replace(closed_at=app.desk.clock.now())
        app.state.board = board._replace(activity=closed)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app.return_code == 0)


@pytest.mark.parametrize("size", share(SIZES, 0, 4))
async def test_the_verdict_zone_stays_in_sight_and_a_scan_is_no_search(tmp_path: Path, size: tuple[int, int]) -> None:
    """Above the list stands what the zone says: the state, then the scan that came; the digits are not in the field."""
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path, size) as (app, pilot):
        dialog = await more(app, pilot)
        assert dialog.above.verdict == app.desk.screen.verdict.verdict
        box = dialog.query_one("#box").region
        assert dialog.above.region.bottom <= box.y and dialog.above.region.height >= 6
        assert box.bottom == size[1] and dialog.query_one(OptionList).region.height >= 6
        scanner(app, desk.badges["cq8/0003"])
        await until(pilot, lambda: dialog.above.verdict.name == "王芳")
        assert dialog.query_one(Input).value == ""
        await until(pilot, lambda: dialog.above.region.bottom <= dialog.query_one("#box").region.y)
        assert app.screen is dialog


@in_the_soak
async def test_it_opens_on_the_review_and_goes_back_there(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    async with opened(desk.path) as (app, pilot):
        await pilot.press("shift+f1")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        review = app.screen
        await from_more(app, pilot, "help")
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is review)
