"""A Spark session on this machine, with little output and no use of a network."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checkin.rules.problems import N_, refuse

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def spark_session() -> Iterator[SparkSession]:
    """Start Spark and stop it at the end. If this process has a running session, it is used and not stopped.

    Raises Refused if Spark or Java is not installed.
    """
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        message = N_("Spark needs Java 17 or newer, which is not installed; --engine duckdb needs nothing")
        raise refuse("no_java", "--engine spark", message)
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        message = N_("Spark is not installed: pip install 'hourdesk[spark]'; --engine duckdb needs nothing")
        raise refuse("no_spark", "--engine spark", message) from error
    # Workers must run the same Python, with the same packages, as this process.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # A laptop may have no network at all; who runs a cluster sets its address.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    running = SparkSession.getActiveSession()
    session = running or (
        SparkSession.builder.appName("hourdesk")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    try:
        yield session
    finally:
        if running is None:
            session.stop()
