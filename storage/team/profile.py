"""What a school writes about its team beside the log: leader, telephone, safety and so on."""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.problems import N_, Problem, Refused
from checkin.rules.table_problems import NO_SUCH_VALUE
from checkin.rules.typed_texts import too_long
from checkin.texts import _, enumerated
from storage.disk import sqlite
from storage.people.spelling import clean_text
from storage.store import Store

PROFILE: Mapping[str, str] = {
    "kind": N_("kind of team"),
    "unit": N_("unit that fills in forms"),
    "leader": N_("leader"),
    "leader_title": N_("leader's title"),
    "phone": N_("telephone"),
    "issuer": N_("issuer of certificates"),
    "handler": N_("handler of certificates"),
    "contact": N_("contact for questions"),
    "safety": N_("responsible for safety"),
    "emergency_plan": N_("emergency plan"),
}
"""Everything that can be said, with what people call it."""
LONGEST_VALUE = 200
LONGEST_PLAN = 4_000


def profile(connection: sqlite.Connection) -> dict[str, str]:
    """The values that are set, by the names of `PROFILE` and in their order."""
    stored = dict(connection.execute("SELECT name, value FROM team_profile").fetchall())
    return {name: stored[name] for name in PROFILE if name in stored}


def contact_line(connection: sqlite.Connection) -> str:
    """The contact for printed papers: the profile's contact, else leader and telephone; empty where nothing is set."""
    stored = profile(connection)
    named = " ".join(stored[name] for name in ("leader", "phone") if name in stored)
    contact = stored.get("contact", named)
    return _("Contact: {contact}").format(contact=contact) if contact else ""


def set_profile(store: Store, values: Mapping[str, str]) -> dict[str, str]:
    """Set values of the profile; an empty value removes one. Returns the whole profile after it.

    Raises Refused naming everything that is not possible, and then nothing is written.
    """
    from storage.standard.team_kinds import read_kinds

    cleaned: dict[str, str] = {}
    problems: list[Problem] = []
    for name, value in values.items():
        text = clean_text(value)
        longest = LONGEST_PLAN if name == "emergency_plan" else LONGEST_VALUE
        if name not in PROFILE:
            problems.append(Problem("unknown_value", name[:40], NO_SUCH_VALUE, {"names": enumerated(PROFILE)}))
        elif len(text) > longest:
            problems.append(too_long(text, longest, name))
        elif name == "kind" and text and text not in read_kinds(store.folder):
            kinds = enumerated(read_kinds(store.folder))
            message = N_("“{kind}” is no kind of team here; there are {kinds}")
            problems.append(Problem("unknown_kind", name, message, {"kind": text, "kinds": kinds}))
        cleaned[name] = text
    if problems:
        raise Refused(*problems)
    with store.ledger.transaction():
        for name, text in cleaned.items():
            store.connection.execute("DELETE FROM team_profile WHERE name = ?", (name,))
            if text:
                store.connection.execute("INSERT INTO team_profile VALUES (?, ?)", (name, text))
    return profile(store.connection)
