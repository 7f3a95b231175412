"""What is said where the list of the review is empty: the next step."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from checkin.rules.sessions import Status
from checkin.texts import _, ngettext
from storage.supervision.review import Review
from tui.screens.review.heading import complete, listed

_GOOD = "bold $good"
AFTER: tuple[tuple[str, Callable[[], str]], ...] = (
    ("issue_certificates", lambda: _("certificates")),
    ("workbook", lambda: _("hours to a workbook")),
    ("district_pack", lambda: _("pack for the district")),
)
"""What comes once all is confirmed: commands of the desk by their names, with the words of their buttons. Nobody is on the
publicity list of the activity any more then."""


def is_over(review: Review) -> bool:
    """Whether nothing is left to do about the sessions, and there is one."""
    is_open = any(row.session.status is Status.OPEN for row in review.rows)
    return bool(review.rows) and not (is_open or review.waiting or complete(review) or listed(review))


def next_step(review: Review, search: str) -> Content:
    """One sentence, and what comes after it. `search` is what the list was narrowed to, empty for nothing."""
    if search:
        return Content(_("Nobody fits “{text}”: Esc shows all again.").format(text=search))
    count = len(complete(review))
    if count:
        text = ngettext("All done: F confirms {count} session.", "All done: F confirms {count} sessions.", count)
        return Content.assemble((text.format(count=count), _GOOD), "\n\n", _("W shows them first."))
    if count := len(listed(review)):
        text = ngettext(
            "All done: {count} session is on the publicity list.",
            "All done: {count} sessions are on the publicity list.",
            count,
        )
        told = _("P prints the list. When its days are over, F confirms them.")
        return Content.assemble((text.format(count=count), _GOOD), "\n\n", told)
    on_site = sum(row.session.status is Status.OPEN for row in review.rows)
    if on_site:
        text = ngettext(
            "Nothing waits. {count} person is still here.", "Nothing waits. {count} people are still here.", on_site
        )
        return Content.assemble(
            text.format(count=on_site), "\n\n", _("F8 at the desk closes the activity when all have left.")
        )
    if is_over(review):
        after = _("Next: the buttons below (Tab, Enter), or F10.")
        return Content.assemble(
            (_("All done: every session is confirmed."), _GOOD), "\n\n", after, "\n\n", _("O chooses another activity.")
        )
    return Content.assemble(_("Nobody was scanned in this activity."), "\n\n", _("O chooses another activity."))
