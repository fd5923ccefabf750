"""The machine interface to the letter: keys, ids, faults, dates, bytes."""

import json
from datetime import UTC, date, datetime

import pytest

import parsers
from model import BERLIN, Extraction, PageKind
from regioradar.clock import Clock
from regioradar.json_lines import write_line
from regioradar.machine import Reader, Request, requests_from_lines
from regioradar.pages import content_type_of
from regioradar.surroundings import Surroundings

KEYS = [
    "id", "url", "headline", "datePublished", "pageKind", "events", "news", "deadlines", "problems",
    "calendarLinks",
]  # fmt: skip


@pytest.fixture
def seen(monkeypatch):
    """What the parsers were given, as (page, context) pairs."""
    calls = []

    def extract(page, context):
        calls.append((page, context))
        return Extraction(page_kind=PageKind.OTHER)

    monkeypatch.setattr(parsers, "extract", extract)
    return calls


@pytest.fixture
def reader(catalogue):
    return Reader(surroundings=Surroundings(catalogue.sources), clock=Clock())


def line(**fields):
    return json.dumps(fields).encode()


def answer(reader, *lines):
    return [a.record for a in reader.answers(requests_from_lines(lines))]


def test_an_answer_has_exactly_the_keys_of_the_guide(reader, plain_parser):
    body = "TERMIN 2026-05-05 Fachtag\nMELDUNG Neues"
    (record,) = answer(reader, line(id=7, url="http://x.example/", body=body))
    assert list(record) == KEYS
    assert record["id"] == 7
    assert record["url"] == "http://x.example/"
    assert record["events"][0]["name"] == "Fachtag"
    assert record["events"][0]["startDate"] == "2026-05-05"
    assert record["news"][0]["headline"] == "Neues"
    json.dumps(record)


@pytest.mark.parametrize(
    ("bad", "identity", "message"),
    [
        (b"{", None, "line 2 is no JSON: "),
        (b"\xff{}", None, "line 2 is not UTF-8"),
        (b"[1]", None, "line 2 is no JSON object"),
        (b"[" * 100_000, None, "line 2 is no JSON"),
        (line(id="x"), "x", 'neither "body" nor "file" is given'),
        (line(id="x", body=3), "x", '"body" is no string'),
        (line(id="x", url=["u"], body=""), "x", '"url" is no string'),
        (line(id="x", body="", today="morgen"), "x", "\"today\" is no ISO 8601 day: 'morgen'"),
        (line(id="x", file="nix/da.html"), "x", "nix/da.html: No such file or directory"),
        (line(id="x", file="a\0b"), "x", "is no file name"),
    ],
)
def test_a_bad_line_is_answered_and_stops_nothing(reader, seen, bad, identity, message):
    good = line(id="gut", body="<p>")
    answers = list(reader.answers(requests_from_lines([good, bad, good])))
    assert [a.record["id"] for a in answers] == ["gut", identity, "gut"]
    record = answers[1].record
    assert list(record) == KEYS
    assert record["problems"][0]["severity"] == "error"
    assert message in record["problems"][0]["message"]
    assert message in answers[1].fault
    assert "\n" not in answers[1].fault
    assert answers[1].fault.startswith("'x': " if identity else "line 2 ")
    assert not answers[0].fault
    assert not answers[2].fault


def test_empty_lines_are_skipped_but_counted(reader, seen):
    answers = list(reader.answers(requests_from_lines([b"\n", b"  \n", b"{\n"])))
    assert len(answers) == 1
    assert "line 3 " in answers[0].fault


def test_a_bug_in_the_parsers_costs_one_page(reader, plain_parser, caplog):
    records = answer(reader, line(id=1, body="KAPUTT"), line(id=2, body="MELDUNG da"))
    assert records[0]["problems"][0]["kind"] == "internal"
    assert "ZeroDivisionError: a bug of the parser" in records[0]["problems"][0]["message"]
    assert records[1]["news"]
    assert "Traceback" in caplog.text


