"""A CSS selector for an element that still fits when other entries stand in it.

Made of names that were given by hand: numbers, states and what tools generate are left out.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.etree import _Element

MOST_LEVELS = 3
"""An element and at most two around it make a selector."""
_MOST_CLASSES = 2
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]*[A-Za-z]")
_STATE = re.compile(
    r"(?:is|has|js|no|not|ng|svelte|css|sc|jsx?)-.*|active|open(?:ed)?|closed|shown?|hidden|in"
    r"|first|last|odd|even|current|selected|(?:lazy)?loaded|visible|fade|collapsed?|animated",
    re.IGNORECASE,
)
"""What an element is just now, or what a build tool calls it."""
_LAYOUT = re.compile(
    r"(?:row|col(?:umn)?s?|container|clearfix|wrapper|wrap|inner|outer|grid|flex|block|content"
    r"|layout|box|module|section|element|item|frame)(?:[_-].*)?|(?:frame|span|col|row|grid)-\S*",
    re.IGNORECASE,
)
"""What stands on many elements and says only where they lie."""


class _Level(NamedTuple):
    """One level of a selector: a tag with an id, or with classes, or alone."""

    tag: str
    identity: str
    names: tuple[str, ...]

    def fits(self, element: _Element) -> bool:
        """Whether an element with this tag is meant."""
        if self.identity:
            return element.get("id") == self.identity
        return not self.names or {*self.names} <= {*(element.get("class") or "").split()}

    def __str__(self) -> str:
        return f"{self.tag}#{self.identity}" if self.identity else ".".join([self.tag, *self.names])


def selector_of(element: _Element, root: _Element) -> str:
    """Return a CSS selector of `element`, at most three levels and the only hit where possible."""
    levels = [_level(element)]
    hits = [found for found in root.iter(levels[0].tag) if levels[0].fits(found)]
    for around in element.iterancestors():
        if len(hits) <= 1 or len(levels) == MOST_LEVELS or around.tag in ("body", "html"):
            break
        level = _level(around)
        if not (level.identity or level.names or level.tag in ("main", "article")):
            continue
        fewer = [hit for hit in hits if any(map(level.fits, hit.iterancestors(level.tag)))]
        if len(fewer) < len(hits):
            hits = fewer
            levels.insert(0, level)
    return " ".join(map(str, levels))


def found_by(root: _Element, selector: str) -> list[_Element]:
    """Return the elements below `root` that a selector means, in order.

    Raises cssselect.SelectorError (a SyntaxError) for what is no selector.
    """
    hits = _compiled(selector)(root)
    return [hit for hit in hits if isinstance(hit, _Element)] if isinstance(hits, list) else []


def names_given(root: _Element) -> list[str]:
    """Return the tags, ids and classes below `root` that selectors are made of and tested on.

    In order; elements without a name that was given by hand are left out.
    """
    named = (
        _named(element.tag, element.get("id") or "", element.get("class") or "")
        for element in root.iter(etree.Element)
        if element.attrib
    )
    return [name for name in named if name]


@lru_cache(maxsize=8192)
def _named(tag: str, identity: str, classes: str) -> str:
    names = sorted({*filter(_given, classes.split())})
    told = [f"#{identity}"] if _given(identity) else []
    return ".".join([tag, *told, *names]) if told or names else ""


def names_of(selector: str) -> tuple[str, ...]:
    """Return the ids and classes of the last level of a selector of ours."""
    return tuple(re.split(r"[.#]", selector.rpartition(" ")[2])[1:])


@lru_cache(maxsize=64)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)


def _level(element: _Element) -> _Level:
    """The tag with its id, else with its most telling classes."""
    tag, identity = str(element.tag), element.get("id") or ""
    if _given(identity):
        return _Level(tag, identity, ())
    names = [*dict.fromkeys(filter(_given, (element.get("class") or "").split()))]
    telling = [name for name in names if not _LAYOUT.fullmatch(name)] or names[:1]
    return _Level(tag, "", tuple(telling[:_MOST_CLASSES]))


def _given(name: str) -> bool:
    """Whether a person gave this name, and not for a state that passes."""
    return _NAME.fullmatch(name) is not None and _STATE.fullmatch(name) is None
