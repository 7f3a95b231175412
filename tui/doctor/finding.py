"""One thing that the doctor looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`check` is a stable word for programs; `text` a sentence that says what to do where it is not `ok`."""

    check: str
    ok: bool
    text: str
