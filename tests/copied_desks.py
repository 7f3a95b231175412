"""Copies of desks for tests: to make one takes several times as long."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.disk import sqlite
from storage.disk.identity import fingerprint
from storage.disk.whose.own_names import DESK_RECORD


class Made:
    """Folders of which tests get copies: each is made when the first test asks for it."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory, self._folders = factory, dict[object, Path]()

    def copy(self, name: object, make: Callable[[Path], object], to: Path) -> None:
        """Put into `to` what `make` makes in a folder of its own. Its desks don't take themselves for copies of other ones."""
        if name not in self._folders:
            folder = self._factory.mktemp("made")
            make(folder)
            self._folders[name] = folder
        shutil.copytree(self._folders[name], to, dirs_exist_ok=True)
        for record in to.rglob(DESK_RECORD):
            with closing(sqlite.connect(record, isolation_level=None)) as connection:
                connection.execute("UPDATE identity SET fingerprint = ?", [fingerprint(record)])
