"""Where a certificate is checked: at a desk, at a district, or on a computer that is neither; and what is known there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import tzinfo
from typing import NamedTuple

from checkin.rules.activities import DEFAULT_TIMEZONE, zone
from exports.exchange.credential.checking import Known
from exports.exchange.credential.district_list import CredentialList
from storage.store import Store, has_desk
from tui.cli.base.desk_choice import DeskChoice


class Place(NamedTuple):
    """What is known at a place. `store` is the desk's; `list_is_known` is false where nothing here says whose a list is."""

    known: Known
    zone: tzinfo
    store: Store | None
    list_is_known: bool


@contextmanager
def place_of_check(choice: DeskChoice, brought: CredentialList | None) -> Iterator[Place]:
    """The place that the command line names; `brought` is a list from a file."""
    from exports.district.district import has_district
    from tui.cli.district.district_choice import district_path, open_chosen

    if has_desk(choice.path):
        from exports.printed.certificates.known import known_at_desk
        from storage.standard.standard import known_district

        with choice.open() as store:
            list_is_known = known_district(store.connection) is not None
            yield Place(known_at_desk(store, brought), zone(store.identity.timezone), store, list_is_known)
    elif has_district(district_path(choice)):
        from exports.district.says.credential_list import known_at_district

        with open_chosen(choice) as district:
            yield Place(known_at_district(district, brought), zone(district.identity.timezone), None, True)
    else:
        yield Place(Known(choice.clock.now(), brought), zone(DEFAULT_TIMEZONE), None, False)
