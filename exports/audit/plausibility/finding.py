"""A question that a rule asks about sessions, and its name, which an answer holds on to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Any, NamedTuple

from checkin.rules.events import Event
from exports.audit.plausibility.rules import Rule
from exports.plain_text import plain_text

_DESKS = frozenset({"desk", "witness"})
"""Facts that are ids of desks."""


class Finding(NamedTuple):
    """A question to a school, never a verdict on anybody. `team` is the code of the school whose desks recorded it, `sessions`
    are the keys that it names, in their order. `answer` is the event that answers it, None while it is open. `desks` are names
    of desks by their ids, which the facts hold.
    """

    rule: Rule
    team: str
    about: str
    facts: Mapping[str, Any]
    sessions: tuple[str, ...]
    answer: Event | None = None
    desks: Mapping[str, str] = MappingProxyType({})

    @property
    def name(self) -> str:
        """64 hex digits: SHA-256 over rule, subject and sessions. Where a session comes or goes it is another question."""
        said = json.dumps([self.rule.name, self.team, self.about, self.sessions], ensure_ascii=False)
        return sha256(said.encode("utf-8")).hexdigest()

    @property
    def text(self) -> str:
        """The question, in the language in use."""
        return self.rule.measure.say(
            {name: self._desk(value) if name in _DESKS else value for name, value in self.facts.items()}
        )

    def _desk(self, desk: str) -> str:
        """A desk's name, with the start of its id: desks of two schools may be called alike."""
        return f"{plain_text(self.desks[desk])} ({desk[:8]})" if self.desks.get(desk) else desk

    def to_json(self) -> dict[str, object]:
        """The object that `audit list --json` prints for it."""
        answer = self.answer
        return {
            "finding": self.name, "rule": self.rule.name, "title": self.rule.title, "measure": self.rule.measure.name, "reason": self.rule.reason,
            "team": self.team, "text": self.text, "facts": dict(self.facts), "sessions": list(self.sessions),
            "answered_by": answer and answer.operator, "answer": answer and answer.reason, "event": answer and answer.id,
        }  # fmt: skip
