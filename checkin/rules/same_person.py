"""Which number stands for a person who has several. Desk, record and district all ask this module (design §4: `link`).

A link says that two numbers are one person: what counted under `volunteer` counts under `same_as` from then on. Links
chain (A is B, B is C: all count under C). A link between numbers that are one person already changes nothing, so a
circle of links has no effect. Numbers that any links join are one person, in whatever order the logs come together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checkin.rules.events import Link


def counted_under(links: Iterable[Link]) -> dict[str, str]:
    """For each number that a link gave up, the number that stands for its person. `links` are the standing links in
    the order (at, id). The time is near-linear, also where 100,000 links make one chain.
    """
    root: dict[str, str] = {}

    def find(number: str) -> str:
        while (above := root.get(number)) is not None:
            # The way becomes shorter each time it is gone, or long chains would take quadratic time.
            root[number] = number = root.get(above, above)
        return number

    for link in links:
        given_up, stands = find(link.volunteer), find(link.same_as)
        if given_up != stands:
            root[given_up] = stands
    return {number: find(number) for number in root}


def joined_to(same: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each number that stands for others: these others, sorted. `same` is what `counted_under` gives."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for number, stands in same.items():
        found[stands].append(number)
    return {stands: tuple(sorted(others)) for stands, others in found.items()}
