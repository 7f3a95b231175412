"""Totals by Spark. They give the same rows as DuckDB."""

from __future__ import annotations

from checkin.rules.problems import N_, refuse
from exports.district.asks.totals import GROUP, KNOWN, REPLAYED, SERVICE, By, Total
from exports.district.district import District
from exports.district.spark.archive import archived_events
from exports.district.spark.engine import spark_session
from exports.district.spark.folding import sessions
from storage.disk.protection.marks import is_protected

_COUNTS = f"""
    count(DISTINCT team, volunteer) AS persons,
    count(DISTINCT team, volunteer, day) FILTER (WHERE source NOT IN ('added', 'claimed') AND day IS NOT NULL) AS person_times,
    count(*) FILTER (WHERE source NOT IN ('added', 'claimed')) AS sessions,
    coalesce(sum(credited) FILTER (WHERE source NOT IN ('added', 'claimed')), 0) AS scanned_minutes,
    coalesce(sum(credited) FILTER (WHERE source = 'added'), 0) AS added_minutes,
    coalesce(sum(credited) FILTER (WHERE status = 'confirmed'), 0) AS confirmed_minutes,
    coalesce(sum(credited) FILTER (WHERE {REPLAYED}), 0) AS replayed_minutes,
    coalesce(sum(credited) FILTER (WHERE source = 'claimed'), 0) AS claimed_minutes"""
"""`exports.district.asks.totals.COUNTS` in the SQL of Spark."""
_MONTH = "coalesce(date_format(day, 'yyyy-MM'), '')"


def spark_totals(district: District, by: By = By.TEAM) -> list[Total]:
    """The rows of `exports.district.asks.totals.totals`; Spark folds and sums them from the archive.

    Raises Refused if Spark or Java is not installed, and for a protected folder.
    """
    if is_protected(district.folder.path):
        message = N_(
            "Spark would write events to temporary files in the clear, and this folder is protected: count with DuckDB (leave "
            "--engine out)"
        )
        raise refuse("protected_folder", str(district.folder.path), message)
    known = district.db.execute(f"WITH {KNOWN} SELECT team, number, kind FROM known").fetchall()
    activities = district.db.execute("SELECT team, code, category, project FROM activity").fetchall()
    with spark_session() as spark:
        # Four queries use the events and two the sessions: with a cache, packs are read and persons folded only once.
        events = archived_events(spark, district).cache()
        rows = sessions(spark, events, district.identity.desk)
        rows.where("team IS NOT NULL").createOrReplaceTempView("session")
        spark.createDataFrame(known, "team string, number string, kind string").createOrReplaceTempView("known")
        spark.createDataFrame(
            activities, "team string, code string, category string, project string"
        ).createOrReplaceTempView("activity")
        named = spark.sql(
            "SELECT s.*, v.kind, a.category, a.project FROM session s "
            "LEFT JOIN known v ON v.team = s.team AND v.number = s.volunteer "
            f"LEFT JOIN activity a ON a.team = s.activity_team AND a.code = s.activity WHERE {SERVICE}"
        ).cache()
        named.createOrReplaceTempView("named")
        group = _MONTH if by is By.MONTH else GROUP[by]
        groups = spark.sql(f"SELECT {group} AS grp, {_COUNTS} FROM named GROUP BY 1 ORDER BY 1").collect()
        over_all = spark.sql(f"SELECT NULL AS grp, {_COUNTS} FROM named").collect()
        for cached in (named, events):
            cached.unpersist()
        return [Total(*row) for row in groups + over_all]
