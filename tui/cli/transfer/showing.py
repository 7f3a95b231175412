"""`hourdesk transfer show` and `list`: what a leaver's file says, and what was taken here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from checkin.durations import h_mm
from checkin.rules.identity import within
from checkin.rules.problems import N_
from checkin.texts import _
from tui.cli.base import options
from tui.cli.base.command import command, examples
from tui.cli.base.desk_choice import DeskChoice, pass_desk
from tui.cli.base.listing import Column, show
from tui.cli.base.output import result_json, results

if TYPE_CHECKING:
    from exports.exchange.leaver.taking import Taken


@examples(N_("hourdesk transfer show 0031.hdleave"))
@command("show", N_("Print what a leaver's file says, and whether the file is as it was signed. No desk is needed."))
@options.in_file()
@options.json_option
def show_(file: Path, as_json: bool) -> None:
    """Who, how much, by day and activity."""
    from exports.exchange.leaver.contents import read_leaver
    from exports.exchange.receiving import FileKind, receive
    from tui.words.people.transfers import file_lines, line_rows

    receive(file, FileKind.LEAVER)
    read = read_leaver(file)
    if not as_json:
        results([*file_lines(read), "", *line_rows(read)])
        return
    for line in read.lines:
        result_json({"result": "hours", **line._asdict()})
    for training in read.trainings:
        result_json({"result": "training", **training._asdict()})
    for praise in read.praises:
        result_json({"result": "commendation", **praise._asdict()})
    result_json(
        {
            "result": "leaver", "team": read.team, "team_name": read.team_name, "volunteer": read.number, "name": read.name,
            "class": read.class_name, "minutes": read.minutes,
            "stars": None if read.stars is None else read.stars.stars, "certificate": read.certificate or None, "key": read.root.hex(),
        }
    )  # fmt: skip


@examples(N_("hourdesk transfer list"))
@command("list", N_("Print whose hours were taken from other schools, and how many."))
@options.json_option
@pass_desk
def list_(choice: DeskChoice, as_json: bool) -> None:
    """By person and school."""
    from exports.exchange.leaver.taking import taken_files
    from storage.people.names import names_by_any_number
    from storage.standard.standard import school_names
    from tui.words.people.transfers import NOBODY_BROUGHT, origin_text

    with choice.open() as store:
        taken, own, names = taken_files(store), store.identity.team, names_by_any_number(store)
        schools = school_names(store.connection)
    columns: list[Column[Taken]] = [
        Column(N_("number"), lambda one: within(one.volunteer, own)),
        Column(N_("name"), lambda one: names.get(one.volunteer, ("", "", ""))[0]),
        Column(N_("from"), lambda one: origin_text(one, schools)),
        Column(N_("hours"), lambda one: h_mm(one.minutes), right=True),
    ]

    def object_of(one: Taken) -> dict[str, Any]:
        return {
            "volunteer": within(one.volunteer, own), "origin": one.origin, "minutes": one.minutes,
            "training": one.trained, "digest": one.digest,
            "events": [event.id for event in one.events],
        }  # fmt: skip

    show(taken, columns, object_of, as_json=as_json, empty=_(NOBODY_BROUGHT))
