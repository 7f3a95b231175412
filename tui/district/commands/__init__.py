"""The registry of what can be done on the clerk's screen: keys, footer and help all come from here, in this order."""

from __future__ import annotations

from tui.district.clerk_command import ClerkCommand
from tui.district.commands.auditing import AnswerQuestion, Audit, LackingRules, Sample
from tui.district.commands.certificates import CredentialList, VerifyCertificate
from tui.district.commands.conflicts import Rule, Stand, StrikeOut
from tui.district.commands.forms import FillForm, Forms
from tui.district.commands.packs import Merge
from tui.district.commands.program import Copy, Help, Language, Light, More, Quit
from tui.district.commands.reporting import Report, Templates
from tui.district.commands.returns import Returns, TakeReturn
from tui.district.commands.saving import Save
from tui.district.commands.schools import Kit, Receipts, Teams
from tui.district.commands.trust import Trust
from tui.district.commands.upkeep import Check, Protect, Rebuild
from tui.district.commands.views import (
    AllShares,
    AnotherDay,
    Conflicts,
    Overview,
    Packs,
    Requirements,
    Search,
    Shares,
    Sort,
    Split,
    Stars,
    Totals,
    TurnRound,
)
from tui.model.commands import registry

COMMANDS: tuple[ClerkCommand, ...] = registry(
    Help(),
    More(),
    Overview(),
    Packs(),
    Conflicts(),
    Totals(),
    Shares(),
    AllShares(),
    Audit(),
    AnswerQuestion(),
    LackingRules(),
    Sample(),
    Requirements(),
    Stars(),
    Forms(),
    FillForm(),
    Report(),
    Templates(),
    Returns(),
    TakeReturn(),
    Split(),
    AnotherDay(),
    Merge(),
    Trust(),
    Rule(),
    Stand(),
    StrikeOut(),
    Teams(),
    Kit(),
    Receipts(),
    CredentialList(),
    VerifyCertificate(),
    Save(),
    Copy(),
    Search(),
    Sort(),
    TurnRound(),
    Check(),
    Rebuild(),
    Protect(),
    Light(),
    Language(),
    Quit(),
)
