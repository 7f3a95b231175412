"""Nothing is reported twice to one system, and no remainder is lost: batches of half hours, one after another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.badge_numbers import badge_number
from checkin.rules.problems import Refused
from exports.batch.batch import plan_batch, write_batch
from exports.batch.due import Selection
from exports.batch.formats import find_format
from storage.recognition.batches import all_batches, reported_so_far
from storage.store import open_store
from tests.exports.batch.conftest import Serve
from tests.exports.batch.test_write import own_map
from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Run

DAY = 24 * 3_600_000


@pytest.fixture(autouse=True)
def _own(data: Path, school: Run) -> None:
    own_map(data)


def told(answer: object) -> list[tuple[str, str, int, int, int, int]]:
    """(number, result, carried in, new, reported, carried on) of each row."""
    return [
        (o["volunteer"], o["result"], o["carried_in"], o["new"], o["minutes"], o["remainder"])
        for o in answer.objects[:-1]  # type: ignore[attr-defined]
    ]


def test_what_was_left_over_adds_up(school: Run, serve: Serve, tmp_path: Path) -> None:
    """
    5 March   001 100 minutes, 002 20 minutes    batch 1: 001 90 (10 left), 002 0 (20 left)
    9 April   001 25 minutes, 002 40 minutes     batch 2: 001 30 (5 left), 002 60
    """
    serve("001", 100)
    serve("002", 20)
    out = tmp_path / "out.xlsx"
    first = school("batch", "write", "own", out, "--json")
    assert first.code == 0
    assert told(first) == [("001", "ok", 0, 100, 90, 10), ("002", "waits", 0, 20, 0, 20)]
    assert first.objects[-1] == {
        "result": "written", "batch": 1, "format": "own", "file": str(out), "rows": 1, "minutes": 90, "remainder": 30, "replayed_minutes": 100,
        "refused": 0, "visitors": 0, "other_kinds": 0, "earlier_minutes": 0, "earlier_persons": 0,
    }  # fmt: skip
    serve("001", 25, "A2")
    serve("002", 40, "A2")
    second = school("batch", "write", "own", out, "--from", "2024-04-01", "--json")
    assert told(second) == [("001", "ok", 10, 25, 30, 5), ("002", "ok", 20, 40, 60, 0)]
    third = school("batch", "write", "own", out, "--json")
    assert third.code == 1 and "none of the rows can be written" in third.err
    assert told(third) == [("001", "waits", 5, 0, 0, 5)]


def test_each_system_has_a_memory_of_its_own(school: Run, serve: Serve, data: Path, tmp_path: Path) -> None:
    serve("001", 60)
    (data / "batch" / "other.toml").write_text((data / "batch" / "own.toml").read_text("utf-8"), "utf-8")
    for name in ("own", "other"):
        assert told(school("batch", "write", name, tmp_path / "o.xlsx", "--json")) == [("001", "ok", 0, 60, 60, 0)]


def test_a_dry_run_and_a_strict_one_with_a_fault_change_nothing(
    school: Run, serve: Serve, data: Path, tmp_path: Path, identities: Path
) -> None:
    serve("001", 60)
    serve("003", 60)
    lines = identities.read_text("utf-8").splitlines()
    identities.write_text("\n".join(line for line in lines if not line.startswith("003")), "utf-8")
    out = tmp_path / "out.xlsx"
    for option in ("--dry-run", "--strict"):
        answer = school("batch", "write", "volunteer-beijing", out, "--identities", identities, option)
        assert answer.code == 1, "one row is wrong"
        assert "001" in answer.out and "othing was written" in answer.out
    assert not out.exists()
    assert school("batch", "list", "--json").objects == []


def test_hours_of_a_row_that_was_left_out_are_due_whatever_days_come_next(
    school: Run, serve: Serve, identities: Path, tmp_path: Path
) -> None:
    """003 has no identity number in March; in April the school found it, and March is not lost."""
    serve("001", 60)
    serve("003", 60)
    everybody = identities.read_text("utf-8")
    identities.write_text("\n".join(line for line in everybody.splitlines() if not line.startswith("003")), "utf-8")
    write = ("batch", "write", "volunteer-beijing", tmp_path / "out.xlsx", "--identities", identities, "--json")
    assert told(school(*write)) == [("001", "ok", 0, 60, 60, 0), ("003", "refused", 0, 60, 0, 60)]
    identities.write_text(everybody, "utf-8")
    serve("001", 30, "A2")
    assert told(school(*write, "--from", "2024-04-01")) == [("001", "ok", 0, 30, 30, 0), ("003", "ok", 60, 0, 60, 0)]


def test_hours_that_an_earlier_batch_left_out_wait_until_they_are_confirmed(
    school: Run, serve: Serve, identities: Path, tmp_path: Path, clock: StandingClock
) -> None:
    """003 had no identity number when --all took complete hours; meanwhile they hang on the publicity list."""
    serve("001", 60)
    serve("003", 60, confirmed=False)
    everybody = identities.read_text("utf-8")
    identities.write_text("\n".join(line for line in everybody.splitlines() if not line.startswith("003")), "utf-8")
    write = ("batch", "write", "volunteer-beijing", tmp_path / "out.xlsx", "--identities", identities, "--json")
    assert told(school(*write, "--all")) == [("001", "ok", 0, 60, 60, 0), ("003", "refused", 0, 60, 0, 60)]
    identities.write_text(everybody, "utf-8")
    assert school("policy", "set", "publicity_working_days=3", "--from", "2024-01-01T00:00").code == 0
    assert school("confirm", "--activity", "A1").code == 0
    for options in ((), ("--all",)):
        answer = school(*write, *options)
        assert told(answer) == [("003", "waits", 60, 0, 0, 60)]
        assert answer.objects[0]["code"] == "unconfirmed"
    clock.advance(30 * DAY)
    assert school("confirm", "--activity", "A1").code == 0
    assert told(school(*write)) == [("003", "ok", 60, 0, 60, 0)]


def test_what_lies_before_the_first_day_is_not_passed_over_in_silence(
    school: Run, serve: Serve, tmp_path: Path
) -> None:
    """March was confirmed after March's batch was written."""
    serve("001", 60)
    serve("002", 60, "A2")
    april = school("batch", "write", "own", tmp_path / "o.xlsx", "--from", "2024-04-01")
    assert april.code == 0
    assert "never reported: 60 minutes of 1 person. Leave out --from" in april.err
    assert told(school("batch", "write", "own", tmp_path / "o.xlsx", "--json")) == [("001", "ok", 0, 60, 60, 0)]


