"""The clerk's screen in a real terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect

from tests.exports.district.invented import invented_district
from tests.portions import in_the_soak
from tests.tui.test_terminal import Terminal

SIZE = (24, 80)


class ClerksTerminal(Terminal):
    """`hourdesk district` on a PTY."""

    def __init__(self, folder: Path, lang: str) -> None:
        command = [str(Path(sys.executable).with_name("hourdesk")), "district", "--data", str(folder), "--lang", lang]
        env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        env["TERM"] = "xterm-256color"
        child = pexpect.spawn(command[0], command[1:], dimensions=SIZE, timeout=20, env=env)
        self.begin(child, SIZE)


@in_the_soak
def test_totals_and_out_again(tmp_path: Path) -> None:
    """Figures first, 1 for the packs, 3 for the totals with their bars, Enter to a team, q leaves with 0."""
    invented_district(tmp_path / "d").close()
    terminal = ClerksTerminal(tmp_path / "d", "en")
    terminal.wait_for("3 / 4")
    terminal.child.send("1")
    terminal.wait_for("something came in from 3 of 4 teams")
    terminal.child.send("3")
    assert "▆" in terminal.wait_for("220:30 scanned")
    terminal.child.send("\r")
    terminal.wait_for("10 volunteers")
    terminal.child.send("q")
    assert terminal.ends()[0] == 0


@in_the_soak
def test_without_a_district_it_makes_one_and_leaves_nothing_behind_where_one_goes_away(tmp_path: Path) -> None:
    terminal = ClerksTerminal(tmp_path / "nothing", "en")
    terminal.wait_for("1 of 3 · The district")
    terminal.child.send("\x1b")
    assert terminal.ends()[0] == 0 and not (tmp_path / "nothing").exists()
