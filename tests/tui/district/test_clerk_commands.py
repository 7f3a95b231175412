"""The clerk's registry of commands, and commands tried on a stand-in for the screen."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from textual.screen import Screen

from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from exports.district.district import District
from tests.exports.district.invented import invented_district
from tui.district.arranging import Look
from tui.district.commands import COMMANDS
from tui.district.commands.conflicts import Rule, Stand
from tui.district.commands.saving import Save
from tui.district.commands.views import Conflicts, Search, Split, Totals
from tui.district.page import Maker, Page, Row
from tui.model.commands import Command

T = TypeVar("T")
R = TypeVar("R")


class StandIn:
    """Makes pages of a real district at once, keeps what was said, and opens no dialog."""

    def __init__(self, district: District) -> None:
        self.by = By.TEAM
        self.operator: str | None = "Zhou"
        self.page: Page | None = None
        self.conflict: Conflict | None = None
        self.marked: Row | None = None
        self.shown_rows: list[Row] = []
        self.notes: list[str] = []
        self._district = district

    @property
    def commands(self) -> Sequence[Command]:
        return COMMANDS

    def arrange(self, change: Callable[[Look], Look]) -> None: ...

    def begin(self, maker: Maker) -> None:
        self.page = maker(self._district)

    def replace(self, maker: Maker) -> None:
        self.begin(maker)

    def again(self) -> None: ...

    async def answer(self, dialog: Screen[R]) -> R | None:
        raise AssertionError("nothing is to be asked")

    def tell(self, title: str, lines: Sequence[str]) -> None: ...

    def note(self, text: str) -> None:
        self.notes.append(text)

    def start(self, work: Coroutine[Any, Any, None]) -> None: ...

    def copy_to_clipboard(self, text: str) -> None: ...

    def show_keys(self) -> None: ...

    def leave(self) -> None: ...

    def home(self) -> None: ...


def test_no_key_is_taken_twice_and_every_command_says_what_it_does() -> None:
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys)) and {"escape", "enter", "backspace"}.isdisjoint(keys)
    for command in COMMANDS:
        assert command.help().endswith(".") and command.title()


async def test_what_has_nothing_to_work_on_says_where_to_go(tmp_path: Path) -> None:
    """Rule and let stand without a conflict: a sentence, and no dialog; save and search where there is no page do nothing."""
    with invented_district(tmp_path / "d") as district:
        clerk = StandIn(district)
        for command in (Rule(), Stand(), Search(), Save()):
            await command.do(clerk)
    assert clerk.notes == [
        "Go to a conflict of hours, codes or persons first; the others can only be left, or decided at the school.",
        "Go to a conflict first.",
    ]


async def test_totals_are_split_by_each_kind_in_turn(tmp_path: Path) -> None:
    """S as often as there are kinds comes back to the first; 3 keeps the last one."""
    with invented_district(tmp_path / "d") as district:
        clerk = StandIn(district)
        titles = []
        for _kind in By:
            await Split().do(clerk)
            assert clerk.page is not None
            titles.append(clerk.page.title)
        await Conflicts().do(clerk)
        await Totals().do(clerk)
        assert clerk.page.title == titles[-1] and len(set(titles)) == len(By) and clerk.by is By.TEAM
