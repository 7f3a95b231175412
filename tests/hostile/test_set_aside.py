"""One event that can't be: it is named and counts for nothing, and all else goes its way, at desk and district."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from checkin.rules import judging as rule
from checkin.rules.events import SET_ASIDE, ActivityChange, Event, Scan
from checkin.rules.plain_scans import PlainScans
from checkin.rules.wire import chained
from storage.check import check_store
from storage.disk.ids import new_id, next_above
from storage.disk.schema import LOG_COLUMNS
from storage.log.events import columns_of
from storage.log.judging import events_set_aside
from storage.record import whole_record
from storage.store import Store, open_store
from tests.exports.district.schools import DAY, HOUR, School, scan, school
from tests.hostile.drawn import ids_after
from tests.hostile.forged_chain import forged_pack
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

FAR = DAY + 180 * 366 * 24 * HOUR
"""The year 2206."""
CLOCK = StandingClock(DAY + 24 * HOUR)


def run(data: Path, *words: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(
        hourdesk,
        ["--data", str(data), "--lang", "en", *map(str, words)],
        obj=DeskChoice(clock=CLOCK.clock),
        catch_exceptions=False,
    )
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def fd(tmp_path: Path) -> Iterator[School]:
    made = school(tmp_path / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")], CLOCK.clock)
    with made.first:
        scan(made.first, "FD/001", 0)
        scan(made.first, "FD/001", 90)
        yield made


def old_record(store: Store) -> str:
    """What a version before this one wrote: an activity of the year 2206 among other events, and no word of judging. Its id."""
    seq, prev, last = store.connection.execute("SELECT seq, hash, id FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    plan = {"name": "河边", "place": "江边", "start": FAR, "end": FAR + HOUR, "timezone": "Asia/Shanghai"}
    event = Event(next_above(last), DAY, "FD", store.identity.desk, ActivityChange("FD/R1", plan, made=True))
    raw, hash_ = chained(event, seq + 1, prev)
    marks = ", ".join("?" * len(LOG_COLUMNS))
    store.connection.execute(
        f"INSERT INTO log ({', '.join(LOG_COLUMNS)}) VALUES ({marks})", (*columns_of(event), raw, seq + 1, hash_)
    )
    store.connection.execute("DELETE FROM judged")
    return event.id


def test_a_desk_with_an_activity_of_2206_works_on_says_so_and_its_pack_is_taken(fd: School, tmp_path: Path) -> None:
    data, bad = fd.first.folder.path, old_record(fd.first)
    code, _out, said = run(data, "check")
    assert code == 1 and bad in said and "changes.end 2206" in said and "hourdesk void" in said
    assert run(data, "activity", "list")[1].count("\n") == 1, "the activity of 2206 counts for nothing"
    assert run(data, "add", "--volunteer", "001", "--activity", "A1", "--minutes", "30", "--reason", "搬运")[0] == 0
    pack = tmp_path / "first.hdpack"
    assert run(data, "export", pack)[0] == 0
    code, said, told = run(tmp_path / "nowhere", "verify", pack)
    assert code == 0 and "is sound" in said and bad in told
    assert _merged(tmp_path, pack) == [("merged", [bad])]
    # It is put right as `check` says, and then nothing is left to say.
    again = (
        "--code",
        "R1",
        "--name",
        "河边",
        "--place",
        "江边",
        "--start",
        "2026-05-05T09:00",
        "--end",
        "2026-05-05T11:00",
    )
    assert run(data, "activity", "add", *again)[0] == 0
    assert run(data, "void", bad, "--reason", "年份写错")[0] == 0
    assert run(data, "check")[:2] == (0, "The record is sound.\n")


def test_a_backup_of_such_a_record_is_restored(fd: School, tmp_path: Path) -> None:
    bad = old_record(fd.first)
    backup = tmp_path / "backup.db"
    assert run(fd.first.folder.path, "backup", backup)[0] == 0
    assert run(tmp_path / "anew", "restore", backup)[0] == 0
    assert [p.code for p in check_store(tmp_path / "anew")] == ["set_aside"]
    with open_store(tmp_path / "anew", CLOCK.clock) as store:
        assert [one.id for one in events_set_aside(store.connection)] == [bad]
        assert sum(s.minutes for s in whole_record(store).sessions) == 90


def test_a_kit_brings_it_along_and_names_it(fd: School, tmp_path: Path) -> None:
    """The desk that is made from the kit holds it too: a newer version there may read it."""
    data, bad = fd.first.folder.path, old_record(fd.first)
    kit = tmp_path / "team.hdkit"
    assert run(data, "kit", kit)[0] == 0
    code, made, _said = run(tmp_path / "second", "init", "--kit", kit, "--json")
    assert code == 0 and [one["event"] for one in json.loads(made)["set_aside"]] == [bad]
    assert run(tmp_path / "second", "activity", "list")[1].count("\n") == 1


def test_what_an_older_version_set_aside_a_newer_one_reads_again_and_the_other_way(
    fd: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rule for which minutes over an hour and late scans were impossible: desks of one version agree, whichever version that is."""
    fd.first.close()
    data, add = fd.first.folder.path, ("add", "--volunteer", "001", "--activity", "A1", "--reason", "搬运", "--minutes")
    assert run(data, *add, "90")[0] == 0 == run(data, *add, "20")[0]
    pack = tmp_path / "first.hdpack"
    assert run(data, "export", pack)[0] == 0
    kit = tmp_path / "team.hdkit"
    assert run(data, "kit", kit)[0] == 0 == run(tmp_path / "second", "init", "--kit", kit)[0]

    def older(event: Event, *, any_team: bool = False) -> str | None:
        late = event.at > DAY + 80 * 60_000 and isinstance(event.body, Scan)
        return (
            "at" if late else "minutes" if getattr(event.body, "minutes", 0) > 60 else newer(event, any_team=any_team)
        )

    newer, quick = rule.fault, PlainScans.read
    sums, there = {}, tmp_path / "district"
    assert _merged(tmp_path, pack) == [("merged", [])]
    for version, judge in (("older", older), ("newer", newer), ("older", older)):
        monkeypatch.setattr(rule, "fault", judge)
        # The short way for plain scans holds the rule of this version.
        monkeypatch.setattr(PlainScans, "read", quick if version == "newer" else lambda _self, _raw: None)
        monkeypatch.setattr(rule, "FAULT_VERSION", version)
        rule.judgement.cache_clear()
        if version == "older" and not sums:
            assert json.loads(run(tmp_path / "second", "take", pack, "--json")[1])["set_aside"][-1]["value"] == "90"
        found = {name: _added(place) for name, place in (("first", data), ("second", tmp_path / "second"))}
        assert found["first"] == found["second"]
        sums[version] = found["first"]
        # The district judges its record again with the next merge.
        run(there, "district", "merge", pack)
        assert (
            json.loads(run(there, "district", "totals", "--json")[1].splitlines()[0])["added_minutes"] == found["first"]
        )
        # Judging again changed columns beside the events only: the chain is what it was.
        assert [p.code for p in check_store(data)] == (["set_aside"] * 2 if version == "older" else [])
    assert sums == {"older": 20, "newer": 110}
    rule.judgement.cache_clear()


