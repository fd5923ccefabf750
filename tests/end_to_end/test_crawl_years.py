"""All replica sites through the years: read, unchanged, changed, broken in every way, well again.

The real program crawls copies of the sites, which are changed between its runs. Whatever befalls a
site gets its own verdict, and nothing that was published is lost or withdrawn.
"""

import json
import os
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import icalendar
import pytest

from crawler.rendering import lacking
from model import HealthState, Verdict
from regioradar.replica import ReplicaServer
from store import Store

TESTS = Path(__file__).parents[1]
SCRIPTED = "kleinstadtforum"
DAY = "2026-03-02"
LACKING = lacking("/usr/bin/chromium") if os.environ.get("CI") != "true" else ""

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
needs_browser = pytest.mark.skipif(bool(LACKING), reason=f"this machine {LACKING}")

SITES = sorted(
    pytest.param(file.parent.name, marks=needs_browser if file.parent.name == SCRIPTED else ())
    for file in TESTS.glob("sites*/*/truth.json")
)
PROVING = [param for param in SITES if (TESTS / "sites_crawl" / str(param.values[0])).exists()]

# Said in every place where the site says it: lists, details, calendars, interfaces.
CHANGES = {
    "bmwe": ("HanseMesse", "Kurhaus"),
    "elbaue": ("10.00 - 17.00 Uhr", "11.00 - 17.00 Uhr"),
    "expertrainee": ("Kongresshotel Kassel", "Bildungshaus Kassel"),
    SCRIPTED: ("Stadthalle, 37520", "Kurhaus, 37520"),
    "mitteldeutschland": ("Mediencampus Villa Ida", "Mediencampus Süd"),
    "mr4b": ("Kulturhof Kosma", "Kulturhof Zschernitzsch"),
    "nordmark": ("Am Messeplatz 12", "Am Messeplatz 21"),
    "raum_energie": ("Stadthalle Eckernförde", "Rathaus Eckernförde"),
    "weserbogen": ("Dorfgemeinschaftshaus", "Gasthaus zur Linde"),
}
BMWE_FEED = "/SiteGlobals/BMWI/Functions/RSSFeed/DE/RSSFeed-Pressemitteilung.xml"
CAPTCHA = """<!DOCTYPE html><html lang="de"><head><title>Einen Moment</title></head><body>
<h1>Sicherheitsprüfung</h1><p>Bitte bestätigen Sie, dass Sie kein Roboter sind.</p>
<form method="post"><div class="g-recaptcha" data-sitekey="x"></div></form></body></html>"""

REDESIGNED = """<!DOCTYPE html><html lang="de"><head><title>Seminarhaus Elbaue</title></head><body>
<div class="huelle"><h1>Lernen am Deich</h1><p>Das Programm liegt im Haus aus und wird auf Wunsch
zugesandt. Wir freuen uns auf Gäste, die Ruhe suchen und etwas lernen wollen. Zwölf Zimmer und zwei
Säle stehen bereit, dazu ein Garten, der bis an den Strom reicht.</p></div></body></html>"""


def rewrite(file: Path, pattern: str, new: str) -> None:
    """Put `new` in the place of all that `pattern` finds."""
    body, count = re.subn(pattern, new, file.read_text("cp1252"), flags=re.DOTALL)
    assert count, f"{file} has no {pattern}"
    file.write_text(body, "cp1252")


def change(web, ids) -> None:
    """Change one event of every site."""
    for source_id in ids:
        web.replace(source_id, *CHANGES[source_id])


