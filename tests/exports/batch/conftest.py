"""A school's desk, worked by command, whose people served in two activities; and the school's file of identity numbers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.exports.batch.identity_numbers import identity_number
from tests.tui.cli.conftest import Run, _plain_environment, badge, clock, data, desk, run  # noqa: F401 - fixtures

IDENTITIES = {
    "001": identity_number("50010320120305101"),
    "002": identity_number("50010320120306102"),
    "003": identity_number("50010320120307103"),
    "T01": identity_number("50010319800308104"),
}
NAMES = {"001": "张伟", "002": "李娜", "003": "王小明", "T01": "陈老师"}
Serve = Callable[..., None]


@pytest.fixture
def school(desk: Run) -> Run:  # noqa: F811
    """The desk with a second activity, A2, on 9 April."""
    planned = ("--start", "2024-04-09T09:00", "--end", "2024-04-09T12:00")
    assert desk("activity", "add", "--code", "A2", "--name", "文明交通", "--place", "路口", *planned).code == 0
    return desk


@pytest.fixture
def serve(school: Run, badge: Callable[[str], str]) -> Serve:  # noqa: F811
    """Somebody serves so many minutes from nine o'clock on, and the hours are confirmed."""
    days = {"A1": "2024-03-05", "A2": "2024-04-09"}

    def one(number: str, minutes: int, activity: str = "A1", confirmed: bool = True) -> None:
        times = ("09:00", f"{9 + minutes // 60:02d}:{minutes % 60:02d}")
        typed = "".join(f"{days[activity]}T{time}\t{badge(number)}\n" for time in times)
        assert school("scan", "--activity", activity, "-", stdin=typed).code == 0
        if confirmed:
            assert school("confirm", "--activity", activity, "--volunteer", number).code == 0

    return one


def identity_rows(path: Path, rows: Sequence[Sequence[str]]) -> Path:
    """A CSV file with the headings 编号, 姓名, 班级, 身份证号."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("编号", "姓名", "班级", "身份证号"), *rows])
    return path


@pytest.fixture
def identities(tmp_path: Path) -> Path:
    """Everybody's identity number by their number."""
    rows = [(number, NAMES[number], "", text) for number, text in IDENTITIES.items()]
    return identity_rows(tmp_path / "identities.csv", rows)
