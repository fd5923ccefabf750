"""Inputs that are built as people and programs build them, as strategies of hypothesis.

Each gives the bytes that the target of that name takes: nearly sound, with strange pieces in it.
"""

import gzip
import json
from itertools import chain
from typing import Any

import tomlkit
from hypothesis import strategies as st

from fuzzing.words import DATES, ICALENDAR, PROSE

_ANY = st.text(max_size=30)
_TEXTS = st.one_of(
    st.sampled_from(PROSE),
    st.lists(st.sampled_from([*DATES, *PROSE]), max_size=12).map(" ".join),
    _ANY,
)
_DAYS = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M}"),
    st.dates().map(lambda day: f"{day.day}.{day.month}.{day.year}"),
    st.sampled_from(
        ["2026-05-03", "2026-05-03T10:00:00+02:00", "20260503", "3. Mai 2026", "x", ""]
    ),
)
_URLS = st.one_of(
    st.sampled_from(["/t/1", "https://a.example/t/2?b=1&a=2#x", "", "mailto:x@a.example", "//b/x"]),
    _ANY.map(lambda text: f"https://a.example/{text}"),
    _ANY,
)
_BYTES = st.lists(st.integers(0, 255), min_size=3, max_size=3).map(bytes)


def _escaped(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    )


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _elements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    blocks = st.sampled_from("div section article ul li table tr td dl dt dd p main aside".split())
    marks = st.one_of(
        st.just(""),
        st.sampled_from(["teaser", "event-list", "vevent", "date", "pagination"]).map(
            lambda name: f' class="{name}"'
        ),
    )
    return st.builds(
        lambda tag, mark, parts: f"<{tag}{mark}>{' '.join(parts)}</{tag}>",
        blocks, marks, st.lists(inner, max_size=5),
    )  # fmt: skip


_LEAVES = st.one_of(
    _TEXTS.map(_escaped),
    st.builds(
        lambda level, text: f"<h{level}>{_escaped(text)}</h{level}>", st.integers(1, 4), _TEXTS
    ),
    st.builds(lambda day, text: f'<time datetime="{day}">{_escaped(text)}</time>', _DAYS, _TEXTS),
    st.builds(lambda url, text: f'<a href="{_escaped(url)}">{_escaped(text)}</a>', _URLS, _TEXTS),
    st.builds(lambda a, b: f"<dt>{_escaped(a)}</dt><dd>{_escaped(b)}</dd>", _TEXTS, _TEXTS),
)
_HTML = st.recursive(_LEAVES, _elements, max_leaves=40)


def _data(value: Any) -> str:
    text = json.dumps(value).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


_EVENTS = st.fixed_dictionaries(
    {"@type": st.sampled_from(["Event", "BusinessEvent", "Place"]), "name": _TEXTS},
    optional={
        "startDate": _DAYS, "endDate": _DAYS, "url": _URLS, "description": _TEXTS,
        "location": _TEXTS | st.builds(lambda a, b: {"name": a, "address": b}, _TEXTS, _TEXTS),
        "organizer": st.lists(st.builds(lambda a: {"name": a}, _TEXTS), max_size=2),
        "eventStatus": st.sampled_from(["EventCancelled", "https://schema.org/EventPostponed"]),
        "subEvent": st.lists(st.builds(lambda a, b: {"name": a, "startDate": b}, _TEXTS, _DAYS)),
    },
)  # fmt: skip


def pages() -> st.SearchStrategy[bytes]:
    """A page of nested blocks, dates in any of them, with an event as data or without."""
    head = st.one_of(st.just(""), st.lists(_EVENTS, max_size=3).map(_data))
    return st.builds(
        lambda choice, data, title, body: choice
        + _encoded(f"<html><head><title>{_escaped(title)}</title>{data}</head><body>{body}</body>"),
        _BYTES, head, _TEXTS, _HTML,
    )  # fmt: skip


def _item(title: str, url: str, day: str, text: str, extra: str) -> str:
    return (
        f"<item><title>{_escaped(title)}</title><link>{_escaped(url)}</link><pubDate>{day}</pubDate>"
        f"<description>{_escaped(text)}</description>{extra}</item>"
    )


_MODULES = st.one_of(
    st.just(""),
    st.builds(
        lambda name, day: f"<{name}>{_escaped(day)}</{name}>",
        st.sampled_from(
            ["ev:startdate", "ev:enddate", "startDate", "xCal:dtstart", "dc:date", "ort"]
        ),
        st.one_of(_DAYS, _TEXTS),
    ),
    st.sampled_from(["&#55357;&#56832;", "&#xD800;", "<![CDATA[<p>3. Mai 2026]]>", "<b>"]),
)
_INTERFACES = st.one_of(
    st.lists(
        st.fixed_dictionaries(
            {"title": _TEXTS, "url": _URLS, "start_date": _DAYS},
            optional={
                "end_date": _DAYS,
                "all_day": st.booleans(),
                "venue": st.just({"city": "Gera"}),
            },
        ),
        max_size=4,
    ).map(lambda events: {"events": events}),
    st.lists(
        st.builds(lambda a, b: {"link": a, "title": {"rendered": b}}, _URLS, _TEXTS), max_size=4
    ),
    st.lists(st.builds(lambda a, b: {"url": a, "content_text": b}, _URLS, _TEXTS), max_size=4).map(
        lambda items: {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}
    ),
)


def feeds() -> st.SearchStrategy[bytes]:
    """RSS with and without a module of events, or the JSON of an interface."""
    items = st.lists(st.builds(_item, _TEXTS, _URLS, _DAYS, _TEXTS, _MODULES), max_size=5)
    rss = st.builds(
        lambda title, found: f"<rss><channel><title>{_escaped(title)}</title>{''.join(found)}"
        "</channel></rss>",
        _TEXTS, items,
    )  # fmt: skip
    body = st.one_of(rss, _INTERFACES.map(json.dumps))
    return st.builds(lambda choice, text: choice[:2] + _encoded(text), _BYTES, body)


