"""An error that no code foresaw: was it the program, or a damaged record? Only the second is put into a sentence."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from checkin.rules.problems import Problem, Refused
from storage.disk import sqlite
from storage.disk.connection import connect
from storage.disk.folder import DataFolder
from storage.soundness.made_schema import faults_of_schema, faults_of_types
from storage.soundness.values import faults_of_values

_OF_DAMAGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What values of a wrong type or form lead to, wherever they are used."""
_TOLD = 3


def diagnosed(connection: sqlite.Connection, where: str, error: BaseException) -> Refused | None:
    """The damage of the record called `where` that explains an error; None where it is sound, or the error needs no explanation.

    Looks at all rows but those of the log's chain, so it takes a second for a record of a million events.
    """
    if not isinstance(error, _OF_DAMAGE):
        return None
    faults = list[Problem]()
    try:
        for look in (
            faults_of_schema(connection, where),
            faults_of_types(connection),
            faults_of_values(connection, where),
        ):
            faults += look
    except sqlite.Error:
        # A record that can't be read on says so by itself at the next step.
        pass
    return Refused(*faults[:_TOLD]) if faults else None


def diagnosed_in(data: Path, error: BaseException) -> Refused | None:
    """The same for the desk in a data folder, after it was closed; None where there is no desk."""
    database = DataFolder(data).database
    if not isinstance(error, _OF_DAMAGE) or not database.is_file():
        return None
    try:
        with closing(connect(database)) as connection:
            return diagnosed(connection, str(database), error)
    except Refused as refused:
        return refused
