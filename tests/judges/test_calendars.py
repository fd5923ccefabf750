"""Calendars in the programs that people use: every event arrives, at the right instant.

What each reader tells of an event is [uid, start, end, status], see `expected`. The first reader is
held against the invented records themselves, all others against it, file by file.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import icalendar
import invented
import pytest
from expected import ends, expected, told
from ical.calendar_stream import IcsCalendarStream
from programs import ENVIRONMENT, FOLDER, NODE_MODULES, needs, run

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

Told = dict[str, list[list[str]]]


def names(site) -> list[str]:
    return [site.name(file) for file in site.files(".ics")]


def by_file(site, read) -> Told:
    return {site.name(file): sorted(read(file)) for file in site.files(".ics")}


def in_site(site, answer: dict[str, list]) -> Told:
    """What a script told of whole paths, by the site's names."""
    return {name: sorted(answer[str(site.folder / name)]) for name in names(site)}


def with_icalendar(calendar) -> Iterable[list[str]]:
    for event in calendar.walk("VEVENT"):
        start, end = event.start, event.get("DTEND") and event.end
        yield [str(event["UID"]), told(start), told(ends(start, end)), str(event["STATUS"])]


@pytest.fixture(scope="module")
def reference(site) -> Told:
    return by_file(
        site, lambda file: with_icalendar(icalendar.Calendar.from_ical(file.read_bytes()))
    )


def test_nothing_is_told_of_the_files_and_none_is_empty(site, reference):
    assert site.told == ()
    assert [name for name, events in reference.items() if not events] == []
    assert {name for name in reference if "/" not in name} >= {"alle.ics", "fristen.ics"}


def test_icalendar_reads_the_records_themselves(site, reference):
    records = {stored.uid: stored for stored in site.snapshot.events}
    absent = {f"{name}@regioradar.example" for name in invented.NOT_IN_CALENDAR}
    everything = {
        uid: expected(stored)
        for uid, stored in records.items()
        if uid not in absent
    }  # fmt: skip
    assert reference["alle.ics"] == sorted(everything.values())
    by_uid = {
        told[0].removesuffix("@regioradar.example"): told[1:] for told in reference["alle.ics"]
    }
    assert by_uid["ganztags"][:2] == ["2026-02-18", "2026-02-20"]
    assert by_uid["sommer"][:2] == ["2026-07-01T10:00:00Z", "2026-07-01T12:00:00Z"]
    assert by_uid["winter"][:2] == ["2026-12-01T11:00:00Z", "2026-12-01T13:00:00Z"]
    assert by_uid["herbst"][:2] == ["2026-10-24T18:00:00Z", "2026-10-25T05:00:00Z"]
    assert by_uid["abgesagt"][2] == "CANCELLED"


def test_an_event_has_a_file_of_its_own_that_says_the_same(reference):
    alone = [events for name, events in reference.items() if name.startswith("termin/")]
    assert all(len(events) == 1 for events in alone)
    assert (
        sorted(event for (event,) in alone if event in reference["alle.ics"])
        == reference["alle.ics"]
    )


def test_every_deadline_has_its_day_or_its_minute(reference):
    starts = [start for _, start, *_ in reference["fristen.ics"]]
    assert sorted(starts) == sorted(told(stored.deadline.due) for stored in invented.DEADLINES)


def test_home_assistant_takes_every_file_whole(site, reference):
    def read(file) -> Iterable[list[str]]:
        for event in IcsCalendarStream.calendar_from_ics(file.read_text(encoding="utf-8")).events:
            yield [event.uid, told(event.dtstart), told(event.end), str(event.status.value)]

    assert by_file(site, read) == reference


@needs("node", NODE_MODULES / "ical.js", NODE_MODULES / "node-ical")
def test_ical_js_and_node_ical(site, reference):
    files = site.files(".ics")
    # What a reader's own zone is must not matter.
    answer = json.loads(run("node", FOLDER / "read_calendars.mjs", *files, TZ="America/New_York"))
    assert in_site(site, answer["ical.js"]) == reference
    assert in_site(site, answer["node-ical"]) == reference


