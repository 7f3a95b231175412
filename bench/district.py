"""A district-year: packs verified, put together and summed, beside DuckDB alone on the same events as CSV."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import duckdb
import psutil

from bench.figures import Figure, Limit
from bench.teams import District, another_pack, packs
from checkin.clock import SYSTEM_CLOCK

TO_DUCKDB, ONE_MORE, TEN_TIMES = 8.0, 0.1, 11.0
_HOURDESK = str(Path(sys.executable).with_name("hourdesk"))


def measure(
    year: District, tenth: District, ten: District, cache: Path, scratch: Path, seed: int
) -> list[Figure | Limit]:
    """The year against its floor, one new pack into it, and the time of ten times as many packs of a tenth's size."""
    folder = packs(year, cache, seed)
    place = scratch / "year"
    whole, peak = _merge(folder, place)
    file_size = (place / "district.duckdb").stat().st_size
    events = scratch / "events.csv"
    _write_csv(place, events)
    floor, floor_peak = _run(
        [sys.executable, "-m", "bench.floors.district_csv", str(events), str(scratch / "floor.db")]
    )
    events.unlink()
    one_more = _merge_into(another_pack(year, folder, scratch, seed), place)
    few, _ = _merge(packs(tenth, cache, seed), scratch / "few")
    many, many_peak = _merge(packs(ten, cache, seed), scratch / "many")
    return [
        Figure(f"{year.teams} packs, {year.scans} scans : DuckDB on CSV", whole, floor, "s", TO_DUCKDB, 1),
        Limit("  peak memory", peak / 1e9, "GB", beside=floor_peak / 1e9),
        Limit("  district.duckdb after it", file_size / 1e9, "GB"),
        Figure("one more pack : the whole", one_more, whole, "s", ONE_MORE, 1),
        Figure(f"{ten.teams} packs : {tenth.teams} packs of {tenth.sessions}", many, few, "s", TEN_TIMES, 1),
        Limit(f"  peak memory, {ten.teams} packs", many_peak / 1e9, "GB"),
    ]


def _merge(folder: Path, place: Path) -> tuple[float, float]:
    """Seconds and peak bytes of merge and totals, whole processes, into a new district that trusts all teams."""
    _checked([_HOURDESK, "district", "init", "--name", "District", "--data", str(place)])
    _trust_all(folder, place)
    merging, peak = _run([_HOURDESK, "district", "merge", str(folder), "--data", str(place), "--json"])
    summing, other = _run([_HOURDESK, "district", "totals", "--data", str(place), "--json"])
    return merging + summing, max(peak, other)


def _merge_into(folder: Path, place: Path) -> float:
    _trust_all(folder, place)
    return _run([_HOURDESK, "district", "merge", str(folder), "--data", str(place), "--json"])[0]


def _trust_all(folder: Path, place: Path) -> None:
    from exports.district.district import open_district
    from exports.district.says.trust import trust_file

    with open_district(place, SYSTEM_CLOCK) as district:
        for pack in sorted(folder.glob("*.hdpack")):
            trust_file(district, pack)


def _run(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of a whole process, and the most bytes that it and its children held together."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = [0.0]
    done = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watch.start()
    out, _ = process.communicate()
    seconds = time.perf_counter() - begun
    done.set()
    watch.join()
    if process.returncode != 0:
        raise ValueError(f"{command} ended with {process.returncode}: {out[-500:]}")
    for line in out.splitlines():
        if line.startswith("{") and json.loads(line).get("result", "merged") != "merged":
            raise ValueError(line)
    return seconds, peak[0]


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.05):
        total = 0
        try:
            process = psutil.Process(pid)
            for one in (process, *process.children(recursive=True)):
                total += one.memory_info().rss
        except psutil.Error:
            continue
        peak[0] = max(peak[0], total)


def _checked(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _write_csv(place: Path, out: Path) -> None:
    db = duckdb.connect(str(place / "district.duckdb"), read_only=True)
    db.execute(
        'COPY (SELECT id, team, desk, seq, "at", kind, volunteer, badge, activity, target, direction, source, operator, '
        "reason, lag(hash) OVER (PARTITION BY desk ORDER BY seq) AS prev, hash, raw FROM event) "
        f"TO '{out}' (FORMAT csv, HEADER false)"
    )
    db.close()
