"""What a check-in or check-out of a class comes to, in words: the same on the screen and on the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from checkin.rules.events import Direction
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.texts import _, enumerated, ngettext
from storage.presence.class_lists import ClassList


def class_word(name: str) -> str:
    """A class by its name; those without one have a word too."""
    return name or _("no class")


def teacher_word(name: str, number: str) -> str:
    """A teacher by name and number; namesakes are told apart."""
    return _("{name} ({number})").format(name=name, number=number)


def done_text(outcomes: Sequence[Outcome], teacher: str) -> str:
    """How many people came in or left, and who vouches: “28 人签退，陈老师代签”."""
    counts = Counter(outcome.kind for outcome in outcomes)
    parts = []
    if counts[OutcomeKind.CLOSED]:
        text = ngettext("{count} checked out", "{count} checked out", counts[OutcomeKind.CLOSED])
        parts.append(text.format(count=counts[OutcomeKind.CLOSED]))
    if counts[OutcomeKind.OPENED]:
        text = ngettext("{count} checked in", "{count} checked in", counts[OutcomeKind.OPENED])
        parts.append(text.format(count=counts[OutcomeKind.OPENED]))
    if counts[OutcomeKind.MOVED]:
        text = ngettext("{count} moved to another post", "{count} moved to another post", counts[OutcomeKind.MOVED])
        parts.append(text.format(count=counts[OutcomeKind.MOVED]))
    if not parts:
        parts.append(_("nobody's state has changed"))
    return _("{what}; {teacher} vouches for it").format(what=enumerated(parts), teacher=teacher)


def plan_text(count: int, class_name: str, direction: Direction, time: str, teacher: str) -> str:
    """What will happen, in one sentence."""
    out = direction is Direction.OUT
    text = (
        ngettext(
            "{count} person of {class_name} is checked out at {time}; {teacher} vouches for it.",
            "{count} persons of {class_name} are checked out at {time}; {teacher} vouches for it.",
            count,
        )
        if out
        else ngettext(
            "{count} person of {class_name} is checked in at {time}; {teacher} vouches for it.",
            "{count} persons of {class_name} are checked in at {time}; {teacher} vouches for it.",
            count,
        )
    )
    return text.format(count=count, class_name=class_word(class_name), time=time, teacher=teacher)


def moving_text(count: int, post: str) -> str:
    """How many of those who come are on site and move to the post of this name."""
    text = ngettext(
        "{count} of them is on site and moves to {post}.", "{count} of them are on site and move to {post}.", count
    )
    return text.format(count=count, post=post)


def nobody_text(of: ClassList, direction: Direction) -> str:
    """Why there is nobody to choose from."""
    if direction is Direction.OUT:
        return _("Nobody from {class_name} is on site.").format(class_name=class_word(of.name))
    if of.post is not None:
        return _("Everybody of {class_name} is at this post.").format(class_name=class_word(of.name))
    return _("Everybody of {class_name} is on site.").format(class_name=class_word(of.name))
