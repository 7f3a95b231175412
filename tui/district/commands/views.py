"""Commands that show pages: packs, conflicts, totals; split the totals, look for a volunteer."""

from __future__ import annotations

from functools import partial

from checkin.rules.problems import N_
from checkin.texts import _
from exports.district.asks.totals import By
from tui.district import pages
from tui.district.arranging import Look
from tui.district.clerk import Clerk
from tui.district.clerk_command import ClerkCommand
from tui.district.conflicts_page import conflicts_page
from tui.district.dashboard import dashboard_page
from tui.district.packs_page import packs_page
from tui.district.shares_page import shares_page
from tui.district.stars_page import stars_page
from tui.model.command_groups import Group
from tui.screens.field import Field
from tui.screens.form import FormDialog
from tui.screens.making.day_form import day_form

_BY = tuple(By)


class Overview(ClerkCommand):
    __doc__ = N_("The first page: figures of the whole district, and what needs you.")
    name, keys, label = "overview", ("0",), N_("District")
    leads_to = staticmethod(dashboard_page)
    also = N_("statistics, summary, dashboard")
    group, what = Group.PAGES, N_("The district at a glance")

    async def do(self, clerk: Clerk) -> None:
        """Where every way begins."""
        clerk.home()


class Packs(ClerkCommand):
    __doc__ = N_("Which packs came in, which teams are missing, what waits or was refused, and why.")
    name, keys, label = "packs", ("1",), N_("Packs")
    leads_to = staticmethod(packs_page)
    also = N_("who is late, deadline, not handed in")
    cli = ("district missing",)
    group, what = Group.PAGES, N_("Packs of the schools")

    async def do(self, clerk: Clerk) -> None:
        """Teams that are missing come first."""
        clerk.begin(packs_page)


class Conflicts(ClerkCommand):
    __doc__ = N_("What does not fit between the records; Enter shows both sides.")
    name, keys, label = "conflicts", ("2",), N_("Conflicts")
    leads_to = staticmethod(conflicts_page)
    also = N_("twice, double, duplicates")
    cli = ("district conflicts",)
    group, what = Group.PAGES, N_("Conflicts that wait for a ruling")

    async def do(self, clerk: Clerk) -> None:
        """Those that wait for a ruling come first."""
        clerk.begin(conflicts_page)


class Totals(ClerkCommand):
    __doc__ = N_("Totals with bars; Enter goes down from a team to its volunteers, their sessions and events.")
    name, keys, label = "totals", ("3",), N_("Totals")
    leads_to = staticmethod(pages.totals_page)
    also = N_("month by month, statistics")
    cli = ("district totals", "district sessions")
    group, what = Group.PAGES, N_("Hours by team, person and month")

    async def do(self, clerk: Clerk) -> None:
        """By what they were split by last."""
        clerk.begin(partial(pages.totals_page, by=clerk.by))


class Shares(ClerkCommand):
    __doc__ = N_(
        "Desks with an unusual share of hours entered at another time, added, ruled, vouched for, from paper or corrected."
    )
    name, keys, label, in_footer = "shares", ("4",), N_("Shares"), False
    leads_to = staticmethod(shares_page)
    cli = ("district shares",)
    group, what = Group.PAGES, N_("Desks with unusual shares of hours")

    async def do(self, clerk: Clerk) -> None:
        """Questions to schools, the largest share first."""
        clerk.begin(shares_page)


class AllShares(ClerkCommand):
    __doc__ = N_("The same shares of every desk and kind, unusual or not.")
    name, label, in_footer = "all_shares", N_("All shares"), False
    cli = ("district shares --all",)
    group, what = Group.PAGES, N_("Shares of all desks, unusual or not")

    async def do(self, clerk: Clerk) -> None:
        """Open the page of shares with those that are not unusual, to compare with."""
        clerk.begin(partial(shares_page, everything=True))


class Requirements(ClerkCommand):
    __doc__ = N_("Which share of each school's grades has reached what is asked of pupils; never names.")
    name, label, in_footer = "requirements", N_("Required"), False
    also = N_("credit, target")
    cli = ("district requirement",)
    group, what = Group.PAGES, N_("Who has reached what is required")

    async def do(self, clerk: Clerk) -> None:
        """By school and grade; the whole district last."""
        from tui.district.requirements_page import requirements_page

        clerk.begin(requirements_page)


