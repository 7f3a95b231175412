"""The real program: several processes on one folder, a kill in the middle, a reader that goes away."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest

from checkin.clock import SYSTEM_CLOCK
from storage.disk.protection.databases import is_plain
from storage.store import open_store
from tests.engines import needs_encryption
from tests.portions import in_the_soak, share
from tests.tui.cli.conftest import Run

PROGRAM = [sys.executable, "-c", "from tui.start import main; main()"]
Start = Callable[..., "subprocess.Popen[str]"]


def hearing_ctrl_c() -> None:
    """Whoever runs the tests in the background ignores Ctrl+C, perhaps the closed window too, and so would the program."""
    for one in (signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


@pytest.fixture
def start(data: Path) -> Start:
    """Start `hourdesk ARGS` as a process of its own."""

    def popen(*args: str, **how: object) -> subprocess.Popen[str]:
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | how
        env = os.environ | {"HOURDESK_DATA": str(data), "PYTHONPATH": str(Path.cwd())}
        return subprocess.Popen(  # type: ignore[call-overload,no-any-return]
            [*PROGRAM, *args], text=True, env=env, preexec_fn=hearing_ctrl_c, **pipes
        )

    return popen


def log_of(data: Path) -> list[tuple[str, int]]:
    """`(id, seq)` of all scans and the gapless proof of the sequence."""
    with open_store(data, SYSTEM_CLOCK) as store:
        seqs = [row[0] for row in store.connection.execute("SELECT seq FROM log ORDER BY seq")]
        assert seqs == list(range(1, len(seqs) + 1))
        return store.connection.execute("SELECT id, seq FROM log WHERE kind IN ('scan', 'refuse')").fetchall()


def test_two_commands_at_once_lose_and_double_nothing(
    desk: Run, badge: Callable[[str], str], start: Start, data: Path
) -> None:
    """Two processes of 60 scans each into one folder; each scan that was printed is in the log once."""
    lines = {
        number: "".join(f"2024-03-05T{9 + m // 60:02d}:{m % 60:02d}\t{badge(number)}\n" for m in range(60))
        for number in ("001", "002")
    }
    both = {number: start("scan", "--activity", "A1", "--json", "-") for number in lines}
    for number, process in both.items():
        assert process.stdin is not None
        process.stdin.write(lines[number])
        process.stdin.close()
    printed: list[str] = []
    for number, process in both.items():
        assert process.stdout is not None
        answers = [json.loads(line) for line in process.stdout]
        assert process.wait(60) == 0
        assert [a["volunteer"] for a in answers] == [number] * 60
        printed += [a["event"] for a in answers]
    assert sorted(printed) == sorted(id_ for id_, _ in log_of(data))
    assert desk("check").code == 0


def test_what_was_printed_survives_a_kill(desk: Run, badge: Callable[[str], str], start: Start, data: Path) -> None:
    process = start("scan", "--activity", "A1", "--json", "-")
    assert process.stdin is not None and process.stdout is not None
    printed = []
    for minute in range(20):
        process.stdin.write(f"2024-03-05T09:{minute:02d}\t{badge('001')}\n")
        process.stdin.flush()
        if minute < 10:
            printed.append(json.loads(process.stdout.readline())["event"])
    process.kill()
    rest = process.stdout.read()
    process.wait(20)
    printed += [json.loads(line)["event"] for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    logged = [id_ for id_, _ in log_of(data)]
    assert logged[: len(printed)] == printed
    assert desk("check").code == 0


def test_ctrl_c_ends_quietly(desk: Run, start: Start) -> None:
    process = start("scan", "--activity", "A1", "--json", "-")
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write("7\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["outcome"] == "not_a_badge"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


@needs_encryption
@pytest.mark.parametrize(
    ("name", "words", "last"),
    share(
        [
            ("SIGHUP", ("unprotect",), "storage.disk.protection.conversion.same_rows"),
            ("SIGTERM", ("export", "{out}/hours.xlsx"), "storage.disk.atomic_file.sync_file"),
            ("SIGTERM", ("badges", "{out}/cards"), "storage.disk.written.waiting_files.waits_for"),
        ],
        0,
        3,
    ),
)
def test_a_closed_window_leaves_no_names_about(
    desk: Run, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: tuple[str, ...], last: str
) -> None:
    """Nor does a computer that is shut down: it comes when what everybody can read is on the disk, and is not in its place yet."""
    monkeypatch.setenv("HOURDESK_PASSPHRASE", "seven lamps over the harbour")
    assert desk("protect").code == 0
    module, function = last.rsplit(".", 1)
    script = (
        f"import os, signal, {module} as module\n"
        f"def come(*_what): os.kill(os.getpid(), signal.{name})\n"
        f"module.{function} = come\n"
        "from tui.start import main; main()\n"
    )
    out = tmp_path / "out"
    out.mkdir()
    told = [word.format(out=out) for word in words]
    done = subprocess.run(
        [sys.executable, "-c", script, "--data", str(data), *told],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, preexec_fn=hearing_ctrl_c,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (128 + getattr(signal, name), "") and "Traceback" not in done.stderr
    assert [*out.iterdir()] == [*data.glob(".*")] == []
    assert (data / "protection.json").is_file() and not is_plain(data / "desk.db")


@pytest.mark.parametrize("module", share(["tui.cli.main", "click", "tui.cli.scans.scan", "storage.store"], 0, 2))
def test_ctrl_c_while_modules_are_loaded_ends_quietly(desk: Run, data: Path, module: str) -> None:
    """It comes at the moment when a module is looked for, some of them in the middle of the command."""
    script = (
        "import os, signal, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path, target=None):\n"
        f"        if name == {module!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from tui.start import main; main()\n"
    )
    command = [sys.executable, "-c", script, "--data", str(data), "scan", "--activity", "A1", "-"]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, preexec_fn=hearing_ctrl_c
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_at_a_prompt_ends_quietly(desk: Run, data: Path) -> None:
    """The terminal is left as it was: what is typed is seen again."""
    words = [*PROGRAM[1:], "--data", str(data), "pin", "set"]
    child = pexpect.spawn(PROGRAM[0], words, timeout=20, encoding="utf-8", preexec_fn=hearing_ctrl_c)
    child.expect("PIN.*: ?")
    child.sendintr()
    said = child.read()
    child.wait()
    assert (child.exitstatus, child.signalstatus) == (130, None)
    assert "Aborted" not in said and "Traceback" not in said
    assert not (data / "keys" / "pin.json").exists()


def test_a_reader_that_goes_away_is_no_error(desk: Run, start: Start) -> None:
    process = start("scan", "--activity", "A1", "--json", "-")
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdout.close()
    try:
        process.stdin.write("7\n" * 50)
        process.stdin.close()
    except BrokenPipeError:
        pass
    said = process.stderr.read()
    assert process.wait(20) == 1
    assert "Traceback" not in said and "BrokenPipe" not in said


def test_without_a_terminal_the_desk_says_what_to_do(start: Start) -> None:
    process = start()
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (2, "")
    assert "The desk needs a terminal" in err


@in_the_soak
def test_without_a_terminal_the_districts_screen_says_what_it_is(start: Start) -> None:
    """Neither calls itself a desk nor sends to the desk's commands, in Chinese as in English."""
    for language, told, wrong in (
        ("en", "The district's screen needs a terminal", "The desk"),
        ("zh", "区级界面", "签到台"),
    ):
        process = start("--lang", language, "district")
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (2, "")
        assert told in err and "hourdesk district --help" in err and wrong not in err


