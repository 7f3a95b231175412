"""Whatever is typed into a dialog, a reader takes: extreme answers in the forms of new activity, walk-in and commendation."""

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
from checkin.rules.problems import Refused
from exports.exchange.pack.writing import write_pack
from storage.check import check_store
from storage.people.person import Person
from storage.store import Store, init_store
from tests.hostile.test_whatever_is_written import DAY, LIKELY, TEXT
from tests.tui.cli.test_flips import invoke
from tui.screens.form import Stay
from tui.screens.new_activity import NewActivityDialog
from tui.screens.volunteer.forms import commend_deed
from tui.screens.walk_in import WalkInDialog

OPERATOR = st.one_of(st.sampled_from(["li", "李老师", ""]), TEXT)
BEGINS = st.one_of(st.sampled_from(["09:00", "08:30", "2026-03-05 07:00"]), st.deferred(lambda: CLOCK_TIME))
ENDS = st.one_of(st.sampled_from(["11:30", "10:00", "23:59"]), st.deferred(lambda: CLOCK_TIME))
CLOCK_TIME = st.sampled_from(
    ["09:00", "23:59", "24:00", "0:0", "1130", "2026-03-05 23:00", "9999-12-31 23:59", "1969-12-31 00:00", "1e3", ""]
)
ANSWERS = st.fixed_dictionaries(
    {"name": LIKELY, "place": LIKELY, "class": LIKELY, "title": LIKELY, "by": LIKELY, "day": DAY, "on": DAY,
     "start": BEGINS, "end": ENDS, "operator": OPERATOR, "activity": st.just("")}
)  # fmt: skip
FORMS: dict[str, Callable[[Any, Any, dict[str, str]], Any]] = {
    "activity": lambda writer, _data, values: NewActivityDialog(writer, "Asia/Shanghai").save(values),
    "walk-in": lambda writer, _data, values: WalkInDialog(writer).save(values),
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
        data = SimpleNamespace(record=SimpleNamespace(key="FD/001"))
        for form, values in typed:
            answers = {name: value.strip() for name, value in values.items()}
            with suppress(Refused, Stay):
                asyncio.run(FORMS[form](writer_of(store, values["operator"]), data, answers))
        write_pack(store, folder / "out.hdpack")
    assert check_store(folder / "desk") == []
    assert invoke(folder, ("verify", "@/out.hdpack")) == 0
