"""Every command that works on a desk's or a district's record, as words of a command line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.survival.building import HEAD
from tests.survival.tasks import TASKS


def desk_commands(out: Path, own: Path) -> list[tuple[str, ...]]:
    """At a desk; files go to the folder `out`. `own` is a pack of its own."""
    files = [("export", str(out / f"desk.{ending}")) for ending in ("csv", "xlsx", "json", "hdpack")]
    asked = [
        "check", "sessions", "sessions --json", "review", "review --json", "explain FD/001", "explain --all", "left --activity A1", "muster --activity A1",
        "held", "roster list", "roster find 00", "stars", "training", "publicity list", "certificate list", "activity list",
        "activity list --json", "policy", "link --list", "consent list", "note list", "note show 001", "objection list", "audit list", "audit draw --seed s --size 1", "audit show 0", "audit rules",
        "audit report --seed s", "witness list", "witness show --activity A1", "thing list", "thing list --outstanding --activity A1", "transfer list", "transfer show {own}", "claim list", "post list --activity A1", "post board --activity A1",
        "claim evidence {own} out", "year list", "year undo", "year open", "transfer take {own}", "transfer undo 001 --reason r", "year table", "year figures", "requirement list", "requirement chat",
        "requirement table", "guard", "volunteer 001", "volunteer 001 --json",
        "volunteer YZ/001", "redeem list", "diary list", "receipt", "team show", "team check", "batch list", "batch formats", "doctor", "sessions --activity A1", "stars list", "stars table", "policy show",
        "revoke-desk", "copies", "verify {own}", "certificate verify {own}",
    ]  # fmt: skip
    return [
        *(tuple(word.format(own=own) for word in line.split()) for line in asked),
        *files,
        ("roster", "export", str(out / "roster.xlsx")),
        ("backup", str(out / "backup.db")),
        ("publicity", "write", str(out / "publicity.pdf")),
        ("team", "form", str(out / "form.docx")),
        ("activity", "add", "--code", "N9", "--name", "n", "--place", "p", "--start", "2026-03-05T09:00", "--end", "2026-03-05T10:00"),
        ("add", "--volunteer", "001", "--activity", "N9", "--minutes", "5", "--reason", "r"),
    ]  # fmt: skip


def district_commands(out: Path) -> list[tuple[str, ...]]:
    """At a district; files go to the folder `out`."""
    asked = [
        "sessions", "sessions --json", "totals", "totals --by month", "totals --by kind", "totals --by category", "conflicts",
        "conflicts --json", "teams", "summary", "missing", "stars", "returns", "form FD", "shares", "shares --all", "audit list --json", "audit show 0", "audit rules", "audit report --seed s", "requirement", "conflicts --open", "check",
    ]  # fmt: skip
    files = [("export", str(out / f"all.{ending}")) for ending in ("csv", "xlsx", "json")]
    return [
        *(("district", *line.split()) for line in asked),
        *(("district", *words) for words in files),
        ("district", "report", str(out / "all.xlsx")),
        ("district", "report", str(out / "all.docx")),
        ("district", "report", str(out / "all.pdf")),
        ("district", "kit", str(out / "all.hdkit")),
        ("district", "receipt", str(out / "receipts")),
    ]


FOLDERS = {task.folder for task in TASKS if task.folder}
"""Words of the tasks that are folders to write into."""


def writing_commands(out: Path, names: Mapping[str, str], data: str) -> list[tuple[str, ...]]:
    """Each command that writes into a desk (`data` is `first`) or a district; `names` are those that stand in the lines of the tasks."""
    (out / "more.csv").write_text(HEAD + "007,学生7,七2班,学生,\n", "utf-8")
    (out / "paper.csv").write_text("学号,签到,签退\n003,09:00,11:00\n", "utf-8")
    (out / "teams.csv").write_text("代码,名称\nQX,七星岗中学\n", "utf-8")
    (out / "returned.csv").write_text("姓名,时长\n张伟,1.5\n", "utf-8")
    return [
        tuple(str(out / word) if Path(word).suffix or word in FOLDERS else word for word in task.arguments(names))
        for task in TASKS
        if task.data == data and task.needs() <= names.keys() and not task.environment and "protect" not in task.line
    ]