def test_only_what_counts(school: Run, serve: Serve, tmp_path: Path, badge: Callable[[str], str]) -> None:
    """Confirmed hours; with --all complete ones too; never what waits for review or is on the publicity list."""
    serve("001", 60)
    serve("002", 60, confirmed=False)
    typed = f"2024-03-05T09:00\t{badge('003')}\n"
    school("scan", "--activity", "A1", "-", stdin=typed)
    school("activity", "close", "A1")
    assert school("policy", "set", "publicity_working_days=3", "--from", "2024-01-01T00:00").code == 0
    serve("T01", 60, "A2")
    assert {row["status"] for row in school("sessions", "--json").objects} == {
        "confirmed", "closed", "needs_review", "publicity",
    }  # fmt: skip
    out = tmp_path / "o.xlsx"
    assert told(school("batch", "write", "own", out, "--dry-run", "--json")) == [("001", "ok", 0, 60, 60, 0)]
    assert told(school("batch", "write", "own", out, "--all", "--json")) == [
        ("001", "ok", 0, 60, 60, 0),
        ("002", "ok", 0, 60, 60, 0),
    ]
    assert school("confirm", "--activity", "A1").code == 0
    assert school("batch", "write", "own", out).code == 1, "002 was reported while nobody had confirmed it"


