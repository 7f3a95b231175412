"""What a school says of its team, what is missing of it, and the form that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl

from tests.tui.cli.conftest import ROSTER, Run


def test_the_profile_is_written_whole_or_not_at_all(desk: Run) -> None:
    assert desk("team", "set", "leader=陈静", "phone=023-60000000").code == 0
    refused = desk("team", "set", "leader=王强", "lider=x", "contact=" + "长" * 201, "kind=club")
    assert refused.code == 1
    assert [line.split(":")[0] for line in refused.err.splitlines()] == ["lider", "contact", "kind"]
    (told,) = desk("team", "show", "--json").objects
    assert (told["leader"], told["phone"], told["kind"]) == ("陈静", "023-60000000", "school")
    assert desk("team", "set", "phone=").code == 0
    assert desk("team", "show", "--json").objects[0]["phone"] is None


def test_a_union_team_has_seven_to_ten_volunteers_and_one_or_two_cadres(desk: Run, tmp_path: Path) -> None:
    profile = ("leader=陈静", "phone=1", "safety=李强", "emergency_plan=先清点人数")
    assert desk("team", "check").code == 1
    assert desk("team", "set", *profile).code == 0
    assert (desk("team", "check").code, desk("team", "check").out) == (0, "Nothing is missing.\n")
    assert desk("team", "set", "kind=union").code == 0
    found = desk("team", "check", "--json")
    assert (found.code, [one["code"] for one in found.objects]) == (1, ["wrong_number", "wrong_number"])
    assert "volunteers of the team: 4;" in found.objects[0]["text"] and "7 to 10" in found.objects[0]["text"]
    more = tmp_path / "more.csv"
    more.write_text(ROSTER + "".join(f"1{n},工会{n},,\n" for n in range(4)), "utf-8")
    assert desk("roster", "import", more).code == 0
    assert desk("team", "cadre", "T01", "--duty", "工会主席").code == 0
    assert desk("team", "check").code == 0
    assert desk("team", "show", "--json").objects[0]["cadres"] == [
        {"volunteer": "T01", "name": "陈老师", "duty": "工会主席"}
    ]
    assert desk("team", "cadre", "T01", "--remove").code == 0
    assert desk("team", "cadre", "T01", "--remove").code == 1
    assert desk("team", "cadre", "999", "--duty", "x").code == 1
    assert desk("team", "cadre", "T01").code == 2


def test_a_schools_own_table_of_kinds_and_its_faults(desk: Run, data: Path) -> None:
    (data / "team_kinds.toml").write_text('[club]\nname_zh = "社团"\nname_en = "club"\nvolunteers = [1, 3]\n', "utf-8")
    assert desk("team", "set", "kind=club", "leader=a", "phone=b", "safety=c", "emergency_plan=d").code == 0
    assert "1 to 3" in desk("team", "check").out
    (data / "team_kinds.toml").write_text("[club]\nvolunteers = [3, 1]\nmembers = 2\n", "utf-8")
    refused = desk("team", "check")
    assert refused.code == 1
    assert [line.rsplit("] ", 1)[1].split(":")[0] for line in refused.err.splitlines()] == ["members", "volunteers"]


def test_categories_are_the_five_or_the_schools_own(desk: Run, data: Path) -> None:
    assert desk("team", "show", "--json").objects[0]["categories"][0] == "学雷锋"
    assert "not one of the usual" in desk("activity", "edit", "A1", "--category", "打扫").err
    (data / "categories.toml").write_text('categories = ["打扫"]', "utf-8")
    assert desk("activity", "edit", "A1", "--category", "打扫").err == ""
    (data / "categories.toml").write_text("categories = [1]", "utf-8")
    assert desk("team", "show").code == 1


def test_the_form_of_each_project(desk: Run, badge: Callable[[str], str], tmp_path: Path) -> None:
    """Two served in a project's activity: the form in Word and Excel says what the record knows and what was written."""
    assert desk("activity", "edit", "A1", "--project", "春风行动").code == 0
    lines = [
        f"2024-03-05T{at}:00\t{badge(who)}\n" for at, who in (("09:00", "001"), ("09:01", "002"), ("11:00", "001"))
    ]
    assert desk("scan", "--activity", "A1", "-", stdin="".join(lines)).code == 0
    assert desk("team", "set", "leader=陈静", "leader_title=德育主任").code == 0
    assert desk("team", "pair", "向阳社区", "--served", "120").code == 0
    assert desk("team", "project", "春风行动", "--support", "图书200册").code == 0
    (form,) = desk("team", "form", tmp_path / "form.docx", "--json").objects
    assert (form["person_times"], form["members"], form["leader"], form["title"]) == ("2", "4", "陈静", "德育主任")
    assert (form["paired"], form["served"], form["support"]) == ("向阳社区", "120", "图书200册")
    assert form["period"] == "2024年3月5日" and form["text"].startswith("（草稿")
    text = "\n".join(
        cell.text for t in docx.Document(str(tmp_path / "form.docx")).tables for r in t.rows for cell in r.cells
    )
    assert "陈静" in text and "图书200册" in text
    assert desk("team", "project", "春风行动", "--progress", "每周三读书").code == 0
    assert desk("team", "form", tmp_path / "form.xlsx").code == 0
    cells = [c.value for row in openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0].iter_rows() for c in row]
    assert "每周三读书" in cells
    assert desk("team", "form", tmp_path / "form.pdf").code == 1
    assert desk("team", "form", tmp_path / "x.docx", "--project", "没有").code == 1
    assert desk("team", "form", tmp_path / "x.docx", "--from", "2024-04-01", "--to", "2024-03-01").code == 1
    assert not (tmp_path / "x.docx").exists()


def test_units_and_projects_with_impossible_values(desk: Run) -> None:
    for words in (("pair", " "), ("pair", "社区", "--served", "-1"), ("project", "项目", "--progress", "字" * 501)):
        refused = desk("team", *words)
        assert (refused.code, refused.out) == (1, "")
    told = desk("team", "show", "--json").objects[0]
    assert (told["paired_units"], told["projects"]) == ([], [])
    assert desk("team", "pair", "\u202e社区\x07", "--note", "<b>").code == 0
    assert desk("team", "show", "--json").objects[0]["paired_units"][0]["name"] == "社区"
    assert desk("team", "pair", "社区", "--remove").code == 0