def _added(place: Path) -> int:
    with open_store(place, CLOCK.clock) as store:
        return sum(s.minutes for s in whole_record(store).sessions if s.source == "added")


def test_no_column_of_a_set_aside_event_is_found_by_a_query(fd: School) -> None:
    old_record(fd.first)
    path = fd.first.folder.path
    fd.first.close()
    with open_store(path, CLOCK.clock) as store:
        rows = store.connection.execute(
            "SELECT volunteer, badge, activity, target, source FROM log WHERE kind = ?", [SET_ASIDE]
        )
        assert rows.fetchall() == [(None,) * 5]
        with pytest.raises(Exception, match="append-only"):
            store.connection.execute("UPDATE log SET kind = 'activity'")


Line = dict[str, Any] | bytes
SCAN = b'{"at":"2026-04-29T08:00:00.000Z","data":{"activity":"FD/A1","direction":"auto","source":"keyboard","volunteer":"FD/001"},"desk":"DESK","id":"ID","kind":"scan","prev":"PREV","seq":SEQ,"team":"FD","v":1}'  # fmt: skip


NOT_CANONICAL = [
    (b'"v":1}', b'"v":1,"at":"2026-04-29T09:00:00.000Z"}', "“at” twice"),
    (b'"kind":"scan"', b'"kind": "scan"', "in place of"),
    (b'"kind":"scan"', b'"kind":"sc\\u0061n"', "in place of"),
    (b"08:00:00.000Z", b"08:00:00Z", "“at” is missing, or not written as it must be"),
    (b"08:00:00.000Z", b"16:00:00.000+08:00", "“at” is missing, or not written as it must be"),
    (b"08:00:00.000Z", b"24:00:00.000Z", "“at” is missing, or not written as it must be"),
    (b"08:00:00.000Z", b"07:59:60.000Z", "“at” is missing, or not written as it must be"),
    (b"08:00:00.000Z", b"07:60:00.000Z", "“at” is missing, or not written as it must be"),
    (b'"seq":SEQ', b'"seq":SEQ.0', "in place of"),
    (b'"seq":SEQ', b'"seq":SEQe0', "in place of"),
    (b'"direction":"auto",', b'"direction":"auto","big":18446744073709551615,', "a number or a depth"),
    (b'"direction":"auto",', b'"direction":"auto","posts":' + b"[" * 400 + b"]" * 400 + b",", "a number or a depth"),
    (b'"direction":"auto",', b'"deep":' + b'{"a":' * 900 + b"1" + b"}" * 900 + b',"direction":"auto",', "a number or a depth"),
    (b'"direction":"auto",', b'"direction":"auto","big":1E2,', "in place of"),
    (b'"direction":"auto",', b'"direction":"auto","big":-0,', "in place of"),
    (b'"direction":"auto","source":"keyboard"', b'"source":"keyboard","direction":"auto"', "in place of"),
    (b'"keyboard"', b'"\\ud800"', "is no JSON"),
    (b'"v":1}', b'"v":true}', "“v, seq, kind” is missing"),
    (b'"v":1}', b'"v":0}', "“v, seq, kind” is missing"),
    (b'"v":1}', b'"v":1} ', "in place of"),
    (b'"id":"ID"', b'"id":"NO"', "“id, team, desk” is missing"),
]  # fmt: skip
"""What in `SCAN` becomes what, and what is said of it."""