def test_a_training_is_no_service(school: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    assert school("activity", "edit", "A1", "--kind", "training").code == 0
    typed = "".join(f"2024-03-05T{time}\t{badge('001')}\n" for time in ("09:00", "11:00"))
    assert school("scan", "--activity", "A1", "-", stdin=typed).code == 0
    answer = school("batch", "write", "own", tmp_path / "o.xlsx", "--all", "--json")
    assert answer.code == 1 and "no hours are due here" in answer.err
    assert [o["result"] for o in answer.objects] == ["nothing_written"]


def test_no_minutes_make_no_row(school: Run, serve: Serve, tmp_path: Path) -> None:
    """The activity gives no hours: its people are shown with the reason, and stand in no file."""
    assert school("activity", "edit", "A2", "--not-creditable", "a paid job").code == 0
    serve("001", 60)
    serve("002", 90, "A2")
    answer = school("batch", "write", "own", tmp_path / "o.xlsx", "--json")
    assert answer.code == 0
    assert [(o["volunteer"], o["result"], o["code"], o["minutes"]) for o in answer.objects[:-1]] == [
        ("001", "ok", None, 60),
        ("002", "waits", "no_hours", 0),
    ]
    assert [o["volunteer"] for o in school("batch", "write", "own", tmp_path / "o.xlsx", "--json").objects[:-1]] == []


def test_hours_that_pass_to_another_person_are_squared_for_both(
    school: Run, serve: Serve, badge: Callable[[str], str], tmp_path: Path
) -> None:
    """An unknown badge turns out to be nobody's yet: it is named, and stands in no file. 001's hours were 002's."""
    serve("001", 60, confirmed=False)
    out = tmp_path / "o.xlsx"
    assert school("batch", "write", "own", out, "--all").code == 0
    (row,) = school("sessions", "--json").objects
    for event in (row["open_event"], row["close_event"]):
        assert school("amend", event, "--volunteer", "002", "--reason", "swapped badges").code == 0
    unknown = badge_number("0" * 19 + "1")
    school("scan", "--activity", "A1", "-", stdin=f"2024-03-05T09:00\t{unknown}\n2024-03-05T10:00\t{unknown}\n")
    answer = school("batch", "write", "own", out, "--all", "--json")
    assert answer.code == 1
    assert told(answer) == [
        ("001", "waits", 0, -60, 0, -60),
        ("002", "ok", 0, 60, 60, 0),
        (unknown, "refused", 0, 60, 0, 60),
    ]
    assert [o["code"] for o in answer.objects[:-1]] == ["reported_too_much", None, "unknown_person"]


def test_a_correction_is_squared_with_what_was_reported(school: Run, serve: Serve, tmp_path: Path) -> None:
    """001's 100 minutes, of which 90 were reported, became 40: 50 too many, and April's 95 make up for them."""
    serve("001", 100, confirmed=False)
    out = tmp_path / "o.xlsx"
    assert school("batch", "write", "own", out, "--all").code == 0
    (row,) = school("sessions", "--json").objects
    assert school("amend", row["close_event"], "--at", "2024-03-05T09:40", "--reason", "left early").code == 0
    answer = school("batch", "write", "own", out, "--dry-run")
    assert "50 minutes more were reported before than the record has now" in answer.out
    assert told(school("batch", "write", "own", out, "--dry-run", "--json")) == [("001", "waits", 10, -60, 0, -50)]
    serve("001", 95, "A2")
    rows = told(school("batch", "write", "own", out, "--from", "2024-04-01", "--json"))
    assert rows == [("001", "ok", 10, 35, 30, 15)]


def test_a_batch_that_is_taken_back_is_due_again(school: Run, serve: Serve, tmp_path: Path) -> None:
    """The other system took the second batch but not the first: the carried minutes are still right."""
    serve("001", 50)
    out = tmp_path / "o.xlsx"
    assert told(school("batch", "write", "own", out, "--json")) == [("001", "ok", 0, 50, 30, 20)]
    serve("001", 50, "A2")
    assert told(school("batch", "write", "own", out, "--json")) == [("001", "ok", 20, 50, 60, 10)]
    (undone,) = school("batch", "undo", "1", "--json").objects
    assert undone == {"batch": 1, "format": "own", "rows": 1, "minutes": 30}
    assert told(school("batch", "write", "own", out, "--json")) == [("001", "ok", -10, 50, 30, 10)]
    listed = school("batch", "list", "--json").objects
    assert [(b["number"], b["minutes"], b["taken_back"] is None) for b in listed] == [
        (1, 30, False),
        (2, 60, True),
        (3, 30, True),
    ]
    for number, words in (("1", "batch 1 was taken back"), ("9", "there is no batch 9")):
        refused = school("batch", "undo", number)
        assert refused.code == 1 and words in refused.err


def test_a_batch_is_written_once_more_as_it_was(school: Run, serve: Serve, identities: Path, tmp_path: Path) -> None:
    """The file was lost before it was uploaded; meanwhile more hours came."""
    serve("001", 100)
    serve("002", 20)
    write = ("batch", "write", "volunteer-beijing")
    first, again = tmp_path / "first.xlsx", tmp_path / "again.xlsx"
    assert school(*write, first, "--identities", identities).code == 0
    serve("001", 60, "A2")
    assert told(school(*write, again, "--identities", identities, "--again", "1", "--json")) == [
        ("001", "ok", 0, 90, 90, 0)
    ]
    import openpyxl

    read = [[[c.value for c in row] for row in openpyxl.load_workbook(f).worksheets[0].rows] for f in (first, again)]
    assert read[0] == read[1]
    assert len(school("batch", "list", "--json").objects) == 1

    identities.write_text("编号,身份证号\n002,\n", "utf-8")
    lacking = school(*write, again, "--identities", identities, "--again", "1")
    assert lacking.code == 1 and "can't be written as it was" in lacking.err
    assert school(*write, again, "--again", "1", "--from", "2024-04-01").code == 2
    assert "of the format volunteer-beijing" in school("batch", "write", "own", again, "--again", "1").err
    school("batch", "undo", "1")
    assert "taken back" in school(*write, again, "--identities", identities, "--again", "1").err


def test_a_changed_kind_of_rows_would_mix_up_what_was_left_over(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    serve("001", 60)
    assert school("batch", "write", "own", tmp_path / "o.xlsx").code == 0
    own_map(data, rows="volunteer_and_activity")
    refused = school("batch", "write", "own", tmp_path / "o.xlsx")
    assert refused.code == 1 and 'had rows = "volunteer"' in refused.err


def test_a_file_that_can_not_be_written_is_no_batch(school: Run, serve: Serve, tmp_path: Path) -> None:
    serve("001", 60)
    for out in (tmp_path / "nowhere" / "o.xlsx", tmp_path / "o.csv", tmp_path):
        answer = school("batch", "write", "own", out)
        assert answer.code == 1 and answer.err
    assert school("batch", "list", "--json").objects == []
    assert told(school("batch", "write", "own", tmp_path / "o.xlsx", "--json")) == [("001", "ok", 0, 60, 60, 0)]


def test_two_clerks_at_once_report_once(serve: Serve, data: Path, tmp_path: Path) -> None:
    """Both looked at their rows before one of them wrote."""
    serve("001", 60)
    with open_store(data, SYSTEM_CLOCK) as one, open_store(data, SYSTEM_CLOCK) as other:
        format = find_format(one.folder, "own")
        first, second = plan_batch(one, format, Selection()), plan_batch(other, format, Selection())
        assert write_batch(one, first, tmp_path / "one.xlsx") == 1
        with pytest.raises(Refused) as refused:
            write_batch(other, second, tmp_path / "other.xlsx")
        assert [problem.code for problem in refused.value.problems] == ["batch_meanwhile"]
        assert not (tmp_path / "other.xlsx").exists()
        assert [batch.number for batch in all_batches(other.connection)] == [1]
        assert sum(reported_so_far(other.connection, "own").reported.values()) == 60


def test_only_a_supervisor_reports(school: Run, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve("001", 60)
    monkeypatch.setenv("HOURDESK_NEW_PIN", "2468")
    assert school("pin", "set").code == 0
    for command in (("write", "own", tmp_path / "o.xlsx"), ("undo", "1")):
        answer = school("batch", *command)
        assert answer.code == 1 and "supervisor's PIN" in answer.err
    assert not (tmp_path / "o.xlsx").exists()


def test_maps_and_what_was_reported_are_in_a_backup(school: Run, serve: Serve, data: Path, tmp_path: Path) -> None:
    serve("001", 60)
    assert school("batch", "write", "own", tmp_path / "o.xlsx").code == 0
    assert school("backup", tmp_path / "b.backup").code == 0
    elsewhere = tmp_path / "elsewhere"
    assert school("restore", tmp_path / "b.backup", "--data", elsewhere).code == 0
    assert (elsewhere / "batch" / "own.toml").read_bytes() == (data / "batch" / "own.toml").read_bytes()
    assert school("batch", "write", "own", tmp_path / "o.xlsx", "--data", elsewhere).code == 1, "all was reported"
