"""Numbers of a team that has two keys here: a number is one person's only where the names agree (design §1).

A laptop that was set up anew, or another school's with the same code, vouches for its desks by a key of its own. People of
those desks whose number names somebody else keep apart, under a number that carries the desk, until somebody links them.
The district writes that as a `join` in its own chain.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import duckdb

from checkin.rules.events import Join
from checkin.rules.identity import split
from checkin.rules.joins import Joins
from exports.district.district import District
from exports.district.record.common_facts import common_facts
from exports.district.record.incoming import PackFound
from exports.district.record.own_events import append_event
from exports.exchange.pack.matching import Known, matched


def keep_apart(district: District, found: Iterable[PackFound]) -> set[str]:
    """After packs came in: look at the numbers of all teams that have two keys. Needs a transaction around it.

    Returns the teams of which numbers are read otherwise now.

    `found` are the packs that were accepted, whose new events are in the table `incoming` too.
    """
    accepted, changed = list(found), set[str]()
    for team in sorted({one.team for one in accepted}):
        keys = _keys(district.db, team)
        for key in keys[1:]:
            if _keep_apart(district, team, key, [one for one in accepted if (one.team, one.root) == (team, key)]):
                changed.add(team)
    return changed


def _keep_apart(district: District, team: str, key: str, packs: Collection[PackFound]) -> bool:
    db, own = district.db, district.identity.desk
    joins = common_facts(district).joins
    mine = {d: j for (code, d), j in joins.by_place.items() if code == team and j.into == own and j.key == key}
    before = dict(next(iter(mine.values())).numbers) if mine else {}
    # A desk that the team's first desk joined by itself is none of the district's.
    new = {
        c.desk for p in packs for c in p.chains if (team, c.desk) not in joins.by_place and not _known(db, p, c.desk)
    }
    desks = mine.keys() | new
    if not desks:
        return False
    there, here = _register(db, team, desks, inside=True), _register(db, team, desks, inside=False)
    ours, our_new = _named(db, team, desks, inside=False)
    theirs, their_new = _named(db, team, desks, inside=True)
    fresh = (their_new | our_new | {n for n in there if n not in theirs}) & (theirs | there.keys())
    undecided = {number for number in fresh if number not in before and number not in before.values()}
    matching = matched(undecided, there, here, ours, min(new or desks))
    if matching.apart or new:
        append_event(district, Join(team, tuple(sorted(desks)), key, {**before, **matching.numbers}))
    renumber_registers(db, common_facts(district).joins, own)
    return bool(matching.apart or new)


def renumber_registers(db: duckdb.DuckDBPyConnection, joins: Joins, district_desk: str) -> None:
    """Give the rows of registers of desks that the district keeps apart the numbers that count."""
    for (desk, written), read in joins.renumbered().items():
        if (place := joins.by_place.get((split(written)[0], desk))) is not None and place.into == district_desk:
            team, number = split(written)
            db.execute(
                "UPDATE volunteer SET number = ? WHERE team = ? AND number = ? AND desk = ?",
                [split(read)[1], team, number, desk],
            )


def _keys(db: duckdb.DuckDBPyConnection, team: str) -> list[str]:
    """The trusted keys of a team (hex), the first one first."""
    rows = db.execute("SELECT key FROM trusted WHERE team = ? ORDER BY since, key", [team]).fetchall()
    return [bytes(key).hex() for (key,) in rows]


def _known(db: duckdb.DuckDBPyConnection, pack: PackFound, desk: str) -> bool:
    """Whether another pack brought a desk's chain first, and not as one of this key's desks."""
    return desk != pack.desk and db.execute("SELECT 1 FROM register WHERE desk = ?", [desk]).fetchone() is not None


def _register(db: duckdb.DuckDBPyConnection, team: str, desks: Collection[str], *, inside: bool) -> dict[str, Known]:
    rows = db.execute(
        f"SELECT number, any_value(name), any_value(class) FROM volunteer WHERE team = ? AND of_team = ? AND name <> '' "
        f"AND desk {'' if inside else 'NOT'} IN (SELECT unnest(?)) GROUP BY number",
        [team, team, sorted(desks)],
    ).fetchall()
    return {f"{team}/{number}": Known(name, class_name) for number, name, class_name in rows}


def _named(
    db: duckdb.DuckDBPyConnection, team: str, desks: Collection[str], *, inside: bool
) -> tuple[set[str], set[str]]:
    """The team's numbers that desks inside or outside of `desks` name, as written; and those that only new events name."""
    rows = db.execute(
        "SELECT e.volunteer, bool_and(i.id IS NOT NULL) FROM event e LEFT JOIN incoming i ON i.id = e.id "
        f"WHERE e.team = ? AND split_part(e.volunteer, '/', 1) = ? AND e.desk {'' if inside else 'NOT'} IN "
        "(SELECT unnest(?)) GROUP BY e.volunteer",
        [team, team, sorted(desks)],
    ).fetchall()
    return {number for number, _new in rows}, {number for number, new in rows if new}
