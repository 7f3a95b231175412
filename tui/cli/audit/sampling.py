"""A drawn sample and its report as people read them: of a school and of the district alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from checkin.rules.problems import N_, Problem
from checkin.texts import _, enumerated, ngettext, say
from exports.audit.sample.check_list import ITEM_WORDS, Sampled
from exports.audit.sample.paper import write_sample
from exports.audit.sample.results import Inspected
from exports.audit.sample.sheet import mark
from tui.cli.base.command import Decorator, argument, option
from tui.cli.base.listing import Column, show
from tui.cli.base.options import A_PATH, together
from tui.cli.base.output import message, result, result_json, results
from tui.words.record.audit import report_lines, taken_text

seed_option = option(
    "--seed", required=True, metavar="WORD", help=N_("The seed: whoever has it draws the same sessions.")
)
drawing: Decorator = together(
    seed_option,
    option("--size", type=int, required=True, metavar="N", help=N_("How many sessions.")),
    argument("out", type=A_PATH, required=False),
)
taking: Decorator = together(seed_option, argument("file", type=A_PATH))
_DRAWN: tuple[Column[Sampled], ...] = (
    Column(N_("event"), lambda one: one.session.key),
    Column(N_("volunteer"), lambda one: one.session.volunteer),
    Column(N_("name"), lambda one: one.name),
    Column(N_("activity"), lambda one: one.activity.name or one.activity.code),
    Column(N_("evidence"), lambda one: " · ".join(f"{_(ITEM_WORDS[i])} {mark(e)}" for i, e in one.evidence.items())),
)


def show_sample(sampled: Sequence[Sampled], seed: str, out: Path | None, *, as_json: bool) -> None:
    """Write the sample as a list to be filled in, where a file is named; else print it."""
    if out is not None:
        write_sample(out, sampled, seed)
    if as_json:
        show(sampled, _DRAWN, _drawn_object, as_json=True)
    elif out is None:
        show(sampled, _DRAWN, _drawn_object, as_json=False)
    else:
        text = ngettext("{count} session is drawn: {file}", "{count} sessions are drawn: {file}", len(sampled))
        result(text.format(count=len(sampled), file=out))
        message(_("Fill in what does not hold, and bring the list back with audit results."))


def show_taken(count: int, notes: Sequence[Problem], *, as_json: bool) -> None:
    """Say how many results were kept, and what of the file was not read."""
    for note in notes:
        message(say(note))
    if as_json:
        result_json({"results": count})
    else:
        result(taken_text(count))


def show_report(report: Inspected, *, as_json: bool) -> None:
    """Print how many sessions were checked, what of them did not hold, and the notes."""
    if as_json:
        result_json(_report_object(report))
        return
    results(report_lines(report))
    for key, event in report.sessions.items():
        failed = enumerated(_(ITEM_WORDS[item]) for item in ITEM_WORDS if item in getattr(event.body, "failed", ()))
        result(f"{key}  ✗ {failed}  {event.reason or ''} ({event.operator or '—'})")


def _drawn_object(one: Sampled) -> dict[str, object]:
    return {
        "event": one.session.key, "volunteer": one.session.volunteer, "name": one.name or None,
        "activity": one.session.activity, "minutes": one.session.minutes,
        "evidence": {str(item): {"holds": each.holds, "text": each.text} for item, each in one.evidence.items()},
    }  # fmt: skip


def _report_object(report: Inspected) -> dict[str, object]:
    return {
        "seed": report.seed, "checked": report.checked, "sound": report.sound,
        "failed": {str(item): count for item, count in report.failed.items()},
        "sessions": {
            key: {"failed": list(getattr(event.body, "failed", ())), "note": event.reason, "operator": event.operator}
            for key, event in report.sessions.items()
        },
    }  # fmt: skip
