"""What strangers put into names and files reaches no terminal as a command, and nobody prints past the one place."""

from __future__ import annotations

import ast
import io
import json
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checkin.clock import SYSTEM_CLOCK
from tests.portions import share
from tests.tui.cli.conftest import Run
from tui.cli.base.output import message, prepare_streams, result
from tui.cli.main import run
from tui.start import Screens
from tui.words.harmless import harmless, harmless_json, harmless_lines

ROOT = Path(__file__).parent.parent.parent.parent
EVIL = "x\x1b]0;PWNED\x07\x1b[31mred\x9b31m\u202e\u2066\x7f\u2028\U000e0041"
"""Sets the title, recolours (ESC and C1), turns the line round, hides a tag."""
PRINTS = {
    "tui/words/put_line.py",
    "tui/cli/base/output.py",
    "tui/cli/base/wrong_usage.py",
    "tui/cli/base/help_page.py",
    "tui/cli/base/progress.py",
}
RAW = {"echo", "secho", "confirm", "prompt", "echo_via_pager", "style", "progressbar", "print_exc"}


def is_clean(text: str) -> bool:
    return harmless_lines(text) == text


def printers() -> Iterator[str]:
    """Every place that writes to a terminal by itself: print, click's functions, and the streams."""
    for room in ("checkin", "storage", "exports", "tui"):
        for file in (ROOT / room).rglob("*.py"):
            text, place = file.read_text("utf-8"), file.relative_to(ROOT).as_posix()
            # Few files name one of them at all, and only those are worth the time to parse.
            for node in ast.walk(ast.parse(text)) if any(name in text for name in ("print", "click", "sys")) else ():
                match node:
                    case ast.Call(func=ast.Name(id="print")):
                        yield place
                    case ast.Attribute(value=ast.Name(id="click"), attr=attr) if attr in RAW:
                        yield place
                    case ast.Attribute(value=ast.Attribute(value=ast.Name(id="sys")), attr="write" | "writelines"):
                        yield place
                    case ast.ImportFrom(module="click", names=names) if {name.name for name in names} & RAW:
                        yield place


def test_one_place_prints() -> None:
    assert set(printers()) == PRINTS


def test_a_harmless_text_says_what_it_said() -> None:
    assert harmless("七(1)班\u3000张伟\tمحمد é 😀 𠮷 \ue000") == "七(1)班\u3000张伟\tمحمد é 😀 𠮷 \ue000"
    assert harmless("a\nb") == "a�b" and harmless_lines("a\nb") == "a\nb"
    assert is_clean(harmless(EVIL)) and "PWNED" in harmless(EVIL)
    line = json.dumps({"name": EVIL}, ensure_ascii=False)
    assert is_clean(harmless_json(line)) and json.loads(harmless_json(line)) == {"name": EVIL}


@pytest.mark.parametrize("command", ["verify", "take"])
@pytest.mark.parametrize("how", [(), ("--json",), ("--lang", "zh")])
def test_a_strangers_archive_with_commands_in_the_name_of_a_member(
    desk: Run, tmp_path: Path, command: str, how: tuple[str, ...]
) -> None:
    pack = tmp_path / "a.hdpack"
    with zipfile.ZipFile(pack, "w") as archive:
        archive.writestr(EVIL, "x")
    answer = desk(command, *how, pack)
    assert answer.code == 1 and "PWNED" in answer.out + answer.err and is_clean(answer.out + answer.err)


