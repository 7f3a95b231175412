"""Units that a team is paired with, and its projects: what they got, and their results (domain §1)."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.problems import N_, refuse
from storage.disk import sqlite
from storage.store import Store
from storage.team.people import check_text

LONGEST_NAME, LONGEST_NOTE, LONGEST_PROGRESS = 100, 200, 500
MOST_SERVED = 10_000_000


NEEDS_NAME = N_("it needs a name")


@dataclass(frozen=True, slots=True)
class PairedUnit:
    """A unit or community; `served` are the people served there, None where that is not known."""

    name: str
    served: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Project:
    """A project (项目) by name: material and funds, its progress in at most 500 characters, people served."""

    name: str
    support: str
    progress: str
    served: int | None


def paired_units(connection: sqlite.Connection) -> list[PairedUnit]:
    """All paired units, by name."""
    return [PairedUnit(*row) for row in connection.execute("SELECT name, served, note FROM paired_unit ORDER BY name")]


def set_paired_unit(store: Store, name: str, served: int | None, note: str) -> PairedUnit:
    """Pair the team with a unit, or change its entry. Raises Refused for values that are not possible."""
    unit = PairedUnit(_name(name), _served(served), check_text(note, "--note", LONGEST_NOTE))
    with store.ledger.transaction():
        store.connection.execute(
            "INSERT OR REPLACE INTO paired_unit VALUES (?, ?, ?)", (unit.name, unit.served, unit.note)
        )
    return unit


def projects(connection: sqlite.Connection) -> list[Project]:
    """All projects that have an entry, by name."""
    rows = connection.execute("SELECT name, support, progress, served FROM project ORDER BY name")
    return [Project(*row) for row in rows]


def set_project(
    store: Store, name: str, support: str | None = None, progress: str | None = None, served: int | None = None
) -> Project:
    """Change the entry of a project; None leaves a value as it was. Raises Refused for values that are not possible."""
    cleaned = _name(name)
    before = next((p for p in projects(store.connection) if p.name == cleaned), Project(cleaned, "", "", None))
    project = Project(
        cleaned,
        before.support if support is None else check_text(support, "--support", LONGEST_NOTE),
        before.progress if progress is None else check_text(progress, "--progress", LONGEST_PROGRESS),
        before.served if served is None else _served(served),
    )
    with store.ledger.transaction():
        store.connection.execute(
            "INSERT OR REPLACE INTO project VALUES (?, ?, ?, ?)",
            (project.name, project.support, project.progress, project.served),
        )
    return project


def remove(store: Store, table: str, name: str) -> None:
    """Take a paired unit (`paired_unit`) or a project (`project`) out. Raises Refused where there is none of that name."""
    with store.ledger.transaction():
        if not store.connection.execute(f"DELETE FROM {table} WHERE name = ?", (_name(name),)).rowcount:
            raise refuse("not_there", name, N_("this name is not on record; see hourdesk team show"))


def _name(name: str) -> str:
    text = check_text(name, "NAME", LONGEST_NAME)
    if not text:
        raise refuse("missing_value", "NAME", NEEDS_NAME)
    return text


def _served(served: int | None) -> int | None:
    if served is not None and not 0 <= served <= MOST_SERVED:
        raise refuse(
            "bad_number",
            "--served",
            N_("{number} people are not possible: write 0 to {most}"),
            number=served,
            most=MOST_SERVED,
        )
    return served
