"""Whether a text that goes into the record names somebody of the roster: the record names people by number (design §4)."""

from __future__ import annotations

import re

from storage.people.spelling import name_key
from storage.store import Store

_SHORTEST = 2
_LATIN = re.compile("[A-Za-z]")
"""A letter of a script that sets words apart by blanks."""


class RosterNames:
    """The names of the roster, read once."""

    def __init__(self, store: Store) -> None:
        names = {name for name, _class, _kind in store.register.names().values()}
        self._names = {key: name for name in names if len(key := name_key(name)) >= _SHORTEST}

    def named_in(self, text: str) -> str | None:
        """The longest name that stands in a text; None for none. One in Latin letters counts as a word of its own: Li is nobody
        in “lights”."""
        said = name_key(text)
        found = [name for key, name in self._names.items() if key in said and _stands_in(name, text)]
        return max(found, key=lambda name: (len(name), name), default=None)


def _stands_in(name: str, text: str) -> bool:
    if not (_LATIN.match(name[0]) and _LATIN.match(name[-1])):
        return True
    words = r"[\W_]*".join(map(re.escape, name.split()))
    return re.search(rf"(?<![A-Za-z]){words}(?![A-Za-z])", text, re.IGNORECASE) is not None
