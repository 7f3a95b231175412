"""The fields of events as a clerk reads them: their names, and the words of their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checkin.rules.events import BadgeState, ConsentState, Quality, RefuseCause
from checkin.rules.problems import N_
from checkin.texts import _
from checkin.words import CONSENTS, QUALITIES, STATUSES, direction_word, person_kind_word
from tui.words.cells import plain

_FIELDS: Mapping[str, str] = {
    "volunteer": N_("volunteer"),
    "vouched_by": N_("vouched by"),
    "minutes": N_("minutes"),
    "source": N_("source"),
    "direction": N_("direction"),
    "activity": N_("activity"),
    "target": N_("event"),
    "events": N_("events"),
    "at": N_("time"),
    "badge": N_("badge"),
    "post": N_("post"),
    "same_as": N_("same as"),
    "policy": N_("version of the policy"),
    "stage": N_("state"),
    "state": N_("state"),
    "quality": N_("evaluation"),
    "day": N_("date"),
    "title": N_("title"),
    "stars": N_("stars"),
    "cause": N_("why it was refused"),
    "person_kind": N_("kind"),
    "service": N_("service"),
    "unit": N_("unit"),
    "verified": N_("verified"),
}
_DEVICES: Mapping[str, str] = {
    "keyboard": N_("scanner"),
    "camera": N_("camera"),
    "camera:demo": N_("simulated camera"),
    "replay": N_("memory of a scanner"),
    "picture": N_("picture"),
    "video": N_("video"),
    "hand": N_("picked by hand"),
    "vouched": N_("vouched for"),
    "paper": N_("paper sheet"),
}
_CAUSES: Mapping[str, str] = {
    RefuseCause.NOT_A_BADGE: N_("no badge"),
    RefuseCause.REVOKED: N_("a badge that was replaced"),
    RefuseCause.NO_CONSENT: N_("a guardian's consent is missing"),
    RefuseCause.ACTIVITY_CLOSED: N_("the activity is closed"),
}
_STATES: Mapping[str, str] = {
    BadgeState.ISSUED: N_("issued"),
    BadgeState.REVOKED: N_("revoked"),
    **{str(state): CONSENTS[state] for state in ConsentState},
}


def field_word(name: str) -> str:
    """A field of an event in the language in use, or its name in the log."""
    return _(_FIELDS[name]) if name in _FIELDS else name


def device_word(source: str) -> str:
    """The device, or by what other way a scan came; one that a newer version named stays as it is written. What stands behind a
    colon says which device of the kind it was."""
    kind, _colon, which = source.partition(":")
    if source in _DEVICES or kind not in _DEVICES:
        return _(_DEVICES[source]) if source in _DEVICES else plain(source)
    return f"{_(_DEVICES[kind])} {plain(which)}"


def value_word(name: str, value: object) -> str:
    """A value of an event's field in the language in use; what has no word stays as it is written."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return " ".join(map(str, value))
    word = _WORDS.get(name)
    return word(str(value)) if word is not None else str(value)


def _in(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda value: _(table[value]) if value in table else value


_WORDS: Mapping[str, Callable[[str], str]] = {
    "source": device_word,
    "direction": direction_word,
    "person_kind": person_kind_word,
    "stage": _in({str(status): word for status, word in STATUSES.items()}),
    "quality": _in({str(quality): QUALITIES[quality] for quality in Quality}),
    "cause": _in(_CAUSES),
    "state": _in(_STATES),
}