@pytest.mark.parametrize(
    ("fields", "today"),
    [
        ({"today": "2026-03-02", "published": "2025-01-01"}, date(2026, 3, 2)),
        ({"published": "2025-01-01"}, date(2025, 1, 1)),
        ({"published": "2025-01-01T23:30:00Z"}, date(2025, 1, 2)),
        ({"published": "2025-01-01T23:30:00"}, date(2025, 1, 1)),
        ({"published": "2017-04"}, None),
        ({"published": "demnächst"}, None),
        ({"published": None, "today": None}, None),
        ({}, None),
    ],
)
def test_today_is_what_the_line_says_else_published_else_unknown(reader, seen, fields, today):
    answer(reader, line(id=1, body="x", **fields))
    page, context = seen[0]
    assert context.today == today
    assert page.published == (fields.get("published") or "")


def test_a_decoded_body_is_utf_8_whatever_its_type_says(reader, seen):
    body = "<meta charset=iso-8859-1><p>Büro"
    answer(
        reader,
        line(id=1, body=body, contentType="text/html; charset=iso-8859-1"),
        line(id=2, body=body),
        line(id=3, body="Büro", contentType="text/plain"),
        b'{"id": 4, "body": "\\ud800 halb"}',
    )
    types = [page.content_type for page, _ in seen]
    assert types[:3] == [
        "text/html; charset=utf-8",
        "text/html; charset=utf-8",
        "text/plain; charset=utf-8",
    ]
    assert seen[0][0].body == body.encode()
    assert seen[3][0].body == b"? halb"


def test_a_file_keeps_its_bytes_and_gets_a_type_by_name_or_content(reader, seen, tmp_path):
    (tmp_path / "seite.html").write_bytes("Büro".encode("latin-1"))
    (tmp_path / "ohne").write_bytes(b"BEGIN:VCALENDAR")
    answer(reader, line(id=1, file="seite.html"), line(id=2, file="ohne"))
    assert seen[0][0].body == b"B\xfcro"
    assert seen[0][0].content_type == "text/html"
    assert seen[1][0].content_type == "text/calendar"


@pytest.mark.parametrize(
    ("name", "body", "content_type"),
    [
        ("a.HTM", b"", "text/html"),
        ("a.txt", b"<p>", "text/plain"),
        ("a.ics", b"", "text/calendar"),
        ("a", b"\xef\xbb\xbf\n <!DOCTYPE html>", "text/html"),
        ("a", b"<?xml version='1.0'?><rss/>", "application/xml"),
        ("a", b"<?xml version='1.0'?><html xmlns='x'/>", "text/html"),
        ("a", b"%PDF-1.7", "application/pdf"),
        ("a", b"Am 2. Mai 2026", "text/plain"),
        ("a", b"", "text/plain"),
    ],
)
def test_the_type_of_a_file(name, body, content_type):
    assert content_type_of(name, body) == content_type


def test_the_host_of_the_address_brings_the_sources_defaults(reader, seen):
    answer(
        reader,
        line(id=1, url="http://ALPHA.localhost/x", body="x"),
        line(id=2, url="http://fremd.localhost/x", body="x"),
        line(id=3, url="http://[", body="x"),
    )
    first, second, third = (context for _, context in seen)
    assert first.organizer.name == "Amt Alpha"
    assert first.regions == ("Sachsen",)
    assert second.organizer is None
    assert third.organizer is None
    assert {o.name for o in second.known_organizations} == {
        "Amt Alpha", "Amt Beta", "Amt Netz", "Amt Zu",
    }  # fmt: skip


def test_a_named_source_beats_the_host(catalogue, seen):
    reader = Reader(
        surroundings=Surroundings(catalogue.sources),
        clock=Clock(datetime(2026, 3, 2, tzinfo=UTC)),
        source=catalogue.get("beta"),
    )
    reader.answer(Request(id=1, url="http://alpha.localhost/", body=b"x"))
    page, context = seen[0]
    assert context.organizer.name == "Amt Beta"
    assert page.source_id == "beta"
    assert page.fetched_at.astimezone(BERLIN).date() == date(2026, 3, 2)


def test_lines_out_are_utf_8_and_survive_lone_surrogates():
    out = write_line({"id": "\ud800", "url": "Büro"})
    assert out.endswith(b"\n")
    assert out.count(b"\n") == 1
    assert "Büro".encode() in out
    assert json.loads(out) == {"id": "\ud800", "url": "Büro"}
