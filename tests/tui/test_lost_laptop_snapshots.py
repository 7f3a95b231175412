"""How the dialogs of a lost laptop, of a purge and of the passphrase at the start look on the smallest terminal, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from checkin.texts import use_language
from exports.exchange.plain_files import PlainFile, PlainKind
from storage.log.named_desks import NamedDesk
from storage.supervision.lost_desks import LaterEvents, Lost
from tests.tui.driving import until
from tests.tui.outcomes import IDENTITY, NOW, SHANGHAI
from tests.tui.still import StillDesk
from tui.desk import purging
from tui.desk.protection import still_readable
from tui.desk.protection.still_readable import tell_what_stays_readable
from tui.desk.purging import purge_at_desk
from tui.desk.recovering import recover_team
from tui.desk.unlocking import begin_locked
from tui.screens.supervisor import lost_desks
from tui.screens.supervisor.lost_desks import decide_on_lost_desks
from tui.words.laptop.plain_files import plain_file_lines
from tui.words.lost_desks import IN_DIALOG, lost_lines

Compare = Callable[..., bool]
_DESK = NamedDesk("4e8b07d2", "西门")
_HOUR = 3_600_000


def looked() -> lost_desks._Looked:
    """A desk that was revoked an hour ago, of which seven events wait."""
    by = cast(Any, SimpleNamespace(at=NOW - _HOUR, operator="李主任", reason="电脑丢了"))
    lost = Lost(_DESK, by, 412, LaterEvents(7, 5, 3, NOW - _HOUR // 2, NOW), 0)
    lines = lost_lines(cast(Any, SimpleNamespace(identity=IDENTITY)), [lost], IN_DIALOG)
    steps = [lost_desks._deciding(_DESK, accept=True), lost_desks._deciding(_DESK, accept=False)]
    return lost_desks._Looked(lines, [*steps, lost_desks._reinstating(_DESK)])


def readable() -> list[str]:
    stick = Path("/media/teacher/KINGSTON")
    files = [
        PlainFile(stick / "2026春" / "全队.hdkit", PlainKind.KIT, NOW - 24 * _HOUR, ""),
        PlainFile(stick / "desk.hdbackup", PlainKind.BACKUP, NOW - 48 * _HOUR, "1"),
        PlainFile(stick / "march" / "gate2.hdpack", PlainKind.PACK, NOW - 72 * _HOUR, "2"),
    ]
    return plain_file_lines(files, SHANGHAI)


@pytest.mark.parametrize("spoken", ["en", "zh"])
@pytest.mark.parametrize("state", ["unlock", "recover", "lost", "purge", "readable"])
def test_how_it_looks(state: str, spoken: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    use_language(spoken)
    due = purging._Due(["…"], ["0007  张伟  七1班", "  name, class · 2015-07-01"], False, date(2026, 3, 5))
    monkeypatch.setattr(still_readable, "_sealed_and_left", lambda *_: readable())

    async def before(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, StillDesk)
        app.desk.supervision._name = "李主任"
        shown: dict[str, Callable[[], Any]] = {
            "unlock": lambda: begin_locked(app.desk, lambda: None),
            "recover": lambda: recover_team(app.desk),
            "lost": lambda: decide_on_lost_desks(app, app.desk),
            "purge": lambda: purge_at_desk(app.desk),
            "readable": lambda: tell_what_stays_readable(app.desk),
        }
        app.run_worker(shown[state]())
        await until(pilot, lambda: app.screen is not app.desk.screen)
        await pilot.pause(0.1)
        app.stop_blinking()

    look = looked() if state == "lost" else due
    assert snap_compare(StillDesk(_why_not="", _look=look), terminal_size=(80, 24), run_before=before)
