"""Style sheets shared between the apps of the tests: what is found once for a widget in its place holds for its likes elsewhere.

Textual parses each sheet anew for each app, and looks at each change through all rules for each widget. Here the parsed rules
are kept by the text they come from, and the styles they make by what the rules that can hold for a widget ask for of it and
those around it. A widget's place among its neighbours is not looked at: where a rule asks for it, Textual looks through the
rules itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache as once
from itertools import count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RulesMap
from textual.css.stylesheet import CSSLocation, Stylesheet
from textual.dom import DOMNode

_parse = Stylesheet._parse_rules
_apply = Stylesheet.apply
_replace = Stylesheet.replace_rules.__func__  # type: ignore[attr-defined]  # The function of a class method.
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}
_OF_THE_APP = {"dark", "light", "inline", "ansi", "nocolor"}
"""What each widget is asked for, but is the same for a whole app."""
_PLACES = Stylesheet._EXCLUDE_PSEUDO_CLASSES_FROM_CACHE
_MADE_FOR_EACH = {"display", "layout", "transitions"}
"""Styles that are made for each part, or change more than themselves."""
_OF_TEXTUAL = "-textual-system"
"""A class that rules for everything ask for without a word."""


class _Found(NamedTuple):
    """What Textual found for a widget: its styles, None where no rule is for it, and what it notes about the rules."""

    rules: RulesMap | None
    has_hover: bool
    has_focus_within: bool
    has_order: bool
    has_odd_or_even: bool


class _Sheet(NamedTuple):
    """The rules of style sheets of the same content with their places in it, and what was found by them."""

    rules: dict[RuleSet, int]
    found: dict[int, _Found]
    asks_for_places: bool


class _Asked(NamedTuple):
    """What rules ask for of a part of the screen and of those it lies in."""

    names: frozenset[str]
    states: tuple[str, ...]


_sheets: dict[tuple[int, ...], _Sheet] = {}
"""By the rules that they hold, which are kept there."""
_of_the_rules = WeakKeyDictionary[Stylesheet, tuple[list[RuleSet], _Sheet]]()
_numbers: dict[tuple[Any, ...], int] = {}
"""Of all that rules can ask for of a widget and those around it."""
_new_numbers = count(1)
_by_rules: dict[tuple[tuple[RuleSet, ...], tuple[Any, ...]], _Found] = {}
"""What rules were found to make of what they ask for, whatever else stands in a style sheet."""
_first_set: dict[int, tuple[RulesMap, dict[str, Any]]] = {}
"""By the place of rules in memory, which are kept: what was first set by them on a part that was new."""
_components_of = WeakKeyDictionary[DOMNode, tuple[int, int]]()
"""By which sheet and for which number a widget's styles for what it draws inside itself were last looked for."""


def share_styles() -> None:
    """From now on in this process."""
    setattr(Stylesheet, _parse.__name__, _parse_once)
    setattr(Stylesheet, _apply.__name__, _apply_once)
    setattr(Stylesheet, _replace.__name__, classmethod(_replace_others))


@contextmanager
def as_textual_finds_them() -> Iterator[None]:
    """Meanwhile each style sheet is parsed and looked through by Textual alone."""
    with pytest.MonkeyPatch.context() as changed:
        for own in (_parse, _apply):
            changed.setattr(Stylesheet, own.__name__, own)
        changed.setattr(Stylesheet, _replace.__name__, classmethod(_replace))
        yield


def _parse_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    """As Textual's own, which remembers the same by the same values for one app alone."""
    alone = (css, read_from, is_default_rules, tie_breaker, scope)
    found = self._parse_cache.get(alone)
    if found is None:
        known = (*alone, *self._variables.items())
        found = _parsed.get(known)
        if found is None:
            found = _parsed[known] = _parse(self, css, read_from, is_default_rules, tie_breaker, scope)
        self._parse_cache[alone] = found
    return found


def _apply_once(
    self: Stylesheet,
    node: DOMNode,
    *,
    animate: bool = False,
    cache: dict[tuple[Any, ...], RulesMap] | None = None,
) -> None:
    """As Textual's own, which remembers the styles that it found for as long as one change takes."""
    number = _number(node, {} if cache is None else cache)
    sheet = _sheet(self)
    found = sheet.found.get(number)
    if found is None:
        found = _found_by_rules(self, sheet, node, animate)
        if found is None:
            return
        sheet.found[number] = found
    rules, node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even = found
    if rules is not None:
        self.replace_rules(node, rules, animate=animate)
    if sheet.asks_for_places or _components_of.get(node) != (id(sheet.rules), number):
        self._process_component_classes(node)
        _components_of[node] = (id(sheet.rules), number)


