"""A body of every kind of event, as a sound one has it; of some kinds two, to show all that the kind can say."""

from __future__ import annotations

from checkin.rules.corrections import LONGEST_ADDITION, LONGEST_REDEMPTION, LONGEST_RULING
from checkin.rules.events import (
    ActivityChange,
    Add,
    Admit,
    Amend,
    Award,
    Badge,
    BadgeState,
    Body,
    Certify,
    Clash,
    Clock,
    Close,
    Commend,
    Confirm,
    Consent,
    ConsentState,
    Direction,
    Evaluate,
    Join,
    Link,
    Objection,
    PolicyChange,
    Purge,
    Quality,
    Redeem,
    Refuse,
    RefuseCause,
    Reopen,
    Revoke,
    Rule,
    Scan,
    Transfer,
    Void,
)
from checkin.rules.shape import MOST_STARS
from tests.checkin.rules.story import who

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
ONE, OTHER = ID[:-1] + "8", ID[:-1] + "9"
DESK, OTHER_DESK, SHA = "0123456789abcdef", "fedcba9876543210", "0f" * 32
BADGE = who("?7")
SOUND: list[Body] = [
    Scan("S/A", Direction.AUTO, "keyboard", volunteer="T/07", arrival=ONE, vouched_by="S/08"),
    Scan("S/A", Direction.IN, "camera:0", badge=BADGE),
    Refuse("S/A", Direction.IN, "keyboard", RefuseCause.NOT_A_BADGE, length=18, detail="length", arrival=ONE),
    Refuse("S/A", Direction.IN, "keyboard", RefuseCause.REVOKED, volunteer="S/07", badge=BADGE),
    Amend(ONE, 1, Direction.OUT, "T/08", "S/B"),
    Void(ONE),
    Rule(ONE, LONGEST_RULING, (ONE, OTHER)),
    Add("S/07", "S/A", LONGEST_ADDITION),
    Confirm(ONE, "S/07", "S/A", 90, 2, (ONE, OTHER)),
    ActivityChange("S/A", {}, making=ONE),
    ActivityChange("S/A", {"name": "A"}, made=True),
    Close("S/A", making=ONE),
    Reopen("S/A", making=ONE),
    Clash(ONE, one_with=OTHER),
    Clash(ONE, code="K-2"),
    PolicyChange(2, {"rounding": "ceil"}, 1),
    Badge(BADGE, "S/07", BadgeState.ISSUED, "student"),
    Consent("S/07", ConsentState.MISSING),
    Clock(-3500),
    Link("S/07", "S/7"),
    Objection(ONE, "S/07"),
    Evaluate("S/07", Quality.GOOD, "2026-03-05", "S/A"),
    Commend("S/07", "优秀志愿者", "2026-03-05", "区教委"),
    Award("S/07", MOST_STARS, "2024-02-29"),
    Redeem("S/07", LONGEST_REDEMPTION, "图书借阅"),
    Certify("S/07", "2026-0001", SHA, "2026-03-05", "2026-0000"),
    Join("S", (DESK,), SHA, {"S/08": "S/08-0123"}),
    Purge(("S/07", "S/08"), ("birth", "guardian"), "contact", "2026-03-05", 3, 180),
    Revoke(OTHER_DESK, 3, SHA, SHA + SHA, ONE),
    Revoke(OTHER_DESK, 0, "0" * 64, SHA + SHA),
    Admit(OTHER_DESK, 5, SHA, True, SHA + SHA, ONE, OTHER),
    Admit(OTHER_DESK, 5, SHA, False, SHA + SHA),
    Transfer("S/07", "T/12", "T/A", 90, "2025-11-08", SHA),
    Purge(("S/07",), ("name",), "name", "2026-03-05", 3, 180, back=True),
]
