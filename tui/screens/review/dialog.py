"""Do something about sessions: the answers, a reason, what would come of it; Enter does it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from checkin.rules.problems import Refused
from checkin.texts import _, say
from storage.supervision.correcting import Correction, do_as_shown
from tui.model.writer_handle import WriterHandle
from tui.screens.dialog import Dialog, Text
from tui.screens.form import Field, Row
from tui.screens.review.changes import Shown, look_ahead
from tui.screens.review.deed import Deed
from tui.widgets.key_bar import Entry
from tui.words.faults import Trouble, sentences

TYPING_PAUSE_S = 0.12
REASON = "reason"
MOST_TROUBLES = 4


class CorrectionDialog(Dialog[Correction | None]):
    """Gives back what was recorded; None where it was left. `names` says whose a session is, for what is refused."""

    DEFAULT_CSS = """
    CorrectionDialog Row { margin-bottom: 0; }
    CorrectionDialog #preview { margin-top: 1; color: $foreground; }
    CorrectionDialog #others { color: $quiet; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,ctrl+s", "save", show=False, priority=True),
        Binding("down", "turn(1)", show=False, priority=True),
        Binding("up", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, writer: WriterHandle, deed: Deed, names: Mapping[str, str]) -> None:
        super().__init__(deed.title)
        self._writer = writer
        self._deed = deed
        self._names = names
        self._shown: Shown | None = None
        self._shown_for: dict[str, str] | None = None
        self._begun_with: dict[str, str] = {}
        self._saving = False

    def parts(self) -> Iterable[Widget]:
        """A warning, the fields, the reason, and what would come of it."""
        deed = self._deed
        yield Text(deed.warning, warns=True)
        for field in deed.fields:
            yield Row(field)
        yield Row(Field(REASON, deed.reason_label or _("why"), deed.reasons[0] if deed.reasons else ""))
        if len(deed.reasons) > 1:
            yield Text(_("↑↓ other reasons, or write your own"), id="others")
        yield Text(id="preview")

    def entries(self) -> list[Entry]:
        """Enter and the key that does it from anywhere."""
        if not self._deed.fields:
            return [("Enter", _("do it"), "screen.next")]
        return [("Enter", _("next"), "screen.next"), ("F3", _("do it"), "screen.save")]

    def on_mount(self) -> None:
        """Begin in the first field; the reason has a proposal."""
        self._begun_with = self._values()
        self.query(Input).first().focus()
        self._look_ahead()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Other answers come to something else; the reason does not."""
        if event.input.id != REASON and self._values() != self._shown_for:
            self._look_ahead()

    def on_input_submitted(self) -> None:
        """Enter."""
        self.action_next()

    def action_next(self) -> None:
        """The next field; from the last one, do it."""
        inputs = list(self.query(Input))
        if self.focused is inputs[-1] or self.focused not in inputs:
            self.action_save()
        else:
            self.focus_next(Input)

    def action_turn(self, by: int) -> None:
        """In the reason another one of the list, elsewhere another field."""
        field = self.query_one(f"#{REASON}", Input)
        reasons = self._deed.reasons
        if self.focused is field and len(reasons) > 1:
            at = reasons.index(field.value) + by if field.value in reasons else 0
            field.value = reasons[at % len(reasons)]
            field.cursor_position = len(field.value)
        elif by > 0:
            self.focus_next(Input)
        else:
            self.focus_previous(Input)

    def action_save(self) -> None:
        """Once, however often it is pressed."""
        if not self._saving:
            self._saving = True
            self._save()

    @work(exclusive=True, group="preview")
    async def _look_ahead(self) -> None:
        values = self._values()
        await asyncio.sleep(TYPING_PAUSE_S if values != self._begun_with else 0)
        await self._show_ahead(values, quiet=bool(self._deed.fields) and values == self._begun_with)

    async def _show_ahead(self, values: dict[str, str], *, quiet: bool = False) -> None:
        """Say what would come of these answers. Nobody is told of a fault in a field before it was filled in."""
        self._shown, self._shown_for = None, values
        try:
            # Any reason will do: it changes nothing of what comes out.
            work_now = self._deed.make({**values, REASON: values.get(REASON) or "…"})
            shown = await self._writer.ask(lambda store: look_ahead(store, work_now))
        except Trouble as error:
            self._preview.say("")
            self.trouble.say("" if quiet else self._told(error))
        else:
            self._shown = shown
            self.trouble.say("")
            self._preview.say(_fitted(shown.lines, self._room))

    @work
    async def _save(self) -> None:
        values, why = self._values(), self.query_one(f"#{REASON}", Input).value.strip()
        try:
            shown = self._shown
            if shown is None or self._shown_for != values:
                # Nothing is done that was not seen before.
                await self._show_ahead(values)
                return
            work_now = self._deed.make({**values, REASON: why})
            done = await self._writer.ask(lambda store: do_as_shown(store, work_now, shown.correction))
        except Trouble as error:
            told = self._told(error)
            await self._show_ahead(values)
            self.trouble.say(told)
        else:
            self.dismiss(done)
        finally:
            self._saving = False

    @property
    def _preview(self) -> Text:
        return self.query_one("#preview", Text)

    @property
    def _room(self) -> int:
        """Lines that are left for what would come of it."""
        used = 9 + len(self._deed.fields) + (2 if self._deed.warning else 0)
        return max(2, (16 if self.has_class("-scanned") else self.size.height) - used)

    def _values(self) -> dict[str, str]:
        return {str(i.id): i.value.strip() for i in self.query(Input) if i.id != REASON}

    def _told(self, error: BaseException) -> str:
        """Sentences that name people and fields, never events and options; cut where there are very many."""
        if not isinstance(error, Refused):
            return "\n".join(sentences(error))
        placed = []
        for problem in error.problems:
            where = self._names.get(problem.where, "" if problem.where.startswith("--") else problem.where)
            placed.append(say(replace(problem, where=where)))
        lines = list(dict.fromkeys(placed))
        if len(lines) > MOST_TROUBLES:
            lines = [*lines[: MOST_TROUBLES - 1], f"… +{len(lines) - MOST_TROUBLES + 1}"]
        return "\n".join(lines)


def _fitted(lines: Iterable[str], room: int) -> Content:
    shown = list(lines)
    if len(shown) > room:
        shown = [*shown[: room - 1], f"… +{len(shown) - room + 1}"]
    return Content("\n".join(shown))
