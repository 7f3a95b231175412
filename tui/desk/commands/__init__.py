"""The registry of what can be done at the desk: keys, footer, help and `more` all come from here, in this order."""

from __future__ import annotations

from tui.desk.commands.activities import Activities, Calendars, ChoosePost, CloseActivity
from tui.desk.commands.auditing import AuditQuestions, AuditSample, ShowWitness
from tui.desk.commands.camera import Camera, ChooseCamera
from tui.desk.commands.changing import (
    CommendList,
    CopyActivity,
    EditActivity,
    EditPolicy,
    EditTeam,
    GiveConsent,
    Posts,
    SignUpList,
    Stars,
    Trainings,
)
from tui.desk.commands.claims import Claims
from tui.desk.commands.classes import Groups, Left
from tui.desk.commands.guarding import Minors
from tui.desk.commands.laptop import Help, Language, Mute, Quit, ScannerCheck, Theme
from tui.desk.commands.lost_laptops import LostLaptop, RecoverTeam
from tui.desk.commands.modes import Lock, SelfService
from tui.desk.commands.more import More
from tui.desk.commands.packs import Copies, TakePack
from tui.desk.commands.panels import NextPanel, PanelBefore
from tui.desk.commands.paper import Muster, Paper
from tui.desk.commands.people import BringInList, EverybodysHours, Find, Notes, ShowNote, VolunteerPage, WalkIn
from tui.desk.commands.printing import (
    IssueCertificates,
    ListCertificates,
    LostBadge,
    PrintBadges,
    PublicityList,
    SignInSheets,
)
from tui.desk.commands.protection import Protection
from tui.desk.commands.review import DatedAhead, Review
from tui.desk.commands.scanning import CheckOut, Direction, Retry, TodaysScans, Undo
from tui.desk.commands.school_year import LeaversFiles, Requirements, SchoolYear
from tui.desk.commands.supervisor import Pin, PurgeAgain, PurgeRegister, Supervisor
from tui.desk.commands.taking_out import (
    CopyNow,
    DiaryFile,
    DistrictPack,
    HeadPage,
    HoursBatch,
    HoursTable,
    RosterFile,
    TeamKeyFile,
    Workbook,
)
from tui.desk.commands.things import LastThings, Things
from tui.desk.commands.upkeep import (
    Backup,
    BringInFile,
    CheckLaptop,
    CheckRecord,
    MakeKit,
    Restore,
    ShowReceipt,
    VerifyCertificate,
)
from tui.desk.desk_command import DeskCommand
from tui.model.commands import registry

COMMANDS: tuple[DeskCommand, ...] = registry(
    Help(),
    Find(),
    VolunteerPage(),
    ShowNote(),
    Notes(),
    Direction(),
    Undo(),
    TodaysScans(),
    WalkIn(),
    BringInList(),
    SchoolYear(),
    LeaversFiles(),
    Requirements(),
    EverybodysHours(),
    Claims(),
    LastThings(),
    Things(),
    Activities(),
    CheckOut(),
    CloseActivity(),
    Camera(),
    ChooseCamera(),
    ScannerCheck(),
    Copies(),
    TakePack(),
    Review(),
    Groups(),
    Left(),
    Muster(),
    Minors(),
    Paper(),
    PrintBadges(),
    LostBadge(),
    SignInSheets(),
    PublicityList(),
    IssueCertificates(),
    ListCertificates(),
    Workbook(),
    HeadPage(),
    HoursTable(),
    HoursBatch(),
    DistrictPack(),
    CopyNow(),
    RosterFile(),
    DiaryFile(),
    TeamKeyFile(),
    EditActivity(),
    CopyActivity(),
    Calendars(),
    SignUpList(),
    Posts(),
    ChoosePost(),
    EditPolicy(),
    EditTeam(),
    GiveConsent(),
    Stars(),
    Trainings(),
    CommendList(),
    AuditQuestions(),
    AuditSample(),
    ShowWitness(),
    Backup(),
    Restore(),
    CheckRecord(),
    DatedAhead(),
    CheckLaptop(),
    MakeKit(),
    BringInFile(),
    ShowReceipt(),
    VerifyCertificate(),
    Supervisor(),
    Pin(),
    Lock(),
    SelfService(),
    PurgeRegister(),
    PurgeAgain(),
    Protection(),
    LostLaptop(),
    RecoverTeam(),
    Mute(),
    Retry(),
    NextPanel(),
    PanelBefore(),
    Theme(),
    Language(),
    More(),
    Quit(),
)
