"""Where a file is written instead: asked where the usual place can't be written."""

from __future__ import annotations

from pathlib import Path

from checkin.rules.problems import N_
from checkin.texts import _
from tui.screens.field import Field
from tui.screens.fields.kinds import NewFile
from tui.screens.fields.paths import path_of
from tui.screens.form import FormDialog


class PlaceForm(FormDialog[Path | None]):
    """Gives the path of the file; None where it is not written. `why` says what is wrong with the usual place."""

    def __init__(self, title: str, why: str, proposed: Path) -> None:
        super().__init__(
            title,
            [Field("file", _("write it to"), str(proposed), kind=NewFile(), needed=N_("write the path of a file"))],
            self.named,
            why + "\n",
        )

    async def named(self, values: dict[str, str]) -> Path:
        """The path as it was typed; its ending is kept."""
        return path_of(values["file"])
