"""The district's record is deleted or replaced while it is open: nothing is said to be done that is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import Refused
from exports.district.district import init_district


@pytest.mark.parametrize("how", ["deleted", "replaced", "pulled out", "in the middle"])
def test_the_record_goes_away_under_the_district(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "district"
    with init_district(folder, code="xh", name="徐汇", clock=SYSTEM_CLOCK) as district:
        record = district.folder.database
        with district.transaction():
            pass
        match how:
            case "deleted":
                record.unlink()
            case "replaced":
                shutil.copy(record, tmp_path / "copy")
                (tmp_path / "copy").replace(record)
            case "pulled out":
                folder.rename(tmp_path / "stick")
        with pytest.raises(Refused) as refused, district.transaction():
            record.unlink(missing_ok=True)
        assert refused.value.problems[0].code == "record_replaced"
