"""Every command that writes, as it is killed, hindered and cut off."""

from __future__ import annotations

from tests.survival.tasks.desk import DESK
from tests.survival.tasks.district import DISTRICT
from tests.survival.tasks.protected import PROTECTED
from tests.survival.tasks.task import Task

TASKS: tuple[Task, ...] = (*DESK, *PROTECTED, *DISTRICT)
"""The first one is `scan`."""
