"""Sessions by `applyInPandas`: Spark brings all events of some persons together, `checkin.rules` folds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from checkin.rules.events import AIMED_KINDS, KEPT_KINDS, PERSONAL_KINDS, Badge, BadgeState, Event, Link
from checkin.rules.facts import Facts, gather
from checkin.rules.identity import split
from checkin.rules.wire import read_event
from exports.district.columns import FOLDED, SCAN, SESSION, spark_schema
from exports.district.record.folding import session_rows
from storage.disk.schema import in_sql

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

_NAMES = [name for name, _holds in SESSION]
_PERSONS_A_PORTION = 500


def sessions(spark: SparkSession, events: DataFrame, district_desk: str) -> DataFrame:
    """The table of sessions of all events (`archive.EVENT_SCHEMA`)."""
    events.createOrReplaceTempView("event")
    facts = _facts(spark, district_desk)
    owners = _owners(spark, facts)
    _view(spark, "same", facts.same, "volunteer string, person string")
    _view(spark, "owner", owners, "badge string, volunteer string")
    folded = spark.sql(_FOLDED.format(desk=district_desk, personal=in_sql(PERSONAL_KINDS), aimed=in_sql(AIMED_KINDS)))
    given = spark.sparkContext.broadcast((facts, owners))

    def fold(portion: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        facts, owners = given.value
        plain = portion.astype(object).where(portion.notna(), None)
        scans = _tuples(plain[plain["kind"] == "scan"], list(SCAN))
        others = _tuples(plain[plain["kind"] != "scan"], ["person", "raw"])
        return pd.DataFrame(list(session_rows(scans, others, facts, owners)), columns=_NAMES)

    portions = max(1, spark.sql("SELECT count(DISTINCT volunteer) FROM event").first()[0] // _PERSONS_A_PORTION)  # type: ignore[index]
    return (
        folded.selectExpr("*", f"pmod(hash(person), {portions}) AS portion")
        .groupBy("portion")
        .applyInPandas(fold, spark_schema(SESSION))
    )


def _tuples(portion: pd.DataFrame, columns: list[str]) -> list[Any]:
    return list(portion[columns].itertuples(index=False, name=None))


def _facts(spark: SparkSession, district_desk: str) -> Facts:
    rows = spark.sql(
        "SELECT e.raw FROM event e LEFT JOIN event t ON e.kind = 'void' AND t.id = e.target "
        f"WHERE e.kind IN ({in_sql(KEPT_KINDS)}) "
        f"AND (t.team IS NULL OR t.team = e.team OR e.desk = '{district_desk}')"
    ).collect()
    return gather(e for e in _events(row.raw for row in rows) if e.desk == district_desk or _of_own_team(e))


def _of_own_team(event: Event) -> bool:
    body = event.body
    return not isinstance(body, Link) or split(body.volunteer)[0] == split(body.same_as)[0] == event.team


def _owners(spark: SparkSession, facts: Facts) -> dict[str, str]:
    rows = spark.sql(
        "SELECT raw FROM event WHERE kind = 'badge' AND badge IN "
        "(SELECT badge FROM event WHERE kind = 'scan' AND volunteer IS NULL)"
    ).collect()
    issued = sorted(
        (e for e in _events(row.raw for row in rows) if e.id not in facts.struck), key=lambda e: (e.at, e.id)
    )
    return {
        e.body.badge: e.body.volunteer
        for e in issued
        if isinstance(e.body, Badge) and e.body.state is BadgeState.ISSUED
    }


def _events(raws: Iterable[str]) -> list[Event]:
    return [read_event(raw.encode("utf-8"))[0] for raw in raws]


def _view(spark: SparkSession, name: str, rows: Mapping[str, str], schema: str) -> None:
    spark.createDataFrame(list(rows.items()), schema).createOrReplaceTempView(name)


_COLUMNS = ", ".join(f"e.{name}" for name in FOLDED[1:])
_FOLDED: Any = (
    "WITH personal AS ("
    "SELECT coalesce(s.person, e.volunteer, so.person, o.volunteer, e.badge) AS person, e.* FROM event e "
    "LEFT JOIN same s ON s.volunteer = e.volunteer "
    "LEFT JOIN owner o ON e.volunteer IS NULL AND o.badge = e.badge "
    "LEFT JOIN same so ON so.volunteer = o.volunteer WHERE e.kind IN ({personal})), "
    "aimed AS (SELECT a.*, t.person AS whose FROM event a JOIN personal t ON a.target = t.id "
    "WHERE a.kind IN ({aimed}) AND (a.team = t.team OR a.desk = '{desk}')), "
    "moved AS (SELECT coalesce(s.person, a.volunteer) AS person, a.target FROM aimed a "
    "LEFT JOIN same s ON s.volunteer = a.volunteer WHERE a.kind = 'amend' AND a.volunteer IS NOT NULL) "
    f"SELECT e.person, {_COLUMNS} FROM personal e "
    f"UNION ALL SELECT m.person, {_COLUMNS} FROM moved m JOIN personal e ON e.id = m.target "
    f"UNION ALL SELECT e.whose, {_COLUMNS} FROM aimed e "
    f"UNION ALL SELECT m.person, {_COLUMNS} FROM moved m JOIN aimed e ON e.target = m.target"
)
"""As `exports.district.record.partition.lay_out`, in Spark's words."""