def first_faults(web) -> None:
    """A fault for every site."""
    # Redesigned: other names, and lists are read by their structure.
    web.replace("weserbogen", "tribe-events-calendar-list", "kacheln", "www/**/*.html")
    # Redesigned: no list is left, and nothing says that there are no events.
    (web.site("elbaue") / "www/seminare.html").write_text(REDESIGNED, "cp1252")
    (web.site("nordmark") / "www/aktuelles/index.html").write_bytes(
        (TESTS / "sites_faulty/errorpage/www/wartung.html").read_bytes()
    )
    web.answer_all("mr4b", "status = 503")
    settings = web.site("expertrainee") / "site.toml"
    silent = settings.read_text("utf-8").replace('file = "routes/seminare-0.html"', "silent = true")
    settings.write_text(silent, encoding="utf-8")
    web.answer_all("raum_energie", "status = 403")
    (web.site("bmwe") / "captcha.html").write_text(CAPTCHA, encoding="utf-8")
    web.answer_all("bmwe", 'file = "captcha.html"')
    web.answer_all("mitteldeutschland", 'location = "http://www.anderswo.localhost/"')
    empty = '{"weitere": false, "termine": []}'
    (web.site(SCRIPTED) / "www/api/termine.json").write_text(empty, encoding="utf-8")


def second_faults(web) -> None:
    """Other faults, where the first left room; all other sites are well again."""
    rewrite(web.site("elbaue") / "www/seminare.html", "<tr><td nowrap>.*?</tr>", "")
    rewrite(
        web.site("expertrainee") / "routes/seminare-0.html",
        '<table class="liste".*?</table>.*?</p>',
        "<p>Derzeit sind keine Veranstaltungen geplant.</p>",
    )
    web.answer_all("nordmark", "status = 404")
    web.answer_all("mr4b", "status = 500")


BROKEN, DEGRADED = HealthState.BROKEN, HealthState.DEGRADED
WELL, QUIET = HealthState.WELL, HealthState.QUIET
# Run, source, one of its addresses, the verdict on that and the health of the source.
FAULTS = [
    ("faults", "bmwe", "/Navigation/DE/Presse/pressemitteilungen.html", Verdict.BLOCKED, BROKEN),
    ("faults", "bmwe", BMWE_FEED, Verdict.BLOCKED, BROKEN),
    ("faults", "elbaue", "/seminare.html", Verdict.LIST_MISSING, BROKEN),
    ("faults", "expertrainee", "/seminare.php", Verdict.TIMEOUT, BROKEN),
    ("faults", SCRIPTED, "/termine/", Verdict.LIST_EMPTY, BROKEN),
    ("faults", "mitteldeutschland", "/veranstaltungen/liste/", Verdict.MOVED, BROKEN),
    ("faults", "mr4b", "/", Verdict.SERVER_ERROR, BROKEN),
    ("faults", "nordmark", "/aktuelles/", Verdict.SERVER_ERROR, DEGRADED),
    ("faults", "raum_energie", "/aktuelles", Verdict.BLOCKED, BROKEN),
    ("faults", "weserbogen", "/veranstaltungen/", Verdict.OK, WELL),
    ("others", "elbaue", "/seminare.html", Verdict.LIST_EMPTY, BROKEN),
    ("others", "expertrainee", "/seminare.php", Verdict.QUIET, QUIET),
    ("others", "mr4b", "/team/", Verdict.SERVER_ERROR, BROKEN),
    ("others", "nordmark", "/aktuelles/", Verdict.GONE, BROKEN),
]


@dataclass(frozen=True)
class Year:
    """One run: what was printed, asked for and published, and the verdicts on the addresses."""

    told: str
    asked: list
    feeds: dict[str, tuple[bytes, int]]
    events: dict[str, bytes]
    verdicts: dict[str, dict[str, Verdict]]
    health: dict[str, dict]

    def read(self, source_id: str) -> int:
        """How many pages of a source were read."""
        (count,) = re.findall(rf"^read {source_id}: (\d+) pages", self.told, re.MULTILINE)
        return int(count)


def events_of(calendar: bytes) -> dict[str, bytes]:
    found = icalendar.Calendar.from_ical(calendar).walk("VEVENT")
    return {str(event["UID"]): event.to_ical() for event in found}


