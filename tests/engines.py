"""What the SQLite of this machine can do; without the wheel of sqlcipher3 it is the standard library's."""

from __future__ import annotations

import pytest

from storage.disk import sqlite

needs_encryption = pytest.mark.skipif(
    not sqlite.ENCRYPTS, reason="sqlcipher3 is not installed, and the standard library's SQLite can't encrypt a desk"
)
needs_wal = pytest.mark.skipif(
    sqlite.has_wal_fault(), reason="this SQLite keeps no file beside the record between two scans"
)
