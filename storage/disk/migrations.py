"""The schema of `desk.db`, step by step. The log refuses UPDATE and DELETE; the register stands apart from it."""

from __future__ import annotations

import sys

from storage.disk import sqlite
from storage.disk.schema import SCHEMA_VERSION

# Where pandas is installed, sqlite_utils loads it for a type of column that no record has: longer than all of a new desk takes.
_pandas = sys.modules.get("pandas")
sys.modules["pandas"] = _pandas  # type: ignore[assignment]  # None: it can't be imported.
try:
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
finally:
    if _pandas is None:
        del sys.modules["pandas"]

migrations = Migrations("hourdesk")

_EVENT_COLUMNS: dict[str, type] = {
    "id": str,
    "team": str,
    "desk": str,
    "at": int,
    "kind": str,
    "volunteer": str,
    "badge": str,
    "activity": str,
    "target": str,
    "direction": str,
    "source": str,
    "arrival": str,
    "state": str,
    "raw": bytes,
}
_SCAN_COLUMNS = ("kind", "id", "at", "team", "desk", "badge", "activity", "direction", "source", "arrival")
_COMMON = "'activity', 'close', 'reopen', 'policy', 'link', 'clock', 'void'"
_COMMON_WITH_JOINS = "'activity', 'close', 'reopen', 'policy', 'link', 'clock', 'join', 'void'"
_COMMON_WITH_CLASHES = "'activity', 'close', 'reopen', 'policy', 'link', 'clock', 'join', 'clash', 'void'"
_COMMON_WITH_LOST = (
    "'activity', 'close', 'reopen', 'policy', 'link', 'clock', 'join', 'clash', 'revoke', 'admit', 'void'"
)
# The first step stays as it was, whatever `storage.disk.schema` has today: files of that time have these tables.


@migrations()
def m001_log_and_register(db: Database) -> None:
    """The log of this desk, the events that a kit brought, the register, and the identity of this desk."""
    db.table("log").create(
        {"place": int, **_EVENT_COLUMNS, "seq": int, "hash": str},
        pk="place",
        not_null={"id", "team", "desk", "at", "kind", "raw", "seq", "hash"},
    )
    db.table("kit_event").create(
        {"place": int, **_EVENT_COLUMNS}, pk="place", not_null={"id", "team", "desk", "at", "kind", "raw"}
    )
    db.execute("CREATE UNIQUE INDEX log_seq ON log (desk, seq)")
    for table in ("log", "kit_event"):
        _index_events(db, table)
    for verb in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER log_refuses_{verb.lower()} BEFORE {verb} ON log "
            f"BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        )
    db.table("person").create(
        {
            "key": str,
            "team": str,
            "number": str,
            "name": str,
            "class_name": str,
            "kind": str,
            "sex": str,
            "birth": str,
            "card": str,
            "consent": int,
            "badge": str,
            "search": str,
            "left": int,
        },
        pk="key",
        not_null={"team", "number", "name", "class_name", "kind", "search", "left"},
    )
    db.execute("CREATE INDEX person_card ON person (card) WHERE card IS NOT NULL")
    db.table("identity").create(
        {
            "team": str,
            "team_name": str,
            "timezone": str,
            "desk": str,
            "desk_name": str,
            "first": int,
            "fingerprint": str,
            "kit_version": int,
        },
        not_null={"team", "team_name", "timezone", "desk", "desk_name", "first", "fingerprint", "kit_version"},
    )


@migrations()
def m002_taken_desks(db: Database) -> None:
    """Up to where the logs of other desks are here, and their certificates."""
    db.table("taken_desk").create(
        {
            "desk": str,
            "name": str,
            "events": int,
            "head": str,
            "as_of": int,
            "signature": bytes,
            "certificates": str,
        },
        pk="desk",
        not_null={"name", "events", "head", "as_of", "signature", "certificates"},
    )


