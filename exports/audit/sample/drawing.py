"""A drawn sample: the same for everybody who has the seed and the log."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from checkin.rules.problems import N_, refuse
from checkin.rules.typed_texts import is_text

LONGEST_SEED = 100


def check_seed(seed: str) -> str:
    """A seed as it is kept. Raises Refused for an empty one, a long one, and one with characters that nobody sees."""
    seed = " ".join(seed.split())
    if not 0 < len(seed) <= LONGEST_SEED or not is_text(seed) or not seed.isprintable():
        message = N_("write a word or a number that everybody can be told, of at most {most} characters")
        raise refuse("bad_seed", "--seed", message, most=LONGEST_SEED)
    return seed


def draw(groups: Mapping[str, str], seed: str, size: int) -> list[str]:
    """`size` of the sessions, by group, then in the order in which they were drawn. `groups` is the group of each by its key.

    Each group gets its share, the largest remainders the rest, and where there are enough none goes without. Within a group
    the sessions come in the order of SHA-256 over seed and key: whoever has both gets the same. Raises Refused for a size
    that is larger than the log.
    """
    if not 0 < size <= len(groups):
        message = N_("the record has {count} sessions to draw from: write a number from 1 to {count}")
        raise refuse("sample_size", "--size", message, count=len(groups))
    members: dict[str, list[str]] = {}
    for key, group in groups.items():
        members.setdefault(group, []).append(key)
    return [
        key
        for group, count in sorted(_shares({name: len(keys) for name, keys in members.items()}, size).items())
        for key in sorted(members[group], key=lambda key: sha256(f"{seed}\n{key}".encode()).digest())[:count]
    ]


def _shares(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    whole = sum(sizes.values())
    least = 1 if size >= len(sizes) else 0
    shares = {name: max(least, size * count // whole) for name, count in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(size * sizes[name] % whole), name))
    while (missing := size - sum(shares.values())) > 0:
        open_groups = [name for name in by_remainder if shares[name] < sizes[name]]
        for name in open_groups[:missing]:
            shares[name] += 1
    while (surplus := sum(shares.values()) - size) > 0:
        largest = sorted(shares, key=lambda name: (-shares[name], name))
        for name in [one for one in largest if shares[one] > least][:surplus]:
            shares[name] -= 1
    return shares
