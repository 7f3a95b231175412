"""The rows of the review that fit what is looked for, found as everywhere: by name, pinyin, initials, class or number."""

from __future__ import annotations

from collections.abc import Sequence

from storage.people.names import find_people
from storage.people.register import key_of
from storage.people.search_text import folded
from storage.store import Store
from storage.supervision.review import ReviewRow

_EVERYBODY = 1_000_000


def narrowed(store: Store, rows: Sequence[ReviewRow], text: str) -> frozenset[str]:
    """The keys of the sessions whose person fits `text`; unknown badges fit by their number and school."""
    found = {key_of(person) for person in find_people(store, text, _EVERYBODY)}
    wanted = folded(text)
    return frozenset(
        row.session.key
        for row in rows
        if row.session.volunteer in found or (not row.name and wanted in folded(f"{row.number} {row.school}"))
    )
