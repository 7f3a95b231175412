"""What is to be said of a school's own table of the audit's rules where nobody asks for an audit."""

from __future__ import annotations

from checkin.rules.problems import N_, Problem, Refused
from checkin.texts import enumerated
from storage.store import Store

_FILE = "plausibility.toml"
_UNSAID = N_(
    "the table is one’s own, and rules in it lack a setting of this version; put the line below its rule: {settings}"
)
_LACKS = N_(
    "the table is one’s own and lacks rules of this version: {rules}: hourdesk audit rules --lacking prints them, to be put at its end"
)


def notes_on_own_rules(store: Store) -> list[Problem]:
    """What is not possible in the table of the data folder, or else which usual rules it lacks; nothing where there is no such table."""
    file = store.folder.path / _FILE
    if not file.exists():
        # The measures load a database, which takes a tenth of a second.
        return []
    from exports.audit.plausibility.later_rules import lacking_rules, unsaid_settings
    from exports.audit.school import school_rules

    try:
        rules = school_rules(store)
    except Refused as refused:
        return list(refused.problems)
    notes = []
    if lacking := lacking_rules(rules):
        named = enumerated(f"{one.name} ({one.title})" for one in lacking)
        notes.append(Problem("audit_rules_lacking", str(file), _LACKS, {"rules": named}))
    if unsaid := unsaid_settings(rules):
        lines = enumerated(one.text for one in unsaid)
        notes.append(Problem("audit_settings_lacking", str(file), _UNSAID, {"settings": lines}))
    return notes
