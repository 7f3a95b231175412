"""The board of posts: who is needed where, who stands there, and by name who has not come. It follows what is scanned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import DataTable

from checkin.rules.instants import local_time
from checkin.texts import _
from tui.model.verdicts import Verdict
from tui.screens.dialog import Dialog, Text
from tui.screens.posts.deeds import Chosen, Deed
from tui.screens.posts.rows import Shown, about, others
from tui.screens.posts.table import PostTable
from tui.screens.search_line import SearchBar, SearchLine
from tui.widgets.action_row import ActionButton, Way
from tui.widgets.key_bar import Entry
from tui.words.lists import no_row_text

EVERY_S = 10
"""So often it is read anew: a shift begins, another desk's scans came in."""


class PostBoardDialog(Dialog[Chosen | None]):
    """Gives what somebody wants to do; None for Esc. `read` gives the board as it is now; where it does not follow, as it stood."""

    DEFAULT_CSS = """
    PostBoardDialog > #box { width: 120; }
    PostBoardDialog DataTable { height: auto; max-height: 9; overflow-x: hidden; background: $surface; }
    PostBoardDialog.-tall DataTable { max-height: 18; }
    PostBoardDialog.-scanned DataTable { max-height: 5; }
    PostBoardDialog.-tall.-scanned DataTable { max-height: 10; }
    PostBoardDialog #head { color: $quiet; }
    PostBoardDialog VerticalScroll { height: auto; max-height: 8; margin-top: 1; }
    PostBoardDialog.-tall VerticalScroll { max-height: 16; }
    PostBoardDialog.-scanned VerticalScroll { max-height: 2; }
    PostBoardDialog #others { color: $quiet; }
    PostBoardDialog.-middle DataTable { max-height: 8; }
    PostBoardDialog.-middle VerticalScroll { max-height: 5; }
    PostBoardDialog.-short DataTable { max-height: 6; }
    PostBoardDialog.-short VerticalScroll { max-height: 4; margin-top: 0; }
    PostBoardDialog.-middle.-scanned DataTable { max-height: 5; }
    PostBoardDialog.-middle.-scanned VerticalScroll { max-height: 2; margin-top: 0; }
    PostBoardDialog.-short.-scanned DataTable { max-height: 4; }
    PostBoardDialog.-short.-scanned VerticalScroll { max-height: 1; }
    PostBoardDialog.-short ActionRow, PostBoardDialog.-middle.-scanned ActionRow { margin-top: 0; }
    PostBoardDialog.-short.-scanned #head, PostBoardDialog.-short.-scanned #others, PostBoardDialog.-middle.-scanned #others { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", show=False),
        Binding("slash", "search", show=False),
    ]

    def __init__(
        self,
        shown: Shown,
        read: Callable[[], Awaitable[Shown | None]],
        marked: tuple[str | None, int | None] | None = None,
        *,
        follows: bool = True,
    ) -> None:
        super().__init__(_("Posts and shifts"))
        self._shown, self._read, self._follows = shown, read, follows
        self._table = PostTable(marked)
        self._search = SearchLine(self._table)
        self._head, self._about, self._others = Text(id="head"), Text(id="about"), Text(id="others")

    def parts(self) -> Iterable[Widget]:
        """The table, what is known of the marked shift, and what is said of all."""
        yield self._head
        yield SearchBar(self._search)
        yield self._table
        yield VerticalScroll(self._about, self._others)

    def entries(self) -> list[Entry]:
        """Enter changes the marked one."""
        if not self._shown.board.rows:
            return []
        return [("↑↓ Enter", _("change this one"), "screen.change"), ("/", _("search"), "screen.search")]

    def ways(self) -> list[Way]:
        """What else is done with posts."""
        rest = [(_("print"), "screen.give('print')")] if self._shown.board.rows else []
        then = (_("another time …"), "screen.give('at')") if self._follows else (_("as it is now"), "screen.give('at')")
        rest += [then] if self._shown.board.rows else []
        return [
            (_("bring in the plan"), "screen.give('plan')"),
            (_("bring in sign-ups"), "screen.give('sign_up')"),
            (_("a new post"), "screen.give('add')"),
            *rest,
            (_("list to fill in"), "screen.give('template')"),
        ]

    def begin(self) -> None:
        """Show it, and go on reading."""
        self._fill()
        if self._table.rows_shown:
            self._table.focus()
        self.set_interval(EVERY_S, self.look_again)

    def on_resize(self) -> None:
        """The columns fit the room."""
        if self._stands:
            self._fill()

    def show_verdict(self, verdict: Verdict) -> None:
        """Somebody was scanned: where they stand may be another post."""
        super().show_verdict(verdict)
        self.look_again()

    @work(exclusive=True, group="posts")
    async def look_again(self) -> None:
        """Read anew, and keep the marked row."""
        shown = await self._read()
        if shown is not None and self._stands and self.is_attached:
            self._shown = shown
            self._fill()

    def action_change(self) -> None:
        """Change the marked shift."""
        if self._table.marked is not None:
            self.action_give(Deed.CHANGE)

    def action_search(self) -> None:
        """Look for a post or for a person, who is then found at every post of theirs."""
        if self._shown.board.rows:
            self._search.begin()

    def action_leave(self) -> None:
        """Take the search away; without one, back to the desk."""
        if self._search.is_begun:
            self._search.end()
            self.on_search_line_ended()
        else:
            super().action_leave()

    def on_search_line_ended(self) -> None:
        """All rows are there again."""
        self._fill()
        self._table.focus()

    def on_input_changed(self) -> None:
        """Only the rows that have it."""
        self._fill()

    def on_input_submitted(self) -> None:
        """On to the table."""
        if self._table.rows_shown:
            self._table.focus()

    def action_give(self, deed: str) -> None:
        """Close with the deed, and the post and shift of the marked row."""
        row = self._table.marked
        self.dismiss(
            Chosen(Deed(deed), row and row.post.code, None if row is None or row.shift is None else row.shift.start)
        )

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter, or a click on the marked row."""
        event.stop()
        self.action_change()

    def on_data_table_row_highlighted(self) -> None:
        """Another one is marked."""
        self._tell()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A click on a heading sorts by it; once more turns the order around, a third time the plan's order is back."""
        self._table.turn(event.column_index)
        self._fill()

    def _fill(self) -> None:
        self._table.show(self._shown, self._search.value.strip())
        if not self._shown.board.rows and self.focused in (None, self._table):
            self.query(ActionButton).first().focus()
        activity = self._shown.activity
        time = f"{local_time(self._shown.now, activity.zone):%H:%M}"
        if not self._follows:
            day = local_time(self._shown.now, activity.zone).date().isoformat()
            time = _("as it stood on {day} at {time}").format(day=day, time=time)
        self._head.say(f"{activity.name or activity.code}  {time}")
        self._others.say("\n".join(others(self._shown)))
        self._tell()

    def _tell(self) -> None:
        row = self._table.marked
        if row is None and self._shown.board.rows:
            self._about.say(no_row_text(self._search.value.strip()))
            return
        empty = _("No posts yet: bring in the plan, a list with post, from, to, needed and number; or make a new post.")
        self._about.say(empty if row is None else "\n".join(about(row, self._shown)))
