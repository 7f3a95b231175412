"""The list of posts as a spreadsheet: empty with an example, or with the posts that an activity has, to change and bring in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from checkin.rules.activities import Activity
from checkin.rules.identity import within
from checkin.rules.instants import local_time
from checkin.rules.posts import Shift
from checkin.texts import _, language
from exports.tables.plain_csv import text_cell
from exports.tables.plain_sheet import need_xlsx
from exports.tables.text_sheet import write_text_sheet

_WIDTHS = (22, 18, 18, 10, 16, 16)


def write_post_template(
    path: Path, activity: Activity | None = None, names: Mapping[str, tuple[str, str, str]] | None = None, own: str = ""
) -> int:
    """Write the `.xlsx` with the posts of an activity (none: an example), and a sheet that explains it; how many rows hold
    posts. `names` and `own` (the team's code) are for those who signed up.

    Raises Refused for another suffix, and if the file can't be written.
    """
    need_xlsx(path)
    rows = [] if activity is None else list(_rows(activity, names or {}, own))
    cells = ([text_cell(cell) for cell in row] for row in rows or _examples())
    columns = list(zip(_headings(), _WIDTHS, strict=True))
    write_text_sheet(path, _("Posts"), columns, cells, examples=not rows, explained=_explained())
    return len(rows)


def _headings() -> Sequence[str]:
    if language() == "zh":
        return ("岗位", "开始", "结束", "需要人数", "编号", "姓名")
    return ("Post", "From", "To", "Needed", "Number", "Name")


def _examples() -> list[Sequence[str]]:
    """The import skips them because of the mark before the name of the post."""
    if language() == "zh":
        return [
            ("示例校门", "8:00", "10:00", "3", "0101", "张晓明"), ("示例校门", "", "", "", "0102", ""),
            ("示例校门", "10:00", "12:00", "3", "", ""), ("示例问询处", "", "", "2", "", ""),
        ]  # fmt: skip
    return [
        ("Example Gate", "8:00", "10:00", "3", "0101", "Anna Lee"), ("Example Gate", "", "", "", "0102", ""),
        ("Example Gate", "10:00", "12:00", "3", "", ""), ("Example Help desk", "", "", "2", "", ""),
    ]  # fmt: skip


def _rows(activity: Activity, names: Mapping[str, tuple[str, str, str]], own: str) -> Iterator[Sequence[str]]:
    for post in activity.posts or ():
        if not post.shifts:
            yield post.name, "", "", "", "", ""
        for shift in post.shifts:
            start, end = _times(shift, activity)
            needed = "" if shift.needed is None else str(shift.needed)
            for place, key in enumerate(shift.people or ("",)):
                named = (within(key, own), names.get(key, ("", "", ""))[0]) if key else ("", "")
                # The post and the times stand in each row, so that the list can be sorted and filtered.
                yield post.name, start, end, needed if place == 0 else "", *named


def _times(shift: Shift, activity: Activity) -> tuple[str, str]:
    start, end = (f"{local_time(at, activity.zone):%Y-%m-%d %H:%M}" for at in (shift.start, shift.end))
    return start, end


def _explained() -> Sequence[str]:
    return (
        _("One row for each person at a post. Post and times that are empty are as in the row above."),
        _(
            "From and to: times of day, such as 8:00; 22:00 to 1:00 goes over midnight. Without both the shift is the whole activity."
        ),
        _("Needed: how many people the shift needs, once for each shift. Empty: nobody counts."),
        _(
            "Number: whose post it is. Leave it empty to plan posts alone; several numbers may stand in a cell, with commas."
        ),
        _("The list is the whole plan: what is not in it is taken out. The import skips the grey example rows."),
    )
