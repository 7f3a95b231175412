"""What is said of the limits that guard minors: at the desk, on the command line, in the review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from checkin.durations import hours_text
from checkin.rules.guarding import AgeLimits, Limit
from checkin.rules.problems import N_
from checkin.texts import MOST_NAMED, _, clauses, enumerated, first_few
from storage.presence.board import Board, Presence
from storage.presence.guarding import Guarded, guarded_now, guarded_one
from tui.words.amounts import clock_text
from tui.words.cells import plain
from tui.words.lists import more_persons_text

NOBODY_NEAR = N_("Nobody is near a limit.")
NO_LIMITS = N_("There are no limits.")


def limit_word(limit: Limit, limits: AgeLimits) -> str:
    """A limit with its measure: “at most 4 h a day”."""
    match limit:
        case Limit.DAY:
            return _("at most {amount} a day").format(amount=hours_text(limits.day or 0))
        case Limit.LATEST:
            hours, minutes = divmod(limits.latest or 0, 60)
            return _("until {time} at the latest").format(time=f"{hours:02d}:{minutes:02d}")
        case Limit.STRETCH:
            return _("at most {amount} at a stretch").format(amount=hours_text(limits.stretch or 0))
        case Limit.ADULT:
            return _("a teacher or parent on site")


def limits_words(limits: AgeLimits) -> str:
    """All limits of an age class in a line."""
    held = [
        (limits.day, Limit.DAY), (limits.latest, Limit.LATEST), (limits.stretch, Limit.STRETCH), (limits.adult, Limit.ADULT)
    ]  # fmt: skip
    return enumerated(limit_word(limit, limits) for value, limit in held if value)


def under_word(years: int) -> str:
    """The age class of a person: “under 14”."""
    return _("under {years}").format(years=years)


def young_mark(row: Presence) -> list[str]:
    """The mark of a person under 14 in a list of people; empty for everybody else."""
    return [under_word(14)] if row.young else []


def when_text(one: Guarded, now: int, zone: tzinfo) -> str:
    """When a limit comes or came, or that no adult is there."""
    if one.limit is Limit.ADULT:
        return _("nobody is there")
    text = _("passed at {time}") if one.is_past(now) else _("comes at {time}")
    return text.format(time=clock_text(one.at, zone))


def guarded_text(one: Guarded, now: int, zone: tzinfo) -> str:
    """A limit of a person in a sentence, without the name."""
    if one.row.limits is None:
        return ""
    values = {"age": under_word(one.row.limits.under), "limit": limit_word(one.limit, one.row.limits)}
    return _("{age}: {limit}, {when}").format(**values, when=when_text(one, now, zone))


def guard_line(board: Board | None, now: int) -> str:
    """A line for the desk: whose limit comes first, and how many more people are near one or past it; else empty."""
    found = guarded_now(board, now) if board is not None and board.guard.classes else []
    if board is None or not found:
        return ""
    first, others = found[0], len({one.row.volunteer for one in found}) - 1
    text = f"{plain(first.row.name or first.row.number)} {guarded_text(first, now, board.activity.zone)}"
    if not others:
        return text
    return clauses((text, more_persons_text(others)))


def advice_text(board: Board, volunteer: str, now: int) -> str:
    """What a verdict says of the person who was scanned; empty where no limit is near."""
    mine = guarded_one(board, volunteer, now)
    return _("{text}.").format(text=guarded_text(mine[0], now, board.activity.zone)) if mine else ""


def passed_text(names: Iterable[str], *, everybody: bool = False) -> str:
    """Whose sessions went beyond a limit, for the review; empty where nobody's did. Of very many how many there are, and the first
    ones, unless `everybody` is to be named."""
    listed = list(dict.fromkeys(names))
    if not listed:
        return ""
    most = len(listed) if everybody else MOST_NAMED
    return _("past a limit for minors: {names}").format(names=first_few(map(plain, listed), most))
