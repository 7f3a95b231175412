"""Properties draw the same examples every time, so that a change is red by itself and never by chance.

New examples are drawn by `make soak`. A case that it found is kept as `@example` above the property.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "same",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("same")
