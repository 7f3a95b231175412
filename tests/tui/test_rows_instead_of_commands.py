"""Sentences that screen and command line share name commands; on the screen they name the row of F10 that does it."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checkin.rules.problems import refuse
from checkin.texts import LOCALE_DIR, use_language
from storage.store import Store
from tests.tui.desks import make_desk
from tests.tui.driving import opened, until
from tui.desk.commands import COMMANDS
from tui.model.rows_of_more import COMMAND, named_by_rows, without_options
from tui.screens.dialog import Text
from tui.screens.message import MessageDialog
from tui.widgets.message_strip import MessageStrip

_NO_PART_OF_THE_SCREEN = (
    "tui/cli",
    "tui/doctor",
    "exports",
    "tui/district",
    "checkin/scanning",
    "storage/disk/whose",
    "tui/demo",
)
_STAY = (
    "hourdesk wrote",
    "hourdesk pin reset",
    "hourdesk link --list",
    "hourdesk init",
    "hourdesk district",
    "hourdesk activity clash",
)
"""What no row can do: a program that wrote something, what is done before there is a desk, the district's commands."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the file is damaged: use hourdesk restore with the newest backup", "use F10 “Put a backup back”"),
        ("bring it back with hourdesk activity void A1", "with F10 “"),
        ("strike it out: hourdesk void 0f --reason WHY", "strike it out: F10 “"),
        ("take it with hourdesk take and a pack of desk 2", "and a pack of desk 2"),
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


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_hardly_a_sentence_of_the_screen_still_names_a_command(spoken: str) -> None:
    """Of all texts that may come to the desk's screen, without an option that no row has."""
    use_language(spoken)
    with (Path(LOCALE_DIR) / "zh" / "LC_MESSAGES" / "hourdesk.po").open("rb") as file:
        catalogue = read_po(file, locale="zh")
    left = set()
    for message in catalogue:
        places = [place for place, _line in message.locations]
        if all(place.startswith(_NO_PART_OF_THE_SCREEN) for place in places):
            continue
        for text in (message.id if spoken == "en" else message.string,):
            for one in (text,) if isinstance(text, str) else text:
                shown = named_by_rows(one, COMMANDS)
                if COMMAND in shown and " --" not in shown and not any(word in shown for word in _STAY):
                    left.add(shown)
    assert left == set()


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
