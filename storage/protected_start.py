"""A desk that is protected from the beginning: nothing of it is ever on the disk in the clear."""

from __future__ import annotations

from pathlib import Path

from storage.disk.folder import DataFolder
from storage.disk.protection.databases import need_engine
from storage.disk.protection.open_keys import keep_open
from storage.disk.protection.protection_file import new_protection, write_protection
from storage.disk.protection.renewing import told_next
from storage.team_recovery import seal_team_key


class ProtectedStart:
    """Hand it to `init_store` or `init_from_kit` as `prepare`; ask it for the recovery code once the desk is made."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._code = ""
        self._folder = DataFolder(Path())

    def __call__(self, folder: DataFolder) -> None:
        """Make an empty folder a protected one. Raises Refused where the engine can't encrypt."""
        need_engine(str(folder.path))
        new = new_protection(self._passphrase)
        write_protection(folder.path, new.protection)
        keep_open(new.protection, new.key)
        self._code, self._folder = new.code, folder

    def code(self) -> str:
        """Seal the team's key by the recovery code; returns that as it is printed. It is kept nowhere."""
        seal_team_key(self._folder, self._code)
        return self._code

    def shown_code(self) -> str:
        """As `code`, where nothing else is shown before it."""
        return told_next(self._folder.path, self.code())
