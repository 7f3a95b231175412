"""The district's folder: `district.duckdb`, `archive/` with every pack unchanged, `keys/`, `settings/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DistrictFolder:
    """The paths of everything that a district keeps."""

    path: Path

    @property
    def database(self) -> Path:
        """The database: events, sessions, and what was decided."""
        return self.path / "district.duckdb"

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

    def make(self) -> None:
        """Create the folder and its subfolders; folders that exist stay."""
        for folder in (self.path, self.archive, self.keys, self.settings):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
