"""What holds for everybody: activities, policies, links between numbers, clock changes, struck events."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo

from checkin.rules.activities import Activity, changed
from checkin.rules.brought_activities import brought_activity
from checkin.rules.claims_activity import unmade_activity
from checkin.rules.clock_changes import NO_CLOCK_CHANGES, ClockChange, ClockChanges
from checkin.rules.events import (
    COMMON_KINDS,
    ActivityChange,
    Clash,
    Clock,
    Close,
    Event,
    Join,
    Link,
    PolicyChange,
    Reopen,
    Transfer,
    Void,
    bodies_of,
)
from checkin.rules.hours import widest
from checkin.rules.identity import split
from checkin.rules.joins import Joins, joins_of
from checkin.rules.lost_desks import lost_desks
from checkin.rules.making_events import is_making, makings_of
from checkin.rules.makings import NO_MAKINGS, Makings
from checkin.rules.occasions import Occasion, occasion_of
from checkin.rules.policies import DEFAULT_POLICY, SETTINGS, Policy, TransferRule, read_policy
from checkin.rules.policy_versions import PolicyVersions
from checkin.rules.posts import planned_shifts
from checkin.rules.same_person import counted_under, joined_to
from checkin.rules.standing import in_order, order_key, standing
from checkin.rules.voids import OrderKey, struck_out

_COMMON = bodies_of(COMMON_KINDS)


@dataclass(frozen=True, slots=True)
class Facts:
    """The folded common events. `struck` names every struck event among those that were folded. `same` has the number
    that stands for each linked number, `joined` the linked numbers of each number that stands. `makings` says which
    activity each desk means by a code.
    """

    activities: Mapping[str, Activity] = field(default_factory=dict)
    policies: Mapping[str, PolicyVersions] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    clocks: ClockChanges = NO_CLOCK_CHANGES
    struck: Mapping[str, OrderKey] = field(default_factory=dict)
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    earlier_times: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Of each activity whose planned times were moved: the (start, end) that it had before, in milliseconds, as `widest` gives them."""
    planned: Mapping[str, tuple[tuple[OrderKey, Activity], ...]] = field(default_factory=dict)
    """Of each activity whose planned times or shifts were changed, for each change in order: the place of its event, and the activity
    as it was before."""
    joins: Joins = field(default_factory=Joins)
    makings: Makings = NO_MAKINGS
    brought: Mapping[str, Activity] = field(default_factory=dict)
    """Activities of other schools from which somebody brought hours, by their keys: what those schools call them."""
    _occasions: dict[str, Occasion] = field(default_factory=dict, init=False, compare=False, repr=False)

    def activity(self, key: str) -> Activity:
        """The activity of a key; one that is unknown here has a key and nothing else."""
        return self.activities.get(key) or self.brought.get(key) or unmade_activity(key)

    def zone_of(self, key: str) -> tzinfo:
        """The zone of an activity's days. What another school tells of one says none."""
        return (self.activities.get(key) or unmade_activity(key)).zone

    def occasion(self, key: str) -> Occasion:
        """What the pairing asks of the activity of a key, made once for each."""
        found = self._occasions.get(key)
        if found is None:
            found = self._occasions[key] = occasion_of(self.activity(key))
        return found

    def now_named(self, activity: Activity) -> str:
        """The key that an activity has now: a decision about a code that several desks made can have given it another one."""
        making = self.makings.by_id.get(activity.making or "")
        return activity.key if making is None else self.makings.name(making)

    def policy_for(self, activity: str, at: int) -> Policy:
        """The policy that counts for an activity (its key) at an instant: that of the activity's team."""
        return self.policy_at(split(activity)[0], at) if self.policies else DEFAULT_POLICY

    def terms_as_of(self, activity: str, order: OrderKey, version: int, at: int) -> tuple[Activity, Policy]:
        """An activity (its key) with the planned times and shifts that it had at a place in the order of events, and this version of its
        team's policy; where that is not known, the one in force at `at`.
        """
        versions = self.policies.get(split(activity)[0], ())
        policy = next((one for _since, one in reversed(versions) if one.version == version), None)
        earlier = next((before for changed, before in self.planned.get(activity, ()) if changed > order), None)
        return earlier or self.activity(activity), policy or self.policy_for(activity, at)

    def policy_at(self, team: str, at: int) -> Policy:
        """The policy that a team had in force at an instant; before its first one, the defaults."""
        versions = self.policies.get(team)
        return DEFAULT_POLICY if versions is None else versions.in_force(at)

    def counts_transfers(self, team: str) -> bool:
        """Whether hours that people brought from other schools count. It is what the team decided last, whenever they were served:
        the policy of their day was another school's.
        """
        versions = self.policies.get(team, ())
        return any(policy.transferred is TransferRule.COUNT for _since, policy in versions[-1:])

    @property
    def have_limits(self) -> bool:
        """Whether a policy makes the minutes of one session depend on other sessions or on who served."""
        return any(versions.limits for versions in self.policies.values())

    def person(self, volunteer: str) -> str:
        """The key under which a volunteer's linked numbers are counted."""
        return self.same.get(volunteer, volunteer)

    def numbers_of(self, volunteer: str) -> tuple[str, ...]:
        """All keys of a volunteer, the one under which they are counted first."""
        person = self.person(volunteer)
        return (person, *self.joined.get(person, ()))

    def all_numbers(self, volunteers: Iterable[str]) -> set[str]:
        """The keys of several volunteers or unknown badges, with all that count for the same persons."""
        return {number for person in {self.person(one) for one in volunteers} for number in self.numbers_of(person)}


