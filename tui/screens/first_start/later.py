"""A step of a first start that may be left for later."""

from __future__ import annotations

from typing import TypeVar

from checkin.texts import _
from tui.screens.form import FormDialog

T = TypeVar("T")


class LaterForm(FormDialog[T]):
    """A form of which Esc says that the work can be done later too."""

    def leaving(self) -> str:
        """The next step comes."""
        return _("later")
