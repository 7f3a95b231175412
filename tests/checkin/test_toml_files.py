"""Tables that cost more than they say are refused before they are read, with their line; usual ones are not."""

from __future__ import annotations

import time

import pytest

from checkin.file_errors import reason_of
from checkin.toml_files import DEEPEST, NestedTooDeep, toml_of

MOST = 60_000


@pytest.mark.parametrize(
    "name",
    [
        ".".join("a" * MOST),
        f"[{' . '.join('a' * 30)}]\nb",
        ".".join(['"a.\\"b"', "'c'"] * DEEPEST),
        "[[" + ".".join(["a-b_c"] * (DEEPEST + 1)) + "]]\nb",
    ],
    ids=["dots without end", "of a table, with blanks", "in quotes", "of a list of tables"],
)
def test_a_name_of_very_many_parts_is_refused_with_its_line(name: str) -> None:
    began = time.process_time()
    with pytest.raises(NestedTooDeep) as raised:
        toml_of(f"# one\nb = 1\n{name} = 1\n".encode())
    assert "line 3" in reason_of(raised.value)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("part", ['"', '\\"', "a", " ", "'a"], ids=["quotes", "escapes", "letters", "blanks", "texts"])
def test_what_only_looks_like_such_a_name_costs_no_more_than_it_has_letters(part: str) -> None:
    began = time.process_time()
    with pytest.raises(ValueError):
        toml_of(f"a{part * MOST}".encode())
    assert time.process_time() - began < 2


def test_names_of_a_few_parts_and_dots_in_texts_are_read() -> None:
    deep = ".".join("a" * DEEPEST)
    assert toml_of(f"x.y.z = 1.5\n{deep} = 1\n".encode())["x"] == {"y": {"z": 1.5}}
    said = "Ask Ms. Li (1.2.3.4), e.g. in room 5.3 … " * 30
    assert toml_of(f'note = "{said}"\n'.encode())["note"] == said
