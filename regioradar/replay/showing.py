"""What a replay would change, for people and programs: a block of lines a difference, JSON."""

import json
from collections.abc import Iterator
from typing import Any

from regioradar.holding import hold_to_json
from regioradar.replay.difference import Difference, FieldChange, Report, Turn, What

_LONGEST = 200
"""Characters of a value in the text; the JSON has all of it."""


def lines(report: Report) -> Iterator[str]:
    """A line for each difference, and below it, indented, its pages and fields; then the sum."""
    for difference in report.differences:
        yield " ".join(_head(difference).split())
        yield from _pages(difference)
        for change in difference.fields:
            yield "  " + _change(change)
    yield from summary(report)


def summary(report: Report) -> Iterator[str]:
    """The figures in words, the events first."""
    yield _events(report)
    for what in (What.NEWS, What.DEADLINE):
        if any(report.of(what, turn) for turn in Turn):
            yield _others(report, what)
    faults = [d.fields[0] for d in report.differences if d.what is What.PAGE]
    if faults:
        met = sum(1 for change in faults if change.new)
        yield f"pages: {met} would have another fault, {len(faults) - met} would lose theirs"
    for hold in report.holds:
        yield f"{hold.source_id} would be held: {hold.words}; regioradar release {hold.source_id}"
    if report.unkept:
        yield (
            f"{_number(report.unkept, 'page')} could not be read again, since the body is not kept "
            "any more: what was told there stays as it is"
        )
    pages, sources = _number(report.read, "page"), _number(report.sources, "source")
    yield f"{pages} of {sources} read with today's rules"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


def _events(report: Report) -> str:
    changed = report.of(What.EVENT, Turn.CHANGED)
    told = [f"{changed} of {report.before[What.EVENT]} events would change"]
    for count, words in (
        (report.of(What.EVENT, Turn.NEW), "new"),
        (report.of(What.EVENT, Turn.GONE), "gone"),
        (report.losing("startDate"), "would lose its day"),
        (report.losing("publish"), "would no longer be published"),
    ):
        if count:
            told.append(f"{count} {words}")
    return ", ".join(told)


def _others(report: Report, what: What) -> str:
    name = "news" if what is What.NEWS else "deadlines"
    counts = ", ".join(f"{report.of(what, turn)} {turn.value}" for turn in Turn)
    return f"{name}: {report.before[what]}, of these {counts}"


def _change(change: FieldChange) -> str:
    told = f"{change.field}: {_value(change.old)} -> {_value(change.new)}"
    return told + (f" (read in: {_cut(change.quote)})" if change.quote else "")


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return _cut(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _head(difference: Difference) -> str:
    return f"{difference.turn} {difference.what} {difference.key} {difference.name}"


def _pages(difference: Difference) -> Iterator[str]:
    if difference.what is not What.PAGE:
        yield from (f"  on {source_id} {url}" for source_id, url in difference.pages)


def to_json(report: Report) -> dict[str, Any]:
    """The whole report as one object with stable keys."""
    return {
        "events": {
            **_counts(report, What.EVENT),
            "losingDay": report.losing("startDate"),
            "losingPublication": report.losing("publish"),
        },
        "news": _counts(report, What.NEWS),
        "deadlines": _counts(report, What.DEADLINE),
        "pages": {
            "read": report.read,
            "notKept": report.unkept,
            "otherFault": report.of(What.PAGE, Turn.CHANGED),
        },
        "sources": report.sources,
        "holds": [hold_to_json(hold) for hold in report.holds],
        "differences": [_difference(difference) for difference in report.differences],
    }


def _counts(report: Report, what: What) -> dict[str, int]:
    return {"before": report.before[what]} | {t.value: report.of(what, t) for t in Turn}


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "what": difference.what.value,
        "turn": difference.turn.value,
        "key": difference.key,
        "name": difference.name,
        "pages": [{"source": source_id, "url": url} for source_id, url in difference.pages],
        "fields": [
            {"field": c.field, "old": c.old, "new": c.new, "quote": c.quote or None}
            for c in difference.fields
        ],
    }