def gather(
    events: Iterable[Event],
    here: str | None = None,
    *,
    struck: Mapping[str, OrderKey] | None = None,
    brought: Mapping[str, Activity] | None = None,
) -> Facts:
    """Fold the common events, in any order and with any repeats; of transfers only the names are read, and events of other
    kinds are passed over.

    `here` is the id of the desk that reads: where desks made one code apart, the code means at a desk what it means there. `struck`
    and `brought` are for a caller who finds them otherwise than by voids and transfers among the events; where desks are joined
    or lost that can't be.
    """
    voids, links, transfers, common = _apart(events)
    lost = lost_desks(common)
    if lost:
        common, links, voids = ([e for e in some if lost.passes(e)] for some in (common, links, voids))
    struck = struck_out(voids) if struck is None else struck
    joins = joins_of((event for event in common if isinstance(event.body, Join)), struck, lost)
    if joins:
        common, links, struck = joins.read_all(common), joins.read_all(links), struck_out(joins.read_all(voids))
    stand = standing(common, struck)
    undone = [e.body for e in in_order(common) if isinstance(e.body, Clash) and e.id in struck]
    makings = makings_of(stand, undone, here)
    gone = _struck_activities(common, struck) - makings.candidates.keys()
    said = _Said()
    for event in stand:
        said.take(event, makings, gone)
    said.name_makings(makings)
    same = counted_under(event.body for event in standing(links, struck) if isinstance(event.body, Link))
    return Facts(
        said.activities,
        {team: PolicyVersions(versions) for team, versions in said.policies.items()},
        same,
        ClockChanges(said.clocks),
        struck,
        joined_to(same),
        {activity: widest((one.start or 0, one.end or 0) for one in moved) for activity, moved in said.moves.items()},
        {activity: tuple(changed) for activity, changed in said.planned.items()},
        joins,
        makings,
        {body.there: brought_activity(body) for body in _transfers_in_order(transfers)} if brought is None else brought,
    )


