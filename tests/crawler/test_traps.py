"""Which addresses are traps, and that pages of events are none."""

from time import process_time

import pytest

from crawler.traps import Refusal, Shapes, endless, no_detail

SITE = "https://haus.example"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/flyer.pdf", "file"),
        ("/sitemap.xml", "file"),
        ("/service/impressum/", "legal"),
        ("/DE/Datenschutz/datenschutz.html", "legal"),
        ("/benutzer/login?weiter=1", "login"),
        ("/wp-login.php?redirect_to=x", "login"),
        ("/suche?q=termin", "search"),
        ("/?s=termin", "search"),
        ("/termin/1?print=1", "print"),
        ("/termin/1/drucken", "print"),
        ("/index.php?id=5&type=98", "print"),
        ("/artikel?tmpl=component", "print"),
        ("/termin/1/?share=mastodon", "share"),
        ("/termin/1/sendto_form", "share"),
        ("/termin/1/?replytocom=77", "reply"),
        ("/termine.ics", "calendar_file"),
        ("/termine/?ical=1", "calendar_file"),
        ("/termin/1/ics_view", "calendar_file"),
        ("/termine/feed/", "feed"),
        ("/termine?sort=titel", "sorting"),
        ("/termine?tx_x%5Border%5D=asc", "sorting"),
        ("/termine?f%5B0%5D=ort%3A12", "filter"),
        ("/termine?itemsPerPage=50", "filter"),
        ("/termine/page/7/", "paging"),
        ("/termine?page=7", "paging"),
        ("/termine?tx_news_pi1%5BcurrentPage%5D=3", "paging"),
        ("/termine/heute/", "day_view"),
        ("/termine?monat=12&jahr=2031", "day_view"),
        ("/termine?date=2031-01-02", "day_view"),
        ("/index.php?task=week.listevents", "day_view"),
        ("/2027/01/02/", "date_archive"),
        ("/termine/2027-01/", "date_archive"),
    ],
)
def test_what_is_no_page_of_its_own(path: str, reason: str) -> None:
    assert no_detail(SITE + path) == reason


@pytest.mark.parametrize("name", ["newsletter", "suche", "login", "kontakt", "feed", "tag"])
def test_the_name_of_a_host_says_nothing(name: str) -> None:
    assert no_detail(f"https://{name}.amt.example/termin/1") is None
    assert no_detail(f"https://{name}/") is None


@pytest.mark.parametrize("piece", ["impressum", "login", "suche", "a-suche", "rss", ".rss", "1"])
def test_words_without_end_take_no_time(piece: str) -> None:
    url = f"{SITE}/{piece * (100_000 // len(piece))}!"
    began = process_time()
    no_detail(url)
    assert process_time() - began < 5


@pytest.mark.parametrize(
    "path",
    [
        "/termine/herbsttagung-2026",
        "/veranstaltungen/2026-12-05/regionalforum",
        "/SharedDocs/Termine/DE/2026/12/261205-Forum.html",
        "/Redaktion/DE/Veranstaltungen/2026/20260126-gipfel.html",
        "/workshop-3d-druck/",
        "/printmedien-tagung",
        "/tag-der-regionen",
        "/monatstreffen",
        "/2026/12/herbsttagung/",
        "/veranstaltungen/2026/",
        "/index.php?page=12",
        "/?p=123",
        "/detail?tx_sfeventmgt_pieventdetail%5Bevent%5D=5&date=2026-12-05",
        "/forschung/sortiment",
        "/share-economy-forum",
        "/kommentierte-vorlesung",
        "/research-day",
        "/besucherzentrum-oeffnet",
        "/kontaktboerse-2026",
        "/icalled",
    ],
)
def test_pages_of_events_are_no_traps(path: str) -> None:
    assert no_detail(SITE + path) is None
    assert endless(SITE + path) is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/a/a/a/b", "repeating_path"),
        ("/termine/liste/termine/liste/", "repeating_path"),
        ("/a/x/a/y/a/z/a/", "repeating_path"),
        ("/" + "/".join(map(str, range(15))), "repeating_path"),
        ("/x?a=1&a=2&a=3", "growing_query"),
        ("/x?" + "&".join(f"k{n}=1" for n in range(15)), "growing_query"),
        ("/x?zurueck=" + "y" * 600, "growing_query"),
    ],
)
def test_shapes_without_end(path: str, reason: str) -> None:
    assert endless(SITE + path) == reason


def test_lists_of_values_in_a_query_do_not_grow_for_ever() -> None:
    assert endless(f"{SITE}/x?ort%5B%5D=1&ort%5B%5D=2&ort%5B%5D=3") is None


def test_addresses_that_differ_in_numbers_only_are_bounded() -> None:
    shapes = Shapes(bound=3)
    answers = [shapes.admits(f"{SITE}/t/{number}") for number in range(5)]
    assert answers == [True, True, True, False, False]
    assert shapes.admits(f"{SITE}/t/2")
    assert shapes.admits(f"{SITE}/anders/9")
    assert all(shapes.admits(f"{SITE}/t/{name}") for name in ("a", "b", "c", "d", "e"))


def test_every_reason_has_a_plain_name() -> None:
    assert all(reason.value.replace("_", "").isalpha() for reason in Refusal)
