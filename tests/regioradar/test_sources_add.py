"""`sources add`: a page becomes a source file, and what yields nothing is not enabled."""

import json
import shutil
from pathlib import Path

import pytest

from crawler.links import LinkRules, read_links
from crawler.markup import read_html
from sources import load_source

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

SITES = Path(__file__).parent.parent / "sites"
PROBEN = "http://proben.localhost"
TODAY = ("--today", "2026-03-02")

LISTINGS = {
    "http://www.bmwe.localhost/Navigation/DE/Service/veranstaltungen.html": (
        "bmwe",
        "bmwe/www/Navigation/DE/Service/veranstaltungen.html",
        "/Redaktion/DE/Veranstaltungen/2026/",
        3,
    ),
    "http://www.expertrainee.localhost/seminare.php": (
        "expertrainee",
        "expertrainee/routes/seminare-0.html",
        "/seminar.php?nr=4",
        4,
    ),
    "http://www.mitteldeutschland.localhost/veranstaltungen/liste/": (
        "mitteldeutschland",
        "mitteldeutschland/www/veranstaltungen/liste/index.html",
        "/veranstaltung/",
        4,
    ),
    "http://www.mr4b.localhost/": (
        "mr4b",
        "mr4b/www/index.html",
        "/",
        4,
    ),
    "http://www.raum-energie.localhost/aktuelles": (
        "raum_energie",
        "raum_energie/www/aktuelles.html",
        "/projekte/details/news/",
        4,
    ),
}


@pytest.mark.parametrize("url", LISTINGS, ids=lambda url: LISTINGS[url][0])
def test_a_listing_of_each_site_becomes_a_file_with_which_events_are_read(url, radar, tmp_path):
    """End to end: add, load, try; the patterns admit exactly the links of the list."""
    source_id, saved, prefix, count = LISTINGS[url]
    added = radar("sources", "add", url, "--kind", "network", "--write", "--json", *TODAY)
    assert added.exit_code == 0, added.output
    told = json.loads(added.stdout)
    file = tmp_path / "sources" / f"{source_id}.toml"
    assert told["file"] == str(Path("sources") / file.name)
    assert file.read_text(encoding="utf-8") == told["toml"]
    source = load_source(file)
    assert source.enabled
    body = (SITES / saved).read_bytes()
    links = read_links(read_html(body, "text/html", url), LinkRules(source))
    followed = [detail.url for detail in links.details]
    assert sorted(followed) == sorted(told["details"])
    assert len(followed) == count
    assert all(prefix in link for link in followed)
    assert (links.next.page or None) == told["nextPage"]
    tried = radar("sources", "try", source_id, "--pages", "6", "--json", *TODAY)
    assert tried.exit_code == 0, tried.output
    read = json.loads(tried.stdout)
    assert any(page["reading"]["events"] for page in read["pages"] if page["reading"])


@pytest.mark.parametrize(
    ("url", "allow", "kinds"),
    [
        (
            "http://www.weserbogen.localhost/veranstaltungen/",
            ["/veranstaltung/[^/?]+/$"],
            ["icalendar", "feed", "rest", "listing"],
        ),
        (
            "http://www.seminarhaus-elbaue.localhost/seminare.html",
            [r"^https?://www\.seminarhaus-elbaue\.localhost/seminar_[^/?]+\.html$"],
            ["listing"],
        ),
        (
            "http://www.regionalentwicklung-nordmark.localhost/aktuelles/",
            [r"/aktuelles/meldung/\d{4}-\d{2}-\d{2}-[^/?]+/$"],
            ["press"],
        ),
    ],
)
def test_what_is_better_than_the_list_comes_first_and_traps_stay_out(url, allow, kinds, radar):
    """The sites of the crawl's own tests: print views, short links, a menu without markup."""
    result = radar("sources", "add", url, "--json", *TODAY)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["allow"] == allow
    assert [entry["kind"] for entry in told["entries"]] == kinds


