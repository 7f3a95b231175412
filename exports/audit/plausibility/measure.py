"""What a rule can measure: a query over the record, its limits, and how its answer is said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import duckdb

from checkin.durations import h_mm
from checkin.texts import _

_NAMED = re.compile(r"\$(\w+)")
"""A parameter in SQL."""
_WHOLE = duckdb.type("BIGINT")


def made_at(id_: str) -> str:
    """The instant (milliseconds) at which an event's id, a text in SQL, was made (`checkin.rules.replayed.made_at`)."""
    return f"('0x' || replace(left({id_}, 13), '-', ''))::BIGINT"


class Limit(NamedTuple):
    """A number that a rule sets, from `least` to `most`; a whole one where `whole` is true. `usual` is what a rule means that
    was written before the measure had this setting; None where each rule must set it.
    """

    least: float
    most: float
    whole: bool = True
    usual: float | None = None


class Choice(NamedTuple):
    """A list that a rule sets: at least one of the `allowed` words."""

    allowed: tuple[str, ...]


class Crowd(NamedTuple):
    """Activities in which so many `scans`, of any desk, lie at most `within_ms` apart: SQL with places for `{least}` and `{seconds}`.
    Without `scans` they are `least`. With `twice` at two times that are as far from each other, or a minute: those in and those out; with
    `often`, SQL too, so many times.
    """

    within_ms: str
    twice: bool = False
    scans: int | None = None
    often: str = "1"


class Measure(NamedTuple):
    """`name` is the word for it in the rules' table, `settings` what a rule must set for it.

    `sql` reads the tables of `exports.audit.plausibility.laid_out`, and takes each setting as a parameter: `$seconds`. It gives a row a question:
    `team` (whose desks recorded it), `about` (what it asks about, the same in every record of these events), `facts`
    (a struct of numbers and texts) and `sessions` (their keys). `text` is the question, with placeholders for the facts. The statements `before` make temporary tables that `sql` reads: the database
    then knows how small they are. Each statement takes those settings that it names. A measure with a `crowd` has the settings `least` and `seconds`,
    and reads the tables of `exports.audit.plausibility.crowds`. Where the table `needs` is empty, once the statements before are done, there is no question.
    Where it reads `sessions_alone`, it needs none of the tables of `exports.audit.plausibility.shared_tables`.
    """

    name: str
    settings: Mapping[str, Limit | Choice]
    sql: str
    text: str
    before: tuple[str, ...] = ()
    crowd: Crowd | None = None
    needs: str = ""
    sessions_alone: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether it reads no table that is made for the measures without a crowd."""
        return self.crowd is not None or self.sessions_alone

    def ask(self, db: duckdb.DuckDBPyConnection, settings: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of `sql` under these settings."""
        for statement in self.before:
            db.execute(statement, self._of(statement, settings))
        if self.needs and db.execute(f"SELECT 1 FROM {self.needs} LIMIT 1").fetchone() is None:
            return []
        return db.execute(self.sql, self._of(self.sql, settings)).fetchall()

    def _of(self, statement: str, settings: Mapping[str, Any]) -> dict[str, Any]:
        """Those settings that a statement names. Whole numbers have 64 bits: milliseconds of a month need more than 32."""
        return {name: _bound(settings[name], self.settings[name]) for name in set(_NAMED.findall(statement))}

    def say(self, facts: Mapping[str, Any]) -> str:
        """The question in the language in use: minutes as h:mm, shares in percent."""
        return _(self.text).format(**{name: _shown(name, value) for name, value in facts.items()})


def _bound(value: Any, wanted: Limit | Choice) -> Any:
    if isinstance(wanted, Choice):
        return value
    return duckdb.Value(value, _WHOLE) if wanted.whole else float(value)


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "—"
    if name.endswith("minutes"):
        return h_mm(round(value))
    if name.endswith("share"):
        return f"{value:.0%}"
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
