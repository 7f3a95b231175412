"""An activity that is under way in a copied folder: sixty signed up, forty of them are on site."""

from __future__ import annotations

from pathlib import Path

from bench.records import HOUR, TEAM, key
from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.decide import Arrival
from storage.activities.activities import add_activity
from storage.disk.ids import new_id
from storage.store import open_store

CODE = "NOW"
KEY = f"{TEAM}/{CODE}"
PLACE = "Century Park"
SIGNED_UP = 60
ON_SITE = 40


def with_activity(folder: Path) -> Path:
    """The folder, now with the activity, which is the last one that the desk was used for."""
    with open_store(folder, SYSTEM_CLOCK) as store:
        start = SYSTEM_CLOCK.now() - HOUR
        plan = {"name": "Clean-up", "place": PLACE, "start": start, "end": start + 4 * HOUR}
        add_activity(store, CODE, plan | {"signup": tuple(key(i) for i in range(SIGNED_UP))})
        desk = Desk(store.ledger)
        for i in range(ON_SITE):
            at = start + i * 1000
            desk.scan(Arrival(new_id(at), at, "", KEY, source="hand", volunteer=key(i)))
        store.folder.change_settings({"activity": KEY})
    return folder
