"""What became of a thing, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checkin.rules.identity import within
from checkin.rules.instants import local_text
from checkin.rules.things import Handed
from storage.store import Store


def object_of(one: Handed, store: Store, names: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    """`names` are by key."""
    own, zone = store.identity.team, store.ledger.facts().activity(one.activity).zone
    name = names.get(one.person, ("", "", ""))[0]
    return {
        "activity": within(one.activity, own), "volunteer": within(one.person, own), "name": name or None,
        "thing": one.thing, "piece": one.piece, "given": one.given, "back": one.back, "out": one.out, "over": one.over,
        "since": None if one.since is None else local_text(one.since, zone), "twice": one.twice,
    }  # fmt: skip
