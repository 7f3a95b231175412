"""`hourdesk audit`: a school looks at its own hours before anybody else asks."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk audit list"), N_("hourdesk audit draw --seed 2026-spring --size 30 sample.xlsx"))
@group(
    "audit",
    N_("Are the hours plausible? Questions that rules ask, their answers, and samples that are checked."),
    lazy={
        "list": "tui.cli.audit.questions:list_",
        "show": "tui.cli.audit.questions:show",
        "answer": "tui.cli.audit.questions:answer",
        "rules": "tui.cli.audit.questions:rules",
        "draw": "tui.cli.audit.samples:draw",
        "results": "tui.cli.audit.samples:results",
        "report": "tui.cli.audit.samples:report",
    },
)
def audit() -> None:
    """What a school does for its audit."""
