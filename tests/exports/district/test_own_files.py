"""Files of Hourdesk that lie among the packs: passed over with a word, and never taken for hours that were filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.period import Period
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from checkin.texts import use_language
from exports.district.asks.session_rows import session_rows
from exports.district.asks.views import waiting_files
from exports.district.district import District, init_district, open_district
from exports.district.record.merging import merge
from exports.district.record.rebuilding import rebuild
from exports.district.reports.report import write_report
from exports.district.returns.returns import returned_minutes
from exports.district.says.refused_files import leave_off
from exports.district.says.trust import trust_file
from exports.roster_file import write_roster, write_template
from exports.tables.export import write_export
from tests.exports.district.invented import invented_district
from tests.exports.district.schools import received, scan, school
from tests.portions import in_the_soak, share


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    with invented_district(tmp_path / "d") as district:
        yield district


@pytest.fixture(params=share(["zh", "en"], 0, 2))
def speech(request: pytest.FixtureRequest) -> None:
    use_language(request.param)


def results(district: District, folder: Path) -> dict[str, str]:
    return {one.pack: one.result for one in merge(district, [folder])}


def test_hours_that_were_exported_are_not_taken_as_filled_in_by_hand(
    district: District, tmp_path: Path, speech: None
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("FD.xlsx", "FD.csv"):
        write_export(folder / name, session_rows(district, team="FD"))
    write_report(district, folder / "YZ.xlsx", Period())
    assert set(results(district, folder).values()) == {"passed_over"} and returned_minutes(district) == {}


def test_a_list_of_people_is_passed_over_and_a_pack_beside_it_comes_in(tmp_path: Path, speech: None) -> None:
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟")])
    folder = tmp_path / "inbox"
    folder.mkdir()
    with fd.first, init_district(tmp_path / "d", code="D", name="区", clock=SYSTEM_CLOCK) as district:
        scan(fd.first, "FD/001", 0)
        received(district, fd.pack())
        write_roster(folder / "people.xlsx", [(person, None) for person in fd.first.register.persons()])
        write_template(folder / "template.xlsx")
        scan(fd.first, "FD/001", 60)
        fd.pack().rename(folder / "fd.hdpack")
        assert results(district, folder) == {
            "fd.hdpack": "merged", "people.xlsx": "passed_over", "template.xlsx": "passed_over",
        }  # fmt: skip


@in_the_soak
def test_the_record_of_a_desk_is_named_and_a_refused_file_is_left_off_the_list(tmp_path: Path) -> None:
    """A school handed in its whole data folder, and a pack that was cut in half; with a reason nobody sees that one any more,
    also in a record that was made anew."""
    fd = school(tmp_path / "inbox" / "fd", "FD", "复旦中学", [("001", "张伟")])
    half = tmp_path / "inbox" / "half.hdpack"
    with fd.first, init_district(tmp_path / "d", code="D", name="区", clock=SYSTEM_CLOCK) as district:
        half.write_bytes(fd.pack().read_bytes()[:900])
        assert results(district, tmp_path / "inbox")["desk.db"] == "passed_over"
        (refused,) = (one for one in waiting_files(district) if one.result == "refused")
        with pytest.raises(Refused, match="missing_reason"):
            leave_off(district, refused.digest, Signature("周老师"))
        leave_off(district, refused.digest, Signature("周老师", "重新报送了"))
        assert [one.result for one in waiting_files(district)] == ["held"]
        assert results(district, half) == {"half.hdpack": "refused"}, "who hands it in again is told again"
        assert [one.result for one in waiting_files(district)] == ["held"]
        trust_file(district, fd.folder / "pack.hdpack")
        merge(district, ())
    rebuild(tmp_path / "d", SYSTEM_CLOCK)
    with open_district(tmp_path / "d", SYSTEM_CLOCK) as again:
        assert waiting_files(again) == []


def test_our_template_with_a_column_of_hours_is_what_a_school_filled_in(
    district: District, tmp_path: Path, speech: None
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    write_template(folder / "FD.xlsx")
    book: Workbook = load_workbook(folder / "FD.xlsx")
    sheet = book.worksheets[0]
    sheet.delete_rows(3)
    sheet.cell(1, sheet.max_column + 1, "时长")
    for column, value in ((1, "0001"), (2, "张伟"), (sheet.max_column, 2)):
        sheet.cell(2, column, value)
    book.save(folder / "FD.xlsx")
    assert results(district, folder) == {"FD.xlsx": "merged"} and returned_minutes(district) == {"FD": 120}


def test_a_table_of_a_school_with_a_heading_that_nobody_knows_is_still_refused(
    district: District, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "FD.csv").write_text("姓名,天数\n张伟,3\n", "utf-8")
    assert results(district, folder) == {"FD.csv": "refused"}
