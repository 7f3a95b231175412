"""The data folder: `desk.db`, `desk.toml`, `keys/`, `backups/` (design §7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checkin.file_errors import reason_of
from checkin.rules.problems import N_, Refused, refuse
from storage.disk.atomic_file import write_whole
from storage.disk.leftovers import clear_leftovers
from storage.disk.private_files import PRIVATE_FOLDER, close_to_others
from storage.disk.whose.own_names import (
    BACKUPS,
    BATCH,
    CLAIMS,
    CONVERTED,
    CONVERTING,
    DESK_RECORD,
    HEAD_FILE,
    HELD_FILE,
    KEYS,
    RESTORED,
    RESTORING,
    SETTINGS_FILE,
)


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where one desk keeps everything."""

    path: Path

    @property
    def database(self) -> Path:
        """The log and the register."""
        return self.path / DESK_RECORD

    @property
    def head(self) -> Path:
        """The head of this desk's chain, kept outside the record too."""
        return self.path / HEAD_FILE

    @property
    def held(self) -> Path:
        """How many scans were held, kept beside the record like its head."""
        return self.path / HELD_FILE

    @property
    def keys(self) -> Path:
        """Private keys and certificates of this desk."""
        return self.path / KEYS

    @property
    def backups(self) -> Path:
        """Where backups go for which no other place is named."""
        return self.path / BACKUPS

    @property
    def batch_maps(self) -> Path:
        """Where a school puts column maps of its own, if it has some."""
        return self.path / BATCH

    @property
    def claims(self) -> Path:
        """Where the evidence of claims is kept."""
        return self.path / CLAIMS

    @property
    def half_restored(self) -> Path:
        """Where a desk is restored from a backup, until it is whole."""
        return self.path / RESTORING

    @property
    def restored(self) -> Path:
        """A restored desk that is whole; each start puts it in its place (`restoring`)."""
        return self.path / RESTORED

    @property
    def half_converted(self) -> Path:
        """Where a desk is encrypted or decrypted, until it is whole."""
        return self.path / CONVERTING

    @property
    def converted(self) -> Path:
        """An encrypted or decrypted desk that is whole; each start puts it in its place (`restoring`)."""
        return self.path / CONVERTED

    def make(self) -> None:
        """Create the folder and what belongs in it. Raises Refused where that is not possible."""
        self.make_empty()
        self._make_all(self.keys, self.backups)
        close_to_others(self.path)

    def make_empty(self) -> None:
        """Create the folder alone. Raises Refused where that is not possible."""
        self._make_all(self.path)

    def _make_all(self, *folders: Path) -> None:
        try:
            for folder in folders:
                folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        except OSError as error:
            message = N_("the data folder can't be made ({reason}): choose another one with --data")
            raise refuse("not_writable", str(self.path), message, reason=reason_of(error)) from error

    def tidy(self, now: int) -> None:
        """Close to others what lies here, and clear away what an interrupted write left; `now` in milliseconds."""
        clear_leftovers(self.path, now)
        close_to_others(self.path)

    def entries(self) -> set[Path]:
        """Everything in the folder and in those that belong in it."""
        return {*self.path.glob("*"), *self.keys.glob("*"), *self.backups.glob("*")}

    def settings(self) -> dict[str, Any]:
        """What `desk.toml` says: camera, language, theme, sound, copies, the last activity. Raises Refused if broken."""
        from checkin.toml_files import read_toml

        file = self.path / SETTINGS_FILE
        try:
            return read_toml(file)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise bad_settings(file, error) from error

    def change_settings(self, changes: Mapping[str, Any]) -> None:
        """Write settings, keeping a person's comments and all other lines; None takes a setting out."""
        import tomlkit

        self.settings()
        file = self.path / SETTINGS_FILE
        document = tomlkit.parse(file.read_text("utf-8")) if file.exists() else tomlkit.document()
        for name, value in changes.items():
            if value is None:
                document.pop(name, None)
            else:
                document[name] = value
        write_whole(file, tomlkit.dumps(document).encode(), belongs=True)


def bad_settings(file: Path, error: Exception) -> Refused:
    """The refusal of a file with settings that can't be read."""
    message = N_("the settings can't be read ({reason}): correct the file, or rename it to start with the defaults")
    return refuse("bad_settings", str(file), message, reason=reason_of(error))
