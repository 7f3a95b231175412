"""A second list comes in: whoever is not in it stays, or drops out because somebody said so, and can come back."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest
import xlsxwriter

from tests.portions import share
from tests.tui.cli.conftest import Run

SEVEN = "学号,姓名,班级\n001,张伟,七1班\n002,李娜,七1班\n003,王小明,七1班\n"
EIGHT = "学号,姓名,班级\n101,赵敏,八1班\n102,钱悦,八1班\n"


@pytest.fixture
def school(run: Run, tmp_path: Path) -> Run:
    """A desk with the pupils of 七1班."""
    assert run("init", "--team", "FD", "--name", "复旦中学").code == 0
    assert run("roster", "import", written(tmp_path, SEVEN)).code == 0
    return run


def written(folder: Path, text: str) -> Path:
    """The list as a file."""
    file = folder / "list.csv"
    file.write_text(text, "utf-8")
    return file


def numbers(run: Run) -> list[str]:
    """Who is in the lists."""
    return sorted(person["number"] for person in run("roster", "list", "--json").objects)


def test_the_list_of_a_second_class_is_refused_until_somebody_says_what_becomes_of_the_first(
    school: Run, tmp_path: Path
) -> None:
    before = school("roster", "list", "--json").out
    done = school("roster", "import", written(tmp_path, EIGHT))
    assert (done.code, done.out) == (1, "")
    assert all(word in done.err for word in ("七1班 (3)", "--add", "--replace", "Nothing was written"))
    assert school("roster", "list", "--json").out == before
    assert "七1班（3 人）" in school("roster", "import", tmp_path / "list.csv", "--lang", "zh").err


def test_a_second_class_is_added_and_the_first_stays_in_lists_badges_and_sheets(school: Run, tmp_path: Path) -> None:
    done = school("roster", "import", written(tmp_path, EIGHT), "--add")
    assert (done.code, done.err) == (0, "")
    assert done.lines[-2].startswith("new 2, changed 0, unchanged 0, missing 0")
    assert numbers(school) == ["001", "002", "003", "101", "102"]
    badges = school("badges", tmp_path / "badges").out
    assert "5" in badges and len(list((tmp_path / "badges").glob("*.png"))) == 5


def test_what_a_replaced_list_dropped_comes_back_with_the_same_badges(school: Run, tmp_path: Path) -> None:
    """A mistake, undone by the list that was there before; each import says what it does."""
    before = {p["number"]: p["badge"] for p in school("roster", "list", "--json").objects}
    gone = school("roster", "import", written(tmp_path, EIGHT), "--replace")
    assert gone.code == 0 and "- 001 张伟 七1班 student" in gone.lines
    assert "their hours stay" in gone.out and "with the same badge" in gone.out
    assert numbers(school) == ["101", "102"]
    shown = school("roster", "import", written(tmp_path, SEVEN), "--add", "--dry-run")
    assert "< 001 张伟 七1班 student is back" in shown.lines and numbers(school) == ["101", "102"]
    back = school("roster", "import", tmp_path / "list.csv", "--add", "--json").objects
    assert [(o["result"], o.get("number")) for o in back[:3]] == [("returned", n) for n in ("001", "002", "003")]
    assert (back[-1]["returned"], back[-1]["badges"], back[-1]["leavers"]) == (3, 0, 0)
    after = {p["number"]: p["badge"] for p in school("roster", "list", "--json").objects}
    assert {number: after[number] for number in before} == before


def test_a_look_ahead_names_the_classes_and_writes_nothing(school: Run, tmp_path: Path) -> None:
    shown = school("roster", "import", written(tmp_path, EIGHT), "--dry-run")
    assert shown.code == 0 and "七1班 (3)" in shown.out and "Nothing was written" in shown.lines[-1]
    objects = school("roster", "import", tmp_path / "list.csv", "--dry-run", "--json").objects
    assert {"result": "class_dropped", "class": "七1班", "kind": "student", "gone": 3, "known": 3} in objects
    assert numbers(school) == ["001", "002", "003"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("学号,姓名,人员类别\nT01,陈老师,教师\n", "七1班 (3)"),
        ("学号,姓名,班级\n002,李娜,七1班\n", "七1班 (2 of 3)"),
        ("姓名,班级\n李娜,七1班\n", "七1班 (2 of 3)"),
    ],
    ids=["a list of teachers", "a list of one pupil", "a filtered list without numbers"],
)
def test_a_list_that_holds_only_a_part(school: Run, tmp_path: Path, text: str, named: str) -> None:
    done = school("roster", "import", written(tmp_path, text))
    assert done.code == 1 and named in done.err
    assert school("roster", "import", tmp_path / "list.csv", "--add").code == 0
    assert {"001", "002", "003"} <= set(numbers(school))


def test_the_pupils_list_does_not_drop_the_teachers_in_silence(school: Run, tmp_path: Path) -> None:
    teachers = "学号,姓名,人员类别\nT01,陈老师,教师\nT02,周老师,教师\n"
    assert school("roster", "import", written(tmp_path, teachers), "--add").code == 0
    done = school("roster", "import", written(tmp_path, SEVEN))
    assert done.code == 1 and "teacher (2)" in done.err and "七1班" not in done.err
    assert "教师（2 人）" in school("roster", "import", tmp_path / "list.csv", "--lang", "zh").err


def test_a_hidden_sheet_is_not_in_the_list(school: Run, tmp_path: Path) -> None:
    """The second sheet holds 七1班, and was hidden: it is not read, so its class would drop out."""
    with xlsxwriter.Workbook(str(tmp_path / "two.xlsx")) as book:
        for name, rows in (("八1班", EIGHT), ("七1班", SEVEN)):
            sheet = book.add_worksheet(name)
            for index, line in enumerate(rows.splitlines()):
                sheet.write_row(index, 0, line.split(","))
            if name == "七1班":
                sheet.hide()
    done = school("roster", "import", tmp_path / "two.xlsx")
    assert done.code == 1 and "七1班 (3)" in done.err


def test_a_class_that_moved_up_and_one_that_left_school_for_another_place(school: Run, tmp_path: Path) -> None:
    """All go to 八1班 but one, who is named as before: nothing is asked, for no class is missing."""
    done = school("roster", "import", written(tmp_path, "学号,姓名,班级\n001,张伟,八1班\n002,李娜,八1班\n"))
    assert done.code == 0 and "- 003 王小明 七1班 student" in done.lines
    again = school("roster", "import", tmp_path / "list.csv")
    assert "missing 0" in again.lines[-1], "who left before is not missing once more"


def test_who_was_registered_on_the_spot_stays(school: Run, tmp_path: Path) -> None:
    number = school("roster", "add", "--name", "赵六", "--class", "七1班", "--json").objects[0]["number"]
    assert school("roster", "import", written(tmp_path, EIGHT), "--replace").code == 0
    assert numbers(school) == ["101", "102", number]


def test_a_second_class_with_the_numbers_of_the_first_gets_nobodys_record(school: Run, tmp_path: Path) -> None:
    """Numbers of seats: 001 of 八1班 is not 001 of 七1班."""
    seats = "学号,姓名,班级\n001,赵敏,八1班\n104,钱悦,八1班\n"
    done = school("roster", "import", written(tmp_path, seats), "--add")
    assert done.code == 1 and "张伟" in done.err and "row 2" in done.err
    people = {p["number"]: p["name"] for p in school("roster", "list", "--json").objects}
    assert (people["001"], people["104"]) == ("张伟", "钱悦")


def test_numbers_that_were_given_a_second_time_within_a_class(school: Run, tmp_path: Path) -> None:
    """A year later other pupils sit in 七1班; one corrected name alone is taken as before."""
    reused = "学号,姓名,班级\n001,周一,七1班\n002,吴二,七1班\n003,郑三,七1班\n"
    assert school("roster", "import", written(tmp_path, reused), "--replace").code == 1
    assert [p["name"] for p in school("roster", "list", "--json").objects] == ["张伟", "李娜", "王小明"]
    corrected = school("roster", "import", written(tmp_path, SEVEN.replace("张伟", "张玮")))
    assert corrected.code == 0 and "张玮" in corrected.out


def test_a_column_of_names_that_was_sorted_without_the_numbers(school: Run, tmp_path: Path) -> None:
    """Nobody gets the record of a classmate; the same list in another order is fine, and so is one new name alone."""
    before = [(p["number"], p["name"]) for p in school("roster", "list", "--json").objects]
    swapped = SEVEN.replace("张伟", "?").replace("李娜", "张伟").replace("?", "李娜")
    done = school("roster", "import", written(tmp_path, swapped))
    assert done.code == 1 and "001" in done.err and "002" in done.err
    assert [(p["number"], p["name"]) for p in school("roster", "list", "--json").objects] == before
    shifted = SEVEN.replace("李娜", "?").replace("张伟", "李娜").replace("?", "周一")
    assert school("roster", "import", written(tmp_path, shifted)).code == 1
    assert [(p["number"], p["name"]) for p in school("roster", "list", "--json").objects] == before
    heading, *rows = SEVEN.strip().splitlines()
    assert school("roster", "import", written(tmp_path, "\n".join([heading, *reversed(rows)]) + "\n")).code == 0
    assert school("roster", "import", written(tmp_path, SEVEN.replace("张伟", "李娜"))).code == 0


def test_both_options_are_one_too_many(school: Run, tmp_path: Path) -> None:
    assert school("roster", "import", written(tmp_path, EIGHT), "--add", "--replace").code == 2


def test_with_a_pin_an_import_is_the_supervisors(school: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking needs none."""
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert school("pin", "set").code == 0
    monkeypatch.delenv("HOURDESK_PIN")
    refused = school("roster", "import", written(tmp_path, EIGHT), "--add")
    assert refused.code == 1 and "HOURDESK_PIN" in refused.err and numbers(school) == ["001", "002", "003"]
    assert school("roster", "import", tmp_path / "list.csv", "--add", "--dry-run").code == 0
    monkeypatch.setenv("HOURDESK_PIN", "2468")
    assert school("roster", "import", tmp_path / "list.csv", "--add").code == 0


@pytest.mark.parametrize(
    ("answer", "there"),
    share([("a", ["001", "002", "003", "101", "102"]), ("r", ["101", "102"]), ("", ["001", "002", "003"])], 1, 3),
    ids=share(["add", "replace", "nothing"], 1, 3),
)
def test_at_a_terminal_it_is_asked(school: Run, data: Path, tmp_path: Path, answer: str, there: list[str]) -> None:
    arguments = [
        "-c",
        "from tui.start import main; main()",
        "--data",
        str(data),
        "roster",
        "import",
        str(written(tmp_path, EIGHT)),
    ]
    child = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=20, dimensions=(40, 120))
    child.expect("七1班 \\(3\\)")
    child.expect("write nothing.*: ")
    assert numbers(school) == ["001", "002", "003"]
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == (1 if answer == "" else 0)
    assert numbers(school) == there
