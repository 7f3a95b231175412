"""Which question somebody means, and the body of an answer to it."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.rules.events import Answer
from checkin.rules.problems import N_, refuse
from exports.audit.plausibility.finding import Finding


def named(found: Sequence[Finding], name: str) -> Finding:
    """The one question whose name begins so. Raises Refused for none and for several."""
    fitting = [one for one in found if name and one.name.startswith(name.lower())]
    if len(fitting) == 1:
        return fitting[0]
    message = (
        N_("there is no such question: take its first digits from hourdesk audit list")
        if not fitting
        else N_("several questions begin so: write more digits of it")
    )
    raise refuse("no_finding", name, message)


def answer_to(found: Sequence[Finding], name: str) -> Answer:
    """The body of an answer to the question whose name begins so. Raises Refused as `named` does, and where it was answered."""
    one = named(found, name)
    if one.answer is not None:
        message = N_("this question was answered already: strike out its event {event} to answer anew")
        raise refuse("answered", name, message, event=one.answer.id)
    return Answer(one.name, one.rule.name)
