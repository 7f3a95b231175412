"""Imports a roster file into the register: people, badge numbers, consents, in one transaction (design §1, §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from checkin.progress import counted
from checkin.rules.badge_numbers import is_badge_number
from checkin.rules.identity import key
from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.signature import UNSIGNED, Signature
from checkin.texts import _
from storage.people.badges import issue, mint, revoke_all
from storage.people.consents import bring_up_to_date
from storage.people.person import Person
from storage.people.register import key_of
from storage.people.search_text import sounds_of_name
from storage.people.walk_in import WALK_IN_NUMBER
from storage.purging.purging import bring_back
from storage.roster.dropping import Dropping, Others, dropped_groups
from storage.roster.plan import ImportPlan, plan_reading
from storage.roster.purged import NOTHING_LEFT_OUT, LeftOut, purged_in_list, without_purged_rows
from storage.roster.reading import Reading, read_roster
from storage.school_year.older_list import older_list_note
from storage.store import Store


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with `dry_run` would do. `taken` is false where nothing came in; `badges` counts numbers
    that were minted or taken from the file. `dropped` are classes that the list drops; where `asks` is true, a person
    has to say what becomes of them before anything comes in. `left_out` is what was purged before and stays out, or with
    `with_purged` comes in.
    """

    plan: ImportPlan
    taken: bool
    badges: int
    dropped: tuple[Dropping, ...] = ()
    asks: bool = False
    left_out: LeftOut = NOTHING_LEFT_OUT


def read_list(store: Store, path: Path) -> Reading:
    """Read a roster file, and look up how its names are read. A list of thousands takes a second: outside of a transaction no scan
    waits for it. Raises Refused for a file that can't be read.
    """
    reading = read_roster(path, today=store.today(), valid_badge=is_badge_number)
    for row in reading.rows:
        sounds_of_name(row.name)
    return reading


def import_roster(
    store: Store,
    path: Path,
    *,
    reading: Reading | None = None,
    dry_run: bool = False,
    strict: bool = False,
    others: Others = Others.ASK,
    with_purged: bool = False,
    signed: Signature = UNSIGNED,
) -> ImportReport:
    """Read a roster file into the register; new people get a badge number.

    Bad rows are in the report's plan and are not imported; with `strict` one bad row keeps everything out. `others`
    says what becomes of known people who are not in the file; `with_purged` lets in what was purged of people before. `reading` is
    what `read_list` gave, where it was read already.
    Raises Refused for a file that can't be read, and at any
    desk but the team's first.
    """
    if not store.identity.first:
        message = N_("rosters come in at the team's first desk, which mints the badges; then take its newer kit here")
        raise refuse("not_first_desk", str(path), message)
    reading = read_list(store, path) if reading is None else reading
    with store.ledger.transaction():
        plan, dropped = _planned(store, reading, others)
        older = older_list_note(store, ((one.before, one.after) for one in plan.changed), path.name)
        plan = replace(plan, notes=(*plan.notes, *older)) if older else plan
        left_out = purged_in_list(plan, store.register.purged.fields(), store.identity.team)
        plan = plan if with_purged else without_purged_rows(plan, left_out)
        asks = others is Others.ASK and bool(dropped) and plan.comes_in(strict)
        if dry_run or asks or not plan.comes_in(strict):
            return ImportReport(plan, False, 0, dropped, asks, left_out)
        if with_purged and left_out.fields:
            bring_back(store, left_out.fields, signed)
        badges = _take_in(store, plan, signed)
    return ImportReport(plan, True, badges, dropped, left_out=left_out)


def _planned(store: Store, reading: Reading, others: Others) -> tuple[ImportPlan, tuple[Dropping, ...]]:
    """The plan, and the classes that would drop out with it.

    Those who left before, and people who were registered on the spot, do not drop out: the former did already, and the
    latter were in no file, so no file lacks them.
    """
    everybody, gone = store.register.persons(), store.register.leavers()
    left = {p.number for p in everybody if key_of(p) in gone}
    plan = plan_reading(reading, everybody, team=store.identity.team, left=left)
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


def _take_in(store: Store, plan: ImportPlan, signed: Signature) -> int:
    changed = [change.after for change in plan.changed]
    everybody = [*plan.new, *changed, *plan.unchanged]
    store.register.write([*plan.new, *changed, *plan.returned])
    store.register.mark_left((key_of(person) for person in plan.leavers), store.today())
    count = _give_badges(store, everybody, plan, signed)
    for change in plan.changed:
        badge = store.register.badge(key_of(change.after)) if change.before.kind != change.after.kind else None
        if badge is not None:
            issue(store, change.after, badge, signed)
    bring_up_to_date(store, everybody, signed)
    return count


def _give_badges(store: Store, persons: Iterable[Person], plan: ImportPlan, signed: Signature) -> int:
    count, facts, badges = 0, store.ledger.facts(), store.register.badges()
    for person in counted(persons, _("people")):
        before = badges.get(key_of(person))
        if before is None and facts.person(key_of(person)) != key_of(person):
            # The number that stands for this person has the badge.
            continue
        badge = plan.badges.get(person.number) or before or mint(store)
        if badge == before:
            continue
        if before is not None:
            revoke_all(store, person, signed)
        issue(store, person, badge, signed)
        count += 1
    return count
