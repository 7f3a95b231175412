"""The audit of one school: what its own desks recorded."""

from __future__ import annotations

from checkin.rules.events import Event, Kind
from checkin.rules.signature import Signature, with_reason
from exports.audit.plausibility import timetable
from exports.audit.plausibility.answering import answer_to
from exports.audit.plausibility.asking import findings
from exports.audit.plausibility.finding import Finding
from exports.audit.plausibility.laid_out import laid_out_school
from exports.audit.plausibility.rules import FILE, Rule, read_rules, usual_table
from storage.standard.calendar import read_calendar
from storage.standard.tables import CANT_READ, own_table
from storage.store import Store


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
    # The whole log is folded for it: no scan waits for that.
    body = answer_to(school_findings(store), name)
    return store.ledger.record(body, signed=signed)
