"""A new passphrase: typed twice, unseen, with a sentence on how good it is while it is typed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from textual.content import Content

from checkin.rules.problems import N_, Refused, refuse
from checkin.texts import _, say
from storage.protecting import check_passphrase
from tui.screens.field import Field
from tui.screens.fields.kinds import Secret
from tui.screens.protection.secret_form import CURRENT, OR_THE_CODE, SecretForm
from tui.widgets.action_row import Way
from tui.words.laptop.protection import BEFORE_ON_SCREEN

T = TypeVar("T")
PASSPHRASE, AGAIN = "passphrase", "again"

PROTECT_NOW = N_("Protect this laptop with a passphrase (recommended)")


class NewPassphraseDialog(SecretForm[T]):
    """`work` gets the present passphrase (empty where none is asked for) and the new one, which is good and was typed twice
    alike. `names` are the team's code and name, which are no passphrase."""

    def __init__(
        self,
        title: str,
        explanation: str,
        names: Sequence[str],
        work: Callable[[str, str], Awaitable[T]],
        does: str,
        progress: Callable[[], str] | None = None,
        *,
        asks_current: bool = False,
    ) -> None:
        async def with_new(values: dict[str, str]) -> T:
            try:
                check_passphrase(values[PASSPHRASE], names)
            except Refused as refused:
                raise Refused(*[replace(problem, where=PASSPHRASE) for problem in refused.problems]) from None
            if values[PASSPHRASE] != values[AGAIN]:
                raise refuse("passphrases_differ", AGAIN, N_("the two are not the same: type the passphrase again"))
            return await work(values.get(CURRENT, ""), values[PASSPHRASE])

        current = Field(CURRENT, _("old passphrase"), example=_(OR_THE_CODE), kind=Secret(can_be_shown=True))
        fields = [
            *([current] if asks_current else []),
            Field(PASSPHRASE, _("New passphrase"), example=_("e.g. four unrelated words"), kind=Secret()),
            Field(AGAIN, _("The same again"), kind=Secret()),
        ]
        super().__init__(title, fields, with_new, explanation, progress, does)
        self._names = names

    def changed(self, name: str) -> None:
        """How good the passphrase is, as far as it is typed; what was wrong with another one is no longer said."""
        if name != CURRENT:
            self.trouble.say("")
        self.line.say(self._strength(self.values()))

    def _strength(self, values: dict[str, str]) -> Content:
        if not values[PASSPHRASE]:
            return Content("")
        try:
            check_passphrase(values[PASSPHRASE], self._names)
        except Refused as refused:
            return Content.styled(say(refused.problems[0]), "$quiet")
        if values[AGAIN] == values[PASSPHRASE]:
            return Content.styled(_("✓ Good enough, and twice the same."), "$good")
        return Content.styled(_("✓ This passphrase is good enough."), "$good")


class ProtectStep(NewPassphraseDialog[str]):
    """The step of the first start: gives the passphrase, an empty text where the protection is left out, None for Esc."""

    keeps_typed = True

    def __init__(self, names: Sequence[str], said: Sequence[str] = BEFORE_ON_SCREEN) -> None:
        async def chosen(_current: str, passphrase: str) -> str:
            return passphrase

        title = _(PROTECT_NOW)
        super().__init__(title, "\n".join(map(_, said)), names, chosen, _("protect"))

    def ways(self) -> list[Way]:
        """To leave it out: it can be had later too."""
        return [(_("no passphrase: whoever takes the laptop reads the names"), "screen.leave_out")]

    def action_leave_out(self) -> None:
        """Go on without protection."""
        if not self.is_answered:
            self.dismiss("")
