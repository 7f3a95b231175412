"""`hourdesk claim`: service outside the school's activities is handed in, and verified or refused."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(
    N_('hourdesk claim add 0007 --unit "Library" --contact "Ms Li" --on 2026-03-07 --hours 2 --evidence photo.jpg'),
    N_("hourdesk claim list --waiting"),
)
@group(
    "claim",
    N_("Service outside the school's activities: enter claims with their evidence, verify or refuse them."),
    lazy={
        "add": "tui.cli.claim.entering:add",
        "import": "tui.cli.claim.entering:import_",
        "list": "tui.cli.claim.listing:list_",
        "verify": "tui.cli.claim.judging:verify",
        "refuse": "tui.cli.claim.judging:refuse_",
        "evidence": "tui.cli.claim.listing:evidence",
    },
)
def claim() -> None:
    """What a pupil did on their own counts once a supervisor verified it."""
