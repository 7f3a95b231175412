"""Where the program begins, before anything else is imported."""

from __future__ import annotations

import gc

from tui.cli.interrupt import end_on_ctrl_c

OBJECTS_BETWEEN_COLLECTIONS = 100_000


def main() -> None:
    """Run `hourdesk`."""
    # Imports and the first screen make objects that stay: looking through them every 700 costs a tenth of the start.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    end_on_ctrl_c()
    from tui.cli.main import main as run

    run()
