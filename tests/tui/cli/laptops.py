"""Two laptops of one school that were both set up by `init`: each has the team's code and a key of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner

from tests.standing_clock import StandingClock
from tests.tui.cli.conftest import Answer
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

HEADINGS = "学号,姓名,班级,人员类别"


class Laptop:
    """A laptop in the folder `place`; calling it runs a command there."""

    def __init__(self, place: Path, clock: StandingClock) -> None:
        self.place, self._clock = place, clock

    def __call__(self, *args: object) -> Answer:
        words = ["--data", str(self.place / "data"), *(str(arg) for arg in args)]
        choice = DeskChoice(clock=self._clock.clock)
        done = CliRunner().invoke(hourdesk, words, prog_name="hourdesk", obj=choice, catch_exceptions=False)
        return Answer(done.exit_code, done.stdout, done.stderr)

    def set_up(self, desk: str, people: Sequence[str], name: str = "复旦中学") -> Laptop:
        """`init` as the team's first desk, with a roster of `number,name,class` and an activity of its own."""
        self.place.mkdir()
        roster = self.place / "roster.csv"
        roster.write_text("\n".join([HEADINGS, *(f"{person},学生" for person in people)]) + "\n", "utf-8")
        planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T12:00")
        for command in (
            ("init", "--team", "FD", "--name", name, "--desk", desk),
            ("roster", "import", roster),
            ("activity", "add", "--code", f"{desk}-A", "--name", f"{desk}清洁", "--place", "公园", *planned),
        ):
            assert self(*command).code == 0
        return self

    def badge(self, number: str) -> str:
        """The badge number of a volunteer, as this laptop's roster lists it."""
        return next(str(p["badge"]) for p in self("roster", "list", "--json").objects if p["number"] == number)

    def scan(self, badge: str, *times: str, activity: str = "") -> list[dict[str, object]]:
        """Scan a badge on 5 March 2026 at these times of day (with seconds); what the scans came to."""
        lines = "".join(f"2026-03-05T{time}+08:00\t{badge}\n" for time in times)
        file = self.place / "lines.txt"
        file.write_text(lines, "utf-8")
        code = activity or next(str(a["code"]) for a in self("activity", "list", "--json").objects)
        words = ["--data", str(self.place / "data"), "scan", "--json", "--activity", code, "-"]
        choice = DeskChoice(clock=self._clock.clock)
        done = CliRunner().invoke(hourdesk, words, input=lines, obj=choice, catch_exceptions=False)
        assert done.exit_code == 0, done.stderr
        return Answer(done.exit_code, done.stdout, done.stderr).objects

    def pack(self) -> Path:
        """This laptop's pack, written now."""
        file = self.place / "its.hdpack"
        assert self("export", file).code == 0
        return file

    def fingerprint(self) -> str:
        """The fingerprint that this laptop shows."""
        return str(self("export", self.place / "its.hdkey", "--json").objects[0]["fingerprint"])

    def minutes(self) -> dict[str, int]:
        """The minutes by volunteer number."""
        found: dict[str, int] = {}
        for row in self("sessions", "--json").objects:
            number = str(row["volunteer"])
            found[number] = found.get(number, 0) + int(row["minutes"])
        return found

    def sessions(self) -> list[tuple[object, ...]]:
        """All sessions without names, as both laptops must have them."""
        names = ("volunteer", "activity", "start", "end", "minutes", "status", "flags", "source", "open_event")
        return sorted(tuple(map(str, (row[n] for n in names))) for row in self("sessions", "--json").objects)

    def names(self) -> dict[str, str]:
        """Names by number, as the roster lists them."""
        return {str(p["number"]): str(p["name"]) for p in self("roster", "list", "--json").objects}
