"""The pieces that inputs are made of: dates in German, markup, lines of iCalendar, keys of JSON.

All of them are our own inventions; the date pieces are also what `targets.dates` heaps up.
"""

DATES = (
    "am vom zum bis ab um von der den - – — / & + und u. oder bzw. , . ; : ( ) | · \n \n\n \t "
    "1 3. 12. 31. 31.12. 29.2. 3.4 10.10 12.03.2026 1.1.26 99.99.9999 0.0.0000 2026 26 1813 '26 "
    "2026-03-02 2026-03-02T10:00 T23:59:59-23:59 9999-12-31 0001-01-01 03/10/1999 24/7 1.500 "
    "549,00 10:00 10.30 24:00 9 18h 14h30 0830 Uhr uhr h c.t. s.t. a.m. pm noon midnight MEZ UTC "
    "Januar Jänner März Maerz Mai Juni Sept. Dez DEC JAN September may March "
    "Mo Di Mi. Do Fr Sa So Montag dienstags Mittwochabend Sonnabend Friday Mondays jeden jede "
    "ersten zweiter letzten im Monat alle zwei Wochen wöchentlich täglich außer every other "
    "week Anfang Mitte Ende Quartal Q3 KW 12 Halbjahr Herbst Winter 2026/27 halb viertel acht "
    "dreiviertel Einlass Beginn Anmeldung Frist seit gegründet Gesetz verschoben statt "
    "Nachholtermin Stand abends nachts vormittags heute Art. § Nr. Tel. 0345/12 www.a.de/2026/03 "
    "https://b.example/1.2. \u00ad \u00a0 \u200b \u2009 a\u0308 İ ß ẞ ٣ ² ½ 𝟙 \x00 \x1c "
    "\u2028 \ufeff « » „ “ * # _ @ €"
).split(" ")

PROSE = (
    "Fachtagung „Land in Sicht“ 3. Mai 2026|am 31. April 2026|vom 3. bis 5. Mai|10 bis 24 Uhr|lädt"
    "|ein|findet|statt|in Gera|Ort:|Datum:|Beginn:|Ende:|Uhrzeit:|Veranstalter:|(Institut|abgesagt"
    "|verschoben|online|Anmeldeschluss|bis 30. April 2026|geht es weiter|Programm|Termine|Rückblick"
    "|Rathaus, Kornmarkt 12, 07545 Gera|wir laden|Die Stadt Gera|und endet am|jeden Montag|Mai"
    "|im Herbst 2026|29.02.2026|•|Frist|€|ABGESAGT:|Derzeit sind keine Veranstaltungen geplant"
    "|Save the Date|Halle (Saale)|Frankfurt am Main|e. V.|gGmbH|Ministerium für|Kooperation mit"
).split("|")

HTML = (
    "<p>|</p>|<h1>|</h1>|<h2>|<h3>|<ul>|<li>|</li>|</ul>|<table>|<tr>|<td>|<th>|</table>|<br>|<dl>"
    '|<dt>|<dd>|<div class="teaser">|</div>|<article>|</article>|<a href="/x">|</a>|<b>|</b>|<nav>'
    '|<a href="http://[">|</nav>|<main>|<aside>|<time datetime="2026-05-03">|</time>|<footer>'
    '|<span class="pubdate">|</span>|<base href="http://[">|<title>|</title>|<html>|</html>|<!--'
    '|-->|<script type="application/ld+json">|</script>|<div hidden>|&#xD800;|&#0;|&nbsp;|&shy;'
    '|<meta charset="utf-16">|<meta charset="iso-8859-1">|<pre>|</pre>|<template>|<svg>|<math>'
    '|<select><option>|<textarea>|<iframe>|<noscript>|<?xml version="1.0" encoding="utf-16"?>'
    '|<meta property="article:published_time" content="2026-03-01">|<link rel="next" href="?p=2">'
    '|<div itemscope itemtype="http://schema.org/Event">|<i itemprop="startDate">|<div class="'
    '|<link rel=canonical href=/y>|<a rel=next href="?page=2">|<a href="webcal://a.example/k.ics">'
    '|class="vevent"|class="dtstart value"|style="display:none"| colspan="99999"| rowspan="9"'
    '|<div class="tribe-events">|<figure>|<figcaption>|<address>|<details><summary>|<wbr>|<ruby>'
).split("|")

JSON = (
    '{"@type":"Event","name":"X","startDate":"2026-05-03"}|{|}|[|]|,|:|null|true|1e999|-0|1.5|""'
    '|"@graph":|"@type":|"@id":|"Event"|"name":|"startDate":|"endDate":|"location":|"address":'
    '|"addressLocality":|"organizer":|"eventStatus":|"previousStartDate":|"events":|"start_date":'
    '|"end_date":|"venue":|"items":|"version":"https://jsonfeed.org/version/1.1"|"url":|"link":'
    '|"next_url":|"next_rest_url":|"2026-05-03T24:00"|"\\ud800"|"\\u0000"|"title":{"rendered":'
    '|"description":|"source":|"links":|"a":|"b":|"id":|"eventSchedule":|"subEvent":|"geo":'
    '|"latitude":|"all_day":|"utc_start_date":|"offers":|"coarse":|"evidence":|NaN|Infinity'
).split("|")

