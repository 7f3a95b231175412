"""Whether a thief of the laptop could read the data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from checkin.clock import Clock
from checkin.rules.problems import Refused
from checkin.texts import clauses, sentence
from storage.disk.protection.renewing import notes_on_code
from storage.protecting import is_desk_protected, not_encrypted
from storage.store import open_store
from tui.doctor.finding import Finding
from tui.words.laptop.protection import left_in_the_clear, protection_line


def protection_finding(data: Path, clock: Clock) -> Finding:
    """For a folder with a desk in it: protected or not, and what of a protected one everybody can read all the same, in the
    folder and on sticks."""
    is_protected = is_desk_protected(data)
    left = _left(data, clock) if is_protected else ""
    return Finding("protection", is_protected and not left, left or protection_line(is_protected=is_protected))


def _left(data: Path, clock: Clock) -> str:
    from exports.exchange.plain_files import plain_files_in_reach
    from tui.words.laptop.plain_files import first_plain_file

    left = [*(sentence(note) for note in notes_on_code(data)), left_in_the_clear(not_encrypted(data))]
    # While it is locked, nobody knows whose files are this team's.
    with suppress(Refused), open_store(data, clock) as store:
        left.append(first_plain_file(plain_files_in_reach(store.folder, store.identity.team)))
    return clauses(text for text in left if text)
