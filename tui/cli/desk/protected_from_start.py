"""`hourdesk init --protect`: nothing of the new desk is ever on the disk in the clear."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checkin.texts import _
from storage.disk.folder import DataFolder
from storage.disk.identity import DeskIdentity
from tui.cli.base.output import message
from tui.cli.base.passphrase import first_passphrase
from tui.cli.base.recovery_told import desk_sheet, tell_recovery_code
from tui.words.protection import BEFORE


class Begun:
    """The protection of a folder in which a desk is about to be made: called with the folder, it protects that."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._code = ""
        self._folder = DataFolder(Path())

    @classmethod
    def asked(cls, names: tuple[str, ...]) -> Begun:
        """With a passphrase from the variable or a prompt; `names` are the team's, which are no passphrase."""
        for line in BEFORE:
            message(_(line))
        return cls(first_passphrase(names))

    def __call__(self, folder: DataFolder) -> None:
        """Protect the empty folder."""
        from storage.protecting import begin_protected

        self._folder = folder
        self._code = begin_protected(folder, self._passphrase)

    def code_told(self, sheet: Path | None, desk: DeskIdentity, today: date, *, as_json: bool) -> dict[str, str]:
        """Seal the team's key by the recovery code and tell that, once the desk is made; returns what JSON says of it."""
        from storage.team_recovery import seal_team_key

        seal_team_key(self._folder, self._code)
        return tell_recovery_code(self._code, sheet, desk_sheet(desk, self._code, today), as_json=as_json)
