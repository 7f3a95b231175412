"""The page of packs: which teams are missing, which reported, and which files wait, with their reasons."""

from __future__ import annotations

from datetime import date
from functools import partial

from checkin.rules.problems import Problem
from checkin.texts import _, enumerated, ngettext, say
from exports.district.asks.deadlines import deadlines
from exports.district.asks.views import TeamStatus, WaitingFile, team_statuses, waiting_files
from exports.district.district import District
from exports.district.says.trust import trusted
from tui.district import pages
from tui.district.page import NOTHING_YET, Aside, OfDay, Page, Part, Row
from tui.district.times import time_text
from tui.words.cells import plain


def packs_page(district: District) -> Page:
    """What waits first, then the teams that are missing, then the others."""
    teams = team_statuses(district)
    waiting = [waiting_row(one) for one in waiting_files(district)]
    rows = (*waiting, *(_team_row(district, team) for team in teams))
    reported = sum(team.reported for team in teams)
    foot = ngettext(
        "something came in from {reported} of {all} team",
        "something came in from {reported} of {all} teams",
        len(teams),
    )
    foot = foot.format(reported=reported, all=len(teams))
    hint = "" if rows else _(NOTHING_YET)
    headings = (_("team"), _("school"), _("state"), _("desks, or why not"), _("events"), _("newest"))
    of_day = OfDay(_("missing on"), district.today(), lambda day: partial(missing_page, on=day))
    return Page(_("Packs"), headings, rows, frozenset({4}), foot, hint, of_day=of_day)


def missing_page(district: District, on: date) -> Page:
    """The teams of which nothing came in after the reporting date before a day, and by its end."""
    (found,) = deadlines(district, on)
    schools = district.team_names()
    rows = tuple(
        Row(
            (one.team, plain(one.name)),
            partial(pages.persons_page, team=one.team, name=schools.get(one.team, one.name)),
            "bad",
        )
        for one in found.missing
    )
    foot = ngettext("{count} school is missing", "{count} schools are missing", len(rows)).format(count=len(rows))
    hint = "" if rows else _("No school is missing for this day.")
    of_day = OfDay(_("missing on"), on, lambda day: partial(missing_page, on=day))
    title = _("Missing on {day}").format(day=on.isoformat())
    return Page(title, (_("team"), _("school")), rows, foot=foot if rows else "", hint=hint, of_day=of_day)


def waiting_row(one: WaitingFile) -> Row:
    """A file that waits or was refused: the school by its name, and why."""
    word = _("waits") if one.result == "held" else _("refused")
    why = plain(why_waiting(one))
    cells = (one.team or "", plain(school_of(one)), word, why, "", "")
    return Row(cells, None, "bad", whole=why, aside=_waiting_aside(one), waiting=one)


def school_of(one: WaitingFile) -> str:
    """The school of a file by its name; the file's own name only where nothing is known of its school."""
    return one.school or one.team or one.file


def why_waiting(one: WaitingFile) -> str:
    """Why a file waits, with the key that decides it here."""
    return why_not_merged(one.problem)


def why_not_merged(problem: Problem, keys: str = "t") -> str:
    """What is wrong with a file, with the keys that decide it on this screen in place of a command."""
    values = {"known": "", "fingerprint": "", **problem.values, "keys": keys}
    match problem.code:
        case "untrusted" if values["known"]:
            text = _(
                "This team is trusted with another key ({known}) than this pack's ({fingerprint}): ask the school which is right, then press {keys}."
            )
        case "untrusted":
            text = _(
                "Its key is not trusted here yet: press {keys}, and compare {fingerprint} with the school by telephone."
            )
        case "another_school":
            text = _(
                "Code {team} is “{name}” here ({known}), and this pack is of “{other}” ({fingerprint}): {keys} asks whether it is one "
                "school under a new name. If these are two, the one that came later needs a code of its own."
            )
        case _:
            return say(problem)
    return text.format_map(values)


def _team_row(district: District, team: TeamStatus) -> Row:
    cells = (
        team.code,
        plain(team.name),
        _state(team),
        plain(enumerated(team.desks)),
        f"{team.events:,}",
        time_text(district, team.last_at),
    )
    down = partial(pages.persons_page, team=team.code, name=team.name)
    return Row(cells, down, "" if team.reported else "bad", aside=_team_aside(team))


def _state(team: TeamStatus) -> str:
    if team.desks:
        return "✓"
    if team.by_hand:
        return _("by hand")
    return _("missing") if team.expected else "—"


def _waiting_aside(one: WaitingFile) -> Aside:
    def parts(district: District) -> tuple[Part, ...]:
        word = _("waits") if one.result == "held" else _("refused")
        lines = [
            (_("team"), one.team or ""), (_("file"), one.file), (_("came in"), time_text(district, one.received)),
            (_("fingerprint"), str(one.problem.values.get("fingerprint") or "")),
        ]  # fmt: skip
        told = tuple((label, plain(value)) for label, value in lines if value)
        return (
            Part(f"{plain(school_of(one))} · {word}", told, "bad"),
            Part(_("why"), (("", plain(why_waiting(one))),)),
        )

    return parts


def _team_aside(team: TeamStatus) -> Aside:
    def parts(district: District) -> tuple[Part, ...]:
        count = ngettext("{count} event", "{count} events", team.events).format(count=f"{team.events:,}")
        lines = [(_("team"), team.code), (_("state"), _state(team)), (_("newest"), time_text(district, team.last_at))]
        lines += [(_("desk"), desk) for desk in team.desks] + [("", count)]
        keys = [
            (one.fingerprint, _("since {day}").format(day=time_text(district, one.since)[:10]) + _by(one.operator))
            for one in trusted(district)
            if one.team == team.code
        ]
        found = [Part(plain(team.name or team.code), tuple((label, plain(value)) for label, value in lines if value))]
        if keys:
            found.append(Part(_("trusted keys"), tuple(keys)))
        if not team.reported:
            found.append(Part(_("what to do"), (("", _("Nothing came from this team: ask the school for its pack, or for the spreadsheet by hand.")),), "bad"))  # fmt: skip
        return tuple(found)

    return parts


def _by(operator: str | None) -> str:
    return f" · {plain(operator)}" if operator else ""
