"""A page of more rows than anybody looks through: the first ones are shown, all are searched, and a file gets all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from exports.district.asks.views import MOST_ROWS
from storage.people.search_text import is_found
from tui.district.page import Page
from tui.words.lists import first_rows_text, no_row_text


def first_of(page: Page, maker: Callable[..., Page], search: str, most: int | None) -> Page:
    """The `page`, which has all rows, with the first `most` of those that have the text `search` in them. `maker` makes it of a
    district, by the arguments `search` and `most`."""
    fitting = [row for row in page.rows if is_found(row.cells, search)] if search else page.rows
    rows = tuple(fitting[:most])
    if len(rows) == len(page.rows):
        return page
    foot = first_rows_text(len(rows), f"{len(fitting):,}") if len(rows) < len(fitting) else ""
    hint = "" if rows else no_row_text(search)
    return replace(
        page,
        rows=rows,
        foot=" · ".join(filter(None, (foot, page.foot))),
        hint=hint,
        search=lambda text: partial(maker, search=text, most=MOST_ROWS),
        whole=partial(maker, search=search, most=None),
    )
