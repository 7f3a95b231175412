"""A record of an older version gets what its tables did not hold: when each scan came to its desk, read again from the archive."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.problems import Refused
from exports.district.district import District
from exports.district.record.archived import open_archived, taken_digests
from exports.district.record.folding import refold
from exports.district.record.judging import is_judged, judge_again
from exports.district.says.sealed import opening_key
from exports.district.schema import VERSION, VERSION_WITH_ARRIVALS
from exports.exchange.pack.layout import ENDING


def bring_up_to_date(district: District) -> None:
    """Judge the events by this version's rule, fill the column `arrival` from the packs of the archive, and derive all sessions
    again; nothing where that was done. No older record has scans at a post.

    A pack that can't be read any more is passed over: its scans are those of its other packs.
    """
    if not is_judged(district):
        with district.transaction():
            if judge_again(district):
                refold(district, None)
    row = district.db.execute("SELECT version FROM district").fetchone()
    if row is None or row[0] >= VERSION:
        return
    found = dict(_arrivals(district)) if row[0] < VERSION_WITH_ARRIVALS else {}
    with district.transaction():
        if found:
            district.db.execute(
                "UPDATE event SET arrival = came.arrival FROM (SELECT unnest(?)::UUID AS id, unnest(?)::UUID AS arrival) came "
                "WHERE event.id = came.id",
                [list(found), list(found.values())],
            )
        refold(district, None)
        district.db.execute("UPDATE district SET version = ?", [VERSION])


def _arrivals(district: District) -> Iterator[tuple[str, str]]:
    """The ids of scans that took a later id than that of their arrival, each with the latter."""
    identity = opening_key(district)
    for digest in taken_digests(district.db):
        try:
            with open_archived(district.folder.archive / f"{digest}{ENDING}", identity) as pack:
                yield from ((row.id, row.arrival) for row in pack.events() if row.arrival is not None)
        except (Refused, OSError):
            continue
