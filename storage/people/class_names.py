"""How each class of the register is shown: by the spelling that most of its people have, the same everywhere."""

from __future__ import annotations

from storage.disk import sqlite
from storage.people.class_spelling import class_key, class_order, shown_spellings

_COUNTS = "SELECT class_name, sum(left = 0), count(*) FROM person WHERE class_name <> '' GROUP BY class_name"


class ClassNames:
    """The classes of a register, read anew when this or another process wrote to it.

    It also gives SQL the function `class_order(class_name)`.
    """

    def __init__(self, connection: sqlite.Connection) -> None:
        self._connection = connection
        self._version = -1
        self._others: dict[str, str] = {}
        self._spellings: dict[str, list[str]] = {}
        connection.create_function("class_order", 1, class_order, deterministic=True)

    def others(self) -> dict[str, str]:
        """Spelling → the one that is shown, for the spellings that are not shown themselves."""
        version = self._connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version:
            counts = {row[0]: (row[1], row[2]) for row in self._connection.execute(_COUNTS)}
            self._others, self._spellings, self._version = shown_spellings(counts), {}, version
            for spelling in counts:
                self._spellings.setdefault(class_key(spelling), []).append(spelling)
        return self._others

    def shown(self, name: str) -> str:
        """The spelling that is shown for a class that somebody wrote; `name` itself where nobody is in such a class."""
        spellings = self.spellings(name)
        return self._others.get(spellings[0], spellings[0]) if spellings else name

    def spellings(self, name: str) -> list[str]:
        """All spellings in which the register has the class that somebody wrote; none where nobody is in it."""
        self.others()
        return self._spellings.get(class_key(name), [])

    def forget(self) -> None:
        """Read the classes anew at the next call: this process wrote to the register."""
        self._version = -1
