"""At which post (岗位) scans were really taken: a field of the amendment for each part of a session."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from checkin.rules.activities import Activity
from checkin.rules.decide import named_post
from checkin.rules.instants import local_time
from checkin.rules.problems import N_, refuse
from checkin.rules.sessions import Session
from checkin.texts import _, enumerated
from storage.posts.planning import no_such_post
from storage.presence.at_post import post_named
from storage.store import Store
from storage.supervision.correcting import Touched
from tui.screens.field import Field
from tui.screens.review.typed import typed_time

_NONE = "-"


def field_name(place: int) -> str:
    """The name of the field of the part at this place, from 0."""
    return f"post{place}"


def post_fields(session: Session, activity: Activity) -> list[Field]:
    """A field for each part of a session, and for each move its time; one alone where it has no part and the activity has posts."""
    if not session.segments:
        return [_field(0, _("post"), "")] if activity.posts else []
    if len(session.segments) == 1:
        return [_field(0, _("post"), _name(session.segments[0].post, activity))]
    fields = []
    for place, part in enumerate(session.segments):
        time = f"{local_time(part.start, activity.zone):%H:%M:%S}"
        if place:
            fields.append(Field(_moved_name(place), _("moved at"), time, "09:30"))
        fields.append(_field(place, _("post, {time}").format(time=time[:5]), _name(part.post, activity)))
    return fields


def times_of_moves(session: Session, activity: Activity, said: Mapping[str, str]) -> dict[str | None, int | None]:
    """The new time (milliseconds; None: as it is) of each move from post to post, by the id of its event. Raises Refused."""
    moves = list(enumerate(session.segments))[1:]
    return {part.event: typed_time(said.get(_moved_name(n)), part.start, activity, _("moved at")) for n, part in moves}


def post_field() -> Field:
    """The field for several sessions."""
    return _field(0, _("post"), "")


def posts_of_scans(store: Store, session: Session, activity: Activity, said: Mapping[str, str]) -> dict[str, str]:
    """The new code (empty: no post) for each scan whose post changes, by the id of its event. `said` are the changed fields.
    Raises Refused for a text that names no post.
    """
    beginnings = [part.event for part in session.segments] or [session.open_event or session.close_event or ""]
    known = {part.post for part in session.segments}
    codes = {place: _code(said[field_name(place)], activity, known) for place in _places(beginnings, said)}
    found = {beginnings[place]: code for place, code in codes.items()}
    last = len(beginnings) - 1
    if last in codes and session.close_event is not None and _was_there(store, session):
        # The check-out was scanned at the same post; left there it would be a scan at another one.
        found[session.close_event] = codes[last]
    return found


def post_of_all(store: Store, sessions: Sequence[Session], activity: Activity, text: str) -> dict[str, str]:
    """The same for several sessions, none of which may have moved between posts. Raises Refused."""
    if any(len(session.segments) > 1 for session in sessions):
        message = N_("somebody among them moved from post to post: amend the posts of each of them alone")
        raise refuse("moved_between", _("post"), message)
    said = {field_name(0): text}
    return {scan: code for one in sessions for scan, code in posts_of_scans(store, one, activity, said).items()}


def posts_text(session: Session, activity: Activity) -> str:
    """The posts of a session by name, in order; empty for none."""
    return enumerated(_name(part.post, activity) or _("no post") for part in session.segments)


def _moved_name(place: int) -> str:
    return f"moved{place}"


def _field(place: int, label: str, value: str) -> Field:
    return Field(field_name(place), label, value, _("code or name; - for none"))


def _name(code: str | None, activity: Activity) -> str:
    return "" if code is None else named_post(activity, code).name


def _places(beginnings: Sequence[str], said: Mapping[str, str]) -> list[int]:
    return [place for place in range(len(beginnings)) if field_name(place) in said]


def _code(text: str, activity: Activity, known: Collection[str | None]) -> str:
    """A slip of the finger must not make a post; a code that stands there already is none, though the plan has lost it."""
    if text.strip() == _NONE:
        return ""
    code = text.strip() if text.strip() in known else post_named(activity, text, _("post"))
    if code not in known and activity.posts and all(post.code != code for post in activity.posts):
        raise no_such_post(activity, text, _("post"))
    return code


def _was_there(store: Store, session: Session) -> bool:
    """Whether the check-out was scanned at the post of the last part; at the gate it was at none."""
    touched = Touched(store, [session.close_event or ""])
    post = touched.reading(touched.events[0]).post
    return post is not None and (not session.segments or post == session.segments[-1].post)
