"""The story played at speed: rendered frames through the decoder, scans through the desk into the log."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from checkin.desk import Desk
from checkin.rules.decide import Arrival
from checkin.rules.events import Direction
from checkin.rules.outcomes import OutcomeKind
from checkin.rules.signature import Signature
from checkin.scanning.presence import Presence
from checkin.scanning.reader import read_picture
from checkin.scanning.text import normalise
from checkin.texts import _
from storage.activities.activities import close_activity
from storage.activities.policies import set_policy
from storage.disk.ids import new_id
from storage.people.register import key_of
from storage.record import activity_record
from storage.store import Store
from storage.supervision.corrections import rule
from tui.demo.folder import CODE, SOURCE, DemoDesk
from tui.demo.pose import some_hold
from tui.demo.scene import CloseUp, Rule, Show, Stand, Step, Tighten, Turn

if TYPE_CHECKING:
    from PIL.Image import Image

    from tui.demo.stage import Stage

LOOKS_S = (0.3, 0.45, 0.9, 1.3)
"""When the decoder looks at a card, from its coming into the picture; far fewer frames than a camera gives."""


@dataclass(slots=True)
class Performance:
    """Plays steps on an open desk and counts what they came to. `start` is the activity's planned start."""

    store: Store
    demo: DemoDesk
    pictures: Mapping[str, Image]
    stage: Stage
    start: int
    operator: str | None = None
    direction: Direction = Direction.AUTO
    post: str | None = None
    outcomes: Counter[OutcomeKind] = field(default_factory=Counter)
    frames: int = 0
    _presence: Presence = field(default_factory=Presence)
    _chance: random.Random = field(default_factory=lambda: random.Random(22))

    def play(self, step: Step) -> None:
        """Do what happens at one moment of the story."""
        at = self.start + step.at * 1000
        match step:
            case Show():
                self._show(step)
            case Turn(direction=direction):
                self.direction = direction
            case Stand(post=post):
                self.post = post
            case Tighten():
                set_policy(self.store, {"consent": "refuse"}, since=at, signed=Signature(self.operator))
            case CloseUp():
                close_activity(self.store, CODE, Signature(self.operator), at=at)
            case Rule(card=card, minutes=minutes):
                self._rule(card, minutes)
            case unreachable:
                assert_never(unreachable)

    def _show(self, show: Show) -> None:
        for after, seconds in show.appearances():
            held = self.stage.take_up(self.pictures[show.card], some_hold(self._chance, seconds))
            for look in LOOKS_S:
                if look < seconds:
                    time_s = show.at + after + look
                    self._look(time_s, self.stage.frame(held, look))

    def _look(self, time_s: float, frame: Image) -> None:
        self.frames += 1
        texts = [normalise(code.text) for code in read_picture(frame)]
        for text in self._presence.see(time_s, texts):
            at = self.start + round(time_s * 1000)
            key, at_desk = self.demo.activity.key, self.direction
            arrival = Arrival(new_id(at), at, text, key, at_desk, SOURCE, post=self.post)
            self.outcomes[Desk(self.store.ledger, self.operator).scan(arrival).kind] += 1

    def _rule(self, number: str, minutes: int) -> None:
        person = next(p for p in self.store.register.persons() if p.number == number)
        record = activity_record(self.store, self.demo.activity.key)
        forgotten = record.of(key_of(person))[-1]
        rule(self.store, forgotten.key, minutes, Signature(self.operator, _("stayed to the end; the teacher saw it")))
