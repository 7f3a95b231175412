"""Ask all rules about a record, laid out as the district's is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext

import duckdb

from checkin.progress import counted
from checkin.rules.events import Answer, Event
from checkin.rules.standing import standing
from checkin.texts import _
from exports.audit.plausibility.crowds import find_crowds
from exports.audit.plausibility.finding import Earlier, Finding
from exports.audit.plausibility.laid_out import beside
from exports.audit.plausibility.recognising import recognised
from exports.audit.plausibility.rules import Rule
from exports.audit.plausibility.shared_tables import make_shared_tables


def findings(
    db: duckdb.DuckDBPyConnection, rules: Iterable[Rule], answers: Iterable[Event], *, alone: bool = False
) -> list[Finding]:
    """Every question of these rules, in their order, then by school and subject; answered ones carry their answer.

    `answers` are events of the kind `answer` and the voids that aim at them. The tables of `timetable.lay_out` must be there.
    What stands alone, such as crowds, is asked about on a second connection meanwhile: planning keeps one core busy. It sees only
    what is committed; with `alone` there is none.
    """
    asked = list(rules)
    desks = dict(db.execute("SELECT desk, name FROM audit_desk").fetchall())
    by_rule = _by_rule(db, asked, alone=alone)
    found: list[Finding] = []
    for rule in asked:
        named = {key for one in found if one.rule.name in rule.unless for key in one.sessions}
        ours = sorted(by_rule[rule.name], key=lambda one: (one.team, one.about))
        found += [one for one in ours if not _mostly_in(one.sessions, named)]
    return with_answers(db, (one._replace(desks=desks) for one in found), answers)


def _by_rule(db: duckdb.DuckDBPyConnection, rules: Sequence[Rule], *, alone: bool) -> dict[str, list[Finding]]:
    """All questions by the rule's name. The two kinds of measures share no table that is made for them."""
    there = [rule for rule in rules if rule.measure.stands_alone]
    here = [rule for rule in rules if not rule.measure.stands_alone]
    with nullcontext(db) if alone or not there else beside(db) as second, ThreadPoolExecutor(1) as pool:
        asked_there = pool.submit(_asked_there, second, there)
        if alone:
            asked_there.result()
        make_shared_tables(db)
        found = {}
        for rule in counted([*here, *there], _("rules of the audit")):
            found[rule.name] = asked_there.result()[rule.name] if rule.measure.stands_alone else _asked(db, rule)
    return found


def _asked_there(db: duckdb.DuckDBPyConnection, rules: Sequence[Rule]) -> dict[str, list[Finding]]:
    crowds = [(rule.measure, rule.settings) for rule in rules if rule.measure.crowd]
    if crowds:
        find_crowds(db, crowds)
    return {rule.name: _asked(db, rule) for rule in rules}


def with_answers(db: duckdb.DuckDBPyConnection, found: Iterable[Finding], answers: Iterable[Event]) -> list[Finding]:
    """Each question with its answer, also where sessions went from it since; an open one with what was said when it named fewer."""
    by_name = _by_finding(answers)
    answered_rules = {event.body.rule for event in by_name.values() if isinstance(event.body, Answer)}
    known = [
        _answered(one, by_name) if one.rule.name in answered_rules else one._replace(answer=None, earlier=None)
        for one in found
    ]
    held = {one.answer.id for one in known if one.answer}
    return recognised(db, known, [event for event in by_name.values() if event.id not in held])


def _answered(one: Finding, by_name: Mapping[str, Event]) -> Finding:
    *before, name = one.names()
    if answer := by_name.get(name):
        return one._replace(answer=answer, earlier=None)
    given = [Earlier(by_name[part], one.sessions[count:]) for count, part in enumerate(before) if part in by_name]
    return one._replace(answer=None, earlier=given[-1] if given else None)


def _by_finding(events: Iterable[Event]) -> Mapping[str, Event]:
    """The answer that holds, by the name of its question: the last one that is not struck out."""
    return {event.body.finding: event for event in standing(list(events)) if isinstance(event.body, Answer)}


def _mostly_in(sessions: Sequence[str], named: Set[str]) -> bool:
    return bool(named) and 2 * sum(key in named for key in sessions) > len(sessions)


def _asked(db: duckdb.DuckDBPyConnection, rule: Rule) -> list[Finding]:
    return [
        Finding(rule, team or "", about, facts, tuple(sorted(sessions)))
        for team, about, facts, sessions in rule.measure.ask(db, rule.settings)
    ]
