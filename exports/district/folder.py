"""The district's folder: `district.duckdb`, `archive/` with every pack unchanged, `decisions/`, `keys/`, `settings/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storage.disk.leftovers import clear_leftovers
from storage.disk.private_files import DISTRICT_RECORD, PRIVATE_FOLDER, close_to_others


@dataclass(frozen=True, slots=True)
class DistrictFolder:
    """The paths of everything that a district keeps."""

    path: Path

    @property
    def database(self) -> Path:
        """The database: events, sessions, and what was decided."""
        return self.path / DISTRICT_RECORD

    @property
    def archive(self) -> Path:
        """The packs, byte for byte, each named by its SHA-256."""
        return self.path / "archive"

    @property
    def keys(self) -> Path:
        """The district's keys: one signs rulings, district kits and receipts; one opens sealed packs."""
        return self.path / "keys"

    @property
    def settings(self) -> Path:
        """Tables that a district may change: stars, holidays, reporting dates, categories (TOML)."""
        return self.path / "settings"

    @property
    def decisions(self) -> Path:
        """What the district knows and no pack says, written beside the database (JSON lines)."""
        return self.path / "decisions"

    def make(self) -> None:
        """Create the folder and its subfolders; folders that exist stay."""
        for folder in (self.path, self.archive, self.keys, self.settings, self.decisions):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        close_to_others(self.path)

    def remains(self) -> bool:
        """Whether keys, packs or decisions of a district lie here."""
        places = (self.keys, self.archive, self.decisions)
        return any(entry.is_file() for place in places for entry in place.glob("*"))

    def tidy(self, now: int) -> None:
        """Close to others what lies here, and clear away what an interrupted write left; `now` in milliseconds."""
        clear_leftovers(self.path, now)
        close_to_others(self.path)