@migrations()
def m003_from_the_district(db: Database) -> None:
    """What the district sent: its key and standard, the badges of visitors, and its decisions."""
    db.table("district").create(
        {
            "code": str,
            "name": str,
            "key": bytes,
            "standard": str,
            "kit_version": int,
            "receipt_version": int,
            "receipt_at": int,
        },
        not_null={"code", "name", "key", "standard", "kit_version", "receipt_version"},
    )
    db.table("district_team").create({"code": str, "name": str, "enrolled": int}, pk="code", not_null={"name"})
    # Hashes fall anywhere: the table is its own index.
    db.execute("CREATE TABLE visitor_badge (mark BLOB PRIMARY KEY, team TEXT NOT NULL) WITHOUT ROWID")
    db.table("district_event").create(
        {"place": int, **_EVENT_COLUMNS}, pk="place", not_null={"id", "team", "desk", "at", "kind", "raw"}
    )
    _index_events(db, "district_event")
    db.table("district_pack").create(
        {"desk": str, "name": str, "events": int, "as_of": int}, pk="desk", not_null={"name", "events", "as_of"}
    )
    db.table("elsewhere").create(
        {
            "volunteer": str,
            "team": str,
            "activity": str,
            "name": str,
            "day": str,
            "minutes": int,
            "status": str,
        },
        not_null={"volunteer", "team", "activity", "name", "minutes", "status"},
    )
    db.table("fault").create(
        {"kind": str, "volunteer": str, "events": str, "message": str, "facts": str, "ruled": int},
        not_null={"kind", "events", "message", "facts", "ruled"},
    )


@migrations()
def m004_expected_desks(db: Database) -> None:
    """The names of the team's other desks that a kit named before their logs came."""
    db.table("expected_desk").create({"name": str}, pk="name")


@migrations()
def m005_beside_the_log(db: Database) -> None:
    """What a school writes about its team and its people beside the log, so that it can be purged."""
    # Facts about the team as a whole (leader, telephone, safety …), a value in each row.
    db.table("team_profile").create({"name": str, "value": str}, pk="name", not_null={"value"})
    # The people who lead and organise: `duty` in the school's words.
    db.table("cadre").create({"volunteer": str, "duty": str}, pk="volunteer", not_null={"duty"})
    # Units and communities that the team is paired with, and how many people are served there.
    db.table("paired_unit").create({"name": str, "served": int, "note": str}, pk="name", not_null={"note"})
    # Projects by name: what they got, and their results.
    db.table("project").create(
        {"name": str, "support": str, "progress": str, "served": int}, pk="name", not_null={"support", "progress"}
    )
    # 志愿服务日志: what somebody wrote about a day of service.
    db.table("diary").create(
        {
            "place": int,
            "volunteer": str,
            "day": str,
            "activity": str,
            "text": str,
            "written_by": str,
            "written_at": int,
        },
        pk="place",
        not_null={"volunteer", "day", "text", "written_at"},
    )
    db.execute("CREATE INDEX diary_volunteer ON diary (volunteer, day)")
    # Certificates that this desk issued: `content` is the whole content as JSON, `file` the SHA-256 of the PDF.
    db.table("certificate").create(
        {"number": str, "event": str, "volunteer": str, "content": str, "file": str},
        pk="number",
        not_null={"event", "volunteer", "content"},
    )
    db.execute("CREATE INDEX certificate_volunteer ON certificate (volunteer)")


@migrations()
def m006_batches(db: Database) -> None:
    """The hours that were reported to other systems, by number and never by name: see `storage.recognition.batches`."""
    db.table("batch").create(
        {"number": int, "format": str, "rows_per": str, "at": int, "file": str, "taken_back": int},
        pk="number",
        not_null={"format", "rows_per", "at", "file"},
    )
    db.table("batch_row").create(
        {"batch": int, "volunteer": str, "activity": str, "minutes": int, "day": str},
        pk=("batch", "volunteer", "activity"),
        foreign_keys=[("batch", "batch", "number")],
        not_null={"minutes", "day"},
    )
    db.table("batch_session").create(
        {"batch": int, "volunteer": str, "activity": str, "session": str, "minutes": int},
        pk=("batch", "volunteer", "activity", "session"),
        foreign_keys=[("batch", "batch", "number")],
        not_null={"minutes"},
    )


@migrations()
def m007_guardians(db: Database) -> None:
    """Who gave or withdrew consent, and how, in words; the log has only the state."""
    db.table("guardian_word").create(
        {"place": int, "volunteer": str, "state": str, "who": str, "written_by": str, "written_at": int},
        pk="place",
        not_null={"volunteer", "state", "who", "written_at"},
    )
    db.execute("CREATE INDEX guardian_word_volunteer ON guardian_word (volunteer)")


