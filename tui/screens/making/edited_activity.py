"""An activity is changed in one form, as a new one is made in one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from typing import Any

from textual.widget import Widget

from checkin.rules.activities import Activity
from tui.screens.form import FormDialog
from tui.screens.making.activity_fields import changes_of, fields_of


class EditActivityForm(FormDialog[bool]):
    """Gives True once `write` has written what changes, which it gets as the log keeps it; empty where nothing does. `categories` are
    offered."""

    def __init__(
        self,
        activity: Activity,
        write: Callable[[dict[str, Any]], Awaitable[None]],
        categories: Sequence[str] = (),
        today: date | None = None,
    ) -> None:
        fields = fields_of(activity, categories, today)
        super().__init__(activity.name or activity.code, fields, self.save)
        self._activity, self._write = activity, write
        self._before = {field.name: field.value for field in fields}

    def first_field(self) -> Widget:
        """The name: an empty field is none that waits to be filled in here."""
        return self.rows()[0].editor

    async def save(self, values: Mapping[str, str]) -> bool:
        """Read what was changed, and have it written."""
        await self._write(changes_of(self._activity, values, self._before))
        return True
