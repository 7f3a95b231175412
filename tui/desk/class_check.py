"""Check a class in or out when a teacher vouches for it: choose people and teacher, then show the result."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.events import Direction
from checkin.rules.identity import within
from checkin.rules.outcomes import Outcome, OutcomeKind
from checkin.rules.signature import Signature
from checkin.texts import _, say
from checkin.words import outcome_word
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.board import Board, not_checked_out
from storage.presence.class_lists import ClassList
from storage.presence.vouching import is_among, vouch, voucher_note
from tui.desk.desk import Desk
from tui.model.verdicts import Tone, Verdict
from tui.screens.ask import AskDialog
from tui.screens.classes.who import WhoDialog
from tui.screens.message import MessageDialog
from tui.words.amounts import clock_text
from tui.words.outcomes import elsewhere_text
from tui.words.people.classes import class_word, done_text, moving_text, nobody_text, plan_text, teacher_word


async def check_class(desk: Desk, activity: Activity, of: ClassList, direction: Direction) -> bool:
    """Ask for people and teacher, then do it; Esc goes a step back. Returns whether it was done."""
    if not of.candidates(direction):
        desk.app.notify(nobody_text(of, direction), markup=False)
        return False
    ticked: list[str] | None = None
    while True:
        posts = {post.code: post.name for post in activity.posts or ()}
        dialog = WhoDialog(of, direction, activity.zone, desk.clock.now(), ticked, posts)
        ticked = await desk.app.push_screen_wait(dialog)
        if ticked is None:
            return False
        title = _("{class_name}: which teacher vouches?").format(class_name=class_word(of.name))
        teacher = await desk.ask_voucher(title, of.name)
        if teacher is not None and await _ClassCheck(desk, activity, of, direction, teacher).vouch_for(ticked):
            return True


@dataclass(frozen=True, slots=True)
class _ClassCheck:
    """One class, one way, one teacher."""

    desk: Desk
    activity: Activity
    of: ClassList
    direction: Direction
    teacher: Person

    async def vouch_for(self, ticked: list[str]) -> bool:
        """Do it; where there is something to mind, that is said first and done on Enter. `ticked` are keys of volunteers. Returns
        whether it was done. The desk's undo takes it back as a whole."""
        desk, activity, direction, key = self.desk, self.activity, self.direction, key_of(self.teacher)
        others = await desk.tried(lambda store: [one for one in ticked if not is_among(store, key, [one])])
        if others is None:
            return False
        if not others:
            desk.app.notify(_("Teachers can't vouch for themselves: name another teacher, or scan your own badge."))
            return False
        agree = _("check them out") if direction is Direction.OUT else _("check them in")
        plan, *to_mind = self._plan(others, alone=len(others) == len(ticked))
        question = AskDialog(_("On a teacher's word"), [plan, *to_mind], agree)
        if to_mind and not await desk.app.push_screen_wait(question):
            return False
        operator, post = desk.writer.operator, self.of.post
        outcomes = await desk.tried(
            lambda store: vouch(store, activity.key, others, direction, key, Signature(operator), post=post)
        )
        if outcomes is None:
            return False
        self._show_verdict(outcomes)
        await desk.read_board()
        await desk.app.push_screen_wait(MessageDialog(class_word(self.of.name), self._result(outcomes)))
        return True

    def _plan(self, others: list[str], *, alone: bool) -> list[str]:
        """What will happen. If the teacher is ticked too, it says that the teacher must scan a badge."""
        teacher, now = self.teacher, clock_text(self.desk.clock.now(), self.activity.zone)
        who = teacher_word(teacher.name, teacher.number)
        lines = [plan_text(len(others), self.of.name, self.direction, now, who)]
        moving = sum(row.volunteer in others and self.of.moves(row) for row in self.of.rows)
        if moving and self.direction is Direction.IN:
            lines[0] += " " + moving_text(moving, named_post(self.activity, self.of.post or "").name)
        if not alone:
            lines.append(_("{name} vouches for the others and must scan a badge too.").format(name=teacher.name))
        note = voucher_note(teacher)
        return lines if note is None else [*lines, say(note)]

    @property
    def _wanted(self) -> OutcomeKind:
        return OutcomeKind.CLOSED if self.direction is Direction.OUT else OutcomeKind.OPENED

    def _is_done(self, outcome: Outcome) -> bool:
        """At a post whoever was elsewhere is there now."""
        moved = outcome.kind is OutcomeKind.MOVED and self._wanted is OutcomeKind.OPENED
        return moved or outcome.kind is self._wanted

    def _done(self, outcomes: list[Outcome]) -> str:
        return done_text(outcomes, teacher_word(self.teacher.name, self.teacher.number))

    def _show_verdict(self, outcomes: list[Outcome]) -> None:
        count = sum(1 for outcome in outcomes if self._is_done(outcome))
        if not count:
            return
        moved = all(outcome.kind is OutcomeKind.MOVED for outcome in outcomes if self._is_done(outcome))
        tone, word = (
            (Tone.OUT, _("OUT")) if self._wanted is OutcomeKind.CLOSED else (Tone.IN, _("MOVED") if moved else _("IN"))
        )
        name = _("{name} {count}").format(name=class_word(self.of.name), count=count)
        verdict = Verdict(tone, "✓", word, name, self._done(outcomes), at=outcomes[0].at)
        self.desk.state.show(verdict)
        self.desk.display.show_verdict(verdict)

    def _result(self, outcomes: list[Outcome]) -> list[str]:
        """The result: how many people, who was refused and why, and who is still on site."""
        names = {row.volunteer: f"{row.number}  {row.name}" for row in self.of.rows}
        lines = [self._done(outcomes)]
        for outcome in outcomes:
            elsewhere = elsewhere_text(outcome)
            if not self._is_done(outcome) or elsewhere:
                volunteer = outcome.volunteer or ""
                who = names.get(volunteer, within(volunteer, self.activity.team))
                told = elsewhere if self._is_done(outcome) else outcome_word(outcome.kind)
                lines.append(f"  {who}  {told}")
        board = self.desk.state.board
        return lines + (_still_there(board, self.of.name) if self.direction is Direction.OUT else [])


def _still_there(board: Board | None, class_name: str) -> list[str]:
    rows = not_checked_out(board).get(class_name, []) if board is not None else []
    if not rows:
        return []
    return [_("Still on site:"), *(f"  {row.number}  {row.name}" for row in rows)]
