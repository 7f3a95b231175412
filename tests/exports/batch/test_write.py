"""Files for other systems: expected cells, read back by two programs other than the one that wrote them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from tests.exports.batch.conftest import IDENTITIES, Serve, identity_rows
from tests.tui.cli.conftest import Run

GOLDEN = Path(__file__).parent / "golden"


def cells(path: Path) -> list[list[object]]:
    """All cells by openpyxl; what python-calamine reads must be the same."""
    (sheet,) = openpyxl.load_workbook(path).worksheets
    read = [[cell.value for cell in row] for row in sheet.iter_rows()]
    other = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert [[value or "" for value in row] for row in read] == [list(row) for row in other]
    return read


@pytest.mark.parametrize("name", ["volunteer-beijing", "student-hours"])
def test_a_format_is_as_it_was_agreed(school: Run, serve: Serve, identities: Path, tmp_path: Path, name: str) -> None:
    """张伟 served 100 minutes, 李娜 120, the teacher 65: by half hours 1.5, 2 and 1; by steps of three minutes 1.65 and 2."""
    for number, minutes in (("001", 100), ("002", 120), ("T01", 65)):
        serve(number, minutes)
    out = tmp_path / "out.xlsx"
    done = school("batch", "write", name, out, "--identities", identities, "--note", "清洁家园")
    assert done.code == 0, done.err
    produced = "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in cells(out)) + "\n]\n"
    assert produced == (GOLDEN / f"{name}.cells.json").read_text("utf-8")
    sheet = openpyxl.load_workbook(out).worksheets[0]
    for row in sheet.iter_rows(min_row=2):
        kinds = {str(sheet.cell(1, cell.column).value): cell.data_type for cell in row if cell.value is not None}
        assert {kind for header, kind in kinds.items() if header not in ("时长", "认定时数")} == {"s"}
        assert {kinds.get("时长"), kinds.get("认定时数")} - {None} == {"n"}
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


OWN = """
name = {{ en = "Own" }}
rows = "{rows}"
grid_minutes = {grid}
[[columns]]
header = "编号"
holds = "number"
[[columns]]
header = "姓名"
holds = "name"
max_length = 30
[[columns]]
header = "活动"
holds = "activity"
[[columns]]
header = "日期"
holds = "date"
[[columns]]
header = "时长"
holds = "hours"
cell = "text"
[[columns]]
header = "备注"
holds = "note"
"""


def own_map(data: Path, rows: str = "volunteer", grid: int = 30) -> None:
    """A map of the school's own without identity numbers."""
    (data / "batch").mkdir(exist_ok=True)
    (data / "batch" / "own.toml").write_text(OWN.format(rows=rows, grid=grid), "utf-8")


def test_texts_are_what_was_meant_and_run_nothing(school: Run, serve: Serve, data: Path, tmp_path: Path) -> None:
    """What begins as a formula is a text with its very characters; what can't be seen is not written."""
    own_map(data)
    serve("002", 90)
    serve("002", 45, "A2")
    for code, name in (("A1", "=1+1"), ("A2", "\u202e文明\u200b交通（路口）")):
        assert school("activity", "edit", code, "--name", name).code == 0
    out = tmp_path / "out.xlsx"
    assert school("batch", "write", "own", out, "--note", "@SUM(A1)\t\u0007二月").code == 0
    assert cells(out)[1] == ["002", "李娜", "=1+1、文明交通（路口）", "2024-04-09", "2", "@SUM(A1) 二月"]
    kinds = {cell.data_type for cell in openpyxl.load_workbook(out).worksheets[0][2]}
    assert kinds == {"s"}


