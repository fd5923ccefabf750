"""Proposals out of saved pages: which links are the list, what the site is called, the TOML."""

import time
from datetime import UTC, date, datetime

import pytest

from crawler.markup import read_html
from model import EntryKind, Event, Extraction, Page, PageKind, Problem, ProblemKind, Severity
from regioradar.proposals.listing import find_listing
from regioradar.proposals.looks import Look, draft_of, role_of
from regioradar.proposals.naming import proposed_id, proposed_name
from regioradar.proposals.proposal import Given, Known, propose
from regioradar.proposals.writing import source_file
from sources import SourceKind, load_catalogue, load_source

HOST = "http://www.haus.example"
URL = f"{HOST}/termine/"
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
FRAME = """<html><head><title>Termine | Haus der Regionen</title></head><body>
<header><a href="/">Start</a><ul><li><a href="/team/">Team</a></li></ul></header>
<nav><a href="/termine/">Termine</a><a href="/das-haus/">Das Haus</a></nav>
<main><h1>Termine</h1>{main}</main>
<aside><h2>Neues</h2><ul><li><a href="/news/umzug-ins-neue-haus/">Umzug ins neue Haus</a></li>
<li><a href="/news/wir-stellen-ein/">Wir stellen ein: zwei Stellen</a></li></ul></aside>
<footer><a href="/impressum/">Impressum</a></footer></body></html>"""
LIST = """<ul>
<li><h3><a href="/termine/tagung-in-halle/">Tagung in Halle</a></h3> 2. bis 3. März 2026
<a href="/termine/tagung-in-halle/">mehr</a></li>
<li><h3><a href="/termine/forum-rostock/?utm_source=x">Forum Rostock</a></h3> 23.04.2026
<a href="/termine/forum-rostock/">mehr</a></li>
<li><h3><a href="/termine/werkstatt/">Werkstatt für alle</a></h3> <time>bald</time></li></ul>"""
DETAILS = tuple(
    f"{HOST}/termine/{name}/" for name in ("tagung-in-halle", "forum-rostock", "werkstatt")
)


def page(main="", url=URL, whole="", content_type="text/html; charset=utf-8"):
    body = (whole or FRAME.format(main=main)).encode()
    return Page(source_id="", url=url, body=body, fetched_at=NOW, content_type=content_type)


def reading(*urls, problems=(), says_none=""):
    events = tuple(Event(name=f"Termin {number}", url=url) for number, url in enumerate(urls))
    return Extraction(
        page_kind=PageKind.LISTING, events=events, problems=tuple(problems), says_none=says_none
    )


def looked(main="", *urls, **more):
    return Look(url=URL, role=EntryKind.PAGE, page=page(main), extraction=reading(*urls, **more))


def detail(url, *urls):
    return Look(
        url=url, role=EntryKind.PAGE, page=page("<p>Text</p>", url), extraction=reading(*urls)
    )


def test_the_links_of_the_list_are_told_from_the_frame_and_the_sidebar():
    found = find_listing(page(LIST), [])
    assert found.details == DETAILS
    assert found.dated == 3
    assert f"{HOST}/das-haus/" in found.navigation
    assert f"{HOST}/impressum/" in found.navigation
    assert not [url for url in (*found.details, *found.navigation) if "/news/" in url]


def test_of_two_lists_the_one_is_taken_that_events_were_read_from():
    other = "<div>" + "".join(
        f"<div><a href='/meldungen/meldung-{n}/'>Meldung Nummer {n}</a> {n}.1.2026</div>"
        for n in range(1, 9)
    )
    assert find_listing(page(LIST + other), []).details[0] == f"{HOST}/meldungen/meldung-1/"
    assert find_listing(page(LIST + other), [DETAILS[1]]).details == DETAILS


def test_two_lists_of_events_are_taken_together():
    months = LIST + LIST.replace("/termine/", "/rueckschau/")
    events = [DETAILS[0], f"{HOST}/rueckschau/werkstatt/"]
    assert len(find_listing(page(months), events).details) == 6


