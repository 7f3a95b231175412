"""One command, and the shell completes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.portions import in_the_soak
from tests.tui.cli.conftest import Run
from tui.cli.desk import completion as module

RUN = "from tui.start import main; main()"
PLACES = {
    "bash": ".local/share/bash-completion/completions/hourdesk",
    "zsh": ".zfunc/_hourdesk",
    "fish": ".config/fish/completions/hourdesk.fish",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without any settings."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "SHELL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person reads what is printed."""
    monkeypatch.setattr(module, "is_read_there", lambda: True)


@pytest.mark.usefixtures("at_a_terminal")
@pytest.mark.parametrize("shell", sorted(PLACES))
def test_the_script_goes_where_the_shell_looks(run: Run, home: Path, shell: str) -> None:
    """Twice is as once: zsh's settings get their one line once."""
    for _turn in range(2):
        assert run("completion", shell).code == 0
    assert f"_HOURDESK_COMPLETE={shell}_complete" in (home / PLACES[shell]).read_text("utf-8")
    if shell == "zsh":
        assert (home / ".zshrc").read_text("utf-8").count("fpath") == 1


@pytest.mark.parametrize("shell", sorted(PLACES))
def test_a_shell_that_reads_the_script_gets_it_and_nothing_is_written(run: Run, home: Path, shell: str) -> None:
    """As in `source <(hourdesk completion bash)`."""
    answer = run("completion", shell)
    assert answer.code == 0 and f"_HOURDESK_COMPLETE={shell}_complete" in answer.out
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("at_a_terminal")
def test_without_a_name_it_is_the_shell_of_the_user(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is not known is named by the person."""
    assert run("completion").code == 1
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("completion").code == 0 and (home / PLACES["fish"]).exists()


@in_the_soak
def test_bash_completes_a_command_an_option_and_a_choice(run: Run, home: Path) -> None:
    """A real bash with the script that was printed."""
    (home / "script").write_text(run("completion", "bash").out, "utf-8")
    program = home / "hourdesk"
    program.write_text(f"#!{sys.executable}\n{RUN}\n", "utf-8")
    program.chmod(0o755)
    environment = {**os.environ, "PATH": f"{home}:{os.environ['PATH']}", "PYTHONPATH": str(Path(__file__).parents[3])}

    def completed(*words: str) -> list[str]:
        line = " ".join(f'"{word}"' for word in words)
        script = f'. {home / "script"}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _hourdesk_completion hourdesk; printf "%s\\n" "${{COMPREPLY[@]}}"'
        done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    assert completed("hourdesk", "roster", "im") == ["import"]
    assert "--activity" in completed("hourdesk", "scan", "--a")
    assert completed("hourdesk", "scan", "--direction", "i") == ["in"]
