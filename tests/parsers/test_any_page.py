"""Whatever a page holds: no exception, spans that match their quotes, ends after starts."""

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model import Extraction, Page, When
from model.when import day_of
from parsers import Context, extract

Pages = Callable[..., Page]
Sound = Callable[[Extraction], Extraction]
TYPES = st.sampled_from(
    [
        "text/html; charset=utf-8", "text/html", "text/html; charset=iso-8859-1", "text/plain",
        "text/plain; charset=utf-8", "application/xhtml+xml", "text/calendar", "application/json",
        "", "text/html; charset=undefined", "unsinn/;;charset=", "text/plain; charset=utf-16",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    """Fachtagung „Land in Sicht“ 3. Mai 2026|am 31. April 2026|vom 3. bis 5. Mai|10 bis 24 Uhr
    |24 Uhr|lädt|ein|findet|statt|in Gera|Ort:|Datum:|Beginn:|Ende:|Uhrzeit:|Veranstalter:|(Institut
    |abgesagt|verschoben|online|Anmeldeschluss|bis 30. April 2026|9999|31.12.2099|01.01.1900|geht es
    |weiter|Programm|Termine|Rückblick|fand|Rathaus, Kornmarkt 12, 07545 Gera|wir laden|\x00|\u2028
    |\ud800|Die Stadt Gera|und endet am|von 20 bis 1 Uhr|jeden Montag|im Herbst 2026|29.02.2026
    |•|–|.|:|Frist|Mai|03.05.|€|ABGESAGT:""".replace("\n    ", "").split("|")
)
TAGS = st.sampled_from(
    """<p>|</p>|<h1>|</h1>|<h2>|<h3>|<ul>|<li>|</li>|</ul>|<table>|<tr>|<td>|<th>|</table>|<br>|<dl>|<dt>
    |<dd>|<div class="teaser">|</div>|<article>|</article>|<a href="/x">|</a>|<a href="http://[">|<b>|</b>
    |<nav>|</nav>|<main>|<aside>|<time datetime="2026-05-03">|<span class="pubdate">|</span>
    |<footer>    |<base href="http://[">|<title>|</title>
    |<html>|</html>|<!--|-->|<script type="application/ld+json">
    |</script>|{"@type":"Event","name":"X","startDate":"2026-05-03","endDate":|"2026-05-01"}|{"@graph":[
    |<meta property="article:published_time" content="2026-03-01">|<div hidden>|&#xD800;|&#0;
    |BEGIN:VCALENDAR\r\n|BEGIN:VEVENT\r\n|SUMMARY:X\r\n|DTSTART:20260503T100000\r\n|DTEND:20260501\r\n
    |DTEND;VALUE=DATE:20260504\r\n|DURATION:P1D\r\n|END:VEVENT\r\n|END:VCALENDAR\r\n""".replace(
        "\n    ", ""
    ).split("|")
)
SOUP = st.lists(st.one_of(WORDS, WORDS, TAGS, st.sampled_from([" ", "\n", ". "])), max_size=60).map(
    " ".join
)
BODIES = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    SOUP.map(lambda text: text.encode("utf-8", "surrogatepass")),
    SOUP.map(lambda text: text.encode("cp1252", "replace")),
)


@given(body=BODIES, content_type=TYPES)
@settings(
    max_examples=250,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_page(
    page_of: Pages, sound: Sound, context: Context, body: bytes, content_type: str
) -> None:
    extraction = sound(extract(page_of(body, content_type=content_type), context))
    for event in extraction.events:
        assert isinstance(event.when, When)
        assert event.when.end is None or day_of(event.when.end) >= day_of(event.when.start)
        assert event.name.strip()
    repr(extraction.events).encode()


@given(
    data=st.recursive(
        st.one_of(
            st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
            st.sampled_from(["Event", "2026-05-03", "2026-05-03T24:00", "/x", "EventCancelled"]),
        ),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(
                st.sampled_from(
                    ["@type", "name", "startDate", "endDate", "location", "address", "organizer",
                     "url", "eventStatus", "previousStartDate", "description", "@graph",
                     "datePublished", "postalCode", "eventAttendanceMode"]
                ),
                inner,
                max_size=8,
            ),
        ),
        max_leaves=25,
    )
)  # fmt: skip
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_data(page_of: Pages, sound: Sound, context: Context, data: object) -> None:
    import json

    body = {"@type": "Event", "name": "Fachtag", "startDate": "2026-05-03", "location": data}
    whole = json.dumps([body, data]).replace("</", "<\\/")
    page = page_of(f'<script type="application/ld+json">{whole}</script><h1>Fachtag</h1><p>x</p>')
    assert sound(extract(page, context)).events
