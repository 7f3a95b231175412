"""The categories of activities: data, the district's where its kit is here, else the school's own, else the usual five."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from storage.standard.standard import known_district
from storage.standard.tables import read_table
from storage.store import Store

CATEGORIES = "categories.toml"
LONGEST = 60


def read_categories(store: Store) -> tuple[str, ...]:
    """The categories in their order. Raises Refused for a table that is none."""
    district = known_district(store.connection)
    if district is not None and district.standard.categories:
        return district.standard.categories
    table, where = read_table(store.folder, CATEGORIES)
    listed = table.get("categories")
    if not isinstance(listed, list) or not all(_is_word(word) for word in listed):
        message = N_('write a list of short texts: categories = ["…", "…"]')
        raise refuse("bad_table", where, message)
    return tuple(word.strip() for word in listed)


def _is_word(word: object) -> bool:
    return isinstance(word, str) and 0 < len(word.strip()) <= LONGEST and word.isprintable()
