"""Packs at the desk: copies on a stick with their light, and another desk's pack taken in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import work

from checkin.texts import _, ngettext, say
from storage.store import open_store
from tui.desk.scanner_actions import ScannerActions
from tui.devices.clock import wall_ms
from tui.model import messages
from tui.model.lights import Light
from tui.words.amounts import clock_text, zone_of
from tui.words.faults import Trouble, sentences

if TYPE_CHECKING:
    from exports.exchange.pack.copies import Copied, CopyKeeper
    from exports.exchange.pack.taking import Taken

_OTHER = "other"


class PackActions(ScannerActions):
    """A thread keeps the copies; a worker takes packs in, while scans go on."""

    _copies: CopyKeeper | None = None
    _copying_to: tuple[Path, ...] = ()

    def use_copy_settings(self, settings: Mapping[str, Any]) -> None:
        """Keep copies where desk.toml says so."""
        listed = settings.get("copies")
        folders = [Path(item) for item in listed if isinstance(item, str)] if isinstance(listed, list) else []
        self._keep_copies(folders)

    def activity_closed(self) -> None:
        """What was closed is copied at once."""
        if self._copies is not None:
            self._copies.copy_now()

    async def end_copies(self) -> None:
        """A last copy before the program ends."""
        if self._copies is not None:
            keeper, self._copies = self._copies, None
            keeper.close()

    def on_copies_made(self, message: messages.CopiesMade) -> None:
        """The light follows; what went wrong is said once."""
        wrong = [one for one in message.copied if one.problem is not None]
        was_good = self.state.lights.copies is not Light.BAD
        time = clock_text(max((one.at for one in message.copied), default=wall_ms()), self._zone())
        if not message.copied:
            self.state.lights = self.state.lights._replace(copies=Light.OFF, copied=time)
        elif wrong:
            # The time of the last good copy stays: it says how much a dead laptop would take with it.
            self.state.lights = self.state.lights._replace(copies=Light.BAD)
            if was_good and wrong[0].problem is not None:
                self.notify(say(wrong[0].problem), severity="warning", timeout=15, markup=False)
        else:
            self.state.lights = self.state.lights._replace(copies=Light.GOOD, copied=time)
        self.show_top()

    @work(group="dialog", exclusive=True)
    async def action_copies(self) -> None:
        """Name the folder that gets a fresh pack every minute."""
        from exports.exchange.pack.copies import set_copy_folders
        from tui.screens.form import Field, FormDialog

        async def keep(values: dict[str, str]) -> bool:
            folders = [Path(values["folder"])] if values["folder"] else []
            await self.writer.ask(lambda store: set_copy_folders(store.folder, folders))
            self._keep_copies([folder.expanduser().resolve() for folder in folders])
            return True

        explanation = _("A stick or a folder that gets a fresh pack every minute and at each close. Empty: none.")
        field = Field("folder", _("folder"), ", ".join(map(str, self._copying_to)))
        await self.push_screen_wait(FormDialog(_("Copies"), [field], keep, explanation))

    @work(group="dialog", exclusive=True)
    async def action_take_pack(self) -> None:
        """Choose another desk's pack among those on sticks and in the copy folder, or name one."""
        from exports.exchange.pack.finding import packs_near
        from tui.screens.choose import ChooseDialog

        found = packs_near(self._copying_to)
        lines = [(str(pack.file), f"{clock_text(pack.changed, self._zone())}  {pack.file.name}") for pack in found[:20]]
        chosen: str | None = _OTHER
        if lines:
            choices = [*lines, (_OTHER, _("another file …"))]
            chosen = await self.push_screen_wait(ChooseDialog(_("Take another desk's pack"), choices))
        if chosen == _OTHER:
            chosen = await self._ask_for_file()
        if chosen:
            self.notify(_("Taking {file} in …").format(file=Path(chosen).name), timeout=4, markup=False)
            self._take_in(Path(chosen).expanduser())

    async def _ask_for_file(self) -> str:
        from tui.screens.form import Field, FormDialog

        async def keep(values: dict[str, str]) -> str:
            return values["file"]

        explanation = _("The pack that the other desk wrote: it ends in .hdpack.")
        dialog = FormDialog(_("Take another desk's pack"), [Field("file", _("file"))], keep, explanation)
        return await self.push_screen_wait(dialog) or ""

    @work(thread=True, group="take", exit_on_error=False)
    def _take_in(self, file: Path) -> None:
        """In a thread with a connection of its own: the desk goes on scanning, and then reads its board anew."""
        from exports.exchange.pack.taking import take_pack

        try:
            with open_store(self.writer.path) as store:
                taken = take_pack(store, file)
        except Trouble as error:
            text = "\n".join(sentences(error))
            self.call_from_thread(self.notify, text, severity="error", timeout=20, markup=False)
        else:
            self.call_from_thread(self.notify, self._came_in(taken), timeout=12, markup=False)

    def _came_in(self, taken: Taken) -> str:
        text = ngettext(
            "“{desk}” is taken in: {count} new event.", "“{desk}” is taken in: {count} new events.", taken.new_events
        )
        return text.format(desk=taken.desk_name, count=taken.new_events)

    def _keep_copies(self, folders: list[Path]) -> None:
        from exports.exchange.pack.copies import CopyKeeper

        self._copying_to = tuple(folders)
        if self._copies is not None:
            self._copies.use(folders)
        elif folders:
            self._copies = CopyKeeper(self.writer.path, folders, self._copies_told)

    def _copies_told(self, copied: list[Copied]) -> None:
        self.post_message(messages.CopiesMade(copied))

    def _zone(self) -> Any:
        return zone_of(self.state.activity, self.state.identity)
