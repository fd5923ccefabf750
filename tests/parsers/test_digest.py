"""The hash of what a page says: still where only tokens move, another where anything read does."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import Page
from parsers import Context, extract, main_text_digest

FOLDER = Path(__file__).resolve().parent.parent
FILES = sorted(
    [*FOLDER.glob("sites/*/**/*.html"), *FOLDER.glob("pages/*/*.html")],
    key=lambda path: path.as_posix(),
)
BODIES = [body for path in FILES if b"<body" in (body := path.read_bytes())]
CONTEXT = Context(today=date(2026, 3, 2))
TOOLS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LISTING = """<!doctype html><html><head><meta charset="utf-8"><title>Termine</title>
<meta name="description" content="Alle Termine">
<script type="application/ld+json">{"@type": "Event", "name": "Fachtag Wege",
"startDate": "2026-05-03", "location": {"name": "Rathaus"}}</script></head><body>
<header><nav><a href="/start">Start</a></nav></header>
<main class="css-1ab2c"><h1>Termine</h1><ul class="events">
<li class="event"><a href="/termin/1">Fachtag Wege</a> <time datetime="2026-05-03">3. Mai</time>
<p class="event-location">Rathaus, Gera</p></li>
<li class="event"><a href="/termin/2">Forum Land</a> <time datetime="2026-06-07">7. Juni</time>
<p class="event-location">Halle</p></li></ul>
<p>Die Veranstaltungen des Netzwerks richten sich an alle, die auf dem Land etwas bewegen wollen.
Die Teilnahme kostet nichts, und wer mag, bringt eine Frage aus der eigenen Gemeinde mit.</p></main>
<div class="pagination"><a rel="next" href="/termine?seite=2">weiter</a></div>
<footer>Impressum</footer></body></html>"""


def page(body: bytes | str, content_type: str = "text/html; charset=utf-8", **more: str) -> Page:
    return Page(
        source_id=more.pop("source_id", "auenland"),
        url="https://www.auenland.example/termine",
        body=body.encode() if isinstance(body, str) else body,
        fetched_at=datetime(2026, 3, 2, 6, tzinfo=UTC),
        content_type=content_type,
    )


def after(mark: bytes, piece: str) -> Callable[[bytes], bytes]:
    """Put a piece of markup behind the first tag of that name."""

    def change(body: bytes) -> bytes:
        return re.sub(
            rb"(?i)(<%s\b[^<>]*>)" % mark, lambda hit: hit[1] + piece.encode(), body, count=1
        )

    return change


TOKENS: dict[str, Callable[[bytes], bytes]] = {
    "meta": after(b"head", '<meta name="csrf-token" content="8fa1">'),
    "nonce": after(b"head", '<script nonce="aGVs">var time = "12:03";</script>'),
    "script": after(b"body", '<script src="/app.js?v=77123"></script>'),
    "style": after(b"head", "<style>.x {color: red}</style>"),
    "comment": after(b"body", "<!-- 0.123 s, cache 20260302 -->"),
    "input": after(b"body", '<input type="hidden" name="token" value="c0ffee">'),
    "form": after(b"body", '<form><input type="hidden" name="__VIEWSTATE" value="x"></form>'),
    "noscript": after(b"body", "<noscript><img src='/pixel?1'></noscript>"),
    "data": lambda body: re.sub(rb"(?i)<(div|p)\b", rb'<\1 data-reactid="a7"', body),
}


@pytest.mark.parametrize("name", TOKENS)
def test_what_is_made_for_one_answer_says_nothing(name: str) -> None:
    changed = 0
    for body in BODIES:
        marked = TOKENS["nonce"](body)  # a page without any script becomes one with a script
        other = TOKENS[name](marked)
        changed += other != marked
        assert main_text_digest(page(other)) == main_text_digest(page(marked))
    assert changed > len(BODIES) // 2


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ('href="/termin/1"', 'href="/termin/1;jsessionid=A0F.node2"'),
        ('href="/termin/1"', 'href="/termin/1?utm_source=feed"'),
        ('href="/start"', 'href="/start#c77"'),
        ("css-1ab2c", "css-9zz1d"),
        ('class="event-location"', 'class="event-location r7"'),
        ("Impressum", "Impressum, Besucher: 12345"),
        (">Start<", ">Startseite<"),
        ("<main", '<main id="m17" data-hash="7"'),
    ],
)
def test_what_changes_with_each_answer_or_build_says_nothing(said: str, again: str) -> None:
    assert said in LISTING
    other = LISTING.replace(said, again)
    assert main_text_digest(page(other)) == main_text_digest(page(LISTING))
    assert extract(page(other), CONTEXT) == extract(page(LISTING), CONTEXT)


def test_a_mail_address_in_another_cipher_says_nothing() -> None:
    mail = '<main><p>Bei <a href="/cdn-cgi/l/email-protection#{}">Frau Holm</a></p></main>'
    digests = {main_text_digest(page(mail.format(code))) for code in ("a1b2", "ffee01")}
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("Fachtag Wege</a>", "Fachtag Stege</a>"),
        ("3. Mai<", "4. Mai<"),
        ('datetime="2026-06-07"', 'datetime="2026-06-08"'),
        ('"startDate": "2026-05-03"', '"startDate": "2026-05-04"'),
        ('"name": "Rathaus"', '"name": "Bahnhof"'),
        ('href="/termin/2"', 'href="/termin/3"'),
        ('href="/termin/2"', 'href="/termin?id=2"'),
        ('href="/termine?seite=2"', 'href="/termine?seite=3"'),
        ("<title>Termine", "<title>Archiv"),
        ('content="Alle Termine"', 'content="Keine Termine"'),
        ('class="event-location"', 'class="event-organizer"'),
        ('<ul class="events">', '<ul class="kacheln">'),
        ('<ul class="events">', '<ul class="events kacheln">'),
        ('<ul class="events">', '<ul class="events" id="liste">'),
        ("<nav>", '<nav><ul class="events"></ul>'),
        ('<li class="event"><a href="/termin/2">', '<li hidden><a href="/termin/2">'),
        ("<h1>Termine</h1>", "<h2>Termine</h2>"),
        ("<h1>Termine</h1>", "<h1>Termine</h1><p>Stand: heute 12:03</p>"),
        ("</html>", ""),
        ("<footer>", '<footer><input type="password">'),
    ],
)
def test_what_is_read_changes_it(said: str, again: str) -> None:
    assert said in LISTING
    other = LISTING.replace(said, again)
    assert main_text_digest(page(other)) != main_text_digest(page(LISTING))


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (
            '<div itemscope itemtype="https://schema.org/Event"><meta itemprop="startDate" '
            'content="2026-05-03"></div>',
            '<div itemscope itemtype="https://schema.org/Event"><meta itemprop="startDate" '
            'content="2026-05-04"></div>',
        ),
        (
            '<div itemscope itemtype="https://schema.org/Event"><link itemprop="url" href="/1">',
            '<div itemscope itemtype="https://schema.org/Event"><link itemprop="url" href="/2">',
        ),
        ("<p><b>Ort</b> Rathaus</p>", "<p>Ort <b>Rathaus</b></p>"),
        ("<li>3. Mai</li><li>Gera</li>", "<li>3. Mai<li><ul><li>Gera</li></ul>"),
    ],
)
def test_marks_without_words_change_it(said: str, again: str) -> None:
    bodies = [LISTING.replace("</h1>", f"</h1>{piece}") for piece in (said, again)]
    assert len({main_text_digest(page(body)) for body in bodies}) == 2


@pytest.mark.parametrize("name", ["hidden", "d-none", "is-hidden"])
def test_a_sentence_that_is_hidden_by_a_class_says_something_else(name: str) -> None:
    bodies = [
        f"<main><h1>Termine</h1><div class='box{more}'><p>Derzeit sind keine Termine "
        "vorhanden.</p></div></main>"
        for more in ("", f" {name}")
    ]
    readings = [extract(page(body), CONTEXT) for body in bodies]
    if readings[0] != readings[1]:
        assert len({main_text_digest(page(body)) for body in bodies}) == 2


WORD = re.compile(rb"(?<=[>\s])[A-Za-z0-9.]{4,}(?=[\s<])")


@TOOLS
@given(data=st.data())
def test_every_word_of_the_content_counts(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from(BODIES))
    shown = extract(page(body), CONTEXT).text.encode()
    words = [hit for hit in WORD.finditer(body) if shown.count(hit[0]) >= body.count(hit[0])]
    if not words:
        return
    hit = data.draw(st.sampled_from(words))
    other = body[: hit.start()] + b"Querfeldein" + body[hit.end() :]
    assert main_text_digest(page(other)) != main_text_digest(page(body))


PIECES = [
    b"<p>", b"</p>", b"<div>", b"</div>", b'<div class="event">', b"<main>", b"</main>", b"<li>",
    b"<nav>", b"</nav>", b"<footer>", b"<br>", b"3. Mai 2026", b"10 Uhr", b"Ort: Rathaus, Gera",
    b" ", b"\n", b"<!-- x -->", b"<script>x</script>", b'<span class="date">', b"</span>",
    b'<a href="/neu">', b"</a>", b'<time datetime="2026-05-09">', b"</time>", b"<h2>", b"</h2>",
    b' class="css-77x"', b' class="location"', b' id="main"', b" hidden", b"abgesagt", b"<td>",
    b'<div itemscope itemtype="https://schema.org/Event">', b' itemprop="startDate"', b"Termine",
    b'<div class="vevent"><span class="dtstart">2026-05-01</span>', b"<input type=hidden>",
    b'<span datetime="2026-02-01" itemprop="datePublished">', b"<iframe>", b'<div id="root">',
    b' class="events wide"', b' id="termine"', b' class="box hidden"', b'<ul class="events">',
    b"Derzeit keine Termine.", b"19 ", b'<td colspan="2">', b' rowspan="2"', b"<s>",
    b'<meta property="article:published_time" content="2026-02-01">', b"\xff", b"<fieldset>",
]  # fmt: skip
"""What is put into pages, or takes the place of something, where it makes sense and where not."""


@TOOLS
@given(data=st.data())
def test_pages_with_one_hash_are_read_as_one(data: st.DataObject) -> None:
    body = data.draw(st.sampled_from([LISTING.encode(), *BODIES]))
    other = body
    for _ in range(data.draw(st.integers(1, 2))):
        at = data.draw(st.integers(0, len(other)))
        gone = data.draw(st.sampled_from([0, 0, 0, 1, 7]))
        other = other[:at] + data.draw(st.sampled_from(PIECES)) + other[at + gone :]
    if main_text_digest(page(body)) == main_text_digest(page(other)):
        assert extract(page(other), CONTEXT) == extract(page(body), CONTEXT)


CALENDAR = """BEGIN:VCALENDAR\r
PRODID:-//A//{prod}//DE\r
X-WR-CALNAME:Termine {prod}\r
BEGIN:VEVENT\r
UID:1@auenland.example\r
DTSTAMP:{stamp}\r
LAST-MODIFIED:{stamp}\r
DTSTART:20260503T100000Z\r
SUMMARY:{name}\r
 lang\r