@migrations()
def m008_held_scans(db: Database) -> None:
    """Scans that no activity has yet: see `storage.presence.held_scans`. A row holds a text, a length with its cause, or a
    volunteer who was picked by hand."""
    db.table("held_scan").create(
        {
            "id": str,
            "at": int,
            "direction": str,
            "source": str,
            "operator": str,
            "text": str,
            "length": int,
            "cause": str,
            "volunteer": str,
        },
        pk="id",
        not_null={"at", "direction", "source"},
    )


@migrations()
def m009_joined_desks(db: Database) -> None:
    """The index of common events has the kind `join` too: see `checkin.rules.joins`."""
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"DROP INDEX {table}_common")
        db.execute(f"CREATE INDEX {table}_common ON {table} (kind) WHERE kind IN ({_COMMON_WITH_JOINS})")


@migrations()
def m010_codes_made_twice(db: Database) -> None:
    """The index of common events has the kind `clash` too: see `checkin.rules.makings`."""
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"DROP INDEX {table}_common")
        db.execute(f"CREATE INDEX {table}_common ON {table} (kind) WHERE kind IN ({_COMMON_WITH_CLASHES})")


@migrations()
def m011_classes_of_persons(db: Database) -> None:
    """An index that counts the people of each class, which every start asks for, without reading all of them."""
    db.execute("CREATE INDEX person_class ON person (class_name, left) WHERE class_name <> ''")


@migrations()
def m012_purged_fields(db: Database) -> None:
    """Which fields of whom were purged here (`storage.people.purged_marks`), and when a roster no longer had a person."""
    db.execute("ALTER TABLE person ADD COLUMN left_on TEXT")
    # `was_minor` is the age class that a purged birth date gave; NULL where the field is another one or there was no date.
    db.table("purged").create(
        {"volunteer": str, "field": str, "was_minor": int}, pk=("volunteer", "field"), not_null={"volunteer", "field"}
    )


@migrations()
def m013_judged_events(db: Database) -> None:
    """By what the events here were judged last (`storage.log.judging`), and an index of those that are set aside."""
    db.table("judged").create({"version": str}, not_null={"version"})
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"CREATE INDEX {table}_set_aside ON {table} (desk) WHERE kind = 'set_aside'")


@migrations()
def m014_lost_desks(db: Database) -> None:
    """The index of common events has the kinds `revoke` and `admit` too: see `checkin.rules.lost_desks`."""
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"DROP INDEX {table}_common")
        db.execute(f"CREATE INDEX {table}_common ON {table} (kind) WHERE kind IN ({_COMMON_WITH_LOST})")


@migrations()
def m015_unfinished_purges(db: Database) -> None:
    """What of a purge is still to be done after its commit (`storage.purging.unfinished`)."""
    # An empty account: bytes are to be erased. Any other: a statement is to be written.
    db.table("unfinished_purge").create({"number": int, "account": str}, pk="number", not_null={"account"})


@migrations()
def m016_credential_list(db: Database) -> None:
    """The district's list of keys and revoked certificates, as its last kit brought it: one signed text, or none."""
    db.table("credential_list").create({"text": str}, not_null={"text"})


@migrations()
def m017_class_periods(db: Database) -> None:
    """Until which day somebody was in an earlier class (`storage.people.class_periods`), and which school years were closed."""
    # `after` is the class that the closing gave, NULL where it gave none; `leaves` says that it made a leaver.
    db.table("class_period").create(
        {"volunteer": str, "until": str, "class_name": str, "after": str, "leaves": int},
        pk=("volunteer", "until"),
        not_null={"volunteer", "until", "class_name", "leaves"},
    )
    db.table("school_year").create(
        {"year": int, "until": str, "closed_at": int, "operator": str, "reason": str},
        pk="year",
        not_null={"until", "closed_at"},
    )


@migrations()
def m018_age_classes(db: Database) -> None:
    """The age class that a kit gives in place of a date of birth: younger than so many years until a day (`storage.people.ages`)."""
    db.execute("ALTER TABLE person ADD COLUMN age_under INTEGER")
    db.execute("ALTER TABLE person ADD COLUMN age_until TEXT")


