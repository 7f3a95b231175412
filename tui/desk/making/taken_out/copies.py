"""Where the desk writes a new pack every minute."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import _, enumerated
from tui.desk.desk import Desk
from tui.words.exchange.copied import with_the_laptop


async def choose_folders(desk: Desk) -> None:
    """Name the folder for copies, or none; what is chosen is kept in desk.toml."""
    from storage.disk.copies.copy_folders import set_copy_folders
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Folder
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> bool:
        if values["folder"] == shown:
            return True
        folders = [Path(values["folder"])] if values["folder"] else []
        at_home = await desk.writer.ask(lambda store: set_copy_folders(store.folder, folders))
        desk.copies.use([folder.expanduser().resolve() for folder in folders])
        for folder in at_home:
            desk.app.notify(with_the_laptop(folder), severity="warning", timeout=15, markup=False)
        return True

    # Several of them are not typed in one line: as long as nothing is changed, all of them stay.
    shown = enumerated(map(str, desk.copies.folders))
    explanation = _("A USB stick or a folder. A new pack is written to it every minute and at each close. Empty: none.")
    field = Field("folder", _("folder"), shown, kind=Folder())
    await desk.app.push_screen_wait(FormDialog(_("Copies"), [field], keep, explanation))
