"""Read one incoming pack from end to end, and write its new events and its register as rows for the database.

If several packs came at once, this runs in other processes.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checkin.own_process.limits import Died, Limits
from checkin.rules.events import SET_ASIDE
from checkin.rules.field_values import is_desk
from checkin.rules.judging import SetAsideEvent
from checkin.rules.problems import N_, Problem, Refused, refuse
from exports.district.columns import EVENT
from exports.district.record.apart import FAILURES, NOT_FOLDED, not_folded
from exports.district.record.archived import open_archived
from exports.district.record.handed_on import rows_for
from exports.district.says.school_names import Named, another_school, same_school
from exports.exchange.admission import DISTRICT, Claim, admit
from exports.exchange.keyring import Keyring
from exports.exchange.pack.chains import EventRow, PlainScan, set_aside_among
from exports.exchange.pack.clashes import rewritten
from exports.exchange.pack.layout import Manifest
from exports.exchange.pack.reading import Pack
from exports.exchange.pack.vouching import fingerprint
from exports.exchange.receiving import FileKind
from storage.disk.protection.open_keys import OpenKey, keep_open
from storage.log.team_statements import kind_that_counts

LIMITS = Limits(seconds=1800, megabytes=4000)
"""Of a process that reads packs: the largest that a pack can be takes a tenth of that time."""
HELD = frozenset({NOT_FOLDED, "untrusted", "newer_pack", "newer_event", "sealed", "joined_desk", "another_school"})
"""Codes of problems for which a pack waits and is not refused: a key or a newer version here may solve them later."""
_UNSAFE = str.maketrans(dict.fromkeys("\x00\r\n\x1f", " "))


@dataclass(frozen=True, slots=True)
class Task:
    """A pack to read. `known` gives, for each desk, the number of events here and the last hash; `out` is a folder for rows.

    `names` are the names of teams here; `key` is that of a protected folder; `joined` are keys of laptops that were joined to their team (`joined_keys`): their record comes with the team's pack.
    """

    number: int
    file: Path
    shown: str
    keyring: Keyring
    known: Mapping[str, tuple[int, str]]
    identity: str | None
    out: Path
    joined: frozenset[tuple[str, bytes]] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    key: OpenKey | None = None


@dataclass(frozen=True, slots=True)
class ChainFound:
    """A desk's chain in a pack: how many events, and the hash (`head`) and instant (`last_at`, milliseconds) of the last.

    `vouched_by` are the ids of other desks through whose keys the team vouches for this one.
    """

    desk: str
    name: str
    events: int
    head: str
    last_at: int
    vouched_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackFound:
    """What a pack holds, or why it is not taken (`problem`). `written` is the time of its file (milliseconds), `root` the
    team key (hex) that vouches for it. `set_aside` are its new events that count for nothing, because their content can't be so."""

    number: int
    team: str = ""
    team_name: str = ""
    desk: str = ""
    events: int = 0
    written: int = 0
    chains: tuple[ChainFound, ...] = ()
    events_file: Path | None = None
    volunteers_file: Path | None = None
    classes_file: Path | None = None
    problem: Problem | None = None
    root: str = ""
    set_aside: tuple[SetAsideEvent, ...] = ()


def read_incoming(task: Task) -> PackFound:
    """Verify a whole pack and write its new content to `task.out`. A pack is taken whole or not at all."""
    was_on = gc.isenabled()
    gc.disable()
    manifest: Manifest | None = None
    if task.key is not None:
        keep_open(task.key.protection, task.key.key)
    try:
        with open_archived(task.file, task.identity) as pack:
            manifest = pack.manifest
            return _lay_out(task, pack)
    except Refused as refused:
        problem = refused.problems[0]
        # The archive names packs by their content, but people know the name of the file that they handed in, and their school.
        school = {} if manifest is None else {"school": manifest.team_name}
        renamed = Problem(problem.code, task.shown, problem.message, {**school, **problem.values})
        if manifest is None:
            return PackFound(task.number, problem=renamed)
        return PackFound(
            task.number, manifest.team, manifest.team_name, manifest.desk, manifest.events, problem=renamed
        )
    except FAILURES:
        return PackFound(task.number, problem=not_folded(task.shown))
    finally:
        if was_on:
            gc.enable()


def not_read(task: Task, died: Died) -> PackFound:
    """What is said of a pack whose reader died: the others go in."""
    return PackFound(task.number, problem=died.problem(task.shown))


