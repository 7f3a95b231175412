"""A desk that everybody trusts writes events that nobody would: every command answers, and the other schools' packs go in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.exchange.kit.making import make_kit
from exports.exchange.kit.taking import init_from_kit
from storage.disk.ids import new_id
from tests.exports.district.schools import DAY, scan, school
from tests.hostile.drawn import hostile, ids_after
from tests.hostile.every_reader import desk_commands, district_commands, writing_commands
from tests.hostile.forged_chain import forged_pack
from tests.portions import share
from tests.standing_clock import StandingClock
from tests.tui.cli.every_command import every_command
from tui.cli.base.desk_choice import DeskChoice
from tui.cli.main import hourdesk

EVENTS = 40
MORE = 5
"""Of the commands that write so many are drawn, at the desk as at the district."""
ELSEWHERE = {
    "demo", "completion", "man", "read", "pin set", "pin reset", "pin off", "protect", "unprotect", "recover-team", "district init", "district unprotect",
    "district protect", "purge", "init",
}  # fmt: skip
"""Commands that look at no event, or do so only in a folder of their own."""


class Town:
    """Two schools and a district; `run` runs a command in a folder of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = StandingClock(DAY + 86_400_000)
        self.fd = school(
            folder / "fd", "FD", "复旦中学", [("001", "张伟"), ("002", "李娜"), ("003", "王芳")], self.clock.clock
        )
        self.yz = school(folder / "yz", "YZ", "渝中实验小学", [("001", "王芳"), ("007", "赵敏")], self.clock.clock)
        self.opened = [scan(self.fd.first, who, 0).event for who in ("FD/001", "FD/002")]
        scan(self.fd.first, "FD/001", 60)
        scan(self.yz.first, "YZ/001", 0)
        scan(self.yz.first, "YZ/001", 50)
        make_kit(self.fd.first, folder / "team.hdkit")
        self.fd.pack()
        self.yz.pack()

        self.badge = self.fd.first.register.badge("FD/001") or ""

    def run(self, data: str, *words: str, stdin: str = "") -> tuple[int, str, str]:
        done = CliRunner().invoke(
            hourdesk,
            ["--data", str(self.folder / data), "--lang", "en", *words],
            input=stdin,
            obj=DeskChoice(clock=self.clock.clock),
            catch_exceptions=False,
        )
        return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(tmp_path_factory.mktemp("town"))
    with made.fd.first, made.yz.first:
        yield made


@settings(max_examples=1)
@given(seed=st.integers(0, 2**32))
def test_every_command_answers_and_the_other_schools_go_in(
    town: Town, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    out = tmp_path_factory.mktemp("out")
    pack = _hostile_pack(town, out, seed)
    answers(town, out, pack)


def answers(town: Town, out: Path, pack: Path) -> None:
    """The pack is taken at another desk and at the district; every command there ends with an answer."""
    desk, district = str(out / "desk"), str(out / "district")
    assert town.run(desk, "init", "--kit", str(town.folder / "team.hdkit"))[0] == 0
    assert town.run(desk, "verify", str(pack))[0] == 0
    code, taken, _errors = town.run(desk, "take", "--json", str(pack))
    assert code == 0 and json.loads(taken)["new_events"] == EVENTS
    for words in share(desk_commands(out, town.fd.folder / "pack.hdpack"), 0, 16):
        assert town.run(desk, *words)[0] in (0, 1), words
    assert town.run(desk, "take", str(town.fd.folder / "pack.hdpack"))[0] == 0
    town.run(district, "district", "init", "--code", "YZQ", "--name", "区")
    for school_ in (town.fd, town.yz):
        assert town.run(district, "district", "trust", str(school_.folder / "pack.hdpack"))[0] == 0
    packs = (pack, *(school_.folder / "pack.hdpack" for school_ in (town.fd, town.yz)))
    code, merged, _errors = town.run(district, "district", "merge", "--json", *map(str, packs))
    assert [json.loads(line)["result"] for line in merged.splitlines()] == ["merged"] * 3
    for words in share(district_commands(out), 1, 16):
        assert town.run(district, *words)[0] in (0, 1), words
    names = _names(town)
    for data, kind in ((desk, "first"), (district, "district")):
        for words in random.Random(pack.stat().st_size).sample(writing_commands(out, names, kind), MORE):
            # 2: words that contradict what is there, such as a kit of the district where there is none.
            assert town.run(data, *words)[0] in (0, 1, 2), words
    # What a desk hands on, with the hostile events in it, is sound for the next one.
    assert town.run(desk, "export", str(out / "onwards.hdpack"))[0] == 0
    assert town.run(desk, "verify", str(out / "onwards.hdpack"))[0] == 0


def _names(town: Town) -> dict[str, str]:
    """What commands that write are aimed at: an event, and things that are perhaps not there."""
    event = str(town.opened[0])
    others = {
        "objected": event,
        "certificate": "FD-2026-0001",
        "entry": "1",
        "batch": "1",
        "scans": "",
        "finding": "0",
        "witness": "73",
        "claim": event,
    }
    return {"event": event, "second_desk": town.fd.first.identity.desk, **others}


def test_every_command_is_tried_after_a_hostile_pack(town: Town, tmp_path: Path) -> None:
    """A new command fails here until it is among the readers, or among the tasks of `tests/survival`."""
    commands = {
        " ".join(words)
        for words, command in every_command()
        if words and (not isinstance(command, click.Group) or command.invoke_without_command)
    }
    names = _names(town)
    ways = [*desk_commands(tmp_path, tmp_path), *district_commands(tmp_path)]
    ways += [way for kind in ("first", "district") for way in writing_commands(tmp_path, names, kind)]
    lines = [" ".join(way) + " " for way in ways]
    assert {name for name in commands if not any(line.startswith(f"{name} ") for line in lines)} == ELSEWHERE


def _hostile_pack(town: Town, out: Path, seed: int) -> Path:
    with init_from_kit(out / "hostile", town.folder / "team.hdkit", "h", clock=town.clock.clock) as store:
        ids = ids_after(new_id(store.now()), EVENTS)
        known = [*ids, *(one for one in town.opened if one)]
        contents = [{**content, "id": id_} for content, id_ in zip(hostile(seed, EVENTS, known), ids, strict=True)]
        return forged_pack(store, out / "hostile.hdpack", contents)
