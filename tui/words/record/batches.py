"""What is said of batches of hours for other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkin.durations import hours_text
from checkin.texts import _, ngettext
from storage.recognition.batches import Batch
from tui.words.replayed import replayed_text

if TYPE_CHECKING:
    from exports.batch.batch import Plan


def counts_text(plan: Plan) -> str:
    """What a batch comes to."""
    text = _("rows {rows}, together {hours}, minutes carried on {remainder}, left out {refused}")
    return text.format(
        rows=len(plan.good), hours=hours_text(plan.minutes), remainder=plan.remainder, refused=len(plan.refused)
    )


def replayed_lines(plan: Plan) -> list[str]:
    """What is said of the hours in the file that were entered at another time than scanned: the file itself has no place for it."""
    told = replayed_text(plan.replayed)
    return [] if told is None else [told]


def taken_back_text(batch: Batch) -> str:
    """That a batch does not hold any more."""
    text = ngettext(
        "Batch {number} is taken back: {hours} of {rows} row are due again.",
        "Batch {number} is taken back: {hours} of {rows} rows are due again.",
        batch.rows,
    )
    return text.format(number=batch.number, hours=hours_text(batch.minutes), rows=batch.rows)