def test_commands_never_load_textual(desk: Run, data: Path) -> None:
    script = (
        "import sys; from tui.cli.main import hourdesk\n"
        f"hourdesk.main(['--data', {str(data)!r}, 'sessions', '--json'], prog_name='hourdesk', standalone_mode=False)\n"
        "for heavy in ('textual', 'rich', 'av', 'PIL', 'zxingcpp', 'fpdf', 'qrcode', 'xlsxwriter', 'sqlite_utils'):\n"
        "    assert heavy not in sys.modules, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("with_another", share([False, True], 0, 2))
def test_the_record_is_deleted_or_replaced_while_a_scanner_types(
    desk: Run, badge: Callable[[str], str], start: Start, data: Path, with_another: bool
) -> None:
    """The first scan is in, then a sync program takes the record away, or puts a copy there: no second answer, exit code 1."""
    process = start("scan", "--activity", "A1", "--json", "-")
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    process.stdin.write(f"{badge('001')}\n")
    process.stdin.flush()
    assert json.loads(process.stdout.readline())["outcome"] == "opened"
    if with_another:
        copy = data / "copy.db"
        copy.write_bytes((data / "desk.db").read_bytes())
        copy.replace(data / "desk.db")
    else:
        (data / "desk.db").unlink()
    out, err = process.communicate(f"{badge('002')}\n", timeout=20)
    assert process.returncode == 1 and out == ""
    assert "NOT RECORDED: nothing was recorded: " in err and "Traceback" not in err
