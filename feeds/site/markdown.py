"""The operator's Markdown as HTML for a page: raw HTML is text, and only plain elements remain.

Knows nothing of the pages that it stands on.
"""

from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS: Final = frozenset(
    "a blockquote br code em h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul"
    .split()
)  # fmt: skip
_SCHEMES: Final = frozenset(("http", "https", "mailto", "tel"))
_HIGHEST: Final = 2
_LOWEST: Final = 6
_READER: Final = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(text: str) -> Markup:
    """Return Markdown (CommonMark, with tables) as clean HTML.

    The page has its title already: one that the text begins with is left out, and all other
    headings move together, so that the highest are of the second level. Pictures are left
    out: the pages load nothing from elsewhere.
    """
    tokens = _READER.parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    highest = min((_level(heading) for heading in headings), default=_HIGHEST)
    for heading in headings:
        heading.tag = f"h{min(_level(heading) - highest + _HIGHEST, _LOWEST)}"
    written = _READER.renderer.render(tokens, _READER.options, {})
    clean = nh3.clean(
        written,
        tags=set(_TAGS),
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes=set(_SCHEMES),
        link_rel="noopener",
    )
    return Markup(clean)  # noqa: S704 (this is what the cleaning is for)


def _level(heading: Token) -> int:
    return int(heading.tag[1:])
