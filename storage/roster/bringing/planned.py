"""The plan of an import at this desk: with who would drop out, and without badges that are not free."""

from __future__ import annotations

from dataclasses import replace

from checkin.rules.identity import key
from checkin.rules.problems import N_, Problem
from storage.people.register import key_of
from storage.people.walk_in import WALK_IN_NUMBER
from storage.roster.dropping import Dropping, Others, dropped_groups
from storage.roster.plan import ImportPlan, plan_import
from storage.roster.reading import Reading
from storage.store import Store


def planned(store: Store, reading: Reading, others: Others) -> tuple[ImportPlan, tuple[Dropping, ...]]:
    """The plan, and the classes that would drop out with it.

    Those who left before, and people who were registered on the spot, do not drop out: the former did already, and the
    latter were in no file, so no file lacks them.
    """
    everybody, gone = store.register.persons(), store.register.leavers()
    left = {p.number for p in everybody if key_of(p) in gone}
    plan = plan_import(reading, everybody, team=store.identity.team, left=left)
    own = (p for p in everybody if p.team == store.identity.team and p.number not in left)
    known = [p for p in own if not WALK_IN_NUMBER.fullmatch(p.number)]
    missing = frozenset() if others is Others.ADD else frozenset(plan.leavers)
    leavers = [p for p in known if p in missing]
    listed = (*plan.new, *(change.after for change in plan.changed), *plan.unchanged)
    dropped = tuple(dropped_groups(leavers, known, listed))
    return _with_free_badges(store, replace(plan, leavers=tuple(leavers))), dropped


def _with_free_badges(store: Store, plan: ImportPlan) -> ImportPlan:
    """The plan with a problem for each badge number of the file that is revoked, or that belongs or belonged to
    somebody else: the row keeps the badge it has.
    """
    badges, problems = dict(plan.badges), list(plan.problems)
    for number, badge in plan.badges.items():
        holder = store.ledger.holder_of_badge(badge)
        if holder.volunteer is not None and holder.volunteer != key(store.identity.team, number):
            del badges[number]
            message = N_("the badge number {badge} is another volunteer's ({holder}); the badge was not changed")
            problems.append(Problem("badge_taken", number, message, {"badge": badge, "holder": holder.volunteer}))
        elif holder.revoked_at is not None:
            del badges[number]
            message = N_("the badge number {badge} was revoked; the badge was not changed")
            problems.append(Problem("badge_revoked", number, message, {"badge": badge}))
    return replace(plan, badges=badges, problems=tuple(problems))
