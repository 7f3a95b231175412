"""`hourdesk certificate`: issued, listed, printed again, reissued, revoked, verified."""

from __future__ import annotations

from checkin.rules.problems import N_
from tui.cli.base.command import examples, group


@examples(N_("hourdesk certificate issue 0007.pdf 0007"), N_("hourdesk certificate verify 0007.pdf"))
@group(
    "certificate",
    N_("Certificates of service: numbered, filed, printed with a code, verified."),
    lazy={
        "issue": "tui.cli.certificate.issuing:issue",
        "list": "tui.cli.certificate.listing:list_",
        "print": "tui.cli.certificate.issuing:print_",
        "reissue": "tui.cli.certificate.issuing:reissue",
        "revoke": "tui.cli.certificate.issuing:revoke",
        "verify": "tui.cli.certificate.verifying:verify",
    },
)
def certificate() -> None:
    """What is done with certificates."""
