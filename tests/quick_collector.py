"""The cyclic collector in a process of tests: what a test leaves is given back.

A desk that opens tells the collector that all there is stays (`gc.freeze`), which is right in a process that opens one. Here
each opens hundreds, and nothing of those before would ever be freed.
"""

from __future__ import annotations

import gc

from storage.people.search_text import sounds

_freeze = gc.freeze
_SELDOM = (2_000, 10, 100)
"""As by default, but for old objects ten times more seldom: each app leaves tens of thousands of them."""


_HARDLY = (500_000, 10, 100)
"""While modules are loaded and tests are collected nearly all that is made stays."""


def collect_hardly() -> None:
    """Until all is loaded."""
    gc.set_threshold(*_HARDLY)


def keep_what_is_loaded() -> None:
    """Once everything is loaded: what is there now stays, and is not looked through again."""
    # The readings of characters are 200,000 lists, which are else loaded with the first name.
    sounds("张")
    gc.collect()
    _freeze()
    gc.set_threshold(*_SELDOM)


def let_no_desk_freeze() -> None:
    """From now on in this process."""
    setattr(gc, _freeze.__name__, _stay_free)


def _stay_free() -> None:
    """Do nothing."""
