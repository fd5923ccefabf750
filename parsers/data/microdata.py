"""Events in the attributes of elements: microdata (HTML, section 5) and RDFa Lite, as nodes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.etree import XPath, _Element

from model import clean_text
from parsers.data.nodes import MAX_DEPTH, Json, Node
from parsers.days.moments import stated, written_when
from parsers.page.document import Region
from parsers.page.markup import named_region

_EVENT = re.compile(r"(?:^|[/:#\s])(?:\w*Event|Festival|CourseInstance)(?=\s|$)")
_NAMES = {"summary": "name", "title": "name", "dtstart": "startDate", "dtend": "endDate"}
_ADDRESSES = frozenset(("url", "sameAs", "image"))
_DATES = frozenset(("startDate", "endDate", "previousStartDate"))
MAX_EVENTS = 300
MAX_VALUES = 200
"""More properties of one event are not read."""


@dataclass(frozen=True, slots=True)
class _Syntax:
    """The attributes that say what an element is and which property it holds."""

    source: str
    kind: str
    prop: str
    gate: bytes
    hint: re.Pattern[bytes]
    find: XPath


def _syntax(source: str, kind: str, prop: str) -> _Syntax:
    gate = f"{kind}=".encode()
    hint = re.compile(gate + rb"[\"']?[^\"'>]{0,200}(?:Event|Festival|CourseInstance)")
    return _Syntax(source, kind, prop, gate, hint, XPath(f"//*[@{kind}]"))


_MICRODATA = _syntax("microdata", "itemtype", "itemprop")
_RDFA = _syntax("rdfa", "typeof", "property")


def read_microdata(root: _Element, markup: bytes) -> list[Node]:
    """Return the events that attributes mark; looks at the tree only where `markup` names one."""
    return [
        Node(json=item, source=syntax.source)
        for syntax in (_MICRODATA, _RDFA)
        if syntax.gate in markup and syntax.hint.search(markup)
        for item in _items(root, syntax)
    ]


def _items(root: _Element, syntax: _Syntax) -> Iterator[Json]:
    marked = elements(syntax.find, root)
    tops = (node for node in marked if _EVENT.search(_attribute(node, syntax.kind)))
    inner: set[_Element] = set()
    for count, node in enumerate(tops):
        if count >= MAX_EVENTS:
            return
        if node not in inner and not set_aside(node):
            yield _item(node, syntax, inner, 0)


def elements(find: XPath, root: _Element) -> list[_Element]:
    """Return the elements that an expression finds."""
    found = find(root)
    return [node for node in found if isinstance(node, _Element)] if isinstance(found, list) else []


def set_aside(node: _Element) -> bool:
    """Return whether an element stands in navigation, a footer or a list of related teasers."""
    for above in node.iterancestors():
        if above.tag in ("nav", "footer", "template", "noscript"):
            return True
        names = " ".join(filter(None, (above.get("class"), above.get("id"), above.get("role"))))
        if names and above.tag not in ("body", "html", "article", "main"):
            region = named_region(names)
            if region in (Region.RELATED, Region.CHROME):
                return True
    return False


def _attribute(node: _Element, name: str) -> str:
    return (node.get(name) or "") if isinstance(node.tag, str) else ""


def _item(node: _Element, syntax: _Syntax, inner: set[_Element], depth: int) -> Json:
    kinds = [kind.rpartition(":")[2] if "//" not in kind else kind
             for kind in _attribute(node, syntax.kind).split()]  # fmt: skip
    item: Json = {"@type": kinds}
    waiting, left = list(reversed(node)), MAX_VALUES
    while waiting and left:
        child = waiting.pop()
        if not isinstance(child.tag, str):
            continue
        scoped = child.get(syntax.kind) is not None or child.get("itemscope") is not None
        props = _attribute(child, syntax.prop).split()
        if scoped:
            inner.add(child)
        left -= bool(props)
        value: Any = None
        for prop in props:
            name = prop.rpartition(":")[2]
            name = _NAMES.get(name, name)
            if scoped and depth < MAX_DEPTH:
                value = value or _item(child, syntax, inner, depth + 1)
            else:
                value = value_of(child, name)
            _add(item, name, value)
        if not scoped:
            waiting.extend(reversed(child))
    return item


def _add(item: Json, name: str, value: Any) -> None:
    """The first value stands; places and organisers may be several."""
    if not value:
        return
    if name in ("location", "organizer", "subEvent") and name in item:
        known = item[name]
        item[name] = [*known, value] if isinstance(known, list) else [known, value]
    else:
        item.setdefault(name, value)


def value_of(node: _Element, name: str) -> str:
    """Return the value of a property: an attribute made for it, else the element's text.

    A date in an attribute that is none, or not the one that the element shows, gives way to the
    text.
    """
    if name in _ADDRESSES:
        return node.get("href") or node.get("src") or node.get("content") or text_of(node)
    text = text_of(node)
    given = node.get("content") or node.get("datetime") or node.get("value") or ""
    if name in _DATES:
        return date_value(given or node.get("title") or "", text)
    if node.tag in ("meta", "data") or not text:
        return given or node.get("href") or ""
    return text


def date_value(given: str, text: str) -> str:
    """Return the attribute `given` where it is a date and the visible `text` names no other."""
    machine = stated(given)
    if machine is None:
        return text
    shown = written_when(text) if any(char.isdigit() for char in text) else None
    agrees = shown is None or shown.first_day <= machine.day <= shown.last_day
    return given if agrees else text


def text_of(node: _Element) -> str:
    """Return the cleaned text of an element."""
    return clean_text(" ".join(str(run) for run in node.itertext()))