def _bad_pack(fd: School, file: Path, before: bytes, after: bytes) -> tuple[Path, int]:
    """A pack whose last line is `SCAN` with this change, and the number of that line."""
    last, seq = fd.first.connection.execute("SELECT id, seq FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    line = SCAN.replace(before, after)
    for name, value in ((b"DESK", fd.first.identity.desk), (b"ID", next_above(last)), (b"SEQ", str(seq + 1))):
        line = (
            line.replace(b'"' + name + b'"', b'"' + value.encode() + b'"')
            if name != b"SEQ"
            else line.replace(name, value.encode())
        )
    assert before in SCAN and line.count(b"PREV") == 1
    return forged_pack(fd.first, file, [line]), seq + 1


@pytest.mark.parametrize(("before", "after", "cause"), share(NOT_CANONICAL, 0, 4))
def test_bytes_that_are_not_canonical_refuse_the_pack_with_line_and_cause(
    fd: School, tmp_path: Path, before: bytes, after: bytes, cause: str
) -> None:
    pack, number = _bad_pack(fd, tmp_path / "bad.hdpack", before, after)
    code, _out, said = run(tmp_path / "nowhere", "verify", pack)
    assert code == 1 and f"line {number} of its log" in said and cause in said
    kit = tmp_path / "team.hdkit"
    run(fd.first.folder.path, "kit", kit)
    run(tmp_path / "second", "init", "--kit", kit)
    code, _out, said = run(tmp_path / "second", "take", pack)
    assert code == 1 and cause in said
    assert run(tmp_path / "second", "check")[0] == 0


def test_a_district_refuses_each_of_them_and_takes_the_good_pack(fd: School, tmp_path: Path) -> None:
    changes = [(before, after) for before, after, _cause in NOT_CANONICAL]
    bad = [_bad_pack(fd, tmp_path / f"{n}.hdpack", *change)[0] for n, change in enumerate(changes)]
    results = [result for result, _ in _merged(tmp_path, *bad, fd.pack(name="good"))]
    assert results == [*["refused"] * len(bad), "merged"]


def test_the_same_line_as_it_should_be_is_taken(fd: School, tmp_path: Path) -> None:
    last, seq = fd.first.connection.execute("SELECT id, seq FROM log ORDER BY seq DESC LIMIT 1").fetchone()
    line = SCAN.replace(b"DESK", fd.first.identity.desk.encode()).replace(b'"ID"', f'"{next_above(last)}"'.encode())
    pack = forged_pack(fd.first, tmp_path / "good.hdpack", [line.replace(b"SEQ", str(seq + 1).encode())])
    assert run(tmp_path / "nowhere", "verify", pack)[0] == 0


def _merged(folder: Path, *packs: Path) -> list[tuple[str, list[str]]]:
    """What became of packs at a district, and the ids of the events in each that were set aside."""
    data = folder / "district"
    assert run(data, "district", "init", "--code", "YZQ", "--name", "区")[0] == 0
    assert run(data, "district", "trust", packs[-1])[0] == 0
    lines = run(data, "district", "merge", "--json", *packs)[1].splitlines()
    found = [json.loads(line) for line in lines]
    if any(one["set_aside"] for one in found):
        assert "can't be so" in run(data, "district", "conflicts")[1]
    return [(one["result"], [event["event"] for event in one["set_aside"]]) for one in found]


@in_the_soak
def test_a_night_from_1970_to_2199_waits_for_review_and_the_other_school_goes_in(fd: School, tmp_path: Path) -> None:
    """All its events can be. More seconds than a column holds would have ended the merge."""
    plan = {
        "name": "n",
        "place": "p",
        "start": "1970-01-01T00:00:00.000Z",
        "end": "2199-12-31T00:00:00.000Z",
        "overnight": True,
    }
    scanned = {"activity": "FD/X1", "direction": "auto", "source": "keyboard", "volunteer": "FD/002"}
    contents = [
        {
            "kind": "activity",
            "data": {"activity": "FD/X1", "changes": {**plan, "timezone": "America/New_York"}, "made": True},
        },
        {"kind": "scan", "data": scanned, "at": "1970-01-01T00:00:00.000Z"},
        {"kind": "scan", "data": scanned, "at": "2199-12-30T02:00:00.000Z"},
    ]
    other = school(tmp_path / "yz", "YZ", "渝中实验小学", [("001", "王芳")], CLOCK.clock)
    with other.first:
        scan(other.first, "YZ/001", 0)
        scan(other.first, "YZ/001", 50)
        good = other.pack()
    ids = ids_after(new_id(CLOCK.clock.now()), len(contents))
    identified = [{**content, "id": id_} for content, id_ in zip(contents, ids, strict=True)]
    century = forged_pack(fd.first, tmp_path / "century.hdpack", identified)
    data = tmp_path / "district"
    assert run(data, "district", "init", "--code", "YZQ", "--name", "区")[0] == 0
    assert [run(data, "district", "trust", pack)[0] for pack in (century, good)] == [0, 0]
    assert run(data, "district", "merge", century, good)[0] == 0
    rows = [json.loads(line) for line in run(data, "district", "sessions", "--json")[1].splitlines()]
    told = {(row["activity"], row["status"], row["minutes"]) for row in rows}
    assert told == {("A1", "closed", 90), ("A1", "closed", 50), ("X1", "needs_review", 0), ("X1", "open", 0)}
    assert json.loads(run(data, "district", "totals", "--json")[1].splitlines()[-1])["scanned_minutes"] == 140


@in_the_soak
def test_an_event_of_any_time_keeps_its_place_and_shows_a_time(fd: School, tmp_path: Path) -> None:
    """The last event of the pack is of the year 9999: the pack says when it was written, and no reader stumbles over it."""
    ids = [new_id(CLOCK.clock.now())]
    content = {"kind": "void", "data": {"target": ids[0]}, "at": "9999-12-31T23:59:59.999Z"}
    pack = forged_pack(fd.first, tmp_path / "far.hdpack", [content])
    assert run(tmp_path / "nowhere", "verify", pack)[0] == 0
    assert _merged(tmp_path, pack)[0][0] == "merged"
    for words in ("teams", "conflicts", "summary", "missing"):
        assert run(tmp_path / "district", "district", words)[0] == 0