@migrations()
def m019_notes(db: Database) -> None:
    """What whoever stands at the desk must know of a person, such as an allergy (`storage.people.notes`)."""
    # An empty text is a note that was taken away: a kit that was made before does not bring it back.
    db.execute(
        "CREATE TABLE person_note (volunteer TEXT PRIMARY KEY, text TEXT NOT NULL, written_by TEXT, "
        "written_at INTEGER NOT NULL) WITHOUT ROWID"
    )


@migrations()
def m020_kinds(db: Database) -> None:
    """An index by kind of all but scans and refusals, which are most of a log: what is asked of one kind no longer reads all of it."""
    db.execute("CREATE INDEX log_kind ON log (kind) WHERE kind <> 'scan' AND kind <> 'refuse'")


@migrations()
def m021_posts(db: Database) -> None:
    """The post (岗位) of a scan: a column, which the index of scans has too, for the fold reads them from there alone."""
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"ALTER TABLE {table} ADD COLUMN post TEXT")
        db.execute(f"DROP INDEX {table}_scans")
        db.execute(
            f"CREATE INDEX {table}_scans ON {table} (volunteer, {', '.join(_SCAN_COLUMNS)}, post) "
            "WHERE kind = 'scan' AND volunteer IS NOT NULL"
        )


@migrations()
def m022_pin(db: Database) -> None:
    """The content of the supervisor's PIN's file (`storage.disk.pins.pin_record`): one row, or none."""
    db.table("supervisor_pin").create({"content": str}, not_null={"content"})


@migrations()
def m023_badges_by_index(db: Database) -> None:
    """A scan reads from indexes alone who has its badge, and that its volunteer has no more than badges: each page of a large log
    that is not read is felt, most of all where it is encrypted."""
    for table in ("log", "kit_event", "district_event"):
        db.execute(f"DROP INDEX {table}_badge")
        db.execute(
            f"CREATE INDEX {table}_badge ON {table} (badge, kind, at, id, volunteer, state, team, desk) WHERE kind = 'badge'"
        )
        db.execute(f"DROP INDEX {table}_volunteer")
        db.execute(
            f"CREATE INDEX {table}_volunteer ON {table} (volunteer, kind, badge) "
            "WHERE volunteer IS NOT NULL AND kind <> 'scan' AND kind <> 'refuse'"
        )


@migrations()
def m024_kept_hours(db: Database) -> None:
    """What the claims and brought hours of people with very many of them come to (`storage.log.kept_hours`)."""
    db.execute(
        "CREATE TABLE kept_hours (volunteer TEXT PRIMARY KEY, mark TEXT NOT NULL, place INTEGER NOT NULL, minutes INTEGER NOT NULL) "
        "WITHOUT ROWID"
    )


def _index_events(db: Database, table: str) -> None:
    """The indexes of a table of events, for the queries of the fold."""
    db.execute(f"CREATE UNIQUE INDEX {table}_id ON {table} (id)")
    # A volunteer's scans lie all over a large log: this index holds all of them that the fold reads, side by side.
    db.execute(
        f"CREATE INDEX {table}_scans ON {table} (volunteer, {', '.join(_SCAN_COLUMNS)}) "
        "WHERE kind = 'scan' AND volunteer IS NOT NULL"
    )
    db.execute(
        f"CREATE INDEX {table}_volunteer ON {table} (volunteer) "
        "WHERE volunteer IS NOT NULL AND kind <> 'scan' AND kind <> 'refuse'"
    )
    # The holder of a badge, and the scans of badges without a known holder.
    db.execute(f"CREATE INDEX {table}_badge ON {table} (badge, kind, at, id, volunteer, state) WHERE kind = 'badge'")
    db.execute(f"CREATE INDEX {table}_unknown ON {table} (badge) WHERE kind = 'scan' AND badge IS NOT NULL")
    for column in ("activity", "target", "arrival"):
        db.execute(f"CREATE INDEX {table}_{column} ON {table} ({column}) WHERE {column} IS NOT NULL")
    db.execute(f"CREATE INDEX {table}_common ON {table} (kind) WHERE kind IN ({_COMMON})")


def migrate(connection: sqlite.Connection) -> None:
    """Bring a database to this version's schema; needs a transaction around it."""
    db = Database(connection)
    migrations.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
