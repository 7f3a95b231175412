"""Read JSON that may have been damaged: every way in which its text can be wrong is one ValueError."""

from __future__ import annotations

import json
from typing import Any

from checkin.toml_files import NestedTooDeep


def json_of(data: str | bytes) -> Any:
    """The value that a JSON text says. Raises ValueError, also where lists stand within each other deeper than the reader goes."""
    try:
        return json.loads(data)
    except RecursionError as error:
        raise NestedTooDeep(str(error)) from error