def test_beside_the_address_of_its_event_an_entry_has_no_other_detail():
    more = LIST.replace("</li>", "<a href='/?p=47'>kurz</a></li>", 1)
    more = more.replace("mehr</a>", "mehr</a> <a href='/orte/halle'>Ort</a>", 1)
    assert find_listing(page(more), DETAILS).details == DETAILS
    assert find_listing(page(more), DETAILS[:1]).details == DETAILS


def test_one_event_alone_is_a_detail_where_it_was_read():
    alone = "<p>Am 2. März 2026: <a href='/termine/tagung-in-halle/'>Tagung</a></p>"
    assert find_listing(page(alone), []).details == ()
    assert find_listing(page(alone), [DETAILS[0]]).details == (DETAILS[0],)


def test_files_and_legal_notices_are_no_details():
    files = "<ul>" + "".join(
        f"<li><a href='/{name}'>Programm zum Herunterladen</a> 1.1.2026</li>"
        for name in ("programm.pdf", "termin.ics", "datenschutz/", "bild.jpg")
    )
    assert find_listing(page(LIST + files), []).details == DETAILS


def test_entries_on_other_hosts_are_told_apart():
    links = LIST.replace(
        "</ul>", "<li><h3><a href='http://anders.example/t/x/'>Weit weg</a></h3></ul>"
    )
    found = find_listing(page(links), [])
    assert found.details == DETAILS
    assert found.elsewhere == ("http://anders.example/t/x/",)


def test_the_next_page_is_found_or_a_selector_that_leads_to_it():
    usual = '<a rel="next" href="/termine/?seite=2">weiter</a>'
    found = find_listing(page(LIST + usual), [])
    assert (found.next_page, found.next_selector) == (f"{URL}?seite=2", "")
    unusual = '<p class="zz-1"><a class="blatt vor" href="/termine/?ab=10">Weiter &gt;&gt;</a></p>'
    found = find_listing(page(LIST + unusual), [])
    assert (found.next_page, found.next_selector) == (f"{URL}?ab=10", "p.zz-1 a.blatt")
    assert f"{URL}?ab=10" in found.navigation


def test_numbers_of_a_paging_bar_are_no_details():
    bar = "".join(f"<li><a href='/termine/seite-{n}/'>{n}</a></li>" for n in (2, 3))
    found = find_listing(page(LIST + bar), [])
    assert found.details == DETAILS
    assert f"{HOST}/termine/seite-2/" in found.navigation


def test_links_in_the_sidebar_are_the_list_only_where_they_lead_to_events():
    news = f"{HOST}/news/umzug-ins-neue-haus/"
    assert find_listing(page("<p>Nichts.</p>"), []).details == ()
    assert news in find_listing(page("<p>Nichts.</p>"), [news]).details


def test_hidden_links_do_not_count():
    hidden = LIST.replace("<ul>", "<ul style='display:none'>")
    assert find_listing(page(hidden), []).details == ()


@pytest.mark.parametrize("body", ["", "kein HTML", "<a>", "<a href='::'>x</a>", "\x00\x01"])
def test_pages_without_links_have_no_list(body):
    found = find_listing(page(whole=body), [])
    assert (found.details, found.elsewhere, found.next_page) == ((), (), "")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.raum-energie.de/x", "raum_energie"),
        ("https://termine.haus.de/", "termine_haus"),
        ("http://www.bundesamt.bund.de/", "bundesamt_bund"),
        ("http://4pm.de/", "source_4pm"),
        ("http://xn--mnchen-3ya.de/", "muenchen"),
        ("http://localhost:8080/", "localhost"),
    ],
)
def test_an_id_is_made_of_the_host(url, expected):
    assert proposed_id(url).value == expected
    assert proposed_id(url, {expected, f"{expected}_2"}).value == f"{expected}_3"


