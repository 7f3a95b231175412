"""What a work does to somebody's standing, before → after: stars, hours left to exchange, what was given, certificates."""

from __future__ import annotations

from collections.abc import Iterator

from checkin.durations import hours_text
from checkin.texts import _
from checkin.words import quality_word
from storage.recognition.certificates import Issued
from tui.words.amounts import change_text
from tui.words.cells import plain
from tui.words.volunteer_page import VolunteerData, certificate_state, star_text


def standing_lines(before: VolunteerData, after: VolunteerData) -> list[str]:
    """A line for each thing that differs; of minutes only what can still be exchanged, for hours are said apart."""
    said = (
        (_("Stars"), *(star_text(data.record.awarded) for data in (before, after))),
        (_("Next star"), *(_next(data) for data in (before, after))),
        (_("Evaluation"), *(_quality(data) for data in (before, after))),
        (_("Commendations"), *(str(len(data.record.recognition.commendations)) for data in (before, after))),
        (_("Hours to exchange"), *(hours_text(data.record.account.balance) for data in (before, after))),
        *_certificates(before.certificates, after.certificates),
    )
    return [change_text(what, was, now) for what, was, now in said if was != now]


def _next(data: VolunteerData) -> str:
    eligible = data.record.eligible
    return "" if eligible is None else _("eligible for {stars}").format(stars=star_text(eligible))


def _quality(data: VolunteerData) -> str:
    quality = data.record.recognition.quality()
    return "" if quality is None else quality_word(quality)


def _certificates(before: tuple[Issued, ...], after: tuple[Issued, ...]) -> Iterator[tuple[str, str, str]]:
    now = {one.body.number: certificate_state(one) for one in after}
    for one in before:
        number = one.body.number
        what = _("Certificate {number}").format(number=plain(number))
        yield what, certificate_state(one), now.get(number, _("revoked"))
