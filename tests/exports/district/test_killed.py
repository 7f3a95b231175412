"""A merge that is killed leaves the record as it was, and the next one goes through."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from checkin.clock import SYSTEM_CLOCK
from exports.district.asks.totals import totals
from exports.district.district import init_district, open_district
from exports.district.says.trust import trust_file
from tests.exports.district.schools import scan, school
from tests.portions import share

HOURDESK = str(Path(sys.executable).with_name("hourdesk"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_merge_killed_at_any_moment(tmp_path: Path) -> None:
    """Killed after 0.2 s, 0.4 s, … (one of eight in the tests): all of the packs are in the record or none, until a merge is left alone."""
    packs = tmp_path / "packs"
    packs.mkdir()
    people = [(f"{n:03d}", f"王{n}") for n in range(40)]
    with init_district(tmp_path / "district", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:
        for code in ("A", "B", "C"):
            made = school(tmp_path / code, code, f"{code}学校", people)
            with made.first:
                for number, _name in people:
                    scan(made.first, f"{code}/{number}", 0)
                    scan(made.first, f"{code}/{number}", 60)
                made.pack().rename(packs / f"{code}.hdpack")
            trust_file(district, packs / f"{code}.hdpack")
    command = [HOURDESK, "district", "merge", str(packs), "--data", str(tmp_path / "district"), "--json"]
    for step in share(range(1, 9), 3, 8):
        merging = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        time.sleep(step * 0.2)
        merging.send_signal(signal.SIGKILL)
        merging.communicate()
        with open_district(tmp_path / "district", SYSTEM_CLOCK) as district:
            assert totals(district)[-1].scanned_minutes in (0, 3 * 40 * 60)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    results = [json.loads(line)["result"] for line in done.stdout.splitlines()]
    assert set(results) <= {"merged", "already"} and len(results) == 3
    with open_district(tmp_path / "district", SYSTEM_CLOCK) as district:
        assert totals(district)[-1].scanned_minutes == 3 * 40 * 60
    assert not list((tmp_path / "district").glob("merging-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    """The processes that read packs for a merge end with it, even if the merge is killed."""
    program = tmp_path / "merging.py"
    program.write_text(
        "import time\nfrom exports.district.record.workers import Work, in_parallel\n"
        "in_parallel(Work(time.sleep, lambda seconds: 10**9), [600, 600])\n"
    )
    merging = psutil.Popen(
        [sys.executable, str(program)], env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    )
    while len(beside := merging.children(recursive=True)) < 2:
        assert merging.poll() is None
        time.sleep(0.01)
    merging.send_signal(signal.SIGKILL)
    _gone, left = psutil.wait_procs(beside, timeout=30)
    for process in left:
        process.kill()
    assert beside and not left
