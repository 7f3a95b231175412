"""Which commands somebody perhaps meant who typed one that there is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

import click

_MOST = 3
SAME_DEED: Mapping[tuple[str, ...], Mapping[str, str]] = MappingProxyType({
    (): {"undo": "void", "delete": "void", "remove": "void", "settings": "policy", "hours": "sessions", "print": "badges"},
    ("district",): {"take": "merge", "import": "merge", "trusted": "trust", "compare": "conflicts"},
})  # fmt: skip
"""By the words of a group: what people call a deed there, and the command that does it."""


def likely_commands(ctx: click.Context, group: click.Group, typed: str) -> list[str]:
    """At most three: the command that does what the word says there, else commands of any group that are called so (`roster import`),
    else names of `group` that look like it.

    Within a group the program's name goes before those of any group: `hourdesk witness` is none of `audit`.
    """
    from difflib import get_close_matches

    root = ctx.find_root()
    assert isinstance(root.command, click.Group)
    here = tuple(ctx.command_path.split()[1:])
    same = SAME_DEED.get(here, {}).get(typed.lower())
    if same is not None:
        return [same]
    # Of each its words in one text, as click names what was perhaps meant.
    program = () if group is root.command else (root.info_name or "",)
    exact = [" ".join((*program, *words)) for words in _below(root, root.command, ()) if words[-1] == typed.lower()]
    return exact[:_MOST] or get_close_matches(typed.lower(), group.list_commands(ctx), _MOST)


def _below(ctx: click.Context, group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words of each command below a group."""
    for name in group.list_commands(ctx):
        yield (*words, name)
        one = group.get_command(ctx, name)
        if isinstance(one, click.Group):
            yield from _below(ctx, one, (*words, name))