@needs(ENVIRONMENT / "python")
def test_recurring_ical_events(site, reference):
    script = FOLDER / "read_occurrences.py"
    answer = json.loads(run(ENVIRONMENT / "python", script, *site.files(".ics")))
    assert in_site(site, answer) == reference


KHAL = """\
[calendars]
[[radar]]
path = {folder}/events
[locale]
local_timezone = Etc/UTC
default_timezone = Etc/UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M:00Z
[default]
default_calendar = radar
[sqlite]
path = {folder}/khal.db
"""
KHAL_FIELDS = ("uid", "start-long-full", "end-long-full", "all-day", "status")


def large(reference: Told) -> list[str]:
    """The three files with the most events, for readers that take their time."""
    return sorted(reference, key=lambda name: -len(reference[name]))[:3]


def with_khal(folder, *files) -> list[list[str]]:
    """Import files into an empty calendar of khal, and list it."""
    (folder / "events").mkdir()
    (folder / "khal.conf").write_text(KHAL.format(folder=folder), encoding="utf-8")
    khal = (ENVIRONMENT / "khal", "-c", folder / "khal.conf")
    run(*khal, "import", "--batch", "-a", "radar", *files)
    wanted = [part for field in KHAL_FIELDS for part in ("--json", field)]
    days = run(*khal, "list", "--once", *wanted, "2024-01-01", "2029-12-31").splitlines()
    return sorted(_from_khal(event) for day in days for event in json.loads(day))


def _from_khal(event: dict[str, str]) -> list[str]:
    start, end = event["start-long-full"], event["end-long-full"]
    if event["all-day"] == "True":  # khal names the last day
        start, end = start[:10], told(date.fromisoformat(end[:10]) + timedelta(days=1))
    return [event["uid"], start, end, event["status"]]


def shown_by_khal(event: list[str]) -> list[str]:
    """What khal shows of an event that names no end: an hour, of its own making."""
    uid, start, end, status = event
    if start == end:
        end = told(datetime.fromisoformat(end) + timedelta(hours=1))
    return [uid, start, end, status]


@needs(ENVIRONMENT / "khal")
def test_khal_imports_and_lists_every_event(site, reference, tmp_path):
    for number, name in enumerate(large(reference)):
        folder = tmp_path / str(number)
        folder.mkdir()
        listed = with_khal(folder, site.folder / name)
        assert listed == [shown_by_khal(event) for event in reference[name]], name


VDIRSYNCER = """\
[pair {number}]
a = "{number}_web"
b = "{number}_disk"
collections = null

[storage {number}_web]
type = "http"
url = "{url}"

[storage {number}_disk]
type = "filesystem"
path = "{folder}"
fileext = ".ics"
"""


@needs(ENVIRONMENT / "vdirsyncer")
def test_vdirsyncer_fetches_every_event(site, reference, tmp_path):
    config = [f'[general]\nstatus_path = "{tmp_path}/status"\n']
    for number, name in enumerate(reference):
        folder = tmp_path / str(number)
        folder.mkdir()
        url = site.address + name
        config.append(VDIRSYNCER.format(number=number, url=url, folder=folder))
    (tmp_path / "config").write_text("\n".join(config), encoding="utf-8")
    vdirsyncer = (ENVIRONMENT / "vdirsyncer", "-c", tmp_path / "config")
    run(*vdirsyncer, "discover")
    run(*vdirsyncer, "sync")
    for number, (name, events) in enumerate(reference.items()):
        items = [file.read_bytes() for file in (tmp_path / str(number)).glob("*.ics")]
        calendars = [icalendar.Calendar.from_ical(item) for item in items]
        # It gives events that come over HTTP UIDs of its own making; all else arrives.
        arrived = sorted(event[1:] for calendar in calendars for event in with_icalendar(calendar))
        assert arrived == sorted(event[1:] for event in events), name
