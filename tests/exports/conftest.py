"""Files are compared in English, whatever the language of the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from checkin.texts import language, use_language


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = language()
    use_language("en")
    yield
    use_language(before)
