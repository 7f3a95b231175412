"""Each command that writes is among the tasks: one that is new fails here until somebody has added it, or said that it only reads."""

from __future__ import annotations

import click

from tests.survival.tasks import TASKS
from tests.tui.cli.every_command import every_command

READS = frozenset(
    name.replace("_", " ")
    for name in [
        "demo", "man", "policy", "policy_show", "roster_list", "roster_find", "activity_list", "team_show", "team_check", "read", "sessions",
        "left", "held", "review", "volunteer", "stars", "stars_list", "stars_table", "training", "diary_list", "consent_list", "note_list", "note_show",
        "publicity_list", "objection_list", "certificate_list", "certificate_verify", "batch_formats", "batch_list", "verify", "receipt",
        "claim_list", "post_list", "post_board", "transfer_list", "transfer_show", "year_figures", "year_list", "year_table",
        "requirement_list", "requirement_chat", "requirement_table", "district_requirement",
        "check", "completion", "district_sessions", "district_totals", "district_conflicts", "district_shares", "district_summary",
        "district_missing", "district_stars", "guard", "audit_list", "audit_show", "audit_rules", "audit_report", "witness_show", "witness_list", "thing_list",
        "district_audit_list", "district_audit_show", "district_audit_rules", "district_audit_report", "district_check",
    ]
)  # fmt: skip
"""Commands that write nothing of their own to a folder of ours: what they open they may put in order. `demo` works in a folder that it throws away."""


def test_every_command_that_writes_is_killed_hindered_and_cut_off() -> None:
    commands = {
        " ".join(words)
        for words, command in every_command()
        if words and (not isinstance(command, click.Group) or command.invoke_without_command)
    }
    done = {name for name in commands for task in TASKS if f"{task.line} ".startswith(f"{name} ")}
    assert not READS - commands
    assert commands - READS == done - READS
