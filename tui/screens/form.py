"""The one form: a dialog of fields. What a field takes says its `Field` (tui/screens/field.py, kinds in fields/kinds.py).

Enter goes from one field to the next, and in the last one it saves; so does Ctrl+S anywhere. Tab and the arrows move, the space
bar opens a list or ticks; Esc goes back, and asks first where something was typed. Nothing else is a key.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from checkin.rules.problems import Problem, Refused
from checkin.texts import _, say
from tui.model.stay import Stay
from tui.screens.ask import AskDialog
from tui.screens.dialog import Dialog, Text
from tui.screens.field import Field, wrong_with
from tui.screens.fields.button import SideButton
from tui.screens.fields.row import Row
from tui.widgets.key_bar import Entry
from tui.words import faults

T = TypeVar("T")
_WIDTHS = [(0, "-slim"), (50, "-roomy")]
"""Columns of the terminal, and the class from there on: a slim form leaves more room to what is typed."""
PATIENCE_S = 0.3
"""A save that takes longer is seen in the key bar."""
MOST_APART = 4
"""Fields that stand apart; more of them stand close, so that a form fits below a verdict."""


class FormDialog(Dialog[T]):
    """Asks for fields. `save` gets their texts by name and gives the answer of the dialog; what it refuses stands beside the field
    that it names (by name or label), else below them, and everything typed stays. `explanation` stands above the fields. `check`
    refuses as `save` does, and comes before the question about a value that can never be changed (`Field.final`). `does` is a word for
    what is done with the fields where they are not saved."""

    DEFAULT_CSS = """
    FormDialog > #box { scrollbar-size-vertical: 2; }
    FormDialog #explanation { margin-bottom: 1; }
    FormDialog.-short.-scanned #explanation { margin-bottom: 0; }
    FormDialog.-dense Row { margin-bottom: 0; }
    FormDialog.-slim Row > .line > Text { width: 12; }
    FormDialog.-slim Row > .wrong, FormDialog.-slim Row > .proposals { margin-left: 0; }
    """
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        # No priority: the key comes to the field behind the letters that were typed before it.
        Binding("ctrl+s", "save", show=False),
        Binding("enter", "next", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]
    most_troubles: ClassVar[int] = 12
    """Lines of trouble that are shown below the fields at most."""
    keeps_typed: ClassVar[bool] = False
    """Whether Esc goes back without a question: the caller keeps what was typed (`kept`), as a step of several does."""
    back_word: str = ""
    """What the button below the fields says that leads to the step before; no button where it is empty."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], Awaitable[T]],
        explanation: str = "",
        check: Callable[[dict[str, str]], Awaitable[None]] | None = None,
        does: str = "",
    ) -> None:
        super().__init__(title)
        self.set_class(len(fields) > MOST_APART, "-dense")
        self._check_first = check
        self._does = does
        self._fields = list(fields)
        self._save_values = save
        self._explanation = explanation
        self._saving = False
        self._begun: dict[str, str] = {}
        self._said_of: dict[str, str] = {}
        self.kept: dict[str, str] = {}
        """What stood in the fields when the form was left."""
        self.went_back = False
        """Whether the form was left by the button that leads to the step before."""

    def parts(self) -> Iterable[Widget]:
        """An explanation, then the fields."""
        yield Text(self._explanation.rstrip("\n"), id="explanation")
        for field in self._fields:
            yield Row(field)
        if self.back_word:
            yield SideButton(self.back_word)

    def entries(self) -> list[Entry]:
        """Enter, which saves in the last field, and elsewhere the key that saves from anywhere."""
        row = self.row_in_focus()
        if row is not None and row.wants_path:
            return [("Enter", _("choose …"), "screen.next")]
        if row is self.rows()[-1] if row else len(self._fields) <= 1:
            return [("Enter", self.doing(), "screen.next")]
        return [("Enter", _("next"), "screen.next"), ("Ctrl+S", self.doing(), "screen.save")]

    def doing(self) -> str:
        """What becomes of the fields in the end, in a word."""
        return self._does or _("save")

    def all_entries(self) -> list[Entry]:
        """Also what the field that has the focus does; where its list is open, what the list does. While what was typed is being
        worked on no key does anything, and none is offered."""
        if self._saving:
            return [("…", _("wait a moment"), "")]
        row = self.row_in_focus()
        if row is not None and row.is_choosing:
            return [("↑↓ Enter", _("choose"), "screen.choose_line"), ("Esc", _("shut the list"), "screen.shut_list")]
        return [*(row.keys() if row else ()), *super().all_entries()]

    def tab_leads_to_ways(self) -> bool:
        """Only from the last field: from those before it Tab goes to the next one."""
        row = self.row_in_focus()
        return row is None or row is self.rows()[-1]

    def begin(self) -> None:
        """Somebody may type at once."""
        self._begun = self.values()
        self.first_field().focus()

    def rows(self) -> list[Row]:
        """The rows of fields that are shown, from top to bottom."""
        return [row for row in self.query(Row) if row.display]

    def row(self, name: str) -> Row:
        """The row of the field of this name."""
        return next(row for row in self.query(Row) if row.field.name == name)

    def row_in_focus(self) -> Row | None:
        """The row of the field that has the focus, or of its button."""
        focused = self.focused
        return None if focused is None else next((r for r in focused.ancestors if isinstance(r, Row)), None)

    def first_field(self) -> Widget:
        """The field that gets the focus first: the first empty one, else the first one."""
        rows = self.rows()
        return next((row for row in rows if not row.text), rows[0]).editor

    def on_input_submitted(self) -> None:
        """Enter in a field is `next`."""
        self.action_next()

    def action_next(self) -> None:
        """The next field; from the last one, save. A path that is needed and missing is picked."""
        rows, row = self.rows(), self.row_in_focus()
        if row is not None and row.wants_path:
            row.pick()
        elif row is rows[-1]:
            self.action_save()
        else:
            rows[rows.index(row) + 1 if row else 0].editor.focus()

    def action_move(self, by: int) -> None:
        """The field below or above; below the last one its proposals, where it has some."""
        rows, row = self.rows(), self.row_in_focus()
        at = rows.index(row) + by if row else 0
        if row is not None and at == len(rows) and row.has_proposals:
            row.open_list()
        elif at < 0 and self.query_one("#box").scroll_y > 0:
            # What stands above the fields is read first.
            self.query_one("#box").scroll_home(animate=False)
        else:
            rows[at % len(rows)].editor.focus()

    def action_open_list(self) -> None:
        """A click on the key bar: what the space bar does in the field."""
        if (row := self.row_in_focus()) is not None:
            row.open_list()

    def action_choose_line(self) -> None:
        """A click on the key bar: the marked line of the list that is open."""
        if (row := self.row_in_focus()) is not None:
            row.choose()

    def action_shut_list(self) -> None:
        """A click on the key bar: the list is shut, and the field keeps what it had."""
        if (row := self.row_in_focus()) is not None:
            row.action_shut()

    def on_descendant_focus(self) -> None:
        """Another field: other keys; where they need a line more, the field stays in sight above them."""
        self.show_keys()
        if (row := self.row_in_focus()) is not None:
            self.call_after_refresh(row.scroll_visible, animate=False)

    def on_row_changed(self, event: Row.Changed) -> None:
        """A text that is too long is told while it is typed; what was wrong with another text is no longer said."""
        self.row(event.name).look()
        if self._said_of not in ({}, self.values()):
            self._said_of = {}
            self.trouble.say("")
        self.changed(event.name)
        self.show_keys()

    def changed(self, name: str) -> None:
        """The field of this name was filled in differently."""

    @property
    def is_typed(self) -> bool:
        """Whether something else stands in the fields than at the beginning."""
        return self.values() != self._begun

    def action_save(self) -> None:
        """Save once, also if the key is pressed several times; not while a field can't be taken."""
        if self._saving or self.is_answered:
            return
        if wrong := [row for row in self.rows() if self._is_wrong(row)]:
            wrong[0].editor.focus()
        else:
            self._saving = True
            # What is recorded at once changes no keys.
            self.set_timer(PATIENCE_S, self.show_keys)
            self._save(self.values())

    def _is_wrong(self, row: Row) -> bool:
        said = wrong_with(row.field, row.text)
        row.say_wrong(said)
        return bool(said)

    def values(self) -> dict[str, str]:
        """What stands in the fields, by their names."""
        return {row.field.name: row.text if row.field.is_secret else _typed(row.text) for row in self.query(Row)}

    def action_leave(self) -> None:
        """Go back, but not while something is being recorded, whose answer comes first; and after a question where something
        that was typed would be lost."""
        if self._saving:
            self.trouble.say(_("This is still being worked on: wait a moment."))
        elif self.keeps_typed or not self.is_typed:
            self._leave_if(True)
        else:
            lines = [_("What you typed here is not saved.")]
            question = AskDialog(_("Leave without saving?"), lines, _("leave without saving"))
            self.app.push_screen(question, self._leave_if)

    def _leave_if(self, agreed: bool | None) -> None:
        if agreed:
            self.kept = self.values()
            super().action_leave()

    def on_side_button_pressed(self) -> None:
        """Back to the step before."""
        self.went_back = True
        self._leave_if(True)

    @work
    async def _save(self, values: dict[str, str]) -> None:
        try:
            if self._check_first is not None:
                await self._check_first(values)
            await self._ask_about_final(values)
            result = await self._save_values(values)
        except Stay as stay:
            self.trouble.say("\n".join(stay.lines))
        except faults.Trouble as error:
            self.tell(error)
        else:
            self.dismiss(result)
        finally:
            self._saving = False
            if not self.is_answered:
                # What is said below the fields is said of these texts.
                self._said_of = self.values()
                self.show_keys()

    async def _ask_about_final(self, values: Mapping[str, str]) -> None:
        """What can never be changed is asked once more. Raises Stay for no."""
        lines = [field.final.format(value=values[field.name]) for field in self._fields if field.final]
        if lines and not await self.app.push_screen_wait(AskDialog(_("Is this right?"), lines, _("yes, for good"))):
            raise Stay

    def tell(self, error: BaseException) -> None:
        """What went wrong: beside the fields that it names, the rest below them."""
        if not isinstance(error, Refused):
            self.trouble.say(self.sentences(error))
            return
        beside: dict[str, list[str]] = {}
        rest: list[Problem] = []
        for problem in error.problems:
            name = self._field_of(problem.where)
            if name is None:
                rest.append(problem)
            else:
                beside.setdefault(name, []).append(say(replace(problem, where="")))
        for row in self.rows():
            row.say_wrong(beside.get(row.field.name, []))
        if beside:
            next(row for row in self.rows() if row.field.name in beside).editor.focus()
        self.trouble.say(self.sentences(Refused(*rest)) if rest else "")

    def _field_of(self, where: str) -> str | None:
        """The name of the field that a problem's place means."""
        named: Mapping[str, str] = {field.label: field.name for field in self._fields}
        bare = where.removeprefix("--")
        return bare if bare in named.values() else named.get(where)

    def sentences(self, error: BaseException) -> str:
        """What went wrong, in sentences that name fields and never options; cut where there are very many."""
        if not isinstance(error, Refused):
            return "\n".join(faults.sentences(error))
        found = [say(replace(problem, where=self.where(problem.where))) for problem in error.problems]
        lines = list(dict.fromkeys(found))
        if len(lines) > self.most_troubles:
            lines = [*lines[: self.most_troubles - 1], f"… +{len(lines) - self.most_troubles + 1}"]
        return "\n".join(lines)

    def where(self, where: str) -> str:
        """What a problem's place is called here: a field by its label; an option of the command line means nothing."""
        labels = {field.name: field.label for field in self._fields}
        return labels.get(where.removeprefix("--"), "" if where.startswith("--") else where)


def _typed(value: str) -> str:
    """What somebody wrote; a paste may bring control characters, which no name and no path takes."""
    return "".join(char for char in value if unicodedata.category(char) != "Cc" or char == "\n").strip()
