"""Data folders with invented people, for tests that drive the screen on a real record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.rules.signature import UNSIGNED
from storage.activities.activities import add_activity
from storage.people.badges import issue, mint
from storage.people.person import Person
from storage.store import init_store

HOUR = 3_600_000
PEOPLE = (
    Person("cq8", "0001", "张伟", "七(1)班"),
    Person("cq8", "0002", "张伟", "七(2)班"),
    Person("cq8", "0003", "王芳", "七(1)班"),
    Person("cq8", "0004", "Ana Lopez", "7B", "teacher"),
)


@dataclass(frozen=True)
class MadeDesk:
    """A folder, and the badge numbers by volunteer key."""

    path: Path
    badges: dict[str, str]


def make_desk(
    path: Path,
    *,
    activities: tuple[str, ...] = ("qd1",),
    people: tuple[Person, ...] = PEOPLE,
    clock: Clock = SYSTEM_CLOCK,
) -> MadeDesk:
    """A desk of team cq8; its activities began an hour ago, and everybody signed up for them."""
    now = clock.now()
    with init_store(path, team="cq8", team_name="No. 8 Middle School", clock=clock) as store:
        with store.ledger.transaction():
            store.register.write(people)
            for person in people:
                issue(store, person, mint(store), UNSIGNED)
        for number, code in enumerate(activities):
            changes = {
                "name": f"River bank {code}",
                "place": "Riverside Road",
                "start": now - HOUR - number * 60_000,
                "end": now + HOUR,
                "signup": [f"cq8/{p.number}" for p in people],
            }
            add_activity(store, code, changes)
        return MadeDesk(path, store.register.badges())
