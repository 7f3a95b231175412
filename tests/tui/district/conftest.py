"""The clerk's screen is looked at in English, whatever the language of the machine, where a test does not choose another one."""

from __future__ import annotations

import pytest

from checkin.texts import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")
