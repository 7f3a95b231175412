"""What `scan` says of each scan: its answer, and what else whoever stands there should know. Some things are said once a run."""

from __future__ import annotations

from checkin.rules.activities import Activity, planned_span
from checkin.rules.identity import within
from checkin.rules.outcomes import Outcome, is_refused
from checkin.rules.sessions import Flag
from checkin.rules.witness import is_witness_code
from checkin.texts import _
from storage.people.names import person_by_any_number
from storage.people.notes import has_note
from storage.people.person import Person
from storage.people.register import key_of
from storage.presence.at_post import not_in_plan
from storage.school_year.milestones import is_leaver, passed_milestones
from storage.store import Store
from storage.things.out import left_with
from tui.cli.base.output import message, result, result_json, tell
from tui.cli.scans.answers import line_of, object_of
from tui.cli.scans.guarded import GuardTold
from tui.cli.scans.posts_told import PostsTold
from tui.words.people.notes import noted_text
from tui.words.people.requirements import left_text, milestone_text
from tui.words.people.things import still_has_text


class Telling:
    """The answers of one run, for an activity."""

    def __init__(self, store: Store, occasion: Activity, *, as_json: bool) -> None:
        self._store, self._occasion, self._as_json = store, occasion, as_json
        self._team = store.identity.team
        self._guard, self._posts = GuardTold(store), PostsTold(store)
        self._told_of_far = self._told_of_post = False

    def post(self, at_post: str) -> None:
        """Warn of a post that is not in the plan. The plan may change while a scanner is at work: what is said once then is said at
        the next scan."""
        if self._told_of_post:
            return
        strange = not_in_plan(self._store.ledger.facts().activity(self._occasion.key), at_post)
        if strange is not None:
            self._told_of_post = True
            tell([strange])

    def outcome(self, outcome: Outcome, text: str) -> bool:
        """Say what came of a scan, whose text was `text`; whether it was refused."""
        store, occasion = self._store, self._occasion
        person = None if outcome.volunteer is None else person_by_any_number(store, outcome.volunteer)
        refused = is_refused(outcome.kind)
        if Flag.FAR in outcome.flags and not self._as_json and not self._told_of_far:
            self._told_of_far = True
            message(_far_text(occasion))
        line = line_of(outcome, occasion, person, self._team)
        passed = [] if refused else passed_milestones(store, outcome)
        if self._as_json:
            result_json(object_of(outcome, occasion, person, self._team, passed))
        if refused:
            message(line)
            if is_witness_code(text):
                message(_("This is the witness code of another desk: keep it with hourdesk witness take."))
        elif not self._as_json:
            result(line)
            for told in (*self._beside(outcome, person), *(milestone_text(*one) for one in passed)):
                message(told)
        return refused

    def _beside(self, outcome: Outcome, person: Person | None) -> list[str]:
        """What else there is to know of the person."""
        told = [left_text()] if is_leaver(self._store, outcome) else []
        if still := still_has_text(left_with(self._store, outcome)):
            told.append(still)
        if person is not None and has_note(self._store, key_of(person)):
            told.append(noted_text(within(key_of(person), self._team)))
        return [*told, *self._posts.of(outcome, person), *self._guard.of(outcome)]


def _far_text(occasion: Activity) -> str:
    """What is said once of scans that are far from the planned days."""
    text = _("{activity} is planned for {planned}. Scans more than a day before or after wait for review.")
    return text.format(activity=occasion.code, planned=planned_span(occasion) or "—")
