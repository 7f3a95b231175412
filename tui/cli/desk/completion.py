"""`hourdesk completion`: the shell completes commands, options, choices and files after one command, which prints the script where
a shell or a file reads it, as other programs do: `source <(hourdesk completion bash)`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from checkin.rules.problems import N_, refuse
from checkin.texts import _
from storage.disk.atomic_file import write_whole
from tui.cli.base.command import argument, command, examples
from tui.cli.base.output import result, results
from tui.cli.base.terminal import is_read_there

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_HOURDESK_COMPLETE"
_ZSHRC = "fpath+=(~/.zfunc); autoload -Uz compinit && compinit  # hourdesk"


@examples(N_("hourdesk completion"), N_("hourdesk completion fish"))
@command(
    "completion", N_("Let the shell complete commands, options and files with Tab; for your shell, or the one named.")
)
@argument("shell", type=click.Choice(_SHELLS), required=False)
@click.pass_context
def completion(ctx: click.Context, shell: str | None) -> None:
    """Write the script to where the shell looks for it; print it where standard output is no terminal."""
    from click.shell_completion import get_completion_class

    name = shell or Path(os.environ.get("SHELL", "")).name
    kind = get_completion_class(name) if name in _SHELLS else None
    if kind is None:
        raise refuse("no_shell", "", N_("your shell is not known: name it, as in hourdesk completion bash"))
    script = kind(ctx.find_root().command, {}, "hourdesk", _VARIABLE).source()
    if not is_read_there():
        results(script.splitlines())
        return
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_whole(place, script.encode())
    if name == "zsh":
        _let_zsh_look(Path.home() / ".zshrc")
    result(_("{file}: open a new shell, type hourdesk and press Tab twice.").format(file=place))


def _place(shell: str) -> Path:
    """Where the shell of this user looks for completions."""
    match shell:
        case "bash":
            data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
            return Path(data) / "bash-completion/completions/hourdesk"
        case "fish":
            settings = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
            return Path(settings) / "fish/completions/hourdesk.fish"
        case _:
            return Path.home() / ".zfunc/_hourdesk"


def _let_zsh_look(settings: Path) -> None:
    """Add one line to the settings of zsh, once: it looks into no folder of the user by itself."""
    before = settings.read_text("utf-8") if settings.exists() else ""
    if _ZSHRC not in before:
        with settings.open("a", encoding="utf-8") as file:
            file.write(("" if before.endswith("\n") or not before else "\n") + _ZSHRC + "\n")
