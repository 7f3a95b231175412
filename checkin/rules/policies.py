"""A team's policy: how bounces, minutes and consent are treated. Data, versioned (design §6)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal, NamedTuple

from checkin.rules.problems import Problem, Refused, unknown_setting
from checkin.rules.school_year.years import FIRST_OF_SEPTEMBER, Begin, read_begin
from checkin.rules.table_problems import NO_CHOICE

FIRST_VERSION = 1
GRIDS = (1, 5, 10, 15, 30, 60)
PUBLICITY_DAYS = (0, 3, 7)
LONGEST_BOUNCE_SECONDS = 60
MOST_CLAIMED = 60_000
"""The highest limit of claimed minutes in all: a thousand hours."""
MOST_CLAIMED_IN_A_YEAR = 6_000
"""The highest limit of claimed minutes of a school year: a hundred hours."""
MOST_CLAIM_YEARS = 20
DEFAULT_KIND = "student"
ADULTS = ("teacher", "parent")
"""Kinds of person that stand beside minors."""
PERSON_KINDS = (DEFAULT_KIND, *ADULTS)


class Rounding(StrEnum):
    """How seconds become minutes of the grid."""

    FLOOR = "floor"
    NEAREST = "nearest"
    CEIL = "ceil"


class ConsentRule(StrEnum):
    """What happens to a minor without consent: the hours wait, or the person is refused, or nothing happens."""

    HOLD = "hold"
    REFUSE = "refuse"
    IGNORE = "ignore"


class CredentialIdentity(StrEnum):
    """How a certificate's credential says whose it is: by name, by volunteer number, or by a hash of the name."""

    NAME = "name"
    NUMBER = "number"
    HASH = "hash"


class TransferRule(StrEnum):
    """What becomes of hours that somebody brought from another school of the district: shown apart, or counted here too."""

    APART = "apart"
    COUNT = "count"


class Policy(NamedTuple):
    """One version of the settings; the defaults are the policy of a team that never set one."""

    rounding: Rounding = Rounding.FLOOR
    grid_minutes: int = 1
    clamp_start: bool = False
    clamp_end: bool = False
    min_share_of_activity: Decimal | Literal[False] = False
    max_minutes_per_day: int | Literal[False] = False
    max_pairs_per_day: int | Literal[False] = False
    bounce_seconds: int = 3
    min_session_minutes: int = 5
    consent: ConsentRule = ConsentRule.HOLD
    consent_age: int = 14
    unknown_birth_is_minor: bool = False
    publicity_working_days: int = 0
    not_creditable_kinds: tuple[str, ...] = ()
    publicity_masks_names: bool = True
    redeem_added_hours: bool = False
    credential_identity: CredentialIdentity = CredentialIdentity.NAME
    transferred: TransferRule = TransferRule.APART
    max_claimed_minutes: int | Literal[False] = False
    max_claimed_minutes_per_year: int | Literal[False] = False
    claim_years: int | Literal[False] = 3
    school_year_begins: str = "09-01"
    version: int = FIRST_VERSION

    @property
    def begin(self) -> Begin:
        """The day of the calendar on which school years begin, for limits by year."""
        return read_begin(self.school_year_begins) or FIRST_OF_SEPTEMBER


DEFAULT_POLICY = Policy()
SETTINGS = tuple(name for name in Policy._fields if name != "version")


def settings_of(policy: Policy) -> dict[str, Any]:
    """The settings as plain data (for TOML and for events); `read_policy` reads them back."""
    return {name: _plain(getattr(policy, name)) for name in SETTINGS}


def read_policy(settings: Mapping[str, Any], version: int, where: str = "policy") -> Policy:
    """The policy that `settings` describe; what they leave out has its default. Raises Refused naming every bad one."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, value in settings.items():
        if name not in SETTINGS:
            problems.append(unknown_setting("unknown_setting", where, name, SETTINGS))
            continue
        try:
            values[name] = _read(name, value)
        except ValueError as error:
            texts = {"value": _as_text(value), "choices": error.args[0]}
            problems.append(Problem("bad_setting", f"{where} {name}", NO_CHOICE, texts))
    if problems:
        raise Refused(*problems)
    return Policy(version=version, **values)


def _read(name: str, value: Any) -> Any:
    match name:
        case "rounding":
            return _one_of(Rounding, value)
        case "consent":
            return _one_of(ConsentRule, value)
        case "credential_identity":
            return _one_of(CredentialIdentity, value)
        case "transferred":
            return _one_of(TransferRule, value)
        case "grid_minutes":
            return _choice(value, GRIDS)
        case "publicity_working_days":
            return _choice(value, PUBLICITY_DAYS)
        case "clamp_start" | "clamp_end" | "unknown_birth_is_minor" | "publicity_masks_names" | "redeem_added_hours":
            if not isinstance(value, bool):
                raise ValueError(("true", "false"))
            return value
        case "min_share_of_activity":
            return _share(value)
        case "max_minutes_per_day":
            return False if value is False else _whole(value, 1, 1440, "false, 1…1440")
        case "max_pairs_per_day":
            return False if value is False else _whole(value, 1, 20, "false, 1…20")
        case "max_claimed_minutes":
            return False if value is False else _whole(value, 1, MOST_CLAIMED, "false, 1…60000")
        case "max_claimed_minutes_per_year":
            return False if value is False else _whole(value, 1, MOST_CLAIMED_IN_A_YEAR, "false, 1…6000")
        case "claim_years":
            return False if value is False else _whole(value, 1, MOST_CLAIM_YEARS, "false, 1…20")
        case "school_year_begins":
            if not isinstance(value, str) or read_begin(value) is None:
                raise ValueError("09-01")
            return str(read_begin(value))
        case "not_creditable_kinds":
            names = [value] if isinstance(value, str) else value
            if not isinstance(names, list | tuple) or any(name not in PERSON_KINDS for name in names):
                raise ValueError(tuple(PERSON_KINDS))
            return tuple(sorted(set(names)))
        case "bounce_seconds":
            return _whole(value, 0, LONGEST_BOUNCE_SECONDS, "0…60")
        case "min_session_minutes":
            return _whole(value, 0, 240, "0…240")
        case _:
            return _whole(value, 0, 30, "0…30")


_LEAST_SHARE = Decimal("0.001")
"""Less is a slip of the keys, and no share that anybody could mean."""


def _share(value: Any) -> Decimal | Literal[False]:
    if value is False:
        return False
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError(("false", "0.1…1"))
    try:
        share = Decimal(str(value))
    except ArithmeticError:
        raise ValueError(("false", "0.1…1")) from None
    if not (share.is_finite() and _LEAST_SHARE <= share <= 1):
        raise ValueError(("false", "0.1…1"))
    return share


def _one_of(choices: type[StrEnum], value: Any) -> StrEnum:
    try:
        return choices(value)
    except ValueError:
        raise ValueError(tuple(choices)) from None


def _choice(value: Any, choices: tuple[int, ...]) -> int:
    if isinstance(value, bool) or value not in choices:
        raise ValueError(choices)
    return int(value)


def _whole(value: Any, least: int, most: int, text: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(text)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        # RFC 8785 has one form for a number; a share is kept as text so that 0.6 stays 0.6.
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, StrEnum) else value


def _as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
