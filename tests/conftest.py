"""What holds for all tests: properties draw the same examples every time, a PIN or passphrase costs next to nothing, and after
each test a protected folder that it opened is locked again, and the language is the one of before.

A change is red by itself and never by chance. New examples are drawn by `make soak`; a case that it found is kept as
`@example` above the property.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pyrage
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers

from checkin.texts import language, use_language
from storage.disk.pins import pin
from storage.disk.protection import wrapping
from storage.disk.protection.open_keys import forget_keys
from tests.copied_desks import Made
from tests.loaded_program import let_guesses_cost_nothing
from tests.portions import WHOLE
from tests.quick_collector import collect_hardly, keep_what_is_loaded, let_no_desk_freeze
from tests.quick_disk import make_the_disk_quick
from tests.quick_queries import ask_without_planning
from tests.small_font import use_a_small_font

settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=30 if WHOLE else 20,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("mutate", settings.get_profile("same"), max_examples=25)
settings.load_profile("same")
if not WHOLE:
    # Else values that stand in the program are drawn too: those of the modules that are loaded by then, which differ from one
    # order of tests to another, and each process would read all modules for them. The soak draws them. Hypothesis has no setting for
    # it; the name is asked for first, so that a version without it fails here and is not left as it is.
    setattr(providers, providers._get_local_constants.__name__, lambda: providers._local_constants)

REAL_PIN_COST = pin.COST
"""What a guess costs in the program; tests set and check hundreds, and one of them at the real cost."""
REAL_PASSPHRASE_COST = wrapping.COST
"""The same for a passphrase."""
REAL_SEAL = pyrage.passphrase.encrypt
"""The same for the passphrase of a kit, whose cost stands in the file."""
let_guesses_cost_nothing()
collect_hardly()
make_the_disk_quick()
let_no_desk_freeze()
use_a_small_font()
if not WHOLE:
    ask_without_planning()
_folders = count()


def pytest_collection_finish() -> None:
    """All tests are loaded."""
    keep_what_is_loaded()


@pytest.fixture(scope="session", autouse=True)
def _documents_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a screen proposes to write among the user's documents is not written among those of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("XDG_DOCUMENTS_DIR", str(tmp_path_factory.mktemp("documents")))
        yield


@pytest.fixture
def tmp_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As pytest's own, which looks through the folders of all tests before for a free number."""
    folder = tmp_path_factory.getbasetemp() / f"test-{next(_folders)}"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Desks to be copied."""
    return Made(tmp_path_factory)


@pytest.fixture(autouse=True)
def _locked_again_in_the_language_of_before() -> Iterator[None]:
    before = language()
    yield
    forget_keys()
    use_language(before)
    # A desk that was opened and never shown has left it off.
    gc.enable()
