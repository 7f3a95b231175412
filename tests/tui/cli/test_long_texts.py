"""A text that is too long for the record is refused where it is typed, by every option and argument."""

from __future__ import annotations

import pytest

from tests.tui.cli.conftest import Run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("add", "--volunteer", "001", "--activity", "A1", "--minutes", "5", "--reason", "补"),
            ("--operator", 101, 100),
        ),
        (("activity", "edit", "A1"), ("--name", 4001, 4000)),
        (("activity", "edit", "A1"), ("--place", 4001, 4000)),
        (("void", "x"), ("--reason", 4001, 4000)),
        (("commend", "001", "--title", "好"), ("--by", 4001, 4000)),
    ],
)
def test_a_text_that_no_record_takes_is_refused_early(
    desk: Run, words: tuple[str, ...], said: tuple[str, int, int]
) -> None:
    option, count, most = said
    refused = desk(*words, option, "字" * count)
    assert refused.code == 2
    assert f"'{option}': {count} characters are too many: write at most {most}" in refused.err


def test_a_long_name_of_an_operator_that_is_still_taken(desk: Run) -> None:
    assert desk("activity", "edit", "A1", "--place", "河边", "--operator", "陈" * 100).code == 0
