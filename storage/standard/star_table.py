"""The star table in force: the school's own, else the district's, else the usual one (domain §3)."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.problems import N_, Refused, unknown_setting
from checkin.rules.stars import DEFAULT_STARS, Star, read_stars
from storage.standard.standard import known_district
from storage.standard.tables import own_table
from storage.store import Store

STARS = "stars.toml"


def star_table(store: Store) -> Sequence[Star]:
    """The table of `stars.toml` in the data folder, else that of the district's kit, else the usual one.

    Raises Refused naming the file and row of everything that is not possible.
    """
    file = store.folder.path / STARS
    message = N_("the star table can't be read ({reason}): correct the file, or rename it for the usual table")
    table = own_table(file, "bad_stars", message)
    if table is None:
        district = known_district(store.connection)
        return (district.standard.stars if district is not None else ()) or DEFAULT_STARS
    stars, problems = read_stars(table.get("stars"), str(file), "bad_stars")
    problems += [unknown_setting("bad_stars", str(file), name, ["stars"]) for name in table if name != "stars"]
    if problems:
        raise Refused(*problems)
    return stars