@pytest.mark.parametrize(
    ("head", "name", "sign"),
    [
        ('<meta property="og:site_name" content="Amt  für &Ouml;l">', "Amt für Öl", "og:site_name"),
        ('<meta name="application-name" content="Das Netz">', "Das Netz", "application-name"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["Organization"], '
            '"name": "Netz e. V."}]}</script>',
            "Netz e. V.",
            "JSON-LD Organization",
        ),
        ("<title>Termine - Haus der Regionen</title>", "Haus der Regionen", "the title"),
        ("<title>Haus der Regionen: Termine</title>", "Haus der Regionen", "the title"),
        ("<title>Termine</title>", "www.haus.example", "the host"),
        ("", "www.haus.example", "the host"),
        (
            '<script type="application/ld+json">{"@type": ["Organization</script>',
            "www.haus.example",
            "the host",
        ),
        (
            '<script type="application/ld+json">[1, {"name": 5, "@type": "WebSite"}]</script>',
            "www.haus.example",
            "the host",
        ),
    ],
)
def test_the_name_is_what_the_page_calls_its_owner(head, name, sign):
    whole = f"<html><head>{head}</head><body><h1>Termine</h1></body></html>"
    html = read_html(whole.encode(), "text/html; charset=utf-8", URL)
    assert html is not None
    said = proposed_name(html, URL)
    assert said.value == name
    assert sign in said.sign


def test_what_stands_at_an_address_is_told_by_its_content():
    rss = "<rss><channel><item><link>http://x.example/</link></item></channel></rss>"
    sitemap = "<urlset><url><loc>http://x.example/</loc></url></urlset>"
    assert role_of(page(whole="\ufeff BEGIN:VCALENDAR\n")) is EntryKind.ICALENDAR
    assert role_of(page(whole=rss)) is EntryKind.FEED
    assert role_of(page(whole=sitemap)) is EntryKind.SITEMAP
    assert role_of(page(whole="{}", content_type="application/json")) is EntryKind.REST
    assert role_of(page(LIST)) is EntryKind.PAGE


def test_a_list_of_events_is_proposed_and_loads(tmp_path):
    looks = [detail(f"{HOST}/"), detail(DETAILS[0], DETAILS[0])]
    given = Given(kind=SourceKind.NETWORK, regions=("Sachsen",))
    proposal = propose(draft_of(looked(LIST, *DETAILS)), looks, given, Known())
    assert proposal.enabled
    text = source_file(proposal, date(2026, 3, 2))
    (tmp_path / f"{proposal.id.value}.toml").write_text(text, encoding="utf-8")
    source = load_source(tmp_path / "haus.toml")
    assert source.name == "Haus der Regionen"
    assert source.home == f"{HOST}/"
    assert source.regions == ("Sachsen",)
    assert [(entry.kind, entry.url) for entry in source.entries] == [(EntryKind.LISTING, URL)]
    assert source.follow.allow == ("/termine/[^/?]+/$",)
    assert "# Seen 2026-03-02: answered with 3 events and a list of 3 links." in text
    assert "'/termine/[^/?]+/$'" in text  # a literal string, as people write it


def test_without_a_kind_the_file_says_what_is_missing(tmp_path):
    proposal = propose(draft_of(looked(LIST, *DETAILS)), [], Given(id="haus"), Known())
    (tmp_path / "haus.toml").write_text(source_file(proposal, date(2026, 3, 2)), encoding="utf-8")
    [fault] = load_catalogue(tmp_path).faults
    assert fault.key == "kind"
    assert "to be filled in: one of ministry" in source_file(proposal, date(2026, 3, 2))


def test_a_home_page_that_nobody_saw_is_left_out():
    proposal = propose(draft_of(looked(LIST, *DETAILS)), [], Given(), Known())
    assert proposal.home == ""
    assert "home =" not in source_file(proposal, date(2026, 3, 2))


def test_events_of_the_home_page_do_not_enable_a_list_without_any():
    looks = [detail(f"{HOST}/", f"{HOST}/x"), *(detail(url) for url in DETAILS)]
    proposal = propose(draft_of(looked(LIST)), looks, Given(), Known())
    assert not proposal.enabled
    assert proposal.reason == (
        "a list of 3 links stands there, 3 of them with a date, but no event was read in it or on "
        "the 3 pages behind it that were looked at"
    )


def shell(kind, message):
    return Problem(kind=kind, message=message, severity=Severity.ERROR)


