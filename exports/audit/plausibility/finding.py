"""A question that a rule asks about sessions, and its name, which an answer holds on to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain
from types import MappingProxyType
from typing import Any, NamedTuple

from checkin.rules.events import Event
from exports.audit.plausibility.rules import Rule
from exports.plain_text import plain_text

_DESKS = frozenset({"desk", "witness"})
"""Facts that are ids of desks."""


class Earlier(NamedTuple):
    """An answer that was given before the question named the `new` ones of its sessions: the club met again since."""

    answer: Event
    new: tuple[str, ...]


class Finding(NamedTuple):
    """A question to a school, never a verdict on anybody. `team` is the code of the school whose desks recorded it, `sessions`
    are the keys that it names, in their order, which is that of time. `answer` is the event that answers it, None while it is open; then
    `earlier` is what was said to it before, if anything was. `desks` are names of desks by their ids, which the facts hold.
    """

    rule: Rule
    team: str
    about: str
    facts: Mapping[str, Any]
    sessions: tuple[str, ...]
    answer: Event | None = None
    earlier: Earlier | None = None
    desks: Mapping[str, str] = MappingProxyType({})

    @property
    def name(self) -> str:
        """Where a session comes or goes it is another question."""
        return self.name_of(self.sessions)

    def name_of(self, sessions: Sequence[str]) -> str:
        """What this question is called when it names these sessions: 64 hex digits, SHA-256 over rule, school, subject and sessions."""
        return sha256(self._said(sessions).encode("utf-8")).hexdigest()

    def _said(self, sessions: Sequence[str]) -> str:
        return json.dumps([self.rule.name, self.team, self.about, sessions], ensure_ascii=False)

    def names(self) -> Iterator[str]:
        """The name of this question about none of its sessions, about the first, the first two … and last of all about all of them."""
        digest = sha256(self._said(()).removesuffix("]]").encode("utf-8"))
        said = (json.dumps(key, ensure_ascii=False) for key in self.sessions)
        for count, text in enumerate(chain([""], said)):
            digest.update(f"{', ' if count > 1 else ''}{text}".encode())
            whole = digest.copy()
            whole.update(b"]]")
            yield whole.hexdigest()

    @property
    def new_sessions(self) -> tuple[str, ...]:
        """The sessions to which nobody said anything yet."""
        return () if self.answer else self.earlier.new if self.earlier else self.sessions

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
        answer, earlier = self.answer, self.earlier and self.earlier.answer
        return {
            "finding": self.name, "rule": self.rule.name, "title": self.rule.title, "measure": self.rule.measure.name, "reason": self.rule.reason,
            "team": self.team, "text": self.text, "facts": dict(self.facts), "sessions": list(self.sessions),
            "answered_by": answer and answer.operator, "answer": answer and answer.reason, "event": answer and answer.id,
            "earlier_answered_by": earlier and earlier.operator, "earlier_answer": earlier and earlier.reason,
            "earlier_event": earlier and earlier.id, "new_sessions": list(self.new_sessions),
        }  # fmt: skip
