"""The tables of `district.duckdb`. `event` and `chain` hold what came in; `session` and `activity` are derived from it.

Instants are milliseconds since 1970 (UTC). People and activities are stored as a team code and a number or code.
"""

from __future__ import annotations

from exports.district.columns import EVENT, SESSION, duckdb_table

VERSION, VERSION_WITH_ARRIVALS = 3, 2
"""3: events have the column `post`, without which a scan would be read otherwise than it is. 2: events have the column
`arrival`; `record.upgrading` fills it in a record of version 1."""
ADDED_COLUMNS = (
    "ALTER TABLE event ADD COLUMN IF NOT EXISTS arrival UUID",
    "ALTER TABLE event ADD COLUMN IF NOT EXISTS post VARCHAR",
    "ALTER TABLE session ADD COLUMN IF NOT EXISTS segments VARCHAR",
    "CREATE TABLE IF NOT EXISTS judged (version VARCHAR)",
    "CREATE TABLE IF NOT EXISTS class_period (team VARCHAR, number VARCHAR, until DATE, class VARCHAR, desk VARCHAR, "
    "of_team VARCHAR)",
    "CREATE TABLE IF NOT EXISTS leaver (team VARCHAR, number VARCHAR, has_left BOOLEAN, desk VARCHAR, of_team VARCHAR)",
)
"""What the tables of an older record lack; done as it is opened."""
TAKEN_RESULTS = ("merged", "already")
TAKEN = "result IN ('merged', 'already')"
"""SQL: of a row of `pack`, that the record holds all that it brought."""
LATE_TABLES = frozenset({"judged", "class_period", "leaver"})
"""Tables that records of the present version may lack: they were added without another one."""

TABLES = (
    # Who this district is; one row. `desk` is the id under which its rulings are chained.
    "CREATE TABLE district (version INTEGER, code VARCHAR, name VARCHAR, timezone VARCHAR, desk VARCHAR)",
    # The teams that should report, and those that did. `enrolled` are the pupils of the school, where they are known.
    "CREATE TABLE team (code VARCHAR PRIMARY KEY, name VARCHAR, enrolled INTEGER, expected BOOLEAN)",
    "CREATE TABLE trusted (team VARCHAR, key BLOB, fingerprint VARCHAR, since BIGINT, operator VARCHAR)",
    # Files that came in, by content: result is merged, already, held or refused; `code`, `message` and `facts` (JSON)
    # say why. `message` is English with placeholders, so that it can be shown in the reader's language.
    "CREATE TABLE pack (digest VARCHAR PRIMARY KEY, file VARCHAR, received BIGINT, team VARCHAR, desk VARCHAR, "
    "result VARCHAR, code VARCHAR, message VARCHAR, facts VARCHAR, events INTEGER, new_events INTEGER)",
    # One row a desk whose chain is here: how long it is, the hash of its last event, and the pack that brought it.
    "CREATE TABLE chain (team VARCHAR, desk VARCHAR PRIMARY KEY, desk_name VARCHAR, events INTEGER, head VARCHAR, "
    "last_at BIGINT, received BIGINT, digest VARCHAR)",
    # Every event once. `raw` holds the bytes of record of all but plain scans and refusals, whose columns say everything.
    f"CREATE TABLE event ({duckdb_table(EVENT)})",
    # How new each desk's register in `volunteer` is: the number of events in its pack, and when the file was written.
    "CREATE TABLE register (desk VARCHAR PRIMARY KEY, events INTEGER, written BIGINT)",
    # The newest register of each desk.
    "CREATE TABLE volunteer (team VARCHAR, number VARCHAR, name VARCHAR, class VARCHAR, kind VARCHAR, card VARCHAR, "
    "desk VARCHAR, of_team VARCHAR)",
    # The earlier classes of the same registers, each with its last day.
    "CREATE TABLE class_period (team VARCHAR, number VARCHAR, until DATE, class VARCHAR, desk VARCHAR, of_team VARCHAR)",
    # Who of the same registers left the school.
    "CREATE TABLE leaver (team VARCHAR, number VARCHAR, has_left BOOLEAN, desk VARCHAR, of_team VARCHAR)",
    # Derived: if the owner of a badge is unknown, `team` is None and `volunteer` the badge number; `credited` are the
    # minutes that count in totals; `day` is the local date in the activity's zone.
    f"CREATE TABLE session ({duckdb_table(SESSION)})",
    "CREATE TABLE activity (team VARCHAR, code VARCHAR, name VARCHAR, place VARCHAR, start BIGINT, "
    '"end" BIGINT, timezone VARCHAR, category VARCHAR, project VARCHAR, not_creditable VARCHAR, closed_at BIGINT)',
    # Returns that a school without packs filled in by hand: never verified, never added to scanned hours.
    "CREATE TABLE returned (team VARCHAR, volunteer VARCHAR, name VARCHAR, class VARCHAR, kind VARCHAR, "
    "minutes INTEGER, file VARCHAR, received BIGINT)",
    # Conflicts in which a person decided to change nothing, by `Conflict.name`.
    'CREATE TABLE settled (conflict VARCHAR PRIMARY KEY, operator VARCHAR, reason VARCHAR, "at" BIGINT)',
    # How many transactions changed the record; what is kept beside it (`kept`) carries the number too. One row.
    "CREATE TABLE generation (number BIGINT)",
    # Of each desk, as a JSON list, the other desks whose keys stand between its own and the team's in every pack that came
    # (`record.lost_desks`).
    "CREATE TABLE vouched (desk VARCHAR PRIMARY KEY, through VARCHAR)",
    # What a team entered for the report form, a field a row; `project` is empty for what holds for the whole team.
    "CREATE TABLE form (team VARCHAR, project VARCHAR, field VARCHAR, value VARCHAR)",
    # By what events were judged last (`record.judging`); one row.
    "CREATE TABLE judged (version VARCHAR)",
)
