"""A field of a form: what it is called, and how it is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.problems import Refused
from checkin.rules.typed_texts import LONGEST_TEXT, check_typed
from checkin.texts import say
from tui.screens.dialog import Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name for the program, its label, what stands in it at first, an example, whether it is hidden, and how
    many characters it takes at most."""

    name: str
    label: str
    value: str = ""
    example: str = ""
    hidden: bool = False
    most: int = LONGEST_TEXT


def too_long(fields: Iterable[Field], values: Mapping[str, str]) -> str:
    """The fields whose text is longer than they take, a sentence each; empty where there is none."""
    said = []
    for field in fields:
        try:
            check_typed(values.get(field.name, ""), field.most, field.label)
        except Refused as refused:
            said += [say(problem) for problem in refused.problems]
    return "\n".join(said)


class Row(Widget):
    """A label and its field."""

    DEFAULT_CSS = """
    Row { layout: horizontal; width: 1fr; height: 1; margin-bottom: 1; }
    Row > Text { width: 18; }
    Row > Input { width: 1fr; height: 1; border: none; padding: 0 1; background: $panel; }
    Row > Input:focus { border: none; background: $primary 30%; }
    """

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._field = field

    def compose(self) -> ComposeResult:
        """The label on the left, the field on the right."""
        yield Text(self._field.label)
        field = self._field
        yield Input(field.value, placeholder=field.example, id=field.name, select_on_focus=False, password=field.hidden)
