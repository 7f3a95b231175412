"""Imports a roster file into the register: people, badge numbers, consents, in one transaction (design §1, §5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.identity import key
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.signature import UNSIGNED, Signature
from storage.people.badges import issue, mint, revoke_all
from storage.people.consents import bring_up_to_date
from storage.people.person import Person
from storage.people.register import key_of
from storage.roster.plan import ImportPlan, plan_reading
from storage.roster.reading import read_roster
from storage.store import Store

WALK_IN_NUMBER = re.compile(r"W[0-9a-f]{4}-\d+")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would do. `taken` is false where nothing came in; `badges` counts numbers
    that were minted or taken from the file."""

    plan: ImportPlan
    taken: bool
    badges: int


def import_roster(
    store: Store, path: Path, *, dry_run: bool = False, strict: bool = False, signed: Signature = UNSIGNED
) -> ImportReport:
    """Read a roster file into the register; new people get a badge number.

    Bad rows are in the report's plan and are not imported; with `strict` one bad row keeps everything out. Raises
    Refused for a file that can't be read, and at any desk but the team's first.
    """
    if not store.identity.first:
        message = N_("rosters come in at the team's first desk, which mints the badges; then take its newer kit here")
        raise refuse("not_first_desk", str(path), message)
    today = store.today()
    reading = read_roster(path, today=today, valid_badge=is_badge_number)
    with store.ledger.transaction():
        known = store.register.persons()
        left = {p.number for p in known if key_of(p) in store.register.leavers()}
        plan = _without_walk_ins(plan_reading(reading, known, team=store.identity.team, left=left))
        plan = _with_free_badges(store, plan)
        if dry_run or not plan.comes_in(strict):
            return ImportReport(plan, False, 0)
        badges = _take_in(store, plan, signed)
    return ImportReport(plan, True, badges)


def _without_walk_ins(plan: ImportPlan) -> ImportPlan:
    """The plan without people who were registered on the spot among its leavers: they were
    in no file, so no file lacks them.
    """
    return replace(plan, leavers=tuple(p for p in plan.leavers if not WALK_IN_NUMBER.fullmatch(p.number)))


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


def _take_in(store: Store, plan: ImportPlan, signed: Signature) -> int:
    changed = [change.after for change in plan.changed]
    everybody = [*plan.new, *changed, *plan.unchanged]
    store.register.write([*plan.new, *changed, *plan.returned])
    store.register.mark_left(key_of(person) for person in plan.leavers)
    count = _give_badges(store, everybody, plan, signed)
    for change in plan.changed:
        badge = store.register.badge(key_of(change.after))
        if change.before.kind != change.after.kind and badge is not None:
            issue(store, change.after, badge, signed)
    bring_up_to_date(store, everybody, signed)
    return count


def _give_badges(store: Store, persons: Iterable[Person], plan: ImportPlan, signed: Signature) -> int:
    count = 0
    for person in persons:
        before = store.register.badge(key_of(person))
        badge = plan.badges.get(person.number) or before or mint(store)
        if badge == before:
            continue
        if before is not None:
            revoke_all(store, person, signed)
        issue(store, person, badge, signed)
        count += 1
    return count
