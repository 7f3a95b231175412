"""Which events of the record count, judged again where another version of the rule judged them (`checkin.rules.judging`).

The kind of one that is set aside is `SET_ASIDE`, and its bytes are kept; of plain scans, whose columns say everything, the
bytes are fetched from the archive where they are needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from checkin.rules.events import SET_ASIDE, Direction, Event, Refuse, RefuseCause, Scan, SetAside
from checkin.rules.judging import judged, judgement, read_judged
from checkin.rules.problems import Refused
from exports.district.columns import EVENT, duckdb_table, quoted_names
from exports.district.district import District
from exports.district.record.archived import open_archived, taken_digests
from exports.district.says.sealed import opening_key
from exports.exchange.pack.layout import ENDING
from storage.disk.schema import EVENT_COLUMNS
from storage.log.events import columns_of

_READ = (
    "id",
    "team",
    "desk",
    "at",
    "kind",
    "volunteer",
    "badge",
    "activity",
    "direction",
    "source",
    "post",
    "operator",
    "reason",
)
_WRITTEN = tuple(name for name, _holds in EVENT if name not in ("id", "team", "desk", "seq", "hash"))
_TYPES = tuple(column for column in EVENT if column[0] == "id" or column[0] in _WRITTEN)


def judge_again(district: District) -> bool:
    """Judge the events of all desks by the rule of this version; whether any is read otherwise now, so that sessions must be
    derived again. Needs a transaction around it.
    """
    if is_judged(district):
        return False
    changed = list(_changed(district))
    if changed:
        _write(district, changed)
    district.db.execute("DELETE FROM judged")
    district.db.execute("INSERT INTO judged VALUES (?)", [judgement()])
    return bool(changed)


def is_judged(district: District) -> bool:
    """Whether the events were judged by the rule of this version."""
    row = district.db.execute("SELECT version FROM judged").fetchone()
    return row is not None and row[0] == judgement()


def _changed(district: District) -> Iterator[tuple[Event, bytes]]:
    """The events that are read otherwise now, with their bytes."""
    own = district.identity.desk
    rows = district.db.execute("SELECT kind, raw FROM event WHERE raw IS NOT NULL AND desk <> ?", [own]).fetchall()
    for kind, raw in rows:
        event = read_judged(raw.encode("utf-8"))[0]
        if isinstance(event.body, SetAside) != (kind == SET_ASIDE):
            yield event, raw.encode("utf-8")
    plain = district.db.execute(
        f"SELECT {quoted_names(_READ)} FROM event WHERE raw IS NULL AND desk <> ?", [own]
    ).fetchall()
    wrong = {str(row[0]) for row in plain if isinstance(judged(_said_by_columns(row)).body, SetAside)}
    for raw in _from_archive(district, wrong) if wrong else ():
        yield read_judged(raw)[0], raw


def _said_by_columns(row: tuple[Any, ...]) -> Event:
    id_, team, desk, at, kind, volunteer, badge, activity, direction, source, post, operator, reason = row
    body: Scan | Refuse
    if kind == "scan":
        body = Scan(activity, Direction(direction), source or "", volunteer, badge, post=post)
    else:
        body = Refuse(activity, Direction(direction), source or "", RefuseCause.NOT_A_BADGE, volunteer, badge)
    return Event(str(id_), at, team, desk, body, operator, reason)


def _from_archive(district: District, ids: set[str]) -> Iterator[bytes]:
    """The bytes of these events. One that no pack of the archive has any more keeps counting."""
    identity, left = opening_key(district), set(ids)
    for digest in taken_digests(district.db):
        try:
            with open_archived(district.folder.archive / f"{digest}{ENDING}", identity) as pack:
                for row in pack.events():
                    if row.id in left:
                        left.discard(row.id)
                        yield row.raw
        except (Refused, OSError):
            continue


def _write(district: District, changed: Iterable[tuple[Event, bytes]]) -> None:
    db = district.db
    db.execute(f"CREATE OR REPLACE TEMP TABLE judged_now ({duckdb_table(_TYPES)})")
    names = [name for name, _holds in _TYPES]
    for event, raw in changed:
        values = dict(zip(EVENT_COLUMNS, (*columns_of(event), raw.decode("utf-8")), strict=True))
        values |= {"operator": event.operator, "reason": event.reason}
        db.execute(f"INSERT INTO judged_now VALUES ({', '.join('?' * len(names))})", [values[name] for name in names])
    sets = ", ".join(f'"{name}" = j."{name}"' for name in _WRITTEN)
    db.execute(f"UPDATE event SET {sets} FROM judged_now j WHERE event.id = j.id")
    db.execute("DROP TABLE judged_now")
