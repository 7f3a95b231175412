"""Every command that reads a desk's or a district's record, as words of a command line."""

from __future__ import annotations

from pathlib import Path


def desk_commands(out: Path) -> list[tuple[str, ...]]:
    """At a desk; files go to the folder `out`."""
    files = [("export", str(out / f"desk.{ending}")) for ending in ("csv", "xlsx", "json", "hdpack")]
    asked = [
        "check", "sessions", "sessions --json", "review", "review --json", "explain FD/001", "explain --all", "left --activity A1", "muster --activity A1",
        "held", "roster list", "roster find 00", "stars", "training", "publicity list", "certificate list", "activity list",
        "activity list --json", "policy", "link --list", "consent list", "objection list", "volunteer 001", "volunteer 001 --json",
        "volunteer YZ/001", "redeem list", "diary list", "receipt", "team show", "team check", "batch list", "doctor",
    ]  # fmt: skip
    return [
        *(tuple(line.split()) for line in asked),
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
        "conflicts --json", "teams", "summary", "missing", "stars", "returns", "form FD",
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
