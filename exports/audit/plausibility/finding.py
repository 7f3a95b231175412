"""A question that a rule asks about sessions, and its name, which an answer holds on to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from checkin.rules.events import Event
from exports.audit.plausibility.rules import Rule


class Finding(NamedTuple):
    """A question to a school, never a verdict on anybody. `team` is the code of the school whose desks recorded it, `sessions`
    are the keys that it names, in their order. `answer` is the event that answers it, None while it is open.
    """

    rule: Rule
    team: str
    about: str
    facts: Mapping[str, Any]
    sessions: tuple[str, ...]
    answer: Event | None = None

    @property
    def name(self) -> str:
        """64 hex digits: SHA-256 over rule, subject and sessions. Where a session comes or goes it is another question."""
        said = json.dumps([self.rule.name, self.team, self.about, self.sessions], ensure_ascii=False)
        return sha256(said.encode("utf-8")).hexdigest()

    @property
    def text(self) -> str:
        """The question, in the language in use."""
        return self.rule.measure.say(self.facts)

    def to_json(self) -> dict[str, object]:
        """The object that `audit list --json` prints for it."""
        answer = self.answer
        return {
            "finding": self.name, "rule": self.rule.name, "title": self.rule.title, "measure": self.rule.measure.name, "reason": self.rule.reason,
            "team": self.team, "text": self.text, "facts": dict(self.facts), "sessions": list(self.sessions),
            "answered_by": answer and answer.operator, "answer": answer and answer.reason, "event": answer and answer.id,
        }  # fmt: skip