def _apart(events: Iterable[Event]) -> tuple[list[Event], list[Event], list[Event], list[Event]]:
    """The voids, the links, the transfers, and all other common events."""
    voids: list[Event] = []
    links: list[Event] = []
    transfers: list[Event] = []
    common: list[Event] = []
    for event in events:
        body = event.body
        if isinstance(body, Void):
            voids.append(event)
        elif isinstance(body, Link):
            links.append(event)
        elif isinstance(body, Transfer):
            transfers.append(event)
        elif isinstance(body, _COMMON):
            common.append(event)
    return voids, links, transfers, common


class _Said:
    """What the standing events say of activities, policies and clocks, taken one after the other. `moves` are the activities as
    they were before each change of their planned times, `planned` as they were before each change of times or shifts."""

    def __init__(self) -> None:
        self.activities: dict[str, Activity] = {}
        self.policies: dict[str, list[tuple[int, Policy]]] = {}
        self.clocks: list[ClockChange] = []
        self.moves: dict[str, list[Activity]] = {}
        self.planned: dict[str, list[tuple[OrderKey, Activity]]] = {}

    def take(self, event: Event, makings: Makings, gone: Container[str]) -> None:
        """The next event. Of activities that are `gone`, by their keys, nothing is taken."""
        match event.body:
            case ActivityChange() | Close() | Reopen() as change:
                key = _whose_facts(makings, event, change)
                if key is not None and key not in gone:
                    before = self.activities.get(key) or Activity(key)
                    after = self.activities[key] = _after(before, event, change)
                    moved = before.start is not None and before.end is not None and _times(before) != _times(after)
                    if moved:
                        self.moves.setdefault(key, []).append(before)
                    if moved or (
                        before.posts is not after.posts and planned_shifts(before.posts) != planned_shifts(after.posts)
                    ):
                        self.planned.setdefault(key, []).append((order_key(event), before))
            case PolicyChange(version=version, settings=settings, since=since):
                # A setting of a newer version must not stop this desk; it counts by the settings that it knows.
                known = {name: value for name, value in settings.items() if name in SETTINGS}
                self.policies.setdefault(event.team, []).append((since, read_policy(known, version)))
            case Clock(change_ms=change):
                self.clocks.append(ClockChange(event.desk, event.at - change, event.at, event.id))

    def name_makings(self, makings: Makings) -> None:
        """Note of each activity whose code desks made apart which making it is."""
        for making in {makings.root(one) for one in makings.by_id.values()}:
            name = makings.name(making)
            if name in self.activities:
                self.activities[name] = self.activities[name]._replace(making=making.id)


def _transfers_in_order(transfers: Iterable[Event]) -> Iterator[Transfer]:
    for event in in_order(transfers):
        if isinstance(event.body, Transfer):
            yield event.body


def _times(activity: Activity) -> tuple[int | None, int | None]:
    return activity.start, activity.end


def _struck_activities(common: Iterable[Event], struck: Container[str]) -> set[str]:
    """The keys of activities of which a making was struck out: a desk may have changed one before it heard of that."""
    return {
        event.body.activity
        for event in common
        if isinstance(event.body, ActivityChange) and event.id in struck and is_making(event.body)
    }


def _whose_facts(makings: Makings, event: Event, body: ActivityChange | Close | Reopen) -> str | None:
    """The key of the activity whose facts an event sets; None where other facts hold for its making by decision."""
    if body.activity not in makings.shared:
        return body.activity
    making = makings.by_id.get(body.making or event.id) or makings.making(body.activity, event.desk, event.id)
    if making is None:
        return body.activity
    return makings.name(making) if makings.root(making) == making else None


def _after(activity: Activity, event: Event, body: ActivityChange | Close | Reopen) -> Activity:
    match body:
        case ActivityChange(changes=changes):
            return changed(activity, changes)
        case Close():
            return activity._replace(closed_at=event.at)
        case Reopen():
            return activity._replace(closed_at=None)


def own_activities(facts: Facts, team: str) -> list[Activity]:
    """The activities of a team, latest start first."""
    mine = [a for a in facts.activities.values() if split(a.key)[0] == team]
    return sorted(mine, key=lambda a: (-(a.start or 0), a.key))
