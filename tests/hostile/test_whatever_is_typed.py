"""Whatever is typed into a form, a reader takes, or it is refused in a sentence: extreme answers in every form that writes events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from checkin.desk import Desk
from checkin.rules.activities import Activity
from checkin.rules.decide import Arrival
from checkin.rules.events import Quality
from checkin.rules.problems import Refused
from checkin.rules.signature import Signature
from exports.exchange.kit.making import make_kit
from exports.exchange.pack.writing import write_pack
from storage.activities.activities import add_activity
from storage.activities.policies import set_policy
from storage.check import check_store
from storage.disk.ids import new_id
from storage.people.person import Person
from storage.store import Store, init_store
from storage.supervision.review import read_review
from storage.team.profile import set_profile
from tests.hostile.test_whatever_is_written import DAY, LIKELY, MINUTES, TEXT
from tests.tui.cli.test_flips import invoke
from tui.desk.making.facts.policy import read_value
from tui.model.stay import Stay
from tui.screens.making.copied_activity import CopiedActivityForm
from tui.screens.new_activity import NewActivityDialog
from tui.screens.review.amending import amend
from tui.screens.review.deeds import DEEDS, given_time
from tui.screens.volunteer.forms import commend_deed, diary_deed, evaluate_deed, redeem_deed
from tui.screens.walk_in import WalkInDialog

OPERATOR = st.one_of(st.sampled_from(["li", "李老师", ""]), TEXT)
BEGINS = st.one_of(
    st.sampled_from(["09:00", "08:30", "8:00-9:30", "23:00～2:00", "2026-03-05 07:00"]), st.deferred(lambda: CLOCK_TIME)
)
ENDS = st.one_of(st.sampled_from(["11:30", "10:00", "23:59"]), st.deferred(lambda: CLOCK_TIME))
CLOCK_TIME = st.sampled_from(
    ["09:00", "23:59", "24:00", "0:0", "1130", "2026-03-05 23:00", "9999-12-31 23:59", "1969-12-31 00:00", "1e3", ""]
)
ANSWERS = st.fixed_dictionaries(
    {"name": LIKELY, "place": LIKELY, "class": LIKELY, "title": LIKELY, "by": LIKELY, "day": DAY, "on": DAY,
     "start": BEGINS, "end": ENDS, "operator": OPERATOR, "activity": st.sampled_from(["", "", "A1", "é", "x" * 33]),
     "minutes": MINUTES, "for": LIKELY, "text": LIKELY, "category": st.one_of(st.just(""), LIKELY), "reason": LIKELY,
     "kind": st.sampled_from(["student", "teacher", "parent", "", "x"]), "expected": st.sampled_from(["", "everybody"]),
     "until": st.sampled_from(["", "2026-05-20", "2026-04-01", "2199-01-01", "soon"]),
     "without": st.sampled_from(["", "2026-03-19", "2026-03-19、2026-03-26", "soon"])}
)  # fmt: skip
COPIED = Activity("A0", name="早操", place="操场", start=1_772_672_400_000, end=1_772_679_600_000)


def _review(what: str, writer: Any, _data: Any, values: dict[str, str]) -> Any:
    """A key of the review on all its sessions: what stands in the form is the answer."""

    def do(store: Store) -> object:
        activity, rows = store.ledger.facts().activity("FD/A0"), list(read_review(store, "FD/A0").rows)
        if not rows:
            # Struck out by an earlier one: the screen then offers nothing.
            return None
        if what == "time":
            deed = given_time(rows, activity, lambda: writer.operator)
        elif what == "amend":
            deed = amend(rows, activity, "FD", lambda: writer.operator)
        else:
            deed = DEEDS[what](rows, lambda: writer.operator)
        typed = {"time": values["start"], "shift": values["minutes"], "volunteer": values["name"], **values}
        return deed.make(typed)(store)

    return writer.ask(do)


FORMS: dict[str, Callable[[Any, Any, dict[str, str]], Any]] = {
    "activity": lambda writer, _data, values: NewActivityDialog(writer, "Asia/Shanghai").save(values),
    "walk-in": lambda writer, _data, values: WalkInDialog(writer).save(values),
    "copy": lambda writer, _data, values: CopiedActivityForm(writer, COPIED, date(2026, 3, 12)).save(values),
    "evaluate": lambda writer, data, values: writer.ask(
        evaluate_deed(data, Quality.GOOD, date(2026, 3, 5), lambda: writer.operator).make(values)
    ),
    "redeem": lambda writer, data, values: writer.ask(redeem_deed(data, lambda: writer.operator).make(values)),
    "diary": lambda writer, data, values: writer.ask(
        diary_deed(data, date(2026, 3, 5), lambda: writer.operator).make(values)
    ),
    "commend": lambda writer, data, values: writer.ask(commend_deed(data, date(2026, 3, 5), lambda: writer.operator).make(values)),
    "policy": lambda writer, _data, values: writer.ask(
        lambda store: set_policy(store, {"max_minutes_per_day": read_value(values["minutes"])}, None, Signature(writer.operator))
    ),
    "team": lambda writer, _data, values: writer.ask(lambda store: set_profile(store, {"leader": values["name"]})),
    "kit": lambda writer, _data, values: writer.ask(
        lambda store: make_kit(store, store.folder.path.parent / "next.hdkit", None, values["name"] or None)
    ),
    **{f"review {deed}": partial(_review, deed) for deed in (*DEEDS, "time", "amend")},
}  # fmt: skip


def writer_of(store: Store, operator: str) -> Any:
    """Does at once what a form asks of the writer's thread."""

    async def ask(work: Callable[[Store], object]) -> object:
        return work(store)

    return SimpleNamespace(ask=ask, operator=operator.strip() or None, clock=SYSTEM_CLOCK)


@settings(max_examples=2)
@given(typed=st.lists(st.tuples(st.sampled_from(list(FORMS)), ANSWERS), min_size=20, max_size=20))
def test_a_reader_takes_whatever_is_typed(
    tmp_path_factory: pytest.TempPathFactory, typed: Sequence[tuple[str, dict[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    with init_store(folder / "desk", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as store:
        with store.ledger.transaction():
            store.register.write([Person("FD", "001", "张伟", "七1班")])
            begun = {"name": "早操", "place": "操场", "start": store.now() - 7_200_000, "end": store.now() - 60_000}
            add_activity(store, "A0", begun)
            at = store.now() - 3_600_000
            Desk(store.ledger).scan(Arrival(new_id(at), at, "", "FD/A0", volunteer="FD/001"))
        record = SimpleNamespace(key="FD/001", account=SimpleNamespace(balance=600))
        data = SimpleNamespace(record=record, rows=(), activities={"FD/0305": "清洁河岸"}, own_team="FD")
        for form, values in typed:
            answers = {name: value.strip() for name, value in values.items()}
            with suppress(Refused, Stay):
                asyncio.run(FORMS[form](writer_of(store, values["operator"]), data, answers))
        write_pack(store, folder / "out.hdpack")
    assert check_store(folder / "desk") == []
    assert invoke(folder, ("verify", "@/out.hdpack")) == 0
