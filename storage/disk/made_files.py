"""Where files were written that people asked for: kits, packs, backups, exports, printed sheets. They leave the desk, and may
hold names: `protect`, `purge`, `check` and `doctor` name those that are still there.

The list lies in the data folder, and is sealed with it, for the name of a file may name a person.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from checkin.rules.problems import Refused
from storage.disk.atomic_file import listen_to_files
from storage.disk.folder import DataFolder
from storage.disk.in_use import is_alone
from storage.disk.private_files import lies_in_data_folder
from storage.disk.protection.sealed_files import read_own, write_own
from storage.disk.whose.own_names import MADE_FILES

CARRIED = frozenset({".hdpack", ".hdkit", ".hdbackup", ".db"})
READ = frozenset({".pdf", ".xlsx", ".csv", ".json", ".html", ".docx", ".jwt", ".hdleave"})
_PICTURE = ".png"
CREDENTIALS = "-credentials"
"""How the name of a folder of credentials ends. Of it, as of badges, thousands of files are written at once: the folder is noted."""
_MOST = 1000
_one_at_a_time = threading.Lock()


def keep_list(folder: DataFolder) -> Callable[[], None]:
    """From now on note in a folder what is written; call what is given back to end it."""
    return listen_to_files(lambda path: note_made(folder, path))


def note_made(folder: DataFolder, path: Path) -> None:
    """Note a file that was written outside the data folder; the newest stands last. Where that can't be done, the file is worth more."""
    suffix = path.suffix.lower()
    place = path.parent if suffix == _PICTURE or path.parent.name.endswith(CREDENTIALS) else path
    if suffix not in CARRIED | READ | {_PICTURE} or lies_in_data_folder(path) or is_alone(folder.path):
        return
    with suppress(Refused, OSError), _one_at_a_time:
        listed = _listed(folder)
        if str(place) not in listed:
            _write(folder, [*listed, str(place)][-_MOST:])


def made_files(folder: DataFolder) -> list[Path]:
    """The files and folders that were noted and are still there, by path; none where the list can't be read."""
    with suppress(Refused, OSError):
        return sorted(path for path in map(Path, _listed(folder)) if path.exists())
    return []


def forget_made(folder: DataFolder, words: Collection[str]) -> None:
    """Take paths with any of these words out of the list, with blanks in them or not. Raises Refused or OSError as the disk does."""
    with _one_at_a_time:
        listed = _listed(folder)
        joined = ["".join(word.split()) for word in words]
        left = [path for path in listed if not any(word and word in "".join(path.split()) for word in joined)]
        if left != listed:
            _write(folder, left)


def _listed(folder: DataFolder) -> list[str]:
    file = folder.path / MADE_FILES
    if not file.exists():
        return []
    return [line for line in read_own(file).decode("utf-8", "surrogateescape").splitlines() if line]


def _write(folder: DataFolder, paths: list[str]) -> None:
    text = "".join(f"{path}\n" for path in paths)
    write_own(folder.path / MADE_FILES, text.encode("utf-8", "surrogateescape"))
