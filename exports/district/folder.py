"""The district's folder: `district.duckdb`, `archive/` with every pack unchanged, `decisions/`, `keys/`, `settings/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storage.disk.leftovers import clear_leftovers
from storage.disk.private_files import PRIVATE_FOLDER, close_to_others
from storage.disk.whose.own_names import ARCHIVE, DECISIONS, DISTRICT_RECORD, KEYS, SETTINGS


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
        return self.path / ARCHIVE

    @property
    def keys(self) -> Path:
        """The district's keys: one signs rulings, district kits and receipts; one opens sealed packs."""
        return self.path / KEYS

    @property
    def settings(self) -> Path:
        """Tables that a district may change: stars, holidays, reporting dates, categories (TOML)."""
        return self.path / SETTINGS

    @property
    def decisions(self) -> Path:
        """What the district knows and no pack says, written beside the database (JSON lines)."""
        return self.path / DECISIONS

    def make(self) -> None:
        """Create the folder and its subfolders; folders that exist stay."""
        self.make_empty()
        self.make_inner()
        close_to_others(self.path)

    def make_inner(self) -> None:
        """Create the subfolders; a copy that came without empty ones, or a person, may have left them out."""
        for folder in self._inner:
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)

    def make_empty(self) -> None:
        """Create the folder alone."""
        self.path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)

    def entries(self) -> set[Path]:
        """Everything in the folder and in those that belong in it."""
        return {entry for folder in (self.path, *self._inner) for entry in folder.glob("*")}

    @property
    def _inner(self) -> tuple[Path, ...]:
        return self.archive, self.keys, self.settings, self.decisions

    def tidy(self, now: int) -> None:
        """Close to others what lies here, and clear away what an interrupted write left; `now` in milliseconds."""
        clear_leftovers(self.path, now)
        close_to_others(self.path)
