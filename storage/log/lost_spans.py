"""What a lost desk said too late, for statements that read events by SQL: at a desk (`log`) as at a district (`event`)."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.rules.lost_desks import LostDesks
from storage.disk.sqlite import any_of

ALL = "1 = 1"


def counting(lost: LostDesks) -> str:
    """A condition on events (columns `team`, `desk`, `id`) without a parameter: that they neither wait nor were refused."""
    spans = list(_spans(lost))
    return f"NOT ({any_of(spans)})" if spans else ALL


def _spans(lost: LostDesks) -> Iterator[str]:
    for (team, desk), one in lost.by_place.items():
        for span in one.spans:
            bounds = f"CAST(id AS VARCHAR) > {_text(span.after)} AND CAST(id AS VARCHAR) <= {_text(span.last)}"
            yield f"(team = {_text(team)} AND desk = {_text(desk)} AND {bounds})"


def _text(value: str) -> str:
    quoted = value.replace("'", "''")
    return f"'{quoted}'"
