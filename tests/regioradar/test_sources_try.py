"""`sources try`: what a source would give, and nothing on the disk is touched."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regioradar.clock import Clock
from regioradar.lock import single_run
from store import Store

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

TESTS = Path(__file__).parent.parent
TODAY = ("--today", "2026-03-02")
PROBEN = "http://proben.localhost"


@pytest.fixture
def add_source(tmp_path, radar):
    """Put the source of a replica site into the folder of the sources."""

    def add(name, folder="sites"):
        shutil.copy(TESTS / folder / name / "source.toml", tmp_path / "sources" / f"{name}.toml")

    return add


def proben(tmp_path, entries, more="", name="proben", folder="sources"):
    lines = [f'id = "{name}"', 'name = "Probenamt"', 'kind = "state"', more]
    for kind, path in entries:
        lines += ["[[entries]]", f'kind = "{kind}"', f'url = "{PROBEN}{path}"']
    file = tmp_path / folder / f"{name}.toml"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def everything(folder):
    """Each file below a folder with its bytes and its time."""
    return {
        file.relative_to(folder): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def tried(radar, *args):
    result = radar("sources", "try", *args, "--json", *TODAY)
    return json.loads(result.stdout), result.exit_code


def test_a_few_pages_are_crawled_and_what_is_read_is_shown(radar, add_source):
    add_source("bmwe")
    told, code = tried(radar, "bmwe", "--pages", "5")
    assert code == 0
    assert (told["id"], told["reads"], told["finishReason"]) == ("bmwe", True, "page_budget")
    assert len(told["pages"]) == 5
    pages = {page["url"].rpartition("/")[2]: page for page in told["pages"]}
    listing = pages["veranstaltungen.html"]
    assert (listing["verdict"], listing["kind"], listing["entry"]) == ("ok", "listing", True)
    assert [event["name"] for event in listing["reading"]["events"]] == [
        "Regionalpolitische Jahrestagung 2026",
        "Küstengipfel Ostsee 2026",
        "Standortdialog „Industrie und Region“",
    ]
    assert len(listing["links"]["followed"]) >= 3
    assert sum(listing["links"]["refused"].values()) >= 5
    press = pages["pressemitteilungen.html"]
    assert "gtp=" in press["links"]["nextPage"]
    assert [lead["kind"] for lead in press["discovered"]] == ["feed"]


def test_the_text_for_people(radar, add_source):
    add_source("bmwe")
    url = "http://www.bmwe.localhost/Navigation/DE/Service/veranstaltungen.html"
    result = radar("sources", "try", "bmwe", "--url", url, *TODAY)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[:3] == [
        "bmwe: Bundesministerium für Wirtschaft und Energie",
        f"ok 200: listing {url}",
        "  read as: listing",
    ]
    assert lines[3].startswith("  list: 3 entries at ")
    assert lines[4].startswith(
        "  event: 2026-03-02 to 2026-03-03 | Regionalpolitische Jahrestagung"
    )
    assert any(line.startswith("  links: ") and "refused: " in line for line in lines)
    assert any(line.startswith("    http://www.bmwe.localhost/Redaktion/") for line in lines)
    assert lines[-2:] == [
        "not compared with earlier runs: what stood there before tells "
        "`regioradar health --source bmwe`",
        "read: 3 events, 0 pieces of news; nothing was stored",
    ]


def test_one_event_on_two_pages_is_told_as_one(radar, add_source):
    add_source("weserbogen", "sites_crawl")
    lines = radar("sources", "try", "weserbogen", "--pages", "3", *TODAY).stdout.splitlines()
    assert "  list: 8 entries" in lines  # of a calendar: no element holds it
    assert lines[-1].startswith("read: 15 events (8 different ones), ")
    assert "ended: so many pages were wanted (--pages); a run would ask for more" in lines
    assert not [line for line in lines if "budget" in line]


def test_of_a_sitemap_it_is_told_how_much_it_names(radar, add_source):
    add_source("nordmark", "sites_crawl")
    url = "http://www.regionalentwicklung-nordmark.localhost/sitemap.xml"
    result = radar("sources", "try", "nordmark", "--url", url)
    assert "  names: 2 sitemaps" in result.stdout.splitlines()
    assert result.exit_code == 1


def test_one_address_is_asked_for_alone(radar, add_source, replicas):
    add_source("mr4b")
    before = len(replicas.requests)
    told, code = tried(radar, "mr4b", "--url", "http://www.mr4b.localhost/feed/")
    assert code == 0
    assert [(page["url"], page["kind"]) for page in told["pages"]] == [
        ("http://www.mr4b.localhost/feed/", "feed")
    ]
    assert [request.path for request in replicas.requests[before:]] == ["/robots.txt", "/feed/"]


def test_links_are_told_of_pages_from_which_a_crawl_goes_on(radar, add_source):
    add_source("bmwe")
    site = "http://www.bmwe.localhost"
    detail = "/Redaktion/DE/Veranstaltungen/2026/20260423-kuestengipfel-ostsee-rostock.html"
    told, code = tried(radar, "bmwe", "--url", site + detail)
    assert code == 0
    assert told["pages"][0]["links"] is None
    second = "/Navigation/DE/Presse/pressemitteilungen.html?gtp=233032_list%253D2"
    told, _ = tried(radar, "bmwe", "--url", site + second)
    assert len(told["pages"][0]["links"]["followed"]) >= 1


def test_nothing_on_the_disk_changes(radar, add_source, tmp_path):
    add_source("bmwe")
    public = tmp_path / "var" / "public"
    public.mkdir(parents=True)
    (public / "alle.ics").write_bytes(b"BEGIN:VCALENDAR")
    with Store.open(tmp_path / "var" / "regioradar.sqlite"):
        pass
    before = everything(tmp_path)
    assert len(before) == 3
    assert tried(radar, "bmwe")[1] == 0
    url = "http://www.bmwe.localhost/Navigation/DE/Service/veranstaltungen.html"
    assert radar("sources", "add", url, *TODAY).exit_code == 0
    assert everything(tmp_path) == before


def test_no_data_folder_is_made(radar, add_source, tmp_path):
    add_source("expertrainee")
    assert tried(radar, "expertrainee", "--pages", "1")[1] == 0
    assert not (tmp_path / "var").exists()


def test_it_runs_beside_a_run(radar, add_source, tmp_path):
    """A run holds the lock and writes the database; a trial needs neither."""
    add_source("expertrainee")
    (tmp_path / "var").mkdir()
    with single_run(tmp_path / "var" / "regioradar.sqlite.lock", Clock().now()):
        assert tried(radar, "expertrainee", "--pages", "1")[1] == 0


def test_a_disabled_source_is_tried_too(radar, tmp_path):
    off = 'enabled = false\ndisabled_reason = "noch nicht geprüft"'
    proben(tmp_path, [("icalendar", "/termine.ics")], off)
    told, code = tried(radar, "proben")
    assert code == 0
    assert told["enabled"] is False
    assert told["pages"][0]["reading"]["events"][0]["name"] == "Tagung der Proben"


def test_a_disabled_source_without_entries_is_tried_at_an_address(radar, tmp_path):
    proben(tmp_path, [], 'enabled = false\ndisabled_reason = "keine Adresse"')
    result = radar("sources", "try", "proben")
    assert result.exit_code == 2
    assert "source proben has no entries to begin at: give --url" in result.stderr
    told, code = tried(radar, "proben", "--url", f"{PROBEN}/termine.ics")
    assert code == 0
    assert told["pages"][0]["verdict"] == "ok"


def test_a_file_outside_the_catalogue_is_tried(radar, tmp_path):
    file = proben(tmp_path, [("icalendar", "/termine.ics")], name="neu", folder="entwurf")
    told, code = tried(radar, "--file", str(file))
    assert (told["id"], code) == ("neu", 0)


@pytest.mark.parametrize(
    ("path", "verdict", "words"),
    [
        ("/geheim/was-wir-tun.html", "robots", "robots.txt forbids it"),
        ("/nirgends.html", "gone", "answered 404 Not Found"),
        ("/kaputt.html", "server_error", "answered 500 Internal Server Error"),
        ("/langsam.html", "timeout", "did not answer in time"),
        ("/bild.html", "not_html", "is no text (image/png)"),
    ],
)
def test_where_nothing_is_read_the_verdict_says_why(path, verdict, words, radar, tmp_path):
    proben(tmp_path, [("listing", path)])
    result = radar("sources", "try", "proben")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[1].startswith(verdict)
    assert lines[1].endswith(f": listing {PROBEN}{path}")
    assert words in lines[2]
    assert lines[-1] == "read: 0 events, 0 pieces of news; nothing was stored"


def test_a_page_that_is_read_as_a_shell_has_its_verdict(radar, add_source):
    add_source("errorpage", "sites_faulty")
    told, code = tried(radar, "errorpage")
    assert code == 1
    assert told["pages"][0]["status"] == 200
    assert told["pages"][0]["verdict"] == "server_error"


def test_every_refused_link_is_counted_with_its_reason(radar, tmp_path):
    more = '[follow]\nallow = ["/texte/"]\ndeny = ["wer-wir-sind"]\n'
    proben(tmp_path, [("listing", "/ohne-tage.html")])
    file = tmp_path / "sources" / "proben.toml"
    file.write_text(file.read_text(encoding="utf-8") + "\n" + more, encoding="utf-8")
    told, _ = tried(radar, "proben", "--pages", "1")
    links = told["pages"][0]["links"]
    assert links["followed"] == [
        f"{PROBEN}/texte/was-wir-tun.html",
        f"{PROBEN}/texte/wie-wir-arbeiten.html",
    ]
    assert links["refused"] == {"not_allowed": 3, "denied": 1}


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ([], "give either the ID of a source or --file"),
        (["bmwe", "--file", "x.toml"], "give either the ID of a source or --file"),
        (["bwme"], "no source has the id 'bwme' (did you mean bmwe?)"),
        (["bmwe", "--url", "mailto:x@y"], "is no http or https address"),
        (["bmwe", "--url", "http://www.mr4b.localhost/"], "is on no host of source bmwe ("),
        (["bmwe", "--pages", "0"], "0 is not in the range"),
        (["--file", "x.toml"], "x.toml: cannot be read"),
    ],
)
def test_wrong_options_are_one_line(args, line, radar, add_source):
    add_source("bmwe")
    result = radar("sources", "try", *args)
    assert result.exit_code == 2
    assert line in result.stderr
    assert result.stderr.count("\n") == 1


def is_alive(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_stop_ends_the_crawl_too(radar, add_source, replicas, tmp_path):
    """The crawl is a process of its own; it does not outlive the program."""
    add_source("silent", "sites_faulty")
    before = len(replicas.requests)
    environment = {**os.environ, "REGIORADAR_CRAWL__TIMEOUT": "300"}
    program = Path(sys.executable).with_name("regioradar")
    trial = subprocess.Popen(
        [str(program), "sources", "try", "silent"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while len(replicas.requests) == before and time.monotonic() < deadline:
        time.sleep(0.05)  # the server's log has no event to wait for
    trial.send_signal(signal.SIGTERM)
    _, errors = trial.communicate(timeout=60)
    assert trial.returncode == 130
    assert "interrupted" in errors
    assert "Traceback" not in errors
    while is_alive(trial.pid):  # Python's own helper ends a moment later
        assert time.monotonic() < deadline
        time.sleep(0.05)
