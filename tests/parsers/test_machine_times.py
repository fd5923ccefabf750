"""`time[datetime]` completes what the text shows in part and never overrules what it shows."""

from collections.abc import Callable
from datetime import date

import pytest

from parsers.dates import DateKind
from parsers.days.dated import dated
from parsers.page.document import Document

Html = Callable[[str], Document]


def starts(html: Html, line: str, *, kind: DateKind = DateKind.EVENT) -> list[str]:
    document = html(f"<html><body><h1>Termine</h1><p>{line}</p></body></html>")
    found = dated(document, date(2025, 1, 2), "")
    return [
        f"{item.reading.start.iso}/{item.reading.end.iso if item.reading.end else ''}"
        for item in found
        if item.reading.kind is kind and item.reading.start is not None
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<time datetime="2026-05-03">3. Mai</time>', "2026-05-03/"),
        ('<time datetime="2026-05-03T10:00">3. Mai</time>', "2026-05-03T10:00/"),
        ('<time datetime="2026-05-12">12 | 05</time>', "2026-05-12/"),
        ('<time datetime="2026-05-03">28.12.</time>', None),
        (
            '<time datetime="2026-05-03T13:00">03.05.2026</time> – '
            '<time datetime="2026-05-04T13:30">04.05.2026</time>',
            "2026-05-03T13:00/2026-05-04T13:30",
        ),
    ],
)
def test_what_an_attribute_adds(html: Html, line: str, expected: str | None) -> None:
    found = starts(html, line)
    assert found == ([expected] if expected else found)
    assert expected is not None or "2026-05-03/" not in found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('<time datetime="2026-05-10">3. Mai 2026</time>', "2026-05-03/"),
        ('<time datetime="2025-05-03">3. Mai 2026</time>', "2026-05-03/"),
        ('<time datetime="2026-05-03T14:00">3. Mai 2026, 10 Uhr</time>', "2026-05-03T10:00/"),
        ('<time datetime="2026-05-03T10:13">3. Mai 2026</time>', "2026-05-03/"),
        ('<time datetime="2026-05-03T00:00Z">3. Mai 2026</time>', "2026-05-03/"),
        ('<time datetime="03 | 05">3. Mai 2026</time>', "2026-05-03/"),
    ],
)
def test_a_full_date_stands(html: Html, line: str, expected: str) -> None:
    assert starts(html, line) == [expected]


@pytest.mark.parametrize(
    "line",
    [
        '<time datetime="2026-05-03">vor 3 Tagen</time>',
        '<time datetime="2026-05">Mai</time>',
        '<time datetime="19:00">ab 19 Uhr</time>',
        '<time datetime="2026-05-03">gemeinsam</time> ' + "lernen wir von den Dörfern viel. " * 3,
    ],
)
def test_no_day_is_made_of_these(html: Html, line: str) -> None:
    assert not any("-05-03" in start for start in starts(html, line))
