"""Sentences that screen and command line share name commands; on the screen they name the row of F10 that does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checkin.rules.problems import refuse
from checkin.texts import LOCALE_DIR, _, use_language, use_wording
from storage.store import Store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.desk.commands import COMMANDS
from tui.district.clerk_app import ClerkApp
from tui.district.commands import COMMANDS as CLERKS_COMMANDS
from tui.model.rows_of_more import COMMAND, named_by_rows, without_options
from tui.screens.dialog import Text
from tui.screens.message import MessageDialog
from tui.widgets.message_strip import MessageStrip
from tui.words.lost_desks import ON_SCREEN
from tui.words.people.roster import PRINT_BADGES
from tui.words.screens_way import SCREENS_WAY

_NO_PART_OF_THE_SCREEN = (
    "tui/cli",
    "tui/doctor",
    "tui/demo",
    "checkin/scanning",
    "storage/disk/whose",
    "storage/disk/folder",
    "storage/disk/connection",
    "exports/district/spark",
    "exports/printed/recovery_sheet",
    "exports/printed/test_sheet",
    "exports/printed/certificates/page",
)
"""What is said before there is a screen, or on paper for who stands before a computer without one."""
_STAY = ("hourdesk wrote",)
"""The program itself, and no command."""
_CLERKS = ("exports/district", "tui/district")
_OF_SCREENS = (
    "tui/desk",
    "tui/district",
    "tui/screens",
    "tui/model",
    "tui/widgets",
    "tui/devices",
    "tui/demo",
    "tui/words/screens_way",
)
_OF_ANOTHER_SCREEN = ("F10 there, ", *ON_SCREEN[:2], PRINT_BADGES, "or “Hours”")
"""The screen of a school's desk, what only a screen says of the words that it shares with commands, and the heading of a column."""
_KEY, _QUOTED = re.compile(r"\bF[1-9][0-2]?\b|\bEsc\b"), re.compile("“([^”]+)”")
_NAMED = re.compile(r"hourdesk [a-z]|(?<!\S)--[a-z]")


@pytest.fixture
def _screens_wording() -> Iterator[None]:
    use_wording(SCREENS_WAY)
    yield
    use_wording({})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the file is damaged: use hourdesk restore with the newest backup", "use F10 “Put a backup back”"),
        ("bring it back with hourdesk activity void A1", "with F10 “"),
        ("strike it out: hourdesk void 0f --reason WHY", "strike it out: F10 “"),
        ("take it with hourdesk take and a pack of desk 2", "and a pack of desk 2"),
        ("用 hourdesk protect 可加密数据文件夹", "”可加密数据文件夹"),
        (
            "first: hourdesk year close --dry-run shows what that comes to",
            "first: F10 “School year: close, take back, figures” shows",
        ),
        ("bring it back with hourdesk activity hide --undo", "with F10 “Another activity, or a new one”"),
        ("no backup that hourdesk wrote", "no backup that hourdesk wrote"),
        ("hourdesk check --accept-missing ends this", "hourdesk check --accept-missing ends this"),
        ("Hourdesk had to stop.", "Hourdesk had to stop."),
    ],
)
def test_a_command_is_said_as_its_row(text: str, shown: str) -> None:
    assert shown in named_by_rows(text, COMMANDS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("--leavers: nobody left", "nobody left"),
        ("--leavers：没有人离校", "没有人离校"),
        ("one\n--at-most: two", "one\ntwo"),
        ("list.csv -- 3: no", "list.csv -- 3: no"),
        ("--", "--"),
    ],
)
def test_no_option_is_named_on_the_screen(text: str, shown: str) -> None:
    assert without_options(text) == shown


def _said_by_the_clerk(text: str) -> str:
    return ClerkApp.named_by_rows(object.__new__(ClerkApp), text)


def _said_at_the_desk(text: str) -> str:
    return without_options(named_by_rows(text, COMMANDS))


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.usefixtures("_screens_wording")
def test_no_sentence_of_a_screen_names_a_command_or_an_option(spoken: str) -> None:
    """Of all texts that may come to the desk's or the clerk's screen, as the catalogue has them."""
    use_language("en")
    with (Path(LOCALE_DIR) / "zh" / "LC_MESSAGES" / "hourdesk.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    left = set()
    use_language(spoken)
    for message in catalogue:
        places = {place for place, _line in message.locations if not place.startswith(_NO_PART_OF_THE_SCREEN)}
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            if not text or not places or not _NAMED.search(text):
                continue
            said = _(text) if isinstance(message.id, str) or spoken == "en" else message.string[0]
            for app in (_said_at_the_desk, _said_by_the_clerk):
                is_here = app is _said_by_the_clerk or any(not place.startswith(_CLERKS) for place in places)
                shown = app(said)
                if is_here and _NAMED.search(shown) and not any(word in shown for word in _STAY):
                    left.add((app.__name__, shown))
    assert left == set()


def test_no_sentence_of_the_command_line_names_a_key_or_a_row_of_a_screen() -> None:
    """Of all texts that a command may print; a screen says them its own way."""
    with (Path(LOCALE_DIR) / "zh" / "LC_MESSAGES" / "hourdesk.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    rows = {text for command in (*COMMANDS, *CLERKS_COMMANDS) for text in (command.label, command.what)}
    left = set()
    for message in catalogue:
        text = "\n".join([message.id] if isinstance(message.id, str) else message.id)
        places = [place for place, _line in message.locations]
        if (_KEY.search(text) or rows.intersection(_QUOTED.findall(text))) and not all(
            place.startswith(_OF_SCREENS) for place in places
        ):
            left.add(text)
    assert {text for text in left if not any(there in text for there in _OF_ANOTHER_SCREEN)} == set()


def test_what_the_screens_say_otherwise_is_said_somewhere() -> None:
    """A text that was changed in the code must be changed there too."""
    with (Path(LOCALE_DIR) / "zh" / "LC_MESSAGES" / "hourdesk.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    assert {text for text in SCREENS_WAY if text not in catalogue} == set()


async def test_a_refusal_on_the_screen_names_the_row(tmp_path: Path) -> None:
    """In the strip and in a dialog."""
    desk = make_desk(tmp_path / "desk")

    def job(store: Store) -> None:
        raise refuse("x", "", "this key is damaged: restore the newest backup with hourdesk restore")

    async with opened(desk.path) as (app, pilot):
        assert await app.desk.tried(job) is None
        await until(pilot, lambda: any("F10 “" in str(strip.render()) for strip in app.screen.query(MessageStrip)))
        app.push_screen(MessageDialog("x", ["see hourdesk check", "then hourdesk backup"]))
        await until(pilot, lambda: isinstance(app.screen, MessageDialog))
        await pilot.pause(0.1)
        shown = "\n".join(text.render().plain for text in app.screen.query(Text))
        assert shown.count("F10 “") == 2 and COMMAND not in shown
