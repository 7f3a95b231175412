"""A column map is taken whole or not at all, and each fault is named with the file and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from checkin.rules.problems import Refused
from checkin.texts import say
from exports.batch.column_map import Cell, Holds, RowsPer
from exports.batch.formats import all_formats, find_format
from exports.batch.map_file import read_map
from storage.disk.folder import DataFolder

GOOD = """
name = { zh = "区平台", en = "The district's platform" }
file = "xlsx"
sheet = "时长"
rows = "volunteer_and_activity"
grid_minutes = 30
max_hours_per_row = 8
kinds = ["student"]
sources = ["scanned", "corrected"]

[[columns]]
header = "姓名"
holds = "name"
cell = "text"
required = true
max_length = 20

[[columns]]
header = "服务时长"
holds = "hours"
cell = "number"

[[columns]]
header = "来源"
holds = "text"
text = "志愿工时台"
"""


def faults(text: str | bytes) -> list[str]:
    """The problems of a column map."""
    with pytest.raises(Refused) as refused:
        read_map(text if isinstance(text, bytes) else text.encode(), "own", "batch/own.toml")
    return [say(problem) for problem in refused.value.problems]


def test_a_map_says_all_that_a_file_needs() -> None:
    read = read_map(("\ufeff" + GOOD).encode(), "own", "own.toml")
    assert [(c.header, c.holds, c.cell, c.required) for c in read.columns] == [
        ("姓名", Holds.NAME, Cell.TEXT, True),
        ("服务时长", Holds.HOURS, Cell.NUMBER, False),
        ("来源", Holds.TEXT, Cell.TEXT, False),
    ]
    assert (read.rows, read.sheet, read.kinds, read.columns[2].text) == (
        RowsPer.VOLUNTEER_AND_ACTIVITY, "时长", ("student",), "志愿工时台",
    )  # fmt: skip
    assert [read.cut(minutes) for minutes in (-40, 29, 30, 59, 480, 900)] == [0, 0, 30, 30, 480, 480]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('cell = "number"', 'cell = "nummer"', "columns[2].cell: “nummer” is not known here; write one of text, number"),
        ('holds = "hours"', 'holds = "hour"', "columns[2].holds: “hour” is not known here"),
        ('holds = "hours"', "holds = 7", "columns[2].holds: “–” is not known here"),
        ('header = "服务时长"', 'header = "姓名"', "columns[2].header: “姓名” is also the heading of column 1"),
        ('header = "姓名"', 'header = ""', "columns[1].header: write a text in quotes"),
        ('header = "姓名"', 'header = "姓\\u202e名"', "columns[1].header: write a text in quotes"),
        ("grid_minutes = 30", "grid_minutes = 0", "grid_minutes: write a whole number from 1 to 60"),
        ("grid_minutes = 30", "grid_minutes = 7", "grid_minutes: write one of 1, 5, 10, 15, 30, 60"),
        ("grid_minutes = 30", "grid_minutes = true", "grid_minutes: write a whole number from 1 to 60"),
        ("grid_minutes = 30", "grid_minuets = 30", "grid_minuets: there is no such key; the keys are name, file"),
        ("max_hours_per_row = 8", "max_hours_per_row = 0.5", "max_hours_per_row: write a whole number"),
        ("max_length = 20", "max_length = -1", "columns[1].max_length: write a whole number"),
        ("required = true", 'required = "yes"', "columns[1].required: write true or false"),
        ('holds = "name"\ncell = "text"', 'holds = "name"\ncell = "number"', "columns[1].cell: only hours and minutes"),
        ('text = "志愿工时台"', "", "columns[3].text: write a text in quotes"),
        ('holds = "name"', 'holds = "name"\ntext = "x"', "columns[1].text: only a column that holds text has this key"),
        ('holds = "name"', 'holds = "name"\ndefault = "x"', "columns[1].default: only a column that holds post / note"),
        ('holds = "hours"\ncell = "number"', 'holds = "note"', "columns: no column holds hours or minutes"),
        ('holds = "name"', 'holds = "class"', "columns: no column holds name, identity or number"),
        ('sheet = "时长"', 'sheet = "a/b"', "sheet: a sheet can't have this name"),
        ('sheet = "时长"', f'sheet = "{"𠮷" * 16}"', "sheet: a sheet can't have this name"),
        ('sheet = "时长"', """sheet = "'x'\"""", "sheet: a sheet can't have this name"),
        ('sheet = "时长"', 'sheet = "HISTORY"', "sheet: a sheet can't have this name"),
        ('file = "xlsx"', 'file = "docx"', "file: “docx” is not known here; write one of xlsx"),
        ('kinds = ["student"]', 'kinds = ["pupil"]', "kinds: write a list of some of student, teacher, parent"),
        ('kinds = ["student"]', "kinds = [[1]]", "kinds: write a list of some of student, teacher, parent"),
        ('name = { zh = "区平台", en = "The district\'s platform" }', 'name = "x"', "name: write the name of the format"),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_file_and_key(old: str, new: str, where: str) -> None:
    assert old in GOOD
    (fault,) = faults(GOOD.replace(old, new))
    assert fault.startswith(f"batch/own.toml {where}"), fault


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("grid_minutes = 30", "grid_minutes = 0").replace('cell = "number"', 'cell = "date"')
    assert len(faults(text + '\n[[columns]]\nheader = "姓名"\nholds = "nobody"\n')) == 3