@pytest.mark.parametrize(
    ("look", "reason"),
    [
        (
            Look(url=URL, role=EntryKind.PAGE, fault="robots.txt forbids it"),
            "robots.txt forbids it",
        ),
        (
            looked(problems=[shell(ProblemKind.CONSENT_WALL, "the page asks for consent")]),
            "the page asks for consent",
        ),
        (looked("<p>Nichts.</p>"), "no list of links and no event could be found on the page"),
        (
            looked(LIST, says_none="Derzeit sind keine Termine geplant."),
            "the page says that there is none now: 'Derzeit sind keine Termine geplant.'",
        ),
        (looked(LIST), "and the pages behind it were not looked at"),
    ],
)
def test_what_yields_nothing_is_not_enabled_and_says_why(look, reason, tmp_path):
    given = Given(id="haus", kind=SourceKind.NETWORK)
    proposal = propose(draft_of(look), [], given, Known())
    assert not proposal.enabled
    assert reason in proposal.reason
    (tmp_path / "haus.toml").write_text(source_file(proposal, date(2026, 3, 2)), encoding="utf-8")
    source = load_source(tmp_path / "haus.toml")
    assert not source.enabled
    assert reason in source.disabled_reason


def test_a_calendar_that_tells_the_same_twice_is_one_entry():
    links = [f"{URL}?ical=1", f"{URL}alle.ics", f"{URL}andere.ics"]
    anchors = "".join(f"<a href='{link}'>Kalender</a> " for link in links)
    calendars = [
        Look(url=link, role=EntryKind.ICALENDAR, page=page(whole="BEGIN:VCALENDAR", url=link),
             extraction=reading(*urls))
        for link, urls in zip(links, (DETAILS, DETAILS, DETAILS[:1]), strict=True)
    ]  # fmt: skip
    draft = draft_of(looked(anchors))
    assert len(draft.leads) == 3
    proposal = propose(draft, calendars, Given(), Known())
    assert [found.url for found in proposal.entries] == [links[0], links[2], URL]
    assert proposal.unused[0].seen == "tells the same events as the one before"


def test_a_shell_is_no_entry():
    look = looked(LIST, problems=[shell(ProblemKind.SOFT_404, "there is no such page")])
    assert propose(draft_of(look), [], Given(), Known()).entries == ()


def test_a_source_that_is_there_already_is_told(write_source, tmp_path):
    write_source("haus")
    known = Known.of(load_catalogue(tmp_path / "sources").sources)
    proposal = propose(draft_of(looked(LIST, *DETAILS)), [], Given(), known)
    assert proposal.id.value == "haus_2"
    assert proposal.notes == ("the catalogue has a source haus already",)
    write_source("amt", host="www.haus.example")
    known = Known.of(load_catalogue(tmp_path / "sources").sources)
    proposal = propose(draft_of(looked(LIST, *DETAILS)), [], Given(), known)
    assert proposal.notes == ("the source amt watches www.haus.example already",)


def test_words_of_a_hostile_page_cannot_break_out_of_their_line(tmp_path):
    evil = '"\nenabled = true # \x1b[31m\u202e'
    whole = f"<html><head><meta property='og:site_name' content='Amt {evil}'></head></html>"
    fault = f"robots.txt says {evil}"
    look = Look(url=URL, role=EntryKind.PAGE, page=page(whole=whole), extraction=reading(),
                fault=fault)  # fmt: skip
    given = Given(id="haus", kind=SourceKind.NETWORK)
    text = source_file(propose(draft_of(look), [], given, Known()), date(2026, 3, 2))
    (tmp_path / "haus.toml").write_text(text, encoding="utf-8")
    source = load_source(tmp_path / "haus.toml")
    assert not source.enabled
    assert source.name == 'Amt " enabled = true # [31m'
    assert "\x1b" not in text


def test_a_page_of_links_without_end_is_read_in_bounded_time():
    """A hostile page: each link lies in an element that asks for a look at all below it."""
    links = "".join(f"<a href='/t/{n}/'>Ein Titel {n}</a><i></i>" for n in range(50_000))
    began = time.process_time()
    find_listing(page(f"<div class=related><section class=nav>{links}"), [])
    assert time.process_time() - began < 30
