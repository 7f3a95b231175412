"""How many of a session's credited minutes belong to each post (岗位). The session itself is rounded once (design §6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from checkin.rules.sessions import Segment, Session


def minutes_by_post(session: Session) -> dict[str | None, int]:
    """The credited minutes by the code of the post, None for what was served without one, in the order in which the posts
    were reached. They add up to the session's minutes; empty where no scan named a post.
    """
    return _by_post(session.segments, session.minutes)


def minutes_by_segment(segments: Sequence[Segment], credited: int) -> list[int]:
    """The minutes of each of a session's segments, of which `credited` are all. Those of one post add up to what
    `minutes_by_post` gives it.
    """
    found = [0] * len(segments)
    seconds = _seconds(segments, credited)
    for post, minutes in _by_post(segments, credited).items():
        places = [n for n, segment in enumerate(segments) if segment.post == post]
        shares = shared_out(minutes, [seconds[n] for n in places])
        for place, share in zip(places, shares, strict=True):
            found[place] = share
    return found


def _by_post(segments: Sequence[Segment], credited: int) -> dict[str | None, int]:
    seconds: defaultdict[str | None, int] = defaultdict(int)
    for segment, counted in zip(segments, _seconds(segments, credited), strict=True):
        seconds[segment.post] += counted
    return dict(zip(seconds, shared_out(credited, list(seconds.values())), strict=True))


def _seconds(segments: Sequence[Segment], minutes: int) -> list[int]:
    """The seconds by which minutes are shared out: those that the policy counts, else all that were served.

    What is credited to a session without a check-out was decided by a person: its last part gets what the others leave.
    """
    counted = [segment.counted for segment in segments]
    if segments and segments[-1].end is None:
        counted[-1] = max(0, minutes * 60 - sum(counted))
    return counted if any(counted) else [_served(segment) for segment in segments]


def _served(segment: Segment) -> int:
    return 0 if segment.end is None else (segment.end - segment.start) // 1000


def shared_out(minutes: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes in proportion to the weights, by the largest remainder; of equal ones the earlier gets one first."""
    whole = sum(weights)
    if not whole:
        return [minutes if n == 0 else 0 for n in range(len(weights))]
    shares = [minutes * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(minutes * weights[n] % whole), n))
    for place in by_remainder[: minutes - sum(shares)]:
        shares[place] += 1
    return shares