@pytest.mark.parametrize(
    "data", [b"\xff\xfe\x00", b"name = {", "姓名,时长".encode(), b"a = 1\na = 2\n", b"x=" + b"[" * 5000]
)
def test_what_is_no_toml_is_said_to_be_none(data: bytes) -> None:
    (fault,) = faults(data)
    assert fault.startswith("batch/own.toml: the column map is no TOML (")


def test_an_empty_map_is_told_what_it_lacks() -> None:
    assert [fault.partition(":")[0] for fault in faults("")] == ["batch/own.toml name", "batch/own.toml columns"]


def test_two_formats_come_with_the_program(tmp_path: Path) -> None:
    """志愿北京: 姓名, 身份证号, 岗位, 时长, 备注, by half hours. The other one: 学生姓名, 认定时数, 身份证号."""
    formats, problems = all_formats(DataFolder(tmp_path))
    assert problems == []
    shipped = {one.map.code: one.map for one in formats}
    assert {code: [c.header for c in one.columns] for code, one in shipped.items()} == {
        "volunteer-beijing": ["姓名", "身份证号", "岗位", "时长", "备注"],
        "student-hours": ["学生姓名", "认定时数", "身份证号"],
    }
    assert (shipped["volunteer-beijing"].grid_minutes, shipped["student-hours"].grid_minutes) == (30, 1)


def test_a_map_of_the_school_stands_beside_them_or_in_their_place(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    folder.batch_maps.mkdir()
    (folder.batch_maps / "区平台.toml").write_text(GOOD, "utf-8")
    (folder.batch_maps / "student-hours.toml").write_text(GOOD.replace("区平台", "本校"), "utf-8")
    (folder.batch_maps / "broken.toml").write_text("grid_minutes = 0", "utf-8")
    formats, problems = all_formats(folder)
    assert [one.map.code for one in formats] == ["student-hours", "volunteer-beijing", "区平台"]
    assert {problem.where.split()[0] for problem in problems} == {"batch/broken.toml"}
    assert find_format(folder, "student-hours").names["zh"] == "本校"
    assert find_format(folder, "志愿北京").code == "volunteer-beijing"
    for text in ("../batch/区平台", "nobody", ""):
        with pytest.raises(Refused) as refused:
            find_format(folder, text)
        assert "volunteer-beijing" in say(refused.value.problems[0])
