"""What a school writes at its desk."""

from __future__ import annotations

from tests.survival.tasks.task import Task

_PLAN = "--place 校门 --start 2026-03-06T07:00 --end 2026-03-06T08:00"
_PIN = {"HOURDESK_PIN": "482916"}

_NEW = (
    Task("init", "init --team FD --name 复旦中学", "third"),
    Task("init --kit", "init --kit team.hdkit --desk 3", "third"),
    Task("restore", "restore first.backup"),
    Task("restore anew", "restore first.backup", "third"),
    Task("backup", "backup out.backup", file="out.backup"),
    Task("copies", "copies stick"),
)
_EVENTS = (
    Task("roster import", "roster import more.csv --add"),
    Task("roster add", "roster add --name 王新 --class 七3班"),
    Task("link", "link 002 --same-as 003 --insist --reason 同一人"),
    Task("activity add", f"activity add --code B1 --name 护校 {_PLAN}"),
    Task("activity copy", "activity copy A1 --weekly --until 2026-04-30"),
    Task("activity import", "activity import calendar.ics"),
    Task("activity edit", "activity edit A1 --name 大清洁"),
    Task("activity close", "activity close A1", stepwise=True),
    Task("activity reopen", "activity reopen A2"),
    Task("activity hide", "activity hide A2 --insist --reason 试验"),
    Task("activity clash", "activity clash C1 --two --reason 试验"),
    Task("activity void", "activity void A3 --reason 试验"),
    Task("policy set", "policy set grid_minutes=10"),
    Task("badges reissue", "badges reissue 002"),
    Task("group", "group in --activity A3 --class 七1班 --teacher 006", stepwise=True),
    Task("paper enter", "paper enter paper.csv --activity A3 --teacher 006 --day 2026-03-05", stepwise=True),
    Task("amend", "amend {event} --at 2026-03-05T09:05 --reason 试验"),
    Task("void", "void {event} --reason 试验"),
    Task("rule", "rule {event} --minutes 60 --reason 试验"),
    Task("add", "add --volunteer 001 --activity A1 --minutes 30 --reason 试验"),
    Task("confirm", "confirm {event}"),
    Task("revoke-desk", "revoke-desk {second_desk} --reason 试验"),
    Task("evaluate", "evaluate 001 --quality good"),
    Task("commend", "commend 001 --title 优秀志愿者 --by 教委"),
    Task("stars award", "stars award 005"),
    Task("redeem", "redeem 001 --minutes 30 --for 理发"),
    Task("diary add", "diary add 001 河边"),
    Task("diary remove", "diary remove {entry}"),
    Task("consent given", "consent given --number 001"),
    Task("consent withdraw", "consent withdraw --number 002"),
    Task("objection raise", "objection raise {event} --reason 试验"),
    Task("objection settle", "objection settle {objected} --reason 试验"),
    Task("audit answer", "audit answer {finding} --reason 试验"),
    Task("audit results", "audit results sample.csv --seed s"),
    Task("witness take", "witness take {witness} --activity A1"),
    Task("certificate revoke", "certificate revoke {certificate} --reason 试验"),
    Task("purge", "purge --reason 试验", "leavers"),
)
_TEAM = (
    Task("team set", "team set leader=李"),
    Task("team cadre", "team cadre 001 --duty 队长"),
    Task("team pair", "team pair 敬老院 --served 3"),
    Task("team project", "team project 春风 --served 3"),
    Task("pin set", "pin set", environment={"HOURDESK_NEW_PIN": "482916"}),
    Task("pin reset", "pin reset", "guarded", environment={"HOURDESK_NEW_PIN": "593827", "HOURDESK_RECOVERY": "{pin_code}"}),
    Task("pin off", "pin off", "guarded", environment=_PIN),
)  # fmt: skip
_PRINTED = (
    Task("roster export", "roster export out.xlsx", file="out.xlsx"),
    Task("roster template", "roster template out.xlsx", file="out.xlsx"),
    Task("team form", "team form out.docx", file="out.docx"),
    Task("badges", "badges out.pdf", file="out.pdf"),
    Task("badges, pictures", "badges stick", folder="stick"),
    Task("badges, new folder", "badges cards/new", folder="cards/new"),
    Task("explain", "explain 001 --pdf out.pdf", file="out.pdf"),
    Task("muster", "muster --activity A1 --pdf out.pdf", file="out.pdf"),
    Task("paper sheet", "paper sheet out.pdf --activity A1", file="out.pdf"),
    Task("publicity write", "publicity write out.pdf", "printed", "out.pdf", stepwise=True),
    Task("diary export", "diary export out.csv", file="out.csv"),
    Task("certificate issue", "certificate issue out.pdf 002 --all --insist", file="out.pdf", stepwise=True),
    Task("certificate print", "certificate print out.pdf {certificate}", file="out.pdf"),
    Task("certificate issue, a file each", "certificate issue stick 002 003 --all --insist", stepwise=True, folder="stick"),
    Task("certificate reissue", "certificate reissue {certificate} out.pdf --reason 试验", file="out.pdf", stepwise=True),
    Task("batch write", "batch write student-hours out.xlsx --again 1 --identities people.csv", file="out.xlsx", stepwise=True),
    Task("batch undo", "batch undo {batch}"),
    Task("doctor", "doctor --sheet out.pdf", file="out.pdf"),
)  # fmt: skip
_TRAVELS = (
    Task("kit", "kit out.hdkit", file="out.hdkit"),
    Task("kit --desk", "kit out.hdkit --desk 东门", file="out.hdkit"),
    Task("kit --take", "kit --take team.hdkit", "second"),
    Task("kit of the district", "kit --take district.hdkit --with-policy", stepwise=True),
    Task("take", "take second.hdpack"),
    Task("take a laptop's", "take --foreign lone.hdpack --fingerprint {lone}", stepwise=True),
    Task("take a receipt", "take {receipt}", stepwise=True),
    Task("export", "export out.hdpack", file="out.hdpack"),
    Task("export sealed", "export out.hdpack --seal-to seal.txt", file="out.hdpack"),
    Task("activity export", "activity export out.ics", file="out.ics"),
    Task("audit draw", "audit draw --seed s --size 2 out.xlsx", file="out.xlsx"),
    Task("export table", "export out.csv", file="out.csv"),
    Task("export workbook", "export out.xlsx", file="out.xlsx"),
)
_YEAR = (
    Task("year close", "year close"),
    Task("year undo", "year undo", "moved_up"),
    Task("year open", "year open more.csv", "moved_up"),
    Task("transfer give", "transfer give out.hdleave 001", file="out.hdleave", stepwise=True),
    Task("transfer give, a file each", "transfer give leaving 001 002", folder="leaving", stepwise=True),
    Task("transfer take", "transfer take 001.hdleave 001 --insist", "other"),
    Task("transfer undo", "transfer undo 001 --reason 试验", "brought"),
    Task("claim add", "claim add 002 --unit 公园 --contact 王 --on 2026-03-01 --hours 2 --evidence photo.jpg"),
    Task("claim import", "claim import claims.csv"),
    Task("claim verify", "claim verify {claim} --reason 试验"),
    Task("claim refuse", "claim refuse {claim} --reason 试验"),
    Task("claim evidence", "claim evidence {claim} out.jpg", file="out.jpg"),
)
DESK = (
    Task("scan", "scan --activity A1 --json -", stdin="{scans}", stepwise=True),
    *_NEW, *_EVENTS, *_TEAM, *_PRINTED, *_TRAVELS, *_YEAR,
)  # fmt: skip
