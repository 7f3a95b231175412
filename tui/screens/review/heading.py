"""The first line of the review, and the line of a scan that came meanwhile."""

from __future__ import annotations

from datetime import tzinfo

from textual.content import Content

from checkin.rules.activities import Activity
from checkin.rules.service import Part, part_of
from checkin.texts import _, ngettext
from exports.included_desks import desk_word
from storage.supervision.review import Review
from tui.model.verdicts import Verdict
from tui.words.amounts import clock_seconds_text
from tui.words.cells import plain


def heading(activity: Activity, review: Review | None, *, everything: bool, marked: int) -> Content:
    """The activity, how many sessions wait, how many there are where all are shown, how many are marked."""
    parts: list[str | Content | tuple[str, str]] = [
        (_("Review"), "bold"),
        (f"  {plain(activity.name or activity.code)}  ", "bold $primary"),
    ]
    if review is not None:
        count = len(review.waiting)
        text = ngettext("{count} waits", "{count} wait", count).format(count=count)
        if count or not review.clashes:
            parts.append((text if count else _("nothing waits"), "bold $warning" if count else "$good"))
        for clash in review.clashes:
            text = _("code {code} was made by {desks}: D").format(
                code=clash.code,
                desks=_(", ").join(f"{plain(desk_word(m.desk))} “{plain(m.activity.name)}”" for m in clash.made),
            )
            parts.append((f"  {text}" if count else text, "bold $warning"))
        if everything:
            total = len(review.rows)
            text = ngettext("all {count} session shown", "all {count} sessions shown", total)
            parts.append((f" · {text.format(count=total)}", "$quiet"))
        later = sum(part_of(row.session.source, row.session.flags) is Part.REPLAYED for row in review.rows)
        if later:
            text = ngettext("{count} entered later", "{count} entered later", later).format(count=later)
            parts.append((f" · {text}", "$quiet"))
    if marked:
        text = ngettext("{count} marked", "{count} marked", marked)
        parts.append((f" · {text.format(count=marked)}", "bold $key"))
    return Content.assemble(*parts)


def scan_line(verdict: Verdict, zone: tzinfo, width: int) -> Content:
    """What a scan came to, in its colours, exactly as wide as there is room."""
    parts = (verdict.symbol, verdict.word, verdict.name, verdict.detail, verdict.times, verdict.advice)
    text = "  ".join(plain(part.replace("\n", " ")) for part in parts if part)
    time = clock_seconds_text(verdict.at, zone)
    tone = f"$tone-{verdict.tone}-text on $tone-{verdict.tone}"
    return Content.styled(f" {time}  {text}", f"bold {tone}").truncate(width, ellipsis=True, pad=True)
