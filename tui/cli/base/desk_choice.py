"""What every command takes: which data folder, which language, who works the desk."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from checkin.clock import SYSTEM_CLOCK, Clock
from checkin.progress import nobody_listens
from checkin.rules.activities import zone
from checkin.rules.problems import N_, Refused
from checkin.rules.signature import Signature
from checkin.texts import say, use_language
from storage.disk.identity import DeskIdentity
from storage.disk.made_files import keep_list
from storage.disk.swapped_folder import one_change
from storage.missing_events import missing_problems
from storage.store import Store, open_store
from tui.cli.base.screens import Screens
from tui.cli.base.typed_values import OPERATOR
from tui.words.put_line import put_message

DATA_VARIABLE = "HOURDESK_DATA"


@dataclass(slots=True)
class DeskChoice:
    """The data folder and the operator as the command line names them, the clock, and what opens the screens.

    A test that runs commands in its own process hands in another clock: `invoke(main, …, obj=DeskChoice(clock=…))`.
    """

    data: Path | None = None
    operator: str | None = None
    clock: Clock = SYSTEM_CLOCK
    opens: Screens | None = None

    @property
    def screens(self) -> Screens:
        """What opens the screens; only a program that begins at `tui.start` has it."""
        if self.opens is None:
            raise RuntimeError("this program has no screens: begin at tui.start")
        # What is drawn on the terminal now shows its own progress.
        nobody_listens()
        return self.opens

    @property
    def path(self) -> Path:
        """The data folder: what was named, else the environment's, else the platform's place for user data."""
        return self.data or default_path()

    def signed(self, reason: str | None = None) -> Signature:
        """Who works the desk, with the reason that the command line gives."""
        return Signature(self.operator, reason)

    def today_of(self, desk: DeskIdentity) -> date:
        """The present day in the time zone of a desk's team."""
        return self.clock.today(zone(desk.timezone))

    def changing_all(self) -> AbstractContextManager[None]:
        """Around the whole of a command that exchanges the record, its questions too: of two at once the second one is refused before
        it opens the desk, and so stands in the way of nothing. Raises Refused there.
        """
        return one_change(self.path)

    def open(self, *, tells_missing: bool = True) -> Store:
        """Open the desk, of a protected one by its passphrase, which is asked once; what was found missing in its record and
        among its keys is said, unless the command says that itself.

        Raises Refused where there is none, or the passphrase is wrong.
        """
        from tui.cli.base.passphrase import unlock_desk

        unlock_desk(self.path)
        try:
            store = open_store(self.path, self.clock)
        except Refused as refused:
            if [one.code for one in refused.problems] != ["needs_passphrase"]:
                raise
            unlock_desk(self.path)  # it was protected just now
            store = open_store(self.path, self.clock)
        if (command := click.get_current_context(silent=True)) is not None:
            # Some commands write their files when they have let go of the desk.
            command.call_on_close(keep_list(store.folder))
        missing = missing_problems(store.folder, store.identity, store.found_missing)
        for problem in (*missing, *store.key_notes) if tells_missing else ():
            put_message(say(problem))
        for problem in store.memory_notes:
            put_message(say(problem))
        if store.register.purged.is_unfinished():
            _finish_purge(store)
        return store


def _finish_purge(store: Store) -> None:
    """Do what an interrupted purge left undone, and say so; the command itself goes on in any case."""
    from exports.exchange.purging.carrying_out import finish_purge
    from tui.words.people.purging import finished_line

    try:
        put_message(finished_line(finish_purge(store)))
    except Refused as refused:
        for problem in refused.problems:
            put_message(say(problem))


pass_desk = click.make_pass_decorator(DeskChoice, ensure=True)


def default_path() -> Path:
    """The data folder that is used where the command line names none."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("hourdesk", appauthor=False)


def shared_options(make: type[click.Option]) -> list[click.Option]:
    """New options --data, --lang and --operator; the one nearest to the end of the command line holds."""
    folder = click.Path(path_type=Path)
    speech = click.Choice(["zh", "en"])
    return [
        make(
            ["--data"], type=folder, metavar="DIR", expose_value=False, is_eager=True, callback=_keep("data"),
            help=N_("The data folder (default: HOURDESK_DATA, else the user's data folder)."),
        ),
        make(
            ["--lang"], type=speech, expose_value=False, is_eager=True, callback=_speak,
            help=N_("Chinese or English (default: at a desk its setting, else the locale)."),
        ),
        make(
            ["--operator"], type=OPERATOR, metavar="NAME", expose_value=False, is_eager=True, callback=_keep("operator"),
            help=N_("Who works the desk; it is written into the record."),
        ),
    ]  # fmt: skip


def _keep(name: str) -> Any:
    def callback(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        choice = ctx.ensure_object(DeskChoice)
        if isinstance(value, str):
            value = " ".join(value.split()) or None
        if value is not None:
            setattr(choice, name, value)

    return callback


def _speak(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        use_language(value)
