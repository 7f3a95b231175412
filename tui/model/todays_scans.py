"""The scans that this desk took today, for the list in which one is searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from checkin.rules.instants import local_time
from checkin.rules.outcomes import is_refused
from storage.people.search_text import folded, search_text
from storage.presence.last_scans import PastScan, last_scans
from storage.record import record_in
from storage.store import Store
from tui.model.verdicts import Verdict, verdict_of
from tui.words.amounts import clock_seconds_text

MOST = 5_000


class TodaysScan(NamedTuple):
    """A scan as it stands in the list: the event, its time as `09:05:30`, what it came to; `searched` is the text that finds it."""

    event: str
    time: str
    verdict: Verdict
    past: PastScan
    searched: str = ""


def todays_scans(store: Store, activity: str) -> list[TodaysScan]:
    """This desk's scans of today in an activity, by the activity's zone, the newest first; not those that were refused, for
    there is nothing to undo, nor those that were struck out."""
    record = record_in(store, activity)
    zone = store.ledger.facts().activities[activity].zone
    today = local_time(store.now(), zone).date()
    return [
        TodaysScan(
            past.outcome.event,
            clock_seconds_text(past.outcome.at, zone),
            verdict_of(past.outcome, past.person, zone),
            past,
        )
        for past in last_scans(store, activity, record, MOST)
        if not is_refused(past.outcome.kind) and local_time(past.outcome.at, zone).date() == today
    ]


def with_search_text(scan: TodaysScan) -> TodaysScan:
    """The scan, found by name, pinyin, initials, class, number, time and word. The tables of pinyin take a moment to load."""
    person, verdict = scan.past.person, scan.verdict
    who = search_text(person) if person is not None else f"{verdict.name} {verdict.detail}"
    return scan._replace(searched=folded(f"{scan.time} {verdict.symbol} {verdict.word} {who}"))


def found(scans: Sequence[TodaysScan], typed: str) -> list[TodaysScan]:
    """Those that have each word of what was typed."""
    words = folded(typed).split()
    return [scan for scan in scans if all(word in scan.searched for word in words)]
