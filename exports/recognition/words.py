"""The words of recognition as people read them."""

from __future__ import annotations

from checkin.rules.events import Quality
from checkin.rules.problems import N_
from checkin.texts import _

_QUALITY = {
    Quality.EXCELLENT: N_("excellent"),
    Quality.GOOD: N_("good"),
    Quality.PASSED: N_("passed"),
    Quality.FAILED: N_("failed"),
}


def quality_word(quality: Quality) -> str:
    """An evaluation in the language in use."""
    return _(_QUALITY[quality])


def covered_word(covered: bool) -> str:
    """Whether a redemption counts."""
    return _("exchanged") if covered else _("not covered, counts nothing")
