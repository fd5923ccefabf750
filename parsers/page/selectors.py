"""A CSS selector for an element that still fits when other entries stand in it.

Made of names that were given by hand: numbers, states and what tools generate are left out.
"""

import re
from functools import lru_cache

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


def selector_of(element: _Element, root: _Element) -> str:
    """Return a CSS selector of `element`, at most three levels and the only hit where possible."""
    selector = _own(element)
    fewest, levels = len(found_by(root, selector)), 1
    for around in element.iterancestors():
        if fewest <= 1 or levels == MOST_LEVELS or around.tag in ("body", "html"):
            break
        own = _own(around)
        if own == around.tag and own not in ("main", "article"):
            continue
        longer = f"{own} {selector}"
        hits = len(found_by(root, longer))
        if hits < fewest:
            selector, fewest, levels = longer, hits, levels + 1
    return selector


def found_by(root: _Element, selector: str) -> list[_Element]:
    """Return the elements below `root` that a selector means, in order.

    Raises cssselect.SelectorError (a SyntaxError) for what is no selector.
    """
    hits = _compiled(selector)(root)
    return [hit for hit in hits if isinstance(hit, _Element)] if isinstance(hits, list) else []


def names_of(selector: str) -> tuple[str, ...]:
    """Return the ids and classes of the last level of a selector of ours."""
    return tuple(re.split(r"[.#]", selector.rpartition(" ")[2])[1:])


@lru_cache(maxsize=512)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)


def _own(element: _Element) -> str:
    """One level: the tag with its id, else with its most telling classes."""
    tag = str(element.tag)
    identity = element.get("id") or ""
    if _given(identity):
        return f"{tag}#{identity}"
    names = [*dict.fromkeys(filter(_given, (element.get("class") or "").split()))]
    telling = [name for name in names if not _LAYOUT.fullmatch(name)] or names[:1]
    return ".".join([tag, *telling[:_MOST_CLASSES]])


def _given(name: str) -> bool:
    """Whether a person gave this name, and not for a state that passes."""
    return _NAME.fullmatch(name) is not None and _STATE.fullmatch(name) is None
