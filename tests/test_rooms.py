"""Only the screen loads Textual: a script that reads the record needs no terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOAD_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, sys.argv[1] + "."):
    importlib.import_module(module.name)
    print(module.name)
loaded = sorted(name for name in sys.modules if name.split(".")[0] == "textual")
sys.exit(f"loaded {loaded}" if loaded else 0)
"""


@pytest.mark.parametrize("room", ["checkin", "storage", "exports"])
def test_room_never_loads_textual(room: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOAD_ALL, room], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.split()) > 5
