"""A dialog that corrects sessions: answers, a reason and the effect before → after. Enter does it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.widget import Widget

from checkin.texts import _
from storage.supervision.correcting import Correction, do_as_previewed
from tui.model.desk_services import DeskServices
from tui.model.stay import Stay, need_supervisor
from tui.screens.deed import REASON, Deed, DeedForm
from tui.screens.dialog import Text
from tui.screens.review.changes import Shown, look_ahead
from tui.words.faults import Trouble

TYPING_PAUSE_S = 0.12


class CorrectionDialog(DeedForm[Correction]):
    """Shows before → after while somebody types, and does only what was shown. Gives back what was recorded.

    `names` says whose an event or a session is, for what is refused.
    """

    DEFAULT_CSS = """
    CorrectionDialog Row { margin-bottom: 0; }
    CorrectionDialog #preview { margin-top: 1; color: $foreground; }
    CorrectionDialog #others { color: $quiet; }
    """
    most_troubles: ClassVar[int] = 4

    def __init__(self, desk: DeskServices, deed: Deed[Correction], names: Mapping[str, str]) -> None:
        super().__init__(desk, deed)
        self._names = names
        self._shown: Shown | None = None
        self._shown_for: dict[str, str] | None = None
        self._begun_with: dict[str, str] = {}

    def parts(self) -> Iterable[Widget]:
        """The fields, the reason, and the effect."""
        yield from super().parts()
        yield Text(id="preview")

    def doing(self) -> str:
        """A correction is done."""
        return _("do it")

    def begin(self) -> None:
        """Show at once the effect of the values in the fields."""
        self._begun = self.values()
        self._begun_with = self._asked()
        self._look_ahead()

    def first_field(self) -> Widget:
        """The first one: the fields hold what is there now, the reason a proposal."""
        return self.rows()[0].editor

    def changed(self, name: str) -> None:
        """A field changed: show the new effect. A change of the reason has none."""
        if name != REASON and self._asked() != self._shown_for:
            self._look_ahead()

    @work(exclusive=True, group="preview")
    async def _look_ahead(self) -> None:
        asked = self._asked()
        await asyncio.sleep(TYPING_PAUSE_S if asked != self._begun_with else 0)
        await self._show_ahead(asked, quiet=bool(self._deed.fields) and asked == self._begun_with)

    async def _show_ahead(self, asked: dict[str, str], *, quiet: bool = False) -> None:
        """Show the effect of these answers. A fault in a field is shown only after the field was filled in."""
        self._shown, self._shown_for = None, asked
        try:
            # Any reason will do: it changes nothing of what comes out.
            work_now = self._deed.make({**asked, REASON: "…"})
            shown = await self._writer.ask(lambda store: look_ahead(store, work_now))
        except Trouble as error:
            self._preview.say("")
            self.trouble.say("" if quiet else self.sentences(error))
        else:
            self._shown = shown
            self.trouble.say("")
            self._preview.say(_fitted(shown.lines, self._room))

    async def do(self, values: dict[str, str]) -> Correction:
        """Do what is shown, as the supervisor. If the effect was not shown yet, show it first; the next Enter does it."""
        asked, shown = self._asked(), self._shown
        if shown is None or self._shown_for != asked:
            await self._show_ahead(asked)
            raise Stay([self.trouble.render().plain])
        await need_supervisor(self._desk)
        work_now = self._deed.make(values)
        try:
            return await self._writer.ask(lambda store: do_as_previewed(store, work_now, shown.correction))
        except Trouble:
            await self._show_ahead(asked)
            raise

    def where(self, where: str) -> str:
        """People in the place of their events and sessions."""
        return self._names.get(where) or super().where(where)

    @property
    def _preview(self) -> Text:
        return self.query_one("#preview", Text)

    @property
    def _room(self) -> int:
        """The number of lines that are left for the effect."""
        used = 9 + len(self._deed.fields) + (2 if self._deed.warning else 0)
        return max(2, (16 if self.has_class("-scanned") else self.size.height) - used)

    def _asked(self) -> dict[str, str]:
        return {name: text for name, text in self.values().items() if name != REASON}


def _fitted(lines: Iterable[str], room: int) -> Content:
    shown = list(lines)
    if len(shown) > room:
        shown = [*shown[: room - 1], f"… +{len(shown) - room + 1}"]
    return Content("\n".join(shown))
