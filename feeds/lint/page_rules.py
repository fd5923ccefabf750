"""Points 43 and 44 of the checklist: what a HTML page must and must not hold.

No substitute for a HTML validator; it looks for what would harm a reader.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from lxml import etree, html

from feeds.lint.finding import Finding

_FEEDS = ("application/rss+xml", "text/calendar")
_FORBIDDEN = ("iframe", "object", "embed", "base", "style", "svg", "math", "img")
_SCHEMES = ("http://", "https://", "webcal://", "webcals://", "mailto:", "tel:")
_DATA = "application/ld+json"


def _query(path: str) -> Callable[[html.HtmlElement], Sequence[Any]]:
    """Compile an XPath that finds elements, or attribute values that know their element."""
    compiled: Any = etree.XPath(path)
    return cast("Callable[[html.HtmlElement], Sequence[Any]]", compiled)


_HARMFUL = _query("|".join(f"//{tag}" for tag in _FORBIDDEN))
_SCRIPTS = _query("//script")
_SENDING = _query("//form[@action] | //*[@formaction]")
_INLINE = _query("//@*[starts-with(name(), 'on') or name() = 'style']")
_ADDRESSES = _query("//@href | //@src")
_LOADED = _query("//link[not(@rel = 'canonical')]/@href | //*/@src")
_IDS = _query("//@id")
_POLICY = _query("/html/head/meta[@http-equiv = 'Content-Security-Policy']/@content")
_ALTERNATES = _query("/html/head/link[@rel = 'alternate' and @href]/@type")
_SHOWN = _query("//code | //input/@value")


def parse(data: bytes) -> html.HtmlElement | None:
    """Return the page as a tree, None where it is no HTML in UTF-8."""
    try:
        return html.document_fromstring(data.decode("utf-8"))
    except (UnicodeDecodeError, etree.ParserError, ValueError):
        return None


def lint_page(
    data: bytes, *, addresses: tuple[str, ...] = (), is_embedded: bool = False
) -> list[Finding]:
    """Return what is wrong with a page; `addresses` are the feeds' that it must show in full.

    A page that is embedded in others' need not announce the feeds.
    """
    root = parse(data)
    if root is None:
        return [Finding(point=44, message="no HTML in UTF-8")]
    findings = [] if is_embedded else list(_announced(root))
    findings += _shown(root, addresses)
    findings += _frame(root)
    findings += _harm(root)
    return findings


def links(data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Return where the page leads and what it loads, and the ids that its own links may name."""
    root = parse(data)
    if root is None:
        return frozenset(), frozenset()
    return frozenset(map(str, _ADDRESSES(root))), frozenset(map(str, _IDS(root)))


def _announced(root: html.HtmlElement) -> Iterator[Finding]:
    links = set(_ALTERNATES(root))
    for kind in _FEEDS:
        if kind not in links:
            yield Finding(point=43, message=f"no link to a feed of type {kind}")


def _shown(root: html.HtmlElement, addresses: tuple[str, ...]) -> Iterator[Finding]:
    if not addresses:
        return
    shown = {found if isinstance(found, str) else found.text_content() for found in _SHOWN(root)}
    for address in addresses:
        if address not in shown:
            yield Finding(point=43, message=f"the address {address} is not shown")


def _frame(root: html.HtmlElement) -> Iterator[Finding]:
    if root.get("lang") != "de":
        yield Finding(point=44, message="the page does not say that it is German")
    if not (root.findtext("head/title") or "").strip():
        yield Finding(point=44, message="the page has no title")
    if len(root.findall(".//h1")) != 1:
        yield Finding(point=44, message="not exactly one main heading")
    for double, count in sorted(Counter(map(str, _IDS(root))).items()):
        if count > 1:
            yield Finding(point=44, message=f"the id {double!a} stands more than once")
    policies = _POLICY(root)
    if not policies or "default-src 'none'" not in policies[0] or "'unsafe-" in policies[0]:
        yield Finding(point=44, message="the page has no strict content security policy")


def _harm(root: html.HtmlElement) -> Iterator[Finding]:
    for element in _HARMFUL(root):
        yield Finding(point=44, message=f"the page holds {element.tag}")
    for script in _SCRIPTS(root):
        if script.get("type") != _DATA and not _is_own_file(script):
            yield Finding(point=44, message="the page holds a script that is no file of ours")
    for element in _SENDING(root):
        yield Finding(point=44, message=f"the page sends a form somewhere ({element.tag})")
    for value in _INLINE(root):
        owner = value.getparent()
        yield Finding(point=44, message=f"{owner.tag} has the attribute {value.attrname}")
    for value in _ADDRESSES(root):
        if not _harmless(value):
            message = f"{value.getparent().tag} points to {str(value)[:40]!a}"
            yield Finding(point=44, message=message)
    if any(_is_elsewhere(value) for value in _LOADED(root)):
        yield Finding(point=44, message="the page loads something from elsewhere")


def _is_own_file(script: html.HtmlElement) -> bool:
    """Whether it is a file of this site, and nothing stands in the element itself."""
    return bool(script.get("src")) and not (script.text or "").strip()


def _harmless(address: str) -> bool:
    return ":" not in address or address.lower().startswith(_SCHEMES)


def _is_elsewhere(address: str) -> bool:
    return ":" in address or address.startswith("//")