ICALENDAR = (
    "BEGIN:VCALENDAR\r\n|END:VCALENDAR\r\n|BEGIN:VEVENT\r\n|END:VEVENT\r\n|BEGIN:VTIMEZONE\r\n"
    "|END:VTIMEZONE\r\n|TZID:Europe/Berlin\r\n|BEGIN:VALARM\r\n|END:VALARM\r\n|VERSION:2.0\r\n"
    "|SUMMARY:Treff\r\n|SUMMARY;LANGUAGE=de:X\r\n|DTSTART:20260503T100000\r\n|DTSTART;VALUE=DATE:"
    "|DTSTART;TZID=X:|DTEND:20260501T100000Z\r\n|DTEND;VALUE=DATE:20260504\r\n|DURATION:P1D\r\n"
    "|DURATION:-P1D\r\n|DURATION:P9999999999D\r\n|RRULE:FREQ=WEEKLY\r\n|RRULE:FREQ=SECONDLY;COUNT="
    "|RDATE:|EXDATE:|LOCATION:Gera\\, Kornmarkt\r\n|ORGANIZER;CN=:x\r\n|RECURRENCE-ID:x\r\n|UID:1"
    "|STATUS:CANCELLED\r\n|CLASS:PRIVATE\r\n|URL:https://a.example/\r\n|X-ALT-DESC:<p|\r\n |\\n|\\;"
    "|DESCRIPTION:|CATEGORIES:|GEO:50.8;12.0\r\n|ATTACH;ENCODING=BASE64;VALUE=BINARY:|;VALUE=PERIOD"
    "|TZOFFSETFROM:+0100\r\n|TZOFFSETTO:+9999\r\n|BEGIN:STANDARD\r\n|END:STANDARD\r\n|99991231"
    '|00010101T000000Z|;X="|\r|:20260230|24T240000|END:VEVENT|X-WR-TIMEZONE:Europe/Berlin\r\n'
).split("|")

XML = (
    '<rss version="2.0">|<channel>|<item>|</item>|</channel>|</rss>|<title>Fachtag</title>|<title>'
    "|<ev:startdate>2026-05-03</ev:startdate>|<startDate>|</startDate>|<link>/t/1</link>|]]>"
    "|<description>&lt;p&gt;3. Mai 2026|<![CDATA[|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>"
    "|</entry>|</feed>|<content type='xhtml'>|<updated>2026-13-01</updated>|&x;|&#0;|&#55296;"
    "|<!DOCTYPE rss [|<!ENTITY x 'y'>|<!ENTITY % p SYSTEM 'file:///etc/hostname'>|%p;|]>|<guid>"
    "|<pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>|<pubDate>Unsinn</pubDate>|xmlns:ev='"
    "|<link href='http://['>|<urlset>|</urlset>|<sitemapindex>|</sitemapindex>|<url>|</url>"
    "|<sitemap>|</sitemap>|<loc>https://a.example/1</loc>|<loc>|</loc>|<lastmod>2026-03-02</lastmod>"
    "|<lastmod>9999-12-31T23:59:59-23:59</lastmod>|<lastmod>0001-01-01</lastmod>"
    "|<?xml version='1.0'"
    "|xml:base='http://['|<rdf:RDF>|<dc:date>|Sitemap: https://a.example/a.xml\n|https://a.example/2\n"
).split("|")

TOML = (
    'id = "quelle"\n|name = "X"\n|kind = "network"\n|kind = "ministry"\n|[follow]\n|[[entries]]\n'
    '|url = "https://a.example/"\n|allow = ["|deny = ["|"]\n|next = "|regions = ["Sachsen"]\n'
    '|enabled = false\n|disabled_reason = "x"\n|max_pages = 5\n|[organizer]\n|hosts = [|\'\'\'|"""'
    "|(a+)+$|(?:a|a)*b|a{99999}|(?P<x>|(?#|\\p{L}|[[:alpha:]]|\\1|a[href]|:is(|svg|*|:contains('x')"
    "|:not(a:b)|> *|:nth-child("
    "|::text"
    "|1979-05-27T07:32:00Z|inf|nan|0xdeadbeef|1e400|\\ud800|\\u0000|[[|]]|{ x = |}|#|=|.|[crawl]\n"
    "|delay = |[site]\n|base_url = |[publish]\n|[review]\n|[mail]\n|contact = |[store]\n"
    "|data_dir = "
    "|[serve]\n|[guard]\n|[life]\n|[retention]\n|host = |port = |true|-1|99999999999999999999"
).split("|")

HEADERS = (
    "text/html; charset=utf-8|text/plain|charset=|;|utf-16|utf-7|idna|unicode-escape|undefined|zip"
    "|hex|rot13|base64|punycode|mbcs|iso-8859-1|gzip|br|zstd|deflate|x-gzip|,|120|-1|1e9|0|9999999"
    "|Mon, 23 Nov 2026 10:00:00 GMT|Thu, 01 Jan 0001 00:00:00 GMT|Fri, 31 Dec 9999 23:59:59 -2359"
    "|User-agent: *\n|Disallow: /\n|Allow: /x$\n|Crawl-delay: |Sitemap: https://a.example/s.xml\n|*"
    '|W/"|"|Request-rate: 1/5\n|Visit-time: |Host: |# |%|%zz|1.5|inf|nan|٣|application/json'
).split("|")


def encoded(*tables: list[str]) -> tuple[bytes, ...]:
    """The pieces of some tables as UTF-8."""
    return tuple(piece.encode("utf-8", "surrogatepass") for table in tables for piece in table)
