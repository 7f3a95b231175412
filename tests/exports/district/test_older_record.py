"""A district's record of an earlier version: what its tables did not hold comes from the packs of its archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.period import Period
from exports.district.asks.totals import totals
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge, retry_held
from exports.district.reports.report import write_report
from exports.district.schema import LATE_TABLES, VERSION
from storage.disk.ids import new_id
from tests.exports.district.schools import DAY, HOUR, School, received, scan
from tests.portions import in_the_soak, share


def flags(district: District) -> list[tuple[str, str]]:
    return district.db.execute("SELECT volunteer, coalesce(flags, '') FROM session ORDER BY ALL").fetchall()


def in_time(school: School, number: str) -> None:
    """Two scans that reach the log today, of which the first was held in time, and the second entered by its own id."""
    badge = school.first.register.badge(f"{school.code}/{number}") or ""
    desk = Desk(school.first.ledger)
    for at in (DAY, DAY + HOUR):
        desk.scan(Arrival(new_id(at), at, badge, f"{school.code}/A1"), new_id(school.first.now()))


def test_a_record_of_version_1(tmp_path: Path, fd: School) -> None:
    """001 was scanned in time, 002 by lines that were typed much later; the old table had no column that tells them apart."""
    in_time(fd, "001")
    scan(fd.first, "FD/002", 0)
    scan(fd.first, "FD/002", 60)
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
        wanted = flags(district)
        assert wanted == [("001", ""), ("002", "replayed")]
        district.db.execute("ALTER TABLE event DROP COLUMN arrival")
        district.db.execute("UPDATE session SET flags = ''")
        district.db.execute("UPDATE district SET version = 1")
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        assert totals(district)[-1].replayed_minutes == 0, "it can be read before anything is merged"
        retry_held(district)
        assert flags(district) == wanted and totals(district)[-1].replayed_minutes == 60
        assert district.db.execute("SELECT version FROM district").fetchall() == [(VERSION,)]


@in_the_soak
def test_a_pack_that_is_gone_from_the_archive_stops_nothing(tmp_path: Path, fd: School) -> None:
    in_time(fd, "001")
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        received(district, fd.pack())
        district.db.execute("UPDATE district SET version = 1")
        district.db.execute("UPDATE event SET arrival = NULL")
        for pack in district.folder.archive.iterdir():
            pack.unlink()
        merge(district, [])
        assert flags(district) == [("001", "replayed")], "nothing says when its scans came"
        in_time(fd, "002")
        assert [one.result for one in merge(district, [fd.pack(name="again")])] == ["merged"]
        assert dict(flags(district))["002"] == ""


@in_the_soak
@pytest.mark.parametrize("table", share(sorted(LATE_TABLES), 0, 3))
def test_a_record_of_before_a_table_was_added_is_read_reported_and_merged_into(
    tmp_path: Path, fd: School, table: str
) -> None:
    with init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        scan(fd.first, "FD/001", 0)
        received(district, fd.pack())
        district.db.execute(f"DROP TABLE {table}")
    scan(fd.first, "FD/001", 60)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as district:
        write_report(district, tmp_path / "report.xlsx", Period())
        assert [one.result for one in merge(district, [fd.pack(name="again")])] == ["merged"]
        assert totals(district)[-1].minutes == 60
