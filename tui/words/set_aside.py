"""Events that are set aside, in lines: how many, and each by desk, place and cause; on the screen as on the command line."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from checkin.rules.judging import SetAsideEvent
from checkin.texts import _, ngettext
from tui.words.cells import plain
from tui.words.lists import more_line

_SHOWN = 20
"""Events that are named one by one; a stranger's pack may hold a million."""


def set_aside_lines(found: Collection[SetAsideEvent]) -> list[str]:
    """How many events count for nothing, then each with its desk, place and cause; empty where there are none."""
    if not found:
        return []
    text = ngettext(
        "{count} event is set aside and counts for nothing, because its content can't be so; all others go in:",
        "{count} events are set aside and count for nothing, because their content can't be so; all others go in:",
        len(found),
    )
    lines = [text.format(count=len(found))]
    lines += [_line(one) for one in list(found)[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(more_line(len(found) - _SHOWN))
    return lines


def _line(one: SetAsideEvent) -> str:
    line = _("  desk {desk}, event {seq}: {cause}  {id}")
    return line.format(desk=one.desk, seq=one.seq, cause=plain(cause(one)), id=one.id)


def cause(one: SetAsideEvent) -> str:
    """What is wrong in an event, as it is named in the file: `activity changes.start 2206-03-05T01:00:00.000Z`."""
    return f"{one.kind} {one.field} {one.value}".rstrip()


def set_aside_objects(found: Collection[SetAsideEvent]) -> list[dict[str, Any]]:
    """The same events as JSON."""
    return [
        {"desk": one.desk, "seq": one.seq, "event": one.id, "kind": one.kind, "field": one.field, "value": one.value}
        for one in found
    ]
