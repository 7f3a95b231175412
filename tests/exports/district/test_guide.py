"""The guide's scene, command by command: three teams, two desks each, a dead laptop, a bad pack, a conflict, the form."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document

from checkin.clock import SYSTEM_CLOCK
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.session_rows import session_rows
from exports.district.asks.totals import totals
from exports.district.district import open_district
from storage.disk.protection.open_keys import unlock
from tests.forked_program import forked_program
from tests.portions import in_the_soak
from tests.storage.telltales import words_in

GUIDE = Path(__file__).parents[3] / "docs/guide/district.md"
PASSPHRASE = "three grey geese over the quay"


@in_the_soak
@pytest.mark.skipif(shutil.which("sh") is None, reason="the guide's commands are for a POSIX shell")
def test_the_guide_does_what_it_says(tmp_path: Path) -> None:
    """Worked out by hand: FD 210 minutes (001) and one still inside; YZ 120; QX one inside and 180 (002)."""
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert len(blocks) == 11
    script = "set -eu\n" + "\n".join(blocks)
    with forked_program(tmp_path / "bin") as program:
        env = program.environment()
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "YZ-broken.hdpack: refused" in done.stderr
    assert (tmp_path / "district/district-before-rebuild-1.duckdb").exists()

    people = ("张伟", "李娜", "王芳", "赵敏", "周平", "吴芳", "复旦中学", "清洁家园", "周老师", "陈静", "PRIVATE KEY")
    assert (tmp_path / "recovery.pdf").exists() and words_in(tmp_path / "district", people) == {}
    unlock(tmp_path / "district", PASSPHRASE)
    with open_district(tmp_path / "district", SYSTEM_CLOCK) as district:
        rows = {(row.team, row.volunteer, row.activity_team): row for row in session_rows(district)}
        counted = {total.group: (total.persons, total.sessions, total.scanned_minutes) for total in totals(district)}
        assert all(conflict.ruled for conflict in conflicts(district))
    assert counted == {"FD": (2, 3, 210), "QX": (2, 2, 180), "YZ": (1, 1, 120), None: (5, 6, 510)}
    assert (rows["FD", "001", "YZ"].minutes, rows["FD", "001", "YZ"].source) == (0, "ruled")
    assert rows["QX", "001", "QX"].status == "open"

    form = Document(str(tmp_path / "form.docx"))
    cells = [cell.text for row in form.tables[0].rows for cell in row.cells]
    assert {"复旦中学", "春风行动", "陈静", "向阳社区", "2026年4月29日"} <= set(cells)
    assert (tmp_path / "quarter.xlsx").stat().st_size > 5000 and (tmp_path / "year.pdf").stat().st_size > 5000
