"""How the clerk's screen is opened, and how it ends."""

from __future__ import annotations

import os
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.problems import Refused
from exports.district.district import is_free_for_district
from exports.district.protection.protecting import needs_passphrase
from storage.disk.protection.open_keys import PASSPHRASE_VARIABLE, unlock
from storage.disk.whose.districts import need_district
from tui.district.clerk_app import ClerkApp
from tui.district.keeping.mendable import is_mendable
from tui.words.put_line import put_message


def run(path: Path, operator: str | None, clock: Clock) -> int:
    """Show the screen of the district in the folder `path` until it is closed, in an empty one first what makes a district; the
    exit code. Raises Refused where something else lies there, and for a wrong passphrase of the environment."""
    # What was interrupted is finished before anything is read; the dialog asks where the environment says no passphrase.
    locked = needs_passphrase(path)
    is_new = not locked and is_free_for_district(path)
    if not is_new:
        _need_district(path)
    if locked and (named := os.environ.get(PASSPHRASE_VARIABLE)):
        unlock(path, named)
    app = ClerkApp(path, operator, clock, is_new=is_new)
    code = app.run()
    for line in app.last_words:
        put_message(line)
    return code if code is not None else (app.return_code or 0)


def _need_district(path: Path) -> None:
    """As `need_district`; but a district whose record is missing is opened, for there it is made anew."""
    try:
        need_district(path)
    except Refused as refused:
        if not is_mendable(refused):
            raise