def test_the_text_for_people_says_what_was_seen_and_ends_with_the_file(radar):
    url = "http://www.mitteldeutschland.localhost/veranstaltungen/liste/"
    result = radar("sources", "add", url, "--region", "sachsen", *TODAY)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == f"page: {url}"
    assert lines[1].startswith("system: WordPress (The Events Calendar) (generator: WordPress")
    assert (
        "entry: feed http://www.mitteldeutschland.localhost/feed/ (answered with 2 items)" in lines
    )
    assert "follow: /veranstaltung/[^/?]+/$" in lines
    assert "name: Metropolregion Mitteldeutschland (from og:site_name)" in lines
    assert any("Unternehmerabend Zeitz | Altes Rathaus Zeitz, Zeitz" in line for line in lines)
    assert any(line.startswith("no entry: rest ") and "404" in line for line in lines)
    assert 'regions = ["Sachsen"]' in lines
    assert lines[-1].startswith("# No entry: rest ")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("/geheim/was-wir-tun.html", "robots.txt forbids it"),
        ("/nirgends.html", "answered 404 Not Found"),
        ("/kaputt.html", "answered 500 Internal Server Error"),
        ("/langsam.html", "did not answer in time"),
        ("/weg.html", "redirects to www.mr4b.localhost, which is no host of the source"),
        ("/bild.html", "is no text (image/png)"),
        ("/leer.html", "no list of links and no event could be found on the page"),
        (
            "/ohne-tage.html",
            "a list of 3 links stands there, none of them with a date, but no event",
        ),
        ("/nur-verbotenes.html", "3 pages behind it that were looked at (robots.txt forbids it)"),
    ],
)
def test_what_yields_nothing_is_not_enabled(page, reason, radar, tmp_path):
    result = radar("sources", "add", PROBEN + page, "--kind", "institute", "--write")
    assert result.exit_code == 1
    assert result.stderr.startswith("regioradar: not enabled: ")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1
    source = load_source(tmp_path / "sources" / "proben.toml")
    assert not source.enabled
    assert reason in source.disabled_reason


def test_an_address_in_a_private_network_is_not_asked(radar, replicas, monkeypatch):
    monkeypatch.delenv("REGIORADAR_CRAWL__UNSAFE_TEST_NETWORKS")
    monkeypatch.delenv("http_proxy")
    before = len(replicas.requests)
    result = radar("sources", "add", f"http://127.0.0.1:{replicas.port}/")
    assert result.exit_code == 1
    assert "127.0.0.1" in result.stderr
    assert "not public" in result.stderr
    assert len(replicas.requests) == before


