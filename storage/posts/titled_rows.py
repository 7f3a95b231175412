"""Rows of a list of posts, with the columns that may name a post beside its code told apart from those of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from checkin.rules.problems import Problem, Refused
from storage.roster.headed_rows import HeadedRow, headed_rows

TITLE = ("名称", "站点名称", "点位名称", "post name", "station name")
"""Beside the column of posts it holds their names, and that column their codes."""
_ALSO_ALONE = ("岗位名称", "岗位名")
"""Read as the posts themselves where no column 岗位 is."""
_NOT_BETWEEN = ("class",)


def titled_rows(file: Path, words: Mapping[str, Sequence[str]], notes: list[Problem]) -> Iterator[HeadedRow]:
    """The rows of a list, by the headings `words`; `title` is the post's name where a column of names stands beside its code.
    Raises Refused as `headed_rows` does.
    """
    with_titles = {
        **words,
        "post": [word for word in words["post"] if word not in _ALSO_ALONE],
        "title": (*_ALSO_ALONE, *TITLE),
    }
    rows = headed_rows(file, with_titles, ("post",), notes)
    try:
        first = next(rows, None)
    except Refused as refused:
        if refused.problems[0].code != "no_headings":
            raise
        yield from headed_rows(file, words, ("post",), notes)
        return
    for row in chain(() if first is None else (first,), rows):
        yield _with_title(row)


def _with_title(row: HeadedRow) -> HeadedRow:
    """A column `name` right behind the post's, and not beside the numbers of people, names the post."""
    order = [field for field in row.headings if field not in _NOT_BETWEEN]
    at = order.index("name") if "name" in order else 0
    if "title" in order or at == 0 or order[at - 1] != "post" or row.headings["name"].strip() in _OF_PEOPLE:
        return row
    if "number" in (order[at + 1 : at + 2] or [""]) + order[max(at - 2, 0) : at - 1]:
        return row
    return HeadedRow(row.where, {**row.cells, "title": row.cells.get("name", ""), "name": ""}, row.headings)


_OF_PEOPLE = ("姓名", "学生姓名", "志愿者姓名", "教师姓名", "人员姓名", "队员姓名", "中文姓名")
