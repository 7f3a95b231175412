"""What a district writes."""

from __future__ import annotations

from tests.survival.tasks.protected import OPEN
from tests.survival.tasks.task import Task

_EACH_PACK = ("district merge newer.hdpack", "district merge second.hdpack")

DISTRICT = (
    Task("district init", "district init --code YZQ --name 教委", "third"),
    Task("district trust", "district trust lone.hdpack --also", "district"),
    Task("district merge", "district merge newer.hdpack second.hdpack", "district", each=_EACH_PACK),
    Task("district rule", "district rule {event} --minutes 50 --reason 试验", "district"),
    Task("district audit answer", "district audit answer {finding} --reason 试验", "district"),
    Task("district audit results", "district audit results sample.csv --seed s", "district"),
    Task("district audit draw", "district audit draw --seed s --size 2 out.xlsx", "district", "out.xlsx"),
    Task("district teams", "district teams teams.csv --add", "district"),
    Task("district form", "district form FD --set leader=李", "district"),
    Task("district returns", "district returns returned.csv --team FD --skip-bad", "district"),
    Task("district kit", "district kit out.hdkit", "district", "out.hdkit"),
    Task("district receipt", "district receipt receipts", "district", folder="receipts"),
    Task("district report", "district report out.xlsx", "district", "out.xlsx"),
    Task("district credentials", "district credentials list.jwt", "district", "list.jwt"),
    Task("district report, forms", "district report forms --form", "district", folder="forms"),
    Task("district export", "district export out.csv", "district", "out.csv"),
    Task("district rebuild", "district rebuild", "district"),
    Task("district protect", "district protect", "district", environment=OPEN),
    Task("district unprotect", "district unprotect", "sealed", environment=OPEN),
    Task(
        "district merge, protected",
        "district merge newer.hdpack second.hdpack",
        "sealed",
        environment=OPEN,
        each=_EACH_PACK,
    ),
)
