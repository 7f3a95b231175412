"""Commands about whole classes: in or out on a teacher's word, and who is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from checkin.rules.activities import Activity
from checkin.rules.events import Direction
from checkin.rules.identity import within
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.texts import _, say
from storage.presence.board import Board, read_board
from tui.desk.volunteer_actions import VolunteerActions
from tui.devices.clock import wall_ms
from tui.model.verdicts import Tone, Verdict
from tui.model.writer_handle import WriterHandle
from tui.words.amounts import clock_text

if TYPE_CHECKING:
    from checkin.scanning.video import FrameSource
    from storage.people.person import Person
    from storage.presence.class_lists import ClassList


class ClassActions(VolunteerActions):
    """Scans go on meanwhile. Who vouched for a class last is remembered while the desk runs."""

    def __init__(self, writer: WriterHandle, camera: str | FrameSource | None) -> None:
        super().__init__(writer, camera)
        self.vouchers: dict[str, str] = {}

    @work(group="dialog", exclusive=True)
    async def action_groups(self) -> None:
        """Choose the way and the class, then who of it."""
        from tui.screens.classes.which import WhichClassDialog

        direction, class_name = Direction.OUT, None
        while (activity := self.state.activity) is not None:
            lists = await self._class_lists(activity)
            if lists is None:
                return
            if not lists:
                self.notify(_("There is nobody in the roster yet."))
                return
            chosen = await self.push_screen_wait(WhichClassDialog(lists, direction, class_name))
            if chosen is None:
                return
            direction, of = chosen
            class_name = of.name
            if await self._check_class(activity, of, direction):
                return

    @work(group="dialog", exclusive=True)
    async def action_left(self) -> None:
        """Who is left, by class; from there a class is checked out."""
        from tui.screens.classes.left import LeftDialog

        while (board := self.state.board) is not None:
            name = await self.push_screen_wait(LeftDialog(board))
            lists = None if name is None else await self._class_lists(board.activity)
            of = next((one for one in lists or () if one.name == name), None)
            if of is None:
                return
            await self._check_class(board.activity, of, Direction.OUT)

    async def ask_voucher(self, title: str, remember: str) -> Person | None:
        """Who stands for it; `remember` is the class, or what else it is for."""
        from tui.screens.classes.voucher import VoucherDialog

        picked = await self.push_screen_wait(VoucherDialog(self.writer, title, self.vouchers.get(remember)))
        if picked is None:
            return None
        volunteer = picked.volunteer
        self.vouchers[remember] = volunteer
        return await self.tried(lambda store: store.register.person(volunteer))

    async def _class_lists(self, activity: Activity) -> list[ClassList] | None:
        from storage.presence.class_lists import class_lists

        return await self.tried(lambda store: class_lists(store, read_board(store, activity.key)))

    async def _check_class(self, activity: Activity, of: ClassList, direction: Direction) -> bool:
        """Who, on whose word, and do it; Esc goes a step back. Whether it was done."""
        from tui.screens.classes.who import WhoDialog
        from tui.words.classes import class_word, nobody_text

        if not of.candidates(direction):
            self.notify(nobody_text(of, direction), markup=False)
            return False
        ticked: list[str] | None = None
        while True:
            ticked = await self.push_screen_wait(WhoDialog(of, direction, activity.zone, ticked))
            if ticked is None:
                return False
            title = _("{class_name}: on whose word?").format(class_name=class_word(of.name))
            teacher = await self.ask_voucher(title, of.name)
            if teacher is not None and await self._vouch(activity, of, direction, ticked, teacher):
                return True

    async def _vouch(
        self, activity: Activity, of: ClassList, direction: Direction, ticked: list[str], teacher: Person
    ) -> bool:
        """Say in a sentence what will happen, and do it on Enter."""
        from storage.people.register import key_of
        from storage.presence.vouching import is_among, vouch, voucher_note
        from tui.screens.ask import AskDialog
        from tui.words.classes import plan_text, teacher_word

        key, lines = key_of(teacher), []
        others = await self.tried(lambda store: [one for one in ticked if not is_among(store, key, [one])])
        if others is None:
            return False
        if not others:
            self.notify(_("Nobody stands for himself: name another teacher, or scan the own badge."))
            return False
        now = clock_text(wall_ms(), activity.zone)
        lines.append(plan_text(len(others), of.name, direction, now, teacher_word(teacher.name, teacher.number)))
        if len(others) < len(ticked):
            lines.append(_("{name} stands for the others, and scans the own badge.").format(name=teacher.name))
        note = voucher_note(teacher)
        lines += [] if note is None else [say(note)]
        agree = _("check them out") if direction is Direction.OUT else _("check them in")
        if not await self.push_screen_wait(AskDialog(_("On a teacher's word"), lines, agree)):
            return False
        operator = self.writer.operator
        outcomes = await self.tried(lambda store: vouch(store, activity.key, others, direction, key, operator))
        if outcomes is None:
            return False
        await self._tell(activity, of, direction, outcomes, teacher)
        return True

    async def _tell(
        self, activity: Activity, of: ClassList, direction: Direction, outcomes: list[Outcome], teacher: Person
    ) -> None:
        """How many, who not and why, and who is still there."""
        from checkin.words import outcome_word
        from tui.screens.told import ToldDialog
        from tui.words.classes import class_word, done_text, teacher_word

        done = done_text(outcomes, teacher_word(teacher.name, teacher.number))
        wanted = OutcomeKind.CLOSED if direction is Direction.OUT else OutcomeKind.OPENED
        names = {row.volunteer: f"{row.number}  {row.name}" for row in of.rows}
        others = [outcome for outcome in outcomes if outcome.kind is not wanted]
        if len(others) < len(outcomes):
            tone, word = (Tone.OUT, _("OUT")) if wanted is OutcomeKind.CLOSED else (Tone.IN, _("IN"))
            name = _("{name} {count}").format(name=class_word(of.name), count=len(outcomes) - len(others))
            verdict = Verdict(tone, "✓", word, name, done, at=outcomes[0].at)
            self.state.show(verdict)
            self.show_verdict(verdict)
        await self._read_board()
        lines = [done]
        for outcome in others:
            who = names.get(outcome.volunteer or "", within(outcome.volunteer or "", activity.team))
            lines.append(f"  {who}  {outcome_word(outcome.kind)}")
        lines += self._still_there(self.state.board, of.name) if direction is Direction.OUT else []
        await self.push_screen_wait(ToldDialog(class_word(of.name), lines))

    @staticmethod
    def _still_there(board: Board | None, class_name: str) -> list[str]:
        from storage.presence.board import not_checked_out

        rows = not_checked_out(board).get(class_name, []) if board is not None else []
        if not rows:
            return []
        return [_("Still on site:"), *(f"  {row.number}  {row.name}" for row in rows)]
