"""A trusted desk wrote very many links, voids or corrections: twice as many are about twice the work for whoever reads them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.many_changes import SHAPES, Served, pack_of_changes
from exports.exchange.kit.making import make_kit
from storage.store import open_store
from tests.counted_work import lines_run
from tests.exports.district.schools import DAY, MINUTE, scan, school
from tests.portions import in_the_soak, share
from tests.standing_clock import StandingClock
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

FEW = 24
GROWTH = 2.8
"""How much more the second doubling may add than the first: 2 where the work grows as the events do, 4 where it grows with their square."""
GROUPS = {
    "links": ("links",),
    "corrections": ("void", "time", "ruling", "added", "confirmation", "objection"),
    "newer": (
        "claims, each",
        "judgements",
        "transfers",
        "things out",
        "posts moved",
        "answers",
        "inspections",
        "witnesses",
        "purges",
    ),
    "facts": ("closes", "edits", "clock", "consents", "policies", "badges of", "scans of one person"),
}
"""Words in the names of the shapes that come in one pack; the others are left to `python -m bench --only changes`."""
WALKED = share(GROUPS, 1, 5)
OF_NEWER = ("explain FD/001", "post board --activity A1", "audit list")
"""What only they bear on."""


class Town:
    """A desk and a district that trusts its team; copies of both take a pack of changes and then read all of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, StandingClock(DAY + 86_400_000)
        fd = school(folder / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜")], self.clock.clock)
        opened = scan(fd.first, "FD/001", 0).event
        scan(fd.first, "FD/002", 1)
        scan(fd.first, "FD/001", 60)
        make_kit(fd.first, folder / "team.hdkit")
        self.first = fd.pack()
        fd.first.connection.close()
        (folder / "desk").mkdir()
        self.served = Served("FD/001", "FD/A1", opened or "", DAY)
        self.run(folder / "district", "district", "init", "--code", "YZQ", "--name", "区")()
        self.run(folder / "district", "district", "trust", str(self.first))()
        self.clock.advance(MINUTE)

    def run(self, data: Path, *words: str) -> Callable[[], None]:
        def command() -> None:
            options = ["--data", str(data), "--lang", "en", *words]
            done = CliRunner().invoke(hourdesk, options, obj=DeskChoice(clock=self.clock.clock))
            assert done.exit_code == 0, (words, done.stderr, done.exception)

        return command

    def work(self, folder: Path, group: str, many: int) -> dict[str, int]:
        """How many lines each command runs after `many` changes of each shape of the group."""
        for name, place in (("desk", "fd/first"), ("district", "district")):
            shutil.copytree(self.folder / place, folder / name)
        shapes = [SHAPES[name] for name in SHAPES if group_of(name) == group]
        pack = pack_of_changes(folder / "gate", self.folder / "team.hdkit", self.clock.clock, shapes, self.served, many)
        self.clock.advance(MINUTE)
        desk, district = folder / "desk", folder / "district"
        commands = [
            (desk, "take", "--json", str(pack)), (desk, "sessions", "--json"), (desk, "check"), (desk, "review", "--json"),
            *([(desk, *line.split()) for line in OF_NEWER] if group == "newer" else []),
            (district, "district", "merge", str(self.first), str(pack)), (district, "district", "conflicts", "--json"),
        ]  # fmt: skip
        counts = {" ".join(words[1:3]): lines_run(self.run(*words)) for words in commands}
        with open_store(desk, self.clock.clock) as store:
            scan(store, "FD/002", 100)
            return counts | {"scan": lines_run(lambda: scan(store, "FD/002", 110))}


def group_of(shape: str) -> str:
    return next((group for group, words in GROUPS.items() if any(word in shape for word in words)), "")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("town"))
    for group in WALKED:
        made.work(tmp_path_factory.mktemp("warm"), group, 2)
    yield made


@in_the_soak
@pytest.mark.parametrize("group", WALKED)
def test_twice_as_many_are_about_twice_the_work(town: Town, group: str, tmp_path: Path) -> None:
    few, twice, four = (town.work(tmp_path / str(many), group, many) for many in (FEW, 2 * FEW, 4 * FEW))
    grown = {
        name: (few[name], twice[name], four[name])
        for name in few
        if not _near_linear(few[name], twice[name], four[name])
    }
    assert grown == {}


def _near_linear(few: int, twice: int, four: int) -> bool:
    return four - twice <= GROWTH * max(twice - few, few // 10)
