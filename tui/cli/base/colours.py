"""Whether the command line may use colours: on a terminal, and as the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping


def colours_wanted(environment: Mapping[str, str] | None = None) -> bool | None:
    """False: never; True: also into a file; None: where it is a terminal.

    NO_COLOR (https://no-color.org) comes first, then FORCE_COLOR, then a terminal that calls itself `dumb`.
    """
    env = os.environ if environment is None else environment
    if env.get("NO_COLOR"):
        return False
    if env.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    return False if env.get("TERM") == "dumb" else None
