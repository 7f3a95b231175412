"""A machine on which a decoder is not installed."""

import sys
from collections.abc import Callable, Iterator

import pytest

from checkin.scanning.decoders import pyzbar_module, zxing_module


@pytest.fixture
def without_module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Makes `import NAME` fail as it does where the package is missing."""

    def forget() -> None:
        zxing_module.cache_clear()
        pyzbar_module.cache_clear()

    def without(name: str) -> None:
        monkeypatch.setitem(sys.modules, name, None)
        forget()

    yield without
    monkeypatch.undo()
    forget()