def _found_by_rules(self: Stylesheet, sheet: _Sheet, node: DOMNode, animate: bool) -> _Found | None:
    """What is found for a part of the screen; None where a rule asks for its place, and all is done."""
    names = self.rules_map
    holding = {rule for name in names.keys() & node._selector_names for rule in names[name]}
    rules = tuple(sorted(holding, key=sheet.rules.__getitem__))
    asked = _asked_by(rules)
    key = (rules, tuple(_answers(asked, part) for part in node.css_path_nodes))
    found = _by_rules.get(key)
    if found is None:
        caught: dict[tuple[Any, ...], RulesMap] = {}
        _apply(self, node, animate=animate, cache=caught)
        if not _PLACES.isdisjoint(asked.states):
            return None
        found = _by_rules[key] = _Found(
            next(iter(caught.values()), None),
            *(node._has_hover_style, node._has_focus_within, node._has_order_style, node._has_odd_or_even),
        )
    return found


@once
def _asked_by(rules: tuple[RuleSet, ...]) -> _Asked:
    selectors = [selector for rule in rules for one in rule.selector_set for selector in one.selectors]
    states = {state for rule in rules for state in rule.pseudo_classes}
    return _Asked(frozenset({_OF_TEXTUAL, *(selector.name for selector in selectors)}), tuple(sorted(states)))


def _answers(asked: _Asked, part: DOMNode) -> tuple[Any, ...]:
    """What a part of the screen is, as far as it was asked for."""
    return (
        part._id if part._id in asked.names else None,
        asked.names & part._classes,
        asked.names & part._css_type_names,
        *[part.has_pseudo_class(state) for state in asked.states],
    )


def _replace_others(cls: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    """As Textual's own, which also sets what is set already, and asks for each style of a part that is not there yet what is to
    be drawn anew."""
    base = node.styles.base
    if base._rules == rules:
        node.notify_style_update()
        return
    is_new = not (animate or base._rules or node._is_mounted)
    _rules, first = _first_set.get(id(rules), (rules, None))
    if not is_new or first is None:
        _replace(cls, node, rules, animate)
        if is_new:
            _first_set[id(rules)] = rules, {name: base._rules[name] for name in base._rules.keys() - _MADE_FOR_EACH}
        return
    base._rules.update(first)
    base._updates += 1
    for name in _MADE_FOR_EACH & rules.keys():
        setattr(base, name, rules[name])
    node.notify_style_update()


def _sheet(sheet: Stylesheet) -> _Sheet:
    """What is known of the rules that a style sheet holds just now."""
    rules = sheet.rules
    of, found = _of_the_rules.get(sheet, (None, None))
    if of is not rules or found is None:
        known = tuple(map(id, rules))
        found = _sheets.get(known)
        if found is None:
            asks = any(not rule.pseudo_classes.isdisjoint(_PLACES) for rule in rules)
            found = _sheets[known] = _Sheet({rule: place for place, rule in enumerate(rules)}, {}, asks)
        _of_the_rules[sheet] = (rules, found)
    return found


def _number(node: DOMNode, known: dict[Any, Any]) -> int:
    """A number for the kinds, names and states of a part of the screen and of all that it lies in. `known` lasts for one change."""
    number: int | None = known.get(node)
    if number is None:
        above = node._parent
        if isinstance(above, DOMNode):
            lies_in = _number(above, known)
        elif isinstance(node, App):
            lies_in = 0
        else:
            # What holds for the app is not known: this one is like no other.
            return next(_new_numbers)
        kind = type(node)
        key = (lies_in, kind, node._id, frozenset(node._classes), *[state(node) for state in _states(kind)])
        number = known[node] = _numbers.get(key) or _numbers.setdefault(key, next(_new_numbers))
    return number


@once
def _states(kind: type[DOMNode]) -> tuple[Callable[[Any], bool], ...]:
    """What rules ask about the state of this kind of part, beside its place."""
    names = kind._PSEUDO_CLASSES.keys() - _PLACES
    # Whoever is not focused is blurred, and whoever is not disabled is enabled.
    names -= {"blur", "enabled"} if issubclass(kind, App) else _OF_THE_APP | {"blur", "enabled"}
    return tuple(kind._PSEUDO_CLASSES[name] for name in sorted(names))
