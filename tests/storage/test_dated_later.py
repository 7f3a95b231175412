"""What a clock that was a year ahead dated stands above what is written once it was put right: that is said before it is written. A few
minutes are nobody's fault."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from checkin.rules.events import Amend, Direction, Inspect, Kind, Purge, Quality
from checkin.rules.overruled import held_instead
from checkin.rules.problems import Problem, Refused
from checkin.rules.purges import purged_fields
from checkin.rules.signature import Signature
from storage.activities.policies import set_policy
from storage.log.appended import last_place
from storage.people.badges import reissue
from storage.recognition.giving import evaluate
from storage.record import whole_record
from storage.roster.bringing.prepared import Wanted
from storage.roster.dropping import Others
from storage.roster.importing import import_roster
from storage.store import Store
from storage.supervision.ahead import ahead_of_now, need_ahead
from storage.supervision.corrections import amend_all, rule, void_all
from storage.supervision.guardians import give_consent, withdraw_consent
from tests.standing_clock import StandingClock
from tests.storage.conftest import Scanner

YEAR = 365 * 24 * 3_600_000
MINUTES = 3 * 60_000
BY = Signature("wang", "钟错了")


def _rosters(store: Store, consent: str) -> None:
    file = store.folder.path / "名单.csv"
    file.write_text(
        f"学号,姓名,班级,出生日期,监护人同意\n001,张伟,七1班,2018-03-05,{consent}\n002,李娜,七1班,2018-03-05,{consent}\n",
        "utf-8",
    )
    assert import_roster(store, file, Wanted(Others.ADD)).taken


def _session(store: Store) -> str:
    return whole_record(store).sessions[0].key


def said(deed: Callable[[], object]) -> Problem:
    with pytest.raises(Refused) as refusal:
        deed()
    (problem,) = refusal.value.problems
    return problem


Deed = Callable[[Store], object]
DEEDS: dict[str, tuple[Deed, Deed, int]] = {
    "consent": (
        lambda s: give_consent(s, ["FD/001", "FD/002"], "", BY),
        lambda s: withdraw_consent(s, ["FD/001", "FD/002"], "", BY),
        2,
    ),
    "roster": (lambda s: _rosters(s, "是"), lambda s: _rosters(s, "否"), 2),
    "policy": (
        lambda s: set_policy(s, {"rounding": "ceil"}, signed=BY),
        lambda s: set_policy(s, {"rounding": "nearest"}, signed=BY),
        1,
    ),
    "badge": (lambda s: reissue(s, "FD/001", BY), lambda s: reissue(s, "FD/001", BY), 1),
    "evaluation": (
        lambda s: evaluate(s, "FD/001", Quality.GOOD, s.today(), None, BY),
        lambda s: evaluate(s, "FD/001", Quality.FAILED, s.today(), None, BY),
        1,
    ),
    "ruling": (lambda s: rule(s, _session(s), 5, BY), lambda s: rule(s, _session(s), 7, BY), 1),
    "amendment": (
        lambda s: amend_all(s, [Amend(_session(s), direction=Direction.OUT)], BY),
        lambda s: amend_all(s, [Amend(_session(s), direction=Direction.IN)], BY),
        1,
    ),
    "inspection": (
        lambda s: s.ledger.record(Inspect(_session(s), "7", ()), signed=BY),
        lambda s: s.ledger.record(Inspect(_session(s), "7", ("no_name",)), signed=BY),
        1,
    ),
}


@pytest.mark.parametrize(("ahead", "now", "count"), DEEDS.values(), ids=list(DEEDS))
def test_it_is_said_what_stands_above_and_after_it_is_struck_out_all_goes_on(
    store: Store, scan: Scanner, clock: StandingClock, ahead: Deed, now: Deed, count: int
) -> None:
    scan("001", -50)
    scan("001", -20)
    clock.advance(YEAR)
    ahead(store)
    clock.advance(-YEAR)
    before = last_place(store.connection)
    problem = said(lambda: now(store))
    assert problem.code == "later_change"
    assert problem.values["when"] == "2027-03-05 12:00"
    assert last_place(store.connection) == before
    named = str(problem.values["event"]).split()
    assert len(named) == count
    void_all(store, named, BY)
    now(store)
    assert last_place(store.connection) > before + count


def test_a_whole_roster_under_a_wrong_clock_is_struck_out_as_one_deed(store: Store, clock: StandingClock) -> None:
    """Where there are many, the kind is named and not each event; a few minutes ahead, scans and other teams' events stay."""

    def roster(consent: str) -> None:
        file = store.folder.path / "all.csv"
        rows = [f"9{n},人{n},七1班,2018-03-05,{consent}" for n in range(7)]
        file.write_text("\n".join(["学号,姓名,班级,出生日期,监护人同意", *rows]), "utf-8")
        assert import_roster(store, file, Wanted(Others.ADD)).taken

    roster("")
    clock.advance(MINUTES)
    give_consent(store, ["FD/90"], "", BY)
    clock.advance(YEAR)
    roster("是")
    clock.advance(-YEAR - MINUTES)
    problem = said(lambda: roster("否"))
    assert (problem.code, problem.values["count"], problem.values["kinds"]) == ("later_change", 6, "consent")
    assert len(need_ahead(store, [Kind.CONSENT])) == 6
    void_all(store, [event.id for event in ahead_of_now(store)], BY)
    with pytest.raises(Refused, match="nothing_ahead"):
        need_ahead(store, [Kind.CONSENT])
    roster("否")


@pytest.mark.parametrize(("ahead", "now", "count"), DEEDS.values(), ids=list(DEEDS))
def test_a_clock_that_is_a_few_minutes_ahead_hinders_nobody(
    store: Store, scan: Scanner, clock: StandingClock, ahead: Deed, now: Deed, count: int
) -> None:
    """Two laptops' clocks differ every day: what is done at the other one goes just behind, and holds."""
    scan("001", -50)
    scan("001", -20)
    clock.advance(MINUTES)
    places = [last_place(store.connection)]
    for deed, back in ((ahead, MINUTES), (now, 0)):
        deed(store)
        clock.advance(-back)
        places.append(last_place(store.connection))
    before, after = (
        store.ledger.queries.by_ids(
            {id_ for (id_,) in store.connection.execute("SELECT id FROM log WHERE place > ? AND place <= ?", span)}
        )
        for span in pairwise(places)
    )
    assert len(after) >= count
    assert held_instead(after, before, store.ledger.facts()) == []
    assert any(event.at > store.now() for event in after)


def test_what_no_void_strikes_out_holds_from_behind_the_other(store: Store, clock: StandingClock) -> None:
    """A purge that was dated a year ahead would keep the fields out for a year, whatever a supervisor decides."""
    clock.advance(YEAR)
    store.ledger.record(Purge(("FD/001",), ("birth", "sex"), "", "2027-03-05", 0, 0), signed=BY)
    clock.advance(-YEAR)
    store.ledger.record(Purge(("FD/001",), ("birth",), "", "2026-03-05", 0, 0, back=True), signed=BY)
    assert purged_fields(store.ledger.queries.of_kind(Kind.PURGE)) == {"FD/001": frozenset({"sex"})}
