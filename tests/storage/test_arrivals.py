"""When people came into the register: of one person it is found as of everybody."""

from __future__ import annotations

from datetime import timedelta

from storage.people.arrivals import arrival_beside_first, arrivals
from storage.people.badges import reissue
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store
from tests.standing_clock import StandingClock

DAY = 24 * 3_600_000


def _import(store: Store, number: str) -> str:
    file = store.folder.path / "名单.csv"
    file.write_text(f"学号,姓名,班级\n{number},张{number},七1班\n", "utf-8")
    assert import_roster(store, file, Wanted(Others.ADD)).taken
    return f"{store.identity.team}/{number}"


def test_of_one_person_as_of_everybody(store: Store, clock: StandingClock) -> None:
    """Of one who came later and has a new badge since, of one of the first, and of somebody who was never here."""
    begun = store.today()
    clock.advance(40 * DAY)
    later = _import(store, "012")
    clock.advance(40 * DAY)
    _import(store, "013")
    reissue(store, later)
    every = arrivals(store)
    assert every[later] == begun + timedelta(days=40) and every["FD/013"] == begun + timedelta(days=80)
    found = arrival_beside_first(store, later)
    assert found[later] == every[later] and sorted(found.values()) == [begun, every[later]]
    assert set(arrival_beside_first(store, "FD/001").values()) == {every["FD/001"]} == {begun}
    assert set(arrival_beside_first(store, "FD/999").values()) == {begun}, "the first of the team alone"
    assert arrival_beside_first(store, "other/001") == {}
