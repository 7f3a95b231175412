"""Derive sessions with `applyInPandas`: Spark groups all events of some persons, and `checkin.rules` folds each group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from checkin.rules.badge_holders import BadgeHolders, holders_of
from checkin.rules.events import AIMED_KINDS, KEPT_KINDS, PERSONAL_KINDS
from checkin.rules.facts import Facts, gather
from checkin.rules.joins import Joins
from exports.district.columns import FOLDED, SCAN, SESSION, spark_schema
from exports.district.record.badge_owners import BADGE_EVENTS_OF_UNKNOWN, events_of_raw, owned_at
from exports.district.record.common_facts import of_own_team
from exports.district.record.folding import session_rows
from storage.disk.schema import in_sql

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

_NAMES = [name for name, _holds in SESSION]
_PERSONS_A_PORTION = 500


def sessions(spark: SparkSession, events: DataFrame, district_desk: str) -> DataFrame:
    """The table of sessions, derived from a table of events (`archive.EVENT_SCHEMA`). `district_desk` is the district's desk id."""
    events.createOrReplaceTempView("event")
    facts = _facts(spark, district_desk)
    holders = _holders(spark, facts)
    if facts.joins:
        _read_numbers(spark, events, facts.joins)
    _view(spark, "same", facts.same.items(), "volunteer string, person string")
    _view(spark, "owner", holders.spans(), "badge string, since bigint, until bigint, volunteer string")
    folded = spark.sql(folded_query(district_desk))
    given = spark.sparkContext.broadcast((facts, holders))

    def fold(portion: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        facts, holders = given.value
        plain = portion.astype(object).where(portion.notna(), None)
        scans = _tuples(plain[plain["kind"] == "scan"], list(SCAN))
        others = _tuples(plain[plain["kind"] != "scan"], ["person", "raw"])
        return pd.DataFrame(list(session_rows(scans, others, facts, holders)), columns=_NAMES)

    portions = max(1, spark.sql("SELECT count(DISTINCT volunteer) FROM event").first()[0] // _PERSONS_A_PORTION)
    return (
        folded.selectExpr("*", f"pmod(hash(person), {portions}) AS portion")
        .groupBy("portion")
        .applyInPandas(fold, spark_schema(SESSION))
    )


def folded_query(district_desk: str) -> str:
    """Every event beside the person with whom it is folded, of the tables `event`, `same` and `owner`: the query of
    `exports.district.record.partition.lay_out` in the SQL of Spark, in which DuckDB can run it too."""
    return str(_FOLDED.format(desk=district_desk, personal=in_sql(PERSONAL_KINDS), aimed=in_sql(AIMED_KINDS)))


def _tuples(portion: pd.DataFrame, columns: list[str]) -> list[Any]:
    return list(portion[columns].itertuples(index=False, name=None))


def _facts(spark: SparkSession, district_desk: str) -> Facts:
    rows = spark.sql(
        "SELECT e.raw FROM event e LEFT JOIN event t ON e.kind IN ('void', 'clash') AND t.id = e.target "
        f"WHERE e.kind IN ({in_sql(KEPT_KINDS)}) "
        f"AND (t.team IS NULL OR t.team = e.team OR e.desk = '{district_desk}')"
    ).collect()
    events = events_of_raw([row.raw for row in rows])
    return gather(e for e in events if e.desk == district_desk or of_own_team(e))


def _holders(spark: SparkSession, facts: Facts) -> BadgeHolders:
    events = events_of_raw([row.raw for row in spark.sql(BADGE_EVENTS_OF_UNKNOWN).collect()])
    return holders_of(facts.joins.read_all(events), facts.struck)


def _read_numbers(spark: SparkSession, events: DataFrame, joins: Joins) -> None:
    """Make `event` the events that count, with the numbers that count here for those of joined desks."""
    from pyspark.sql import functions as f

    numbers = [(desk, written, read) for (desk, written), read in joins.renumbered().items()]
    renumbered = spark.createDataFrame(numbers, "desk string, volunteer string, read string")
    out = spark.createDataFrame(sorted(joins.out), "team string, desk string")
    counted = events.join(out, ["team", "desk"], "left_anti").join(renumbered, ["desk", "volunteer"], "left")
    read = counted.withColumn("volunteer", f.coalesce("read", "volunteer")).select(*events.columns)
    read.createOrReplaceTempView("event")


def _view(spark: SparkSession, name: str, rows: Iterable[tuple[Any, ...]], schema: str) -> None:
    spark.createDataFrame(list(rows), schema).createOrReplaceTempView(name)


_COLUMNS = ", ".join(f"e.{name}" for name in FOLDED[1:])
_FOLDED: Any = (
    "WITH personal AS ("
    "SELECT coalesce(s.person, e.volunteer, so.person, o.volunteer, e.badge) AS person, e.* FROM event e "
    "LEFT JOIN same s ON s.volunteer = e.volunteer "
    f"LEFT JOIN owner o ON e.volunteer IS NULL AND {owned_at('e.at')} "
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
