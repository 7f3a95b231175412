"""A table that is data: the school's own from the data folder or from the team's kit, else the one that comes with the program."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from checkin.file_errors import reason_of
from checkin.outside_files import read_outside
from checkin.rules.problems import N_, refuse
from checkin.toml_files import read_toml, toml_of
from storage.disk.folder import DataFolder
from storage.disk.protection.sealed_files import write_own
from storage.disk.whose.own_names import KIT_TABLES, OF_KIT

LONGEST_TABLE = 256 * 1024
"""Bytes of a table that a kit carries."""


CANT_READ = N_("the table can't be read ({reason}): correct the file, or take it away to have the usual one")
"""Of a table in whose place the program has one."""


def read_table(folder: DataFolder, name: str) -> tuple[dict[str, Any], str]:
    """The content of the TOML table `name`, not to be changed, and where it is. Raises Refused where the school's own can't be read."""
    file = folder.path / name
    brought = file.with_name(f"{OF_KIT}{name}")
    for one in (file, brought) if name in KIT_TABLES else (file,):
        own = own_table(one, "bad_table", CANT_READ)
        if own is not None:
            return own, str(one)
    return _usual(name), name


@cache
def _usual(name: str) -> dict[str, Any]:
    """The table that comes with the program: it stays as it is while the program runs, and each check-out asks for it."""
    return toml_of(files("storage.standard").joinpath("data", name).read_bytes())


def tables_for_kit(folder: DataFolder) -> dict[str, str]:
    """By name the text of each table that the school has of its own, as a kit carries it; one that is no TOML is left out."""
    found = {}
    for name in KIT_TABLES:
        with suppress(OSError, ValueError):
            text = read_outside(folder.path / name, LONGEST_TABLE).decode("utf-8-sig")
            toml_of(text)
            found[name] = text
    return found


def check_kit_tables(tables: object) -> dict[str, str]:
    """The tables that a kit brings. Raises TypeError or ValueError for anything else than such tables."""
    if not isinstance(tables, dict) or not set(tables) <= set(KIT_TABLES):
        raise TypeError("a kit brings other tables")
    for text in tables.values():
        if len(text.encode("utf-8")) > LONGEST_TABLE:
            raise ValueError("a table of a kit is too long")
        toml_of(text)
    return tables


def keep_kit_tables(folder: DataFolder, tables: Mapping[str, str]) -> None:
    """Put what a kit brought in the place of what an older one did. A table that this desk has of its own goes before it."""
    for name in KIT_TABLES:
        file = folder.path / f"{OF_KIT}{name}"
        if name in tables:
            write_own(file, tables[name].encode("utf-8"), secret=False)
        else:
            file.unlink(missing_ok=True)


def own_table(file: Path, code: str, message: str) -> dict[str, Any] | None:
    """The content of a school's own TOML table; None where there is none. Raises Refused with `message`,
    which has a placeholder `reason`.
    """
    try:
        return read_toml(file)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise refuse(code, str(file), message, reason=reason_of(error)) from error
