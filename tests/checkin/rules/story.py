"""A small language of stories: a ledger of events, and the table of sessions that it must come to.

One event a line, its id is the line's number (`01`, `02`, …). `09:00` is on 5 March 2026 in Shanghai, `2/09:00` the
day after; a line without a time happened long before. Activity `A` runs from 08:00 to 12:00 unless the story says
otherwise. `?7` is an unknown badge. `-> opened` says what a scan did, `-> nothing` that it does not count.

    09:00     ana scan                    also: in, out; @B for another activity, #2 for another desk
    09:00     ana in came 11:00           it came to the desk then: the memory of a scanner
    09:00     ana in by tea               somebody vouches for it: no badge was shown
    09:00     ana scan &tea               at the post `tea`
    12:00     amend 1 at 08:30            also: direction in, volunteer ben, activity B, post tea (`-`: at none)
    12:00     void 2 | rule 1 60 | rule 1 60 seen 1 | object 1 ana | add ana 30 | confirm 1 ana 120 events 1,2 | close A | reopen A
              policy v2 since 10:00 rounding=ceil | activity B overnight=true end=2/06:00
    12:00     lost 2 after 1 | lost 2 | accept 2 from 1 to 4 | accept 2 | refuse 2 from 1 to 4: the desk 2, by lines of its events
              badge ?7 ana issued parent | consent ana missing | clock +120 #2 | link ana ben

A row of the table is `who start end minutes status source` and then flags and `@activity` (`A` where it is left out), and
for each part at a post `&post start-end minutes`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from checkin.rules.badge_numbers import badge_number
from checkin.rules.events import (
    ActivityChange,
    Add,
    Admit,
    Amend,
    Badge,
    BadgeState,
    Body,
    Claim,
    Clock,
    Close,
    Confirm,
    ConfirmStage,
    Consent,
    ConsentState,
    Direction,
    Event,
    Judge,
    Link,
    Objection,
    PolicyChange,
    Reopen,
    Revoke,
    Rule,
    Scan,
    Void,
)
from checkin.rules.facts import gather
from checkin.rules.instants import instant
from checkin.rules.posts_served import minutes_by_segment
from checkin.rules.record import Record, fold
from checkin.rules.sessions import Segment, Session

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_ONE = datetime(2026, 3, 5, tzinfo=SHANGHAI)
LONG_BEFORE = instant(DAY_ONE - timedelta(days=30))
_TIMES = ("start", "end", "check_in_until", "check_out_from")
_DIRECTIONS = {"scan": Direction.AUTO, "in": Direction.IN, "out": Direction.OUT}


def at(text: str) -> int:
    """`09:00`, `09:00:02.5`, `2/09:00`: milliseconds."""
    day, slash, clock = text.rpartition("/")
    hours, minutes, *seconds = clock.split(":")
    ms = (int(hours) * 60 + int(minutes)) * 60_000 + round(float(seconds[0] if seconds else 0) * 1000)
    return instant(DAY_ONE + timedelta(days=int(day) - 1 if slash else 0)) + ms


def who(name: str) -> str:
    """The key of a person, or the number of an unknown badge."""
    return badge_number(f"{int(name[1:]):020d}") if name.startswith("?") else f"S/{name}"


def made_at(when: int) -> str:
    """A UUIDv7 that was made at an instant (milliseconds)."""
    return str(UUID(int=when << 80 | 7 << 76 | 2 << 62))


def number(text: str) -> str:
    """The id of the event in a line, by the number of the line."""
    return f"{int(text):02d}"


@dataclass(frozen=True)
class Story:
    """The events of a ledger, and the expected effects of single scans."""

    events: list[Event]
    effects: dict[str, str]

    @property
    def record(self) -> Record:
        return fold(gather(self.events), self.events)

    def table(self) -> list[str]:
        return [row(session) for session in self.record.sessions]


def read_story(ledger: str) -> Story:
    """Read a ledger, a line for each event; returns its events and what it says of single scans."""
    change = {"name": "A", "place": "Gate", "start": at("08:00"), "end": at("12:00")}
    events = [Event("00", LONG_BEFORE, "S", "1", ActivityChange("S/A", change))]
    effects: dict[str, str] = {}
    for place, line in enumerate((t for t in ledger.splitlines() if t.strip()), 1):
        told, _, effect = line.partition("->")
        words = told.split()
        when = at(words.pop(0)) if words[0][0].isdigit() else LONG_BEFORE
        desk = next((w[1:] for w in words if w.startswith("#")), "1")
        activity = next((f"S/{w[1:]}" for w in words if w.startswith("@")), "S/A")
        post = next((w[1:] for w in words if w.startswith("&")), None)
        words = [w for w in words if w[0] not in "#@&"]
        body = _body(words, activity)
        body = body._replace(post=post) if isinstance(body, Scan) else body
        events.append(Event(number(str(place)), when, "S", desk, body))
        if effect:
            effects[number(str(place))] = effect.strip()
    return Story(events, effects)


def check(ledger: str, table: str) -> Story:
    """Assert that the ledger gives the table of sessions, and that each scan has the effect in the ledger."""
    story = read_story(ledger)
    assert story.table() == [" ".join(line.split()) for line in table.splitlines() if line.strip()]
    effects = story.record.effects
    for event, expected in story.effects.items():
        assert (event, str(effects[event][0]) if event in effects else "nothing") == (event, expected)
    return story


def row(session: Session) -> str:
    """A session as the table writes it."""
    volunteer = session.volunteer
    name = volunteer[2:] if "/" in volunteer else f"?{int(volunteer[2:22])}"
    place = [] if session.activity == "S/A" else [f"@{session.activity[2:]}"]
    return " ".join(
        [name, _clock(session.start), _clock(session.end), str(session.minutes), session.status, session.source]
        + [str(flag) for flag in session.flags]
        + place
        + [
            _part(part, minutes)
            for part, minutes in zip(
                session.segments, minutes_by_segment(session.segments, session.minutes), strict=True
            )
        ]
    )


def _part(part: Segment, minutes: int) -> str:
    return f"&{part.post or '-'} {_clock(part.start)}-{_clock(part.end)} {minutes}"


def _clock(ms: int | None) -> str:
    if ms is None:
        return "-"
    since = timedelta(milliseconds=ms - instant(DAY_ONE))
    seconds = since.seconds
    day = "" if since.days == 0 else f"{since.days + 1}/"
    return f"{day}{seconds // 3600:02d}:{seconds // 60 % 60:02d}" + (f":{seconds % 60:02d}" if seconds % 60 else "")


def _pairs(words: list[str]) -> dict[str, str]:
    return dict(zip(words[::2], words[1::2], strict=True))


def _value(name: str, text: str) -> Any:
    if name in _TIMES:
        return at(text)
    if name == "not_creditable_kinds":
        return text.split(",")
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text.isdigit() else text


def _settings(words: list[str]) -> dict[str, Any]:
    return {name: _value(name, text) for name, _, text in (w.partition("=") for w in words)}


def _body(words: list[str], activity: str) -> Body:
    match words:
        case [person, ("scan" | "in" | "out") as verb]:
            key = who(person)
            named = {"volunteer": key} if "/" in key else {"badge": key}
            return Scan(activity, _DIRECTIONS[verb], "keyboard", **named)
        case [person, ("scan" | "in" | "out") as verb, "came", when]:
            return Scan(activity, _DIRECTIONS[verb], "replay", who(person), arrival=made_at(at(when)))
        case [person, ("in" | "out") as verb, "by", teacher]:
            return Scan(activity, _DIRECTIONS[verb], "vouched", who(person), vouched_by=who(teacher))
        case ["amend", target, *rest]:
            said = _pairs(rest)
            return Amend(
                number(target),
                at=at(said["at"]) if "at" in said else None,
                direction=Direction(said["direction"]) if "direction" in said else None,
                volunteer=who(said["volunteer"]) if "volunteer" in said else None,
                activity=f"S/{said['activity']}" if "activity" in said else None,
                post=said["post"].replace("-", "") if "post" in said else None,
            )
        case ["void", target]:
            return Void(number(target))
        case ["rule", target, minutes]:
            return Rule(number(target), int(minutes))
        case ["rule", target, minutes, "seen", seen]:
            return Rule(number(target), int(minutes), tuple(number(n) for n in seen.split(",")))
        case ["object", target, person]:
            return Objection(number(target), who(person))
        case ["add", person, minutes]:
            return Add(who(person), activity, int(minutes))
        case ["claim", person, minutes, day]:
            return Claim(who(person), "图书馆", int(minutes), day, "ab" * 32)
        case ["verify", target]:
            return Judge(number(target), True)
        case ["confirm", target, person, minutes, *rest]:
            said = _pairs(rest)
            events = tuple(number(n) for n in said["events"].split(","))
            stage = ConfirmStage(said.get("stage", "confirmed"))
            return Confirm(number(target), who(person), activity, int(minutes), int(said.get("v", 1)), events, stage)
        case ["close", code]:
            return Close(f"S/{code}")
        case ["reopen", code]:
            return Reopen(f"S/{code}")
        case ["policy", version, "since", since, *settings]:
            return PolicyChange(int(version[1:]), _settings(settings), at(since))
        case ["policy", *settings]:
            return PolicyChange(2, _settings(settings), LONG_BEFORE)
        case ["activity", code, *changes]:
            return ActivityChange(f"S/{code}", _settings(changes))
        case ["badge", badge, person, state, kind]:
            return Badge(who(badge), who(person), BadgeState(state), kind)
        case ["consent", person, state]:
            return Consent(who(person), ConsentState(state))
        case ["clock", seconds]:
            return Clock(int(seconds) * 1000)
        case ["lost", desk, *rest]:
            last = _pairs(rest).get("after")
            return Revoke(desk, 0 if last is None else 1, "", "", None if last is None else number(last))
        case [("accept" | "refuse") as verb, desk, *rest]:
            after, last = (number(said) if said else None for said in map(_pairs(rest).get, ("from", "to")))
            return Admit(desk, 1, "", verb == "accept", "", after, last)
        case ["link", person, other]:
            return Link(who(person), who(other))
    raise ValueError(f"no such line in a story: {words}")
