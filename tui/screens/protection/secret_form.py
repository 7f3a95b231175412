"""A form of passphrases: they are taken as they were typed, and a line says how the work goes that they start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Generic, TypeVar

from textual.content import Content
from textual.widget import Widget

from checkin.rules.problems import N_, Refused
from checkin.texts import _
from tui.screens.dialog import Text
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.form import FormDialog

T = TypeVar("T")
CURRENT = "current"
_LOOK_SECONDS = 0.2

OR_THE_CODE = N_("or the code on the recovery sheet")


class SecretForm(FormDialog[T], Generic[T]):
    """`work` gets what stands in the fields and gives the answer. While it goes on, `progress` gives the line that says how far
    it is."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        work: Callable[[dict[str, str]], Awaitable[T]],
        explanation: str,
        progress: Callable[[], str] | None = None,
        does: str = "",
    ) -> None:
        super().__init__(title, fields, self.do, explanation, does=does)
        self._work = work
        self._progress = progress or (lambda: _("One moment…"))
        self.line = Text(id="line")

    def parts(self) -> Iterable[Widget]:
        """The fields, and the line below them."""
        yield from super().parts()
        yield self.line

    async def do(self, values: dict[str, str]) -> T:
        """Start the work and say how far it is. A passphrase that does not open the desk is typed anew."""
        self.trouble.say("")
        self.line.say(Content(self._progress()))
        looking = self.set_interval(_LOOK_SECONDS, lambda: self.line.say(Content(self._progress())))
        try:
            return await self._work(values)
        except Refused as refused:
            if refused.problems[0].code == "wrong_passphrase":
                self._type_again()
            raise
        finally:
            looking.stop()
            self.line.say("")

    def where(self, where: str) -> str:
        """The folder's name helps nobody here."""
        return ""

    def _type_again(self) -> None:
        if CURRENT in self.values():
            self.row(CURRENT).text = ""
            self.row(CURRENT).editor.focus()


class CurrentPassphraseDialog(SecretForm[T]):
    """Asks for the passphrase (or the recovery code) of a desk that is open, before something is done with its protection."""

    def __init__(
        self,
        title: str,
        explanation: str,
        work: Callable[[str], Awaitable[T]],
        does: str,
        progress: Callable[[], str] | None = None,
    ) -> None:
        async def with_current(values: dict[str, str]) -> T:
            return await work(values[CURRENT])

        fields = [Field(CURRENT, _("passphrase"), example=_(OR_THE_CODE), kind=Secret(can_be_shown=True))]
        super().__init__(title, fields, with_current, explanation, progress, does)
