"""The versions of a team's policy, and which of them is in force at an instant, found without a walk through all of them."""

from __future__ import annotations

from bisect import bisect_right

from checkin.rules.policies import DEFAULT_POLICY, Policy


class PolicyVersions(tuple[tuple[int, Policy], ...]):
    """Each version with the instant (milliseconds) from which it is in force, in the order in which they were written."""

    def in_force(self, at: int) -> Policy:
        """Of those that are in force at `at` the one that was written last; before the first one, the defaults."""
        begins, policies = self._rising()
        place = bisect_right(begins, at)
        return policies[place - 1] if place else DEFAULT_POLICY

    @property
    def limits(self) -> bool:
        """Whether one that is in force at some instant makes the minutes of one session depend on other sessions or on who served."""
        found: bool | None = self.__dict__.get("limits_known")
        if found is None:
            found = self.__dict__["limits_known"] = any(map(_limits, self._rising()[1]))
        return found

    def _rising(self) -> tuple[list[int], list[Policy]]:
        """Those that no later one hides: a version hides all before it that begin when it does, or later."""
        found: tuple[list[int], list[Policy]] | None = self.__dict__.get("rising")
        if found is None:
            found = self.__dict__["rising"] = self._sorted_out()
        return found

    def _sorted_out(self) -> tuple[list[int], list[Policy]]:
        left: list[tuple[int, Policy]] = []
        for since, policy in self:
            while left and left[-1][0] >= since:
                left.pop()
            left.append((since, policy))
        return [since for since, _ in left], [policy for _, policy in left]


def _limits(policy: Policy) -> bool:
    return bool(
        policy.max_minutes_per_day is not False
        or policy.min_share_of_activity is not False
        or policy.not_creditable_kinds
    )