def test_a_name_that_is_too_long_stays_out_and_its_hours_stay_due(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    own_map(data)
    serve("002", 60)
    serve("003", 60)
    roster = tmp_path / "long.csv"
    roster.write_text(f"学号,姓名,班级,人员类别\n003,{'长' * 200},七2班,学生\n", "utf-8")
    assert school("roster", "import", roster, "--add").code == 0
    out = tmp_path / "out.xlsx"
    first = school("batch", "write", "own", out, "--json")
    assert first.code == 1
    assert [(o["result"], o["code"], o["remainder"]) for o in first.objects[:-1]] == [
        ("ok", None, 0),
        ("refused", "too_long", 60),
    ]
    assert "“姓名” has 200 characters, and the format takes at most 30" in first.objects[1]["message"]
    assert [row[0] for row in cells(out)] == ["编号", "002"]
    roster.write_text("学号,姓名,班级,人员类别\n003,王小明,七2班,学生\n", "utf-8")
    assert school("roster", "import", roster, "--add").code == 0
    assert school("batch", "write", "own", out).code == 0
    assert [row[1] for row in cells(out)[1:]] == ["王小明"]


def test_namesakes_are_refused_where_a_format_can_not_tell_them_apart(
    school: Run, serve: Serve, data: Path, tmp_path: Path
) -> None:
    own_map(data)
    map_file = data / "batch" / "own.toml"
    map_file.write_text(
        map_file.read_text("utf-8").replace('header = "编号"\nholds = "number"', 'header = "班级"\nholds = "class"')
    )
    roster = tmp_path / "same.csv"
    roster.write_text("学号,姓名,班级,人员类别\n001,李娜,七1班,学生\n", "utf-8")
    assert school("roster", "import", roster, "--add").code == 0
    for number in ("001", "002", "003"):
        serve(number, 60)
    answer = school("batch", "write", "own", tmp_path / "out.xlsx", "--json")
    assert [(o["volunteer"], o["result"], o["code"]) for o in answer.objects[:-1]] == [
        ("001", "refused", "namesakes"),
        ("002", "refused", "namesakes"),
        ("003", "ok", None),
    ]


def test_a_row_for_each_activity(school: Run, serve: Serve, data: Path, tmp_path: Path) -> None:
    """What is left over of one activity is never reported as hours of another."""
    own_map(data, rows="volunteer_and_activity")
    serve("002", 50)
    serve("002", 50, "A2")
    out = tmp_path / "out.xlsx"
    answer = school("batch", "write", "own", out, "--json")
    assert [(o["activity"], o["minutes"], o["remainder"]) for o in answer.objects[:-1]] == [
        ("A1", 30, 20),
        ("A2", 30, 20),
    ]
    assert [row[2:5] for row in cells(out)[1:]] == [
        ["清洁家园", "2024-03-05", "0.5"],
        ["文明交通", "2024-04-09", "0.5"],
    ]
    assert school("batch", "write", "own", out).code == 1


def test_the_row_says_what_is_wrong_with_an_identity_number(
    school: Run, serve: Serve, tmp_path: Path, data: Path
) -> None:
    """A wrong check digit, none at all, and two rows that differ: three persons stay out, and one is written."""
    for number in ("001", "002", "003", "T01"):
        serve(number, 60)
    wrong = IDENTITIES["001"][:-1] + ("0" if IDENTITIES["001"][-1] != "0" else "1")
    rows = [("001", "张伟", "", wrong), ("003", "", "", IDENTITIES["003"]), ("003", "", "", IDENTITIES["002"])]
    file = identity_rows(tmp_path / "ids.csv", [*rows, ("", "陈老师", "", IDENTITIES["T01"].lower())])
    out = tmp_path / "out.xlsx"
    answer = school("batch", "write", "volunteer-beijing", out, "--identities", file)
    assert answer.code == 1
    shown = answer.out
    assert "ids.csv row 2: the check digit of the identity number is wrong" in shown
    assert "ids.csv: this file has no row of this person" in shown
    assert "ids.csv row 3: this person is in ids.csv row 4 too, with another identity number" in shown
    assert [row[0] for row in cells(out)[1:]] == ["陈老师"]
    told = [*IDENTITIES.values(), wrong]
    assert not any(number in shown + answer.err for number in told)
    kept = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    assert not any(number.encode() in kept for number in told), "an identity number was kept in the data folder"


@pytest.mark.parametrize("options", [("--identities", "none.csv"), ()])
def test_without_identity_numbers_nothing_is_written(
    school: Run, serve: Serve, tmp_path: Path, options: tuple[str, ...]
) -> None:
    serve("001", 60)
    answer = school("batch", "write", "volunteer-beijing", tmp_path / "out.xlsx", *options)
    assert answer.code == 1 and len(answer.err.splitlines()) == 1
    assert not (tmp_path / "out.xlsx").exists()
    assert school("batch", "list", "--json").objects == []


def test_no_file_is_named_after_an_identity_number(school: Run, serve: Serve, identities: Path, tmp_path: Path) -> None:
    serve("001", 60)
    out = tmp_path / f"张伟{IDENTITIES['001']}.xlsx"
    answer = school("batch", "write", "volunteer-beijing", out, "--identities", identities)
    assert answer.code == 1 and "the name of a file must not hold an identity number" in answer.err
    assert IDENTITIES["001"] not in answer.err
    assert not out.exists()
