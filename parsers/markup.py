"""What the attributes of an element say: hidden, navigation, sidebar, a publication date.

By tag, role, class and id only; the words on the page are not looked at.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import _Element

from parsers.document import Region
from parsers.facts import Label
from parsers.fields import field_of

_HIDDEN = re.compile(
    r"(?<![\w-])(?:aural|sr-only|sr_only|[\w-]*visual(?:ly)?-?hid(?:e|den)|screen-reader(?:-text)?"
    r"|element-invisible|off-?screen|navskip|u-hidden|invisible)(?![\w-])",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?<![a-z])(?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|cookies?|consent|footer"
    r"|skip-?links?"
    r"|social|share|sharing|pagination|paginator|pager|search(?:form|box)|sprungmarken"
    r"|metanav|servicenav|toolbar|sitemap)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?<![a-z])(?:aside|sidebar|marginal|complementary)(?![a-z])", re.IGNORECASE)
_RELATED = re.compile(
    r"(?<![a-z])(?:related|similar|recommend(?:ed|ations)?|see-?also|teaser-?sidebar"
    r"|weitere-?\w*|mehr-zum-thema|comments?|comment-?list|kommentare?|respond|disqus)(?![a-z])",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"datepublished|published|pubdate|post-date|(?<!event-)(?<!events-)(?<!termin-)entry-date"
    r"|news-list-date|byline|posted-on"
    r"|meta-date|article-date|(?:teaser|news|post|article|entry|blog)[-_]{1,2}meta|(?<![\w-])topline(?![\w-])",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Look(NamedTuple):
    """What class, itemprop, id and role of an element say of it.

    `kind` is its first class without a digit: those with one often number the elements.
    """

    hidden: bool
    main: bool
    region: Region | None
    hints: frozenset[str]
    field: Label | None
    kind: str


PLAIN = Look(hidden=False, main=False, region=None, hints=frozenset(), field=None, kind="")
"""What an element without attributes says."""


@lru_cache(maxsize=8192)
def look_of(names: str, prop: str, identity: str, role: str) -> Look:
    """Return what the class `names`, itemprop, id and role of an element say of it."""
    every = f"{names} {identity} {role}"
    return Look(
        hidden=_HIDDEN.search(names) is not None,
        main=role == "main" or identity == "main",
        region=named_region(every),
        hints=frozenset(hit.lower() for hit in _HINTS.findall(f"{names} {prop}")),
        field=field_of(f"{names} {prop}"),
        kind=next((name for name in names.split() if _DIGIT.search(name) is None), ""),
    )


def is_invisible(node: _Element) -> bool:
    """Return whether an element is not shown, by its own attributes and not by its class."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return style is not None and _INVISIBLE.search(style) is not None


def named_region(names: str) -> Region | None:
    """Return the region of the page that class, id and role of an element speak of."""
    if _CHROME.search(names):
        return Region.CHROME
    if _RELATED.search(names):
        return Region.RELATED
    return Region.ASIDE if _ASIDE.search(names) else None
