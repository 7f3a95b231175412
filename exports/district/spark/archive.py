"""Read the events of every merged pack directly from the archive, on Spark's workers."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.rules.events import Refuse, Scan
from checkin.rules.judging import read_judged
from exports.district.columns import SPARK_EVENT, spark_schema
from exports.district.district import District
from exports.district.record.archived import taken_digests
from exports.district.says.sealed import opening_key
from exports.exchange.pack.layout import ENDING, LOG
from exports.exchange.pack.sealing import AGE_MARK
from storage.disk.schema import EVENT_COLUMNS
from storage.log.events import columns_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

EVENT_SCHEMA = spark_schema(SPARK_EVENT)
EventTuple = tuple[Any, ...]


def archived_events(spark: SparkSession, district: District) -> DataFrame:
    """A table of all events of merged packs and of the district's own rulings, each once.

    Packs were verified when they were merged, and the archive names each file by its SHA-256, so nothing is verified again.
    """
    files = [str(district.folder.archive / f"{digest}{ENDING}") for digest in taken_digests(district.db)]
    identity = opening_key(district)
    own = district.db.execute("SELECT raw FROM event WHERE desk = ?", [district.identity.desk]).fetchall()
    rulings = spark.createDataFrame([event_tuple(raw.encode("utf-8")) for (raw,) in own], EVENT_SCHEMA)
    if not files:
        return rulings

    def read(paths: Iterable[str]) -> Iterator[EventTuple]:
        for path in paths:
            yield from _read_pack(path, identity)

    archived = spark.sparkContext.parallelize(files, len(files)).mapPartitions(read)
    return spark.createDataFrame(archived, EVENT_SCHEMA).union(rulings).dropDuplicates(["id"])


def event_tuple(raw: bytes) -> EventTuple:
    """A row of `EVENT_SCHEMA` from the bytes of an event. `raw` is None for scans and refusals."""
    event, _seq, _prev = read_judged(raw)
    cells = dict(zip(EVENT_COLUMNS, (*columns_of(event), raw.decode("utf-8")), strict=True))
    if isinstance(event.body, Scan | Refuse):
        cells["raw"] = None
    return tuple(cells[name] for name, _holds in SPARK_EVENT)


def _read_pack(path: str, identity: str | None) -> Iterator[EventTuple]:
    with Path(path).open("rb") as file:
        head = file.read(len(AGE_MARK))
        file.seek(0)
        archive: Any = file
        if head == AGE_MARK:
            import pyrage

            archive = io.BytesIO()
            pyrage.decrypt_io(file, archive, [pyrage.x25519.Identity.from_str(identity or "")])
        with zipfile.ZipFile(archive) as pack, pack.open(LOG) as packed, gzip.open(packed) as log:
            for line in log:
                yield event_tuple(line.rstrip(b"\n"))
