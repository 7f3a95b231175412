"""Commendations of many people from a list: shown row by row, then recorded. The supervisor's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from checkin.rules.signature import Signature
from checkin.rules.typed_times import parse_day
from checkin.texts import _, ngettext, say
from storage.recognition.commendations import CommendationDraft
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import need_agreed, today_at
from tui.desk.making.flow import in_form
from tui.model.stay import need_supervisor
from tui.screens.fields.kinds import ROSTERS
from tui.screens.fields.paths import FILE_NEEDED
from tui.words.cells import padded, plain

_NAME, _TITLE = 14, 24


class _Read(NamedTuple):
    """The commendations of a file that can be recorded, and the lines that show them and what is wrong."""

    drafts: tuple[CommendationDraft, ...]
    lines: list[str]


async def commend_from_list(desk: Desk) -> None:
    """Ask for the file and what the rows leave open, show the rows, and record them."""
    title = _("Commendations from a list")
    count = await _ask(desk, title)
    if count is not None:
        text = ngettext("{count} commendation recorded", "{count} commendations recorded", count)
        desk.app.notify(text.format(count=count), timeout=8)


async def _ask(desk: Desk, title: str) -> int | None:
    """How many were recorded; what was typed stays until they are. None for Esc."""
    from tui.screens.field import Field
    from tui.screens.fields.kinds import Day, File
    from tui.screens.fields.paths import path_of
    from tui.screens.form import FormDialog

    async def keep(values: dict[str, str]) -> int:
        read = await in_form(desk, title, _reader(path_of(values["file"]), values))
        await need_agreed(desk, title, read.lines, _("record them"))
        await need_supervisor(desk)
        return await desk.writer.ask(_recorder(read.drafts, Signature(desk.supervisor_name)))

    fields = [
        Field("file", _("file"), kind=File(ROSTERS), needed=FILE_NEEDED),
        Field("title", _("title"), example=_("such as Outstanding volunteer")),
        Field("by", _("given by"), example=_("which unit")),
        Field("on", _("date"), today_at(desk).isoformat(), kind=Day()),
    ]
    explanation = _("A table with a column of numbers. What a row does not say itself is taken from here.")
    return await desk.app.push_screen_wait(FormDialog(title, fields, keep, explanation, does=_("go on")))


def _reader(file: Path, values: dict[str, str]) -> Callable[[Store], _Read]:
    def read(store: Store) -> _Read:
        from checkin.rules.problems import Problem, Refused
        from storage.recognition.commendation_list import Defaults, read_commendations
        from storage.roster.whose_row import left_purged

        notes: list[Problem] = []
        defaults = Defaults(values["title"] or None, values["by"] or None, parse_day(values["on"]))
        good, problems = read_commendations(store, file, defaults, notes)
        if not good:
            raise Refused(*problems)
        notes += left_purged(store, [draft.volunteer for draft in good])
        wrong = [f"✗ {say(one)}" for one in (*notes, *problems)]
        return _Read(tuple(good), [*wrong, *(_line(store, draft) for draft in good)])

    return read


def _line(store: Store, draft: CommendationDraft) -> str:
    person = store.register.person(draft.volunteer)
    name = draft.volunteer if person is None else person.name
    return f"{padded(plain(name), _NAME)} {padded(plain(draft.title), _TITLE)} {plain(draft.granted_by)}  {draft.day}"


def _recorder(drafts: Sequence[CommendationDraft], signed: Signature) -> Callable[[Store], int]:
    def record(store: Store) -> int:
        from storage.recognition.commendations import commend_all

        return len(commend_all(store, list(drafts), signed))

    return record
