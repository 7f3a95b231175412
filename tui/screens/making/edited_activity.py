"""An activity is changed in one form, as a new one is made in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from textual.widget import Widget

from checkin.rules.activities import Activity
from tui.screens.form import FormDialog
from tui.screens.making.activity_fields import changes_of, fields_of


class EditActivityForm(FormDialog[dict[str, Any]]):
    """Gives what changes, as the log keeps it; empty where nothing does. `categories` are offered."""

    def __init__(self, activity: Activity, categories: Sequence[str] = (), today: date | None = None) -> None:
        fields = fields_of(activity, categories, today)
        super().__init__(activity.name or activity.code, fields, self.save)
        self._activity = activity
        self._before = {field.name: field.value for field in fields}

    def first_field(self) -> Widget:
        """The name: an empty field is none that waits to be filled in here."""
        return self.rows()[0].editor

    async def save(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Read what was changed."""
        return changes_of(self._activity, values, self._before)
