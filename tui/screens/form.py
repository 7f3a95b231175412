"""A dialog of fields: Enter goes from one to the next, and in the last one it saves."""

from __future__ import annotations

import unicodedata
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.problems import Refused
from checkin.texts import _, say
from tui.screens.dialog import Dialog, Text
from tui.screens.field import Field, Row, too_long
from tui.widgets.key_bar import Entry
from tui.words import faults

T = TypeVar("T")


class Stay(Exception):
    """Nothing is wrong, but there is something to read before the next Enter."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.lines = list(lines)


class FormDialog(Dialog[T]):
    """Asks for fields. `save` gets their values by name and gives the answer of the dialog; trouble that comes out of it is
    shown below the fields, and the values stay to be corrected. `explanation` stands above the fields."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+s", "save", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]
    most_troubles: ClassVar[int] = 12
    """Lines of trouble that are shown below the fields at most."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        save: Callable[[dict[str, str]], Awaitable[T]],
        explanation: str = "",
    ) -> None:
        super().__init__(title)
        self._fields = list(fields)
        self._save_values = save
        self._explanation = explanation
        self._saving = False
        self._too_long = ""

    def parts(self) -> Iterable[Widget]:
        """An explanation, then the fields."""
        yield Text(self._explanation)
        for field in self._fields:
            yield Row(field)

    def entries(self) -> list[Entry]:
        """Enter and the key that saves from anywhere."""
        return [("Enter", _("next"), "screen.next"), ("F3", _("save"), "screen.save")]

    def begin(self) -> None:
        """Somebody may type at once."""
        self.first_field().focus()

    def first_field(self) -> Input:
        """The field that gets the focus first: the first empty one, else the first one."""
        inputs = list(self.query(Input))
        return next((i for i in inputs if not i.value), inputs[0])

    def on_input_submitted(self) -> None:
        """Enter in a field is `next`."""
        self.action_next()

    def action_next(self) -> None:
        """The next field; from the last one, save."""
        inputs = list(self.query(Input))
        if self.focused is inputs[-1]:
            self.action_save()
        else:
            self.focus_next(Input)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A text that is too long is told while it is typed, and no longer once it is shorter."""
        told, self._too_long = self._too_long, too_long(self._fields, self.values())
        if told != self._too_long:
            self.trouble.say(self._too_long)

    def action_save(self) -> None:
        """Save once, also if the key is pressed several times; a text that is too long is not tried."""
        if self._too_long:
            self.trouble.say(self._too_long)
        elif not self._saving and not self.is_answered:
            self._saving = True
            self._save(self.values())

    def values(self) -> dict[str, str]:
        """What stands in the fields, by their names."""
        return {str(i.id): _typed(i.value) for i in self.query(Input)}

    def action_leave(self) -> None:
        """Go back, but not while something is being recorded: its answer comes first."""
        if self._saving:
            self.trouble.say(_("This is being recorded: wait a moment."))
        else:
            super().action_leave()

    @work
    async def _save(self, values: dict[str, str]) -> None:
        try:
            result = await self._save_values(values)
        except Stay as stay:
            self.trouble.say("\n".join(stay.lines))
        except faults.Trouble as error:
            self.trouble.say(self.sentences(error))
        else:
            self.dismiss(result)
        finally:
            self._saving = False

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
    return "".join(char for char in value if unicodedata.category(char) != "Cc").strip()
