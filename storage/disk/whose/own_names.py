"""The names of all that a desk or a district keeps in its folder: each stands here alone, for whoever writes, seals or counts it."""

from __future__ import annotations

DESK_RECORD, DISTRICT_RECORD = "desk.db", "district.duckdb"
PROTECTION = "protection.json"
"""The sealed key of a protected folder (`protection_file`)."""
IN_USE = "desk.in_use"
"""What an open desk locks (`in_use`); it holds nothing."""
HEAD_FILE = "desk.head"
"""The head of the chain, beside the record (`recorded_head`)."""
HELD_FILE = "desk.held"
"""How many scans were held, beside the record (`held_count`)."""
MISSING_NOTES = "missing_events.jsonl"
"""What was found missing in the record (`missing_notes`)."""
NOT_RECORDED = "not_recorded.jsonl"
"""Scans that could not be written (`unwritten_scans`)."""
MADE_FILES = "made_files.txt"
"""Where files were written that people asked for (`made_files`)."""
FAULT_WITHOUT_VALUES = "fault-without-values.txt"
"""The trace of a fault of a protected desk."""
SETTINGS_FILE = "desk.toml"
KIT_TABLES = ("guard.toml", "requirement.toml", "school_year.toml")
"""Tables of a school that hold at all desks of the team: a kit carries them (`storage.standard.tables`)."""
OF_KIT = "kit-"
"""How the name of such a table begins where a kit brought it."""
SCHOOL_TABLES = (
    "holidays.toml", "retention.toml", "stars.toml", "categories.toml", "team_kinds.toml", "plausibility.toml", "timetable.toml",
    *KIT_TABLES, *(f"{OF_KIT}{name}" for name in KIT_TABLES),
)  # fmt: skip
"""Tables that a school may put beside the record (`storage.standard`): they name nobody, and a backup keeps them."""
SENT = "sent.json"
"""The versions of what a district sent down."""
BEFORE_REBUILD = "district-before-rebuild-"
"""How an old record of a district begins that a rebuild put aside."""
MAKING_DESK, MAKING_DISTRICT = ".making.json", ".making-district.json"
"""Notes of a desk or a district that is being made (`unfinished`)."""

CLAIMS = "claims"
"""The folder of a desk with the evidence of claims (`storage.claims.evidence`)."""
KEYS, BACKUPS, BATCH, SHEETS, PURGED = "keys", "backups", "batch", "sheets", "purged"
"""Folders of a desk: the last three hold a school's column maps, printed sheets, and statements of a purge."""
ARCHIVE, DECISIONS, SETTINGS = "archive", "decisions", "settings"
"""Folders of a district, beside its keys."""
DISTRICT = "district"
"""The district's own folder within a desk's, where nobody named another."""
REPLACED, DAMAGED = "replaced-", "damaged-"
"""How records in `backups/` begin that a restore put aside, or that lost events."""

TO_SEAL = ".to_seal"
"""Says that a folder became protected by a restore and what stood there before is not sealed yet (`conversion`)."""
RESTORING, RESTORED = ".restoring", ".restored"
"""A desk that is brought back from a backup: half of it, and whole."""
CONVERTING, CONVERTED = ".converting", ".converted"
"""A desk that is encrypted or decrypted: half of it, and whole."""
REBUILDING, REBUILT = ".rebuilding", ".rebuilt"
"""A district's record that is made anew: half of it, and whole."""
REKEYING, REKEYED = ".rekeying", ".rekeyed"
"""A district that is encrypted or decrypted: other names than a desk's, so that neither takes the other's for its own."""
HALF_BUILT, BUILT = (RESTORING, CONVERTING, REBUILDING, REKEYING), (RESTORED, CONVERTED, REBUILT, REKEYED)
SCRATCH = "merging-"
"""How the folder begins in which a merge puts what it writes for a moment."""

DESK_SETTINGS = (SETTINGS_FILE, *SCHOOL_TABLES)
"""What a person may edit beside the record; a backup keeps it, and nobody is named in it."""
HARMLESS_FILES = (
    FAULT_WITHOUT_VALUES,
    HEAD_FILE,
    HELD_FILE,
    IN_USE,
    MISSING_NOTES,
    PROTECTION,
    TO_SEAL,
    *DESK_SETTINGS,
)
"""The small files beside a desk's record that name no person and open nothing."""
SEALED_FILES = (NOT_RECORDED, MADE_FILES)
"""Those that tell who was there, or where names lie: sealed in a protected folder."""
OWN_FOLDERS = (KEYS, BACKUPS, BATCH, CLAIMS, ARCHIVE, DECISIONS, SETTINGS)
"""Folders in which a desk or a district keeps files of its own, sealed where that is needed."""
PLACES = (*OWN_FOLDERS, SHEETS, PURGED)
"""All folders within a data folder, but for the district's."""
OWN_NAMES = (
    *(f"{name}*" for name in (DESK_RECORD, DISTRICT_RECORD, IN_USE, BEFORE_REBUILD, SCRATCH)),
    *(*PLACES, *HALF_BUILT, *BUILT),
    *(*HARMLESS_FILES, *SEALED_FILES, SENT, MAKING_DESK, MAKING_DISTRICT),
)
"""All names above, as patterns of `fnmatch`: what in a home folder that serves as data folder is known to be Hourdesk's."""
