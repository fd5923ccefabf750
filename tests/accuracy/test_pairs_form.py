"""The labelled pairs have the form that the matcher and the scorer read; what is labelled is
not checked here."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest

HERE = Path(__file__).parent
FILES = sorted(
    file
    for folder in ("pairs", "pairs_held", "pairs_held2")
    for file in (HERE / folder).glob("*.jsonl")
)
BERLIN = ZoneInfo("Europe/Berlin")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+-]\d\d:\d\d")

KINDS = {
    True: """aggregator-prefix cancelled-one-side city-variant co-organiser combined end-missing
        english-german generic-same hour-differs last-day-only online-vs-hybrid
        numbered-series generic-title organiser-abbreviated organiser-missing report-vs-announcement
        rescheduled-one-side
        retitled subtitle-missing time-one-side title-abbreviated typo-title typography
        venue-address venue-moved venue-spelling""".split(),
    False: """conference-sessions deadline-vs-event exhibition-opening-vs-run generic-title
        kickoff-vs-closing monthly-series neighbour-towns numbered-series other-district
        roadshow-two-towns same-house-day same-organiser-day same-town-name seminar-repeat
        side-event umbrella-vs-single workshop-parts yearly-series""".split(),
    "unsure": """unsure-committee unsure-moved-day unsure-partner-event unsure-retitled
        unsure-vague-date unsure-wrong-year unsure-year-typo""".split(),
}
PAIR_KEYS = {"id", "a", "b", "same", "kind", "why"}
MENTION_KEYS = {
    *("name", "startDate", "endDate", "location", "organizer", "url", "source", "eventStatus")
}
FURTHER_KEYS = {"description", "eventAttendanceMode", "previousStartDate"}
STATUSES = {
    f"Event{word}" for word in ("Scheduled", "Cancelled", "Postponed", "Rescheduled", "MovedOnline")
}
MODES = {f"{word}EventAttendanceMode" for word in ("Online", "Offline", "Mixed")}

Pair = dict[str, Any]


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def pairs() -> Iterator[Pair]:
    for file in FILES:
        yield from map(json.loads, lines(file))


def day_of(text: object) -> date | None:
    """The day of a date or of a time with the offset of Germany; None for all else."""
    try:
        if isinstance(text, str) and DAY.fullmatch(text):
            return date.fromisoformat(text)
        if isinstance(text, str) and MINUTE.fullmatch(text):
            read = datetime.fromisoformat(text)
            local = read.replace(tzinfo=BERLIN)
            return read.date() if read.utcoffset() == local.utcoffset() else None
    except ValueError:
        pass
    return None


def complaints(pair: Pair) -> list[str]:
    """What is wrong with one pair; empty where its form is right."""
    found = []
    if set(pair) != PAIR_KEYS:
        return ["keys of the pair"]
    if not re.fullmatch(r"[a-z]+\d{3,}", str(pair["id"])):
        found.append("id")
    if not (isinstance(pair["same"], bool) or pair["same"] == "unsure"):
        return [*found, "label"]
    if pair["kind"] not in KINDS[pair["same"]]:
        found.append("kind")
    if not str(pair["why"]).strip():
        found.append("why")
    for side in "ab":
        found += [f"{side}: {what}" for what in complaints_of_mention(pair[side])]
    return found


def complaints_of_mention(mention: Pair) -> Iterator[str]:
    if not MENTION_KEYS <= set(mention) <= MENTION_KEYS | FURTHER_KEYS:
        yield "keys"
        return
    if not str(mention["name"] or "").strip():
        yield "name"
    start, end = day_of(mention["startDate"]), day_of(mention["endDate"] or mention["startDate"])
    if not (start and end and start <= end):
        yield "dates"
    if "previousStartDate" in mention and not day_of(mention["previousStartDate"]):
        yield "former date"
    yield from complaints_of_place_and_host(mention)
    if mention["eventStatus"] not in STATUSES:
        yield "status"
    if mention.get("eventAttendanceMode", next(iter(MODES))) not in MODES:
        yield "attendance"
    if not str(mention.get("description", "x")).strip():
        yield "description"


def complaints_of_place_and_host(mention: Pair) -> Iterator[str]:
    place, organiser = mention["location"], mention["organizer"]
    keys = [*place, *place["address"]]
    texts = (place["name"], *place["address"].values())
    if keys != ["name", "address", "addressLocality"] or "" in texts:
        yield "location"
    if organiser is not None and not (set(organiser) == {"name"} and organiser["name"]):
        yield "organiser"
    url = urlsplit(mention["url"])
    host = url.hostname or ""
    if url.scheme != "https" or not host.endswith(".example") or not url.path:
        yield "url"
    if mention["source"] != host.removeprefix("www."):
        yield "source"


def titles_with_days(pair: Pair) -> tuple[tuple[str, str], ...]:
    """What two pairs must not share: both titles with their days, whichever side they are on."""
    sides = (pair["a"], pair["b"])
    return tuple(sorted((side["name"].casefold(), side["startDate"][:10]) for side in sides))


def doubles(found: Iterator[Pair]) -> list[tuple[tuple[str, str], ...]]:
    counts = Counter(map(titles_with_days, found))
    return [key for key, count in counts.items() if count > 1]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_pair_of_the_file_has_the_form(file: Path):
    read = [json.loads(line) for line in lines(file)]
    assert {pair["id"]: wrong for pair in read if (wrong := complaints(pair))} == {}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_file_is_sorted_and_written_without_escapes(file: Path):
    written = lines(file)
    ids = [json.loads(line)["id"] for line in written]
    assert ids == sorted(ids)
    assert [
        line for line in written if line != json.dumps(json.loads(line), ensure_ascii=False)
    ] == []


def test_ids_are_unique_and_no_pair_is_there_twice():
    ids = Counter(pair["id"] for pair in pairs())
    assert [name for name, count in ids.items() if count > 1] == []
    assert doubles(pairs()) == []


def test_enough_pairs_of_each_label_are_there():
    labels = Counter(str(json.loads(line)["same"]) for line in lines(HERE / "pairs/pairs.jsonl"))
    assert labels.total() >= 170
    assert labels["True"] >= 75
    assert labels["False"] >= 75
    assert labels["unsure"] >= 12


SOUND: Pair = {
    "id": "x001",
    "a": {
        "name": "Hafentag",
        "startDate": "2026-05-07T10:00+02:00",
        "endDate": None,
        "location": {"name": None, "address": {"addressLocality": "Wismar"}},
        "organizer": None,
        "url": "https://www.hafen.example/tag",
        "source": "hafen.example",
        "eventStatus": "EventScheduled",
    },
    "b": {
        "name": "Hafentag Wismar",
        "startDate": "2026-05-07",
        "endDate": "2026-05-08",
        "location": {"name": "Alter Hafen", "address": {"addressLocality": "Wismar"}},
        "organizer": {"name": "Hafenverein"},
        "url": "https://kueste.example/?id=4",
        "source": "kueste.example",
        "eventStatus": "EventRescheduled",
        "previousStartDate": "2026-05-05",
    },
    "same": True,
    "kind": "end-missing",
    "why": "The second day stands on one side only.",
}


def test_a_sound_pair_is_not_complained_about():
    assert complaints(SOUND) == []


@pytest.mark.parametrize(
    ("said", "spoil"),
    [
        ("keys of the pair", lambda pair: pair.pop("why")),
        ("id", lambda pair: pair.update(id="1")),
        ("label", lambda pair: pair.update(same="yes")),
        ("kind", lambda pair: pair.update(kind="yearly-series")),
        ("why", lambda pair: pair.update(why=" ")),
        ("a: keys", lambda pair: pair["a"].pop("endDate")),
        ("b: keys", lambda pair: pair["b"].update(title="Hafentag")),
        ("a: name", lambda pair: pair["a"].update(name=" ")),
        ("a: dates", lambda pair: pair["a"].update(startDate="2026-02-30")),
        ("a: dates", lambda pair: pair["a"].update(startDate="2026-05-07T10:00+01:00")),
        ("a: dates", lambda pair: pair["a"].update(startDate="7.5.2026")),
        ("b: dates", lambda pair: pair["b"].update(endDate="2026-05-06")),
        ("b: former date", lambda pair: pair["b"].update(previousStartDate="Mai")),
        ("a: location", lambda pair: pair["a"]["location"].update(name="")),
        ("b: organiser", lambda pair: pair["b"]["organizer"].update(name="")),
        ("a: url", lambda pair: pair["a"].update(url="http://www.hafen.example/tag")),
        ("a: url", lambda pair: pair["a"].update(url="https://www.hafen.de/", source="hafen.de")),
        ("a: source", lambda pair: pair["a"].update(source="www.hafen.example")),
        ("b: status", lambda pair: pair["b"].update(eventStatus="Scheduled")),
        ("b: attendance", lambda pair: pair["b"].update(eventAttendanceMode="online")),
        ("b: description", lambda pair: pair["b"].update(description="")),
    ],
)
def test_a_spoilt_pair_is_complained_about(said: str, spoil: Callable[[Pair], object]):
    pair = deepcopy(SOUND)
    spoil(pair)
    assert complaints(pair) == [said]


def test_a_pair_is_found_twice_with_its_sides_turned_round():
    turned = {**SOUND, "id": "x002", "a": SOUND["b"], "b": SOUND["a"]}
    other = deepcopy(SOUND)
    other["a"]["startDate"] = "2027-05-06T10:00+02:00"
    assert doubles(iter([SOUND, other])) == []
    assert len(doubles(iter([SOUND, turned]))) == 1
