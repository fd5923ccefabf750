"""What the attributes of an element say: hidden, navigation, sidebar, a publication date.

By tag, role, class and id only; the words on the page are not looked at.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element

from parsers.page.document import Box, Region
from parsers.page.facts import Label
from parsers.page.fields import field_of

_HIDDEN = re.compile(
    r"(?<![\w-])(?:aural|sr-only|sr_only|[\w-]*visual(?:ly)?-?hid(?:e|den)|screen-reader(?:-text)?"
    r"|element-invisible|off-?screen|navskip|u-hidden|invisible)(?![\w-])",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"(?<![a-z])(?:nav|navi|navigation|navbar|menu|menue|breadcrumbs?|cookies?|consent|footer"
    r"|skip-?links?"
    r"|social|share|sharing|pagination|paginator|pager|search(?:form|box)|sprungmarken"
    r"|metanav|servicenav|toolbar|sitemap"
    r"|cc-(?:window|banner|main|overlay)|uc-(?:banner|service|layer)|usercentrics-\w+"
    r"|borlabscookie\w*|cookiebox|cookiebot\w*|cookieconsent\w*|klaro|onetrust-[a-z-]+"
    r"|cmp(?:box|layer|banner|wrapper)|gdpr[\w-]*|dsgvo[\w-]*|ccm-(?:root|modal)\w*)(?![a-z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?<![a-z])(?:aside|sidebar|marginal|complementary)(?![a-z])", re.IGNORECASE)
_RELATED = re.compile(
    r"(?<![a-z])(?:related|similar|recommend(?:ed|ations)?|see-?also|teaser-?sidebar"
    r"|weitere-?\w*|mehr-zum-thema|comments?|comment-?list|kommentare?|respond|disqus)(?![a-z])",
    re.IGNORECASE,
)
_HINTS = re.compile(
    r"datepublished|(?<!state-)published|pubdate|publish[-_](?:info|date|time)|post-date|(?<!event-)(?<!events-)(?<!termin-)entry-date"
    r"|news-list-date|byline|posted-on"
    r"|meta-date|article-date|(?:teaser|news|post|article|entry|blog)[-_]{1,2}meta|(?<![\w-])topline(?![\w-])",
    re.IGNORECASE,
)
_FLAGS = re.compile(
    r"(?<!\S)(?:(?:has|have|no|not|with|without|hidden|hide|show|enabled?|disabled?)[-_]\S+"
    r"|\S+[-_](?:open|opened|closed|enabled|disabled|visible|hidden)"
    r"|(?:content|main)[-_]sidebar\S*)(?!\S)",
    re.IGNORECASE,
)
"""Names that say how a page is laid out or what is switched on, not what an element is."""
_POST = re.compile(r"(?<!\S)(?:hentry|status-publish|type-[a-z_]+)(?!\S)")
"""An entry as WordPress marks it: its other classes are the words that it is tagged with."""
_UNFOLDS = re.compile(
    r"(?<![a-z])(?:tab|tabs|tab-?pane|tab-?panel|tab-?content|accordion|akkordeon|collaps\w*"
    r"|toggle|faq|expand\w*|unfold\w*|klapp\w*)(?![a-z])",
    re.IGNORECASE,
)
"""What is shown at a click belongs to the text."""
FRAME_PARAGRAPHS = 4
"""A headline and so many paragraphs are content, whatever the element around them is called."""
_SECTIONS = frozenset(("article", "section"))
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
    told = "" if _POST.search(names) else names
    return Look(
        hidden=_HIDDEN.search(names) is not None,
        main=role == "main" or identity == "main",
        region=named_region(f"{told} {identity} {role}"),
        hints=frozenset(hit.lower() for hit in _HINTS.findall(f"{told} {prop}")),
        field=field_of(f"{told} {prop}"),
        kind=next((name for name in names.split() if _DIGIT.search(name) is None), ""),
    )


def is_invisible(node: _Element) -> bool:
    """Return whether an element is not shown, by its own attributes and not by its class."""
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    if style is None or _INVISIBLE.search(style) is None:
        return False
    return _UNFOLDS.search(f"{node.get('class')} {node.get('id')} {node.get('role')}") is None


def named_region(names: str) -> Region | None:
    """Return the region of the page that class, id and role of an element speak of."""
    if _FLAGS.search(names):
        names = _FLAGS.sub(" ", names)
    if _CHROME.search(names):
        return Region.CHROME
    if _RELATED.search(names):
        return Region.RELATED
    return Region.ASIDE if _ASIDE.search(names) else None


def holds_content(node: _Element | None) -> bool:
    """Return whether an element that is called navigation is a frame around the content."""
    if node is None or next(node.iter("h1", "main"), None) is None:
        return False
    return sum(1 for _ in islice(node.iter("p"), FRAME_PARAGRAPHS)) == FRAME_PARAGRAPHS


def asks(node: _Element | None) -> bool:
    """Return whether a part of a form is to be filled in: its words are questions, not facts."""
    return node is not None and next(node.iter("input", "textarea", "select"), None) is not None


def heads_a_section(node: _Element | None, parent: Box) -> bool:
    """Return whether a header is that of an article or a section, not the site's (HTML 4.3.8).

    One around an article was not closed where the site's header ends.
    """
    if node is None:
        return False
    if next(node.iter("main", "article"), None) is not None:
        return True
    if next(node.iter("nav"), None) is not None:
        return False
    box: Box | None = parent
    while box is not None:
        if box.shape.partition(".")[0] in _SECTIONS:
            return True
        box = box.parent
    return False
