"""The audit of one school: what its own desks recorded."""

from __future__ import annotations

from checkin.rules.events import Answer, Event, Kind
from checkin.rules.problems import N_, refuse
from checkin.rules.signature import Signature, with_reason
from exports.audit.plausibility import timetable
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import laid_out_school
from exports.audit.plausibility.rules import FILE, Rule, read_rules, usual_table
from storage.standard.calendar import read_calendar
from storage.standard.tables import own_table
from storage.store import Store

CANT_READ = N_("the table can't be read ({reason}): correct the file, or take it away to have the usual one")


def school_rules(store: Store) -> tuple[Rule, ...]:
    """The rules of the data folder, else the usual ones. Raises Refused naming everything that is not possible."""
    file = store.folder.path / FILE
    own = own_table(file, "bad_audit_rules", CANT_READ)
    return read_rules(usual_table() if own is None else own, FILE if own is None else str(file))


def school_findings(store: Store) -> list[Finding]:
    """Every question of the rules about what the desks of this team recorded, answered or not. Raises Refused for a table
    that is not possible.
    """
    rules, file = school_rules(store), store.folder.path / timetable.FILE
    table = timetable.read_timetable(own_table(file, "bad_timetable", CANT_READ), str(file))
    calendar = read_calendar(store.folder)
    answers = store.ledger.queries.of_kind(Kind.ANSWER)
    with laid_out_school(store) as db:
        timetable.lay_out(db, table, calendar)
        found = findings(db, rules, answers)
    return [one for one in found if one.team == store.identity.team]


def answer(store: Store, name: str, signed: Signature) -> Event:
    """Answer a question, named by the first digits of its name; the reason is the answer.

    Raises Refused where none has this name, or several have, and where it was answered already.
    """
    signed = with_reason(signed)
    with store.ledger.transaction():
        return store.ledger.record(answer_to(school_findings(store), name), signed=signed)


def answer_to(found: list[Finding], name: str) -> Answer:
    """The body of an answer to the question whose name begins so. Raises Refused as `named` does, and where it was answered."""
    one = named(found, name)
    if one.answer is not None:
        message = N_("this question was answered already: strike out its event {event} to answer anew")
        raise refuse("answered", name, message, event=one.answer.id)
    return Answer(one.name, one.rule.name)


def named(found: list[Finding], name: str) -> Finding:
    """The one question whose name begins so. Raises Refused for none and for several."""
    fitting = [one for one in found if name and one.name.startswith(name.lower())]
    if len(fitting) == 1:
        return fitting[0]
    message = (
        N_("there is no such question: take its first digits from hourdesk audit list")
        if not fitting
        else N_("several questions begin so: write more digits of it")
    )
    raise refuse("no_finding", name, message)
