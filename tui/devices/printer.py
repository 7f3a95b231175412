"""Paper: a file goes to the printer that this computer prints to, or is opened where somebody can print it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_PATIENCE_S = 5.0


def send_to_printer(file: Path) -> str | None:
    """Print a file on the default printer; its name, None where there is none or it does not take the file."""
    file = file.absolute()  # a name may begin with -, and would be taken for an option
    if sys.platform == "win32":
        try:
            os.startfile(file, "print")
        except OSError:
            return None
        return "Windows"
    lpstat, lp = shutil.which("lpstat"), shutil.which("lp")
    if lpstat is None or lp is None:
        return None
    try:
        told = subprocess.run(
            [lpstat, "-d"],
            capture_output=True, text=True, errors="replace", timeout=_PATIENCE_S, check=False,
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
        printer = told.stdout.partition("system default destination:")[2].strip()
        if told.returncode or not printer:
            return None
        sent = subprocess.run([lp, "-d", printer, str(file)], capture_output=True, timeout=_PATIENCE_S, check=False)
    except (OSError, subprocess.SubprocessError):
        return None
    return None if sent.returncode else printer


def open_file(file: Path) -> bool:
    """Show a file in the program that opens such files here; whether one was started."""
    file = file.absolute()
    if sys.platform == "win32":
        try:
            os.startfile(file)
        except OSError:
            return False
        return True
    has_screen = sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None or not has_screen:
        return False
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([opener, str(file)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError:
        return False
    return True
