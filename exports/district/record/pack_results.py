"""What happened to each pack that was handed in: told to the clerk, and noted in the record."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from checkin.rules.judging import SetAsideEvent
from checkin.rules.problems import N_, Problem
from exports.district.district import District
from exports.district.record.apart import NOT_FOLDED
from exports.district.record.handed_in import HandedIn, archived
from exports.district.record.incoming import PackFound
from exports.district.schema import TAKEN, TAKEN_RESULTS

_NOTHING_NEW = N_("nothing in it is new: what is here is as new or newer")
_MENDED = N_("its copy in the district's archive was damaged or gone, and is whole again; nothing in it is new")
PASSED_OVER = "passed_over"
"""The result of a file of Hourdesk's own that lay among the packs and is none."""


@dataclass(frozen=True, slots=True)
class PackResult:
    """What happened to one file: `result` is merged, already, held, refused or passed_over; `problem` says why it was not merged.
    Of its new events, `set_aside` count for nothing, because their content can't be so.
    """

    pack: str
    result: str
    problem: Problem | None
    events: int
    new_events: int
    set_aside: tuple[SetAsideEvent, ...] = ()
    school: str = ""
    """As the pack calls it; empty where nobody could read that."""

    @property
    def is_taken(self) -> bool:
        """Whether the record holds what the file brings."""
        return self.result in TAKEN_RESULTS


def nothing_new(pack: str, *, mended: bool = False) -> Problem:
    """What is said of a pack (by its name) that brings nothing new; `mended`: but its copy in the archive."""
    return Problem("already", pack, _MENDED if mended else _NOTHING_NEW)


def result_again(first: PackResult, shown: str) -> PackResult:
    """The result of a second copy of the same file, named `shown`: it brings nothing new."""
    if first.result in ("held", "refused"):
        problem = first.problem and replace(first.problem, where=shown)
        return replace(first, pack=shown, problem=problem)
    return PackResult(shown, "already", nothing_new(shown), first.events, 0, school=first.school)


def note_result(district: District, pack: HandedIn, found: PackFound, result: PackResult, received: int) -> None:
    """Note in the record what happened to a pack, `received` at that time (milliseconds). Needs a transaction around it."""
    problem = result.problem
    values = None if problem is None else json.dumps(dict(problem.values), ensure_ascii=False, default=str)
    # If a pack comes again, its first result stays: “merged” says more than “nothing new”.
    district.db.execute(
        "INSERT INTO pack VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (digest) DO UPDATE SET "
        "file = excluded.file, team = excluded.team, desk = excluded.desk, result = excluded.result, "
        "code = excluded.code, message = excluded.message, facts = excluded.facts, events = excluded.events, "
        f"new_events = excluded.new_events WHERE NOT (pack.{TAKEN})",
        [
            pack.digest, pack.shown, received, found.team or _team_of(problem), found.desk or None, result.result,
            problem and problem.code, problem and problem.message, values, result.events, result.new_events,
        ],
    )  # fmt: skip


def _team_of(problem: Problem | None) -> str | None:
    team = None if problem is None else problem.values.get("team")
    return team if isinstance(team, str) else None


def held_packs(district: District) -> list[HandedIn]:
    """The packs that wait, as far as the archive still has them, in the order in which they came."""
    rows = district.db.execute(
        "SELECT digest, file, code FROM pack WHERE result = 'held' ORDER BY received, file"
    ).fetchall()
    found = (HandedIn(digest, archived(district, digest), file, code == NOT_FOLDED) for digest, file, code in rows)
    return [pack for pack in found if pack.file.exists()]
