"""A drawn record at a real desk: scanned, vouched, added, ruled, confirmed, open, waiting and overnight sessions."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from checkin.rules import events as e
from checkin.rules.signature import Signature
from storage.record import whole_record
from storage.store import Store
from tests.exports.district.schools import DAY, HOUR, MINUTE

PEOPLE = ("FD/001", "FD/002")
PLACES = ("FD/A1", "FD/NIGHT", "FD/FAR", "FD/UNPLANNED", "FD/TRAINING")
"""An afternoon; a night that ends on the first of May; another zone, and another day there; no planned times; a training."""
_SHANGHAI = {"place": "公园", "timezone": "Asia/Shanghai"}
_MADE = {
    "FD/NIGHT": {**_SHANGHAI, "start": DAY + 30 * HOUR, "end": DAY + 38 * HOUR, "overnight": True, "project": "春风"},
    "FD/FAR": {"place": "London", "timezone": "Pacific/Honolulu", "start": DAY, "end": DAY + 4 * HOUR},
    "FD/UNPLANNED": {**_SHANGHAI, "project": "春风"},
    "FD/TRAINING": {**_SHANGHAI, "kind": "training", "start": DAY, "end": DAY + 3 * HOUR},
}

_who, _where, _minutes = st.sampled_from(PEOPLE), st.sampled_from(PLACES), st.integers(0, 150)
_times = st.sampled_from([0, 30, 170, 470, 490, 1440, 1800, 1910, 1930, 2400])
"""Minutes after four in the afternoon of 29 April: around local midnights, the month's end and the planned times."""
_steps = st.one_of(
    st.tuples(st.just("scan"), _who, _where, _times),
    st.tuples(st.just("scan"), _who, _where, _times),
    st.tuples(st.just("serve"), _who, _where, _times, _minutes),
    st.tuples(st.just("serve"), _who, _where, _times, _minutes),
    st.tuples(st.just("vouch"), _who, _where, _times, _minutes),
    st.tuples(st.just("add"), _who, _where, _times, _minutes),
    st.tuples(st.just("rule"), st.integers(0, 9), _minutes),
    st.tuples(st.just("confirm"), st.integers(0, 9), st.sampled_from(e.ConfirmStage)),
    st.tuples(st.just("object"), st.integers(0, 9)),
    st.tuples(st.just("void"), st.integers(0, 9)),
    st.tuples(st.just("close"), _where),
    st.tuples(st.just("limit"), st.sampled_from([60, 120])),
    st.tuples(st.just("consent"), _who, st.sampled_from(e.ConsentState)),
)
stories = st.lists(_steps, min_size=3, max_size=12)
Step = tuple[object, ...]
EVERYTHING: list[Step] = [
    ("serve", "FD/001", "FD/A1", 0, 90),
    ("vouch", "FD/002", "FD/A1", 30, 60),
    ("serve", "FD/001", "FD/NIGHT", 1910, 150),
    ("serve", "FD/002", "FD/FAR", 170, 60),
    ("scan", "FD/002", "FD/A1", 170),
    ("scan", "FD/001", "FD/UNPLANNED", 2400),
    ("serve", "FD/002", "FD/UNPLANNED", 470, 140),
    ("add", "FD/001", "FD/UNPLANNED", 1930, 45),
    ("add", "FD/002", "FD/NIGHT", 0, 30),
    ("serve", "FD/001", "FD/TRAINING", 0, 100),
    ("rule", 6, 50),
    ("confirm", 0, e.ConfirmStage.CONFIRMED),
    ("confirm", 1, e.ConfirmStage.PUBLICITY),
    ("object", 3),
    ("close", "FD/A1"),
]
"""A story with one step of each kind."""


@dataclass
class Telling:
    """Writes a story into a desk's log, step by step; steps that are not possible are skipped."""

    store: Store

    def tell(self, story: list[Step]) -> None:
        """Make the activities, and write the story."""
        for key, plan in _MADE.items():
            self._write(e.ActivityChange(key, {"name": key[3:], **plan}), DAY - HOUR)
        for step in story:
            self._take(step)

    def _take(self, step: Step) -> None:
        match step:
            case ("scan", str(who), str(where), int(at)):
                self._scan(who, where, at)
            case ("serve", str(who), str(where), int(at), int(minutes)):
                self._scan(who, where, at, e.Direction.IN)
                self._scan(who, where, at + minutes, e.Direction.OUT)
            case ("vouch", str(who), str(where), int(at), int(minutes)):
                self._scan(who, where, at, e.Direction.IN, e.VOUCHED)
                self._scan(who, where, at + minutes, e.Direction.OUT, e.VOUCHED)
            case ("add", str(who), str(where), int(at), int(minutes)):
                self._write(e.Add(who, where, minutes), DAY + at * MINUTE)
            case ("close", str(where)):
                self._write(e.Close(where), DAY + 50 * HOUR)
            case ("limit", int(minutes)):
                self._write(e.PolicyChange(2, {"max_minutes_per_day": minutes}, DAY - HOUR), DAY - HOUR)
            case ("consent", str(who), e.ConsentState() as state):
                self._write(e.Consent(who, state), DAY - HOUR)
            case (str(word), int(place), *more):
                self._decide(word, place, more)

    def _decide(self, word: str, place: int, more: list[object]) -> None:
        sessions = whole_record(self.store).sessions
        if not sessions:
            return
        one = sessions[place % len(sessions)]
        match word, more:
            case "rule", [int(minutes)]:
                self._write(e.Rule(one.key, minutes), DAY + 60 * HOUR)
            case "confirm", [e.ConfirmStage() as stage]:
                body = e.Confirm(one.key, one.volunteer, one.activity, one.minutes, one.policy, one.events, stage)
                self._write(body, DAY + 61 * HOUR)
            case "object", []:
                self._write(e.Objection(one.key, one.volunteer), DAY + 62 * HOUR)
            case _:
                # A confirmation or ruling of that session has no session any longer.
                self._write(e.Void(one.key), DAY + 63 * HOUR)

    def _scan(
        self, who: str, where: str, at: int, direction: e.Direction = e.Direction.AUTO, source: str = "keyboard"
    ) -> None:
        vouched_by = "FD/002" if source == e.VOUCHED else None
        self._write(e.Scan(where, direction, source, volunteer=who, vouched_by=vouched_by), DAY + at * MINUTE)

    def _write(self, body: e.Body, at: int) -> None:
        self.store.ledger.record(body, at=at, signed=Signature("李主任", "记录"))
