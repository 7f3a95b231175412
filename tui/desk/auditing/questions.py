"""Questions of the audit at the desk: look at them, and answer one. The answer is the supervisor's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from checkin.durations import hours_text
from checkin.rules.signature import Signature
from checkin.texts import _
from exports.audit import school
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.rules import FILE
from exports.tables.rows import SessionRow
from exports.tables.session_rows import session_rows
from storage.store import Store
from tui.desk.desk import Desk
from tui.desk.making.asking import ask_text
from tui.desk.making.choosing import choose
from tui.desk.making.flow import File, make_file, with_record
from tui.model.stay import need_supervisor
from tui.screens.making.made import Made
from tui.words.cells import cell_width, padded, plain
from tui.words.record.audit import ANSWER_NEEDED, INTO_THE_TABLE, NO_VERDICTS, answer_text, named_rows

_RULES = "\0rules"
_TITLE, _NAME, _MOST_SESSIONS = 25, 10, 8


async def answer_questions(desk: Desk) -> None:
    """List the questions, show the chosen one with its sessions, and keep the answer; then the list again."""
    title = _("Questions of the audit")
    while (found := await with_record(desk, title, school.school_findings)) is not None:
        width = min(_TITLE, max((cell_width(one.rule.title) for one in found), default=0) + 1)
        lines = [(one.name, f"{_sign(one)} {padded(one.rule.title, width)} {plain(one.text)}") for one in found]
        lacking = await desk.tried(_lacking)
        if lacking:
            lines.append((_RULES, _("rules of this version that the school's own table lacks …")))
        if not lines:
            desk.app.notify(_("Nothing is asked."), timeout=8)
            return
        chosen = await choose(desk, title, lines, _(NO_VERDICTS))
        if chosen is None:
            return
        if chosen == _RULES:
            await make_file(desk, title, File("rules", ".toml", for_all=True), partial(_written, lacking or ""))
        else:
            await _look_at(desk, next(one for one in found if one.name == chosen))


def _lacking(store: Store) -> str:
    """Rules of this version that a table of the school's own lacks, as they stand in one."""
    from exports.audit.plausibility.later_rules import lacking_table

    return lacking_table(school.school_rules(store))


def _written(text: str, _store: Store, out: Path) -> Made:
    from storage.disk.atomic_file import write_whole

    write_whole(out, text.encode())
    return Made(out, (_(INTO_THE_TABLE).format(file=FILE),))


async def _look_at(desk: Desk, one: Finding) -> None:
    def read(store: Store) -> tuple[list[SessionRow], list[SessionRow]]:
        return named_rows(one, session_rows(store))

    named = await with_record(desk, one.rule.title, read)
    if named is None:
        return
    new, known = named
    shown = _lines(new if one.earlier else [*new, *known])
    if one.answer is not None:
        from tui.screens.message import MessageDialog

        said = _("Answer: {answer}").format(answer=answer_text(one))
        told = [plain(one.text), one.rule.reason, "", plain(said), "", *shown]
        await desk.app.push_screen_wait(MessageDialog(one.rule.title, told))
        return

    async def write(answer: str) -> object:
        await need_supervisor(desk)
        signed = Signature(desk.supervisor_name, answer)
        return await desk.writer.ask(lambda store: school.answer(store, one.name, signed))

    told = [plain(one.text), one.rule.reason, ""]
    if one.earlier:
        told += [_("Answer: {answer}").format(answer=plain(answer_text(one))), _("New since then:")]
    answer = await ask_text(
        desk, one.rule.title, _("answer"), explanation="\n".join([*told, *shown]),
        value=(one.earlier.answer.reason or "") if one.earlier else "", needed=ANSWER_NEEDED, use=write,
    )  # fmt: skip
    if answer is not None:
        desk.app.notify(_("Answered: it goes to the district with the next pack."), timeout=8)


def _sign(one: Finding) -> str:
    return "✓" if one.answer else "↻" if one.earlier else "?"


def _lines(rows: Sequence[SessionRow]) -> list[str]:
    shown = [_line(row) for row in rows[:_MOST_SESSIONS]]
    return [*shown, f"… +{len(rows) - _MOST_SESSIONS}"] if len(rows) > _MOST_SESSIONS else shown


def _line(row: SessionRow) -> str:
    times = [at[11:16] for at in (row.start, row.end) if at]
    return f"{row.volunteer} {padded(plain(row.name or '—'), _NAME)} {row.day or '—'} {'–'.join(times) or '—'}  {hours_text(row.credited)}"
