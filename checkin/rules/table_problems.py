"""What is said of a table that a school, a district or a supervisor wrote, whichever table it is."""

from __future__ import annotations

from checkin.rules.problems import N_

NO_CHOICE = N_("{value} is not possible here; write {choices}")
NO_LIST = N_("write a list: {name} = […]")
NO_WHOLE_NUMBER = N_("write a whole number from {least} to {most}")
NO_RULE_NAME = N_("give the rule a name of at most {most} characters")
TWO_RULES = N_("two rules have the name “{name}”")
NO_SUCH_VALUE = N_("there is no such value; the values are {names}")