END:VEVENT\r
END:VCALENDAR\r
"""
FEED = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Termine</title>
<pubDate>{built}</pubDate><lastBuildDate>{built}</lastBuildDate><!-- {built} -->
<item><title>{name}</title><link>https://www.auenland.example/1</link>
<pubDate>{day}</pubDate><description>Am 3. Mai in Gera</description></item></channel></rss>"""
REST = """{{"nonce": "{token}", "events": [{{"id": 7, "title": "{name}",
"start_date": "2026-05-03 10:00:00", "url": "https://www.auenland.example/7"}}]}}"""


@pytest.mark.parametrize(
    ("text", "kind", "first", "again", "changed"),
    [
        (
            CALENDAR, "text/calendar",
            {"prod": "1", "stamp": "20260301T000000Z", "name": "Fachtag"},
            {"prod": "2", "stamp": "20260302T000000Z"}, {"name": "Forum"},
        ),
        (
            FEED, "application/rss+xml",
            {"built": "Mon, 02 Mar 2026 06:00:00 GMT", "name": "Fachtag",
             "day": "Sun, 01 Mar 2026 06:00:00 GMT"},
            {"built": "Tue, 03 Mar 2026 06:00:00 GMT"}, {"day": "Mon, 02 Mar 2026 06:00:00 GMT"},
        ),
        (FEED, "text/xml", {"built": "a", "name": "Fachtag", "day": "b"}, {"built": "c"},
         {"name": "Forum"}),
        (REST, "application/json", {"token": "a1", "name": "Fachtag"}, {"token": "b2"},
         {"name": "Forum"}),
    ],
)  # fmt: skip
def test_interfaces_for_machines(
    text: str, kind: str, first: dict[str, str], again: dict[str, str], changed: dict[str, str]
) -> None:
    base = page(text.format(**first), kind)
    renewed = page(text.format(**{**first, **again}), kind)
    assert main_text_digest(renewed) == main_text_digest(base) != ""
    assert extract(renewed, CONTEXT) == extract(base, CONTEXT)
    other = page(text.format(**{**first, **changed}), kind)
    assert main_text_digest(other) != main_text_digest(base)


