"""What the attributes of an element say: hidden, navigation, sidebar, a publication date.

By tag, role, class and id only; the words on the page are not looked at.
"""

import re
from functools import lru_cache

from lxml.etree import _Element

from parsers.document import Region

_HIDDEN = re.compile(
    r"(?<![\w-])(?:aural|sr-only|sr_only|visually-hidden|visuallyhidden|screen-reader-text|navskip"
    r"|u-hidden|invisible)(?![\w-])",
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
    r"(?<![a-z])(?:related|similar|recommend(?:ed|ations)?|see-?also|teaser-?(?:list|sidebar)"
    r"|weitere-?\w*|mehr-zum-thema|comments?|comment-?list|kommentare?|respond|disqus)(?![a-z])",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"datepublished|published|pubdate|post-date|entry-date|news-list-date|byline|posted-on"
    r"|meta-date|article-date|(?<![\w-])topline(?![\w-])",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NONE: frozenset[str] = frozenset()


def is_main(node: _Element, tag: str) -> bool:
    """Return whether an element holds the page's own content."""
    return tag == "main" or node.get("role") == "main" or node.get("id") == "main"


def is_hidden(node: _Element) -> bool:
    """Return whether an element is not shown, or only read aloud."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    if style and _INVISIBLE.search(style):
        return True
    names = node.get("class")
    return bool(names) and _hides(names or "")


@lru_cache(maxsize=4096)
def _hides(names: str) -> bool:
    return _HIDDEN.search(names) is not None


@lru_cache(maxsize=4096)
def named_region(names: str) -> Region | None:
    """Return the region that class, id and role of an element speak of."""
    if _CHROME.search(names):
        return Region.CHROME
    if _RELATED.search(names):
        return Region.RELATED
    return Region.ASIDE if _ASIDE.search(names) else None


def hints_of(node: _Element) -> frozenset[str]:
    """Return the class names of an element that mark a publication date."""
    names, prop = node.get("class"), node.get("itemprop")
    return _hinted(f"{names or ''} {prop or ''}") if names or prop else _NONE


@lru_cache(maxsize=4096)
def _hinted(names: str) -> frozenset[str]:
    return frozenset(hit.lower() for hit in _HINTS.findall(names))
