"""Whether a text that goes into the record names somebody of the roster: the record names people by number (design §4)."""

from __future__ import annotations

import re

from checkin.rules.problems import N_, Problem
from storage.people.spelling import name_key
from storage.store import Store

_SHORTEST = 2
_LATIN = re.compile("[A-Za-z]")
"""A letter of a script that sets words apart by blanks."""


class RosterNames:
    """The names of the roster, read once."""

    def __init__(self, store: Store) -> None:
        names = {name for name, _class, _kind in store.register.names().values()}
        self._names = {name_key(name): name for name in names}

    def named_in(self, text: str) -> str | None:
        """The longest name that stands in a text, as `is_named_in` finds it; None for none."""
        said = name_key(text)
        found = [name for key, name in self._names.items() if _stands_in(name, key, text, said)]
        return max(found, key=lambda name: (len(name), name), default=None)


def is_named_in(name: str, text: str) -> bool:
    """Whether a name stands in a text, however it is spaced or capitalised. One in Latin letters counts as a word of its own: Li
    is nobody in “lights”; and one letter alone names nobody."""
    return _stands_in(name, name_key(name), text, name_key(text))


def naming_faults(name: str, text: str, where: str) -> list[Problem]:
    """The problem where a text for the record names the person that it is about; empty where it does not."""
    if not is_named_in(name, text):
        return []
    message = N_("write it without the name: the record names people by their numbers")
    return [Problem("names_somebody", where, message)]


def _stands_in(name: str, key: str, text: str, said: str) -> bool:
    """`key` and `said` are the name and the text as `name_key` gives them."""
    if len(key) < _SHORTEST or key not in said:
        return False
    if not (_LATIN.match(name[0]) and _LATIN.match(name[-1])):
        return True
    words = r"[\W_]*".join(map(re.escape, name.split()))
    return re.search(rf"(?<![A-Za-z]){words}(?![A-Za-z])", text, re.IGNORECASE) is not None
