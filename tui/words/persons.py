"""What kind of person a volunteer is, in the language in use."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _

_KINDS = {"student": N_("student"), "teacher": N_("teacher"), "parent": N_("parent")}


def kind_word(kind: str) -> str:
    """student, teacher or parent as people read it."""
    return _(_KINDS.get(kind, kind))
