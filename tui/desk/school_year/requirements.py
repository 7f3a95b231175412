"""What pupils must reach, at the desk: a class is chosen, then its list; the sentence for its group chat goes to the clipboard."""

from __future__ import annotations

from functools import partial

from checkin.texts import _
from storage.people.class_spelling import class_order
from storage.school_year.progress import PersonProgress, progress_list
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.choosing import choose
from tui.desk.making.flow import with_record
from tui.words.cells import aligned, plain

_ALL, _BEHIND, _TABLE = "\0all", "\0behind", "\0table"


async def requirements(desk: Desk) -> None:
    """Choose a class, everybody who is behind, or the table; then look."""
    title = _("Requirements")
    read = await with_record(desk, title, _read)
    if read is None:
        return
    found, notes = read
    classes = sorted({row.person.class_name for row in found}, key=class_order)
    lines = [
        (_ALL, _("all classes")),
        (_BEHIND, _("everybody who is behind")),
        (_TABLE, _("what is asked for")),
        *((name, plain(name) or "—") for name in classes),
    ]
    chosen = await choose(desk, title, lines)
    if chosen is not None:
        await _show(desk, title, chosen, found, notes)


async def _show(desk: Desk, title: str, chosen: str, found: list[PersonProgress], notes: list[str]) -> None:
    from tui.screens.look_first import LookDialog
    from tui.screens.message import MessageDialog

    if chosen == _TABLE:
        from tui.desk.school_year.required import edit_requirements

        await edit_requirements(desk)
        return
    rows = [
        row
        for row in found
        if chosen == _ALL or (row.progress.behind if chosen == _BEHIND else row.person.class_name == chosen)
    ]
    lines = [*notes, *(_lines(rows) if rows else [_nobody(chosen, found)])]
    if chosen in (_ALL, _BEHIND) or not rows:
        await desk.app.push_screen_wait(MessageDialog(title, lines, long=True))
        return
    sentences = await with_record(desk, title, partial(_sentences, rows, chosen))
    if sentences is None:
        return
    if await desk.app.push_screen_wait(LookDialog(title, [*lines, "", *sentences], _("copy the sentence"))):
        desk.app.copy_to_clipboard("\n".join(sentences))
        desk.app.notify(_("Copied: paste it into the group chat. It names nobody."), timeout=8)


def _read(store: Store) -> tuple[list[PersonProgress], list[str]]:
    from tui.words.people.requirements import not_closed_lines

    return progress_list(store), not_closed_lines(store)


def _nobody(chosen: str, found: list[PersonProgress]) -> str:
    """Why the list is empty, and what to do about it."""
    if not found:
        return _("No requirement is for anybody of this team: “what is asked for” says for whom it holds.")
    return _("Nobody is behind.") if chosen == _BEHIND else _("Nobody of this class is asked for anything.")


def _lines(rows: list[PersonProgress]) -> list[str]:
    from tui.words.people.requirements import apart_text, by_text, have_text, state_word

    cells = [
        [
            plain(row.person.class_name),
            plain(row.person.number),
            plain(row.person.name),
            have_text(row),
            state_word(row),
            by_text(row),
        ]
        for row in rows
    ]
    head = [_("class"), _("number"), _("name"), _("so far"), _("state"), _("at this pace by")]
    if any(map(apart_text, rows)):
        head.append(_("of these"))
        cells = [[*line, apart_text(row)] for line, row in zip(cells, rows, strict=True)]
    return list(aligned([head, *cells], frozenset((3,))))


def _sentences(rows: list[PersonProgress], class_name: str, store: Store) -> list[str]:
    from tui.words.people.requirements import chat_sentence

    names = dict.fromkeys(row.requirement.name for row in rows)
    today = store.today()
    return [chat_sentence([row for row in rows if row.requirement.name == name], class_name, today) for name in names]
