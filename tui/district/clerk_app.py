"""The clerk's screen (`hourdesk district`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

import duckdb
from rich.text import Text
from textual import work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from checkin.rules.problems import Refused
from checkin.texts import _, language, say, use_language
from exports.district.asks.conflicts.conflict import Conflict
from exports.district.asks.totals import By
from exports.district.district import District
from tui.district import jobs, pages
from tui.district.commands import COMMANDS, shown_key
from tui.district.dialogs import AskDialog, ReadDialog, help_dialog
from tui.district.page import Maker, Page
from tui.district.thread import DistrictThread
from tui.model.themes import THEMES
from tui.screens.form import Field
from tui.widgets.key_bar import KeyBar
from tui.words.cells import cell_width
from tui.words.faults import sentences

T = TypeVar("T")
_BY = tuple(By)


class ClerkApp(App[int]):
    """A list, a line that says where one is, a foot, and keys. Enter goes down, Esc up."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #where { height: 1; background: $panel; color: $foreground; text-style: bold; padding: 0 1; }
    #foot { height: auto; max-height: 4; color: $quiet; padding: 0 1; }
    #hint { height: auto; padding: 1 2; color: $key; display: none; }
    DataTable { height: 1fr; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(",".join(command.keys), command.name, show=False) for command in COMMANDS),
        Binding("escape,backspace", "up", show=False),
    ]

    def __init__(self, path: Path, operator: str | None) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES["dark"].name
        self.title = _("Hourdesk")
        self.last_words: list[str] = []
        self._operator = operator
        self._district = DistrictThread(path)
        self._by = 0
        self._asking = 0
        self._way: list[tuple[Maker, Page, int]] = []
        """The pages from the first down to the one that is shown, each with the row at which it was left."""

    @property
    def settled(self) -> bool:
        """Whether a page is shown and no other is being made."""
        return bool(self._way) and not self._asking

    def compose(self) -> ComposeResult:
        """Where one is, the list, its foot, the keys."""
        yield Static(id="where", markup=False)
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static(id="hint", markup=False)
        yield Static(id="foot", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the packs."""
        self.query_one(KeyBar).show(self._entries())
        self.action_packs()

    async def on_unmount(self) -> None:
        """Let go of the district."""
        self._district.close()

    def action_packs(self) -> None:
        """The first page."""
        self._begin(pages.packs_page)

    def action_conflicts(self) -> None:
        """What does not fit."""
        self._begin(pages.conflicts_page)

    def action_totals(self) -> None:
        """Totals by what they were split by last."""
        by = _BY[self._by]
        self._begin(lambda district: pages.totals_page(district, by))

    def action_split(self) -> None:
        """The next way to split."""
        self._by = (self._by + 1) % len(_BY)
        self.action_totals()

    def action_up(self) -> None:
        """Where one came from."""
        if len(self._way) > 1:
            self._way.pop()
            self._show()

    def action_help(self) -> None:
        """All keys."""
        self.push_screen(help_dialog())

    def action_leave(self) -> None:
        """End."""
        self.exit(0)

    def action_language(self) -> None:
        """The other language, from the page on that is shown."""
        use_language("en" if language() == "zh" else "zh")
        self.query_one(KeyBar).show(self._entries())
        self._again()

    def action_merge(self) -> None:
        """Ask for a path, merge, tell pack by pack."""

        async def save(values: dict[str, str]) -> str:
            self._merge(Path(values["path"]).expanduser())
            return ""

        explanation = _("A pack, or a folder: everything in it is looked at, nothing else is changed.")
        self.push_screen(AskDialog(_("Merge"), explanation, [Field("path", _("file or folder"))], save))

    def action_trust(self) -> None:
        """Ask for a file, trust it."""

        async def save(values: dict[str, str]) -> str:
            file = Path(values["path"]).expanduser()
            self._read(_("Trust"), await self._asked(lambda district: jobs.trust(district, file, self._operator)))
            return ""

        explanation = _("A pack or a key file of the team. Compare its fingerprint with the school by telephone.")
        self.push_screen(AskDialog(_("Trust"), explanation, [Field("path", _("file"))], save))

    def action_rule(self) -> None:
        """Credit minutes to the session of the conflict that is marked or shown."""
        conflict = self._conflict()
        if conflict is None or not conflict.events:
            self.notify(_("Go to a conflict with events first."), markup=False)
            return

        async def save(values: dict[str, str]) -> str:
            await self._asked(lambda district: jobs.rule(district, conflict, values, self._operator))
            self._again()
            return ""

        fields = [Field("minutes", _("minutes")), Field("reason", _("reason"))]
        self.push_screen(AskDialog(_("Rule"), conflict.text, fields, save))

    def action_stand(self) -> None:
        """Let the conflict stand."""
        conflict = self._conflict()
        if conflict is None:
            self.notify(_("Go to a conflict first."), markup=False)
            return

        async def save(values: dict[str, str]) -> str:
            await self._asked(lambda district: jobs.stand(district, conflict, values, self._operator))
            self._again()
            return ""

        self.push_screen(AskDialog(_("Let stand"), conflict.text, [Field("reason", _("reason"))], save))

    def action_search(self) -> None:
        """Look for a text where the page can."""
        search = self._way[-1][1].search if self._way else None
        if search is None:
            self.notify(_("Go to the volunteers of a team first."), markup=False)
            return

        async def save(values: dict[str, str]) -> str:
            self._way.pop()
            self._down(search(values["text"]))
            return ""

        self.push_screen(
            AskDialog(_("Search"), _("Name, number or class; empty shows all."), [Field("text", _("text"))], save)
        )

    @work
    async def action_copy(self) -> None:
        """The sentence of the moment to the clipboard, and shown: not every terminal lets it through."""
        text = await self._told(jobs.sentence_now)
        if text is not None:
            self.copy_to_clipboard(text)
            self.push_screen(ReadDialog(_("Copied to the clipboard"), [text]))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter: down."""
        if self._way and 0 <= event.cursor_row < len(self._way[-1][1].rows):
            down = self._way[-1][1].rows[event.cursor_row].down
            if down is not None:
                self._leave_mark()
                self._down(down)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """What a cell is too narrow for is told below the list."""
        self._tell(event.cursor_row)

    def _tell(self, row: int) -> None:
        if self._way:
            page = self._way[-1][1]
            whole = page.rows[row].whole if 0 <= row < len(page.rows) else ""
            self.query_one("#foot", Static).update("\n".join(filter(None, (whole, page.foot))))

    def _entries(self) -> list[tuple[str, str, str]]:
        shown = [(shown_key(command), command.title(), f"app.{command.name}") for command in COMMANDS]
        return [*shown, ("Enter", _("down"), ""), ("Esc", _("up"), "app.up")]

    def _begin(self, maker: Maker) -> None:
        self._way.clear()
        self._down(maker)

    @work(exclusive=True)
    async def _down(self, maker: Maker) -> None:
        page = await self._told(maker)
        if page is not None:
            self._way.append((maker, page, 0))
            self._show()

    @work(exclusive=True)
    async def _again(self) -> None:
        """Make the page anew, and those above it when one goes back to them."""
        self._leave_mark()
        made = []
        for maker, _old, row in self._way:
            page = await self._told(maker)
            if page is None:
                return
            made.append((maker, page, row))
        self._way = made
        self._show()

    @work(exclusive=True, group="merge")
    async def _merge(self, path: Path) -> None:
        self.notify(_("Looking through the packs …"), markup=False)
        lines = await self._told(lambda district: jobs.merge_lines(district, path))
        if lines is not None:
            self._read(_("Merge"), lines)
            self._again()

    async def _asked(self, job: Callable[[District], T]) -> T:
        """For dialogs, which say themselves what went wrong."""
        try:
            return await self._district.ask(job)
        except duckdb.Error as error:
            raise OSError(str(error).splitlines()[0]) from error

    async def _told(self, job: Callable[[District], T]) -> T | None:
        """For the screen: what went wrong is shown, and None comes back."""
        self._asking += 1
        try:
            return await self._district.ask(job)
        except Refused as refused:
            lines = [say(problem) for problem in refused.problems]
        except (OSError, duckdb.Error) as error:
            lines = sentences(error if isinstance(error, OSError) else OSError(str(error).splitlines()[0]))
        finally:
            self._asking -= 1
        if not self._way:
            self.last_words = lines
            self.exit(1)
        else:
            self._read(_("That did not work"), lines)
        return None

    def _read(self, title: str, lines: list[str]) -> None:
        self.push_screen(ReadDialog(title, lines))

    def _conflict(self) -> Conflict | None:
        if not self._way:
            return None
        page = self._way[-1][1]
        row = self.query_one(DataTable).cursor_row
        marked = page.rows[row].conflict if 0 <= row < len(page.rows) else None
        return marked or page.conflict

    def _leave_mark(self) -> None:
        if self._way:
            maker, page, _row = self._way[-1]
            self._way[-1] = (maker, page, self.query_one(DataTable).cursor_row)

    def _show(self) -> None:
        _maker, page, row = self._way[-1]
        self.query_one("#where", Static).update(" › ".join(page.title for _m, page, _r in self._way))
        table = self.query_one(DataTable)
        table.clear(columns=True)
        widths = [max((cell_width(line.cells[i]) for line in page.rows), default=0) for i in range(len(page.headings))]
        for number, heading in enumerate(page.headings):
            table.add_column(Text(heading), key=str(number))
        tones = {"bad": self.theme_variables["bad"], "good": self.theme_variables["good"]}
        for line in page.rows:
            table.add_row(
                *(
                    Text(
                        " " * (max(widths[i], cell_width(page.headings[i])) - cell_width(text)) * (i in page.numbers)
                        + text,
                        tones.get("good" if i in page.bars else line.tone, ""),
                    )
                    for i, text in enumerate(line.cells)
                )
            )
        table.move_cursor(row=row)
        table.focus()
        hint = self.query_one("#hint", Static)
        hint.update(page.hint)
        hint.display = bool(page.hint)
        self._tell(row)


def run(path: Path, operator: str | None) -> int:
    """Show the screen until it is closed; the exit code."""
    import sys

    app = ClerkApp(path, operator)
    code = app.run()
    for line in app.last_words:
        print(line, file=sys.stderr)
    return code if code is not None else (app.return_code or 0)
