"""One thing that can be done about sessions: what is asked, and the correction that comes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from storage.store import Store
from storage.supervision.correcting import Correction
from tui.screens.form import Field

Work = Callable[[Store], Correction]
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Deed:
    """`make` gets the answers (the reason among them) and gives the work to be done in the writer's thread; it raises Refused for
    an answer that can't be understood. `reasons` can be picked; the first stands in the field. `warning` is said above."""

    title: str
    make: Callable[[Values], Work]
    fields: tuple[Field, ...] = ()
    reasons: tuple[str, ...] = ()
    warning: str = ""
    reason_label: str = ""
