"""Ctrl+C on a real terminal while many people, sessions, certificates or packs are worked on: it ends at once, and all or nothing
of it is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import pexpect
import pytest
from click.testing import CliRunner

from checkin.clock import SYSTEM_CLOCK
from storage.store import open_store
from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import Answer, Run
from tests.tui.cli.test_processes import hearing_ctrl_c
from tui.cli.main import hourdesk

AT_ONCE = "import tui.cli.base.progress as bar; bar._PATIENCE_MS = 0; from tui.start import main; main()"
"""The program with a bar that does not wait: what is seen first is the work itself, on any machine."""
IN_A_QUERY = """
import os, signal, threading
from exports.district.record.chain_states import ChainStates
def long(self):
    threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()
    self._db.execute("SELECT count(*) FROM range(20000) a, range(20000) b WHERE hash(a.range, b.range) = 7")
ChainStates.write = long
from tui.start import main; main()
"""
PEOPLE, SERVED = 1500, 400


@pytest.fixture
def town(made_town: Path, tmp_path: Path) -> Path:
    """A desk with many people, of whom many served; beside it a district that trusts it, and a longer list for another desk."""
    return Path(shutil.copytree(made_town, tmp_path, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def made_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it was made, once for all."""
    made = tmp_path_factory.mktemp("town")
    fill(made, partial(ran, made / "desk"))
    return made


def ran(data: Path, *words: object, stdin: str = "") -> Answer:
    """What a command says in this process."""
    words_ = ["--data", str(data), "--lang", "en", *map(str, words)]
    done = CliRunner().invoke(hourdesk, words_, input=stdin, catch_exceptions=False)
    return Answer(done.exit_code, done.stdout, done.stderr)


def fill(tmp_path: Path, run: Run) -> None:
    heads = "学号,姓名,班级,人员类别\n"
    (tmp_path / "r.csv").write_text(heads + "".join(f"{i:05},张伟,七1班,学生\n" for i in range(PEOPLE)), "utf-8")
    run("init", "--team", "cq8", "--name", "八中")
    shutil.copytree(tmp_path / "desk", tmp_path / "empty")
    assert run("roster", "import", tmp_path / "r.csv").code == 0
    planned = ("--start", "2026-03-05T09:00", "--end", "2026-03-05T11:00")
    run("activity", "add", "--code", "A1", "--name", "清洁", "--place", "河岸", *planned)
    badges = [str(person["badge"]) for person in run("roster", "list", "--json").objects[:SERVED]]
    lines = "".join(f"2026-03-05T{hour}:00\t{badge}\n" for hour in ("09", "11") for badge in badges)
    assert run("scan", "--activity", "A1", "-", stdin=lines).code == 0
    district = ("--data", tmp_path / "district")
    assert run("export", tmp_path / "p.hdpack").code == 0
    for words in (("init", "--code", "YZQ", "--name", "区"), ("trust", tmp_path / "p.hdpack")):
        assert run("district", *words, *district).code == 0
    (tmp_path / "out").mkdir()


def start(place: Path, program: str, folder: str, *words: str) -> pexpect.spawn:
    arguments = ["-c", program, "--data", str(place / folder), *words]
    return pexpect.spawn(
        sys.executable, arguments, timeout=60, encoding="utf-8", dimensions=(24, 90), preexec_fn=hearing_ctrl_c
    )


def left_over(place: Path) -> list[str]:
    return [file.name for file in place.rglob(".hourdesk-*")]


@in_the_soak
@pytest.mark.parametrize(
    ("folder", "words", "check"),
    share(
        [
            ("empty", "roster import {place}/r.csv", "check"),
            ("desk", "export {place}/out/h.xlsx", "check"),
            ("desk", "certificate issue {place}/out/c.pdf --everybody --all --issuer 八中", "check"),
            ("district", "district merge {place}/p.hdpack", "district check"),
        ],
        0,
        4,
    ),
)
def test_ctrl_c_in_the_middle(run: Run, town: Path, folder: str, words: str, check: str) -> None:
    child = start(town, AT_ONCE, folder, *words.format(place=town).split())
    child.expect([r"\[[#-]+\]  \d+/\d+", pexpect.EOF])
    child.sendintr()
    said = child.read()
    child.wait()
    assert "Traceback" not in said and child.exitstatus == 130, said
    assert list((town / "out").iterdir()) == [] and left_over(town) == []
    assert run("--data", town / folder, *check.split()).code == 0
    if folder == "district":
        assert run("--data", town / folder, "district", "sessions", "--json").objects == []
        assert run("--data", town / folder, "district", "merge", town / "p.hdpack").code == 0
    else:
        with open_store(town / folder, SYSTEM_CLOCK) as store:
            assert len(store.register.names()) == (0 if folder == "empty" else PEOPLE)
            filed = store.connection.execute("SELECT count(*) FROM certificate").fetchone()[0]
        assert f"{filed} certificates are filed, but not printed" in said if filed else "filed" not in said


@in_the_soak
def test_ctrl_c_in_the_middle_of_a_query_of_the_district(run: Run, town: Path) -> None:
    """DuckDB makes an error of its own of it: that is no fault of the program, and no traceback. The query ends by itself too."""
    command = [
        sys.executable,
        "-c",
        IN_A_QUERY,
        "--data",
        str(town / "district"),
        "district",
        "merge",
        str(town / "p.hdpack"),
    ]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(Path.cwd())}, capture_output=True, text=True, preexec_fn=hearing_ctrl_c,
        timeout=120,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (130, "")
    assert run("--data", town / "district", "district", "sessions", "--json").objects == []
    assert left_over(town) == []
