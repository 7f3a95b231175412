"""JSON that a program wrote, with one value, name or length changed to what no program of ours writes."""

from __future__ import annotations

import json
from random import Random
from typing import Any

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 1, 2**31, 2**53 + 1, 10**30, -0.5, 1e308, "", "x", "x" * 5000, "\x00\x1b[2J", "\ud800", "{0}", "{a.b}",
    "9999-99-99", "2026-02-30", [], [[]], {}, {"a": None}, [None], ["x"] * 300,
)  # fmt: skip


def twisted(data: bytes, seed: int) -> bytes:
    """The same JSON but for one place; `seed` says which and how."""
    random = Random(seed)
    content = json.loads(data)
    places = list(_places(content))
    if not places:
        return json.dumps(random.choice(ODD)).encode()
    holder, name = random.choice(places)
    match random.randrange(4):
        case 0:
            del holder[name]
        case 1 if isinstance(holder, dict):
            holder[str(random.choice(ODD))] = holder.pop(name)
        case 2 if isinstance(holder, list):
            holder.extend([holder[name]] * random.choice((1, 50)))
        case _:
            holder[name] = random.choice(ODD)
    return json.dumps(content, ensure_ascii=random.random() < 0.9).encode("utf-8", "surrogatepass")


def _places(content: Any) -> Any:
    if isinstance(content, dict | list):
        for name in list(content) if isinstance(content, dict) else range(len(content)):
            yield content, name
            yield from _places(content[name])
