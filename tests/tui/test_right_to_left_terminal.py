"""Names from right to left, and names with marks above and below, in a real terminal: borders and columns stay where they are."""

from __future__ import annotations

import re
from pathlib import Path

from storage.people.person import Person
from tests.portions import in_the_soak
from tests.tui.desks import make_desk
from tests.tui.test_terminal import Terminal

SIZE = (30, 100)
PEOPLE = (
    Person("cq8", "0001", "张伟", "七1班"),
    Person("cq8", "0002", "ئايگۈل مەمەت", "七1班"),
    Person("cq8", "0003", "محمد بن عبد الله", "七1班"),
    Person("cq8", "0004", "שרה כהן", "七1班"),
    Person("cq8", "0005", "བསོད་ནམས་རྒྱལ་མཚན", "七1班"),
    Person("cq8", "0006", "مُحَمَّدٌ", "七1班"),
    Person("cq8", "0007", "สมชาย ใจดี", "七1班"),
    Person("cq8", "0008", "ᠮᠣᠩᠭᠣᠯ", "七1班"),
)


@in_the_soak
def test_a_list_of_such_names_keeps_its_border_and_a_verdict_its_line(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", people=PEOPLE)
    terminal = Terminal(desk.path, SIZE)
    terminal.wait_for("signed up")
    for number, word in (("0002", "ئايگۈل"), ("0006", "مُحَمَّدٌ")):
        terminal.child.send(desk.badges[f"cq8/{number}"] + "\r")
        terminal.wait_for(f"七1班 · {number}")
        assert " ".join(word) not in terminal.wait_for(word), "the letters of a verdict stand together"
    terminal.child.send("\x1bOQ")
    terminal.wait_for("Find a person")
    terminal.child.send("七1班")
    listed = set()
    for last in ("0006          student", "0008          student"):
        terminal.wait_for(last)
        listed |= listed_in_the_box(terminal.rows())
        terminal.child.send("\x1b[B" * len(PEOPLE))
    assert listed == {person.number for person in PEOPLE}


def listed_in_the_box(rows: list[list[str]]) -> set[str]:
    """The numbers in the dialog, whose rows all have their borders in the same two columns."""
    top = next(row for row in rows if "╭" in row)
    left, right = top.index("╭"), top.index("╮")
    box = ["".join(row[left : right + 1]) for row in rows if re.search(r"000\d", "".join(row[left:right]))]
    found = [row for row in rows if re.search(r"000\d +student", "".join(row[left:right]))]
    assert found and all(row[left] == row[right] == "│" for row in found), "\n".join(box)
    return {one for line in box for one in re.findall(r"000\d", line)}
