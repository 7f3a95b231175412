"""`hourdesk certificate`: issued, listed, printed again, reissued, revoked, verified."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.command import group


@group(
    "certificate",
    N_("Certificates of service (志愿服务记录证明): numbered, filed, printed with a code, verified."),
    lazy={
        "issue": "tui.cli.certificate_issue:issue",
        "list": "tui.cli.certificate_list:list_",
        "print": "tui.cli.certificate_issue:print_",
        "reissue": "tui.cli.certificate_issue:reissue",
        "revoke": "tui.cli.certificate_issue:revoke",
        "verify": "tui.cli.certificate_list:verify",
    },
)
def certificate() -> None:
    """What is done with certificates."""
