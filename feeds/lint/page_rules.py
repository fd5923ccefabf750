"""Points 43 and 44 of the checklist: what the HTML page must and must not hold.

No substitute for a HTML validator; it looks for what would harm a reader.
"""

from collections.abc import Iterator

from lxml import etree, html

from feeds.lint.finding import Finding

_FEEDS = ("application/rss+xml", "text/calendar")
_FORBIDDEN = ("iframe", "object", "embed", "base", "style", "svg", "math", "img")
_SCHEMES = ("http://", "https://", "webcal://", "webcals://", "mailto:", "tel:")
_DATA = "application/ld+json"


def lint_page(data: bytes, *, addresses: tuple[str, ...] = ()) -> list[Finding]:
    """Return what is wrong with a page; `addresses` are the feeds' that it must show in full."""
    try:
        root = html.document_fromstring(data.decode("utf-8"))
    except (UnicodeDecodeError, etree.ParserError, ValueError):
        return [Finding(point=44, message="no HTML in UTF-8")]
    findings = list(_announced(root, addresses))
    findings += _frame(root)
    findings += _harm(root)
    return findings


def _announced(root: html.HtmlElement, addresses: tuple[str, ...]) -> Iterator[Finding]:
    links = {link.get("type") for link in root.iterfind("head/link") if _is_alternate(link)}
    for kind in _FEEDS:
        if kind not in links:
            yield Finding(point=43, message=f"no link to a feed of type {kind}")
    shown = {code.text_content() for code in root.iterfind(".//code")}
    for address in addresses:
        if address not in shown:
            yield Finding(point=43, message=f"the address {address} is not shown")


def _is_alternate(link: html.HtmlElement) -> bool:
    return link.get("rel") == "alternate" and bool(link.get("href"))


def _frame(root: html.HtmlElement) -> Iterator[Finding]:
    if root.get("lang") != "de":
        yield Finding(point=44, message="the page does not say that it is German")
    if not (root.findtext("head/title") or "").strip():
        yield Finding(point=44, message="the page has no title")
    if len(root.findall(".//h1")) != 1:
        yield Finding(point=44, message="not exactly one main heading")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    for double in sorted({i for i in ids if i and ids.count(i) > 1}):
        yield Finding(point=44, message=f"the id {double!a} stands more than once")


def _harm(root: html.HtmlElement) -> Iterator[Finding]:
    for element in root.iter():
        tag = str(element.tag)
        if tag in _FORBIDDEN:
            yield Finding(point=44, message=f"the page holds {tag}")
        if tag == "script" and element.get("type") != _DATA and not _is_own_file(element):
            yield Finding(point=44, message="the page holds a script that is no file of ours")
        if tag == "form" and element.get("action") is not None:
            yield Finding(point=44, message="the page sends a form somewhere")
        for name, value in element.attrib.items():
            if str(name).startswith("on") or name == "style":
                yield Finding(point=44, message=f"{tag} has the attribute {name}")
            elif name in ("href", "src") and not _harmless(str(value)):
                yield Finding(point=44, message=f"{tag} points to {str(value)[:40]!a}")
            elif name in ("href", "src") and tag == "link" and _from_elsewhere(element):
                yield Finding(point=44, message="the page loads something from elsewhere")


def _is_own_file(script: html.HtmlElement) -> bool:
    """Whether it is a file of this site, and nothing stands in the element itself."""
    address = script.get("src") or ""
    relative = bool(address) and ":" not in address and not address.startswith("//")
    return relative and not (script.text or "").strip()


def _harmless(address: str) -> bool:
    return ":" not in address or address.lower().startswith(_SCHEMES)


def _from_elsewhere(link: html.HtmlElement) -> bool:
    return link.get("rel") != "canonical" and ":" in (link.get("href") or "")
