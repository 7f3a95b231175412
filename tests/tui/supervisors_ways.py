"""Every way on the desk's screens, and whose it is: the supervisor's, which asks for the PIN, or anybody's (design §7).

A new command, screen or key is put into one of these tables. What the clerk's screen does is the district's, which has no PIN.
"""

from __future__ import annotations

SUPERVISORS_COMMANDS = frozenset(
    {"volunteer_page", "bring_in_list", "activities", "review", "purge", "purge_again", "dated_ahead", "protection", "lost_laptop", "recover_team", "supervisor"}
    | {"find", "take_pack", "undo", "todays_scans", "pin"}
    | {"lost_badge", "issue_certificates", "list_certificates", "hours_batch", "edit_activity", "signup_list", "posts", "policy", "team"}
    | {"consent", "restore", "make_kit", "bring_in_file", "school_year", "leavers", "claims", "stars", "commend_list", "audit", "sample", "notes", "requirements", "minors"}
)  # fmt: skip
"""Commands of which all or a part is the supervisor's."""
OPERATORS_COMMANDS = frozenset(
    {
        "help",
        "lock",
        "self_service",
        "more",
        "direction",
        "walk_in",
        "check_out",
        "close_activity",
        "choose_post",
        "camera",
        "choose_camera",
        "scanner_check",
        "copies",
        "note",
        "everybodys_hours",
    }
    | {"groups", "left", "muster", "paper", "mute", "waiting", "theme", "language", "leave"}
    | {
        "print_badges",
        "sign_in_sheets",
        "publicity_list",
        "workbook",
        "head_page",
        "hours_table",
        "district_pack",
        "copy_now",
    }
    | {
        "roster_file",
        "diary_file",
        "team_key",
        "copy_activity",
        "calendars",
        "backup",
        "check_record",
        "check_laptop",
        "receipt",
    }
    | {"next_panel", "panel_before"}
    | {"verify_certificate", "trainings", "witness", "things", "last_things"}
)
"""The operator's: scans and who vouches for them, a new activity and its end, looking, printing, the laptop's settings."""

SUPERVISORS_KEYS = frozenset(
    {("ActivitiesDialog", "remove"), ("FindDialog", "same")}
    | {("ReviewScreen", one) for one in ("do", "decide", "lost")}
    | {
        ("VolunteerScreen", one)
        for one in ("award", "certify", "commend", "evaluate", "note", "redeem", "strike", "write")
    }
)
"""Keys of screens and dialogs that lead to what only a supervisor may do, by class and action."""
ANYBODYS_KEYS = frozenset(
    {("YesOrNo", "agree"), ("YesOrNo", "other"), ("AskDialog", "read"), ("MessageDialog", "leave"), ("Dialog", "leave"), ("FormDialog", "save")}
    | {("ActivitiesDialog", "new"), ("FormDialog", "move"), ("FormDialog", "next")}
    | {("RecoveryCodeDialog", "sheet"), ("ScannerCheckDialog", "sheet")}
    | {("PersonSearch", "move")} | {("FindDialog", one) for one in ("explain", "page", "pick")}
    | {("PaperDialog", one) for one in ("as_before", "as_planned", "take_back")}
    | {("ReviewScreen", one) for one in ("app.command", "details", "everything", "leave", "mark", "mark_kind", "move", "other", "page")}
    | {("ReviewScreen", one) for one in ("publicity", "search", "sort")}
    | {("VolunteerScreen", one) for one in ("app.command", "explain", "leave", "print", "search", "sort", "things", "turn")}
    | {("PostBoardDialog", "change"), ("PostBoardDialog", "give"), ("PostBoardDialog", "search")}
    | {("WhichClassDialog", "turn"), ("VoucherDialog", "add"), ("ProtectStep", "leave_out"), ("SignInDialog", "forgotten")}
)  # fmt: skip
"""Keys within a way that asked before it came there, that only look, or that are the operator's."""
