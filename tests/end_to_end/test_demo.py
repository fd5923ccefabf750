"""`regioradar demo`: from the replica sites to the feeds, twice, with the facts of the seeds."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser
import icalendar
import pytest

BERLIN = ZoneInfo("Europe/Berlin")


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    public = folder / "var" / "demo" / "public"
    return {
        str(file.relative_to(public)): (file.read_bytes(), file.stat().st_mtime_ns)
        for file in public.rglob("*")
        if file.is_file()
    }


def figures(result) -> dict[str, list[int]]:
    """The summary table: pages, new, changed, events, problems of each source and of all."""
    rows = [line.split() for line in result.stdout.splitlines()]
    return {row[0]: [int(n) for n in row[1:]] for row in rows if "".join(row[1:]).isdigit()}


@pytest.fixture(scope="module")
def runs(demo, tmp_path_factory):
    """Two runs in one folder: what they printed and what lay there after each."""
    folder = tmp_path_factory.mktemp("demo")
    done = []
    for _ in range(2):
        result = demo(folder)
        done.append((result, state(folder)))
    return done


@pytest.fixture(scope="module")
def events(runs):
    files = runs[0][1]
    return icalendar.Calendar.from_ical(files["alle.ics"][0]).walk("VEVENT")


def named(events, *words):
    return [e for e in events if all(word in str(e["SUMMARY"]) for word in words)]


def test_it_ends_well_and_says_where_the_feeds_lie(runs):
    result, files = runs[0]
    assert result.returncode == 0, result.stdout + result.stderr
    assert {"alle.ics", "alle.rss", "index.html"} <= set(files)
    lines = result.stdout.splitlines()
    assert "demo: the clock stands at 2026-03-02 06:00 Europe/Berlin" in lines
    assert "iCalendar: var/demo/public/alle.ics" in lines
    assert "RSS: var/demo/public/alle.rss" in lines
    assert lines[-1].endswith("nothing unexpected happened")
    table = figures(result)
    assert list(table) == [
        "bmwe",
        "expertrainee",
        "mitteldeutschland",
        "mr4b",
        "raum_energie",
        "all",
    ]
    for pages, new, changed, found, _ in table.values():
        assert pages == new > 5
        assert changed == 0
        assert found > 2


def test_problems_are_those_that_the_sites_announce(runs):
    lines = runs[0][0].stdout.splitlines()
    problems = [line for line in lines if line.startswith(("error:", "warning:", "expected:"))]
    assert len(problems) >= 5
    assert all(line.startswith("expected: ") for line in problems)


def test_progress_is_plain_lines_and_nothing_else_on_standard_error(runs):
    for line in runs[0][0].stderr.splitlines():
        assert line.startswith(("crawl ", "read ")), line


def test_the_jahrestagung_is_two_whole_days_in_halle(events):
    found = [e for e in named(events, "Jahrestagung") if e["DTSTART"].dt == date(2026, 3, 2)]
    assert found
    for event in found:
        assert event["DTEND"].dt == date(2026, 3, 4)
        assert "Halle (Saale)" in str(event["LOCATION"])
        assert "Bundesministerium für Wirtschaft und Energie" in (
            str(event.get("CONTACT", "")) + str(event["DESCRIPTION"])
        )
        assert event.get("STATUS") != "CANCELLED"


def test_the_seminar_is_from_10_to_16_in_berlin_time(events):
    (seminar,) = [e for e in events if str(e["DTSTART"].dt)[:10] == "2019-03-21"]
    assert seminar["DTSTART"].dt == datetime(2019, 3, 21, 10, tzinfo=BERLIN)
    assert seminar["DTEND"].dt == datetime(2019, 3, 21, 16, tzinfo=BERLIN)
    assert seminar["DTSTART"].params["TZID"] == "Europe/Berlin"


def test_reports_are_news_and_never_coming_events(runs, events):
    feed = feedparser.parse(runs[0][1]["alle.rss"][0])
    assert not feed.bozo
    dated = [e for e in feed.entries if e.get("ev_startdate")]
    assert dated
    assert min(e.ev_startdate for e in dated) >= "2026-03-02"
    files = runs[0][1]
    pages = [files[n][0].decode() for n in files if n.startswith("neuigkeiten") and "html" in n]
    for word in ("RegioStrat", "Zukunftswerkstatt"):
        assert any(word in page for page in pages), word
        for entry in feed.entries:
            assert word not in entry.title or not entry.get("ev_startdate"), entry.title
        for event in named(events, word):
            assert str(event["DTSTART"].dt)[:10] < "2026-03-02"


def test_the_second_run_finds_nothing_changed_and_touches_no_file(runs):
    (first, before), (second, after) = runs
    assert first.returncode == second.returncode == 0
    assert after == before
    for source_id, (pages, new, changed, found, _) in figures(second).items():
        assert (new, changed) == (0, 0)
        assert (pages, found) == (figures(first)[source_id][0], figures(first)[source_id][3])
    assert "feeds: 0 written, " in second.stdout


def test_nothing_was_left_behind(runs):
    assert all(not name.endswith("-tmp") for name in runs[1][1])