class Stars(ClerkCommand):
    __doc__ = N_("Who reached a star since the last reporting date, and how many have each.")
    name, label, in_footer = "stars", N_("Stars"), False
    leads_to = staticmethod(stars_page)
    cli = ("district stars",)
    group, what = Group.PAGES, N_("Stars: reached, and how many")

    async def do(self, clerk: Clerk) -> None:
        """A supervisor of the team awards them."""
        clerk.begin(stars_page)


class Split(ClerkCommand):
    __doc__ = N_("Split the totals by team, kind, month, category or project.")
    name, keys, label = "split", ("s",), N_("Split")
    group, what = Group.LIST, N_("Totals by team, kind, month, category or project")

    def fits(self, clerk: Clerk) -> bool:
        """On the page of totals."""
        return clerk.page is not None and clerk.page.is_split

    async def do(self, clerk: Clerk) -> None:
        """The next way to split them; the first one after the last."""
        clerk.by = _BY[(_BY.index(clerk.by) + 1) % len(_BY)]
        clerk.begin(partial(pages.totals_page, by=clerk.by))


class AnotherDay(ClerkCommand):
    __doc__ = N_("Packs: who was missing on a day. Stars: who reached one after a day.")
    name, keys, label, waits = "day", ("d",), N_("Day …"), True
    also = N_("reporting date, deadline, since when")
    group, what = Group.LIST, N_("The packs or the stars of another day")

    def fits(self, clerk: Clerk) -> bool:
        """On a page that depends on a day."""
        return clerk.page is not None and clerk.page.of_day is not None

    async def do(self, clerk: Clerk) -> None:
        """The same page of the day that is typed."""
        of_day = None if clerk.page is None else clerk.page.of_day
        if of_day is None:
            clerk.note(_("Go to the packs or the stars first."))
            return

        day = await clerk.answer(day_form(_("Another day"), of_day.label, of_day.day))
        if day is not None:
            clerk.replace(of_day.page(day))


class Search(ClerkCommand):
    __doc__ = N_("Look for a text in the list.")
    name, keys, label, waits = "search", ("slash", "f2"), N_("Search"), True
    also = N_("find, look for")
    group, what = Group.LIST, N_("Search the list")

    def fits(self, clerk: Clerk) -> bool:
        """With rows, or where the search left none."""
        return clerk.page is not None and bool(clerk.page.rows or clerk.page.search)

    async def do(self, clerk: Clerk) -> None:
        """Of a team's volunteers all are looked through, on other pages the rows that are there."""
        if clerk.page is None:
            return
        search = clerk.page.search

        async def keep(values: dict[str, str]) -> str:
            return values["text"]

        explanation = _("Any piece of a row, names in pinyin too; empty shows all.")
        text = await clerk.answer(
            FormDialog(_("Search"), [Field("text", _("text"))], keep, explanation, does=_("search"))
        )
        if text is None:
            return
        if search is not None:
            clerk.replace(search(text))
        else:
            clerk.arrange(lambda look: Look(0, look.order, text))


class Sort(ClerkCommand):
    __doc__ = N_("Sort the list by the next column; a click on a heading sorts by it, a second one turns it round.")
    name, keys, label, in_footer = "sort", ("greater_than_sign",), N_("Sort"), False
    group, what = Group.LIST, N_("Sort by the next column")

    def fits(self, clerk: Clerk) -> bool:
        """Where the page has rows."""
        return clerk.page is not None and bool(clerk.page.rows)

    async def do(self, clerk: Clerk) -> None:
        """Behind the last column comes the order in which the page was made."""
        page = clerk.page
        if page is not None:
            clerk.arrange(lambda look: Look(0, look.order.next(page.headings), look.only))


class TurnRound(ClerkCommand):
    __doc__ = N_("Turn the order of the list round: the last row comes first.")
    name, keys, label, in_footer = "turn", ("less_than_sign",), N_("Turn round"), False
    group, what = Group.LIST, N_("Turn the order round")

    def fits(self, clerk: Clerk) -> bool:
        """Where the page has rows."""
        return clerk.page is not None and bool(clerk.page.rows)

    async def do(self, clerk: Clerk) -> None:
        """A list in the order in which it was made is turned round by its first column."""
        clerk.arrange(lambda look: Look(0, look.order.by(look.order.column or 0), look.only))
