"""JSON-LD as it is really written: what `json` refuses is mended by json-repair, within limits."""

import html
import json
import re
from collections.abc import Iterable
from typing import Any

from parsers.data.nodes import Data, nodes_of

_ENVELOPE = re.compile(r"(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)?\s*(?:\*/)?\s*(?=[\[{])")
_ENVELOPE_END = re.compile(
    r"[\]}](?=\s*;?\s*(?://|/\*)?\s*(?:\]\]>|-->)\s*(?:\*/)?\s*;?\s*$)|;\s*$"
)
_LEADING_ZERO = re.compile(r"(:\s*)(0\d+)(?=\s*[,}\]])")
_BETWEEN = re.compile(r"[\s,;]*")
_WORTH_IT = ("startDate", "datePublished")
MAX_MENDED = 40_000
"""Longer broken data are not mended: json-repair takes quadratic time on hostile text."""
MAX_NESTED = 30
"""Nor is what is nested deeper than this."""


def read_json_ld(blocks: Iterable[str]) -> Data:
    """Return the objects of a page's JSON-LD scripts; what is wrong with them is in `faults`."""
    data, values = Data(), []
    for number, raw in enumerate(blocks, start=1):
        value, mended = parsed(raw)
        if value is None or mended:
            what = "is broken and was mended" if mended else "cannot be read as JSON"
            data.faults.append(f"JSON-LD block {number} {what}")
        values.append(value)
    data.nodes = nodes_of(values, "json-ld")
    return data


def parsed(raw: str) -> tuple[Any, bool]:
    """Return the value of a JSON text, None where there is none, and whether it was mended."""
    text = raw.strip()
    for attempt, strict in ((text, True), (_bare(text), False)):
        try:
            return _values(attempt, strict=strict), not strict
        except (ValueError, RecursionError):  # not JSON, or a number of thousands of digits
            continue
    value = _mended(_bare(text))
    return value, value is not None


def _values(text: str, *, strict: bool) -> Any:
    """The value of a text, or a list of those that stand one after another."""
    decoder, at = json.JSONDecoder(strict=strict), 0
    found: list[Any] = []
    while at < len(text) or not found:
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # matches the empty text
    return found if len(found) > 1 else found[0]


def _bare(text: str) -> str:
    """The text without comment marks around it, with numbers that begin with 0 as strings."""
    if '"' not in text and "&quot;" in text:
        text = html.unescape(text)
    start = _ENVELOPE.match(text)
    text = text[start.end() :] if start else text
    end = _ENVELOPE_END.search(text, max(0, len(text) - 60))
    if end:
        text = text[: end.start()] + end[0].rstrip("; \n")
    return _LEADING_ZERO.sub(r'\1"\2"', text)


def _mended(text: str) -> Any:
    worth = len(text) <= MAX_MENDED and any(word in text for word in _WORTH_IT)
    if not worth or _depth(text) > MAX_NESTED:
        return None
    from json_repair import loads  # few pages need it

    try:
        value = loads(text, skip_json_loads=True)
    except (ValueError, RecursionError, IndexError, TypeError):
        return None
    return value if isinstance(value, (dict, list)) else None


def _depth(text: str) -> int:
    depth = deepest = 0
    for char in re.findall(r"[\[{}\]]", text):
        depth += 1 if char in "[{" else -1
        deepest = max(deepest, depth)
    return deepest
