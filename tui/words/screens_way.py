"""Texts that name an option of a command, and what the screens say in their place.

A whole command is named by its row of `more` where it is shown (`tui.model.rows_of_more`). An option has no row: a form has a
field for it, or asks. The keys are texts as they stand in the code, the values hold the same placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping

from checkin.rules.overruled import AT_A_DESK, AT_THE_DISTRICT, MANY_AT_A_DESK
from checkin.rules.problems import N_

_ACTIVITIES: Mapping[str, str] = {
    "the activity needs a name: --name": N_("the activity needs a name"),
    "the activity needs a place: --place": N_("the activity needs a place"),
    "the activity needs a planned start and end: --start, --end": N_("the activity needs a planned start and end"),
    "the activity ends before it starts: change --start or --end": N_(
        "the activity ends before it starts: change one of both"
    ),
    "the activity lasts over a year: change --start or --end": N_(
        "the activity lasts over a year: change start or end"
    ),
    "check-out begins before check-in ends: change --check-in-until or --check-out-from": N_(
        "check-out begins before check-in ends: change one of both"
    ),
    "check-out begins before the start, so that nobody could check in: change --check-out-from": N_(
        "check-out begins before the start, so that nobody could check in: let it begin later"
    ),
    "it has no place: give it one in the calendar, or name a place for all such events with --place": N_(
        "it has no place: give it one in the calendar, or name a place for all such events"
    ),
    "it repeats without an end: give it a last day in the calendar, or name one here with --until": N_(
        "it repeats without an end: give it a last day in the calendar, or name one here (repeats until)"
    ),
    "it repeats more than {most} times: give it an earlier last day in the calendar, or name one here with --until": N_(
        "it repeats more than {most} times: give it an earlier last day in the calendar, or name one here (repeats until)"
    ),
    "this activity has no sign-up list; give it one with activity edit --signup FILE": N_(
        "this activity has no sign-up list; hourdesk activity edit --signup gives it one"
    ),
    "Until somebody decides, each desk's scans count in its own. One activity: hourdesk activity clash {code} --one --reason WHY; "
    "two: --two (on the screen D in the review)": N_(
        "Until somebody decides, each desk's scans count in its own. D in the review decides whether {code} is one activity or two."
    ),
}
_CORRECTIONS: Mapping[str, str] = {
    AT_A_DESK: N_(
        "what is dated {when} would go on to hold: the clock of its desk was wrong, or this one is behind. Is the clock right here? "
        "Then do this after that time, or strike it out first: on the volunteer's page, in the review, or by its id in a command line: {event}"
    ),
    MANY_AT_A_DESK: N_(
        "what is dated {when} would go on to hold ({count} entries): the clock of its desk was wrong, or this one is behind. Is the clock "
        "right here? Then strike out all that is dated ahead with hourdesk void --ahead, or do this after that time"
    ),
    AT_THE_DISTRICT: N_(
        "what is dated {when} would go on to hold: the clock of its desk was wrong, or this one is behind. Is the clock right here? "
        "Then do this after that time, or strike it out first among the events of a conflict: {event}"
    ),
    "The last day is before the first: change --from or --to.": N_(
        "The last day is before the first: change one of both."
    ),
    "say what changes: --at, --direction, --volunteer, --activity or --post": N_("say what changes"),
    "the activity lasts {length} minutes ({span}): add no more, or say that it was longer with --insist": N_(
        "the activity lasts {length} minutes ({span}): add no more, or change its end if it was longer"
    ),
    "the activity lasts {length} minutes ({span}), and {before} were added to this person already: add no more, or say that it was "
    "longer with --insist": N_(
        "the activity lasts {length} minutes ({span}), and {before} were added to this person already: add no more, or change its "
        "end if it was longer"
    ),
    "what was said about a lost desk is not struck out: at the first desk hourdesk revoke-desk DESK with --undo, --accept or "
    "--refuse says otherwise": N_(
        "what was said about a lost desk is not struck out: hourdesk revoke-desk at the first desk says otherwise"
    ),
    "To decide, at the first desk: hourdesk revoke-desk DESK --accept or --refuse, with --reason WHY": N_(
        "To decide, at the first desk: hourdesk revoke-desk"
    ),
    "Whoever holds such a certificate gets a new one in its place: hourdesk certificate reissue CERTIFICATE OUT.pdf --reason WHY": N_(
        "Whoever holds such a certificate gets a new one in its place: hourdesk certificate reissue"
    ),
    "it is not known whose badge this is: first give the scan to a volunteer with amend --volunteer": N_(
        "it is not known whose badge this is: first give the scan to a volunteer"
    ),
    "“{text}” is no event id; copy one from hourdesk sessions --json": N_("“{text}” is no event id"),
    "this event is set aside and counts for nothing, for it can't be so: {field} {value}. Enter it again as it should be, then strike "
    "it out: hourdesk void {id} --reason WHY": N_(
        "this event is set aside and counts for nothing, for it can't be so: {field} {value}. Enter it again as it should be, then "
        "strike it out in the review ({id})"
    ),
    "checked in a moment ago; to check out now, scan with --direction out": N_(
        "checked in a moment ago; F7 checks out now"
    ),
    "scans that were held at {time}, while no activity was chosen, are not in the record any more ({count}): the file or the disk lost "
    "them. Ask who was there, and enter their service by hand; hourdesk check --accept-missing ends this message": N_(
        "scans that were held at {time}, while no activity was chosen, are not in the record any more ({count}): the file or "
        "the disk lost them. Ask who was there, and enter their service by hand"
    ),
    "scans taken in the new classes since {day}: {count}. Their lists would show the classes before again. Add --insist for that; "
    "nothing was written": N_(
        "scans taken in the new classes since {day}: {count}. Their lists would show the classes before again. Nothing was written"
    ),
}
_PEOPLE: Mapping[str, str] = {
    "the table is one’s own and lacks rules of this version: {rules}: hourdesk audit rules --lacking prints them, to be put at its end": N_(
        "the table is one’s own and lacks rules of this version: {rules}. Whoever keeps the table can add them"
    ),
    "the names differ ({names}): add --insist if this is one person": N_(
        "the names differ ({names}): is this one person?"
    ),
    "{name} is known already: {known}. Check them in by that number, or add --insist for another person of this name": N_(
        "{name} is known already: {known}. Check them in by that number, unless this is another person of this name"
    ),
    "the file is of {name}, number {number} is {other}: add --insist if this is one person": N_(
        "the file is of {name}, number {number} is {other}: is this one person?"
    ),
    "This list lacks whole classes: {groups}. Give --add to leave everybody who is not in it as they are, or --replace if they are no "
    "longer to be in the lists. Nothing was written.": N_(
        "This list lacks whole classes: {groups}. Say whether everybody who is not in it stays, or is no longer to be in the lists. "
        "Nothing was written."
    ),
    "What was purged of one person stands in this list ({numbers}); it was left out. Add --with-purged to let it be known again.": N_(
        "What was purged of one person stands in this list ({numbers}); it was left out."
    ),
    "What was purged of {count} people stands in this list ({numbers}); it was left out. Add --with-purged to let it be known again.": N_(
        "What was purged of {count} people stands in this list ({numbers}); it was left out."
    ),
    "one person stands at a post that this takes away or moves: {names}. Say --insist to do it all the same": N_(
        "one person stands at a post that this takes away or moves: {names}"
    ),
    "{count} people stand at posts that this takes away or moves: {names}. Say --insist to do it all the same": N_(
        "{count} people stand at posts that this takes away or moves: {names}"
    ),
    "{name} has no number here and may be somebody whose name was purged. Write the number, or add --with-purged to take them as "
    "new.": N_("{name} has no number here and may be somebody whose name was purged. Write the number in the list."),
    "write the day, or give --on": N_("write the day in the list, or in the form"),
    "Their names differ ({names}): hourdesk link --list shows the links, hourdesk void takes one back.": N_(
        "Their names differ ({names}): if these are two persons, take the link back."
    ),
}
_HOURS: Mapping[str, str] = {
    "{count} session that began earlier is not reached: it is counted by the policy in force when it began. With --from DAY a policy "
    "holds from an earlier day on.": N_(
        "{count} session that began earlier is not reached: it is counted by the policy in force when it began. A policy may hold "
        "from an earlier day on: name that day."
    ),
    "{count} sessions that began earlier are not reached: they are counted by the policy in force when they began. With --from DAY a "
    "policy holds from an earlier day on.": N_(
        "{count} sessions that began earlier are not reached: they are counted by the policy in force when they began. A policy may "
        "hold from an earlier day on: name that day."
    ),
    "{count} scan stands in the activity {code}, which was struck out: bring it back with hourdesk activity void {code} --undo, or "
    "give the scan another activity with hourdesk amend.": N_(
        "{count} scan stands in the activity {code}, which was struck out: bring the activity back (F6), or give the scan another "
        "one in the review."
    ),
    "{count} scans stand in the activity {code}, which was struck out: bring it back with hourdesk activity void {code} --undo, or "
    "give the scans another activity with hourdesk amend.": N_(
        "{count} scans stand in the activity {code}, which was struck out: bring the activity back (F6), or give the scans another "
        "one in the review."
    ),
}
_FILES: Mapping[str, str] = {
    "name the district's list too: --list": N_("name the district's list too"),
    "nobody is on the publicity list: confirm hours first, under a policy with publicity_working_days": N_(
        "nobody is on the publicity list: “How hours are counted” in F10 says for how many working days hours are shown before "
        "they count (none at first); then confirm them in the review (Shift+F1)"
    ),
    "there are no hours to certify; confirm them first, or certify all credited ones with --all": N_(
        "there are no confirmed hours to certify: confirm them in the review (Shift+F1), or choose the hours that are not "
        "confirmed yet, too"
    ),
    "no hours are due here: confirm some first (hourdesk confirm), or take complete ones too with --all": N_(
        "no hours are due here: confirm some in the review (Shift+F1) first, or take complete ones too"
    ),
    "A spreadsheet holds {limit} rows at most. Write fewer days (--from, --to).": N_(
        "A spreadsheet holds {limit} rows at most. Write fewer days."
    ),
    "A spreadsheet holds {limit} rows at most. Export fewer days (--from, --to), or to .csv or .json.": N_(
        "A spreadsheet holds {limit} rows at most. Export fewer days, or to .csv or .json."
    ),
    "no font on this computer has {characters} ({codes}), so no certificate was issued. Name a font that has it in HOURDESK_FONT, or "
    "issue it all the same with --insist: {mark} is printed instead.": N_(
        "no font on this computer has {characters} ({codes}), so no certificate was issued. Name a font that has it in "
        "HOURDESK_FONT; else {mark} would be printed instead."
    ),
    "the letters of {names} can't be joined on this computer, so no certificate was issued. Install Hourdesk anew with all it needs "
    "(uharfbuzz), or issue it all the same with --insist: the letters are printed one by one.": N_(
        "the letters of {names} can't be joined on this computer, so no certificate was issued. Install Hourdesk anew with all it "
        "needs (uharfbuzz); else the letters would be printed one by one."
    ),
    "The data folder can't be written: this was not recorded. Change its rights, or name another --data.": N_(
        "The data folder can't be written: this was not recorded. Change its rights."
    ),
    "the template can't be used ({reason}); write a new one with --write-templates": N_(
        "the template can't be used ({reason}); take it away, and the usual one is used"
    ),
}
_THINGS: Mapping[str, str] = {
    "there is one piece with the number {piece}: leave out --count, or the number": N_(
        "there is one piece with the number {piece}: leave out the count, or the number"
    ),
    "say with --activity where it was handed out": N_("say where it was handed out"),
    "{number} has several of them: {things}. Say which, by its number or with --activity": N_(
        "{number} has several of them: {things}. Say which, by its number or the activity"
    ),
}
_TRAVELLING: Mapping[str, str] = {
    "this is a pack of a desk: hourdesk take {file}, or at the district hourdesk district merge {file}": N_(
        "this is a pack of a desk: a desk takes it with hourdesk take, the district on its page of packs"
    ),
    "this is a kit of a team: hourdesk kit --take {file}, or for a new desk hourdesk init --kit {file}": N_(
        "this is a kit of a team: a desk takes it with hourdesk kit --take, a new one at its first start"
    ),
    "this is the key of a team: at the district hourdesk district trust {file}": N_(
        "this is the key of a team: the district trusts it on its page of packs"
    ),
    "this desk is of the same team already: take it without --foreign": N_(
        "this desk is of the same team already: take its pack as it is"
    ),
    "desk “{name}” has taken this desk in before: take its pack with --foreign, then this desk works on as one of its team": N_(
        "desk “{name}” has taken this desk in before: hourdesk take --foreign takes its pack, then this desk works on as one of its "
        "team"
    ),
    "this file is signed by another district ({fingerprint}) than the one that is known here, “{name}” ({known}). Ask the district; if "
    "its key is really new: hourdesk kit --take KIT --new-district": N_(
        "this file is signed by another district ({fingerprint}) than the one that is known here, “{name}” ({known}). Ask the "
        "district whether its key is really new"
    ),
    "team {team} is trusted here with another key ({known}) than this pack's ({fingerprint}): ask the school which is right, and if "
    "both are, hourdesk district trust --also {file}": N_(
        "team {team} is trusted here with another key ({known}) than this pack's ({fingerprint}): ask the school which is right, "
        "and if both are, trust this one too"
    ),
    "the key of team {team} ({fingerprint}) is not trusted here yet: compare it with the school, then hourdesk district trust "
    "{file}": N_(
        "the key of team {team} ({fingerprint}) is not trusted here yet: compare it with the school, then trust it"
    ),
    "team {team}, “{name}”, is trusted with another key ({fingerprint}) than this file's ({other}), which is of “{its_name}”: was it "
    "set up anew? Ask the school which is right, and if both are, say --also. A number then stays one person's only where the names "
    "agree": N_(
        "team {team}, “{name}”, is trusted with another key ({fingerprint}) than this file's ({other}), which is of “{its_name}”: "
        "was it set up anew? Ask the school which is right, and if both are, trust it too. A number then stays one person's only "
        "where the names agree"
    ),
    "code {team} is “{name}” here ({known}), and this file is of “{other}” ({fingerprint}). If these are two schools, the one that "
    "came later needs a code of its own: it sets up anew (hourdesk init --team CODE) and hands in its hours until then as a "
    "spreadsheet; nothing of it was merged. If it is one school under a new name: hourdesk district trust --also --same-school "
    "{file}": N_(
        "code {team} is “{name}” here ({known}), and this file is of “{other}” ({fingerprint}). If these are two schools, the one "
        "that came later needs a code of its own: it sets up anew with that and hands in its hours until then as a spreadsheet; "
        "nothing of it was merged. If it is one school under a new name, trust this key too"
    ),
}
_DISTRICT: Mapping[str, str] = {
    "the district needs a name: --name": N_("the district needs a name"),
    "it does not name its team: give --team CODE, or let the file's name begin with the team's code": N_(
        "it does not name its team: choose the school, or let the file's name begin with the team's code"
    ),
    "This list lacks teams that should report: {teams}. Give --add to expect them still, or --replace if they no longer report. "
    "Nothing was written.": N_(
        "This list lacks teams that should report: {teams}. Say whether the other schools are expected still. Nothing was written."
    ),
    "this part of what was decided is missing or damaged, and the record can't be read either: put a copy of the file back, or say "
    "--leave-out to do without it. Nothing was changed": N_(
        "this part of what was decided is missing or damaged, and the record can't be read either: put a copy of the file back, or "
        "do without it. Nothing was changed"
    ),
    "which district this was can't be read anywhere any more: put a copy of decisions/ or of the record back. Without one, make a new "
    "district in another folder (hourdesk district init, with --data), trust the teams there, and merge the packs that are in "
    "archive/ here. Nothing was changed": N_(
        "which district this was can't be read anywhere any more: put a copy of decisions/ or of the record back. Without one, make "
        "a new district in another folder, trust the teams there, and merge the packs that are in archive/ here. Nothing was changed"
    ),
}
SCREENS_WAY: Mapping[str, str] = {
    **_ACTIVITIES, **_CORRECTIONS, **_PEOPLE, **_HOURS, **_FILES, **_THINGS, **_TRAVELLING, **_DISTRICT
}  # fmt: skip
"""All of them, for `checkin.texts.use_wording`."""
