"""Who is on site, by class, and which desks that includes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.exports.district.schools import scan, school

HOURDESK = str(Path(sys.executable).with_name("hourdesk"))


def test_who_came_and_did_not_leave(tmp_path: Path) -> None:
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")])
    with made.another_desk("2号台") as second, made.first:
        scan(made.first, "FD/001", 0)
        scan(made.first, "FD/002", 5)
        scan(made.first, "FD/002", 50)
        scan(second, "FD/002", 55)
        made.pack(second, "two")
    folder = ["--data", str(tmp_path / "fd" / "first"), "--lang", "en"]
    command = [HOURDESK, "muster", "--activity", "A1", *folder]
    alone = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True)
    assert [json.loads(line)["volunteer"] for line in alone.stdout.splitlines()] == ["001"]
    subprocess.run([HOURDESK, "take", str(tmp_path / "fd" / "two.hdpack"), *folder], check=True, capture_output=True)
    both = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "2 persons on site" in both.stdout and "张伟  16:00" in both.stdout
    assert "2号台" in both.stderr