def _lay_out(task: Task, pack: Pack) -> PackFound:
    manifest = pack.manifest
    if (manifest.team, pack.root) in task.joined:
        return _joined(task, pack)
    claim = Claim(FileKind.PACK, task.shown, manifest.team, pack.root)
    if isinstance(problem := admit(claim, DISTRICT, task.keyring), Problem):
        raise Refused(_of_another_school(problem, manifest, pack.root, task.names) or problem)
    events, apart = task.out / f"{task.number}.events.csv", list[SetAsideEvent]()
    with rows_for(events, task.key) as rows:
        for row in pack.events():
            length, head = task.known.get(row.desk, (0, ""))
            if row.seq == length and row.hash != head:
                raise Refused(rewritten(task.shown, row.desk))
            if row.seq > length:
                apart += set_aside_among([row]) if row.kind == SET_ASIDE else []
                line = _plain_line(task.number, row)
                if line is None:
                    kind = kind_that_counts(row.kind, row.raw, pack.root)
                    rows.add(_cells(task.number, row._replace(kind=kind)))
                else:
                    rows.add_line(line)
    volunteers = task.out / f"{task.number}.volunteers.csv"
    with rows_for(volunteers, task.key) as rows:
        for v in pack.volunteers():
            cells = (v.team, v.number, v.name, v.class_name, v.kind)
            rows.add(
                [cell.translate(_UNSAFE) for cell in cells] + ["", manifest.desk, manifest.team, str(v.left).lower()]
            )
    classes = task.out / f"{task.number}.classes.csv"
    with rows_for(classes, task.key) as rows:
        for one in pack.earlier_classes():
            earlier = (*one.volunteer.split("/", 1), one.until.isoformat(), one.class_name)
            rows.add([cell.translate(_UNSAFE) for cell in earlier] + [manifest.desk, manifest.team])
    return PackFound(
        task.number,
        manifest.team,
        manifest.team_name,
        manifest.desk,
        manifest.events,
        task.file.stat().st_mtime_ns // 1_000_000,
        _chains(manifest),
        events,
        volunteers,
        classes,
        root=pack.root.hex(),
        set_aside=tuple(apart),
    )


def _of_another_school(problem: Problem, manifest: Manifest, root: bytes, names: Mapping[str, str]) -> Problem | None:
    """The problem of a pack whose team is known here with another key and under another name; None for any other pack."""
    name = names.get(manifest.team, "")
    if "known" not in problem.values or not name or same_school(name, manifest.team_name):
        return None
    return another_school(
        problem.where,
        manifest.team,
        Named(name, str(problem.values["known"])),
        Named(manifest.team_name, fingerprint(root)),
    )


def _joined(task: Task, pack: Pack) -> PackFound:
    """The pack of a laptop that was joined to its team: nothing in it is new, or Refused until the team's pack brings it.

    Its own register names people by its own numbers, and is never read.
    """
    manifest = pack.manifest
    if any(chain.events > task.known.get(chain.desk, (0, ""))[0] for chain in manifest.chains):
        message = N_(
            "this laptop was joined to another desk of team {team}: take its pack there (hourdesk take), then that desk's pack "
            "brings it here under the numbers that count"
        )
        raise refuse("joined_desk", task.shown, message, team=manifest.team)
    chains = _chains(manifest)
    return PackFound(task.number, manifest.team, manifest.team_name, manifest.desk, manifest.events, chains=chains)


def _chains(manifest: Manifest) -> tuple[ChainFound, ...]:
    return tuple(
        ChainFound(
            chain.desk, chain.name, chain.events, chain.head, chain.at,
            tuple(one.subject for one in chain.certificates[1:] if is_desk(one.subject)),
        )
        for chain in manifest.chains
    )  # fmt: skip


def _plain_line(number: int, row: EventRow) -> str | None:
    """The CSV line of a plain scan that needs no quotes; None for any other event."""
    if not isinstance(row, PlainScan) or row.operator is not None:
        return None
    (
        id_, team, desk, at, _kind, volunteer, _badge, activity, _target, direction, source, arrival, post, *_rest, seq, hash_,
    ) = row  # fmt: skip
    return (
        f"{number},{id_},{team},{desk},{seq},{at},scan,{volunteer},,{activity},,{direction},{source},"
        f"{arrival or ''},{post or ''},,,{hash_},\n"
    )


def _cells(number: int, row: EventRow) -> tuple[object, ...]:
    """The cells of an event in the order of `columns.INCOMING`."""
    cells: dict[str, object] = {name: getattr(row, name) for name, _holds in EVENT}
    for name in ("source", "operator", "reason"):
        text = cells[name]
        cells[name] = text.translate(_UNSAFE) if isinstance(text, str) else text
    said_by_columns = row.kind in ("scan", "refuse") and b'"vouched_by"' not in row.raw
    cells["raw"] = None if said_by_columns else row.raw.decode("utf-8")
    return (number, *cells.values())
