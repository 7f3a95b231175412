"""A dialog with a single field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from tui.screens.form import Field, FormDialog


class OneFieldDialog(FormDialog[str]):
    """`keep` gets the text; what it raises is shown, and the text stays to be corrected."""

    def __init__(self, title: str, explanation: str, field: Field, keep: Callable[[str], Awaitable[str]]) -> None:
        super().__init__(title, [field])
        self._explanation = explanation
        self._field_name = field.name
        self._keep = keep

    def explain(self) -> str:
        """What it is for."""
        return self._explanation

    async def save(self, values: dict[str, str]) -> str:
        """Hand it over."""
        return await self._keep(values[self._field_name])
