"""The settings of a policy in words: what each means, and its values as people say them (design §6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from checkin.rules.policies import GRIDS, PUBLICITY_DAYS, ConsentRule, CredentialIdentity, Rounding, TransferRule
from checkin.rules.problems import N_
from checkin.texts import _, enumerated, ngettext
from checkin.words import person_kind_word


class SettingWords(NamedTuple):
    """What a setting is called, and what it does. `values` can be chosen; where there are none a number is typed, as `example` shows."""

    title: str
    meaning: str
    values: tuple[Any, ...] = ()
    example: str = ""


SETTING_WORDS: Mapping[str, SettingWords] = {
    "rounding": SettingWords(
        N_("rounding"),
        N_("How seconds become minutes: down, to the nearest, or up."),
        tuple(Rounding),
    ),
    "grid_minutes": SettingWords(
        N_("grid"),
        N_("Hours are credited in steps of so many minutes: with 30, 1 hour 50 counts as 1 hour 30."),
        GRIDS,
    ),
    "clamp_start": SettingWords(
        N_("before the start"),
        N_("Whether time before the planned start counts."),
        (False, True),
    ),
    "clamp_end": SettingWords(
        N_("after the end"),
        N_("Whether time after the planned end counts."),
        (False, True),
    ),
    "min_share_of_activity": SettingWords(
        N_("least share"),
        N_("Who was there for less than this share of the activity gets no hours for it. Empty: no such rule."),
        example="0.6",
    ),
    "max_minutes_per_day": SettingWords(
        N_("most in a day"),
        N_("More minutes than these are not credited on one day. Empty: no such rule."),
        example="480",
    ),
    "max_pairs_per_day": SettingWords(
        N_("most pairs in a day"),
        N_(
            "Of one person in one activity, the next check-in and check-out on a day wait for review. Empty: no such rule."
        ),
        example="2",
    ),
    "bounce_seconds": SettingWords(
        N_("double scans"),
        N_("Scans of one person that follow each other within so many seconds are one."),
        example="3",
    ),
    "min_session_minutes": SettingWords(
        N_("too soon"),
        N_("A scan so soon after the check-in does not check out; the desk says so, and one key does it."),
        example="5",
    ),
    "consent": SettingWords(
        N_("without consent"),
        N_("What happens to a minor whose guardian has not consented."),
        tuple(ConsentRule),
    ),
    "consent_age": SettingWords(
        N_("age of consent"),
        N_("Who is younger needs the guardian's consent."),
        example="14",
    ),
    "unknown_birth_is_minor": SettingWords(
        N_("without birth date"),
        N_("Whether pupils whose birth date is not known need consent too."),
        (False, True),
    ),
    "publicity_working_days": SettingWords(
        N_("publicity"),
        N_("So many working days hours are shown to everybody before they are final."),
        PUBLICITY_DAYS,
    ),
    "not_creditable_kinds": SettingWords(
        N_("without hours"),
        N_("Who is recorded, but gets no hours."),
        ((), ("parent",), ("teacher",), ("parent", "teacher")),
    ),
    "publicity_masks_names": SettingWords(
        N_("names on the publicity list"),
        N_("Whether names are masked on the publicity list and on pages for everybody."),
        (True, False),
    ),
    "redeem_added_hours": SettingWords(
        N_("exchange of added hours"),
        N_("Whether added hours can be exchanged too."),
        (False, True),
    ),
    "credential_identity": SettingWords(
        N_("holder in credentials"),
        N_("How the file beside a certificate, which everybody can check, says whose it is."),
        tuple(CredentialIdentity),
    ),
    "transferred": SettingWords(
        N_("hours from another school"),
        N_(
            "Whether hours that somebody brought from another school of the district count here; they are summed apart."
        ),
        tuple(TransferRule),
    ),
    "max_claimed_minutes": SettingWords(
        N_("claims: most in all"),
        N_(
            "How many minutes of verified service outside the school's activities count for each person, all years together. Empty: no such rule."
        ),
        example="600",
    ),
    "max_claimed_minutes_per_year": SettingWords(
        N_("claims: most in a year"),
        N_(
            "How many minutes of verified service outside the school's activities count for each person in one school year. Empty: no such rule."
        ),
        example="300",
    ),
    "claim_years": SettingWords(
        N_("claims: years back"),
        N_(
            "Service may be claimed of so many school years: with 3 of this one and the two before. Empty: however long ago."
        ),
        example="3",
    ),
    "school_year_begins": SettingWords(
        N_("school year begins"),
        N_("Month and day from which limits by school year count."),
        example="09-01",
    ),
}
"""By the names of the settings, in the order in which people look for them."""

_WORDS: Mapping[tuple[str, Any], str] = {
    ("rounding", Rounding.FLOOR): N_("rounded down"),
    ("rounding", Rounding.NEAREST): N_("to the nearest, half up"),
    ("rounding", Rounding.CEIL): N_("rounded up"),
    ("clamp_start", False): N_("counts"),
    ("clamp_start", True): N_("does not count"),
    ("clamp_end", False): N_("counts"),
    ("clamp_end", True): N_("does not count"),
    ("transferred", TransferRule.APART): N_("shown apart, not counted"),
    ("transferred", TransferRule.COUNT): N_("counted too"),
    ("consent", ConsentRule.HOLD): N_("recorded; the hours wait for the consent"),
    ("consent", ConsentRule.REFUSE): N_("turned away at the desk"),
    ("consent", ConsentRule.IGNORE): N_("recorded and credited"),
    ("unknown_birth_is_minor", True): N_("consent is needed"),
    ("unknown_birth_is_minor", False): N_("no consent is needed"),
    ("credential_identity", CredentialIdentity.NAME): N_("by name"),
    ("credential_identity", CredentialIdentity.NUMBER): N_("by volunteer number"),
    ("credential_identity", CredentialIdentity.HASH): N_("by a hash of the name, which can only be compared"),
    ("publicity_masks_names", True): N_("masked"),
    ("publicity_masks_names", False): N_("shown in full"),
}


def setting_value(name: str, value: Any) -> str:
    """A value as people say it."""
    word = _WORDS.get((name, value))
    if word is not None:
        return _(word)
    if isinstance(value, tuple | list):
        return enumerated(person_kind_word(kind) for kind in value) or _("nobody")
    if isinstance(value, bool):
        return _no_rule(name) if value is False else _("yes")
    match name:
        case (
            "grid_minutes"
            | "max_minutes_per_day"
            | "max_claimed_minutes"
            | "max_claimed_minutes_per_year"
            | "min_session_minutes"
        ):
            return ngettext("{count} minute", "{count} minutes", int(value)).format(count=value)
        case "max_pairs_per_day":
            return ngettext("{count} pair", "{count} pairs", int(value)).format(count=value)
        case "bounce_seconds":
            return ngettext("{count} second", "{count} seconds", int(value)).format(count=value)
        case "publicity_working_days":
            if not value:
                return _("none: hours are final at once")
            return ngettext("{count} working day", "{count} working days", int(value)).format(count=value)
        case "claim_years":
            return ngettext("{count} school year", "{count} school years", int(value)).format(count=value)
        case "consent_age":
            return ngettext("{count} year of age", "{count} years of age", int(value)).format(count=value)
    return f"{float(value):.0%}" if name == "min_share_of_activity" else str(value)


def changed_setting(name: str, before: Any, after: Any) -> str:
    """A setting with both values, in a line."""
    text = _("{title}: {before} → {after}")
    title = _(SETTING_WORDS[name].title)
    return text.format(title=title, before=setting_value(name, before), after=setting_value(name, after))


_LIMITS = (
    "min_share_of_activity",
    "max_minutes_per_day",
    "max_pairs_per_day",
    "max_claimed_minutes",
    "max_claimed_minutes_per_year",
    "claim_years",
)


def _no_rule(name: str) -> str:
    return _("no such rule") if name in _LIMITS else _("no")
