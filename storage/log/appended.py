"""What came into the log after a place or an instant."""

from __future__ import annotations

from collections.abc import Iterable

from checkin.rules.events import Event, Kind
from checkin.rules.wire import NO_PREVIOUS
from storage.disk import sqlite
from storage.disk.schema import COMMON, in_sql
from storage.log.event_queries import judged_events, whole_events
from storage.log.events import DISTRICT_EVENT


def last_place(connection: sqlite.Connection) -> int:
    """The place of the event that was appended to the log last; 0 where the log is empty."""
    return int(connection.execute("SELECT coalesce(max(place), 0) FROM log").fetchone()[0])


def desks_after(connection: sqlite.Connection, place: int) -> set[str]:
    """The desks of which events lie behind a place of the log."""
    return {desk for (desk,) in connection.execute("SELECT DISTINCT desk FROM log WHERE place > ?", (place,))}


def end_of_log(connection: sqlite.Connection, desk: str) -> tuple[int, str, int]:
    """How many events of a desk there are, the hash of the last (`NO_PREVIOUS` for none), and how many events of all desks."""
    own = "SELECT seq, hash FROM log WHERE desk = ? AND typeof(seq) = 'integer' ORDER BY seq DESC LIMIT 1"
    # One statement sees one state of the record, whatever others write meanwhile.
    row = connection.execute(
        f"SELECT own.seq, own.hash, (SELECT max(place) FROM log) FROM (SELECT 1) LEFT JOIN ({own}) own", (desk,)
    ).fetchone()
    return row[0] or 0, row[1] or NO_PREVIOUS, row[2] or 0


def appended_after(connection: sqlite.Connection, place: int) -> tuple[Event, ...]:
    """The events that stand behind a place, whole, in the order in which they came."""
    rows = connection.execute("SELECT raw FROM log WHERE place > ? ORDER BY place", (place,))
    return tuple(judged_events(rows))


def others_than_scans_after(connection: sqlite.Connection, place: int) -> bool:
    """Whether anything stands behind a place but scans and refusals, which come all the time."""
    found = "SELECT 1 FROM log WHERE place > ? AND kind NOT IN ('scan', 'refuse') LIMIT 1"
    return connection.execute(found, (place,)).fetchone() is not None


def ids_after(connection: sqlite.Connection, place: int) -> set[str]:
    """The ids of the events that stand behind a place."""
    return {id_ for (id_,) in connection.execute("SELECT id FROM log WHERE place > ?", (place,))}


def common_after(connection: sqlite.Connection, place: int) -> tuple[Event, ...]:
    """As `appended_after`, only those that hold for everybody, and voids, and without what a kit had brought before."""
    known = "SELECT id FROM kit_event UNION ALL SELECT id FROM district_event"
    rows = connection.execute(
        f"SELECT raw FROM log WHERE kind IN ({COMMON}) AND place > ? AND id NOT IN ({known}) ORDER BY place", (place,)
    )
    return tuple(whole_events(rows))


def consents_after(connection: sqlite.Connection, place: int) -> tuple[Event, ...]:
    """The consents behind a place of those who have a scan up to it, whole, in the order in which they came."""
    scanned = "SELECT 1 FROM log scan WHERE scan.kind = 'scan' AND scan.volunteer = log.volunteer AND scan.place <= ?1"
    rows = connection.execute(
        f"SELECT raw FROM log WHERE kind = 'consent' AND place > ?1 AND EXISTS ({scanned}) ORDER BY place", (place,)
    )
    return tuple(whole_events(rows))


def brought_by_a_kit(connection: sqlite.Connection) -> dict[str, Event]:
    """The events of the team's first desk that the last kit brought, whole, by id, without those that are in the log too."""
    rows = connection.execute("SELECT raw FROM kit_event WHERE id NOT IN (SELECT id FROM log)")
    return {event.id: event for event in judged_events(rows)}


def sent_by_the_district(connection: sqlite.Connection) -> dict[str, Event]:
    """The district's events that its last receipt brought, whole, by id."""
    rows = connection.execute(f"SELECT raw FROM {DISTRICT_EVENT}")
    return {event.id: event for event in judged_events(rows, DISTRICT_EVENT)}


def scans_after(connection: sqlite.Connection, place: int) -> dict[str, int]:
    """How many scans stand behind a place, by the key of the activity as their desk wrote it."""
    rows = connection.execute(
        "SELECT activity, count(*) FROM log WHERE kind = 'scan' AND place > ? GROUP BY activity", (place,)
    )
    return dict(rows.fetchall())


def scanned_since(connection: sqlite.Connection, at: int) -> set[str]:
    """The volunteers, and the badges that were unknown to their desk, of all scans from an instant (milliseconds) on."""
    rows = connection.execute(
        "SELECT DISTINCT coalesce(volunteer, badge) FROM log WHERE kind = 'scan' AND at >= ?", (at,)
    )
    return {key for (key,) in rows if key is not None}


def of_kinds_after(connection: sqlite.Connection, place: int, kinds: Iterable[Kind]) -> tuple[Event, ...]:
    """The events of some kinds that stand behind a place, whole, in the order in which they came."""
    rows = connection.execute(
        f"SELECT raw FROM log WHERE place > ? AND kind IN ({in_sql(kinds)}) ORDER BY place", (place,)
    )
    return tuple(whole_events(rows))