@pytest.mark.parametrize("depth", [15, 300, 900, 5000])
def test_json_of_any_depth(depth: int) -> None:
    assert main_text_digest(page("[" * depth + "]" * depth, "application/json"))


@TOOLS
@given(body=st.binary(max_size=300), kind=st.sampled_from(["text/html", "text/plain", ""]))
def test_any_bytes(body: bytes, kind: str) -> None:
    assert main_text_digest(page(body, kind)) == main_text_digest(page(body, kind))


def test_json_in_another_order_says_the_same() -> None:
    bodies = ('{"events": [], "total": 0}', '{ "total": 0, "events": [] }')
    assert len({main_text_digest(page(body, "application/json")) for body in bodies}) == 1


@pytest.mark.parametrize("body", [b"", b" \n", b"%PDF-1.7 x", b"PK\x03\x04 x"])
def test_of_some_bytes_only_all_can_tell(body: bytes) -> None:
    assert main_text_digest(page(body)) == ""


def test_the_charset_is_no_part_of_what_is_said() -> None:
    text = "<html><body><main><p>Köthen, 3. März 2026</p></main></body></html>"
    latin = page(text.encode("latin-1"), "text/html; charset=iso-8859-1")
    assert main_text_digest(latin) == main_text_digest(page(text))


def test_a_site_with_a_parser_of_its_own_is_hashed_whole() -> None:
    bodies = [LISTING.replace("Impressum", words) for words in ("Haus A", "Haus B")]
    assert len({main_text_digest(page(body)) for body in bodies}) == 1
    assert len({main_text_digest(page(b, source_id="expertrainee")) for b in bodies}) == 2
