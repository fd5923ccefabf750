"""The replica sites hang together: pages, links, truth, faults only where they are announced."""

import json
import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from w3lib.encoding import html_to_unicode

from crawler.urls import canonical_url
from model import ProblemKind
from regioradar.replica_site import Answer, Site, load_sites
from sources import load_catalogue

TESTS = Path(__file__).parents[1]
SITES = TESTS / "sites"
IDS = ("bmwe", "expertrainee", "mitteldeutschland", "mr4b", "raum_energie")
MAIN = {
    "bmwe": "//main[@id='main']//*[contains(@class, 'headline-main')]/h1[@class='title']",
    "expertrainee": "//td[@class='inhalt']/h1",
    "mitteldeutschland": "//main//h1",
    "mr4b": "//main//h1",
    "raum_energie": "//main//h1",
}
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


@cache
def truth(source_id: str) -> dict[str, Any]:
    data = json.loads((SITES / source_id / "truth.json").read_text("utf-8"))
    assert isinstance(data, dict)
    return data


@cache
def sites() -> dict[str, Site]:
    return load_sites([SITES])


def target(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def fetch(url: str) -> Answer:
    for _ in range(3):
        answer = sites()[urlsplit(url).hostname or ""].answer(target(url))
        if "Location" not in answer.headers:
            return answer
        url = urljoin(url, answer.headers["Location"])
    raise AssertionError(f"redirects without end: {url}")


@cache
def document(url: str) -> html.HtmlElement:
    answer = fetch(url)
    return html.fromstring(html_to_unicode(answer.content_type, answer.body)[1])


def text_of(url: str) -> str:
    root = html.fromstring(html.tostring(document(url), encoding="unicode"))
    for element in root.xpath("//script | //style"):
        element.drop_tree()
    return " ".join(" ".join(root.itertext()).split())


def pages(source_id: str, *, readable: bool = True) -> list[dict[str, Any]]:
    """The HTML pages of a site; without those that cannot be read, unless they are asked for."""
    return [
        page
        for page in truth(source_id)["pages"]
        if (page["readable"] or not readable)
        and fetch(page["url"]).content_type.startswith("text/html")
    ]


def is_written(day: date, text: str) -> bool:
    """Return True where the day and month stand in `text`, alone or as an end of a range."""
    month = rf"(?:{MONTHS[day.month - 1]}|0?{day.month}\.)"
    rest = r"(?:\s*(?:und|bis|[-–])?\s*\d{1,2}\.)?"
    return re.search(rf"(?<!\d)0?{day.day}\.{rest}\s*{month}", text) is not None


@pytest.mark.parametrize("source_id", IDS)
def test_every_page_of_the_truth_is_there(source_id: str) -> None:
    announced = {item.path: item for item in sites_of(source_id).settings.broken}
    for page in truth(source_id)["pages"]:
        path = target(page["url"])
        assert canonical_url(page["url"]) == page["url"]
        assert (path in announced) == bool(page["problem"]), path
        if page["problem"]:
            assert announced[path].problem == page["problem"]
        if page["problem"] != "gone":
            assert fetch(page["url"]).status == 200, path
    assert set(announced) <= {target(page["url"]) for page in truth(source_id)["pages"]}


def sites_of(source_id: str) -> Site:
    return next(site for site in sites().values() if site.folder.name == source_id)


@pytest.mark.parametrize("source_id", IDS)
def test_pages_have_their_systems_main_part(source_id: str) -> None:
    checked = pages(source_id)
    assert len(checked) >= 10
    for page in checked:
        assert document(page["url"]).xpath(MAIN[source_id]), page["url"]
        assert document(page["url"]).xpath("string(//title)").strip(), page["url"]


@pytest.mark.parametrize("source_id", IDS)
def test_no_link_is_dead_but_the_announced(source_id: str) -> None:
    dead = {item.path for item in sites_of(source_id).settings.broken}
    for page in pages(source_id):
        root = document(page["url"])
        base = root.xpath("string(//base/@href)") or page["url"]
        for reference in root.xpath("//a/@href | //link/@href | //*/@src"):
            url = urljoin(base, str(reference))
            if urlsplit(url).scheme == "http" and target(url) not in dead:
                assert fetch(url).status == 200, f"{page['url']} -> {url}"


@pytest.mark.parametrize("source_id", IDS)
def test_the_truth_is_whole(source_id: str) -> None:
    data = truth(source_id)
    events = {event["id"]: event for event in data["events"]}
    assert len(events) == len(data["events"])
    clock = date.fromisoformat(data["clock"][:10])
    for event in events.values():
        start = date.fromisoformat(event["startDate"][:10])
        last = date.fromisoformat((event["endDate"] or event["startDate"])[:10])
        assert start <= last
        assert event["upcoming"] == (last >= clock)
        named = [p["url"] for p in data["pages"] if event["id"] in {e["id"] for e in p["events"]}]
        assert event["urls"] == named
        assert named
    assert sum(event["upcoming"] for event in events.values()) >= 2
    assert data["nothing"] == [page["url"] for page in data["pages"] if not page["events"]]
    assert {e["id"] for page in data["pages"] for e in page["events"]} == set(events)


@pytest.mark.parametrize("source_id", IDS)
def test_the_truth_stands_on_the_pages(source_id: str) -> None:
    events = {event["id"]: event for event in truth(source_id)["events"]}
    for page in pages(source_id):
        text = text_of(page["url"])
        for entry in page["events"]:
            event = events[entry["id"]]
            if entry["role"] == "secondary" and event["note"]:
                continue  # a month or the like, as the note says
            for moment in (event["startDate"], event["endDate"] or event["startDate"]):
                assert is_written(date.fromisoformat(moment[:10]), text), (page["url"], moment)
            assert (event["addressLocality"] or "") in text, page["url"]
            names = [event["name"], *event["alternateNames"]]
            assert any(name in text for name in names) or any(
                name.replace("„", "").replace("“", "") in text for name in names
            ), (page["url"], names)
        for deadline in page["deadlines"]:
            assert is_written(date.fromisoformat(deadline["date"][:10]), text), page["url"]


@pytest.mark.parametrize("source_id", IDS)
def test_weekdays_fit_their_dates(source_id: str) -> None:
    found = 0
    pattern = rf"({'|'.join(WEEKDAYS)}),? (?:de[mn] )?(\d+)\. ({'|'.join(MONTHS)}) (\d{{4}})"
    for page in pages(source_id):
        for weekday, day, month, year in re.findall(pattern, text_of(page["url"])):
            found += 1
            written = date(int(year), MONTHS.index(month) + 1, int(day))
            assert WEEKDAYS[written.weekday()] == weekday, page["url"]
    assert found or source_id in ("expertrainee", "mitteldeutschland")


@pytest.mark.parametrize("source_id", IDS)
def test_what_is_announced_as_broken_is_broken(source_id: str) -> None:
    site = sites_of(source_id)
    assert site.settings.broken
    for item in site.settings.broken:
        answer = site.answer(item.path)
        if item.problem is ProblemKind.TRUNCATED:
            assert answer.truncate is not None
            assert 0 < answer.truncate < len(answer.body)
        elif item.problem is ProblemKind.CHARSET:
            assert answer.content_type == "text/html; charset=utf-8"
            with pytest.raises(UnicodeDecodeError):
                answer.body.decode("utf-8")
        elif item.problem is ProblemKind.EMPTY:
            assert (answer.status, answer.body) == (200, b"")
        elif item.problem is ProblemKind.GONE:
            assert answer.status == 404
        else:
            assert item.problem is ProblemKind.STRUCTURED_DATA


def test_only_the_announced_structured_data_is_broken() -> None:
    broken = {item.path for item in sites_of("mitteldeutschland").settings.broken}
    seen = 0
    for page in pages("mitteldeutschland"):
        for block in document(page["url"]).xpath("//script[@type='application/ld+json']/text()"):
            seen += 1
            if target(page["url"]) in broken:
                with pytest.raises(json.JSONDecodeError):
                    json.loads(block)
            else:
                assert json.loads(block)[0]["@type"] == "Event"
    assert seen >= 8


def test_one_item_stands_under_two_addresses() -> None:
    first = "http://www.raum-energie.localhost/projekte/details/news/"
    second = first.replace("projekte", "schlagworte")
    for page in pages("raum_energie"):
        if page["url"].startswith(first):
            twin = page["url"].replace(first, second)
            path = "//*[@itemprop='articleBody']"
            assert document(page["url"]).xpath(path)[0].text_content() == (
                document(twin).xpath(path)[0].text_content()
            )
            assert document(twin).xpath("string(//link[@rel='canonical']/@href)") == page["url"]
    slugs = ("biooekonomietag-2026", "mitteldeutscher-biooekonomietag-in-leuna")
    one, two = (
        document(f"http://www.mitteldeutschland.localhost/veranstaltung/{slug}/") for slug in slugs
    )
    assert one.xpath("//main")[0].text_content() == two.xpath("//main")[0].text_content()


@pytest.mark.parametrize("folder", ["sites", "sites_faulty"])
def test_the_source_files_fit_the_sites(folder: str, tmp_path: Path) -> None:
    by_host = load_sites([TESTS / folder])
    for file in sorted((TESTS / folder).glob("*/source.toml")):
        shutil.copy(file, tmp_path / f"{file.parent.name}.toml")
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    assert len(catalogue.enabled) == len({site.folder for site in by_host.values()})
    for source in catalogue.sources:
        assert set(source.hosts) <= set(by_host)
        for entry in source.entries:
            site = by_host[urlsplit(entry.url).hostname or ""]
            assert site.folder.name == source.id
            assert folder == "sites_faulty" or site.answer(target(entry.url)).status == 200


def test_every_file_of_a_site_is_served() -> None:
    for source_id in IDS:
        site = sites_of(source_id)
        routed = {route.file for route in site.settings.route}
        for file in (site.folder / "routes").glob("**/*"):
            assert file.relative_to(site.folder).as_posix() in routed, file