def test_a_site_in_maintenance_is_not_enabled(radar):
    result = radar("sources", "add", "http://errorpage.localhost/termine.html", "--json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert told["reason"] == "the page says that the site is out of service for now"
    assert (told["enabled"], told["entries"], told["file"]) == (False, [], None)


def test_a_calendar_that_the_page_links_is_the_first_entry(radar):
    result = radar("sources", "add", f"{PROBEN}/mit-kalender.html", "--json", *TODAY)
    assert result.exit_code == 0, result.output
    entries = json.loads(result.stdout)["entries"]
    assert entries[0] == {
        "kind": "icalendar",
        "url": f"{PROBEN}/termine.ics",
        "seen": "answered with 1 event",
    }


def test_an_address_may_be_that_of_a_calendar_itself(radar):
    result = radar("sources", "add", f"{PROBEN}/termine.ics", "--json", *TODAY)
    assert result.exit_code == 0, result.output
    assert [entry["kind"] for entry in json.loads(result.stdout)["entries"]] == ["icalendar"]


def test_few_addresses_are_asked_for_and_robots_txt_first(radar, replicas):
    before = len(replicas.requests)
    radar("sources", "add", f"{PROBEN}/ohne-tage.html")
    asked = [request.path for request in replicas.requests[before:]]
    assert asked[:2] == ["/robots.txt", "/ohne-tage.html"]
    assert sorted(set(asked)) == [
        "/",
        "/ohne-tage.html",
        "/robots.txt",
        "/texte/was-wir-tun.html",
        "/texte/wer-wir-sind.html",
        "/texte/wie-wir-arbeiten.html",
    ]


def saved(tmp_path, body, name="seite.html"):
    file = tmp_path / name
    file.write_text(body, encoding="utf-8")
    return str(file)


def test_a_saved_page_is_looked_at_without_any_request(radar, replicas, tmp_path):
    before = len(replicas.requests)
    file = tmp_path / "seminare.html"
    shutil.copy(SITES / "expertrainee/routes/seminare-0.html", file)
    url = "http://www.expertrainee.localhost/seminare.php"
    result = radar("sources", "add", str(file), "--url", url, "--json", *TODAY)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["allow"] == [r"/seminar\.php\?nr=\d+$"]
    assert told["next"] == "p.seiten a.weiter"
    assert told["home"] is None
    assert len(replicas.requests) == before


SHELLS = {
    "JavaScript": '<html><body><div id="root"></div><script src="app.js"></script></body></html>',
    "consent": "<html><body><h1>Ihre Privatsphäre</h1><p>Bitte stimmen Sie der Verwendung von "
    "Cookies zu, um fortzufahren.</p><button>Alle akzeptieren</button></body></html>",
    "no such page": "<html><head><title>404 - Seite nicht gefunden</title></head><body>"
    "<h1>Seite nicht gefunden</h1></body></html>",
}


@pytest.mark.parametrize("word", SHELLS)
def test_a_shell_in_place_of_the_page_is_called_what_it_is(word, radar, tmp_path):
    file = saved(tmp_path, SHELLS[word])
    result = radar("sources", "add", file, "--url", f"{PROBEN}/termine/")
    assert result.exit_code == 1
    assert word in result.stderr
    assert ("set javascript = true" in result.stdout) == (word == "JavaScript")


def test_a_saved_list_without_dates_says_that_nothing_behind_it_was_looked_at(radar, tmp_path):
    links = "".join(f"<li><a href='/t/{n}'>Ein langer Titel {n}</a></li>" for n in range(5))
    file = saved(tmp_path, f"<html><body><main><ul>{links}</ul></main></body></html>")
    result = radar("sources", "add", file, "--url", f"{PROBEN}/termine/")
    assert result.exit_code == 1
    assert "a list of 5 links stands there, none of them with a date" in result.stderr
    assert "the pages behind it were not looked at" in result.stderr


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (["nirgends.html", "--url", f"{PROBEN}/"], "'nirgends.html' is no file, and no address"),
        (["www.proben.localhost"], "'www.proben.localhost' is no file, and no address"),
        (["."], "'.' is no file, and no address"),
        ([__file__], "a saved page needs the --url at which it stands"),
        ([__file__, "--url", "file:///etc/hostname"], "not an http or https address"),
        ([__file__, "--url", "https://ich:x@haus.example/"], "must not carry a user name"),
        (["https://ich:geheim@haus.example/"], "must not carry a user name or password"),
        (["https://haus.example:99999/"], "not an http or https address"),
        (["https://[::1]/"], "an address with a name is wanted"),
        (["file:///etc/hostname"], "is no file, and no address"),
        ([f"{PROBEN}/", "--url", f"{PROBEN}/"], "no FILE is given"),
        ([f"{PROBEN}/", "--write"], "--write needs --kind"),
        ([f"{PROBEN}/", "--kind", "verein"], "'verein' is not one of"),
        ([f"{PROBEN}/", "--region", "Atlantis"], "Atlantis"),
        ([f"{PROBEN}/", "--id", "Mit Leerzeichen"], "'Mit Leerzeichen' is no id"),
        ([f"{PROBEN}/", "--write", "--kind", "state", "--dir", "fehlt"], "fehlt: is no folder"),
    ],
)
def test_wrong_options_are_one_line_and_nothing_is_asked(args, line, radar, replicas):
    before = len(replicas.requests)
    result = radar("sources", "add", *args)
    assert result.exit_code == 2
    assert line in result.stderr
    assert result.stderr.count("\n") == 1
    assert len(replicas.requests) == before


def test_the_bundled_catalogue_is_not_written_to(radar, monkeypatch, tmp_path):
    monkeypatch.delenv("REGIORADAR_SOURCES_DIR")
    args = ("sources", "add", f"{PROBEN}/leer.html", "--kind", "state", "--write", "--id", "xy")
    result = radar(*args)
    assert result.exit_code == 2
    assert "the bundled catalogue is not written to: set sources_dir" in result.stderr
    (tmp_path / "anderswo").mkdir()
    assert radar(*args, "--dir", "anderswo").exit_code == 1
    assert load_source(tmp_path / "anderswo" / "xy.toml").id == "xy"


def test_no_file_is_ever_overwritten(radar, tmp_path):
    file = tmp_path / "sources" / "proben.toml"
    file.write_text("# von Hand\n", encoding="utf-8")
    args = ("--kind", "state", "--write", "--id", "proben")
    result = radar("sources", "add", f"{PROBEN}/leer.html", *args)
    assert result.exit_code == 2
    assert "proben.toml: is there already and stays; choose another --id" in result.stderr
    assert file.read_text(encoding="utf-8") == "# von Hand\n"


def test_without_a_contact_nothing_is_asked(radar, replicas, monkeypatch):
    monkeypatch.delenv("REGIORADAR_CONTACT")
    before = len(replicas.requests)
    result = radar("sources", "add", f"{PROBEN}/leer.html")
    assert result.exit_code == 2
    assert "no contact is set" in result.stderr
    assert len(replicas.requests) == before
