"""Files are compared in English, whatever the language of the machine."""

from __future__ import annotations

import pytest

from checkin.texts import use_language


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")
