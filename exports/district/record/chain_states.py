"""How long each desk's chain is here, while the packs of one merge are accepted one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from checkin.rules.problems import Problem
from exports.district.columns import EVENT, quoted_names
from exports.district.record.incoming import ChainFound, PackFound
from exports.exchange.pack.clashes import id_taken, rewritten

_NAMES = quoted_names(name for name, _holds in EVENT)


@dataclass(slots=True)
class _State:
    team: str
    desk: str
    name: str
    events: int
    head: str
    last_at: int
    received: int
    digest: str


class ChainStates:
    """The chains of the table `chain`. `accept` extends them with events of the table `incoming`; `write` stores them."""

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db
        self._accepted: list[tuple[int, str, int, int]] = []
        self._taken: set[int] | None = None
        rows = db.execute("SELECT team, desk, desk_name, events, head, last_at, received, digest FROM chain").fetchall()
        self._states = {row[1]: _State(*row) for row in rows}

    def known(self) -> dict[str, tuple[int, str]]:
        """For each desk id: the number of events here, and the hash of the last one."""
        return {state.desk: (state.events, state.head) for state in self._states.values()}

    def accept(self, found: PackFound, shown: str, received: int, digest: str) -> tuple[Problem | None, int]:
        """Accept the new events of a pack. Returns the problem (or None) and how many events were new.

        `shown` is the pack's name in messages, `received` when it came (milliseconds), `digest` its SHA-256 (hex).
        """
        starts: list[tuple[ChainFound, int]] = []
        for chain in found.chains:
            state = self._states.get(chain.desk)
            if state is None:
                starts.append((chain, 0))
                continue
            if state.team != found.team:
                return rewritten(shown, chain.desk), 0
            shared = min(chain.events, state.events)
            if shared and self._hash_in(found, chain, shared) != self._hash_here(state, shared):
                return rewritten(shown, chain.desk), 0
            starts.append((chain, state.events))
        if found.number in self._numbers_with_taken_ids():
            return id_taken(shown), 0
        new = 0
        for chain, start in starts:
            new += max(0, chain.events - start)
            self._extend(found, chain, start, received, digest)
        return None, new

    def write(self) -> None:
        """Store the accepted events and the new length of each chain. The caller opens a transaction."""
        if self._accepted:
            numbers, desks, starts, ends = (list(column) for column in zip(*self._accepted, strict=True))
            self._db.execute(
                f"INSERT INTO event ({_NAMES}) SELECT i.* EXCLUDE (number) FROM incoming i JOIN "
                "(SELECT unnest(?) AS number, unnest(?) AS desk, unnest(?) AS first, unnest(?) AS last) a "
                "ON a.number = i.number AND a.desk = i.desk AND i.seq > a.first AND i.seq <= a.last",
                [numbers, desks, starts, ends],
            )
            self._accepted.clear()
        self._db.execute("DELETE FROM chain")
        rows = [
            [s.team, s.desk, s.name, s.events, s.head, s.last_at, s.received, s.digest] for s in self._states.values()
        ]
        if rows:
            self._db.executemany("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def _extend(self, found: PackFound, chain: ChainFound, start: int, received: int, digest: str) -> None:
        if chain.events > start:
            self._accepted.append((found.number, chain.desk, start, chain.events))
        if chain.events > start or chain.desk not in self._states:
            self._states[chain.desk] = _State(
                found.team, chain.desk, chain.name, chain.events, chain.head, chain.last_at, received, digest
            )
        elif chain.desk == found.desk:
            self._states[chain.desk].received = received

    def _hash_in(self, found: PackFound, chain: ChainFound, seq: int) -> str | None:
        """The hash at place `seq` of a chain in the pack. Places that were not laid out were compared when the pack was read."""
        if seq == chain.events:
            return chain.head
        return self._one("SELECT hash FROM incoming WHERE number = ? AND desk = ? AND seq = ?",
                         [found.number, chain.desk, seq]) or self._hash_here(self._states[chain.desk], seq)  # fmt: skip

    def _hash_here(self, state: _State, seq: int) -> str | None:
        if seq == state.events:
            return state.head
        for number, desk, first, last in self._accepted:
            if desk == state.desk and first < seq <= last:
                return self._one(
                    "SELECT hash FROM incoming WHERE number = ? AND desk = ? AND seq = ?", [number, desk, seq]
                )
        return self._one("SELECT hash FROM event WHERE desk = ? AND seq = ?", [state.desk, seq])

    def _numbers_with_taken_ids(self) -> set[int]:
        """The numbers of packs with an event id that another desk's chain or an earlier pack already uses for another event."""
        if self._taken is None:
            rows = self._db.execute(
                "SELECT i.number FROM incoming i JOIN event e ON e.id = i.id WHERE e.desk <> i.desk OR e.seq <> i.seq "
                "UNION SELECT i.number FROM incoming i JOIN (SELECT id, arg_min(desk, number) AS desk FROM incoming "
                "GROUP BY id HAVING min(desk) <> max(desk)) d ON d.id = i.id WHERE i.desk <> d.desk"
            ).fetchall()
            self._taken = {row[0] for row in rows}
        return self._taken

    def _one(self, query: str, values: list[object]) -> str | None:
        row = self._db.execute(query, values).fetchone()
        return None if row is None else str(row[0])