def hosts_of(source_id: str) -> set[str]:
    (file,) = TESTS.glob(f"sites*/{source_id}/site.toml")
    return set(tomllib.loads(file.read_text("utf-8"))["hosts"])


@pytest.fixture(scope="module")
def years(web, program, tmp_path_factory) -> dict[str, Year]:
    """All runs, in this order."""
    folder = tmp_path_factory.mktemp("years")
    (folder / "sources").mkdir()
    ids = [str(param.values[0]) for param in SITES if not (LACKING and param.values[0] == SCRIPTED)]
    for source_id in ids:
        shutil.copy(web.site(source_id) / "source.toml", folder / "sources" / f"{source_id}.toml")
    (folder / "regioradar.toml").write_text(
        'sources_dir = "sources"\ncontact = "radar@example.org"\n'
        "[crawl]\ndelay = 0\ntimeout = 6\nretries = 0\nunsafe_test_networks = ['127.0.0.1/32']\n"
        "[publish]\npast_days = 36500\n",
        encoding="utf-8",
    )
    steps: dict[str, Callable[[], object]] = {
        "first": lambda: None,
        "unchanged": lambda: None,
        "changed": lambda: change(web, ids),
        "faults": lambda: (web.restore(), change(web, ids), first_faults(web)),
        "others": lambda: (web.restore(), change(web, ids), second_faults(web)),
        "well": lambda: (web.restore(), change(web, ids)),
    }
    done = {}
    for name, step in steps.items():
        step()
        done[name] = year(web, program, folder, ids, health=name not in ("first", "unchanged"))
    return done