@pytest.mark.parametrize(
    "command",
    share(
        [
            ("verify", EVIL),
            ("take", EVIL),
            ("restore", EVIL),
            ("roster", "import", EVIL),
            ("scan", "--activity", "A1", EVIL),
            ("scan", "--activity", EVIL, "-"),
            ("read", EVIL),
            ("read", "--json", EVIL),
            ("roster", "find", EVIL),
            ("void", EVIL, "--reason", EVIL),
            ("init", "--team", EVIL, "--name", "x"),
            ("add", "--volunteer", EVIL, "--activity", "A1", "--minutes", "5", "--reason", "x"),
            ("export", EVIL),
            ("pin", EVIL),
            (EVIL,),
            ("roster", f"--{EVIL}"),
        ],
        0,
        2,
    ),
    ids=lambda command: " ".join(command).split("\x1b")[0],
)
def test_a_file_or_a_value_with_commands_in_it_is_quoted_harmlessly(desk: Run, command: tuple[str, ...]) -> None:
    answer = desk(*command)
    assert answer.code in (0, 1, 2) and is_clean(answer.out + answer.err)


def test_names_of_a_list_and_reasons_are_shown_harmlessly(desk: Run, tmp_path: Path) -> None:
    roster = tmp_path / f"ro\x1b[31mster{chr(0x202E)}.csv"
    roster.write_text(
        "学号,姓名,班级,人员类别\n001,张\x1b[31m伟\u202e,七\x9b1班,学生\n009,\x1b,七1班,谁\x9b\n", "utf-8"
    )
    for command in (
        ("roster", "import", "--add", roster),
        ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "5", "--reason", f"because {EVIL}"),
        ("activity", "add", "--code", "B", "--name", EVIL, "--place", EVIL),
        ("roster", "list"),
        ("roster", "list", "--json"),
        ("activity", "list"),
        ("activity", "list", "--json"),
        ("sessions",),
        ("sessions", "--json"),
        ("explain", "001"),
        ("review",),
    ):
        answer = desk(*command, "--operator", f"o\x1b[31m{chr(0x202E)}")
        assert is_clean(answer.out + answer.err), command


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_a_stream_that_was_closed_is_empty_and_stops_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As from `hourdesk check >&-`, and from a service without any."""
    monkeypatch.setattr(sys, name, None)
    prepare_streams()
    with getattr(sys, name):
        if name == "stdin":
            assert sys.stdin.read() == ""
        else:
            result("sound")
            message("not sound")


class Short(io.FileIO):
    """A disk that takes a little at a time, as one that is nearly full."""

    def write(self, data: Any, /) -> int:
        """Write at most 100 bytes."""
        return super().write(bytes(data)[:100])


@pytest.mark.parametrize(
    ("words", "complete"), [("--help", ""), ("scan --help", ""), ("", "bash_source"), ("check", "")]
)
def test_what_can_t_be_written_ends_with_code_1_and_one_sentence(
    words: str, complete: str, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    (tmp_path / "out").touch()
    monkeypatch.setenv("HOURDESK_DATA", str(data))
    monkeypatch.setattr(sys, "argv", ["hourdesk", *words.split()])
    if complete:
        monkeypatch.setenv("_HOURDESK_COMPLETE", complete)
    # Nothing can be written through a handle that is for reading.
    out = io.TextIOWrapper(io.BufferedWriter(io.FileIO(os.open(tmp_path / "out", os.O_WRONLY), "w")), "utf-8")
    reading = os.open(tmp_path / "out", os.O_RDONLY)
    os.dup2(reading, out.fileno())
    os.close(reading)
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit) as ended:
        run(Screens(), SYSTEM_CLOCK)
    assert ended.value.code == 1 and capsys.readouterr().err.count("\n") == 1
    # What Python does at the end of the program raises nothing any more.
    out.close()


def test_a_disk_that_takes_a_part_gets_the_rest_too_where_python_does_not_buffer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Short(tmp_path / "out", "w"), "utf-8", write_through=True))
    monkeypatch.setattr(sys, "__stdout__", sys.stdout)
    prepare_streams()
    # Screens draw by that name.
    assert sys.__stdout__ is sys.stdout
    result("x" * 1000)
    sys.stdout.close()
    assert (tmp_path / "out").read_text("utf-8") == "x" * 1000 + "\n"
