"""Seven sessions of the morning in March, with what a supervisor may have to decide."""

from __future__ import annotations

from checkin.rules.clock_changes import ClockChange
from checkin.rules.review import remedies, waits
from checkin.rules.sessions import Flag, Session, Source, Status
from storage.supervision.review import Review, ReviewRow
from tests.tui.outcomes import ACTIVITY, at


def _row(
    number: int, name: str, class_name: str, start: str, end: str, minutes: int, status: Status, *flags: Flag
) -> ReviewRow:
    source = Source.RULED if Flag.LATE_CHECK_OUT in flags else Source.SCANNED
    begin, until = (at(text) if text else None for text in (start, end))
    session = Session(
        f"e{number}", f"cq8/{number}", ACTIVITY.key, begin, until, 0, minutes, status, flags, source,
        f"e{number}" if begin else None, f"o{number}" if until else None,
    )  # fmt: skip
    clocks = (ClockChange("3f2a9c1b", at("10:00"), at("10:10"), "c"),) if Flag.CLOCK in flags else ()
    why, can = waits(session, ACTIVITY, at("13:00")), remedies(session, ACTIVITY, at("13:00"))
    return ReviewRow(session, name, class_name, str(number), "", ("1",), why, can, clocks)


REVIEW = Review(
    ACTIVITY,
    (
        _row(1, "张伟", "七(1)班", "09:00", "11:10", 90, Status.CLOSED, Flag.LATE_CHECK_OUT),
        _row(2, "Maximilian Featherstone", "International 7B", "09:01", "11:30", 149, Status.CLOSED, Flag.OBJECTION),
        _row(3, "王芳", "七(1)班", "09:02", "", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_OUT),
        _row(4, "李娜", "七(2)班", "09:03", "", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_OUT, Flag.CONSENT),
        _row(5, "陈强", "七(2)班", "", "11:20", 0, Status.NEEDS_REVIEW, Flag.NO_CHECK_IN),
        _row(6, "赵敏", "七(2)班", "09:05", "11:30", 145, Status.CLOSED, Flag.CLOCK),
        _row(7, "Tom Lee", "7B", "09:05", "11:30", 145, Status.CLOSED),
    ),
    {ACTIVITY.key: ACTIVITY.timezone},
)
