"""A drawn sample: the same for everybody who has the seed and the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from unicodedata import normalize

from checkin.rules.problems import N_, refuse
from checkin.rules.typed_texts import is_text

LONGEST_SEED = 100


def check_seed(seed: str) -> str:
    """A seed as it is kept: full-width digits are digits (NFKC). Raises Refused for an empty one, a long one, and one with
    characters that nobody sees.
    """
    seed = as_kept(seed)
    if not 0 < len(seed) <= LONGEST_SEED or not is_text(seed) or not seed.isprintable():
        message = N_("write a word or a number that everybody can be told, of at most {most} characters")
        raise refuse("bad_seed", "--seed", message, most=LONGEST_SEED)
    return seed


def as_kept(seed: str) -> str:
    """A seed in the one way in which it is compared, however it was typed."""
    return " ".join(normalize("NFKC", seed).split())


def draw(groups: Mapping[str, Sequence[str]], seed: str, size: int) -> list[str]:
    """`size` of the sessions, by group, then in the order in which they were drawn. `groups` is for each, by its key, the group
    that it is in, or groups from the largest to the smallest: school, then activity.

    Each group gets its share, and where there are enough none goes without; the smaller groups in it share what it got. Within the smallest the sessions come in the order of SHA-256 over seed and key: whoever has both
    gets the same. Raises Refused for a size that is larger than the log, and where there is nothing to draw from.
    """
    if not groups:
        message = N_("the record has no session with hours yet: there is nothing to draw from")
        raise refuse("sample_size", "--size", message)
    if not 0 < size <= len(groups):
        message = N_("too many or too few: the record holds {count} to draw from, so write a number from 1 to {count}")
        raise refuse("sample_size", "--size", message, count=len(groups))
    return _drawn(groups, list(groups), 0, seed, size)


def _drawn(groups: Mapping[str, Sequence[str]], keys: Sequence[str], depth: int, seed: str, size: int) -> list[str]:
    members: dict[str, list[str]] = {}
    for key in keys:
        if len(groups[key]) == depth:
            return sorted(keys, key=lambda key: _lot(seed, key))[:size]
        members.setdefault(groups[key][depth], []).append(key)
    shares = _shares({name: len(of) for name, of in members.items()}, size, seed)
    return [
        key
        for group, count in sorted(shares.items())
        for key in (_drawn(groups, members[group], depth + 1, seed, count) if count else [])
    ]


def _lot(seed: str, name: str) -> bytes:
    return sha256(f"{seed}\n{name}".encode()).digest()


def _shares(sizes: Mapping[str, int], size: int, seed: str) -> dict[str, int]:
    """How many each group gets: its share rounded down or up, by lot where shares are no whole numbers. So a small activity is
    drawn as seldom as it is small, and not never.
    """
    whole, least = sum(sizes.values()), 1 if size >= len(sizes) else 0
    shares = {name: max(least, size * count // whole) for name, count in sizes.items()}
    rests = {name: size * count % whole for name, count in sizes.items() if size * count // whole >= least}
    missing = size - sum(shares.values())
    for name in _by_lot(rests, missing, seed):
        shares[name] += 1
    while (surplus := size - sum(shares.values())) < 0:
        largest = sorted(shares, key=lambda name: (-shares[name], _lot(seed, name)))
        for name in [one for one in largest if shares[one] > least][:-surplus]:
            shares[name] -= 1
    return shares


def _by_lot(rests: Mapping[str, int], seats: int, seed: str) -> Iterator[str]:
    """Give `seats` to groups, at most one to each, the more likely the larger its rest: equal steps along the rests, which lie
    one after the other by lot.
    """
    whole, place, given = sum(rests.values()), 0, 0
    start = int.from_bytes(_lot(seed, "")[:8]) % max(whole, 1)
    for name in sorted(rests, key=lambda name: _lot(seed, name)):
        place += rests[name]
        if given < seats and (start + given * whole) < place * seats:
            given += 1
            yield name
