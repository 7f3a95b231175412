"""What a verdict advises where the person has no keys: while the desk is locked, or people scan by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from checkin.rules.problems import N_

_TOO_SOON = N_("Checked in only at {start}. If you really leave now, tell the supervisor.")
WITHOUT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "Checked in only at {start}. Really leaving? Press F7 to check out.": _TOO_SOON,
        "Checked in only at {start}. Really leaving? Press F3 for scans out only, and scan again.": _TOO_SOON,
        "A valid badge, but nobody here has it. It is recorded; find the person with F2 or add one with F5.": N_(
            "A valid badge, but nobody here has it. It is recorded; tell the supervisor."
        ),
        "Only a part of a number arrived. Scan the badge again, or find the person with F2.": N_(
            "Only a part of a number arrived. Scan the badge again, or ask the supervisor."
        ),
        "This is not a volunteer's badge. Scan the badge, or find the person with F2.": N_(
            "This is not a volunteer's badge. Scan the badge, or ask the supervisor."
        ),
        "This badge was replaced by a new one. Ask for the new badge, or find the person with F2.": N_(
            "This badge was replaced by a new one. Scan the new badge, or ask the supervisor."
        ),
        "This activity is closed. Choose another one with F6.": N_("This activity is closed. Ask the supervisor."),
    }
)
"""By the advice of an open desk, which names a key."""
