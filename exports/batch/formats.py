"""Find formats: those that come with the program, and the school's own in `batch/` of the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from checkin.file_errors import reason_of
from checkin.outside_files import TooLarge, read_outside
from checkin.rules.problems import N_, Problem, Refused, refuse
from checkin.texts import enumerated
from exports.batch.column_map import ColumnMap
from exports.batch.map_file import read_map
from storage.disk.folder import DataFolder

_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Format:
    """A column map without faults. `file` is None if it comes with the program."""

    map: ColumnMap
    file: Path | None


def all_formats(folder: DataFolder) -> tuple[list[Format], list[Problem]]:
    """All formats by code, and the problems of maps with faults. A map in the folder replaces the program's map of the same code."""
    found: list[Format] = []
    problems: list[Problem] = []
    for code, file in sorted(_maps(folder).items()):
        try:
            found.append(Format(_read(code, file), file))
        except Refused as refused:
            problems += refused.problems
    return found, problems


def find_format(folder: DataFolder, text: str) -> ColumnMap:
    """The map of a code, or of a name in either language. Raises Refused if there is none, or if it has faults."""
    maps = _maps(folder)
    if text in maps:
        return _read(text, maps[text])
    formats, _faulty = all_formats(folder)
    named = [one.map for one in formats if text in one.map.names.values()]
    if len(named) == 1:
        return named[0]
    message = N_("there is no format “{text}”; there are: {known}")
    raise refuse("no_format", "FORMAT", message, text=text, known=enumerated(sorted(maps)))


def _maps(folder: DataFolder) -> dict[str, Path | None]:
    shipped = files("exports.batch").joinpath("data").iterdir()
    maps: dict[str, Path | None] = {f.name.removesuffix(".toml"): None for f in shipped if f.name.endswith(".toml")}
    maps.update((file.stem, file) for file in _own(folder))
    return maps


def _own(folder: DataFolder) -> Iterator[Path]:
    return (file for file in sorted(folder.batch_maps.glob("*.toml")) if not file.name.startswith("."))


def _read(code: str, file: Path | None) -> ColumnMap:
    if file is None:
        name = f"{code}.toml"
        return read_map(files("exports.batch").joinpath("data", name).read_bytes(), code, name)
    where = f"{file.parent.name}/{file.name}"
    try:
        data = read_outside(file, _LARGEST)
    except TooLarge as error:
        raise refuse("bad_map", where, N_("the file is larger than 1 MB: this is no column map")) from error
    except OSError as error:
        message = N_("the column map can't be read ({reason})")
        raise refuse("bad_map", where, message, reason=reason_of(error)) from error
    return read_map(data, code, where)
