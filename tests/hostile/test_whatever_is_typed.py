"""Whatever is typed into a form, a reader takes, or it is refused in a sentence: extreme answers in every form that writes events."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkin.clock import SYSTEM_CLOCK
from checkin.rules.activities import Activity
from checkin.rules.events import Quality
from checkin.rules.problems import Refused
from exports.exchange.pack.writing import write_pack
from storage.check import check_store
from storage.people.person import Person
from storage.store import Store, init_store
from tests.hostile.test_whatever_is_written import DAY, LIKELY, MINUTES, TEXT
from tests.tui.cli.test_flips import invoke
from tui.screens.form import Stay
from tui.screens.making.copied_activity import CopiedActivityForm
from tui.screens.new_activity import NewActivityDialog
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
     "kind": st.sampled_from(["student", "teacher", "parent", "", "x"]), "expected": st.sampled_from(["", "everybody"])}
)  # fmt: skip
COPIED = Activity("A0", name="早操", place="操场", start=1_772_672_400_000, end=1_772_679_600_000)
FORMS: dict[str, Callable[[Any, Any, dict[str, str]], Any]] = {
    "activity": lambda writer, _data, values: NewActivityDialog(writer, "Asia/Shanghai").save(values),
    "walk-in": lambda writer, _data, values: WalkInDialog(writer).save(values),
    "copy": lambda writer, _data, values: CopiedActivityForm(writer, COPIED).save(values),
    "evaluate": lambda writer, data, values: writer.ask(
        evaluate_deed(data, Quality.GOOD, date(2026, 3, 5), writer.operator).make(values)
    ),
    "redeem": lambda writer, data, values: writer.ask(redeem_deed(data, writer.operator).make(values)),
    "diary": lambda writer, data, values: writer.ask(
        diary_deed(data, date(2026, 3, 5), writer.operator).make(values)
    ),
    "commend": lambda writer, data, values: writer.ask(commend_deed(data, date(2026, 3, 5), writer.operator).make(values)),
}  # fmt: skip


def writer_of(store: Store, operator: str) -> Any:
    """Does at once what a form asks of the writer's thread."""

    async def ask(work: Callable[[Store], object]) -> object:
        return work(store)

    return SimpleNamespace(ask=ask, operator=operator.strip() or None, clock=SYSTEM_CLOCK)


@settings(max_examples=4)
@given(typed=st.lists(st.tuples(st.sampled_from(list(FORMS)), ANSWERS), min_size=10, max_size=10))
def test_a_reader_takes_whatever_is_typed(
    tmp_path_factory: pytest.TempPathFactory, typed: Sequence[tuple[str, dict[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    with init_store(folder / "desk", team="FD", team_name="复旦中学", clock=SYSTEM_CLOCK) as store:
        with store.ledger.transaction():
            store.register.write([Person("FD", "001", "张伟", "七1班")])
        data = SimpleNamespace(record=SimpleNamespace(key="FD/001", account=SimpleNamespace(balance=600)))
        for form, values in typed:
            answers = {name: value.strip() for name, value in values.items()}
            with suppress(Refused, Stay):
                asyncio.run(FORMS[form](writer_of(store, values["operator"]), data, answers))
        write_pack(store, folder / "out.hdpack")
    assert check_store(folder / "desk") == []
    assert invoke(folder, ("verify", "@/out.hdpack")) == 0
