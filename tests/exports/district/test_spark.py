"""Spark, started for real, gives DuckDB's rows. It needs Java, which pip can't bring: without it there is nothing to start."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Amend
from checkin.rules.signature import Signature
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.totals import By, totals
from exports.district.district import init_district
from exports.district.says.rulings import rule_minutes, same_person
from exports.district.spark.engine import spark_session
from exports.district.spark.totals import spark_totals
from storage.people.badges import reissue
from storage.supervision import corrections
from tests.exports.district.schools import received, scan, school
from tests.portions import share

pytestmark = pytest.mark.skipif(
    shutil.which("java") is None and not os.environ.get("JAVA_HOME"), reason="Spark runs on Java, which is not here"
)

SMALL = " ".join(
    [
        "--master local[2] --driver-memory 512m --conf spark.sql.shuffle.partitions=2 --conf spark.default.parallelism=2",
        "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote'",
        "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.adaptive.enabled=false",
        "pyspark-shell",
    ]
)
"""Two partitions for a few events, and no time spent on compiling and proving code that runs but once."""


def test_spark_and_duckdb_count_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two schools, three desks, a visitor with an unknown badge, corrections, a moved scan, a ruling, one person twice."""
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
    fd = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜"), ("003", "王芳")])
    yz = school(tmp_path / "yz", "YZ", "渝中实验小学", [("007", "赵敏"), ("008", "张伟")])
    with fd.first, yz.first, fd.another_desk("2号台") as second, init_district(tmp_path / "d", code="YZQ", name="渝中区教委", clock=SYSTEM_CLOCK) as district:  # fmt: skip
        visitor = fd.first.register.badge("FD/002")
        scan(fd.first, "FD/001", 0)
        scan(second, "FD/001", 61)
        scan(yz.first, "", 10, badge=visitor)
        scan(yz.first, "", 70, badge=visitor)
        scan(fd.first, "FD/002", 40)
        scan(fd.first, "FD/002", 100)
        wrong = scan(yz.first, "YZ/007", 5)
        corrections.amend(yz.first, Amend(wrong.event, volunteer="YZ/008"), Signature("li", "认错人"))
        scan(yz.first, "YZ/008", 95)
        struck = scan(fd.first, "FD/003", 5)
        corrections.void(fd.first, struck.event, Signature("li", "误扫"))
        corrections.add(fd.first, "FD/003", "FD/A1", 45, Signature("li", "布置会场"))
        reissue(fd.first, "FD/003")
        received(district, fd.pack(name="one"), fd.pack(second, "two"), yz.pack())
        overlap = next(c for c in conflicts(district) if c.kind.name == "overlap")
        rule_minutes(district, overlap.events[0], 25, Signature("周老师", "后半段"))
        same_person(district, "FD/001", "YZ/008", Signature("周老师", "四月调动"))
        # One person now: of 0 to 61 minutes here and 5 to 95 there the later waits for review.
        assert totals(district)[-1].scanned_minutes == 61 + 25 + 60
        with spark_session():
            for by in share((By.TEAM, By.KIND, By.CATEGORY), 0, 3):
                assert spark_totals(district, by) == totals(district, by), by
