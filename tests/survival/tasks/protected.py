"""What a desk writes whose folder is encrypted, or is to be."""

from __future__ import annotations

from tests.survival.tasks.task import Task

PASSPHRASE = "seven lamps over the harbour"
OPEN = {"HOURDESK_PASSPHRASE": PASSPHRASE}

PROTECTED = (
    Task("init --protect", "init --team FD --name 复旦中学 --protect", "third", environment=OPEN),
    Task("protect", "protect", environment=OPEN),
    Task("protect --move-to", "protect --move-to moved", "printed", environment=OPEN),
    Task("protect --new-code", "protect --new-code", "locked", environment=OPEN),
    Task("protect --change-passphrase", "protect --change-passphrase", "locked", environment={**OPEN, "HOURDESK_NEW_PASSPHRASE": PASSPHRASE}),
    Task("unprotect", "unprotect", "locked", environment=OPEN),
    Task("recover-team", "recover-team", "heir", environment={"HOURDESK_RECOVERY": "{code}"}),
    Task("scan, protected", "scan --activity A1 --json -", "locked", stdin="{locked_scans}", environment=OPEN, stepwise=True),
    Task("restore, protected", "restore locked.backup", "locked", environment=OPEN),
    Task("backup, protected", "backup out.backup", "locked", "out.backup", environment=OPEN),
    Task("kit, protected", "kit out.hdkit", "locked", "out.hdkit", environment=OPEN),
    Task("add, protected", "add --volunteer 001 --activity A1 --minutes 30 --reason 试验", "locked", environment=OPEN),
    Task("roster import, protected", "roster import more.csv --add", "locked", environment=OPEN),
)  # fmt: skip
