"""The gate: a film of badges in the hand, read frame by frame and checked in on a real log."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from statistics import median

from bench.figures import Limit, Reads
from bench.frames.film import RATE, film
from bench.reader import zxing_texts
from bench.records import HOUR, TEAM, Size, badges, cached, copied
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.outcomes import OutcomeKind
from checkin.scanning.presence import Presence
from checkin.scanning.stream import StreamReader
from checkin.scanning.text import normalise
from checkin.scanning.video import open_film
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.store import open_store

CODE = "GATE"


def measure(seed: int, volunteers: int, cache: Path, scratch: Path) -> list[Reads | Limit]:
    """Everybody of a small team shows the badge once. The film is kept in `cache`, as logs are."""
    size = Size(volunteers, 1, volunteers + 1)
    numbers = badges(size)
    path = filmed(cache, numbers, seed)
    folder = copied(cached(size, cache), scratch / "gate")
    by_zxing: dict[str, float] = {}
    committed: dict[str, float] = {}
    outcomes: Counter[str] = Counter()
    reader, presence = StreamReader(), Presence()
    start = SYSTEM_CLOCK.now()
    with open_store(folder, SYSTEM_CLOCK) as store:
        add_activity(store, CODE, {"name": "Gate", "place": "Hall", "start": start, "end": start + 4 * HOUR})
        desk = Desk(store.ledger, "li")
        for frame in open_film(path).frames():
            for text in zxing_texts(frame.grey):
                by_zxing.setdefault(text, frame.time_s)
            began = time.perf_counter()
            for text in presence.see(frame.time_s, [normalise(code.text) for code in reader.read(frame.grey)]):
                arrival = Arrival(
                    new_id(SYSTEM_CLOCK.now()), start + round(frame.time_s * 1000), text, f"{TEAM}/{CODE}"
                )
                outcome = desk.scan(arrival)
                outcomes[outcome.kind if outcome.kind is OutcomeKind.OPENED else "other"] += 1
                committed.setdefault(text, frame.time_s + time.perf_counter() - began)
    opened = outcomes[OutcomeKind.OPENED]
    late = [(committed[text] - by_zxing[text]) * RATE for text in numbers if text in committed and text in by_zxing]
    return [
        Reads("film of badges in the hand: checked in", opened, volunteers, volunteers, 1.0),
        Limit("the same: scanned twice, or anything else", outcomes["other"], "", 0),
        Limit("frames from zxing-cpp's first read to commit", median(late) if late else float("inf"), "fr"),
    ]


def filmed(cache: Path, numbers: list[str], seed: int) -> Path:
    """The film of these badges; it is made now where the cache has none."""
    path = cache / f"film-{seed}-{len(numbers)}.mp4"
    if not path.exists():
        making = path.with_suffix(".making")
        film(making, numbers, seed)
        making.rename(path)
    return path
