"""Each form of the program, made as the program makes it, on the folder of a desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.problems import N_, refuse
from storage.disk.folder import DataFolder
from tests.tui.outcomes import ACTIVITY, PERSON
from tui.desk.app import DeskApp
from tui.district.commands.returns import ReturnForm
from tui.district.ruling_form import RulingForm
from tui.model.desk_mode import DeskMode
from tui.screens.deed import Deed, DeedForm
from tui.screens.field import Field
from tui.screens.fields.kinds import Choice, Day, File, Folder, Hour, NewFile, Number, Secret, Several, Words, YesNo
from tui.screens.first_start.district import DistrictStep
from tui.screens.first_start.kit import KitStep
from tui.screens.first_start.later import LaterForm
from tui.screens.first_start.roster import RosterStep
from tui.screens.first_start.team import TeamStep
from tui.screens.form import FormDialog
from tui.screens.making.copied_activity import CopiedActivityForm
from tui.screens.making.edited_activity import EditActivityForm
from tui.screens.making.place import PlaceForm
from tui.screens.new_activity import NewActivityDialog, Proposal
from tui.screens.paper.form import PaperDialog
from tui.screens.passphrase import PassphraseDialog
from tui.screens.protection.new_passphrase import NewPassphraseDialog, ProtectStep
from tui.screens.protection.secret_form import CurrentPassphraseDialog, SecretForm
from tui.screens.review.dialog import CorrectionDialog
from tui.screens.supervisor.new_pin import NewPinDialog
from tui.screens.supervisor.reset_pin import ResetPinDialog
from tui.screens.supervisor.sign_in import SignInDialog
from tui.screens.supervisor.unlock import UnlockDialog
from tui.screens.walk_in import WalkInDialog

LINES = (("a", "甲"), ("b", "乙"), ("c", "丙"))
OF_EACH_KIND = (
    Field("words", "文字", "旧的", kind=Words(("旧的", "新的"))),
    Field("number", "数目", "3", kind=Number()),
    Field("day", "日期", "2026-03-05", kind=Day()),
    Field("hour", "时间", "09:00", kind=Hour()),
    Field("one", "一项", "b", kind=Choice(LINES)),
    Field("some", "几项", "a\nc", kind=Several(LINES)),
    Field("tick", "是否", kind=YesNo("同意")),
    Field("file", "文件", kind=File((".csv",))),
    Field("to", "写到", "/tmp/out.csv", kind=NewFile()),
    Field("folder", "文件夹", "/tmp", kind=Folder()),
    Field("secret", "口令", kind=Secret()),
)
"""A field of each kind, with what stands in it at first."""


async def _keep(values: dict[str, str]) -> Any:
    return values


async def _written(_changes: dict[str, Any]) -> None:
    """Nothing is written here."""


async def _never(*_secrets: str) -> Any:
    return True


def _nothing(_store: object) -> Any:
    raise refuse("nothing_changes", "", N_("change one of the fields"))


def _deed() -> Deed[Any]:
    return Deed("deed", lambda _values: _nothing, (Field("on", "日期", "2026-03-05"),), ("one", "two"))


class _NoDistrict:
    """A clerk's screen without a district: whatever is asked of it is refused."""

    async def ask(self, job: object) -> Any:
        raise refuse("no_district", "", N_("change one of the fields"))


_CLERK: Any = _NoDistrict()
FORMS: dict[type[FormDialog[Any]], Callable[[DeskApp], FormDialog[Any]]] = {
    FormDialog: lambda app: FormDialog("form", OF_EACH_KIND, _keep),
    DeedForm: lambda app: DeedForm(app.desk, _deed()),
    CorrectionDialog: lambda app: CorrectionDialog(app.desk, _deed(), {}),
    SecretForm: lambda app: SecretForm("secret", [Field("secret", "口令", kind=Secret())], _keep, ""),
    CurrentPassphraseDialog: lambda app: CurrentPassphraseDialog("secret", "", _never, "do it"),
    NewPassphraseDialog: lambda app: NewPassphraseDialog("new", "", ("cq8",), _never, "do it", asks_current=True),
    ProtectStep: lambda app: ProtectStep(("cq8", "No. 8 Middle School")),
    PassphraseDialog: lambda app: PassphraseDialog(app.desk.writer.path, "Open the desk", ""),
    NewPinDialog: lambda app: NewPinDialog(DataFolder(app.desk.writer.path), ""),
    ResetPinDialog: lambda app: ResetPinDialog(DataFolder(app.desk.writer.path), SYSTEM_CLOCK),
    UnlockDialog: lambda app: UnlockDialog(DataFolder(app.desk.writer.path), SYSTEM_CLOCK, DeskMode.LOCKED),
    SignInDialog: lambda app: SignInDialog(
        DataFolder(app.desk.writer.path), "陈静", SYSTEM_CLOCK, asks_pin=True, asks_name=True
    ),
    NewActivityDialog: lambda app: NewActivityDialog(
        app.desk.writer, "Asia/Shanghai", Proposal(("校门", "礼堂"), ("社区服务", "环保"))
    ),
    CopiedActivityForm: lambda app: CopiedActivityForm(app.desk.writer, ACTIVITY, date(2026, 3, 12)),
    EditActivityForm: lambda app: EditActivityForm(ACTIVITY, _written, ("社区服务", "环保")),
    PlaceForm: lambda app: PlaceForm("place", "", Path("/tmp/hours.xlsx")),
    PaperDialog: lambda app: PaperDialog(app.desk.writer, ACTIVITY, PERSON, app.desk.clock.now()),
    WalkInDialog: lambda app: WalkInDialog(app.desk.writer, ("七(1)班", "七(2)班")),
    TeamStep: lambda app: TeamStep(app.desk.writer.path / "new", SYSTEM_CLOCK),
    KitStep: lambda app: KitStep(app.desk.writer.path / "new", SYSTEM_CLOCK),
    DistrictStep: lambda app: DistrictStep(app.desk.writer.path / "new", SYSTEM_CLOCK),
    LaterForm: lambda app: LaterForm("later", OF_EACH_KIND, _keep),
    ReturnForm: lambda app: ReturnForm(_CLERK, {"FD": "复旦中学", "YZ": "渝中实验小学"}),
    RulingForm: lambda app: RulingForm(_CLERK, "rule", [Field("reason", "理由")], _deed, ""),
    RosterStep: lambda app: RosterStep(app.desk.writer, app.desk.taking.take_typed_badge, "roster"),
}
"""A new form is put in here, and every test of forms walks it."""
