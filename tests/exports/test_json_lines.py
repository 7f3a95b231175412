"""`sessions --json` and the JSON file."""

from __future__ import annotations

import json
from pathlib import Path

from exports.tables.export import write_export
from exports.tables.json_file import json_lines
from tests.exports.sample_rows import SAMPLE

CONTRACT = [
    "team", "volunteer", "name", "activity_team", "activity", "start", "end", "seconds", "minutes",
    "status", "flags", "source", "open_event", "close_event",
]  # fmt: skip


def test_a_line_has_exactly_the_contracts_keys_in_its_order() -> None:
    lines = list(json_lines(SAMPLE))
    assert len(lines) == len(SAMPLE)
    assert all(list(json.loads(line)) == CONTRACT for line in lines)
    assert not any("\n" in line for line in lines)


def test_what_does_not_apply_is_null_and_flags_are_a_list() -> None:
    opened = json.loads(list(json_lines(SAMPLE))[1])
    assert opened["end"] is None and opened["close_event"] is None and opened["flags"] == []
    assert json.loads(list(json_lines(SAMPLE))[2])["flags"] == ["after_close", "overlap"]


def test_names_are_written_as_they_are_read() -> None:
    assert '"name":"𠮷田"' in list(json_lines(SAMPLE))[2]


def test_the_file_holds_the_contracts_columns_and_the_persons(tmp_path: Path) -> None:
    write_export(tmp_path / "record.json", SAMPLE)
    records = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    lines = [json.loads(line) for line in json_lines(SAMPLE)]
    assert [{key: record[key] for key in CONTRACT} for record in records] == lines
    assert [key for key in records[0] if key in CONTRACT] == CONTRACT
    assert set(records[0]) - set(CONTRACT) == {"class", "kind", "activity_name", "hours", "posts"}


def test_no_sessions_are_an_empty_array(tmp_path: Path) -> None:
    assert write_export(tmp_path / "record.json", []) == 0
    assert json.loads((tmp_path / "record.json").read_text(encoding="utf-8")) == []
