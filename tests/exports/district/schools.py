"""Schools with real desks, whose packs come to a real district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import Outcome
from exports.district.district import District
from exports.district.record.merging import merge
from exports.district.says.trust import trust_file
from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from exports.exchange.pack.writing import write_pack
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.roster.importing import import_roster
from storage.store import Store, init_store
from tests.storage.roster.files import csv_file

DAY = 1_777_449_600_000
"""2026-04-29T08:00Z, four in the afternoon in Shanghai: the day on which everything happens."""
MINUTE = 60_000
HOUR = 60 * MINUTE


@dataclass
class School:
    """A team whose first desk is `first`; `others` are made from its kit."""

    code: str
    first: Store
    folder: Path

    def another_desk(self, name: str) -> Store:
        """One more desk of this school."""
        kit = self.folder / "team.hdkit"
        make_kit(self.first, kit)
        return init_from_kit(self.folder / name, kit, name, clock=self.first.clock)

    def pack(self, store: Store | None = None, name: str = "pack") -> Path:
        """The pack of a desk (default: the first)."""
        file = self.folder / f"{name}.hdpack"
        write_pack(store or self.first, file)
        return file


def school(folder: Path, code: str, name: str, people: Sequence[Sequence[str]], clock: Clock = SYSTEM_CLOCK) -> School:
    """A team with a roster (number, name) of teachers and one activity A1 of two hours on DAY."""
    folder.mkdir(parents=True, exist_ok=True)
    store = init_store(folder / "first", team=code, team_name=name, desk_name="1号台", clock=clock)
    rows = [["学号", "姓名", "班级", "人员类别"], *([number, person, "", "教师"] for number, person in people)]
    import_roster(store, csv_file(folder / "roster.csv", rows))
    plan = {"name": "清洁家园", "place": "公园", "start": DAY, "end": DAY + 2 * HOUR, "timezone": "Asia/Shanghai"}
    add_activity(store, "A1", {**plan, "category": "绿色环保", "project": "春风"})
    return School(code, store, folder)


def scan(store: Store, who: str, minutes: float, *, badge: str | None = None, direction: Direction = Direction.AUTO, post: str | None = None) -> Outcome:  # fmt: skip
    """Scan somebody's badge (`who` is TEAM/NUMBER) at the desk's own A1, `minutes` after the planned start, at a post or none."""
    text = badge or store.register.badge(who)
    assert text is not None
    at = DAY + int(minutes * MINUTE)
    arrival = Arrival(new_id(store.now()), at, text, f"{store.identity.team}/A1", direction, post=post)
    return Desk(store.ledger).scan(arrival)


def received(district: District, *packs: Path) -> list[str]:
    """Trust and merge; what became of each."""
    for pack in packs:
        trust_file(district, pack)
    return [one.result for one in merge(district, packs)]
