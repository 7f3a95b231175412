"""Sentences for the steps from scans to minutes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from checkin.durations import h_mm_ss, hours_text
from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.explaining import SessionExplanation, Step, StepKind
from checkin.rules.policies import Policy, Rounding
from checkin.rules.posts_served import minutes_by_post
from checkin.rules.sessions import Flag
from checkin.texts import _, enumerated, ngettext
from checkin.words import part_word
from exports.printed.explanation.explaining import Explanation
from storage.posts.times import span_text


def account_words(account: SessionExplanation, activity: Activity) -> list[str]:
    """A sentence for each step of a session in `activity`; one with posts says behind them how its minutes belong to those."""
    found = [_step_words(step, account) for step in account.steps]
    by_post = minutes_by_post(account.session)
    if by_post:
        parts = (
            _("{post} {minutes} min").format(
                post=_("no post") if post is None else named_post(activity, post).name, minutes=minutes
            )
            for post, minutes in by_post.items()
        )
        found.append(_("by post: {posts}").format(posts=enumerated(parts)))
    if any(account.shifts):
        found.append(_("by shift: {shifts}").format(shifts=enumerated(_by_shift(account, activity))))
    return found


def _by_shift(account: SessionExplanation, activity: Activity) -> Iterator[str]:
    for segment, shifts in zip(account.session.segments, account.shifts, strict=True):
        for shift, minutes in shifts:
            post = named_post(activity, segment.post or "").name
            when = _("in no shift") if shift is None else span_text(shift.start, shift.end, activity)
            yield _("{post} {shift} {minutes} min").format(post=post, shift=when, minutes=minutes)


def _step_words(step: Step, account: SessionExplanation) -> str:
    match step.kind:
        case StepKind.NO_CHECK_IN:
            return _("there is no check-in")
        case StepKind.NO_CHECK_OUT:
            return _("there is no check-out")
        case StepKind.RAW:
            return _("from check-in to check-out: {time}").format(time=h_mm_ss(step.seconds))
        case StepKind.CLAMP:
            return _("within the planned time: {time} of {of}").format(time=h_mm_ss(step.seconds), of=h_mm_ss(step.of))
        case StepKind.SHARE:
            return _share_words(step, account)
        case StepKind.GRID:
            return _("{rule}: {minutes} min").format(rule=rounding_words(account.policy), minutes=step.minutes)
        case StepKind.RULED:
            return _("a supervisor credited {minutes} min").format(minutes=step.minutes)
        case StepKind.TRANSFERRED:
            return _("another school credited {minutes} min").format(minutes=step.minutes)
        case StepKind.CLAIMED:
            return _("service of their own, which a supervisor verified: {minutes} min").format(minutes=step.minutes)
        case StepKind.ADDED:
            return _("a supervisor added {minutes} min without scans").format(minutes=step.minutes)
        case StepKind.NOT_PAIRED:
            return _("a ruling or a confirmation was made here, but its scans are gone")
        case StepKind.TRAINING:
            return _("a training: {minutes} min of training, not service").format(minutes=step.of)
        case StepKind.NOT_CREDITABLE:
            return _("gives no hours")
        case StepKind.DAY_LIMIT:
            return _("at most {limit} min a day: {minutes} min").format(limit=step.of, minutes=step.minutes)
        case StepKind.CLAIM_LIMIT:
            text = _("at most {limit} min of service of their own in all: {minutes} min")
            return text.format(limit=step.of, minutes=step.minutes)
        case StepKind.CLAIM_YEAR_LIMIT:
            text = _("at most {limit} min of service of their own in a school year: {minutes} min")
            return text.format(limit=step.of, minutes=step.minutes)
        case StepKind.WAITING:
            return waiting_words(account)
        case StepKind.PUBLICITY:
            return _("on the publicity list with {minutes} min").format(minutes=step.minutes)
        case StepKind.CONFIRMED:
            return _("confirmed with {minutes} min").format(minutes=step.minutes)
        case unreachable:
            assert_never(unreachable)


def waiting_words(account: SessionExplanation) -> str:
    """A sentence that says why a session has no minutes yet."""
    flags = account.session.flags
    if Flag.CONSENT in flags:
        return _("the hours wait for a guardian's consent")
    if Flag.OVERLAP in flags:
        return _("waits for review: it overlaps another session")
    if Flag.FAR in flags:
        return _("waits for review: it was scanned more than a day before or after the planned days")
    if Flag.OUTSIDE in flags:
        return _("waits for review: the planned times were moved, and it lies outside of them")
    if Flag.PAIRS in flags and account.session.end is not None:
        return _("waits for review: one pair of scans more than the policy allows in a day")
    if account.session.status == "open":
        return _("not checked out: no minutes yet")
    return _("waits for review: no minutes yet")


def _share_words(step: Step, account: SessionExplanation) -> str:
    values = {"time": h_mm_ss(step.seconds), "of": h_mm_ss(step.of)}
    if Flag.SHARE in account.session.flags:
        return _("{time} in this activity, but {of} are required: no minutes").format(**values)
    return _("{time} in this activity; {of} are required").format(**values)


def rounding_words(policy: Policy) -> str:
    """Words for the way in which a policy turns seconds into minutes."""
    if policy.grid_minutes == 1:
        return {
            Rounding.FLOOR: _("whole minutes"),
            Rounding.NEAREST: _("to the nearest minute"),
            Rounding.CEIL: _("up to the next minute"),
        }[policy.rounding]
    return {
        Rounding.FLOOR: _("down to steps of {step} min"),
        Rounding.NEAREST: _("to the nearest {step} min"),
        Rounding.CEIL: _("up to steps of {step} min"),
    }[policy.rounding].format(step=policy.grid_minutes)


def policy_words(policy: Policy) -> list[str]:
    """A sentence for each rule that is in force under a policy."""
    found = [_("How minutes are counted: {rule}.").format(rule=rounding_words(policy))]
    if policy.clamp_start:
        found.append(_("Time before the planned start is not counted."))
    if policy.clamp_end:
        found.append(_("Time after the planned end is not counted."))
    if policy.min_share_of_activity is not False:
        share = round(float(policy.min_share_of_activity) * 100)
        found.append(_("Less than {share} % of the planned time gives no minutes.").format(share=share))
    if policy.max_minutes_per_day is not False:
        found.append(_("At most {limit} minutes a day are counted.").format(limit=policy.max_minutes_per_day))
    if policy.max_pairs_per_day is not False:
        text = ngettext(
            "At most {count} pair of scans a day in one activity is counted unseen.",
            "At most {count} pairs of scans a day in one activity are counted unseen.",
            policy.max_pairs_per_day,
        )
        found.append(text.format(count=policy.max_pairs_per_day))
    return found


def total_words(explanation: Explanation) -> list[str]:
    """Sentences with the totals: first the sum, then each part, then trainings."""
    text = _("Together: {minutes} minutes ({amount})")
    found = [text.format(minutes=explanation.minutes, amount=hours_text(explanation.minutes))]
    text = _("{source}: {minutes} minutes, of these confirmed {confirmed}")
    found += [
        text.format(source=part_word(part, for_parents=True), minutes=total.minutes, confirmed=total.confirmed)
        for part, total in explanation.totals.items()
        if total.minutes
    ]
    if explanation.training_minutes:
        text = _("trainings, which do not count as service: {minutes} minutes")
        found.append(text.format(minutes=explanation.training_minutes))
    return found
