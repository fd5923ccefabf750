"""Lines of `regioradar match` and `extract`: an answer to each, whatever stands in it."""

import json
from collections.abc import Iterator

from fuzzing.target import must, plain_line
from fuzzing.words import DATES, JSON, PROSE, encoded
from matching import Knowledge
from regioradar.json_lines import write_line
from regioradar.machine import requests_from_lines
from regioradar.matches import matches_of

WORDS = encoded(JSON, JSON, JSON, PROSE, DATES)
_KNOWLEDGE = Knowledge(organizations=())
_EVENT = {
    "name": "Fachtagung Land in Sicht", "startDate": "2026-05-03T10:00+02:00",
    "endDate": "2026-05-03T16:00+02:00", "eventStatus": "https://schema.org/EventScheduled",
    "location": {"name": "Rathaus", "address": {"addressLocality": "Gera", "postalCode": "07545"}},
    "organizer": [{"name": "Stadt Gera"}], "url": "https://a.example/t/1", "links": ["x"],
}  # fmt: skip


def check(data: bytes) -> None:
    """The input is the lines."""
    lines = data.split(b"\n")
    given = sum(1 for line in lines if line.strip())
    answers = list(matches_of(lines, _KNOWLEDGE))
    must(len(answers) == given, "each line has its answer", len(answers), given)
    for answer in answers:
        json.loads(write_line(answer.record))
        must(plain_line(answer.fault), "a fault is one plain line", answer.fault)
        score = answer.record["score"]
        must((score is None) is bool(answer.fault), "what has no score has a fault", answer)
        must(score is None or 0 <= score <= 1, "a score lies between 0 and 1", score)
    turned = list(matches_of([_turned(line) for line in lines], _KNOWLEDGE))
    for one, other in zip(answers, turned, strict=False):
        same = one.record["score"] == other.record["score"]
        must(same or bool(one.fault or other.fault), "the order makes no difference", one, other)
    for request in requests_from_lines(lines):
        must(plain_line(request.fault), "a fault is one plain line", request.fault)
        json.loads(write_line({"id": request.id, "url": request.url}))


def _turned(line: bytes) -> bytes:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return line
    if not isinstance(value, dict):
        return line
    return json.dumps({**value, "a": value.get("b"), "b": value.get("a")}).encode()


def seeds() -> Iterator[bytes]:
    """Pairs of events, alike and not, and a line of the other interface."""
    for other in (_EVENT, {**_EVENT, "name": "Fachtag"}, {"name": "X", "startDate": "2026-05-03"}):
        yield json.dumps({"id": 1, "a": _EVENT, "b": other}).encode()
    yield b'{"id": "x", "url": "https://a.example/", "body": "<p>x", "today": "2026-03-02"}\n{}'
