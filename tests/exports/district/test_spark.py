"""Spark's own part of the totals. Without Spark: the rows that it reads and the query that it runs give the record's sessions.
Started for real, which needs Spark and Java, it gives DuckDB's rows."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.events import Amend
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.district.asks.conflicts.registry import conflicts
from exports.district.asks.totals import By, totals
from exports.district.columns import SCAN, SESSION, SPARK_EVENT, quoted_names, spark_schema
from exports.district.district import District, init_district
from exports.district.record.badge_owners import holders_of_unknown
from exports.district.record.common_facts import common_facts
from exports.district.record.folding import session_rows
from exports.district.says.rulings import rule_minutes, same_person
from exports.district.spark.archive import _read_pack, event_tuple
from exports.district.spark.engine import spark_session
from exports.district.spark.folding import folded_query
from exports.district.spark.totals import spark_totals
from storage.people.badges import reissue
from storage.supervision import corrections
from tests.exports.district.schools import received, scan, school
from tests.portions import share

SMALL = " ".join(
    [
        "--master local[2] --driver-memory 512m --conf spark.sql.shuffle.partitions=2 --conf spark.default.parallelism=2",
        "--driver-java-options '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote'",
        "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.adaptive.enabled=false",
        "pyspark-shell",
    ]
)
"""Two partitions for a few events, and no time spent on compiling and proving code that runs but once."""


HERE = importlib.util.find_spec("pyspark") is not None and (shutil.which("java") or os.environ.get("JAVA_HOME"))


@pytest.fixture
def counted(tmp_path: Path) -> Iterator[District]:
    """Two schools, three desks, a visitor with an unknown badge, corrections, a moved scan, a ruling, one person twice."""
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
        corrections.amend_all(yz.first, [Amend(wrong.event, volunteer="YZ/008")], Signature("li", "认错人"))
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
        yield district


def plainly(sessions: Iterable[Sequence[object]]) -> list[list[str]]:
    """The cells as text, in an order of their own; nothing is the same as no text."""
    return sorted(["" if cell is None else str(cell) for cell in row] for row in sessions)


def test_what_spark_reads_and_asks_for_gives_the_sessions_of_the_record(counted: District) -> None:
    """DuckDB stands in for Spark's SQL: the rows of the archive, the query over them, and the fold of each person."""
    packs = sorted(counted.folder.archive.iterdir())
    rows = {row[0]: row for pack in packs for row in _read_pack(str(pack), None)}
    own = counted.db.execute("SELECT raw FROM event WHERE desk = ?", [counted.identity.desk]).fetchall()
    rows |= {row[0]: row for row in (event_tuple(raw.encode("utf-8")) for (raw,) in own)}
    assert len(packs) == 3 and len(own) == 2
    facts = common_facts(counted)
    holders = holders_of_unknown(counted.db, facts)
    assert facts.same and holders.spans() and not facts.joins
    with duckdb.connect() as plain:
        for table, schema, filled in (
            ("event", spark_schema(SPARK_EVENT), rows.values()),
            ("same", "volunteer string, person string", facts.same.items()),
            ("owner", "badge string, since bigint, until bigint, volunteer string", holders.spans()),
        ):
            columns = [column.split(" ") for column in schema.split(", ")]
            defined = ", ".join(f'"{name}" {holds}' for name, holds in columns)
            plain.execute(f"CREATE TABLE {table} ({defined})")
            plain.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", list(filled))
        asked = folded_query(counted.identity.desk)
        found = plain.execute(asked).fetchall()
        names = [column[0] for column in plain.description or ()]
    portion = [dict(zip(names, row, strict=True)) for row in found]
    sessions: list[tuple[object, ...]] = []
    for person in sorted({row["person"] for row in portion}):
        mine = [row for row in portion if row["person"] == person]
        scans = [tuple(row[name] for name in SCAN) for row in mine if row["kind"] == "scan"]
        others = [(row["person"], row["raw"]) for row in mine if row["kind"] != "scan"]
        sessions += session_rows(scans, others, facts, holders)
    columns = quoted_names(name for name, _holds in SESSION)
    recorded = counted.db.execute(f"SELECT {columns} FROM session").fetchall()
    assert plainly(sessions) == plainly(recorded) != []


@pytest.mark.skipif(not HERE, reason="pyspark or Java is not installed: `make soak` installs both")
def test_spark_and_duckdb_count_the_same(counted: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", SMALL)
    with spark_session():
        for by in share((By.TEAM, By.KIND, By.CATEGORY), 0, 3):
            assert spark_totals(counted, by) == totals(counted, by), by


def test_without_java_or_spark_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    for java, code in (("", "no_java"), ("/java", "no_spark")):
        monkeypatch.setenv("JAVA_HOME", java)
        with pytest.raises(Refused) as refused, spark_session():
            pass
        assert (
            refused.value.problems[0].code == code
            and "--engine duckdb needs nothing" in refused.value.problems[0].message
        )
