"""Small pieces of HTML inside data (a description in JSON-LD or iCalendar) to plain text.

BeautifulSoup reads them tolerantly; whole pages are read by `html`, which is far faster.
"""

import html
import warnings

from model import clean_text


def plain_text(fragment: str) -> str:
    """Return the text of a fragment: entities resolved, tags, scripts and styles gone."""
    text = html.unescape(fragment)
    if "<" not in text:
        return clean_text(text, lines=True)
    # It takes 15 MB where html5lib is installed, and few pages need it.
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(text, "lxml")
    for element in soup(["script", "style"]):
        element.decompose()
    return clean_text(soup.get_text(" "), lines=True)


def shortened(text: str, most: int = 300) -> str:
    """Return the beginning of `text`, cut at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
