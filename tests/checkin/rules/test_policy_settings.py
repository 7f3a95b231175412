"""What each setting of a policy may be, what it becomes, and the words in which a bad value is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from checkin.rules.policies import (
    DEFAULT_POLICY,
    SETTINGS,
    ConsentRule,
    CredentialIdentity,
    Policy,
    Rounding,
    read_policy,
    settings_of,
)
from checkin.rules.problems import Problem, Refused
from checkin.texts import sentence

YES_NO = "true, false"
SHARE = "false, 0.1…1"
KINDS = "student, teacher, parent"
BAD: list[tuple[str, Any, str, str]] = [
    ("rounding", "up", "up", "floor, nearest, ceil"),
    ("rounding", True, "true", "floor, nearest, ceil"),
    ("consent", "no", "no", "hold, refuse, ignore"),
    ("grid_minutes", 7, "7", "1, 5, 10, 15, 30, 60"),
    ("grid_minutes", True, "true", "1, 5, 10, 15, 30, 60"),
    ("grid_minutes", "15", "15", "1, 5, 10, 15, 30, 60"),
    ("publicity_working_days", 2, "2", "0, 3, 7"),
    ("publicity_working_days", False, "false", "0, 3, 7"),
    ("clamp_start", "true", "true", YES_NO),
    ("clamp_end", 1, "1", YES_NO),
    ("unknown_birth_is_minor", 0, "0", YES_NO),
    ("publicity_masks_names", None, "None", YES_NO),
    ("redeem_added_hours", "YES", "YES", YES_NO),
    ("credential_identity", "birth", "birth", "name, number, hash"),
    ("transferred", True, "true", "apart, count"),
    ("max_claimed_minutes", True, "true", "false, 1…60000"),
    ("max_claimed_minutes_per_year", 6001, "6001", "false, 1…6000"),
    ("claim_years", 0, "0", "false, 1…20"),
    ("school_year_begins", "02-30", "02-30", "09-01"),
    ("school_year_begins", 901, "901", "09-01"),
    ("min_share_of_activity", True, "true", SHARE),
    ("min_share_of_activity", None, "None", SHARE),
    ("min_share_of_activity", [0.6], "[0.6]", SHARE),
    ("min_share_of_activity", "half", "half", SHARE),
    ("min_share_of_activity", 0, "0", SHARE),
    ("min_share_of_activity", "0.0", "0.0", SHARE),
    ("min_share_of_activity", -0.1, "-0.1", SHARE),
    ("min_share_of_activity", "1.01", "1.01", SHARE),
    ("min_share_of_activity", "nan", "nan", SHARE),
    ("min_share_of_activity", 1e-320, "1e-320", SHARE),
    ("min_share_of_activity", "0.0009", "0.0009", SHARE),
    ("min_share_of_activity", -0.0, "-0.0", SHARE),
    ("min_share_of_activity", "inf", "inf", SHARE),
    ("max_minutes_per_day", 0, "0", "false, 1…1440"),
    ("max_minutes_per_day", 1441, "1441", "false, 1…1440"),
    ("max_minutes_per_day", True, "true", "false, 1…1440"),
    ("max_minutes_per_day", 1.5, "1.5", "false, 1…1440"),
    ("max_pairs_per_day", 0, "0", "false, 1…20"),
    ("max_pairs_per_day", 21, "21", "false, 1…20"),
    ("max_pairs_per_day", True, "true", "false, 1…20"),
    ("not_creditable_kinds", "pupil", "pupil", KINDS),
    ("not_creditable_kinds", ["parent", "pupil"], "['parent', 'pupil']", KINDS),
    ("not_creditable_kinds", 3, "3", KINDS),
    ("bounce_seconds", -1, "-1", "0…60"),
    ("bounce_seconds", 61, "61", "0…60"),
    ("bounce_seconds", False, "false", "0…60"),
    ("min_session_minutes", -1, "-1", "0…240"),
    ("min_session_minutes", 241, "241", "0…240"),
    ("consent_age", -1, "-1", "0…30"),
    ("consent_age", 31, "31", "0…30"),
    ("consent_age", "14", "14", "0…30"),
]
GOOD: list[tuple[str, Any, Any]] = [
    ("rounding", "nearest", Rounding.NEAREST),
    ("rounding", "ceil", Rounding.CEIL),
    ("consent", "refuse", ConsentRule.REFUSE),
    ("consent", "ignore", ConsentRule.IGNORE),
    *(("grid_minutes", minutes, minutes) for minutes in (1, 5, 10, 15, 30, 60)),
    *(("publicity_working_days", days, days) for days in (0, 3, 7)),
    ("clamp_start", True, True),
    ("clamp_end", True, True),
    ("unknown_birth_is_minor", True, True),
    ("publicity_masks_names", False, False),
    ("redeem_added_hours", True, True),
    ("credential_identity", "hash", CredentialIdentity.HASH),
    ("min_share_of_activity", False, False),
    ("min_share_of_activity", 0.6, Decimal("0.6")),
    ("min_share_of_activity", "0.6", Decimal("0.6")),
    ("min_share_of_activity", Decimal("0.25"), Decimal("0.25")),
    ("min_share_of_activity", 1, Decimal(1)),
    ("max_minutes_per_day", False, False),
    ("max_minutes_per_day", 1, 1),
    ("max_minutes_per_day", 1440, 1440),
    ("max_pairs_per_day", False, False),
    ("max_pairs_per_day", 1, 1),
    ("max_pairs_per_day", 20, 20),
    ("not_creditable_kinds", "parent", ("parent",)),
    ("not_creditable_kinds", ["teacher", "parent", "teacher"], ("parent", "teacher")),
    ("not_creditable_kinds", (), ()),
    ("bounce_seconds", 0, 0),
    ("bounce_seconds", 60, 60),
    ("min_session_minutes", 0, 0),
    ("min_session_minutes", 240, 240),
    ("consent_age", 0, 0),
    ("consent_age", 30, 30),
]


def refusal(settings: dict[str, Any]) -> list[Problem]:
    """All that is wrong with the settings of `team.toml`."""
    with pytest.raises(Refused) as refused:
        read_policy(settings, 2, "team.toml")
    return list(refused.value.problems)


@pytest.mark.parametrize(("name", "value", "said", "choices"), BAD)
def test_a_value_that_is_not_possible_is_named_with_those_that_are(
    name: str, value: Any, said: str, choices: str
) -> None:
    (problem,) = refusal({name: value})
    assert (problem.code, problem.where) == ("bad_setting", f"team.toml {name}")
    assert problem.message == "{value} is not possible here; write {choices}"
    assert sentence(problem) == f"{said} is not possible here; write {choices}"


@pytest.mark.parametrize(("name", "value", "kept"), GOOD)
def test_a_possible_value_is_kept_and_nothing_else_changes(name: str, value: Any, kept: Any) -> None:
    policy = read_policy({name: value}, 7)
    assert policy == DEFAULT_POLICY._replace(version=7, **{name: kept})
    assert type(getattr(policy, name)) is type(kept)
    assert read_policy(settings_of(policy), 7) == policy, "as an event and back"


def test_a_setting_that_does_not_exist_is_named_beside_the_others() -> None:
    unknown, bad = refusal({"grid": 5, "rounding": "ceil", "bounce_seconds": 99})
    assert (unknown.code, unknown.where) == ("unknown_setting", "team.toml grid")
    assert unknown.message == "there is no such setting; the settings are {known}"
    assert unknown.values == {"known": tuple(SETTINGS)}
    assert (bad.code, bad.where) == ("bad_setting", "team.toml bounce_seconds")
    with pytest.raises(Refused) as refused:
        read_policy({"version": 3}, 2)
    assert [problem.where for problem in refused.value.problems] == ["policy version"]


def test_settings_as_plain_data_for_files_and_events() -> None:
    """A share is a text, so that 0.6 stays 0.6; kinds are a list; the version is no setting."""
    policy = Policy(
        rounding=Rounding.CEIL, min_share_of_activity=Decimal("0.6"), not_creditable_kinds=("parent",), version=4
    )
    plain = settings_of(policy)
    assert plain == {
        "rounding": "ceil",
        "grid_minutes": 1,
        "clamp_start": False,
        "clamp_end": False,
        "min_share_of_activity": "0.6",
        "max_minutes_per_day": False,
        "max_pairs_per_day": False,
        "bounce_seconds": 3,
        "min_session_minutes": 5,
        "consent": "hold",
        "consent_age": 14,
        "unknown_birth_is_minor": False,
        "publicity_working_days": 0,
        "not_creditable_kinds": ["parent"],
        "publicity_masks_names": True,
        "redeem_added_hours": False,
        "credential_identity": "name",
        "transferred": "apart",
        "max_claimed_minutes": False,
        "max_claimed_minutes_per_year": False,
        "claim_years": 3,
        "school_year_begins": "09-01",
    }
    assert {type(plain[name]) for name in ("rounding", "consent", "min_share_of_activity")} == {str}
    assert type(plain["not_creditable_kinds"]) is list
