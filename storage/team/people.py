"""Members and cadres of a team, and whether there are as many as its kind asks for."""

from __future__ import annotations

from dataclasses import dataclass

from checkin.rules.problems import N_, Problem, refuse
from checkin.rules.typed_texts import check_typed
from checkin.texts import _
from storage.disk import sqlite
from storage.people.known import known_person
from storage.people.register import key_of
from storage.people.spelling import clean_text
from storage.standard.team_kinds import DEFAULT_KIND, TeamKind, read_kinds
from storage.store import Store
from storage.team.profile import PROFILE, profile

LONGEST_DUTY = 60
NEEDED = ("leader", "phone", "safety", "emergency_plan")
"""What every team says of itself (domain §1: responsibility for safety, an emergency plan)."""


@dataclass(frozen=True, slots=True)
class Cadre:
    """A person who leads or organises; `duty` in the school's words. `name` is empty
    where the person is in no register.
    """

    volunteer: str
    name: str
    duty: str


@dataclass(frozen=True, slots=True)
class TeamState:
    """The state of a team: its kind, the volunteers who are no cadres, the cadres, and what is missing."""

    kind: TeamKind
    volunteers: int
    cadres: int
    problems: tuple[Problem, ...]


def cadres(connection: sqlite.Connection) -> list[Cadre]:
    """All cadres, by number."""
    rows = connection.execute(
        "SELECT volunteer, coalesce(name, ''), duty FROM cadre LEFT JOIN person ON key = volunteer ORDER BY volunteer"
    )
    return [Cadre(*row) for row in rows]


def set_cadre(store: Store, volunteer: str, duty: str) -> None:
    """Make a person of the roster (a key) a cadre with a duty. Raises Refused for anybody else."""
    text = clean_text(duty)
    if not text or len(text) > LONGEST_DUTY:
        raise refuse("bad_duty", "--duty", N_("write the duty in 1 to {most} characters"), most=LONGEST_DUTY)
    known_person(store, volunteer)
    with store.ledger.transaction():
        store.connection.execute("INSERT OR REPLACE INTO cadre VALUES (?, ?)", (volunteer, text))


def remove_cadre(store: Store, volunteer: str) -> None:
    """End the duty of a cadre. Raises Refused for a person who was none."""
    with store.ledger.transaction():
        if not store.connection.execute("DELETE FROM cadre WHERE volunteer = ?", (volunteer,)).rowcount:
            raise refuse("no_cadre", volunteer, N_("this is no cadre of the team; see hourdesk team show"))


def team_state(store: Store) -> TeamState:
    """How the team stands against what its kind asks for. Raises Refused for a bad table of kinds."""
    stored = profile(store.connection)
    kinds = read_kinds(store.folder)
    code = stored.get("kind", DEFAULT_KIND)
    kind = kinds.get(code, TeamKind(code, code, code))
    facts = store.ledger.facts()
    here = (key_of(p) for p in store.register.persons(with_leavers=False) if p.team == store.identity.team)
    own = {facts.person(key) for key in here}
    leading = {facts.person(one.volunteer) for one in cadres(store.connection)} & own
    volunteers = len(own - leading)
    problems = [
        Problem(
            "missing_value",
            name,
            N_("the team has no “{what}” yet: hourdesk team set {name}=…"),
            {"what": _(PROFILE[name]), "name": name},
        )
        for name in NEEDED
        if name not in stored
    ]
    for count, bounds, message in (
        (volunteers, kind.volunteers, N_("volunteers of the team: {count}; its kind asks for {least} to {most}")),
        (len(leading), kind.cadres, N_("cadres of the team: {count}; its kind asks for {least} to {most}")),
    ):
        if bounds is not None and not bounds[0] <= count <= bounds[1]:
            values = {"count": count, "least": bounds[0], "most": bounds[1]}
            problems.append(Problem("wrong_number", kind.code, message, values))
    return TeamState(kind, volunteers, len(leading), tuple(problems))


def check_text(text: str, where: str, most: int) -> str:
    """A text that somebody wrote, cleaned. Raises Refused where it is longer than `most` characters."""
    return check_typed(clean_text(text), most, where)
