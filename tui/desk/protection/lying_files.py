"""What becomes of lists, sheets and exports that lie in a data folder that is to be protected: everybody could read them."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import _, enumerated, ngettext
from storage.disk.protection.lying import Lying
from storage.protecting import lying_about
from storage.store import Store
from tui.desk.desk import Desk
from tui.model.sheets import folder_outside

_MOVE, _DELETE = "move", "delete"


async def ask_about_lying_files(desk: Desk) -> Lying | None:
    """Ask where there are such files; None where the person goes back."""
    from tui.screens.choose import ChooseDialog

    files = await desk.tried(_found)
    if not files:
        return None if files is None else Lying()
    title = ngettext(
        "{count} file in the data folder would stay readable to all",
        "{count} files in the data folder would stay readable to all",
        len(files),
    ).format(count=len(files))
    place = folder_outside()
    choices = [
        (_MOVE, _("move to {folder}").format(folder=place)),
        (_DELETE, _("delete: {files}").format(files=_names([file.as_posix() for file in files]))),
    ]
    chosen = await desk.app.push_screen_wait(ChooseDialog(title, choices))
    if chosen is None:
        return None
    return Lying(files, place if chosen == _MOVE else None)


def _names(files: list[str]) -> str:
    return enumerated(files if len(files) <= 3 else [*files[:2], f"… +{len(files) - 2}"])


def _found(store: Store) -> tuple[Path, ...]:
    return lying_about(store.folder.path)