def year(web, program, folder: Path, ids: list[str], *, health: bool) -> Year:
    with ReplicaServer(web.folders) as server:
        result = program(folder, "run", "--all", "--no-quiet", "--today", DAY, **server.proxies)
        asked = list(server.requests)
    assert result.returncode in (0, 1), result.stderr
    public = folder / "var" / "public"
    feeds = {
        str(file.relative_to(public)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in public.rglob("*")
        if file.is_file()
    }
    with Store.open(folder / "var" / "regioradar.sqlite") as store:
        verdicts = {
            source_id: {path_of(visit.url): visit.verdict for visit in store.visits(source_id)}
            for source_id in ids
        }
    return Year(
        told=result.stdout + result.stderr,
        asked=asked,
        feeds=feeds,
        events=events_of(feeds["alle.ics"][0]),
        verdicts=verdicts,
        health=health_of(program, folder) if health else {},
    )


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def health_of(program, folder: Path) -> dict[str, dict]:
    told = json.loads(program(folder, "health", "--json", "--all", "--today", DAY).stdout)
    return {source["id"]: source for source in told["sources"]}


def truth_of(source_id: str) -> dict:
    (file,) = TESTS.glob(f"sites*/{source_id}/truth.json")
    return json.loads(file.read_text("utf-8"))


def asked_of(year: Year, source_id: str) -> list:
    hosts = hosts_of(source_id)
    return [request for request in year.asked if request.host in hosts]


@pytest.mark.parametrize("source_id", PROVING)
def test_a_crawl_finds_every_event_and_asks_for_nothing_else(years, source_id):
    truth, first = truth_of(source_id), years["first"]
    found = [icalendar.Event.from_ical(event) for event in first.events.values()]
    told = [(str(event["SUMMARY"]), str(event["DTSTART"].dt)[:10]) for event in found]
    for event in truth["events"]:
        assert (event["name"], event["startDate"][:10]) in told
    hosts = hosts_of(source_id)
    own = [event for event in found if urlsplit(str(event["URL"])).hostname in hosts]
    assert len(own) == len(truth["events"])
    paths = [request.path for request in asked_of(first, source_id)]
    admitted = [re.compile(pattern) for pattern in truth["mayAsk"]]
    assert [path for path in paths if not any(rule.search(path) for rule in admitted)] == []
    assert len(paths) <= truth["mostRequests"]
    assert len(set(paths)) == len(paths)


@pytest.mark.parametrize("source_id", SITES)
def test_what_is_unchanged_is_neither_sent_nor_read_again(years, source_id):
    first, again = years["first"], years["unchanged"]
    assert again.read(source_id) == 0
    got = {request.path for request in asked_of(first, source_id) if request.status == 200}
    sent = {request.path for request in asked_of(again, source_id) if request.status == 200}
    assert sent - {"/robots.txt"} <= without_validators(source_id)
    assert got - sent, "the site sent nothing a second time"


def without_validators(source_id: str) -> set[str]:
    """What is archived without validators: not at all, or as the browser showed it."""
    (file,) = TESTS.glob(f"sites*/{source_id}/site.toml")
    broken = tomllib.loads(file.read_text("utf-8")).get("broken", [])
    shown = {
        *("/termine/", "/termine/?seite=2", "/termin/buergerbahnhof-nordhausen"),
        *("/assets/app.js", "/assets/kern.js", "/api/termin/buergerbahnhof-nordhausen.json"),
        *("/api/termine.json?seite=1", "/api/termine.json?seite=2"),
    }
    return {page["path"] for page in broken} | (shown if source_id == SCRIPTED else set())


def test_unchanged_feeds_are_not_touched(years):
    assert years["unchanged"].feeds == years["first"].feeds


@pytest.mark.parametrize("source_id", SITES)
def test_a_change_reaches_its_event_and_no_other(years, source_id):
    before, after = years["unchanged"].events, years["changed"].events
    assert before.keys() == after.keys()
    hosts = hosts_of(source_id)
    changed = [
        (icalendar.Event.from_ical(before[uid]), icalendar.Event.from_ical(event))
        for uid, event in after.items()
        if event != before[uid]
    ]
    ((old, new),) = [pair for pair in changed if urlsplit(str(pair[1]["URL"])).hostname in hosts]
    assert int(new["SEQUENCE"]) == int(old["SEQUENCE"]) + 1
    word = CHANGES[source_id][1]
    assert word in new["LOCATION"] or new["DTSTART"].dt.strftime("%H.%M") in word
    assert years["changed"].read(source_id) > 0


@pytest.mark.parametrize(
    ("run", "source_id", "path", "verdict", "health"),
    [pytest.param(*fault, marks=needs_browser if fault[1] == SCRIPTED else ()) for fault in FAULTS],
    ids=lambda value: str(value) if isinstance(value, Verdict) else None,
)
def test_each_fault_gets_its_verdict(years, run, source_id, path, verdict, health):
    assert years[run].verdicts[source_id][path] is verdict
    told = years[run].health[source_id]
    assert told["state"] == health
    if health in (BROKEN, DEGRADED):
        reasons = {
            (path_of(reason["url"]), reason["verdict"]): reason for reason in told["reasons"]
        }
        reason = reasons[path, verdict]
        assert "last good: " in reason["evidence"]
        assert reason["command"].startswith(f"regioradar sources try {source_id}")


def test_a_list_that_is_still_read_after_a_redesign_is_told_of(years):
    (first, _) = years["faults"].health["weserbogen"]["notices"]
    assert "/veranstaltungen/: the list moved from " in first
    assert first.endswith("; it is still read")


@pytest.mark.parametrize("run", ["faults", "others", "well"])
def test_no_fault_loses_or_withdraws_an_event(years, run):
    assert years[run].events == years["changed"].events


@pytest.mark.parametrize("source_id", SITES)
def test_a_site_that_is_well_again_is_found_well(years, source_id):
    before, after = years["changed"], years["well"]
    failing = {path for path, verdict in after.verdicts[source_id].items() if not verdict.good}
    assert failing == {
        path for path, verdict in before.verdicts[source_id].items() if not verdict.good
    }
    assert after.health[source_id]["state"] == before.health[source_id]["state"] != BROKEN
