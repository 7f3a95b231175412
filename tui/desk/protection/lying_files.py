"""What becomes of lists, sheets and exports that lie in a data folder that is to be protected: everybody could read them."""

from __future__ import annotations

from pathlib import Path

from checkin.texts import ngettext
from storage.disk.protection.lying import Lying
from storage.protecting import lying_about
from storage.store import Store
from tui.desk.desk import Desk
from tui.model.sheets import folder_outside


async def ask_about_lying_files(desk: Desk) -> Lying | None:
    """Ask where there are such files; None where the person goes back."""
    from tui.screens.protection.lying_files import lying_files_dialog, said_of

    files = await desk.tried(_found)
    if not files:
        return None if files is None else Lying()
    title = ngettext(
        "{count} file in the data folder would stay readable to all",
        "{count} files in the data folder would stay readable to all",
        len(files),
    ).format(count=len(files))
    place = folder_outside()
    chosen = await desk.app.push_screen_wait(lying_files_dialog(title, files, place))
    return None if chosen is None else said_of(files, place, chosen)


def _found(store: Store) -> tuple[Path, ...]:
    return lying_about(store.folder.path)
