"""Where the screens do what an option of a command does, or why no screen needs to.

A way names a file below `tui` and what stands in it: a field, a line of a list, a key. A reason stands without a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Way(NamedTuple):
    """Where it is done: a file below `tui`, and a piece of its text."""

    file: str
    text: str


class Needless(NamedTuple):
    """Why a screen needs no such thing."""

    why: str


EVERYWHERE = {
    "--json": Needless("for programs"),
    "--data": Needless("the program stands in its folder"),
    "--lang": Way("desk/commands/laptop.py", "class Language"),
    "--operator": Way("screens/supervisor/sign_in.py", 'Field("name"'),
    "--open": Way("screens/making/made.py", "open"),
    "--print": Way("screens/making/made.py", "print"),
    "--dry-run": Needless("a screen shows before and after before it asks"),
    "--reason": Way("screens/deed.py", "Field(REASON"),
}
"""Options that are done alike wherever they are; a command may still have a way of its own below."""
_SHOWN = Needless("what is refused is shown row by row before anybody agrees")
_ASKED = Needless("what is doubtful is shown, and asked before it is done")
_HERE = Needless("it is of the activity that the desk stands in, or of one that is chosen (F6)")
_ROW = Needless("the marked row says which")
_PERSON = Way("screens/pick_person.py", "class PickPersonDialog")
_FILE = Way("desk/making/asking.py", "def file_field")
_TABLE = Needless("a table that somebody keeps is looked at beside its use")
_MADE = Way("desk/making/flow.py", "class File")
_PERIOD = Way("desk/making/days.py", "def ask_period")
_POST = "desk/posts/editing.py"
_NEW, _EDIT = "screens/new_activity.py", "screens/making/activity_fields.py"
_FIRST = "screens/first_start"
_BATCH = "desk/making/taken_out/batches.py"
_CLAIM = "desk/claims/entering.py"
_PROTECTING = "district/protection/protecting.py"
_CHANGING = "desk/protection/changing.py"
_LYING = "screens/protection/lying_files.py"
_ACTIVITY = {
    "--name": Way(_EDIT, '"name"'),
    "--place": Way(_EDIT, 'Field("place"'),
    "--start": Way(_EDIT, 'Field("start"'),
    "--end": Way(_EDIT, 'Field("end"'),
    "--timezone": Way(_EDIT, 'Field("timezone"'),
    "--category": Way(_EDIT, 'Field("category"'),
    "--project": Way(_EDIT, 'Field("project"'),
    "--kind": Way(_EDIT, 'Field("kind"'),
    "--content": Way(_EDIT, 'Field("content"'),
    "--organiser": Way(_EDIT, 'Field("organiser"'),
    "--leader": Way(_EDIT, 'Field("leader"'),
    "--overnight": Way(_EDIT, 'Field("overnight"'),
    "--check-in-until": Way(_EDIT, 'Field("check_in_until"'),
    "--check-out-from": Way(_EDIT, 'Field("check_out_from"'),
    "--not-creditable": Way(_EDIT, 'Field("not_creditable"'),
    "--signup": Way("desk/making/people/signing_up.py", '_FILE, _("from a file'),
}
_SAMPLE = {"--seed": Way("desk/auditing/samples.py", 'Field("seed"')}
_DISTRICTS_SAMPLE = {"--seed": Way("district/commands/auditing.py", 'Field("seed"')}
_SAVED = Way("district/commands/made_file.py", "def file_field")

WAYS: Mapping[str, Mapping[str, Way | Needless]] = {
    "init": {
        "--team": Way(f"{_FIRST}/team.py", '"code"'),
        "--name": Way(f"{_FIRST}/team.py", '"name"'),
        "--timezone": Way(f"{_FIRST}/team.py", '"timezone"'),
        "--desk": Way(f"{_FIRST}/team.py", 'Field("desk"'),
        "--kit": Way(f"{_FIRST}/kit.py", "class KitStep"),
        "--protect": Way(f"{_FIRST}/protection.py", "ProtectStep"),
        "--sheet": Way("screens/protection/recovery_code.py", '"sheet"'),
    },
    "kit": {
        "OUT": _MADE,
        "--take": Way("desk/making/laptop/taking_kits.py", "_take_kit"),
        "--desk": Way("desk/making/laptop/kits.py", 'Field("desk"'),
        "--forget": Way("desk/making/laptop/kits.py", "expect it no longer"),
        "--passphrase": Way("desk/making/laptop/kits.py", 'Field("passphrase"'),
        "--with-notes": Way("desk/making/laptop/kits.py", 'Field("notes"'),
        "--with-policy": Way("desk/making/laptop/district_kits.py", "The district asks for other rules"),
        "--new-district": Way("desk/making/laptop/district_kits.py", "trust the key of this kit"),
    },
    "roster import": {
        "FILE": _FILE,
        "--add": Way("screens/others.py", "ADD"),
        "--replace": Way("screens/others.py", "REPLACE"),
        "--strict": _SHOWN,
        "--with-purged": Way("desk/making/people/importing.py", "let it be known again"),
    },
    "roster export": {"OUT": _MADE},
    "roster template": {"OUT": _MADE},
    "roster add": {
        "--name": Way("screens/walk_in.py", 'Field("name"'),
        "--class": Way("screens/walk_in.py", 'Field("class"'),
        "--kind": Way("screens/walk_in.py", 'Field("kind"'),
        "--insist": Way("screens/walk_in.py", "Known already: is it this person?"),
    },
    "roster find": {"TEXT": Way("screens/find.py", "class FindDialog")},
    "year close": {
        "--year": Way("desk/school_year/years.py", "Field(_YEAR"),
        "--table": Way("desk/school_year/years.py", "Field(_OTHER"),
        "--exceptions": Way("desk/school_year/years.py", "Field(_EXCEPTIONS"),
        "--until": Way("desk/school_year/years.py", "Field(_UNTIL"),
        "--reason": Way("desk/school_year/years.py", "Field(_REASON"),
    },
    "year undo": {"--insist": _ASKED},
    "year open": {"FILE": Way("desk/making/people/importing.py", "ask_list")},
    "year table": {"--table": Needless("closing the year with another table shows what becomes of everybody by it")},
    "link": {
        "NUMBER": Way("screens/find.py", "def action_same"),
        "--same-as": Way("screens/find_other.py", "class FindOtherDialog"),
        "--insist": _ASKED,
        "--list": Way("screens/volunteer/given.py", "is the same person as"),
    },
    "activity add": {"--code": Needless("the screen makes the code"), **_ACTIVITY},
    "activity copy": {
        "CODE": _ROW,
        "--on": Way("screens/making/copied_activity.py", 'Field("day"'),
        "--weekly": Way("screens/making/copied_activity.py", "every week until"),
        "--until": Way("screens/making/copied_activity.py", 'Field("until"'),
        "--without": Way("screens/making/copied_activity.py", 'Field("without"'),
        "--name": Way("screens/making/copied_activity.py", 'Field("name"'),
    },
    "activity list": {"--all": Way("desk/activity_choice.py", "hidden or struck out")},
    "activity edit": {"CODE": _ROW, "--insist": _ASKED, **_ACTIVITY},
    "activity close": {"CODE": _HERE},
    "activity reopen": {"CODE": _ROW},
    "activity hide": {"CODE": _ROW, "--undo": Way("desk/removing.py", "show_activity_again"), "--insist": _ASKED},
    "activity clash": {
        "CODE": _ROW,
        "--one": Way("screens/review/code_clash.py", "one activity"),
        "--two": Way("screens/review/code_clash.py", "DIFFERENT"),
        "--keep": Way("screens/review/code_clash.py", "as at {desk}"),
    },
    "activity void": {"CODE": _ROW, "--undo": Way("desk/removing.py", "bring_back_activity")},
    "activity export": {"OUT": _MADE, "--activity": Way("desk/making/facts/calendars.py", "_ONE")},
    "activity import": {
        "FILE": Way("desk/making/facts/calendars.py", 'Field("file"'),
        "--until": Way("desk/making/facts/calendars.py", 'Field("until"'),
        "--place": Way("desk/making/facts/calendars.py", 'Field("place"'),
        "--leave-out": _SHOWN,
    },
    "post template": {"OUT": _MADE, "--activity": _HERE},
    "post import": {"FILE": _FILE, "--activity": _HERE, "--insist": _ASKED},
    "post signup": {"FILE": _FILE, "--activity": _HERE},
    "post add": {
        "POST": Needless("the screen makes the code"),
        "--name": Way(_POST, "Field(_NAME"),
        "--shift": Way(_POST, "Field(_TIMES"),
        "--needed": Way(_POST, "Field(_NEEDED"),
        "--activity": _HERE,
    },
    "post edit": {
        "POST": _ROW,
        "--name": Way(_POST, "Field(_NAME"),
        "--shift": _ROW,
        "--to": Way(_POST, "Field(_TIMES"),
        "--needed": Way(_POST, "Field(_NEEDED"),
        "--sign-up": Way(_POST, "Field(_PEOPLE"),
        "--take-off": Way(_POST, "Field(_PEOPLE"),
        "--activity": _HERE,
        "--insist": _ASKED,
    },
    "post remove": {
        "POST": _ROW,
        "--shift": Way(_POST, "Take this shift away"),
        "--activity": _HERE,
        "--insist": _ASKED,
    },
    "post list": {"--activity": _HERE},
    "post board": {
        "--activity": _HERE,
        "--at": Way("screens/posts/board.py", "another time …"),
    },
    "post print": {"OUT": _MADE, "--activity": _HERE},
    "policy set": {
        "SETTINGS": Way("desk/making/facts/policy.py", 'Field("value"'),
        "--from": Way("desk/making/facts/since.py", 'Field("day"'),
    },
    "team set": {"VALUES": Way("desk/making/facts/team.py", 'Field("value"')},
    "team cadre": {
        "NUMBER": _PERSON,
        "--duty": Way("desk/making/facts/team_lists.py", 'Field("duty"'),
        "--remove": Way("desk/making/facts/team_lists.py", "take it out"),
    },
    "team pair": {
        "NAME": Way("desk/making/facts/team_lists.py", "Field(_NAMED"),
        "--served": Way("desk/making/facts/team_lists.py", 'Field("served"'),
        "--note": Way("desk/making/facts/team_lists.py", 'Field("note"'),
        "--remove": Way("desk/making/facts/team_lists.py", "take it out"),
    },
    "team project": {
        "NAME": Way("desk/making/facts/team_lists.py", "Field(_NAMED"),
        "--support": Way("desk/making/facts/team_lists.py", 'Field("support"'),
        "--progress": Way("desk/making/facts/team_lists.py", 'Field("progress"'),
        "--served": Way("desk/making/facts/team_lists.py", 'Field("served"'),
        "--remove": Way("desk/making/facts/team_lists.py", "take it out"),
    },
    "team form": {
        "OUT": _MADE,
        "--project": Way("desk/making/facts/team.py", 'Field("project"'),
        "--from": Way("desk/making/facts/team.py", "day_fields"),
        "--to": Way("desk/making/facts/team.py", "day_fields"),
    },
    "badges": {
        "OUT": _MADE,
        "NUMBER": Way("desk/making/whose.py", "one person"),
        "--only": Way("desk/making/whose.py", "one person"),
        "--activity": Way("desk/making/whose.py", "those who signed up for"),
    },
    "scan": {
        "--activity": _HERE,
        "--direction": Way("desk/commands/scanning.py", "class Direction"),
        "--post": Way("desk/posts/here.py", "def "),
        "--volunteer": Way("screens/find.py", "class FindDialog"),
        "SOURCES": Needless("a scanner types at the desk"),
    },
    "read": {"SOURCES": Way("screens/scanner/check.py", "class ScannerCheckDialog")},
    "sessions": {"--activity": _HERE},
    "explain": {
        "VOLUNTEER": _PERSON,
        "--all": Way("desk/making/people/totals.py", "async def show_totals"),
        "--activity": Way("screens/explanation.py", 'Field("activity"'),
        "--from": Way("screens/explanation.py", "day_fields"),
        "--to": Way("screens/explanation.py", "day_fields"),
        "--pdf": Way("screens/explanation.py", "sheet for parents"),
    },
    "group": {
        "DIRECTION": Way("screens/classes/which.py", '"turn"'),
        "--activity": _HERE,
        "--class": Way("screens/classes/which.py", "class WhichClassDialog"),
        "--teacher": Way("screens/classes/voucher.py", "class VoucherDialog"),
        "--except": Way("screens/classes/who.py", '"screen.tick"'),
        "--only": Way("screens/classes/who.py", '"screen.tick"'),
        "--at": Way("screens/paper/form.py", "Field(_CAME"),
        "--post": Way("desk/posts/here.py", "def "),
    },
    "paper sheet": {"OUT": _MADE, "--activity": _HERE, "--class": Way("desk/making/printed/papers.py", "class")},
    "paper enter": {
        "FILE": Way("screens/paper/form.py", "Field(_PERSON"),
        "--activity": _HERE,
        "--teacher": Way("desk/commands/paper.py", "ask_voucher"),
        "--day": Way("screens/paper/form.py", "Field(_DAY"),
        "--post": Way("desk/commands/paper.py", "post"),
        "--strict": Needless("on the screen row by row is entered, each on its own"),
    },
    "left": {"--activity": _HERE},
    "muster": {"--activity": _HERE, "--pdf": Way("desk/making/printed/muster.py", "make_file")},
    "guard": {
        "--activity": Needless("all activities of today are listed"),
        "--table": Way("desk/making/people/limits.py", "limits_words"),
    },
    "held": {
        "--activity": _HERE,
        "--post": Way("desk/posts/here.py", "def "),
        "--from": Way("desk/held.py", "only those of some days"),
        "--to": Way("desk/held.py", "only those of some days"),
    },
    "thing give": {
        "NUMBER": _PERSON,
        "THING": Way("screens/things/doing.py", "_THING, _("),
        "--piece": Way("screens/things/doing.py", "Field(_PIECE"),
        "--count": Way("screens/things/doing.py", "Field(_COUNT"),
        "--activity": _HERE,
        "--insist": _ASKED,
    },
    "thing back": {
        "NUMBER": _PERSON,
        "THING": Way("screens/things/look.py", "take back: {thing}"),
        "--piece": Way("screens/things/look.py", "take back: {thing}"),
        "--count": Way("screens/things/doing.py", "def ask_quantity"),
        "--activity": Way("screens/things/look.py", "_beside"),
        "--insist": Needless("the list has what is known here to be out"),
    },
    "thing list": {"--activity": _HERE, "--outstanding": Way("desk/things/ways.py", "Who still has something")},
    "thing write": {"OUT": _MADE, "--activity": _HERE, "--all": Way("desk/things/ways.py", "back")},
    "review": {"EVENT": _ROW, "--activity": _HERE, "--all": Way("screens/review/keys.py", '"everything"')},
    "amend": {
        "EVENTS": _ROW,
        "--at": Way("screens/review/amending.py", 'Field("start"'),
        "--direction": Way("screens/review/amending.py", 'Field("direction"'),
        "--volunteer": Way("screens/review/amending.py", 'Field("volunteer"'),
        "--activity": Way("screens/review/amending.py", 'Field("activity"'),
        "--post": Way("screens/review/post_fields.py", "Field(field_name"),
        "--shift": Way("screens/review/amending.py", 'Field("shift"'),
    },
    "void": {"EVENTS": _ROW, "--ahead": Way("desk/making/facts/ahead.py", "def strike_out_what_is_ahead")},
    "rule": {
        "EVENTS": _ROW,
        "--minutes": Way("screens/review/deeds.py", 'Field("minutes"'),
        "--planned-end": Way("screens/review/deeds.py", "planned"),
        "--until": Way("screens/review/deeds.py", "checked out at"),
        "--from": Way("screens/review/deeds.py", "checked in at"),
    },
    "add": {
        "--volunteer": Way("screens/paper/form.py", "Field(_PERSON"),
        "--activity": _HERE,
        "--minutes": Way("screens/paper/form.py", "Field(_LEFT"),
        "--insist": _ASKED,
    },
    "revoke-desk": {
        "DESK": Way("screens/supervisor/lost_desks.py", "ChooseDialog"),
        "--accept": Way("screens/supervisor/lost_desks.py", "accept"),
        "--refuse": Way("screens/supervisor/lost_desks.py", "refuse"),
        "--undo": Way("screens/supervisor/lost_desks.py", "reinstate_desk"),
    },
    "claim add": {
        "NUMBER": _PERSON,
        "--unit": Way(_CLAIM, "Field(_UNIT"),
        "--contact": Way(_CLAIM, "Field(_CONTACT"),
        "--on": Way(_CLAIM, "Field(_DAY"),
        "--hours": Way(_CLAIM, "Field(_HOURS"),
        "--evidence": Way(_CLAIM, "Field(_EVIDENCE"),
    },
    "claim import": {"FILE": _FILE},
    "claim list": {"--waiting": Way("desk/claims/judging.py", "State.WAITING")},
    "claim verify": {"NUMBER": _ROW, "--reason": Way("desk/claims/judging.py", "Field(_REASON")},
    "claim refuse": {"NUMBER": _ROW, "--reason": Way("desk/claims/judging.py", "Field(_REASON")},
    "claim evidence": {"NUMBER": _ROW, "OUT": _MADE},
    "confirm": {"EVENTS": _ROW, "--activity": _HERE, "--volunteer": _ROW},
    "volunteer": {"NUMBER": _PERSON, "--all": Way("screens/volunteer/printing.py", "def print_page")},
    "evaluate": {
        "NUMBER": _PERSON,
        "--quality": Way("screens/volunteer/giving.py", "How well did they serve?"),
        "--on": Way("screens/volunteer/forms.py", 'Field("on"'),
        "--activity": Way("screens/volunteer/forms.py", 'Field("activity"'),
    },
    "commend": {
        "NUMBER": _PERSON,
        "--title": Way("screens/volunteer/forms.py", 'Field("title"'),
        "--by": Way("screens/volunteer/forms.py", 'Field("by"'),
        "--on": Way("screens/volunteer/forms.py", 'Field("on"'),
        "--file": Way("desk/making/people/commending.py", 'Field("file"'),
        "--strict": _SHOWN,
    },
    "stars list": {"--new-since": Way("desk/making/people/stars.py", "only those who reached it after a day")},
    "stars award": {
        "NUMBERS": Way("desk/making/people/stars.py", "one.volunteer, one.line"),
        "--all": Way("desk/making/people/stars.py", "award all"),
        "--on": Way("desk/making/people/stars.py", 'Field("on"'),
    },
    "requirement list": {
        "--class": Way("desk/school_year/requirements.py", "for name in classes"),
        "--behind": Way("desk/school_year/requirements.py", "everybody who is behind"),
    },
    "requirement chat": {"--class": Way("desk/school_year/requirements.py", "copy the sentence")},
    "redeem": {
        "NUMBER": _PERSON,
        "--minutes": Way("screens/volunteer/forms.py", 'Field("minutes"'),
        "--for": Way("screens/volunteer/forms.py", 'Field("for"'),
        "--volunteer": _PERSON,
    },
    "training": {"--volunteer": _PERSON},
    "diary add": {
        "NUMBER": _PERSON,
        "TEXT": Way("screens/volunteer/forms.py", 'Field("text"'),
        "--on": Way("screens/volunteer/forms.py", 'Field("on"'),
        "--activity": Way("screens/volunteer/forms.py", 'Field("activity"'),
    },
    "diary list": {"--volunteer": _PERSON},
    "diary export": {"OUT": _MADE, "--volunteer": Way("desk/making/taken_out/recognition.py", "of one person")},
    "diary remove": {"ENTRY": Way("screens/volunteer/giving.py", "Take the entry away?")},
    "note set": {"NUMBER": _PERSON, "TEXT": Way("screens/volunteer/forms.py", 'Field("text"')},
    "note clear": {"NUMBER": _PERSON},
    "note show": {"NUMBER": _PERSON},
    "note list": {"--class": Needless("the list of notes names the class of each")},
    "consent given": {
        "--class": Way("desk/making/people/consents.py", "_CLASS"),
        "--number": Way("desk/making/people/consents.py", "one person"),
        "--who": Way("desk/making/people/consents.py", "who said it"),
    },
    "consent withdraw": {
        "--number": Way("desk/making/people/consents.py", "one person withdraws it"),
        "--who": Way("desk/making/people/consents.py", "who said it"),
    },
    "consent list": {
        "--missing": Way("desk/making/people/consents.py", "def _lacking"),
        "--class": Way("desk/making/people/consents.py", "_CLASS"),
    },
    "publicity list": {"--activity": _HERE},
    "publicity write": {"OUT": _MADE, "--activity": _HERE},
    "objection raise": {"EVENT": _ROW},
    "objection list": {"--activity": _HERE},
    "objection settle": {"EVENT": _ROW},
    "audit list": {"--all": Way("desk/auditing/questions.py", "one.answer else")},
    "audit show": {"QUESTION": _ROW},
    "audit answer": {"QUESTION": _ROW, "--reason": Way("desk/auditing/questions.py", '_("answer")')},
    "audit rules": {"--lacking": Way("desk/auditing/questions.py", "own table lacks")},
    "audit draw": {**_SAMPLE, "--size": Way("desk/auditing/samples.py", 'Field("size"'), "OUT": _MADE},
    "audit results": {**_SAMPLE, "FILE": _FILE},
    "audit report": _SAMPLE,
    "witness show": {"--activity": _HERE},
    "witness take": {"CODE": Needless("the scanner reads it at the desk"), "--activity": _HERE},
    "certificate issue": {
        "OUT": _MADE,
        "NUMBERS": Way("desk/making/whose.py", "one person"),
        "--class": Way("desk/making/whose.py", "CLASS + group.name"),
        "--everybody": Way("desk/making/whose.py", "everybody ({count})"),
        "--from": _PERIOD,
        "--to": _PERIOD,
        "--all": Way("desk/making/printed/certificates.py", "_COUNTED, _("),
        "--issuer": Way("desk/making/facts/team.py", "PROFILE"),
        "--responsible": Way("desk/making/facts/team.py", "PROFILE"),
        "--handler": Way("desk/making/facts/team.py", "PROFILE"),
        "--contact": Way("desk/making/facts/team.py", "PROFILE"),
        "--on": Way("desk/making/printed/filed_certificates.py", "def issue_day"),
        "--insist": Way("screens/making/unprintable.py", "Issue it all the same?"),
    },
    "certificate list": {"--volunteer": _PERSON},
    "certificate print": {"OUT": _MADE, "NUMBERS": _ROW},
    "certificate reissue": {
        "NUMBER": _ROW,
        "OUT": _MADE,
        "--reason": Way("desk/making/printed/filed_certificates.py", "def _why"),
        "--on": Way("desk/making/printed/filed_certificates.py", "def issue_day"),
        "--insist": Way("screens/making/unprintable.py", "Issue it all the same?"),
    },
    "certificate revoke": {
        "NUMBER": _ROW,
        "--reason": Way("desk/making/printed/filed_certificates.py", "def _why"),
    },
    "certificate verify": {
        "SOURCES": Way("desk/making/printed/verifying.py", 'Field("source"'),
        "--list": Way("desk/making/printed/verifying.py", 'Field("list"'),
        "--fingerprint": Way("desk/making/printed/verifying.py", 'Field("fingerprint"'),
        "--holder": Way("desk/making/printed/verifying.py", 'Field("holder"'),
    },
    "export": {
        "OUT": _MADE,
        "--activity": Way("desk/making/taken_out/hours.py", "_ACTIVITY"),
        "--from": _PERIOD,
        "--to": _PERIOD,
        "--seal": Way("desk/making/taken_out/packs.py", "_SEALED"),
        "--seal-to": Way("desk/making/taken_out/packs.py", "read_recipient"),
    },
    "batch write": {
        "FORMAT": Way(_BATCH, "format_name"),
        "OUT": _MADE,
        "--activity": Way(_BATCH, 'Field("activity"'),
        "--from": Way(_BATCH, "day_fields"),
        "--to": Way(_BATCH, "day_fields"),
        "--all": Way(_BATCH, 'Field("all"'),
        "--identities": Way(_BATCH, '"identities"'),
        "--post": Way(_BATCH, 'Field("post"'),
        "--note": Way(_BATCH, 'Field("note"'),
        "--again": Way("desk/making/taken_out/written_batches.py", "write its file again"),
        "--strict": _SHOWN,
    },
    "batch undo": {"NUMBER": Way("desk/making/taken_out/written_batches.py", "take it back")},
    "verify": {"PACK": Needless("what is taken in was verified; a pack that is not sound is refused")},
    "take": {
        "PACKS": Way("desk/commands/packs.py", 'Field("file"'),
        "--foreign": Way("desk/foreign_pack.py", "A laptop set up by itself"),
        "--fingerprint": Way("desk/foreign_pack.py", "the fingerprints are the same"),
    },
    "copies": {
        "FOLDERS": Way("desk/making/taken_out/copies.py", 'Field("folder"'),
        "--off": Way("desk/making/taken_out/copies.py", "Empty: none."),
        "--now": Way("desk/making/taken_out/packs.py", "def copy_at_once"),
    },
    "transfer give": {
        "OUT": _MADE,
        "NUMBERS": Way("desk/making/whose.py", "one person"),
        "--class": Way("desk/school_year/leavers.py", "ask_whose"),
        "--leavers": Way("desk/school_year/leavers.py", "_ALL"),
    },
    "transfer take": {"FILE": _FILE, "NUMBER": _PERSON, "--insist": _ASKED},
    "transfer show": {"FILE": Way("desk/school_year/leavers.py", "coming.lines")},
    "transfer undo": {"NUMBER": _PERSON, "--reason": Way("desk/school_year/leavers.py", '_("reason")')},
    "check": {"--accept-missing": Way("desk/making/laptop/upkeep.py", "def _accept_missing")},
    "backup": {"OUT": _MADE},
    "restore": {
        "SOURCE": Way("desk/making/laptop/restoring.py", "def _choose_backup"),
        "--with-purged": Way("desk/making/laptop/restoring.py", "let it come back with the backup"),
    },
    "protect": {
        "--change-passphrase": Way(_CHANGING, "PASSPHRASE_CHANGED"),
        "--new-code": Way(_CHANGING, "The code on the old sheet"),
        "--sheet": Way("screens/protection/recovery_code.py", '"sheet"'),
        "--move-to": Way(_LYING, "_MOVE"),
        "--delete-others": Way(_LYING, "_DELETE"),
    },
    "doctor": {
        "--sheet": Way("screens/scanner/check.py", "screen.sheet"),
        "--scanner": Way("screens/scanner/check.py", "class ScannerCheckDialog"),
    },
    "pin set": {"--sheet": Way("desk/pin.py", "code")},
    "pin reset": {"--sheet": Way("desk/pin.py", "code")},
    "purge": {
        "--before": Way("desk/purging.py", "only what was due before a day"),
        "--again": Way("desk/purging.py", "def let_be_known_at_desk"),
    },
    "district init": {
        "--code": Way(f"{_FIRST}/district.py", '"code"'),
        "--name": Way(f"{_FIRST}/district.py", '"name"'),
        "--timezone": Way(f"{_FIRST}/district.py", '"timezone"'),
        "--teams": Way("district/keeping/first_start.py", "ask_for_schools"),
    },
    "district trust": {
        "FILE": Way("district/commands/trust.py", 'Field("path"'),
        "--also": Way("district/commands/trust.py", "both are right: trust it too"),
        "--same-school": Way("district/commands/trust.py", "one school under a new name"),
    },
    "district merge": {"PACKS": Way("district/commands/packs.py", 'Field("path"')},
    "district sessions": {"--team": Needless("Enter on a school of the totals leads to its own")},
    "district totals": {
        "--by": Way("district/commands/views.py", "class Split"),
        "--engine": Needless("it is chosen by the amount of data"),
    },
    "district conflicts": {"--open": Needless("those that wait for a ruling come first")},
    "district shares": {"--all": Way("district/commands/views.py", "class AllShares")},
    "district audit draw": {
        **_DISTRICTS_SAMPLE,
        "--size": Way("district/commands/auditing.py", 'Field("size"'),
        "OUT": _SAVED,
    },
    "district audit results": {**_DISTRICTS_SAMPLE, "FILE": Way("district/commands/auditing.py", 'Field("file"')},
    "district audit report": _DISTRICTS_SAMPLE,
    "district audit list": {
        "--team": Way("district/commands/views.py", "class Search"),
        "--all": Way("district/audit_page.py", "one.answer is not None"),
    },
    "district audit show": {"QUESTION": _ROW},
    "district audit answer": {"QUESTION": _ROW, "--reason": Way("district/commands/auditing.py", 'Field("answer"')},
    "district audit rules": {"--lacking": Way("district/commands/auditing.py", "class LackingRules")},
    "district rule": {
        "EVENT": _ROW,
        "--minutes": Way("district/commands/conflicts.py", 'Field("minutes"'),
        "--void": Way("district/commands/conflicts.py", "class StrikeOut"),
        "--same-as": Way("district/commands/conflicts.py", "def _rule_on_person"),
        "--one-with": Way("district/commands/conflicts.py", "one activity, as in"),
        "--own-code": Way("district/commands/conflicts.py", "own_code"),
        "--stand": Way("district/commands/conflicts.py", "class Stand"),
        "--reason": Way("district/commands/conflicts.py", 'Field("reason"'),
    },
    "district report": {
        "OUT": _SAVED,
        "--form": Way("district/commands/saving.py", "def _forms"),
        "--team": Way("district/commands/saving.py", "page.form"),
        "--project": Way("district/commands/saving.py", "page.form"),
        "--from": Way("district/commands/reporting.py", "first day"),
        "--to": Way("district/commands/reporting.py", "last day"),
        "--templates": Way("district/commands/reporting.py", 'Field("templates"'),
        "--write-templates": Way("district/commands/reporting.py", "class Templates"),
    },
    "district form": {
        "TEAM": _ROW,
        "--project": _ROW,
        "--set": Way("district/commands/forms.py", "for name in ENTERED"),
        "--text": Way("district/commands/forms.py", "LONGEST_TEXT"),
    },
    "district export": {"OUT": _SAVED, "--team": Needless("a school's own list is saved from its page")},
    "district teams": {
        "FILE": Way("district/commands/schools.py", 'Field("file"'),
        "--add": Way("district/commands/schools.py", 'Field("others"'),
        "--replace": Way("district/commands/schools.py", 'Field("others"'),
    },
    "district returns": {
        "FILE": Way("district/commands/returns.py", 'Field("file"'),
        "--team": Way("district/commands/returns.py", 'Field("team"'),
        "--skip-bad": Way("district/commands/returns.py", 'Field("skip"'),
    },
    "district missing": {"--on": Way("district/packs_page.py", "def missing_page")},
    "district stars": {"--since": Way("district/commands/views.py", "class AnotherDay")},
    "district kit": {"OUT": _SAVED, "--policy": Way("district/commands/schools.py", 'Field("policy"')},
    "district receipt": {
        "OUT_DIR": Way("district/commands/schools.py", '"folder"'),
        "--team": Needless("the receipts of all schools are files of their own"),
    },
    "district credentials": {"OUT": _SAVED},
    "district rebuild": {"--leave-out": Way("district/commands/upkeep.py", "make it anew without that")},
    "district protect": {
        "--change-passphrase": Way(_PROTECTING, "PASSPHRASE_CHANGED"),
        "--new-code": Way(_PROTECTING, "The code on the old sheet"),
        "--sheet": Way("screens/protection/recovery_code.py", '"sheet"'),
        "--move-to": Way(_LYING, "_MOVE"),
        "--delete-others": Way(_LYING, "_DELETE"),
    },
}
