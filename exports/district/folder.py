"""The district's folder: `district.duckdb`, `archive/` with every pack as it came, `keys/`, `settings/`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DistrictFolder:
    """Where a district keeps everything."""

    path: Path

    @property
    def database(self) -> Path:
        """Events, sessions and what was decided."""
        return self.path / "district.duckdb"

    @property
    def archive(self) -> Path:
        """Packs byte for byte, each named by its SHA-256."""
        return self.path / "archive"

    @property
    def keys(self) -> Path:
        """The district's keys: one that signs rulings, kits and receipts, and one that opens sealed packs."""
        return self.path / "keys"

    @property
    def settings(self) -> Path:
        """Tables that a district may change: stars, holidays, reporting dates, categories (TOML)."""
        return self.path / "settings"

    def make(self) -> None:
        """Create the folder and what belongs in it."""
        for folder in (self.path, self.archive, self.keys, self.settings):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
