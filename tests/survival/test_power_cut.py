"""The power fails during scans: every scan that was answered is there, and the record is sound."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path

import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.check import check_store
from storage.store import open_store
from tests.survival.figures import note_figures
from tests.survival.power_cut import Disk, Operation, recorded
from tests.survival.program import COMPILER, Arm
from tests.survival.world import World

SEED = int(os.environ.get("HOURDESK_SEED", "13"))
ALWAYS = 60
"""Images in `make test`."""


@pytest.mark.skipif(COMPILER is None, reason="no C compiler here: the library that records writes can't be made")
def test_what_was_answered_is_there_after_a_power_cut(
    world: World, shim: Path | None, trials: int, tmp_path: Path
) -> None:
    assert shim is not None, "the compiler made no shim"
    world.reset()
    task, data = world.tasks()[0], world.place / "first"
    world.reset()
    files = {str(path): (path.stat().st_ino, path.read_bytes()) for path in data.rglob("*") if path.is_file()}
    log = tmp_path / "operations"
    done = world.run(task, arm=Arm(str(data), log=str(log)))
    assert done.code == 0 and len(done.scans) == 4
    operations = [one for one in recorded(log) if not one.path.endswith("-shm")]
    assert {"write", "sync", "said"} <= {one.name for one in operations}
    chance = random.Random(SEED)
    for number in range(trials or ALWAYS):
        cut = chance.randrange(len(operations) + 1)
        said = _image(files, operations[:cut], chance, data, tmp_path / "image")
        told = f"seed {SEED}, image {number}: power cut after operation {cut} of {len(operations)}"
        with open_store(tmp_path / "image", SYSTEM_CLOCK) as store:
            there = {id_ for (id_,) in store.connection.execute("SELECT id FROM log WHERE kind = 'scan'")}
        assert said <= there, told
        assert check_store(tmp_path / "image") == [], told
    note_figures("power cut", trials or ALWAYS)


def _image(
    files: dict[str, tuple[int, bytes]], operations: list[Operation], chance: random.Random, data: Path, image: Path
) -> set[str]:
    """Write the files after a power cut to `image`; returns the ids of the scans that were answered before it."""
    disk = Disk(files, chance)
    out = b""
    for one in operations:
        if one.name == "said":
            out += one.data
        else:
            disk.do(one)
    shutil.rmtree(image, ignore_errors=True)
    for path, content in disk.cut().items():
        target = image / Path(path).relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    lines = [line for line in out.decode("utf-8").split("\n")[:-1] if line.startswith("{")]
    return {found["event"] for line in lines if (found := json.loads(line)).get("event")}
