"""Commands about the program and the laptop: help, scanner check, looks, language, sounds, the end."""

from __future__ import annotations

from checkin.rules.problems import N_
from checkin.texts import _, language, use_language
from tui.desk.commands.scanning import Retry
from tui.desk.desk import Desk
from tui.desk.desk_command import DeskCommand
from tui.desk.settings import SETTING_LANGUAGE, SETTING_SOUND, SETTING_THEME
from tui.model.command_groups import CHANGE_LANGUAGE, CHANGE_LIGHT, SHOW_KEYS, Group
from tui.words.amounts import zone_of


class Help(DeskCommand):
    __doc__ = SHOW_KEYS
    name, keys, label = "help", ("f1", "alt+h"), N_("All keys")
    also = N_("manual, shortcuts")
    group, what = Group.LAPTOP, N_("All keys and what they do")
    waits = False

    async def do(self, desk: Desk) -> None:
        """All keys, below how the desk works; while it is locked, or people scan by themselves, only how that ends."""
        from tui.screens.help import help_dialog, mode_dialog

        if not desk.modes.is_open:
            desk.app.push_screen(mode_dialog(desk.modes.why_not()))
            return

        begin = _(
            "Show a badge to the scanner: the first scan checks in, the next one checks out. Nobody needs to press a key. "
            "Type a letter to look for a person."
        )
        said = desk.app.said_today(zone_of(None, desk.identity, desk.clock))
        desk.app.push_screen(help_dialog(desk.screen.commands, begin, said, desk.app.screen))


class ScannerCheck(DeskCommand):
    __doc__ = N_("Check the scanner with the sheet of test codes, and look at what this laptop has.")
    name, keys, label = "scanner_check", ("shift+f12", "alt+b"), N_("Check")
    also = N_("bar code reader")
    group, what, cli = Group.LAPTOP, N_("Check scanner and laptop"), ("doctor", "read")
    in_footer = False
    waits = False

    async def do(self, desk: Desk) -> None:
        """Open the check; a code of the sheet opens it too."""
        from tui.desk.checking_scanner import check_scanner

        check_scanner(desk.app, desk.writer)


class Theme(DeskCommand):
    __doc__ = CHANGE_LIGHT
    name, keys, label = "theme", ("f11", "alt+c"), N_("Light")
    also = N_("day, bright, night mode")
    group, what = Group.LAPTOP, N_("Dark, or black on white")
    in_footer = False
    waits = False

    async def do(self, desk: Desk) -> None:
        """Change to the other theme and keep it in desk.toml."""
        theme = "light" if desk.settings.theme == "dark" else "dark"
        desk.settings.change_theme(theme)
        desk.settings.remember({SETTING_THEME: theme})


class Language(DeskCommand):
    __doc__ = CHANGE_LANGUAGE
    name, keys, label = "language", ("f12", "alt+t"), "中/EN"
    also = N_("language, English")
    group, what = Group.LAPTOP, "中文 / English"
    waits = False

    async def do(self, desk: Desk) -> None:
        """Change to the other language, draw everything again, and keep it in desk.toml."""
        use_language("en" if language() == "zh" else "zh")
        desk.display.show_keys()
        if desk.state.idle:
            desk.display.show_idle()
        desk.display.show_board()
        desk.display.show_notice()
        desk.settings.remember({SETTING_LANGUAGE: language()})


class Mute(DeskCommand):
    __doc__ = N_("Switch the sounds off or on.")
    name, keys, label = "mute", ("shift+f9", "alt+u"), N_("Sound")
    also = N_("volume, silent, beep")
    group, what = Group.LAPTOP, N_("Sounds on or off")
    in_footer = False
    waits = False

    async def do(self, desk: Desk) -> None:
        """Switch the sounds off or on, and show that in the first line."""
        desk.settings.mute(not desk.sound.muted)
        desk.app.notify(_("Sounds are off.") if desk.sound.muted else _("Sounds are on."))
        desk.settings.remember({SETTING_SOUND: not desk.sound.muted})
        desk.display.show_top()


class Quit(DeskCommand):
    __doc__ = N_("Close the desk. Everything that was recorded stays.")
    name, keys, label = "leave", ("ctrl+q",), N_("Quit")
    group, what = Group.LEAVE, N_("Leave Hourdesk")
    in_footer = False
    waits = False

    async def do(self, desk: Desk) -> None:
        """Scans that are not recorded hold it open until somebody decides on them; who is still there, and scans that are held,
        are told first."""
        from tui.desk.leaving import ask_to_leave, has_reasons_to_stay

        if desk.taking.waiting:
            desk.start(Retry.name, lambda: Retry().do(desk))
        elif has_reasons_to_stay(desk):
            desk.start("leave", lambda: ask_to_leave(desk))
        else:
            desk.app.exit(0)