def _folded(line: str, at: int) -> str:
    return line if at < 2 else "\r\n ".join(line[i : i + at] for i in range(0, len(line), at))


_PROPERTIES = st.builds(
    lambda name, mark, value, at: _folded(f"{name}{mark}:{value}", at),
    st.sampled_from(
        "DTSTART DTEND DURATION SUMMARY LOCATION RRULE STATUS UID DESCRIPTION ORGANIZER URL GEO "
        "RECURRENCE-ID EXDATE CATEGORIES X-ALT-DESC CLASS".split()
    ),
    st.sampled_from(["", ";VALUE=DATE", ";TZID=Europe/Berlin", ';X="a:b;c"', ";LANGUAGE=de"]),
    st.one_of(
        st.sampled_from(
            ["20260503", "20260503T100000", "20260503T100000Z", "P1D", "PT90M", "FREQ=WEEKLY"]
        ),
        _DAYS, _TEXTS,
    ),
    st.integers(0, 20),
)  # fmt: skip


def calendars() -> st.SearchStrategy[bytes]:
    """Components with parameters and folded lines, one within the other, not all of them closed."""
    lines = st.lists(st.one_of(_PROPERTIES, st.sampled_from(ICALENDAR).map(str.strip)), max_size=10)
    component = st.builds(
        lambda name, start, inner: [f"BEGIN:{name}", start, *inner, f"END:{name}"],
        st.sampled_from(["VEVENT", "VEVENT", "VEVENT", "VTODO", "VTIMEZONE"]),
        st.sampled_from(
            ["DTSTART:20260503T100000", "DTSTART;VALUE=DATE:20260503", "SUMMARY:Treff"]
        ),
        lines,
    )
    return st.builds(
        lambda choice, found: choice[:1]
        + _encoded("\r\n".join(["BEGIN:VCALENDAR", *chain(*found), "END:VCALENDAR", ""])),
        _BYTES, st.lists(component, max_size=5),
    )  # fmt: skip


def sitemaps() -> st.SearchStrategy[bytes]:
    """A set or an index with days, packed or not, whole or cut."""
    url = st.builds(
        lambda tag, loc, day: f"<{tag}><loc>{_escaped(loc)}</loc><lastmod>{day}</lastmod></{tag}>",
        st.sampled_from(["url", "sitemap", "x:url"]), _URLS, _DAYS,
    )  # fmt: skip
    root = st.sampled_from(["urlset", "sitemapindex"])
    text = st.builds(lambda tag, urls: f"<{tag}>{''.join(urls)}</{tag}>", root, st.lists(url))
    body = text.map(_encoded)
    packed = st.builds(
        lambda plain, cut: gzip.compress(plain, mtime=0)[: cut or None], body, st.integers(-9, 40)
    )
    return st.one_of(body, packed).map(lambda found: b"\0" + found)


_PATTERNS = st.one_of(
    st.sampled_from(["/termine/", "(a+)+$", "([a-z]+-?)*!", "[[a]", "(?i)x", "a{99999999999}"]),
    st.lists(st.sampled_from(["(", ")", "+", "*", "a", "[^/]", "|", "?", "{2,}", "$", "-"])).map(
        "".join
    ),
)
_FOLLOW = st.fixed_dictionaries(
    {},
    optional={
        "allow": st.lists(_PATTERNS, max_size=2), "deny": st.lists(_PATTERNS, max_size=2),
        "next": _ANY | st.sampled_from(["a.next", "a[", "svg|a", "a:is(b)", "::text", "*"]),
        "max_pages": st.one_of(st.integers(), st.booleans()),
        "calendars": st.sampled_from(["all", "none", "x"]),
    },
)  # fmt: skip


def sources() -> st.SearchStrategy[bytes]:
    """A source with what it needs, and with tables and values of which some are wrong."""
    entry = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["listing", "sitemap", "feed"]),
            "url": st.one_of(
                st.just("https://a.example/termine"), _URLS, _ANY.map("http://{}".format)
            ),
        }
    )
    table = st.fixed_dictionaries(
        {
            "id": st.just("quelle"), "name": st.just("Quelle"), "kind": st.just("network"),
            "entries": st.lists(entry, min_size=1, max_size=3),
        },
        optional={
            "follow": _FOLLOW, "home": _URLS, "hosts": st.lists(_ANY, max_size=2),
            "regions": st.lists(st.sampled_from(["Sachsen", "Mars"]), max_size=2),
            "organizer": st.fixed_dictionaries({"name": _ANY}, optional={"url": _URLS}),
            "notes": _ANY, "aliases": st.lists(_ANY, max_size=2), "x": _ANY,
        },
    )  # fmt: skip
    return table.map(_as_toml)


def _as_toml(table: dict[str, Any]) -> bytes:
    return tomlkit.dumps(table).encode("utf-8", "replace")


def dates() -> st.SearchStrategy[bytes]:
    """Heaps of date pieces, a few of them said very often."""
    pieces = st.lists(st.sampled_from([*DATES, *PROSE]), max_size=40)
    gap = st.sampled_from([" ", "", "\n", ", ", "-"])
    heap = st.builds(lambda between, found: between.join(found), gap, pieces)
    wall = st.builds(lambda found, times: " ".join(found[:4]) * times, pieces, st.integers(1, 1000))
    return st.builds(
        lambda choice, text: choice + _encoded(text), _BYTES, st.one_of(heap, heap, _ANY, wall)
    )
